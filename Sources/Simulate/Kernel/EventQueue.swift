/// The pending events, the earliest first, in amortised constant time.
///
/// A ladder queue (Tang, Goh and Thng, ACM TOMACS 15(3), 2005) with power-of-two buckets:
///
///     near   sorted, every time < nearLimit; taken from its front
///     rungs  nested rows of buckets, unsorted; the last divides one bucket of the one before
///     far    unsorted, everything beyond the first rung
///
/// With few events pending everything stays in `near`, where a short shift beats any heap; with a
/// million, an event is moved three or four times through memory that is read in order, where a
/// heap waits for twenty cache misses. Equal times never part: buckets are chosen by time alone.
@usableFromInline
struct EventQueue<Event: BitwiseCopyable & Sendable>: ~Copyable {
  @usableFromInline typealias Element = Scheduled<Event>

  @usableFromInline
  var near: UnsafeMutablePointer<Element>
  @usableFromInline
  var nearCapacity: Int
  @usableFromInline
  var head = 0
  @usableFromInline
  var tail = 0

  /// Every time in `near` is below it, every other at or above; `Int64.max` also while nothing else waits.
  @usableFromInline
  var nearLimit = Int64.max
  @usableFromInline
  var beyond = 0
  @usableFromInline
  var rungs: [EventRung] = []
  @usableFromInline
  var far: EventList = EventList()
  @usableFromInline
  var chunks: EventChunks<Event>
  @usableFromInline
  var spare: [EventRung] = []

  /// The length at which `near` gives its later part away; measured over 1 … 1,000,000 pending.
  @inlinable
  static var nearBound: Int { 32 }

  /// The longest bucket that is sorted into `near` without being divided again.
  @inlinable
  static var sortBound: Int { 24 }

  @inlinable
  init() {
    nearCapacity = 128
    near = UnsafeMutablePointer.allocate(capacity: 128)
    chunks = EventChunks()
  }

  @inlinable
  deinit { near.deallocate() }

  @inlinable
  var count: Int { tail - head + beyond }

  /// The earliest event, left in place.
  @inlinable
  var first: Element? {
    mutating get {
      if head == tail, !refill() { return nil }
      return near[head]
    }
  }

  @inlinable @inline(__always)
  mutating func push(_ element: Element) {
    if element.time < nearLimit {
      insert(element)
    } else {
      pushBeyond(element)
    }
  }

  /// Removes and returns the earliest event, nil if none has a time up to `horizon`.
  @inlinable @inline(__always)
  mutating func pop(through horizon: Int64) -> Element? {
    if head == tail, !refill() { return nil }
    let element = near[head]
    guard element.time <= horizon else { return nil }
    head &+= 1
    return element
  }

  @inlinable @inline(__always)
  mutating func insert(_ element: Element) {
    if tail == nearCapacity { makeRoom() }
    var index = tail
    while index > head, element.precedes(near[index &- 1]) {
      near[index] = near[index &- 1]
      index &-= 1
    }
    near[index] = element
    tail &+= 1
    if tail &- head > Self.nearBound { spill() }
  }

  @inlinable @inline(never)
  mutating func makeRoom() {
    let live = tail - head
    if live > nearCapacity / 2 {
      let larger = UnsafeMutablePointer<Element>.allocate(capacity: nearCapacity * 2)
      larger.update(from: near + head, count: live)
      near.deallocate()
      near = larger
      nearCapacity *= 2
    } else {
      near.update(from: near + head, count: live)
    }
    head = 0
    tail = live
  }

  /// Gives the later part of `near` away, parting it only between different times.
  @inlinable @inline(never)
  mutating func spill() {
    var cut = head + (tail - head) / 4
    while cut < tail, near[cut].time == near[cut - 1].time { cut += 1 }
    guard cut < tail else { return }
    nearLimit = near[cut].time
    for index in cut..<tail { pushBeyond(near[index]) }
    tail = cut
  }

  @inlinable @inline(never)
  mutating func pushBeyond(_ element: Element) {
    beyond &+= 1
    var level = rungs.count
    while level > 0 {
      level &-= 1
      if element.time < rungs[level].end {
        let bucket = rungs[level].bucket(of: element.time)
        chunks.append(element, to: &rungs[level].buckets[bucket])
        return
      }
    }
    chunks.append(element, to: &far)
  }

  /// Moves the next events into the empty `near`; false if none are left.
  @inlinable @inline(never)
  mutating func refill() -> Bool {
    head = 0
    tail = 0
    guard beyond > 0 else {
      retireAll()
      return false
    }
    while true {
      guard let last = rungs.indices.last else {
        if far.count <= Self.sortBound {
          nearLimit = .max
          take(far)
          far = EventList()
          return true
        }
        divide(far, bound: .max)
        far = EventList()
        continue
      }
      guard let bucket = rungs[last].advance() else {
        spare.append(rungs.removeLast())
        continue
      }
      let list = rungs[last].buckets[bucket]
      rungs[last].buckets[bucket] = EventList()
      if list.count <= Self.sortBound || list.earliest == list.latest {
        nearLimit = rungs[last].limit(of: bucket)
        take(list)
        return true
      }
      divide(list, bound: rungs[last].limit(of: bucket))
    }
  }

  @inlinable
  mutating func retireAll() {
    nearLimit = .max
    spare.append(contentsOf: rungs)
    rungs.removeAll(keepingCapacity: true)
  }

  /// Moves the events of `list` into `near` and sorts that.
  @inlinable
  mutating func take(_ list: EventList) {
    beyond -= list.count
    while nearCapacity < list.count { makeRoom(for: list.count) }
    tail = chunks.drain(list, into: near)
    if tail > Self.nearBound {
      var slice = UnsafeMutableBufferPointer(start: near, count: tail)
      slice.sort { $0.precedes($1) }
      return
    }
    var sorted = 1
    while sorted < tail {
      let element = near[sorted]
      var index = sorted
      while index > 0, element.precedes(near[index - 1]) {
        near[index] = near[index - 1]
        index -= 1
      }
      near[index] = element
      sorted += 1
    }
  }

  @inlinable
  mutating func makeRoom(for needed: Int) {
    near.deallocate()
    while nearCapacity < needed { nearCapacity *= 2 }
    near = UnsafeMutablePointer.allocate(capacity: nearCapacity)
  }

  /// Spreads `list` over a new rung that ends at `bound` at the latest.
  @inlinable
  mutating func divide(_ list: EventList, bound: Int64) {
    var rung = spare.popLast() ?? EventRung()
    rung.cover(
      from: list.earliest, through: list.latest, bound: bound, count: list.count)
    nearLimit = rung.start
    chunks.distribute(list, over: &rung)
    rungs.append(rung)
  }
}
