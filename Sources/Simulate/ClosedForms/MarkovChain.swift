/// A continuous-time Markov chain with finitely many states, solved without subtraction.
///
/// Grassmann, Taksar and Heyman's elimination (Oper. Res. 33(5), 1985) adds, multiplies and divides
/// positive numbers only, so that a probability of 10⁻¹⁷ has as many correct digits as one of ½.
/// Dense: memory O(n²), solutions O(n³).
package struct MarkovChain: Sendable, Hashable {
  package let states: Int

  /// Transition rates, row by row; the diagonal is not used.
  private var rates: [Double]

  package init(states: Int) {
    self.states = max(0, states)
    rates = Array(repeating: 0, count: self.states * self.states)
  }

  /// Adds a transition. Ignored: self-loops, rates that are not positive, states that do not exist.
  package mutating func add(from origin: Int, to target: Int, rate: Double) {
    guard origin != target, rate > 0, rate.isFinite,
      (0..<states).contains(origin), (0..<states).contains(target)
    else { return }
    rates[origin * states + target] += rate
  }

  package func rate(from origin: Int, to target: Int) -> Double {
    origin == target ? 0 : rates[origin * states + target]
  }

  /// The long-run share of time in each state; nil if it depends on where the chain starts.
  package func stationary() -> [Double]? {
    guard let recurrent = recurrentClass() else { return nil }
    let n = recurrent.count
    var q = recurrent.flatMap { row in recurrent.map { rate(from: row, to: $0) } }
    for last in stride(from: n - 1, to: 0, by: -1) {
      let total = (0..<last).reduce(0) { $0 + q[last * n + $1] }
      for row in 0..<last {
        let share = q[row * n + last] / total
        q[row * n + last] = share
        guard share > 0 else { continue }
        for column in 0..<last where column != row {
          q[row * n + column] += share * q[last * n + column]
        }
      }
    }
    var weights = [Double](repeating: 0, count: n)
    weights[0] = 1
    for state in 1..<max(n, 1) {
      weights[state] = (0..<state).reduce(0) { $0 + weights[$1] * q[$1 * n + state] }
    }
    let sum = weights.sorted().reduce(0, +)
    var result = [Double](repeating: 0, count: states)
    for (index, state) in recurrent.enumerated() { result[state] = weights[index] / sum }
    return result
  }

  /// The mean time from each state until one of `targets` is entered: zero in a target, infinite
  /// where it may never happen.
  package func meanPassageTimes(to targets: Set<Int>) -> [Double] {
    expectedReward(until: targets, rates: Array(repeating: 1, count: states))
  }

  /// The expected reward, earned at `rates` per unit of time, from each state until one of `targets`
  /// is entered; infinite where that may never happen.
  package func expectedReward(until targets: Set<Int>, rates rewards: [Double]) -> [Double] {
    let doomed = statesThatMayNever(reach: targets)
    let open = (0..<states).filter { !targets.contains($0) && !doomed[$0] }
    var result = doomed.map { $0 ? Double.infinity : 0 }
    let values = eliminate(open, gain: open.map { rewards[$0] }, targets: targets)
    for (index, state) in open.enumerated() { result[state] = values[index] }
    return result
  }

  /// The probability, from each state, that `target` is the first of `targets` to be entered.
  package func hittingProbabilities(of target: Int, among targets: Set<Int>) -> [Double] {
    let reaching = statesThat(reach: targets)
    let open = (0..<states).filter { !targets.contains($0) && reaching[$0] }
    var result = (0..<states).map { $0 == target ? 1.0 : 0.0 }
    // What leads to states without a way to any target is lost: it counts as another target.
    let lost = Set((0..<states).filter { !reaching[$0] })
    let values = eliminate(
      open, gain: open.map { rate(from: $0, to: target) }, targets: targets.union(lost))
    for (index, state) in open.enumerated() { result[state] = values[index] }
    return result
  }

  /// Solves v(i) · (Σⱼ q(i,j) + r(i)) = gain(i) + Σⱼ q(i,j) v(j) over the open states, r being the rate
  /// into targets. Eliminating a state spreads its rates and its gain over those before it.
  private func eliminate(_ open: [Int], gain: [Double], targets: Set<Int>) -> [Double] {
    let n = open.count
    var q = open.flatMap { row in open.map { rate(from: row, to: $0) } }
    var exit = open.map { row in targets.sorted().reduce(0) { $0 + rate(from: row, to: $1) } }
    var gain = gain
    var totals = [Double](repeating: 0, count: n)
    for last in stride(from: n - 1, through: 0, by: -1) {
      totals[last] = (0..<last).reduce(exit[last]) { $0 + q[last * n + $1] }
      for row in 0..<last {
        let share = q[row * n + last] / totals[last]
        guard share > 0 else { continue }
        exit[row] += share * exit[last]
        gain[row] += share * gain[last]
        for column in 0..<last where column != row {
          q[row * n + column] += share * q[last * n + column]
        }
      }
    }
    var values = [Double](repeating: 0, count: n)
    for state in 0..<n {
      let passed = (0..<state).reduce(gain[state]) { $0 + q[state * n + $1] * values[$1] }
      values[state] = passed / totals[state]
    }
    return values
  }
}
