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
package func readFigures(_ document: Document, sections: [Section]) -> Figures {
  Figures(claims: [], numbers: [])
}
