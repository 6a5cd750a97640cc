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

/// A text that is compared and hashed by its bytes.
///
/// `String` takes canonically equivalent texts for the same, and has to normalise them to do so: for
/// Chinese that costs ten times as much. Anchors and the like are the same only if written alike.
package struct TextBytes: Hashable, Sendable {
  private let bytes: [UInt8]

  package init(_ text: String) { bytes = Array(text.utf8) }

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  package func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
