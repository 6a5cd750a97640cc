package import Diagnostics
package import Quantities

extension JSONWriter {
  /// The two ends; one that is infinite, which JSON cannot say, is null.
  package mutating func write(_ interval: Interval, in unit: Unit) {
    array { json in
      json.value(interval.lower / unit.scale)
      json.value(interval.upper / unit.scale)
    }
  }

  /// The members that say which scenario answered, and what it takes to repeat the answer.
  package mutating func write(_ record: SimulationRecord) {
    member("scenario", record.scenario)
    member("exact", record.isExact)
    guard !record.isExact else { return }
    member("replications", record.replications)
    // As a string: many readers keep no more than 53 bits of a number.
    member("seed", String(record.seed))
  }
}
