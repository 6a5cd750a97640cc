import Quantities
import Simulate
import Systems
import Testing

@Suite struct SolveTests {
  private func solve(
    _ name: String, _ arguments: String, replications: Int? = nil
  ) throws
    -> [String: SolveLine]
  {
    let model = try #require(SolveModel.named(name))
    let pairs = arguments.split(separator: " ").map { argument -> (key: String, value: String) in
      let parts = argument.split(separator: "=", maxSplits: 1)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
    let lines = try model.solve(pairs, replications: replications)
    return Dictionary(uniqueKeysWithValues: lines.map { ($0.name, $0) })
  }

  @Test("published figures come out", arguments: publishedFigures)
  func figures(_ figure: PublishedFigure) throws {
    let value = try #require(solve(figure.model, figure.arguments)[figure.line]).value
    #expect(abs(value - figure.value) <= 1e-9 * abs(figure.value))
  }

  @Test("simulation stands beside the formula and agrees with it")
  func simulated() throws {
    for (name, arguments) in [
      ("mm1", "arrival=0.5/s service=1s"), ("mmc", "servers=3 arrival=2/s service=1s"),
      ("md1", "arrival=0.5/s service=1s"), ("mg1", "arrival=0.5/s service=1s scv=2"),
      ("k-of-n", "n=4 k=3 mtbf=100h mttr=10h crews=1"),
    ] {
      let lines = try solve(name, arguments, replications: 40)
      let seen = lines.values.filter { $0.simulated != nil }
      #expect(!seen.isEmpty)
      for line in seen {
        guard let estimate = line.simulated else { continue }
        let wide = 2 * estimate.halfWidth
        #expect(abs(estimate.mean - line.value) <= wide, "\(name) \(line.name)")
      }
    }
  }

  @Test("mistakes are told with their near miss")
  func mistakes() throws {
    let model = try #require(SolveModel.named("mmc"))
    func message(_ arguments: [(key: String, value: String)]) -> String? {
      do { _ = try model.solve(arguments) } catch { return error.description }
      return nil
    }
    #expect(message([("server", "3")])?.contains("did you mean `servers`") == true)
    #expect(message([("servers", "3")])?.contains("needs `arrival`") == true)
    #expect(
      message([("servers", "3"), ("arrival", "2 GB"), ("service", "1s")])?.contains("`2 GB`")
        == true)
    #expect(
      message([("servers", "2.5"), ("arrival", "2/s"), ("service", "1s")])?
        .contains("whole number") == true)
  }

  @Test("an overloaded queue has no steady state")
  func overload() throws {
    let lines = try solve("mm1", "arrival=2/s service=1s")
    #expect(lines["wait"]?.value == .infinity)
    #expect(lines["wait"]?.printed(.en) == "∞")
  }
}

/// A figure with its published or independently computed value, in base units.
struct PublishedFigure: Sendable {
  let model: String
  let arguments: String
  let line: String
  let value: Double

  init(_ model: String, _ arguments: String, _ line: String, _ value: Double) {
    self.model = model
    self.arguments = arguments
    self.line = line
    self.value = value
  }
}

private let publishedFigures: [PublishedFigure] = [
  PublishedFigure("mmc", "servers=3 arrival=2/s service=1s", "wait-probability", 4.0 / 9),
  PublishedFigure("mmc", "servers=3 arrival=2/s service=1s", "sojourn", 13.0 / 9),
  PublishedFigure("mm1", "arrival=0.8/s service=1s", "p99", 23.025850929940454),
  PublishedFigure("mg1", "arrival=0.8/s service=1s scv=4", "wait", 10),
  PublishedFigure("md1", "arrival=0.8/s service=1s", "wait", 2),
  PublishedFigure("mmck", "capacity=5 arrival=0.8/s service=1s", "blocking", 0.08881949865556424),
  PublishedFigure("priority", "arrivals=0.3/s,0.5/s service=1s", "wait-2", 5.714285714285716),
  PublishedFigure("mm1-max-load", "service=50us target=500us", "arrival", 10789.659628023817),
  PublishedFigure("little", "rate=150K/s depth=64", "latency", 64 / 150_000.0),
  PublishedFigure(
    "k-of-n", "n=16 k=15 mtbf=8760h mttr=24h crews=2", "availability", 0.9991210189483982),
  PublishedFigure("k-of-n", "n=3 k=2 mtbf=1y mttr=4h", "availability", 0.9999993752527763),
  PublishedFigure("site-pair", "failures=1/365d rto=1h", "availability", 0.9998858577787924),
  PublishedFigure("availability", "availability=99.995% outage=30min", "downtime", 26.28 * 60),
  PublishedFigure("mttdl", "copies=3 afr=1.57% rebuild=1h", "mttdl", 5.80212270827924e16 * 3600),
  PublishedFigure("usable-fill", "nodes=10 lost=2", "fill", 0.68),
  PublishedFigure("rpo", "objective=15min transfer=10min", "age", 20 * 60),
  PublishedFigure("erlang-b", "load=5 servers=10", "blocking", 0.01838457033664814),
  PublishedFigure("erlang-c", "load=100 target=20%", "servers", 111),
  PublishedFigure("hpa", "replicas=10 current=80% target=70%", "desired", 12),
  PublishedFigure("hpa", "replicas=50 current=90 target=75", "desired", 60),
  PublishedFigure("hpa-ramp", "start=10 needed=100 target=70%", "time", 7 * 15),
  PublishedFigure("flagger", "interval=1min max=50% step=2% threshold=10", "promotion", 25 * 60),
  PublishedFigure(
    "restore-mix", "automatic=10min manual=2h target=15min", "share", 0.9545454545454546),
  PublishedFigure("token-bucket", "rate=10/s burst=20 window=60s", "admitted", 620),
  PublishedFigure("retry", "attempts=4 tiers=3", "worst", 64),
  PublishedFigure("outlier-detection", "hosts=20 ejection=3", "duration", 90),
  PublishedFigure(
    "allreduce", "ranks=64 size=1MB bandwidth=25GB/s latency=5us", "ring", 0.00070875),
  PublishedFigure("speed-up", "gain=40%", "share", 0.2857142857142857),
  PublishedFigure(
    "gpu-claims", "servers=50 job=12h wait=2h utilisation=45%", "allocation", 0.935191102692308),
  PublishedFigure("mig", "instances=4g.20gb,3g.20gb", "fits", 1),
  PublishedFigure("mig", "instances=4g.20gb,4g.20gb", "fits", 0),
  PublishedFigure("young-daly", "checkpoint=5min mtbf=180min", "young", 42.42640687119285 * 60),
  PublishedFigure("epoch-cache", "share=0.5", "lru", 0.15342640972002736),
  PublishedFigure("zipf-cache", "items=1000 capacity=100", "hit", 0.5765246161690034),
]
