import Diagnostics
import Model
import Quantities

/// A number of things that docgen has counted, by each reading of the word that a fair reader may have.
struct Recount: Sendable {
  /// The plainest reading first.
  let readings: [Int]

  /// Whether everything between two readings is one as well, because things of this kind shade off.
  let isContinuous: Bool

  /// Whether all readings but for the page itself agree, so that the plainest one may be written.
  let isSettled: Bool

  /// What was counted by the plainest reading, in words.
  let explanation: Label
  let inputs: [Span]

  init(
    _ readings: [Int], isContinuous: Bool = false, isSettled: Bool = true, explanation: Label,
    inputs: [Span] = []
  ) {
    self.readings = readings
    self.isContinuous = isContinuous
    self.isSettled = isSettled && !isContinuous
    self.explanation = explanation
    self.inputs = inputs
  }

  var plainest: Int { readings.first ?? 0 }

  /// What the widest reading counts.
  var widest: Int { readings.max() ?? 0 }

  /// Whether a stated count was right a few edits ago by some reading.
  func isNear(_ stated: Quantity) -> Bool { readings.contains { isSmallDrift(stated, $0) } }

  /// All readings as evidence, so that a claim holds where it suits all of them, and at face value where
  /// it suits one; the plainest reading where it suits none.
  func evidence(for stated: Quantity) -> Evidence {
    let suited = readings.first { stated.interval.contains(Double($0)) }
    let estimate = isContinuous ? plainest : suited ?? plainest
    let interval =
      isContinuous || suited != nil
      ? Interval(Double(readings.min() ?? 0), Double(widest)) : .exactly(Double(plainest))
    return Evidence(
      kind: .counted, interval: interval, estimate: Double(estimate), explanation: explanation,
      inputs: inputs)
  }
}

extension Claim {
  /// The figure of a self-count, nil for anything else.
  var selfCount: Quantity? {
    guard role == .selfCount, case .value(let quantity) = statement else { return nil }
    return quantity
  }

  /// What a self-count counts: by its unit, where that leaves no doubt, else by its words.
  var countedThing: String? {
    guard let quantity = selfCount, case .count(let thing) = quantity.dimension else {
      return metric?.id
    }
    switch thing {
    case "行": return metric == .codeLines ? CodeLanguage(namedIn: subject)?.name : "lines"
    case "篇": return countsLiterature ? "references" : "documents"
    case "链接": return "links"
    default:
      let isMermaid = metric?.id == Metric.ID.diagrams && subject.lowercased().contains("mermaid")
      return isMermaid ? "mermaid" : metric?.id
    }
  }

  /// Whether the words say that articles by others are counted, which are 篇 as documents are.
  private var countsLiterature: Bool {
    metric?.id == Metric.ID.references || literature.occurInAnyCase(in: subject)
  }

  /// Whether the words before the figure say that only some of the things are counted, or that they
  /// are to come: 新增文档, 平均行数, 目标.
  func isPartial(in collection: Collection) -> Bool {
    let source = collection.model.sources[span.source]
    let lead = span.start < figure.start ? source.text(span.start..<figure.start) : ""
    let words = subject + " " + lead
    return partial.occurInAnyCase(in: words)
      || (metric != .codeLines && code.occurInAnyCase(in: words))
  }
}

private let literature: Words = ["文献", "论文", "参考", "引用", "reference", "paper", "literature"]

private let partial: Words = [
  "新增", "新建", "新写", "新版", "本次", "补充", "扩展", "平均", "其中", "目标", "计划", "预计", "预期", "每",
  "单篇", "最大", "最小", "剩余", "待", "added", "new ", "average", "planned", "target",
]
private let code: Words = ["代码", "code"]

/// Whether a stated count is that of some things, one more or less for a line without its end.
func agrees(_ stated: Quantity, _ count: Int) -> Bool {
  stated.interval.overlaps(Interval(Double(max(0, count - 1)), Double(count + 1)))
}

/// Whether a count was right a few edits ago: within a twentieth of what is there now, and so for what `400+`
/// says at least.
func isSmallDrift(_ stated: Quantity, _ count: Int) -> Bool {
  isDrift(stated, count, of: 20)
    || stated.comparator == .atLeast && Double(count) < stated.value
      && (stated.value - Double(count)) * 20 <= stated.value
}

/// Whether a count of lines is off by so little, a fiftieth, that nobody need be told.
func isTinyDrift(_ stated: Quantity, _ count: Int) -> Bool { isDrift(stated, count, of: 50) }

private func isDrift(_ stated: Quantity, _ count: Int, of parts: Int) -> Bool {
  stated.comparator == .equal && abs(stated.value - Double(count)) * Double(parts) <= Double(count)
}

/// `1 line`, `12 lines`.
func counting(_ count: Int, _ nouns: String) -> String {
  count == 1 ? "1 \(nouns.dropLast())" : "\(count) \(nouns)"
}

/// The fix that writes the right count; none where there is nothing to count, because then the
/// statement has to go and not its figure.
func correction(
  _ text: String, at span: Span, to count: Int, like stated: Quantity
) -> [FixIt] {
  guard count > 0,
    let right = rewritten(text, to: count, like: stated.comparator),
    right != text
  else {
    return []
  }
  return [FixIt("write `\(right)`", replacing: span, with: right, .safe)]
}

/// A figure's text with another whole number in the place of its own: `~1,800行` → `~1,200行`.
///
/// What was approximate stays so, rounded to two digits, and what was a least number stays one,
/// rounded down: an exact figure would be wrong again at the next edit. Fewer than ten are counted
/// out: `10+个` → `1个`. Nil where the text holds no plain figure.
func rewritten(
  _ text: String, to count: Int, like comparator: Quantity.Comparator
) -> String? {
  let digits: Set<Character> = Set("0123456789,.")
  guard let first = text.firstIndex(where: { $0.isASCII && $0.isNumber }) else { return nil }
  let rest = text[first...]
  let figure = rest.prefix { digits.contains($0) }
  guard !figure.contains(".") else { return nil }
  var tail = rest[figure.endIndex...]
  if count < 10, tail.first == "+" { tail = tail.dropFirst() }
  // Not `3.6K` or `1万`: a magnitude would have to go as well.
  if let next = tail.first, "KkMm万千亿百".contains(next) { return nil }
  var scale = 1
  while count / scale >= 100 { scale *= 10 }
  let number: Int
  switch comparator {
  case .approximately: number = (count + scale / 2) / scale * scale
  case .atLeast, .greater: number = count / scale * scale
  case .equal, .less, .atMost, .range: number = count
  }
  let plain = String(number)
  guard figure.contains(","), plain.count > 3 else { return "\(text[..<first])\(plain)\(tail)" }
  var grouped = ""
  for (index, digit) in plain.enumerated() {
    if index > 0, (plain.count - index).isMultiple(of: 3) { grouped.append(",") }
    grouped.append(digit)
  }
  return "\(text[..<first])\(grouped)\(tail)"
}
