/// A question in the words of the field: `M/E2/1`, `2-of-3, no repair`, `HPA tolerance`.
///
/// The name leads to a calculator, and says what the arguments then need not: the law of an `M/E2/1`, the
/// parts of a `2-of-3`.
package struct SolveQuestion: Sendable {
  package let model: SolveModel

  /// As typed, with what the name implies and without what describes the question only.
  package let arguments: [(key: String, value: String)]

  /// The keys of arguments that describe the question, and that the calculator does not use.
  package let unused: [String]

  /// Words of the name that nothing was made of.
  package let ignored: [String]

  /// Whether the name says more than that of a calculator.
  package let isPhrased: Bool

  /// Nil where the name leads nowhere.
  ///
  /// Of several readings that counts which leaves the least unexplained of name and arguments; where none has
  /// an answer, a calculator's own name leads to what it lacks.
  ///
  /// - Parameter words: arguments without a key, as part of the name.
  /// - Throws: where the name leaves open a law that the answer hangs on, or has a figure or a qualifier that
  ///   neither the calculator nor an argument takes up.
  package init?(
    _ text: String, _ arguments: [(key: String, value: String)], words: [String] = []
  ) throws(SolveError) {
    let asked = arguments.filter { Self.asking.contains($0.key.lowercased()) }
      .map(\.value).joined(separator: "; ")
    let arguments = arguments.filter { !Self.asking.contains($0.key.lowercased()) }
    let isCompared = arguments.contains { $0.key == "before" && $0.value.hasPrefix("{") }
    var unfolded: [(key: String, value: String)] = []
    for argument in arguments { unfolded += try Self.unfolded(argument) }
    let given = isCompared ? Self.joined(unfolded) : unfolded
    // `service=any`, `service=lognormal CV=2`: said of the law.
    func isSaid(_ argument: (key: String, value: String)) -> Bool {
      ["service", "repair"].contains(argument.key)
        && argument.value.first { !"[\"".contains($0) }?.isLetter == true
    }
    let said = given.filter(isSaid)
    let name = SolveName(text, words)
    let own = name.own
    let models =
      (own.map { [$0] } ?? []) + SolveVocabulary.candidates(name.tokens, name.queue)
    guard !models.isEmpty else {
      guard name.queue == nil else { throw SolveError("no calculator is for `\(text)`") }
      return nil
    }
    let readings = models.map { model in
      SolveReading(
        name, model, isOwn: model.name == own?.name, asked: NameToken.all(asked),
        said: said.flatMap { NameToken.all($0.value) }, typed: given.filter { !isSaid($0) })
    }
    let least = readings.map(\.cost).min()
    let best = readings.filter { $0.cost == least }
      .sorted { ($0.length, $0.needs) > ($1.length, $1.needs) }
    let reading =
      best.count == 1 && (best[0].model.name == own?.name || own == nil)
      ? best[0]
      : best.first { $0.misunderstood.isEmpty && (try? $0.model.solve($0.arguments)) != nil }
        ?? (own == nil ? best[0] : readings[0])
    if let first = reading.misunderstood.first {
      let parameters = reading.model.parameters.map { "`\($0.name)`" }.joined(separator: ", ")
      throw SolveError(
        "`\(first)` in the name is not understood by `\(reading.model.name)`; it knows \(parameters)"
      )
    }
    if let problem = reading.problem { throw problem }
    model = reading.model
    self.arguments = reading.arguments
    unused = reading.unused + said.map(\.key)
    ignored = reading.ignored
    isPhrased = reading.isPhrased
  }

  /// Keys that say which figures are wanted, in words.
  private static let asking: Set<String> = ["quantity", "ask", "want"]

  /// An object of JSON as its members, and prose about arrivals as figures.
  private static func unfolded(
    _ argument: (key: String, value: String)
  ) throws(SolveError) -> [(key: String, value: String)] {
    if argument.value.hasPrefix("{") {
      let members = argument.value.dropFirst().dropLast().split(separator: ",").compactMap {
        member -> (key: String, value: String)? in
        let halves = member.split(separator: ":").map { $0.filter { !" \"".contains($0) } }
        return halves.count == 2 ? (halves[0], halves[1]) : nil
      }
      if ["before", "after"].contains(argument.key) { return members }
      return [(argument.key, members.map(\.value).joined(separator: ","))]
    }
    guard argument.key == "arrivals", argument.value.contains(/\bat t=|\/s\b.*\bfor\b/) else {
      return [argument]
    }
    return try arrivals(argument.value)
  }

  /// `5 at t=0, 5 at t=1.5`, `4 at t=0,0.4,0.8 (after the fill)`, `100 at t=0, then 15/s for 60s`: in the
  /// unit of time that a bare rate has.
  ///
  /// - Throws: where more stands there than is read.
  private static func arrivals(
    _ prose: String
  ) throws(SolveError) -> [(key: String, value: String)] {
    let batch =
      /(\d+) at t=(\d+\.?\d*(?: ?\([^)]*\))?(?:, ?\d+\.?\d*(?! at)(?![.\d])(?: ?\([^)]*\))?)*)/
    let flow = /(?:then )?(\d+\.?\d*)\/s (?:from t=0 )?for (\d+\.?\d*) ?s/
    var batches: [(time: Double, count: Int)] = []
    for found in prose.matches(of: batch) {
      let times = found.output.2.replacing(/\([^)]*\)/, with: "").split(separator: ",")
      for time in times {
        guard let at = Double(time.filter { $0 != " " }), let count = Int(found.output.1) else {
          continue
        }
        batches.append((at, count))
      }
    }
    let rest = prose.replacing(batch, with: "").replacing(flow, with: "")
    guard rest.allSatisfy({ " ,;".contains($0) }) else {
      throw SolveError("`arrivals` is like `0:4;0.4:4`, and `\(rest)` of it is not understood")
    }
    guard let after = prose.firstMatch(of: flow)?.output else {
      let rows = batches.sorted { $0.time < $1.time }.map { "\($0.time):\($0.count)" }
      return [("arrivals", rows.joined(separator: ";"))]
    }
    guard batches.count <= 1, batches.allSatisfy({ $0.time == 0 }) else {
      throw SolveError("before a steady rate `arrivals` has one batch at t=0")
    }
    return batches.map { ("initial", String($0.count)) }
      + [("offered", String(after.1)), ("window", String(after.2))]
  }

  /// What was given before and after as one list for each member.
  private static func joined(
    _ arguments: [(key: String, value: String)]
  ) -> [(key: String, value: String)] {
    var joined: [(key: String, value: String)] = []
    for argument in arguments {
      guard let index = joined.firstIndex(where: { $0.key == argument.key }) else {
        joined.append(argument)
        continue
      }
      joined[index].value += "," + argument.value
    }
    return joined
  }
}
