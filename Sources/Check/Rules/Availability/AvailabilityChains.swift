import Diagnostics
import Model
import Quantities

private let times = [
  "从", "由", "提升", "提高", "改善", "降", "q1", "q2", "from ", "improv", "rose", "rais", "before", "after",
]

extension Reporter {
  /// Holds the availability of a whole against those of its parts, where one line states both.
  mutating func holdChains(_ collection: Collection) {
    for line in collection.figureLines(.chain) where !line.isRow && !line.isCounterexample {
      guard line.bytes.count(where: { $0 == UInt8(ascii: "%") }) > 1 else { continue }
      for sentence in line.sentences {
        let shares = readQuantities(in: line.bytes, range: sentence).filter(\.isAvailability)
        guard shares.count > 1 else { continue }
        holdChain(line, shares)
        holdEqualParts(line, sentence, shares)
      }
    }
  }

  /// `A (99.9%) → B (99.9%) = 99.95%`.
  private mutating func holdChain(_ line: FigureLine, _ shares: [ReadQuantity]) {
    var parts = [shares[0]]
    while parts.count < shares.count {
      let between = parts[parts.count - 1].range.upperBound..<shares[parts.count].range.lowerBound
      guard line.first(LineTopic.arrows, in: between) != nil,
        line.first(wholes, in: between) == nil,
        !isResult(line, shares[parts.count])
      else { break }
      parts.append(shares[parts.count])
    }
    guard parts.count > 1, parts.count + 1 == shares.count, let whole = shares.last,
      // An arrow of time leads to no other part.
      line.first(times, in: 0..<line.bytes.count) == nil
    else { return }
    let between = parts[parts.count - 1].range.upperBound..<whole.range.lowerBound
    guard line.first(wholes, in: between) != nil || isResult(line, whole),
      line.first(Vocabulary.redundancy, in: 0..<line.bytes.count) == nil
    else { return }
    let most = parts.reduce(1) { $0 * $1.quantity.value }
    guard whole.quantity.interval.lower > most else { return }
    let terms = parts.map { format($0.quantity, .en) }.joined(separator: " × ")
    report(
      "what needs all its parts is available no more than the product of theirs: \(terms) = "
        + format(most, in: .percent, .en),
      at: line.span(whole.range))
  }

  /// `two nodes, each 99% available, in series: 99% overall`.
  private mutating func holdEqualParts(
    _ line: FigureLine, _ sentence: Range<Int>, _ shares: [ReadQuantity]
  ) {
    let isSeries = line.first(LineTopic.series, in: sentence) != nil
    let isParallel = line.first(LineTopic.parallels, in: sentence) != nil
    guard shares.count == 2, isSeries != isParallel, line.first(each, in: sentence) != nil else {
      return
    }
    let counts = line.counts(in: sentence.lowerBound..<shares[0].range.lowerBound)
    let spelled = spelledNumber(line, sentence.lowerBound..<shares[0].range.lowerBound)
    guard counts.count == 1 || (counts.isEmpty && spelled != nil),
      let number = counts.first?.whole ?? spelled, (2...20).contains(number)
    else { return }
    func combined(_ share: Double) -> Double {
      var product = 1.0
      for _ in 0..<number { product *= isSeries ? share : 1 - share }
      return isSeries ? product : 1 - product
    }
    let (part, whole) = (shares[0].quantity, shares[1].quantity)
    // Rounded as the whole is: parts of 99 % in series give 98 %.
    guard whole.interval.lower > combined(part.value) else { return }
    report(
      "\(number) parts of \(format(part, .en)) in \(isSeries ? "series" : "parallel") are available "
        + "no more than \(format(combined(part.value), in: .percent, .en))",
      at: line.span(shares[1].range))
  }
}

extension ReadQuantity {
  fileprivate var isAvailability: Bool {
    quantity.dimension == .ratio && quantity.comparator != .less && quantity.comparator != .atMost
      && quantity.value > 0.5 && quantity.interval.upper <= 1.000_01 && sign == nil
  }
}

/// Whether the sign of a result leads a figure.
private func isResult(_ line: FigureLine, _ read: ReadQuantity) -> Bool {
  line.bytes[read.range.lowerBound] == UInt8(ascii: "=")
}

/// The first number from two to twenty that stands in words in a part of a line.
private func spelledNumber(_ line: FigureLine, _ range: Range<Int>) -> Int? {
  range.lazy.compactMap { at -> Int? in
    let byte = line.bytes[at]
    let isInside = byte < 0x80 && at > 0 && line.bytes[at - 1].isLetter
    guard !byte.isDigit, !isInside,
      let number = SmallNumber(line.bytes, at: at, limit: range.upperBound),
      (2...20).contains(number.value)
    else { return nil }
    return number.value
  }.first
}

extension LineTopic {
  /// What leads from one part of a chain to the next.
  static let arrows = ["→", "-> ", "=> "]

  /// What says that all parts are needed.
  static let series = ["串联", "in series"]

  /// What says that one of the parts is enough.
  static let parallels = ["并联", "in parallel"]
}

private let wholes = [
  "=", "整体", "总体", "端到端", "系统可用", "总可用", "overall", "end-to-end", "end to end", "combined",
  "composite",
  "in total", "altogether",
]
private let each = ["每", "单", "各", "each", "apiece"]
