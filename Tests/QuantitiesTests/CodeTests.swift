import Quantities
import Testing

/// Numbers that stand for something and measure nothing: codes, ports, versions, members of a row of names; and the
/// figures beside them that do measure.
@Suite struct CodeTests {
  /// The texts of what is read as quantities, and of labels.
  private func split(
    _ text: String, _ setting: NumberSetting = []
  ) -> (quantities: [String], labels: [String]) {
    let bytes = Array(text.utf8)
    var found: (quantities: [String], labels: [String]) = ([], [])
    for number in readNumbers(in: bytes, setting: setting) {
      let written = String(decoding: bytes[number.range], as: UTF8.self)
      switch number.reading {
      case .quantity(let read) where !read.isBare: found.quantities.append(written)
      case .quantity: found.quantities.append("bare " + written)
      case .label, .percentile: found.labels.append(written)
      }
    }
    return found
  }

  @Test(arguments: [
    "返回 40100 错误", "429 退避不足", "错误码: 10054", "HTTP 状态码 502", "status code: 200", "exit code 137",
    "returns 404 when missing", "errors (500 responses)", "返回 429，然后重试", "出现 503 错误",
    "localhost:50051", "redis:6379", "db.internal:5432", "监听 :8080", "端口: 8080", "Port: 8443",
    "直连服务 (8202)", "API Gateway (3000)", "Redis（6379）", "GMT + 1", "UTC - 5",
    "2.0 架构", "版本 2.0 发布", "数据库 3.1 版",
  ])
  func namesWhatStandsForSomething(_ text: String) {
    #expect(split(text).quantities.isEmpty, "\(text)")
    #expect(!split(text).labels.isEmpty)
  }

  @Test(arguments: [
    "用户 (5000)", "QPS:5000", "500 错误率", "产生 5000 次错误", "副本:3", "1200 responses", "耗时 2.0",
    "请求 (8202)", "查询返回 1000 条", "上传到 154", "今天收到 480，昨天收到 520", "摄像头识别 350", "端口数: 48", "共 30 响应",
  ])
  func countsWhatOnlyResemblesThem(_ text: String) {
    #expect(split(text).labels.isEmpty, "\(text)")
    #expect(!split(text).quantities.isEmpty)
  }

  @Test(arguments: [
    ("场景 1 和 2 都能成功", ["1", "2"]), ("阶段 1、2、3", ["1", "2", "3"]),
    ("version 15 or 16", ["15", "16"]), ("第 1、2 阶段", ["1", "2 阶段"]),
    ("端口 8080 和 8443", ["8080", "8443"]), ("BUG-17/18/19", ["17/18/19"]),
    ("BUG-17、18、19", ["17", "18", "19"]), ("Phases 1 and 2", ["1", "2"]),
    ("步骤 3 或 4", ["3", "4"]),
  ])
  func carriesALabelOver(_ text: String, _ labels: [String]) {
    #expect(split(text).labels == labels)
    #expect(split(text).quantities.isEmpty)
  }

  @Test(arguments: ["Kafka 3 and 5 brokers", "版本 1 和 2 个节点", "节点 1 和 20%", "阶段 1 和 3 天"])
  func doesNotCarryALabelToWhatCounts(_ text: String) {
    #expect(split(text).labels.count == 1 && split(text).quantities.count == 1)
  }

  @Test func readsAColumnOfVersions() {
    #expect(split("2.0", [.cell, .versions]).labels == ["2.0"])
    #expect(split("15 - 16", [.cell, .versions]).quantities.isEmpty)
    #expect(split("2.0 (3节点)", [.cell, .versions]).quantities == ["3节点"])
    #expect(split("9.1 2.0 发布计划").labels == ["9.1", "2.0"])
  }
}
