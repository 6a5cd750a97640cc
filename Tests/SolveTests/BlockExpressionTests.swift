import Solve
import Testing

/// Block diagrams as they are typed.
@Suite struct BlockExpressionTests {
  /// The lines of an answer; `|`, which parts arguments elsewhere, belongs to the structure.
  private func lines(
    _ structure: String, _ name: String = "block-diagram"
  ) throws -> [String: Calculator.Figure] {
    let question = try #require(
      try SolveQuestion(name, [(key: "structure", value: structure)]))
    let lines = try question.calculator.solve(question.arguments)
    return Dictionary(uniqueKeysWithValues: lines.map { ($0.name, $0) })
  }

  @Test("an expression is the product of what it says", arguments: expressions)
  func values(structure: String, availability: Double) throws {
    let line = try #require(try lines(structure)["availability"])
    #expect(abs(line.value - availability) < 1e-14)
  }

  /// Products and sums by hand.
  private static let expressions: [(String, Double)] = [
    ("0.99", 0.99), ("0.9&0.8|0.7", 0.916), ("0.9&(0.8|0.7)", 0.846),
    ("0.9 and (0.8 or 0.7)", 0.846), ("0.9 and(0.8 or 0.7)", 0.846),
    ("series(0.999, parallel(0.99,0.99), 99.95%)", 0.998_400_649_95),
    ("0.99 & (0.9 | 0.95) & 2of3(0.9,0.9,0.8)", 0.939_737_7),
    ("2-out-of-3(0.9, 0.9, 0.8)", 0.954), ("2 of 3 (0.9,0.9,0.8)", 0.954),
    ("990h/10h & 99%", 0.9801), ("((0.9))", 0.9),
    ("parallel(0.9&0.9, series(0.8, 0.8))", 0.9316),
  ]

  @Test func `what is rare in a nested structure keeps its digits`() throws {
    let found = try lines(
      "(99.9999999%|99.9999999%)&(99.9999999%|99.999999%)", "reliability block diagram")
    #expect(abs(try #require(found["unavailability"]).value / 1.1e-17 - 1) < 1e-9)
  }

  @Test func `mean times give the outages of the whole`() throws {
    let whole = try lines("100h/5h|100h/5h", "rbd")
    let pair = try answer(to: "k-of-n", "n=2|k=1|mtbf=100h|mttr=5h")
    for name in ["availability", "failures", "outage"] {
      let (one, other) = (try #require(whole[name]).value, try #require(pair[name]).value)
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
      _ = try lines(structure)
      Issue.record("`\(structure)` has an answer")
    } catch {
      #expect("\(error)".contains(message), "\(error)")
    }
  }
}
