import Model
import Quantities

/// Whether a column gives how fast runs went that may have followed each other: the total of a load test is a rate of its own.
func isRateOfRuns(_ table: Table, _ column: Int) -> Bool {
  runRates.occurInAnyCase(in: table.columns[column].header)
    && table.columns.contains { runs.occurInAnyCase(in: $0.header) }
}

/// Whether a column gives so much in so much time, `Tests/sec`, and its total is less than one of the rows: 29 tests in
/// 60.83 s, and no sum.
func isRateOfAll(_ table: Table, _ totalRow: Int, _ column: Int) -> Bool {
  guard inTime.occurInAnyCase(in: table.columns[column].header), totalRow < table.rows.count,
    column < table.rows[totalRow].count, let total = table.rows[totalRow][column].quantity
  else { return false }
  return table.rows[..<totalRow].contains {
    column < $0.count && $0[column].quantity.map { $0.value > total.value } ?? false
  }
}

private let inTime: Words = [
  "/s", "/min", "/h", "/秒", "/分", "/小时", "每秒", "每分", "每小时", "rps", "qps", "tps", "per sec",
  "per min",
  "per hour",
]

private let runRates: Words = [
  "tps", "qps", "rps", "请求/秒", "次/秒", "req/s", "ops/s", "throughput", "吞吐", "/sec",
]

private let runs: Words = ["场景", "样本", "sample", "scenario", "label", "事务", "轮次"]
