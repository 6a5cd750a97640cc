extension HTMLWriter {
  mutating func writeRawBlock(_ node: Node) {
    out.newLine()
    switch options.rawHTML {
    case .verbatim: out.write(bytes(node.literal))
    case .omitted: out.write("<!-- raw HTML omitted -->")
    case .sanitised:
      let base = sanitiser.openTags.count
      sanitiser.write(
        bytes(node.literal), isBlock: true, base: scopeStart, into: &out)
      sanitiser.closeParagraphs(downTo: base, into: &out)
    }
    out.newLine()
  }

  mutating func writeRawInline(_ node: Node) {
    switch options.rawHTML {
    case .verbatim: out.write(bytes(node.literal))
    case .omitted: out.write("<!-- raw HTML omitted -->")
    case .sanitised:
      sanitiser.write(bytes(node.literal), isBlock: false, base: scopeStart, into: &out)
    }
  }
}
