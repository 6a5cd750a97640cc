import Glibc

extension MarkovChain {
  /// The distribution over states after `time`, from `initial`, by uniformisation (Jensen 1953).
  ///
  /// Positive terms only; the sum is cut where what is left is below 10⁻¹⁵. O(n² · rate · time), and the
  /// long run where that product exceeds 10⁷.
  package func distribution(after time: Double, from initial: [Double]) -> [Double] {
    let exits = (0..<states).map { row in
      (0..<states).reduce(0) { $0 + rate(from: row, to: $1) }
    }
    let fastest = (exits.max() ?? 0) * 1.02
    guard fastest > 0, time > 0 else { return initial }
    if fastest * time > 1e7, let settled = stationary() { return settled }
    // Long spans are walked in steps, so that exp(−rate · step) does not underflow.
    let steps = max(1, Int(saturating: min(fastest * time / 400, 1e9).rounded(.up)))
    let mean = fastest * time / Double(steps)
    var current = initial
    for _ in 0..<steps {
      let next = step(current, exits: exits, rate: fastest, mean: mean)
      // Where the long run depends on the start, it is still reached long before 10⁹ steps.
      if zip(next, current).allSatisfy({ abs($0 - $1) < 1e-16 }) { break }
      current = next
    }
    return current
  }

  private func step(
    _ start: [Double], exits: [Double], rate fastest: Double, mean: Double
  )
    -> [Double]
  {
    var weight = exp(-mean)
    var covered = weight
    var vector = start
    var result = vector.map { $0 * weight }
    var term = 0.0
    while 1 - covered > 1e-15, term < mean + 40 * (mean + 10).squareRoot() {
      var next = (0..<states).map { vector[$0] * (1 - exits[$0] / fastest) }
      for row in 0..<states where vector[row] > 0 {
        for column in 0..<states {
          next[column] += vector[row] * rate(from: row, to: column) / fastest
        }
      }
      vector = next
      term += 1
      weight *= mean / term
      covered += weight
      for state in 0..<states { result[state] += weight * vector[state] }
    }
    return result
  }

  /// Whether each state has a way into `targets`.
  func statesThat(reach targets: Set<Int>) -> [Bool] {
    var reached = [Bool](repeating: false, count: states)
    var waiting = targets.filter { (0..<states).contains($0) }.sorted()
    for state in waiting { reached[state] = true }
    while let state = waiting.popLast() {
      for origin in 0..<states where !reached[origin] && rate(from: origin, to: state) > 0 {
        reached[origin] = true
        waiting.append(origin)
      }
    }
    return reached
  }

  /// Whether the chain, from each state, can come where no way into `targets` is left.
  func statesThatMayNever(reach targets: Set<Int>) -> [Bool] {
    let reaching = statesThat(reach: targets)
    var lost = reaching.map { !$0 }
    var waiting = (0..<states).filter { lost[$0] }
    while let state = waiting.popLast() {
      for origin in 0..<states
      where !lost[origin] && !targets.contains(origin) && rate(from: origin, to: state) > 0 {
        lost[origin] = true
        waiting.append(origin)
      }
    }
    return lost
  }

  /// The one class of states that is never left; nil if there are several, or no states.
  func recurrentClass() -> [Int]? {
    guard states > 0 else { return nil }
    var member = 0
    search: while true {
      let forward = reachable(from: member)
      let back = statesThat(reach: [member])
      for state in 0..<states where forward[state] && !back[state] {
        member = state
        continue search
      }
      guard back.allSatisfy({ $0 }) else { return nil }
      return (0..<states).filter { forward[$0] }
    }
  }

  private func reachable(from start: Int) -> [Bool] {
    var reached = [Bool](repeating: false, count: states)
    reached[start] = true
    var waiting = [start]
    while let state = waiting.popLast() {
      for target in 0..<states where !reached[target] && rate(from: state, to: target) > 0 {
        reached[target] = true
        waiting.append(target)
      }
    }
    return reached
  }
}
