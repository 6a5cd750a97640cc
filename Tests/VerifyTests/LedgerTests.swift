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

  @Test("a cache read back is the cache, to the bit; damage costs a block and no more")
  func cache() async {
    let cache = await trading().verify().cache
    #expect(cache.count > 0)
    #expect(ResultCache(text: cache.text) == cache)
    var damaged = cache.text
    damaged.removeLast(9)
    #expect(ResultCache(text: damaged).count == cache.count - 1)
    #expect(ResultCache(text: "").count == 0)
    // Cut between two words, a line reads like one of fewer.
    #expect(
      (1...36).allSatisfy { cut in
        ResultCache(text: String(cache.text.dropLast(cut))).count == cache.count - 1
      })
  }
}
