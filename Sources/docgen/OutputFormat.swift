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
    case .json:
      if let verified = run.outcome.verified {
        jsonText(verified.model, judgements: verified.judgements, report: report)
      } else {
        report.printed(as: .json)
      }
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
struct OutputFile {
  let format: OutputFormat
  let path: String

  init(_ argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw ValidationError("a form and a path belong here, as in sarif=docgen.sarif")
    }
    guard let format = OutputFormat(rawValue: parts[0]) else {
      let names = OutputFormat.allCases.map(\.rawValue)
      let near = nearMiss(to: parts[0], in: names)
      throw ValidationError(
        "no form is named `\(parts[0])`; "
          + (near.map { "did you mean `\($0)`?" } ?? "there are \(names.joined(separator: ", "))"))
    }
    self.format = format
    path = parts[1]
  }
}
