import Glibc
import Simulate
import Systems
import Testing

@Suite struct ReliabilityTests {
  @Test("the tail of the binomial is that of Pascal's triangle, to the last digits")
  func tail() {
    for share in [1e-9, 0.01, 0.3, 0.99] {
      var row = [1.0]
      for count in 1...12 {
        row = zip([0] + row, row + [0]).map { $0 + $1 }
        for limit in -1...count {
          let terms = (0...count).filter { $0 > limit }.map { failing in
            row[failing] * pow(share, Double(failing)) * pow(1 - share, Double(count - failing))
          }
          let expected = terms.sorted().reduce(0, +)
          let tail = binomialTail(count, failing: share, moreThan: limit)
          #expect(abs(tail - expected) <= 1e-12 * expected, "\(count) \(limit) \(share)")
        }
      }
    }
    // C(3, 2)·10⁻³⁰⁰ and a share of it that no double tells apart.
    #expect(abs(binomialTail(3, failing: 1e-150, moreThan: 1) / 3e-300 - 1) < 1e-12)
  }

  @Test(
    "the lesser of a law and a bound, and the share below it, are those of draws",
    arguments: [
      Law.constant(3), .exponential(mean: 3), .lognormal(median: 2, p95: 7),
      .weibull(mean: 3, shape: 0.7), .uniform(1, 5),
    ])
  func bounded(_ law: Law) {
    for bound in [0.5, 2.5, 4, 20] {
      var stream = RandomStream(seed: 6, name: "draws")
      var (least, below) = (Tally(), Tally())
      for _ in 0..<40_000 {
        let value = law.quantile(stream.open())
        least.add(min(value, bound))
        below.add(value <= bound ? 1 : 0)
      }
      let (mean, share) = (law.meanOfMinimum(with: bound), law.probability(below: bound))
      // A midpoint rule of 2,000 steps is off by less than a thousandth.
      let slack = least.estimate(confidence: 0.999).halfWidth + 1e-3 * bound
      #expect(abs(least.mean - mean) <= slack, "\(bound)")
      #expect(abs(below.mean - share) <= below.estimate(confidence: 0.999).halfWidth + 1e-9)
    }
  }
}
