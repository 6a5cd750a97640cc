import Glibc

/// Many servers whose spare ones grow as the root of the load (Halfin and Whitt, Oper. Res. 29(3), 1981).
package enum HeavyTraffic {
  /// P(wait) where the servers are a + β√a: 1/(1 + β·Φ(β)/φ(β)).
  package static func waiting(safety: Double) -> Double {
    let density = exp(-safety * safety / 2) / (2 * Double.pi).squareRoot()
    return density / (density + safety * normalProbability(safety))
  }

  /// β for such a probability of waiting, by bisection.
  package static func safety(waiting target: Double) -> Double {
    var (low, high) = (0.0, 40.0)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if waiting(safety: middle) > target { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
