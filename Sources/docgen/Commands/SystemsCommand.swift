import ArgumentParser
import Diagnostics
import Model
import Project
import Quantities
import Systems

/// `docgen systems`: what can be simulated, and what it asks for.
struct SystemsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "systems",
    abstract: "List the simulated systems, or describe one: parameters, answers, formulas, sources."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "The system to describe.")
  var name: String?

  @Option(help: "The form of the answer.")
  var format = Format.text

  func run() throws {
    let systems: [SystemDefinition]
    if let name {
      guard let system = SystemDefinition.named(name) else {
        let names = SystemDefinition.all.map(\.name)
        let near = nearMiss(to: name, in: names) ?? names.first { $0.contains(name.lowercased()) }
        throw ProjectError(
          "no system is named `\(name)`" + (near.map { "; did you mean `\($0)`?" } ?? ""))
      }
      systems = [system]
    } else {
      systems = SystemDefinition.all
    }
    switch (format, name) {
    case (.json, _): printOutput(json(systems))
    case (.text, nil): printOutput(Array(list(systems).utf8))
    case (.text, _): printOutput(Array(systems.map(describe).joined(separator: "\n").utf8))
    }
  }

  private func list(_ systems: [SystemDefinition]) -> String {
    let width = systems.map(\.name.count).max() ?? 0
    return systems.map { system in
      let gap = String(repeating: " ", count: width - system.name.count + 2)
      return "\(system.name)\(gap)\(system.label.en) · \(system.label.zh)\n"
    }.joined()
  }

  private func describe(_ system: SystemDefinition) -> String {
    var text = "\(system.name): \(system.label.en) · \(system.label.zh)\n\n"
    text += "\(system.documentation.en)\n\n\(system.documentation.zh)\n"
    text += "\nAnswers\n"
    for output in system.outputs {
      text += "  \(output.name)  \(output.label.en) · \(output.label.zh)"
      text += " (\(output.methodTitle))\n"
      text += "      \(output.documentation.en)\n"
      text += "      measures \(output.measure.described.en)\n"
    }
    text += "\nParameters\n"
    for parameter in system.parameters {
      text += "  \(parameter.name)  \(parameter.label.en) · \(parameter.label.zh)"
      text += "; \(presence(parameter)), as in `\(parameter.example)`\n"
      text += "      \(value(parameter))\n      \(parameter.documentation.en)\n"
      if let reading = parameter.reading { text += "      \(reading.described.en)\n" }
    }
    text += "\nMechanisms\n"
    for mechanism in system.mechanisms {
      text += "  \(mechanism.label.en) · \(mechanism.label.zh)\n"
      text += "      \(mechanism.formula)\n      source: \(mechanism.source)\n"
    }
    return text
  }

  private func value(_ parameter: Parameter) -> String {
    let range = parameter.rangeTitle.map { ", \($0)" } ?? ""
    return parameter.valueTitle + range + (parameter.typicalTitle.map { "; usually \($0)" } ?? "")
  }

  private func presence(_ parameter: Parameter) -> String {
    switch parameter.presence {
    case .required: "required"
    case .optional: "optional"
    case .standard(let value, let source): "default \(value) (\(source))"
    }
  }

  private func json(_ systems: [SystemDefinition]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("systems")
      json.array(systems) { json, system in write(system, to: &json) }
    }
    return json.bytes + Array("\n".utf8)
  }

  private func write(_ system: SystemDefinition, to json: inout JSONWriter) {
    json.object { json in
      json.member("name", system.name)
      json.member("label", system.label.en)
      json.member("label_zh", system.label.zh)
      json.member("documentation", system.documentation.en)
      json.member("documentation_zh", system.documentation.zh)
      json.key("outputs")
      json.array(system.outputs) { json, output in
        json.object { json in
          json.member("name", output.name)
          json.member("label", output.label.en)
          json.member("label_zh", output.label.zh)
          json.member("exact", output.isExact)
          json.member("method", output.methodTitle)
          json.member("dimension", output.dimension.title(.en))
          json.member("documentation", output.documentation.en)
          json.member("documentation_zh", output.documentation.zh)
          json.member("metrics", output.measure.metrics)
          json.member("statistic", output.measure.statistic.name)
          json.member("better", output.measure.better.rawValue)
        }
      }
      json.key("parameters")
      json.array(system.parameters) { json, parameter in
        json.object { json in
          json.member("name", parameter.name)
          json.member("label", parameter.label.en)
          json.member("label_zh", parameter.label.zh)
          json.member("presence", presence(parameter))
          json.member("required", parameter.presence == .required)
          json.key("default")
          if case .standard(let value, let source) = parameter.presence {
            json.value(value)
            json.member("default_source", source)
          } else {
            json.null()
          }
          write(domainOf: parameter, to: &json)
          json.member("example", parameter.example)
          json.member("documentation", parameter.documentation.en)
          json.member("documentation_zh", parameter.documentation.zh)
          if let reading = parameter.reading { json.member("reads", reading.described.en) }
        }
      }
      json.key("mechanisms")
      json.array(system.mechanisms) { json, mechanism in
        json.object { json in
          json.member("label", mechanism.label.en)
          json.member("formula", mechanism.formula)
          json.member("source", mechanism.source)
        }
      }
    }
  }
  /// The kind of value, its dimension, and its ranges in the base unit of that.
  private func write(domainOf parameter: Parameter, to json: inout JSONWriter) {
    json.member("value", parameter.valueTitle)
    if case .choice(let choices) = parameter.kind { json.member("choices", choices) }
    guard let dimension = parameter.dimension else { return }
    json.member("dimension", dimension.title(.en))
    if let unit = dimension.baseSymbol { json.member("unit", unit) }
    if let range = parameter.rangeTitle { json.member("range", range) }
    json.member("least", parameter.range.lowerBound)
    json.member("most", parameter.range.upperBound)
    guard let typical = parameter.typical else { return }
    json.member("usual_least", typical.lowerBound)
    json.member("usual_most", typical.upperBound)
  }
}
