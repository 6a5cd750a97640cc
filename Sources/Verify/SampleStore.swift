import Diagnostics
import Simulate
import Systems

/// Means over a few common replications, for what calibration and sensitivity ask of a model that has
/// no analytic twin, and the mean course of some; each is found once, and kept with the results of the
/// campaign.
///
/// A reference, so that all questions about a scenario share it; confined to whoever made it.
final class SampleStore {
  private let known: ResultCache

  /// What was not known before.
  private(set) var added = ResultCache()

  init(_ known: ResultCache) { self.known = known }

  /// The mean of each simulated output over replications 0 ..< `replications`; nil for a system that
  /// does not simulate.
  func means(
    of system: SystemDefinition, _ inputs: Inputs, seed: UInt64, replications: Int
  ) -> [Double]? {
    guard let replicate = system.replicate, replications > 0 else { return nil }
    let key = key("means", system, inputs, seed: seed, replications: replications)
    if let row = (known[key] ?? added[key])?.rows.first { return row }
    var sums = [Double](repeating: 0, count: system.simulatedOutputs.count)
    for index in 0..<replications {
      let values = replicate(inputs, Replication(seed: seed, index: index)).values
      guard values.count == sums.count else { return nil }
      for column in sums.indices { sums[column] += values[column] }
    }
    let means = sums.map { $0 / Double(replications) }
    added[key] = BlockResult(rows: [means], trace: 0)
    return means
  }

  /// How the runs of a system settle, from their mean course over replications 0 ..< `replications`; nil
  /// for one whose runs have nothing to settle.
  func settling(
    of system: SystemDefinition, _ inputs: Inputs, seed: UInt64, replications: Int
  ) -> Settling? {
    guard let replicate = system.replicate, replications > 0 else { return nil }
    let key = key("path", system, inputs, seed: seed, replications: replications)
    if let row = (known[key] ?? added[key])?.rows.first {
      return row.isEmpty
        ? nil : Settling(path: Array(row.dropFirst()), measuredFrom: Int(saturating: row[0]))
    }
    var sums: [Double] = []
    var measuredFrom = 0
    for index in 0..<replications {
      guard let path = replicate(inputs, Replication(seed: seed, index: index)).path else { break }
      if sums.isEmpty { sums = [Double](repeating: 0, count: path.means.count) }
      for window in sums.indices { sums[window] += path.means[window] }
      measuredFrom = path.measuredFrom
    }
    let means = sums.map { $0 / Double(replications) }
    added[key] = BlockResult(
      rows: [means.isEmpty ? [] : [Double(measuredFrom)] + means], trace: 0)
    return means.isEmpty ? nil : Settling(path: means, measuredFrom: measuredFrom)
  }

  private func key(
    _ what: String, _ system: SystemDefinition, _ inputs: Inputs, seed: UInt64, replications: Int
  ) -> UInt64 {
    var hash = StableHash()
    hash.combine(what)
    hash.combine(system.name)
    hash.combine(UInt64(ResultCache.revision))
    hash.combine(inputs.fingerprint)
    hash.combine(seed)
    hash.combine(UInt64(replications))
    return hash.value
  }
}
