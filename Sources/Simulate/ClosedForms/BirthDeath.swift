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
  /// p(i + 1) = p(i) · up(i) / down(i), in logarithms where the products leave the range of doubles.
  package var stationary: [Double] {
    var logarithms = [0.0]
    for (birth, death) in zip(up, down) {
      logarithms.append((logarithms.last ?? 0) + log(birth) - log(death))
    }
    let top = logarithms.max() ?? 0
    if top < 600, logarithms.allSatisfy({ $0 > -600 }) {
      var weights = [1.0]
      for (birth, death) in zip(up, down) { weights.append((weights.last ?? 0) * birth / death) }
      let sum = weights.sorted().reduce(0, +)
      return weights.map { $0 / sum }
    }
    let weights = logarithms.map { exp($0 - top) }
    let sum = weights.sorted().reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// The mean over the long run.
  package var mean: Double {
    stationary.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }

  /// The mean time from `start` until `end`, above it, is first reached.
  ///
  /// h(0) = 1/up(0), h(i) = (1 + down(i) h(i − 1)) / up(i): a sum of positive terms, exact to rounding
  /// even for 10²⁰ hours, where a linear solver has no digit left.
  package func meanPassage(from start: Int, to end: Int) -> Double {
    var step = 0.0
    var total = 0.0
    for state in 0..<min(end, up.count) {
      step = state == 0 ? 1 / up[0] : (1 + down[state - 1] * step) / up[state]
      if state >= start { total += step }
    }
    return end > up.count ? .infinity : total
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
