import Quantities
import Solve
import Testing

/// An answer has one year: that of an annual failure rate is that of the downtime and of times in years beside it.
@Suite struct SolveYearTests {
  private func answer(_ name: String, _ arguments: String) throws -> [String: Double] {
    let question = try #require(try SolveQuestion(name, pairs(arguments)))
    let lines = try question.calculator.solve(question.arguments)
    return Dictionary(uniqueKeysWithValues: lines.map { ($0.name, $0.value) })
  }

  @Test(
    "an annual failure rate of 2 % is a failure in 50 years of 365 days",
    arguments: [
      ("renewal", "mttr=24h"), ("k-of-n", "n=3|k=2|mttr=24h"), ("k-of-n-life", "n=3|k=2|time=1y"),
      ("reliability", "n=3|time=1y"), ("transient-availability", "mttr=24h|time=1y"),
      ("duplex", "mttr=24h|coverage=99%|recovery=4h"), ("beta-factor", "mttr=24h|n=2|beta=10%"),
    ])
  func oneYear(_ name: String, _ arguments: String) throws {
    let annual = try answer(name, "afr=2%|" + arguments)
    let life = try answer(name, "mtbf=50y|" + arguments)
    #expect(annual.keys.sorted() == life.keys.sorted() && !annual.isEmpty)
    for (line, value) in annual where value.isFinite {
      let other = try #require(life[line])
      #expect(abs(value - other) <= 1e-12 * abs(other), "\(line)")
    }
  }

  @Test("the downtime in a year is as many repairs as there are failures in it")
  func downtime() throws {
    // A = MTBF/(MTBF + MTTR), of 50·365 d and 1 d.
    let part = try answer("renewal", "afr=2%|mttr=24h")
    let year = 365 * 86_400.0
    let downtime = try #require(part["downtime"])
    #expect(part["mtbf"] == 50 * year)
    #expect(abs(downtime / (year / 18_251) - 1) < 1e-12)
  }

  @Test("of disks, too, the rate is of years of 365 days; the loss of data counts its own year")
  func storage() throws {
    let disks = try answer("disk-failures", "disks=100|mtbf=50y|within=365d")
    for line in ["yearly", "expected"] {
      let failures = try #require(disks[line])
      #expect(abs(failures - 2) < 1e-12)
    }
    let copies = "copies=2|rebuild=24h|"
    for (annual, life) in [
      ("afr=2%|year=365d", "mtbf=50y"), ("afr=2%", "mtbf=438300h"),
    ] {
      let loss = try #require(try answer("mttdl", copies + annual)["mttdl"])
      let other = try #require(try answer("mttdl", copies + life)["mttdl"])
      #expect(abs(loss / other - 1) < 1e-12, "\(annual)")
    }
  }
}
