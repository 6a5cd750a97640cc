extension Quantity {
  /// Makes the quantity of a figure: the interval that the printed digits and the words allow.
  ///
  /// A plain figure stands for what rounds to it, half of its last digit to either side; whole
  /// counts and the ends of a range stand for themselves; an approximate one for ±10 %; a comparator opens an end, which
  /// for what cannot be negative is 0 below.
  static func read(
    _ first: Amount, to upper: Amount?, tolerance: Double?, meaning: Qualifier.Meaning?,
    plus: Bool, unit: Unit, sign: ReadQuantity.Sign?
  ) -> Quantity {
    var value = first.base
    var low = first.low
    var high = first.high
    var comparator = Comparator.equal
    if let tolerance {
      (low, high, comparator) = (value - tolerance, value + tolerance, .range)
    } else if let upper {
      let end = max(upper.base, value)
      (low, high, comparator) = (value, end, .range)
      if sign == .minus { (low, high) = (-end, sign == .minus && upper.unit != nil ? -value : end) }
      value = (low + high) / 2
    } else if meaning == .plusMinus {
      (low, high, value, comparator) = (-value, value, 0, .range)
    } else if sign == .minus {
      (value, low, high) = (-value, -high, -low)
    }
    let interval: Interval
    let zero = unit.dimension.allowsNegative || value < 0 ? -Double.infinity : 0
    switch meaning {
    case .approximately:
      // A range says itself how rough it is.
      let slack = upper == nil ? 0.1 * abs(value) : 0
      let (from, to) = upper == nil ? (value, value) : (low, high)
      interval = Interval(from - slack, plus ? .infinity : to + slack)
      if comparator == .equal { comparator = plus ? .atLeast : .approximately }
    case .less where upper == nil:
      interval = Interval(min(zero, value), value, includesUpper: value <= zero)
      comparator = .less
    case .atMost, .less:
      interval = Interval(min(zero, high), upper == nil ? value : high)
      // 1-2 周内 is two weeks at the most.
      if upper != nil { value = high }
      comparator = .atMost
    case .greater where upper == nil:
      interval = .above(value)
      comparator = .greater
    case .atLeast, .greater:
      interval = .atLeast(upper == nil ? value : low)
      if upper != nil { value = low }
      comparator = .atLeast
    case .equal, .plusMinus, nil:
      if plus {
        interval = .atLeast(upper == nil ? value : low)
        comparator = .atLeast
      } else {
        interval = Interval(low, high)
      }
    }
    return Quantity(
      value: value, interval: interval, unit: unit, comparator: comparator,
      decimals: (upper ?? first).numeral.decimals)
  }

  /// The same figure with its scale multiplied, in another unit.
  package func scaled(by factor: Double, in unit: Unit) -> Quantity {
    Quantity(
      value: value * factor, interval: interval.mapped { $0 * factor }, unit: unit,
      comparator: comparator, decimals: decimals)
  }

  /// The same figure in the dimension that its context gives to a bare number: `150K` of IOPS,
  /// `12` under a header `延迟 (ms)`. Values that have a unit of their own stay as they are.
  package func taking(_ unit: Unit) -> Quantity {
    guard self.unit.dimension == .number, unit.dimension != .number else { return self }
    // Things come whole.
    if case .count(let thing) = unit.dimension, decimals > 0, abs(value) < 1000,
      unit.entry?.isNoun == true, !Word.divisible.contains(thing)
    {
      return self
    }
    var whole = self
    if comparator == .equal, decimals == 0, interval.lower == interval.upper, value != 0 {
      switch unit.dimension {
      case .count, .rate, .money, .moneyRate: break
      default:
        whole = Quantity(
          value: value, interval: Interval(value - 0.5, value + 0.5), unit: self.unit,
          comparator: comparator, decimals: decimals)
      }
    }
    return whole.scaled(by: unit.scale, in: unit)
  }

  /// The same count, of a named thing: `50台` under `GPU节点` counts 节点.
  package func counting(_ thing: String) -> Quantity {
    guard case .count(let counter) = unit.dimension, UnitEntry.genericCounters.contains(counter)
    else { return self }
    return Quantity(
      value: value, interval: interval, unit: Unit(thing, .count(of: thing)),
      comparator: comparator, decimals: decimals)
  }
}
