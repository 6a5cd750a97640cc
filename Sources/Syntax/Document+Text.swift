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
    var builder = InlineTextBuilder(source: source.bytes, literals: literals)
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
    let info = fenceInfo(of: index)
    return info.prefix { $0 != " " && $0 != "\t" }.lowercased()
  }

  /// The whole info string of a fence.
  package func fenceInfo(of index: NodeIndex) -> String { string(nodes[index].target) }
}

/// Appends the text and code of a subtree, images left out.
func appendPlainText(
  of index: NodeIndex, in nodes: [Node], literals: [UInt8], to text: inout [UInt8]
) {
  var at = index
  let end = Int(nodes[index].next)
  while at < end {
    let node = nodes[at]
    switch node.kind {
    case .text, .code, .codeBlock:
      text.append(contentsOf: literals[Int(node.literal.lowerBound)..<Int(node.literal.upperBound)])
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
