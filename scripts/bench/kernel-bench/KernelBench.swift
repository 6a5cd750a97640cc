import Glibc
import Simulate

/// The kernel's loop on two models, against which `scripts/bench/kernel` sets C and SimPy.
@main
enum KernelBench {
  static func main() {
    let arguments = CommandLine.arguments
    let size = arguments.count > 2 ? Int(arguments[2]) ?? 1_000_000 : 1_000_000
    let pending = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 0
    switch arguments.count > 1 ? arguments[1] : "" {
    case "mm1": reportQueue(customers: size, pending: pending, logarithm: false)
    case "mm1-log": reportQueue(customers: size, pending: pending, logarithm: true)
    case "hold": reportHold(operations: size, pending: pending, logarithm: false)
    case "hold-log": reportHold(operations: size, pending: pending, logarithm: true)
    default: print("kernel-bench mm1|mm1-log|hold|hold-log SIZE [PENDING]")
    }
  }

  static func reportQueue(customers: Int, pending: Int, logarithm: Bool) {
    let start = processorSeconds()
    var simulation = Simulation(SingleServer(customers: customers, logarithm: logarithm))
    for index in 0..<pending {
      simulation.schedule(.idle, at: Ticks(seconds: 1e9 + Double(index)))
    }
    simulation.schedule(.arrive, at: .zero)
    simulation.run()
    let seconds = processorSeconds() - start
    let mean = simulation.model.sojourn / Double(simulation.model.finished)
    print(seconds, Double(2 * customers) / seconds, mean, simulation.trace)
  }

  static func reportHold(operations: Int, pending: Int, logarithm: Bool) {
    var simulation = Simulation(Hold(logarithm: logarithm))
    for _ in 0..<pending {
      let delay = simulation.model.exponential()
      simulation.schedule(HoldEvent(), at: Ticks(seconds: delay))
    }
    let start = processorSeconds()
    simulation.run(limit: UInt64(operations))
    let seconds = processorSeconds() - start
    print(seconds, Double(operations) / seconds, simulation.now.seconds(), simulation.trace)
  }

  static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

enum QueueEvent: UInt64, SimulationEvent {
  case arrive, finish, idle

  var traceWord: UInt64 { rawValue }
}

/// M/M/1 at utilisation 0.8, first come first served, each customer's sojourn added up.
struct SingleServer: DiscreteModel {
  let customers: Int
  let logarithm: Bool
  var stream = RandomStream(seed: 1, name: "bench")
  var arrivals = InlineArray<65536, Ticks>(repeating: .zero)
  var first = 0
  var last = 0
  var admitted = 0
  var finished = 0
  var sojourn = 0.0

  init(customers: Int, logarithm: Bool) {
    self.customers = customers
    self.logarithm = logarithm
  }

  @inline(__always)
  mutating func exponential() -> Double { drawn(from: &stream, logarithm) }

  mutating func handle(_ event: QueueEvent, _ effects: inout Effects<QueueEvent>) {
    switch event {
    case .arrive:
      admitted += 1
      if admitted < customers {
        effects.schedule(.arrive, after: Ticks(seconds: exponential() * 1.25))
      }
      arrivals[last & 0xffff] = effects.now
      last += 1
      if last - first == 1 { effects.schedule(.finish, after: Ticks(seconds: exponential())) }
    case .finish:
      sojourn += Double((effects.now - arrivals[first & 0xffff]).count) * 1e-9
      first += 1
      finished += 1
      if first < last { effects.schedule(.finish, after: Ticks(seconds: exponential())) }
      if finished == customers { effects.stop() }
    case .idle:
      break
    }
  }
}

/// An exponential draw of mean 1, by C's logarithm as in the reference, or by the ziggurat.
@inline(__always)
func drawn(from stream: inout RandomStream, _ logarithm: Bool) -> Double {
  logarithm ? -log(1 - stream.uniform()) : stream.exponential()
}

struct HoldEvent: SimulationEvent {
  var payload: UInt64 = 0
  var traceWord: UInt64 { payload }
}

/// Each event replaces itself after an exponential delay: the queue keeps its length.
struct Hold: DiscreteModel {
  let logarithm: Bool
  var stream = RandomStream(seed: 1, name: "hold")

  init(logarithm: Bool) { self.logarithm = logarithm }

  @inline(__always)
  mutating func exponential() -> Double { drawn(from: &stream, logarithm) }

  mutating func handle(_ event: HoldEvent, _ effects: inout Effects<HoldEvent>) {
    effects.schedule(event, after: Ticks(seconds: exponential()))
  }
}
