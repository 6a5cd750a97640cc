import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds amounts that a sentence gives one behind the other for different periods: `$1.21 per hour, $29 per day and
  /// $883 per month`.
  ///
  /// A month has 28 to 31 days, and of a week or a year only the working days may be meant.
  mutating func holdRateChains(_ collection: Collection) {
    for line in collection.figureLines(.periods)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences {
        let rates = readQuantities(in: line.bytes, range: sentence).map { read in
          (read: read, period: period(line.text(read.range)))
        }
        var run: [(read: ReadQuantity, period: Double?)] = []
        for rate in rates {
          if let last = run.last, !isJoined(last.read, rate.read, line) { run = [] }
          for earlier in run where holdRates(earlier, rate, line) { break }
          run.append(rate)
        }
      }
    }
  }

  /// Reports the second of two rates where it is not the first one; says whether it is reported.
  private mutating func holdRates(
    _ one: (read: ReadQuantity, period: Double?), _ other: (read: ReadQuantity, period: Double?),
    _ line: FigureLine
  ) -> Bool {
    guard let first = one.period, let second = other.period, first != second,
      isSame(one.read, other.read), !savers.occurInAnyCase(in: line.bytes),
      case let span = line.span(other.read.range), !hasFinding(at: span)
    else { return false }
    let (a, b) = (one.read.quantity, other.read.quantity)
    let ratio = b.value / a.value
    let rounding = [a, b].reduce(0) { $0 + $1.printedDigit / 2 / $1.value }
    let periods = Set([first, second])
    // A year is cheaper than its months wherever it can be bought as one.
    if periods == [month, year], (first < second) == (ratio < 1),
      !savings.occurInAnyCase(in: line.bytes)
    {
      return false
    }
    // Of 365 days a month has 30.4 in the mean.
    let slack =
      min(rounding, 0.2)
      + (periods == [month, year] ? 0.01 : periods.contains(month) ? 0.085 : 0.02)
    guard abs(ratio - 1) > slack, (0.55...1.8).contains(ratio), !(0.69...0.76).contains(ratio)
    else {
      return false
    }
    let printed = a.value / a.unit.scale
    let right = a.value / b.unit.scale
    // A year has twelve months, however long they are.
    let isTwelvefold = abs(right / printed / 12 - 1) < 0.01
    report(
      "a rate is the same for each period: by `\(line.text(one.read.range))` it is "
        + "\(plainNumber(isTwelvefold ? printed * 12 : rounded(right))), not `\(line.text(other.read.range))`",
      at: span, notes: [.init("computed from this", at: line.span(one.read.range))])
    return true
  }
}

/// Whether the second of two figures says the first again.
private func isJoined(_ one: ReadQuantity, _ other: ReadQuantity, _ line: FigureLine) -> Bool {
  joints.contains(
    line.text(line.between(one, other)).lowercased().filter { !" *`".contains($0) })
}

/// Whether two figures are rates of one thing.
private func isSame(_ one: ReadQuantity, _ other: ReadQuantity) -> Bool {
  let (a, b) = (one.quantity, other.quantity)
  guard a.value > 0, b.value > 0,
    [one, other].allSatisfy({ $0.times == nil && $0.per == nil && $0.sign == nil }),
    a.comparator == .equal || a.comparator == .approximately,
    b.comparator == .equal || b.comparator == .approximately
  else { return false }
  guard case .moneyRate = a.dimension else { return false }
  return a.dimension == b.dimension
}

/// For how many seconds a rate is printed; nil where it does not say it behind its unit.
private func period(_ text: String) -> Double? {
  let text = text.lowercased()
  return periods.first { $0.words.contains(where: text.hasSuffix) }?.seconds
}

private let month = 2_628_000.0
private let year = 31_536_000.0

private let periods: [(words: [String], seconds: Double)] = [
  (["/s", "/sec", "/second", "per second", "a second", "/秒"], 1),
  (["/min", "/minute", "per minute", "a minute", "/分钟"], 60),
  (["/h", "/hr", "/hour", "per hour", "an hour", "/小时"], 3_600),
  (["/d", "/day", "per day", "a day", "/天", "/日"], 86_400),
  (["/month", "/mo", "per month", "a month", "/月"], month),
  (["/y", "/yr", "/year", "per year", "a year", "/年"], year),
]

/// What stands between two figures of which the second says the first again.
private let joints: Set<String> = [
  ",", "and", "or", ",or", "(", "（", "，", "，即", "即", "，约", "(about", "(~", "（约", ",about",
  "orabout", ",i.e.",
  "(i.e.", "(or", "=", "≈", ",or~", "or~", "/", "、", ",i.e.about", "，折合", "折合", ",whichis",
]

/// A longer period that is bought at once costs less.
private let savers: Words = ["reserved", "commit", "discount", "upfront", "预留", "包年", "折扣", "优惠"]

private let savings: Words = ["sav", "节省", "节约"]

/// To four digits.
private func rounded(_ value: Double) -> Double {
  var scale = 1.0
  while abs(value) * scale < 1_000, scale < 1e6 { scale *= 10 }
  return (value * scale).rounded() / scale
}

extension LineTopic {
  /// What says of a rate that it is for longer than a second.
  static let longPeriods = [
    "per month", "/month", "a month", "per day", "/day", "a day", "/月", "/天", "per hour", "/hour",
  ]
}
