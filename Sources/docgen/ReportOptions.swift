import ArgumentParser
import Diagnostics
import Driver
import Glibc
import Project

extension ReportFormat: ExpressibleByArgument {}

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
  var format = ReportFormat.pretty

  @Option(help: "The lowest severity that sets exit status 1.")
  var failLevel = FailLevel.error

  @Option(help: "When to use colours.")
  var color = ColorChoice.auto

  /// The findings of a run as printers take them.
  func report(of run: Run) -> Report {
    Report(
      sources: run.displaySources, diagnostics: run.diagnostics, kinds: run.kinds,
      toolVersion: Docgen.version)
  }

  /// Prints the findings to stdout, and exits with 1 where they reach the level.
  func finish(_ run: Run) throws {
    let report = report(of: run)
    printOutput(report.printed(as: format, colours: color.isOn(for: STDOUT_FILENO)))
    if report.open.contains(where: { failLevel.isReached(by: $0.severity) }) { throw ExitCode(1) }
  }
}
