import Glibc

/// A single server that always works on the job with the least work left.
///
/// Source: Schrage and Miller, Oper. Res. 14 (1966), with Poisson arrivals and exponential sizes of mean 1.
package enum SizeBasedQueue {
  /// The mean sojourn in mean services, of a load below 1.
  ///
  /// Simpson's rule over the quantiles' scale, on which the tail of the sizes is short.
  package static func meanSojourn(load: Double) -> Double {
    // Of jobs up to x: their share of the load, and E[S²; S < x].
    func share(_ x: Double) -> Double { load * (1 - exp(-x) * (1 + x)) }
    func square(_ x: Double) -> Double { 2 - exp(-x) * (x * x + 2 * x + 2) }
    let (steps, end) = (40_000, 60.0)
    let step = end / Double(steps)
    var (inside, total) = (0.0, 0.0)
    func value(_ x: Double) -> Double {
      let rest = 1 - share(x)
      return load * (square(x) + x * x * exp(-x)) / (2 * rest * rest)
    }
    for index in stride(from: 0, to: steps, by: 2) {
      let (left, middle, right) = (
        Double(index) * step, Double(index + 1) * step, Double(index + 2) * step
      )
      let (first, second, third) = (
        1 / (1 - share(left)), 1 / (1 - share(middle)), 1 / (1 - share(right))
      )
      let half = inside + step / 12 * (5 * first + 8 * second - third)
      let whole = inside + step / 3 * (first + 4 * second + third)
      total +=
        step / 3
        * (exp(-left) * (value(left) + inside) + 4 * exp(-middle) * (value(middle) + half)
          + exp(-right) * (value(right) + whole))
      inside = whole
    }
    return total
  }

  /// The mean wait in mean services where a job that has begun is not interrupted (Phipps, Oper. Res. 4, 1956), of a
  /// load below 1; by Simpson's rule.
  package static func meanWaitShortestFirst(load: Double) -> Double {
    func value(_ x: Double) -> Double {
      // 1 − ρ(x), without the difference where the load is near one.
      let rest = 1 - load + load * exp(-x) * (1 + x)
      return load * exp(-x) / (rest * rest)
    }
    let (steps, end) = (40_000, 60.0)
    let step = end / Double(steps)
    let inner = (1..<steps).reduce(0) { sum, index in
      sum + (index.isMultiple(of: 2) ? 2 : 4) * value(Double(index) * step)
    }
    return step / 3 * (value(0) + inner + value(end))
  }
}
