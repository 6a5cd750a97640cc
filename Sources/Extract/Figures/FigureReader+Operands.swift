import Quantities

extension FigureReader {
  /// The quantities of a line as its arithmetic means them.
  ///
  /// A product of two bare numbers, which elsewhere may be a name as in `1920×1080`, is one beside the sign of a
  /// sum and alone in brackets; and the 100M of `storage: 100M × 1 GB` is a number of gigabytes, and no size.
  static func operands(_ numbers: ArraySlice<ReadNumber>, in bytes: [UInt8]) -> [ReadQuantity] {
    let isPlain = numbers.allSatisfy { number in
      switch number.reading {
      case .quantity(let read): read.quantity.dimension != .data
      case .label(.name): false
      default: true
      }
    }
    if isPlain { return numbers.compactMap(\.quantity) }
    return numbers.indices.flatMap { place -> [ReadQuantity] in
      let number = numbers[place]
      switch number.reading {
      case .label(.name): return factors(of: number.range, in: bytes)
      case .quantity(let read):
        let next = place + 1 < numbers.endIndex ? numbers[place + 1].quantity : nil
        return [next.flatMap { numberOfSizes(read, of: $0, in: bytes) } ?? read]
      default: return []
      }
    }
  }

  /// Both factors of a product of bare numbers; empty for any other name.
  private static func factors(of name: Range<Int>, in bytes: [UInt8]) -> [ReadQuantity] {
    guard isSummand(name, in: bytes), bytes[name.lowerBound].isDigitOrComma,
      let sign = bytes[name].firstIndex(where: { !$0.isDigitOrComma && $0 != 0x20 })
    else { return [] }
    let end: Int
    if bytes[sign] == 0xC3, sign + 1 < name.upperBound, bytes[sign + 1] == 0x97 {
      end = sign + 2
    } else if bytes[sign] == UInt8(ascii: "*")
      || bytes[sign] | 0x20 == UInt8(ascii: "x") && bytes[sign - 1] == 0x20
    {
      end = sign + 1
    } else {
      return []
    }
    guard bytes[end..<name.upperBound].allSatisfy({ $0.isDigitOrComma || $0 == 0x20 }) else {
      return []
    }
    let parts = [name.lowerBound..<sign, end..<name.upperBound].flatMap {
      readQuantities(in: bytes[$0])
    }
    return parts.count == 2 && parts.allSatisfy(\.isBare) ? parts : []
  }

  /// Whether a plus stands beside a place, or both brackets do.
  private static func isSummand(_ place: Range<Int>, in bytes: [UInt8]) -> Bool {
    var start = place.lowerBound
    while start > 0, bytes[start - 1] == 0x20 { start -= 1 }
    var end = place.upperBound
    while end < bytes.count, bytes[end] == 0x20 { end += 1 }
    let before = start > 0 ? bytes.scalar(before: start).value : 0
    let after = end < bytes.count ? bytes.scalar(at: end).value : 0
    if before == 0x2B || after == 0x2B { return true }
    // 1,200 / 1,500 × 12: what is divided is multiplied.
    let isDivisor = before == 0xF7 || before == 0x2F && start < place.lowerBound
    return (isDivisor || [0x28, 0xFF08].contains(before)) && [0x29, 0xFF09].contains(after)
  }

  /// So many of a size, where the letter of a magnitude was read as one of bytes; nil elsewhere.
  private static func numberOfSizes(
    _ read: ReadQuantity, of size: ReadQuantity, in bytes: [UInt8]
  ) -> ReadQuantity? {
    guard read.quantity.dimension == .data, size.quantity.dimension == .data,
      bytes[read.digits.upperBound..<read.range.upperBound].drop(while: { $0 == 0x20 }).count == 1
    else { return nil }
    let between = bytes[read.range.upperBound..<max(read.range.upperBound, size.range.lowerBound)]
      .filter { $0 != 0x20 }
    guard between == [0xC3, 0x97] || between == [UInt8(ascii: "*")] else { return nil }
    let alone = readQuantities(in: bytes[read.digits.lowerBound..<read.range.upperBound])
    return alone.count == 1 && alone[0].quantity.dimension == .number ? alone[0] : nil
  }
}

extension UInt8 {
  fileprivate var isDigitOrComma: Bool { self &- 0x30 < 10 || self == 0x2C }
}
