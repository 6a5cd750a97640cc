import Diagnostics
import Parallel
import Simulate
import Systems

/// The designs that are simulated together, and when their results are precise enough.
struct CampaignTask: Sendable {
  let system: SystemDefinition

  /// One design, or the "before" and the "after" of a pair, run on common random numbers.
  let designs: [Inputs]
  let seed: UInt64
  let goals: [Goal]
}

/// An output that is to be known well enough to be held against a claim.
struct Goal: Sendable {
  /// The position among the system's simulated outputs.
  let column: Int
  let scale: Output.Scale

  /// What the claim allows; the estimate is to stay clear of its ends.
  let claimed: ClaimedFigure
}

/// The replications of one design so far.
struct Series: Sendable {
  private(set) var values: [[Double]]

  /// Of each control of the system its values, one for each replication.
  private(set) var controls: [[Double]] = []
  private(set) var trace = TraceHashFold()

  init(columns: Int) { values = [[Double]](repeating: [], count: columns) }

  var count: Int { values.first?.count ?? 0 }

  mutating func add(_ block: BlockResult) {
    for row in block.rows {
      for column in values.indices where row.indices.contains(column) {
        values[column].append(row[column])
      }
      let others = row.dropFirst(values.count)
      if controls.isEmpty { controls = others.map { _ in [] } }
      for (control, value) in zip(controls.indices, others) { controls[control].append(value) }
    }
    trace.add(block.trace)
  }
}

/// A hash of hashes in their order.
struct TraceHashFold: Sendable {
  private var hash = StableHash()
  mutating func add(_ word: UInt64) { hash.combine(word) }
  var value: UInt64 { hash.value }
}

/// Runs tasks in rounds until each is precise enough or has spent its budget.
///
/// Replications come in blocks, numbered from zero and computed from their number alone;
/// which blocks a task gets is decided between rounds from the results of earlier blocks. The
/// result therefore depends on the inputs and the seed, not on workers, shards or the cache.
struct Campaign {
  static let rule = StoppingRule()

  let tasks: [CampaignTask]
  let options: VerifyOptions
  private(set) var cache: ResultCache
  private(set) var series: [[Series]]

  /// How many blocks had to be computed, and not taken from the cache.
  private(set) var computedBlocks = 0

  init(_ tasks: [CampaignTask], options: VerifyOptions) {
    self.tasks = tasks
    self.options = options
    cache = options.cache
    series = tasks.map { task in
      task.designs.map { _ in Series(columns: task.system.simulatedOutputs.count) }
    }
  }

  mutating func run() async {
    var blocks = [Int](repeating: 0, count: tasks.count)
    while true {
      var wanted: [BlockJob] = []
      for index in tasks.indices {
        let target = targetBlocks(of: index, having: blocks[index])
        for block in blocks[index]..<max(target, blocks[index]) {
          for design in tasks[index].designs.indices {
            wanted.append(BlockJob(tasks[index], task: index, design: design, block: block))
          }
        }
        blocks[index] = max(target, blocks[index])
      }
      guard !wanted.isEmpty else { return }
      await compute(wanted)
      for job in wanted {
        if let result = cache[job.key] { series[job.task][job.design].add(result) }
      }
      let decided = tasks.indices.filter { targetBlocks(of: $0, having: blocks[$0]) <= blocks[$0] }
      options.progress?(decided.count, tasks.count)
    }
  }

  /// Computes those of the blocks that shard `index` of `count` is to compute, for every task as
  /// many as the first round makes one expect to be needed.
  mutating func runShard(_ index: Int, of count: Int) async {
    var first: [BlockJob] = []
    for task in tasks.indices {
      for block in 0..<Campaign.rule.firstBlocks {
        for design in tasks[task].designs.indices {
          first.append(BlockJob(tasks[task], task: task, design: design, block: block))
        }
      }
    }
    await compute(first)
    for job in first {
      if let result = cache[job.key] { series[job.task][job.design].add(result) }
    }
    var share: [BlockJob] = []
    var number = 0
    for task in tasks.indices {
      let target = targetBlocks(of: task, having: Campaign.rule.firstBlocks, growth: .infinity)
      for block in Campaign.rule.firstBlocks..<max(target, Campaign.rule.firstBlocks) {
        if number % count == index {
          for design in tasks[task].designs.indices {
            share.append(BlockJob(tasks[task], task: task, design: design, block: block))
          }
        }
        number += 1
      }
    }
    await compute(share)
  }

  private mutating func compute(_ jobs: [BlockJob]) async {
    // What is not of the shape that a scenario needs, whoever wrote it, is not its result.
    let missing = jobs.filter { job in !(cache[job.key].map(job.fits) ?? false) }
    let results = await concurrentMap(missing, workers: options.workers) { $0.run() }
    for (job, result) in zip(missing, results) { cache[job.key] = result }
    computedBlocks += missing.count
  }

  /// How many blocks a task should have after the next round.
  private func targetBlocks(of index: Int, having blocks: Int, growth: Double = 4) -> Int {
    let rule = Campaign.rule
    let limit = max(
      rule.firstBlocks, min(options.budget, tasks[index].system.replicationLimit) / rule.block)
    let factor =
      blocks > 0 ? tasks[index].goals.map { missingFactor($0, task: index) }.max() ?? 1 : 1
    return rule.blocks(after: blocks, growingBy: factor, most: growth, limit: limit)
  }

  /// By how much the number of replications has to grow for a goal; at most 1 when it is reached.
  private func missingFactor(_ goal: Goal, task: Int) -> Double {
    guard
      let estimate = goal.claimed.estimate(
        series[task], column: goal.column, confidence: options.confidence)
    else { return 1 }
    let events = series[task].map { $0.events(goal.column).missingFactor }.max() ?? 1
    let size = goal.scale == .complement ? 1 - estimate.mean : estimate.mean
    let threshold = goal.claimed.interval.finiteEnds.min {
      abs(estimate.mean - $0) < abs(estimate.mean - $1)
    }
    return max(
      events, Campaign.rule.missingFactor(estimate, size: size, threshold: threshold),
      missingFactorBefore(goal, task: task))
  }
}

extension Campaign {
  /// The same for the "before" of a claimed transition, which is only to be clear of what is claimed.
  fileprivate func missingFactorBefore(_ goal: Goal, task: Int) -> Double {
    guard let start = goal.claimed.start, series[task].count == 2,
      let estimate = goal.claimed.mean(
        series[task][0], column: goal.column, confidence: options.confidence)
    else { return 1 }
    let threshold = start.interval.finiteEnds.min {
      abs(estimate.mean - $0) < abs(estimate.mean - $1)
    }
    let size = goal.scale == .complement ? 1 - estimate.mean : estimate.mean
    return Campaign.rule.missingFactor(estimate, size: size, threshold: threshold)
  }
}

/// A block of replications of one design.
struct BlockJob: Sendable {
  let task: Int
  let design: Int
  let key: UInt64
  private let block: Int
  private let inputs: Inputs
  private let system: SystemDefinition
  private let seed: UInt64

  init(_ task: CampaignTask, task index: Int, design: Int, block: Int) {
    self.task = index
    self.design = design
    self.block = block
    inputs = task.designs[design]
    system = task.system
    seed = task.seed
    var hash = StableHash()
    hash.combine(system.name)
    hash.combine(ResultCache.sources)
    hash.combine(inputs.fingerprint)
    hash.combine(seed)
    hash.combine(UInt64(block))
    key = hash.value
  }

  /// Whether results have the rows and columns of this block.
  func fits(_ result: BlockResult) -> Bool {
    let columns = system.simulatedOutputs.count + system.controlCount(inputs)
    return result.rows.count == Campaign.rule.block
      && result.rows.allSatisfy { $0.count == columns }
  }

  func run() -> BlockResult {
    guard let replicate = system.replicate else { return BlockResult(rows: [], trace: 0) }
    let first = block * Campaign.rule.block
    var fold = TraceHashFold()
    let rows = (first..<first + Campaign.rule.block).map { index in
      let seen = replicate(inputs, Replication(seed: seed, index: index))
      fold.add(seen.trace)
      return seen.values + seen.controls
    }
    return BlockResult(rows: rows, trace: fold.value)
  }
}
