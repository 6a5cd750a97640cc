import ArgumentParser
import Diagnostics
import Driver
import Project

/// `docgen check`: everything that can be found without simulating.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report what is wrong in documents: needs no configuration.",
    discussion: """
      Reads Markdown files and folders, checks links, trees, arithmetic, counts and known facts, \
      and prints what it finds. Nothing is simulated and nothing is written.
      """)

  @Argument(
    help: "Files and folders, or - for stdin (default: the configured content, else this folder).")
  var paths: [String] = []

  @Option(help: "The path of the document that stdin holds, which its links are relative to.")
  var stdinFilename = "stdin.md"

  @Flag(help: "In place of findings, list every number that was not understood, and why.")
  var unread = false

  @OptionGroup var reporting: ReportOptions
  @OptionGroup var options: RunOptions

  func validate() throws {
    if unread, ![.pretty, .short, .json].contains(reporting.format) {
      throw ValidationError("--unread is printed as pretty, short or json")
    }
  }

  func run() async throws {
    let watch = Stopwatch(showsProgress: options.showsProgress)
    let workspace =
      try paths == ["-"]
      ? Workspace(reading: readInput(), as: stdinFilename, configuration: options.config)
      : options.workspace(paths)
    let delivery = try Delivery(reporting, for: workspace)
    let run = try await Driver.run(
      workspace, until: .check, options: pipelineOptions(options), finished: watch.lap)
    if options.timings { printError(watch.report()) }
    if unread {
      let recall = RecallReport(run)
      printOutput(reporting.format == .json ? recall.json() : recall.text())
      return
    }
    try delivery.finish(run)
  }
}
