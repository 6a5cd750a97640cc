import Model
import Quantities

/// What a line says of two figures in brackets, and of a part and its whole.
extension EquationReader {
  /// `12% of 1.2 M requests failed (about 144,000 requests)`: a share, and so many.
  func shares() -> [FoundEquation] {
    tokens.indices.compactMap { at in
      guard at + 2 < tokens.count, case .number(let share) = tokens[at],
        quantities[share].quantity.dimension == .ratio, case .word(let of) = tokens[at + 1],
        bytes[of].elementsEqual("of".utf8), case .number(let whole) = tokens[at + 2],
        let part = Parsed(quantities[share], at: share, end: at + 1),
        let all = Parsed(quantities[whole], at: whole, end: at + 3),
        let product = part.times(all),
        let open = tokens[(at + 3)...].firstIndex(where: {
          if case .open = $0 { true } else { false }
        }),
        open - at < 8
      else { return nil }
      var next = open + 1
      while next < tokens.count, case .word = tokens[next] { next += 1 }
      guard next < tokens.count, case .number(let result) = tokens[next],
        quantities[result].quantity.dimension == quantities[whole].quantity.dimension
      else { return nil }
      next += 1
      while next < tokens.count, case .word = tokens[next] { next += 1 }
      guard next < tokens.count, case .close = tokens[next] else { return nil }
      return compare(product, result, .worded)
    }
  }

  /// `7.62GB / 32.00GB (23.8%)`, `23.8% (7.62GB / 32.00GB)` and `40MB (5.2% of 768MB)`: a part, its whole
  /// and its share. What is left, and what one is more than the other, may be meant as well.
  func quotients() -> [FoundEquation] {
    tokens.indices.compactMap { at in
      if let share = number(at), isOpen(at + 1), let part = number(at + 2), isOver(at + 3),
        let whole = number(at + 4), isClose(at + 5)
      {
        return ratio(part, whole, is: share)
      }
      guard let part = number(at) else { return nil }
      if isOver(at + 1), let whole = number(at + 2), isOpen(at + 3), let share = number(at + 4),
        isClose(at + 5), at == 0 || !isOver(at - 1)
      {
        return ratio(part, whole, is: share)
      }
      if isOpen(at + 1), let share = number(at + 2), word(at + 3) == "of",
        let whole = number(at + 4),
        isClose(at + 5) || isClose(at + 6)
      {
        return ratio(part, whole, is: share)
      }
      return nil
    }
  }

  /// `40% less memory (150MB vs 400MB)`, `3.4x faster (0.65ms vs 2.73ms)`: how much two figures differ.
  func comparisons() -> [FoundEquation] {
    tokens.indices.compactMap { at in
      guard isOpen(at), let first = number(at + 1), word(at + 2) == "vs" || word(at + 2) == "对比",
        let second = number(at + 3), isClose(at + 4)
      else { return nil }
      var before = at - 1
      var words: [String] = []
      while before > 0, at - before < 6, number(before) == nil, let word = word(before) {
        words.append(word.lowercased())
        before -= 1
      }
      // Right behind the figure, or with one word between: of `99% of requests are faster` it is no more.
      guard let stated = number(before),
        words.suffix(2).contains(where: Self.differences.contains), words.last != "of"
      else { return nil }
      return ratio(first, second, is: stated, isDifference: true)
    }
  }

  private static let differences: Set<String> = [
    "less", "more", "faster", "slower", "better", "worse", "lower", "higher", "fewer", "smaller",
    "larger", "cheaper", "reduction", "improvement", "increase", "decrease",
  ]

  /// What two figures of one kind make of each other, as a share or as so many times, held against one.
  ///
  /// - Parameter isDifference: whether a share says how much one is more or less than the other, and not
  ///   which part of it.
  private func ratio(
    _ first: Int, _ second: Int, is stated: Int, isDifference: Bool = false
  ) -> FoundEquation? {
    let (a, b, result) = (
      quantities[first].quantity, quantities[second].quantity, quantities[stated].quantity
    )
    guard a.dimension == b.dimension, a.value > 0, b.value > 0,
      isDifference || a.dimension.isStock,
      result.dimension == .ratio || result.dimension == .factor,
      let left = Operand(quantities[first]), let right = Operand(quantities[second]),
      let share = left.divided(by: right), let inverse = right.divided(by: left)
    else { return nil }
    switch a.dimension {
    // Whole numbers are read as fractions.
    case .number, .count, .ratio, .factor: return nil
    default: break
    }
    let differences = [share, inverse].map {
      $0.estimate < 1 ? $0.scaled(by: -1).offset(by: 1) : $0.offset(by: -1)
    }
    let isShareOfOne = isDifference && result.dimension == .ratio
    let possible = isShareOfOne ? differences : [share, inverse] + differences
    let interval = result.interval
    let slack = max(interval.upper - interval.lower, abs(result.value) * 0.01)
    let isMet = possible.contains {
      $0.low <= interval.upper + slack && $0.high >= interval.lower - slack
    }
    let plainest =
      isShareOfOne
      ? differences[share.estimate < 1 ? 0 : 1]
      : result.dimension == .factor && share.estimate < 1 ? inverse : share
    let value =
      isMet
      ? possible.min { abs($0.estimate - result.value) < abs($1.estimate - result.value) }
      : plainest
    return value.map {
      FoundEquation(
        form: .worded, operands: min(first, second)...max(first, second), result: stated, value: $0)
    }
  }

  private func number(_ at: Int) -> Int? {
    guard tokens.indices.contains(at), case .number(let index) = tokens[at] else { return nil }
    return index
  }

  private func word(_ at: Int) -> String? {
    guard tokens.indices.contains(at), case .word(let range) = tokens[at] else { return nil }
    return bytes.string(range)
  }

  private func isOpen(_ at: Int) -> Bool {
    if tokens.indices.contains(at), case .open = tokens[at] { true } else { false }
  }

  private func isClose(_ at: Int) -> Bool {
    if tokens.indices.contains(at), case .close = tokens[at] { true } else { false }
  }

  private func isOver(_ at: Int) -> Bool {
    if tokens.indices.contains(at), case .over = tokens[at] { true } else { false }
  }
}

extension Dimension {
  /// Whether so much of it is a part of so much: of two times, or two rates, one is none of the other's.
  fileprivate var isStock: Bool {
    switch self {
    case .data, .money, .power: true
    default: false
    }
  }
}
