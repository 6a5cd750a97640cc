/// A start tag or an end tag in raw HTML, taken apart as browsers do.
struct RawTag {
  let start: Int
  let end: Int

  /// In lower case.
  let name: String
  let isClosing: Bool

  /// In their order, names in lower case, values with the common character references decoded.
  let attributes: [(name: String, value: String)]

  /// Reads the tag that begins at a `<`; nil when none does, or when it does not end.
  init?(_ text: UnsafeBufferPointer<UInt8>, at start: Int) {
    var at = start + 1
    let isClosing = at < text.count && text[at] == 0x2F
    if isClosing { at += 1 }
    guard at < text.count, RawTag.isLetter(text[at]) else { return nil }
    let nameStart = at
    while at < text.count, !RawTag.endsName(text[at]) { at += 1 }
    name = String(decoding: text[nameStart..<at], as: UTF8.self).lowercased()
    var attributes: [(String, String)] = []
    while true {
      while at < text.count, RawTag.isSpace(text[at]) || text[at] == 0x2F { at += 1 }
      guard at < text.count else { return nil }
      if text[at] == 0x3E { break }
      let attributeStart = at
      at += 1
      while at < text.count, !RawTag.endsName(text[at]), text[at] != 0x3D { at += 1 }
      let name = String(decoding: text[attributeStart..<at], as: UTF8.self).lowercased()
      var next = at
      while next < text.count, RawTag.isSpace(text[next]) { next += 1 }
      var value = ""
      if next < text.count, text[next] == 0x3D {
        at = next + 1
        guard let range = RawTag.value(text, &at) else { return nil }
        let decoded = RawTag.decoded(UnsafeBufferPointer(rebasing: text[range]))
        value = String(decoding: decoded, as: UTF8.self)
      }
      attributes.append((name, value))
    }
    self.start = start
    self.end = at + 1
    self.isClosing = isClosing
    self.attributes = isClosing ? [] : attributes
  }

  private static func value(
    _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) -> Range<Int>? {
    while at < text.count, isSpace(text[at]) { at += 1 }
    guard at < text.count else { return nil }
    let quote = text[at]
    if quote == 0x22 || quote == 0x27 {
      guard let close = text[(at + 1)...].firstIndex(of: quote) else { return nil }
      defer { at = close + 1 }
      return (at + 1)..<close
    }
    let start = at
    while at < text.count, !isSpace(text[at]), text[at] != 0x3E { at += 1 }
    return start..<at
  }

  /// The end of a comment, declaration or processing instruction that begins at a `<`.
  static func endOfMarkup(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    guard start + 1 < text.count else { return nil }
    let mark = text[start + 1]
    guard mark == 0x21 || mark == 0x3F || mark == 0x2F else { return nil }
    let isComment = start + 3 < text.count && text[start + 2] == 0x2D && text[start + 3] == 0x2D
    var at = start + 2
    while at < text.count {
      if text[at] == 0x3E, !isComment || text[at - 1] == 0x2D && text[at - 2] == 0x2D {
        return at + 1
      }
      at += 1
    }
    return text.count
  }

  /// Whether a tag begins at a `<`, complete or not.
  static func begins(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    start + 1 < text.count && (isLetter(text[start + 1]) || text[start + 1] == 0x2F)
  }

  /// The end of the end tag of an element whose content is not read. O(rest of the text).
  static func endOfElement(
    _ name: String, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    let wanted = Array("</\(name)".utf8)
    var at = start
    while let less = text[at...].firstIndex(of: 0x3C) {
      let after = less + wanted.count
      guard after < text.count else { return nil }
      let found = text[less..<after].elementsEqual(wanted) { $0 | 0x20 == $1 | 0x20 }
      if found, endsName(text[after]) {
        return text[after...].firstIndex(of: 0x3E).map { $0 + 1 }
      }
      at = less + 1
    }
    return nil
  }

  /// Text with `&amp;` and its like decoded, and numeric references. Other names stay, and are
  /// shown as they are written, for what is written out is escaped again.
  static func decoded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard text.contains(0x26) else { return Array(text) }
    var result: [UInt8] = []
    var at = 0
    while at < text.count {
      if text[at] == 0x26, let (scalar, end) = reference(text, at: at) {
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        at = end
      } else {
        result.append(text[at])
        at += 1
      }
    }
    return result
  }

  private static func reference(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (Unicode.Scalar, end: Int)? {
    var end = start + 1
    while end < text.count, end - start < 12, text[end] != 0x3B { end += 1 }
    guard end < text.count, text[end] == 0x3B else { return nil }
    let name = String(decoding: text[(start + 1)..<end], as: UTF8.self)
    if let known = names[name] { return (known, end + 1) }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.map { (Unicode.Scalar($0) ?? "\u{FFFD}", end + 1) }
  }

  private static let names: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "copy": "©", "reg": "®", "trade": "™", "mdash": "—", "ndash": "–", "hellip": "…",
    "times": "×", "rarr": "→", "larr": "←", "emsp": "\u{2003}", "ensp": "\u{2002}", "middot": "·",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    0x41...0x5A ~= byte || 0x61...0x7A ~= byte
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 9...13 ~= byte }

  private static func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == 0x2F || byte == 0x3E
  }
}
