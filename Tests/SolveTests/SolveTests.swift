import Quantities
import Simulate
import Solve
import Testing

@Suite struct SolveTests {
  private func solve(
    _ name: String, _ arguments: String, replications: Int? = nil
  ) throws
    -> [String: Calculator.Figure]
  {
    let model = try #require(Calculator.named(name))
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

  @Test("arguments answer to the field's other names, rates for times among them")
  func aliases() throws {
    let own = try solve("mmc", "servers=3 arrival=2/s service=500ms")
    let field = try solve("mmc", "c=3 lambda=2/s mu=2/s")
    #expect(own["wait"]?.value == field["wait"]?.value)
    let group = try solve("k-of-n", "n=3 k=2 mtbf=1000h mttr=4h")
    #expect(
      try solve("k-of-n", "n=3 k=2 MTTF=1000h mu=0.25/h")["down"]?.value == group["down"]?.value)
    #expect(throws: SolveError.self) { try solve("mm1", "lambda=1/s arrival=1/s service=1ms") }
    #expect(throws: SolveError.self) { try solve("mm1", "lambda=0.8 mu=1/s") }
  }

  @Test("the bad years are simulated by the law that the closed form sums", arguments: [0.25, 9])
  func badYears(_ scv: Double) throws {
    let lines = try solve(
      "yearly-downtime", "outages=0.8/y outage=10h scv=\(scv) budget=4h", replications: 60)
    let line = try #require(lines["exceeds"])
    let estimate = try #require(line.simulated)
    #expect(abs(estimate.mean - line.value) < 2 * estimate.halfWidth)
  }

  @Test("the best checkpoint interval is where the derivative is zero, to the last digits")
  func bestInterval() throws {
    // 4471.46931317959: Newton's method at sixty digits.
    let line = try #require(try solve("young-daly", "checkpoint=1s mtbf=10000000s")["best"])
    #expect(abs(line.value / 4_471.469_313_179_59 - 1) < 1e-11)
  }

  @Test("one rank has nothing to reduce; an autoscaler without replicas is off")
  func degenerate() throws {
    let one = try solve("allreduce", "ranks=1 size=1GB bandwidth=1GB/s")
    #expect(one["ring"]?.value == 0 && one["tree"]?.value == 0)
    let off = try solve("hpa", "replicas=0 current=80% target=70%")["desired"]
    #expect(off?.value == 0 && off?.text != nil)
  }

  @Test("every model answers its own example, with formula and source", arguments: Calculator.all)
  func examples(_ model: Calculator) throws {
    let lines = try solve(model.name, model.example)
    #expect(!lines.isEmpty && !model.formula.isEmpty && !model.source.isEmpty)
    #expect(lines.values.allSatisfy { !$0.value.isNaN || $0.text != nil })
  }

  /// An interval of 99.9 %, by the normal law: over all models one in a thousand may miss by chance.
  @Test(
    "simulation stands beside every exact form and agrees",
    arguments: Calculator.all.filter { $0.canSimulate && !$0.source.contains("approximation") })
  func simulatedExamples(_ model: Calculator) throws {
    let lines = try solve(
      model.name, simulatedExample[model.name] ?? model.example, replications: 30)
    let seen = lines.values.filter { $0.simulated != nil }
    #expect(!seen.isEmpty)
    for line in seen {
      guard let estimate = line.simulated else { continue }
      let slack = max(1.8 * estimate.halfWidth, 0.006 * abs(line.value))
      #expect(abs(estimate.mean - line.value) <= slack, "\(line.name)")
    }
  }

  @Test(
    "an extreme question gets a finite answer, an honest infinity, or a reason", arguments: extremes
  )
  func extreme(_ question: Extreme) throws {
    let value = try #require(solve(question.model, question.arguments)[question.line]).value
    #expect(abs(value - question.value) <= question.tolerance * abs(question.value))
  }

  @Test("text answers: schedules, traces, generators")
  func texts() throws {
    func text(_ model: String, _ arguments: String, _ line: String) throws -> String? {
      try solve(model, arguments)[line]?.text
    }
    let jobs = "gpus=8 jobs=0:6:10;0:8:5;0:2:10"
    #expect(try text("batch", jobs, "fifo") == "0, 10, 15")
    #expect(try text("batch", jobs, "easy") == "0, 10, 0")
    #expect(
      try text("hpa-ramp", "start=10 needed=100", "trace")
        == "10 → 15 → 22 → 32 → 46 → 66 → 95 → 100")
    #expect(try text("hpa-policy", "start=10 needed=100", "trace") == "10 → 20 → 40 → 80 → 100")
    #expect(
      try text(
        "token-bucket", "burst=10 tokens=5 fill=1s arrivals=0:4;0.4:4;0.8:4;1.2:4;1.6:4;2:4",
        "accepted") == "4, 4, 2, 4, 1, 4")
    #expect(try text("splitmix64", "seed=1234567", "output-5") == "16408922859458223821")
    #expect(try text("xoshiro256++", "state=1,2,3,4", "output-4") == "3591011842654386")
    #expect(try text("gang", "gpus=4 jobs=4,4 duration=1h", "without") == "never: deadlock")
  }

  @Test("simulation stands beside the formula and agrees with it")
  func simulated() throws {
    for (name, arguments) in [
      ("mm1", "arrival=0.5/s service=1s"), ("mmc", "servers=3 arrival=2/s service=1s"),
      ("md1", "arrival=0.5/s service=1s"), ("mg1", "arrival=0.5/s service=1s scv=2"),
      ("k-of-n", "n=4 k=3 mtbf=100h mttr=10h crews=1"),
      ("mg1k", "capacity=8 arrival=1.5/s service=1s scv=4"),
      ("gmc", "servers=3 arrival=2/s service=1s law=constant within=1s"),
      ("gmc", "servers=3 capacity=6 arrival=3/s service=1s law=erlang stages=3"),
      ("dispatch", "servers=4 arrival=3/s service=1s"),
      ("engset", "sources=20 servers=6 load=0.25"), ("lcfs", "arrival=0.6/s service=1s"),
      ("lcfs", "arrival=0.6/s service=1s scv=3 discipline=preemptive"),
      ("srpt", "arrival=0.8/s service=1s"),
      ("vacations", "arrival=5/s service=0.1s vacation=2s vacation-scv=0 scv=2"),
      ("bulk-arrivals", "arrival=0.1/s batch=4 law=geometric service=2s"),
      ("multiclass-mva", "demands=0.1,0.05;0.02,0.2 customers=5,3 think=1s,0.5s"),
      ("poisson", "mean=5 k=10"), ("binomial", "n=20 p=10% k=4"),
      ("birthday", "items=23 values=365"),
      ("spares", "demand=12/y lead=30d stock=3"), ("weibull", "shape=1.5 scale=1000h time=500h"),
      ("reliability", "mtbf=1000h,500h time=400h structure=parallel"),
      ("quorum-rw", "n=3 r=2 w=2 member=90%"), ("backoff", "base=100ms factor=2 attempts=6"),
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
    let model = try #require(Calculator.named("mmc"))
    func message(_ arguments: [(key: String, value: String)]) -> String? {
      do { _ = try model.solve(arguments) } catch { return error.description }
      return nil
    }
    #expect(message([("server", "3")])?.contains("did you mean `servers`") == true)
    #expect(
      message([("servers", "3"), ("arrival", "2/s"), ("service", "1")])?
        .contains("did you mean `1s`") == true)
    #expect(message([("servers", "3"), ("service", "1s")])?.contains("needs `arrival`") == true)
    #expect(
      message([("servers", "3"), ("arrival", "1"), ("service", "1s")])?
        .contains("did you mean `1/s`") == true)
    #expect(message([("servers", ""), ("arrival", "1/s")])?.contains("is empty") == true)
    func other(_ name: String, _ key: String, _ value: String) -> String? {
      var all = (Calculator.named(name)?.example ?? "").split(separator: " ").map {
        let parts = $0.split(separator: "=", maxSplits: 1)
        return (key: String(parts[0]), value: String(parts[1]))
      }
      all.removeAll { $0.key == key }
      do { _ = try Calculator.named(name)?.solve(all + [(key, value)]) } catch {
        return error.description
      }
      return nil
    }
    #expect(other("hpa-policy", "percent", "4")?.contains("`4%` or `400%`") == true)
    #expect(other("allreduce", "size", "1G")?.contains("did you mean `1GB`") == true)
    #expect(other("allreduce", "size", "10亿")?.contains("did you mean") == false)
    #expect(other("ctmc", "up", "nowhere")?.contains("none of the states") == true)
    #expect(
      message([("servers", "3"), ("arrival", "2 GB"), ("service", "1s")])?.contains("`2 GB`")
        == true)
    #expect(
      message([("servers", "2.5"), ("arrival", "2/s"), ("service", "1s")])?
        .contains("whole number") == true)
  }

  @Test("names of the field, in any spelling, lead to their model; misspelt ones to the nearest")
  func names() throws {
    for (typed, name) in [
      ("M/M/1", "mm1"), ("m/m/c", "mmc"), ("all-reduce", "allreduce"), ("MVA", "closed-network"),
      ("che", "zipf-cache"), ("young/daly", "young-daly"), ("k_of_n", "k-of-n"),
      ("Little's law", "little"), ("MIG placements", "mig"), ("birth-death", "birth-death"),
    ] {
      #expect(try SolveQuestion(typed, [])?.calculator.name == name, "\(typed)")
    }
    #expect(Calculator.named("mm") == nil)
    for name in Calculator.names { #expect(Calculator.named(name)?.name != nil, "\(name)") }
  }

  private func value(_ lines: [String: Calculator.Figure], _ name: String) -> Double {
    lines[name]?.value ?? .nan
  }

  @Test("a chain of one's own agrees with the models that it restates")
  func chains() throws {
    let duplex = try solve("duplex", "mtbf=1000h mttr=10h coverage=95% recovery=30min")
    let own = try solve(
      "ctmc",
      "rates=two:one:1.9/1000h;two:lost:0.1/1000h;lost:one:1/30min;one:none:1/1000h;"
        + "one:two:1/10h;none:one:1/10h up=two,one from=two to=none,lost")
    for (line, other) in [("unavailability", "unavailability"), ("passage", "mttf")] {
      let ratio = value(own, line) / value(duplex, other)
      #expect(abs(ratio - 1) < 1e-12, "\(line)")
    }
    let firsts = value(own, "first-none") + value(own, "first-lost")
    #expect(abs(firsts - 1) < 1e-12)
    let group = try solve("k-of-n", "n=3 k=2 mtbf=1000h mttr=10h")
    let chain = try solve(
      "birth-death", "up=3/1000h,2/1000h,1/1000h down=1/10h,2/10h,3/10h needed=1 to=2")
    for (line, other) in [("unavailability", "unavailability"), ("passage", "mttf")] {
      let ratio = value(chain, line) / value(group, other)
      #expect(abs(ratio - 1) < 1e-12, "\(line)")
    }
    // Two states from up: the transient availability in closed form.
    let then = try solve("ctmc", "rates=up:down:1/100h;down:up:1/2h time=5h")
    let exact = try solve("transient-availability", "mtbf=100h mttr=2h time=5h")
    let distance = abs(value(then, "at-up") - value(exact, "at"))
    #expect(distance < 1e-12)
  }

  @Test("H100 has multiprocessors of its own: all in the whole instance, 112 of 132 in seven")
  func multiprocessors() throws {
    let whole = try solve("mig", "gpu=h100 instances=7g.80gb")
    #expect(value(whole, "multiprocessors") == 1)
    let seven = Array(repeating: "1g.10gb", count: 7).joined(separator: ",")
    let parts = try solve("mig", "gpu=h100 instances=\(seven)")
    #expect(value(parts, "multiprocessors") == 112 / 132.0)
  }

  @Test("rates print in the unit that suits, and what is not quite 1 does not print as 1")
  func printing() throws {
    #expect(Calculator.Figure.printed(10, .frequency, .en) == "10/s")
    #expect(Calculator.Figure.printed(100 / 86400.0, .frequency, .en) == "4.167/h")
    #expect(Calculator.Figure.printed(0.2 / 31_536_000, .frequency, .en) == "0.2/y")
    let lines = try solve("k-of-n", "n=10000 k=9999 mtbf=1e17h mttr=1h")
    #expect(lines["availability"]?.printed(.en) == "1 − 4.999×10⁻²⁷")
  }

  @Test("an overloaded queue has no steady state")
  func overload() throws {
    let lines = try solve("mm1", "arrival=2/s service=1s")
    #expect(lines["wait"]?.value == .infinity)
    #expect(lines["wait"]?.printed(.en) == "∞")
  }
}

/// Arguments for simulations that the shown example is too near saturation, or too rare, for.
private let simulatedExample = [
  "k-of-n": "n=4 k=3 mtbf=100h mttr=10h crews=1", "outlier-detection": "hosts=20 error=50%",
  "young-daly": "checkpoint=5min mtbf=3h restart=15min interval=1h work=100h",
  "erlang-c": "load=4 servers=6", "mttdl": "copies=2 afr=40% rebuild=30d",
  "mg1": "arrival=0.5/s service=0.5s,5.5s weights=0.9,0.1",
]

/// A question at the edge of what doubles hold, with its limit.
struct Extreme: Sendable {
  let model: String
  let arguments: String
  let line: String
  let value: Double
  let tolerance: Double

  init(
    _ model: String, _ arguments: String, _ line: String, _ value: Double,
    within tolerance: Double = 1e-6
  ) {
    self.model = model
    self.arguments = arguments
    self.line = line
    self.value = value
    self.tolerance = tolerance
  }
}

private let extremes: [Extreme] = [
  // The tail of a queue near saturation is exponential with the mean wait.
  Extreme("mmc", "servers=10000 arrival=9999.999999/s service=1s", "p99", 4.60517e6, within: 1e-4),
  Extreme("mmc", "servers=1000000 arrival=1/s service=1s", "p99", 4.60517018598809),
  Extreme("mm1", "arrival=1e-17/s service=1s", "wait", 1e-17),
  // D/M/1 near saturation waits half of what M/M/1 does.
  Extreme("gm1", "arrival=0.999999/s service=1s law=constant", "wait", 5e5, within: 1e-4),
  Extreme("gm1", "arrival=0.999999/s service=1s law=uniform", "wait", 6.6666e5, within: 1e-4),
  Extreme("gm1", "arrival=0.999999/s service=1s", "wait", 999_999, within: 1e-4),
  Extreme("mmck", "capacity=1000000 arrival=1e6/s service=1s", "utilisation", 1, within: 1e-12),
  Extreme("mmck", "capacity=100000 arrival=1/s service=1s", "number", 50_000, within: 1e-9),
  Extreme("erlang-b", "load=1e6 servers=1000000", "blocking", 7.9746e-4, within: 1e-4),
  Extreme(
    "k-of-n", "n=10000 k=9999 mtbf=1e17h mttr=1h", "unavailability", 4.9995e-27, within: 1e-9),
  Extreme("k-of-n-independent", "n=3 k=1 parts=99.9999%", "unavailability", 1e-18),
  Extreme("mttdl", "copies=3 afr=1e-9 rebuild=1s", "nines", 41.5211, within: 1e-5),
  Extreme("closed-network", "demands=1s,1e-12s customers=100000", "throughput", 1),
  Extreme("mdc", "servers=1 arrival=0.98/s service=1s", "wait", 24.5, within: 1e-9),
  Extreme("retry-storm", "offered=1e9/s capacity=1/s attempts=1000", "amplification", 1000),
]
