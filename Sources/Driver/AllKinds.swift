package import Catalog
import Check
package import Diagnostics
import Extract
import Project
import Syntax
import Verify

extension DiagnosticKind {
  /// Every kind of finding that docgen itself can report, in the order of the phases.
  package static let all: [DiagnosticKind] = all(in: .standard)

  package static let allIDs: [String] = all.map(\.id)

  /// The same with the rules of a catalog that a project may have added to.
  package static func all(in catalog: Catalog) -> [DiagnosticKind] {
    project + syntax + self.catalog + extract + check(catalog) + verify
  }
}
