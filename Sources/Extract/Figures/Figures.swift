package import Model
package import Syntax

/// The numbers of one document and the claims that they make.
package struct Figures: Sendable {
  package let claims: [Claim]
  package let numbers: [NumberUse]

  package init(claims: [Claim], numbers: [NumberUse]) {
    self.claims = claims
    self.numbers = numbers
  }
}

/// Finds every number of a document, says how far it is understood, and reads the claims.
///
/// Headings, paragraphs, table cells and text fences are read; other code is not prose. Both lists
/// are in document order. O(bytes).
package func readFigures(_ document: Document, sections: [Section]) -> Figures {
  var reader = FigureReader(document, sections: sections)
  reader.readAll()
  return Figures(claims: reader.claims, numbers: reader.numbers)
}
