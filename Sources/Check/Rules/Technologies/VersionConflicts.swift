import Catalog
import Diagnostics
import Model

extension Collection {
  /// Judges the sentences that name a version of one technology and another that it does not go with:
  /// `Kafka 4.1，元数据由 3 节点 ZooKeeper 集群管理`.
  ///
  /// Only conflicts that begin with a version are judged here: of others a sentence may compare the two.
  func judgeLines(byConflict rule: TechnologyRule, _ reporter: inout Reporter) {
    guard !rule.from.isEmpty, rule.unless.isEmpty, rule.beside.isEmpty, rule.words.isEmpty else {
      return
    }
    for line in figureLines(.version, .use)
    where line.isLine && !line.isRow && !line.isCounterexample {
      if model.documents[line.document].isInFence(line.span) { continue }
      for sentence in line.sentences {
        let bytes = Array(line.bytes[sentence])
        guard !turns.occurInAnyCase(in: bytes) else { continue }
        let mentions = catalog.mentions(in: bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        let named = Set(mentions.map(\.id))
        guard named.count >= 2, holds(rule.of, text, named), holds(rule.with, text, named),
          let mention = mentions.first(where: { mention in
            guard let first = rule.from[mention.id], let technology = catalog[mention.id],
              let version = statedVersion(
                after: mention.range.upperBound, in: bytes, of: technology)
            else { return false }
            return compareVersions(version, first) >= 0
          })
        else { continue }
        let start = sentence.lowerBound + mention.range.lowerBound
        let span = line.span(start..<(start + mention.range.count))
        if reporter.hasFinding(at: line.span) { continue }
        reporter.report(rule.message, at: span, severity: .warning)
      }
    }
  }
}

/// What tells of how it was, will be or must not be.
private let turns: Words = [
  "不", "无", "未", "没", "移除", "弃用", "废弃", "替代", "替换", "取代", "迁移", "升级", "去除", "取消", "告别", "以前", "之前",
  "旧",
  "kraft", "without", "no longer", "removed", "replac", "migrat", "upgrad", "deprecat", "instead",
  "not ", "n't ", "drop", "until", "before", "from ", "need", "old", "legacy", "than",
]
