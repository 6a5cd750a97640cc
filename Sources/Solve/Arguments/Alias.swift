import Model
import Quantities

/// Other names that the field has for the arguments of calculators.
struct Alias: Sendable {
  /// The argument that is meant.
  let name: String

  /// What the value is of the argument; nil where it is the argument's own.
  var form: Form?

  /// What a value under another name is of the argument, as the vocabulary writes it after a colon.
  enum Form: Sendable, Equatable {
    /// In a unit where it is bare, as the percent of Flagger's `maxWeight`.
    case unit(String)

    /// `1/`: its reciprocal, as the rate μ is of the mean service time.
    case reciprocal

    /// `^2`: its root, as a coefficient of variation.
    case root

    /// `1-`: what it lacks to one, as misses to hits.
    case complement

    /// `+1`: one less, as retries than attempts.
    case predecessor

    init(_ text: String) {
      self =
        switch text {
        case "1/": .reciprocal
        case "^2": .root
        case "1-": .complement
        case "+1": .predecessor
        default: .unit(text)
        }
    }

    /// The argument's value; a reciprocal as it stands. Nil where a number is computed with and there is none.
    func value(of text: String) -> String? {
      var parts: [String] = []
      for part in text.split(separator: ",").map(String.init) {
        let number = Reading.number(part)
        let value: Double? =
          switch self {
          case .unit, .reciprocal: nil
          case .root: number.map { $0 * $0 }
          case .complement: number.map { 1 - $0 }
          case .predecessor: number.map { $0 + 1 }
          }
        switch self {
        case .unit(let unit): parts.append(Double(part) == nil ? part : part + unit)
        case .reciprocal: parts.append(part)
        case .root, .complement, .predecessor:
          guard let value, value.isFinite else { return nil }
          parts.append("\(value)")
        }
      }
      return parts.joined(separator: ",")
    }
  }

  /// Other names as a declaration has them: `lambda mu:1/ cv:^2`, each with the form of its value where it is
  /// not the argument's own.
  static func names(_ text: String) -> [(key: String, form: Form?)] {
    text.split(separator: " ").map { name in
      let halves = name.split(separator: ":", maxSplits: 1)
      return (String(halves[0]), halves.count > 1 ? Form(String(halves[1])) : nil)
    }
  }

  /// The arguments that a spelt key may mean: as the calculator's own parameters say, or else as all have it; beside a
  /// unit the numbers of things that they name mean nothing: `M=10h`.
  private static func meanings(
    of key: String, isBare: Bool, in calculator: Calculator
  ) -> [Alias] {
    let own = calculator.parameters.compactMap { parameter in
      parameter.otherNames.first { $0.key == key }.map {
        Alias(name: parameter.name, form: $0.form)
      }
    }
    let areCounts = own.allSatisfy { calculator.parameter(named: $0.name)?.counts == true }
    return own.isEmpty || !isBare && areCounts ? own + (shared[key] ?? []) : own
  }

  /// Other names under which a parameter is known to a calculator, its own before those of the field.
  static func names(
    of parameter: Calculator.Parameter, in calculator: Calculator
  ) -> [(key: String, form: Form?)] {
    let common = field.filter { $0.argument == parameter.name }.flatMap(\.names)
    return parameter.otherNames
      + common.filter { known(by: $0.key, value: "", in: calculator)?.name == parameter.name }
  }

  /// The arguments that a key may mean to any calculator, itself first.
  static func meanings(of key: String) -> [String] {
    [plain(key)] + (shared[plain(key)] ?? []).map(\.name)
  }

  /// The table of the names that all calculators share, in its order.
  private static let field: [(argument: String, names: [(key: String, form: Form?)])] = {
    var field: [(argument: String, names: [(key: String, form: Form?)])] = []
    for line in fieldNames.split(separator: "\n") {
      if line.first == " " {
        field[field.count - 1].names += names(String(line))
      } else {
        let halves = line.split(separator: ":", maxSplits: 1)
        field.append((String(halves[0]), names(String(halves[1]))))
      }
    }
    return field
  }()

  private static let shared = Dictionary(
    grouping: field.flatMap { entry in
      entry.names.map { (key: $0.key, alias: Alias(name: entry.argument, form: $0.form)) }
    }, by: \.key
  ).mapValues { $0.map(\.alias) }

  /// The argument of `calculator` that `key` may stand for; nil where there is none.
  ///
  /// Letters count the same in either case, hyphens and underscores do not count, and neither does the order of
  /// words, `mtbf_node`, nor the singular, `profile`. Among several that a name may mean, as `S` a job's length or a
  /// number of servers, the value's own unit decides.
  static func meant(by key: String, value: String = "", in calculator: Calculator) -> Alias? {
    if let known = known(by: key, value: value, in: calculator) { return known }
    let words = words(of: key)
    return varied(words, value: value, in: calculator)
      ?? worded(words, value: value, in: calculator)
  }

  /// The words of a key, in lower case: what hyphens, underscores, gaps or capitals part.
  static func words(of key: String) -> [String] {
    var words: [String] = []
    for character in key {
      if character == "_" || character == "-" || character == " " {
        words.append("")
      } else if character.isUppercase, words.last?.last?.isLowercase == true {
        words.append(String(character))
      } else {
        words.append((words.popLast() ?? "") + String(character))
      }
    }
    return words.map { $0.lowercased() }.filter { !$0.isEmpty }
  }

  /// A key without the words that say nothing of which figure it is: `disks` of `number_of_disks`.
  static func bare(_ key: String) -> String {
    let left = words(of: key).filter { !general.contains($0) }
    return left.isEmpty ? plain(key) : plain(left.joined())
  }

  /// The argument of words in another order, or in the other number.
  private static func varied(
    _ words: [String], value: String, in calculator: Calculator
  ) -> Alias? {
    // A unit at the end, `base_ejection_s`, is no word.
    guard (1...3).contains(words.count), let last = words.last,
      words.count == 1 || GivenArgument.units[last] == nil
    else { return nil }
    let orders = orders(of: words).map { $0.joined() }
    if let found = orders.lazy.compactMap({ known(by: $0, value: value, in: calculator) }).first {
      return found
    }
    // One of what is counted is a name for it, as the `host` of several parts, and no number.
    return orders.lazy.compactMap(otherNumber).compactMap {
      known(by: $0, value: value, in: calculator)
    }.first { calculator.parameter(named: $0.name)?.counts == false }
  }

  /// A word in the other number; nil of one of three letters or fewer, a symbol.
  private static func otherNumber(_ word: String) -> String? {
    guard word.count > 3 else { return nil }
    if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
    return word.hasSuffix("s") ? String(word.dropLast()) : word + "s"
  }

  private static func orders(of words: [String]) -> [[String]] {
    guard words.count > 1 else { return [words] }
    return words.indices.flatMap { first in
      var rest = words
      let word = rest.remove(at: first)
      return orders(of: rest).map { [word] + $0 }
    }
  }

  /// What is left of a key of several words without those that only say what kind of figure it is:
  /// `service_time`, `meanRepairTime`, `maxEjectionPercent`.
  private static func worded(
    _ words: [String], value: String, in calculator: Calculator
  ) -> Alias? {
    guard words.count > 1 else { return nil }
    let isPercent = !Set(words).isDisjoint(with: ["percent", "percentage", "pct"])
    for parameter in calculator.parameters {
      for fillers in [general, general.union(kinds(of: parameter.dimension))] {
        let left = words.filter { !fillers.contains($0) }
        // Of `target_s` the last is a unit, and no name.
        guard !left.isEmpty, left.count < words.count, left.joined().count > 1,
          var found = known(by: left.joined(), value: value, in: calculator)
            ?? varied(left, value: value, in: calculator),
          found.name == parameter.name
        else { continue }
        if isPercent, parameter.dimension == .ratio { found.form = found.form ?? .unit("%") }
        return found
      }
    }
    return nil
  }

  /// Words of a key that say nothing of which figure it is.
  private static let general: Set<String> = [
    "the", "of", "a", "an", "mean", "average", "avg", "expected", "number", "num", "total", "count",
    "value", "metric", "target", "component", "offered", "external",
  ]

  /// Words that say of what kind a figure is.
  private static func kinds(of dimension: Dimension?) -> Set<String> {
    switch dimension {
    case .time: ["time", "times", "duration", "period", "interval", "length"]
    case .frequency: ["rate", "rates", "frequency"]
    case .ratio:
      [
        "ratio", "share", "fraction", "probability", "prob", "percent", "percentage", "pct", "rate",
        "rates", "level", "factor",
      ]
    case .number, .count, .data: ["size", "sizes"]
    case nil: ["matrix", "probability", "probabilities"]
    default: []
    }
  }

  private static func known(by key: String, value: String, in calculator: Calculator) -> Alias? {
    let spelt = plain(key)
    let isBare = isBare(value)
    let own = calculator.parameters.first { plain($0.name) == spelt }
    // A ratio's name beside a unit is that of another: `target_s`.
    if let own, isBare || own.dimension != .ratio { return Alias(name: own.name) }
    var meant: [Alias] = []
    for alias in meanings(of: spelt, isBare: isBare, in: calculator) {
      guard let parameter = calculator.parameter(named: alias.name) else {
        continue
      }
      let isFitting =
        switch (parameter.dimension, alias.form) {
        // A time is no rate.
        case (.frequency, nil) where GivenArgument.isTime(value): false
        case (.time, .unit), (.frequency, .unit), (.data, .unit), (.dataRate, .unit): true
        case (.time, _), (.frequency, _), (.data, _), (.dataRate, _): !isBare
        // A percentage is no number of things.
        case (.number, nil), (.count, nil): isBare && !value.contains("%")
        default: isBare
        }
      if isFitting { return alias }
      meant.append(alias)
    }
    if let own { return Alias(name: own.name) }
    if let first = meant.first { return first }
    let titled = calculator.parameters.filter { parameter in
      [parameter.label.zh, parameter.label.en].map { plain(head(of: $0)) }
        .contains { $0 == spelt || $0 == "平均" + spelt }
    }
    return titled.count == 1 ? Alias(name: titled[0].name) : nil
  }

  /// Whether a value, or each of a list, is a number without a unit.
  private static func isBare(_ value: String) -> Bool {
    BracketedValue.plain(value).split(separator: ",").allSatisfy {
      Reading.number(String($0)) != nil
    }
  }

  /// A label without what it says in brackets or behind a comma.
  static func head(of label: String) -> String {
    let head = label.prefix { !"（(，,：:；、".contains($0) }
    return String(head.last == " " ? head.dropLast() : head)
  }

  /// A key in lower case without hyphens and underscores, Greek letters by their names.
  static func plain(_ key: String) -> String {
    var plain = ""
    for character in key.lowercased() where !"-_ ".contains(character) {
      if let name = greek[character] { plain += name } else { plain.append(character) }
    }
    return plain
  }

  private static let greek: [Character: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "η": "eta", "θ": "theta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ν": "nu", "ρ": "rho", "σ": "sigma", "τ": "tau",
  ]
}
