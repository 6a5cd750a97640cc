import ArgumentParser
import Diagnostics
import Driver
import Project

/// `docgen fix`: applies the corrections that are safe.
struct FixCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Apply the corrections that are safe to apply unasked.",
    discussion: """
      Corrections that need a person's eye are shown by `check` and applied only with
      --needs-review. Fixes that overlap are applied one at a time: run again for the rest.
      """)

  @Argument(help: "Files and folders (default: the configured content, else this folder).")
  var paths: [String] = []

  @Flag(help: "Print what would change as a diff, and change nothing.")
  var diff = false

  @Flag(help: "Change nothing; exit with 1 when something would change.")
  var check = false

  @Flag(help: "Apply corrections that need review, too.")
  var needsReview = false

  @Option(help: "Apply only the corrections of this kind of finding.")
  var only: [String] = []

  @OptionGroup var options: RunOptions

  func run() async throws {
    let workspace = try Workspace(paths: paths)
    let run = try await Driver.run(workspace, until: .check, options: pipelineOptions(options))
    let known = run.kinds.map(\.id)
    for id in only where !known.contains(id) {
      let near = nearMiss(to: id, in: known)
      throw ProjectError(
        "no finding is named `\(id)`" + (near.map { "; did you mean `\($0)`?" } ?? ""))
    }
    let chosen = run.diagnostics.filter { only.isEmpty || only.contains($0.id) }
    let fixes = FixApplication(
      of: chosen, to: run.displaySources, including: needsReview ? .needsReview : .safe)
    if diff { printOutput(Array(fixes.diff.utf8)) }
    if !diff, !check {
      for file in fixes.files {
        // The display path works from the current folder.
        try replaceFile(file.path, file.bytes)
      }
    }
    if !options.quiet {
      let verb = diff || check ? "would apply" : "applied"
      let rest = fixes.skipped > 0 ? "; \(fixes.skipped) overlap these: run again" : ""
      printError("docgen: \(verb) \(fixes.applied) fixes in \(fixes.files.count) files\(rest)")
    }
    if check, fixes.applied > 0 { throw ExitCode(1) }
  }
}
