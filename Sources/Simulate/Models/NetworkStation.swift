/// The queue and the servers of one station.
struct NetworkStation {
  let discipline: QueueingNetwork.Discipline
  private let servers: Int
  private let capacity: Int

  var present = 0

  /// Who is being served.
  var busy: [Int] = []
  private var queues: [FIFO] = [FIFO()]

  /// Of stations that share: the work done so far for each one present, and when each is done, the
  /// first at the end; of equals, who came first.
  private var attained = 0.0
  private var since = Ticks.zero
  private var shared: [(customer: Int, target: Double)] = []
  var stamp: UInt32 = 0

  init(_ station: QueueingNetwork.Station) {
    discipline = station.discipline
    servers = station.servers ?? Int.max
    capacity = station.capacity ?? Int.max
  }

  var isFull: Bool { present >= capacity }
  var hasIdleServer: Bool { busy.count < servers }

  mutating func release(_ customer: Int) {
    if let place = busy.firstIndex(of: customer) {
      busy.swapAt(place, busy.count - 1)
      busy.removeLast()
    }
  }

  private mutating func lane(_ rank: Int) -> Int {
    let lane = discipline == .firstCome ? 0 : rank
    while queues.count <= lane { queues.append(FIFO()) }
    return lane
  }

  mutating func enqueue(_ customer: Int, rank: Int) {
    let lane = lane(rank)
    queues[lane].append(customer)
  }

  mutating func enqueueFront(_ customer: Int, rank: Int) {
    let lane = lane(rank)
    queues[lane].prepend(customer)
  }

  mutating func dequeue() -> Int? {
    for lane in queues.indices {
      if let customer = queues[lane].popFirst() { return customer }
    }
    return nil
  }

  /// The least urgent in service, if it is less urgent than `rank` and may be interrupted.
  func victim(of rank: Int, ranks: (Int) -> Int) -> Int? {
    guard discipline == .preemptive, let last = busy.max(by: { ranks($0) < ranks($1) }),
      ranks(last) > rank
    else { return nil }
    return last
  }

  /// The work that each one present gets per tick.
  private var pace: Double {
    shared.isEmpty ? 0 : min(1, Double(servers) / Double(shared.count))
  }

  var busyShared: Double { Double(min(servers, shared.count)) }

  mutating func advance(to time: Ticks) {
    attained += pace * Double(time.count - since.count)
    since = time
  }

  mutating func addShared(_ customer: Int, work: Int64) {
    let target = attained + Double(work)
    var (low, high) = (0, shared.count)
    while low < high {
      let middle = (low + high) / 2
      if shared[middle].target > target { low = middle + 1 } else { high = middle }
    }
    shared.insert((customer, target), at: low)
  }

  /// The ticks until the first one is done, nil where nobody is.
  var nextShared: Int64? {
    guard let first = shared.last?.target else { return nil }
    return Int64(min(max(0, (first - attained) / pace), 9e18).rounded(.up))
  }

  /// Removes the one who is done; at least one is, whatever the rounding.
  mutating func takeShared() -> Int? { shared.popLast()?.customer }
}

/// A queue of indices with both ends open.
struct FIFO {
  private var items: [Int] = []
  private var head = 0

  var count: Int { items.count - head }

  mutating func append(_ item: Int) { items.append(item) }

  mutating func prepend(_ item: Int) {
    if head > 0 {
      head -= 1
      items[head] = item
    } else {
      items.insert(item, at: 0)
    }
  }

  mutating func popFirst() -> Int? {
    guard head < items.count else { return nil }
    let item = items[head]
    head += 1
    if head > 64, head * 2 > items.count {
      items.removeFirst(head)
      head = 0
    }
    return item
  }
}
