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
  let parameter: SolveParameter
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
    _ arguments: [TypedArgument], for model: SolveModel
  ) throws(SolveError) -> [GivenArgument] {
    var found: [GivenArgument] = []
    var utilisation: String?
    var unfolded: [TypedArgument] = []
    for argument in named(try numbered(arguments, in: model), in: model) {
      unfolded += try weighted(argument, in: model)
    }
    for (key, value) in unfolded {
      if let argument = GivenArgument(key, BracketedValue.plain(value), in: model) {
        found.append(argument)
      } else if isUtilisation(key), arrival(of: model) != nil {
        utilisation = value
      } else if let load = try loaded(key, value, beside: unfolded, in: model) {
        found.append(load)
      } else {
        throw stranger(key, beside: unfolded, in: model)
      }
    }
    if let utilisation {
      found += try offered(utilisation, beside: found, in: model)
    }
    return found
  }

  /// That a key is no argument, with the one that it may have meant, or else those that are still needed.
  private static func stranger(
    _ key: String, beside given: [TypedArgument], in model: SolveModel
  ) -> SolveError {
    let known = Set(given.compactMap { GivenArgument($0.key, $0.value, in: model)?.parameter.name })
    let needed = model.parameters.filter {
      $0.standard == nil && !$0.isOptional && !known.contains($0.name)
    }
    let needs = needed.map { "`\($0.name)` (\($0.label.en))" }.joined(separator: ", ")
    let hint =
      near(key, in: model).map { " (did you mean `\($0)`?)" }
      ?? (needed.isEmpty ? "" : "; it still needs \(needs)")
    return SolveError("`\(model.name)` has no argument `\(key)`\(hint)")
  }

  /// The parameter of which a key is a near miss, by its name or another.
  private static func near(_ key: String, in model: SolveModel) -> String? {
    let spelt = SolveAlias.plain(key)
    let names = model.parameters.flatMap { parameter in
      ([SolveAlias.plain(parameter.name)]
        + SolveAlias.names(of: parameter, in: model).map(\.key)).map { ($0, parameter.name) }
    }.filter { $0.0.count > 2 }
    let guess = nearMiss(to: spelt, in: names.map(\.0))
    return names.first { $0.0 == guess }?.1
  }

  /// Members of a list that have names of their own, `host=10min network=20min`, as that list: where they are
  /// at least two, and none is a near miss of an argument.
  private static func named(
    _ arguments: [TypedArgument], in model: SolveModel
  ) -> [TypedArgument] {
    guard let list = model.parameters.first(where: \.takesNames) else { return arguments }
    func isMember(_ argument: TypedArgument) -> Bool {
      guard let known = GivenArgument(argument.key, argument.value, in: model) else {
        return near(argument.key, in: model) == nil && !argument.value.contains(",")
      }
      return known.parameter.name == list.name
    }
    let members = arguments.filter(isMember)
    guard members.count > 1 else { return arguments }
    return arguments.filter { !isMember($0) }
      + [(list.name, members.map(\.value).joined(separator: ","))]
  }

  /// How many of the arguments are none of the calculator's.
  static func unknown(
    _ arguments: [TypedArgument], in model: SolveModel
  ) -> Int {
    guard (try? all(arguments, for: model)) == nil else { return 0 }
    return arguments.count { argument in
      // Of `lambda1`, `lambda2` each is known by what it counts.
      let base = String(argument.key.reversed().drop { $0.isNumber }.reversed())
      return (try? all([argument], for: model)) == nil
        && (base == argument.key || (try? all([(base, argument.value)], for: model)) == nil)
    }
  }

  /// The parameter that a key means, with the unit that follows its name; nil where there is none.
  init?(_ key: String, _ value: String, in model: SolveModel) {
    // `t_s` is a time in seconds, and not `ts`.
    let isLetter = key.dropFirst().first == "_"
    if !isLetter, let meant = SolveAlias.meant(by: key, value: value, in: model) {
      self.init(key: key, meant: meant, value: value, in: model)
      return
    }
    for mark in key.indices where key[mark] == "_" {
      let suffix = String(key[key.index(after: mark)...])
      guard let unit = Self.units[suffix] ?? Self.units[suffix.lowercased()] else { continue }
      guard let measured = SolveAlias.Form.unit(unit).value(of: value) else { continue }
      guard let meant = SolveAlias.meant(by: String(key[..<mark]), value: measured, in: model)
      else { continue }
      self.init(key: key, meant: meant, value: measured, in: model)
      return
    }
    guard isLetter, let meant = SolveAlias.meant(by: key, value: value, in: model) else {
      return nil
    }
    self.init(key: key, meant: meant, value: value, in: model)
  }

  private init?(key: String, meant: SolveAlias, value: String, in model: SolveModel) {
    guard let parameter = model.parameters.first(where: { $0.name == meant.name }) else {
      return nil
    }
    guard let value = meant.form.map({ $0.value(of: value) }) ?? value else { return nil }
    self.key = key
    self.parameter = parameter
    self.value = value
    isReciprocal = meant.form == .reciprocal
  }

  private init(_ parameter: SolveParameter, _ value: String) {
    key = parameter.name
    self.parameter = parameter
    self.value = value
    isReciprocal = false
  }

  /// What may follow a name after an underscore, and the unit that it is.
  private static let units = times.merging(rates) { $1 }.merging(data) { $1 }.merging(
    ["pct": "%", "percent": "%", "m": "m"]) { $1 }

  static let times: [String: String] = [
    "h": "h", "hr": "h", "hour": "h", "hours": "h", "min": "min", "minute": "min",
    "minutes": "min", "s": "s", "sec": "s", "second": "s", "seconds": "s", "ms": "ms", "us": "us",
    "ns": "ns", "d": "d", "day": "d", "days": "d", "w": "w", "week": "w", "weeks": "w", "y": "y",
    "yr": "y", "year": "y", "years": "y", "min_per_yr": "min",
  ]

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

  /// Keys that differ in a number at their end as one list, in the order of these numbers:
  /// `lambda1=0.3 lambda2=0.5`.
  ///
  /// - Throws: where a number between them is left out.
  private static func numbered(
    _ arguments: [TypedArgument], in model: SolveModel
  ) throws(SolveError) -> [TypedArgument] {
    var joined: [TypedArgument] = []
    var members: [String: [(number: Int, value: String)]] = [:]
    for (key, value) in arguments {
      let base = String(key.reversed().drop { $0.isNumber }.reversed())
      guard let number = Int(key.dropFirst(base.count)),
        SolveAlias.meant(by: key, value: value, in: model) == nil,
        let meant = SolveAlias.meant(by: base, value: value, in: model),
        model.parameters.contains(where: { $0.name == meant.name && $0.isList })
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
    _ argument: TypedArgument, in model: SolveModel
  ) throws(SolveError) -> [TypedArgument] {
    let items = argument.value.split(separator: ",").map {
      $0.replacing("w.p.", with: "|").split(separator: "|").map { $0.filter { $0 != " " } }
    }
    guard argument.value.contains("w.p."), items.allSatisfy({ $0.count == 2 }),
      model.parameters.contains(where: { $0.name == "weights" })
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

  // MARK: A utilisation for an arrival rate

  /// Whether a key is a utilisation, where no argument has that name.
  static func isUtilisation(_ key: String) -> Bool {
    SolveAlias.meanings(of: key).contains("utilisation")
  }

  /// An offered load for an arrival rate: a/s, the mean service beside it.
  private static func loaded(
    _ key: String, _ value: String, beside given: [TypedArgument],
    in model: SolveModel
  ) throws(SolveError) -> GivenArgument? {
    guard SolveAlias.meanings(of: key).contains("load"), let load = Double(value),
      let arrival = model.parameters.first(where: { $0.name == "arrival" })
    else { return nil }
    for (other, text) in given {
      guard let service = GivenArgument(other, BracketedValue.plain(text), in: model),
        service.parameter.name == "service"
      else { continue }
      return try offered(load, beside: service, arrival)
    }
    throw SolveError("`\(key)` needs the mean service beside it")
  }

  /// What a utilisation determines: the arrival rate, or the offered load.
  static func arrival(of model: SolveModel) -> SolveParameter? {
    model.parameters.first { $0.name == "load" } ?? model.parameters.first { $0.name == "arrival" }
  }

  /// ρ·c/s for an arrival rate, ρ·c for a load; the service is the unit of time where it is not given.
  private static func offered(
    _ utilisation: String, beside given: [GivenArgument], in model: SolveModel
  ) throws(SolveError) -> [GivenArgument] {
    guard let arrival = arrival(of: model) else { return [] }
    let isPercent = utilisation.hasSuffix("%")
    guard let share = Double(isPercent ? String(utilisation.dropLast()) : utilisation), share >= 0
    else { throw SolveError("`rho` is a number, which `\(utilisation)` is not") }
    let servers = given.first { $0.parameter.name == "servers" }.flatMap { Double($0.value) } ?? 1
    let load = share / (isPercent ? 100 : 1) * servers
    guard arrival.name == "arrival" else { return [GivenArgument(arrival, "\(load)")] }
    let own = model.parameters.first { $0.name == "service" }
    guard let service = given.first(where: { $0.parameter.name == "service" }) else {
      return [GivenArgument(arrival, "\(load)")] + (own.map { [GivenArgument($0, "1")] } ?? [])
    }
    return [try offered(load, beside: service, arrival)]
  }

  private static func offered(
    _ load: Double, beside service: GivenArgument, _ arrival: SolveParameter
  ) throws(SolveError) -> GivenArgument {
    if let bare = Double(service.value) {
      let rate = service.isReciprocal ? load * bare : load / bare
      return GivenArgument(arrival, "\(rate)")
    }
    let read = try SolveArguments.read(
      service.value, service.isReciprocal ? .frequency : .time, name: service.key, isList: false)
    return GivenArgument(arrival, "\(service.isReciprocal ? load * read : load / read)/s")
  }

  // MARK: No units at all

  /// Whether all figures that have a unit come without one. A default that has one would be mixed with
  /// them; a year only turns a share into time a year, unless failures are counted by the year.
  static func areUnitsUnnamed(_ given: [String: GivenArgument], in model: SolveModel) -> Bool {
    let measured = given.values.filter(\.isMeasured).flatMap { argument in
      argument.value.split(separator: ",").map(String.init)
    }
    guard !measured.isEmpty, measured.allSatisfy({ Double($0) != nil }),
      measured.contains(where: { Double($0) != 0 }),
      !model.parameters.contains(where: { $0.name == "afr" })
    else { return false }
    return model.parameters.allSatisfy { parameter in
      guard given[parameter.name] == nil, let standard = parameter.standard, standard != "0",
        parameter.name != "year"
      else { return true }
      switch parameter.dimension {
      case .time, .frequency, .data, .dataRate: return false
      default: return true
      }
    }
  }
}

extension SolveArguments {
  /// A question for each of several values of a parameter that takes one; nil where none has several.
  static func separate(
    _ arguments: [TypedArgument], for model: SolveModel
  ) throws(SolveError) -> [[TypedArgument]]? {
    if let rho = arguments.first(where: {
      GivenArgument.isUtilisation($0.key)
        && SolveAlias.meant(by: $0.key, value: $0.value, in: model) == nil
    }),
      case let loads = BracketedValue.plain(rho.value).split(separator: ","),
      loads.count > 1
    {
      return loads.map { load in
        arguments.map { $0.key == rho.key ? (key: $0.key, value: String(load)) : $0 }
      }
    }
    guard let given = try? GivenArgument.all(arguments, for: model) else { return nil }
    if let rows = separateRows(arguments, given) {
      guard model.name != "bin-packing" else {
        throw SolveError("`bin-packing` has items of one size each, and none of several dimensions")
      }
      return rows
    }
    let bracketed = Set(arguments.filter { $0.value.hasPrefix("[") }.map(\.key))
    for argument in given
    where argument.parameter.dimension != nil && !argument.parameter.isList
      && !bracketed.contains(argument.key) && isAmbiguous(argument.value)
    {
      let value = argument.value
      let plain = value.filter { $0 != "," }
      throw SolveError(
        "`\(value)` may be one number or several: write `\(plain)`, or `[\(value)]` for a list")
    }
    let several = given.filter {
      ($0.parameter.dimension != nil && !$0.parameter.isList || $0.parameter.isOneText
        || isOfOne($0, beside: given))
        && $0.value.contains(",") && (bracketed.contains($0.key) || !isGrouped($0.value))
    }
    guard several.count(where: \.parameter.isOneText) <= 1 else { return nil }
    guard let count = several.first?.value.split(separator: ",").count, count > 1, count <= 1_000,
      several.allSatisfy({ $0.value.split(separator: ",").count == count })
    else { return nil }
    let names = Set(several.map(\.key))
    return (0..<count).map { index in
      arguments.map { argument in
        guard names.contains(argument.key) else { return argument }
        let values = BracketedValue.plain(argument.value).split(separator: ",")
        return (argument.key, String(values[index]))
      }
    }
  }

  /// A question for each row of a parameter that is a list itself: `recs=[[10,9],[9,8]]`, `mixes=[…]`.
  private static func separateRows(
    _ arguments: [TypedArgument], _ given: [GivenArgument]
  ) -> [[TypedArgument]]? {
    guard
      let rows = given.first(where: {
        $0.value.contains(";") && ($0.parameter.isList || $0.parameter.name == "instances")
      })
    else { return nil }
    return rows.value.split(separator: ";").map { row in
      arguments.map { $0.key == rows.key ? (key: $0.key, value: String(row)) : $0 }
    }
  }

  /// Whether values are of one thing each time, by their name and because there are not as many as things:
  /// `n=5 A=0.9,0.99`.
  private static func isOfOne(_ argument: GivenArgument, beside given: [GivenArgument]) -> Bool {
    guard let counting = argument.parameter.countedBy,
      SolveAlias.plain(argument.key) != SolveAlias.plain(argument.parameter.name),
      let count = given.first(where: { $0.parameter.name == counting }).flatMap({ Int($0.value) })
    else { return false }
    return count > 1 && argument.value.split(separator: ",").count != count
  }

  /// Whether commas part thousands, as in `150,000/s`.
  private static func isGrouped(_ value: String) -> Bool {
    let parts = value.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = parts.first, (1...3).contains(first.count), first.allSatisfy(\.isNumber)
    else {
      return false
    }
    return parts.dropFirst().allSatisfy { part in
      let digits = part.prefix { $0.isNumber }
      return digits.count == 3 && (part == parts.last || digits.count == part.count)
    }
  }

  /// Whether a bare value may be a number with its thousands parted, `5,120`, and a list as well; or a
  /// number with a decimal comma, `0,8`.
  private static func isAmbiguous(_ value: String) -> Bool {
    let parts = value.split(separator: ",", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0] == "0", parts[1].first?.isNumber == true { return true }
    guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) else {
      return false
    }
    return isGrouped(value) && !parts.dropFirst().allSatisfy { $0 == "000" }
  }
}
