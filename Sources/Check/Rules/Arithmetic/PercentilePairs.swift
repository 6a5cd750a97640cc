import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds pairs of percentiles in one cell: `2.1/9.8` under `P50/P99 (ms)`.
  mutating func holdPercentilePairs(of table: Table) {
    for (column, head) in table.columns.enumerated() where head.header.utf8.contains(0x2F) {
      // Of frames and requests per second the better ones are the rarer.
      let header = head.header.lowercased()
      if rates.contains(where: header.holds) { continue }
      let ranks = percentiles(head.header)
      guard ranks.count >= 2, zip(ranks, ranks.dropFirst()).allSatisfy({ $0 < $1 }) else {
        continue
      }
      for row in table.rows where column < row.count {
        let parts = row[column].text.split(separator: "/").map { part in
          Double(part.filter { !" msµμ*`".contains($0) })
        }
        guard parts.count == ranks.count, !parts.contains(nil) else { continue }
        let values = parts.compactMap { $0 }
        // Beside each other in one unit, or with none.
        let units = Set(
          row[column].text.split(separator: "/").map { $0.filter { $0.isLetter } }
            .filter { !$0.isEmpty })
        guard units.count <= 1,
          let wrong = values.indices.dropFirst().first(where: { values[$0] < values[$0 - 1] })
        else { continue }
        report(
          "a higher percentile is never below a lower one: P\(plainNumber(ranks[wrong])) of "
            + "\(plainNumber(values[wrong])), P\(plainNumber(ranks[wrong - 1])) of "
            + "\(plainNumber(values[wrong - 1]))",
          at: row[column].span, notes: [.init("the column", at: head.span)])
      }
    }
  }
}

private let rates = ["fps", "qps", "tps", "rps", "throughput", "吞吐"]

/// The percentiles of a header, `P50/P95/P99`, in its order; empty where something else stands between.
private func percentiles(_ header: String) -> [Double] {
  let name = header.lowercased().prefix { $0 != "(" && $0 != "（" }
  guard let start = name.firstRange(of: "p") else { return [] }
  let parts = name[start.lowerBound...].split(separator: "/").map { part -> Double? in
    let text = part.filter { $0 != " " }
    guard text.hasPrefix("p"), let value = Double(text.dropFirst()) else { return nil }
    return value
  }
  return parts.contains(nil) ? [] : parts.compactMap { $0 }
}
