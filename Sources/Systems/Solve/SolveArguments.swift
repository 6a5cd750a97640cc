import Diagnostics
import Model
import Quantities

/// The arguments of a calculator, read and checked.
struct SolveArguments: Sendable {
  private var numbers: [String: [Double]] = [:]
  private var texts: [String: String] = [:]

  init(_ arguments: [(key: String, value: String)], for model: SolveModel) throws(SolveError) {
    var given: [String: String] = [:]
    for (key, value) in arguments {
      guard model.parameters.contains(where: { $0.name == key }) else {
        let names = model.parameters.map(\.name)
        let guess = nearMiss(to: key, in: names).map { "; did you mean `\($0)`?" } ?? ""
        throw SolveError(
          "`\(model.name)` takes \(names.map { "`\($0)`" }.joined(separator: ", ")), not `\(key)`"
            + guess)
      }
      guard given[key] == nil else { throw SolveError("`\(key)` is given twice") }
      given[key] = value
    }
    for parameter in model.parameters {
      guard let text = given[parameter.name] ?? parameter.standard else {
        throw SolveError("`\(model.name)` needs `\(parameter.name)` (\(parameter.label.en))")
      }
      guard let dimension = parameter.dimension else {
        texts[parameter.name] = text
        continue
      }
      let parts = parameter.isList ? text.split(separator: ",").map { String($0) } : [text]
      var values: [Double] = []
      for part in parts {
        values.append(try SolveArguments.read(part, dimension, name: parameter.name))
      }
      guard !values.isEmpty else { throw SolveError("`\(parameter.name)` is empty") }
      numbers[parameter.name] = values
    }
  }

  private static func read(
    _ text: String, _ dimension: Dimension, name: String
  ) throws(SolveError) -> Double {
    if text == "0" { return 0 }
    if case .frequency = dimension, let rate = rate(text) { return rate }
    if let quantity = quantity(text), dimension.accepts(quantity.dimension),
      quantity.value.isFinite
    {
      guard quantity.value >= 0 else { throw SolveError("`\(name)` is not below zero") }
      return quantity.value
    }
    throw SolveError("`\(name)` is \(dimension.described), which `\(text)` is not")
  }

  /// A quantity, with the one-letter units that people type: `1y`, `7d`.
  private static func quantity(_ text: String) -> Quantity? {
    if let quantity = parseQuantity(text) { return quantity }
    for (letter, unit) in [("y", "年"), ("d", "天"), ("w", "周"), ("us", "μs")]
    where text.hasSuffix(letter) {
      if let quantity = parseQuantity(text.dropLast(letter.count) + unit) { return quantity }
    }
    return nil
  }

  /// A number for each unit of time: `2/s`, `150K/s`, `10/天`; a bare number is per second.
  private static func rate(_ text: String) -> Double? {
    let parts = text.split(separator: "/")
    guard let first = parts.first, parts.count <= 2,
      let count = parseQuantity(String(first)), count.value.isFinite, count.value >= 0
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

  func number(_ name: String) -> Double { numbers[name]?.first ?? .nan }
  func list(_ name: String) -> [Double] { numbers[name] ?? [] }
  func text(_ name: String) -> String { texts[name] ?? "" }

  /// A whole number within bounds that keep a model affordable.
  func count(_ name: String, in range: ClosedRange<Int> = 1...1_000_000) throws(SolveError) -> Int {
    let value = number(name)
    guard value.rounded() == value, value >= Double(range.lowerBound),
      value <= Double(range.upperBound)
    else {
      throw SolveError(
        "`\(name)` is a whole number between \(range.lowerBound) and \(range.upperBound)")
    }
    return Int(value)
  }

  /// A number above zero.
  func positive(_ name: String) throws(SolveError) -> Double {
    let value = number(name)
    guard value > 0 else { throw SolveError("`\(name)` is above zero") }
    return value
  }

  /// A number between 0 and 1.
  func share(_ name: String) throws(SolveError) -> Double {
    let value = number(name)
    guard value >= 0, value <= 1 else { throw SolveError("`\(name)` lies between 0 and 1") }
    return value
  }
}
