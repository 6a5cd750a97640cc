/// What happens in a model, as plain data.
///
/// Enums and small structs without references. An event that has become pointless is not removed
/// from the queue: it carries a generation that its model compares with the present one.
@usableFromInline
package protocol SimulationEvent: BitwiseCopyable, Sendable {
  /// What tells this event from others in the trace hash; it must not depend on padding or addresses.
  var traceWord: UInt64 { get }
}

/// The rank among events at the same time: lower comes first.
@usableFromInline
package struct Priority: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  @usableFromInline
  package let rawValue: UInt8

  @inlinable
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  @inlinable
  package static var urgent: Priority { Priority(rawValue: 0) }
  @inlinable
  package static var normal: Priority { Priority(rawValue: 128) }
  @inlinable
  package static var late: Priority { Priority(rawValue: 255) }
}

/// A state machine that is moved by events and nothing else.
///
/// It neither reads clocks nor keeps the queue: time, order and randomness reach it through
/// `effects` and its own streams, so that a run can be repeated exactly.
@usableFromInline
package protocol DiscreteModel {
  associatedtype Event: SimulationEvent

  mutating func handle(_ event: Event, _ effects: inout Effects<Event>)
}

/// An event with its place in the total order (time, priority, sequence).
@usableFromInline
package struct Scheduled<Event: BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
  @usableFromInline
  let time: Int64

  /// Priority in the top 8 bits, sequence in the lower 56.
  @usableFromInline
  let order: UInt64
  @usableFromInline
  package let event: Event

  @inlinable
  package init(time: Ticks, priority: Priority, sequence: UInt64, event: Event) {
    self.time = time.count
    self.order = UInt64(priority.rawValue) << 56 | (sequence & 0x00ff_ffff_ffff_ffff)
    self.event = event
  }

  @inlinable
  package var at: Ticks { Ticks(time) }
  @inlinable
  package var priority: Priority { Priority(rawValue: UInt8(order >> 56)) }
  @inlinable
  package var sequence: UInt64 { order & 0x00ff_ffff_ffff_ffff }

  @inlinable
  package func precedes(_ other: Self) -> Bool {
    time < other.time || (time == other.time && order < other.order)
  }
}
