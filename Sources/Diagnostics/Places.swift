/// Lines and columns of spans, with each source's line table made once and only when needed.
package struct Places {
  private let sources: Sources
  private var tables: [SourceID: LineTable] = [:]

  package init(_ sources: Sources) { self.sources = sources }

  mutating func table(_ source: SourceID) -> LineTable {
    if let known = tables[source] { return known }
    let table = LineTable(sources[source])
    tables[source] = table
    return table
  }

  func path(_ span: Span) -> String { sources[span.source].path }

  /// The first and the last place of a span, columns in Unicode scalars.
  mutating func scalars(_ span: Span) -> (start: LineColumn, end: LineColumn) {
    let table = table(span.source)
    return (table.scalarPosition(at: span.start), table.scalarPosition(at: span.end))
  }

  /// The first and the last place of a span, columns in UTF-16 code units.
  mutating func utf16(_ span: Span) -> (start: LineColumn, end: LineColumn) {
    let table = table(span.source)
    return (table.utf16Position(at: span.start), table.utf16Position(at: span.end))
  }

  /// `path:line:column`.
  mutating func label(_ span: Span) -> String {
    let place = table(span.source).scalarPosition(at: span.start)
    return "\(path(span)):\(place.line):\(place.column)"
  }
}
