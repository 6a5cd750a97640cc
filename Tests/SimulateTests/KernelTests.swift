import Simulate
import Testing

/// An event that carries a number.
struct Tag: SimulationEvent, Equatable {
  let id: UInt64
  var traceWord: UInt64 { id }
}

/// Writes down what happens and when.
struct Recorder: DiscreteModel {
  var seen: [UInt64] = []
  var times: [Int64] = []

  mutating func handle(_ event: Tag, _ effects: inout Effects<Tag>) {
    seen.append(event.id)
    times.append(effects.now.count)
  }
}

@Suite struct KernelTests {
  /// R05.
  @Test func equalTimesKeepTheOrderOfScheduling() {
    var simulation = Simulation(Recorder())
    for id in 0..<1_000 { simulation.schedule(Tag(id: UInt64(id)), at: Ticks(1)) }
    simulation.run()
    #expect(simulation.model.seen == (0..<1_000).map(UInt64.init))
  }

  @Test func priorityDecidesBeforeSequence() {
    var simulation = Simulation(Recorder())
    simulation.schedule(Tag(id: 1), at: Ticks(5), priority: .late)
    simulation.schedule(Tag(id: 2), at: Ticks(5))
    simulation.schedule(Tag(id: 3), at: Ticks(5), priority: .urgent)
    simulation.schedule(Tag(id: 4), at: Ticks(4), priority: .late)
    simulation.run()
    #expect(simulation.model.seen == [4, 3, 2, 1])
  }

  @Test func horizonIsInclusiveAndTheClockEndsThere() {
    var simulation = Simulation(Recorder())
    for time in [3, 10, 11] { simulation.schedule(Tag(id: UInt64(time)), at: Ticks(Int64(time))) }
    simulation.run(until: Ticks(10))
    #expect(simulation.model.seen == [3, 10])
    #expect(simulation.now == Ticks(10))
    simulation.run(until: Ticks(100))
    #expect(simulation.model.seen == [3, 10, 11])
    #expect(simulation.now == Ticks(100))
  }

  @Test func nothingHappensAtTheEndOfTime() {
    var simulation = Simulation(Recorder())
    simulation.schedule(Tag(id: 1), at: .never)
    simulation.schedule(Tag(id: 2), at: Ticks(Int64.max - 1))
    simulation.run()
    #expect(simulation.model.seen == [2])
  }

  @Test func ticksSaturate() {
    #expect(Ticks(seconds: 1e300) == .never)
    #expect(Ticks(seconds: .infinity) == .never)
    #expect(Ticks(seconds: -1) == .zero)
    #expect(Ticks(seconds: .nan) == .zero)
    #expect(Ticks.never + Ticks(1) == .never)
    #expect(Ticks(Int64.min + 1) - Ticks(5) == Ticks(Int64.min))
    #expect(Ticks(seconds: 1.5).count == 1_500_000_000)
    #expect(Ticks(seconds: 3e9, resolution: .second).seconds(.second) == 3e9)
  }

  @Test func theReadableTraceIsTheRun() {
    var first = Simulation(Recorder())
    var second = Simulation(Recorder())
    for id in 0..<50 {
      first.schedule(Tag(id: UInt64(id)), at: Ticks(Int64(id * 37 % 11)))
      second.schedule(Tag(id: UInt64(id)), at: Ticks(Int64(id * 37 % 11)))
    }
    let lines = first.transcript(limit: 1_000)
    second.run()
    #expect(lines.map(\.event.id) == second.model.seen)
    #expect(lines.map(\.at.count) == second.model.times)
    #expect(first.trace == second.trace)
  }

  @Test func theTraceTellsRunsApart() {
    func trace(_ order: [UInt64], _ times: [Int64]) -> UInt64 {
      var simulation = Simulation(Recorder())
      for (id, time) in zip(order, times) { simulation.schedule(Tag(id: id), at: Ticks(time)) }
      simulation.run()
      return simulation.trace
    }
    let base = trace([1, 2, 3], [5, 5, 6])
    #expect(base == trace([1, 2, 3], [5, 5, 6]))
    #expect(base != trace([2, 1, 3], [5, 5, 6]))
    #expect(base != trace([1, 2, 3], [5, 5, 7]))
    #expect(base != trace([1, 2], [5, 5]))
  }

  @Test func aModelIsTestableWithoutAKernel() {
    var effects = Effects<Tag>()
    effects.schedule(Tag(id: 7), after: Ticks(3))
    effects.schedule(Tag(id: 8), after: Ticks(1))
    #expect(effects.pending == 2)
    #expect(effects.next() == Tag(id: 8))
    #expect(effects.now == Ticks(1))
    #expect(effects.next() == Tag(id: 7))
    #expect(effects.next() == nil)
  }
}
