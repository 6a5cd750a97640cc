import ArgumentParser
import Diagnostics
import Driver
import Model
import Project
import Verify

/// `docgen verify`: every claim judged, simulations included.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Judge every claim of the documents, simulating what they describe.",
    discussion: """
      A claim that fails is an error. The verdicts are the same for the same documents and seed, \
      on any machine and with any number of threads.
      """)

  @Argument(help: "The folder of documents (default: the configured content, else this folder).")
  var source: String?

  @Option(help: "The seed of all random streams (default: the configuration's, else 1).")
  var seed: UInt64?

  @Flag(help: "Renew the ledger, docgen.lock, with the verdicts of this run.")
  var update = false

  @Option(
    help: ArgumentHelp(
      "Simulate only part INDEX of COUNT, for another run to --merge.", valueName: "index/count"),
    transform: Shard.init)
  var shard: Shard?

  @Option(help: "Where --shard writes its results.")
  var out: String?

  @Option(
    parsing: .upToNextOption, help: "Results of shards to start from.", completion: .file())
  var merge: [String] = []

  @OptionGroup var reporting: ReportOptions
  @OptionGroup var options: RunOptions

  func validate() throws {
    guard (shard == nil) == (out == nil) else {
      throw ValidationError("--shard and --out go together")
    }
  }

  func run() async throws {
    let watch = Stopwatch(showsProgress: options.showsProgress)
    let workspace = try options.workspace(source)
    let delivery = try Delivery(reporting, for: workspace)
    var pipeline = pipelineOptions(options, seed: seed)
    pipeline.verify.progress = { watch.show("questions decided", $0, of: $1) }
    let parts = try ShardPart.read(merge, seed: seed ?? workspace.configuration.seed)
    for part in parts { pipeline.verify.cache.merge(part.cache) }
    if let shard, let out {
      // Before the campaign: a place that cannot be written is said in time.
      if let slash = out.lastIndex(of: "/"), slash != out.startIndex {
        try makeFolder(String(out[..<slash]))
      }
      try await runShard(shard, out, workspace, pipeline, parts)
      watch.clear()
      return
    }
    if update { pipeline.ignoresLedger = true }
    let run = try await Driver.run(
      workspace, until: .verify, options: pipeline, finished: watch.lap)
    if options.timings { printError(watch.report()) }
    guard let verification = run.outcome.verification else { return }
    try ShardPart.requireUsed(parts, in: verification.cache)
    if update {
      try workspace.saveLedger(verification.ledger)
      if !options.quiet { printError("docgen: the ledger written to \(workspace.ledgerPath)") }
    }
    if reporting.format == .pretty {
      printOutput(Array(VerdictTable(verification.model, run.displaySources).text.utf8))
    }
    try delivery.finish(run)
  }

  private func runShard(
    _ shard: Shard, _ out: String, _ workspace: Workspace, _ pipeline: PipelineOptions,
    _ parts: [ShardPart]
  ) async throws {
    let run = try await Driver.run(workspace, until: .check, options: pipeline)
    guard let checked = run.outcome.checked else { return }
    var verifying = pipeline.verify
    verifying.seed = seed ?? workspace.configuration.seed
    let cache = await Verify.runShard(
      shard.index - 1, of: shard.count, checked, options: verifying)
    try ShardPart.requireUsed(parts, in: cache)
    try replaceFile(
      out, Array(ShardPart.text(of: cache, shard, seed: verifying.seed).utf8))
  }
}
