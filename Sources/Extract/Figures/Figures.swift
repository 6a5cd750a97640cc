package import Diagnostics
package import Model
package import Quantities
package import Syntax

/// The numbers of one document and the claims that they make.
package struct Figures: Sendable {
  package let claims: [Claim]
  package let numbers: [NumberUse]
  package let equations: [Equation]

  /// The quantities among the numbers, with the units that their contexts give, where asked for.
  package let readings: [Reading]

  /// A number's place and what it is: nil for labels.
  package struct Reading: Sendable {
    package let span: Span
    package let quantity: Quantity?
  }
}

/// Finds every number of a document, says how far it is understood, and reads the claims.
///
/// Headings, paragraphs, table cells and text fences are read; other code is not prose. Both lists
/// are in document order. O(bytes).
package func readFigures(_ document: Document, sections: [Section]) -> Figures {
  let outline = Outline(document, title: "")
  let tables = readTables(document, outline: outline, blocks: Blocks(document))
  return readFigures(document, sections: sections, tables: tables, keepsReadings: true)
}

/// The same where the tables have been read, without the readings.
func readFigures(
  _ document: Document, sections: [Section], tables: [ReadTable], keepsReadings: Bool = false
) -> Figures {
  var reader = FigureReader(
    document, sections: sections, tables: tables, keepsReadings: keepsReadings)
  reader.readAll()
  return Figures(
    claims: reader.claims, numbers: reader.numbers, equations: reader.equations,
    readings: reader.readings)
}
