/// What is counted while a queueing network runs.
struct NetworkMeasures {
  private(set) var isActive = false
  private var since = Ticks.zero
  private var present: [TimeWeighted]
  private var busy: [TimeWeighted]
  private var completions: [Int]
  private var response: [Tally]
  private var waiting: [Tally]
  private var responseSketch = QuantileSketch(relativeError: 0.001)
  private var waitingSketch = QuantileSketch(relativeError: 0.001)
  private var offered = 0
  private var lost = 0

  init(stations: Int, classes: Int) {
    present = Array(repeating: TimeWeighted(), count: stations)
    busy = Array(repeating: TimeWeighted(), count: stations)
    completions = Array(repeating: 0, count: stations)
    response = Array(repeating: Tally(), count: classes)
    waiting = Array(repeating: Tally(), count: classes)
  }

  mutating func start(at time: Ticks) {
    isActive = true
    since = time
    for station in present.indices {
      present[station].reset(at: time)
      busy[station].reset(at: time)
      completions[station] = 0
    }
    offered = 0
    lost = 0
  }

  mutating func change(present amount: Double, at station: Int, _ time: Ticks) {
    present[station].add(amount, at: time)
  }

  mutating func change(busy amount: Double, at station: Int, _ time: Ticks) {
    busy[station].add(amount, at: time)
  }

  mutating func setBusy(_ amount: Double, at station: Int, _ time: Ticks) {
    busy[station].set(amount, at: time)
  }

  mutating func complete(at station: Int) { completions[station] += 1 }
  mutating func offer() { offered += 1 }
  mutating func lose() { lost += 1 }

  mutating func depart(rank: Int, response time: Double, waiting wait: Double) {
    response[rank].add(time)
    waiting[rank].add(wait)
    responseSketch.add(time)
    waitingSketch.add(wait)
  }

  func result(at time: Ticks, trace: UInt64) -> QueueingNetwork.Result {
    QueueingNetwork.Result(
      meanNumbers: present.map { $0.mean(until: time) },
      meanBusy: busy.map { $0.mean(until: time) }, response: response, waiting: waiting,
      responseSketch: responseSketch, waitingSketch: waitingSketch, completions: completions,
      offered: offered, lost: lost, duration: (time - since).seconds(), trace: trace)
  }
}
