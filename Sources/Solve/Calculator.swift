package import Model
import Simulate
import Systems

/// A closed form as a calculator: named arguments with units in, figures out.
///
/// Where it also simulates, each replication observes some of the results, by their names, so that
/// formula and simulation stand side by side.
package struct Calculator: Sendable {
  package let name: String
  package let label: Label

  /// The law in symbols.
  package let formula: String

  /// Where it comes from.
  package let source: String
  package let parameters: [Parameter]

  /// Other forms that its arguments may have.
  let respellings: [Respelling]

  /// Arguments that show what can be asked.
  package let example: String
  let answer: @Sendable (Arguments) throws(SolveError) -> [Figure]
  let replicate: (@Sendable (Arguments, Replication) throws(SolveError) -> [String: Double])?

  init(
    _ name: String, _ zh: String, _ en: String, _ example: String, formula: String,
    source: String, isApproximate: Bool = false, _ parameters: [Parameter],
    respelling respellings: [Respelling] = [],
    simulate replicate: (
      @Sendable (Arguments, Replication) throws(SolveError) -> [String: Double]
    )? = nil,
    _ answer: @escaping @Sendable (Arguments) throws(SolveError) -> [Figure]
  ) {
    self.name = name
    label = Label(zh: zh, en: en)
    self.example = example
    self.formula = formula
    self.source = source
    self.isApproximate = isApproximate
    self.parameters = parameters
    let hasLaw = Set(parameters.map(\.name)).isSuperset(of: ["service", "scv"])
    let hasLives = parameters.contains { $0.name == "mtbf" }
    self.respellings =
      respellings + (hasLaw ? Respelling.ofService : [])
      + (hasLives ? [Respelling.failuresInTime] : [])
      + (hasLives && !parameters.contains { $0.name == "afr" } ? [Respelling.annualRate] : [])
    self.replicate = replicate
    self.answer = answer
  }

  /// Whether all figures of these arguments are bare, so that the answer's unit of time is unnamed.
  package func readsUnnamedUnits(_ arguments: [TypedArgument]) -> Bool {
    (try? Arguments(first(of: arguments), for: self).areUnitsUnnamed) ?? false
  }

  /// The arguments of the first question that is asked.
  private func first(of arguments: [TypedArgument]) -> [TypedArgument] {
    let signed = signed(InverseQuestion(arguments, for: self)?.anyArguments ?? arguments)
    return (try? Arguments.separate(signed, for: self))?.first ?? signed
  }

  /// The parameters that these arguments do not give, and that have a value all the same, in the order of declaration.
  package func taken(beside arguments: [TypedArgument]) -> [Parameter] {
    guard let given = try? GivenArgument.all(first(of: arguments), for: self) else { return [] }
    let names = Set(given.map(\.parameter.name))
    // A law by its name has its own variation.
    return parameters.filter {
      $0.standard != nil && !names.contains($0.name) && !($0.name == "scv" && names.contains("law"))
    }
  }

  /// Why a figure has no simulated value though replications were asked for, where no run observes it.
  package static let unobserved = "no run with these arguments observes it"

  /// Why a figure has no simulated value, where nothing is random.
  package static let arithmetic = "arithmetic: there is nothing to simulate"

  /// Why a figure has no simulated value, where a run would see nothing, for no other reason.
  private static let unseen = "a run sees nothing of it"

  /// Other names under which a parameter takes the same values, in lower case without hyphens: its own, then the
  /// field's.
  package func otherNames(of parameter: Parameter) -> [String] {
    Alias.names(of: parameter, in: self).filter { name in
      switch name.form {
      case nil, .unit: true
      case .reciprocal, .root, .complement, .predecessor: false
      }
    }.map(\.key)
  }

  /// Whether the formula is an approximation for all arguments.
  package let isApproximate: Bool

  /// Whether `simulate` adds anything.
  package var canSimulate: Bool { replicate != nil }

  /// Solves for arguments as typed, `key` and `value`: `("arrival", "2/s")`.
  ///
  /// - Parameter replications: of the simulation; none when nil. Where a run would not settle or would
  ///   see nothing, the closed form stands alone.
  package func solve(
    _ arguments: [TypedArgument], replications: Int? = nil, seed: UInt64 = 1
  ) throws(SolveError) -> [Figure] {
    try Arguments.refuseShareCommas(arguments)
    let inverse = InverseQuestion(arguments, for: self)
    let shares = try ShareNotation(inverse?.known ?? arguments, for: self)
    do {
      let found = try inverse?.settled(beside: shares.arguments)
      let lines = try solve(
        signed: found?.arguments ?? shares.arguments, replications: replications, seed: seed)
      return (found?.figures ?? []) + lines
    } catch {
      // A share of 1 that is refused may be a percentage without its sign.
      let notice = shares.notices.first {
        !$0.isPercentage && error.description.contains("`\($0.name)")
      }
      throw notice.map { SolveError("\(error); \($0.text)") } ?? error
    }
  }

  /// Solves for arguments whose shares have their signs.
  private func solve(
    signed arguments: [TypedArgument], replications: Int?, seed: UInt64
  ) throws(SolveError) -> [Figure] {
    if let parts = try Arguments.separate(arguments, for: self) {
      var lines: [Figure] = []
      for (index, part) in parts.enumerated() {
        for var line in try solve(signed: part, replications: replications, seed: seed) {
          line.name += "-\(index + 1)"
          lines.append(line)
        }
      }
      return lines
    }
    let read = try Arguments(arguments, for: self)
    let lines = try answer(read).map { $0.countingBits(read.countsBits) }
    guard let replications, replications > 1 else { return lines }
    guard let replicate else {
      return lines.map { line in
        var line = line
        line.unsimulated = Self.arithmetic
        return line
      }
    }
    var seen: [String: [Double]] = [:]
    var refusal: String?
    do {
      for index in 0..<replications {
        for (line, value) in try replicate(read, Replication(seed: seed, index: index)) {
          seen[line, default: []].append(value)
        }
      }
    } catch {
      guard error.isOfTheRun else { throw error }
      refusal = error.description
    }
    return lines.map { line in
      var line = line
      guard let values = seen[line.name], refusal == nil else {
        line.unsimulated = refusal ?? (seen.isEmpty ? Self.unseen : Self.unobserved)
        return line
      }
      line.unsimulated = Self.objection(to: values, of: replications, truth: line.value)
      if line.unsimulated == nil { line.simulated = Tally(values).estimate() }
      return line
    }
  }

  /// Why results are no ground for an interval; nil where they are.
  ///
  /// Leaving out the replications that saw nothing would give the mean of the others; equal values
  /// have a width of zero, whatever the truth; and few that differ from the rest are too skewed for
  /// Student's interval.
  private static func objection(
    to values: [Double], of replications: Int, truth: Double
  ) -> String? {
    guard values.count == replications else {
      return "\(replications - values.count) of \(replications) replications saw nothing to measure"
    }
    let common = Dictionary(grouping: values, by: { $0 }).max { $0.value.count < $1.value.count }
    let differing = values.count - (common?.value.count ?? 0)
    if differing == 0 {
      return common?.key == truth
        ? nil : "all \(replications) replications gave the same: too rare to be seen"
    }
    return differing < min(20, (replications + 1) / 2)
      ? "only \(differing) of \(replications) replications saw an event" : nil
  }
}

/// What is wrong with the arguments: one line for the person at the terminal.
package struct SolveError: Error, CustomStringConvertible {
  package let description: String

  /// Whether it only says why there is no run: the closed form stands all the same.
  private(set) var isOfTheRun = false

  init(_ description: String) { self.description = description }

  /// Why there is no run for these arguments.
  static func noRun(_ reason: String) -> SolveError {
    var error = SolveError(reason)
    error.isOfTheRun = true
    return error
  }

  /// That a run would take too many steps.
  static func tooLong(_ reason: String) -> SolveError {
    .noRun("a run would be too long: \(reason)")
  }

  /// That a run would hardly meet what it is to see.
  static func tooRare(_ reason: String) -> SolveError {
    .noRun("a run would see too little: \(reason)")
  }

  /// That what a run would see hangs on an argument that is not given.
  static func notAsked(without argument: String) -> SolveError {
    .noRun("what is simulated was not asked: `\(argument)` is not given")
  }
}
