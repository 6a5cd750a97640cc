import Diagnostics
import Glibc
import Model
import Quantities
import Simulate
import Systems

/// The arguments of a calculator, read and checked.
struct Arguments: Sendable {
  private var numbers: [String: [Double]] = [:]
  private var complements: [String: [Double]] = [:]
  private var texts: [String: String] = [:]

  /// All parameters of the calculator.
  private let names: Set<String>

  /// The parameters that take whole numbers only.
  private var whole: Set<String> = []

  /// Whether every time, rate and amount of data was given without a unit: all in one unnamed unit.
  private(set) var areUnitsUnnamed = false

  /// Whether data rates are answered in bits a second: the first that is given is.
  private(set) var countsBits = false

  /// The calculator whose arguments they are.
  private let calculator: String

  init(_ arguments: [TypedArgument], for calculator: Calculator) throws(SolveError) {
    var given: [String: GivenArgument] = [:]
    for argument in try GivenArgument.all(arguments, for: calculator) {
      if let other = given[argument.parameter.name] {
        throw SolveError(
          other.key == argument.key
            ? "`\(argument.key)` is given twice"
            : "`\(other.key)` and `\(argument.key)` both stand for `\(argument.parameter.name)`")
      }
      given[argument.parameter.name] = argument
    }
    names = Set(calculator.parameters.map(\.name))
    self.calculator = calculator.name
    self.given = Set(given.keys)
    countsBits =
      calculator.parameters.first { $0.dimension == .dataRate && given[$0.name] != nil }
      .flatMap { given[$0.name]?.value.contains(/b(ps|\/s|it)/) } ?? false
    areUnitsUnnamed = GivenArgument.areUnitsUnnamed(given, in: calculator)
    for parameter in calculator.parameters {
      guard let text = given[parameter.name]?.value ?? parameter.standard else {
        if parameter.isOptional { continue }
        throw SolveError("`\(calculator.name)` needs `\(parameter.name)` (\(parameter.label.en))")
      }
      guard let dimension = parameter.dimension else {
        texts[parameter.name] = text
        continue
      }
      let argument = given[parameter.name]
      let texts = parameter.isList ? text.split(separator: ",").map { String($0) } : [text]
      let parts = texts.map { Self.withoutUnit($0, of: parameter.name) }
      let isShare = if case .share? = parameter.bound { true } else { false }
      var values: [Double] = []
      for part in parts {
        if areUnitsUnnamed, argument?.isMeasured == true, let bare = Double(part), bare >= 0,
          bare.isFinite
        {
          values.append(argument?.isReciprocal == true ? 1 / bare : bare)
          continue
        }
        if let argument, argument.isReciprocal {
          values.append(
            1
              / (try Arguments.read(
                part, dimension == .frequency ? .time : .frequency, name: argument.key,
                isList: parameter.isList)))
          continue
        }
        values.append(
          try Arguments.read(
            part, dimension, name: argument?.key ?? parameter.name, isList: parameter.isList,
            isShare: isShare))
      }
      guard !values.isEmpty else { throw SolveError("`\(parameter.name)` is empty") }
      numbers[parameter.name] = values
      if dimension == .ratio {
        complements[parameter.name] = zip(parts, values).map { Arguments.complement($0, $1) }
      }
    }
    for parameter in calculator.parameters {
      guard let bound = parameter.bound else { continue }
      try bound.check(list(parameter.name), of: parameter.name, isList: parameter.isList)
      if case .whole = bound { whole.insert(parameter.name) }
    }
  }

  private typealias Bound = Calculator.Bound

  /// A load without its `erl`, a share of a year without its `/y`.
  private static func withoutUnit(_ text: String, of parameter: String) -> String {
    switch parameter {
    case "load": text.replacing(#/ ?[Ee]rl(?:angs?)?$/#, with: "")
    case "afr": text.replacing(#/ ?/ ?(?:y|yr|year|a|年)$/#, with: "")
    default: text
    }
  }

  /// - Parameter isShare: whether it is at most one.
  static func read(
    _ text: String, _ dimension: Dimension, name: String, isList: Bool, isShare: Bool = false
  ) throws(SolveError) -> Double {
    guard !text.isEmpty else { throw SolveError("`\(name)` is empty") }
    if text == "0" { return 0 }
    if case .frequency = dimension {
      if text.contains("/"), let rate = rate(text) { return rate }
      if Double(text) != nil { throw SolveError(unlike(dimension, text, name, "\(text)/s")) }
      if let rate = rate(text) { return rate }
    }
    // A rate of something may be bare: how many in a second.
    let isRate = if case .rate = dimension { true } else { false }
    if dimension == .number || isRate, text.last?.isLetter == true,
      let thousandths = KubernetesQuantity.thousandths(text)
    {
      return thousandths / 1_000
    }
    if dimension == .time, let duration = compound(text) { return duration }
    if dimension == .data, let (number, unit) = powerOfTen(text), unit == "B" { return number }
    guard let quantity = quantity(text), quantity.value.isFinite else {
      throw SolveError(unlike(dimension, text, name, nil))
    }
    guard dimension.accepts(quantity.dimension) || isRate && quantity.dimension == .number else {
      let unit = quantity.dimension == .number ? unitExample(dimension, text) : nil
      throw SolveError(unlike(dimension, text, name, unit))
    }
    if dimension == .ratio, !isList, quantity.dimension == .number, quantity.value > 1 {
      if isShare {
        throw SolveError(
          "`\(name)` lies between 0 and 1"
            + (quantity.value <= 100 ? ", which `\(text)` does not: write `\(text)%`" : ""))
      }
      let times = Quantities.format(quantity.value, in: .ratio, .en).filter { $0 != "," }
      throw SolveError(
        "`\(name)` is a ratio, and `\(text)` may be \(text)% or \(text) times as much: write "
          + "`\(text)%` or `\(times)`")
    }
    guard quantity.value >= 0 else { throw SolveError("`\(name)` is not below zero") }
    return quantity.value
  }

  /// `1m`, `1m30s`, `1h30m`: a duration as manifests have it, in seconds; nil for one that has no minutes or
  /// no parts.
  private static func compound(_ text: String) -> Double? {
    guard
      let found = text.wholeMatch(
        of: /(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?/)?.output,
      found.2 != nil || found.1 != nil && found.3 != nil
    else { return nil }
    return [(found.1, Time.hour), (found.2, 60.0), (found.3, 1.0)].reduce(0) { sum, part in
      sum + (part.0.flatMap { Double($0) } ?? 0) * part.1
    }
  }

  private static func unlike(
    _ dimension: Dimension, _ text: String, _ name: String, _ guess: String?
  ) -> String {
    let kind =
      switch dimension {
      case .count, .number: "a number"
      case .frequency: "a rate like 2/s"
      case .rate("FLOP"): "a rate like 312TFLOPS"
      default: dimension.described
      }
    let nested =
      dimension == .ratio && text.contains("(") ? "; `block-diagram` takes parts in parts" : ""
    return "`\(name)` is \(kind), which `\(text)` is not"
      + (guess.map { " (did you mean `\($0)`?)" } ?? nested)
  }

  /// A bare number, or one with the prefix of a unit, with the unit that it may have meant.
  private static func unitExample(_ dimension: Dimension, _ text: String) -> String? {
    let hasPrefix = text.last.map { "KMGTPkmgtp".contains($0) } ?? false
    guard hasPrefix || Double(text) != nil else { return nil }
    return switch dimension {
    case .time: hasPrefix ? nil : text + "s"
    case .data: text + (hasPrefix || Double(text) ?? 0 >= 1_000 ? "B" : "GB")
    case .dataRate: text + (hasPrefix ? "B/s" : "GB/s")
    default: nil
    }
  }

  /// A value with its dimension: what the documents' reader knows, the one-letter units that people
  /// type (`1y`, `7d`), and powers of ten (`1e-6s`).
  private static func quantity(_ text: String) -> (value: Double, dimension: Dimension)? {
    // `.2s` as `0.2s`.
    if text.first == ".", text.dropFirst().first?.isNumber == true { return quantity("0" + text) }
    // A bare number before all else: to the documents' reader, 2048 is a year.
    if let number = Double(text), text.first?.isLetter == false { return (number, .number) }
    if let (number, unit) = powerOfTen(text) {
      guard !unit.isEmpty else { return (number, .number) }
      return quantity("1" + unit).map { (number * $0.value, $0.dimension) }
    }
    if let quantity = parseQuantity(text) { return (quantity.value, quantity.dimension) }
    for (letter, unit) in [
      ("y", "年"), ("d", "天"), ("w", "周"), ("wk", "周"), ("mo", "个月"), ("us", "μs"),
    ]
    where text.hasSuffix(letter) {
      if let quantity = parseQuantity(text.dropLast(letter.count) + unit) {
        return (quantity.value, quantity.dimension)
      }
    }
    if let found = text.wholeMatch(of: /(\d+(?:\.\d+)?)([kM])h/)?.output,
      let count = Double(found.1)
    {
      return (count * (found.2 == "k" ? 1e3 : 1e6) * Time.hour, .time)
    }
    return product(text)
  }

  /// So many of something together, `8x25GB/s`; nil of anything else.
  private static func product(_ text: String) -> (value: Double, dimension: Dimension)? {
    guard let found = text.wholeMatch(of: /(\d+) ?[x×*] ?(\d.*)/)?.output,
      let count = Double(found.1), let each = quantity(String(found.2))
    else { return nil }
    return (count * each.value, each.dimension)
  }

  /// `1e-6s` as 10⁻⁶ and `s`; nil where there is no exponent.
  private static func powerOfTen(_ text: String) -> (Double, unit: String)? {
    guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return nil }
    var end = text.index(after: mark)
    if end < text.endIndex, text[end] == "-" || text[end] == "+" { end = text.index(after: end) }
    let digits = text[end...].prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, let number = Double(text[..<digits.endIndex]) else { return nil }
    return (number, String(text[digits.endIndex...]))
  }

  /// A number for each unit of time: `2/s`, `150K/s`, `10/天`, `1/1000h`.
  static func rate(_ text: String) -> Double? {
    let parts = text.split(separator: "/")
    guard let first = parts.first, parts.count <= 2,
      let count = quantity(String(first)), count.value.isFinite, count.value >= 0
    else { return nil }
    switch count.dimension {
    case .number, .count, .rate: break
    default: return nil
    }
    guard parts.count == 2 else { return count.value }
    let isCounted = parts[1].first?.isNumber ?? false
    guard let unit = quantity(isCounted ? String(parts[1]) : "1" + parts[1]),
      unit.dimension == .time, unit.value > 0
    else {
      return nil
    }
    return count.value / unit.value
  }

  /// Those that were given.
  private var given: Set<String> = []

  /// Whether it was given, its default aside.
  func isGiven(_ name: String) -> Bool { given.contains(name) }

  /// Whether it was given, or has a default.
  func has(_ name: String) -> Bool { numbers[name] != nil || texts[name] != nil }

  /// Which of several ways of saying the same is given: its place among `ways`, each of one argument or more.
  ///
  /// - Throws: where none is given in full, or more than one.
  func one(of ways: [String]...) throws(SolveError) -> Int {
    let given = ways.indices.filter { ways[$0].allSatisfy(has) }
    guard given.count == 1 else {
      let names = ways.map { way in way.map { "`\($0)`" }.joined(separator: " and ") }
      throw SolveError("give " + names.joined(separator: ", or "))
    }
    return given[0]
  }

  /// 1 less each value, from the digits as typed: what 99.9999999999% lacks has no digits left in a
  /// double of the share itself.
  func complements(_ name: String) -> [Double] { complements[name] ?? [] }

  static func complement(_ text: String, _ value: Double) -> Double {
    let isPercent = text.hasSuffix("%")
    let parts = (isPercent ? text.dropLast() : text[...]).split(
      separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count + parts[1].count <= 17,
      let digits = Int(parts[0] + parts[1]),
      text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "%") })
    else { return 1 - value }
    let scale = pow(10, Double(parts[1].count + (isPercent ? 2 : 0)))
    return Double(Int(scale) - digits) / scale
  }

  /// Not a number where it is optional and not given.
  func number(_ name: String) -> Double {
    precondition(names.contains(name), "`\(name)` is a parameter")
    return numbers[name]?.first ?? .nan
  }

  /// Nil where it is not given.
  func optional(_ name: String) -> Double? { numbers[name]?.first }
  func list(_ name: String) -> [Double] { numbers[name] ?? [] }
  func text(_ name: String) -> String { texts[name] ?? "" }

  /// A list with one value for each of `count` things: given so, or one value for all.
  func broadcast(_ name: String, to count: Int) throws(SolveError) -> [Double] {
    let values = list(name)
    if values.count == 1 { return Array(repeating: values[0], count: count) }
    guard values.count == count else {
      throw SolveError("`\(name)` has one value, or \(count), not \(values.count)")
    }
    return values
  }

  /// A whole number, of a parameter that takes no other.
  func count(_ name: String) -> Int {
    precondition(whole.contains(name), "`\(name)` is declared as a whole number")
    return Int(number(name))
  }

  /// Nil where it is not given.
  func optionalCount(_ name: String) -> Int? { has(name) ? count(name) : nil }

  /// The whole numbers of a list, of a parameter that takes no others; none where it is not given.
  func counts(_ name: String) -> [Int] {
    precondition(!has(name) || whole.contains(name), "`\(name)` is declared as whole numbers")
    return list(name).map { Int($0) }
  }

  // MARK: Bounds that hang on other arguments

  /// A whole number within bounds that keep a model affordable.
  func count(_ name: String, in range: ClosedRange<Int>) throws(SolveError) -> Int {
    try Bound.whole(range).check([number(name)], of: name)
    return Int(number(name))
  }

  /// Nil where it is not given.
  func optionalCount(
    _ name: String, in range: ClosedRange<Int>
  ) throws(SolveError) -> Int? { has(name) ? try count(name, in: range) : nil }

  /// A number above zero.
  func positive(_ name: String) throws(SolveError) -> Double {
    try Bound.positive.check([number(name)], of: name)
    return number(name)
  }

  /// The numbers of a list, all above zero.
  func positives(_ name: String) throws(SolveError) -> [Double] {
    try Bound.positive.check(list(name), of: name)
    return list(name)
  }

  /// A number between 0 and 1.
  func share(_ name: String) throws(SolveError) -> Double {
    try Bound.share.check([number(name)], of: name)
    return number(name)
  }

  /// The cells of a text such as `0:4;0.4:4`: rows by semicolons, columns by `separator`.
  func cells(_ name: String, separator: Character) -> [[String]] {
    text(name).split(separator: ";").map { row in
      row.split(separator: separator).map { $0.filter { $0 != " " } }
    }
  }

  /// A time in a cell: with its unit, or bare in the unit that the question is in, seconds unless it says so.
  static func time(_ cell: String, name: String) throws(SolveError) -> Double {
    if let bare = Double(cell), bare >= 0, bare.isFinite { return bare }
    return try read(cell, .time, name: name, isList: true)
  }

  /// Numbers and percentages from text such as `0,0.6,0.3;20%,0,50%`.
  func rows(_ name: String) throws(SolveError) -> [[Double]] {
    var rows: [[Double]] = []
    for row in cells(name, separator: ",") {
      var values: [Double] = []
      for part in row {
        guard let value = Reading.number(part), value.isFinite else {
          throw SolveError("`\(name)` has `\(part)` where a number belongs")
        }
        values.append(value)
      }
      rows.append(values)
    }
    return rows
  }

  /// One of some words, written as `a`, `b` or `c`.
  func choice<Value>(
    _ name: String, _ choices: KeyValuePairs<String, Value>
  ) throws(SolveError) -> Value {
    let word = text(name).lowercased()
    func plain(_ text: String) -> String { text.filter { !"-_ ".contains($0) } }
    let said = Vocabulary.of(calculator).value(of: name, said: word) ?? word
    if let found = choices.first(where: { [plain(word), plain(said)].contains(plain($0.key)) }) {
      return found.value
    }
    let near = nearMiss(to: word, in: choices.map(\.key)).map { " (did you mean `\($0)`?)" } ?? ""
    let words = choices.map { "`\($0.key)`" }.joined(separator: ", ")
    throw SolveError("`\(name)` is one of \(words), not `\(word)`\(near)")
  }
}
