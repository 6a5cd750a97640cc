import Model
package import Quantities
import Systems

/// An answer in words, in both languages.
struct AnswerWording: Sendable {
  let scenario: BoundScenario
  let question: BoundScenario.Question
  let claimed: ClaimedFigure
  let answer: Answer
  let assumptions: [SimulationRecord.AssumptionRecord]

  /// What was left out and would change the answer.
  let omitted: [Parameter]

  init(
    scenario: BoundScenario, question: BoundScenario.Question, claimed: ClaimedFigure,
    answer: Answer, assumptions: [SimulationRecord.AssumptionRecord]
  ) {
    self.scenario = scenario
    self.question = question
    self.claimed = claimed
    self.answer = answer
    self.assumptions = assumptions
    omitted = scenario.omittedBeliefs(of: question.output)
  }

  func figure(in language: Language) -> String {
    switch claimed.subject {
    case .value: return written(answer.mean, answer.halfWidth, language)
    case .reduction:
      return shown(-answer.mean, answer.halfWidth, question.output.dimension, in: language)
    case .ratio(let offset):
      return shown(
        answer.mean, answer.halfWidth, offset == 0 ? .factor : .ratio, in: language)
    }
  }

  /// The figure, after that of the design before where both were judged: `68 min → 9.5 min`.
  func result(in language: Language) -> String {
    guard let before = answer.before, claimed.start != nil else { return figure(in: language) }
    return written(before.mean, before.halfWidth, language) + " → "
      + written(answer.mean, answer.halfWidth, language)
  }

  /// A figure in the unit of the claim, as far as that suits it; so both ends of a transition are in one.
  private func written(_ mean: Double, _ halfWidth: Double, _ language: Language) -> String {
    let unit = question.claim.unit
    let size = (mean / unit.scale).magnitude
    guard unit.dimension == question.output.dimension, size == 0 || (0.1..<10_000).contains(size)
    else { return shown(mean, halfWidth, question.output.dimension, in: language) }
    let figure = format(mean, in: unit, language)
    return halfWidth > 0 ? figure + " ± " + format(halfWidth, in: unit, language) : figure
  }

  func explanation(_ verdict: Verdict) -> Label {
    Label(zh: chinese(verdict), en: english(verdict))
  }

  private var believed: [SimulationRecord.AssumptionRecord] { assumptions.filter(\.isBelief) }

  /// What is known of the "before" of a claimed transition.
  private var start: Label? {
    guard case .transition(let claimedBefore, _) = question.claim.statement else { return nil }
    guard let before = answer.before else {
      return scenario.baseline == nil
        ? Label(
          zh: "场景没有 `before`，只判定了改造后的数",
          en: "only the after was judged, for the scenario has no `before`") : nil
    }
    func figure(_ language: Language) -> String {
      written(before.mean, before.halfWidth, language)
    }
    if scenario.isCalibrated(question) {
      return Label(
        zh: "改造前为 \(figure(.zh))，已按原文校准，不是推演所得",
        en: "before it is \(figure(.en)), which was calibrated and is no prediction")
    }
    let (zh, en) = ("改造前为 \(figure(.zh))", "before it is \(figure(.en))")
    let rises = claimed.start?.rises
    if rises != nil, !before.interval.overlaps(answer.interval),
      (answer.mean > before.mean) != rises
    {
      return Label(zh: zh + "，变化的方向与所写的相反", en: en + ", so that it goes the other way than claimed")
    }
    switch claimed.start?.interval.verdict(on: before.interval) {
    case .fails where question.output.measure.direction == .neither:
      return Label(
        zh: zh + "，不是所写的 \(format(claimedBefore, .zh))",
        en: en + ", not the \(format(claimedBefore, .en)) that is claimed")
    case .fails:
      return Label(
        zh: zh + "，所写的 \(format(claimedBefore, .zh)) 把起点说得太差",
        en: en + ", and the \(format(claimedBefore, .en)) that is claimed makes it look worse")
    case .undecided:
      return Label(zh: zh + "，与所写的太近，不能判定", en: en + ", too near to what is claimed to tell")
    case .holds where !claimedBefore.interval.overlaps(before.interval):
      return Label(
        zh: zh + "，比所写的 \(format(claimedBefore, .zh)) 还差",
        en: en + ", worse than the \(format(claimedBefore, .en)) that is claimed")
    case .holds, .atFaceValue, .unchecked, nil: return Label(zh: zh, en: en)
    }
  }

  /// How many times better than a plain figure the answer is, where it is more than twice as good; nil elsewhere. The
  /// claim holds, but something else may be meant, or the inputs are not those of what is told.
  private var excess: Double? {
    let quantity: Quantity
    switch question.claim.statement {
    case .value(let value), .change(let value), .transition(_, let value): quantity = value
    }
    guard quantity.comparator == .equal, claimed.interval.contains(answer.interval),
      quantity.value != 0, answer.mean != 0
    else { return nil }
    let isNearOne: Bool
    if case .value = claimed.subject {
      isNearOne = question.output.scale == .complement && quantity.value < 1
    } else {
      isNearOne = false
    }
    let ratio =
      isNearOne
      ? (1 - answer.mean) / (1 - quantity.value) : abs(answer.mean / quantity.value)
    let times = max(ratio, 1 / ratio)
    return times > 2 && times.isFinite ? times : nil
  }

  /// What an answer far beyond the claim says of it.
  private var beyond: Label? {
    guard let excess else { return nil }
    let times = significant(excess, digits: 2)
    let inputs =
      believed.isEmpty
      ? Label(zh: "取自正文的输入", en: "are taken from the text")
      : Label(zh: "自行假设的输入", en: "are assumptions")
    return Label(
      zh: "比所写的数好 \(times) 倍：能成立，靠的是\(inputs.zh)，可能量的也不是同一件事，所写的数并不由此得出",
      en:
        "that is \(times) times as good as the figure: it holds, but by inputs that \(inputs.en), and may be of "
        + "something else; the figure does not follow from them")
  }

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

  /// The figures that a configuration says, or a figure of the text, and that are no assumptions.
  private typealias Link = Scenario.Assumption.Link.Source

  private func linked(to source: Link) -> [BoundSetting] {
    let used = Set(assumptions.filter(\.isUsed).map(\.parameter))
    return scenario.settings.filter {
      $0.link == source && $0.kind == "document" && used.contains($0.parameter.name)
    }
  }

  /// How many of those are told in a sentence.
  private var shownTurns: Int { 3 }

  private func chinese(_ verdict: Verdict) -> String {
    var text = "在 \(believed.count) 项假设下，\(question.output.label.zh)为 \(figure(in: .zh))"
    text +=
      answer.isExact
      ? "（解析解）" : "（\(answer.replications) 次重复）"
    if let start { text += "；" + start.zh }
    if let beyond { text += "；" + beyond.zh }
    if !counted.isEmpty {
      let items = counted.map { "\($0.parameter.label.zh) \($0.text)（`\($0.component ?? "")`）" }
      text += "；取自架构：" + items.joined(separator: "，")
    }
    for (source, lead) in [(Link.manifest, "；取自配置："), (.figure, "；取自正文：")] {
      let items = linked(to: source).map {
        "\($0.parameter.label.zh) \($0.text)（`\($0.origin ?? "")`）"
      }
      if !items.isEmpty { text += lead + items.joined(separator: "，") }
    }
    if !turning.isEmpty {
      let items = turning.prefix(shownTurns).map {
        "\($0.label.zh) \($0.value) → \($0.breakEven?.zh ?? "")"
      }
      text += "；结论在以下取值处翻转：" + items.joined(separator: "，")
      if turning.count > shownTurns { text += "，另有 \(turning.count - shownTurns) 项" }
    } else if verdict == .fails, !believed.isEmpty {
      text += "；在所试的取值里，单独改动任何一项假设，它都不成立"
    }
    if let needed = inverse(question.claim) { text += "；不论场景：" + needed.zh }
    if !omitted.isEmpty { text += "；未计入：" + omitted.map(\.label.zh).joined(separator: "、") }
    return text
  }

  private func english(_ verdict: Verdict) -> String {
    remarks(on: verdict).joined(separator: "; ")
  }

  /// The answer, where the verdict turns, and what was left out: as notes of a finding.
  func remarks(on verdict: Verdict) -> [String] {
    let count = believed.count
    var remarks = [
      "under \(count) assumption\(count == 1 ? "" : "s"), \(question.output.label.en) is "
        + figure(in: .en)
        + (answer.isExact ? " (closed form)" : " (\(answer.replications) replications)")
    ]
    if let start { remarks.append(start.en) }
    if let beyond { remarks.append(beyond.en) }
    if !counted.isEmpty {
      let items = counted.map {
        "\($0.parameter.name) \(translated($0.text, .en)) (`\($0.component ?? "")`)"
      }
      remarks.append("taken from the architecture: " + items.joined(separator: ", "))
    }
    for (source, lead) in [(Link.manifest, "configuration"), (.figure, "text")] {
      let items = linked(to: source).map {
        "\($0.parameter.name) \(translated($0.text, .en)) (`\($0.origin ?? "")`)"
      }
      if !items.isEmpty {
        remarks.append("taken from the \(lead): " + items.joined(separator: ", "))
      }
    }
    if !turning.isEmpty {
      let items = turning.prefix(shownTurns).map {
        "\($0.label.en) \(translated($0.value, .en)) → \($0.breakEven?.en ?? "")"
      }
      let rest = turning.count - shownTurns
      remarks.append(
        "the verdict turns at " + items.joined(separator: ", ")
          + (rest > 0 ? " and at \(rest) more" : ""))
    } else if verdict == .fails, !believed.isEmpty {
      remarks.append("of the values tried, none of one assumption alone makes it hold")
    }
    if let needed = inverse(question.claim) {
      remarks.append("whatever the scenario: " + needed.en)
    }
    if !omitted.isEmpty {
      remarks.append("left out: " + omitted.map(\.label.en).joined(separator: ", "))
    }
    return remarks
  }
}

extension BoundScenario {
  /// Parameters that were left out and would have brought a mechanism with them that this answer rests on: beside all
  /// the others' examples their own makes a difference.
  func omittedBeliefs(of output: Output) -> [Parameter] {
    let candidates = omitted.filter { $0.dimension != nil }
    let whole = candidates.reduce(inputs) { $0.setting($1.name, to: $1.exampleSetting) }
    guard let answer = output.analytic(whole) else { return candidates }
    return candidates.filter { output.analytic(whole.setting($0.name, to: nil)) != answer }
  }
}

/// A figure with its half-width, both in the unit that suits the figure: `26.3 分钟 ± 0.8 分钟`.
package func shown(
  _ mean: Double, _ halfWidth: Double, _ dimension: Dimension, in language: Language
) -> String {
  let figure = format(mean, in: dimension, language)
  let unit = suitableUnit(for: mean == 0 ? halfWidth : mean, dimension)
  return halfWidth > 0 ? figure + " ± " + format(halfWidth, in: unit, language) : figure
}
