import Quantities
import Systems

extension Parameter {
  /// Whether a quantity says between which two values this parameter may lie.
  func accepts(range quantity: Quantity) -> Bool {
    guard let dimension, dimension.accepts(quantity.dimension) else { return false }
    let isTwoEnded = quantity.comparator == .range || quantity.comparator == .approximately
    return isTwoEnded && quantity.interval.lower.isFinite && quantity.interval.upper.isFinite
  }

  /// What is wrong with a range, in a line.
  func problem(withRange text: String, value unit: Unit?) -> String {
    let lead = "the range `\(text)` of `\(name)` "
    if hasOneUnit(text), case let ends = figures(in: text), ends.count == 2, ends[0] > ends[1] {
      return lead + "begins with its greater end"
    }
    guard let quantity = parseQuantity(text), let dimension else {
      return lead + "is not two values, as in `2–6 年`"
    }
    guard dimension.accepts(quantity.dimension) else {
      return quantity.dimension == .number && text.last?.isNumber == true
        ? lead + "has no unit, as in `\(text) \(unit?.symbol ?? "年")`"
        : lead + "is \(quantity.dimension.described), and the parameter is \(dimension.described)"
    }
    if !quantity.interval.lower.isFinite || !quantity.interval.upper.isFinite {
      return lead + "has only one end, and needs both, as in `2–6 年`"
    }
    return lead + "is one value, and needs two, as in `2–6 年`"
  }

  /// What is wrong with a range that goes beyond what the parameter can be at all; nil for one that does not.
  func problem(withLimits interval: Interval, of text: String) -> String? {
    guard let dimension else { return nil }
    let isBelow = interval.lower < range.lowerBound - 1e-9 * range.lowerBound.magnitude
    let isAbove = interval.upper > range.upperBound + 1e-9 * range.upperBound.magnitude
    let beyond = isBelow ? interval.lower : isAbove ? interval.upper : nil
    guard let beyond else { return nil }
    return
      "the range `\(text)` of `\(name)` reaches \(format(beyond, in: dimension, .en)), and `\(name)` lies between "
      + "\(format(range.lowerBound, in: dimension, .en)) and \(format(range.upperBound, in: dimension, .en))"
  }

  /// Whether no two figures of a text have units of their own that differ.
  private func hasOneUnit(_ text: String) -> Bool {
    Set(text.split { $0.isNumber || " .,–—-~～到至".contains($0) }).count <= 1
  }

  private func figures(in text: String) -> [Double] {
    text.split { !$0.isASCII || !($0.isNumber || $0 == ".") }.compactMap { Double($0) }
  }
}
