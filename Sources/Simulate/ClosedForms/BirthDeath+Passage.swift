import Glibc

extension BirthDeath {
  /// The probability that `end` is reached from 0 within `time`.
  ///
  /// Uniformisation over a span so short that a jump or two are expected, squared as often as it takes: positive
  /// terms and rows that sum to one, so that chances of 10⁻³⁰ keep their digits. Where more than 2⁶⁰ jumps are
  /// expected the passage is rare against them, and its time exponential. O(end³ · log(rate · time)).
  package func passageProbability(to end: Int, within time: Double) -> Double {
    guard end <= up.count, time > 0 else { return 0 }
    guard end > 0 else { return 1 }
    let rates = (0..<end).map { (up: up[$0], down: $0 == 0 ? 0 : down[$0 - 1]) }
    let fastest = rates.map { $0.up + $0.down }.max() ?? 0
    guard fastest > 0 else { return 0 }
    let exponential = -expm1(-time / meanPassage(from: 0, to: end))
    let jumps = fastest * time
    guard jumps < 0x1p60 else { return exponential }
    let doublings = max(0, Int(log2(jumps).rounded(.up)))
    var table = jumpTable(rates, fastest: fastest, mean: jumps / exp2(Double(doublings)))
    for _ in 0..<doublings { table = Self.squared(table) }
    let reached = table[0][end]
    // Below the smallest of doubles, or no chance at all.
    return reached > 0 ? min(reached, 1) : exponential
  }

  /// The chances to go from each state to each while `mean` jumps are expected; the last state is not left.
  private func jumpTable(
    _ rates: [(up: Double, down: Double)], fastest: Double, mean: Double
  ) -> [[Double]] {
    let end = rates.count
    return (0...end).map { start in
      var vector = [Double](repeating: 0, count: end + 1)
      vector[start] = 1
      var weight = exp(-mean)
      var row = vector.map { $0 * weight }
      // Beyond the states that must be passed first, the weights fall faster than a geometric sequence.
      for jump in 1...(end + 40) {
        var next = [Double](repeating: 0, count: end + 1)
        next[end] = vector[end]
        for (state, rate) in rates.enumerated() where vector[state] > 0 {
          next[state + 1] += vector[state] * rate.up / fastest
          if state > 0 { next[state - 1] += vector[state] * rate.down / fastest }
          next[state] += vector[state] * max(0, fastest - rate.up - rate.down) / fastest
        }
        vector = next
        weight *= mean / Double(jump)
        for state in 0...end { row[state] += weight * vector[state] }
      }
      return Self.normalised(row)
    }
  }

  private static func squared(_ table: [[Double]]) -> [[Double]] {
    table.map { row in
      var product = [Double](repeating: 0, count: row.count)
      for (middle, chance) in row.enumerated() where chance > 0 {
        for (column, other) in table[middle].enumerated() { product[column] += chance * other }
      }
      return normalised(product)
    }
  }

  private static func normalised(_ row: [Double]) -> [Double] {
    let sum = row.reduce(0, +)
    return row.map { $0 / sum }
  }
}
