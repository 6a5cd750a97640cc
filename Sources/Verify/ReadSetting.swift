import Diagnostics
import Model
import Quantities
import Systems

/// The value of one assumption, read: a setting, or what is wrong with it.
struct ReadSetting {
  let setting: Inputs.Setting
  let text: String
  let unit: Unit?

  /// Reads the fields of a value into what a parameter takes.
  ///
  /// - Parameter known: what the only field says, where it was read already.
  static func read(
    _ fields: [Scenario.Assumption.Field], known: Quantity? = nil, for parameter: Parameter,
    at span: Span
  ) -> Result<ReadSetting, Findings> {
    var findings: [Diagnostic] = []
    for field in fields where !parameter.fields.contains(field.name) {
      let guess = nearMiss(to: field.name, in: parameter.fields)
      findings.append(
        Diagnostic(
          .unknownParameter,
          "`\(parameter.name)` takes \(listed(parameter.fields)), not `\(field.name)`"
            + (guess.map { "; did you mean `\($0)`?" } ?? ""),
          at: field.text.span))
    }
    guard findings.isEmpty else { return .failure(Findings(findings)) }
    let text = Self.text(of: fields)
    switch parameter.kind {
    case .flag:
      guard let value = fields.first.flatMap({ flag($0.text.value) }) else {
        return .failure(
          unreadable("`\(parameter.name)` is `yes` or `no`", at: fields.first?.text.span ?? span))
      }
      return .success(ReadSetting(setting: .flag(value), text: text, unit: nil))
    case .choice(let choices):
      guard let value = fields.first?.text.value,
        choices.isEmpty || choices.contains(value)
      else {
        let guess = fields.first.flatMap { nearMiss(to: $0.text.value, in: choices) }
        return .failure(
          unreadable(
            "`\(parameter.name)` is one of \(listed(choices))"
              + (guess.map { "; did you mean `\($0)`?" } ?? ""),
            at: fields.first?.text.span ?? span))
      }
      return .success(ReadSetting(setting: .choice(value), text: text, unit: nil))
    case .number(let dimension), .law(let dimension, _):
      return readNumbers(fields, known, dimension, for: parameter, text: text, at: span)
    }
  }

  private static func readNumbers(
    _ fields: [Scenario.Assumption.Field], _ known: Quantity?, _ dimension: Dimension,
    for parameter: Parameter,
    text: String, at span: Span
  ) -> Result<ReadSetting, Findings> {
    var values: [String: Double] = [:]
    var unit: Unit?
    for field in fields {
      guard
        let quantity = (known ?? quantity(field.text.value, dimension)).map(
          parameter.interval(of:)), quantity.value.isFinite
      else {
        return .failure(
          unreadable(
            "`\(field.text.value)` is not a number with its unit"
              + (unitGuess(field.text.value, dimension).map { "; did you mean `\($0)`?" } ?? ""),
            at: field.text.span))
      }
      if field.name == "shape" {
        values["shape"] = quantity.value
        continue
      }
      guard dimension.accepts(quantity.dimension) else {
        return .failure(
          Findings(
            Diagnostic(
              .wrongDimension,
              "`\(parameter.name)` is \(dimension.described), and `\(field.text.value)` is "
                + quantity.dimension.described
                + (quantity.dimension == .number
                  ? ": its unit is missing, as in `\(parameter.example)`" : "")
                + suggestion(
                  quantity.unit.entry == nil ? unitGuess(field.text.value, dimension) : nil),
              at: field.text.span)))
      }
      values[field.name] = quantity.value
      if unit == nil { unit = quantity.unit }
    }
    guard let setting = setting(of: values, for: parameter) else {
      if let problem = order(of: values, for: parameter) {
        return .failure(unreadable(problem, at: span))
      }
      return .failure(
        unreadable(
          "the value of `\(parameter.name)` needs `value` or `constant`, or `median` with a `p95` above it, or "
            + "`mean` with `shape`, or `min` with `max`", at: span))
    }
    let mean = Inputs([parameter.name: setting]).number(parameter.name)
    guard mean.isFinite, parameter.range.contains(mean) else {
      return .failure(
        Findings(
          Diagnostic(
            .parameterRange,
            "`\(parameter.name)` lies between \(bound(parameter.range.lowerBound, of: parameter)) and "
              + "\(bound(parameter.range.upperBound, of: parameter)), not at "
              + (unit.map { format(mean, in: $0, .en) } ?? significant(mean, digits: 4)), at: span))
      )
    }
    if case .number(let value) = setting, dimension.isOfWholeThings, value != value.rounded() {
      return .failure(
        Findings(
          Diagnostic(
            .parameterRange,
            "`\(parameter.name)` counts things, and `\(text)` is no whole number of them", at: span)
        ))
    }
    return .success(ReadSetting(setting: setting, text: text, unit: unit))
  }

  /// A figure; of an amount of data `B` are bytes, which elsewhere may be thousand millions.
  static func quantity(_ text: String, _ dimension: Dimension) -> Quantity? {
    guard dimension == .data, text.hasSuffix("B"),
      text.dropLast().allSatisfy({ $0.isNumber || " .,".contains($0) })
    else { return parseQuantity(text) }
    return parseQuantity(text.dropLast() + "bytes")
  }

  /// What is wrong with values that are each readable and do not make a law together.
  private static func order(of values: [String: Double], for parameter: Parameter) -> String? {
    if let low = values["min"], let high = values["max"], low > high {
      return "`min` of `\(parameter.name)` is more than its `max`"
    }
    if let median = values["median"], let p95 = values["p95"], p95 < median {
      return "`p95` of `\(parameter.name)` is less than its `median`"
    }
    let plain = ["value", "constant", "mean"].filter { values[$0] != nil }
    let shape = ["median", "p95", "min", "max"].filter { values[$0] != nil }
    if let first = plain.first, let second = (plain.dropFirst() + shape).first {
      return
        "`\(parameter.name)` is given as `\(first)` and as `\(second)`, and only one of them counts"
    }
    return nil
  }

  /// The figure with the unit of the dimension that is nearest to what stands there: `1 year` for `1 yeer`.
  private static func unitGuess(_ text: String, _ dimension: Dimension) -> String? {
    let figure = text.prefix { $0.isNumber || " .,+-~–<>≥≤".contains($0) }
    let word = text[figure.endIndex...]
    guard figure.contains(where: \.isNumber), !word.isEmpty else { return nil }
    let known = Unit.all.filter { dimension.accepts($0.unit.dimension) && !$0.isGeneric }
      .flatMap { $0.spellings + [$0.zh, $0.en] }
    let guess = nearMiss(to: String(word), in: known.filter { !$0.isEmpty }).map { figure + $0 }
    return guess.flatMap { $0 == text ? nil : String($0) }
  }

  /// A bound in the unit that suits it, which need not be that of the value.
  private static func bound(_ value: Double, of parameter: Parameter) -> String {
    guard let dimension = parameter.dimension, value.isFinite else {
      return significant(value, digits: 4)
    }
    return format(value, in: dimension, .en)
  }

  private static func setting(
    of values: [String: Double], for parameter: Parameter
  ) -> Inputs.Setting? {
    let given = Set(values.keys)
    guard case .law(_, let bare) = parameter.kind else {
      return values["value"].map { .number($0) }
    }
    if given == ["value"] || given == ["mean"], let mean = values["value"] ?? values["mean"] {
      return .law(bare == .exponential ? .exponential(mean: mean) : .constant(mean))
    }
    if given == ["constant"], let value = values["constant"] { return .law(.constant(value)) }
    if given == ["median", "p95"], let median = values["median"], let p95 = values["p95"] {
      guard median > 0, p95 >= median else { return nil }
      return .law(p95 == median ? .constant(median) : .lognormal(median: median, p95: p95))
    }
    if given == ["mean", "shape"] || given == ["shape", "value"],
      let mean = values["mean"] ?? values["value"], let shape = values["shape"]
    {
      guard mean > 0, shape >= 0.1, shape <= 100 else { return nil }
      return .law(.weibull(mean: mean, shape: shape))
    }
    if given == ["min", "max"], let lower = values["min"], let upper = values["max"] {
      return lower <= upper ? .law(.uniform(lower, upper)) : nil
    }
    return nil
  }

  private static func text(of fields: [Scenario.Assumption.Field]) -> String {
    if fields.count == 1, fields[0].name == "value" { return fields[0].text.value }
    return fields.map { "\($0.name) \($0.text.value)" }.joined(separator: ", ")
  }

  private static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "true", "on", "是", "开": true
    case "no", "false", "off", "否", "关": false
    default: nil
    }
  }

  private static func unreadable(_ message: String, at span: Span) -> Findings {
    Findings(Diagnostic(.unreadableValue, message, at: span))
  }
}

/// Findings as the failure of a result.
struct Findings: Error {
  let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }
}

func listed(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

extension Parameter {
  /// The value that it is documented with, read.
  var readExample: ReadSetting? {
    let nowhere = Span(SourceID(0), 0..<0)
    let fields = example.split(separator: ";").map { part in
      let text = part.drop { $0 == " " }
      let name = String(text.prefix { $0 != " " })
      let isNamed = self.fields.contains(name)
      return Scenario.Assumption.Field(
        name: isNamed ? name : "value",
        text: Located(String(isNamed ? text.dropFirst(name.count + 1) : text), at: nowhere))
    }
    guard case .success(let value) = ReadSetting.read(fields, for: self, at: nowhere) else {
      return nil
    }
    return value
  }

  var exampleSetting: Inputs.Setting? { readExample?.setting }
}
