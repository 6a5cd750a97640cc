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

  /// How the run went from its very start, where it begins elsewhere than in a steady state that it is
  /// to estimate; nil where there is nothing to settle.
  package let path: RunPath?

  /// Figures of the run whose mean over all runs is 0, as controls for its values.
  package let controls: [Double]

  package init(_ values: [Double], trace: UInt64, path: RunPath? = nil, controls: [Double] = []) {
    self.values = values
    self.controls = controls
    self.trace = trace
    self.path = path
  }
}

/// The course of a run in windows of equal length, the warm-up included.
package struct RunPath: Sendable, Hashable {
  /// The mean of what settles last in each window.
  package private(set) var means: [Double] = []

  /// The first window that counts.
  package let measuredFrom: Int

  /// How many windows a run is cut into.
  static let windows = 200

  /// - Parameter warmUp: the share of the run that is not measured.
  init(warmUp: Double) {
    measuredFrom = Int((warmUp * Double(RunPath.windows)).rounded())
    means.reserveCapacity(RunPath.windows)
  }

  mutating func add(_ mean: Double) { means.append(mean) }
}
