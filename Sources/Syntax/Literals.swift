/// The bytes of a document's literals: the source's, and behind them those that do not stand in it.
///
/// A literal lies wholly in one of the two, so that the source need not be copied to hold both.
package struct Literals: Sendable {
  let source: [UInt8]
  let extras: [UInt8]

  package var count: Int { source.count + extras.count }

  /// The bytes of a literal; their indices are not those of the range.
  package subscript(range: Range<Int32>) -> ArraySlice<UInt8> {
    let place = located(range)
    return place.bytes[place.range]
  }

  /// The bytes among which a literal stands, and where it does.
  package func located(_ range: Range<Int32>) -> (bytes: [UInt8], range: Range<Int>) {
    let range = Int(range.lowerBound)..<Int(range.upperBound)
    if range.upperBound <= source.count { return (source, range) }
    return (extras, (range.lowerBound - source.count)..<(range.upperBound - source.count))
  }

  package func withUnsafeBytes<Result>(_ body: (UnsafeLiterals) -> Result) -> Result {
    source.withUnsafeBufferPointer { source in
      extras.withUnsafeBufferPointer { body(UnsafeLiterals(source: source, extras: $0)) }
    }
  }
}

/// The same while a document is being made or read in one go.
package struct UnsafeLiterals {
  let source: UnsafeBufferPointer<UInt8>
  let extras: UnsafeBufferPointer<UInt8>

  package subscript(range: Range<Int32>) -> UnsafeBufferPointer<UInt8> {
    let lower = Int(range.lowerBound)
    let upper = Int(range.upperBound)
    if upper <= source.count { return UnsafeBufferPointer(rebasing: source[lower..<upper]) }
    return UnsafeBufferPointer(rebasing: extras[(lower - source.count)..<(upper - source.count)])
  }
}
