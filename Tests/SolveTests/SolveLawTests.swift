import Simulate
import Solve
import Testing

/// Laws of service, loads and rates in the spellings of textbooks.
@Suite struct SolveLawTests {
  /// By Pollaczek and Khinchine, λE[S²]/(2(1 − ρ)).
  @Test(
    "a law of service by what a textbook has of it",
    arguments: [
      ("M/G/1", "lambda=0.7/s|E[S]=1s|E[S^2]=2.5s^2", 0.7 * 2.5 / 0.6),
      ("M/G/1", "lambda=0.7/s|mean=1000ms|E[S^2]=2.5s²", 0.7 * 2.5 / 0.6),
      ("M/G/1", "lambda=0.7/s|mean=1s|variance=0.25s^2", 0.7 * 1.25 / 0.6),
      ("M/G/1", "lambda=0.7/s|mu=2/s|variance=250000ms^2", 0.7 * 0.5 / 1.3),
      ("M/G/1", "lambda=0.7/s|mu=2/s|std=0.5s", 0.7 * 0.5 / 1.3),
      ("mg1", "law=exponential|lambda=0.7/s|mean=1s", 0.7 * 2 / 0.6),
      ("mg1", "law=deterministic|lambda=0.7/s|mean=1s", 0.7 / 0.6),
      ("mg1", "lambda=0.7/s|mean=1s|cs=1.5", 0.7 * 3.25 / 0.6),
      ("mg1", "law=erlang|k=4|lambda=0.7/s|mean=1s", 0.7 * 1.25 / 0.6),
      ("mg1", "law=uniform|low=0.5s|high=1.5s|lambda=0.7/s", 0.7 * 13 / 12 / 0.6),
      ("M/G/1 with uniform service on [0.5,1.5]", "lambda=0.7", 0.7 * 13 / 12 / 0.6),
      (
        "M/G/1, service uniformly distributed between 0.5 and 1.5", "lambda=0.7",
        0.7 * 13 / 12 / 0.6
      ),
      ("mg1", "rho=0.7|service=[1s,2s]|weights=[3,1]", 0.7 / 1.25 * 1.75 / 0.6),
    ])
  func laws(name: String, arguments: String, wait: Double) throws {
    let found = try #require(try answer(to: name, arguments)["wait"]).value
    #expect(abs(found / wait - 1) < 1e-12, "\(found)")
  }

  @Test(
    "a law that says how services vary, and a variation that says otherwise, are refused",
    arguments: ["law=exponential|scv=4", "law=constant|scv=1", "E[S^2]=2.5"])
  func contradicted(arguments: String) {
    #expect(throws: SolveError.self) { try answer(to: "mg1", "lambda=0.7/s|mean=1s|" + arguments) }
  }

  /// Of three values the sums at eighty digits, as in the quantiles of twenty.
  @Test func `percentiles beside as many values are no weights`() throws {
    let lines = try answer(to: "mg1", "lambda=0.1/s|service=[1s,2s,3s]|p=[50,90,99]")
    #expect(abs(try #require(lines["utilisation"]).value - 0.2) < 1e-12)
    #expect(abs(try #require(lines["p90"]).value / 3.37402265756145 - 1) < 1e-6)
    #expect(abs(try #require(lines["p99"]).value / 5.8341371763717 - 1) < 1e-6)
    let weighted = try answer(to: "mg1", "lambda=0.1/s|service=[1s,2s,3s]|p=[0.5,0.3,0.2]")
    #expect(abs(try #require(weighted["service"]).value - 1.7) < 1e-12)
  }

  @Test(
    "a utilisation or a load gives the one of rate and service that is left",
    arguments: [
      ("mm1", "rho=0.9|lambda=90/s", "sojourn", 0.1), ("mm1", "rho=0.9|lambda=90", "sojourn", 0.1),
      ("mmc", "c=3|a=2|lambda=4/s", "wait", 2 / 9.0), ("mmc", "c=3|a=2", "wait", 4 / 9.0),
      ("mm-inf", "a=15", "number", 15),
      ("mm1", "lambda=90/s|service=10ms|utilisation=90", "sojourn", 0.1),
      ("square-root-staffing", "rho=0.9|servers=10", "beta", 1 / 3.0),
      ("square-root-staffing", "rho=0.9|servers=10", "erlang-c", 0.668731524107667),
    ])
  func loads(name: String, arguments: String, line: String, expected: Double) throws {
    let found = try #require(try answer(to: name, arguments)[line]).value
    #expect(abs(found / expected - 1) < 1e-9, "\(found)")
  }

  @Test func `three that contradict each other are refused`() {
    #expect(throws: SolveError.self) {
      try answer(to: "mm1", "lambda=90/s|service=10ms|rho=50%")
    }
  }

  @Test func `no interval of a mean wait whose variance has no bound`() throws {
    let lines = try answer(
      to: "mg1", "lambda=0.8/s|mean=1s|scv=4|law=pareto|percentile=90%", replications: 4)
    let (wait, quantile) = (try #require(lines["wait"]), try #require(lines["p90"]))
    #expect(wait.simulated == nil)
    #expect(quantile.simulated != nil)
    #expect(quantile.text?.contains("--simulate") == true)
  }

  @Test(
    "other letters and names of the field",
    arguments: [
      ("retrial", "lambda=0.5|mu=1|nu=0.1", "orbit", 5.5),
      ("retrial", "lambda=0.5|mu=1|γ=0.1", "orbit", 5.5),
      ("amdahl", "并行比例=95|线程数=8", "speed-up", 1 / (0.05 + 0.95 / 8)),
    ])
  func letters(name: String, arguments: String, line: String, expected: Double) throws {
    let found = try #require(try answer(to: name, arguments)[line]).value
    #expect(abs(found / expected - 1) < 1e-12, "\(found)")
  }

  @Test("names of the field that other books have", arguments: otherNames)
  func names(_ question: SolveNeighbourTests.Question) throws {
    let line = try #require(try answer(to: question.model, question.arguments)[question.line])
    #expect(abs(line.value / question.value - 1) < 1e-9, "\(line.value)")
  }

  private static let otherNames: [SolveNeighbourTests.Question] = [
    .init("VUT", "ra=0.04/min|te=20min|ca=1|ce=1.2", "wait", 5_856),
    .init("G/G/1", "lambda=0.8|mu=1|Ca^2=0.5|Cs^2=0.5", "wait", 2),
    .init("Cobham", "lambda=0.3,0.5|mu=1", "wait-1", 8 / 7.0),
    .init("M/Er/1", "r=3|lambda=0.5|mean=1", "wait", 2 / 3.0),
    .init("expected maximum of n exponentials", "n=5|lambda=2", "mean", 137 / 120.0),
    .init("Little", "WIP=10|TH=2/h", "latency", 18_000),
    .init("machine repair problem", "N=5|lambda=0.1|mu=1|R=1", "all-up", 0.5639521768554027),
    .init("nines", "n=4", "downtime", 3_153.6),
    .init(
      "HPA",
      "replicas=5|currentCPUUtilizationPercentage=90|targetCPUUtilizationPercentage=50", "desired",
      9),
    .init("pod eviction", "grace=40s|toleration=300s", "eviction", 340),
    .init("LeastRequested", "capacity=[4,16]|requests=[1,8]", "least-allocated", 62),
    .init("allreduce", "p=8|S=1GB|B=100GB/s", "ring", 0.0175),
    .init("xoshiro256++", "s=1,2,3,4", "output-1", 41_943_041),
    .init("disk failures", "disks=1000|MTTF=1e6h", "yearly", 8.76),
  ]

  @Test func `places to wait make another queue`() {
    #expect(throws: SolveError.self) {
      try answer(to: "M/M/1 with a buffer of 2 waiting places", "lambda=1|mu=2")
    }
  }

  @Test func `a generator counts its outputs as n`() throws {
    let outputs = try answer(to: "pcg32", "seed=42|seq=54|n=6")
    #expect(outputs.count == 6)
  }
}
