import Quantities
import Testing

/// Figures whose unit only their neighbours give, as documents of all kinds write them.
@Suite struct NeighbourTests {
  private func quantities(_ text: String) -> [ReadQuantity] {
    readQuantities(in: Array(text.utf8))
  }

  private func values(_ text: String) -> [String] {
    quantities(text).map { "\($0.quantity.value) \($0.quantity.unit.symbol)" }
  }

  @Test(arguments: [
    ("4核8G", ["4.0 核", "8000000000.0 GB"]),
    ("4核16g", ["4.0 核", "16000000000.0 GB"]),
    ("32C/128G", ["32.0 核", "128000000000.0 GB"]),
    ("4c8g", ["4.0 核", "8000000000.0 GB"]),
    ("内存：2G", ["2000000000.0 GB"]),
    ("带宽：100M", ["12500000.0 Mbps"]),
    ("3主3从", ["3.0 主", "3.0 从"]),
    ("1024 bytes = 1 kb", ["1024.0 B", "1000.0 KB"]),
    ("200kb", ["200000.0 KB"]),
    ("10 mil DAU", ["10000000.0 用户"]),
    ("DAU: 100M", ["100000000.0 用户"]),
    ("16384个槽", ["16384.0 槽"]),
    ("3台 16G Cluster", ["3.0 台", "16000000000.0 GB"]),
    ("17.6 PFlop/s", ["1.76e+16 PFLOPS"]),
    ("150 万 inode", ["1500000.0 inode"]),
    ("12,698 买单", ["12698.0 买单"]),
    ("1万索引", ["10000.0 索引"]),
    ("日活用户500万", ["5000000.0 用户"]),
    ("Pages per session: 15", ["15.0 页"]),
    ("1 Redis instance", ["1.0 实例"]),
    ("5 Compute Nodes, each with two cards", ["5.0 节点"]),
    ("Auto Scaling 2-20实例", ["11.0 实例"]),
    ("平均 2000 Tokens", ["2000.0 token"]),
    ("输入 800-2000 token", ["1400.0 token"]),
    ("月均 25 起", ["25.0 起"]),
    ("支持 7500 个锁/秒", ["7500.0 个/秒"]),
    ("3d 15h 36m", ["315360.0 d"]),
  ])
  func readsTheUnitOfTheNeighbour(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test func readsTheArrowBehindAPercentage() {
    #expect(quantities("65%↓").first?.quantity.value == -0.65)
    #expect(quantities("95-97% ↓").first?.quantity.interval == Interval(-0.97, -0.95))
    #expect(quantities("40% ↑").first?.sign == .plus)
    // Before a figure it is that of this one.
    #expect(quantities("12% ↓ 5%").map(\.quantity.value) == [0.12, -0.05])
  }

  @Test func keepsTheEndsOfRoughRanges() {
    #expect(quantities("~3-4元").first?.quantity.interval == Interval(3, 4))
    #expect(quantities("约 2-4 小时").first?.quantity.interval == Interval(7_200, 14_400))
  }

  @Test(arguments: ["日限 20 次", "仅限 20 次"])
  func readsALimit(_ text: String) {
    #expect(quantities(text).first?.quantity.comparator == .atMost)
  }

  @Test(arguments: [
    "NVIDIA 3090 显卡", "Platinum 8260M processors", "上午 9-11 点", "in 2024 goals",
  ])
  func readsNames(_ text: String) {
    #expect(quantities(text).isEmpty)
  }

  @Test(arguments: [
    ("$0.023/GB", "0.023 美元/GB", "0.023 USD/GB"),
    ("$0.08/GB/mo", "0.08 美元/GB/月", "0.08 USD/GB/month"),
    ("¥200/台/月", "200 元/台/月", nil),
    ("-$13.70/node", "-13.7 美元/节点", "-13.7 USD/node"),
  ])
  func printsPricesWithWhatTheyAreFor(_ text: String, _ chinese: String, _ english: String?) throws
  {
    let price = try #require(quantities(text).first?.quantity)
    #expect(format(price, .zh) == chinese)
    if let english { #expect(format(price, .en) == english) }
  }

  @Test func readsAnArrowBetweenNumbersAsNoYear() {
    #expect(quantities("2000→50").map(\.quantity.value) == [2_000, 50])
  }

  @Test func readsMinutesBeforeSeconds() throws {
    #expect(values("5m 15.4s") == ["315.4 min"])
    #expect(values("24 hours, 11 minutes") == ["87060.0 h"])
    #expect(values("timeouts of 10 s, 500 ms").count == 2)
    // The smallest part bounds the whole.
    let whole = try #require(quantities("8h 45m 36s").first?.quantity.interval)
    #expect(whole == Interval(31_535.5, 31_536.5))
  }

  @Test func tellsBillionsFromBytes() {
    #expect(values("| 1B |") == ["1000000000.0 "])
    #expect(values("Llama 70B") == ["70000000000.0 "])
    #expect(values("1.8B/yr").count == 1)
    #expect(quantities("1.8B/yr").first?.quantity.dimension == .rate(of: "次"))
    #expect(values("包头 20B") == ["20.0 B"])
    #expect(values("64B") == ["64.0 B"])
    #expect(values("500B/s") == ["500.0 B/s"])
  }

  @Test func readsFormulasThatStateAFigure() {
    #expect(values("$99.9\\%$ available") == ["0.999 %"])
    #expect(values("about $8.77$ hours") == ["31572.0 h"])
    #expect(quantities("$\\leq 35$ ms").first?.quantity.comparator == .atMost)
    #expect(values("price $5 and $10") == ["5.0 USD", "10.0 USD"])
  }

  @Test func readsMoneyToTheEndOfTheWord() {
    let text = Array("$0.025/month".utf8)
    #expect(readQuantities(in: text).first?.range == 0..<text.count)
    #expect(quantities("₹13,000/month").first?.quantity.dimension == .moneyRate("INR"))
  }

  @Test(arguments: ["2025 年 8 月 25 日", "2025‑05‑20", "8 月 25 日"])
  func readsDatesWithBlanksAndUnusualHyphens(_ text: String) {
    let bytes = Array(text.utf8)
    let read = readNumbers(in: bytes)
    #expect(read.count == 1 && read.first?.range == 0..<bytes.count)
    #expect(quantities(text).isEmpty)
  }

  @Test func leavesNamesAndAdjectivesAlone() {
    #expect(values("RTX 4060 Ti").isEmpty)
    #expect(values("512Mi") == ["536870912.0 MiB"])
    #expect(quantities("5 core actions/day").first?.quantity.dimension == .rate(of: "actions"))
    #expect(values("8 core CPU") == ["8.0 核"])
    #expect(values("10 miles") == ["10.0 miles"])
    #expect(quantities("1台（主）+1台（从）").allSatisfy { $0.sign == nil })
  }

  @Test func readsTheUnitOfAHeader() {
    #expect(impliedUnit(by: "耗时（单位：秒）") == .second)
    #expect(impliedUnit(by: "最大监控网站数")?.dimension == .count(of: "个"))
    #expect(impliedUnit(by: "日活")?.dimension == .count(of: "用户"))
    #expect(impliedUnit(by: "安装量")?.dimension == .count(of: "次"))
    #expect(impliedUnit(by: "数据量") == nil)
    #expect(impliedUnit(by: "指数") == nil)
    #expect(impliedUnit(by: "Latency (in ms)")?.symbol == "ms")
    #expect(impliedUnit(by: "并发连接", isRow: true)?.dimension == .count(of: "连接"))
    #expect(impliedUnit(by: "日活用户", isRow: true)?.dimension == .count(of: "用户"))
  }
}
