import Diagnostics
import Glibc
import Model
import Quantities
import Systems

/// A figure of the text that says again what a scenario assumes or answers, or where a verdict of it turns.
package struct BoundQuote: Sendable {
  /// Those that the words name; one of them that agrees is enough, for the others may tell of another time.
  let claims: [Claim]
  let of: Subject
  let place: Span

  /// What is quoted; settings and questions are by their places in the scenario.
  enum Subject: Sendable {
    case assumed(setting: Int)

    /// The value at which the verdict on a question turns, or that on any where it is nil.
    case breakEven(setting: Int, question: Int?)
    case answer(question: Int)
  }
}

extension ScenarioBinder {
  /// Finds what each line under `quotes` speaks of.
  mutating func readQuotes(_ bound: BoundScenario) -> [BoundQuote] {
    scenario.quotes.compactMap { quote -> BoundQuote? in
      guard let (subject, dimension) = readSubject(of: quote, in: bound) else { return nil }
      let named = scope.statements(named: quote.subject.value)
      guard !named.isEmpty else {
        report(
          .unboundClaim,
          "no claim around this scenario speaks of `\(quote.subject.value)`"
            + suggestion(nearMiss(to: quote.subject.value, in: scope.subjects)),
          at: quote.subject.span)
        return nil
      }
      let alike = named.filter { dimension?.accepts($0.quantity.dimension) ?? false }
      guard !alike.isEmpty else {
        report(
          .wrongDimension,
          "`\(quote.subject.value)` is \(named[0].quantity.dimension.described), and "
            + "`\(quote.parameter.value)` is not",
          at: quote.subject.span)
        return nil
      }
      guard let claims = apart(alike, from: subject, in: bound) else {
        report(
          .circularAssumption,
          "`\(quote.parameter.value)` is taken from `\(quote.subject.value)`, which cannot repeat it",
          at: quote.subject.span)
        return nil
      }
      return BoundQuote(claims: claims, of: subject, place: quote.subject.span)
    }
  }

  /// The claims that are not themselves where the scenario has the value from; nil where all are.
  private func apart(
    _ claims: [Claim], from subject: BoundQuote.Subject, in bound: BoundScenario
  ) -> [Claim]? {
    guard case .assumed(let setting) = subject, let source = bound.settings[setting].span else {
      return claims
    }
    let others = claims.filter { $0.figure != source }
    return others.isEmpty ? nil : others
  }

  /// What a quote is of, and its dimension; nil where there is none, which is reported.
  private mutating func readSubject(
    of quote: Scenario.Quote, in bound: BoundScenario
  ) -> (BoundQuote.Subject, Dimension?)? {
    let name = quote.parameter
    guard let asked = questions(of: quote, in: bound) else { return nil }
    if quote.source == .answer {
      guard let found = asked.first(where: { bound.questions[$0].output.name == name.value }) else {
        let names = bound.questions.map(\.output.name)
        report(
          .unknownOutput,
          "`\(scenario.id.value)` asks for no `\(name.value)` that could be quoted"
            + suggestion(nearMiss(to: name.value, in: names)), at: name.span)
        return nil
      }
      return (.answer(question: found), bound.questions[found].output.dimension)
    }
    guard let setting = bound.settings.lastIndex(where: { $0.parameter.name == name.value }) else {
      let names = bound.settings.map(\.parameter.name)
      report(
        .unknownParameter,
        "`\(scenario.id.value)` has no value of `\(name.value)` to be quoted"
          + suggestion(nearMiss(to: name.value, in: names)), at: name.span)
      return nil
    }
    return (
      quote.source == .assumed
        ? .assumed(setting: setting)
        : .breakEven(setting: setting, question: quote.of == nil ? nil : asked.first),
      bound.settings[setting].parameter.dimension
    )
  }

  /// The places of the questions that a quote may be of: all, or that which `of` names; nil where it names none
  /// that there is, which is reported.
  private mutating func questions(
    of quote: Scenario.Quote, in bound: BoundScenario
  ) -> [Int]? {
    guard let of = quote.of else { return Array(bound.questions.indices) }
    if let index = bound.questions.firstIndex(where: {
      normalised($0.claim.subject) == normalised(of.value)
    }) {
      return [index]
    }
    report(
      .unboundClaim,
      "`\(scenario.id.value)` judges no claim of `\(of.value)`"
        + suggestion(nearMiss(to: of.value, in: bound.questions.map(\.claim.subject))), at: of.span)
    return nil
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
        switch quote.of {
        case .assumed(let setting): assumed(scenario.settings[setting])
        case .breakEven(let setting, let question):
          breakEven(scenario.settings[setting], of: question, sensitivities[setting])
        case .answer(let question): answered(question)
        }
      let isAssumed = if case .assumed = quote.of { true } else { false }
      let isAnswer = if case .answer = quote.of { true } else { false }
      func judge(_ claim: Claim, _ verdict: Verdict, _ value: Quantity) {
        judgements.append(
          Judgement(
            claim: claim.id, verdict: verdict,
            evidence: Evidence(
              kind: isAssumed ? .agreed : .computed, interval: value.interval,
              estimate: value.value, explanation: explanation, inputs: inputs)))
      }
      var isFound = false
      for claim in quote.claims {
        guard
          let value = values.first(where: {
            claim.quantity.prints($0) || isAnswer && claim.quantity.interval.overlaps($0.interval)
          })
        else { continue }
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
    _ setting: BoundSetting
  ) -> (values: [Quantity], explanation: Label, inputs: [Span]) {
    var values = readQuantities(in: Array(setting.text.utf8)).map(\.quantity)
    if let range = setting.range, let quantity = parseQuantity(range) { values.append(quantity) }
    let name = setting.parameter.name
    let text = setting.range.map { "\(setting.text) (\($0))" } ?? setting.text
    return (
      values,
      Label(
        zh: "`\(scenario.id)`里\(setting.parameter.label.zh)（\(name)）取\(text)",
        en: "`\(scenario.id)` assumes \(text) for \(setting.parameter.label.en) (\(name))"),
      [setting.line ?? setting.span ?? scenario.span]
    )
  }

  /// The value of a parameter at which the verdict on a claim turns.
  private func breakEven(
    _ setting: BoundSetting, of question: Int?, _ sensitivities: [Sensitivity?]
  ) -> (values: [Quantity], explanation: Label, inputs: [Span]) {
    let asked = question.map { [$0] } ?? Array(sensitivities.indices)
    let inputs = scenario.settings.compactMap { $0.line ?? $0.span }
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

  /// The answer to a question, and that of the design before where there is one.
  private func answered(
    _ question: Int
  ) -> (values: [Quantity], explanation: Label, inputs: [Span]) {
    let output = scenario.questions[question].output
    let inputs = scenario.settings.compactMap { $0.line ?? $0.span }
    guard let answer = answers[question] else {
      return (
        [], Label(zh: "\(output.label.zh)没有答案", en: "\(output.label.en) has no answer"), inputs
      )
    }
    func quantity(_ mean: Double, _ halfWidth: Double) -> Quantity {
      Quantity(
        value: mean, interval: Interval(mean - halfWidth, mean + halfWidth),
        unit: scenario.questions[question].claim.unit, comparator: .equal, decimals: 0)
    }
    func text(_ language: Language) -> String {
      shown(answer.mean, answer.halfWidth, output.dimension, in: language)
    }
    return (
      [quantity(answer.mean, answer.halfWidth)]
        + (answer.before.map { [quantity($0.mean, $0.halfWidth)] } ?? []),
      Label(
        zh: "`\(scenario.id)`的\(output.label.zh)为 \(text(.zh))",
        en: "\(output.label.en) of `\(scenario.id)` is \(text(.en))"), inputs
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
