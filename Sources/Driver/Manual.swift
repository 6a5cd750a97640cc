import Catalog
import Check
import Diagnostics
import Extract
import Model
import Project
import Quantities
import Syntax
import Systems
import Verify

/// The pages of the manual that are made from the program's own declarations.
///
/// They are committed beside the written ones, so that the manual can be read without the program;
/// a test fails when they are not what this makes.
package enum Manual {
  package static let pages: [(path: String, text: String)] =
    [
      ("quantities.md", quantities), ("rules.md", rules), ("systems.md", systems),
    ] + SystemDefinition.all.map { (systemPath($0), page(of: $0)) }

  // MARK: Quantities

  private static var quantities: String {
    """
    # Quantities

    A written figure is an interval, and a unit has a dimension, so that comparing unlike things is an
    error and not a surprise.

    | written | stands for |
    |---|---|
    \(examples)

    A bare figure stands for what rounds to it, one with `~` for a tenth to either side; a range keeps its
    ends. `K`, `M`, `万` and `亿` multiply; full-width digits are
    digits; `GB` is not `GiB`, and `Gbps` is not `GB/s`. Counts carry what they count: nodes are not
    cards.

    ## Units

    \(Unit.referenceTable(.en))
    """
  }

  /// Figures as the reader of quantities reads them, in their own unit.
  private static var examples: String {
    [
      "99.995%", "3节点", "~1800行", "10+节点", "< 30分钟", "≤ 5ms", "1.5万次", "20-30分钟", "２台",
    ].map { text in
      let read = readQuantities(in: Array(text.utf8)).first?.quantity
      return
        "| `\(text)` | \(read.map { format($0.interval, in: $0.unit, .en) } ?? "no quantity") |"
    }.joined(separator: "\n")
  }

  // MARK: Rules

  private static var rules: String {
    let groups: [(String, String, [DiagnosticKind])] = [
      (
        "Files and configuration", "What is wrong with a file, its name, or `docgen.yml`.",
        DiagnosticKind.project
      ),
      (
        "Markdown and figures", "What is wrong with the text, a tree or a diagram in itself.",
        DiagnosticKind.syntax + DiagnosticKind.extract
      ),
      (
        "The collection", "Links, counts, arithmetic, and what documents say of one another.",
        DiagnosticKind.check(.standard).filter { kind in !technologyIDs.contains(kind.id) }
      ),
      (
        "Technologies", "What is known of technologies and contradicts the text; see each source.",
        DiagnosticKind.catalog
          + DiagnosticKind.check(.standard).filter { technologyIDs.contains($0.id) }
      ),
      (
        "Scenarios and verdicts", "What is wrong with a scenario, and what came of a claim.",
        DiagnosticKind.verify
      ),
    ]
    var text = """
      # Rules

      Every finding has the identifier of its rule, which `docgen explain ID` explains as this page does.
      `rules` in `docgen.yml` changes the severity of a rule or turns it off; a comment accepts one
      finding, with a reason:

          <!-- docgen-accept availability-downtime: the contract counts working hours only -->


      """
    for (title, _, kinds) in groups {
      let links = kinds.map(\.id).sorted().map { "[`\($0)`](#\($0))" }
      text += "- \(title): \(links.joined(separator: ", "))\n"
    }
    text += "\n"
    for (title, lead, kinds) in groups {
      text += "## \(title)\n\n\(lead)\n\n"
      for kind in kinds.sorted(by: { $0.id < $1.id }) {
        text +=
          "### `\(kind.id)`\n\n*\(kind.severity.rawValue)*\n\n\(withExamples(kind.explanation))\n\n"
      }
    }
    return trimmed(text)
  }

  /// An explanation with its indented examples as preformatted HTML.
  ///
  /// Most examples break the rule that they explain: as code they would be read, and reported.
  private static func withExamples(_ explanation: String) -> String {
    var lines: [String] = []
    var example: [Substring] = []
    func end() {
      while example.last?.isEmpty == true { example.removeLast() }
      guard !example.isEmpty else { return }
      if lines.last?.isEmpty == false { lines.append("") }
      lines += ["<pre><code>" + example.map(escaped).joined(separator: "\n") + "</code></pre>", ""]
      example = []
    }
    for line in explanation.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("    ") {
        example.append(line.dropFirst(4))
      } else if line.isEmpty, !example.isEmpty {
        example.append("")
      } else {
        end()
        lines.append(String(line))
      }
    }
    end()
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  private static func escaped(_ line: Substring) -> String {
    line.reduce(into: "") { text, character in
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      default: text.append(character)
      }
    }
  }

  private static var technologyIDs: Set<String> { Set(Catalog.standard.rules.map(\.id)) }

  // MARK: Systems

  private static func systemPath(_ system: SystemDefinition) -> String {
    "systems/\(system.name).md"
  }

  /// The list of all systems, each of which has a page.
  private static var systems: String {
    var text = """
      # Systems

      What a scenario can simulate; each has a page, of which `docgen systems NAME` prints the same. An answer is
      *exact* where a formula or an analysis gives it, and *simulated* where replications do; some are exact
      only for some values. A parameter is checked against the ends of its range, a random one by its mean; a
      verdict that turns where the parameter usually lies is fragile, half to double where no such range is
      given. A claim is
      bound to an answer that measures what it speaks of: one of its metrics, and its statistic. Where a
      side is better, a plain figure is a bound: what beats it holds.

      | system | what it is | answers |
      |---|---|---|

      """
    for system in SystemDefinition.all {
      let answers = system.outputs.map { "`\($0.name)`" }.joined(separator: ", ")
      text +=
        "| [`\(system.name)`](\(systemPath(system))) | \(cell(system.label.en)) | \(answers) |\n"
    }
    return text
  }

  private static func page(of system: SystemDefinition) -> String {
    var text = "# `\(system.name)`\n\n"
    text +=
      "**\(system.label.en)**, one of the [systems](../systems.md). \(system.documentation.en)\n\n"
    text += "## Answers\n\n| answer | unit of | how | measures | meaning |\n|---|---|---|---|---|\n"
    for output in system.outputs {
      text += "| `\(output.name)` | \(output.dimension.title(.en)) "
      text += "| \(output.methodTitle) "
      text += "| \(cell(output.measure.described.en)) "
      text += "| \(cell(output.label.en)): \(cell(output.documentation.en)) |\n"
    }
    text += "\n## Parameters\n\n"
    text += "| parameter | value | as in | presence | meaning |\n|---|---|---|---|---|\n"
    for parameter in system.parameters {
      text += "| `\(parameter.name)` | \(cell(value(parameter))) "
      text += "| `\(cell(parameter.example))` | \(presence(parameter)) "
      text += "| \(cell(parameter.label.en)): \(cell(parameter.documentation.en))"
      if let reading = parameter.reading { text += " \(cell(reading.described.en))" }
      text += " |\n"
    }
    if !system.mechanisms.isEmpty {
      text += "\n## Mechanisms\n\n| mechanism | law | source |\n|---|---|---|\n"
      for mechanism in system.mechanisms {
        text += "| \(cell(mechanism.label.en)) | `\(cell(mechanism.formula))` "
        text += "| \(cell(mechanism.source)) |\n"
      }
    }
    return text
  }

  /// What kind of value it takes, between which ends, and between which it usually lies.
  private static func value(_ parameter: Parameter) -> String {
    let range = parameter.rangeTitle.map { ", \($0)" } ?? ""
    return parameter.valueTitle + range + (parameter.typicalTitle.map { "; usually \($0)" } ?? "")
  }

  private static func presence(_ parameter: Parameter) -> String {
    switch parameter.presence {
    case .required: "required"
    case .optional: "optional"
    case .standard(let value, let source): "default `\(cell(value))` (\(cell(source)))"
    }
  }

  /// Text as it may stand in a cell of a table.
  private static func cell(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
      .split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text
  }
}
