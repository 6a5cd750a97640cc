/// Queues with few places, of general arrivals and from an empty start, each figure computed by another program: dense
/// linear systems over the embedded chain, and roots, in Python with mpmath.
extension SolveNeighbourTests {
  static let queueNeighbours: [Question] = [
    Question("M/D/1/5", "lambda=0.8|mu=1", "blocking", 0.035_290_396_436_180_768),
    Question("M/D/1/12", "lambda=0.1|mu=1", "blocking", 1.604_230_855_581_591_6e-18),
    Question("M/E2/1/6", "lambda=0.9|mean=1", "blocking", 0.076_533_509_265_848_216),
    Question("D/M/2/5", "lambda=1.5|mu=1", "blocking", 0.020_329_796_910_587_373),
    Question("D/M/3", "lambda=1.2|mu=1", "wait-probability", 0.016_180_303_908_528_236),
    Question("D/M/3", "lambda=1.2|mu=1", "wait", 0.006_042_084_059_049_172_5),
    // The roots of two terms of Takács's sum fall together: Erlang C.
    Question(
      "GI/M/5", "lambda=4|mu=1|law=exponential", "wait-probability", 0.554_112_554_112_554_1),
    Question(
      "round robin over 4 servers", "lambda=3|mu=1", "sojourn-in-turn", 2.647_639_143_989_967),
    Question(
      "M/M/1 transient, empty start", "lambda=0.8|mu=1|t=[1, 10]", "number-1",
      0.551_551_858_273_487_1),
    Question(
      "M/M/1 transient, empty start", "lambda=0.8|mu=1|t=[1, 10]", "number-2",
      2.030_281_563_578_982),
    Question("M/M/1 transient, empty start", "lambda=0.5|mu=1", "wait-3", 0.518_518_518_518_518_5),
    Question("M/D/1", "lambda=0.8|mean=1|exactly=1", "exactly", 0.245_108_185_698_493_52),
    Question("M/M/c (Erlang C)", "c=4|lambda=3|mu=1", "p99", 6.006_308_176_561_795),
    Question(
      "M/M/1 preemptive-resume priority", "lambda1=0.5|lambda2=0.4|mu=1", "number-2", 8),
    Question(
      "machine interference M/M/2//N", "N=6|lambda=0.2|mu=1", "waiting", 0.138_421_402_629_290_5),
    Question(
      "M/M/inf", "lambda=7|mu=2|quantity=P(N=0), P(N>10)", "at-least", 0.001_019_394_437_617_005),
    Question("M/M/1 λ 4 μ 5", "quantity=W", "sojourn", 1),
    Question(
      "M/M/20 node-level queue", "c=20|S_h=4|quantity=rho giving 1 h; rho giving 10 min",
      "load-for-wait-2", 0.768_769_003_533_214),
    Question(
      "1-of-2 active, repair", "lambda=1e-6|mu=1", "unavailability-1-crew", 1.999_996_000_004e-12),
  ]
}
