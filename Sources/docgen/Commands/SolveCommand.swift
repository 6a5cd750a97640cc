import ArgumentParser
import Diagnostics
import Model
import Project
import Quantities
import Simulate
import Solve
import Systems

/// `docgen solve`: the closed forms as a calculator.
struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Answer a model's questions: closed form and, where asked, simulation beside it.",
    discussion: """
      docgen solve mmc servers=3 arrival=2/s service=1s
      docgen solve k-of-n n=3 k=2 mtbf=1y mttr=4h --simulate
      docgen solve 'M/E2/1' lambda=0.8/s mean=1s
      docgen solve 'M/M/3, rho=0.8, service time 2 s'
      docgen solve 'M/M/1' mu=10/s W=500ms
      A model may be named in the words of the field or by its title in either language, with figures beside the names of arguments; `99.95%` or `p99` without a key belongs to the name. Without one, lists them; without arguments, shows what a model takes.
      Of such a name every figure and every modifier must be taken up by the model, fill an argument, or repeat one: what is not understood refuses the call. Other words that nothing was made of are told on standard error, and in JSON as `ignored`; what the name only suggests, as that a RAID rebuilds one disk at a time, is told with the answer, and in JSON as `assumed`.
      A comma separates the values of a list. Where it may as well be the comma of a decimal or of thousands, as in `0,8` or `100,250`, the call is refused: write `0.8`, or a list in brackets.
      What is at most one may be typed as its percentage without the sign: of a share a figure above 1 to 100, `99.95` for 99.95%; of another ratio and of a utilisation one from 10 to 100, for less may be so many times as much. It is told on standard error, and in JSON as `percentages` and `notices`, and so is a 1 that is read as 100%. A list has one notation, and so have the shares of a call: a 1 or a fraction beside what can only be a percentage is refused.
      Of a queue a part of the answer may stand in place of the one argument that is missing, `W=0.5s`, `Wq`, `L`, `Lq`, `p95=40ms` or `blocking=1%` in place of its arrival rate, mean service, servers or capacity, and `target=99.9%` in place of the availability or the number of like parts.
      A year has 365 days in all of an answer: of a time in years, of a downtime, and of an annual failure rate, `afr=2%`, which is of failures for each part and year. The loss of data alone, `mttdl`, counts 8,766 hours, where no time is given in years and `year` says nothing else.
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
      printOutput(format == .json ? listJSON() : Array(list().utf8))
      return
    }
    var pairs: [(key: String, value: String)] = []
    var words: [String] = []
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
        words.append(argument)
        continue
      }
      pairs.append(
        (String(argument[..<equals]), String(argument[argument.index(after: equals)...])))
    }
    let question: SolveQuestion?
    do { question = try SolveQuestion(name, pairs, words: words) } catch {
      throw ProjectError("\(error)\(words.isEmpty ? "" : "; arguments are of the form key=value")")
    }
    guard let question else {
      let near =
        nearMiss(to: name, in: Calculator.names).map { [Calculator.named($0)?.name ?? $0] }
        ?? Calculator.about(name)
      let names = near.map { "`\($0)`" }.joined(separator: ", ")
      throw ProjectError(
        "no model is named `\(name)`"
          + (near.isEmpty
            ? "; `docgen solve` alone lists the models" : "; did you mean \(names)?"))
    }
    let model = question.calculator
    pairs = question.arguments
    for key in question.unused { printError("docgen: `\(key)` is not used by `\(model.name)`") }
    if !question.ignored.isEmpty {
      let words = question.ignored.map { "`\($0)`" }.joined(separator: ", ")
      printError("docgen: ignored in the name: \(words)")
    }
    guard isAsked(question) else {
      printOutput(format == .json ? cardJSON(model) : Array(card(model).utf8))
      return
    }
    if simulate, !model.canSimulate {
      printError("docgen: `\(model.name)` is arithmetic: there is nothing to simulate")
    }
    let lines: [Calculator.Figure]
    do {
      lines = try model.solve(pairs, replications: simulate ? replications : nil, seed: seed)
    } catch {
      throw ProjectError("\(error); \(usage(model))")
    }
    let refusals = Set(lines.map(\.unsimulated))
    if simulate, model.canSimulate, refusals.count == 1, let reason = refusals.first ?? nil {
      printError("docgen: not simulated: \(reason)")
    }
    if model.readsUnnamedUnits(pairs) {
      printError("docgen: every figure is bare: read in unnamed units, shown as seconds and bytes")
    }
    let notices = model.shareNotices(of: pairs)
    for notice in notices { printError("docgen: \(notice.text)") }
    switch format {
    case .text: printOutput(Array(text(question, lines).utf8))
    case .json:
      let areUnitsUnnamed = model.readsUnnamedUnits(pairs)
      printOutput(
        json(
          question, lines, areUnitsUnnamed: areUnitsUnnamed, notices: notices))
    }
  }

  /// Whether there is something to answer: a name alone shows what its model takes, unless that needs nothing.
  private func isAsked(_ question: SolveQuestion) -> Bool {
    let model = question.calculator
    guard arguments.isEmpty, !question.hasFigures else { return true }
    return (question.isPhrased || model.parameters.allSatisfy { $0.standard != nil })
      && (try? model.solve(question.arguments)) != nil
  }

  /// Every model, a line each.
  private func list() -> String {
    let width = Calculator.all.map(\.name.count).max() ?? 0
    return Calculator.all.map { model in
      let gap = String(repeating: " ", count: width - model.name.count + 2)
      return "\(model.name)\(gap)\(model.label.en) · \(model.label.zh)\n"
    }.joined()
  }

  private func listJSON() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("models")
      json.array(Calculator.all) { json, model in writeCard(of: model, to: &json) }
    }
    return json.bytes + Array("\n".utf8)
  }

  private func usage(_ model: Calculator) -> String {
    let parameters = model.parameters.map { parameter in
      if let standard = parameter.standard { return "[\(parameter.name)=\(standard)]" }
      return parameter.isOptional ? "[\(parameter.name)=]" : "\(parameter.name)="
    }
    return "the arguments of \(model.name) are \(parameters.joined(separator: " "))"
  }

  private func kind(_ dimension: Dimension) -> String {
    switch dimension {
    case .count, .number: "a number"
    case .frequency: "a rate like 2/s"
    case .rate("FLOP"): "a rate like 312TFLOPS"
    case .time: "a time like 5min"
    case .ratio: "a ratio like 5%"
    case .data: "an amount of data like 1GB"
    case .dataRate: "a data rate like 25GB/s"
    default: dimension.described
    }
  }

  /// What a model takes.
  private func card(_ model: Calculator) -> String {
    var text = "\(model.label.en) · \(model.label.zh)\n  \(model.formula)\n  \(model.source)\n\n"
    let width = model.parameters.map(\.name.count).max() ?? 0
    for parameter in model.parameters {
      let gap = String(repeating: " ", count: width - parameter.name.count + 2)
      var notes = parameter.dimension.map { [kind($0)] } ?? []
      if parameter.isList { notes.append("or several by commas") }
      if parameter.isOptional { notes.append("optional") }
      if let standard = parameter.standard { notes.append("default \(standard)") }
      let names = model.otherNames(of: parameter)
      if !names.isEmpty {
        notes.append(
          "also " + names.prefix(5).joined(separator: " ") + (names.count > 5 ? " …" : ""))
      }
      let note = notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"
      text += "\(parameter.name)\(gap)\(parameter.label.en) · \(parameter.label.zh)\(note)\n"
    }
    let simulate = model.canSimulate ? " [--simulate]" : ""
    let example = model.example.split(separator: " ").map { $0.contains(";") ? "'\($0)'" : "\($0)" }
    return text
      + "\nExample: docgen solve \(model.name) \(example.joined(separator: " "))\(simulate)\n"
  }

  private func cardJSON(_ model: Calculator) -> [UInt8] {
    var json = JSONWriter()
    writeCard(of: model, to: &json)
    return json.bytes + Array("\n".utf8)
  }

  private func writeCard(of model: Calculator, to json: inout JSONWriter) {
    json.object { json in
      json.member("model", model.name)
      json.member("formula", model.formula)
      json.member("source", model.source)
      json.member("example", model.example)
      json.key("parameters")
      json.array(model.parameters) { json, parameter in
        json.object { json in
          json.member("name", parameter.name)
          json.member("label", parameter.label.en)
          json.member("label_zh", parameter.label.zh)
          json.key("unit")
          if let dimension = parameter.dimension {
            json.value(suitableBaseUnit(dimension))
          } else {
            json.null()
          }
          json.key("default")
          if let standard = parameter.standard { json.value(standard) } else { json.null() }
          json.member("required", parameter.standard == nil && !parameter.isOptional)
          json.key("also")
          json.array(model.otherNames(of: parameter)) { json, name in json.value(name) }
        }
      }
    }
  }

  private func text(_ question: SolveQuestion, _ lines: [Calculator.Figure]) -> String {
    let model = question.calculator
    let taken = model.taken(beside: question.arguments)
    var text = "\(model.label.en) · \(model.label.zh)\n  \(model.formula)\n  \(model.source)\n"
    if !taken.isEmpty {
      let values = taken.map { "\($0.name)=\($0.standard ?? "")" }
      text += "  not given, so \(values.joined(separator: " "))\n"
    }
    if !question.assumed.isEmpty {
      let values = question.assumed.map { "\($0.key)=\($0.value)" }
      text += "  assumed of the name: \(values.joined(separator: " "))\n"
    }
    text += "\n"
    let width = lines.map(\.name.count).max() ?? 0
    // A reason that all figures share is told once, beside the answer.
    let isShared = Set(lines.map(\.unsimulated)).count == 1
    for line in lines {
      let gap = String(repeating: " ", count: width - line.name.count + 2)
      let value = line.text ?? printed(line)
      text += "\(line.name)\(gap)\(value)  \(line.label.en) · \(line.label.zh)\n"
      if let estimate = line.simulated {
        let level = Quantities.format(estimate.confidence, in: .ratio, .en)
        text += String(repeating: " ", count: width + 2)
        text += "simulated \(line.printed(estimate, .en)) "
        text += "(\(level), \(estimate.replications) replications)\n"
      } else if let reason = line.unsimulated, !isShared, reason != Calculator.unobserved {
        text += String(repeating: " ", count: width + 2) + "not simulated: \(reason)\n"
      }
    }
    return text
  }

  /// A figure without a text of its own, in English.
  private func printed(_ line: Calculator.Figure) -> String {
    if line.value.isNaN { return "not computed" }
    return line.value.isFinite ? line.printed(.en) : "unbounded"
  }

  private func json(
    _ question: SolveQuestion, _ lines: [Calculator.Figure], areUnitsUnnamed: Bool,
    notices: [Calculator.ShareNotice]
  ) -> [UInt8] {
    let model = question.calculator
    var json = JSONWriter()
    json.object { json in
      json.member("model", model.name)
      json.member("question", self.model ?? model.name)
      json.key("arguments")
      json.object { json in
        for argument in question.arguments { json.member(argument.key, argument.value) }
      }
      if simulate { json.member("seed", String(seed)) }
      json.member("formula", model.formula)
      json.member("source", model.source)
      if model.isApproximate { json.member("approximate", true) }
      if !question.ignored.isEmpty {
        json.key("ignored")
        json.array(question.ignored) { json, word in json.value(word) }
      }
      if areUnitsUnnamed {
        json.member(
          "units", "unnamed: every figure is bare; where a unit is s or B, it is the unnamed one")
      }
      let percentages = notices.filter(\.isPercentage)
      if !percentages.isEmpty {
        json.key("percentages")
        json.array(percentages) { json, notice in json.value(notice.key) }
      }
      if !notices.isEmpty {
        json.key("notices")
        json.array(notices) { json, notice in json.value(notice.text) }
      }
      json.key("defaults")
      let taken = model.taken(beside: question.arguments)
      json.object { json in
        for parameter in taken { json.member(parameter.name, parameter.standard ?? "") }
      }
      if !question.assumed.isEmpty {
        json.key("assumed")
        json.object { json in
          for argument in question.assumed { json.member(argument.key, argument.value) }
        }
      }
      json.key("results")
      json.array(lines) { json, line in
        json.object { json in
          json.member("name", line.name)
          json.member("label", line.label.en)
          json.member("label_zh", line.label.zh)
          json.key("value")
          if line.value.isFinite { json.value(line.value) } else { json.null() }
          if !line.value.isFinite {
            json.member("status", line.value.isNaN ? "not computed" : "unbounded")
          }
          json.member("unit", suitableBaseUnit(line.dimension))
          if let values = line.values {
            json.key("values")
            json.array(values) { json, value in
              if let value { json.value(value) } else { json.null() }
            }
          }
          if let text = line.text {
            json.member("text", text)
          } else if !line.value.isFinite {
            json.member("text", printed(line))
          }
          if let estimate = line.simulated {
            json.key("simulated")
            json.object { json in
              json.member("mean", estimate.mean)
              json.member("half_width", estimate.halfWidth)
              json.member("confidence", estimate.confidence)
              json.member("replications", estimate.replications)
            }
          } else if let reason = line.unsimulated {
            json.member("not_simulated", reason)
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
