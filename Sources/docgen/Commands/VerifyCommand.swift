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
    let parts = try readParts()
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
    try requireUsed(parts, in: verification.cache)
    if update {
      try workspace.saveLedger(verification.ledger)
      if !options.quiet { printError("docgen: the ledger written to \(workspace.ledgerPath)") }
    }
    if reporting.format == .pretty {
      printOutput(Array(VerdictTable(verification.model, run.displaySources).text.utf8))
    }
    try delivery.finish(run)
  }

  /// The results that `--merge` names, with their files.
  ///
  /// - Throws: for a file that is damaged, is none of this docgen, or contradicts one before it.
  private func readParts() throws -> [Part] {
    var parts: [Part] = []
    for path in merge {
      guard let bytes = try readFileIfPresent(path) else {
        printError("docgen: \(path) is missing; its part is computed here")
        continue
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard ResultCache.isWritten(in: text) else {
        throw ProjectError("\(path) holds no results of this docgen")
      }
      let (cache, damaged) = ResultCache.read(text)
      if let line = damaged.first {
        let others = damaged.count > 1 ? ", and so are \(damaged.count - 1) others" : ""
        throw ProjectError("\(path) is damaged: line \(line) is not what was written\(others)")
      }
      if let other = parts.first(where: { $0.cache.conflicts(with: cache) > 0 }) {
        throw ProjectError(
          "\(path) and \(other.path) hold different results of the same runs: one of them is wrong")
      }
      parts.append(Part(path: path, cache: cache))
    }
    return parts
  }

  /// - Throws: where results of a part were of another shape than its runs have, and were computed here.
  private func requireUsed(_ parts: [Part], in cache: ResultCache) throws {
    guard let part = parts.first(where: { $0.cache.conflicts(with: cache) > 0 }) else { return }
    throw ProjectError(
      "\(part.path) holds results of another shape than the scenarios need: it is of other documents or damaged"
    )
  }

  private func runShard(
    _ shard: Shard, _ out: String, _ workspace: Workspace, _ pipeline: PipelineOptions,
    _ parts: [Part]
  ) async throws {
    let run = try await Driver.run(workspace, until: .check, options: pipeline)
    guard let checked = run.outcome.checked else { return }
    var verifying = pipeline.verify
    verifying.seed = seed ?? workspace.configuration.seed
    let cache = await Verify.runShard(
      shard.index - 1, of: shard.count, checked, options: verifying)
    try requireUsed(parts, in: cache)
    try replaceFile(out, Array(cache.text.utf8))
  }
}

/// The results of a shard, and where they were read.
private struct Part {
  let path: String
  let cache: ResultCache
}

/// One part of a campaign, as in `2/8`.
struct Shard {
  /// From 1 to `count`.
  let index: Int
  let count: Int

  init(_ argument: String) throws {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else {
      throw ValidationError("a part and the number of parts belong here, as in 2/8")
    }
    guard (1...10_000).contains(count), (1...count).contains(index) else {
      throw ValidationError("there are from 1 to 10,000 parts, counted from 1")
    }
    self.index = index
    self.count = count
  }
}
