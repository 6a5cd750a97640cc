/// One row of buckets of equal width, a power of two of ticks.
@usableFromInline
struct EventRung {
  @usableFromInline
  var start: Int64 = 0
  @usableFromInline
  var shift: Int64 = 0

  /// The first time that belongs to no bucket; saturates, so that `Int64.max` itself is never covered.
  @usableFromInline
  var end: Int64 = 0

  /// The bucket being consumed. It is looked at again until found empty, for events may return to it.
  @usableFromInline
  var current = 0
  @usableFromInline
  var used = 0
  @usableFromInline
  var buckets: [EventList] = []

  @inlinable
  static var meanBucket: Int { 8 }
  @inlinable
  static var bucketBound: Int { 1 << 16 }

  @inlinable
  init() {}

  /// Makes the rung cover the times from `earliest` through `latest` with buckets for `count` events.
  ///
  /// It covers nothing from `bound` on: what lies there belongs to the rung that this one divides.
  @inlinable
  mutating func cover(from earliest: Int64, through latest: Int64, bound: Int64, count: Int) {
    let wanted = min(max(count / Self.meanBucket, 2), Self.bucketBound)
    let span = UInt64(bitPattern: latest &- earliest)
    shift = 0
    while span >> UInt64(shift) >= UInt64(wanted) { shift += 1 }
    used = Int(span >> UInt64(shift)) + 1
    start = earliest
    end = bound
    end = limit(of: used - 1)
    current = 0
    if buckets.count < used {
      buckets.append(contentsOf: repeatElement(EventList(), count: used - buckets.count))
    }
  }

  /// The bucket for `time`, which is below `end`; times already passed fall into the current one.
  @inlinable @inline(__always)
  func bucket(of time: Int64) -> Int {
    max(current, Int(truncatingIfNeeded: (time &- start) >> shift))
  }

  /// Moves on to the next bucket that holds anything; nil when all have been consumed.
  @inlinable
  mutating func advance() -> Int? {
    while current < used, buckets[current].count == 0 { current += 1 }
    return current < used ? current : nil
  }

  /// The first time after `bucket`.
  @inlinable
  func limit(of bucket: Int) -> Int64 {
    let (width, wide) = Int64(bucket + 1).multipliedReportingOverflow(by: 1 << shift)
    let (limit, far) = start.addingReportingOverflow(width)
    return wide || far ? end : min(limit, end)
  }
}

/// An unsorted list of events, kept in chunks.
@usableFromInline
struct EventList: BitwiseCopyable {
  @usableFromInline
  var firstChunk: Int32 = -1
  @usableFromInline
  var lastChunk: Int32 = -1
  @usableFromInline
  var count = 0
  @usableFromInline
  var earliest = Int64.max
  @usableFromInline
  var latest = Int64.min

  @inlinable
  init() {}
}
