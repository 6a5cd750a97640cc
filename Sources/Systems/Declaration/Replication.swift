package import Simulate

/// Which replication of which campaign: all that randomness depends on.
package struct Replication: Sendable, Hashable {
  package let seed: UInt64
  package let index: Int

  package init(seed: UInt64, index: Int) {
    self.seed = seed
    self.index = index
  }

  /// The stream of a named source. Two designs draw the same from equal names and replications.
  package func stream(_ name: String) -> RandomStream {
    RandomStream(seed: seed, replication: index, name: name)
  }
}

/// What one replication saw: a value for each simulated output, and the hash of its events.
package struct Observations: Sendable, Hashable {
  package let values: [Double]
  package let trace: UInt64

  package init(_ values: [Double], trace: UInt64) {
    self.values = values
    self.trace = trace
  }
}
