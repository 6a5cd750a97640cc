import ArgumentParser
import Diagnostics
import Driver
import Project

extension Phase: ExpressibleByArgument {}

/// `docgen dump`: what the pipeline holds after a phase.
struct DumpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump", abstract: "Print what the pipeline holds after a phase.",
    shouldDisplay: false)

  @Argument(help: "The folder of documents (default: the configured content, else this folder).")
  var source: String?

  @Option(help: "The phase: \(Phase.allCases.map(\.rawValue).joined(separator: ", ")).")
  var after: Phase

  @OptionGroup var options: RunOptions

  func run() async throws {
    let workspace = try options.workspace(source)
    let run = try await Driver.run(workspace, until: after, options: pipelineOptions(options))
    printOutput(Array(Dump.text(of: run.outcome, after: after).utf8))
  }
}
