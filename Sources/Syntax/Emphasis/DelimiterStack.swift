/// Runs of delimiters, and the algorithm that pairs them, as CommonMark's appendix gives it and
/// cmark-gfm does it. O(runs) but for runs of many lengths.
struct DelimiterStack {
  struct Run {
    let delimiter: UInt8
    let place: Range<Int>
    let flanking: Flanking

    /// The delimiters that are not used yet.
    fileprivate(set) var remaining: Int

    /// What the run closes, from the inside out, and what it opens, from the inside out.
    fileprivate(set) var closes: [Node.Kind] = []
    fileprivate(set) var opens: [Node.Kind] = []

    fileprivate var previous: Int?
    fileprivate var next: Int?
  }

  private(set) var runs: [Run] = []

  /// The last run that may still pair, which is also where a link remembers that it began.
  private(set) var last: Int?

  /// Adds a run; it takes part in pairing when it could open or close anything.
  mutating func push(_ delimiter: UInt8, at place: Range<Int>, flanking: Flanking) {
    let index = runs.count
    runs.append(
      Run(delimiter: delimiter, place: place, flanking: flanking, remaining: place.count))
    guard flanking.canOpen || flanking.canClose, delimiter != 0x7E || place.count <= 2 else {
      return
    }
    runs[index].previous = last
    if let last { runs[last].next = index }
    last = index
  }

  /// Pairs the runs after one, and forgets them.
  mutating func pair(after bottom: Int?) {
    // Without runs to pair, the search for the first of them would go through all before it.
    guard last != bottom else { return }
    var bottoms: [Int: Int] = [:]
    var closer = last
    while let current = closer, runs[current].previous != bottom {
      closer = runs[current].previous
    }
    while let current = closer {
      guard runs[current].flanking.canClose else {
        closer = runs[current].next
        continue
      }
      let key = runs[current].place.count % 3 << 8 | Int(runs[current].delimiter)
      // By order, for the run at the limit may have been removed.
      let limit = max(bottoms[key] ?? -1, bottom ?? -1)
      var opener = runs[current].previous
      while let candidate = opener, candidate > limit {
        if matches(candidate, current) { break }
        opener = runs[candidate].previous
      }
      if let opener, opener > limit {
        closer = join(opener, current)
      } else {
        bottoms[key] = runs[current].previous ?? -1
        closer = runs[current].next
        if !runs[current].flanking.canOpen { remove(current) }
      }
    }
    while let top = last, top != bottom { remove(top) }
  }

  private func matches(_ opener: Int, _ closer: Int) -> Bool {
    let a = runs[opener]
    let b = runs[closer]
    guard a.flanking.canOpen, a.delimiter == b.delimiter else { return false }
    // An interior closer of size 2 does not match an opener of size 1, nor 1 one of 2.
    return !(b.flanking.canOpen || a.flanking.canClose) || b.place.count % 3 == 0
      || (a.place.count + b.place.count) % 3 != 0
  }

  /// Joins two runs around what is between them, and returns the closer to go on with.
  private mutating func join(_ opener: Int, _ closer: Int) -> Int? {
    let isStrike = runs[opener].delimiter == 0x7E
    if isStrike, runs[opener].remaining != runs[closer].remaining { return runs[closer].next }
    let used =
      isStrike
      ? runs[opener].remaining
      : runs[opener].remaining >= 2 && runs[closer].remaining >= 2 ? 2 : 1
    let kind: Node.Kind = isStrike ? .strikethrough : used == 2 ? .strong : .emphasis
    runs[opener].remaining -= used
    runs[closer].remaining -= used
    runs[opener].opens.append(kind)
    runs[closer].closes.append(kind)
    while let between = runs[closer].previous, between != opener { remove(between) }
    let next = runs[closer].next
    if runs[opener].remaining == 0 { remove(opener) }
    guard runs[closer].remaining == 0 else { return closer }
    remove(closer)
    return next
  }

  private mutating func remove(_ index: Int) {
    let previous = runs[index].previous
    let next = runs[index].next
    if let previous { runs[previous].next = next }
    if let next { runs[next].previous = previous } else if last == index { last = previous }
    runs[index].previous = nil
    runs[index].next = nil
  }
}
