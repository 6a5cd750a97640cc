import Glibc
import Solve
import Testing

/// Questions that give a part of the answer, and ask for an argument.
@Suite struct SolveInverseTests {
  /// Each by its formula turned round: 1/W = μ − λ, ρ = L/(1 + L), Lq = ρ²/(1 − ρ), λE[S²]/(2(1 − ρ)) = Wq.
  @Test(
    "a mean of a queue gives its rate or its service",
    arguments: ofMeans)
  func means(_ question: SolveNeighbourTests.Question) throws { try expect(question) }

  /// By a search over Erlang C and over ρᴷ(1 − ρ)/(1 − ρᴷ⁺¹), in Python.
  @Test(
    "a target gives the fewest servers, places and parts",
    arguments: ofCounts)
  func counts(_ question: SolveNeighbourTests.Question) throws { try expect(question) }

  @Test(
    "laws of two figures are turned round",
    arguments: ofLaws)
  func laws(_ question: SolveNeighbourTests.Question) throws { try expect(question) }

  @Test(
    "what no value gives, what is given already, and what mixes units is refused",
    arguments: [
      ("M/M/1", "mu=10|W=0.05"), ("M/M/1", "lambda=8|mu=10|W=0.5"), ("M/M/1", "mu=10/s|W=0.5"),
      ("series", "web=99.9%|net=99.99%|target=99.9%"), ("parallel", "A=0|target=0.9"),
    ])
  func refused(name: String, arguments: String) {
    #expect(throws: SolveError.self) { try answer(to: name, arguments) }
  }

  private func expect(_ question: SolveNeighbourTests.Question) throws {
    let line = try #require(try answer(to: question.model, question.arguments)[question.line])
    #expect(abs(line.value / question.value - 1) < 1e-9, "\(line.value)")
  }

  private static let ofMeans: [SolveNeighbourTests.Question] = [
    .init("M/M/1", "lambda=5|W=0.5", "service", 1 / 7.0),
    .init("M/M/1", "lambda=5/s|W=500ms", "service-rate", 7),
    .init("M/M/1", "mu=10|W=0.5", "arrival", 8), .init("M/M/1", "mu=10|L=4", "arrival", 8),
    .init("M/M/1", "lambda=5|L=4", "service-rate", 6.25),
    .init("M/M/1", "mu=1|Lq=3.2", "arrival", 0.8),
    .init("M/M/1", "mu=10|Wq=0.4", "arrival", 8), .init("M/M/1", "rho=0.8|W=5", "service", 1),
    .init("M/M/1", "mu=10|P95=1", "arrival", 10 + log(0.05)),
    .init("M/M/1", "lambda=5|p99=0.5", "service-rate", 5 + log(100) / 0.5),
    .init("M/G/1", "mean=1|scv=4|Wq=5", "arrival", 2 / 3.0),
    .init("M/D/1", "mu=1|Wq=2", "arrival", 0.8),
    .init("M/G/1-PS", "mean=1|W=4", "arrival", 0.75),
    .init("kingman", "tau=1|ca2=1|cs2=1|Wq=4", "arrival", 0.8),
  ]

  private static let ofCounts: [SolveNeighbourTests.Question] = [
    .init("M/M/c", "lambda=10|mu=1|Wq=0.1", "servers", 13.0),
    .init("M/M/1/K", "lambda=0.8|mu=1|blocking=1%", "capacity", 14),
    .init("parallel", "A=0.9|target=0.9999", "n", 4),
    .init("parallel", "n=3|target=99.9%", "parts", 0.9),
    .init("series", "n=5|target=99.9%", "parts", pow(0.999, 0.2)),
  ]

  private static let ofLaws: [SolveNeighbourTests.Question] = [
    .init("availability", "MTTF=1000h|A=99.9%", "mttr", 3600 / 0.999),
    .init("availability", "A=99.9%|MTTR=1h", "mtbf", 999 * 3600),
    .init("amdahl", "speedup=8|n=16", "parallel", (1 - 1 / 8.0) / (1 - 1 / 16.0)),
    .init("amdahl", "speedup=8|p=0.95", "processors", 13),
    .init("access-time", "hit=100us|miss=5ms|mean=590us", "hit-ratio", 0.9),
    .init("utilisation law", "U=60%|X=40/s", "service", 0.015),
    .init("M/M/1 utilisation law", "X=40/s|S=20ms", "utilisation", 0.8),
    .init("M/M/1 with Bernoulli feedback", "gamma=30/h|p_return=0.25|service=1min", "number", 2),
  ]
}
