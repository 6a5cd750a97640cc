import CCMark
import Glibc

/// Turns cmark's tree into flat nodes with places in the source. Iterative; O(source).
struct TreeConverter {
  private let source: UnsafeBufferPointer<UInt8>
  private let lines: LineStarts
  private let dialect: Dialect
  private let kinds = CMarkTree.kinds

  private(set) var nodes: [Node] = []

  /// Literals that do not stand in the source as they are; they follow it in `Document.literals`.
  private(set) var extras: [UInt8] = []

  private(set) var targets: [Target] = []

  /// The inlines' way through the source; stale outside a block of inlines.
  private var cursor: InlineCursor
  private var openings: [InlineCursor.Opening] = []
  private var quotes = 0
  private var table = TablePlace()

  /// Where the table stands that is being converted, and its next row and cell.
  private struct TablePlace {
    var headerLine = 0
    var alignments: UnsafePointer<UInt8>?
    var columns = 0
    var column = 0
    var position = 0
    var rowEnd = 0
  }

  init(source: UnsafeBufferPointer<UInt8>, lines: LineStarts, dialect: Dialect) {
    self.source = source
    self.lines = lines
    self.dialect = dialect
    cursor = InlineCursor(
      source, at: lines.bodyStart, end: lines.bodyStart, quotes: 0, inTable: false)
    nodes.reserveCapacity(source.count / 16 + 8)
  }

  mutating func convert(_ root: OpaquePointer) {
    nodes.append(
      Node(kind: .document, start: 0, end: Int32(source.count), parent: 0, next: 1))
    guard var node = cmark_node_first_child(root) else { return }
    var parent = 0
    while true {
      if let kind = kinds[node] {
        let index = nodes.count
        enter(node, kind, parent: parent)
        if kind.holdsNodes, let child = cmark_node_first_child(node) {
          node = child
          parent = index
          continue
        }
        leave(index)
      }
      while true {
        if let sibling = cmark_node_next(node) {
          node = sibling
          break
        }
        guard parent != 0, let up = cmark_node_parent(node) else {
          nodes[0].next = Int32(nodes.count)
          return
        }
        leave(parent)
        parent = Int(nodes[parent].parent)
        node = up
      }
    }
  }

  private mutating func enter(_ node: OpaquePointer, _ kind: Node.Kind, parent: Int) {
    if kind.isInline {
      enterInline(node, kind, parent: parent)
    } else {
      enterBlock(node, kind, parent: parent)
    }
  }

  private mutating func leave(_ index: Int) {
    nodes[index].next = Int32(nodes.count)
    let kind = nodes[index].kind
    switch kind {
    case .emphasis, .strong, .strikethrough, .link, .image:
      let opening = openings.popLast() ?? .lost
      if let end = cursor.close(opening) { nodes[index].end = Int32(end) }
    case .blockQuote:
      quotes -= 1
    case .paragraph, .heading, .tableCell:
      if dialect != .gfm { readEmphasisAnew(of: index) }
    default: break
    }
    let parent = Int(nodes[index].parent)
    guard parent != 0 else { return }
    if nodes[parent].end < nodes[index].end { nodes[parent].end = nodes[index].end }
  }

  // MARK: Blocks

  private mutating func enterBlock(_ node: OpaquePointer, _ kind: Node.Kind, parent: Int) {
    var range = place(of: node, parent: parent)
    var made = Node(kind: kind, start: 0, end: 0, parent: Int32(parent), next: 0)
    switch kind {
    case .list:
      if cmark_node_get_list_type(node) == CMARK_ORDERED_LIST {
        made.flags.insert(.ordered)
        made.number = Int32(cmark_node_get_list_start(node))
      }
      if cmark_node_get_list_tight(node) != 0 { made.flags.insert(.tight) }
    case .item:
      if cmark_node_get_syntax_extension(node) != nil {
        made.flags.insert(.task)
        if cmark_gfm_extensions_get_tasklist_item_checked(node) { made.flags.insert(.checked) }
      }
    case .blockQuote:
      quotes += 1
    case .codeBlock:
      if isFenced(node) { made.flags.insert(.fenced) }
      let info = literal(cmark_node_get_fence_info(node), near: range.lowerBound)
      made.number = info.isEmpty ? -1 : add(Target(destination: info))
      let body =
        made.flags.contains(.fenced) ? lines.start(after: range.lowerBound) : range.lowerBound
      made.literal = literal(cmark_node_get_literal(node), near: body)
    case .htmlBlock:
      made.literal = literal(cmark_node_get_literal(node), near: range.lowerBound)
      range = wholeHTML(node, range)
    case .heading:
      made.number = Int32(cmark_node_get_heading_level(node))
      startInlines(&range, isHeading: true)
    case .paragraph:
      startInlines(&range, isHeading: false)
    case .footnoteDefinition:
      let note = Footnote(rendering: node)
      made.literal = append(note.anchor)
      made.number = note.number
    case .table:
      range = startTable(node, range)
      made.number = Int32(table.columns)
    case .tableRow:
      range = startRow(node, range)
      if cmark_gfm_extensions_get_table_row_is_header(node) != 0 { made.flags.insert(.header) }
    case .tableCell:
      range = nextCell()
      made.flags = nodes[parent].flags.intersection(.header).union(alignment())
      table.column += 1
    default: break
    }
    made.start = Int32(range.lowerBound)
    made.end = Int32(range.upperBound)
    nodes.append(made)
  }

  /// The place of a block of HTML. cmark ends one that its own line closes, as `<!-- … -->` does,
  /// before it begins; the number of its lines tells where it really ends.
  private func wholeHTML(_ node: OpaquePointer, _ range: Range<Int>) -> Range<Int> {
    guard let text = cmark_node_get_literal(node) else { return range }
    var breaks = 0
    var last: CChar = 0
    var at = 0
    while text[at] != 0 {
      last = text[at]
      if last == 0x0A { breaks += 1 }
      at += 1
    }
    let count = last == 0x0A ? breaks : breaks + 1
    var end = lines.end(ofLine: Int(cmark_node_get_start_line(node)) + max(count, 1) - 1)
    while end > range.lowerBound, source[end - 1] <= 0x20 { end -= 1 }
    return range.lowerBound..<max(range.upperBound, end)
  }

  private func isFenced(_ node: OpaquePointer) -> Bool {
    var length: Int32 = 0
    var offset: Int32 = 0
    var character: CChar = 0
    return cmark_node_get_fenced(node, &length, &offset, &character) != 0
  }

  /// cmark's place of a block, made sound: inside the source, and inside its parent.
  private func place(of node: OpaquePointer, parent: Int) -> Range<Int> {
    let line = Int(cmark_node_get_start_line(node))
    let outer = parent == 0 ? lines.bodyStart : Int(nodes[parent].start)
    guard line > 0 else {
      // A paragraph that cmark split from the table under it has no place of its own.
      var start = outer
      if let next = cmark_node_next(node), cmark_node_get_start_line(next) > 0 {
        start = lines.offset(
          line: Int(cmark_node_get_start_line(next)),
          column: Int(cmark_node_get_start_column(next)))
      }
      return start..<max(start, Int(nodes[parent].end))
    }
    let start = max(lines.offset(line: line, column: Int(cmark_node_get_start_column(node))), outer)
    var end = lines.offset(
      line: Int(cmark_node_get_end_line(node)), column: Int(cmark_node_get_end_column(node)) + 1)
    while end > start, source[end - 1] <= 0x20 { end -= 1 }
    return start..<max(start, end)
  }

  private mutating func startInlines(_ range: inout Range<Int>, isHeading: Bool) {
    var start = range.lowerBound
    let end = range.upperBound
    if isHeading {
      var at = start
      while at < end, source[at] == 0x23 { at += 1 }
      let isMarker = at > start && at - start <= 6
      if isMarker, at == end || source[at] == 0x20 || source[at] == 0x09 {
        while at < end, source[at] == 0x20 || source[at] == 0x09 { at += 1 }
        start = at
      }
    }
    cursor = InlineCursor(source, at: start, end: end, quotes: quotes, inTable: false)
    if !isHeading || start == range.lowerBound {
      cursor.skipReferenceDefinitions()
      range = min(cursor.position, end)..<end
    }
  }

  // MARK: Tables

  private mutating func startTable(_ node: OpaquePointer, _ range: Range<Int>) -> Range<Int> {
    table = TablePlace()
    table.columns = Int(cmark_gfm_extensions_get_table_columns(node))
    table.alignments = UnsafePointer(cmark_gfm_extensions_get_table_alignments(node))
    // The header is two lines above the first row; cmark's own start of the table is that of the
    // paragraph that its header was the last line of.
    let startLine = Int(cmark_node_get_start_line(node))
    var delimiter = Int(cmark_node_get_end_line(node))
    if let header = cmark_node_first_child(node), let row = cmark_node_next(header) {
      delimiter = Int(cmark_node_get_start_line(row)) - 1
    }
    table.headerLine = max(startLine, delimiter - 1)
    guard table.headerLine != startLine else { return range }
    let start = SourceText.skipPrefix(
      source, from: lines.offset(line: table.headerLine, column: 1), to: source.count,
      quotes: quotes)
    return start..<max(start, range.upperBound)
  }

  private mutating func startRow(_ node: OpaquePointer, _ range: Range<Int>) -> Range<Int> {
    let isHeader = cmark_gfm_extensions_get_table_row_is_header(node) != 0
    let line = isHeader ? table.headerLine : Int(cmark_node_get_start_line(node))
    let lineStart = lines.offset(line: line, column: 1)
    var end = lines.end(ofLine: line)
    while end > lineStart, source[end - 1] <= 0x20 { end -= 1 }
    var start = range.lowerBound
    if !isHeader || line != Int(cmark_node_get_start_line(node)) || start < lineStart {
      start = SourceText.skipPrefix(source, from: lineStart, to: end, quotes: quotes)
    }
    table.column = 0
    table.position = start
    table.rowEnd = max(start, end)
    if start < end, source[start] == 0x7C { table.position += 1 }
    return start..<max(start, end)
  }

  private mutating func nextCell() -> Range<Int> {
    var at = table.position
    while at < table.rowEnd, source[at] != 0x7C {
      let isEscape =
        source[at] == 0x5C && at + 1 < table.rowEnd && SourceText.isPunctuation(source[at + 1])
      at += isEscape ? 2 : 1
    }
    var start = table.position
    var end = at
    while start < end, source[start] == 0x20 || source[start] == 0x09 { start += 1 }
    while end > start, source[end - 1] == 0x20 || source[end - 1] == 0x09 { end -= 1 }
    table.position = min(at + 1, table.rowEnd)
    cursor = InlineCursor(source, at: start, end: end, quotes: 0, inTable: true)
    return start..<end
  }

  private func alignment() -> Node.Flags {
    guard let alignments = table.alignments, table.column < table.columns else { return [] }
    switch alignments[table.column] {
    case UInt8(ascii: "l"): return .alignLeft
    case UInt8(ascii: "c"): return .alignCenter
    case UInt8(ascii: "r"): return .alignRight
    default: return []
    }
  }

  // MARK: Inlines

  private mutating func enterInline(_ node: OpaquePointer, _ kind: Node.Kind, parent: Int) {
    var made = Node(
      kind: kind, start: nodes[parent].start, end: nodes[parent].end, parent: Int32(parent),
      next: 0)
    var place: Range<Int>?
    switch kind {
    case .text:
      let text = bytes(cmark_node_get_literal(node))
      let found = cursor.text(text, in: openings.last ?? .lost)
      place = found?.range
      made.literal = literal(text, at: found?.isVerbatim == true ? place?.lowerBound : nil)
    case .softBreak, .lineBreak:
      place = cursor.lineEnd()
    case .code:
      let found = cursor.code()
      place = found?.range
      made.literal = literal(cmark_node_get_literal(node), near: found?.content.lowerBound)
    case .htmlInline:
      let text = bytes(cmark_node_get_literal(node))
      let found = cursor.html(text)
      place = found?.0
      made.literal = literal(text, at: found?.isVerbatim == true ? place?.lowerBound : nil)
    case .footnoteReference:
      place = cursor.footnoteReference()
      let note = Footnote(rendering: node)
      made.literal = literal(cmark_node_get_literal(node), near: nil)
      made.number = add(Target(destination: append(note.anchor), number: note.number))
    case .emphasis, .strong, .strikethrough, .link, .image:
      let opened = cursor.open(kind)
      openings.append(opened?.opening ?? .lost)
      if let start = opened?.start { place = start..<max(start, Int(made.end)) }
      if kind == .link || kind == .image {
        made.number = add(
          Target(
            destination: literal(cmark_node_get_url(node), near: nil),
            title: literal(cmark_node_get_title(node), near: nil)))
      }
    default: break
    }
    if let place {
      made.start = Int32(place.lowerBound)
      made.end = Int32(place.upperBound)
    }
    nodes.append(made)
  }

  /// Replaces the inlines of a block that ends the nodes, where East Asian text asks for it.
  private mutating func readEmphasisAnew(of index: Int) {
    let limits = cursor.start..<cursor.end
    let isFriendly = dialect == .cjkFriendly
    guard !cursor.hasBeenLost, !isFriendly || EmphasisPass.isNeeded(in: source, limits) else {
      return
    }
    let rebuilt = extras.withUnsafeBufferPointer { extras in
      EmphasisPass.rebuilt(
        nodes[index...], literals: UnsafeLiterals(source: source, extras: extras), limits: limits,
        isFriendly: isFriendly)
    }
    guard let rebuilt else { return }
    nodes.removeSubrange((index + 1)...)
    nodes.append(contentsOf: rebuilt)
    nodes[index].next = Int32(nodes.count)
  }

  // MARK: Literals

  private mutating func add(_ target: Target) -> Int32 {
    targets.append(target)
    return Int32(targets.count - 1)
  }

  private func bytes(_ string: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let string else { return UnsafeBufferPointer(start: nil, count: 0) }
    let count = strlen(string)
    return UnsafeRawBufferPointer(start: string, count: count).bindMemory(to: UInt8.self)
  }

  /// The range of a literal: that of the source at an offset, where it is known to stand there, and
  /// else that of a copy.
  private mutating func literal(
    _ text: UnsafeBufferPointer<UInt8>, at offset: Int?
  ) -> Range<Int32> {
    guard let offset else { return append(text) }
    return Int32(offset)..<Int32(offset + text.count)
  }

  /// As above, having looked whether the literal stands in the source at or soon after an offset.
  private mutating func literal(
    _ string: UnsafePointer<CChar>?, near offset: Int?
  ) -> Range<Int32> {
    let text = bytes(string)
    guard let wanted = text.baseAddress, text.count > 0 else { return 0..<0 }
    guard let offset, let base = source.baseAddress else { return append(text) }
    var at = offset
    let limit = min(offset + 16, source.count - text.count)
    while at <= limit {
      if base[at] == wanted[0], memcmp(base + at, wanted, text.count) == 0 {
        return Int32(at)..<Int32(at + text.count)
      }
      if base[at] == 0x0A { break }
      at += 1
    }
    return append(text)
  }

  /// Puts back in copied literals what was masked for cmark.
  mutating func unmask() {
    for (index, byte) in extras.enumerated() {
      if byte == Hazards.bracketMask { extras[index] = 0x5B }
      if byte == Hazards.dashMask { extras[index] = 0x2D }
      if byte == Hazards.letterMask { extras[index] = 0x77 }
      if byte == Hazards.tildeMask { extras[index] = 0x7E }
    }
  }

  private mutating func append(_ text: some Collection<UInt8>) -> Range<Int32> {
    guard !text.isEmpty else { return 0..<0 }
    let start = source.count + extras.count
    extras.append(contentsOf: text)
    return Int32(start)..<Int32(start + text.count)
  }
}

extension Node.Kind {
  package var isInline: Bool { rawValue >= Node.Kind.text.rawValue }

  /// Whether nodes of the kind may have children.
  package var holdsNodes: Bool {
    switch self {
    case .document, .blockQuote, .list, .item, .paragraph, .heading, .footnoteDefinition, .table,
      .tableRow, .tableCell, .emphasis, .strong, .strikethrough, .link, .image:
      true
    case .codeBlock, .htmlBlock, .thematicBreak, .text, .softBreak, .lineBreak, .code, .htmlInline,
      .footnoteReference:
      false
    }
  }
}
