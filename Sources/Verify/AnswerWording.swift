import Model
import Quantities
import Systems

/// An answer in words, in both languages.
struct AnswerWording: Sendable {
  let scenario: BoundScenario
  let question: BoundScenario.Question
  let claimed: ClaimedFigure
  let answer: Answer
  let assumptions: [SimulationRecord.AssumptionRecord]

  func figure(in language: Language) -> String {
    switch claimed.subject {
    case .value:
      return shown(answer.mean, answer.halfWidth, question.output.dimension, in: language)
    case .ratio(let offset):
      return shown(
        answer.mean, answer.halfWidth, offset == 0 ? .factor : .ratio, in: language)
    }
  }

  func explanation(_ verdict: Verdict) -> Label {
    Label(zh: chinese(verdict), en: english(verdict))
  }

  private var believed: [SimulationRecord.AssumptionRecord] {
    assumptions.filter { $0.kind != "document" && $0.parameter != "horizon" }
  }

  /// The assumption whose break-even is relatively nearest, told first.
  private var turning: [SimulationRecord.AssumptionRecord] {
    believed.filter { $0.breakEven != nil }
      .sorted { ($0.isFragile ? 0 : 1, -abs($0.elasticity ?? 0)) < ($1.isFragile ? 0 : 1, -abs($1.elasticity ?? 0)) }
  }

  private func chinese(_ verdict: Verdict) -> String {
    var text = "在 \(believed.count) 项假设下，\(question.output.label.zh)为 \(figure(in: .zh))"
    text +=
      answer.isExact
      ? "（解析解）" : "（\(answer.replications) 次重复）"
    if !turning.isEmpty {
      let items = turning.prefix(3).map { "\($0.label.zh) \($0.value) → \($0.breakEven ?? "")" }
      text += "；结论在以下取值处翻转：" + items.joined(separator: "，")
    }
    if !scenario.omittedBeliefs.isEmpty {
      text += "；未计入：" + scenario.omittedBeliefs.map(\.label.zh).joined(separator: "、")
    }
    return text
  }

  private func english(_ verdict: Verdict) -> String {
    let count = believed.count
    var text =
      "under \(count) assumption\(count == 1 ? "" : "s"), \(question.output.label.en) is "
      + figure(in: .en)
    text += answer.isExact ? " (closed form)" : " (\(answer.replications) replications)"
    if !turning.isEmpty {
      let items = turning.prefix(3).map { "\($0.label.en) \($0.value) → \($0.breakEven ?? "")" }
      text += "; the verdict turns at " + items.joined(separator: ", ")
    }
    if !scenario.omittedBeliefs.isEmpty {
      text += "; left out: " + scenario.omittedBeliefs.map(\.label.en).joined(separator: ", ")
    }
    return text
  }
}

extension BoundScenario {
  /// Parameters that were left out and would have brought a mechanism with them.
  var omittedBeliefs: [Parameter] { omitted.filter { $0.kind != .flag } }
}

/// A figure with its half-width in a unit that suits its size: `26.3 ± 0.8 分钟`.
func shown(
  _ mean: Double, _ halfWidth: Double, _ dimension: Dimension, in language: Language
) -> String {
  let unit = suitedUnit(mean, dimension, in: language)
  let value = mean / unit.scale
  let width = halfWidth / unit.scale
  // An availability needs digits down to its half-width; other figures four.
  var digits = 4
  if unit.symbol == "%", value > 90, value < 100 {
    var gap = 100 - value
    while gap < 10, digits < 12 {
      gap *= 10
      digits += 1
    }
  }
  let number = significant(value, digits: digits)
  let interval = width > 0 ? " ± \(significant(width, digits: 2))" : ""
  if unit.symbol == "%" { return number + interval + (interval.isEmpty ? "%" : " %") }
  return number + interval + (unit.symbol.isEmpty ? "" : " \(unit.symbol)")
}

private func suitedUnit(
  _ value: Double, _ dimension: Dimension, in language: Language
) -> PrintedUnit {
  func pick(_ units: [(String, String, Double)]) -> PrintedUnit {
    let size = abs(value)
    let unit = units.first { size >= $0.2 } ?? units[units.count - 1]
    return PrintedUnit(symbol: language == .zh ? unit.0 : unit.1, scale: unit.2)
  }
  switch dimension {
  case .time:
    return pick([
      ("年", "years", 365 * 86400), ("天", "days", 86400), ("小时", "h", 3600),
      ("分钟", "min", 60), ("秒", "s", 1), ("ms", "ms", 1e-3), ("μs", "μs", 1e-6),
      ("ns", "ns", 1e-9),
    ])
  case .data:
    return pick([
      ("TB", "TB", 1e12), ("GB", "GB", 1e9), ("MB", "MB", 1e6), ("KB", "KB", 1e3), ("B", "B", 1),
    ])
  case .dataRate:
    return pick([
      ("GB/s", "GB/s", 1e9), ("MB/s", "MB/s", 1e6), ("KB/s", "KB/s", 1e3), ("B/s", "B/s", 1),
    ])
  case .ratio: return PrintedUnit(symbol: "%", scale: 0.01)
  case .factor: return PrintedUnit(symbol: language == .zh ? "倍" : "×", scale: 1)
  case .frequency, .rate:
    return pick([
      ("/秒", "/s", 1), ("/小时", "/h", 1 / 3600.0), ("/天", "/day", 1 / 86400.0),
      ("/年", "/year", 1 / (365 * 86400.0)),
    ])
  case .count(let thing): return PrintedUnit(symbol: language == .zh ? thing : "", scale: 1)
  case .money(let currency): return PrintedUnit(symbol: currency, scale: 1)
  case .power: return PrintedUnit(symbol: "W", scale: 1)
  case .voltage: return PrintedUnit(symbol: "V", scale: 1)
  case .temperature: return PrintedUnit(symbol: "°C", scale: 1)
  case .length: return PrintedUnit(symbol: "m", scale: 1)
  case .number: return PrintedUnit(symbol: "", scale: 1)
  }
}
