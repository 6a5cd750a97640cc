import Diagnostics

/// Reads the statements of a flowchart, one line or `;` at a time.
///
/// A statement that cannot be read is a finding, and reading goes on with the next line.
struct FlowchartParser {
  let text: DiagramText
  var line: Int
  var offset: Int
  var nodes: [Flowchart.Node] = []
  var edges: [Flowchart.Edge] = []
  var diagnostics: [Diagnostic] = []

  private var indices: [String: Int] = [:]

  /// The open subgraphs and where each was opened.
  private var open: [(group: Int, span: Span)] = []

  var bytes: [UInt8] { text.bytes }

  /// The end of the current line.
  var lineEnd: Int { text.lines[line].range.upperBound }

  init(text: DiagramText, line: Int, offset: Int) {
    self.text = text
    self.line = line
    self.offset = offset
  }

  mutating func parse() {
    while line < text.lines.count {
      readStatements()
      line += 1
      if line < text.lines.count { offset = max(offset, text.lines[line].range.lowerBound) }
    }
    for (_, span) in open {
      diagnostics.append(Diagnostic(.mermaidSyntax, "this `subgraph` has no `end`", at: span))
    }
  }

  private mutating func readStatements() {
    while true {
      skipSpaces()
      guard offset < lineEnd else { return }
      if bytes[offset] == UInt8(ascii: ";") {
        offset += 1
        continue
      }
      if bytes.has("%%", at: offset) { return skipLine() }
      let word = keyword()
      switch word {
      case "classDef", "class", "style", "linkStyle", "click", "accTitle", "accDescr", "title",
        "direction":
        return skipLine()
      case "subgraph":
        openGroup()
      case "end":
        closeGroup()
      default:
        guard readChain() else { return skipLine() }
      }
    }
  }

  // MARK: Groups

  private mutating func openGroup() {
    let start = offset
    offset += "subgraph".utf8.count
    skipSpaces()
    let rest = bytes.trimmed(offset..<lineEnd)
    let span = text.span(start..<max(start, rest.upperBound), line: line)
    var id = rest
    var label = rest
    if let bracket = bytes[rest].firstIndex(of: UInt8(ascii: "[")), bracket > rest.lowerBound {
      id = bytes.trimmed(rest.lowerBound..<bracket)
      let close = bytes[rest].lastIndex(of: UInt8(ascii: "]")) ?? rest.upperBound
      label = (bracket + 1)..<max(bracket + 1, close)
    }
    label = unquoted(bytes.trimmed(label))
    let name = bytes.string(unquoted(id))
    let index = place(
      Flowchart.Node(
        id: name.isEmpty ? "subgraph \(nodes.count)" : name, label: [],
        span: text.span(label, line: line), group: nil, isGroup: true))
    // A subgraph stands where it is opened, even where an edge has named it before.
    nodes[index].label = Self.plainLabel(bytes, label)
    nodes[index].span = text.span(label, line: line)
    if !open.contains(where: { $0.group == index }) { nodes[index].group = open.last?.group }
    open.append((index, span))
    skipLine()
  }

  private mutating func closeGroup() {
    let span = text.span(offset..<(offset + 3), line: line)
    offset += 3
    if open.popLast() == nil {
      diagnostics.append(Diagnostic(.mermaidSyntax, "this `end` closes no `subgraph`", at: span))
    }
  }

  // MARK: Chains

  /// Reads `A & B --> C -->|label| D`; false after a finding.
  private mutating func readChain() -> Bool {
    guard var sources = readNodes() else { return false }
    while true {
      skipSpaces()
      guard offset < lineEnd, bytes[offset] != UInt8(ascii: ";"), !bytes.has("%%", at: offset)
      else { return true }
      guard let link = readLink() else {
        return fail("neither an arrow nor the end of the statement")
      }
      skipSpaces()
      guard offset < lineEnd else { return fail("an arrow that leads nowhere") }
      guard let targets = readNodes() else { return false }
      connect(sources, targets, label: link.label)
      sources = targets
    }
  }

  /// Joins every source with every target; of very many, each with one, to stay linear.
  private mutating func connect(_ sources: [Int], _ targets: [Int], label: String?) {
    if sources.count * targets.count > 1024 {
      for (number, target) in targets.enumerated() {
        edges.append(.init(from: sources[number % sources.count], to: target, label: label))
      }
      return
    }
    for source in sources {
      for target in targets { edges.append(.init(from: source, to: target, label: label)) }
    }
  }

  private mutating func readNodes() -> [Int]? {
    var found: [Int] = []
    while true {
      skipSpaces()
      guard let index = readNode() else { return nil }
      found.append(index)
      skipSpaces()
      guard offset < lineEnd, bytes[offset] == UInt8(ascii: "&") else { return found }
      offset += 1
    }
  }

  private mutating func readNode() -> Int? {
    let start = offset
    while offset < lineEnd, !isIDEnd(offset) { offset += bytes.scalar(at: offset).length }
    let id = start..<offset
    guard !id.isEmpty else {
      _ = fail("no name of a node")
      return nil
    }
    let index = place(
      Flowchart.Node(
        id: bytes.string(id), label: Array(bytes[id]), span: text.span(id, line: line),
        group: nil, isGroup: false))
    if nodes[index].group == nil, let holder = open.last?.group, holder != index,
      !nodes[index].isGroup
    {
      nodes[index].group = holder
    }
    if bytes.has("@{", at: offset) {
      guard readAttributes(index) else { return nil }
    } else if offset < lineEnd, Self.opensShape(bytes[offset]) {
      guard let shape = readShape() else { return nil }
      let label = unquoted(bytes.trimmed(shape.label))
      nodes[index].label = Self.plainLabel(bytes, label)
      nodes[index].span = text.span(
        label.lowerBound..<min(max(label.lowerBound, label.upperBound), lineEnd), line: line)
      nodes[index].isDecision = shape.isDecision
    }
    if bytes.has(":::", at: offset) {
      offset += 3
      while offset < lineEnd,
        isLatin(UInt32(bytes[offset])) || isDigit(UInt32(bytes[offset]))
          || bytes[offset] == UInt8(ascii: "_") || bytes[offset] == UInt8(ascii: "-")
      {
        offset += 1
      }
    }
    return index
  }

  /// The index of a node, which is new or has been named before.
  private mutating func place(_ node: Flowchart.Node) -> Int {
    guard let known = indices[node.id] else {
      nodes.append(node)
      indices[node.id] = nodes.count - 1
      return nodes.count - 1
    }
    if node.isGroup, !nodes[known].isGroup { nodes[known] = node }
    return known
  }

  // MARK: Places

  mutating func skipSpaces() {
    while offset < lineEnd {
      let (value, length) = bytes.scalar(at: offset)
      guard isSpace(value) else { return }
      offset += length
    }
  }

  mutating func skipLine() { offset = lineEnd }

  /// Reports what stands at the offset, and returns false.
  mutating func fail(_ message: String) -> Bool {
    let end = max(offset, min(lineEnd, offset + 1))
    diagnostics.append(
      Diagnostic(
        .mermaidSyntax, "this flowchart cannot be read here: \(message)",
        at: text.span(min(offset, lineEnd)..<end, line: line)))
    return false
  }

  /// The word that begins a statement, where it stands alone.
  private func keyword() -> String {
    var end = offset
    while end < lineEnd, isLatin(UInt32(bytes[end])) { end += 1 }
    guard end > offset,
      end == lineEnd || isSpace(UInt32(bytes[end])) || bytes[end] == 0x3A
        || bytes[end] == 0x3B
    else { return "" }
    return bytes.string(offset..<end)
  }
}
