import Simulate
import Systems

/// The replications of a system for some inputs, one tally for each simulated output.
func tallies(
  _ system: SystemDefinition, _ inputs: Inputs, replications: Int, seed: UInt64 = 7
) -> [Tally] {
  var tallies = system.simulatedOutputs.map { _ in Tally() }
  for index in 0..<replications {
    guard let seen = system.replicate?(inputs, Replication(seed: seed, index: index)) else { break }
    for (column, value) in seen.values.enumerated() { tallies[column].add(value) }
  }
  return tallies
}

let hour = Time.hour
let day = Time.day
let year = Time.year
