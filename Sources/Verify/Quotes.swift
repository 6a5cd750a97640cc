import Diagnostics
import Glibc
import Model
import Quantities
import Systems

/// A figure of the text that says again what a scenario assumes, or where a verdict of it turns.
package struct BoundQuote: Sendable {
  /// Those that the words name; one of them that agrees is enough, for the others may tell of another time.
  let claims: [Claim]
  let source: Scenario.Quote.Source

  /// The parameter, by its place among the scenario's settings.
  let setting: Int

  /// The question whose verdict turns, by its place; nil for any.
  let question: Int?
  let place: Span
}

extension ScenarioBinder {
  /// Finds what each line under `quotes` speaks of.
  mutating func readQuotes(_ bound: BoundScenario) -> [BoundQuote] {
    scenario.quotes.flatMap { quote -> [BoundQuote] in
      let name = quote.parameter
      guard let setting = bound.settings.lastIndex(where: { $0.parameter.name == name.value })
      else {
        let names = bound.settings.map(\.parameter.name)
        report(
          .unknownParameter,
          "`\(scenario.id.value)` has no value of `\(name.value)` to be quoted"
            + suggestion(nearMiss(to: name.value, in: names)), at: name.span)
        return []
      }
      var question: Int?
      if let of = quote.of {
        question = bound.questions.firstIndex {
          normalised($0.claim.subject) == normalised(of.value)
        }
        guard question != nil else {
          let subjects = bound.questions.map(\.claim.subject)
          report(
            .unboundClaim,
            "`\(scenario.id.value)` judges no claim of `\(of.value)`"
              + suggestion(nearMiss(to: of.value, in: subjects)), at: of.span)
          return []
        }
      }
      let named = scope.statements(named: quote.subject.value)
      guard !named.isEmpty else {
        report(
          .unboundClaim,
          "no claim around this scenario speaks of `\(quote.subject.value)`"
            + suggestion(nearMiss(to: quote.subject.value, in: scope.subjects)),
          at: quote.subject.span)
        return []
      }
      let alike = named.filter {
        bound.settings[setting].parameter.dimension?.accepts($0.quantity.dimension) ?? false
      }
      guard !alike.isEmpty else {
        report(
          .wrongDimension,
          "`\(quote.subject.value)` is \(named[0].quantity.dimension.described), and `\(name.value)` is not",
          at: quote.subject.span)
        return []
      }
      return [
        BoundQuote(
          claims: alike, source: quote.source, setting: setting, question: question,
          place: quote.subject.span)
      ]
    }
  }
}

extension ScenarioJudge {
  /// Holds the figures that the text quotes from this scenario against it.
  ///
  /// - Parameter sensitivities: by setting, of each question.
  func judgeQuotes(_ sensitivities: [[Sensitivity?]]) -> ScenarioAnswers {
    var judgements: [Judgement] = []
    var findings: [Diagnostic] = []
    for quote in scenario.quotes {
      let (values, explanation, inputs) =
        switch quote.source {
        case .assumed: assumed(quote)
        case .breakEven: breakEven(quote, sensitivities[quote.setting])
        }
      func judge(_ claim: Claim, _ verdict: Verdict, _ value: Quantity) {
        judgements.append(
          Judgement(
            claim: claim.id, verdict: verdict,
            evidence: Evidence(
              kind: quote.source == .assumed ? .agreed : .computed, interval: value.interval,
              estimate: value.value, explanation: explanation, inputs: inputs)))
      }
      var isFound = false
      for claim in quote.claims {
        guard let value = values.first(where: { claim.quantity.prints($0) }) else { continue }
        judge(claim, .holds, value)
        isFound = true
      }
      guard !isFound, let claim = quote.claims.first else { continue }
      if let nearest = values.min(by: {
        distance($0, from: claim.quantity) < distance($1, from: claim.quantity)
      }) {
        judge(claim, .fails, nearest)
      }
      findings.append(
        Diagnostic(
          .staleQuote, "`\(claim.subject)` is quoted otherwise than it is: \(explanation.en)",
          at: claim.figure, notes: [.init("bound to it here", at: quote.place)]))
    }
    return ScenarioAnswers(judgements: judgements, findings: findings)
  }

  /// The values that a scenario gives a parameter: its value, or those of its law, and its range.
  private func assumed(
    _ quote: BoundQuote
  ) -> (values: [Quantity], explanation: Label, inputs: [Span]) {
    let setting = scenario.settings[quote.setting]
    var values = readQuantities(in: Array(setting.text.utf8)).map(\.quantity)
    if let range = setting.range, let quantity = parseQuantity(range) { values.append(quantity) }
    let name = setting.parameter.name
    let text = setting.range.map { "\(setting.text) (\($0))" } ?? setting.text
    return (
      values,
      Label(
        zh: "`\(scenario.id)`里\(setting.parameter.label.zh)（\(name)）取\(text)",
        en: "`\(scenario.id)` assumes \(text) for \(setting.parameter.label.en) (\(name))"),
      [setting.span ?? scenario.span]
    )
  }

  /// The value of a parameter at which the verdict on a claim turns.
  private func breakEven(
    _ quote: BoundQuote, _ sensitivities: [Sensitivity?]
  ) -> (values: [Quantity], explanation: Label, inputs: [Span]) {
    let setting = scenario.settings[quote.setting]
    let asked = quote.question.map { [$0] } ?? Array(sensitivities.indices)
    let inputs = scenario.settings.compactMap(\.span)
    let name = setting.parameter.name
    let found = asked.compactMap { question in
      sensitivities[question]?.breakEven.map { (question, $0) }
    }
    guard let (question, value) = found.first else {
      let subject = scenario.questions[asked.first ?? 0].claim.subject
      return (
        [],
        Label(
          zh: "\(name)取任何合理的值，\(subject)的结论都不变",
          en: "the verdict on `\(subject)` does not turn with `\(name)`"), inputs
      )
    }
    let subject = scenario.questions[question].claim.subject
    return (
      found.map {
        Quantity(
          value: $0.1, interval: .exactly($0.1), unit: setting.unit ?? .one, comparator: .equal,
          decimals: 0)
      },
      Label(
        zh: "\(subject)的结论在\(name) = \(printed(value, in: setting.unit))处翻转",
        en:
          "the verdict on `\(subject)` turns at \(name) = \(printed(value, in: setting.unit, .en))"),
      inputs
    )
  }

  private func distance(_ quantity: Quantity, from stated: Quantity) -> Double {
    abs(quantity.value - stated.value)
  }
}

extension Quantity {
  /// Whether another quantity is printed as this one: within half its last digit, or half a hundredth of it;
  /// of a range both ends.
  fileprivate func prints(_ other: Quantity) -> Bool {
    func isNear(_ a: Double, _ b: Double) -> Bool {
      let digit = pow(10, -Double(decimals)) * unit.scale / 2
      return abs(a - b) <= max(min(digit, abs(a) / 20), abs(a) / 200) * (1 + 1e-9)
    }
    guard comparator == .range else {
      let ends = other.comparator == .range && comparator.isBound ? other.interval.finiteEnds : []
      return (ends + [other.value]).contains { isNear(value, $0) }
    }
    return other.comparator == .range && isNear(interval.lower, other.interval.lower)
      && isNear(interval.upper, other.interval.upper)
  }
}
