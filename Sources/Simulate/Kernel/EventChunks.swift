/// The memory of all event lists: chunks of a few events each, recycled.
@usableFromInline
struct EventChunks<Event: BitwiseCopyable & Sendable>: ~Copyable {
  @usableFromInline typealias Element = Scheduled<Event>

  @usableFromInline
  var storage: UnsafeMutablePointer<Element>
  @usableFromInline
  var next: UnsafeMutablePointer<Int32>
  @usableFromInline
  var capacity: Int
  @usableFromInline
  var used = 0
  @usableFromInline
  var free: Int32 = -1

  @inlinable
  static var length: Int { 8 }

  @inlinable
  init() {
    capacity = 16
    storage = UnsafeMutablePointer.allocate(capacity: 16 * Self.length)
    next = UnsafeMutablePointer.allocate(capacity: 16)
  }

  @inlinable
  deinit {
    storage.deallocate()
    next.deallocate()
  }

  @inlinable @inline(__always)
  mutating func append(_ element: Element, to list: inout EventList) {
    let offset = list.count & (Self.length - 1)
    if offset == 0 {
      let fresh = allocate()
      if list.firstChunk < 0 {
        list.firstChunk = fresh
      } else {
        next[Int(list.lastChunk)] = fresh
      }
      list.lastChunk = fresh
    }
    storage[Int(list.lastChunk) &* Self.length &+ offset] = element
    list.count &+= 1
    if element.time < list.earliest { list.earliest = element.time }
    if element.time > list.latest { list.latest = element.time }
  }

  @inlinable @inline(__always)
  mutating func allocate() -> Int32 {
    if free >= 0 {
      let chunk = free
      free = next[Int(chunk)]
      return chunk
    }
    if used == capacity { grow() }
    used &+= 1
    return Int32(truncatingIfNeeded: used &- 1)
  }

  @inlinable @inline(never)
  mutating func grow() {
    precondition(capacity < Int(Int32.max) / 2, "more than 8 billion events pending")
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2 * Self.length)
    larger.update(from: storage, count: capacity * Self.length)
    storage.deallocate()
    storage = larger
    let links = UnsafeMutablePointer<Int32>.allocate(capacity: capacity * 2)
    links.update(from: next, count: capacity)
    next.deallocate()
    next = links
    capacity *= 2
  }

  /// Moves the events of `list`, which is then void, to `target`, frees their chunks and returns how many there were.
  @inlinable
  mutating func drain(_ list: EventList, into target: UnsafeMutablePointer<Element>) -> Int {
    let total = list.count
    var copied = 0
    var chunk = list.firstChunk
    while copied < total {
      let part = min(Self.length, total - copied)
      (target + copied).update(from: storage + Int(chunk) * Self.length, count: part)
      copied += part
      let following = next[Int(chunk)]
      release(chunk)
      chunk = following
    }
    return total
  }

  /// Moves the events of `list`, which is then void, into the buckets of `rung`, which covers them all.
  @inlinable
  mutating func distribute(_ list: EventList, over rung: inout EventRung) {
    let total = list.count
    var moved = 0
    var chunk = list.firstChunk
    while moved < total {
      let part = min(Self.length, total - moved)
      for offset in 0..<part {
        let element = storage[Int(chunk) * Self.length + offset]
        append(element, to: &rung.buckets[rung.bucket(of: element.time)])
      }
      moved += part
      let following = next[Int(chunk)]
      release(chunk)
      chunk = following
    }
  }

  @inlinable @inline(__always)
  mutating func release(_ chunk: Int32) {
    next[Int(chunk)] = free
    free = chunk
  }
}
