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

  /// Whether it is out at any moment, and how long what is under way then still lasts: how a run begins that has been
  /// going on for ever. Oracle: the share of time out.
  func atAnyMoment(_ stream: inout RandomStream) -> (isOut: Bool, left: Ticks) {
    let outage = length.mean + constant
    guard stream.uniform() * (every.mean + outage) < outage else {
      return (false, firstInterval(&stream))
    }
    // In its constant part, of which some is left and then all of the rest, or in the rest.
    let time = stream.uniform() * outage
    let left = time < constant ? time + length.sample(&stream) : length.residual(&stream)
    return (true, Ticks(seconds: left))
  }

  func interval(_ stream: inout RandomStream) -> Ticks {
    Ticks(seconds: every.sample(&stream))
  }

  func outage(_ stream: inout RandomStream) -> Ticks {
    Ticks(seconds: length.sample(&stream) + constant)
  }
}
