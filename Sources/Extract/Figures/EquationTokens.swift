import Quantities

/// A sign of a line as arithmetic sees it.
enum EquationToken {
  /// A figure, by its place among the quantities of the line.
  case number(Int)
  case plus, minus, times, over
  case open, close
  case equals

  /// The sign `^`, and others that may be operators: nothing is computed across them.
  case power

  /// A run of letters or Han characters.
  case word(Range<Int>)

  /// The mark of an item in preformatted text: `- ` at its head.
  case bullet

  /// A comma: it ends an expression, but not what is said of it.
  case comma

  /// A semicolon: another clause begins, which may tell what each has of the things before.
  case semicolon

  /// Anything else.
  case stop
}

extension EquationToken {
  var isOpen: Bool { if case .open = self { true } else { false } }

  var isEquals: Bool { if case .equals = self { true } else { false } }

  /// Whether a sign after it may multiply: a figure, or the noun behind one.
  fileprivate var mayBeMultiplied: Bool {
    switch self {
    case .number, .word, .close: true
    default: false
    }
  }
}

/// Cuts a line into the signs of arithmetic. O(line).
func equationTokens(
  _ bytes: [UInt8], _ line: Range<Int>, _ quantities: [ReadQuantity]
) -> [EquationToken] {
  var tokens: [EquationToken] = []
  var next = 0
  var position = line.lowerBound
  if let item = endOfBullet(bytes, line) {
    tokens.append(.bullet)
    position = item
  }
  while position < line.upperBound {
    if next < quantities.count, position >= quantities[next].digits.lowerBound {
      tokens.append(isPort(quantities[next].digits.lowerBound, bytes) ? .stop : .number(next))
      position = max(position + 1, quantities[next].range.upperBound)
      next += 1
      continue
    }
    let (value, length) = bytes.scalar(at: position)
    let end = position + length
    switch value {
    case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000, 0x7E, 0x24, 0xA3, 0xA5, 0x20AC, 0xFFE5: break
    case 0x2B, 0xFF0B: tokens.append(.plus)
    case 0x2D, 0x2212: tokens.append(.minus)
    case 0xD7, 0x2A: tokens.append(.times)
    case 0x78 where stands(alone: position, bytes), 0x58 where stands(alone: position, bytes):
      tokens.append(.times)
    case 0xF7, 0x2F: tokens.append(.over)
    case 0x3D, 0xFF1D, 0x2248:
      // `==`, `>=`, `=>` and the like are no equations.
      let isCompound =
        [0x3D, 0x3C, 0x3E, 0x21].contains(bytes.scalar(before: position).value)
        || [0x3D, 0x3E].contains(bytes.scalar(at: end).value)
      tokens.append(isCompound ? .stop : .equals)
    // 1.2M viewers @ 6 Mbps: so many, of so much each.
    case 0x40 where tokens.last?.mayBeMultiplied ?? false: tokens.append(.times)
    case 0x22C5, 0x2217: tokens.append(.times)
    // A backslash, an underscore or a dot between figures may have been an operator.
    case 0x5E, 0x5C, 0x5F, 0xB7: tokens.append(.power)
    case 0x28, 0xFF08: tokens.append(.open)
    case 0x29, 0xFF09: tokens.append(.close)
    case 0x2C, 0xFF0C, 0x3001: tokens.append(.comma)
    case 0x3B, 0xFF1B: tokens.append(.semicolon)
    default:
      // Digits that are no figure belong to a name: A100, v2.
      guard isHan(value) || isLatin(value) || isDigit(value) || isOtherLetter(value) else {
        tokens.append(.stop)
        break
      }
      let start = position
      let limit = next < quantities.count ? quantities[next].digits.lowerBound : line.upperBound
      position = end
      while position < limit {
        let (letter, length) = bytes.scalar(at: position)
        guard
          isHan(value)
            ? isHan(letter) : isLatin(letter) || isDigit(letter) || isOtherLetter(letter)
        else { break }
        position += length
      }
      // 30 days at 50 GB/day: so long so much.
      let word = bytes[start..<position]
      if case .number = tokens.last,
        word.elementsEqual("at".utf8) || word.elementsEqual("times".utf8)
      {
        tokens.append(.times)
      } else {
        tokens.append(.word(start..<position))
      }
      continue
    }
    position = end
  }
  return tokens
}

/// Whether a scalar is a letter of other scripts in which figures have names: accented Latin, Greek,
/// Cyrillic, kana, Hangul.
private func isOtherLetter(_ value: UInt32) -> Bool {
  switch value {
  case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x370...0x52F, 0x1E00...0x1EFF, 0x3041...0x30FF,
    0xAC00...0xD7A3:
    true
  default: false
  }
}

/// The end of `- `, `* ` and `+ ` at the head of a line.
private func endOfBullet(_ bytes: [UInt8], _ line: Range<Int>) -> Int? {
  var start = line.lowerBound
  while start < line.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
  guard start + 1 < line.upperBound, [0x2D, 0x2A, 0x2B].contains(bytes[start]),
    bytes[start + 1] == 0x20
  else { return nil }
  return start + 1
}

/// Whether the letter at a position is no part of a word: an `x` between figures.
private func stands(alone position: Int, _ bytes: [UInt8]) -> Bool {
  !isLatin(bytes.scalar(before: position).value) && !isLatin(bytes.scalar(at: position + 1).value)
}

/// Whether a figure is the port of a host, as in `10.0.0.8:6379` or `db-1:5432`.
private func isPort(_ digits: Int, _ bytes: [UInt8]) -> Bool {
  let (colon, length) = bytes.scalar(before: digits)
  guard colon == 0x3A else { return false }
  let host = bytes.scalar(before: digits - length).value
  return isLatin(host) || isDigit(host)
}
