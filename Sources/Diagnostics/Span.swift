/// The identity of a source file within one run.
package struct SourceID: Hashable, Comparable, Sendable {
  package let index: Int32

  package init(_ index: Int) { self.index = Int32(index) }

  package static func < (a: SourceID, b: SourceID) -> Bool { a.index < b.index }
}

/// A half-open range of UTF-8 byte offsets in one source file.
///
/// Everything inside docgen speaks of places as spans; lines and columns exist only in printers.
package struct Span: Hashable, Sendable {
  package let source: SourceID
  package let start: Int
  package let end: Int

  package init(_ source: SourceID, _ range: Range<Int>) {
    self.source = source
    self.start = range.lowerBound
    self.end = range.upperBound
  }

  package var range: Range<Int> { start..<end }
  package var isEmpty: Bool { start == end }

  /// Whether another span lies within this one.
  package func contains(_ other: Span) -> Bool {
    source == other.source && start <= other.start && other.end <= end
  }

  /// Whether the two share a byte.
  package func overlaps(_ other: Span) -> Bool {
    source == other.source && start < other.end && other.start < end
  }
}

extension Span: Comparable {
  package static func < (a: Span, b: Span) -> Bool {
    (a.source, a.start, a.end) < (b.source, b.start, b.end)
  }
}

/// A value and the place where it is written.
package struct Located<Value: Sendable>: Sendable {
  package var value: Value
  package var span: Span

  /// Inlinable, for without that each call works with a type that it does not know.
  @inlinable package init(_ value: Value, at span: Span) {
    self.value = value
    self.span = span
  }

  package func map<T: Sendable>(_ transform: (Value) throws -> T) rethrows -> Located<T> {
    Located<T>(try transform(value), at: span)
  }
}

extension Located<String> {
  /// The same for a text, which most are: each call of the general one may have to look up its type.
  package init(_ text: String, at span: Span) {
    value = text
    self.span = span
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
