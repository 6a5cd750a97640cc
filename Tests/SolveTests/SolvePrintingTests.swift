import Model
import Quantities
import Simulate
import Solve
import Testing

/// How figures are printed: in one unit with their estimates, in the family of units that the question has, and with no
/// more digits than are known.
@Suite struct SolvePrintingTests {
  private func lines(
    _ name: String, _ arguments: String, replications: Int? = nil
  ) throws -> [String: Calculator.Figure] {
    let pairs = arguments.split(separator: " ").map { part in
      let halves = part.split(separator: "=", maxSplits: 1)
      return (key: String(halves[0]), value: String(halves[1]))
    }
    let model = try #require(Calculator.named(name))
    let lines = try model.solve(pairs, replications: replications)
    return Dictionary(uniqueKeysWithValues: lines.map { ($0.name, $0) })
  }

  @Test(
    "a figure, its estimate and the half-width are in one unit",
    arguments: [
      ("machine-repair", "machines=5 mtbf=10h mttr=1h", "throughput", "/h"),
      ("machine-repair", "machines=5 mtbf=10h mttr=1h", "downtime", " h"),
      ("mttdl", "copies=2 mtbf=100h rebuild=10h", "mttdl", " h"),
    ])
  func oneUnit(model: String, arguments: String, line: String, unit: String) throws {
    let figure = try #require(try lines(model, arguments, replications: 30)[line])
    let parts = figure.printed(try #require(figure.simulated), .en).split(separator: " ± ")
    #expect(parts.count == 2)
    for part in [figure.printed(.en)] + parts.map(String.init) {
      #expect(part.hasSuffix(unit), "\(part)")
    }
  }

  @Test(
    "a data rate is answered in bytes or in bits, as it is given",
    arguments: [
      ("allreduce", "ranks=8 size=1GB bandwidth=25GB/s", "algbw", "14.29 GB/s"),
      ("allreduce", "ranks=8 size=1GB bandwidth=200Gbps", "algbw", "114.3 Gbit/s"),
      ("busbw", "ranks=16 algbw=50GB/s", "busbw", "93.75 GB/s"),
      ("busbw", "ranks=16 size=1GB time=20ms", "busbw", "93.75 GB/s"),
    ])
  func family(model: String, arguments: String, line: String, text: String) throws {
    #expect(try lines(model, arguments)[line]?.printed(.en) == text)
  }

  @Test("a mean time to loss has four digits, in hours as long as one can read them")
  func timeToLoss() throws {
    #expect(try lines("mttdl", "copies=2 mtbf=100h rebuild=10h")["mttdl"]?.printed(.en) == "650 h")
    let rare = try lines("mttdl", "copies=3 afr=1% rebuild=24h")
    #expect(rare["mttdl"]?.printed(.en) == "4.447×10¹⁰ years of 8766 h")
    #expect(rare["years"]?.printed(.en) == "4.447×10¹⁰")
  }

  @Test("an answer has years of one length, those of the question")
  func years() throws {
    let typed = try answer(to: "mttdl", "copies=3|mtbf=100y|rebuild=24h")
    let figure = try #require(typed["mttdl"])
    #expect(figure.printed(.en).hasSuffix(" years of 8760 h"))
    #expect(try #require(typed["years"]).value == figure.value / (8_760 * 3_600))
    #expect(typed["loss"]?.label.en.contains("a year of 8760 h") == true)
    // A year that is typed counts.
    #expect(
      try answer(to: "mttdl", "copies=3|mtbf=100y|rebuild=24h|year=8766h")["mttdl"]?.printed(.en)
        .hasSuffix(" years of 8766 h") == true)
  }

  @Test("the transient availability names both starts in its formula")
  func formula() throws {
    let model = try #require(Calculator.named("transient-availability"))
    #expect(model.formula.contains("from down") && !model.source.contains("up at 0"))
  }
}
