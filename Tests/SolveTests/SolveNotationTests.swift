import Model
import Quantities
import Simulate
import Solve
import Testing

/// Laws of service by their names in Kendall's notation, and figures that need a unit.
@Suite struct SolveNotationTests {
  private func figures(_ name: String, _ arguments: String) throws -> [String: Double] {
    try answer(to: name, arguments.replacing(" ", with: "|")).mapValues(\.value)
  }

  @Test(
    "a law that a notation names is the law of the calculator",
    arguments: [
      ("M/LN/1", "lognormal"), ("M/lognormal/1", "lognormal"), ("M/Gamma/1", "gamma"),
      ("M/gamma/1", "gamma"),
    ])
  func laws(_ notation: String, _ law: String) throws {
    let arguments = "arrival=0.5/s service=1s scv=4 percentile=99%"
    let named = try figures(notation, arguments)
    #expect(named == (try figures("mg1", arguments + " law=\(law)")))
    #expect(named["p99"] != (try figures("mg1", arguments))["p99"])
  }

  @Test("the quantile of lognormal services is that of a walk by Lindley's equation")
  func lindley() throws {
    let p99 = try #require(
      try figures("M/LN/1", "arrival=0.5/s service=1s scv=4 percentile=99%")["p99"])
    var stream = RandomStream(seed: 8, name: "lindley")
    let law = Distribution.lognormal(mean: 1, variation: 2)
    var (wait, beyond, count) = (0.0, 0, 2_000_000)
    for _ in 0..<count {
      let service = law.sample(&stream)
      if wait + service > p99 { beyond += 1 }
      wait = max(0, wait + service - 2 * stream.exponential())
    }
    count /= 100
    // Waits hang together; of the fitted law the quantile is exceeded half as often again.
    #expect(abs(Double(beyond) / Double(count) - 1) < 0.15)
  }

  @Test("the services of jobs are a mean service, and the jobs that come a rate")
  func jobs() throws {
    let title = "M/M/50 node-level queue, mean job 12 h"
    let named = try figures(title, "c=50 S_h=12 rho=0.8")
    let plain = try figures("mmc", "servers=50 service=12h rho=0.8")
    #expect(named == plain)
    #expect(try figures("M/M/40, mean job 6 h", "rho=0.9")["service"] == nil)
    #expect(
      try figures("mmc", "servers=3 jobs=2/s job=1s")
        == figures("mmc", "servers=3 arrival=2/s service=1s"))
  }

  @Test(
    "where a day or a year enters the answer, a figure needs its unit",
    arguments: [
      ("covered-restart", "failures=0.2 slow=180 fast=1 coverage=99%"),
      ("dora", "deployments=10 cfr=15% mttr=120"), ("downtime-budget", "downtimes=0.6,6,15"),
      ("site-pair", "failures=1 rto=1 restore=8.76"), ("availability", "downtime=26.28 outage=30"),
      ("mfu", "parameters=7e9 tokens=4e6 step=10 gpus=64 peak=312TFLOPS"),
    ])
  func units(_ name: String, _ arguments: String) {
    #expect(throws: SolveError.self) { _ = try figures(name, arguments) }
  }

  @Test("bare figures of every other calculator are answered in whatever unit they are in")
  func anyUnit() throws {
    var asked = 0
    for calculator in Calculator.all {
      let bare = try #require(retyped(calculator, time: "", rate: ""))
      guard calculator.readsUnnamedUnits(bare), let seconds = try? calculator.solve(bare),
        let typed = retyped(calculator, time: "min", rate: "/min"),
        let minutes = try? calculator.solve(typed)
      else { continue }
      asked += 1
      for (one, other) in zip(seconds, minutes) where one.value.isFinite && !isMoment(one) {
        let factor: Double =
          switch one.dimension {
          case .time: 60
          case .frequency: 1 / 60.0
          default: 1
          }
        // A downtime of a year hangs on shares alone.
        let isAlike = [factor, 1].contains {
          abs(other.value - $0 * one.value) <= 1e-6 * max(abs(other.value), abs(one.value))
        }
        #expect(isAlike, "\(calculator.name) \(one.name)")
      }
    }
    #expect(asked > 20)
  }

  private func isMoment(_ figure: Calculator.Figure) -> Bool { figure.label.en.contains("s²") }

  /// The example of a calculator with its times and rates in other units.
  private func retyped(
    _ calculator: Calculator, time: String, rate: String
  ) -> [TypedArgument]? {
    calculator.example.split(separator: " ").filter { $0.contains("=") }.map { argument in
      let halves = argument.split(separator: "=", maxSplits: 1).map(String.init)
      let dimension = calculator.parameters.first { $0.name == halves[0] }?.dimension
      guard let unit = dimension == .time ? time : dimension == .frequency ? rate : nil else {
        return (halves[0], halves[1])
      }
      let parts = halves[1].split(separator: ",").map { part in
        part.prefix { $0.isNumber || $0 == "." } + unit
      }
      return (halves[0], parts.joined(separator: ","))
    }
  }

  @Test("a queue of impatient customers that is too long for its states is refused at once")
  func tooLong() {
    for rate in ["1e300/s", "1e9/s"] {
      #expect(throws: SolveError.self) {
        _ = try figures("erlang-a", "servers=10 arrival=\(rate) service=1s patience=2s")
      }
    }
  }

  @Test(
    "the constants of many customers lie beyond the range of numbers, and give the throughput all the same",
    arguments: [200, 300, 500, 2000])
  func convolution(customers: Int) throws {
    let found = try figures(
      "closed-network", "demands=0.005s,0.03s,0.001s customers=\(customers) think=2s")
    let convolved = try #require(found["convolution"])
    let exact = try #require(found["throughput"])
    #expect(abs(convolved / exact - 1) < 1e-9)
  }
}
