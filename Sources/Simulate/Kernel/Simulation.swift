/// A run of a model: its events in order, a clock, a horizon and a fingerprint.
///
/// A value without references, statically specialised for its model: a class here costs four times
/// as much in exclusivity checks, a closure per event eight times.
@usableFromInline
package struct Simulation<Model: DiscreteModel>: ~Copyable {
  @usableFromInline
  package var model: Model
  @usableFromInline
  package var effects = Effects<Model.Event>()

  /// The number of events handled so far.
  @usableFromInline
  package internal(set) var handled: UInt64 = 0
  @usableFromInline
  var hash = TraceHash()

  @inlinable
  package init(_ model: consuming Model) { self.model = model }

  @inlinable
  package var now: Ticks { effects.now }

  /// The fingerprint of everything handled so far.
  @inlinable
  package var trace: UInt64 { hash.value }

  /// Whether the model stopped the run.
  @inlinable
  package var isStopped: Bool { effects.isStopped }

  /// Schedules an event from outside the model.
  @inlinable
  package mutating func schedule(
    _ event: Model.Event, at time: Ticks, priority: Priority = .normal
  ) {
    effects.schedule(event, at: time, priority: priority)
  }

  /// Handles every event up to and including `horizon`, where the clock then stands.
  ///
  /// Ends early, with the clock at the last event, if the model stops the run or `limit` events
  /// have been handled.
  @inlinable
  package mutating func run(until horizon: Ticks = .never, limit: UInt64 = .max) {
    let last = limit > .max &- handled ? .max : handled &+ limit
    while !effects.isStopped {
      guard handled < last else { return }
      guard let next = effects.queue.pop(through: horizon.count) else {
        if horizon != .never, horizon > effects.now { effects.now = horizon }
        return
      }
      effects.now = next.at
      handled &+= 1
      hash.absorb(UInt64(bitPattern: next.time), next.event.traceWord &+ next.order >> 56)
      model.handle(next.event, &effects)
    }
  }

  /// Runs like `run` and returns the first `limit` events as handled: the readable trace.
  @inlinable
  package mutating func transcript(
    until horizon: Ticks = .never, limit: Int
  ) -> [Scheduled<Model.Event>] {
    var lines: [Scheduled<Model.Event>] = []
    while lines.count < limit, !effects.isStopped, let next = effects.queue.first,
      next.at <= horizon
    {
      lines.append(next)
      run(until: horizon, limit: 1)
    }
    return lines
  }
}
