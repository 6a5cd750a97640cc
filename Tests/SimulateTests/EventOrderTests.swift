import Simulate
import Testing

/// Schedules as a stream tells it to, and writes down each event's key.
private struct Churn: DiscreteModel {
  enum Shape: CaseIterable {
    case exponential, narrow, wide, ties, bursts, descending
  }

  let shape: Shape
  var budget: Int
  var next: UInt64
  var stream: RandomStream
  var keys: [(time: Int64, id: UInt64)] = []
  var scheduled: [(time: Int64, priority: UInt8, id: UInt64)] = []

  mutating func delay() -> Ticks {
    switch shape {
    case .exponential: Ticks(seconds: stream.exponential())
    case .narrow: Ticks(Int64(stream.index(below: 50)))
    case .wide: Ticks(seconds: 1e-9 * Double(1 << stream.index(below: 60)))
    case .ties: Ticks(Int64(stream.index(below: 3)) * 1_000_000)
    case .bursts: stream.chance(0.99) ? Ticks(1) : Ticks(seconds: 1_000)
    case .descending: Ticks(max(0, 1_000_000_000 - Int64(next) * 1_000))
    }
  }

  mutating func plan() -> (Tag, Ticks, Priority) {
    let priority = stream.chance(0.1) ? Priority.urgent : .normal
    defer { next += 1 }
    return (Tag(id: next), delay(), priority)
  }

  mutating func handle(_ event: Tag, _ effects: inout Effects<Tag>) {
    keys.append((effects.now.count, event.id))
    let copies = stream.index(below: 3)
    for _ in 0..<copies where budget > 0 {
      budget -= 1
      let (tag, delay, priority) = plan()
      scheduled.append(((effects.now + delay).count, priority.rawValue, tag.id))
      effects.schedule(tag, after: delay, priority: priority)
    }
  }
}

@Suite struct EventOrderTests {
  /// The slow obvious twin: everything scheduled, sorted. Nothing is ever scheduled before the present,
  /// so the whole run is the sort.
  @Test(arguments: [1, 10, 63, 64, 65, 300, 5_000], [0, 1, 2, 3, 4, 5])
  func queueIsTheSortedOrder(start: Int, shape: Int) {
    let model = Churn(
      shape: Churn.Shape.allCases[shape], budget: 20_000, next: 0,
      stream: RandomStream(seed: 9, replication: start, name: "churn[\(shape)]"))
    var simulation = Simulation(model)
    for _ in 0..<start {
      let (tag, delay, priority) = simulation.model.plan()
      simulation.model.scheduled.append((delay.count, priority.rawValue, tag.id))
      simulation.schedule(tag, at: delay, priority: priority)
    }
    simulation.run()
    let expected = simulation.model.scheduled
      .sorted { ($0.time, $0.priority, $0.id) < ($1.time, $1.priority, $1.id) }
    // Times only: an urgent event scheduled for the present cannot come before what is handled already.
    #expect(simulation.model.keys.map(\.time) == expected.map(\.time))
    #expect(simulation.effects.pending == 0)
  }

  /// Exact order, where nothing is scheduled at the present time.
  @Test func exactOrderWithoutZeroDelays() {
    for pending in [5, 100, 3_000, 50_000] {
      var stream = RandomStream(seed: 4, replication: pending, name: "order")
      var simulation = Simulation(Recorder())
      var plan: [(Int64, UInt8, UInt64)] = []
      for id in 0..<UInt64(pending) {
        let time = Int64(stream.index(below: pending * 2))
        let priority = UInt8(stream.index(below: 3))
        plan.append((time, priority, id))
        simulation.schedule(
          Tag(id: id), at: Ticks(time), priority: Priority(rawValue: priority))
      }
      simulation.run()
      #expect(simulation.model.seen == plan.sorted { $0 < $1 }.map(\.2))
    }
  }
}
