import Glibc

/// A sum of exponential times that do not hang on each other: a hypoexponential law, an Erlang law where they are alike.
package struct ExponentialSum: Sendable, Hashable {
  package let means: [Double]

  package init(means: [Double]) { self.means = means }

  package var mean: Double { means.reduce(0, +) }
  package var variance: Double { means.reduce(0) { $0 + $1 * $1 } }

  /// P(sum > t), by inversion of the transform Π 1/(1 + m·s), moved by most of its rate of decay.
  package func exceeds(_ time: Double) -> Double {
    guard time > 0, let longest = means.max() else { return 1 }
    // An Erlang law has its own function, with all digits.
    guard means.contains(where: { $0 != longest }) else {
      return incompleteGammaTail(Double(means.count), time / longest)
    }
    let decay = 1 / longest
    let tail = LaplaceInversion().value(at: time, avoiding: decay) { s in
      let z = s - Complex(decay)
      let transform = means.reduce(Complex(1)) { $0 / (Complex(1) + $1 * z) }
      return (Complex(1) - transform) / z
    }
    return min(1, max(0, tail * exp(-decay * time)))
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
