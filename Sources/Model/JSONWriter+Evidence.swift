package import Diagnostics
package import Quantities

extension JSONWriter {
  /// The members `unit`, `comparator` and `interval` of what a figure says.
  package mutating func write(_ quantity: Quantity) {
    member("unit", quantity.unit.symbol)
    member("comparator", quantity.comparator.rawValue)
    key("interval")
    write(quantity.interval, in: quantity.unit)
  }

  /// The two ends; one that is infinite, which JSON cannot say, is null.
  package mutating func write(_ interval: Interval, in unit: Unit) {
    array { json in
      json.value(interval.lower / unit.scale)
      json.value(interval.upper / unit.scale)
    }
  }

  /// The members that say which scenario answered, and what it takes to repeat the answer.
  ///
  /// - Parameter unit: the claim's, in which the bound that was judged and the answer before are told.
  package mutating func write(_ record: SimulationRecord, in unit: Unit) {
    member("scenario", record.scenario)
    member("system", record.system)
    member("output", record.output)
    if let allowed = record.allowed {
      key("allowed")
      write(allowed, in: unit)
    }
    if let before = record.before {
      key("before")
      object { json in
        json.key("interval")
        json.write(before.interval, in: unit)
        json.member("estimate", before.estimate / unit.scale)
        json.member("calibrated", before.isCalibrated)
      }
    }
    key("assumptions")
    array(record.beliefs) { json, item in
      json.object { json in
        json.member("parameter", item.parameter)
        if let design = item.design { json.member("design", design) }
        json.member("value", item.value)
        json.member("kind", item.kind)
        if let origin = item.origin { json.member("source", origin) }
        if let elasticity = item.elasticity { json.member("elasticity", elasticity) }
        if let breakEven = item.breakEven { json.member("break_even", breakEven.en) }
        if let ratio = item.breakEvenRatio { json.member("break_even_ratio", ratio) }
        json.member("fragile", item.isFragile)
      }
    }
    if !record.unused.isEmpty { member("unused", record.unused.map(\.parameter)) }
    member("exact", record.isExact)
    guard !record.isExact else { return }
    member("replications", record.replications)
    // As a string: many readers keep no more than 53 bits of a number.
    member("seed", String(record.seed))
  }
}
