import Glibc

/// A run of digits with its separators: `1,800`, `99.995`, `１２`, `10^6`.
struct Numeral {
  let range: Range<Int>
  let value: Double
  let decimals: Int

  /// The digits without their point, times the power of ten.
  let mantissa: Double

  /// What a written power of ten multiplies the digits by.
  let power: Double

  /// 10 to the number of decimals.
  let divisor: Double

  /// The digits before the point.
  let integerDigits: Int

  /// Whether it has thousands separators.
  let isGrouped: Bool

  /// Whether it is written as `01` or `007`.
  let hasLeadingZero: Bool

  /// The number of points: two or more make a version or an address.
  let points: Int

  var isInteger: Bool { decimals == 0 && points == 0 }

  /// The numeral as per cent, divided once so that 99.9 gives 0.999 exactly.
  var share: Double { mantissa / (divisor * 100) }

  /// A numeral that is written in words.
  init(whole value: Double, _ range: Range<Int>) {
    self.range = range
    self.value = value
    decimals = 0
    mantissa = value
    power = 1
    divisor = 1
    integerDigits = 1
    isGrouped = false
    hasLeadingZero = false
    points = 0
  }

  /// Reads the numeral at `start`, nil when no digit stands there.
  init?(_ bytes: [UInt8], at start: Int, limit: Int) {
    var position = start
    var value = 0.0
    var digits = 0
    var grouped = false
    guard let first = bytes.digit(at: position, limit: limit) else { return nil }
    while let digit = bytes.digit(at: position, limit: limit) {
      value = value * 10 + Double(digit.value)
      digits += 1
      position = digit.end
      if digits <= 2, let end = bytes.indianGroups(at: position, from: start, limit: limit) {
        for byte in bytes[position..<end] where byte.isDigit {
          value = value * 10 + Double(byte &- 48)
          digits += 1
        }
        position = end
        grouped = true
        break
      }
      if digits <= 3 || grouped, let end = bytes.group(at: position, limit: limit) {
        for index in (position + 1)..<end { value = value * 10 + Double(bytes[index] &- 48) }
        digits += 3
        position = end
        grouped = true
        // After a group only another group may follow.
        while let more = bytes.group(at: position, limit: limit) {
          for index in (position + 1)..<more { value = value * 10 + Double(bytes[index] &- 48) }
          digits += 3
          position = more
        }
        break
      }
    }
    integerDigits = digits
    isGrouped = grouped
    hasLeadingZero = digits > 1 && first.value == 0

    var decimals = 0
    var points = 0
    while let point = bytes.point(at: position, limit: limit),
      bytes.digit(at: point, limit: limit) != nil
    {
      points += 1
      position = point
      while let digit = bytes.digit(at: position, limit: limit) {
        if points == 1 {
          value = value * 10 + Double(digit.value)
          decimals += 1
        }
        position = digit.end
      }
    }
    self.decimals = points == 1 ? decimals : 0
    self.points = points
    divisor = self.decimals == 0 ? 1 : pow(10, Double(min(self.decimals, 100)))
    var scale = 1.0
    if points < 2, let power = bytes.power(at: position, limit: limit) {
      // 10^6 is a power of the numeral, 1.2×10^6 and 1e6 scale it.
      if power.ofTen {
        scale = pow(10, power.exponent)
        value = value == 0 ? 0 : value * scale
      } else {
        value = pow(value / divisor, power.exponent) * divisor
      }
      position = power.end
    }
    // No document means more than 10^100; what follows stays finite.
    mantissa = min(value, 1e100)
    power = min(scale, 1e100)
    self.value = mantissa / divisor
    range = start..<position
  }
}

extension [UInt8] {
  /// The ASCII or full-width digit at a position.
  func digit(at position: Int, limit: Int) -> (value: UInt8, end: Int)? {
    guard position < limit else { return nil }
    let byte = self[position]
    if byte.isDigit { return (byte &- 48, position + 1) }
    guard byte == 0xEF, position + 2 < limit, self[position + 1] == 0xBC,
      self[position + 2] >= 0x90, self[position + 2] <= 0x99
    else { return nil }
    return (self[position + 2] &- 0x90, position + 3)
  }

  /// The position after a decimal point, ASCII or full-width.
  fileprivate func point(at position: Int, limit: Int) -> Int? {
    guard position < limit else { return nil }
    if self[position] == UInt8(ascii: ".") || isDecimalComma(at: position, limit: limit) {
      return position + 1
    }
    return hasPrefix([0xEF, 0xBC, 0x8E], at: position, limit: limit) ? position + 3 : nil
  }

  /// Whether a comma stands for a point: `99,90%`, with one or two digits and the sign of per cent.
  private func isDecimalComma(at position: Int, limit: Int) -> Bool {
    guard self[position] == UInt8(ascii: ","), position > 0, self[position - 1].isDigit else {
      return false
    }
    // 5,10,20% is a list.
    var start = position
    while start > 0, self[start - 1].isDigit { start -= 1 }
    guard start == 0 || self[start - 1] != UInt8(ascii: ",") else { return false }
    var end = position + 1
    while end < limit, end < position + 4, self[end].isDigit { end += 1 }
    return (2...3).contains(end - position) && end < limit && self[end] == UInt8(ascii: "%")
  }

  /// The end of `,ddd` when exactly three digits follow the comma; of ` ddd`, when the last group of
  /// the number is `000`: other numbers may stand side by side.
  ///
  /// - Parameter depth: how many groups in a row are looked at: no text has more.
  /// The end of groups as India writes them, two digits each and three at the end: `12,93,000`.
  ///
  /// Numbers of a list are written so as well: taken behind the sign of rupees, or where the last group is of noughts.
  fileprivate func indianGroups(at position: Int, from start: Int, limit: Int) -> Int? {
    var end = position
    while end + 3 < limit, self[end] == UInt8(ascii: ","), self[end + 1].isDigit,
      self[end + 2].isDigit, self[end + 3] == UInt8(ascii: ",")
    {
      end += 3
    }
    guard end > position, group(at: end, limit: limit) == end + 4,
      self[end] == UInt8(ascii: ","),
      hasSuffix(Array("₹".utf8), before: start, floor: 0)
        || self[(end + 1)...(end + 3)].allSatisfy({ $0 == UInt8(ascii: "0") })
    else { return nil }
    return end + 4
  }

  fileprivate func group(at position: Int, limit: Int, depth: Int = 6) -> Int? {
    guard position + 3 < limit, self[position + 1].isDigit, self[position + 2].isDigit,
      self[position + 3].isDigit, position + 4 >= limit || !self[position + 4].isDigit
    else { return nil }
    switch self[position] {
    case UInt8(ascii: ","): return position + 4
    case UInt8(ascii: " "):
      if self[(position + 1)...(position + 3)].allSatisfy({ $0 == UInt8(ascii: "0") }) {
        return position + 4
      }
      guard depth > 0, position + 4 < limit, self[position + 4] == UInt8(ascii: " ") else {
        return nil
      }
      return group(at: position + 4, limit: limit, depth: depth - 1) == nil ? nil : position + 4
    default: return nil
    }
  }

  /// `^6` after a ten, `×10^6`, `e6`: the exponent, and whether it scales the numeral.
  fileprivate func power(at position: Int, limit: Int) -> (exponent: Double, ofTen: Bool, end: Int)?
  {
    guard position < limit else { return nil }
    if self[position] == UInt8(ascii: "^") {
      return exponent(at: position + 1, limit: limit).map { ($0.value, false, $0.end) }
    }
    if self[position] | 32 == UInt8(ascii: "e") {
      guard let power = exponent(at: position + 1, limit: limit),
        // 0e85530d is a hash and no number.
        power.end >= limit || !(self[power.end].isLetter || self[power.end].isDigit),
        abs(power.value) < 100
      else { return nil }
      return (power.value, true, power.end)
    }
    var next = skippingBlanks(position, limit: limit)
    guard hasPrefix([0xC3, 0x97], at: next, limit: limit) else { return nil }
    next = skippingBlanks(next + 2, limit: limit)
    guard hasPrefix(Array("10^".utf8), at: next, limit: limit),
      let power = exponent(at: next + 3, limit: limit)
    else { return nil }
    return (power.value, true, power.end)
  }

  private func exponent(at start: Int, limit: Int) -> (value: Double, end: Int)? {
    var position = start
    var sign = 1.0
    if position < limit, self[position] == UInt8(ascii: "-") || self[position] == UInt8(ascii: "+")
    {
      sign = self[position] == UInt8(ascii: "-") ? -1 : 1
      position += 1
    }
    var value = 0.0
    let digits = position
    while position < limit, self[position].isDigit, position - digits < 4 {
      value = value * 10 + Double(self[position] &- 48)
      position += 1
    }
    return position > digits ? (sign * value, position) : nil
  }
}
