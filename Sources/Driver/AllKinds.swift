package import Diagnostics
import Project

extension DiagnosticKind {
  /// Every kind of finding that docgen can report, in the order of the phases.
  package static let all: [DiagnosticKind] = project

  package static let allIDs: [String] = all.map(\.id)
}
