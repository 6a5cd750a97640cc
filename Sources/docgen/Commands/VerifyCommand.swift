import ArgumentParser
import Diagnostics
import Driver
import Model
import Project

/// `docgen verify`: every claim judged, simulations included.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Judge every claim of the documents, simulating what they describe.",
    discussion: """
      A claim that fails is an error. The verdicts are the same for the same documents and seed,
      on any machine and with any number of threads.
      """)

  @Argument(help: "The folder of documents (default: the configured content, else this folder).")
  var source: String?

  @Option(help: "The seed of all random streams (default: the configuration's, else 1).")
  var seed: UInt64?

  @OptionGroup var reporting: ReportOptions
  @OptionGroup var options: RunOptions

  func run() async throws {
    let watch = Stopwatch(showsProgress: options.showsProgress)
    let workspace = try Workspace(
      paths: source.map { [$0] } ?? [], ruleIDs: DiagnosticKind.allIDs)
    let run = try await Driver.run(
      workspace, until: .verify, options: pipelineOptions(options, seed: seed),
      finished: watch.lap)
    if options.timings { printError(watch.report()) }
    if reporting.format == .pretty, let verified = run.outcome.verified {
      printOutput(Array(VerdictTable(verified).text.utf8))
    }
    try reporting.finish(run)
  }
}
