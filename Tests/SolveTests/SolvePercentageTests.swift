import Solve
import Testing

/// Spellings that say the same: percentages without their sign, letters of the notation, names in Chinese.
@Suite struct SolvePercentageTests {
  @Test(
    "what can only be a percentage may lack its sign",
    arguments: [
      ("availability", "A=99.95", "A=99.95%", "downtime"),
      ("series", "A=99,98,97", "A=99%,98%,97%", "availability"),
      ("M/M/1", "rho=90|mu=50", "rho=90%|mu=50", "sojourn"),
      ("mm1", "lambda=0.8|mu=1|percentile=90", "lambda=0.8|mu=1|percentile=90%", "p90"),
      ("error budget", "SLO=99.9|window=30d", "SLO=99.9%|window=30d", "budget"),
      ("packing", "hpa_target=60|node_util=50", "hpa_target=60%|node_util=50%", "packing"),
      ("gpu-claims", "util=45|wait_h=2|S_h=12|c=50", "util=45%|wait_h=2|S_h=12|c=50", "implied"),
    ])
  func unsigned(name: String, arguments: String, signed: String, line: String) throws {
    let bare = try answer(to: name, arguments)
    for (line, figure) in try answer(to: name, signed) where figure.value.isFinite {
      #expect(bare[line]?.value == figure.value, "\(line)")
    }
    let question = try #require(try SolveQuestion(name, pairs(arguments)))
    let notices = question.calculator.shareNotices(of: question.arguments)
    #expect(notices.contains { $0.isPercentage })
  }

  @Test(
    "what may be another figure is refused, or taken as it stands",
    arguments: [
      ("availability", "A=150"), ("parallel", "parts=99,0.9"),
      ("HPA", "replicas=10|current=53|target=50|tol=5"),
    ])
  func ambiguous(name: String, arguments: String) {
    #expect(throws: SolveError.self) { try answer(to: name, arguments) }
  }

  @Test func `a load above one is no percentage`() throws {
    let lines = try answer(to: "M/M/1/3", "rho=2|mu=1")
    #expect(abs(try #require(lines["blocking"]).value - 8 / 15.0) < 1e-12)
  }

  @Test(
    "a letter of the notation stands for what it counts",
    arguments: [
      ("M/M/k", "k=4|lambda=3|mu=1", "wait-probability", 0.50943396226415094),
      ("M/M/s", "s=4|lambda=3|mu=1", "wait-probability", 0.50943396226415094),
      ("M/M/k/K", "k=1|K=3|lambda=2|mu=1", "blocking", 8 / 15.0),
      ("M/M/1/N", "N=3|lambda=2|mu=1", "blocking", 8 / 15.0),
      ("M/M/1//M", "M=5|lambda=0.1|mu=1", "all-up", 0.5639521768554027),
      ("M/M/1 with finite buffer", "lambda=2|mu=1|K=3", "blocking", 8 / 15.0),
    ])
  func letters(name: String, arguments: String, line: String, expected: Double) throws {
    #expect(abs(try #require(try answer(to: name, arguments)[line]).value / expected - 1) < 1e-12)
  }

  @Test(
    "names and keys in Chinese",
    arguments: [
      ("M/M/c", "服务台数=3|到达率=2|服务率=1", "wait", 4 / 9.0),
      ("M/M/1/K", "到达率=2|服务时间=1|容量=3", "blocking", 8 / 15.0),
      ("利特尔定律", "吞吐量=100/s|时延=20ms", "depth", 2.0),
      ("可用性", "平均无故障时间=99h|平均修复时间=1h", "availability", 0.99),
      ("可用性", "可用性=99.99%", "downtime", 3153.6),
      ("串联", "可用性=0.9,0.8", "availability", 0.72),
      ("HPA", "副本数=4|当前值=90|目标值=60", "desired", 6.0),
      ("重试放大", "层数=3|重试次数=3", "worst", 64.0),
      ("优先级队列", "到达率=0.3,0.5|服务率=1", "wait-1", 8 / 7.0),
      ("Amdahl 定律", "并行比例=0.95|处理器数=16", "limit", 20.0),
      ("双机热备", "MTBF=99h|MTTR=1h", "availability", 0.9999),
    ])
  func inChinese(name: String, arguments: String, line: String, expected: Double) throws {
    #expect(abs(try #require(try answer(to: name, arguments)[line]).value / expected - 1) < 1e-12)
  }

  @Test func `words without a key belong to the name`() throws {
    let factors = try #require(
      try SolveQuestion("collective", pairs("n=8"), words: ["correction", "factors"]))
    #expect(factors.calculator.name == "busbw")
    let storm = try #require(
      try SolveQuestion("retry", pairs("offered=5|capacity=4"), words: ["storm"]))
    #expect(storm.calculator.name == "retry-storm")
    let plain = try #require(
      try SolveQuestion("series", pairs("A=0.9,0.8"), words: ["availability"]))
    #expect(plain.calculator.name == "series")
  }

  @Test func `nobody at all is a question, too`() throws {
    let network = try answer(to: "open Jackson network", "gamma=[0,0]|mu=[2,3]|P=[[0,0.5],[0,0]]")
    #expect(network["number"]?.value == 0)
    #expect(try answer(to: "engset", "sources=20|servers=6|load=0")["blocking"]?.value == 0)
  }

  @Test func `Flagger steps through a list of weights`() throws {
    let lines = try answer(to: "Flagger", "interval=1m|stepWeights=[1,2,10,80]|threshold=5")
    #expect(lines["promotion"]?.value == 240)
    #expect(lines["exposure"].map { abs($0.value - 3) < 1e-12 } ?? false)
  }
}
