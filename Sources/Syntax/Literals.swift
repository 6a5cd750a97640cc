/// The bytes of literals while a document is being made: the source's, and behind them those that
/// do not stand in it.
struct Literals {
  let source: UnsafeBufferPointer<UInt8>
  let extras: UnsafeBufferPointer<UInt8>

  /// The bytes of a literal, which lies wholly in one of the two.
  subscript(range: Range<Int32>) -> UnsafeBufferPointer<UInt8> {
    let lower = Int(range.lowerBound)
    let upper = Int(range.upperBound)
    if upper <= source.count { return UnsafeBufferPointer(rebasing: source[lower..<upper]) }
    return UnsafeBufferPointer(rebasing: extras[(lower - source.count)..<(upper - source.count)])
  }
}
