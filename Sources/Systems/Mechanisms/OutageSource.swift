import Simulate

/// Something that is fine for a while and then out for a while: an alternating renewal process.
///
/// Oracle: the share of time out is `E[outage] / (E[interval] + E[outage])` whatever the laws.
struct OutageSource {
  private let every: Law
  private let length: Law

  /// What each outage lasts beside that.
  private let constant: Double

  /// Nil where either law is unknown: the mechanism is left out.
  init?(every: Law?, for length: Law?, and constant: Double = 0) {
    guard let every, let length else { return nil }
    self.every = every
    self.length = length
    self.constant = constant
  }

  /// The time to the first outage, seen from any moment at which all is fine.
  func firstInterval(_ stream: inout RandomStream) -> Ticks {
    Ticks(seconds: every.residual(&stream))
  }

  func interval(_ stream: inout RandomStream) -> Ticks {
    Ticks(seconds: every.sample(&stream))
  }

  func outage(_ stream: inout RandomStream) -> Ticks {
    Ticks(seconds: length.sample(&stream) + constant)
  }
}
