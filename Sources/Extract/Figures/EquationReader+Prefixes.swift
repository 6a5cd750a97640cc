import Model
import Quantities

/// Sizes whose prefixes may be 1,000 or 1,024 times the one below, and the magnitudes of printed digits.
extension EquationReader {
  /// A size as it is where a prefix is 1,000, and where it is 1,024 times the one below.
  func prefixed(_ value: Operand, _ left: Parsed, _ result: Int) -> [Operand] {
    let stated = quantities[result].quantity.unit
    guard let target = stated.decimalPrefix else { return [value] }
    var steps: Set<Int> = []
    for index in left.operands {
      let quantity = quantities[index].quantity
      switch quantity.dimension {
      case .data where quantity.unit.symbol == "bit": steps.insert(-target)
      case .data, .dataRate: if let own = quantity.unit.decimalPrefix { steps.insert(own - target) }
      case .number where quantity.value >= 1024 && quantity.value.remainder(dividingBy: 1024) == 0:
        steps.insert(-target)
      default: break
      }
    }
    steps.remove(0)
    // 70B * 2 = 140 GB: billions of parameters, of two bytes each.
    let areBillions =
      target == 3 && left.operands.contains { quantities[$0].quantity.unit.symbol == "B" }
    let meant = quantities[result].quantity
    let counts = areBillions ? [value, value.scaled(by: 1e9)] : [value]
    return counts.sorted { distance($0, meant) < distance($1, meant) }
      + steps.sorted().map { step in
        var factor = 1.0
        for _ in 0..<abs(step) { factor *= 1.024 }
        return value.scaled(by: step > 0 ? factor : 1 / factor)
      }
  }

  /// How many times one size is another where prefixes are 1,024 times the one below: `1 MB / 1 KB = 1024`.
  func divided(_ value: Operand, _ left: Parsed) -> [Operand] {
    let prefixes = left.operands.compactMap { index in
      quantities[index].quantity.dimension == .data
        ? quantities[index].quantity.unit.decimalPrefix : nil
    }
    guard prefixes.count == 2, prefixes[0] != prefixes[1] else { return [] }
    let factor = (0..<abs(prefixes[0] - prefixes[1])).reduce(1.0) { scale, _ in scale * 1.024 }
    return [value.scaled(by: prefixes[0] > prefixes[1] ? factor : 1 / factor)]
  }

  /// What multiplies the printed digits besides the unit: 10,000 in `3 万次`.
  func magnitude(of read: ReadQuantity) -> Double {
    let printed = bytes.string(read.digits).filter { $0 != "," && $0 != "，" }
    guard let digits = Double(printed), digits != 0 else { return 1 }
    return (read.quantity.value / (digits * read.quantity.unit.scale)).magnitude.rounded()
  }
}
