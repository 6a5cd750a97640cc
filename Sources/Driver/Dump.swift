import Diagnostics
import Model
import Render
package import Syntax

/// A readable print of what a phase has made, for people and for golden tests.
package enum Dump {
  package static func text(of outcome: Outcome, after phase: Phase) -> String {
    switch phase {
    case .parse: outcome.documents.map(tree).joined(separator: "\n")
    case .extract: outline(outcome.drafts, outcome.documents.map(\.source))
    case .resolve: outcome.model.map(resolved) ?? ""
    case .check:
      outcome.checked.map { outline($0.judgements + $0.diagnostics, $0.model.sources.files) } ?? ""
    case .verify:
      outcome.verified.map { outline($0.judgements + $0.diagnostics, $0.model.sources.files) } ?? ""
    case .render:
      outcome.pages.map { "\($0.path) \($0.bytes.count) bytes\n" }.joined()
    }
  }

  /// One line a node: kind, byte range, and its own text.
  package static func tree(_ document: Document) -> String {
    var text = "\(document.source.path)\n"
    var depths: [Int] = []
    for (index, node) in document.nodes.enumerated() {
      let depth = index == 0 ? 0 : depths[Int(node.parent)] + 1
      depths.append(depth)
      let literal = document.string(node.literal)
      text += String(repeating: "  ", count: depth) + "\(node.kind) \(node.start)..<\(node.end)"
      text += literal.isEmpty ? "\n" : " \(literal.debugDescription)\n"
    }
    return text
  }

  private static func resolved(_ model: ResolvedModel) -> String {
    let documents: [Any] = model.documents
    return outline(documents + model.cases + model.modules + model.components, model.sources.files)
  }

  private static func outline(_ values: [Any], _ files: [SourceFile]) -> String {
    var printer = OutlinePrinter(files)
    for value in values { printer.add(value) }
    return printer.text
  }
}
