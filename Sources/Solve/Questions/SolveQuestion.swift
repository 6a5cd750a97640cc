/// A question in the words of the field: `M/E2/1`, `2-of-3, no repair`, `HPA tolerance`.
///
/// The name leads to a calculator, and says what the arguments then need not: the law of an `M/E2/1`, the
/// parts of a `2-of-3`.
package struct SolveQuestion: Sendable {
  package let calculator: Calculator

  /// As typed, with what the name implies and without what describes the question only.
  package let arguments: [TypedArgument]

  /// The keys of arguments that describe the question, and that the calculator does not use.
  package let unused: [String]

  /// Words of the name that nothing was made of.
  package let ignored: [String]

  /// Those of the arguments that the name only suggests.
  package let assumed: [TypedArgument]

  /// Whether the name says more than that of a calculator.
  package let isPhrased: Bool

  /// Whether the name has figures beside that of the calculator.
  package let hasFigures: Bool

  /// Nil where the name leads nowhere.
  ///
  /// Of several readings that counts which leaves the least unexplained of name and arguments; where none has
  /// an answer, a calculator's own name leads to what it lacks.
  ///
  /// - Parameter words: arguments without a key, as part of the name.
  /// - Throws: where the name leaves open a law that the answer hangs on, or has a figure or a qualifier that
  ///   neither the calculator nor an argument takes up.
  package init?(
    _ text: String, _ arguments: [TypedArgument], words: [String] = []
  ) throws(SolveError) {
    let (text, ends) = Self.uniformEnds(in: text)
    let arguments = arguments + ends
    let asked = arguments.filter { Self.asking.contains($0.key.lowercased()) }
      .map(\.value).joined(separator: "; ")
    let given = arguments.filter { !Self.asking.contains($0.key.lowercased()) }
    // `service=any`, `service=lognormal CV=2`: said of the law.
    func isSaid(_ argument: TypedArgument) -> Bool {
      ["service", "repair"].contains(argument.key)
        && !argument.value.contains(/^[Uu](?:niform)? ?[(\[]/)
        && argument.value.first { !"[\"".contains($0) }?.isLetter == true
    }
    let said = given.filter(isSaid)
    let typed = given.filter { !isSaid($0) && !Self.isStandby($0) }
    let words = words + given.filter(Self.isStandby).map { "\($0.value) standby" }
    let (name, candidates) = Self.candidates(text, words)
    let own = name.own
    guard !candidates.isEmpty else {
      guard name.queue == nil else { throw SolveError("no calculator is for `\(text)`") }
      return nil
    }
    let readings = candidates.map { name, calculator in
      Reading(
        name, calculator, isOwn: calculator.name == own?.name, asked: NameToken.all(asked),
        said: said.flatMap { NameToken.all($0.value) },
        typed: name.queue?.spelt(typed, for: calculator) ?? typed)
    }
    let least = readings.map(\.cost).min()
    let best = readings.filter { $0.cost == least }
      .sorted { ($0.length, $0.needs) > ($1.length, $1.needs) }
    let reading =
      best.count == 1 && (best[0].calculator.name == own?.name || own == nil)
      ? best[0]
      : best.first { $0.misunderstood.isEmpty && (try? $0.calculator.solve($0.arguments)) != nil }
        ?? (own == nil || best[0].cost <= 0 ? best[0] : readings[0])
    if let first = reading.misunderstood.first {
      let parameters = reading.calculator.parameters.map { "`\($0.name)`" }.joined(separator: ", ")
      throw SolveError(
        "`\(first)` in the name is not understood by `\(reading.calculator.name)`: leave it out, or say it "
          + "by one of \(parameters)")
    }
    if let problem = reading.problem {
      let strangers = reading.strangers.map { "`\($0)`" }.joined(separator: ", ")
      throw strangers.isEmpty
        ? problem : SolveError("\(problem); not understood: \(strangers)")
    }
    calculator = reading.calculator
    self.arguments = reading.arguments
    unused = reading.unused + said.map(\.key)
    ignored = reading.ignored
    assumed = reading.assumed
    isPhrased = reading.isPhrased
    hasFigures = reading.hasFigures
  }

  /// A name without the ends of a uniform law, and these as arguments: `uniform service on [0.5, 1.5]`, `uniformly
  /// distributed between 1 s and 3 s`.
  private static func uniformEnds(in text: String) -> (String, [TypedArgument]) {
    let ends =
      /[Uu]niform[a-z]*(?: [a-z]+){0,4}? ?(?:[\[(]|between|from) ?(\d+\.?\d*) ?([a-zµμ]*) ?(?:,|and|to|-) ?(\d+\.?\d*) ?([a-zµμ]*) ?[\])]?/
    guard let found = text.firstMatch(of: ends) else { return (text, []) }
    let before = text.prefix(upTo: found.range.lowerBound)
    let behind = text.suffix(from: found.range.upperBound)
    // A unit that stands once is that of both.
    let output = found.output
    let unit = output.2.isEmpty ? output.4 : output.2
    return (
      "\(before)uniform\(behind)",
      [("a", "\(output.1)\(unit)"), ("b", "\(output.3)\(output.4)")]
    )
  }

  /// The name, and the calculators that it may mean, each with the name as it is read for it.
  ///
  /// Of `retry storm` the first word alone is a calculator's name, and both are another's.
  private static func candidates(
    _ text: String, _ words: [String]
  ) -> (QuestionName, [(QuestionName, Calculator)]) {
    let name = QuestionName(text, words)
    let all = QuestionName(([text] + words).joined(separator: " "))
    if all.own != nil { return (all, all.calculators.map { (all, $0) }) }
    let others = words.isEmpty || name.own == nil ? [] : all.calculators
    return (
      name,
      name.calculators.map { (name, $0) }
        + others.filter { $0.name != name.own?.name }.map { (all, $0) }
    )
  }

  /// `standby=cold`: how spares wait, as words of the name say it.
  private static func isStandby(_ argument: TypedArgument) -> Bool {
    argument.key.lowercased() == "standby"
      && ["cold", "warm", "hot"].contains(argument.value.lowercased())
  }

  /// Keys that say which figures are wanted, in words.
  private static let asking: Set<String> = ["quantity", "ask", "want"]
}
