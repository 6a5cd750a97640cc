import Quantities
import Simulate
import Solve
import Testing

/// Why there is no run, where there is none; and runs that stand in for a form, or beside one.
@Suite struct SolveRunTests {
  @Test(
    "what keeps a run away is told: that it is too long, would see too little, or was not asked",
    arguments: [
      ("mttdl", "copies=8|mtbf=1000h|rebuild=100h", "mttdl", "rebuilds are too long"),
      ("mm1", "arrival=0.999/s|service=1s", "wait", "above 99%"),
      ("parallel", "parts=99.999%,99.999%", "availability", "too little"),
      ("token-bucket", "rate=10/s|burst=20", "burst", "`offered` is not given"),
      ("quorum", "members=5", "majority", "`member` is not given"),
      ("erlang-b", "servers=10|target=1%", "blocking", "`load` is not given"),
      ("binomial", "n=5000|p=10%|k=4", "mean", "1,000 trials"),
    ])
  func reasons(model: String, arguments: String, line: String, reason: String) throws {
    let figure = try #require(try answer(to: model, arguments, replications: 20)[line])
    #expect(figure.simulated == nil)
    #expect(figure.unsimulated?.contains(reason) == true, "\(figure.unsimulated ?? "none")")
  }

  @Test("quantiles without a form are those of a run", arguments: ["ggc", "kingman"])
  func quantiles(_ model: String) throws {
    let servers = model == "ggc" ? "|servers=1" : ""
    let asked = "arrival=0.5/s|service=1s|cs2=1|percentile=90%\(servers)"
    let figure = try #require(try answer(to: model, asked, replications: 20)["p90"])
    // Exponential services make each an M/M/1, whose sojourn is exponential with the mean 2 s.
    let run = try #require(figure.simulated)
    #expect(figure.value.isNaN && abs(run.mean - 4.605170185988091) < 2 * run.halfWidth)
    #expect(
      try answer(to: model, "arrival=0.5/s|service=1s|cs2=1\(servers)", replications: 20)["p90"]
        == nil)
  }

  @Test("a part that is down at first is run from there")
  func fromDown() throws {
    let lines = try answer(
      to: "transient-availability", "mtbf=100h|mttr=2h|time=2h|start=down", replications: 40)
    for name in ["at", "interval"] {
      let figure = try #require(lines[name])
      let run = try #require(figure.simulated)
      #expect(abs(run.mean - figure.value) < 2 * run.halfWidth, "\(name)")
    }
  }

  @Test("a token bucket takes of Poisson arrivals what M/D/1 with as many places does")
  func tokens() throws {
    let share = try #require(
      try answer(to: "token-bucket", "rate=1/s|burst=3|offered=0.9/s", replications: 20)[
        "admitted-share"])
    // The embedded chain of M/D/1/3 at departures, iterated by another program.
    #expect(abs(share.value - 0.8615580468078842) < 1e-9)
    let run = try #require(share.simulated)
    #expect(abs(run.mean - share.value) < 2 * run.halfWidth)
    let fills = try answer(
      to: "token-bucket", "tokens=5|fill=1s|burst=10|offered=4/s", replications: 20)[
        "admitted-share"]
    #expect(fills?.value.isNaN == true && fills?.simulated != nil)
  }
}
