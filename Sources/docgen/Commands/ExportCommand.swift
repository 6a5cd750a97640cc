import ArgumentParser
import Diagnostics
import Driver
import Project
import Render

/// `docgen export`: the verified model as data.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the verified model as JSON, CSV or an SQLite database.",
    discussion: """
      With the form manual, the pages of docgen's own manual that are made from the program are \
      written to a folder.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case json, csv, sqlite, manual }

  @Argument(help: "The form: json, csv (the claims), sqlite or manual.")
  var format: Format

  @Argument(help: "The file or folder to write; - is stdout, for json and csv.")
  var file: String

  @Argument(help: "The folder of documents (default: the configured content, else this folder).")
  var source: String?

  @OptionGroup var options: RunOptions

  func run() async throws {
    if format == .manual {
      guard file != "-" else { throw ValidationError("the manual is a folder, not a stream") }
      for page in Manual.pages + [("commands.md", commandsPage())] {
        let folder = page.path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
        try makeFolder(file + folder)
        try replaceFile(file + "/" + page.path, Array(page.text.utf8))
      }
      return
    }
    let workspace = try options.workspace(source)
    try workspace.requireNoInput(file)
    let run = try await Driver.run(
      workspace, until: .verify, options: pipelineOptions(options, makesPages: true))
    try run.requireDocuments()
    guard let verified = run.outcome.verified else { return }
    let page: String
    switch format {
    case .sqlite:
      guard file != "-" else { throw ValidationError("a database is a file, not a stream") }
      try exportSQLite(verified, to: file)
      return
    case .json: page = "data/model.json"
    case .csv: page = "data/claims.csv"
    case .manual: return
    }
    let jobs = plan(verified, documents: run.outcome.documents, options: run.site)
    guard let job = jobs.first(where: { $0.paths.contains(page) }),
      let bytes = job.render().first(where: { $0.path == page })?.bytes
    else { throw ProjectError("the site has no \(page)") }
    if file == "-" { printOutput(bytes) } else { try replaceFile(file, bytes) }
  }
}
