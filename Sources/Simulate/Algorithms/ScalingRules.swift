/// How fast one direction of autoscaling may go, and how long it looks back.
package struct ScalingRules: Sendable, Hashable {
  /// The window over which earlier wishes bind, in seconds.
  package let stabilisation: Double
  package let policies: [Policy]
  package let select: Selection

  package struct Policy: Sendable, Hashable {
    package let kind: Kind
    package let value: Int

    /// In seconds.
    package let period: Double

    package enum Kind: Sendable, Hashable { case pods, percent }

    package init(_ kind: Kind, _ value: Int, period: Double) {
      self.kind = kind
      self.value = value
      self.period = period
    }
  }

  package enum Selection: Sendable, Hashable { case most, least, disabled }

  package init(stabilisation: Double, policies: [Policy], select: Selection = .most) {
    self.stabilisation = stabilisation
    self.policies = policies
    self.select = select
  }

  /// Double, or four more, every 15 s.
  package static let defaultUp = ScalingRules(
    stabilisation: 0, policies: [Policy(.percent, 100, period: 15), Policy(.pods, 4, period: 15)])

  /// Everything every 15 s, but never below the largest wish of 300 s.
  package static let defaultDown = ScalingRules(
    stabilisation: 300, policies: [Policy(.percent, 100, period: 15)])
}

/// The autoscaler's memory between its rounds: earlier wishes and changes.
package struct AutoscalerHistory: Sendable {
  package let autoscaler: HorizontalAutoscaler
  private var wishes: [(time: Double, replicas: Int)] = []
  private var changes: [(time: Double, change: Int)] = []

  /// The longest period of a policy, beyond which changes no longer count.
  private let longestPeriod: Double

  package init(_ autoscaler: HorizontalAutoscaler) {
    self.autoscaler = autoscaler
    let policies = autoscaler.up.policies + autoscaler.down.policies
    longestPeriod = policies.map(\.period).max() ?? 0
  }

  /// The replicas to run from `time` on, given the wish of this round; times ascend.
  package mutating func decide(wish: Int, current: Int, at time: Double) -> Int {
    wishes.append((time, wish))
    let longest = max(autoscaler.up.stabilisation, autoscaler.down.stabilisation)
    // Times ascend: what has expired stands first.
    let live = wishes.firstIndex { $0.time >= time - longest } ?? wishes.count
    if live > 0 { wishes.removeFirst(live) }
    let recent = changes.firstIndex { $0.time > time - longestPeriod } ?? changes.count
    if recent > 0 { changes.removeFirst(recent) }
    let stable = Self.stabilised(
      wishes: wishes, current: current, at: time, up: autoscaler.up.stabilisation,
      down: autoscaler.down.stabilisation)
    var next = stable
    if stable > current {
      next = min(stable, max(current, limit(autoscaler.up, from: current, at: time, sign: 1)))
    } else if stable < current {
      next = max(stable, min(current, limit(autoscaler.down, from: current, at: time, sign: -1)))
    }
    next = min(max(next, autoscaler.minReplicas), autoscaler.maxReplicas)
    if next != current { changes.append((time, next - current)) }
    return next
  }

  /// The current number, raised to the least wish of the upward window and lowered to the greatest of
  /// the downward one (KEP-853).
  package static func stabilised(
    wishes: [(time: Double, replicas: Int)], current: Int, at time: Double, up: Double, down: Double
  ) -> Int {
    guard let latest = wishes.last?.replicas else { return current }
    var least = latest
    var greatest = latest
    for wish in wishes {
      if wish.time > time - up { least = min(least, wish.replicas) }
      if wish.time > time - down { greatest = max(greatest, wish.replicas) }
    }
    var result = current
    if result < least { result = least }
    if result > greatest { result = greatest }
    return result
  }

  /// What the policies of a direction allow, counted from the replicas that there were at the start of their periods,
  /// whichever way those have gone since (kubernetes/kubernetes, pull request 109058).
  private func limit(_ rules: ScalingRules, from current: Int, at time: Double, sign: Int) -> Int {
    if rules.select == .disabled { return current }
    let limits = rules.policies.map { policy in
      let recent = changes.reduce(0) { $1.time > time - policy.period ? $0 + $1.change : $0 }
      let start = current - recent
      switch policy.kind {
      case .pods: return start + sign * policy.value
      case .percent:
        let exact = Double(start) * (1 + Double(sign * policy.value) / 100)
        return sign > 0 ? HorizontalAutoscaler.ceiling(exact) : Int(exact)
      }
    }
    guard let least = limits.min(), let greatest = limits.max() else { return current }
    return (rules.select == .most) == (sign > 0) ? greatest : least
  }
}

extension HorizontalAutoscaler {
  /// The replicas at each round, from the start, while `wish` says what the metrics ask for, until they
  /// no longer change or `rounds` have passed.
  package func trace(
    from start: Int, every period: Double = 15, rounds: Int = 1_000, wish: (Int) -> Int
  ) -> [Int] {
    var history = AutoscalerHistory(self)
    var replicas = [start]
    var current = start
    for round in 1...max(rounds, 1) {
      let next = history.decide(wish: wish(current), current: current, at: Double(round) * period)
      if next == current { break }
      replicas.append(next)
      current = next
    }
    return replicas
  }

  /// The trace while a saturated metric reads 100 % whatever the demand, up to the `needed` replicas.
  package func saturatedTrace(from start: Int, target: Double, needed: Int) -> [Int] {
    trace(from: start) { current in
      min(
        needed, current < needed ? desired(replicas: current, current: 1, target: target) : needed)
    }
  }
}
