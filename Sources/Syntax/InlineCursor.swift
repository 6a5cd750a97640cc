import CCMark
import Glibc

/// Follows the inlines of one block through the source, so that each gets its exact place.
///
/// cmark's own positions of inlines are wrong after a continuation line with another indentation,
/// after `\|` in a table, after link reference definitions and elsewhere, and have no position of
/// what stands inside them. But the tree says what must come next in the source: the cursor only
/// has to step over it, undoing escapes, entities and the prefixes of continuation lines. Where
/// the source does not agree, it searches for the next text and goes on from there.
struct InlineCursor {
  let source: UnsafeBufferPointer<UInt8>

  /// How many block quotes enclose the block: as many `>` may begin each of its lines.
  let quotes: Int

  /// Whether the block is a table cell, where `\|` stands for `|` before anything else is read.
  let inTable: Bool
  let start: Int
  let end: Int
  private(set) var position: Int

  /// Whether the source and the tree have disagreed anywhere in the block.
  private(set) var hasBeenLost = false
  private var isLost = false {
    didSet { if isLost { hasBeenLost = true } }
  }
  private var searches = 0

  init(
    _ source: UnsafeBufferPointer<UInt8>, at position: Int, end: Int, quotes: Int, inTable: Bool
  ) {
    self.source = source
    self.position = min(max(position, 0), source.count)
    start = self.position
    self.end = min(max(end, self.position), source.count)
    self.quotes = quotes
    self.inTable = inTable
  }

  /// How a link, or another container of inlines, began.
  enum Opening: UInt8 {
    case lost, one, two, bracket, angle, bare
  }

  private func byte(at offset: Int) -> UInt8? { offset < end ? source[offset] : nil }

  // MARK: Leaves

  /// The place of a text, and whether the source has it byte for byte.
  mutating func text(
    _ literal: UnsafeBufferPointer<UInt8>, in opening: Opening
  ) -> (range: Range<Int>, isVerbatim: Bool)? {
    guard literal.count > 0 else { return isLost ? nil : (position..<position, true) }
    if !isLost, let found = match(literal, at: position, in: opening) {
      defer { position = found.end }
      return (position..<found.end, found.isVerbatim)
    }
    isLost = true
    guard let start = search(for: literal) else { return nil }
    guard let found = match(literal, at: start, in: opening) else { return nil }
    isLost = false
    position = found.end
    return (start..<found.end, found.isVerbatim)
  }

  /// Gives up after a few failures in one block, for each costs as much as the block is long.
  private mutating func search(for literal: UnsafeBufferPointer<UInt8>) -> Int? {
    guard searches < 16 else { return nil }
    searches += 1
    return SourceText.firstOccurrence(of: literal.prefix(24), in: source, from: position, to: end)
  }

  private func match(
    _ literal: UnsafeBufferPointer<UInt8>, at start: Int, in opening: Opening
  ) -> (end: Int, isVerbatim: Bool)? {
    guard let wanted = literal.baseAddress, let base = source.baseAddress else { return nil }
    let count = literal.count
    if start + count <= end, memcmp(base + start, wanted, count) == 0,
      memchr(wanted, 0x26, count) == nil,
      opening == .angle || opening == .bare || memchr(wanted, 0x5C, count) == nil
    {
      return (start + count, true)
    }
    guard
      let found = SourceText.match(
        literal, in: source, from: start, to: end,
        escapes: opening != .angle && opening != .bare, inTable: inTable)
    else { return nil }
    return (found, false)
  }

  /// The place of a code span, its backticks included, and that of its content.
  mutating func code() -> (range: Range<Int>, content: Range<Int>)? {
    guard !isLost else { return nil }
    let start = position
    var opened = start
    while byte(at: opened) == 0x60 { opened += 1 }
    let length = opened - start
    guard length > 0 else {
      isLost = true
      return nil
    }
    var at = opened
    while at < end {
      guard source[at] == 0x60 else {
        at += 1
        continue
      }
      let closing = at
      while byte(at: at) == 0x60 { at += 1 }
      if at - closing == length {
        position = at
        return (start..<at, opened..<closing)
      }
    }
    isLost = true
    return nil
  }

  mutating func html(_ literal: UnsafeBufferPointer<UInt8>) -> (Range<Int>, isVerbatim: Bool)? {
    guard !isLost else { return nil }
    let start = position
    var at = start
    var isVerbatim = true
    var index = 0
    while index < literal.count {
      if literal[index] == 0x0A {
        guard let next = afterNewline(at) else { break }
        if next != at + 1 || source[at] != 0x0A { isVerbatim = false }
        at = next
      } else if byte(at: at) == literal[index] {
        at += 1
      } else if inTable, byte(at: at) == 0x5C, byte(at: at + 1) == literal[index] {
        isVerbatim = false
        at += 2
      } else {
        break
      }
      index += 1
    }
    guard index == literal.count else {
      isLost = true
      return nil
    }
    position = at
    return (start..<at, isVerbatim)
  }

  /// The place of the end of a line, with the spaces or the backslash before it; the cursor goes
  /// to the first character of the next one.
  mutating func lineEnd() -> Range<Int>? {
    guard !isLost else { return nil }
    let start = position
    var at = start
    while let byte = byte(at: at), byte == 0x20 || byte == 0x09 || byte == 0x5C { at += 1 }
    guard let next = afterNewline(at) else {
      isLost = true
      return nil
    }
    position = next
    return start..<(source[at] == 0x0D && byte(at: at + 1) == 0x0A ? at + 2 : at + 1)
  }

  mutating func footnoteReference() -> Range<Int>? {
    guard !isLost else { return nil }
    let start = position
    guard byte(at: start) == 0x5B, byte(at: start + 1) == 0x5E,
      let close = source[start..<end].firstIndex(of: 0x5D)
    else {
      isLost = true
      return nil
    }
    position = close + 1
    return start..<position
  }

  // MARK: Containers

  mutating func open(_ kind: Node.Kind) -> (start: Int, opening: Opening)? {
    guard !isLost else { return nil }
    let start = position
    let first = byte(at: start)
    switch kind {
    case .emphasis where first == 0x2A || first == 0x5F:
      position += 1
      return (start, .one)
    case .strong where first == 0x2A || first == 0x5F:
      position += 2
      return (start, .two)
    case .strikethrough where first == 0x7E:
      let isDouble = byte(at: start + 1) == 0x7E
      position += isDouble ? 2 : 1
      return (start, isDouble ? .two : .one)
    case .link where first == 0x5B:
      position += 1
      return (start, .bracket)
    case .link where first == 0x3C:
      position += 1
      return (start, .angle)
    case .link:
      return (start, .bare)
    case .image where first == 0x21:
      position += 2
      return (start, .bracket)
    default:
      isLost = true
      return nil
    }
  }

  /// The end of a container, the cursor being after its last child.
  mutating func close(_ opening: Opening) -> Int? {
    guard !isLost else { return nil }
    switch opening {
    case .lost: return nil
    case .one: position = min(position + 1, end)
    case .two: position = min(position + 2, end)
    case .angle: position = min(position + 1, end)
    case .bare: break
    case .bracket:
      guard byte(at: position) == 0x5D else {
        isLost = true
        return nil
      }
      position = afterLinkTail(position + 1)
    }
    return position
  }

  // MARK: Lines

  /// The first character of the line after the line ending at an offset, nil when none is there.
  private func afterNewline(_ offset: Int) -> Int? {
    var at = offset
    guard let byte = byte(at: at), byte == 0x0A || byte == 0x0D else { return nil }
    at += byte == 0x0D && self.byte(at: at + 1) == 0x0A ? 2 : 1
    return SourceText.skipPrefix(source, from: at, to: end, quotes: quotes)
  }

  private func skipSpace(_ offset: Int) -> Int {
    var at = offset
    while let byte = byte(at: at) {
      if byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C {
        at += 1
      } else if let next = afterNewline(at) {
        at = next
      } else {
        break
      }
    }
    return at
  }

  // MARK: Links

  /// The end of what follows the `]` of a link that is known to be one: `(destination "title")`,
  /// `[label]`, or nothing.
  private func afterLinkTail(_ offset: Int) -> Int {
    if byte(at: offset) == 0x28, let destination = afterDestination(skipSpace(offset + 1)) {
      var at = skipSpace(destination)
      if at > destination, let title = afterTitle(at) { at = skipSpace(title) }
      if byte(at: at) == 0x29 { return at + 1 }
    }
    return afterLabel(offset) ?? offset
  }

  private func afterLabel(_ offset: Int) -> Int? {
    guard byte(at: offset) == 0x5B else { return nil }
    var at = offset + 1
    while let byte = byte(at: at), at - offset <= 1001 {
      switch byte {
      case 0x5D: return at + 1
      case 0x5B: return nil
      case 0x5C where self.byte(at: at + 1).map(SourceText.isPunctuation) == true: at += 2
      default: at += 1
      }
    }
    return nil
  }

  private func afterDestination(_ offset: Int) -> Int? {
    var at = offset
    if byte(at: at) == 0x3C {
      at += 1
      while let byte = byte(at: at) {
        switch byte {
        case 0x3E: return at + 1
        case 0x3C, 0x0A, 0x0D: return nil
        case 0x5C: at += 2
        default: at += 1
        }
      }
      return nil
    }
    var depth = 0
    while let byte = byte(at: at) {
      if byte == 0x5C, self.byte(at: at + 1).map(SourceText.isPunctuation) == true {
        at += 2
      } else if byte == 0x28 {
        depth += 1
        at += 1
      } else if byte == 0x29 {
        if depth == 0 { break }
        depth -= 1
        at += 1
      } else if byte <= 0x20 {
        break
      } else {
        at += 1
      }
    }
    return at
  }

  private func afterTitle(_ offset: Int) -> Int? {
    let close: UInt8
    switch byte(at: offset) {
    case 0x22: close = 0x22
    case 0x27: close = 0x27
    case 0x28: close = 0x29
    default: return nil
    }
    var at = offset + 1
    while let byte = byte(at: at) {
      if byte == close { return at + 1 }
      at += byte == 0x5C ? 2 : 1
    }
    return nil
  }

  /// Steps over the link reference definitions with which a paragraph may begin.
  mutating func skipReferenceDefinitions() {
    while byte(at: position) == 0x5B, let label = afterLabel(position), byte(at: label) == 0x3A,
      let destination = afterDestination(skipSpace(label + 1))
    {
      var at = skipBlanks(destination)
      let next = skipSpace(destination)
      if next > destination, let title = afterTitle(next), afterNewline(skipBlanks(title)) != nil {
        at = skipBlanks(title)
      }
      guard let line = afterNewline(at) else { return }
      position = line
    }
  }

  private func skipBlanks(_ offset: Int) -> Int {
    var at = offset
    while let byte = byte(at: at), byte == 0x20 || byte == 0x09 { at += 1 }
    return at
  }
}
