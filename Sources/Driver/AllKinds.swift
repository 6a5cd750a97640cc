import Catalog
import Check
package import Diagnostics
import Extract
import Project
import Syntax
import Verify

extension DiagnosticKind {
  /// Every kind of finding that docgen can report, in the order of the phases.
  package static let all: [DiagnosticKind] =
    project + syntax + catalog + extract + check + verify

  package static let allIDs: [String] = all.map(\.id)
}
