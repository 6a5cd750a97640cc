import ArgumentParser
import Check
import Diagnostics
import Driver
import Model

/// The forms in which a command can deliver its findings.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case pretty, short, json, sarif, junit, github, markdown

  /// The findings of a run in this form.
  func printed(_ report: Report, of run: Run, colours: Bool = false) -> [UInt8] {
    switch self {
    case .pretty: report.printed(as: .pretty, colours: colours)
    case .short: report.printed(as: .short)
    case .json: report.printed(as: .json)
    case .sarif: report.printed(as: .sarif)
    case .github: report.printed(as: .github)
    case .markdown: report.printed(as: .markdown)
    case .junit:
      junitText(
        run.outcome.checked?.model,
        judgements: run.outcome.verified?.judgements ?? run.outcome.checked?.judgements ?? [],
        report: report)
    }
  }
}

/// A file that findings are written to, as in `sarif=docgen.sarif`.
struct OutputFile: ExpressibleByArgument {
  let format: OutputFormat
  let path: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let format = OutputFormat(rawValue: String(parts[0])) else {
      return nil
    }
    self.format = format
    path = String(parts[1])
  }
}
