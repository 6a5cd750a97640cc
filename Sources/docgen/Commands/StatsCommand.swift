import ArgumentParser
import Diagnostics
import Driver
import Model
import Project

/// `docgen stats`: how large a collection is, and how far its numbers are supported.
struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Count documents, claims and how far numbers are supported.")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "The folder of documents (default: the configured content, else this folder).")
  var source: String?

  @Option(help: "The form of the answer.")
  var format = Format.text

  @OptionGroup var options: RunOptions

  func run() async throws {
    let workspace = try options.workspace(source)
    let run = try await Driver.run(workspace, until: .verify, options: pipelineOptions(options))
    try run.requireDocuments()
    guard let verified = run.outcome.verified else { return }
    let rows = rows(Statistics(verified))
    switch format {
    case .text:
      let width = rows.map(\.name.count).max() ?? 0
      for row in rows {
        let gap = String(repeating: " ", count: width - row.name.count + 2)
        printLine("\(row.name)\(gap)\(row.count)")
      }
    case .json:
      var json = JSONWriter()
      json.object { json in for row in rows { json.member(row.name, row.count) } }
      printOutput(json.bytes + Array("\n".utf8))
    }
  }

  private func rows(_ statistics: Statistics) -> [(name: String, count: Int)] {
    [
      ("documents", statistics.documents), ("lines", statistics.lines),
      ("cases", statistics.cases), ("architectures", statistics.architectures),
      ("components", statistics.components), ("tables", statistics.tables),
      ("configuration-examples", statistics.configurationExamples),
      ("practices", statistics.practices), ("links", statistics.links),
      ("scenarios", statistics.scenarios), ("numbers-seen", statistics.numbers.seen),
      ("numbers-read", statistics.numbers.read), ("numbers-typed", statistics.numbers.typed),
      ("numbers-checkable", statistics.numbers.checkable),
      ("numbers-checked", statistics.numbers.checked),
    ]
      + NumberUse.Gap.allCases.map {
        ("numbers-unread-\($0.rawValue)", statistics.numbers.unread[$0] ?? 0)
      }
      + [
        ("claims", statistics.claims),
        ("claims-checked", statistics.claims - (statistics.verdicts[.unchecked] ?? 0)),
      ] + Verdict.allCases.map { ("verdict-\($0.rawValue)", statistics.verdicts[$0] ?? 0) }
      + [
        ("errors", statistics.findings.errors), ("warnings", statistics.findings.warnings),
        ("notes", statistics.findings.notes), ("accepted", statistics.findings.accepted),
      ]
  }
}
