import Quantities
import Simulate
import Solve
import Testing

/// Questions in the words of textbooks, manuals and vendors, of which each answer was computed by another program:
/// recursions, dense linear systems and quadrature in Python with SciPy, none of it shared with what is tested.
@Suite struct SolveNeighbourTests {
  struct Question: Sendable, CustomTestStringConvertible {
    let model: String
    let arguments: String
    let line: String
    let value: Double
    var testDescription: String { "\(model) \(arguments): \(line)" }

    init(_ model: String, _ arguments: String, _ line: String, _ value: Double) {
      (self.model, self.arguments, self.line, self.value) = (model, arguments, line, value)
    }
  }

  @Test(
    "neighbouring models answer what another program computes",
    arguments: neighbours + queueNeighbours)
  func answers(_ question: Question) throws {
    let pairs = question.arguments.split(separator: "|").map { part in
      let halves = part.split(separator: "=", maxSplits: 1)
      return (key: String(halves[0]), value: String(halves[1]))
    }
    let asked = try #require(try SolveQuestion(question.model, pairs))
    let lines = try asked.calculator.solve(asked.arguments)
    let line = try #require(lines.first { $0.name == question.line })
    #expect(abs(line.value - question.value) <= 1e-8 * abs(question.value))
  }

  /// Exponentials of the chains' matrices at sixty digits.
  @Test(
    "a failure that is rarer than the last digit of one keeps its digits",
    arguments: [
      ("dormancy=0.5", 4.9999994375000344e-22), ("dormancy=0", 1.6666665416666717e-22),
      ("dormancy=1", 9.999998500000125e-22),
    ])
  func rare(dormancy: String, value: Double) throws {
    let model = try #require(Calculator.named("k-of-n-life"))
    let pairs = ["n=3", "k=1", "mtbf=10000000h", "time=1h", dormancy].map { text in
      let halves = text.split(separator: "=")
      return (key: String(halves[0]), value: String(halves[1]))
    }
    let failed = try #require(try model.solve(pairs).first { $0.name == "failed" })
    #expect(abs(failed.value / value - 1) < 1e-9)
  }

  @Test(
    "questions with figures beyond all measure are refused, and none ends the program",
    arguments: [
      ("leaky-bucket", "rate=1/s|capacity=1e300|arrivals=0:5"),
      ("0-of-9223372036854775807:F", "A=0.9"), ("Engset delay system", "N=10|c=2|lambda=0.1|mu=1"),
      ("2-of-4 weighted voting", "A=0.9"), ("compound Poisson", "mean=3|k=2"),
      ("M/M/2 LCFS", "lambda=0.5|mu=1"),
      ("M/M/1 vacation with setup", "lambda=0.5|mu=1|vacation=1"),
      ("multi-class MVA", "demands=[[0.1,0.05],[0.02,0.2]]|customers=[100000,100000]"),
      ("quorum reads and writes", "N=3|R=4|W=2|p=0.99"),
      ("birthday problem", "n=23|bits=8|days=365"),
    ])
  func refused(name: String, arguments: String) {
    let pairs = arguments.split(separator: "|").map { part in
      let halves = part.split(separator: "=", maxSplits: 1)
      return (key: String(halves[0]), value: String(halves[1]))
    }
    let asked = try? SolveQuestion(name, pairs)
    #expect(asked.flatMap { try? $0.calculator.solve($0.arguments) } == nil)
  }
}
