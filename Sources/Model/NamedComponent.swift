package import Diagnostics
package import Quantities

/// A component of one design with every place that names it: trees, charts, rows and lines of text.
///
/// Only components that are named at least twice are kept.
package struct NamedComponent: Sendable {
  package enum Place: String, Sendable, Hashable { case tree, chart, row, line }

  package struct Mention: Sendable {
    package let place: Place
    package let span: Span

    /// How many of it are stated here, in a tree for one of what holds it.
    package let count: Quantity?

    /// How many there are in all, where the counts of what holds it multiply.
    package let total: Double?

    /// The words around: headers, headings and captions, which may speak of a variant.
    package let surroundings: String

    package init(
      _ place: Place, at span: Span, count: Quantity?, total: Double? = nil, surroundings: String
    ) {
      self.place = place
      self.span = span
      self.count = count
      self.total = total
      self.surroundings = surroundings
    }
  }

  /// As the first place writes it.
  package let name: String

  /// Catalog entries that the name consists of or holds.
  package let technologies: [String]

  /// An index into `ResolvedModel.documents`, and into its cases where it belongs to one.
  package let document: Int
  package let caseStudy: Int?

  /// In document order, architectures first.
  package let mentions: [Mention]

  package init(
    name: String, technologies: [String], document: Int, caseStudy: Int?, mentions: [Mention]
  ) {
    self.name = name
    self.technologies = technologies
    self.document = document
    self.caseStudy = caseStudy
    self.mentions = mentions
  }
}
