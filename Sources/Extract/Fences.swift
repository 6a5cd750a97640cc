import Catalog
import Diagnostics
import Model
import Syntax

/// What the fences of a document hold.
struct Fences {
  var architectures: [Architecture] = []
  var codeBlocks: [CodeBlock] = []
  var scenarios: [Scenario] = []
  var practices: [Practice] = []
  var relations: [Relation] = []
  var manifests: [Manifest] = []
  var diagnostics: [Diagnostic] = []
}

/// Reads every fence as a scenario, a figure or code.
func readFences(_ document: Document, outline: Outline, blocks: Blocks, catalog: Catalog) -> Fences
{
  var fences = Fences()
  for block in blocks.all where document.nodes[block].kind == .codeBlock {
    readFence(document, block, outline, blocks, catalog, into: &fences)
  }
  return fences
}

private func readFence(
  _ document: Document, _ block: NodeIndex, _ outline: Outline, _ blocks: Blocks,
  _ catalog: Catalog, into fences: inout Fences
) {
  let section = outline.section(of: block)
  let span = document.span(of: block)
  let language = document.fenceLanguage(of: block)
  if document.isScenario(block) {
    let read = readScenario(document, block, section: section)
    if let scenario = read.scenario { fences.scenarios.append(scenario) }
    fences.diagnostics += read.diagnostics
    return
  }
  if let finding = unreadScenario(document, block) { fences.diagnostics.append(finding) }
  let isDrawable = document.nodes[block].flags.contains(.fenced) || language.isEmpty
  let lead = outline.lead(blocks.before(block))
  let titles = (lead.map { [$0] } ?? []) + outline.titles(above: section)
  // What stands further out speaks of the chapter, not of the figure.
  let near = Array(titles.prefix(lead == nil ? 1 : 2))
  let text = DiagramText(document, block)
  let diagram =
    isDrawable
    ? readDiagram(text, language: language, titles: near, catalog: catalog) : nil
  fences.diagnostics += diagram?.diagnostics ?? []
  if let diagram, diagram.kind == .architecture {
    fences.architectures.append(
      architecture(
        diagram, titles: titles, caption: lead, span: span, section: section,
        document: outline.sections[0].title))
    return
  }
  let body = document.literals.located(document.nodes[block].literal)
  fences.codeBlocks.append(
    CodeBlock(
      language: language, lines: text.lines.count, span: span, section: section,
      figure: diagram?.kind,
      isConfiguration: diagram == nil
        && Configuration.includes(
          language: language, body.bytes, body.range)
    ))
  if diagram == nil { fences.manifests += readManifests(document, block, language: language) }
  guard let diagram, let tree = diagram.tree else { return }
  if diagram.kind == .relationTree { fences.relations += relations(tree) }
  if diagram.kind == .checklist {
    fences.practices += practices(
      inChecklist: tree,
      isPractice: Practices.areMeant(by: titles, document: outline.sections[0].title),
      section: section)
  }
}

private func architecture(
  _ diagram: Diagram, titles: [String], caption: String?, span: Span, section: Int,
  document: String
) -> Architecture {
  let roots = diagram.components.filter { $0.parent == nil }
  let heading = titles.first.map(withoutNumber)
  let title =
    diagram.notation == .tree && roots.count == 1
    ? roots.first.map(withLeadingCount) ?? "" : caption ?? heading ?? roots.first?.name ?? ""
  let stem = slug("\(withoutNumber(document)) \(title)")
  return Architecture(
    id: stem.isEmpty ? "architecture" : String(stem.prefix(60)), title: title, kind: .architecture,
    notation: diagram.notation, components: diagram.components, edges: diagram.edges, span: span,
    section: section, caption: caption)
}

/// The name of a component with the count before it, which tells a system from others: 三节点 etcd 集群.
private func withLeadingCount(_ root: Component) -> String {
  guard root.count != nil, let first = root.text.first, first.isNumber || "双两".contains(first),
    let name = root.text.firstRange(of: root.name)
  else { return root.name }
  return String(root.text[..<name.upperBound])
}

/// A heading without the number that leads it, as in `2.1 总体架构`, `11_实践案例` and 一、总体架构; 三层架构 has none.
private func withoutNumber(_ title: String) -> String {
  let number = title.prefix { $0.isNumber || $0 == "." }
  let rest = title.dropFirst(number.count)
  guard !number.isEmpty, let sign = rest.first, " _、".contains(sign) || number.last == "." else {
    return title
  }
  let body = rest.drop { " _、.".contains($0) }
  return body.isEmpty ? title : String(body)
}

/// The relations of a tree whose branches are a verb and a module.
private func relations(_ tree: BoxTree) -> [Relation] {
  tree.nodes.compactMap { node in
    guard let read = Relations.read(tree.text.bytes, node.text) else { return nil }
    return Relation(
      verb: read.verb,
      target: Located(
        tree.text.bytes.string(read.target), at: tree.text.span(read.target, line: node.line)),
      remark: read.remark, span: tree.text.span(node.text, line: node.line))
  }
}

extension DiagramText {
  /// The text of a code block.
  init(_ document: Document, _ block: NodeIndex) {
    let body = document.codeBody(of: block)
    let lines = body.lines.map { line in
      Line(
        range: line.literal,
        // Counted from the end: only the beginning of a line is ever written otherwise.
        source: line.source.upperBound - line.literal.count, floor: line.source.lowerBound)
    }
    self.init(
      id: document.source.id, bytes: Array(document.literals[document.nodes[block].literal]),
      lines: lines)
  }
}
