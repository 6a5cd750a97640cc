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

  private var believed: [SimulationRecord.AssumptionRecord] { assumptions.filter(\.isBelief) }

  /// The assumption whose break-even is relatively nearest, told first.
  private var turning: [SimulationRecord.AssumptionRecord] {
    believed.filter { $0.breakEven != nil }.sorted { $0.precedes($1) }
  }

  /// The figures that were read from the architecture, with the component that gave each.
  private var counted: [BoundSetting] {
    scenario.settings.filter {
      $0.kind == "document" && $0.component != nil && $0.parameter.dimension != nil
    }
  }

  private func chinese(_ verdict: Verdict) -> String {
    var text = "在 \(believed.count) 项假设下，\(question.output.label.zh)为 \(figure(in: .zh))"
    text +=
      answer.isExact
      ? "（解析解）" : "（\(answer.replications) 次重复）"
    if !counted.isEmpty {
      let items = counted.map { "\($0.parameter.label.zh) \($0.text)（`\($0.component ?? "")`）" }
      text += "；取自架构：" + items.joined(separator: "，")
    }
    if !turning.isEmpty {
      let items = turning.prefix(3).map { "\($0.label.zh) \($0.value) → \($0.breakEven?.zh ?? "")" }
      text += "；结论在以下取值处翻转：" + items.joined(separator: "，")
    }
    if !scenario.omittedBeliefs.isEmpty {
      text += "；未计入：" + scenario.omittedBeliefs.map(\.label.zh).joined(separator: "、")
    }
    return text
  }

  private func english(_ verdict: Verdict) -> String { remarks.joined(separator: "; ") }

  /// The answer, where the verdict turns, and what was left out: as notes of a finding.
  var remarks: [String] {
    let count = believed.count
    var remarks = [
      "under \(count) assumption\(count == 1 ? "" : "s"), \(question.output.label.en) is "
        + figure(in: .en)
        + (answer.isExact ? " (closed form)" : " (\(answer.replications) replications)")
    ]
    if !counted.isEmpty {
      let items = counted.map { "\($0.parameter.name) \($0.text) (`\($0.component ?? "")`)" }
      remarks.append("taken from the architecture: " + items.joined(separator: ", "))
    }
    if !turning.isEmpty {
      let items = turning.prefix(3).map { "\($0.label.en) \($0.value) → \($0.breakEven?.en ?? "")" }
      remarks.append("the verdict turns at " + items.joined(separator: ", "))
    }
    if !scenario.omittedBeliefs.isEmpty {
      remarks.append(
        "left out: " + scenario.omittedBeliefs.map(\.label.en).joined(separator: ", "))
    }
    return remarks
  }
}

extension BoundScenario {
  /// Parameters that were left out and would have brought a mechanism with them.
  var omittedBeliefs: [Parameter] { omitted.filter { $0.kind != .flag } }
}

/// A figure with its half-width, each in the unit that suits it: `26.3 分钟 ± 48 秒`.
func shown(
  _ mean: Double, _ halfWidth: Double, _ dimension: Dimension, in language: Language
) -> String {
  let figure = format(mean, in: dimension, language)
  return halfWidth > 0 ? figure + " ± " + format(halfWidth, in: dimension, language) : figure
}
