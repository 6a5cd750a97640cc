import Simulate

/// Whether a service is up, for which reasons it is not, and for how long it has been down.
///
/// It is up while no reason holds; overlapping reasons count once. Oracle: hand-made sequences.
struct ServiceState {
  struct Reason: OptionSet {
    let rawValue: UInt16
    static let restart = Reason(rawValue: 1)
    static let capacity = Reason(rawValue: 2)
    static let storage = Reason(rawValue: 4)
    static let guest = Reason(rawValue: 8)
    static let work = Reason(rawValue: 16)
    static let site = Reason(rawValue: 32)
  }

  private var reasons: Reason = []
  private var start = Ticks.zero
  private var since = Ticks.zero
  private var downTicks: Int64 = 0

  var isUp: Bool { reasons.isEmpty }

  mutating func set(_ reason: Reason, at now: Ticks) { change(reasons.union(reason), at: now) }

  mutating func clear(_ reason: Reason, at now: Ticks) {
    change(reasons.subtracting(reason), at: now)
  }

  mutating func update(_ reason: Reason, _ holds: Bool, at now: Ticks) {
    change(holds ? reasons.union(reason) : reasons.subtracting(reason), at: now)
  }

  private mutating func change(_ new: Reason, at now: Ticks) {
    if reasons.isEmpty, !new.isEmpty { since = now }
    if !reasons.isEmpty, new.isEmpty { downTicks += (now - since).count }
    reasons = new
  }

  /// Forgets what was before `now`.
  mutating func startMeasuring(at now: Ticks) {
    start = now
    since = now
    downTicks = 0
  }

  /// The share of the measured time, up to `end`, in which the service was down.
  func downShare(until end: Ticks) -> Double {
    let open = reasons.isEmpty ? 0 : (end - since).count
    let span = (end - start).count
    return span > 0 ? Double(downTicks + open) / Double(span) : 0
  }
}
