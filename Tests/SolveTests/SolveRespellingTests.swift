import Solve
import Testing

/// Names with figures, and arguments in other forms than the calculator's own.
@Suite struct SolveRespellingTests {
  private func solve(_ name: String, _ arguments: String) throws -> [String: Double] {
    let pairs = arguments.split(separator: "|").map { part in
      let halves = part.split(separator: "=", maxSplits: 1)
      return (key: String(halves[0]), value: String(halves[1]))
    }
    let question = try #require(try SolveQuestion(name, pairs))
    let lines = try question.calculator.solve(question.arguments)
    return Dictionary(uniqueKeysWithValues: lines.map { ($0.name, $0.value) })
  }

  typealias Question = SolveSpellingTests.Phrase

  // Each value by hand, from the formula in the comment where it is not plain.
  private static let questions = [
    // W·(12 − ρ)/8.
    Question("fork-join, 2 branches", "lambda=0.5|mu=1", "response", 2.875),
    Question("fork-join M/M/1, n=2 (Flatto-Hahn)", "lambda=0.8|mu=1", "response", 7),
    Question("fork-join", "n=2|lambda=0.8|mu=1", "response", 7),
    // 1 − 0.99¹⁰⁰.
    Question("fan-out", "p=0.01|n=100", "slow", 0.633_967_658_726_770_9),
    // 10·0.1³·0.9² + 5·0.1⁴·0.9 + 0.1⁵.
    Question("5-node etcd quorum", "A_node=0.9", "unavailability", 0.00856),
    Question("quorum of 3", "A=0.9", "unavailability", 0.028),
    Question("3 controllers needing quorum", "A=0.9", "unavailability", 0.028),
    Question("birth-death", "lambda=[1, 1, 1]|mu=[2, 2, 2]", "in-0", 8 / 15.0),
    // Pollaczek and Khinchine.
    Question("M/G/1 lognormal", "lambda=0.8|mean=1|cv=2", "wait", 10),
    Question("M/G/1", "lambda=0.5|E[S]=1|E[S^2]=3", "wait", 1.5),
    Question("M/Ek/1", "lambda=0.5|mean=1|k=4", "wait", 0.625),
    Question("M/M/1", "lambda=0.7|mu=1|n=10", "at-least", 0.028_247_524_9),
    // Of Poisson's law with mean 2: 2²/2!·e⁻².
    Question("M/M/inf", "lambda=4|mu=2|n=2", "exactly", 0.270_670_566_473_225_4),
    Question("M/M/1 FIFO waiting time", "lambda=0.7|mu=1|t=5", "exceeds", 0.223_130_160_148_429_8),
    // The second customer waits where its gap is shorter than a service: λ/(λ + μ)/μ.
    Question("M/M/1 transient, empty start", "lambda=0.8|mu=1|n=2", "wait-2", 4 / 9.0),
    // 1/s − ln(1/(1 − p))/t.
    Question(
      "inverse M/M/1 for a P95 target", "service_us=50|P95_us=200", "arrival", 5_021.338_632_230_045
    ),
    Question(
      "inverse M/M/1 for a P99.9 target", "service_us=100|P99.9_us=1000", "arrival",
      3_092.244_721_017_863),
    Question("little", "iops=80000|QD=32", "latency", 0.0004),
    Question("Little's law", "L=5|W=0.5", "rate", 10),
    Question("Little's law", "lambda=10|W=0.5", "depth", 5),
    Question("retry success probability", "attempts=3|p_fail=0.1", "success", 0.999),
    Question("retry amplification", "tiers=3|retries_each=3", "worst", 64),
    Question("series", "A_pct=99.9,99.8", "availability", 0.997_002),
    Question("parallel", "A_pct=99,99", "unavailability", 1e-4),
    Question("downtime budget", "nines=4", "downtime", 3_153.6),
    Question("downtime budget", "A_pct=99.9", "downtime", 31_536),
    // Two M/M/1 queues: 1 + 1/3.
    Question("tandem queue", "lambda=0.5|mu=[1, 2]", "number", 4 / 3.0),
    Question("TMR, no repair", "lambda=1", "mttf", 5 / 6.0),
    Question("alternating renewal", "lambda=0.01|mu=0.5", "availability", 0.5 / 0.51),
    // Each value is a question: 10·0.9³·0.1² + 5·0.9⁴·0.1 + 0.9⁵.
    Question("3-of-5 independent", "A=[0.9, 0.99]", "availability-1", 0.99144),
    // x/(1 − ρ), of both sizes that are asked for.
    Question(
      "M/G/1-PS", "lambda=0.5|mean=1|quantity=E[T; size=1], E[T; size=3]", "sojourn-of-size-2", 6),
    // Weights 1, 2, 2 of 0, 1 and 2 down.
    Question(
      "k-of-n birth-death", "n=2|k=1|MTTF_h=10|MTTR_h=10|crews=1|quantity=P(exactly 1 down)",
      "exactly", 0.4),
    Question("Erlang-C staffing", "a=40|aht_s=180|target_s=20|service_level=0.8", "servers", 45),
    Question("error-budget", "slo=99.9%|errors=50|requests=100000", "consumed", 0.5),
    Question("flagger", "interval=1min|max=50|step=10|threshold=5", "promotion", 300),
    // One M/M/1 of a quarter of the arrivals: 1/(1 − 0.8).
    Question(
      "M/M/c versus c separate M/M/1 (pooling)", "c=4|lambda=3.2|mu=1", "sojourn-random", 5),
    // G(2)/G(3) of demands 0.5 and 0.4.
    Question("closed network, 2 stations", "N=3|mu=[2, 2.5]", "throughput", 0.61 / 0.369),
  ]

  @Test("other names and forms of arguments lead to the figure asked for", arguments: questions)
  func respelt(_ question: Question) throws {
    let value = try #require(try solve(question.name, question.arguments)[question.line])
    #expect(abs(value / question.value - 1) < 1e-9, "\(value)")
  }

  @Test("figures without keys are a list where the calculator has one")
  func bareFigures() throws {
    let question = try #require(try SolveQuestion("series", [], words: ["50%", "40%", "50%"]))
    let lines = try question.calculator.solve(question.arguments)
    #expect(lines.first { $0.name == "availability" }.map { abs($0.value - 0.1) < 1e-12 } == true)
  }

  @Test("arrivals in prose are measured as the rate is")
  func arrivalsInProse() throws {
    for rate in ["10", "10/s"] {
      let admitted = try solve(
        "token-bucket", "rate=\(rate)|burst=20|arrivals=100 at t=0, then 15/s for 60s")
      #expect(admitted["admitted"] == 620, "\(rate)")
    }
  }

  @Test("a question with figures in its name is the one with arguments")
  func alike() throws {
    for (name, arguments, model, own) in [
      (
        "MTTDL RAID-5, 8 disks", "AFR=0.02|rebuild_h=10", "mttdl",
        "copies=8|needed=7|crews=1|afr=0.02|rebuild=10h"
      ),
      (
        "MTTDL RAID-6", "n=10|AFR=0.02|rebuild_h=10", "mttdl",
        "copies=10|needed=8|crews=1|afr=0.02|rebuild=10h"
      ),
      (
        "MTTDL EC 8+3, parallel rebuild", "AFR=0.0157|rebuild_h=6", "mttdl",
        "copies=11|needed=8|afr=0.0157|rebuild=6h"
      ),
      (
        "MTTDL erasure code 4+2", "AFR=0.0157|rebuild_h=6|PGs=1024", "mttdl",
        "copies=6|needed=4|afr=0.0157|rebuild=6h|sets=1024"
      ),
      ("copysets", "N=100|R=3|S=4|failed=5", "copysets", "nodes=100|copies=3|scatter=4|failed=5"),
      ("Erlang-B dimensioning", "a=100|target_blocking=0.01", "erlang-b", "load=100|target=1%"),
      (
        "fleet MTBF", "gpus=16384|days=54|interruptions=419|scale_to=400", "fleet-mtbf",
        "parts=16384|time=54d|failures=419|wanted=400"
      ),
      ("system MTBF", "n=1000|MTBF_h=50000", "fleet-mtbf", "wanted=1000|time=50000h"),
      (
        "run length for M/M/1", "rho=0.8|rel_halfwidth=0.01", "run-length",
        "utilisation=80%|half-width=1%"
      ),
      (
        "M/M/c waiting-time tail", "c=10|lambda=8|mu=1|t=1|n=12", "mmc",
        "servers=10|arrival=8/s|service=1s|within=1s|at-least=12|exactly=12"
      ),
      (
        "Kaufman-Roberts multi-rate loss", "capacity=8|widths=1,2|loads=2,1", "multi-rate-loss",
        "capacity=8|widths=1,2|loads=2,1"
      ),
    ] { #expect(try solve(name, arguments) == solve(model, own), "\(name)") }
  }

  @Test(
    "what cannot be computed with is refused",
    arguments: [
      ("M/G/1", "lambda=0.5|mean=1|cv=two"), ("M/G/1", "lambda=0.5|E[S]=2|E[S^2]=3"),
      ("M/Ek/1", "lambda=0.5|mean=1|k=0"), ("downtime budget", "nines=99"),
      ("MTTDL RAID-6", "AFR=0.02|rebuild_h=10"),
      ("erlang-c", "load=40|service=3min|target=80%|within=20s"),
      ("bin-packing", "capacity=10|items=[[4, 1], [8, 2]]"),
      ("bin-packing", "capacity=10|items=[4, 8"),
      ("dora", "before={\"dep\": 10|mttr=1h"),
    ])
  func refused(_ name: String, _ arguments: String) {
    #expect(throws: SolveError.self) { try self.solve(name, arguments) }
  }
}
