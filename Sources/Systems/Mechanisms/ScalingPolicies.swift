import Quantities
package import Simulate

/// The policies and windows of a HorizontalPodAutoscaler's `behavior`, as a scenario writes them.
///
/// What they do is `AutoscalerHistory`, which `docgen solve hpa-policy` uses as well. Oracle: a controller
/// written out over all past counts of pods, held to the runs of `autoscaled-service`.
extension HorizontalAutoscaler {
  /// Nil where policies are not of the form `10%/60s, 4/15s`.
  init?(_ inputs: Inputs) {
    guard
      let up = ScalingRules(
        inputs.choice("up.policies"), inputs.choice("up.select"), inputs.number("up.stabilisation")),
      let down = ScalingRules(
        inputs.choice("down.policies"), inputs.choice("down.select"),
        inputs.number("stabilisation"))
    else { return nil }
    self.init(
      minReplicas: inputs.count("replicas.min"), maxReplicas: inputs.count("replicas.max"),
      tolerance: .distance(inputs.number("tolerance")), up: up, down: down)
  }
}

extension ScalingRules {
  fileprivate init?(_ policies: String?, _ select: String?, _ stabilisation: Double) {
    guard let policies = policies.flatMap(ScalingRules.policies) else { return nil }
    let selection: Selection =
      switch select {
      case "Min": .least
      case "Disabled": .disabled
      default: .most
      }
    self.init(stabilisation: stabilisation, policies: policies, select: selection)
  }

  /// Reads `10%/60s, 4/15s`: so many per cent, or so many pods, in so long; nil where any is otherwise.
  package static func policies(_ text: String) -> [Policy]? {
    let parts = text.split(whereSeparator: { ",，;".contains($0) })
    let policies = parts.compactMap { policy(String($0)) }
    return policies.isEmpty || policies.count < parts.count ? nil : policies
  }

  /// Periods are at most half an hour (HPAScalingPolicy, autoscaling/v2).
  private static func policy(_ text: String) -> Policy? {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let period = parseQuantity(String(parts[1])), period.dimension == .time,
      (1...1800).contains(period.value)
    else { return nil }
    let amount = parts[0].filter { !$0.isWhitespace }
    let digits = amount.prefix { $0.isASCII && $0.isNumber }
    guard let value = Int(digits), value > 0 else { return nil }
    switch amount.dropFirst(digits.count) {
    case "%": return Policy(.percent, value, period: period.value)
    case "", "pods", "Pods", "个", "副本": return Policy(.pods, value, period: period.value)
    default: return nil
    }
  }
}
