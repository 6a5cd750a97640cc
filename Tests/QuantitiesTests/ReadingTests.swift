import Quantities
import Testing

/// One written form and what it must be read as; the oracle is written out, not computed.
struct Form: Sendable, CustomTestStringConvertible {
  let text: String
  let dimension: Dimension
  let lower: Double
  let upper: Double
  let comparator: Quantity.Comparator

  init(
    _ text: String, _ dimension: Dimension, _ lower: Double, _ upper: Double,
    _ comparator: Quantity.Comparator = .equal
  ) {
    self.text = text
    self.dimension = dimension
    self.lower = lower
    self.upper = upper
    self.comparator = comparator
  }

  var testDescription: String { text }
}

private let year = 31_536_000.0
private let inf = Double.infinity

@Suite struct ReadingTests {
  static let forms: [Form] = [
    Form("99.995%", .ratio, 0.999945, 0.999955),
    Form("~1,800", .number, 1620, 1980, .approximately),
    Form("~3,600行", .count(of: "行"), 3240, 3960, .approximately),
    Form("10+", .number, 10, inf, .atLeast),
    Form("15+个", .count(of: "个"), 15, inf, .atLeast),
    Form("30+个配置示例", .count(of: "示例"), 30, inf, .atLeast),
    Form("50+条", .count(of: "条"), 50, inf, .atLeast),
    Form("< 30分钟", .time, 0, 1800, .less),
    Form("P99 < 500μs", .time, 0, 500e-6, .less),
    Form("500us", .time, 499.5e-6, 500.5e-6),
    Form("₹12,93,000", .money("INR"), 1_292_999.5, 1_293_000.5),
    Form("₹50 lakh", .money("INR"), 4_950_000, 5_050_000),
    Form("500µs", .time, 499.5e-6, 500.5e-6),
    Form("单VM 150K IOPS", .rate(of: "IO"), 149_500, 150_500),
    Form("150KIOPS", .rate(of: "IO"), 149_500, 150_500),
    Form("1天10+", .rate(of: "次"), 10 / 86_400, inf, .atLeast),
    Form("10次/天", .rate(of: "次"), 10 / 86_400, 10 / 86_400),
    Form("每天10次", .rate(of: "次"), 10 / 86_400, 10 / 86_400),
    Form("10 deployments/day", .rate(of: "deployments"), 10 / 86_400, 10 / 86_400),
    Form("10/day", .rate(of: "次"), 10 / 86_400, 10 / 86_400),
    Form("16节点", .count(of: "节点"), 16, 16),
    Form("16 nodes", .count(of: "节点"), 16, 16),
    Form("3个节点", .count(of: "节点"), 3, 3),
    Form("8个计算节点", .count(of: "节点"), 8, 8),
    Form("3个,HA", .count(of: "个"), 3, 3),
    Form("8卡/节点", .count(of: "卡"), 8, 8),
    Form("50台", .count(of: "台"), 50, 50),
    Form("5-10ms", .time, 0.005, 0.010, .range),
    Form("10ms-20ms", .time, 0.010, 0.020, .range),
    Form("3~5个", .count(of: "个"), 3, 5, .range),
    Form("75%至90%", .ratio, 0.75, 0.9, .range),
    Form("5 – 10 ms", .time, 0.005, 0.010, .range),
    Form("0–200k USD", .money("USD"), 0, 200_000, .range),
    Form("500GB-5TB", .data, 5e11, 5e12, .range),
    Form("10-20万", .number, 100_000, 200_000, .range),
    Form("5±1ms", .time, 0.004, 0.006, .range),
    Form("±5%", .ratio, -0.05, 0.05, .range),
    Form("¥26万", .money("CNY"), 255_000, 265_000),
    Form("开发成本 ¥30-50万首年", .money("CNY"), 300_000, 500_000, .range),
    Form("$1-2M", .money("USD"), 1e6, 2e6, .range),
    Form("1-2次/分", .rate(of: "次"), 1 / 60.0, 2 / 60.0, .range),
    Form("0.5次/分钟", .rate(of: "次"), 0.45 / 60, 0.55 / 60),
    Form("sub-100ms", .time, 0, 0.1, .less),
    Form("最多可管理 400 个主机", .count(of: "主机"), -inf, 400, .atMost),
    Form("内存：至少128G", .data, 128e9, inf, .atLeast),
    Form("16G ram", .data, 15.5e9, 16.5e9),
    Form("20-person team", .count(of: "人员"), 20, 20),
    Form("300+ PoPs", .count(of: "PoPs"), 300, inf, .atLeast),
    Form("1 台 CPU VM", .count(of: "虚拟机"), 1, 1),
    Form("insert rate over 1 hour", .time, 1_800, 5_400),
    Form("$1.2M", .money("USD"), 1_150_000, 1_250_000),
    Form("3亿元", .money("CNY"), 2.5e8, 3.5e8),
    Form("1,000,000美元", .money("USD"), 999_999.5, 1_000_000.5),
    Form("-60%", .ratio, -0.605, -0.595),
    Form("吞吐量+40%", .ratio, 0.395, 0.405),
    Form("↓60%", .ratio, -0.605, -0.595),
    Form("3倍", .factor, 2.5, 3.5),
    Form("100x", .factor, 99.5, 100.5),
    Form("至少3个副本", .count(of: "副本"), 3, inf, .atLeast),
    Form("不超过5分钟", .time, 0, 300, .atMost),
    Form("5分钟以内", .time, 0, 300, .atMost),
    Form("5分钟内恢复", .time, 0, 300, .atMost),
    Form("99.9%以上", .ratio, 0.999, inf, .atLeast),
    Form("超过200台", .count(of: "台"), 200, inf, .greater),
    Form("at least 99.9 %", .ratio, 0.999, inf, .atLeast),
    Form("up to 7 instances", .count(of: "实例"), 0, 7, .atMost),
    Form("less than 5 minutes", .time, 0, 300, .less),
    Form("≥ 99.99%", .ratio, 0.9999, inf, .atLeast),
    Form("512GB", .data, 511.5e9, 512.5e9),
    Form("4GiB", .data, 3.5 * 1_073_741_824, 4.5 * 1_073_741_824),
    Form("25Gbps", .dataRate, 24.5e9 / 8, 25.5e9 / 8),
    Form("10 GB/s", .dataRate, 9.5e9, 10.5e9),
    Form("3.0GHz", .frequency, 2.95e9, 3.05e9),
    Form("1小时30分钟", .time, 3600 + 1800 - 30, 3600 + 1800 + 30),
    Form("96/100", .ratio, 0.96, 0.96),
    Form("8/23", .ratio, 8.0 / 23, 8.0 / 23),
    Form("10:1", .factor, 10, 10),
    Form("１２台", .count(of: "台"), 12, 12),
    Form("99.9％", .ratio, 0.9985 + 0.0000, 0.9995),
    Form("100余家", .count(of: "家"), 100, inf, .atLeast),
    Form("30多个", .count(of: "个"), 30, inf, .atLeast),
    Form("10^6次", .count(of: "次"), 1e6, 1e6),
    Form("¥600/月", .moneyRate("CNY"), 599.5 / 2_629_800, 600.5 / 2_629_800),
    Form("-20°C", .temperature, -20.5, -19.5),
    Form("1M req/s", .rate(of: "请求"), 0.5e6, 1.5e6),
    Form("25G网卡", .dataRate, 24.5e9 / 8, 25.5e9 / 8),
    Form("64G内存", .data, 63.5e9, 64.5e9),
    Form("RTO<5分钟", .time, 0, 300, .less),
    Form("RPO=0秒", .time, 0, 0),
    Form("4 年", .time, 3.5 * year, 4.5 * year),
    Form("12 brokers", .count(of: "brokers"), 12, 12),
  ]

  /// Forms that documents outside of the reference collection were found to use.
  static let moreForms: [Form] = [
    Form("20 Groups", .count(of: "groups"), 20, 20),
    Form("2 OSDs", .count(of: "OSDs"), 2, 2),
    Form("1.21B queries", .count(of: "查询"), 1.205e9, 1.215e9),
    Form("16-port", .count(of: "端口"), 16, 16),
    Form("6 vCores", .count(of: "vCPU"), 6, 6),
    Form("1 primary", .count(of: "primaries"), 1, 1),
    Form("高達 20 個", .count(of: "个"), 0, 20, .atMost),
    Form("2 分鐘內", .time, 0, 120, .atMost),
    Form("每分鐘 500 次", .rate(of: "次"), 500 / 60.0, 500 / 60.0),
    Form("10B req/day", .rate(of: "请求"), 9.5e9 / 86_400, 10.5e9 / 86_400),
    Form("100k req/sec", .rate(of: "请求"), 99_500, 100_500),
    Form("4paste/s", .rate(of: "paste"), 4, 4),
    Form("120 rows/sec", .rate(of: "rows"), 120, 120),
    Form("64-bit", .data, 63.5 / 8, 64.5 / 8),
    Form("14-day", .time, 13.5 * 86_400, 14.5 * 86_400),
    Form("40-year-old", .time, 39.5 * year, 40.5 * year),
    Form("3-node cluster", .count(of: "节点"), 3, 3),
    Form("1 h 13 m", .time, 3600 + 780 - 30, 3600 + 780 + 30),
    Form("10 Gigabit Ethernet", .dataRate, 9.5e9 / 8, 10.5e9 / 8),
    Form("with 3 control plane nodes", .count(of: "节点"), 3, 3),
    Form("50K concurrent users", .count(of: "用户"), 49_500, 50_500),
    Form("6–10 worker nodes", .count(of: "节点"), 6, 10, .range),
    Form("5 CPU cores", .count(of: "核"), 5, 5),
    Form("256 CPU units", .count(of: "units"), 256, 256),
    Form("with 0.25 vCPU", .count(of: "vCPU"), 0.245, 0.255),
    Form("2--3x", .factor, 2, 3, .range),
    Form("between 5 and 10 ms", .time, 0.005, 0.010, .range),
    Form("$1-2/month", .moneyRate("USD"), 1 / 2_629_800, 2 / 2_629_800, .range),
    Form("~10-50ms", .time, 0.01, 0.05, .range),
    Form("larger than 8TB", .data, 8e12, inf, .greater),
    Form("minimum of 16 GB", .data, 16e9, inf, .atLeast),
    Form("over 18 months", .time, 17.5 * 2_629_800, 18.5 * 2_629_800),
    Form("min 2 tasks", .count(of: "任务"), 2, inf, .atLeast),
    Form("1万部", .count(of: "部"), 5000, 15_000),
    Form("1000件", .count(of: "件"), 1000, 1000),
    Form("200w个", .count(of: "个"), 1_995_000, 2_005_000),
    Form("10W用户", .count(of: "用户"), 95_000, 105_000),
    Form("100萬請求", .count(of: "请求"), 995_000, 1_005_000),
    Form("3個節點", .count(of: "节点"), 3, 3),
    Form("30分鐘", .time, 1770, 1830),
    Form("3.6 亿短链接", .count(of: "链接"), 3.55e8, 3.65e8),
    Form("共有5 计算节点", .count(of: "节点"), 5, 5),
    Form("2000个人", .count(of: "人"), 2000, 2000),
    Form("不能超过52.6分钟", .time, 0, 52.6 * 60, .atMost),
    Form("不得低于99.9%", .ratio, 0.999, inf, .atLeast),
    Form("将突破200亿元", .money("CNY"), 200e8, inf, .greater),
    Form("至少预留 30 GB", .data, 30e9, inf, .atLeast),
    Form("至少得部署 2 个实例", .count(of: "实例"), 2, inf, .atLeast),
    Form("不小于总容量的 10%", .ratio, 0.1, inf, .atLeast),
    Form("副本数为 3", .count(of: "副本"), 3, 3),
    Form("节点数量：5", .count(of: "节点"), 5, 5),
    Form("总请求数: 89249", .count(of: "请求"), 89_249, 89_249),
    Form("Replicas: 3", .count(of: "副本"), 3, 3),
    Form("用户量 > 10万", .count(of: "用户"), 100_000, inf, .greater),
    Form("QPS上限3000", .rate(of: "请求"), 0, 3000, .atMost),
    Form("TPS: 5,000", .rate(of: "事务"), 4999.5, 5000.5),
    Form("TTL 5-10分钟", .time, 300, 600, .range),
    Form("周期12-18月", .time, 12 * 2_629_800, 18 * 2_629_800, .range),
    Form("三个节点", .count(of: "节点"), 3, 3),
    Form("两副本", .count(of: "副本"), 2, 2),
    Form("三台服务器", .count(of: "服务器"), 3, 3),
    Form("至少三台", .count(of: "台"), 3, inf, .atLeast),
    Form("十二小时", .time, 11.5 * 3600, 12.5 * 3600),
    Form("十倍", .factor, 9.5, 10.5),
    Form("十万用户", .count(of: "用户"), 100_000, 100_000),
    Form("一千二百万次", .count(of: "次"), 12_000_000, 12_000_000),
    Form("三十二个分区", .count(of: "分区"), 32, 32),
    Form("一亿二千万用户", .count(of: "用户"), 120_000_000, 120_000_000),
    Form("一万二千亿次", .count(of: "次"), 1.2e12, 1.2e12),
    Form("三百万亿次", .count(of: "次"), 3e14, 3e14),
    Form("二十万零五百用户", .count(of: "用户"), 200_500, 200_500),
    Form("一百零五个节点", .count(of: "节点"), 105, 105),
    Form("百分之九十五", .ratio, 0.95, 0.95),
    Form("三分之二", .ratio, 2.0 / 3, 2.0 / 3),
    Form("节点数: 3-5", .count(of: "节点"), 3, 5, .range),
    Form("Replicas: 2–4", .count(of: "副本"), 2, 4, .range),
    Form("3-fold", .factor, 2.5, 3.5),
    Form("8-GPU", .count(of: "GPU"), 8, 8),
    Form("3个GPU节点", .count(of: "节点"), 3, 3),
    Form("12个微服务模块", .count(of: "模块"), 12, 12),
    Form("参与人数超30万", .count(of: "人"), 300_000, inf, .greater),
    Form("每秒要处理2万次", .rate(of: "次"), 15_000, 25_000),
    Form("as many as 10 vCPUs", .count(of: "vCPU"), 0, 10, .atMost),
    Form("handled 50 virtual users", .count(of: "用户"), 50, 50),
    Form("All 3 load test scenarios", .count(of: "scenarios"), 3, 3),
    Form("100M+ IoT devices", .count(of: "设备"), 100e6, inf, .atLeast),
    Form("Max Virtual Users (VU): 50", .count(of: "用户"), 50, 50),
    Form("Requests per client: 100", .count(of: "请求"), 100, 100),
    Form("the number of pods is 110", .count(of: "Pod"), 110, 110),
    Form("16 GB minimum", .data, 16e9, inf, .atLeast),
    Form("not exceed 500 ms", .time, 0, 0.5, .atMost),
    Form("最多可达 20GiB", .data, 0, 20 * 1_073_741_824, .atMost),
  ]

  @Test(arguments: forms + moreForms) func readsAsWritten(_ form: Form) throws {
    let read = readQuantities(in: Array(form.text.utf8))
    try #require(read.count == 1)
    let quantity = read[0].quantity
    #expect(quantity.dimension == form.dimension)
    #expect(close(quantity.interval.lower, form.lower), "\(quantity.interval)")
    #expect(close(quantity.interval.upper, form.upper), "\(quantity.interval)")
    #expect(quantity.comparator == form.comparator)
  }

  func close(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= 1e-9 * max(abs(a), abs(b))
  }

  @Test func takesASpanOfTimeForNoBound() {
    let read = readQuantities(in: Array("error rate < 5% over 5m".utf8))
    #expect(read.map(\.quantity.comparator) == [.less, .equal])
    #expect(read.last?.quantity.value == 300)
  }

  /// Behind an arrow the unit of the figure before it holds as well.
  @Test(arguments: [("components: 7 → 2", [7.0, 2]), ("7 nodes → 5 → 3", [7, 5, 3])])
  func sharesUnitsAlongArrows(_ text: String, _ values: [Double]) {
    let read = readQuantities(in: Array(text.utf8))
    #expect(read.map(\.quantity.value) == values)
    #expect(read.allSatisfy { !$0.isBare }, "\(read.map(\.quantity))")
  }

  /// Under a header that counts, W is 万; `GPU/台` counts GPUs.
  @Test func takesTheUnitOfAHeader() throws {
    let rate = try #require(impliedUnit(by: "Redis QPS"))
    let read = try #require(readNumbers(in: Array("50W".utf8)).first).taking(rate)
    #expect(read.quantity?.quantity.value == 500_000)
    #expect(read.quantity?.quantity.dimension == rate.dimension)
    #expect(impliedUnit(by: "GPU/台")?.dimension == .count(of: "GPU"))
  }

  @Test func namesWhatIsPerWhat() {
    #expect(readQuantities(in: Array("8卡/节点".utf8)).first?.per == "节点")
    #expect(readQuantities(in: Array("2×16核".utf8)).first?.times == 2)
    #expect(readQuantities(in: Array("12x 4TB".utf8)).first?.times == 12)
  }

  static let labels: [(String, ReadNumber.LabelKind)] = [
    ("2025年10月20日", .date), ("2025-10-20", .date), ("2025/10/20", .date), ("2025 Q2", .date),
    ("2025-10~11", .date), ("10月20日", .date), ("2026-2030年", .date), ("VMware 2013 年论文", .date),
    ("在2025技术标准", .date),
    ("09:30", .clock), ("3:51 PM", .clock), ("9:30:15", .clock), ("v1.0", .version),
    ("1.2.3", .version),
    ("10.0.0.1/24", .version), ("vSphere 8.0", .version), ("Kubernetes 1.28+", .version),
    ("Istio 1.24", .version), ("7×24", .duty), ("7x24小时", .duty), ("24/7", .duty),
    ("第3章", .ordinal),
    ("案例1", .ordinal), ("案例2：医疗", .ordinal), ("1. 概述", .ordinal), ("3.2 部署", .ordinal),
    ("**Version:** 1.0", .version), ("版本: 2.1", .version), ("Redis 7 Cluster", .name),
    ("01_理论基础", .name), ("#126", .reference), ("[12]", .reference), ("1.x", .version),
    ("5G网络", .name), ("6248R", .name), ("HTTP/2", .name), ("ISO 27001标准", .name),
  ]

  /// What has a number in it and states none.
  @Test(arguments: [
    "一个节点", "二次开发", "七层负载均衡", "十分重要", "第三台", "星期三", "双十一", "数十万用户", "几千台", "万一失败", "千万不要",
    "三高", "一键部署", "百度", "唯一", "三四个", "一万二用户", "三百五个节点", "返回 502 errors", "运行在 8080 端口",
    "fails with 500 responses",
    "200,000 km/s", "Phase 2 worker nodes", "360,000 vCPU-seconds", "master-2 API server",
  ])
  func typesNothingThatCountsNothing(_ text: String) {
    let found = readQuantities(in: Array(text.utf8)).filter { !$0.isBare }
    #expect(found.isEmpty, "\(found.map(\.quantity))")
  }

  @Test(arguments: labels) func knowsWhatMeasuresNothing(
    _ text: String, _ kind: ReadNumber.LabelKind
  ) throws {
    let read = readNumbers(in: Array(text.utf8))
    try #require(!read.isEmpty)
    #expect(read[0].reading == .label(kind), "\(read)")
  }

  @Test(arguments: ["K8s", "A100", "S3", "DDR4-2933", "IPv4", "x86_64"])
  func leavesDigitsOfNamesAlone(_ text: String) {
    #expect(readNumbers(in: Array(text.utf8)).isEmpty)
  }

  @Test func readsPercentiles() {
    let read = readNumbers(in: Array("P99.9 ≤ 2 ms, p95<200ms".utf8))
    #expect(read.count == 4)
    #expect(read.first?.reading == .percentile(0.999))
  }

  @Test func pointsAtTheWholeFigure() {
    let text = "可用性: ≥ 99.99% 以上"
    let read = readQuantities(in: Array(text.utf8))
    let range = read.first?.range ?? 0..<0
    #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == "≥ 99.99% 以上")
  }
}
