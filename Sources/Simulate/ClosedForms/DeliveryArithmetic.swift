import Glibc

/// Identities of software delivery: deployments, failures, recovery, exposure.
package enum DeliveryArithmetic {
  /// Failed deployments per unit of time.
  package static func failures(deployments: Double, changeFailureRate: Double) -> Double {
    deployments * changeFailureRate
  }

  /// Time in incidents per unit of time.
  package static func incidentTime(
    deployments: Double, changeFailureRate: Double, timeToRestore: Double
  ) -> Double {
    deployments * changeFailureRate * timeToRestore
  }

  /// The share of incidents that must be restored automatically for a mean time to restore; above 1 if
  /// even all are not enough, negative if none are needed.
  package static func automaticShare(
    target: Double, automatic: Double, manual: Double
  ) -> Double {
    (manual - target) / (manual - automatic)
  }

  /// The mean time to restore of a mixture.
  package static func timeToRestore(
    automaticShare: Double, automatic: Double, manual: Double
  ) -> Double {
    automaticShare * automatic + (1 - automaticShare) * manual
  }

  /// Traffic × time exposed to a bad version.
  package static func exposure(weight: Double, time: Double) -> Double { weight * time }

  /// The requests that a canary must see to notice, with `confidence`, an error that strikes a request
  /// with `probability`: ln(1 − c)/ln(1 − p).
  package static func requestsToNotice(probability: Double, confidence: Double) -> Double {
    (log1p(-confidence) / log1p(-probability)).rounded(.up)
  }

  /// The share of a node's requests that must be allocated for a utilisation, when usage follows the
  /// autoscaler's target.
  package static func packing(nodeUtilisation: Double, target: Double) -> Double {
    nodeUtilisation / target
  }

  /// The utilisation that keeping `reserve` of `hosts` free leaves.
  package static func utilisationCeiling(hosts: Int, reserve: Int) -> Double {
    hosts > 0 ? Double(max(0, hosts - reserve)) / Double(hosts) : 0
  }
}
