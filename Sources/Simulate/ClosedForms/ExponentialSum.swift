import Glibc

/// A sum of exponential times that do not hang on each other: a hypoexponential law, an Erlang law where they are alike.
package struct ExponentialSum: Sendable, Hashable {
  package let means: [Double]

  /// For each number of events at the greatest rate, the chance that not all times are over; nil where that takes too long,
  /// as for means far apart.
  private let left: [Double]?

  package init(means: [Double]) {
    self.means = means
    left = Self.left(means)
  }

  package var mean: Double { means.reduce(0, +) }
  package var variance: Double { means.reduce(0) { $0 + $1 * $1 } }

  /// P(sum > t): by uniformisation, which loses no digits where means are alike, or by inversion of the transform
  /// Π 1/(1 + m·s), moved by its rate of decay.
  package func exceeds(_ time: Double) -> Double {
    guard time > 0, let longest = means.max() else { return 1 }
    // An Erlang law has its own function, with all digits.
    guard means.contains(where: { $0 != longest }) else {
      return incompleteGammaTail(Double(means.count), time / longest)
    }
    if let left, let shortest = means.min() { return uniformised(left, events: time / shortest) }
    let decay = 1 / longest
    let tail = LaplaceInversion().value(at: time, avoiding: decay) { s in
      let z = s - Complex(decay)
      let transform = means.reduce(Complex(1)) { $0 / (Complex(1) + $1 * z) }
      return (Complex(1) - transform) / z
    }
    return min(1, max(0, tail * exp(-decay * time)))
  }

  /// The chain of one time after another, as it is left after 0, 1, 2, … events.
  private static func left(_ means: [Double]) -> [Double]? {
    guard let shortest = means.min(), let longest = means.max(), shortest < longest else {
      return nil
    }
    let count = (means.reduce(0, +) + 45 * longest) / shortest
    guard count * Double(means.count) < 4e7 else { return nil }
    let moves = means.map { shortest / $0 }
    var chain = [Double](repeating: 0, count: means.count)
    chain[0] = 1
    var left = [1.0]
    while let last = left.last, last > 1e-18, left.count < Int(count) + 2 {
      for stage in chain.indices.reversed() {
        let moved = chain[stage] * moves[stage]
        chain[stage] -= moved
        if stage + 1 < chain.count { chain[stage + 1] += moved }
      }
      left.append(chain.reduce(0, +))
    }
    return left
  }

  /// The mean of what is left after a Poisson number of events.
  private func uniformised(_ left: [Double], events: Double) -> Double {
    let spread = 12 * events.squareRoot() + 40
    let first = max(0, Int(events - spread))
    let last = min(left.count - 1, Int(events + spread))
    guard first <= last else { return 0 }
    var weight = exp(Double(first) * log(events) - events - lgamma(Double(first) + 1))
    var sum = 0.0
    for count in first...last {
      sum += weight * left[count]
      weight *= events / Double(count + 1)
    }
    return min(1, sum)
  }

  package func quantile(_ probability: Double) -> Double {
    guard probability < 1 else { return .infinity }
    var (low, high) = (0.0, mean)
    while exceeds(high) > 1 - probability { (low, high) = (high, 2 * high) }
    for _ in 0..<60 where high - low > 1e-14 * high {
      let middle = (low + high) / 2
      if exceeds(middle) > 1 - probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
