/// Shapes, arrows and labels.
extension FlowchartParser {
  struct Link { let label: String? }
  struct Shape {
    let label: Range<Int>
    let isDecision: Bool
  }

  static func opensShape(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{")
      || byte == UInt8(ascii: ">")
  }

  /// Whether an identifier ends before an offset.
  func isIDEnd(_ place: Int) -> Bool {
    switch bytes[place] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "["), UInt8(ascii: "("),
      UInt8(ascii: "{"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: ";"),
      UInt8(ascii: "|"), UInt8(ascii: "\""), UInt8(ascii: "]"), UInt8(ascii: ")"),
      UInt8(ascii: "}"):
      true
    case UInt8(ascii: ":"): bytes.has(":::", at: place)
    case UInt8(ascii: "@"): bytes.has("@{", at: place)
    case UInt8(ascii: "-"): bytes.has("--", at: place) || bytes.has("-.", at: place)
    case UInt8(ascii: "="): bytes.has("==", at: place)
    case UInt8(ascii: "~"): bytes.has("~~~", at: place)
    case UInt8(ascii: "<"): bytes.has("<-", at: place) || bytes.has("<=", at: place)
    default: false
    }
  }

  // MARK: Shapes

  /// Reads `[…]`, `(…)`, `{…}`, `>…]` and their nested forms up to the matching end.
  mutating func readShape() -> Shape? {
    let start = offset
    var openers: [UInt8] = []
    if bytes[offset] == UInt8(ascii: ">") {
      openers = [UInt8(ascii: "[")]
      offset += 1
    } else {
      while offset < lineEnd, openers.count < 3, Self.opensShape(bytes[offset]),
        bytes[offset] != UInt8(ascii: ">")
      {
        openers.append(bytes[offset])
        offset += 1
      }
      if openers.last == UInt8(ascii: "["), offset < lineEnd,
        bytes[offset] == UInt8(ascii: "/") || bytes[offset] == UInt8(ascii: "\\")
      {
        offset += 1
      }
    }
    let closers = openers.reversed().map { Self.closer(of: $0) }
    let inner = offset
    skipSpaces()
    if offset < lineEnd, bytes[offset] == UInt8(ascii: "\"") { skipQuoted() }
    while offset < lineEnd, !closes(closers) { offset += bytes.scalar(at: offset).length }
    guard offset < lineEnd else {
      offset = min(start, lineEnd)
      _ = fail("this bracket is never closed")
      return nil
    }
    if bytes[inner] != UInt8(ascii: "\""), bytes.find("-->", in: inner..<offset) != nil {
      // An arrow inside a label that is not quoted: the bracket that was found belongs to another.
      offset = start
      _ = fail("this bracket is never closed")
      return nil
    }
    var end = offset
    if end > inner, openers == [UInt8(ascii: "[")],
      bytes[end - 1] == UInt8(ascii: "/") || bytes[end - 1] == UInt8(ascii: "\\")
    {
      end -= 1
    }
    offset += closers.count
    return Shape(label: inner..<max(inner, end), isDecision: openers == [UInt8(ascii: "{")])
  }

  private func closes(_ closers: [UInt8]) -> Bool {
    for (index, closer) in closers.enumerated() {
      guard offset + index < bytes.count, bytes[offset + index] == closer else { return false }
    }
    return true
  }

  private static func closer(of opener: UInt8) -> UInt8 {
    switch opener {
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "{"): UInt8(ascii: "}")
    default: UInt8(ascii: "]")
    }
  }

  /// Skips a quoted string, which may go on for a few lines.
  mutating func skipQuoted() {
    var place = offset + 1
    let limit = min(bytes.count, offset + 512)
    while place < limit, bytes[place] != UInt8(ascii: "\"") { place += 1 }
    guard place < limit else {
      offset += 1
      return
    }
    while line + 1 < text.lines.count, text.lines[line].range.upperBound <= place { line += 1 }
    offset = place + 1
  }

  /// Reads `@{ shape: rect, label: "…" }`.
  mutating func readAttributes(_ index: Int) -> Bool {
    let start = offset
    while offset < lineEnd, bytes[offset] != UInt8(ascii: "}") {
      if bytes[offset] == UInt8(ascii: "\"") { skipQuoted() } else { offset += 1 }
    }
    guard offset < lineEnd else {
      offset = min(start, lineEnd)
      return fail("this bracket is never closed")
    }
    if let key = bytes.find("label:", in: start..<offset) {
      var label = bytes.trimmed((key + 6)..<offset)
      if bytes[label].first == UInt8(ascii: "\"") {
        let quote = bytes[(label.lowerBound + 1)..<label.upperBound].firstIndex(of: 0x22)
        label = (label.lowerBound + 1)..<(quote ?? label.upperBound)
      } else if let comma = bytes[label].firstIndex(of: UInt8(ascii: ",")) {
        label = label.lowerBound..<comma
      }
      nodes[index].label = Self.plainLabel(bytes, label)
    }
    nodes[index].isDecision =
      bytes.find("diam", in: start..<offset) != nil
      || bytes.find("decision", in: start..<offset) != nil
    offset += 1
    return true
  }

  // MARK: Arrows

  /// Reads an arrow with the label that stands on it.
  mutating func readLink() -> Link? {
    var place = offset
    guard place < lineEnd else { return nil }
    if bytes[place] == UInt8(ascii: "<") || (isHead(place) && isLine(place + 1)) { place += 1 }
    guard isLine(place) else { return nil }
    let start = place
    while place < lineEnd, isStroke(bytes[place]) { place += 1 }
    let strokes = place - start
    var label: String?
    let ends = place < lineEnd && (bytes[place] == UInt8(ascii: ">") || isHead(place))
    if ends {
      place += 1
    } else if strokes == 2 {
      // `-- label -->`: an arrow that has been opened.
      let inner = place
      while place < lineEnd, !isLine(place), !bytes.has(".-", at: place) {
        place += bytes.scalar(at: place).length
      }
      guard place < lineEnd else { return nil }
      label = Self.plainString(bytes, unquoted(bytes.trimmed(inner..<place)))
      while place < lineEnd, isStroke(bytes[place]) { place += 1 }
      if place < lineEnd, bytes[place] == UInt8(ascii: ">") || isHead(place) { place += 1 }
    }
    offset = place
    skipSpaces()
    if offset < lineEnd, bytes[offset] == UInt8(ascii: "|") {
      let inner = offset + 1
      offset = inner
      while offset < lineEnd, bytes[offset] != UInt8(ascii: "|") { offset += 1 }
      guard offset < lineEnd else { return nil }
      label = Self.plainString(bytes, unquoted(bytes.trimmed(inner..<offset)))
      offset += 1
    }
    return Link(label: label)
  }

  private func isLine(_ place: Int) -> Bool {
    bytes.has("--", at: place) || bytes.has("-.", at: place) || bytes.has("==", at: place)
      || bytes.has("~~~", at: place)
  }

  private func isStroke(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "~")
  }

  private func isHead(_ place: Int) -> Bool {
    bytes[place] == UInt8(ascii: "x") || bytes[place] == UInt8(ascii: "o")
  }

  // MARK: Labels

  /// A range without the quotes, and the backquotes of a Markdown string, around it.
  func unquoted(_ range: Range<Int>) -> Range<Int> {
    var range = range
    for quote in [UInt8(ascii: "\""), UInt8(ascii: "`")]
    where range.count >= 2 && bytes[range.lowerBound] == quote
      && bytes[range.upperBound - 1] == quote
    {
      range = (range.lowerBound + 1)..<(range.upperBound - 1)
    }
    return range
  }

  static func plainString(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
    let words = plainLabel(bytes, range).split { $0 <= 0x20 }
    let label = Array(words.joined(separator: [0x20]))
    return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
  }

  /// A label with a line break in the place of each tag that breaks it, and spaces for other tags and the name of an
  /// icon. It has as many bytes as the source, so that a place in it is one there.
  static func plainLabel(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
    var label = Array(bytes[range])
    func blank(_ places: Range<Int>, breaks: Bool) {
      for place in places { label[place - range.lowerBound] = UInt8(ascii: " ") }
      if breaks { label[places.lowerBound - range.lowerBound] = UInt8(ascii: "\n") }
    }
    var place = range.lowerBound
    while place < range.upperBound {
      if bytes[place] == UInt8(ascii: "<"), let end = tagEnd(bytes, place, range) {
        blank(place..<end, breaks: bytes.has("<br", at: place) || bytes.has("<BR", at: place))
        place = end
      } else if bytes.has("fa:fa-", at: place) {
        let start = place
        while place < range.upperBound, !isSpace(UInt32(bytes[place])) { place += 1 }
        blank(start..<place, breaks: false)
      } else if bytes.has("\\n", at: place), place + 2 <= range.upperBound {
        blank(place..<(place + 2), breaks: true)
        place += 2
      } else {
        place += 1
      }
    }
    return label
  }

  private static func tagEnd(_ bytes: [UInt8], _ place: Int, _ range: Range<Int>) -> Int? {
    let limit = min(range.upperBound, place + 64)
    guard place + 1 < limit, isLatin(UInt32(bytes[place + 1])) || bytes[place + 1] == 0x2F else {
      return nil
    }
    return bytes[place..<limit].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
  }
}
