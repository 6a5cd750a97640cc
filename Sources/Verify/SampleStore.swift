import Diagnostics
import Systems

/// Means over a few common replications, for what calibration and sensitivity ask of a model that has
/// no analytic twin; each is found once, and kept with the results of the campaign.
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
    var hash = StableHash()
    hash.combine("means")
    hash.combine(system.name)
    hash.combine(UInt64(ResultCache.revision))
    hash.combine(inputs.fingerprint)
    hash.combine(seed)
    hash.combine(UInt64(replications))
    let key = hash.value
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
}
