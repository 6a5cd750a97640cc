import Glibc

extension [UInt8] {
  /// The first place of a byte in a range, as fast as memory can be read.
  package func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range of these bytes")
    return withUnsafeBytes { bytes in
      guard !range.isEmpty, let start = bytes.baseAddress.map({ $0 + range.lowerBound }),
        let found = memchr(start, Int32(byte), range.count)
      else { return nil }
      return range.lowerBound + (UnsafeRawPointer(found) - start)
    }
  }
}

extension [UInt8] {
  /// Where the line begins on which a place stands; of a longer one the place `limit` bytes before. O(limit).
  package func lineStart(_ place: Int, limit: Int = .max) -> Int {
    var start = place
    while start > 0, place - start < limit, self[start - 1] != 0x0A { start -= 1 }
    return start
  }

  /// Where the line ends on which a place stands, before its newline; of a longer one the place `limit` bytes
  /// behind. O(limit).
  package func lineEnd(_ place: Int, limit: Int = .max) -> Int {
    let last = limit < count - place ? place + limit : count
    return firstIndex(of: 0x0A, in: place..<last) ?? last
  }

  /// The line on which a place stands, without its newline; of a longer one `limit` bytes to each side.
  package func line(around place: Int, limit: Int = .max) -> Range<Int> {
    lineStart(place, limit: limit)..<lineEnd(place, limit: limit)
  }

  /// Where the label ends whose colon stands right before a place, but for blanks and asterisks: the place behind
  /// the colon, an ASCII or a full-width one; nil for none.
  package func colonEnd(before place: Int) -> Int? {
    var end = place
    while end > 0, self[end - 1] == 0x20 || self[end - 1] == UInt8(ascii: "*") { end -= 1 }
    guard end > 3,
      self[end - 1] == UInt8(ascii: ":") || self[(end - 3)..<end].elementsEqual("：".utf8)
    else { return nil }
    return end
  }

  /// The place behind a bracket that opens at a place, an ASCII or a full-width one; nil for none.
  package func openingBracketEnd(at place: Int) -> Int? {
    guard place < count else { return nil }
    if self[place] == UInt8(ascii: "(") { return place + 1 }
    return self[place...].starts(with: "（".utf8) ? place + 3 : nil
  }

  /// Whether a bracket closes at a place.
  package func closesBracket(at place: Int) -> Bool {
    place < count
      && (self[place] == UInt8(ascii: ")") || self[place...].starts(with: "）".utf8))
  }
}

/// A text that is compared and hashed by its bytes.
///
/// `String` takes canonically equivalent texts for the same, and has to normalise them to do so: for
/// Chinese that costs ten times as much. Anchors and the like are the same only if written alike.
package struct TextBytes: Hashable, Sendable {
  package let string: String

  package init(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    string = text
  }

  package static func == (a: TextBytes, b: TextBytes) -> Bool {
    a.withBytes { a in b.withBytes { b in a.elementsEqual(b) } }
  }

  package func hash(into hasher: inout Hasher) {
    withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    guard let result = string.utf8.withContiguousStorageIfAvailable(body) else {
      preconditionFailure("the bytes of a contiguous text are at hand")
    }
    return result
  }
}
