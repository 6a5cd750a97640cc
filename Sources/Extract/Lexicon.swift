import Quantities

/// Whole texts that mean something, such as `行数` over a column, ASCII letters in any case.
struct Lexicon: Sendable, ExpressibleByArrayLiteral {
  /// The texts of each length in bytes, one behind the other; few are of one length.
  private let byLength: [[UInt8]]

  private let holdsEmptyText: Bool

  /// - Parameter texts: in lower case.
  init(_ texts: [String]) {
    holdsEmptyText = texts.contains("")
    let texts = Set(texts).map { Array($0.utf8) }
    var byLength = [[UInt8]](repeating: [], count: (texts.map(\.count).max() ?? 0) + 1)
    for text in texts { byLength[text.count] += text }
    self.byLength = byLength
  }

  init(arrayLiteral texts: String...) { self.init(texts) }

  func contains(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { contains($0) }
  }

  func contains(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    bytes.withUnsafeBufferPointer { contains(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  private func contains(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count < byLength.count, !bytes.isEmpty else {
      return bytes.isEmpty && holdsEmptyText
    }
    let texts = byLength[bytes.count]
    texts: for start in stride(from: 0, to: texts.count, by: bytes.count) {
      for offset in bytes.indices where bytes[offset].lowercased != texts[start + offset] {
        continue texts
      }
      return true
    }
    return false
  }
}
