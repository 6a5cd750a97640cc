/// What is known of technologies: names, parts, limits, conflicts, lifecycles, each with its source.
package struct Catalog: Sendable {
  package init() {}

  /// The entries whose names or aliases occur in a stretch of UTF-8, longest match first at each
  /// place, in order and never overlapping. Ranges index `bytes`. O(bytes).
  ///
  /// Case is folded in ASCII, and a Latin name is never found inside a longer word.
  package func mentions(in bytes: [UInt8]) -> [(range: Range<Int>, id: String)] { [] }

  package subscript(id: String) -> Technology? { nil }
}
