import ArgumentParser
import Diagnostics
import Driver
import Project
import Render
import Verify

/// `docgen build`: the whole pipeline, and the site on disk.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Compile a folder of Markdown to a static site.",
    discussion: """
      The site is written aside and swapped in when it is whole: a build that fails leaves the \
      previous site as it was. Findings do not stop a build; with --strict errors give \
      exit status 1.
      """)

  @Argument(help: "The folder of documents (default: the configured content, else this folder).")
  var source: String?

  @Option(name: [.short, .long], help: "Where the site goes (default: public, in the project).")
  var outputDir: String?

  @Flag(help: "Exit with 1 when there are errors in the documents.")
  var strict = false

  @OptionGroup var options: RunOptions

  func run() async throws {
    let watch = Stopwatch(showsProgress: options.showsProgress)
    let workspace = try options.workspace(source)
    let output = outputDir ?? workspace.defaultOutput
    var pipeline = pipelineOptions(options, makesPages: true)
    pipeline.verify.progress = { watch.show("questions decided", $0, of: $1) }
    let run = try await Driver.run(
      workspace, until: .render, output: output, options: pipeline, finished: watch.lap)
    try run.requireDocuments()
    var files = run.outcome.pages.map { (path: $0.path, bytes: $0.bytes) }
    let taken = Set(files.map(\.path))
    for path in run.attachments where !taken.contains(path) {
      files.append((path: path, bytes: try workspace.contentFile(path)))
    }
    try publish(files, to: output)
    watch.lap("write")
    if options.timings { printError(watch.report()) }
    let report = Report(
      sources: run.displaySources, diagnostics: run.diagnostics, kinds: [],
      toolVersion: Docgen.version)
    if !options.quiet {
      printError("docgen: \(files.count) files in \(output); \(report.summary)")
    }
    if strict, report.open.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }
}
