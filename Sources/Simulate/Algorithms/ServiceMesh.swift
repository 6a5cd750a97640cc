import Glibc

/// Envoy's and Istio's outlier detection (istio/api, destination_rule.proto; Envoy, outlier_detection_impl.cc).
package struct OutlierDetection: Sendable, Hashable {
  package let consecutiveErrors: Int
  package let interval: Double
  package let baseEjection: Double

  /// The greatest share of hosts that may be out, 0 … 1.
  package let maxEjected: Double

  /// The longest time out, unless the base is longer still.
  package let longest: Double

  /// Whether one host may go even where the share is less than one, as Envoy had it until 1.27.
  package let alwaysEjectsOne: Bool

  /// Defaults: 5 errors, every 10 s, 30 s, 10 %, at most 300 s, and the share as it is.
  package init(
    consecutiveErrors: Int = 5, interval: Double = 10, baseEjection: Double = 30,
    maxEjected: Double = 0.1, longest: Double = 300, alwaysEjectsOne: Bool = false
  ) {
    self.consecutiveErrors = consecutiveErrors
    self.interval = interval
    self.baseEjection = baseEjection
    self.maxEjected = maxEjected
    self.longest = longest
    self.alwaysEjectsOne = alwaysEjectsOne
  }

  /// How long a host stays out at its `count`-th ejection: base × count, up to the longest.
  package func duration(ejection count: Int) -> Double {
    min(baseEjection * Double(count), max(longest, baseEjection))
  }

  /// How long a host that is always bad goes in and out until its times out are the longest, in seconds; half an
  /// interval is waited for each next sweep.
  package var timeToLongest: Double {
    let ejections = (max(longest, baseEjection) / baseEjection).rounded(.up)
    return baseEjection * ejections * (ejections + 1) / 2 + interval / 2 * ejections
  }

  /// Which ejection the next is after `count` that are not forgotten: none is counted on once the longest is reached.
  package func counted(ejections count: Int) -> Int {
    let most = max(longest, baseEjection) + baseEjection
    return baseEjection * Double(count) < most ? count + 1 : count
  }

  /// The first sweep at a time or after it; a host whose time is over waits for one.
  package func sweep(from time: Double) -> Double { (time / interval).rounded(.up) * interval }

  /// How many of `hosts` may be out at once: whole ones within the share.
  package func limit(hosts: Int) -> Int {
    guard hosts > 0 else { return 0 }
    let share = min(max(maxEjected, 0), 1)
    let whole = Int(saturating: (Double(hosts) * share + 1e-9).rounded(.down))
    return alwaysEjectsOne ? max(1, whole) : whole
  }

  /// The chance that a host with an error rate is caught within `requests`: a run of
  /// `consecutiveErrors` errors among them.
  package func detection(errorRate: Double, requests: Int) -> Double {
    // runs[k]: probability of a current run of k errors and no ejection yet.
    guard consecutiveErrors > 0 else { return 1 }
    var runs = [Double](repeating: 0, count: consecutiveErrors)
    runs[0] = 1
    var caught = 0.0
    for _ in 0..<max(requests, 0) {
      var next = [Double](repeating: 0, count: consecutiveErrors)
      for (length, probability) in runs.enumerated() {
        next[0] += probability * (1 - errorRate)
        if length + 1 < consecutiveErrors {
          next[length + 1] += probability * errorRate
        } else {
          caught += probability * errorRate
        }
      }
      runs = next
    }
    return caught
  }

  /// The mean number of requests until a run of `consecutiveErrors`: (p⁻ⁿ − 1)/(1 − p).
  package func meanRequestsToEjection(errorRate: Double) -> Double {
    errorRate >= 1
      ? Double(consecutiveErrors)
      : (pow(errorRate, -Double(consecutiveErrors)) - 1) / (1 - errorRate)
  }
}

/// Flagger's canary analysis (fluxcd/flagger, deployment strategies).
package struct CanaryAnalysis: Sendable, Hashable {
  package let interval: Double

  /// Percent of traffic.
  package let maxWeight: Double
  package let stepWeight: Double

  /// Failed checks after which it rolls back.
  package let threshold: Int

  package init(interval: Double, maxWeight: Double, stepWeight: Double, threshold: Int) {
    self.interval = interval
    self.maxWeight = maxWeight
    self.stepWeight = stepWeight
    self.threshold = threshold
  }

  /// The least time to promotion: interval × ⌈maxWeight / stepWeight⌉, for weights grow in whole steps.
  package var promotion: Double { interval * (maxWeight / stepWeight - 1e-9).rounded(.up) }

  /// The time to roll back when every check fails: interval × threshold.
  package var rollback: Double { interval * Double(threshold) }

  /// Traffic × time exposed when every check fails from the first weight on.
  package var exposure: Double { stepWeight / 100 * rollback }

  /// The weights in force at each interval until promotion, in percent.
  package var weights: [Double] {
    guard stepWeight > 0 else { return [] }
    return Array(stride(from: stepWeight, through: maxWeight, by: stepWeight))
  }
}

/// Kubernetes' timers between the loss of a node and the new pods.
package struct NodeFailureTimers: Sendable, Hashable {
  package let monitorGrace: Double
  package let toleration: Double

  /// Defaults, in seconds: 40 (50 from 1.32 on) and 300.
  package init(monitorGrace: Double = 40, toleration: Double = 300) {
    self.monitorGrace = monitorGrace
    self.toleration = toleration
  }

  /// Seconds until eviction begins.
  package var eviction: Double { monitorGrace + toleration }
}
