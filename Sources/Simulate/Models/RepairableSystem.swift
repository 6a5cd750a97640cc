/// n equal parts of which k are needed, with any laws of failure and repair and so many crews.
///
/// Its oracle is `RepairableGroup` where both laws are exponential, and the renewal theorem for one part.
package struct RepairableSystem: Sendable {
  package let parts: Int
  package let needed: Int
  package let failure: Distribution
  package let repair: Distribution
  package let crews: Int

  /// What a tick is: long lives do not fit nanoseconds.
  package let resolution: Ticks.Resolution

  /// Times in seconds; crews default to one for each part.
  package init(
    parts: Int, needed: Int, failure: Distribution, repair: Distribution, crews: Int? = nil,
    resolution: Ticks.Resolution = .millisecond
  ) {
    self.parts = max(parts, 0)
    self.needed = needed
    self.failure = failure
    self.repair = repair
    self.crews = max(crews ?? parts, 1)
    self.resolution = resolution
  }

  /// What one run saw, in seconds.
  package struct Result: Sendable {
    package let uptime: Double
    package let duration: Double
    package let outages: Int
    package let meanDown: Double

    /// When the system first failed; nil if it did not.
    package let firstFailure: Double?
    package let trace: UInt64

    package var availability: Double { duration > 0 ? uptime / duration : 1 }
  }

  /// One run with all parts new; `stopsAtFailure` ends it with the first outage.
  package func run(
    seed: UInt64, replication: Int = 0, duration: Double, stopsAtFailure: Bool = false
  ) -> Result {
    var simulation = Simulation(
      RepairModel(self, seed: seed, replication: replication, stopsAtFailure: stopsAtFailure))
    for part in 0..<parts {
      let life = simulation.model.life(of: part)
      simulation.schedule(RepairEvent(isFailure: true, part: Int32(part)), at: life)
    }
    simulation.run(until: Ticks(seconds: duration, resolution: resolution))
    return simulation.model.result(at: simulation.now, trace: simulation.trace)
  }

  /// Availability as the ratio of summed uptime to summed time over replications.
  package func availability(
    seed: UInt64, replications: Int, duration: Double, confidence: Double = 0.95
  ) -> Estimate {
    var ratio = RatioEstimator()
    for replication in 0..<replications {
      let result = run(seed: seed, replication: replication, duration: duration)
      ratio.add(numerator: result.uptime, denominator: result.duration)
    }
    return ratio.estimate(confidence: confidence)
  }
}

/// A part fails, or is repaired.
struct RepairEvent: SimulationEvent {
  let isFailure: Bool
  let part: Int32

  var traceWord: UInt64 { UInt64(UInt32(bitPattern: part)) << 1 | (isFailure ? 1 : 0) }
}

struct RepairModel: DiscreteModel {
  private let system: RepairableSystem
  private let stopsAtFailure: Bool
  private var lives: [RandomStream]
  private var repairs: [RandomStream]
  private var waiting = FIFO()
  private var working = 0
  private var down = TimeWeighted()
  private var up = TimeWeighted(1)
  private var outages = 0
  private var firstFailure: Ticks?

  init(_ system: RepairableSystem, seed: UInt64, replication: Int, stopsAtFailure: Bool) {
    self.system = system
    self.stopsAtFailure = stopsAtFailure
    lives = (0..<system.parts).map {
      RandomStream(seed: seed, replication: replication, name: "part[\($0)].failure")
    }
    repairs = (0..<system.parts).map {
      RandomStream(seed: seed, replication: replication, name: "part[\($0)].repair")
    }
  }

  mutating func life(of part: Int) -> Ticks {
    // At least a tick, so that time goes on whatever the law.
    let time = system.failure.sample(&lives[part])
    return max(Ticks(1), Ticks(seconds: time, resolution: system.resolution))
  }

  mutating func handle(_ event: RepairEvent, _ effects: inout Effects<RepairEvent>) {
    let part = Int(event.part)
    if event.isFailure {
      down.add(1, at: effects.now)
      if working < system.crews { begin(part, &effects) } else { waiting.append(part) }
    } else {
      down.add(-1, at: effects.now)
      working -= 1
      effects.schedule(RepairEvent(isFailure: true, part: event.part), after: life(of: part))
      if let next = waiting.popFirst() { begin(next, &effects) }
    }
    let isUp = system.parts - Int(down.value) >= system.needed
    if isUp != (up.value == 1) {
      up.set(isUp ? 1 : 0, at: effects.now)
      if !isUp {
        outages += 1
        if firstFailure == nil { firstFailure = effects.now }
        if stopsAtFailure { effects.stop() }
      }
    }
  }

  private mutating func begin(_ part: Int, _ effects: inout Effects<RepairEvent>) {
    working += 1
    let time = Ticks(
      seconds: system.repair.sample(&repairs[part]), resolution: system.resolution)
    effects.schedule(RepairEvent(isFailure: false, part: Int32(part)), after: time)
  }

  func result(at time: Ticks, trace: UInt64) -> RepairableSystem.Result {
    let resolution = system.resolution
    return RepairableSystem.Result(
      uptime: up.integral(until: time) / resolution.ticksPerSecond,
      duration: time.seconds(resolution), outages: outages, meanDown: down.mean(until: time),
      firstFailure: firstFailure.map { $0.seconds(resolution) }, trace: trace)
  }
}
