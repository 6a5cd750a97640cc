import Quantities
import Simulate
import Solve
import Testing

/// The calculators under the field's own names, units in names, and no units at all.
@Suite struct SolveSpellingTests {
  private func solve(
    _ name: String, _ arguments: [(String, String)], replications: Int? = nil
  ) throws -> [String: Calculator.Figure] {
    let question = try #require(
      try SolveQuestion(name, arguments.map { (key: $0.0, value: $0.1) }))
    let lines = try question.calculator.solve(question.arguments, replications: replications)
    return Dictionary(uniqueKeysWithValues: lines.map { ($0.name, $0) })
  }

  private func pairs(_ text: String) -> [(String, String)] {
    text.split(separator: "|").map { part in
      let halves = part.split(separator: "=", maxSplits: 1)
      return (String(halves[0]), String(halves[1]))
    }
  }

  /// Two spellings of one question.
  struct Spelling: Sendable, CustomTestStringConvertible {
    let model: String
    let field: String
    let own: String
    var testDescription: String { "\(model) \(field)" }

    init(_ model: String, _ field: String, _ own: String) {
      (self.model, self.field, self.own) = (model, field, own)
    }
  }

  static let spellings = [
    Spelling("M/M/1", "lambda=0.8|mu=1", "arrival=0.8/s|service=1s"),
    Spelling("M/M/c (Erlang C)", "c=3|lambda=2|mu=1", "servers=3|arrival=2/s|service=1s"),
    Spelling("M/M/c/c (Erlang B)", "c=10|a=5", "servers=10|load=5"),
    Spelling("M/G/c/c", "c=10|a=5", "servers=10|load=5"),
    Spelling("M/M/1/K", "lambda=0.8|mu=1|K=5", "arrival=0.8/s|service=1s|capacity=5"),
    Spelling("M/M/inf", "lambda=7|mu=2", "arrival=7/s|service=500ms"),
    Spelling("M/G/1", "lambda=0.8|mean=1|cs2=4", "arrival=0.8/s|service=1s|scv=4"),
    Spelling(
      "M/G/1", "lambda=0.5|S=0.5 w.p. 0.9, 5.5 w.p. 0.1",
      "arrival=0.5/s|service=0.5s,5.5s|weights=0.9,0.1"),
    Spelling("G/G/1", "rho=0.9|ca2=0.5|cs2=0.5|tau=1", "arrival=0.9/s|service=1s|ca2=0.5|cs2=0.5"),
    Spelling(
      "priority", "lambda1=0.3|lambda2=0.5|mu=1", "arrivals=0.3/s,0.5/s|service=1s"),
    Spelling(
      "jackson", "gamma=[1,0.5,0.2]|mu=[4,3,3]|P=[[0,0.6,0.3],[0.2,0,0.5],[0.1,0.1,0]]",
      "arrivals=1/s,0.5/s,0.2/s|rates=4/s,3/s,3/s|routing=0,0.6,0.3;0.2,0,0.5;0.1,0.1,0"),
    Spelling(
      "M/M/1 with Bernoulli feedback", "gamma=0.8|p_return=0.2|mu=1.5",
      "arrivals=0.8/s|routing=0.2|rates=1.5/s"),
    Spelling("M/M/1//N", "N=5|lambda=0.1|mu=1", "machines=5|mtbf=10s|mttr=1s"),
    Spelling("slowest", "n=50|mu=1", "n=50|mean=1s"),
    Spelling("Erlang-C staffing", "a=100|target_Pwait=0.2", "load=100|target=20%"),
    Spelling("max-load", "service_us=50|P99_us=500", "service=50us|target=500us"),
    Spelling("little", "iops=150000|latency_us=200", "rate=150000/s|latency=200us"),
    Spelling(
      "transient-availability", "lambda=0.01|mu=0.5|t=5", "mtbf=100s|mttr=2s|time=5s"),
    Spelling("series", "A=0.9999,0.9995,0.999", "parts=0.9999,0.9995,0.999"),
    Spelling(
      "k-of-n", "n=16|k=15|MTTF_h=8760|MTTR_h=24|crews=1", "n=16|k=15|mtbf=8760h|mttr=24h|crews=1"),
    Spelling(
      "duplex", "lambda_per_h=0.001|mu_per_h=0.1|coverage=0.95|uncovered_recovery_h=0.5|crews=1",
      "mtbf=1000h|mttr=10h|coverage=0.95|recovery=0.5h|crews=1"),
    Spelling(
      "mttdl", "n=2|AFR=0.0157|hours_per_year=8766|rebuild_h=1",
      "copies=2|afr=0.0157|year=8766h|rebuild=1h"),
    Spelling(
      "failure-domains", "racks=3|disks_per_rack=10|PGs=1024", "domains=3|per=10|groups=1024"),
    Spelling(
      "beta-factor", "lambda=0.001|mu=0.1|beta=0.05|n=2", "mtbf=1000s|mttr=10s|beta=0.05|n=2"),
    Spelling(
      "covered-restart", "host_fail_per_yr=0.2|HA_outage_s=180|FT_outage_s=1|FT_coverage=0.99",
      "failures=0.2/y|slow=180s|fast=1s|coverage=0.99"),
    Spelling("MVA", "N=10|Z=5|D=0.1,0.2", "customers=10|think=5s|demands=0.1s,0.2s"),
    Spelling(
      "closed-network", "N=10|S=0.1,0.2|V=[1,3]", "customers=10|demands=0.1s,0.6s"),
    Spelling("ctmc", "Q=[[-1,1],[2,-2]]|up=0", "rates=0:1:1;1:0:2|up=0"),
    Spelling("ctmc", "rates=[[0,1,0],[2,0,1],[0,4,0]]", "rates=0:1:1;1:0:2;1:2:1;2:1:4"),
    Spelling("Amdahl", "p=0.95|n=32", "parallel=95%|processors=32"),
    Spelling(
      "allreduce", "N=16|S_MiB=256|B_Gbps=200|alpha_us=5",
      "ranks=16|size=256MiB|bandwidth=200Gbps|latency=5us"),
    Spelling("snapshots", "interval_h=24|offsite_copy_h=6", "interval=24h|copy=6h"),
    Spelling("rpo", "RPO_min=15|transfer_min=5", "objective=15min|transfer=5min"),
    Spelling("young-daly", "delta_min=5|MTBF_min=180", "checkpoint=5min|mtbf=180min"),
    Spelling("young-daly", "delta=5|MTBF=180", "checkpoint=5s|mtbf=180s"),
    Spelling(
      "young-daly", "work_h=100|tau_h=1|delta_h=0.0833|MTBF_h=3|restart_h=0.25",
      "work=100h|interval=1h|checkpoint=0.0833h|mtbf=3h|restart=0.25h"),
    Spelling("hpa", "replicas=10|current=80|target=70|tol=0.1", "replicas=10|current=80|target=70"),
    Spelling(
      "hpa-window", "recs=10,9,8,9|cur=10", "wishes=10,9,8,9|replicas=10"),
    Spelling(
      "flagger", "interval_min=1|maxWeight=50|stepWeight=2|threshold=10",
      "interval=1min|max=50%|step=2%|threshold=10"),
    Spelling("dora", "dep=10/d|cfr=0.15|mttr_min=120", "deployments=10/d|cfr=0.15|mttr=120min"),
    Spelling("node-score", "cap=4000,8192|req=1000,2048", "capacity=4000,8192|requested=1000,2048"),
    Spelling("busbw", "n=16|algbw=50", "ranks=16|algbw=50B/s"),
    Spelling(
      "allreduce", "n=64|alpha_us=5|S_MB=1|B_GBps=25",
      "ranks=64|latency=5us|size=1MB|bandwidth=25GB/s"),
    Spelling(
      "statistical-efficiency", "grad_sqr=1|grad_var=3|scale=4", "square=1|variance=3|scale=4"),
    Spelling("che", "N=1000|C=100|alpha=1.0", "items=1000|capacity=100|exponent=1"),
    Spelling("access-time", "h=0.9|hit_us=100|miss_ms=5", "hit-ratio=0.9|hit=100us|miss=5ms"),
    Spelling("mmc", "c=50|S_h=12|rho=0.8", "servers=50|service=12h|arrival=3.3333333333333335/h"),
  ]

  @Test("a question in the field's spelling is the question in ours", arguments: spellings)
  func fields(_ spelling: Spelling) throws {
    let field = try solve(spelling.model, pairs(spelling.field))
    let own = try solve(spelling.model, pairs(spelling.own))
    #expect(!own.isEmpty && field.keys.sorted() == own.keys.sorted())
    for (name, line) in own where line.value.isFinite {
      let value = try #require(field[name]).value
      #expect(abs(value - line.value) <= 1e-9 * abs(line.value), "\(name)")
    }
  }

  @Test("bare figures are one unnamed unit only where all are bare, and it is told")
  func unnamed() throws {
    let model = try #require(Calculator.named("mm1"))
    #expect(model.readsUnnamedUnits([("lambda", "0.8"), ("mu", "1")]))
    #expect(!model.readsUnnamedUnits([("lambda", "0.8/s"), ("mu", "1/s")]))
    #expect(throws: SolveError.self) { try solve("mm1", [("lambda", "0.8"), ("mu", "1/s")]) }
    // A failure rate by the year beside an hour without a name would be mixed.
    #expect(throws: SolveError.self) {
      try solve("mttdl", [("copies", "2"), ("afr", "1%"), ("rebuild", "1")])
    }
  }

  @Test("several values of one parameter are as many questions")
  func several() throws {
    let lines = try solve("little", [("iops", "150000"), ("latency_us", "200,427,1000")])
    #expect(abs((lines["depth-2"]?.value ?? 0) - 64.05) < 1e-9)
    // Commas between thousands are no list.
    #expect(try solve("little", [("rate", "150,000/s"), ("latency", "200us")])["depth"] != nil)
  }

  @Test("percentages stay whole, as the autoscaler's integers are; kinds are not mixed")
  func autoscaler() throws {
    func desired(_ replicas: Int, _ current: String, _ target: String) throws -> Double? {
      try solve(
        "hpa", [("replicas", "\(replicas)"), ("current", current), ("target", target)])["desired"]?
        .value
    }
    #expect(try desired(10, "80%", "70%") == 12)
    #expect(try desired(70, "30%", "70%") == 30)
    // |1 − 22/20| is just above 0.1 in doubles, and so it is for the controller.
    #expect(try desired(10, "22%", "20%") == desired(10, "22", "20"))
    #expect(try desired(10, "22%", "20%") == 11)
    #expect(try desired(10, "110m", "100m") == 11)
    #expect(try desired(5, "400Mi", "500Mi") == 4)
    #expect(throws: SolveError.self) { try desired(10, "80", "70%") }
    #expect(throws: SolveError.self) { try desired(10, "80%", "70") }
    let nodes = try solve(
      "cluster-autoscaler", [("pods", "100"), ("pod", "500m,1Gi"), ("node", "8,32Gi")])
    #expect(nodes["nodes"]?.value == 7)
    let score = try solve("node-score", [("capacity", "4,8"), ("requested", "5,1")])
    #expect(score["most-allocated"]?.value == 56)
  }

  @Test("what no replication saw has a reason, not an interval of no width")
  func unseen() throws {
    for (model, arguments) in [
      ("erlang-b", "load=5|servers=20"), ("mmck", "capacity=40|arrival=0.6/s|service=1s"),
      ("transient-availability", "mtbf=10000000h|mttr=1h|time=1h"),
    ] {
      let lines = try solve(model, pairs(arguments), replications: 10)
      for line in lines.values {
        guard let estimate = line.simulated else { continue }
        #expect(estimate.halfWidth > 0 || estimate.mean == line.value, "\(model) \(line.name)")
      }
      #expect(lines.values.contains { $0.unsimulated != nil }, "\(model)")
    }
  }

  @Test("replications without a failure count: the interval of a mean over all covers the truth")
  func conditional() throws {
    let lines = try solve("retry", pairs("attempts=3|failure=5%"), replications: 40)
    let line = try #require(lines["success"])
    let estimate = try #require(line.simulated)
    #expect(estimate.replications == 40)
    #expect(abs(estimate.mean - line.value) <= 2 * estimate.halfWidth)
  }

  @Test("near saturation a quantile of short runs is refused, not averaged")
  func saturation() throws {
    let lines = try solve("mm1", pairs("arrival=0.98/s|service=1s"), replications: 2)
    #expect(lines["p99"]?.simulated == nil)
    let light = try solve("mm1", pairs("arrival=0.8/s|service=1s"), replications: 30)
    let estimate = try #require(light["p99"]?.simulated)
    #expect(abs(estimate.mean - (light["p99"]?.value ?? 0)) <= 2 * estimate.halfWidth)
  }

  @Test("a far quantile is simulated where it was asked for, and covers the truth")
  func asked() throws {
    let far = try solve(
      "mm1", pairs("arrival=0.8/s|service=1s|percentile=99.9%|within=20s|at-least=9"),
      replications: 20)
    for name in ["p99.9", "wait-p99.9", "no-wait", "exceeds", "wait-exceeds", "at-least", "p50"] {
      let line = try #require(far[name])
      let estimate = try #require(line.simulated, "\(name)")
      #expect(abs(estimate.mean - line.value) <= 1.8 * estimate.halfWidth, "\(name)")
    }
    let start = try solve(
      "mm1-transient", pairs("arrival=0.8/s|service=1s|customer=5|time=4s"), replications: 20)
    for name in ["wait-5", "number", "empty"] {
      let line = try #require(start[name])
      let estimate = try #require(line.simulated, "\(name)")
      #expect(abs(estimate.mean - line.value) <= 1.8 * estimate.halfWidth, "\(name)")
    }
    let plain = try solve("mm1", pairs("arrival=0.8/s|service=1s"), replications: 2)
    #expect(plain["p99.9"]?.value != nil && plain["p99.9"]?.simulated == nil)
  }

  @Test("three figures of Little's law that contradict each other are told")
  func contradiction() {
    #expect(throws: SolveError.self) {
      try solve("little", pairs("rate=150K/s|latency=200us|depth=64"))
    }
    #expect(throws: Never.self) { try solve("little", pairs("rate=150K/s|latency=200us|depth=30")) }
  }

  /// A question in words, the calculator that answers it, and a figure of the answer.
  struct Phrase: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: String
    let line: String
    let value: Double
    var testDescription: String { "\(name) \(arguments)" }

    init(_ name: String, _ arguments: String, _ line: String, _ value: Double) {
      (self.name, self.arguments, self.line, self.value) = (name, arguments, line, value)
    }
  }

  private static let phrases = [
    Phrase("M/E2/1", "lambda=0.8|mean=1", "wait", 3),
    Phrase("M/E4/1", "lambda=0.8|mean=1", "wait", 2.5),
    Phrase("D/M/1", "lambda=0.8|mu=1", "wait", 1.692_730_839_92),
    Phrase("E2/M/1", "lambda=0.5|mu=1", "wait-probability", 0.381_966_011_250_105),
    Phrase("M/M/30 pool", "rho=0.5", "utilisation", 0.5),
    Phrase("M/G/c/c insensitivity", "c=2|a=1|service=any", "blocking", 0.2),
    Phrase("open Jackson network, 1 node", "gamma=0.8|p_return=0.2|mu=1.5", "number", 2),
    Phrase("machine interference M/M/1//N", "N=2|lambda=1|mu=1", "all-up", 0.2),
    Phrase(
      "M/M/1 preemptive-resume priority", "lambda1=0.3|lambda2=0.5|mu=1", "sojourn-1", 1 / 0.7),
    Phrase("2-of-3, no repair", "lambda=1", "mttf", 5.0 / 6),
    Phrase("1-of-3 independent", "A=0.9", "unavailability", 1e-3),
    Phrase("1-of-2 cold standby, 1 crew", "lambda=0.001|mu=0.1", "mttf", 102_000),
    Phrase("downtime budget", "A=0.999|year_min=525600", "downtime", 31_536),
    Phrase("HPA tolerance", "replicas=10|current=80|target=70|tol=0.1", "desired", 12),
    Phrase("HPA multiple metrics", "desired=[4, 9, 6]", "desired", 9),
    Phrase("HPA under CPU saturation (target 70, need 100 pods)", "start=10", "syncs", 7),
    Phrase(
      "DORA arithmetic", "before={\"dep\": 10, \"cfr\": 0.15, \"mttr_min\": 120}", "overlap", 0.125),
    Phrase("hierarchical all-reduce 2 nodes x 2", "S_GB=1|B_intra_GBps=1|B_node_GBps=1", "time", 2),
    Phrase("FIFO vs EASY backfill", "gpus=8|jobs=[[0,6,10],[0,8,5],[0,2,10]]", "easy-makespan", 15),
  ]

  @Test("a question in the words of the field leads to its calculator", arguments: phrases)
  func phrased(_ phrase: Phrase) throws {
    let typed = pairs(phrase.arguments).map { (key: $0.0, value: $0.1) }
    let question = try #require(try SolveQuestion(phrase.name, typed))
    let lines = try question.calculator.solve(question.arguments)
    let line = try #require(lines.first { $0.name == phrase.line })
    #expect(abs(line.value - phrase.value) <= 1e-9 * abs(phrase.value))
  }

  /// A question in the words of the field, a line of its answer, and its value by other means.
  private static let named: [(String, String, String, Double)] = [
    ("M/M/1/5", "lambda=0.8|mu=1", "blocking", 0.088819498692947),
    ("M/M/2/6", "lambda=3|mu=1", "blocking", 0.359644795337),
    ("M/M/3/3", "a=2", "blocking", 4 / 19.0),
    ("M/M/10/10 (Erlang B)", "a=5", "blocking", 0.018384570148),
    ("machine interference M/M/3//N", "N=20|lambda=0.1|mu=1", "all-up", 0.1362497935),
    ("M/G/1 deterministic service", "lambda=0.8|mean=1", "wait", 2),
    ("M/G/1", "lambda=0.8|mean=1|service=constant", "wait", 2),
    ("M/G/1 Erlang-2", "lambda=0.8|mean=1", "wait", 3),
    ("M/G/1 lognormal CV=2", "lambda=0.8|mean=1", "wait", 10),
    ("M/D/2", "lambda=1|mean=1", "utilisation", 0.5),
    ("M/D/1 non-preemptive priority", "lambda1=0.3|lambda2=0.5|mean=1", "wait-1", 4 / 7.0),
    ("M/D/1-PS", "lambda=0.8|mean=1", "sojourn", 5),
    ("M/M/1/∞/FIFO", "lambda=0.5|mu=1", "sojourn", 2),
    ("M/M/c with 3 servers", "lambda=2|mu=1", "wait-probability", 4 / 9.0),
    ("1-of-2 cold standby, no repair", "lambda=0.01", "mttf", 200),
    ("2-of-3, no repair, cold standby", "lambda=1", "mttf", 1),
    ("series of 10 identical", "A=0.999", "availability", 0.99004488020974823),
    ("series, 5 components", "A=0.9999", "availability", 0.9995000999900005),
    (
      "MTTDL 3-replica set, 1 crew", "AFR=0.0157|hours_per_year=8766|rebuild_h=1", "mttdl",
      2.9010639520905e16 * 3600
    ),
    ("LFU under Zipf", "items=3|capacity=1|exponent=1", "hit", 6 / 11.0),
    (
      "HPA missing metrics, scale down, CPU Utilization metric",
      "request_m=100|usage_m=[20, 20, null, null]|target_pct=50", "desired-docs", 3
    ),
    (
      "HPA missing metrics, scale down, CPU Utilization metric",
      "request_m=100|usage_m=[20, 20, null, null]|target_pct=50", "desired-code", 4
    ),
    (
      "k-of-n birth-death, one crew", "n=3|k=2|MTTF_h=1000|MTTR_h=10", "availability",
      0.9994119964
    ),
    ("N+2 headroom utilisation ceiling", "hosts=16", "ceiling", 0.875),
    ("retry amplification through 3 tiers", "attempts_each=3", "worst", 27),
    ("LRU under IRM Zipf (alpha=0.8), Che approximation", "N=1000|C=100", "hit", 0.3777902213),
    ("inverse M/M/1 for a P95 target", "service_us=50|target_us=500", "arrival", 14008.5354529),
    ("HPA exact boundary, new rule", "replicas=10|current=77|target=70|tol=0.1", "desired", 10),
    ("outlier detection, third ejection", "base_ejection_s=30", "duration", 90),
    ("busbw conversion, reduce-scatter", "n=16|algbw=50GB/s", "busbw", 46.875e9),
    ("token bucket", "rate=10|burst=20|arrivals=100 at t=0, then 5/s for 60s", "admitted", 320),
  ]

  @Test(
    "Kendall's notation is read by its slashes, and the law, the places and the crews it names count"
  )
  func notation() throws {
    func value(_ name: String, _ arguments: String, _ line: String) throws -> Double {
      try #require(try solve(name, pairs(arguments))[line]).value
    }
    for (name, arguments, line, truth) in Self.named {
      let found = try value(name, arguments, line)
      #expect(abs(found / truth - 1) < 1e-7, "\(name): \(found), not \(truth)")
    }
    for name in [
      "M/G/1 with vacations", "M/G/1 SRPT", "M/M/1 with 2 servers",
      "xoshiro128++", "SplitMix32", "series of 2 parallel pairs",
      "token bucket, empty start", "2-of-4 warm standby", "M/G/1 non-exponential service",
      "M/G/1 with constant arrival rate", "M/D/1 CV=2", "token bucket with queueing",
      "M/M/1 with priorities and PS",
      "M/M/3 least connections", "M/M/3 work stealing", "M/M/1 discouraged arrivals",
      "M/D/1 at 100 rps",
    ] {
      #expect(throws: SolveError.self, "\(name)") {
        try SolveQuestion(name, [(key: "lambda", value: "0.5"), (key: "mu", value: "1")])
      }
    }
  }

  @Test("a name that leaves the law open is refused, and so is one that leads nowhere")
  func open() throws {
    #expect(throws: SolveError.self) {
      try SolveQuestion("M/H2/1", [("lambda", "0.5"), ("mean", "1")])
    }
    #expect(throws: SolveError.self) {
      try SolveQuestion("GI/M/1", [("lambda", "0.5"), ("mu", "1")])
    }
    #expect(try SolveQuestion("traffic lights at noon", []) == nil)
    // What is not used is told, and what would be answered for another question is refused.
    let pair = try #require(try SolveQuestion("site-pair", [("A_site", "0.999")]))
    #expect(pair.unused == ["A_site"] && pair.arguments.isEmpty)
    #expect(throws: SolveError.self) {
      try solve("beta-factor", pairs("crews=1|n=1e30|mtbf=1y|mttr=1h|beta=0.1"))
    }
  }

  @Test("inside brackets a comma parts values, whatever follows it")
  func bracketed() throws {
    let hosts = try solve("headroom", pairs("hosts=[16,320]|reserve=1"))
    #expect(hosts["ceiling-1"]?.value == 0.9375 && hosts["ceiling-2"]?.value == 0.996_875)
    let servers = try solve("mmc", pairs("c=30|rho=[0.4,0.9]"))
    #expect(abs((servers["utilisation-2"]?.value ?? 0) - 0.9) < 1e-12)
    #expect(try solve("little", pairs("rate=150,000/s|depth=64"))["latency"] != nil)
  }

  @Test(
    "M/D/c near saturation by its roots",
    arguments: [
      (10, 9.9, 4.831_161_630_014), (50, 49.9, 4.921_094_3), (20, 19.9, 4.877_956_9),
      (500, 499, 0.474_734_4),
    ])
  func constantService(_ servers: Int, _ rate: Double, _ wait: Double) throws {
    let lines = try solve("mdc", pairs("servers=\(servers)|arrival=\(rate)/s|service=1s"))
    #expect(abs((lines["wait"]?.value ?? 0) / wait - 1) < 2e-7)
  }

  @Test("the customers of many servers are not those alone who were quick")
  func manyServers() throws {
    let lines = try solve(
      "mmc", pairs("servers=200|arrival=60/s|service=1s"), replications: 12)
    let line = try #require(lines["sojourn"])
    let estimate = try #require(line.simulated)
    #expect(abs(estimate.mean - line.value) <= 2 * estimate.halfWidth)
    #expect(abs(estimate.mean - line.value) <= 0.004 * line.value)
  }
}
