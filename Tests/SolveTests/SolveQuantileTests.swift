import Glibc
import Simulate
import Solve
import Testing

/// Quantiles of general services and of few places, beside other ways to the same number.
@Suite struct SolveQuantileTests {
  private func value(_ name: String, _ arguments: String, _ line: String) throws -> Double {
    try #require(try answer(to: name, arguments)[line]).value
  }

  /// Talbot's inversion of the same transforms at thirty digits, in Python with mpmath.
  @Test(
    "an M/G/1 has the quantiles of its law",
    arguments: [
      ("M/E2/1", "lambda=0.8|mean=1|percentile=99%", "p99", 17.205864472673237),
      ("M/E2/1", "lambda=0.8|mean=1|percentile=99%", "wait-p99", 16.130583192305128),
      ("M/G/1", "lambda=0.9|mean=1|scv=4|percentile=99%", "p99", 118.93032661881666),
      ("M/H2/1", "lambda=0.5|p=0.9|mu1=2|mu2=0.2|percentile=99%", "p99", 27.981688928959727),
      ("M/H2/1", "lambda=0.5|p=0.9,0.1|means=0.5,5|percentile=99%", "wait-p99", 26.209900489087524),
    ])
  func inverted(name: String, arguments: String, line: String, expected: Double) throws {
    #expect(abs(try value(name, arguments, line) / expected - 1) < 1e-9)
  }

  @Test func `an exponential service has them far out, and at any time`() throws {
    let queue = "arrival=0.8/s|service=1s|scv=1|percentile=99.9999999%|within=3s"
    #expect(abs(try value("mg1", queue, "p99.9999999") / (5 * log(1e9)) - 1) < 1e-7)
    #expect(abs(try value("mg1", queue, "exceeds") / exp(-0.6) - 1) < 1e-9)
    #expect(abs(try value("mg1", queue, "wait-exceeds") / (0.8 * exp(-0.6)) - 1) < 1e-9)
  }

  /// Of a constant service Franx's formula, whose tail has kinks.
  @Test func `few values agree with a constant one`() throws {
    for share in ["50%", "99%", "99.9%"] {
      let asked = "arrival=0.8/s|percentile=\(share)|service=1s"
      let exact = try answer(to: "mg1", asked + "|scv=0")
      let inverted = try answer(to: "mg1", asked + ",1s|weights=1,1")
      for line in ["p", "wait-p"].map({ $0 + share.dropLast() }) {
        let (one, other) = (try #require(exact[line]).value, try #require(inverted[line]).value)
        #expect(abs(one - other) < 1e-5 * one, "\(line)")
      }
    }
  }

  /// Erlang's sum over what services add up to, at eighty digits, in Python with mpmath. Each takes an inversion for
  /// each value of the law, so that the time is told, too.
  @Test func `a law of twenty values has its quantiles soon`() throws {
    let values = (1...20).map { "\($0)s" }.joined(separator: ",")
    let start = ContinuousClock.now
    let lines = try answer(to: "mg1", "lambda=0.05/s|service=[\(values)]|percentile=[50%,95%]")
    #expect(ContinuousClock.now - start < .seconds(2))
    for (line, expected) in [
      ("wait-p50", 1.02715758411765), ("wait-p95", 31.2410198639436), ("p95", 43.0785530897577),
      ("p50", 16),
    ] {
      #expect(abs(try #require(lines[line]).value / expected - 1) < 1e-6, "\(line)")
    }
  }

  @Test(
    "a run sees the quantiles of the law that is named",
    arguments: [
      ("M/G/1 lognormal", "lambda=0.5|mean=1|CV=1.5|percentile=95%"),
      ("M/U/1", "lambda=0.8|mean=1|percentile=95%"),
      ("mg1", "arrival=0.5/s|service=0.5s,5.5s|weights=0.9,0.1|percentile=95%"),
    ])
  func simulated(name: String, arguments: String) throws {
    let lines = try answer(to: name, arguments, replications: 30)
    for line in ["p95", "wait-p95"] {
      let figure = try #require(lines[line])
      let seen = try #require(figure.simulated)
      #expect(abs(seen.mean - figure.value) < 2 * seen.halfWidth, "\(line)")
    }
  }

  @Test
  func `what has no transform here is left to a run, and what has no steady state is unbounded`()
    throws
  {
    let weibull = "lambda=0.8|mean=1|shape=2|percentile=99%"
    #expect(try value("M/G/1 weibull", weibull, "p99").isNaN)
    #expect(try value("mg1", "arrival=2/s|service=1s|scv=2|percentile=99%", "p99") == .infinity)
    #expect(throws: SolveError.self) {
      try answer(to: "mg1", "arrival=0.5/s|service=1s|scv=0.5|law=uniform")
    }
  }

  /// Sums of Erlang and of hypoexponential tails at fifty digits, in Python with mpmath.
  @Test(
    "those who are let into few places have their quantiles",
    arguments: [
      ("M/M/1/5", "lambda=0.8|mu=1|within=1.7", "exceeds", 0.5722452325728843),
      ("M/M/1/5", "lambda=0.8|mu=1", "p99", 9.201536355291607),
      ("M/M/3/8", "lambda=2.5|mu=1|within=1.7", "wait-exceeds", 0.0762204343102534),
      ("M/M/3/8", "lambda=2.5|mu=1", "p99", 5.487774778720586),
      ("M/M/2/50", "lambda=2.2|mu=1", "wait-p95", 27.373189136851458),
    ])
  func places(name: String, arguments: String, line: String, expected: Double) throws {
    #expect(abs(try value(name, arguments, line) / expected - 1) < 1e-9)
  }

  @Test func `one place for each server leaves nobody waiting`() throws {
    let full = try answer(to: "mmck", "servers=4|capacity=4|arrival=3/s|service=1s")
    #expect(try #require(full["wait-p99.9"]).value == 0)
    #expect(abs(try #require(full["p99"]).value - log(100)) < 1e-12)
  }
}
