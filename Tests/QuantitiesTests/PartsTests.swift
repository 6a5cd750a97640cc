import Quantities
import Testing

/// So many of a part that is named next, and other counts whose unit stands apart.
@Suite struct PartsTests {
  private func values(_ text: String) -> [String] {
    readQuantities(in: Array(text.utf8)).map { read in
      let size = read.quantity.value * (read.times ?? 1)
      return "\(read.isBare ? "bare " : "")\(size) \(read.quantity.unit.symbol)"
    }
  }

  @Test(arguments: [
    ("2× Xeon E5-2680 v3", ["2.0 个"]),
    ("2 * Intel Xeon Platinum 8358P", ["2.0 个"]),
    ("24 x NVMe SSD 和 2 x 100Gbps 网卡", ["24.0 SSD", "25000000000.0 Gbps"]),
    ("110 x compute nodes, 32 CPUs", ["110.0 节点", "32.0 CPU"]),
    ("12*SATA盘", ["12.0 个"]),
    ("10*600G SAS", ["6000000000000.0 GB"]),
    ("12*8T SATA", ["96000000000000.0 TB"]),
  ])
  func countsParts(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test(arguments: [
    ("2x faster", ["2.0 ×"]), ("3 × RTT", ["3.0 ×"]), ("5 × Baseline", ["5.0 ×"]),
    ("2 × CPU 利用率", ["2.0 ×"]),
    ("2 × CPU + 1", ["2.0 ×", "bare 1.0 "]), ("10x QPS", ["10.0 ×"]), ("2x CPU usage", ["2.0 ×"]),
    ("3x GPU speedup", ["3.0 ×"]), ("3x improvement", ["3.0 ×"]), ("5x 提升", ["5.0 ×"]),
    ("4 x 8 GPUs", ["32.0 GPU"]),
  ])
  func leavesComparisons(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test(arguments: [
    ("1 主 4 从", ["1.0 主", "4.0 从"]),
    ("集群（1 Master + 2 Worker）", ["1.0 masters", "2.0 workers"]),
    ("12 CEPH OSDs total", ["12.0 OSDs"]),
    ("The server room will house 10-20 servers", ["15.0 服务器"]),
    ("返回行数: 1000", ["1000.0 行"]), ("作业数上限：2", ["2.0 个"]), ("请求次数：100000", ["100000.0 次"]),
    ("（总计12000）", ["12000.0 个"]), ("连接数从10000降到4000", ["10000.0 连接", "4000.0 连接"]),
    ("7200rpm", ["120.0 rpm"]), ("15K RPM SAS", ["bare 15000.0 "]), ("4K 随机读", ["bare 4000.0 "]),
    ("25K CPU 核心", ["25000.0 核"]),
    ("共 12000 MySQL连接", ["12000.0 连接"]), ("220+ PostgreSQL 超大规格实例", ["220.0 实例"]),
    ("Requests/sec:   1317.64", ["1317.64 req/s"]), ("10 万单/天", ["1.1574074074074074 单/天"]),
  ])
  func takesTheUnitThatStandsApart(_ text: String, _ expected: [String]) {
    #expect(values(text) == expected)
  }

  @Test(arguments: [
    "1 对 1 音视频通话", "U.2 接口", "1对多", "系数：0", "天数：5", "字节数：64", "合计12000（元）", "8单通道", "1单击",
  ])
  func countsNothing(_ text: String) {
    #expect(values(text).allSatisfy { $0.hasPrefix("bare") })
  }

  @Test func joinsWithPlusWhatIsNoBound() {
    let joined = readQuantities(in: Array("3副本+快速修复".utf8))
    #expect(joined.first?.quantity.comparator == .equal)
    for text in ["100人+团队", "1000用户+同时在线"] {
      let more = readQuantities(in: Array(text.utf8))
      #expect(more.first?.quantity.comparator == .atLeast)
    }
    let bound = readQuantities(in: Array("单个卷最多可以安装到 64 个主机".utf8))
    #expect(bound.first?.quantity.comparator == .atMost)
  }

  @Test(arguments: [("数据库连接", "连接"), ("MySQL单节点连接", "连接")])
  func givesTheThingOfARow(_ name: String, _ thing: String) {
    #expect(thingOfRow(name)?.symbol == thing)
  }

  @Test(arguments: ["延迟", "连接", "节点", "Redis", "创建用户连接", "日志磁盘", "扩容节点"])
  func givesNoThingOfOtherRows(_ name: String) {
    #expect(thingOfRow(name) == nil)
  }
}
