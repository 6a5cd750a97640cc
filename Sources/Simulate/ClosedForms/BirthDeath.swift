import Glibc

/// A chain on 0 … n that moves by one: queues, repairable groups, replica sets.
package struct BirthDeath: Sendable, Hashable {
  /// Rates from i to i + 1, for i of 0 ..< n.
  package let up: [Double]

  /// Rates from i + 1 to i, for i of 0 ..< n.
  package let down: [Double]

  /// Rates beyond the shorter of the two lists are ignored.
  package init(up: [Double], down: [Double]) {
    let n = min(up.count, down.count)
    self.up = Array(up.prefix(n))
    self.down = Array(down.prefix(n))
  }

  /// The long-run distribution over 0 … n.
  ///
  /// p(i + 1) = p(i) · up(i) / down(i), from the likeliest state outwards: no product leaves the range of
  /// doubles upwards, and what leaves it downwards is zero. Logarithms only find that state.
  package var stationary: [Double] {
    var (top, height, level) = (0, 0.0, 0.0)
    for (index, (birth, death)) in zip(up, down).enumerated() {
      level += log(birth) - log(death)
      if level > height { (top, height) = (index + 1, level) }
    }
    var weights = [Double](repeating: 0, count: up.count + 1)
    weights[top] = 1
    for index in top..<up.count { weights[index + 1] = weights[index] * (up[index] / down[index]) }
    for index in (0..<top).reversed() {
      weights[index] = weights[index + 1] * (down[index] / up[index])
    }
    let sum = weights.sorted().reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// The mean over the long run.
  package var mean: Double {
    stationary.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }

  /// The mean time from `start` until `end` is first reached; infinite where it cannot be.
  ///
  /// Upwards h(0) = 1/up(0), h(i) = (1 + down(i) h(i − 1)) / up(i), and downwards the mirror image: sums
  /// of positive terms, exact to rounding even for 10²⁰ hours, where a linear solver has no digit left.
  package func meanPassage(from start: Int, to end: Int) -> Double {
    guard end <= up.count else { return .infinity }
    guard end >= start else {
      return BirthDeath(up: down.reversed(), down: up.reversed())
        .meanPassage(from: up.count - start, to: up.count - end)
    }
    var step = 0.0
    var total = 0.0
    for state in 0..<end {
      step = state == 0 ? 1 / up[0] : (1 + down[state - 1] * step) / up[state]
      if state >= start { total += step }
    }
    return total
  }

  /// The same chain as a general one, for transients.
  package var chain: MarkovChain {
    var chain = MarkovChain(states: up.count + 1)
    for index in up.indices {
      chain.add(from: index, to: index + 1, rate: up[index])
      chain.add(from: index + 1, to: index, rate: down[index])
    }
    return chain
  }
}
