import Diagnostics
package import Model
import Quantities
package import Syntax

/// The numbers of one document and the claims that they make.
package struct Figures: Sendable {
  package let claims: [Claim]
  package let numbers: [NumberUse]
  package let equations: [Equation]
}

/// Finds every number of a document, says how far it is understood, and reads the claims.
///
/// Headings, paragraphs, table cells, text fences and the labels of flowcharts are read; other code
/// is not prose. Both lists are in document order. O(bytes).
package func readFigures(_ document: Document, sections: [Section]) -> Figures {
  let outline = Outline(document, title: "")
  let tables = readTables(document, outline: outline, blocks: Blocks(document))
  return readFigures(document, sections: sections, tables: tables)
}

/// The same where the tables have been read.
func readFigures(_ document: Document, sections: [Section], tables: [ReadTable]) -> Figures {
  var reader = FigureReader(document, sections: sections, tables: tables)
  reader.readAll()
  return Figures(
    claims: reader.claims, numbers: reader.numbers, equations: reader.equations)
}
