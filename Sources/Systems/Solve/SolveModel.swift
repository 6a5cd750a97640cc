package import Model
package import Quantities
package import Simulate

/// A closed form as a calculator: named arguments with units in, figures out.
///
/// Where it also simulates, each replication observes some of the results, by their names, so that
/// formula and simulation stand side by side.
package struct SolveModel: Sendable {
  package let name: String
  package let label: Label

  /// The law in symbols.
  package let formula: String

  /// Where it comes from.
  package let source: String
  package let parameters: [SolveParameter]

  /// Other forms that its arguments may have.
  let respellings: [SolveRespelling]

  /// Arguments that show what can be asked.
  package let example: String
  let answer: @Sendable (SolveArguments) throws(SolveError) -> [SolveLine]
  let replicate: (@Sendable (SolveArguments, Replication) throws(SolveError) -> [String: Double])?

  init(
    _ name: String, _ label: Label, _ example: String, formula: String, source: String,
    isApproximate: Bool = false, _ parameters: [SolveParameter],
    respelling respellings: [SolveRespelling] = [],
    simulate replicate: (
      @Sendable (SolveArguments, Replication) throws(SolveError) -> [String: Double]
    )? = nil,
    _ answer: @escaping @Sendable (SolveArguments) throws(SolveError) -> [SolveLine]
  ) {
    self.name = name
    self.label = label
    self.example = example
    self.formula = formula
    self.source = source
    self.isApproximate = isApproximate
    self.parameters = parameters
    let hasLaw = Set(parameters.map(\.name)).isSuperset(of: ["service", "scv"])
    self.respellings = respellings + (hasLaw ? SolveRespelling.ofService : [])
    self.replicate = replicate
    self.answer = answer
  }

  /// Whether all figures of these arguments are bare, so that the answer's unit of time is unnamed.
  package func readsUnnamedUnits(_ arguments: [TypedArgument]) -> Bool {
    let first = (try? SolveArguments.separate(arguments, for: self))?.first ?? arguments
    return (try? SolveArguments(first, for: self).areUnitsUnnamed) ?? false
  }

  /// Why a figure has no simulated value though replications were asked for, where no run observes it.
  package static let unobserved = "no run with these arguments observes it"

  /// Why a figure has no simulated value, where nothing is random.
  package static let arithmetic = "arithmetic: there is nothing to simulate"

  /// Why a figure has no simulated value, where a run would be too long, or see too little, for any.
  package static let unsettled = "a run would be too long, or see too little"

  /// The reasons that hold for all lines of an answer, and are told once.
  package static let general: Set<String> = [unobserved, unsettled, arithmetic]

  /// Other names under which a parameter takes the same values, in lower case without hyphens: its own, then the
  /// field's.
  package func otherNames(of parameter: SolveParameter) -> [String] {
    SolveAlias.names(of: parameter, in: self).filter { name in
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
  ) throws(SolveError) -> [SolveLine] {
    if let parts = try SolveArguments.separate(arguments, for: self) {
      var lines: [SolveLine] = []
      for (index, part) in parts.enumerated() {
        for line in try solve(part, replications: replications, seed: seed) {
          lines.append(line.renamed(line.name + "-\(index + 1)"))
        }
      }
      return lines
    }
    let read = try SolveArguments(arguments, for: self)
    let lines = try answer(read)
    guard let replications, replications > 1 else { return lines }
    guard let replicate else {
      return lines.map { line in
        var line = line
        line.unsimulated = Self.arithmetic
        return line
      }
    }
    var seen: [String: [Double]] = [:]
    for index in 0..<replications {
      for (line, value) in try replicate(read, Replication(seed: seed, index: index)) {
        seen[line, default: []].append(value)
      }
    }
    return lines.map { line in
      var line = line
      guard let values = seen[line.name] else {
        line.unsimulated = seen.isEmpty ? Self.unsettled : Self.unobserved
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

/// An argument of a calculator.
package struct SolveParameter: Sendable {
  package let name: String
  package let label: Label

  /// What it measures; nil for text.
  package let dimension: Dimension?

  /// The value where none is given, as one would type it; nil where one must be.
  package let standard: String?

  /// Whether several values may be given, separated by commas.
  package let isList: Bool

  /// Whether it is a text of which several values are as many questions: a quantity of Kubernetes.
  package let isOneText: Bool

  /// Whether it is a list whose members may have names of their own as keys.
  let takesNames: Bool

  /// The argument that counts what a list has one value each of. Another number of values, under a name that is that of
  /// one of them, is as many questions.
  let countedBy: String?

  /// Whether the question makes sense without it.
  package let isOptional: Bool

  /// Names that it has in this calculator beside those of the field (`SolveAlias.fieldNames`), spelt in lower case
  /// without hyphens.
  let otherNames: [(key: String, form: SolveAlias.Form?)]

  /// Whether it is a number of things.
  var counts: Bool {
    switch dimension {
    case .number, .count: true
    default: false
    }
  }

  init(
    _ name: String, _ zh: String, _ en: String, _ dimension: Dimension?,
    default standard: String? = nil, isList: Bool = false, isOptional: Bool = false,
    isOneText: Bool = false, takesNames: Bool = false, countedBy: String? = nil,
    aka otherNames: String = ""
  ) {
    self.takesNames = takesNames
    self.countedBy = countedBy
    self.otherNames = SolveAlias.names(otherNames)
    self.isOneText = isOneText
    self.isOptional = isOptional
    self.name = name
    self.label = Label(zh: zh, en: en)
    self.dimension = dimension
    self.standard = standard
    self.isList = isList
  }
}

/// One figure of an answer.
package struct SolveLine: Sendable {
  package let name: String
  package let label: Label

  /// In the base unit of the dimension; not finite where the model has no steady state.
  package let value: Double
  package let dimension: Dimension

  /// What a figure alone cannot say: a placement, a trace.
  package let text: String?

  /// The several figures of an answer that is a list, in order; nil for one that never comes.
  package let values: [Double?]?

  /// The simulated value with its interval, where it was asked for.
  package internal(set) var simulated: Estimate?

  /// Why there is no simulated value though replications were made; nil where there is one.
  package internal(set) var unsimulated: String?

  init(
    _ name: String, _ zh: String, _ en: String, _ value: Double, _ dimension: Dimension,
    text: String? = nil, values: [Double?]? = nil
  ) {
    self.values = values
    self.name = name
    self.label = Label(zh: zh, en: en)
    self.value = value
    self.dimension = dimension
    self.text = text
  }

  /// Whether something holds.
  init(_ name: String, _ zh: String, _ en: String, _ holds: Bool) {
    self.init(name, zh, en, holds ? 1 : 0, .number, text: holds ? "yes" : "no")
  }

  /// A whole number, with the several that it is of.
  init(
    _ name: String, _ zh: String, _ en: String, _ count: Int, each: [Int]? = nil,
    separator: String = ", "
  ) {
    self.init(
      name, zh, en, Double(count), .number,
      text: each?.map { String($0) }.joined(separator: separator),
      values: each?.map { Double($0) })
  }

  /// The same figure under another name.
  func renamed(_ name: String) -> SolveLine {
    var copy = SolveLine(name, label.zh, label.en, value, dimension, text: text, values: values)
    copy.simulated = simulated
    copy.unsimulated = unsimulated
    return copy
  }

  /// The value as printed in a language.
  package func printed(_ language: Language) -> String {
    if let text { return text }
    return SolveLine.printed(value, dimension, language)
  }

  /// A value of the dimension's base unit; rates per second, minute, hour, day or year, as suits.
  package static func printed(
    _ value: Double, _ dimension: Dimension, _ language: Language
  ) -> String {
    guard value.isFinite else { return value.isNaN ? "—" : "∞" }
    guard case .frequency = dimension else { return format(value, in: dimension, language) }
    let units = [
      (1.0, "s", "秒"), (60, "min", "分钟"), (Time.hour, "h", "小时"), (Time.day, "d", "天"),
      (Time.year, "y", "年"),
    ]
    let unit = units.first { abs(value) * $0.0 >= 0.1 } ?? (value == 0 ? units[0] : units[4])
    let figure = format(value * unit.0, in: .number, language)
    return figure + "/" + (language == .zh ? unit.2 : unit.1)
  }
}

/// What is wrong with the arguments: one line for the person at the terminal.
package struct SolveError: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}
