import Solve
import Testing

/// Block diagrams as they are typed.
@Suite struct BlockExpressionTests {
  /// Products and sums by hand.
  @Test(
    "an expression is the product of what it says",
    arguments: [
      ("0.99", 0.99), ("0.9&0.8|0.7", 1 - (1 - 0.72) * 0.3),
      ("0.9&(0.8|0.7)", 0.9 * 0.94), ("0.9 and (0.8 or 0.7)", 0.9 * 0.94),
      ("0.9 and(0.8 or 0.7)", 0.9 * 0.94),
      ("series(0.999, parallel(0.99,0.99), 99.95%)", 0.999 * 0.9999 * 0.9995),
      ("0.99 & (0.9 | 0.95) & 2of3(0.9,0.9,0.8)", 0.99 * 0.995 * (0.81 + 2 * 0.9 * 0.1 * 0.8)),
      ("2-out-of-3(0.9, 0.9, 0.8)", 0.954), ("2 of 3 (0.9,0.9,0.8)", 0.954),
      ("1000h/10h & 99%", 1000 / 1010.0 * 0.99), ("((0.9))", 0.9),
      ("parallel(0.9&0.9, series(0.8, 0.8))", 1 - (1 - 0.81) * (1 - 0.64)),
    ])
  func values(structure: String, availability: Double) throws {
    let line = try #require(
      try answer(to: "block-diagram", "structure=\(structure)")["availability"])
    #expect(abs(line.value - availability) < 1e-14)
  }

  @Test func `what is rare in a nested structure keeps its digits`() throws {
    let lines = try answer(
      to: "reliability block diagram",
      "structure=(99.9999999%|99.9999999%)&(99.9999999%|99.999999%)")
    #expect(abs(try #require(lines["unavailability"]).value / 1.1e-17 - 1) < 1e-9)
  }

  @Test func `mean times give the outages of the whole`() throws {
    let lines = try answer(to: "rbd", "structure=100h/5h|100h/5h")
    let pair = try answer(to: "k-of-n", "n=2|k=1|mtbf=100h|mttr=5h")
    for name in ["availability", "failures", "outage"] {
      let (one, other) = (try #require(lines[name]).value, try #require(pair[name]).value)
      #expect(abs(one / other - 1) < 1e-12, "\(name)")
    }
  }

  @Test(
    "what is no expression says where",
    arguments: [
      ("0.9&", "missing at the end"), ("0.9 0.8", "`&` or `|`"), ("(0.9", "not closed"),
      ("0.9)", "not opened"), ("2of3(0.9,0.9)", "has 3 parts"), ("sum(0.9,0.8)", "`series(`"),
      ("99.9 & 0.9", "sign"), ("0.9 & x", "no part"), ("(0.9,0.8)", "says how"),
      ("0.9(0.8)", "is one of"),
    ])
  func refused(structure: String, message: String) {
    do {
      _ = try answer(to: "block-diagram", "structure=\(structure)")
      Issue.record("`\(structure)` has an answer")
    } catch {
      #expect("\(error)".contains(message), "\(error)")
    }
  }
}
