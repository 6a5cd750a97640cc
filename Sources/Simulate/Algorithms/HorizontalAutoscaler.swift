import Glibc

/// Kubernetes' horizontal pod autoscaler, as its controller computes (replica_calculator.go,
/// horizontal.go; the user guide's “Algorithm details”).
///
/// Oracles: the worked examples of Kubernetes' documentation and KEP-853 (`ClusterReferenceTests`, K01 to K13),
/// and a controller that looks through all past counts of pods, for its policies (`ScalingPolicyTests`).
package struct HorizontalAutoscaler: Sendable, Hashable {
  package let minReplicas: Int
  package let maxReplicas: Int
  package let tolerance: Tolerance
  package let up: ScalingRules
  package let down: ScalingRules

  /// Within which ratio of current to target nothing is done.
  ///
  /// The two rules differ only at the edge, where 77/70 is just below 1.1 in doubles and 1 − 1.1 just
  /// beyond −0.1: from 1.33 on the controller compares the ratio itself with two bounds.
  package enum Tolerance: Sendable, Hashable {
    /// |1 − ratio| ≤ tolerance: up to Kubernetes 1.32.
    case distance(Double)

    /// 1 − down ≤ ratio ≤ 1 + up: from 1.33 on.
    case bounds(down: Double, up: Double)

    package func covers(_ ratio: Double) -> Bool {
      switch self {
      case .distance(let tolerance): abs(1 - ratio) <= tolerance
      case .bounds(let down, let up): 1 - down <= ratio && ratio <= 1 + up
      }
    }
  }

  package init(
    minReplicas: Int = 1, maxReplicas: Int = Int.max, tolerance: Tolerance = .distance(0.1),
    up: ScalingRules = .defaultUp, down: ScalingRules = .defaultDown
  ) {
    self.minReplicas = max(1, minReplicas)
    self.maxReplicas = maxReplicas
    self.tolerance = tolerance
    self.up = up
    self.down = down
  }

  /// ceil(replicas × current / target), or `replicas` within the tolerance.
  package func desired(replicas: Int, current: Double, target: Double) -> Int {
    let ratio = current / target
    guard ratio.isFinite, !tolerance.covers(ratio) else { return replicas }
    return Self.ceiling(ratio * Double(replicas))
  }

  /// The largest wish over several metrics; nil stands for a metric that could not be read. With any of
  /// those the controller does not scale down.
  package func desired(replicas: Int, wishes: [Int?]) -> Int {
    let known = wishes.compactMap { $0 }
    guard let largest = known.max() else { return replicas }
    return known.count < wishes.count ? max(largest, replicas) : largest
  }

  /// What one pod reports.
  package enum PodMetric: Sendable, Hashable {
    case value(Double)

    /// No measurement.
    case missing

    /// Not ready, or in its first minutes: left out when scaling down, nothing when scaling up.
    case unready
  }

  /// What a pod without a measurement is taken to use when the others ask for fewer.
  package enum MissingRule: Sendable, Hashable {
    /// The target itself, as the documentation says, and as the code does for plain pod metrics.
    case target

    /// 100 % of its request, as the code does for resource utilisation.
    case request
  }

  /// Which mean over the pods is compared with the target: the controller divides integers.
  package enum Mean: Sendable, Hashable {
    case exact

    /// In whole units, which are thousandths of a metric (`GetMetricUsageRatio`).
    case whole

    /// In whole percents of the request (`GetResourceUtilizationRatio`).
    case wholePercent
  }

  /// The wish from per-pod values of a metric with `target` per pod.
  ///
  /// With `request`, values and target are percentages of it when it is 100, and missing pods follow
  /// `missing`. Where the pods that were filled in turn the direction around, nothing is done.
  package func desired(
    pods: [PodMetric], target: Double, missing rule: MissingRule = .target, request: Double = 100,
    mean: Mean = .exact
  ) -> Int {
    var reports = PodReports()
    for pod in pods {
      switch pod {
      case .value(let value):
        reports.measured += 1
        reports.sum += value
      case .missing: reports.missing += 1
      case .unready: reports.unready += 1
      }
    }
    return desired(reports, target: target, missing: rule, request: request, mean: mean)
  }

  private func ratio(
    _ sum: Double, of count: Int, to target: Double, request: Double, _ mean: Mean
  ) -> Double {
    switch mean {
    case .exact: sum / Double(count) / target
    case .whole: (sum / Double(count)).rounded(.down) / target
    case .wholePercent:
      // The controller's sums are integers: what is short of a whole by rounding alone is that whole.
      (sum * 100 / (Double(count) * request) + 1e-9).rounded(.down) / (target * 100 / request)
    }
  }

  /// What all pods of a service report, added up.
  package struct PodReports: Sendable, Hashable {
    package var measured = 0

    /// Of the measured values.
    package var sum = 0.0
    package var missing = 0
    package var unready = 0

    package init(measured: Int = 0, sum: Double = 0, missing: Int = 0, unready: Int = 0) {
      self.measured = measured
      self.sum = sum
      self.missing = missing
      self.unready = unready
    }
  }

  /// As for the pods one by one: the controller's arithmetic needs no more of them. Constant time.
  package func desired(
    _ reports: PodReports, target: Double, missing rule: MissingRule = .target,
    request: Double = 100, mean: Mean = .exact
  ) -> Int {
    let (absent, unready) = (reports.missing, reports.unready)
    let replicas = reports.measured + absent + unready
    guard reports.measured > 0, target > 0 else { return replicas }
    let ratio = ratio(
      reports.sum, of: reports.measured, to: target, request: request, mean)
    let ignoresUnready = unready > 0 && ratio > 1
    guard absent > 0 || ignoresUnready else {
      return tolerance.covers(ratio) ? replicas : Self.ceiling(ratio * Double(reports.measured))
    }
    var filled = reports.sum
    var counted = reports.measured
    if absent > 0 {
      if ratio < 1 {
        filled += Double(absent) * (rule == .request ? max(request, target) : target)
        counted += absent
      } else if ratio > 1 {
        counted += absent
      }
    }
    if ignoresUnready { counted += unready }
    let second = self.ratio(filled, of: counted, to: target, request: request, mean)
    if tolerance.covers(second) || (ratio < 1 && second > 1) || (ratio > 1 && second < 1) {
      return replicas
    }
    let wish = Self.ceiling(second * Double(counted))
    // A wish against the first direction would be one that the filling made up.
    if (second < 1 && wish > replicas) || (second > 1 && wish < replicas) { return replicas }
    return wish
  }

  static func ceiling(_ value: Double) -> Int {
    Int(saturating: min(max(value.rounded(.up), 0), 1e9))
  }
}
