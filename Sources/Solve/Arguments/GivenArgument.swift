import Diagnostics
import Model
import Quantities

/// An argument as it was given: which parameter it means, and its value with its unit.
///
/// Read alike for every calculator: another name (`lambda`), the reciprocal of a parameter (`mu`), a
/// unit after the name (`MTTF_h=8760`), one of several numbered alike (`lambda1`, `lambda2`), a
/// utilisation in place of an arrival rate, a law of few values (`0.5 w.p. 0.9, 5.5 w.p. 0.1`).
struct GivenArgument: Sendable {
  let key: String
  let parameter: Calculator.Parameter
  let value: String
  let isReciprocal: Bool

  /// Whether it has a unit that may go unnamed.
  var isMeasured: Bool {
    switch parameter.dimension {
    case .time, .frequency, .data, .dataRate: true
    default: false
    }
  }

  static func all(
    _ arguments: [TypedArgument], for calculator: Calculator
  ) throws(SolveError) -> [GivenArgument] {
    var found: [GivenArgument] = []
    var utilisation: TypedArgument?
    var load: TypedArgument?
    var unfolded: [TypedArgument] = []
    for argument in try Self.unfolded(arguments, in: calculator) {
      unfolded += try weighted(argument, in: calculator)
    }
    for (key, value) in unfolded {
      guard !"[{".contains(value.first ?? " ") || BracketedValue(value) != nil else {
        throw SolveError(
          "`\(key)` begins like a list and is none: write `[1, 2]`, `[[1, 2], [3, 4]]` or `{\"a\": 1}`"
        )
      }
      let plain = BracketedValue.plain(value)
      let items = plain.split(separator: ",", omittingEmptySubsequences: false)
      guard items.count == 1 || !items.contains(where: { $0.allSatisfy { $0 == " " } }) else {
        throw SolveError("`\(key)` has an empty item in `\(value)`")
      }
      if let argument = GivenArgument(key, plain, in: calculator) {
        found.append(argument)
      } else if isUtilisation(key), arrival(of: calculator) != nil {
        utilisation = (key, value)
      } else if isLoad(key), Double(value) != nil, calculator.parameter(named: "arrival") != nil {
        load = (key, value)
      } else {
        throw stranger(key, beside: unfolded, in: calculator)
      }
    }
    if let utilisation {
      found += try offered(utilisation: utilisation, beside: found, in: calculator)
    }
    if let load, let figure = Double(load.value) {
      found += try offered(load: figure, as: load.key, beside: found, in: calculator)
    }
    return found
  }

  /// Arguments that are numbered, or named members of a list, as that list.
  static func unfolded(
    _ arguments: [TypedArgument], in calculator: Calculator
  ) throws(SolveError) -> [TypedArgument] {
    named(try numbered(arguments, in: calculator), in: calculator)
  }

  /// That a key is no argument, with the one that it may have meant, or else those that are still needed.
  private static func stranger(
    _ key: String, beside given: [TypedArgument], in calculator: Calculator
  ) -> SolveError {
    let known = Set(
      given.compactMap { GivenArgument($0.key, $0.value, in: calculator)?.parameter.name })
    let needed = calculator.parameters.filter {
      $0.standard == nil && !$0.isOptional && !known.contains($0.name)
    }
    let needs = needed.map { "`\($0.name)` (\($0.label.en))" }.joined(separator: ", ")
    let hint =
      near(key, in: calculator).map { " (did you mean `\($0)`?)" }
      ?? (needed.isEmpty ? "" : "; it still needs \(needs)")
    return SolveError("`\(calculator.name)` has no argument `\(key)`\(hint)")
  }

  /// The parameter of which a key is a near miss, by its name or another.
  private static func near(_ key: String, in calculator: Calculator) -> String? {
    let spelt = Alias.plain(key)
    let names = calculator.parameters.flatMap { parameter in
      ([Alias.plain(parameter.name)]
        + Alias.names(of: parameter, in: calculator).map(\.key)).map { ($0, parameter.name) }
    }.filter { $0.0.count > 2 }
    let guess = nearMiss(to: spelt, in: names.map(\.0))
    return names.first { $0.0 == guess }?.1
  }

  /// Members of a list that have names of their own, `host=10min network=20min`, as that list: where they are
  /// at least two, and none is a near miss of an argument.
  private static func named(
    _ arguments: [TypedArgument], in calculator: Calculator
  ) -> [TypedArgument] {
    guard let list = calculator.parameters.first(where: \.takesNames) else { return arguments }
    func isMember(_ argument: TypedArgument) -> Bool {
      // What is asked of all of them is no part.
      guard !["target", "objective", "slo", "sla"].contains(Alias.plain(argument.key)) else {
        return false
      }
      guard let known = GivenArgument(argument.key, argument.value, in: calculator) else {
        // A short name is near to anything: `host` to `A_host`.
        let near = near(argument.key, in: calculator)
        return (near == nil || near == list.name && argument.key.count <= 4)
          && !argument.value.contains(",")
      }
      return known.parameter.name == list.name
    }
    let members = arguments.filter(isMember)
    guard members.count > 1 else { return arguments }
    return arguments.filter { !isMember($0) }
      + [(list.name, members.map(\.value).joined(separator: ","))]
  }

  /// The arguments that are none of the calculator's, parts of its answer among them.
  static func unknown(
    _ arguments: [TypedArgument], in calculator: Calculator
  ) -> [TypedArgument] {
    guard (try? all(arguments, for: calculator)) == nil else { return [] }
    return arguments.filter { argument in
      // Of `lambda1`, `lambda2` each is known by what it counts.
      let base = Self.unnumbered(argument.key)
      return (try? all([argument], for: calculator)) == nil
        && (base == argument.key || (try? all([(base, argument.value)], for: calculator)) == nil)
    }
  }

  /// The parameter that a key means, with the unit that follows its name; nil where there is none.
  init?(_ key: String, _ value: String, in calculator: Calculator) {
    // `t_s` is a time in seconds, and not `ts`.
    let isLetter = key.dropFirst().first == "_"
    if !isLetter, let meant = Alias.meant(by: key, value: value, in: calculator) {
      self.init(key: key, meant: meant, value: value, in: calculator)
      return
    }
    for mark in key.indices where key[mark] == "_" {
      let suffix = String(key[key.index(after: mark)...])
      guard let unit = Self.units[suffix] ?? Self.units[suffix.lowercased()] else { continue }
      guard let measured = Alias.Form.unit(unit).value(of: value) else { continue }
      guard let meant = Alias.meant(by: String(key[..<mark]), value: measured, in: calculator)
      else { continue }
      self.init(key: key, meant: meant, value: measured, in: calculator)
      return
    }
    guard isLetter, let meant = Alias.meant(by: key, value: value, in: calculator) else {
      return nil
    }
    self.init(key: key, meant: meant, value: value, in: calculator)
  }

  private init?(key: String, meant: Alias, value: String, in calculator: Calculator) {
    guard let parameter = calculator.parameter(named: meant.name) else {
      return nil
    }
    guard let value = meant.form.map({ $0.value(of: value) }) ?? value else { return nil }
    self.key = key
    self.parameter = parameter
    self.value = value
    isReciprocal = meant.form == .reciprocal
  }

  init(_ parameter: Calculator.Parameter, _ value: String) {
    key = parameter.name
    self.parameter = parameter
    self.value = value
    isReciprocal = false
  }

  /// What may follow a name after an underscore, and the unit that it is.
  static let units = times.merging(rates) { $1 }.merging(data) { $1 }.merging(
    ["pct": "%", "percent": "%", "m": "m"]) { $1 }

  static let times: [String: String] = [
    "h": "h", "hr": "h", "hour": "h", "hours": "h", "min": "min", "minute": "min",
    "minutes": "min", "s": "s", "sec": "s", "second": "s", "seconds": "s", "ms": "ms", "us": "us",
    "ns": "ns", "d": "d", "day": "d", "days": "d", "w": "w", "week": "w", "weeks": "w", "wk": "w",
    "mo": "mo", "month": "mo", "months": "mo", "y": "y",
    "yr": "y", "year": "y", "years": "y", "min_per_yr": "min",
  ]

  /// Whether a value is a figure with a unit of time: `12h`.
  static func isTime(_ value: String) -> Bool {
    let unit = value.drop { $0.isNumber || ".e+- ,".contains($0) }
    return unit.count < value.count && times[String(unit)] != nil
  }

  static let rates: [String: String] = [
    "per_s": "/s", "per_sec": "/s", "rps": "/s", "qps": "/s", "Hz": "/s", "per_hour": "/h",
    "per_min": "/min", "per_h": "/h", "per_d": "/d", "per_day": "/d", "per_yr": "/y",
    "per_y": "/y", "per_year": "/y",
  ]

  static let data: [String: String] = [
    "B": "B", "bytes": "B", "kB": "KB", "KB": "KB", "MB": "MB", "GB": "GB", "TB": "TB", "PB": "PB",
    "KiB": "KiB", "MiB": "MiB", "GiB": "GiB", "Ki": "Ki", "Mi": "Mi", "Gi": "Gi", "Ti": "Ti",
    "TiB": "TiB", "PiB": "PiB", "kbps": "kbps",
    "KBps": "KB/s", "Mbps": "Mbps", "Gbps": "Gbps", "Tbps": "Tbps", "MBps": "MB/s",
    "GBps": "GB/s", "TBps": "TB/s", "MiBps": "MiB/s", "GiBps": "GiB/s",
  ]

  /// A key without the number at its end: `lambda` of `lambda2`.
  static func unnumbered(_ key: String) -> String {
    String(key.reversed().drop { $0.isNumber }.reversed())
  }

  /// Keys that differ in a number at their end as one list, in the order of these numbers:
  /// `lambda1=0.3 lambda2=0.5`.
  ///
  /// - Throws: where a number between them is left out.
  private static func numbered(
    _ arguments: [TypedArgument], in calculator: Calculator
  ) throws(SolveError) -> [TypedArgument] {
    var joined: [TypedArgument] = []
    var members: [String: [(number: Int, value: String)]] = [:]
    for (key, value) in arguments {
      let base = unnumbered(key)
      guard let number = Int(key.dropFirst(base.count)),
        Alias.meant(by: key, value: value, in: calculator) == nil,
        let meant = Alias.meant(by: base, value: value, in: calculator),
        calculator.parameter(named: meant.name)?.isList == true
      else {
        joined.append((key, value))
        continue
      }
      if members[base] == nil { joined.append((base, "")) }
      members[base, default: []].append((number, value))
    }
    for index in joined.indices {
      guard let own = members[joined[index].key]?.sorted(by: { $0.number < $1.number }) else {
        continue
      }
      let first = own[0].number
      guard first <= 1, own.map(\.number) == Array(first..<(first + own.count)) else {
        let names = own.map { "`\(joined[index].key)\($0.number)`" }.joined(separator: ", ")
        throw SolveError("numbered arguments are counted without gaps, and here are \(names)")
      }
      joined[index].value = own.map(\.value).joined(separator: ",")
    }
    return joined
  }

  /// A law of few values as values and weights.
  ///
  /// - Throws: where the probabilities do not add up to one.
  private static func weighted(
    _ argument: TypedArgument, in calculator: Calculator
  ) throws(SolveError) -> [TypedArgument] {
    let items = argument.value.split(separator: ",").map {
      $0.replacing("w.p.", with: "|").split(separator: "|").map { $0.filter { $0 != " " } }
    }
    guard argument.value.contains("w.p."), items.allSatisfy({ $0.count == 2 }),
      calculator.parameter(named: "weights") != nil
    else { return [argument] }
    let total = items.reduce(0) { sum, item in
      let share =
        item[1].hasSuffix("%") ? Double(item[1].dropLast()).map { $0 / 100 } : Double(item[1])
      return sum + (share ?? .nan)
    }
    guard abs(total - 1) < 1e-6 else {
      throw SolveError("the probabilities of `\(argument.key)` add up to \(total), not to 1")
    }
    return [
      (argument.key, items.map { $0[0] }.joined(separator: ",")),
      ("weights", items.map { $0[1] }.joined(separator: ",")),
    ]
  }

  // MARK: No units at all

  /// Whether all figures that have a unit come without one. A default that has one would be mixed with
  /// them; a year only turns a share into time a year, unless failures are counted by the year.
  static func areUnitsUnnamed(_ given: [String: GivenArgument], in calculator: Calculator) -> Bool {
    guard !withOwnUnits.contains(calculator.name) else { return false }
    let measured = given.values.filter(\.isMeasured).flatMap { argument in
      argument.value.split(separator: ",").map(String.init)
    }
    guard !measured.isEmpty, measured.allSatisfy({ Double($0) != nil }),
      measured.contains(where: { Double($0) != 0 }),
      calculator.parameter(named: "afr") == nil
    else { return false }
    return calculator.parameters.allSatisfy { parameter in
      guard given[parameter.name] == nil, let standard = parameter.standard, standard != "0",
        parameter.name != "year"
      else { return true }
      switch parameter.dimension {
      case .time, .frequency, .data, .dataRate: return false
      default: return true
      }
    }
  }

  /// Calculators with units of their own: a day, an hour or a year enters their answers, or a rating in operations a
  /// second, or what they ask for is usually counted by the year and timed in minutes.
  private static let withOwnUnits: Set<String> = [
    "availability", "downtime-budget", "outages-needed", "fleet-mtbf", "mfu", "covered-restart",
    "site-pair", "yearly-downtime", "drills", "dora", "spares",
  ]
}
