import ArgumentParser
import Diagnostics
import Model
import Project
import Quantities
import Simulate
import Systems

/// `docgen solve`: the closed forms as a calculator.
struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Answer a model's questions: closed form and, where asked, simulation beside it.",
    discussion: """
      docgen solve mmc servers=3 arrival=2/s service=1s
      docgen solve k-of-n n=3 k=2 mtbf=1y mttr=4h --simulate
      Without a model, lists them.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "The model.")
  var model: String?

  @Argument(help: ArgumentHelp("What is known, with units.", valueName: "key=value"))
  var arguments: [String] = []

  @Flag(help: "Simulate, too, and show the interval.")
  var simulate = false

  @Option(help: "How many replications to simulate.")
  var replications = 40

  @Option(help: "The seed of all random streams.")
  var seed: UInt64 = 1

  @Option(help: "The form of the answer.")
  var format = Format.text

  func validate() throws {
    guard (2...1_000_000).contains(replications) else {
      throw ValidationError("--replications is a number from 2 to 1000000")
    }
  }

  func run() throws {
    guard let name = model else {
      let width = SolveModel.all.map(\.name.count).max() ?? 0
      for model in SolveModel.all {
        let gap = String(repeating: " ", count: width - model.name.count + 2)
        printLine("\(model.name)\(gap)\(model.label.en) · \(model.label.zh)")
      }
      return
    }
    guard let model = SolveModel.named(name) else {
      let near = nearMiss(to: name, in: SolveModel.all.map(\.name))
      throw ProjectError(
        "no model is named `\(name)`" + (near.map { "; did you mean `\($0)`?" } ?? ""))
    }
    var pairs: [(key: String, value: String)] = []
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
        throw ProjectError("`\(argument)` is not of the form key=value; \(usage(model))")
      }
      pairs.append(
        (String(argument[..<equals]), String(argument[argument.index(after: equals)...])))
    }
    if simulate, !model.canSimulate {
      printError("docgen: `\(model.name)` is arithmetic: there is nothing to simulate")
    }
    let lines: [SolveLine]
    do {
      lines = try model.solve(pairs, replications: simulate ? replications : nil, seed: seed)
    } catch {
      throw ProjectError("\(error); \(usage(model))")
    }
    switch format {
    case .text: printOutput(Array(text(model, lines).utf8))
    case .json: printOutput(json(model, lines))
    }
  }

  private func usage(_ model: SolveModel) -> String {
    let parameters = model.parameters.map { parameter in
      parameter.standard.map { "[\(parameter.name)=\($0)]" } ?? "\(parameter.name)="
    }
    return "the arguments of \(model.name) are \(parameters.joined(separator: " "))"
  }

  private func text(_ model: SolveModel, _ lines: [SolveLine]) -> String {
    var text = "\(model.label.en) · \(model.label.zh)\n  \(model.formula)\n  \(model.source)\n\n"
    let width = lines.map(\.name.count).max() ?? 0
    for line in lines {
      let gap = String(repeating: " ", count: width - line.name.count + 2)
      let value = line.text ?? format(line.value, in: line.dimension, .en)
      text += "\(line.name)\(gap)\(value)  \(line.label.en) · \(line.label.zh)\n"
      if let estimate = line.simulated {
        let mean = format(estimate.mean, in: line.dimension, .en)
        let half = format(estimate.halfWidth, in: line.dimension, .en)
        let level = format(estimate.confidence, in: .ratio, .en)
        text += String(repeating: " ", count: width + 2)
        text += "simulated \(mean) ± \(half) (\(level), \(estimate.replications) replications)\n"
      }
    }
    return text
  }

  private func format(_ value: Double, in dimension: Dimension, _ language: Language) -> String {
    value.isFinite ? Quantities.format(value, in: dimension, language) : "unbounded"
  }

  private func json(_ model: SolveModel, _ lines: [SolveLine]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("model", model.name)
      json.member("formula", model.formula)
      json.member("source", model.source)
      json.key("results")
      json.array(lines) { json, line in
        json.object { json in
          json.member("name", line.name)
          json.member("label", line.label.en)
          json.member("label_zh", line.label.zh)
          json.key("value")
          if line.value.isFinite { json.value(line.value) } else { json.null() }
          json.member("unit", suitableBaseUnit(line.dimension))
          if let text = line.text { json.member("text", text) }
          if let estimate = line.simulated {
            json.key("simulated")
            json.object { json in
              json.member("mean", estimate.mean)
              json.member("half_width", estimate.halfWidth)
              json.member("confidence", estimate.confidence)
              json.member("replications", estimate.replications)
            }
          }
        }
      }
    }
    return json.bytes + Array("\n".utf8)
  }

  /// The name of the unit that JSON values are in: the dimension's base unit.
  private func suitableBaseUnit(_ dimension: Dimension) -> String {
    switch dimension {
    case .time: "s"
    case .data: "B"
    case .dataRate: "B/s"
    case .ratio, .factor, .number: "1"
    case .frequency: "1/s"
    case .rate(let thing): "\(thing)/s"
    case .count(let thing): thing
    case .money(let currency): currency
    case .moneyRate(let currency): "\(currency)/s"
    case .power: "W"
    case .voltage: "V"
    case .temperature: "°C"
    case .length: "m"
    }
  }
}
