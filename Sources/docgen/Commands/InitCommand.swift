import ArgumentParser
import Project

/// `docgen init`: a configuration and a CI job to begin with.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write docgen.yml and a workflow for GitHub Actions; replace nothing.")

  @Argument(help: "The project's folder.")
  var folder = "."

  @Flag(help: "Write no workflow.")
  var noWorkflow = false

  func run() throws {
    for file in try startProject(in: folder, withWorkflow: !noWorkflow) {
      printLine(file.isNew ? "wrote \(file.path)" : "left \(file.path), which is there already")
    }
  }
}
