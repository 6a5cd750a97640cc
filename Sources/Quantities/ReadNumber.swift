/// A number found in text, and what it was understood to be.
package struct ReadNumber: Sendable, Hashable {
  package enum Reading: Sendable, Hashable {
    /// Held apart, so that a list of numbers, of which most are labels, is small.
    indirect case quantity(ReadQuantity)
    /// A percentile such as 0.99 in `P99`: it says which value is meant, and is none itself.
    case percentile(Double)
    case label(LabelKind)
  }

  /// What a number is that measures nothing.
  package enum LabelKind: String, Sendable, Hashable, CaseIterable {
    case date, clock, version, ordinal, name, duty, reference
  }

  /// The whole figure: comparator, sign, digits, magnitude, unit.
  package let range: Range<Int>
  package let reading: Reading

  package var quantity: ReadQuantity? {
    if case .quantity(let quantity) = reading { quantity } else { nil }
  }

  /// Whether it is a quantity, found out without a copy of it.
  package var isQuantity: Bool {
    if case .quantity = reading { true } else { false }
  }

  /// The same number with the unit that its context gives, where it has none of its own.
  ///
  /// Under a header that counts, W is no watt and stands for 万: `50W` of QPS.
  package func taking(_ unit: Unit) -> ReadNumber {
    guard case .quantity(let read) = reading, read.times == nil else { return self }
    if case .power = read.quantity.dimension, read.quantity.unit.symbol == "W" {
      switch unit.dimension {
      case .count, .rate:
        return ReadNumber(range: range, reading: .quantity(read.tenThousands(of: unit)))
      default: return self
      }
    }
    guard read.isBare else { return self }
    return ReadNumber(range: range, reading: .quantity(read.taking(unit)))
  }

  /// The same count, of what another unit counts.
  func counting(_ unit: Unit) -> ReadNumber {
    guard case .quantity(let read) = reading else { return self }
    return ReadNumber(
      range: range,
      reading: .quantity(
        ReadQuantity(
          range: read.range, digits: read.digits, quantity: read.quantity.scaled(by: 1, in: unit),
          sign: read.sign, times: read.times, per: read.per)))
  }
}

/// A quantity found in text.
package struct ReadQuantity: Sendable, Hashable {
  /// Which way an explicit sign or arrow points, as in `+22%` or `↓60%`.
  package enum Sign: Sendable, Hashable { case plus, minus }

  /// The whole figure, in the bytes that were read.
  package let range: Range<Int>

  /// From the first digit to the last.
  package let digits: Range<Int>
  package let quantity: Quantity
  package let sign: Sign?

  /// How many of the quantity there are: 2 in `2×16核`.
  package let times: Double?

  /// What the quantity is for one of, when that is not a time: `节点` in `8卡/节点`.
  package let per: String?

  /// Whether no unit was written: the dimension is `number` until the context gives a better one.
  package var isBare: Bool {
    if case .number = quantity.unit.dimension { true } else { false }
  }

  /// How many there are and the quantity of one, where there are several; nil else.
  package var factors: (number: ReadQuantity, single: ReadQuantity)? {
    guard let times else { return nil }
    let count = Quantity(
      value: times, interval: Interval(times, times), unit: .one, comparator: .equal, decimals: 0)
    return (
      ReadQuantity(
        range: range, digits: digits, quantity: count, sign: nil, times: nil, per: nil),
      ReadQuantity(
        range: range, digits: digits, quantity: quantity, sign: sign, times: nil, per: per)
    )
  }

  /// The same figure of watts as so many times 10,000 of a unit.
  fileprivate func tenThousands(of unit: Unit) -> ReadQuantity {
    ReadQuantity(
      range: range, digits: digits, quantity: quantity.scaled(by: 1e4 * unit.scale, in: unit),
      sign: sign,
      times: nil, per: per)
  }

  /// The same with the unit that its context gives, where it has none of its own.
  package func taking(_ unit: Unit) -> ReadQuantity {
    guard isBare, times == nil else { return self }
    return ReadQuantity(
      range: range, digits: digits, quantity: quantity.taking(unit), sign: sign, times: nil,
      per: per)
  }
}

/// Reads every number in UTF-8 text, in order.
///
/// Digits inside a Latin word (`K8s`, `A100`) are part of a name and not reported. Linear in the
/// text. Markup must have been stripped: `**100%**` reads as a percentage followed by asterisks.
///
/// - Parameter setting: what is known of the text's place.
package func readNumbers(
  in bytes: [UInt8], range: Range<Int>? = nil, setting: NumberSetting = .unknown
) -> [ReadNumber] {
  var reader = NumberReader(bytes, range ?? 0..<bytes.count, setting: setting)
  return reader.readAll()
}

/// What is known of the place of a text whose numbers are read.
package struct NumberSetting: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Nothing is known. By its name, for each text that is read has one, and an empty literal is made by the library's
  /// general code.
  package static let unknown: NumberSetting = []

  /// A cell of a table, in which no number leads a heading.
  package static let cell = NumberSetting(rawValue: 1)

  /// A column or a row of processors: `250m` is a quarter of a core.
  package static let processors = NumberSetting(rawValue: 2)

  /// A column or a row of versions: a number without a unit is one.
  package static let versions = NumberSetting(rawValue: 4)
}

/// Reads every quantity in UTF-8 text, in order: the numbers that are not labels.
package func readQuantities(in bytes: [UInt8], range: Range<Int>? = nil) -> [ReadQuantity] {
  readNumbers(in: bytes, range: range).compactMap(\.quantity)
}

/// Reads every quantity of a slice; the ranges are in the indices of the slice.
package func readQuantities(in bytes: ArraySlice<UInt8>) -> [ReadQuantity] {
  let offset = bytes.startIndex
  return readQuantities(in: Array(bytes)).map { read in
    ReadQuantity(
      range: (read.range.lowerBound + offset)..<(read.range.upperBound + offset),
      digits: (read.digits.lowerBound + offset)..<(read.digits.upperBound + offset),
      quantity: read.quantity, sign: read.sign, times: read.times, per: read.per)
  }
}

/// The quantity that a whole string is, nil when it is none, or more, or says anything else.
///
/// For values of scenarios and commands: `4 年`, `3 分钟`, `10 Gbps`, `95 %`, `150K IOPS`, `0.02`.
package func parseQuantity(_ text: String) -> Quantity? {
  let bytes = Array(text.utf8)
  // As in a cell no number leads a heading: 2.5 次/天.
  let numbers = readNumbers(in: bytes, setting: .cell)
  guard numbers.count == 1, let read = numbers[0].quantity, read.per == nil, read.times == nil
  else { return nil }
  let start = bytes.skippingBlanks(0, limit: bytes.count)
  let end = bytes.skippingBlanksBack(bytes.count, floor: 0)
  return read.range == start..<end ? read.quantity : nil
}
