import Quantities
import Solve
import Testing

/// Probabilities that are small on either side, each beside its sum at fifty digits.
@Suite struct SolveTailTests {
  @Test("what is small keeps its digits, and is not taken as one less the rest", arguments: small)
  func digits(_ question: SolveNeighbourTests.Question) throws {
    let line = try #require(try answer(to: question.model, question.arguments)[question.line])
    #expect(abs(line.value - question.value) <= 1e-9 * abs(question.value), "\(line.value)")
  }

  private static let small: [SolveNeighbourTests.Question] = [
    .init("k-of-n-life", "n=3|k=2|mtbf=1h|time=15h", "reliability", 2.8072863181483363e-13),
    .init("k-of-n-life", "n=3|k=2|mtbf=1h|time=20h", "reliability", 1.2745062748361745e-17),
    .init(
      "k-of-n-life", "n=2|k=1|mtbf=1h|dormancy=0|time=50h", "reliability", 9.8366242246159807e-21),
    .init(
      "k-of-n-life", "n=3|k=1|mtbf=1h|dormancy=0.5|time=40h", "reliability", 2.5490125461697448e-17
    ),
    .init(
      "reliability", "mtbf=1h|n=3|time=20h|structure=parallel", "reliability",
      6.1834608545706107e-9),
    .init("k-of-n-independent", "n=200|k=150|A=0.5", "availability", 4.1965104378023807e-13),
    .init("k-of-n-independent", "n=20|k=20|A=0.01", "availability", 1e-40),
    .init("quorum", "members=5|member=1e-5", "availability", 9.9998500006e-15),
    .init("series", "parts=1e-9,1e-9", "availability", 1e-18),
    .init("series", "parts=1e-9,1e-9", "nines", 4.3429448190325183e-19),
    .init("parallel", "parts=1e-9,1e-9", "availability", 1.999999999e-9),
    .init("k-of-n", "n=16|k=16|mtbf=1h|mttr=1000h", "availability", 9.8413518786055009e-49),
    .init("quorum-rw", "n=3|r=2|w=3|member=1e-6", "read", 2.999998e-12),
    .init("quorum-rw", "n=3|r=2|w=3|member=1e-6", "write", 1e-18),
    .init("poisson", "mean=100|k=10", "at-most", 1.1376879516952979e-30),
    .init("binomial", "n=200|p=0.9|k=100", "at-most", 2.7015804321410561e-46),
    .init(
      "yearly-downtime", "outages=1/y|outage=10min|budget=5h", "exceeds", 4.9518797516061439e-11),
    .init(
      "yearly-downtime", "outages=1/y|outage=10min|budget=10h", "exceeds", 2.4858930558783841e-22),
    .init(
      "yearly-downtime", "outages=0.1/y|outage=30min|budget=10h", "exceeds",
      4.6447266335235447e-10),
    .init(
      "yearly-downtime", "outages=5/y|outage=10min|budget=10h", "exceeds", 1.7405522201154582e-15),
  ]

  @Test func `what is nearly one is printed by what it lacks, in one figure before the power`()
    throws
  {
    let parts = try answer(to: "k-of-n", "n=3|k=1|mtbf=1000000h|mttr=1h")
    #expect(parts["availability"]?.printed(.en) == "1 − 1×10⁻¹⁸")
    let many = try answer(to: "k-of-n-independent", "n=6|k=1|A=99.9999%")
    #expect(many["availability"]?.printed(.en) == "> 1 − 10⁻³⁰")
  }
}
