import Diagnostics
import Model
import Quantities
import Systems

/// Resolves the names of a scenario and reads its values.
struct ScenarioBinder {
  let scenario: Scenario
  let scope: ScenarioScope
  var findings: [Diagnostic] = []

  /// What a scenario means, or nothing where a mistake leaves its meaning open; and what is wrong.
  static func bind(
    _ scenario: Scenario, in document: DocumentDraft, cases: [CaseStudy]
  ) -> (bound: BoundScenario?, findings: [Diagnostic]) {
    var binder = ScenarioBinder(
      scenario: scenario, scope: ScenarioScope(scenario, in: document, cases: cases))
    let bound = binder.bind()
    return (bound, binder.findings)
  }

  private init(scenario: Scenario, scope: ScenarioScope) {
    self.scenario = scenario
    self.scope = scope
  }

  mutating func report(_ kind: DiagnosticKind, _ message: String, at span: Span) {
    findings.append(Diagnostic(kind, message, at: span))
  }

  private mutating func bind() -> BoundScenario? {
    guard let system = SystemDefinition.named(scenario.system.value) else {
      let guess =
        SystemDefinition.all.first { $0.isTitled(scenario.system.value) }?.name
        ?? nearMiss(to: scenario.system.value, in: SystemDefinition.all.map(\.name))
      findings.append(
        Diagnostic(
          .unknownSystem, "no system is named `\(scenario.system.value)`" + suggestion(guess),
          at: scenario.system.span,
          notes: guess == nil
            ? [.init("`docgen systems` lists the \(SystemDefinition.all.count) that there are")]
            : []
        ))
      return nil
    }
    guard checkFree(of: system) else { return nil }
    let readings = readArchitecture(system)
    let shared = readAssumptions(scenario.assume, of: system, readings: readings, side: nil)
    let before = readAssumptions(scenario.before, of: system, readings: readings, side: .before)
    let after = readAssumptions(scenario.after, of: system, readings: readings, side: .after)
    reportCopied(shared ?? [])
    reportRetyped((shared ?? []) + (before ?? []) + (after ?? []))
    reportUnused(shared ?? [], readings ?? [], before: before ?? [], after: after ?? [])
    let isPair = !scenario.before.isEmpty || !scenario.after.isEmpty
    let asked = readQuestions(system, isPair: isPair)
    guard let readings, let shared, let before, let after else { return nil }

    var settings = shared
    settings += supplied(
      readings, unless: settings, before: isPair ? before : nil, after: after)
    settings += supplied(
      standards(system), unless: settings, before: isPair ? before : nil, after: after)
    settings += start(of: system, unless: settings)
    let omitted = missing(system, from: settings + before + after)
    guard reportMissing(system, settings, before: isPair ? before : nil, after: after) else {
      return nil
    }
    let inputs = Inputs(values(settings + after))
    let baseline = isPair ? Inputs(values(settings + before)) : nil
    guard checkProblems(system, inputs, baseline, settings: settings + before + after) else {
      return nil
    }
    let questions = answerable(asked, system, inputs, baseline)
    guard checkCalibration(readings, asked) else { return nil }
    var bound = BoundScenario(
      id: scenario.id.value, system: system, seed: scenario.seed?.value, inputs: inputs,
      baseline: baseline, calibrate: scenario.calibrate,
      settings: (settings + before + after).map(\.bound), questions: questions,
      omitted: omitted, span: scenario.span)
    let circular = Set(circularQuestions(bound).map(\.claim.id))
    if !circular.isEmpty {
      let others = questions.filter { !circular.contains($0.claim.id) }
      guard !others.isEmpty else { return nil }
      bound = bound.asking(others)
    }
    bound.quotes = readQuotes(bound)
    return bound
  }

  // MARK: What the architecture says

  private mutating func readArchitecture(_ system: SystemDefinition) -> [ReadParameter]? {
    let architecture: Architecture
    guard let from = scenario.from else {
      return []
    }
    guard let named = scope.architecture(named: from.value) else {
      var seen: Set<String> = []
      let titles = scope.architectures.flatMap { scope.titles(of: $0) }
        .filter { seen.insert($0).inserted }
      let guess = nearMiss(to: from.value, in: titles)
      let known = titles.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
      findings.append(
        Diagnostic(
          .unknownArchitecture,
          "no architecture here is named `\(from.value)`" + suggestion(guess), at: from.span,
          notes: guess == nil && !known.isEmpty
            ? [.init("there \(titles.count == 1 ? "is" : "are") \(known)")] : []))
      return nil
    }
    architecture = named
    let reader = ArchitectureReader(architecture: architecture, features: scope.features)
    for words in system.needs where !reader.names(words) {
      report(
        .missingComponent,
        """
        `\(system.name)` stands on \(listed(words)), and `\(architecture.title)` names none \
        of them
        """,
        at: scenario.from?.span ?? scenario.span)
      return nil
    }
    let given = Set(
      scenario.assume.map(\.parameter.value)
        + (scenario.after.isEmpty ? [] : scenario.after.map(\.parameter.value)))
    var isClear = true
    for parameter in system.parameters where !given.contains(parameter.name) {
      let candidates = reader.counts(of: parameter)
      guard candidates.count > 1 else { continue }
      isClear = false
      findings.append(
        Diagnostic(
          .missingParameter,
          "`\(parameter.name)` may be any of the counts of "
            + "\(listed(candidates.map(\.component.text))): say it under `assume`",
          at: scenario.from?.span ?? scenario.span,
          notes: candidates.map {
            .init("`\($0.component.text)` is here", at: $0.component.span)
          }))
    }
    guard isClear else { return nil }
    return system.parameters.compactMap { parameter in
      guard reader.counts(of: parameter).count < 2, let reading = reader.read(parameter) else {
        return nil
      }
      if let value = Inputs([parameter.name: reading.setting]).optional(parameter.name),
        !parameter.range.contains(value)
      {
        return nil
      }
      return ReadParameter(
        parameter: parameter, setting: reading.setting,
        bound: BoundSetting(
          parameter: parameter, text: reading.text, kind: "document", origin: architecture.title,
          unit: reading.unit, plausible: nil, span: reading.span, side: nil,
          component: reading.component))
    }
  }

  // MARK: What the scenario assumes

  private mutating func readAssumptions(
    _ assumptions: [Scenario.Assumption], of system: SystemDefinition,
    readings: [ReadParameter]?, side: BoundSetting.Side?
  ) -> [ReadParameter]? {
    var read: [ReadParameter] = []
    var isWhole = true
    for assumption in assumptions {
      let name = assumption.parameter.value
      guard let parameter = system.parameter(name) else {
        reportUnknown(assumption, of: system)
        isWhole = false
        continue
      }
      if read.contains(where: { $0.parameter.name == name }) {
        report(
          .restatedParameter, "`\(name)` is given twice", at: assumption.parameter.span)
        isWhole = false
        continue
      }
      guard let linked = resolved(assumption, of: parameter) else {
        isWhole = false
        continue
      }
      let assumption = linked.assumption
      if name == scenario.calibrate?.value {
        reportOverridden(assumption, side)
      } else if !linked.isOfText {
        checkOrigin(assumption)
      }
      switch ReadSetting.read(
        assumption.fields, known: linked.quantity, for: parameter, at: assumption.span)
      {
      case .failure(let failure):
        findings += failure.diagnostics
        isWhole = false
      case .success(let value):
        if let known = readings?.first(where: { $0.parameter.name == name }), side == nil {
          reportRestated(assumption, known, value)
        }
        read.append(
          ReadParameter(
            parameter: parameter, setting: value.setting,
            bound: BoundSetting(
              parameter: parameter, text: value.text,
              kind: linked.isOfText ? "document" : assumption.kind?.value ?? "assumption",
              origin: assumption.origin?.value ?? linked.origin, unit: value.unit,
              plausible: plausible(assumption, parameter, value), span: linked.place,
              side: side,
              range: assumption.range?.value, link: assumption.link?.source, line: assumption.span))
        )
      }
    }
    return isWhole ? read : nil
  }

  private mutating func reportUnknown(
    _ assumption: Scenario.Assumption, of system: SystemDefinition
  ) {
    let name = assumption.parameter.value
    if system.output(name) != nil {
      report(
        .circularAssumption,
        "`\(name)` is what `\(system.name)` answers, so it cannot be assumed",
        at: assumption.parameter.span)
      return
    }
    let guess = nearMiss(to: name, in: system.parameters.map(\.name))
    report(
      .unknownParameter, "`\(system.name)` has no parameter `\(name)`" + suggestion(guess),
      at: assumption.parameter.span)
  }

  /// A flag that the author turns the other way is not a restatement: the tree names what exists,
  /// the scenario says that it does not concern the part that is simulated.
  private mutating func reportRestated(
    _ assumption: Scenario.Assumption, _ known: ReadParameter, _ value: ReadSetting
  ) {
    if case .flag = value.setting, value.setting != known.setting { return }
    let place = known.bound.span
    findings.append(
      Diagnostic(
        .restatedParameter,
        value.setting == known.setting
          ? "`\(assumption.parameter.value)` is taken from the architecture; it is not said twice"
          : "`\(assumption.parameter.value)` is \(value.text) here and \(known.bound.text) in the "
            + "architecture",
        at: assumption.parameter.span,
        notes: place.map { [.init("the architecture says so here", at: $0)] } ?? []))
  }

  /// Reports what both designs say otherwise: once under `assume`, where it is never used, and what is
  /// counted in the architecture, where neither is the one that it shows.
  private mutating func reportUnused(
    _ shared: [ReadParameter], _ readings: [ReadParameter], before: [ReadParameter],
    after: [ReadParameter]
  ) {
    for last in after {
      let name = last.parameter.name
      guard let first = before.first(where: { $0.parameter.name == name }) else { continue }
      if let unused = shared.first(where: { $0.parameter.name == name }) {
        findings.append(
          Diagnostic(
            .restatedParameter,
            "`\(name)` is given under `before` and `after`, so that its value under `assume` is never used",
            at: unused.bound.span ?? scenario.span))
      }
      guard let known = readings.first(where: { $0.parameter.name == name }),
        case .number(let drawn) = known.setting, known.setting != last.setting,
        known.setting != first.setting
      else { continue }
      findings.append(
        Diagnostic(
          .restatedParameter,
          "`\(name)` is \(first.bound.text) before and \(last.bound.text) after, and "
            + "\(printed(drawn, in: known.bound.unit)) in the architecture",
          at: last.bound.span ?? scenario.span,
          notes: known.bound.span.map { [.init("the architecture says so here", at: $0)] } ?? []))
    }
  }

  private mutating func plausible(
    _ assumption: Scenario.Assumption, _ parameter: Parameter, _ value: ReadSetting
  ) -> ClosedRange<Double>? {
    guard let range = assumption.range else { return nil }
    guard let quantity = parseQuantity(range.value).map(parameter.interval(of:)),
      parameter.accepts(range: quantity)
    else {
      report(
        .unreadableValue, parameter.problem(withRange: range.value, value: value.unit),
        at: range.span)
      return nil
    }
    let (lower, upper) = (quantity.interval.lower, quantity.interval.upper)
    if let problem = parameter.problem(withLimits: quantity.interval, of: range.value) {
      report(.parameterRange, problem, at: range.span)
    }
    // What is solved for is held against its range when it is known.
    guard parameter.name != scenario.calibrate?.value else { return lower...upper }
    // A law spreads beyond any range; what is plausible is said of a plain value.
    if assumption.fields.map(\.name) == ["value"],
      let assumed = Inputs([parameter.name: value.setting]).optional(parameter.name),
      assumed < lower * (1 - 1e-9) || assumed > upper * (1 + 1e-9)
    {
      report(
        .contradictoryAssumptions,
        "`\(parameter.name)` is \(value.text), which lies outside its own range, \(range.value)",
        at: range.span)
    }
    return lower...upper
  }

  // MARK: What is left

  /// Reports what each design lacks that it cannot be evaluated without; false where there is any.
  private mutating func reportMissing(
    _ system: SystemDefinition, _ settings: [ReadParameter], before: [ReadParameter]?,
    after: [ReadParameter]
  ) -> Bool {
    let inAfter = names(of: settings + after)
    let inBefore = before.map { names(of: settings + $0) } ?? inAfter
    var isWhole = true
    for parameter in system.parameters where parameter.presence == .required {
      let name = parameter.name
      let gap: (place: String, span: Span)
      switch (inBefore.contains(name), inAfter.contains(name)) {
      case (true, true): continue
      case (false, false):
        gap = ("neither the scenario nor the architecture gives it", scenario.id.span)
      case (true, false):
        gap = (
          "only `before` gives it: say it under `after` as well, or once under `assume`",
          before?.first { $0.parameter.name == name }?.bound.span ?? scenario.id.span
        )
      case (false, true):
        gap = (
          "only `after` gives it: say it under `before` as well, or once under `assume`",
          after.first { $0.parameter.name == name }?.bound.span ?? scenario.id.span
        )
      }
      isWhole = false
      // What nobody looked for may well be there.
      let isUnread = scenario.from == nil && parameter.reading != nil
      let title = isUnread ? scope.architectures.first?.title : nil
      findings.append(
        Diagnostic(
          .missingParameter,
          "`\(system.name)` needs `\(name)` (\(parameter.label.zh)), and \(gap.place)",
          at: gap.span,
          notes: title.map {
            [.init("where the architecture says it, name that: `from: \($0)`")]
          } ?? sought(parameter)))
    }
    return isWhole
  }

  private func standards(_ system: SystemDefinition) -> [ReadParameter] {
    system.parameters.compactMap { parameter in
      guard case .standard(let text, let source) = parameter.presence else { return nil }
      let field = Scenario.Assumption.Field(
        name: "value", text: Located(text, at: scenario.id.span))
      guard case .success(let value) = ReadSetting.read([field], for: parameter, at: scenario.span)
      else { return nil }
      return ReadParameter(
        parameter: parameter, setting: value.setting,
        bound: BoundSetting(
          parameter: parameter, text: text, kind: "default", origin: source, unit: value.unit,
          plausible: nil, span: nil, side: nil))
    }
  }

  /// Reports what is wrong with the values together; false where nothing can be run.
  private mutating func checkProblems(
    _ system: SystemDefinition, _ inputs: Inputs, _ baseline: Inputs?, settings: [ReadParameter]
  ) -> Bool {
    var isSound = true
    let problems = system.problems(inputs) + (baseline.map { system.problems($0) } ?? [])
    var seen: Set<InputProblem> = []
    // What is wrong with the value from which the search begins need not be so with that which it finds.
    let free = scenario.calibrate?.value
    for problem in problems where seen.insert(problem).inserted {
      if let free, problem.parameters.contains(free) { continue }
      let place = problem.parameters.lazy.compactMap { name in
        settings.first { $0.parameter.name == name && $0.bound.kind != "document" }?.bound.span
      }.first
      switch problem.kind {
      case .unknownName(let name, let known):
        if reportName(name, known: known, isUnknown: true, problem) { isSound = false }
      case .doubtfulName(let name, let known):
        if reportName(name, known: known, isUnknown: false, problem) { isSound = false }
      default:
        guard let kind = problem.finding else { continue }
        report(kind, problem.message, at: place ?? scenario.id.span)
        if !problem.isRemark { isSound = false }
      }
    }
    return isSound
  }
}

extension InputProblem {
  /// The kind of finding that it is; nil for names, which have findings with near misses of their own.
  var finding: DiagnosticKind? {
    switch kind {
    case .missing: .missingParameter
    case .contradiction: .contradictoryAssumptions
    case .shortHorizon, .unsettled: .shortHorizon
    case .caution: .excludedMechanism
    case .violation: .forbiddenFlow
    case .unknownName, .doubtfulName: nil
    }
  }
}

/// A parameter with its value and its story.
struct ReadParameter {
  let parameter: Parameter
  let setting: Inputs.Setting
  let bound: BoundSetting

  /// The same for one design only.
  func on(_ side: BoundSetting.Side) -> ReadParameter {
    ReadParameter(
      parameter: parameter, setting: setting,
      bound: BoundSetting(
        parameter: parameter, text: bound.text, kind: bound.kind, origin: bound.origin,
        unit: bound.unit, plausible: bound.plausible, span: bound.span, side: side,
        component: bound.component))
  }
}

extension SystemDefinition {
  /// Whether a text is its title in one of the languages.
  fileprivate func isTitled(_ text: String) -> Bool {
    [label.zh, label.en].contains { normalised($0) == normalised(text) }
  }
}

func suggestion(_ guess: String?) -> String { guess.map { "; did you mean `\($0)`?" } ?? "" }
