package import Diagnostics

/// Parses one source: all of GFM, footnotes, and optional front matter.
///
/// By default emphasis follows the CJK-friendly rule, so that `提升**99%**的可用性` is bold.
/// Never fails: whatever is wrong with the input becomes a finding of the document. O(bytes).
package func parse(_ source: SourceFile, dialect: Dialect = .cjkFriendly) -> Document {
  precondition(source.bytes.count <= maximumSize, "whoever reads files refuses those of this size")
  let front = dialect == .cjkFriendly ? FrontMatter(in: source) : nil
  let bodyStart = front?.range.upperBound ?? 0
  var hazard: Int?
  var (nodes, extras, targets) = source.bytes.withUnsafeBufferPointer { bytes in
    let lines = LineStarts(bytes, from: bodyStart)
    let hazards = Hazards(bytes, lines: lines)
    hazard = hazards.first
    var converter = TreeConverter(source: bytes, lines: lines, dialect: dialect)
    func convert(_ text: UnsafeBufferPointer<UInt8>) {
      let body = UnsafeBufferPointer(rebasing: text[bodyStart...])
      if let tree = CMarkTree(body) { tree.withRoot { converter.convert($0) } }
    }
    if let masked = hazards.masked {
      masked.withUnsafeBufferPointer { convert($0) }
      converter.unmask()
    } else {
      convert(bytes)
    }
    return (converter.nodes, converter.extras, converter.targets)
  }
  var diagnostics = front?.diagnostics ?? []
  if let hazard {
    diagnostics.append(
      Diagnostic(
        .excessiveMarkup, "markup from here on is too deep or too wide, and is shown as text",
        at: source.span(hazard..<(hazard + 1))))
  }
  if nodes.isEmpty {
    nodes = [Node(kind: .document, start: 0, end: Int32(source.bytes.count), parent: 0, next: 1)]
  }
  // What the array has taken beyond its nodes goes back.
  if nodes.capacity > nodes.count * 5 / 4 { nodes = nodes.map(\.self) }
  let literals = Literals(source: source.bytes, extras: extras)
  return Document(
    source: source, nodes: nodes, literals: literals, targets: targets, frontMatter: front?.mapping,
    headings: headings(of: nodes, literals: literals), diagnostics: diagnostics)
}

/// What Markdown is.
package enum Dialect: Sendable {
  /// What cmark-gfm reads: no front matter, and CommonMark's rule for emphasis.
  case gfm

  /// The same, with the emphasis of every block paired by us: it must change nothing, and serves to
  /// test that pairing against cmark's.
  case gfmPairedAnew

  /// GFM with front matter, and emphasis beside East Asian punctuation by the rule of
  /// markdown-cjk-friendly.
  case cjkFriendly
}

/// Offsets are 32 bits wide, and cmark's as well.
private let maximumSize = 256 << 20

private func headings(of nodes: [Node], literals: Literals) -> [Document.Heading] {
  var headings: [Document.Heading] = []
  let count = nodes.count { $0.kind == .heading }
  guard count > 0 else { return [] }
  headings.reserveCapacity(count)
  var slugs = SlugCounter(expecting: count)
  var text: [UInt8] = []
  for (index, node) in nodes.enumerated() where node.kind == .heading {
    text.removeAll(keepingCapacity: true)
    appendPlainText(of: index, in: nodes, literals: literals, to: &text)
    let string = String(decoding: text, as: UTF8.self)
    // A heading of which GitHub's rule leaves nothing still needs an anchor.
    let own = slug(string)
    let anchor = slugs.anchor(for: own.isEmpty ? "section-\(headings.count + 1)" : own)
    headings.append(
      Document.Heading(node: index, level: Int(node.number), text: string, slug: anchor))
  }
  return headings
}
