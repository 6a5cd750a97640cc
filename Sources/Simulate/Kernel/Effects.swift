/// What a model may do while it handles an event: read the time, schedule, stop.
@usableFromInline
package struct Effects<Event: SimulationEvent>: ~Copyable {
  /// The time of the event being handled.
  @usableFromInline
  package internal(set) var now = Ticks.zero
  @usableFromInline
  var isStopped = false
  @usableFromInline
  var sequence: UInt64 = 0
  @usableFromInline
  var queue = EventQueue<Event>()

  @inlinable
  package init() {}

  /// The number of events that wait.
  @inlinable
  package var pending: Int { queue.count }

  /// Schedules `event` after `delay`; a negative delay counts as none, `never` schedules nothing.
  @inlinable @inline(__always)
  package mutating func schedule(
    _ event: Event, after delay: Ticks, priority: Priority = .normal
  ) {
    let (time, beyond) = now.count.addingReportingOverflow(max(delay.count, 0))
    guard !beyond, time != Ticks.never.count else { return }
    push(event, at: Ticks(time), priority: priority)
  }

  /// Schedules `event` at `time`, or now where that is past.
  @inlinable @inline(__always)
  package mutating func schedule(_ event: Event, at time: Ticks, priority: Priority = .normal) {
    guard time != .never else { return }
    push(event, at: max(time, now), priority: priority)
  }

  @inlinable @inline(__always)
  mutating func push(_ event: Event, at time: Ticks, priority: Priority) {
    queue.push(Scheduled(time: time, priority: priority, sequence: sequence, event: event))
    sequence &+= 1
  }

  /// Ends the run once this event is handled.
  @inlinable
  package mutating func stop() { isStopped = true }

  /// Takes the next event out and moves the clock to it: for testing a model without a kernel.
  @inlinable
  package mutating func next() -> Event? {
    guard let first = queue.pop(through: Int64.max) else { return nil }
    now = first.at
    return first.event
  }
}
