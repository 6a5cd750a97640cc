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
      --needs-review. Of fixes that overlap, one is applied, and the rest after looking again, until \
      nothing is left to correct.
      """)

  @Argument(help: "Files and folders (default: the configured content, else this folder).")
  var paths: [String] = []

  @Flag(
    help: "Print what would change as a diff, and change nothing; exit with 1 when it is not empty."
  )
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
    var changed: [String: Int] = [:]
    var texts: [String: [UInt8]] = [:]
    var run = try await examine(workspace, texts, after: nil)
    try run.requireDocuments()
    try requireKnown(only, among: run.kinds.map(\.id))
    let sources = run.displaySources
    var fixes = fixes(of: run)
    // What overlaps a fix of one round, or follows from one, is applied in the next. Two fixes that
    // undo each other would go on for ever.
    var rounds = 0
    while fixes.applied > 0, rounds < 20 {
      rounds += 1
      for (path, count) in fixes.counts { changed[path, default: 0] += count }
      for file in fixes.files { texts[run.inputs.sources[file.id].path] = file.bytes }
      run = try await examine(workspace, texts, after: run)
      fixes = self.fixes(of: run)
    }
    for file in sources.files {
      guard let bytes = texts[run.inputs.sources[file.id].path] else { continue }
      if diff { printOutput(Array(unifiedDiff(file, to: bytes).utf8)) }
      // The display path works from the current folder.
      if !diff, !check { try replaceFile(file.path, bytes) }
    }
    if diff || check {
      report("would apply", changed, overlapping: fixes.skipped, open: nil)
    } else {
      report("applied", changed, overlapping: fixes.skipped, open: run.diagnostics)
    }
    if check || diff, !changed.isEmpty { throw ExitCode(1) }
  }

  private func examine(
    _ workspace: Workspace, _ texts: [String: [UInt8]], after previous: Run?
  ) async throws -> Run {
    try await Driver.run(
      workspace, until: .check, options: pipelineOptions(options), reusing: previous,
      replacing: texts)
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

  /// Says how many fixes went into which files, and what is left for a person.
  private func report(
    _ verb: String, _ changed: [String: Int], overlapping: Int, open: [Diagnostic]?
  ) {
    guard !options.quiet else { return }
    for (path, count) in changed.sorted(by: { $0.key < $1.key }) {
      printError("  \(path): \(plural(count, "fix", "fixes"))")
    }
    let fixes = changed.values.reduce(0, +)
    var line =
      "docgen: \(verb) \(plural(fixes, "fix", "fixes")) in \(plural(changed.count, "file"))"
    if overlapping > 0 { line += "; \(plural(overlapping, "fix", "fixes")) overlap these" }
    if let left = open?.filter({ $0.acceptance == nil && $0.severity > .note }).count, left > 0 {
      line += "; \(plural(left, "error or warning", "errors and warnings")) left to you"
    }
    printError(line)
  }
}
