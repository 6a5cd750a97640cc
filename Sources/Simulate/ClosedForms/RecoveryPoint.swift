import Glibc

/// How old the newest usable copy is when it is needed.
package enum RecoveryPoint {
  /// The age, at a failure at any moment, of a snapshot taken every `interval` and usable after
  /// `copying`: uniform on [copying, interval + copying].
  package static func age(interval: Double, copying: Double = 0) -> Distribution {
    .uniform(copying, interval + copying)
  }

  /// The greatest age of a replica that is renewed with the recovery point objective in mind.
  ///
  /// A copy holds the state of when its transfer began. With transfers of at most half the objective
  /// the scheduler starts each so that the copy is renewed in time, and the age reaches the objective
  /// at most; with longer ones, back to back, it reaches two transfers (vSphere Replication
  /// Administration, “How the RPO affects replication scheduling”).
  package static func greatestReplicaAge(objective: Double, transfer: Double) -> Double {
    max(objective, 2 * transfer)
  }

  /// Whether an objective is broken by transfers of that length.
  package static func isViolated(objective: Double, transfer: Double) -> Bool {
    greatestReplicaAge(objective: objective, transfer: transfer) > objective
  }

  /// The longest transfer that keeps the objective.
  package static func longestTransfer(objective: Double) -> Double { objective / 2 }

  /// Bandwidth, in data per unit of time, that sends what changes in an interval within `transfer`.
  package static func bandwidth(changed: Double, transfer: Double) -> Double {
    changed / transfer
  }

  /// The expected share of copies with an undetected defect, when drills find and mend them every
  /// `interval` and defects come at `rate`: 1 − (1 − e^−λT)/λT.
  package static func undetected(rate: Double, interval: Double) -> Double {
    let load = rate * interval
    return load < 1e-6 ? load / 2 : 1 + expm1(-load) / load
  }
}
