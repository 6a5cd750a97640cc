import Diagnostics
import Model
import Quantities
import Systems

/// Values that a tree, a table or a line around the scenario says.
extension ScenarioBinder {
  /// The figure that a link names; nil where there is none that the parameter can take, which is reported.
  mutating func stated(
    _ link: Scenario.Assumption.Link, for parameter: Parameter
  ) -> LinkedValue? {
    let path = FigurePath(link.place.value)
    let all = scope.figures
    let rows = scope.figures(named: path.name, in: all)
    guard !rows.isEmpty else {
      reportNoFigure(link, path.name, among: all.map(\.name), called: "component, row or metric")
      return nil
    }
    let found = path.column.map { inColumn($0, of: rows) } ?? rows
    guard !found.isEmpty else {
      reportNoFigure(
        link, path.column ?? "", among: rows.compactMap(\.column),
        called: "column of `\(path.name)`")
      return nil
    }
    guard !isJudged(path) else {
      report(
        .circularAssumption,
        "`\(path.name)` is what this scenario judges, so it is no input of it", at: link.place.span)
      return nil
    }
    return value(among: found, link, for: parameter)
  }

  /// Whether a link by these words would give a parameter one value.
  func isFound(_ path: String, in all: [StatedFigure], for parameter: Parameter) -> Bool {
    let path = FigurePath(path)
    let rows = scope.figures(named: path.name, in: all)
    let found = path.column.map { inColumn($0, of: rows) } ?? rows
    let values = found.map { quantity($0, nil, for: parameter) }
      .filter { accepts($0, parameter) }.map(\.value)
    return Set(values).count == 1 && !isJudged(path)
  }

  /// Whether a link names what the scenario judges: of a metric that changed only what came after.
  private func isJudged(_ path: FigurePath) -> Bool {
    path.column != "before"
      && scenario.claims.contains { normalised($0.subject.value) == normalised(path.name) }
  }

  private func inColumn(_ column: String, of rows: [StatedFigure]) -> [StatedFigure] {
    let wanted = normalised(column)
    let exact = rows.filter { $0.column.map(normalised) == wanted }
    return exact.isEmpty
      ? rows.filter { $0.column.map { mentions($0, [column]) } ?? false } : exact
  }

  /// The one value of some figures that the parameter can take.
  private mutating func value(
    among found: [StatedFigure], _ link: Scenario.Assumption.Link, for parameter: Parameter
  ) -> LinkedValue? {
    if let unit = link.unit, parseQuantity("1 \(unit.value)") == nil {
      let known = Unit.all.flatMap { $0.spellings + [$0.zh, $0.en] }.filter { !$0.isEmpty }
      report(
        .unreadableValue,
        "`\(unit.value)` is no unit" + suggestion(nearMiss(to: unit.value, in: known)),
        at: unit.span)
      return nil
    }
    var seen: Set<Double> = []
    let read = found.map { (figure: $0, quantity: quantity($0, link.unit, for: parameter)) }
    let fitting = read.filter { accepts($0.quantity, parameter) }
    let values = fitting.filter { seen.insert($0.quantity.value).inserted }
    guard let first = values.first else {
      let notes = read.prefix(3).map {
        Diagnostic.Note("here it is \($0.quantity.dimension.described)", at: $0.figure.span)
      }
      findings.append(
        Diagnostic(
          .wrongDimension,
          "`\(parameter.name)` is \(parameter.dimension?.described ?? "no number"), and `\(link.place.value)` states none"
            + (read.contains { $0.quantity.dimension == .number } && link.unit == nil
              ? ": a bare number needs its `unit`" : ""),
          at: link.place.span, notes: notes))
      return nil
    }
    guard values.count == 1 else {
      findings.append(
        Diagnostic(
          .unknownFigure,
          "`\(link.place.value)` may be any of \(values.count) figures: name the column behind a slash, or the row in "
            + "full",
          at: link.place.span,
          notes: values.prefix(4).map {
            .init("`\($0.figure.path)` is \(format($0.quantity, .en))", at: $0.figure.span)
          }))
      return nil
    }
    guard first.quantity.comparator != .range else {
      report(
        .unreadableValue,
        "`\(first.figure.path)` is a range, \(format(first.quantity, .en)), and no single value",
        at: link.place.span)
      return nil
    }
    return LinkedValue(
      text: printed(first.quantity.value, in: first.quantity.unit), quantity: first.quantity,
      origin: first.figure.path, place: first.figure.span)
  }

  /// A figure as a parameter reads it: a bare number with the unit that the link gives, `650B` of data in bytes.
  private func quantity(
    _ figure: StatedFigure, _ unit: Located<String>?, for parameter: Parameter
  ) -> Quantity {
    let written = figure.quantity
    guard let unit else {
      let isOfData = parameter.dimension == .data && written.dimension == .number
      return isOfData ? ReadSetting.quantity(figure.text, .data) ?? written : written
    }
    guard let one = parseQuantity("1 \(unit.value)") else { return written }
    switch written.dimension {
    case .number, .count: return written.measured(in: one.unit)
    default: return written
    }
  }

  private func accepts(_ quantity: Quantity, _ parameter: Parameter) -> Bool {
    parameter.dimension?.accepts(parameter.interval(of: quantity).dimension) ?? false
  }

  private mutating func reportNoFigure(
    _ link: Scenario.Assumption.Link, _ name: String, among known: [String], called what: String
  ) {
    let guess = nearMiss(to: name, in: known)
    var seen: Set<String> = []
    let shown = known.filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(6)
    findings.append(
      Diagnostic(
        .unknownFigure, "no \(what) with a figure is named `\(name)`" + suggestion(guess),
        at: link.place.span,
        notes: guess == nil && !shown.isEmpty ? [.init("there are \(listed(Array(shown)))")] : []))
  }
}

/// `主库切换 / 年次数`: a row and, behind the last slash with blanks around it, a column.
private struct FigurePath {
  let name: String
  let column: String?

  init(_ text: String) {
    let parts = text.split(separator: " / ")
    guard parts.count > 1, let last = parts.last else {
      (name, column) = (text, nil)
      return
    }
    (name, column) = (parts.dropLast().joined(separator: " / "), String(last))
  }
}

extension Parameter {
  /// Whether it is the time from one event to the next, of which the reciprocal is a rate.
  var isBetweenEvents: Bool {
    dimension == .time && (name.hasSuffix("interval") || name.hasSuffix("mtbf"))
  }

  /// A rate of events as the time between two, where this parameter is one: 0.08 次/年 are 12.5 years.
  func interval(of quantity: Quantity) -> Quantity {
    guard isBetweenEvents, quantity.isRateOfEvents, quantity.value > 0 else { return quantity }
    let bounds = quantity.interval
    let time = 1 / quantity.value
    return Quantity(
      value: time,
      interval: Interval(
        1 / bounds.upper, bounds.lower > 0 ? 1 / bounds.lower : .infinity,
        includesLower: bounds.includesUpper, includesUpper: bounds.includesLower),
      unit: suitableUnit(for: time, .time), comparator: quantity.comparator, decimals: 0)
  }
}

extension Quantity {
  /// Whether it says how often something happens, and does not count what is done each time.
  fileprivate var isRateOfEvents: Bool {
    switch dimension {
    case .frequency: true
    case .rate(let thing): thing == "次"
    default: false
    }
  }

  /// The same figure in a unit.
  fileprivate func measured(in unit: Unit) -> Quantity {
    let factor = unit.scale / self.unit.scale
    return Quantity(
      value: value * factor,
      interval: Interval(
        interval.lower * factor, interval.upper * factor,
        includesLower: interval.includesLower, includesUpper: interval.includesUpper),
      unit: unit, comparator: comparator, decimals: decimals)
  }
}
