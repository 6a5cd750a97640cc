import ArgumentParser
import Catalog
import Diagnostics
import Driver
import Project

/// `docgen explain`: the manual page of a kind of finding.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a kind of finding; without one, list them all.")

  @Argument(help: "The identifier that stands in brackets in a finding.")
  var id: String?

  func run() throws {
    // docgen's own manual can be read where the project cannot.
    let catalog = (try? Workspace(paths: []))?.catalog() ?? .standard
    let kinds = DiagnosticKind.all(in: catalog)
    guard let id else {
      let width = kinds.map(\.id.count).max() ?? 0
      for kind in kinds.sorted(by: { $0.id < $1.id }) {
        let gap = String(repeating: " ", count: width - kind.id.count + 2)
        printLine("\(kind.id)\(gap)\(kind.severity.rawValue)")
      }
      return
    }
    guard let kind = kinds.first(where: { $0.id == id }) else {
      let near = nearMiss(to: id, in: kinds.map(\.id))
      throw ProjectError(
        "no finding is named `\(id)`" + (near.map { "; did you mean `\($0)`?" } ?? ""))
    }
    printLine("\(kind.id) (\(kind.severity.rawValue))\n\n\(kind.explanation)")
  }
}
