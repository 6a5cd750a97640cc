/// A number in Chinese characters: 三, 十二, 三百二十, 十万, 一千万.
struct HanNumeral {
  let value: Double
  let end: Int

  /// Whether more than one character says it, as 十万 does and 三 does not.
  let isCompound: Bool

  /// Reads the characters at `start`; nil where no number stands there, and where they leave it open: 三四个,
  /// 一万二.
  init?(_ bytes: [UInt8], at start: Int, limit: Int) {
    var position = start
    // The groups of 万 and 亿 that are closed, with the unit of the last one; what stands before the next; and
    // its last place.
    var closed = 0.0
    var group = Double.infinity
    var section = 0.0
    var place = Double.infinity
    var digit: Double?
    // Whether a digit alone may end the number: in 三百五 and 一万二 nobody writes of what it is.
    var isOpen = false
    while let character = Self.character(bytes, at: position, limit: limit) {
      switch character {
      case .digit(let value):
        // 三四 is about so many, and no number.
        guard digit == nil else { return nil }
        digit = value
      case .zero:
        guard digit == nil, section > 0 || closed > 0 else { return nil }
        isOpen = false
      case .place(let value):
        guard value < place, digit != nil || section == 0 else { return nil }
        section += (digit ?? 1) * value
        place = value
        digit = nil
        isOpen = value > 10
      case .group(let value):
        let count = section + (digit ?? 0)
        guard value != group else { return nil }
        if value < group {
          // 二千万 behind 一亿; 万 alone is one of them.
          guard count > 0 || closed == 0 else { return nil }
          closed += max(count, 1) * value
        } else {
          // 一万二千亿, 三百万亿: so many of the greater unit.
          closed = (closed + count) * value
        }
        group = value
        section = 0
        place = .infinity
        digit = nil
        isOpen = true
      }
      position += 3
    }
    guard position > start, digit == nil || !isOpen else { return nil }
    value = closed + section + (digit ?? 0)
    end = position
    isCompound = position > start + 3
  }

  /// Where the characters of numbers end that begin at a place.
  static func end(of start: Int, in bytes: [UInt8], limit: Int) -> Int {
    var position = start
    while character(bytes, at: position, limit: limit) != nil { position += 3 }
    return position
  }

  /// Whether a character of a number may begin with this byte.
  @inline(__always)
  static func mayBegin(_ byte: UInt8) -> Bool { byte == 0xE4 || byte == 0xE5 || byte == 0xE7 }

  /// Whether a character of a number stands at a position.
  static func stands(in bytes: [UInt8], at position: Int, limit: Int) -> Bool {
    bytes[..<limit].withUnsafeBufferPointer { stands(in: $0, at: position) }
  }

  @inline(__always)
  static func stands(in bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    guard position + 2 < bytes.count else { return false }
    let (a, b, c) = (bytes[position], bytes[position + 1], bytes[position + 2])
    return switch UInt32(a) << 16 | UInt32(b) << 8 | UInt32(c) {
    // 一二两三四五六七八九十百千万亿
    case 0xE4B880, 0xE4BA8C, 0xE4B8A4, 0xE4B889, 0xE59B9B, 0xE4BA94, 0xE585AD, 0xE4B883, 0xE585AB,
      0xE4B99D, 0xE58D81, 0xE799BE, 0xE58D83, 0xE4B887, 0xE4BABF:
      true
    default: false
    }
  }

  private enum Character {
    case digit(Double)
    case zero
    case place(Double)
    case group(Double)
  }

  private static func character(_ bytes: [UInt8], at position: Int, limit: Int) -> Character? {
    guard position + 2 < limit else { return nil }
    switch (bytes[position], bytes[position + 1], bytes[position + 2]) {
    case (0xE4, 0xB8, 0x80): return .digit(1)  // 一
    case (0xE4, 0xBA, 0x8C), (0xE4, 0xB8, 0xA4): return .digit(2)  // 二, 两
    case (0xE4, 0xB8, 0x89): return .digit(3)  // 三
    case (0xE5, 0x9B, 0x9B): return .digit(4)  // 四
    case (0xE4, 0xBA, 0x94): return .digit(5)  // 五
    case (0xE5, 0x85, 0xAD): return .digit(6)  // 六
    case (0xE4, 0xB8, 0x83): return .digit(7)  // 七
    case (0xE5, 0x85, 0xAB): return .digit(8)  // 八
    case (0xE4, 0xB9, 0x9D): return .digit(9)  // 九
    case (0xE9, 0x9B, 0xB6), (0xE3, 0x80, 0x87): return .zero  // 零, 〇
    case (0xE5, 0x8D, 0x81): return .place(10)  // 十
    case (0xE7, 0x99, 0xBE): return .place(100)  // 百
    case (0xE5, 0x8D, 0x83): return .place(1000)  // 千
    case (0xE4, 0xB8, 0x87): return .group(1e4)  // 万
    case (0xE4, 0xBA, 0xBF): return .group(1e8)  // 亿
    default: return nil
    }
  }
}

/// Whether a text holds a digit, narrow or wide, or a character of a Chinese number: no number stands
/// where there is none.
package func mayHoldNumber(_ bytes: [UInt8], in range: Range<Int>? = nil) -> Bool {
  let range = range ?? bytes.indices
  return bytes[range].withUnsafeBufferPointer { bytes in
    for position in bytes.indices {
      let byte = bytes[position]
      if byte &- 48 < 10 { return true }
      // Of what begins as a wide digit does, most is punctuation.
      if byte == 0xEF, position + 2 < bytes.count, bytes[position + 1] == 0xBC,
        (0x90...0x99).contains(bytes[position + 2])
      {
        return true
      }
      if HanNumeral.mayBegin(byte), HanNumeral.stands(in: bytes, at: position) { return true }
    }
    return false
  }
}

extension NumberReader {
  /// 千兆网, 万兆交换机: a speed of Ethernet and no thousand.
  private func namesSpeed(_ end: Int) -> Bool { bytes.hasPrefix(Word.mega, at: end, limit: limit) }

  /// 三个节点, 两副本, 十万用户, 三分钟, 十倍: a number in words, where what follows leaves no doubt
  /// that it counts or measures.
  ///
  /// 一 alone is an article more often than a number, 二次开发 and 七层 are names, and 十分 means very.
  func readHanNumber(at start: Int) -> (ReadNumber?, end: Int) {
    guard let numeral = HanNumeral(bytes, at: start, limit: limit) else {
      return (nil, max(start + 3, HanNumeral.end(of: start, in: bytes, limit: limit)))
    }
    if let share = share(numeral, from: start) { return share }
    guard numeral.value >= 2, !continuesWord(start), !namesSpeed(numeral.end) else {
      return (nil, numeral.end)
    }
    let lead = lead(before: start)
    guard lead.currency == nil, lead.sign == nil else { return (nil, numeral.end) }
    let written = Numeral(whole: numeral.value, start..<numeral.end)
    guard let amount = amount(written, currency: nil), let unit = amount.unit,
      amount.end > numeral.end,
      bytes[numeral.end] != 32, leavesNoDoubt(unit, numeral)
    else { return (nil, numeral.end) }
    let quantity = Quantity.read(
      amount, to: nil, tolerance: nil, meaning: lead.meaning, plus: amount.plus, unit: unit,
      sign: nil)
    let range = lead.start..<amount.end
    let read = ReadQuantity(
      range: range, digits: written.range, quantity: quantity, sign: nil, times: nil,
      per: amount.per)
    return (ReadNumber(range: range, reading: .quantity(read)), amount.end)
  }

  private func leavesNoDoubt(_ unit: Unit, _ numeral: HanNumeral) -> Bool {
    switch unit.dimension {
    case .count(let thing):
      Word.headNouns.contains(thing) || thing == "台" || Word.roleNames.contains(thing)
        || (numeral.isCompound && numeral.value >= 1e4 && thing != "分" && thing != "级")
    case .time:
      ["s", "min", "h", "d", "wk", "mo", "a"].contains(unit.symbol) && unit.symbol != "wk"
    case .factor, .rate: true
    case .data, .dataRate, .money, .moneyRate: numeral.isCompound
    default: false
    }
  }

  /// Whether the characters before make the number part of a word: 第三, 星期三, 其中两, 近十年来 is none.
  private func continuesWord(_ start: Int) -> Bool {
    Word.numberedBy.stand(in: bytes, before: start, floor: floor)
  }

  /// 百分之九十九, 三分之二.
  private func share(_ whole: HanNumeral, from start: Int) -> (ReadNumber?, end: Int)? {
    guard bytes.hasPrefix(Word.partsOf, at: whole.end, limit: limit),
      let part = HanNumeral(bytes, at: whole.end + Word.partsOf.count, limit: limit),
      part.value <= whole.value
    else { return nil }
    let range = start..<part.end
    let unit =
      whole.value == 100
      ? Unit.percent : Unit("/\(Int(whole.value))", .ratio, scale: 1 / whole.value)
    let value = part.value / whole.value
    let quantity = Quantity(
      value: value, interval: .exactly(value), unit: unit, comparator: .equal, decimals: 0)
    let read = ReadQuantity(
      range: range, digits: range, quantity: quantity, sign: nil, times: nil, per: nil)
    return (ReadNumber(range: range, reading: .quantity(read)), part.end)
  }
}
