import Solve
import Testing

/// Other names of arguments with another form of their values, words without a key, and figures beside those that
/// a formula is known for; each answer was computed by another program.
@Suite struct SolveFormTests {
  @Test("a value in another form is turned into the argument's", arguments: questions)
  func answers(_ question: SolveNeighbourTests.Question) throws {
    let asked = try #require(try SolveQuestion(question.model, pairs(question.arguments)))
    let lines = try asked.calculator.solve(asked.arguments)
    let line = try #require(lines.first { $0.name == question.line })
    #expect(abs(line.value - question.value) <= 1e-8 * abs(question.value))
  }

  static let questions: [SolveNeighbourTests.Question] = [
    .init("mttdl", "disks=10|parity=2|mtbf=1000000h|rebuild=24h", "mttdl", 1.7366945654444442e16),
    .init("mmc", "replicas=4|qps=300|service=10ms", "wait", 0.00509433962264151),
    .init("mttdl", "disks=10|data=8|mtbf=1000000h|rebuild=24h", "mttdl", 1.7366945654444442e16),
    .init(
      "mttdl", "disks=10|data=8|parity=2|mtbf=1e6h|rebuild=24h", "mttdl", 1.7366945654444442e16),
    // More servers than anybody needs: Erlang C is below all numbers, and the others are Poisson's.
    .init("mmc", "servers=200|arrival=1/s|service=1s", "empty", 0.36787944117144233),
    .init("mmc", "servers=2000|arrival=3/s|service=1s|at-least=3", "at-least", 0.5768099188731564),
    .init("mmc", "servers=100|arrival=9/s|service=1s|exactly=4", "exactly", 0.03373715519219602),
    .init("mmc", "servers=2|arrival=0/s|service=1s", "empty", 1),
    .init("little", "concurrency=64|latency=400us", "rate", 160_000),
    .init("mm1", "interarrival=20ms|service=10ms", "sojourn", 0.02),
    .init("mm1", "λ=80/s|μ=100/s", "sojourn", 0.05),
    .init("M/G/1", "lambda=0.5/s|mean=1s|cv=2", "wait", 2.5),
    .init("M/G/1 uniform service", "lambda=0.5|S=uniform(0,2)", "wait", 0.6666666666666666),
    .init("M/G/1 Weibull service", "lambda=0.5|mean=1|shape=0.5", "wait", 3),
    .init("access-time", "miss_rate=5%|hit=1ns|penalty=100ns", "mean", 6e-9),
    .init("retry", "tiers=3|retries=2", "worst", 27),
    .init("k-of-n", "replicas=5|quorum=3|mtbf=2000h|mttr=8h", "down", 0.0199203187250996),
    .init("quorum of 3 controllers", "MTTF_h=8760|MTTR_h=4", "availability", 0.9999993752527768),
    .init("expected disk failures", "disks=240|AFR=0.0157|hours=24", "any", 0.010270185424075347),
    .init("1-of-3 active, repair", "lambda=0.001|mu=0.1", "mttf-1-crew", 1_735_166.6666666667),
    .init("closed-network", "D=0.1,0.2,0.05|N=10|Z=3", "saturation", 16.75),
    .init("young-daly", "checkpoint=60s|node_mtbf=5000h|nodes=1000", "young", 1469.6938456699068),
    .init(
      "node-score", "capacity=2000,4096|requested=1500,1024|weights=3,1", "least-allocated", 37),
    .init("outlier-detection", "base_ejection_s=30|max_ejection_s=300|k=20", "duration", 300),
    .init("outlier-detection", "base_ejection_s=30|max_ejection_s=20|k=2", "duration", 30),
    .init("copysets", "nodes=30|replicas=3|PGs=512", "loss", 0.11849438516090001),
    .init("epoch-cache", "N=100000|C=20000", "lru", 0.021485158948632233),
    .init("packing", "target=50%|packing=90%", "utilisation", 0.45),
    .init("node failure, Kubernetes 1.32 timers", "toleration=30s", "eviction", 80),
  ]

  @Test(
    "words without a key are part of the name",
    arguments: [
      ("availability", "", "99.95%", "downtime", 15_768.0),
      ("mm1", "rho=0.8|service=10ms", "p99.5", "p99.5", 0.26491586832740186),
      ("quorum", "", "5 nodes,99.9%", "unavailability", 9.985006e-9),
    ])
  func words(name: String, given: String, words: String, line: String, value: Double) throws {
    let words = words.split(separator: ",").map { String($0) }
    let asked = try #require(try SolveQuestion(name, pairs(given), words: words))
    let found = try asked.calculator.solve(asked.arguments).first { $0.name == line }
    #expect(abs(try #require(found).value - value) <= 1e-8 * value)
  }

  @Test(
    "what has no one meaning, or no number to compute with, is refused",
    arguments: [
      ("mttdl", "parity=2|mtbf=1000000h|rebuild=24h"), ("mttdl", "data=8|afr=1%|rebuild=1d"),
      ("mttdl", "disks=12|data=8|parity=2|afr=1%|rebuild=1d"),
      ("M/G/1", "lambda=0.5|mean=1|cv=200m"),
      ("M/G/1 Pareto service", "lambda=0.5|mean=1|shape=2"), ("epoch-cache", "N=100"),
      ("M/G/1", "lambda=0.5|S=uniform(2,1)"), ("packing", "target=50%"),
      ("copysets", "nodes=30"),
    ])
  func refused(name: String, given: String) {
    #expect(throws: (any Error).self) {
      let question = try #require(try SolveQuestion(name, pairs(given)))
      _ = try question.calculator.solve(question.arguments)
    }
  }

  @Test("a calculator's own name leads to what it lacks, and a plain word to those that have it")
  func named() throws {
    let asked = try #require(try SolveQuestion("downtime-budget", [("host", "10min/y")]))
    #expect(asked.calculator.name == "downtime-budget")
    #expect(Calculator.about("cache") == ["epoch-cache", "zipf-cache", "cache-chain", "ttl-cache"])
    #expect(Calculator.about("frobnication").isEmpty)
  }
}
