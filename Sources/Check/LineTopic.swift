import Catalog
import Quantities

/// What a line may be about, by the words that some rule looks for in it.
///
/// A rule that reads lines has a topic here; its words stand beside the code that reads them, so that what a rule
/// reads is what finds its lines.
enum LineTopic: UInt32, CaseIterable, Sendable {
  case percentile, mean, tolerance, quorum, copies, recoveryPoint
  case chain, nines, downtime, passed, quota, meets, reached
  case total, rest, parts, budget, clock, periods, change, verb, times, transfer, score
  case version, supported, use, whole, compared, difference

  /// The words by which a line is found, in lower case and of three bytes or more; found as `WordGroups` says.
  func words(_ catalog: Catalog) -> [String] {
    switch self {
    case .percentile: Self.percentiles
    case .mean: Self.means + Self.leadingMeans + Self.trailingMeans
    case .tolerance: Self.tolerances + Self.toleratedLosses + Self.borneLosses
    case .quorum: Self.quorumSizes + catalog.voters
    case .copies: Self.countedCopies + Self.copyFactors + Self.replication
    case .recoveryPoint: Self.recoveryPoints
    case .chain: Self.arrows + Self.series + Self.parallels + Self.products
    case .nines: Self.nineWords
    case .downtime: Self.downtimes + Self.budgets
    case .passed: Self.passRates
    case .quota: Self.usages
    case .meets: Self.passes
    case .reached: Self.outcomeWords
    case .total: Self.totals + Self.drawnTotals
    case .rest: Self.rests + Self.unsettled
    case .budget: Self.errorBudgets
    case .parts:
      Self.partLeads + Self.leadingTotals + Self.trailingTotals + Self.testOutcomes + Self.groups
        + Self.sumOfEach
    case .clock: Self.clocks + Self.lengths
    case .periods:
      Self.years + Self.yearsBehind + Self.severalYears + Self.splitYears + Self.longPeriods
    case .change: Self.rises + Self.falls + Self.improvements + Self.changes
    case .verb: Self.verbsBeforeFrom + Self.arrivals
    case .times: Self.multiples
    case .transfer: Self.rates
    case .score: Self.scores
    case .version: catalog.releasedNames
    case .supported: Self.supports + Self.supportedCells + Self.newest
    case .whole: Self.wholes
    case .compared: Self.comparisons
    case .difference: Self.joints
    case .use: Self.uses + Self.destinations
    }
  }
}

/// A set of topics.
struct LineTopics: Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt32

  /// - Parameter bits: one for each topic, by its raw value.
  init(bits: UInt32) { self.bits = bits }

  init(arrayLiteral topics: LineTopic...) { self.init(topics) }

  init(_ topics: [LineTopic]) { bits = topics.reduce(0) { $0 | 1 << $1.rawValue } }

  var isEmpty: Bool { bits == 0 }

  func contains(_ topic: LineTopic) -> Bool { bits & 1 << topic.rawValue != 0 }

  func overlaps(_ others: LineTopics) -> Bool { bits & others.bits != 0 }

  mutating func subtract(_ others: LineTopics) { bits &= ~others.bits }
}

extension Catalog {
  /// The names of what votes.
  fileprivate var voters: [String] {
    let voters = rules.lazy.filter { $0.form == .quorum }.flatMap(\.of)
    return voters.flatMap { term -> [String] in
      guard case .technology(let id) = term, let technology = self[id] else { return [] }
      return technology.names.map { $0.lowercased() }.filter { $0.utf8.count >= 3 }
    }
  }

  /// The names of what has releases, each with what may part it from a version.
  fileprivate var releasedNames: [String] {
    technologies.filter { $0.lifecycle.contains { $0.version != "all" } }.flatMap { technology in
      technology.names.flatMap { name in
        [" ", "*", ":", "：", "版", "软"].map { name.lowercased() + $0 }
      }
    }.filter { $0.utf8.count >= 3 }
  }
}

/// Tells what a line may be about.
struct TopicFinder {
  private let groups: WordGroups

  init(_ catalog: Catalog) { groups = WordGroups(LineTopic.allCases.map { $0.words(catalog) }) }

  /// The topics of a line and its bytes without marks of emphasis; nil where no rule reads it. O(bytes).
  func line(_ line: ArraySlice<UInt8>) -> (topics: LineTopics, bytes: [UInt8])? {
    guard line.count <= 2_000 else { return nil }
    var topics = LineTopics(bits: line.withUnsafeBufferPointer(groups.all))
    if topics.isEmpty { return nil }
    if !line.contains(UInt8(ascii: "%")) {
      topics.subtract([.chain, .downtime, .passed, .quota])
      // A change by so many times has no sign of percent.
      if !topics.contains(.times) { topics.subtract([.change]) }
      // A bound has a sign: `<`, `>`, or `≤` and `≥`.
      if !line.contains(where: { $0 == 0x3C || $0 == 0x3E || $0 == 0xE2 }) {
        topics.subtract([.meets])
      }
    }
    // A sentence that says what is used, or an item that is no more than a name and a version.
    if !topics.contains(.version) { topics.subtract([.use]) }
    if topics.contains(.version), line.count > 90 || !isItem(line) { topics.subtract([.version]) }
    return topics.isEmpty ? nil : (topics, withoutMarks(line))
  }

  private func isItem(_ line: ArraySlice<UInt8>) -> Bool {
    line.first { $0 != 0x20 }.map { "-*+".utf8.contains($0) } ?? false
  }
}

/// Bytes of a line whose marks of emphasis and of code are blank.
func withoutMarks(_ line: some Swift.Collection<UInt8>) -> [UInt8] {
  line.map { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "`") ? 0x20 : $0 }
}
