import ArgumentParser
import Diagnostics
import Driver
import Serve

/// `docgen serve`: the site from memory, rebuilt and reloaded on change.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the site on this machine; rebuild and reload on every change.")

  @Argument(help: "The folder of documents (default: the configured content, else this folder).")
  var source: String?

  @Option(name: [.short, .long], help: "The port; 0 lets the system choose one.")
  var port = 8000

  @OptionGroup var options: RunOptions

  func validate() throws {
    guard (0...65535).contains(port) else {
      throw ValidationError("--port is a number from 0 to 65535")
    }
  }

  func run() async throws {
    var serving = ServeOptions()
    serving.port = port
    serving.configuration = options.config
    serving.pipeline = pipelineOptions(options, makesPages: true)
    serving.say = { printError("docgen: \($0)") }
    serving.report = { run, previous, spent in
      let now = report(of: run)
      let before = previous.map(report(of:))
      let new = before.map { now.findings(newSince: $0) } ?? now.open
      printOutput(
        Report(
          sources: now.sources, diagnostics: new, kinds: [], toolVersion: now.toolVersion
        ).printed(as: .short))
      let gone = before.map { $0.findings(newSince: now).count } ?? 0
      let changes = before == nil ? "" : "; \(new.count) new, \(gone) gone"
      let milliseconds = Int(spent / .milliseconds(1))
      printError("docgen: built in \(milliseconds) ms; \(now.summary)\(changes)")
    }
    try await serve(source.map { [$0] } ?? [], options: serving)
  }
}

private func report(of run: Run) -> Report {
  Report(
    sources: run.displaySources, diagnostics: run.diagnostics, kinds: [],
    toolVersion: Docgen.version)
}
