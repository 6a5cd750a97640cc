import Diagnostics

extension Document {
  /// The content as HTML: all of it, or the nodes of a range that holds whole subtrees.
  ///
  /// O(bytes), and no recursion: it takes any depth of nesting.
  package func html(
    _ range: Range<NodeIndex>? = nil, options: HTMLOptions = HTMLOptions(),
    hooks: HTMLHooks = HTMLHooks()
  ) -> [UInt8] {
    literals.withUnsafeBytes { literals in
      var writer = HTMLWriter(document: self, literals: literals, options: options, hooks: hooks)
      writer.write(range ?? nodes.indices)
      return writer.finish()
    }
  }
}

/// Writes a document's nodes as HTML, as cmark-gfm does, with our additions where asked.
struct HTMLWriter {
  let document: Document
  let nodes: [Node]
  let literals: UnsafeLiterals
  let options: HTMLOptions
  let hooks: HTMLHooks
  var out = HTMLBuffer()
  var sanitiser = Sanitiser()

  /// The open nodes, and for each how many raw tags were open before it.
  private var open: [(index: NodeIndex, tags: Int)] = []

  /// The end of the image whose children are being written as its alternative text.
  private var plainUntil = 0

  /// The marks that stand already.
  var written: Set<Int> = []
  private var needsBodyEnd = false
  private var notes = 0
  private var notesWithLinks = 0
  private var slugs: [NodeIndex: String]?

  init(
    document: Document, literals: UnsafeLiterals, options: HTMLOptions,
    hooks: HTMLHooks
  ) {
    self.document = document
    self.nodes = document.nodes
    self.literals = literals
    self.options = options
    self.hooks = hooks
  }

  /// How many raw tags were open when the innermost open node was entered: it may close no others.
  var scopeStart: Int { open.last?.tags ?? 0 }

  func bytes(_ range: Range<Int32>) -> UnsafeBufferPointer<UInt8> {
    literals[range]
  }

  mutating func write(_ range: Range<NodeIndex>) {
    out.reserve(range == nodes.indices ? literals.source.count * 3 / 2 : 256)
    var index = range.lowerBound
    while index < range.upperBound {
      closeNodes(before: index)
      if let replacement = hooks.replace?(index) {
        if index >= plainUntil { out.write(replacement) }
        index = Int(nodes[index].next)
        continue
      }
      if index < plainUntil {
        writePlain(nodes[index])
      } else {
        enter(index)
        if nodes[index].kind.holdsNodes { open.append((index, sanitiser.openTags.count)) }
      }
      index += 1
    }
    closeNodes(before: range.upperBound)
    sanitiser.close(downTo: 0, into: &out)
  }

  mutating func finish() -> [UInt8] {
    if notes > 0 { out.write("</ol>\n</section>\n") }
    return out.bytes
  }

  /// Leaves the nodes that end before an index.
  private mutating func closeNodes(before index: NodeIndex) {
    while let last = open.last, Int(nodes[last.index].next) <= index {
      open.removeLast()
      if sanitiser.openTags.count > last.tags { sanitiser.close(downTo: last.tags, into: &out) }
      leave(last.index)
    }
  }

  /// The alternative text of an image: no markup.
  private mutating func writePlain(_ node: Node) {
    switch node.kind {
    case .text, .code, .htmlInline: out.write(escaping: bytes(node.literal))
    case .softBreak, .lineBreak: out.write(0x20)
    default: break
    }
  }

  // MARK: Entering

  private mutating func enter(_ index: NodeIndex) {
    let node = nodes[index]
    switch node.kind {
    case .document: break
    case .blockQuote:
      out.newLine()
      out.write("<blockquote>\n")
    case .list: enterList(node)
    case .item: enterItem(node)
    case .codeBlock: writeCodeBlock(index, node)
    case .htmlBlock: writeRawBlock(node)
    case .paragraph:
      guard !isTight(node) else { break }
      out.newLine()
      out.write("<p>")
    case .heading: enterHeading(index, node)
    case .thematicBreak:
      out.newLine()
      out.write("<hr />\n")
    case .footnoteDefinition:
      if notes == 0 { out.write("<section class=\"footnotes\" data-footnotes>\n<ol>\n") }
      notes += 1
      out.write("<li id=\"fn-")
      out.write(bytes(node.literal))
      out.write("\">\n")
    case .table:
      out.newLine()
      if options.wrapsTables { enterTableContainer() }
      if let style = hooks.tableClass?(index) {
        out.write("<table class=\"")
        out.write(escaping: style)
        out.write("\">")
      } else {
        out.write("<table>")
      }
      needsBodyEnd = false
    case .tableRow: enterRow(node)
    case .tableCell: enterCell(node)
    case .text: writeText(index)
    case .softBreak:
      if !options.joinsLines || !joins(index) { out.write(0x0A) }
    case .lineBreak: out.write("<br />\n")
    case .code:
      out.write("<code>")
      writeText(index)
      out.write("</code>")
    case .htmlInline: writeRawInline(node)
    case .emphasis: out.write("<em>")
    case .strong: out.write("<strong>")
    case .strikethrough: out.write("<del>")
    case .link: enterLink(index, node)
    case .image: enterImage(index, node)
    case .footnoteReference: writeReference(node)
    }
  }

  private mutating func enterList(_ node: Node) {
    out.newLine()
    if !node.flags.contains(.ordered) {
      out.write("<ul>\n")
    } else if node.number == 1 {
      out.write("<ol>\n")
    } else {
      out.write("<ol start=\"")
      out.write(number: node.number)
      out.write("\">\n")
    }
  }

  private mutating func enterItem(_ node: Node) {
    out.newLine()
    let isDone = node.flags.contains(.checked)
    if !node.flags.contains(.task) {
      out.write("<li>")
    } else if options.labelsTasks {
      out.write("<li class=\"task\"><span class=\"task-box\" role=\"img\" aria-label=\"")
      out.write(escaping: isDone ? options.labels.done : options.labels.open)
      out.write(isDone ? "\">☑</span> " : "\">☐</span> ")
    } else {
      out.write("<li><input type=\"checkbox\"")
      if isDone { out.write(" checked=\"\"") }
      out.write(" disabled=\"\" /> ")
    }
  }

  private mutating func writeCodeBlock(_ index: NodeIndex, _ node: Node) {
    out.newLine()
    let target = document.destination(of: node)
    if target.isEmpty {
      out.write(options.focusesCode ? "<pre tabindex=\"0\"><code>" : "<pre><code>")
    } else {
      let info = bytes(target)
      let end = info.firstIndex { $0 == 0x20 || 9...13 ~= $0 } ?? info.count
      out.write(
        options.focusesCode
          ? "<pre tabindex=\"0\"><code class=\"language-" : "<pre><code class=\"language-")
      out.write(escaping: UnsafeBufferPointer(rebasing: info[..<end]))
      out.write("\">")
    }
    writeCode(index)
    out.write("</code></pre>\n")
  }

  private mutating func enterHeading(_ index: NodeIndex, _ node: Node) {
    out.newLine()
    out.write("<h")
    out.write(0x30 + UInt8(clamping: node.number))
    if options.anchors, let slug = slug(of: index) {
      out.write(" id=\"")
      out.write(escaping: slug)
      out.write("\"")
    }
    out.write(">")
  }

  private mutating func slug(of index: NodeIndex) -> String? {
    if slugs == nil {
      slugs = Dictionary(
        document.headings.map { ($0.node, $0.slug) }, uniquingKeysWith: { first, _ in first })
    }
    return slugs?[index]
  }

  private mutating func enterTableContainer() {
    out.write("<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"")
    out.write(escaping: options.labels.table)
    out.write("\">\n")
  }

  private mutating func enterRow(_ node: Node) {
    out.newLine()
    if node.flags.contains(.header) {
      out.write("<thead>\n")
    } else if !needsBodyEnd {
      out.write("<tbody>\n")
      needsBodyEnd = true
    }
    out.write("<tr>")
  }

  private mutating func enterCell(_ node: Node) {
    out.newLine()
    let isHeader = node.flags.contains(.header)
    out.write(isHeader ? "<th" : "<td")
    if isHeader, options.wrapsTables { out.write(" scope=\"col\"") }
    let side: StaticString? =
      if node.flags.contains(.alignLeft) { "left" } else if node.flags.contains(.alignCenter) {
        "center"
      } else if node.flags.contains(.alignRight) { "right" } else { nil }
    if let side {
      // `align` is obsolete in HTML, but it is what GFM's examples have.
      out.write(options.wrapsTables ? " style=\"text-align: " : " align=\"")
      out.write(side)
      out.write("\"")
    }
    out.write(">")
  }

  private mutating func enterLink(_ index: NodeIndex, _ node: Node) {
    out.write("<a")
    writeDestination(of: index, node, attribute: " href=\"")
    if let title = document.target(of: node)?.title, !title.isEmpty {
      out.write(" title=\"")
      out.write(escaping: bytes(title))
      out.write("\"")
    }
    out.write(">")
  }

  private mutating func enterImage(_ index: NodeIndex, _ node: Node) {
    out.write("<img")
    writeDestination(of: index, node, attribute: " src=\"")
    out.write(" alt=\"")
    plainUntil = Int(node.next)
  }

  private mutating func writeDestination(
    of index: NodeIndex, _ node: Node, attribute: StaticString
  ) {
    if let destination = hooks.destination?(index) {
      var text = destination
      text.withUTF8 { writeDestination($0, of: node, attribute: attribute) }
    } else {
      writeDestination(bytes(document.destination(of: node)), of: node, attribute: attribute)
    }
  }

  private mutating func writeDestination(
    _ url: UnsafeBufferPointer<UInt8>, of node: Node, attribute: StaticString
  ) {
    let isSafe =
      switch options.rawHTML {
      case .verbatim: true
      case .omitted: !URLSafety.isDangerous(url)
      case .sanitised: URLSafety.isHarmless(url, asImage: node.kind == .image)
      }
    // cmark leaves the attribute empty; a link without one at least leads nowhere.
    guard isSafe || options.rawHTML != .sanitised else { return }
    out.write(attribute)
    if isSafe { out.write(url: url) }
    out.write("\"")
  }

  private mutating func writeReference(_ node: Node) {
    guard let target = document.target(of: node) else { return }
    out.write("<sup class=\"footnote-ref\"><a href=\"#fn-")
    out.write(bytes(target.destination))
    out.write("\" id=\"fnref-")
    out.write(bytes(target.destination))
    if target.number > 1 {
      out.write("-")
      out.write(number: target.number)
    }
    out.write("\" data-footnote-ref>")
    out.write(url: bytes(node.literal))
    out.write("</a></sup>")
  }

  // MARK: Leaving

  private mutating func leave(_ index: NodeIndex) {
    let node = nodes[index]
    switch node.kind {
    case .blockQuote:
      out.newLine()
      out.write("</blockquote>\n")
    case .list: out.write(node.flags.contains(.ordered) ? "</ol>\n" : "</ul>\n")
    case .item: out.write("</li>\n")
    case .paragraph:
      guard !isTight(node) else { break }
      let parent = nodes[Int(node.parent)]
      if parent.kind == .footnoteDefinition, node.next == parent.next {
        out.write(" ")
        writeBackLinks(parent)
      }
      out.write("</p>\n")
    case .heading: leaveHeading(index, node)
    case .footnoteDefinition:
      if writeBackLinks(node) { out.write("\n") }
      out.write("</li>\n")
    case .table:
      if needsBodyEnd {
        out.newLine()
        out.write("</tbody>\n")
      }
      needsBodyEnd = false
      out.newLine()
      out.write("</table>\n")
      if options.wrapsTables { out.write("</div>\n") }
    case .tableRow:
      out.newLine()
      out.write("</tr>")
      if node.flags.contains(.header) { out.write("\n</thead>") }
    case .tableCell: out.write(node.flags.contains(.header) ? "</th>" : "</td>")
    case .emphasis: out.write("</em>")
    case .strong: out.write("</strong>")
    case .strikethrough: out.write("</del>")
    case .link: out.write("</a>")
    case .image:
      if let title = document.target(of: node)?.title, !title.isEmpty {
        out.write("\" title=\"")
        out.write(escaping: bytes(title))
      }
      out.write("\" />")
    case .document, .codeBlock, .htmlBlock, .thematicBreak, .text, .softBreak, .lineBreak, .code,
      .htmlInline, .footnoteReference:
      break
    }
  }

  private mutating func leaveHeading(_ index: NodeIndex, _ node: Node) {
    if options.anchors, let slug = slug(of: index) {
      out.write(" <a class=\"anchor\" href=\"#")
      out.write(escaping: slug)
      out.write("\" aria-label=\"")
      out.write(escaping: options.labels.permalink)
      out.write("\"></a>")
    }
    out.write("</h")
    out.write(0x30 + UInt8(clamping: node.number))
    out.write(">\n")
  }

  /// The links from a footnote back to where it is referred to; false when they are written.
  @discardableResult
  private mutating func writeBackLinks(_ node: Node) -> Bool {
    guard notesWithLinks < notes else { return false }
    notesWithLinks = notes
    for number in 1...max(1, node.number) {
      out.write(number > 1 ? " <a href=\"#fnref-" : "<a href=\"#fnref-")
      out.write(bytes(node.literal))
      if number > 1 {
        out.write("-")
        out.write(number: number)
      }
      out.write("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"")
      out.write(escaping: options.labels.back)
      out.write("\">↩")
      if number > 1 {
        out.write("<sup class=\"footnote-ref\">")
        out.write(number: number)
        out.write("</sup>")
      }
      out.write("</a>")
    }
    return true
  }

  private func isTight(_ paragraph: Node) -> Bool {
    let parent = nodes[Int(paragraph.parent)]
    return parent.kind == .item && nodes[Int(parent.parent)].flags.contains(.tight)
  }

  // MARK: Text

  /// Whether a line break is no space: between characters of a script without spaces, and beside its
  /// punctuation, which brings its own.
  private func joins(_ index: NodeIndex) -> Bool {
    let before = index > 0 ? text(nodes[index - 1]) : nil
    var next = index + 1
    while next < nodes.count, nodes[next].kind == .emphasis || nodes[next].kind == .strong {
      next += 1
    }
    let after = next < nodes.count ? text(nodes[next]) : nil
    if before.map(Scripts.endsWithPunctuation) ?? false { return true }
    guard let after else { return false }
    return Scripts.beginsWithPunctuation(after)
      || before.map(Scripts.endsUnspaced) ?? false && Scripts.beginsUnspaced(after)
  }

  private func text(_ node: Node) -> UnsafeBufferPointer<UInt8>? {
    node.kind == .text ? bytes(node.literal) : nil
  }
}
