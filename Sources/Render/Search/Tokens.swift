/// A unit of search: what the index lists and what a query is cut into.
///
/// Text without spaces between words is cut into overlapping pairs of characters, so that `段简` is
/// found inside `一段简单`; the last character of such a run also stands alone, so that a query of one
/// character finds every run that holds it by the beginnings of tokens alone. Other text is cut
/// into words, folded to lower case. `site/tokens.js` does the same to queries; shared vectors hold
/// the two together.
package enum Token: Hashable, Sendable {
  case pair(UInt32, UInt32)
  case single(UInt32)
  case word([UInt8])

  /// The token as the index spells it.
  package var string: String {
    var string = ""
    switch self {
    case .pair(let first, let second):
      for value in [first, second] {
        Unicode.Scalar(value).map { string.unicodeScalars.append($0) }
      }
    case .single(let value): Unicode.Scalar(value).map { string.unicodeScalars.append($0) }
    case .word(let bytes): string = String(decoding: bytes, as: UTF8.self)
    }
    return string
  }

  /// Longer words are cut off here, in characters: what is longer is a hash or a key, not a word.
  package static let longestWord = 40
}

/// Whether a character belongs to a script written without spaces: Han, Kana, Hangul.
func isUnspaced(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x3040...0x30FA, 0x30FC...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0x2E80...0x2FDF, 0x3005...0x3007, 0x31F0...0x31FF, 0x20000...0x323AF:
    true
  default: false
  }
}

/// What receives the tokens of a text.
protocol TokenSink {
  mutating func pair(_ first: UInt32, _ second: UInt32)
  mutating func single(_ scalar: UInt32)

  /// The bytes are valid during the call alone.
  mutating func word(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// Cuts UTF-8 text into tokens, in order. Linear.
func cutTokens(_ text: UnsafeBufferPointer<UInt8>, into sink: inout some TokenSink) {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4 * (Token.longestWord + 4)) { buffer in
    var used = 0
    var characters = 0
    var previous: UInt32 = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        index += 1
        let folded = foldASCII(byte)
        if folded != 0 {
          if previous != 0 { sink.single(previous) }
          previous = 0
          if characters < Token.longestWord {
            buffer[used] = folded
            used += 1
          }
          characters += 1
          continue
        }
        if byte == UInt8(ascii: "."), used > 0, index < text.count, isDigit(text[index]),
          isDigit(buffer[used - 1]), characters < Token.longestWord
        {
          buffer[used] = byte
          used += 1
          characters += 1
          continue
        }
      } else {
        let (scalar, length) = decode(text, at: index)
        index += length
        if isUnspaced(scalar) {
          if used > 0 { sink.word(UnsafeBufferPointer(rebasing: buffer[..<used])) }
          used = 0
          characters = 0
          if previous != 0 { sink.pair(previous, scalar) }
          previous = scalar
          continue
        }
        let folded = fold(scalar)
        if !folded.isEmpty {
          if previous != 0 { sink.single(previous) }
          previous = 0
          for value in folded {
            if characters < Token.longestWord {
              for unit in String(value).utf8 {
                buffer[used] = unit
                used += 1
              }
            }
            characters += 1
          }
          continue
        }
      }
      if used > 0 { sink.word(UnsafeBufferPointer(rebasing: buffer[..<used])) }
      if previous != 0 { sink.single(previous) }
      used = 0
      characters = 0
      previous = 0
    }
    if used > 0 { sink.word(UnsafeBufferPointer(rebasing: buffer[..<used])) }
    if previous != 0 { sink.single(previous) }
  }
}

/// The tokens of a text, as a list.
package func tokens(of text: String) -> [Token] {
  struct List: TokenSink {
    var found: [Token] = []
    mutating func pair(_ first: UInt32, _ second: UInt32) { found.append(.pair(first, second)) }
    mutating func single(_ scalar: UInt32) { found.append(.single(scalar)) }
    mutating func word(_ bytes: UnsafeBufferPointer<UInt8>) { found.append(.word(Array(bytes))) }
  }
  var list = List()
  var text = text
  text.withUTF8 { cutTokens($0, into: &list) }
  return list.found
}

/// The number of the shard that holds a token: a hash of its first character, or of a word's first
/// two, so that all tokens with the same beginning lie together.
package func shard(of token: Token, count: Int) -> Int {
  shard(spelled: Array(token.string.utf8)[...], count: count)
}

/// The same for a token as the index spells it.
func shard(spelled token: ArraySlice<UInt8>, count: Int) -> Int {
  token.withUnsafeBufferPointer { token in
    var hash: UInt32 = 2_166_136_261
    var index = 0
    // A token that begins with a character of an unspaced script is no word.
    for number in 0..<2 where index < token.count {
      let (scalar, length) = decode(token, at: index)
      if number == 1, isUnspaced(scalar) { break }
      hash = (hash ^ scalar) &* 16_777_619
      index += length
    }
    return Int(hash % UInt32(count))
  }
}

/// A letter or digit in lower case; zero for everything else.
private func foldASCII(_ byte: UInt8) -> UInt8 {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): byte
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
  default: 0
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// The scalar at an offset of valid UTF-8, and its length. Invalid bytes are a character of nothing.
@inline(__always)
private func decode(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
  let lead = text[index]
  if lead < 0x80 { return (UInt32(lead), 1) }
  let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  guard length > 1, index + length <= text.count else { return (0xFFFD, 1) }
  var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
  for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
  return (value, length)
}

/// A character beyond ASCII in lower case; nothing when it is not part of a word.
private func fold(_ scalar: UInt32) -> [Unicode.Scalar] {
  var value = scalar
  if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
  if value < 0x80 {
    let ascii = foldASCII(UInt8(value))
    return ascii == 0 ? [] : [Unicode.Scalar(ascii)]
  }
  if value == 0xB5 { value = 0x3BC }
  // Punctuation, symbols, box drawing and pictures, which are most of what is not Han in such
  // documents, and are looked up slowly.
  switch value {
  case 0x2000...0x2BFF, 0x3000...0x303F, 0xFE0F, 0x1F300...0x1FAFF, 0xB7, 0xD7: return []
  default: break
  }
  guard let folded = Unicode.Scalar(value) else { return [] }
  let properties = folded.properties
  guard properties.isAlphabetic || properties.generalCategory == .decimalNumber else { return [] }
  return Array(properties.lowercaseMapping.unicodeScalars)
}
