import Simulate
import Testing

/// Sums of exponential times against quantiles that were computed by convolution of gamma laws.
@Suite struct ExponentialSumTests {
  @Test(
    arguments: [
      ([(1.0, 20), (1.2, 20)], 43.628, 61.875), ([(0.010, 10), (0.011, 10)], 0.206_50, 0.334_57),
      ([(0.005, 200), (0.006, 200)], 2.198_1, 2.465_1), ([(1.0, 400), (2.0, 1)], 401.66, 450.24),
    ] as [([(Double, Int)], Double, Double)])
  func manyAlikeKeepTheirDigits(_ stages: [(Double, Int)], _ median: Double, _ last: Double) {
    let sum = ExponentialSum(means: stages.flatMap { Array(repeating: $0.0, count: $0.1) })
    #expect(abs(sum.quantile(0.5) / median - 1) < 5e-5)
    #expect(abs(sum.quantile(0.99) / last - 1) < 5e-5)
  }

  @Test func theTwoWaysAgree() {
    // Means so far apart that the transform is inverted, and the law by hand.
    let sum = ExponentialSum(means: [1, 100_000_000])
    let right = (100_000_000 * 0.36787944117144233 - 0) / (100_000_000 - 1)
    #expect(abs(sum.exceeds(100_000_000) - right) < 1e-9)
  }
}
