import ArgumentParser
import Diagnostics
import Project

/// Which findings make a command fail.
enum FailLevel: String, ExpressibleByArgument, CaseIterable {
  case error, warning, note, never

  func isReached(by severity: Severity) -> Bool {
    switch self {
    case .error: severity >= .error
    case .warning: severity >= .warning
    case .note: true
    case .never: false
    }
  }
}

/// The flags that decide how findings are shown and which of them fail the command.
struct ReportOptions: ParsableArguments {
  @Option(help: "The form of the findings.")
  var format = OutputFormat.pretty

  @Option(
    help: ArgumentHelp(
      "Write the findings to a file, too, as in sarif=docgen.sarif; may be repeated.",
      valueName: "format=path"), transform: OutputFile.init)
  var output: [OutputFile] = []

  @Option(help: "The lowest severity that sets exit status 1.")
  var failLevel = FailLevel.error

  @Option(
    help: "Findings listed in this file do not fail (default: the configured baseline).",
    completion: .file())
  var baseline: String?

  @Option(
    help: "Write this file with all present findings, and do not fail.", completion: .file())
  var writeBaseline: String?

  @Option(
    help: ArgumentHelp(
      "Report only what touches lines changed since this revision of git.", valueName: "revision"))
  var changedSince: String?

  @Option(help: "When to use colours.")
  var color = ColorChoice.auto

  func validate() throws {
    if writeBaseline != nil, baseline != nil || changedSince != nil {
      throw ValidationError(
        "--write-baseline takes all findings: leave out --baseline and --changed-since")
    }
  }
}
