import ArgumentParser
import Diagnostics
import Driver
import Project
import Render
import Verify

/// `docgen audit`: mutation testing of documents.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Change every number in turn and report those whose change nothing would notice.",
    discussion: """
      The share of numbers whose change is noticed is the collection's guard rate. Nothing is \
      written: the numbers are changed in memory.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "The folder of documents (default: the configured content, else this folder).")
  var source: String?

  @Option(help: "The form of the answer.")
  var format = Format.text

  @OptionGroup var options: RunOptions

  func run() async throws {
    let watch = Stopwatch(showsProgress: options.showsProgress)
    let workspace = try options.workspace(source)
    var pipeline = pipelineOptions(options)
    pipeline.verify.progress = { watch.show("questions decided", $0, of: $1) }
    let run = try await Driver.run(
      workspace, until: .verify, options: pipeline, finished: watch.lap)
    try run.requireDocuments()
    let ledger = try workspace.ledger()
    let audit = await audit(
      run.outcome, catalog: run.site.catalog, ledger: ledger, workers: options.workers,
      progress: { watch.show("numbers changed", $0, of: $1) })
    watch.lap("audit")
    if options.timings { printError(watch.report()) }
    switch format {
    case .text: printOutput(Array(text(audit, run).utf8))
    case .json: printOutput(json(audit, run))
    }
  }

  private func text(_ audit: Audit, _ run: Run) -> String {
    var text = ""
    var tables: [SourceID: LineTable] = [:]
    for entry in audit.entries where entry.fate == .unnoticed {
      let file = run.displaySources[entry.span.source]
      let table = tables[file.id] ?? LineTable(file)
      tables[file.id] = table
      let place = table.scalarPosition(at: entry.span.start)
      text += "\(file.path):\(place.line):\(place.column): nothing would notice "
      text += "`\(entry.replacement)` in the place of `\(file.text(entry.span))`\n"
    }
    text += "\(plural(audit.entries.count, "number")) changed: \(audit.count(.caught)) caught, "
    text += "\(audit.count(.simulated)) feed a simulation, "
    let held = audit.count(.ledger)
    if held > 0 { text += "\(held) held by docgen.lock alone, " }
    text += "\(audit.count(.unnoticed)) unnoticed; guard rate "
    guard !audit.entries.isEmpty else { return text + "–\n" }
    let tenths = Int((audit.guardRate * 1000).rounded())
    return text + "\(tenths / 10).\(tenths % 10) %\n"
  }

  private func json(_ audit: Audit, _ run: Run) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("guard_rate", audit.guardRate)
      json.key("numbers")
      json.array(audit.entries) { json, entry in
        let file = run.displaySources[entry.span.source]
        json.object { json in
          json.member("source", file.path)
          json.member("start", entry.span.start)
          json.member("end", entry.span.end)
          json.member("figure", file.text(entry.span))
          json.member("replacement", entry.replacement)
          json.member("fate", entry.fate.rawValue)
          json.key("noticed_by")
          json.array(entry.noticedBy) { json, name in json.value(name) }
        }
      }
    }
    return json.bytes + Array("\n".utf8)
  }
}
