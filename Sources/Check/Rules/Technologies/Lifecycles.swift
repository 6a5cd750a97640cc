import Catalog
import Diagnostics
import Model
import Quantities

extension Rule {
  /// Flags versions that had reached their end when the document was written.
  static let endOfLife = Rule(
    "end-of-life", .warning, "版本已停止支持", "Version past its end of life",
    """
    A design should not rest on a version that its makers no longer support on the document's date.

        > **最后更新**: 2025年10月20日

        OpenStack (Train)        <- support ended on 2024-02-20

    The dates are those of the catalog, each with its source. What is older than the oldest release known
    has ended when that one has. Components of architectures and rows of tables with versions are
    judged, and sentences that say what runs, `集群运行 Kubernetes 1.24`, or where a move is to lead, 将迁移到 PostgreSQL 12;
    only in documents that say when they were written.
    """
  ) { collection, reporter in
    for design in collection.designs + collection.versionedPlaces() {
      guard let date = design.date else { continue }
      var seen: Set<String> = []
      for place in design.places {
        for id in place.technologies.sorted() {
          guard let technology = collection.catalog[id],
            let release = technology.release(place.versions[id]), let end = release.ends,
            end <= date, seen.insert(id + (place.versions[id] ?? release.version)).inserted,
            !design.surroundings.lines.contains(where: { speaks($0, of: id, release) })
          else { continue }
          let version = release.version == "all" ? nil : release.name ?? release.version
          let isOlder = place.versions[id].map(technology.isOlder) ?? false
          let what = [technology.name, isOlder ? place.versions[id] : version]
            .compactMap { $0 }.joined(separator: " ")
          let newest = technology.lifecycle.filter { release in
            release.version != "all" && (release.ends.map { $0 > date } ?? true)
              && (release.released.map { $0 <= date } ?? false)
          }.max { ($0.released ?? date) < ($1.released ?? date) }
          var notes: [Diagnostic.Note] = []
          if let newest {
            notes.append(.init("\(newest.name ?? newest.version) was supported then"))
          }
          if let source = collection.catalog.sources[release.source] {
            notes.append(.init("source: \(source.title)"))
          }
          reporter.report(
            "a design should rest on what is supported: support of \(what) ended "
              + (isOlder
                ? "before that of \(version ?? ""), which ended on \(end), " : "on \(end), ")
              + "and the document is of \(date)",
            at: place.span, notes: notes)
        }
      }
    }
    reporter.holdUsedVersions(collection)
  }

  /// Holds the stated figures of hardware against the catalog's.
  static let hardwareFigure = Rule(
    "hardware-figure", .warning, "与硬件的标称规格不符", "Figure that the hardware does not have",
    """
    A piece of hardware has the cores, the clock and the memory that its maker gives it.

        └─ CPU: 2×Intel Xeon Gold 6248R (3.0GHz, 28核)        <- a 6248R has 24 cores

    Figures of processors and GPUs come from the catalog, with their sources. Memory may be a multiple
    of a model's, for several of them.
    """
  ) { collection, reporter in
    for design in collection.designs {
      for place in design.places {
        let hardware = place.technologies.compactMap { collection.catalog[$0] }
          .filter { $0.category == "cpu" || $0.category == "gpu" }
        guard hardware.count == 1, let technology = hardware.first else { continue }
        for quantity in place.quantities where quantity.comparator == .equal {
          guard let limit = technology.limit(measuring: quantity.dimension),
            !limit.numbers.isEmpty, !limit.allows(quantity)
          else { continue }
          let known = limit.values.joined(separator: " or ")
          reporter.report(
            "a part has what its maker states: \(technology.name) has \(known) "
              + "\(limit.unit == limit.name ? "" : limit.unit.map { "\($0) of " } ?? "")"
              + "\(limit.name), not \(format(quantity, .en))",
            at: place.span,
            notes: collection.catalog.sources[limit.source].map {
              [.init("source: \($0.title)")]
            } ?? [])
        }
      }
    }
  }
}

extension Reporter {
  /// Judges the versions that a sentence of prose says are run, right behind the verb.
  fileprivate mutating func holdUsedVersions(_ collection: Collection) {
    for line in collection.figureLines(.use)
    where line.isLine && !line.isRow && !line.isCounterexample {
      let document = collection.model.documents[line.document]
      guard let date = collection.statedDate(of: document), !document.isInFence(line.span) else {
        continue
      }
      for sentence in line.sentences {
        let used = usage(line, sentence)
        guard let verb = used ?? destination(line, sentence) else { continue }
        let bytes = Array(line.bytes[sentence])
        for mention in collection.catalog.mentions(in: bytes) {
          let start = sentence.lowerBound + mention.range.lowerBound
          // Where a move leads is what stands right behind its verb.
          guard start >= verb.upperBound, start - verb.upperBound <= (used == nil ? 1 : 24),
            let technology = collection.catalog[mention.id],
            let version = statedVersion(after: mention.range.upperBound, in: bytes, of: technology),
            let release = technology.release(version), let end = release.ends, end <= date
          else { continue }
          let span = line.span(start..<(start + mention.range.count))
          if hasFinding(at: span) { continue }
          report(
            "a design should rest on what is supported: support of \(technology.name) \(version) ended "
              + "\(technology.isOlder(version) ? "before" : "on") \(end), and the document is of \(date)",
            at: span,
            notes: collection.catalog.sources[release.source].map {
              [.init("source: \($0.title)")]
            } ?? [])
        }
      }
    }
  }
}

/// The verb of a sentence that says what is run.
private func usage(_ line: FigureLine, _ sentence: Range<Int>) -> Range<Int>? {
  guard let verb = line.first(LineTopic.uses, in: sentence), line.first(past, in: sentence) == nil,
    line.first(denials, in: sentence) == nil,
    // What others run is their affair.
    line.first(own, in: sentence.lowerBound..<verb.lowerBound) != nil
  else { return nil }
  return verb
}

/// The verb of a sentence that says where a move is to lead: 将业务库从 Oracle 迁移到 PostgreSQL 12.
private func destination(_ line: FigureLine, _ sentence: Range<Int>) -> Range<Int>? {
  guard let verb = line.first(LineTopic.destinations, in: sentence),
    line.first(steps, in: sentence) == nil,
    line.first(bounds, in: sentence) == nil,
    line.first(intents, in: sentence.lowerBound..<verb.lowerBound) != nil
  else { return nil }
  return verb
}

extension LineTopic {
  /// The verbs of what is run.
  static let uses = [
    "runs ", "run on ", "running ", "uses ", "using ", "采用", "使用", "运行在", "运行于", "运行", "部署",
    "patched to ",
  ]

  /// The verbs of a move, before where it leads.
  static let destinations = [
    "迁移到", "迁移至", "升级到", "升级至", "切换到", "切换至", "migrate to", "migrating to", "upgrade to",
    "upgrading to", "move to",
  ]
}

private let intents = [
  "将", "计划", "决定", "拟", "建议", "will ", "plan", "propose", "decide", "decision",
]

/// Bounds, and moves of others.
private let bounds = [
  "以上", "及更高", "至少", "最低", "at least", "or later", "or newer", "or above", "customer", "客户", "用户",
  "竞品",
]

/// Where a move has been made, or leads further.
private let steps = [
  "已", "曾", "先", "再", "逐步", "依次", "此前", "之前", "年，", "不再", "不应", "不建议", "不升", "不迁", "而非", "经", "如果",
  "若", "first ", "then ",
  "was ",
  "were ",
  "had ", "not ", "instead", "if ", " in 20", "by way of",
]

/// Whose versions are told.
private let own = [
  "集群", "平台", "系统", "节点", "环境", "服务器", "主机", "我们", "本项目", "生产", "数据库", "网关", "cluster", "platform",
  "host", "node",
  "server", "broker", "resolver", "fleet", "we ", "production", "machine",
]

/// Where a sentence forbids, denies or only speaks of a version.
private let denials = [
  "禁止", "不得", "避免", "不允许", "切勿", "请勿", "不采用", "未采用", "不使用", "不再", "无需", "没有", "否决", "风险", "下线",
  "如需", "当", "告警",
  "驱动", "客户端", "协议", "语法", "一致", "年", "某", "论文", "研究", "对手", "never", "avoid", "forbid", "no ",
  "nobody", "instead",
  "stop", "not ", "without", "reject", "against", "decommission", "alert", "scanner", "customer",
  "newer", "risk",
  "driver", "protocol", "syntax", "paper", "study", " in 20", "vendor", "cost of", "away from",
  "old ", "said",
]

/// Where a sentence tells of other times, of what may be, or of an end that is known.
private let past = [
  "曾", "支持期", "维护期", "受支持", "原", "旧", "此前", "之前", "升级", "迁移", "从", "不再", "停止", "eol", "结束", "终止",
  "退役", "淘汰", "弃用", "兼容",
  "最低",
  "至少", "以上", "如果", "若", "例如", "测试", "计划", "was ", "were ", "had ", "used to", "legacy", "older",
  "upgrad",
  "migrat", "replac", "before", "until", "no longer", "end of", "e.g.", "example", "if ", "test",
  "support",
  "extended", "or later", "for instance", "?", "？", "when ",
]

/// Whether a sentence already says that a version is at its end.
private func speaks(_ line: Design.Line, of id: String, _ release: Technology.Release) -> Bool {
  guard line.isDiscussion, line.technologies.contains(id) || line.text.holds(release.version)
  else { return false }
  return endings.occur(in: line.text)
}

private let endings: Words = [
  "停止维护", "停止支持", "终止", "生命周期", "EOL", "EoL", "不再", "已过", "结束", "到期", "弃用", "移除", "退役", "淘汰",
  "并入", "end of life", "end of support", "升级", "unmaintained",
]

extension Technology {
  /// The release that a stated version belongs to: `1.28.3` to 1.28, `8.0 U2` to 8.0; what is ended
  /// as a whole needs no version.
  func release(_ version: String?) -> Release? {
    if let all = lifecycle.first(where: { $0.version == "all" }) { return all }
    guard let version else { return nil }
    if let exact = lifecycle.first(where: { $0.version == version }) { return exact }
    if let line = lifecycle.first(where: { version.hasPrefix($0.version + ".") }) { return line }
    return isOlder(version) ? oldest : nil
  }

  /// The release with the lowest number; nil where one has none.
  private var oldest: Release? {
    let ordered = lifecycle.map { numbers(of: $0.version) }
    guard !ordered.isEmpty, !ordered.contains([]) else { return nil }
    return zip(lifecycle, ordered).min { $0.1.lexicographicallyPrecedes($1.1) }?.0
  }

  /// Whether a version comes before all that are known.
  func isOlder(_ version: String) -> Bool {
    guard let oldest else { return false }
    let stated = numbers(of: version)
    return !stated.isEmpty && stated.lexicographicallyPrecedes(numbers(of: oldest.version))
  }

  fileprivate func limit(measuring dimension: Dimension) -> Limit? {
    switch dimension {
    case .count(of: "核"): category == "cpu" ? limit("cores") : nil
    case .frequency: category == "cpu" ? limit("base-clock") : nil
    case .data: category == "gpu" ? limit("memory") : nil
    default: nil
    }
  }
}

/// `1.28` as 1 and 28; empty for what is no version in numbers.
private func numbers(of version: String) -> [Int] {
  let parts = version.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
  return parts.contains(nil) ? [] : parts.compactMap { $0 }
}

extension Technology.Limit {
  /// Whether a figure is one of the known ones, or several of them together.
  fileprivate func allows(_ quantity: Quantity) -> Bool {
    switch quantity.dimension {
    case .frequency:
      // Base or turbo: only a figure beyond any turbo of a processor is wrong for certain.
      return numbers.contains { value in
        quantity.value >= value * 0.99e9 && quantity.value <= value * 2.2e9
      }
    case .data:
      return numbers.contains { value in
        [value * 1e9, value * 1_073_741_824].contains { size in
          let many = (quantity.value / size).rounded()
          return many >= 1 && abs(quantity.value / size - many) < 0.01 * many
        }
      }
    default:
      // Two sockets, or threads for cores.
      return numbers.contains { value in
        let many = quantity.value / value
        return many == many.rounded() && many >= 1 && many <= 8
      }
    }
  }
}
