package import Diagnostics
package import Quantities

/// A table with typed columns.
package struct Table: Sendable {
  package enum ColumnKind: String, Sendable, Hashable { case text, quantity, count, status, link }

  package struct Column: Sendable {
    package let header: String
    package let kind: ColumnKind
    package let span: Span

    package init(header: String, kind: ColumnKind, span: Span) {
      self.header = header
      self.kind = kind
      self.span = span
    }
  }

  package struct Cell: Sendable {
    package let text: String
    package let quantity: Quantity?
    package let span: Span

    package init(text: String, quantity: Quantity?, span: Span) {
      self.text = text
      self.quantity = quantity
      self.span = span
    }
  }

  package let columns: [Column]
  package let rows: [[Cell]]

  /// The index of the row that totals the others, where there is one.
  package let totalRow: Int?

  /// Whether it maps keys to values: two text-led columns such as 属性 | 值.
  package let isKeyValue: Bool
  package let span: Span
  package let section: Int

  package init(
    columns: [Column], rows: [[Cell]], totalRow: Int?, isKeyValue: Bool, span: Span, section: Int
  ) {
    self.columns = columns
    self.rows = rows
    self.totalRow = totalRow
    self.isKeyValue = isKeyValue
    self.span = span
    self.section = section
  }
}
