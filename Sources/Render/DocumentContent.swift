import Model
import Syntax

extension Site {
  /// A document's text as HTML.
  func content(of document: SiteDocument) -> HTML {
    HTML()
  }
}
