import Solve
import Testing

/// The arguments of a question, written `servers=3|arrival=2/s`.
func pairs(_ text: String) -> [(key: String, value: String)] {
  text.split(separator: "|").map { part in
    let halves = part.split(separator: "=", maxSplits: 1)
    return (key: String(halves[0]), value: String(halves[1]))
  }
}

/// The lines of an answer by their names.
func answer(
  to name: String, _ arguments: String, replications: Int? = nil
) throws -> [String: Calculator.Figure] {
  let question = try #require(try SolveQuestion(name, pairs(arguments)))
  let lines = try question.calculator.solve(question.arguments, replications: replications)
  return Dictionary(lines.map { ($0.name, $0) }) { first, _ in first }
}
