import Solve
import Testing

/// Shares without a sign: fractions, percentages, and what may be either.
@Suite struct SolveShareTests {
  /// Each question without signs beside the same with them.
  @Test(
    "a list of percentages has one notation, in brackets as without",
    arguments: [
      ("mm1", "rho=[5,50,90]|mu=1/s", "rho=[5%,50%,90%]|mu=1/s"),
      (
        "dora", "dep=[10,100]|cfr=[15,5]|mttr=[2h,15min]",
        "dep=[10,100]|cfr=[15%,5%]|mttr=[2h,15min]"
      ),
      ("epoch-cache", "share=[1.5,50]", "share=[1.5%,50%]"),
      ("availability", "A=[99.95,99.99]", "A=[99.95%,99.99%]"),
      ("gpu-claims", "util=[45,80]|wait_h=2|S_h=12|c=50", "util=[45%,80%]|wait_h=2|S_h=12|c=50"),
      ("usl", "sigma=5|kappa=1.5|n=32", "sigma=5%|kappa=1.5%|n=32"),
      ("disk-failures", "disks=240|AFR=1.57", "disks=240|AFR=1.57%"),
      ("series", "A1=99.9|A2=99.5", "A1=99.9%|A2=99.5%"),
      ("series", "host=99.9|site=99.5", "A=99.9%,99.5%"),
      ("amdahl", "serial=5|n=32", "serial=5%|n=32"),
      ("tcp-throughput", "rtt=50ms|loss=1.5", "rtt=50ms|loss=1.5%"),
      ("erlang-b", "a=5|target=2", "a=5|target=2%"),
      ("mm1", "rho=10|mu=1/s", "rho=10%|mu=1/s"),
      ("hedge", "slow=0.01|after=95", "slow=1%|after=95%"),
    ])
  func percentages(name: String, unsigned: String, signed: String) throws {
    let (bare, expected) = (try answer(to: name, unsigned), try answer(to: name, signed))
    for (line, figure) in expected where figure.value.isFinite {
      #expect(bare[line]?.value == figure.value, "\(line)")
    }
    let question = try #require(try SolveQuestion(name, pairs(unsigned)))
    let notices = question.calculator.shareNotices(of: question.arguments)
    #expect(notices.contains { $0.isPercentage })
  }

  @Test(
    "a 1 or a fraction beside percentages is refused, with both spellings",
    arguments: [
      ("mm1", "rho=[1,65]|mu=1/s", "`1%` or `100%`"),
      ("epoch-cache", "share=1,25,50", "`1%` or `100%`"),
      ("epoch-cache", "share=0.25,50", "`0.25%` or `25%`"),
      ("series", "A=[99.9,1]", "`1%` or `100%`"),
      ("beta-factor", "lambda=0.001|mu=0.1|beta=[1,5,10]", "`1%` or `100%`"),
      ("hedge", "slow=1|after=95", "`1%` or `100%`"),
      ("usl", "sigma=5|kappa=0.1|n=32", "`0.1%` or `10%`"),
      ("series", "A1=99.9|A2=0.95", "`0.95%` or `95%`"),
    ])
  func open(name: String, arguments: String, spellings: String) throws {
    let error = #expect(throws: SolveError.self) { try answer(to: name, arguments) }
    #expect(error?.description.contains(spellings) == true, "\(error?.description ?? "")")
  }

  @Test(
    "a lone 1 is all of it, and said to be",
    arguments: [
      ("dora", "dep=100|cfr=1|mttr=15min", "`cfr` is 1: 1 is read as 100%, and 1% has its sign"),
      ("mm1", "rho=9|mu=1/s", "`rho` is 9: 9 is read as 900%, and 9% has its sign"),
    ])
  func alone(name: String, arguments: String, notice: String) throws {
    let question = try #require(try SolveQuestion(name, pairs(arguments)))
    let notices = question.calculator.shareNotices(of: question.arguments)
    #expect(notices.map(\.text) == [notice])
  }

  @Test(
    "fractions alone and percentages with their sign are told nothing of",
    arguments: [
      ("dora", "dep=100|cfr=0.05|mttr=15min"), ("epoch-cache", "share=[0.25,0.5,1]"),
      ("availability", "A=99.9%"), ("mm-inf", "rho=15"), ("mg1", "lambda=0.1|S=1,2|weights=3,1"),
    ])
  func plain(name: String, arguments: String) throws {
    let question = try #require(try SolveQuestion(name, pairs(arguments)))
    #expect(question.calculator.shareNotices(of: question.arguments).isEmpty)
  }

  @Test(
    "a 1 that is refused names its percentage",
    arguments: [
      ("fan-out", "p=1|servers=100"), ("mm1", "rho=0.9|mu=1|percentile=1"),
      ("erlang-b", "a=5|target=1"),
    ])
  func refused(name: String, arguments: String) throws {
    let error = #expect(throws: SolveError.self) { try answer(to: name, arguments) }
    #expect(error?.description.contains("1% has its sign") == true)
  }

  @Test(
    "an autoscaler takes no share against a percentage",
    arguments: ["current=0.9|target=75", "current=90|target=0.75", "current=500m|target=50"])
  func mixedMetrics(arguments: String) throws {
    #expect(throws: SolveError.self) { try answer(to: "hpa", "replicas=10|" + arguments) }
  }

  @Test(
    "percentiles by their names",
    arguments: [
      ("percentile=p90", "p90"), ("percentile=P90", "p90"), ("percentile=90th", "p90"),
      ("percentile=[p90,p99.99]", "p99.99"), ("percentile=p9999", "p99.99"),
    ])
  func percentiles(percentile: String, line: String) throws {
    let found = try answer(to: "mm1", "lambda=0.8|mu=1|" + percentile)
    let expected = try answer(to: "mm1", "lambda=0.8|mu=1|percentile=[90%,99.99%]")
    #expect(found[line]?.value == expected[line]?.value && found[line] != nil)
  }

  @Test func `two percentiles in a name are both taken`() throws {
    let lines = try answer(to: "M/M/1 p90 p99.99", "lambda=0.8|mu=1")
    #expect(lines["p90"] != nil && lines["p99.99"] != nil)
  }
}
