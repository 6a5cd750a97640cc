package import Catalog
package import Diagnostics
package import Model
import Quantities

/// A figure as read: what it is, its parts, and what is wrong with it.
package struct Diagram: Sendable {
  package let kind: Architecture.Kind
  package let notation: Architecture.Notation

  /// Its parts; none where it is no architecture.
  package let components: [Component]
  package let edges: [Architecture.Edge]
  package let diagnostics: [Diagnostic]

  /// The drawn tree, where there is one.
  package let tree: BoxTree?
}

/// Languages of fences in which people draw; in others a tree must fill the fence to be one.
private let drawingLanguages: Set<String> = [
  "", "text", "txt", "plain", "plaintext", "tree", "ascii", "none", "diagram", "architecture",
]

/// Reads a fence as a figure; nil where it is none.
///
/// - Parameter titles: the words above it, such as its section's heading, the nearest first.
package func readDiagram(
  _ text: DiagramText, language: String, titles: [String], catalog: Catalog
) -> Diagram? {
  if language == "mermaid" { return readFlowchart(text, titles: titles, catalog: catalog) }
  guard drawingLanguages.contains(language) || isDrawn(text) else { return nil }
  let read = readTree(BoxTree(text), language: language, titles: titles, catalog: catalog)
  guard let read, read.kind == .architecture, let tree = read.tree, tree.hasFreeLayers else {
    return read
  }
  // What is an architecture without its layers is one with them.
  let layered = readTree(
    BoxTree(text, hasLayers: true), language: language, titles: titles, catalog: catalog,
    known: .architecture)
  guard let layered else { return read }
  return Diagram(
    kind: .architecture, notation: .tree, components: layered.components, edges: [],
    diagnostics: read.diagnostics, tree: layered.tree)
}

private let messages = ["error: ", "warning: ", "note: "]

/// - Parameter known: what the tree is, where that is known.
private func readTree(
  _ tree: BoxTree, language: String, titles: [String], catalog: Catalog,
  known: Architecture.Kind? = nil
) -> Diagram? {
  let branches = tree.nodes.count { $0.mark != .none }
  guard branches > 0 else {
    guard drawingLanguages.contains(language), let kind = DiagramKind.classify(lines: tree) else {
      return nil
    }
    return Diagram(
      kind: kind, notation: .tree, components: [], edges: [], diagnostics: [], tree: tree)
  }
  var evidence = DiagramEvidence()
  var technologies: [[String]] = []
  var folders = Set<Int>()
  for (index, node) in tree.nodes.enumerated() {
    let paths = evidence.paths
    let text = Array(tree.text.bytes[label(of: node, in: tree)])
    // What a compiler says of a line hangs below it.
    if messages.contains(where: { text.starts(with: $0.utf8) }) { return nil }
    let named = catalog.technologies(in: text)
    technologies.append(named)
    evidence.add(text, technologies: named.count)
    if isFolder(tree.text.bytes, node.text) { folders.insert(index) }
    // Whatever lies in a folder is a file, whatever its name.
    if let parent = node.parent, folders.contains(parent), evidence.paths == paths {
      evidence.paths += 1
    }
  }
  let roots = tree.roots.map { tree.text.bytes.string(label(of: tree.nodes[$0], in: tree)) }
  let kind =
    known ?? DiagramKind.classify(tree, evidence: evidence, titles: roots + titles)
  let components =
    kind == .architecture
    ? tree.nodes.indices.map { component(tree.nodes[$0], of: tree, technologies[$0]) } : []
  return Diagram(
    kind: kind, notation: .tree, components: components, edges: [],
    diagnostics: kind == .boxPicture || hasWalls(tree.text) ? [] : tree.diagnostics, tree: tree)
}

/// Whether a box is drawn as well: its walls are pipes that lead to no branch.
private func hasWalls(_ text: DiagramText) -> Bool {
  let range = text.bytes.indices
  return text.bytes.find("┌", in: range) != nil || text.bytes.find("┐", in: range) != nil
    || text.bytes.find("╔", in: range) != nil
}

/// Whether a text names a folder: `src/`, `/etc/kubernetes`.
private func isFolder(_ bytes: [UInt8], _ text: Range<Int>) -> Bool {
  guard DiagramEvidence.isPath(bytes, text) else { return false }
  var end = text.lowerBound
  while end < text.upperBound, !isSpace(bytes.scalar(at: end).value) { end += 1 }
  return bytes[text.lowerBound] == UInt8(ascii: "/") || bytes[end - 1] == UInt8(ascii: "/")
}

/// Whether most lines of a fence in a programming language are branches.
func isDrawn(_ text: DiagramText) -> Bool {
  // Every branch begins with the same byte, which most code does without.
  guard text.bytes.firstIndex(of: 0xE2, in: text.bytes.indices) != nil else { return false }
  var written = 0
  var branches = 0
  for line in text.lines {
    let read = TreeLine(text.bytes, line.range, ascii: false)
    if read.kind == .node { branches += 1 }
    if read.kind != .blank { written += 1 }
  }
  return branches >= 2 && branches * 2 >= written
}

/// What a node says, without the bullet that may lead it.
private func label(of node: BoxTree.Node, in tree: BoxTree) -> Range<Int> {
  node.mark == .none ? withoutBullet(tree.text.bytes, node.text) : node.text
}

extension Catalog {
  /// The identifiers of what a text names, each once.
  fileprivate func technologies(in text: [UInt8]) -> [String] {
    var technologies: [String] = []
    for mention in mentions(in: text) where !technologies.contains(mention.id) {
      technologies.append(mention.id)
    }
    return technologies
  }
}

private func component(
  _ node: BoxTree.Node, of tree: BoxTree, _ technologies: [String]
) -> Component {
  let text = label(of: node, in: tree)
  let bytes = Array(tree.text.bytes[text])
  let start = text.lowerBound
  let details = node.details.map { line in
    let range = withoutBullet(tree.text.bytes, tree.lines[line].text)
    return Located(tree.text.bytes.string(range), at: tree.text.span(range, line: line))
  }
  return component(
    bytes, parent: node.parent, details: details,
    span: tree.text.span(text, line: node.line), technologies
  ) { tree.text.span(($0.lowerBound + start)..<($0.upperBound + start), line: node.line) }
}

/// - Parameter text: the whole text, where the component's name and figures are not read from all of it.
private func component(
  _ bytes: [UInt8], text: [UInt8]? = nil, parent: Int?, details: [Located<String>], span: Span,
  _ technologies: [String], place: (Range<Int>) -> Span
) -> Component {
  let read = ComponentText(bytes)
  return Component(
    name: read.name, key: read.key, text: String(decoding: text ?? bytes, as: UTF8.self),
    count: read.count,
    quantities: read.quantities.map { Located($0.quantity, at: place($0.range)) },
    parts: read.parts, alternatives: read.alternatives, notes: read.notes, details: details,
    parent: parent, technologies: technologies, span: span)
}

/// A text without the `- ` or `• ` that leads it.
private func withoutBullet(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
  for bullet: StaticString in ["- ", "* ", "• ", "· ", "+ "]
  where bytes.has(bullet, at: range.lowerBound) {
    return bytes.trimmed((range.lowerBound + bullet.utf8CodeUnitCount)..<range.upperBound)
  }
  return range
}

// MARK: Flowcharts

private func readFlowchart(_ text: DiagramText, titles: [String], catalog: Catalog) -> Diagram? {
  switch MermaidHeader(text) {
  case .other: return nil
  case .empty, .unknown:
    return Diagram(
      kind: .other, notation: .mermaid, components: [], edges: [],
      diagnostics: [unknownHeader(text)], tree: nil)
  case .flowchart: break
  }
  guard let chart = Flowchart(text) else { return nil }
  let order = preOrder(chart)
  var position = [Int](repeating: 0, count: chart.nodes.count)
  for (place, index) in order.enumerated() { position[index] = place }
  var evidence = DiagramEvidence()
  let texts = order.map { squeezed(chart.nodes[$0].label[...]) }
  let technologies = texts.map(catalog.technologies)
  for (text, named) in zip(texts, technologies) { evidence.add(text, technologies: named.count) }
  let kind = DiagramKind.classify(chart, evidence: evidence, titles: titles)
  let parts = kind == .architecture ? order.indices : 0..<0
  let components = parts.map { place in
    let node = chart.nodes[order[place]]
    return component(
      node, texts[place], parent: node.group.map { position[$0] }, technologies[place])
  }
  let edges = chart.edges.map {
    Architecture.Edge(from: position[$0.from], to: position[$0.to], label: $0.label)
  }
  return Diagram(
    kind: kind, notation: .mermaid, components: components, edges: edges,
    diagnostics: chart.diagnostics, tree: nil)
}

/// A node with what the lines of its label say: the first names it, with those behind it that give no figure and no key;
/// the others are details, `Primary<br/>16 cores<br/>VCN: 10.0.0.0/16`.
///
/// - Parameter whole: its label with one space for each stretch of blanks.
private func component(
  _ node: Flowchart.Node, _ whole: [UInt8], parent: Int?, _ technologies: [String]
) -> Component {
  func place(_ range: Range<Int>) -> Span {
    let start = min(node.span.start + range.lowerBound, node.span.end)
    return Span(node.span.source, start..<min(start + range.count, node.span.end))
  }
  let lines = node.label.lines(in: node.label.indices).map(node.label.trimmed)
    .filter { !$0.isEmpty }
  let names = lines.first.map { first in
    [first] + lines.dropFirst().prefix { !givesDetail(Array(node.label[$0])) }
  }
  guard let names, let last = names.last else {
    return component(
      whole, parent: parent, details: [], span: node.span, technologies, place: place)
  }
  let start = names[0].lowerBound
  let details = lines.dropFirst(names.count).map {
    Located(String(decoding: squeezed(node.label[$0]), as: UTF8.self), at: place($0))
  }
  let named = component(
    node.label[start..<last.upperBound].map { $0 == 0x0A ? 0x20 : $0 }, text: whole, parent: parent,
    details: details, span: node.span, technologies
  ) { place(($0.lowerBound + start)..<($0.upperBound + start)) }
  let others = lines.dropFirst(names.count).flatMap { line in
    figures(in: Array(node.label[line])).map {
      Located(
        $0.quantity,
        at: place(($0.range.lowerBound + line.lowerBound)..<($0.range.upperBound + line.lowerBound))
      )
    }
  }
  // How many there are may stand on a line of its own.
  let count =
    named.count
    ?? lines.dropFirst(names.count).lazy.compactMap {
      ComponentText(Array(node.label[$0])).count
    }.first
  return Component(
    name: squeezed(named.name), key: named.key.map(squeezed), text: named.text, count: count,
    quantities: named.quantities + others, parts: named.parts.map(squeezed),
    alternatives: named.alternatives.map(squeezed), notes: named.notes.map(squeezed),
    details: details, parent: parent, technologies: named.technologies, span: node.span)
}

/// Whether a line of a label gives a figure with its unit, a version or an address, or a key and its value.
private func givesDetail(_ line: [UInt8]) -> Bool {
  if line.contains(UInt8(ascii: ":")) || line.find("：", in: line.indices) != nil { return true }
  guard mayHoldNumber(line) else { return false }
  return readNumbers(in: line).contains { number in
    switch number.reading {
    case .quantity(let read): !read.isBare
    case .label(let kind): kind == .version
    case .percentile: false
    }
  }
}

private func squeezed(_ text: String) -> String {
  text.utf8.contains(0x20) ? String(decoding: squeezed(Array(text.utf8)[...]), as: UTF8.self) : text
}

/// Bytes with one space for each stretch of blanks.
private func squeezed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  Array(bytes.split { $0 <= 0x20 }.joined(separator: [0x20]))
}

/// The nodes of a chart so that a group stands before what it holds.
private func preOrder(_ chart: Flowchart) -> [Int] {
  var children = [[Int]](repeating: [], count: chart.nodes.count)
  var stack: [Int] = []
  for (index, node) in chart.nodes.enumerated() {
    if let group = node.group { children[group].append(index) } else { stack.append(index) }
  }
  stack.reverse()
  var order: [Int] = []
  while let index = stack.popLast() {
    order.append(index)
    stack.append(contentsOf: children[index].reversed())
  }
  return order
}

private func unknownHeader(_ text: DiagramText) -> Diagnostic {
  guard case .unknown(let word, let line, let range) = MermaidHeader(text) else {
    return Diagnostic(.mermaidSyntax, "this mermaid block is empty", at: text.span)
  }
  let known = ["graph", "flowchart"] + MermaidHeader.others.sorted()
  let guess = nearMiss(to: word, in: known)
  return Diagnostic(
    .mermaidSyntax, "`\(text.bytes.string(range.prefix(60)))` names no kind of mermaid diagram",
    at: text.span(range, line: line), notes: guess.map { [.init("`\($0)` is one")] } ?? [])
}
