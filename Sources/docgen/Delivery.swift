import ArgumentParser
import Diagnostics
import Driver
import Glibc
import Project
import Verify

/// What becomes of a run's findings: which are new, where they are printed, whether they fail.
struct Delivery {
  private let options: ReportOptions
  private let known: Known?
  private let changed: ChangedLines?

  /// A baseline and the file that it was read from.
  private struct Known {
    let baseline: Baseline
    let path: String
    let bytes: [UInt8]

    init(_ path: String) throws {
      guard let real = realPath(path) else {
        throw ProjectError("cannot read the baseline \(path); --write-baseline makes one")
      }
      self.path = real
      bytes = try readFile(real)
      do throws(Baseline.Problem) {
        baseline = try Baseline(bytes)
      } catch {
        switch error {
        case .notABaseline: throw ProjectError("\(path) is not a baseline of docgen")
        case .notAnEntry(let line):
          throw ProjectError(
            "line \(line) of \(path) is no entry of a baseline; --write-baseline makes a new one")
        }
      }
    }
  }

  /// Reads the baseline and asks git, before any work is done that might be in vain.
  init(_ options: ReportOptions, for workspace: Workspace) throws {
    self.options = options
    for file in options.output { try workspace.requireNoInput(file.path) }
    let path = options.writeBaseline == nil ? options.baseline ?? workspace.baselinePath : nil
    known = try path.map { try Known($0) }
    changed = try options.changedSince.map {
      try ChangedLines(since: $0, in: workspace.contentRoot)
    }
  }

  /// Delivers the findings and ends the process, with 1 where they reach the level.
  ///
  /// What the run holds is not freed first, which would take as long as a dozen rules.
  func finish(_ run: Run) throws {
    try run.requireDocuments()
    if let path = options.writeBaseline {
      try writeBaseline(run, to: path)
      return
    }
    let report = report(of: run)
    for file in options.output {
      let bytes = file.format.printed(report, of: run)
      if file.path == "-" {
        printOutput(bytes)
        continue
      }
      if let slash = file.path.lastIndex(of: "/"), slash > file.path.startIndex {
        try makeFolder(String(file.path[..<slash]))
      }
      try replaceFile(file.path, bytes)
    }
    let colours = options.color.isOn(for: STDOUT_FILENO)
    printOutput(options.format.printed(report, of: run, colours: colours))
    Glibc.exit(report.open.contains { options.failLevel.isReached(by: $0.severity) } ? 1 : 0)
  }

  private func report(of run: Run) -> Report {
    var sources = run.displaySources
    var diagnostics = run.diagnostics
    var baselined: [Diagnostic] = []
    if let known {
      let name = displayPath(known.path)
      let file = SourceFile(
        id: SourceID(sources.files.count), path: name, bytes: known.bytes, role: .project)
      sources = Sources(sources.files + [file])
      let all = Report(sources: sources, diagnostics: diagnostics, kinds: [], toolVersion: "")
      let path = path(in: run, from: known.path)
      let split = known.baseline.split(all, path: path)
      let unused = split.unmatched.filter { isUnused($0, run, known.path, path) }.map {
        Diagnostic.unusedBaseline($0, in: file)
      }
      diagnostics =
        split.new + run.workspace.configuration.apply(to: unused, in: sources)
      baselined = split.known
    }
    if let changed {
      let path = { (file: SourceFile) in
        Int(file.id.index) < run.inputs.sources.files.count
          ? run.workspace.absolutePath(of: run.inputs.sources[file.id]) : file.path
      }
      diagnostics = changed.among(diagnostics, in: sources, path: path)
      baselined = changed.among(baselined, in: sources, path: path)
    }
    return Report(
      sources: sources, diagnostics: diagnostics, baselined: baselined, kinds: run.kinds,
      toolVersion: Docgen.version)
  }

  /// Whether a finding would be there, if it still existed: its file was read, or is gone, and what
  /// finds it has run.
  private func isUnused(
    _ entry: Baseline.Entry, _ run: Run, _ baseline: String, _ path: (SourceFile) -> String
  ) -> Bool {
    if run.outcome.verified == nil, DiagnosticKind.verify.contains(where: { $0.id == entry.id }) {
      return false
    }
    return run.displaySources.files.contains { visible(path($0)) == entry.path }
      || realPath(folder(of: baseline) + "/" + entry.path) == nil
  }

  private func writeBaseline(_ run: Run, to file: String) throws {
    // The file has to be there for its folder to be known by its real path.
    if realPath(file) == nil { try writeFile(file, []) }
    let report = Report(
      sources: run.displaySources, diagnostics: run.diagnostics, kinds: [],
      toolVersion: Docgen.version)
    let baseline = Baseline(report, path: path(in: run, from: realPath(file) ?? file))
    try replaceFile(file, Array(baseline.text.utf8))
    printError("docgen: \(plural(baseline.entries.count, "finding")) written to \(file)")
  }

  /// How a baseline names the sources of a run: relative to its own folder.
  private func path(in run: Run, from baseline: String) -> (SourceFile) -> String {
    let folder = folder(of: baseline)
    return { file in
      guard Int(file.id.index) < run.inputs.sources.files.count else { return file.path }
      return relative(
        run.workspace.absolutePath(of: run.inputs.sources[file.id]), to: folder)
    }
  }

  private func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private func displayPath(_ path: String) -> String {
    relative(path, to: realPath(".") ?? "/")
  }
}

extension Diagnostic {
  fileprivate static func unusedBaseline(_ entry: Baseline.Entry, in file: SourceFile) -> Diagnostic
  {
    Diagnostic(
      .unusedBaseline,
      "an entry of the baseline must match a finding, and `\(entry.id)` is no longer found so in"
        + " \(entry.path)",
      at: file.span(entry.range.lowerBound..<entry.range.lowerBound + 16),
      notes: [Note("--write-baseline writes the file anew")])
  }
}
