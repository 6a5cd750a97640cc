import Glibc
import Simulate
import Testing

@Suite struct StatisticsTests {
  /// Tabulated values (Abramowitz and Stegun, tables 26.1 and 26.10).
  @Test func quantilesAgreeWithTables() {
    #expect(abs(normalQuantile(0.975) - 1.959963984540054) < 1e-14)
    #expect(abs(normalQuantile(1e-9) + 5.997807015007686) < 1e-11)
    #expect(abs(studentQuantile(0.975, degrees: 1) - 12.706204736174705) < 1e-9)
    #expect(abs(studentQuantile(0.975, degrees: 10) - 2.228138851964939) < 1e-10)
    #expect(abs(studentQuantile(0.9995, degrees: 19) - 3.883405852592082) < 1e-10)
    // One degree is Cauchy's law, two have a root: closed forms far into the tail.
    #expect(abs(studentQuantile(1 - 0x1p-40, degrees: 1) * tan(Double.pi * 0x1p-40) - 1) < 1e-12)
    let share = 1 - 0x1p-20
    let two = (2 * share - 1) / (2 * share * (1 - share)).squareRoot()
    #expect(abs(studentQuantile(share, degrees: 2) / two - 1) < 1e-12)
    #expect(abs(studentQuantile(0.975, degrees: 1e9) - 1.959963984540054) < 1e-6)
    #expect(abs(incompleteGamma(1, 2) + expm1(-2)) < 1e-15)
    #expect(abs(incompleteBeta(0.3, 2, 3) - 0.3483) < 1e-12)
  }

  @Test func tallyMergesToTheSameAnswer() {
    var stream = RandomStream(seed: 1, name: "tally")
    let values = (0..<1_001).map { _ in 1e9 + stream.normal() }
    let whole = Tally(values)
    var parts = Tally(values.prefix(300))
    parts.merge(Tally(values.dropFirst(300)))
    #expect(parts.count == whole.count)
    #expect(abs(parts.mean - whole.mean) < 1e-6)
    let merged: Double = parts.variance / whole.variance
    #expect(abs(merged - 1) < 1e-6)
    let sum: Double = values.reduce(0, +)
    let mean = sum / 1_001
    var squares = 0.0
    for value in values { squares += (value - mean) * (value - mean) }
    let variance = squares / 1_000
    let ratio: Double = whole.variance / variance
    #expect(abs(ratio - 1) < 1e-6)
  }

  @Test func oneObservationGivesNoInterval() {
    #expect(Tally([3]).estimate().halfWidth == .infinity)
    #expect(Tally([]).estimate().halfWidth == .infinity)
  }

  @Test func timeWeightedMeanIsTheArea() {
    var number = TimeWeighted()
    number.set(2, at: Ticks(10))
    number.set(5, at: Ticks(20))
    #expect(number.mean(until: Ticks(40)) == 3)
    number.reset(at: Ticks(40))
    #expect(number.mean(until: Ticks(50)) == 5)
  }

  /// The law's half-width is 3.3 standard errors of a share of 0.95 over 400 sets: R06's band.
  private static let band = 0.9141480561893779...0.985851943810622

  private func coverage(_ name: String, _ covers: (inout RandomStream) -> Bool) -> Double {
    var hits = 0
    for set in 0..<400 {
      var stream = RandomStream(seed: 20, replication: set, name: name)
      if covers(&stream) { hits += 1 }
    }
    return Double(hits) / 400
  }

  @Test func meanIntervalCovers() {
    let share = coverage("mean") { stream in
      Tally((0..<40).map { _ in stream.gamma(shape: 4) }).estimate().contains(4)
    }
    #expect(Self.band.contains(share))
  }

  /// R06: the mean sojourn of M/M/1 at ρ = 0.5 from replications with a warm-up.
  @Test func queueIntervalCovers() throws {
    let network = try #require(
      QueueingNetwork.single(arrivalRate: 0.5, service: .exponential(mean: 1)))
    var hits = 0
    for set in 0..<400 {
      let estimate = network.estimate(
        seed: UInt64(1_000 + set), replications: 10, warmUp: 50, duration: 400
      ) { $0.meanNumbers[0] }
      if estimate.contains(1) { hits += 1 }
    }
    #expect(Self.band.contains(Double(hits) / 400))
  }

  /// An observation that is as skewed as its control, and one that the control tells all of.
  @Test func controlledIntervalCovers() {
    var widths = (plain: 0.0, controlled: 0.0)
    let share = coverage("control") { stream in
      let luck = (0..<60).map { _ in stream.exponential() - 1 }
      let values = luck.map { 5 + 2 * $0 + 0.3 * $0 * $0 + stream.normal() }
      let estimate = ControlVariates([luck]).estimate(of: values)
      widths.plain += Tally(values).estimate().halfWidth
      widths.controlled += estimate.halfWidth
      return estimate.contains(5.3)
    }
    #expect(Self.band.contains(share))
    #expect(widths.controlled < 0.6 * widths.plain)
    let luck = (0..<40).map { Double($0 % 7) - 3.5 }
    let told = ControlVariates([luck]).estimate(of: luck.map { 4 - 3 * $0 })
    #expect(abs(told.mean - 4) < 1e-12 && told.halfWidth < 1e-12)
    // Controls that say the same, or none, leave the plain mean.
    for controls in [[], [luck, luck]] {
      let values = luck.indices.map { Double($0) }
      #expect(ControlVariates(controls).estimate(of: values) == Tally(values).estimate())
    }
  }

  @Test func ratioIntervalCovers() {
    let share = coverage("ratio") { stream in
      var ratio = RatioEstimator()
      for _ in 0..<100 {
        let up = 99 * stream.exponential()
        ratio.add(numerator: up, denominator: up + stream.exponential())
      }
      return ratio.estimate().contains(0.99)
    }
    #expect(Self.band.contains(share))
  }

  @Test func rateIntervalCovers() {
    let share = coverage("rate") { stream in
      poissonRateInterval(events: stream.poisson(mean: 7), exposure: 10).contains(0.7)
    }
    #expect(share > Self.band.lowerBound)
  }

  @Test func batchMeansCoverOnACorrelatedSeries() {
    let share = coverage("batch") { stream in
      var batches = BatchMeans()
      var value = stream.normal()
      for _ in 0..<8_000 {
        value = 0.8 * value + 0.6 * stream.normal()
        batches.add(value + 3)
      }
      return batches.estimate().contains(3)
    }
    #expect(Self.band.contains(share))
  }

  /// Replicates by the rule, as a campaign does.
  private func stopped(
    _ rule: StoppingRule, threshold: Double?, limit: Int = 256, _ run: () -> Double
  ) -> Estimate {
    var tally = Tally()
    var blocks = 0
    while true {
      let estimate = tally.estimate()
      let factor =
        blocks > 0
        ? rule.missingFactor(estimate, size: estimate.mean, threshold: threshold) : 1
      let target = rule.blocks(after: blocks, growingBy: factor, limit: limit)
      guard target > blocks else { return estimate }
      while tally.count < target * rule.block { tally.add(run()) }
      blocks = target
    }
  }

  /// The intervals of campaigns that stop by what they see: clear of the claim, near it and on it.
  @Test(arguments: [nil, 2, 1.2, 1.02, 1] as [Double?])
  func stoppingKeepsTheCoverage(distance: Double?) {
    let laws: [(name: String, mean: Double, law: Distribution)] = [
      ("gamma", 4, .gamma(shape: 4, scale: 1)), ("exponential", 1, .exponential(mean: 1)),
    ]
    for (name, mean, law) in laws {
      let share = coverage("stop \(name) \(distance ?? 0)") { stream in
        var local = stream
        return stopped(StoppingRule(), threshold: distance.map { $0 * mean }) {
          law.sample(&local)
        }.contains(mean)
      }
      #expect(Self.band.contains(share), "\(name): \(share)")
    }
  }

  /// A figure just short of its claim is seldom put beyond it, though it is looked at again and again.
  @Test func stoppingSeldomDecidesWrongly() {
    var wrong = 0
    for set in 0..<400 {
      var stream = RandomStream(seed: 22, replication: set, name: "decide")
      let seen = stopped(StoppingRule(), threshold: 4.02) { stream.gamma(shape: 4) }
      if seen.lower > 4.02 { wrong += 1 }
    }
    #expect(wrong <= 10)
  }

  @Test func stoppingHonoursBudgetAndWidth() {
    let rule = StoppingRule()
    var stream = RandomStream(seed: 2, name: "budget")
    let spent = stopped(rule, threshold: 0, limit: 7) { stream.normal() }
    #expect(spent.replications == 112)
    let met = stopped(rule, threshold: nil) { 5 + stream.normal() }
    #expect(met.relativeHalfWidth <= 0.05 && met.replications < 200)
    // Twice as many at each look or more, four times at the most; all at once for a shard.
    #expect(rule.blocks(after: 0, growingBy: 1, limit: 9) == 2)
    #expect(rule.blocks(after: 4, growingBy: 1, limit: 90) == 4)
    #expect(rule.blocks(after: 4, growingBy: 1.01, limit: 90) == 8)
    #expect(rule.blocks(after: 4, growingBy: 100, limit: 90) == 16)
    #expect(rule.blocks(after: 4, growingBy: 10, most: .infinity, limit: 90) == 40)
    // Narrow enough by its distance, not by its size.
    let far = Estimate(mean: 1, halfWidth: 0.5, confidence: 0.95, replications: 40)
    #expect(rule.missingFactor(far, size: 1, threshold: 9) == 1)
    #expect(rule.missingFactor(far, size: 1, threshold: 2) > 20)
    #expect(rule.missingFactor(far, size: 1, threshold: nil) > 100)
  }

  @Test func commonRandomNumbersNarrowARatio() {
    func run(_ mean: Double, _ name: String, _ replication: Int) -> Double {
      var stream = RandomStream(seed: 3, replication: replication, name: name)
      return (0..<50).reduce(0) { sum, _ in sum + mean * stream.exponential() } / 50
    }
    func ratio(_ name: String) -> Estimate {
      var pairs = RatioEstimator()
      for index in 0..<100 {
        pairs.add(
          numerator: run(1.1, name, index) + 0.01 * run(1, "u", index),
          denominator: run(1, "s", index))
      }
      return pairs.estimate()
    }
    let (paired, apart) = (ratio("s"), ratio("t"))
    #expect(paired.contains(1.11))
    #expect(paired.halfWidth < apart.halfWidth / 5)
  }

  @Test func sketchStaysWithinItsError() throws {
    var stream = RandomStream(seed: 6, name: "sketch")
    for law in [
      Distribution.lognormal(mu: 0, sigma: 3), .exponential(mean: 1e-6),
      .normal(mean: 0, deviation: 5),
    ] {
      let values = (0..<20_000).map { _ in law.sample(&stream) }
      var left = QuantileSketch(relativeError: 0.01)
      var right = QuantileSketch(relativeError: 0.01)
      var whole = QuantileSketch(relativeError: 0.01)
      for (index, value) in values.enumerated() {
        if index % 3 == 0 { left.add(value) } else { right.add(value) }
        whole.add(value)
      }
      left.merge(right)
      let exact = OrderStatistics(values)
      for probability in [0, 0.001, 0.25, 0.5, 0.95, 0.999, 1] {
        let truth = try #require(exact.quantile(probability))
        let estimate = try #require(left.quantile(probability))
        #expect(abs(estimate - truth) <= 0.010001 * abs(truth))
        #expect(left.quantile(probability) == whole.quantile(probability))
      }
    }
    #expect(QuantileSketch().quantile(0.5) == nil)
  }

  @Test func sketchSharesAboveAThreshold() throws {
    var stream = RandomStream(seed: 3, name: "shares")
    var sketch = QuantileSketch(relativeError: 0.001)
    #expect(sketch.share(above: 1) == nil)
    var values = (0..<50_000).map { _ in max(0, stream.exponential() - 0.5) }
    values += [-1]
    for value in values { sketch.add(value) }
    for threshold in [0, 0.01, 0.3, 1, 2, 4] {
      let truth = Double(values.count { $0 > threshold }) / Double(values.count)
      let share = try #require(sketch.share(above: threshold))
      #expect(abs(share - truth) <= (threshold == 0 ? 0 : 0.001))
    }
    #expect(sketch.share(above: 1_000) == 0)
  }

  @Test func sketchMemoryIsBounded() throws {
    var sketch = QuantileSketch(relativeError: 0.001)
    for exponent in stride(from: -300.0, through: 300, by: 0.01) { sketch.add(pow(10, exponent)) }
    let top = try #require(sketch.quantile(1))
    #expect(abs(top / 1e300 - 1) < 0.0011)
  }

  @Test func warmUpIsFoundAndNotInvented() {
    var stream = RandomStream(seed: 7, name: "warm")
    let steady = (0..<2_000).map { _ in stream.normal() }
    var biased = steady
    for index in biased.indices { biased[index] += 20 * exp(-Double(index) / 100) }
    let found = WarmUp(biased)
    #expect(found.isReliable)
    #expect((200...900).contains(found.cut))
    #expect(WarmUp(steady).cut < 300)
    #expect(!WarmUp((0..<2_000).map { Double($0) }).isReliable)
    #expect(WarmUp([1, 2, 3]).cut == 0)
  }

  /// Runs that begin empty: a warm-up that is long enough is accepted, one that is not is found out.
  @Test func settlingIsToldFromItsStart() throws {
    func course(_ memory: Double, seed: UInt64) -> [Double] {
      var stream = RandomStream(seed: seed, name: "course")
      var noise = stream.normal()
      return (0..<200).map { window in
        noise = 0.8 * noise + 0.6 * stream.normal()
        return 10 * (1 - exp(-Double(window) / memory)) + 0.1 * noise
      }
    }
    var (falseAlarms, found) = (0, 0)
    for seed in 0..<200 {
      func courses(_ memory: Double) -> [[Double]] {
        (0..<10).map { course(memory, seed: UInt64(10 * seed + $0)) }
      }
      let short = try #require(Settling(paths: courses(8), measuredFrom: 40))
      if !short.isSettled { falseAlarms += 1 }
      let long = try #require(Settling(paths: courses(40), measuredFrom: 40))
      if !long.isSettled, long.bias < 0, long.cut > 40 { found += 1 }
    }
    #expect(falseAlarms <= 2)
    #expect(found >= 190)
    #expect(Settling(paths: [[Double]](repeating: [1, 2, 3], count: 10), measuredFrom: 1) == nil)
    let nothing = [Double](repeating: 0, count: 200)
    #expect(Settling(paths: [[Double]](repeating: nothing, count: 10), measuredFrom: 40) == nil)
  }

  @Test func runLengths() {
    // A34.
    let outages = RunLength.outages(relativeHalfWidth: 0.1, durationSquaredVariation: 1)
    #expect(abs(outages - 768.3199999999998) < 1e-9)
    #expect(abs(outages / 0.876 - 877.077625570776) < 1e-9)
    #expect(abs(RunLength.singleServerVariance(utilisation: 0.8) / 1_800 - 1) < 1e-12)
  }
}
