import Quantities
import Testing

/// Figures that take their unit, or a part of it, from a word further off, from the last of a list, or from the cell.
@Suite struct SharedUnitTests {
  private func values(_ text: String, _ setting: NumberSetting = []) -> [String] {
    readNumbers(in: Array(text.utf8), setting: setting).compactMap(\.quantity).map {
      "\($0.quantity.value) \($0.quantity.unit.symbol)"
    }
  }

  @Test(arguments: [
    ("requesting 500m CPU", ["0.5 毫核"]), ("cpu: 250m", ["0.25 毫核"]),
    ("requests.cpu=100m, limits.cpu=1000m", ["0.1 毫核", "1.0 毫核"]),
    ("CPU 请求 100m/200m", ["0.1 毫核", "0.2 毫核"]), ("CPU limit: 1500m", ["1.5 毫核"]),
    ("250 millicores", ["0.25 毫核"]), ("CPU > 80% for 10m", ["0.8 %", "600.0 min"]),
    ("延迟 250m", []), ("走 500m 到机房", []),
  ])
  func readsThousandthsOfCores(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test func readsCellsOfProcessors() {
    #expect(values("250m", [.cell, .processors]) == ["0.25 毫核"])
    #expect(values("250m", .cell).isEmpty)
    #expect(values("3.75 cores", .cell) == ["3.75 核"])
    #expect(values("3.5 CPU", .cell) == ["3.5 CPU"])
    // At the head of a line the number may be that of a heading.
    #expect(values("3.2 CPU 调度").isEmpty)
    #expect(values("3.2 核心架构").isEmpty)
    #expect(values("3.75 cores per pod") == ["3.75 核"])
    #expect(values("0.25 核") == ["0.25 核"])
  }

  @Test(arguments: [
    ("指数 30/60/120/240s", ["30.0 s", "60.0 s", "120.0 s", "240.0 s"]),
    ("1/2/4/8 vCPU", ["1.0 vCPU", "2.0 vCPU", "4.0 vCPU", "8.0 vCPU"]),
    ("10/50/100 QPS", ["10.0 req/s", "50.0 req/s", "100.0 req/s"]),
    ("重试间隔 1/2/4 秒", ["1.0 s", "2.0 s", "4.0 s"]), ("5/8 ms", ["0.005 ms", "0.008 ms"]),
    ("2025/10/20", []), ("3/5/7", []), ("22x80mm", ["0.022 mm", "0.08 mm"]),
  ])
  func readsListsWithTheUnitAtTheEnd(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test(arguments: [
    ("N100 (4C/8T)", ["4.0 核", "8.0 线程"]), ("14C20T", ["14.0 核", "20.0 线程"]),
    ("2C4G", ["2.0 核", "4000000000.0 GB"]), ("0.5C1G", ["0.5 核", "1000000000.0 GB"]),
    ("2vCPU4G", ["2.0 vCPU", "4000000000.0 GB"]), ("64C/2T", ["64.0 核", "2000000000000.0 TB"]),
    ("8C/16T 内存", ["8.0 核", "16000000000000.0 TB"]), ("32C/128G", ["32.0 核", "128000000000.0 GB"]),
  ])
  func tellsThreadsFromTerabytes(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test(arguments: [
    ("1W数据", ["10000.0 "]), ("QPS 达到 10W", ["100000.0 req/s"]), ("峰值 5W/s", ["50000.0 次/秒"]),
    ("显卡 350W", ["350.0 W"]), ("单机柜 8W", ["8.0 W"]), ("电源 800W", ["800.0 W"]),
    ("整机满载 450W", ["450.0 W"]), ("350W", ["350.0 W"]),
  ])
  func tellsTenThousandsFromWatts(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test(arguments: [
    ("24G", ["24000000000.0 GB"]), ("Boot: 237.5G LVM", ["237500000000.0 GB"]),
    ("流量 24G", ["24000000000.0 GB"]), ("25G 网卡", ["3125000000.0 Gbps"]),
    ("上行 30G", ["30000000000.0 "]), ("100G", ["100000000000.0 "]),
    ("2.4G Wi-Fi", ["2400000000.0 "]),
    ("600 petabytes", ["6e+17 PB"]), ("5 gigabytes", ["5000000000.0 GB"]),
    ("100 megabits per second", ["12500000.0 Mb/秒"]), ("2 gigahertz", ["2000000000.0 GHz"]),
    ("3 mebibytes", ["3145728.0 MiB"]),
  ])
  func readsSizesInFullAndInG(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test(arguments: [
    ("3 Proxmox hosts", ["3.0 主机"]), ("12 Redis nodes", ["12.0 节点"]),
    ("2 HAProxy VMs", ["2.0 虚拟机"]),
    ("3 identical Minisforum MS-01 Workstations form the cluster", ["3.0 workstations"]),
    ("5 dedicated Dell R740xd servers", ["5.0 服务器"]), ("has 12 SSD", ["12.0 SSD"]),
    ("Still 1000 individual transactions/sec", ["1000.0 事务/秒"]),
    ("3 Redis Nodes", []), ("2 Verify replicas", []), ("Samsung 990 SSD", []),
  ])
  func countsThingsBehindNames(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test(arguments: [
    ("32 并发", ["32.0 并发"]), ("32 并发用户", ["32.0 用户"]), ("8-32 并发", ["20.0 并发"]),
    ("4口", ["4.0 口"]), ("8口交换机", ["8.0 口"]), ("最多100实体", ["100.0 实体"]), ("支持 100 商户", ["100.0 商户"]),
    ("至少 3 即可", ["3.0 "]), ("支持 5 以上", ["5.0 "]), ("千兆交换机", []), ("一口气", []),
    ("注册用户 > 100", ["100.0 用户"]), ("节点 ≥ 3", ["3.0 节点"]), ("connections >= 1000", ["1000.0 连接"]),
    ("GPU > 80", ["80.0 "]), ("Python >= 3", []),
  ])
  func countsInChinese(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test(arguments: [
    ("i5-6300U ×2", ["2.0 ×"]), ("Average QPS × 2 (or more)", ["2.0 ×"]), ("GPU × 8", ["8.0 "]),
    ("节点数 × 2 = 8", ["2.0 ", "8.0 "]), ("节点 ×3", ["3.0 "]),
    ("BFD 50ms × 3", ["0.05 ms", "3.0 "]), ("replicas=0", ["0.0 "]), ("retry 3 times", ["3.0 次"]),
    ("10 times faster", ["10.0 ×"]),
    ("tried 5 times", ["5.0 次"]), ("5 times the load", ["5.0 ×"]),
    ("replicas: 100 → 45 pods", ["100.0 Pod", "45.0 Pod"]),
    ("节点数: 10 → 6 台", ["10.0 节点", "6.0 节点"]),
  ])
  func tellsFactorsFromCounts(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test func readsMoneyByTheMonth() {
    func dimension(_ text: String) -> Dimension? {
      readQuantities(in: Array(text.utf8)).first?.quantity.dimension
    }
    #expect(dimension("成本 500-1000/月") == .moneyRate("CNY"))
    #expect(dimension("费用约 2000-3000/年") == .moneyRate("CNY"))
    #expect(dimension("带宽费: 800/月") == .moneyRate("CNY"))
    #expect(dimension("调用 500/月") == .rate(of: "次"))
    #expect(dimension("免费 500/月") == .rate(of: "次"))
  }

  /// What bounds a range is its outer end.
  @Test func boundsRangesByTheirEnd() throws {
    let most = try #require(readQuantities(in: Array("1-2 周内".utf8)).first?.quantity)
    #expect(most.value == 2 * 604_800 && most.comparator == .atMost)
    let least = try #require(readQuantities(in: Array("至少 3-5 个节点".utf8)).first?.quantity)
    #expect(least.value == 3 && least.interval == .atLeast(3))
  }

  @Test func readsTheUnitOfARow() {
    #expect(impliedUnit(by: "Total Requests", isRow: true)?.dimension == .count(of: "请求"))
    #expect(impliedUnit(by: "Active Users", isRow: true)?.dimension == .count(of: "用户"))
    #expect(impliedUnit(by: "Kata Containers", isRow: true) == nil)
  }
}
