import Glibc
import Model
import Quantities

/// A question whose answer is known in part, in place of an argument: of a queue a mean, a quantile or a share in place of
/// its arrival rate, its mean service, its servers or its places; of parts their availability together in place of that of
/// one, or of how many they are.
///
/// The argument is found by bisection on the calculator's own answer, which rises or falls with it.
struct InverseQuestion {
  /// What is known beside the answer's part.
  let known: [TypedArgument]

  private let calculator: Calculator
  private let target: Target
  private let unknown: Calculator.Parameter

  /// A line of the answer, and the value that it shall have.
  private struct Target {
    let key: String
    let line: String
    let value: Double

    /// Whether it is a time without its unit; nil of what is no time.
    var isBare: Bool?

    /// What must be asked for that there is such a line.
    var asking: [TypedArgument] = []
  }

  /// Nil where no argument is a part of the answer, or where not exactly one other is missing.
  init?(_ arguments: [TypedArgument], for calculator: Calculator) {
    guard
      let found = arguments.enumerated().lazy.compactMap({ index, argument in
        Self.target(argument, in: calculator).map { (index, $0) }
      }).first
    else { return nil }
    var known = arguments
    known.remove(at: found.0)
    guard let unknown = Self.unknown(beside: known, of: found.1, in: calculator) else {
      return nil
    }
    (self.known, target) = (known + found.1.asking, found.1)
    (self.calculator, self.unknown) = (calculator, unknown)
  }

  // MARK: What is known and what is not

  private static let times: [(keys: Set<String>, line: String)] = [
    (["w", "sojourn", "response", "responsetime", "timeinsystem"], "sojourn"),
    (["wq", "wait", "waitingtime", "meanwait", "timeinqueue"], "wait"),
  ]
  private static let numbers: [(keys: Set<String>, line: String)] = [
    (["l", "ls", "numberinsystem"], "number"), (["lq", "queuelength"], "queue"),
  ]
  private static let shares: [(keys: Set<String>, line: String)] = [
    (["blocking", "pb", "lossprobability"], "blocking"),
    (["pwait", "pw", "waitprobability"], "wait-probability"),
  ]

  /// Whether an argument is a part of the answer.
  static func asks(_ argument: TypedArgument, in calculator: Calculator) -> Bool {
    target(argument, in: calculator) != nil
  }

  /// What an argument says of the answer; nil of one that the calculator takes itself.
  private static func target(_ argument: TypedArgument, in calculator: Calculator) -> Target? {
    let (key, value) = argument
    let plain = Alias.plain(key)
    let meant = Alias.meant(by: key, value: value, in: calculator)
    // The target of a wait that gives a utilisation may as well give the servers.
    guard meant == nil || meant?.name == "wait" && calculator.name == "mmc" else { return nil }
    func line(_ table: [(keys: Set<String>, line: String)]) -> String? {
      table.first { $0.keys.contains(plain) }?.line
    }
    if calculator.parameter(named: "parts") != nil {
      guard plain == "target", let share = share(value) else { return nil }
      return Target(key: key, line: "availability", value: share)
    }
    if let line = line(times), let time = TypedTime(value) {
      return Target(key: key, line: line, value: time.value, isBare: time.isBare)
    }
    if let line = line(numbers), let number = Double(value) {
      return Target(key: key, line: line, value: number)
    }
    if let line = line(shares), let share = share(value) {
      return Target(key: key, line: line, value: share)
    }
    return quantile(argument, in: calculator)
  }

  private static func share(_ text: String) -> Double? {
    try? Arguments.read(text, .ratio, name: "", isList: false, isShare: true)
  }

  /// `p95=40ms`, as the share of 5% that takes longer.
  private static func quantile(_ argument: TypedArgument, in calculator: Calculator) -> Target? {
    // `p95_target`, too.
    guard let found = Alias.bare(argument.key).wholeMatch(of: /p(\d\d(?:\.\d+)?)/)?.output,
      let percent = Double(found.1), let time = TypedTime(argument.value), percent > 0,
      calculator.parameter(named: "within") != nil
    else { return nil }
    return Target(
      key: argument.key, line: "exceeds", value: (100 - percent) / 100, isBare: time.isBare,
      asking: [("within", argument.value)])
  }

  /// The one parameter that is missing.
  private static func unknown(
    beside known: [TypedArgument], of target: Target, in calculator: Calculator
  ) -> Calculator.Parameter? {
    let given = Set(
      known.compactMap {
        GivenArgument($0.key, BracketedValue.plain($0.value), in: calculator)?.parameter.name
      })
    func isMissing(_ name: String) -> Bool {
      calculator.parameter(named: name).map { $0.standard == nil && !given.contains(name) } ?? false
    }
    if target.line == "availability" {
      guard !given.contains("mtbf"), isMissing("n") != isMissing("parts") else { return nil }
      // In a row more parts are worse.
      guard isMissing("parts") || calculator.name != "series" else { return nil }
      return calculator.parameter(named: isMissing("n") ? "n" : "parts")
    }
    guard calculator.parameter(named: "arrival") != nil,
      calculator.parameter(named: "service") != nil
    else { return nil }
    let others = known.filter { GivenArgument($0.key, $0.value, in: calculator) == nil }.map(\.key)
    let hasLoad = others.contains(where: GivenArgument.isLoad)
    let hasUtilisation = others.contains(where: GivenArgument.isUtilisation)
    let flows = ["arrival", "service"].filter(isMissing)
    let places = ["servers", "capacity"].filter(isMissing)
    let missing: String? =
      switch (flows.count, places.count) {
      case (1, 0) where !hasLoad && !hasUtilisation: flows[0]
      case (2, 0) where hasLoad || hasUtilisation: "service"
      case (0, 1) where !hasUtilisation, (1, 1) where hasLoad: places[0]
      default: nil
      }
    return missing.flatMap { calculator.parameter(named: $0) }
  }

  // MARK: The argument that is found

  /// The arguments with some value of what is missing, which says in which units they are.
  var anyArguments: [TypedArgument] { known + [(unknown.name, text(1))] }

  /// The arguments with what was missing, and that as a figure; of a mean service its rate, too.
  ///
  /// - Parameter known: what is known, its shares with their signs.
  /// - Throws: where no value gives the target, and what the calculator throws.
  func settled(
    beside known: [TypedArgument]
  ) throws(SolveError) -> (arguments: [TypedArgument], figures: [Calculator.Figure]) {
    try requireOneUnit()
    let value = unknown.counts ? try leastCount(beside: known) : try measure(beside: known)
    let dimension: Dimension = unknown.counts ? .number : unknown.dimension ?? .number
    var figures = [
      Calculator.Figure(
        unknown.name, "所求" + unknown.label.zh, unknown.label.en + " that is asked for", value,
        dimension)
    ]
    if unknown.name == "service" {
      figures.append(
        "service-rate", "所求服务率", "service rate that is asked for", 1 / value, .frequency)
    }
    return (known + [(unknown.name, text(value))], figures)
  }

  /// The line's value for one of what is missing; nil where the answer has no such line.
  private func line(_ value: Double, beside known: [TypedArgument]) throws(SolveError) -> Double? {
    let arguments = try Arguments(known + [(unknown.name, text(value))], for: calculator)
    return try calculator.answer(arguments).first { $0.name == target.line }?.value
  }

  /// A rate, a time or a share, by bisection of its logarithm, of a share that of what it lacks to one.
  private func measure(beside known: [TypedArgument]) throws(SolveError) -> Double {
    let isShare = unknown.dimension == .ratio
    func value(_ power: Double) -> Double { isShare ? 1 - pow(10, -power) : pow(10, power) }
    // What is answered for nothing at all must be an answer.
    var (low, high) = isShare ? (1e-15, 16.0) : (-18.0, 18.0)
    guard try line(value(low), beside: known) != nil else { throw isOutOfReach }
    for _ in 0..<100 where low < high {
      let middle = (low + high) / 2
      let found = (try? line(value(middle), beside: known)) ?? .infinity
      if found < target.value { low = middle } else { high = middle }
    }
    let found = try line(value(low), beside: known) ?? .nan
    guard abs(found - target.value) <= 1e-6 * abs(target.value) else { throw isOutOfReach }
    return value(low)
  }

  /// The fewest with which the target is met.
  private func leastCount(beside known: [TypedArgument]) throws(SolveError) -> Double {
    func isMet(_ count: Int) -> Bool {
      guard let found = try? line(Double(count), beside: known) else { return false }
      return target.line == "availability"
        ? found >= target.value - 1e-12 : found <= target.value * (1 + 1e-12)
    }
    var high = 1
    while !isMet(high) {
      high *= 2
      guard high <= 100_000 else { throw isOutOfReach }
    }
    var low = high / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if isMet(middle) { high = middle } else { low = middle }
    }
    return Double(high)
  }

  // MARK: Units

  private var hasNoUnits: Bool? {
    let measured = known.compactMap { key, value in
      GivenArgument(key, BracketedValue.plain(value), in: calculator)
    }.filter(\.isMeasured)
    guard !measured.isEmpty else { return nil }
    return measured.allSatisfy { argument in
      argument.value.split(separator: ",").allSatisfy { Double($0) != nil }
    }
  }

  private func requireOneUnit() throws(SolveError) {
    guard let isBare = target.isBare, let others = hasNoUnits, isBare != others else { return }
    throw SolveError(
      "`\(target.key)` and the other arguments are in one unit: give all units, or none")
  }

  /// A value of what is missing as typed.
  private func text(_ value: Double) -> String {
    if unknown.counts { return "\(Int(value))" }
    let isBare = target.isBare ?? hasNoUnits ?? true
    return switch unknown.dimension {
    case .time where !isBare: "\(value)s"
    case .frequency where !isBare: "\(value)/s"
    default: "\(value)"
    }
  }

  private var isOutOfReach: SolveError {
    SolveError("no `\(unknown.name)` gives the `\(target.key)` that is asked for")
  }
}
