import Glibc

/// Tails of counts, small where they are small.
package enum Tails {
  /// P(X = count) of a Poisson law.
  package static func poisson(_ count: Int, mean: Double) -> Double {
    guard count >= 0 else { return 0 }
    guard mean > 0 else { return count == 0 ? 1 : 0 }
    return exp(Double(count) * log(mean) - mean - lgamma(Double(count) + 1))
  }

  /// P(X ≥ count) of a Poisson law: the sum on the side of `count` that the mean is not.
  package static func poisson(atLeast count: Int, mean: Double) -> Double {
    guard count > 0 else { return 1 }
    guard Double(count) > mean else {
      return 1 - sum(from: count - 1, by: -1) { poisson($0, mean: mean) }
    }
    return sum(from: count, by: 1) { poisson($0, mean: mean) }
  }

  /// P(X ≤ count) of a Poisson law.
  package static func poisson(atMost count: Int, mean: Double) -> Double {
    guard count >= 0 else { return 0 }
    guard Double(count) < mean else { return 1 - poisson(atLeast: count + 1, mean: mean) }
    return sum(from: count, by: -1) { poisson($0, mean: mean) }
  }

  /// P(X = count) of a binomial law.
  package static func binomial(_ count: Int, of trials: Int, chance: Double) -> Double {
    guard (0...trials).contains(count) else { return 0 }
    guard chance > 0, chance < 1 else { return (chance == 0 ? 0 : trials) == count ? 1 : 0 }
    let (n, k) = (Double(trials), Double(count))
    return exp(
      lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(chance)
        + (n - k) * log1p(-chance))
  }

  /// P(X ≥ count) of a binomial law.
  package static func binomial(atLeast count: Int, of trials: Int, chance: Double) -> Double {
    guard count > 0 else { return 1 }
    guard Double(count) > Double(trials) * chance else {
      return 1 - sum(from: count - 1, by: -1) { binomial($0, of: trials, chance: chance) }
    }
    return sum(from: count, by: 1) { binomial($0, of: trials, chance: chance) }
  }

  /// P(X ≤ count) of a binomial law.
  package static func binomial(atMost count: Int, of trials: Int, chance: Double) -> Double {
    guard count >= 0 else { return 0 }
    guard count < trials else { return 1 }
    guard Double(count) < Double(trials) * chance else {
      return 1 - binomial(atLeast: count + 1, of: trials, chance: chance)
    }
    return sum(from: count, by: -1) { binomial($0, of: trials, chance: chance) }
  }

  /// P(two of `items` share one of `values` as likely as each other): 1 − Π(1 − i/values).
  ///
  /// Beyond a million items by the sums of powers of the logarithm's series, exact to doubles.
  package static func collision(items: Double, values: Double) -> Double {
    guard items <= values else { return 1 }
    guard items > 1_000_000 else {
      let none = stride(from: 1, to: items, by: 1).reduce(0.0) { $0 + log1p(-$1 / values) }
      return -expm1(none)
    }
    let first = items * (items - 1) / 2 / values
    // With more than this even the first term makes a collision certain to the last digit.
    guard items / values < 1e-4 else { return 1 }
    let second = first * (2 * items - 1) / (6 * values)
    return -expm1(-first - second - first * first / (3 * values))
  }

  private static func sum(from start: Int, by step: Int, _ term: (Int) -> Double) -> Double {
    var (total, index) = (0.0, start)
    while index >= 0 {
      let next = term(index)
      total += next
      guard next > total * 1e-18, next > 0 else { break }
      index += step
    }
    return total
  }
}
