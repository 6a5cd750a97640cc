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
