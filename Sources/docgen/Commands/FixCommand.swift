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
      --needs-review. Of fixes that overlap, one is applied, and the rest after looking again.
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
    let workspace = try options.workspace(paths)
    var applied = 0
    var changed: Set<String> = []
    // What overlaps a fix of one round is applied in the next; every round applies one at least.
    while true {
      let run = try await Driver.run(workspace, until: .check, options: pipelineOptions(options))
      try requireKnown(only, among: run.kinds.map(\.id))
      let fixes = fixes(of: run)
      applied += fixes.applied
      changed.formUnion(fixes.files.map(\.path))
      if diff { printOutput(Array(fixes.diff.utf8)) }
      if diff || check {
        report("would apply", fixes.applied, changed.count, left: fixes.skipped)
        break
      }
      // The display path works from the current folder.
      for file in fixes.files { try replaceFile(file.path, file.bytes) }
      if fixes.skipped == 0 || fixes.applied == 0 || applied > 1_000_000 {
        report("applied", applied, changed.count, left: fixes.skipped)
        break
      }
    }
    if check, applied > 0 { throw ExitCode(1) }
  }

  private func requireKnown(_ ids: [String], among known: [String]) throws {
    for id in ids where !known.contains(id) {
      let near = nearMiss(to: id, in: known)
      throw ProjectError(
        "no finding is named `\(id)`" + (near.map { "; did you mean `\($0)`?" } ?? ""))
    }
  }

  private func fixes(of run: Run) -> FixApplication {
    // What is not UTF-8 was repaired in memory only: writing that back would lose the original.
    let undecodable = Set(run.diagnostics.filter { $0.id == "invalid-utf8" }.map(\.span.source))
    let chosen = run.diagnostics.filter { diagnostic in
      (only.isEmpty || only.contains(diagnostic.id))
        && !diagnostic.fixes.contains { fix in
          fix.edits.contains { undecodable.contains($0.span.source) }
        }
    }
    return FixApplication(
      of: chosen, to: run.displaySources, including: needsReview ? .needsReview : .safe)
  }

  private func report(_ verb: String, _ fixes: Int, _ files: Int, left: Int) {
    guard !options.quiet else { return }
    let rest = left > 0 ? "; \(plural(left, "fix", "fixes")) overlap these" : ""
    printError(
      "docgen: \(verb) \(plural(fixes, "fix", "fixes")) in \(plural(files, "file"))\(rest)")
  }
}
