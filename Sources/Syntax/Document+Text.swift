import Diagnostics

extension Document {
  /// The text of a node's inlines with the markup stripped; line breaks read as newlines.
  ///
  /// For a leaf it is the literal. Raw HTML and the alternative texts of images are left out.
  package func plainText(of index: NodeIndex) -> String {
    var text: [UInt8] = []
    appendPlainText(of: index, in: nodes, literals: literals, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The text of a block's inlines, knowing the place of each byte. O(size of the subtree).
  package func inlineText(of index: NodeIndex) -> InlineText {
    if let whole = onlyText(of: index) { return whole }
    var builder = InlineTextBuilder(
      source: source.bytes, literals: literals, size: Int(nodes[index].end - nodes[index].start),
      nodes: Int(nodes[index].next) - index)
    var at = index
    let end = Int(nodes[index].next)
    var inTable = isInTable(index)
    while at < end {
      let node = nodes[at]
      if !node.kind.isInline { inTable = node.kind == .tableCell }
      switch node.kind {
      case .text, .code: builder.add(node, in: enclosingLink(of: at), inTable: inTable)
      case .softBreak, .lineBreak: builder.addBreak(node)
      case .image where at != index:
        at = Int(node.next)
        continue
      default: break
      }
      at += 1
    }
    return InlineText(
      id: source.id, bytes: builder.bytes, runs: builder.runs, sourceEnd: Int(nodes[index].end))
  }

  private func onlyText(of index: NodeIndex) -> InlineText? {
    guard let place = onlyText(in: index) else { return nil }
    return InlineText(
      id: source.id, bytes: Array(source.bytes[place]),
      run: .init(offset: 0, source: place.lowerBound, isCode: false),
      sourceEnd: Int(nodes[index].end))
  }

  /// The place in the source of the text of a block that holds one text and nothing else, as most cells
  /// and items do, where that stands there as it reads; nil for other blocks.
  package func onlyText(in index: NodeIndex) -> Range<Int>? {
    let block = nodes[index]
    guard Int(block.next) == index + 2, !block.kind.isInline else { return nil }
    let node = nodes[index + 1]
    let literal = Int(node.literal.lowerBound)..<Int(node.literal.upperBound)
    guard case .text = node.kind, !literal.isEmpty, literal.upperBound <= source.bytes.count else {
      return nil
    }
    return literal
  }

  private func enclosingLink(of index: NodeIndex) -> Node? {
    let parent = nodes[Int(nodes[index].parent)]
    return parent.kind == .link ? parent : nil
  }

  private func isInTable(_ index: NodeIndex) -> Bool {
    var at = index
    while nodes[at].kind.isInline { at = Int(nodes[at].parent) }
    return nodes[at].kind == .tableCell
  }

  /// The first word of a fence's info string, in lower case; empty for other nodes.
  package func fenceLanguage(of index: NodeIndex) -> String {
    let info = literals[destination(of: nodes[index])]
    let word = String(decoding: info.prefix { $0 != 0x20 && $0 != 0x09 }, as: UTF8.self)
    // Nearly all are written in small letters.
    return word.utf8.allSatisfy { (0x61...0x7A).contains($0) } ? word : word.lowercased()
  }

  /// The whole info string of a fence.
  package func fenceInfo(of index: NodeIndex) -> String { string(destination(of: nodes[index])) }

  /// Whether a node is the fence of a scenario: its info string is `yaml scenario`.
  package func isScenario(_ index: NodeIndex) -> Bool {
    guard nodes[index].kind == .codeBlock else { return false }
    return ["yaml", "yml"].contains(fenceLanguage(of: index))
      && fenceInfo(of: index).split(separator: " ").dropFirst().contains("scenario")
  }
}

/// Appends the text and code of a subtree, images left out.
func appendPlainText(
  of index: NodeIndex, in nodes: [Node], literals: Literals, to text: inout [UInt8]
) {
  var at = index
  let end = Int(nodes[index].next)
  while at < end {
    let node = nodes[at]
    switch node.kind {
    case .text, .code, .codeBlock:
      text.append(contentsOf: literals[node.literal])
    case .softBreak, .lineBreak:
      text.append(0x0A)
    case .image where at != index:
      at = Int(node.next)
      continue
    default: break
    }
    at += 1
  }
}
