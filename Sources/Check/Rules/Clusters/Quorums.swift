import Catalog
import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds the failures that a cluster is said to survive against the number of its members.
  static let quorumFailures = Rule(
    "quorum-failures", .error, "多数派容不下这么多故障", "Failures beyond a majority",
    """
    A majority of n members survives the failure of (n − 1) / 2 of them, rounded down.

        5 节点 etcd，可容忍 3 个节点故障        <- of 5 members 3 are the majority, and 2 may fail

    Judged in sentences that name what votes (etcd, ZooKeeper, Consul, Raft, a quorum) or speak of a
    majority. No cluster survives the failure of all its members, whatever it is; one that is to
    survive f members that lie needs 3 f + 1. Tables of members and what they bear are read, `quorum of 4`
    for five members, erasure codes (`EC 4+2` bears 2) and copies with `min.insync`.

    - etcd: FAQ, failure tolerance, <https://etcd.io/docs/latest/faq/>
    """
  ) { collection, reporter in
    var seen: Set<Span> = []
    for own in Array(collection.figureLines(.tolerance)) + collection.spelledMajorities()
    where !own.isCounterexample {
      let (line, sentences) = collection.joined(own)
      for sentence in sentences {
        guard let found = tolerance(line, sentence, collection) else { continue }
        let (members, failures, formula) = found
        let place = line.span(failures.range)
        guard seen.insert(place).inserted else { continue }
        reporter.report(
          "a cluster survives the failure of as many members as a majority can spare: "
            + "\(formula), not `\(line.text(failures.range))`",
          at: line.span(failures.range),
          notes: [.init("of these", at: line.span(members.range))])
      }
    }
    reporter.holdQuorumSizes(collection)
    reporter.holdSurvivors(collection)
  }
}

/// A cluster in a sentence that is said to survive more failures than it can.
private func tolerance(
  _ line: FigureLine, _ sentence: Range<Int>, _ collection: Collection
) -> (members: CountedFigure, failures: CountedFigure, formula: String)? {
  guard let word = line.first(LineTopic.tolerances, in: sentence),
    line.first(losing, in: word) == nil
      || line.first(["if ", "when "], in: sentence.lowerBound..<word.lowerBound) == nil,
    line.first(denials, in: max(sentence.lowerBound, word.lowerBound - 12)..<word.lowerBound)
      == nil,
    line.first(conditions, in: conclusion(line, main(line, sentence), before: word.lowerBound))
      == nil,
    // So many in each of several: who votes is their product.
    line.first(shares, in: sentence.lowerBound..<word.lowerBound) == nil
  else { return nil }
  let counts =
    (line.counts(in: sentence) + line.memberCounts(in: sentence)
    + line.spelledCounts(in: sentence))
    .sorted { $0.range.lowerBound < $1.range.lowerBound }
  guard
    let failures = line.loss(in: word.upperBound..<sentence.upperBound)
      ?? line.lost(behind: word, in: sentence)
      ?? counts.first(where: { $0.range.lowerBound >= word.upperBound }),
    failures.range.lowerBound - word.upperBound <= 24, let lost = failures.most,
    failures.countsMembers || isFailure(failures.thing)
      || CountedFigure.votesByNature(failures.thing),
    let members = counts.last(where: {
      $0.range.upperBound <= word.lowerBound
        && ($0.countsMembers || CountedFigure.votesByNature($0.thing)
          // Of 3 主 3 从 a label says nothing more.
          || (!$0.countsRoles && line.label(of: $0).map(labelsMembers) ?? false))
    }),
    let all = members.whole
  else { return nil }
  let votesByNature =
    [members.thing, line.label(of: members) ?? ""].contains(where: CountedFigure.votesByNature)
    && collection.namesVoters(line.document)
  // 允许 allows much: only failures are meant.
  if line.text(word) == "允许",
    line.first(
      ["故障", "失效", "宕机", "离线"],
      in: failures.range.upperBound..<min(sentence.upperBound, failures.range.upperBound + 15))
      == nil
  {
    return nil
  }
  if line.first(liars, in: sentence) != nil {
    let most = (all - 1) / 3
    return lost > most ? (members, failures, "(\(all) − 1) / 3 = \(most)") : nil
  }
  let votes =
    line.first(majorityWords, in: sentence) != nil
    || collection.catalog.mentions(in: Array(line.bytes[sentence])).contains {
      collection.catalog.has(.majority, $0.id)
    } || (CountedFigure.isVoter(members.thing) && collection.isAboutVoters(line))
  guard votes || votesByNature else {
    return lost >= all ? (members, failures, "fewer than \(all)") : nil
  }
  let most = (all - 1) / 2
  return lost > most ? (members, failures, "(\(all) − 1) / 2 = \(most)") : nil
}

/// A sentence without the clause that `, which` begins.
private func main(_ line: FigureLine, _ sentence: Range<Int>) -> Range<Int> {
  line.first([", which "], in: sentence).map { sentence.lowerBound..<$0.lowerBound } ?? sentence
}

extension Collection {
  /// Whether the heading above a line, or the title of its document, names what votes.
  fileprivate func isAboutVoters(_ line: FigureLine) -> Bool {
    let document = model.documents[line.document]
    let section = document.sections[document.sections.innermost(at: line.span.start)]
    return [section.title, document.title].contains { title in
      title.count <= 40 && catalog.mentions(in: title).contains { catalog.has(.majority, $0.id) }
    }
  }
}

extension FigureLine {
  /// How many are lost in `the loss of two`, whatever follows; nil without such words.
  fileprivate func loss(in range: Range<Int>) -> CountedFigure? {
    guard let words = first(["loss of "], in: range) else { return nil }
    let rest = words.upperBound..<min(range.upperBound, words.upperBound + 24)
    let terms = text(rest).lowercased().split { $0 == " " }
    let word = terms.first?.prefix { $0.isLetter || $0.isNumber } ?? ""
    // Of two clients or five seconds nothing is said here.
    guard
      terms.count == 1 || terms.first?.count != word.count
        || CountedFigure.isMember(String(terms[1].prefix { $0.isLetter }))
    else { return nil }
    guard
      let value = SmallNumber.value(of: word), (1...9).contains(value)
    else { return nil }
    let start = words.upperBound
    return counted(SmallNumber(value: value, range: start..<(start + word.utf8.count)), "member")
  }

  /// The bare number behind `could lose` or 可丢失, at the end of its clause: `could lose three and keep a majority`.
  fileprivate func lost(behind word: Range<Int>, in sentence: Range<Int>) -> CountedFigure? {
    guard first(losing, in: word) != nil else { return nil }
    var start = word.upperBound
    while start < sentence.upperBound, bytes[start] == 0x20 { start += 1 }
    guard let number = SmallNumber(bytes, at: start, limit: sentence.upperBound),
      (1...9).contains(number.value)
    else { return nil }
    let rest = text(number.range.upperBound..<sentence.upperBound)
    let isClosed =
      ["", " and ", " of ", ",", "，", "个", "节点", "台"].contains {
        $0.isEmpty ? rest.isEmpty : rest.hasPrefix($0)
      }
    return isClosed ? counted(number, "member") : nil
  }

  /// `3成员` and `5 节点` behind a name, whose number could be its version.
  fileprivate func memberCounts(in range: Range<Int>) -> [CountedFigure] {
    range.compactMap { at in
      guard bytes[at].isDigit, at == range.lowerBound || bytes[at - 1] == 0x20,
        let number = SmallNumber(bytes, at: at, limit: range.upperBound)
      else { return nil }
      var end = number.range.upperBound
      if end < range.upperBound, bytes[end] == 0x20 { end += 1 }
      let rest = bytes[end..<range.upperBound]
      guard rest.starts(with: "成员".utf8) || rest.starts(with: "节点".utf8) else { return nil }
      return counted(number, String(decoding: rest.prefix(6), as: UTF8.self))
    }
  }

  /// The members that a part of the line counts in English words: `three etcd members`, `two failures`.
  fileprivate func spelledCounts(in range: Range<Int>) -> [CountedFigure] {
    let words = latinWords(bytes, range)
    return words.indices.compactMap { at in
      guard words[at].text.utf8.first.map({ !$0.isDigit }) ?? false,
        let value = SmallNumber.value(of: words[at].text)
      else { return nil }
      let next = words[(at + 1)...].prefix(2).map(\.text)
      guard
        let thing = next.first(where: {
          isFailure($0) || CountedFigure.isMember($0) || CountedFigure.votesByNature($0)
        })
      else { return nil }
      return counted(SmallNumber(value: value, range: words[at].range), thing)
    }
  }

  private func counted(_ number: SmallNumber, _ thing: String) -> CountedFigure {
    let exact = Quantity(
      value: Double(number.value), interval: .exactly(Double(number.value)), unit: .one,
      comparator: .equal, decimals: 0)
    return CountedFigure(range: number.range, quantity: exact, thing: thing)
  }
}

/// Whether a label before a bare number says that members are counted: `monitors: 4`, `ZooKeeper 集群: 5`.
private func labelsMembers(_ label: String) -> Bool {
  CountedFigure.votesByNature(label) || CountedFigure.isMember(label)
    || ["集群", "节点", "成员", "cluster", "ensemble"].contains(label)
}

private func isFailure(_ thing: String) -> Bool {
  ["failure", "failures", "fault", "faults", "故障", "失效", "宕机", "节点", "member"].contains(thing)
}

extension LineTopic {
  /// What says that a cluster bears the loss of members.
  static let tolerances = ["容忍", "容错", "容许", "允许", "tolerat", "surviv", "withstand"] + losing
}

private let losing = ["可丢失", "可失去", "can lose", "could lose", "may lose"]
private let denials = ["不能", "无法", "不可", "不足以", "cannot", "can not", "not ", "n't "]
/// What says that so many failures are asked for, and not that so many members bear them.
private let conditions = [
  "若", "如果", "如需", "需要", "必须", "才能", "至少", "扩容", "if ", "need", "requir", "has to", "have to",
  "must", "should",
]
private let shares = [
  "each", "每", " per ", "各", "逐个", "依次", "one at a time", "worker", "观察者", "observer",
]
private let liars = ["拜占庭", "byzantine", "bft", "恶意"]
private let majorityWords = ["多数派", "过半", "仲裁", "quorum", "majority", "raft", "paxos", "zab"]

extension Collection {
  /// Judges the lines outside of drawings by a catalog rule about the number of voting members.
  func judgeLines(byQuorum rule: TechnologyRule, _ reporter: inout Reporter) {
    let ids = Set(
      rule.of.compactMap { term -> String? in
        if case .technology(let id) = term { id } else { nil }
      })
    for line in figureLines(.quorum) where line.isLine && !line.isCounterexample {
      if model.documents[line.document].isInFence(line.span) { continue }
      for sentence in line.sentences {
        let bytes = Array(line.bytes[sentence])
        let text = String(decoding: bytes, as: UTF8.self)
        guard !notMembers.occurInAnyCase(in: bytes),
          rule.words.isEmpty || rule.words.contains(where: text.holds),
          !holds(rule.unless, text, [])
        else { continue }
        let mentions = catalog.mentions(in: bytes).filter { ids.contains($0.id) }
        // Of MariaDB only a Galera cluster votes.
        guard mentions.count == 1, mentions[0].id != "mariadb" || text.lowercased().holds("galera")
        else { continue }
        let start = mentions[0].range.lowerBound + sentence.lowerBound
        let name = start..<(start + mentions[0].range.count)
        let beside = line.counts(in: sentence).filter { count in
          guard count.countsMembers else { return false }
          return count.range.lowerBound >= name.upperBound
            ? line.isFiller(name.upperBound..<count.range.lowerBound)
            : count.range.upperBound <= name.lowerBound
              && line.isFiller(count.range.upperBound..<name.lowerBound)
        }
        guard beside.count == 1, let count = beside[0].whole, count >= 2, count % 2 == 0 else {
          continue
        }
        reporter.report(
          "\(rule.message): here \(count)", at: line.span(beside[0].range))
      }
    }
  }
}

extension FigureLine {
  /// Whether a text between a name and the count of its members says nothing of its own.
  fileprivate func isFiller(_ range: Range<Int>) -> Bool {
    guard range.count <= 24 else { return false }
    let kept = range.filter { index in
      let byte = bytes[index]
      return byte >= 0x80 || byte.isLetter
    }.map { bytes[$0] | (bytes[$0] < 0x80 ? 0x20 : 0) }
    var rest = String(decoding: kept, as: UTF8.self)
    for word in fillers where !rest.isEmpty {
      while let place = rest.firstRange(of: word) { rest.removeSubrange(place) }
    }
    return rest.isEmpty
  }
}

private let fillers = [
  "cluster", "ensemble", "集群", "ofa", "with", "runs", "run", "has", "of", "采用", "使用", "部署", "由",
  "共",
  "为", "的", "：", "（", "）", "，", "组成", "a", "x",
]

/// Where a pair is no vote: a primary and its copy; and where the text weighs numbers of members.
private let notMembers: Words = [
  "主从", "主备", "1主", "一主", "standby", "primary", "偶数", "奇数", "even number", "odd number", "扩容", "升级",
  "instead of", "代替", "而不是", "→", "->", "tolerat", "容忍", "备份", "观察", "observer", "learner", "跨",
  "client",
  "if ", "suppose", "for example", "e.g.", "如果", "假设", "例如", "比如", "workstation", "laptop", "测试",
  "test",
]

extension CountedFigure {
  /// Whether it counts the masters or the copies of a cluster, of which each part has its own.
  fileprivate var countsRoles: Bool {
    ["主", "从", "备", "master", "slave", "shard", "primar", "replica", "standby"].contains(
      where: thing.contains)
  }
}
