import Model

/// Whether a column gives how fast runs went that may have followed each other: the total of a load test is a rate of its own.
func isRateOfRuns(_ table: Table, _ column: Int) -> Bool {
  runRates.occurInAnyCase(in: table.columns[column].header)
    && table.columns.contains { runs.occurInAnyCase(in: $0.header) }
}

private let runRates: Words = [
  "tps", "qps", "rps", "请求/秒", "次/秒", "req/s", "ops/s", "throughput", "吞吐", "/sec",
]

private let runs: Words = ["场景", "样本", "sample", "scenario", "label", "事务", "轮次"]
