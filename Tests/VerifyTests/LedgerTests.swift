import Diagnostics
import Model
import Testing
import Verify

@Suite struct LedgerTests {
  private func trading(_ figure: String = "99.995%", mtbf: String = "12 年") -> Fixture {
    var fixture = Fixture()
    fixture.text = fixture.text.replacing("99.995%", with: figure)
    fixture.claim("可用性", figure, "availability")
    var assumptions = fixture.assumptions
    assumptions[0] = fixture.assumption("host.mtbf", [("value", mtbf)])
    fixture.scenario(assume: assumptions)
    return fixture
  }

  @Test("reading what was written gives the same ledger")
  func roundTrip() async {
    let ledger = await trading().verify().ledger
    #expect(ledger.entries.count == 1)
    #expect(Ledger(text: ledger.text) == ledger)
    #expect(Ledger(text: "something else") == nil)
    #expect(Ledger(text: ledger.text.replacing("  verdict holds\n", with: ""))?.entries == [])
  }

  @Test(
    "a damaged ledger is noticed, with the line",
    arguments: [
      ("  figure", "  figrue", "did you mean `figure`", 6),
      ("claim claim-0\n", "", "`claim` line", 3),
      ("  verdict holds\n", "", "lacks `verdict`", 3),
      ("  verdict holds", "  verdict hold", "did you mean `holds`", 7),
      ("claim claim-0", "<<<<<<< HEAD\nclaim claim-0", "half done", 3),
      ("\nend 1\n", "", "cut off", 0), ("end 1", "end 2", "had 2 entries, and now has 1", 0),
      ("  figure", "  figure 1\n  figure", "one `figure`", 7),
    ])
  func damage(part: String, other: String, message: String, line: Int) async throws {
    let text = await trading().verify().ledger.text
    #expect(ReadLedger(Array(text.utf8))?.damage == [])
    #expect(text.contains(part))
    let bytes = Array(text.replacing(part, with: other, maxReplacements: 1).utf8)
    let damage = try #require(ReadLedger(bytes)).damage
    let first = try #require(damage.first)
    #expect(first.message.contains(message), "\(first.message)")
    guard line > 0 else { return }
    #expect(bytes[..<first.place.lowerBound].count { $0 == UInt8(ascii: "\n") } == line - 1)
  }

  @Test("a ledger without a count, as it was written before, is read")
  func olderLedger() async throws {
    let text = await trading().verify().ledger.text
    let older = text.replacing("docgen ledger 2", with: "docgen ledger 1")
      .replacing("\nend 1\n", with: "")
    let read = try #require(ReadLedger(Array(older.utf8)))
    #expect(read.damage == [])
    #expect(read.ledger.entries.count == 1)
  }

  @Test("a claim that is no longer judged is suspect")
  func unjudged() async throws {
    let ledger = await trading().verify().ledger
    var bare = Fixture()
    bare.claim("可用性", "99.995%", "availability")
    let found = await bare.verify { $0.ledger = ledger }.model.diagnostics
    #expect(found.map(\.id) == ["claim-suspect"])
    #expect(found.first?.message.contains("nothing judges it now") == true)
  }

  @Test("nothing is suspect while nothing has changed")
  func unchanged() async {
    let ledger = await trading().verify().ledger
    #expect(!(await trading().verify { $0.ledger = ledger }.kinds.contains("claim-suspect")))
  }

  @Test("an edited assumption and an edited figure make the claim suspect, and say what changed")
  func suspects() async throws {
    let ledger = await trading().verify().ledger
    let assumption = await trading(mtbf: "11 年").verify { $0.ledger = ledger }
    let first = try #require(assumption.model.diagnostics.first { $0.id == "claim-suspect" })
    #expect(first.message.contains("host.mtbf was 12 年, now 11 年"))
    let figure = await trading("99.994%").verify { $0.ledger = ledger }
    let second = try #require(figure.model.diagnostics.first { $0.id == "claim-suspect" })
    #expect(second.message.contains("its figure was 99.995%, now 99.994%"))
  }
}
