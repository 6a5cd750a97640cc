import Diagnostics
import Simulate
import Systems

/// Means over some common replications, for what calibration and sensitivity ask of a model that has
/// no analytic twin, and how their runs settle; each is found once, and kept with the results of the
/// campaign.
///
/// A reference, so that all questions about a scenario share it; confined to whoever made it.
final class SampleStore {
  private let known: ResultCache

  /// What was not known before.
  private(set) var added = ResultCache()

  init(_ known: ResultCache) { self.known = known }

  /// The mean of each simulated output over replications 0 ..< `replications`, with its interval; nil for a system that
  /// does not simulate. Where there are enough of them, what they owe to their luck is taken out, as in a campaign.
  func estimates(
    of system: SystemDefinition, _ inputs: Inputs, seed: UInt64, replications: Int
  ) -> [Estimate]? {
    guard let replicate = system.replicate, replications > 0 else { return nil }
    let key = key("means", system, inputs, seed: seed, replications: replications)
    let columns = system.simulatedOutputs.indices
    if let rows = (added[key] ?? known[key])?.rows, rows.count == columns.count,
      rows.allSatisfy({ $0.count == 2 })
    {
      return rows.map {
        Estimate(mean: $0[0], halfWidth: $0[1], confidence: 0.95, replications: replications)
      }
    }
    let seen = (0..<replications).map { replicate(inputs, Replication(seed: seed, index: $0)) }
    guard seen.allSatisfy({ $0.values.count == columns.count }) else { return nil }
    let luck = ControlVariates(
      seen[0].controls.indices.map { control in seen.map { $0.controls[control] } })
    let estimates = columns.map { column in luck.estimate(of: seen.map { $0.values[column] }) }
    added[key] = BlockResult(rows: estimates.map { [$0.mean, $0.halfWidth] }, trace: 0)
    return estimates
  }

  /// How the runs of a system settle, from their courses over replications 0 ..< `replications`; nil for one whose
  /// runs have nothing to settle.
  func settling(
    of system: SystemDefinition, _ inputs: Inputs, seed: UInt64, replications: Int
  ) -> Settling? {
    guard let replicate = system.replicate, replications > 0 else { return nil }
    let key = key("path", system, inputs, seed: seed, replications: replications)
    if let row = (added[key] ?? known[key])?.rows.first, row.isEmpty || row.count == 3 {
      return row.isEmpty
        ? nil : Settling(cut: Int(saturating: row[0]), bias: row[1], halfWidth: row[2])
    }
    var paths: [RunPath] = []
    for index in 0..<replications {
      guard let path = replicate(inputs, Replication(seed: seed, index: index)).path else { break }
      paths.append(path)
    }
    let settling = Settling(
      paths: paths.map(\.means), measuredFrom: paths.first?.measuredFrom ?? 0)
    let row = settling.map { [Double($0.cut), $0.bias, $0.halfWidth] } ?? []
    added[key] = BlockResult(rows: [row], trace: 0)
    return settling
  }

  private func key(
    _ what: String, _ system: SystemDefinition, _ inputs: Inputs, seed: UInt64, replications: Int
  ) -> UInt64 {
    var hash = StableHash()
    hash.combine(what)
    hash.combine(system.name)
    hash.combine(ResultCache.sources)
    hash.combine(inputs.fingerprint)
    hash.combine(seed)
    hash.combine(UInt64(replications))
    return hash.value
  }
}
