/// What happens in a queueing network.
package struct NetworkEvent: SimulationEvent {
  enum Kind: UInt8 { case arrive, enter, finish, share }

  let kind: Kind
  let station: Int32
  let customer: Int32
  let stamp: UInt32

  init(_ kind: Kind, at station: Int, customer: Int = 0, stamp: UInt32 = 0) {
    self.kind = kind
    self.station = Int32(truncatingIfNeeded: station)
    self.customer = Int32(truncatingIfNeeded: customer)
    self.stamp = stamp
  }

  package var traceWord: UInt64 {
    UInt64(kind.rawValue) | UInt64(UInt32(bitPattern: station)) << 8
      | UInt64(UInt32(bitPattern: customer)) << 24 ^ UInt64(stamp) << 40
  }
}

/// The state machine of a queueing network: customers in a pool, a `NetworkStation` each.
struct NetworkModel: DiscreteModel {
  struct Customer {
    var rank = 0
    var entered = Ticks.zero
    var waited: Int64 = 0

    /// Since when waiting, or when in service, until when.
    var mark = Ticks.zero

    /// Service left, in ticks, of one who was interrupted; −1 before the first service.
    var left: Int64 = -1
    var stamp: UInt32 = 0
  }

  private let network: QueueingNetwork
  private var stations: [NetworkStation]
  private var customers: [Customer] = []
  private var vacant: [Int] = []
  private var arrivals: [RandomStream]
  private var services: [RandomStream]
  private var routes: RandomStream
  private var measures: NetworkMeasures

  init(network: QueueingNetwork, seed: UInt64, replication: Int) {
    self.network = network
    stations = network.stations.map(NetworkStation.init)
    arrivals = network.sources.indices.map {
      RandomStream(seed: seed, replication: replication, name: "source[\($0)].arrival")
    }
    services = network.stations.indices.map {
      RandomStream(seed: seed, replication: replication, name: "station[\($0)].service")
    }
    routes = RandomStream(seed: seed, replication: replication, name: "route")
    measures = NetworkMeasures(
      stations: network.stations.count, classes: max(1, network.sources.count))
  }

  mutating func nextArrival(of source: Int) -> Double {
    network.sources[source].interarrival.sample(&arrivals[source])
  }

  mutating func startMeasuring(at time: Ticks) { measures.start(at: time) }

  func result(at time: Ticks, trace: UInt64) -> QueueingNetwork.Result {
    measures.result(at: time, trace: trace)
  }

  mutating func handle(_ event: NetworkEvent, _ effects: inout Effects<NetworkEvent>) {
    let index = Int(event.station)
    switch event.kind {
    case .arrive:
      let delay = Ticks(seconds: nextArrival(of: index))
      effects.schedule(NetworkEvent(.arrive, at: index), after: delay)
      admit(rank: index, to: network.sources[index].station, &effects)
    case .enter: admit(rank: 0, to: index, &effects)
    case .finish:
      let customer = Int(event.customer)
      guard customers[customer].stamp == event.stamp else { return }
      stations[index].release(customer)
      serveNext(at: index, &effects)
      leave(customer, from: index, &effects)
    case .share:
      guard stations[index].stamp == event.stamp else { return }
      stations[index].advance(to: effects.now)
      if let customer = stations[index].takeShared() {
        let delay = effects.now.count - customers[customer].mark.count - customers[customer].left
        customers[customer].waited += max(0, delay)
        leave(customer, from: index, &effects)
      }
      share(at: index, &effects)
    }
  }

  private mutating func admit(
    rank: Int, to station: Int, _ effects: inout Effects<NetworkEvent>
  ) {
    measures.offer()
    if stations[station].isFull {
      measures.lose()
      return
    }
    let customer: Int
    if let free = vacant.popLast() {
      customer = free
    } else {
      customer = customers.count
      customers.append(Customer())
    }
    let stamp = customers[customer].stamp &+ 1
    customers[customer] = Customer(
      rank: rank, entered: effects.now, stamp: stamp)
    join(customer, station, &effects)
  }

  private mutating func join(
    _ customer: Int, _ index: Int, _ effects: inout Effects<NetworkEvent>
  ) {
    let rank = customers[customer].rank
    customers[customer].mark = effects.now
    customers[customer].left = drawService(at: index, rank: rank)
    stations[index].present += 1
    measures.change(present: 1, at: index, effects.now)
    if stations[index].discipline == .sharing {
      stations[index].advance(to: effects.now)
      stations[index].addShared(customer, work: customers[customer].left)
      share(at: index, &effects)
    } else if stations[index].hasIdleServer {
      serve(customer, at: index, &effects)
    } else {
      if let victim = stations[index].victim(of: rank, ranks: { customers[$0].rank }) {
        interrupt(victim, at: index, &effects)
        serve(customer, at: index, &effects)
      } else {
        stations[index].enqueue(customer, rank: rank)
      }
    }
  }

  private mutating func drawService(at index: Int, rank: Int) -> Int64 {
    let laws = network.stations[index].service
    return Ticks(seconds: laws[min(rank, laws.count - 1)].sample(&services[index])).count
  }

  private mutating func serve(
    _ customer: Int, at index: Int, _ effects: inout Effects<NetworkEvent>
  ) {
    stations[index].busy.append(customer)
    measures.change(busy: 1, at: index, effects.now)
    customers[customer].waited += effects.now.count - customers[customer].mark.count
    let end = effects.now + Ticks(customers[customer].left)
    customers[customer].mark = end
    customers[customer].stamp &+= 1
    effects.schedule(
      NetworkEvent(.finish, at: index, customer: customer, stamp: customers[customer].stamp),
      at: end)
  }

  private mutating func interrupt(
    _ customer: Int, at index: Int, _ effects: inout Effects<NetworkEvent>
  ) {
    stations[index].release(customer)
    measures.change(busy: -1, at: index, effects.now)
    customers[customer].left = customers[customer].mark.count - effects.now.count
    customers[customer].mark = effects.now
    customers[customer].stamp &+= 1
    stations[index].enqueueFront(customer, rank: customers[customer].rank)
  }

  private mutating func serveNext(at index: Int, _ effects: inout Effects<NetworkEvent>) {
    measures.change(busy: -1, at: index, effects.now)
    if let next = stations[index].dequeue() { serve(next, at: index, &effects) }
  }

  /// Schedules the next departure of a station that shares its servers.
  private mutating func share(at index: Int, _ effects: inout Effects<NetworkEvent>) {
    measures.setBusy(stations[index].busyShared, at: index, effects.now)
    stations[index].stamp &+= 1
    if let delay = stations[index].nextShared {
      effects.schedule(
        NetworkEvent(.share, at: index, stamp: stations[index].stamp), after: Ticks(delay))
    }
  }

  private mutating func leave(
    _ customer: Int, from index: Int, _ effects: inout Effects<NetworkEvent>
  ) {
    stations[index].present -= 1
    measures.change(present: -1, at: index, effects.now)
    measures.complete(at: index)
    var rest = routes.uniform()
    for target in network.stations.indices {
      rest -= network.routing[index][target]
      if rest < 0 {
        join(customer, target, &effects)
        return
      }
    }
    let one = customers[customer]
    // All who leave while it is measured, whenever they came: those who came then and have not left are the
    // ones with long services.
    if measures.isActive {
      measures.depart(
        rank: one.rank, response: Ticks(effects.now.count - one.entered.count).seconds(),
        waiting: Ticks(one.waited).seconds())
    }
    customers[customer].stamp &+= 1
    vacant.append(customer)
  }
}
