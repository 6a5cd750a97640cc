import Catalog
import Diagnostics
import Model
import Quantities

extension Rule {
  /// Compares the copies of data with the nodes or racks that are to hold them apart.
  static let replicasOverDomains = Rule(
    "replicas-over-domains", .error, "副本多于故障域", "More copies than failure domains",
    """
    Copies that are to fail apart need as many nodes, racks or zones as there are copies.

        Kafka集群 (2节点, 3副本)                 <- two brokers hold two replicas
        Ceph集群 (3副本, 跨机架, 2机架)           <- three racks, and a fourth to heal

        Kafka runs on 3 brokers with RF=4.       <- four copies on three brokers

    Judged where one component of a storing technology, or one sentence about it, states both. Racks
    and zones count only where the text says that the copies are spread over them.
    """
  ) { collection, reporter in
    var reported: Set<Span> = []
    for place in collection.designs.flatMap(\.places) where place.isComponent {
      guard
        place.technologies.contains(where: { collection.catalog.has(.copiesApart, $0) }),
        let copies = place.count(of: ["副本"]), copies.value >= 2
      else { continue }
      for (things, words) in domains {
        guard words.isEmpty || words.contains(where: { place.text.holds($0) }),
          let count = place.count(of: things), count.value < copies.value
        else { continue }
        reporter.report(
          "copies that are to fail apart need a domain each: \(format(copies, .en)) over "
            + format(count, .en),
          at: place.span)
        reported.insert(place.span)
        break
      }
    }
    for line in collection.figureLines(.copies) where !line.isCounterexample {
      if reported.contains(where: { $0.contains(line.span) || line.span.contains($0) }) { continue }
      for sentence in line.sentences {
        guard let (copies, holders) = copiesAndHolders(line, sentence, collection.catalog) else {
          continue
        }
        reporter.report(
          "copies that are to fail apart need a domain each: \(copies.number) copies over "
            + "\(holders.whole ?? 0) (`\(line.text(holders.range))`)",
          at: line.span(copies.range), notes: [.init("over these", at: line.span(holders.range))])
      }
    }
  }
}

/// The copies and the machines for them that a sentence about one storing technology states, where
/// there are fewer machines.
private func copiesAndHolders(
  _ line: FigureLine, _ sentence: Range<Int>, _ catalog: Catalog
) -> (copies: (number: Int, range: Range<Int>), holders: CountedFigure)? {
  guard line.first(comparisons, in: sentence) == nil else { return nil }
  let named = Set(catalog.mentions(in: Array(line.bytes[sentence])).map(\.id))
    .subtracting(["kubernetes"])
  // A bare `RF=4 on 3 brokers` speaks of one thing as well.
  guard named.count <= 1, named.allSatisfy({ catalog.has(.copiesApart, $0) }) else { return nil }
  let counts = line.counts(in: sentence)
  let holders = counts.filter { $0.countsHolders && !line.tellsOfFailure($0) }
  var copies = counts.filter { LineTopic.countedCopies.contains($0.thing) }
  if let factor = line.first(LineTopic.copyFactors, in: sentence),
    let (number, range) = line.number(after: factor.upperBound)
  {
    guard holders.count == 1, !holders[0].range.overlaps(range), let nodes = holders[0].whole,
      number > nodes, number <= 12
    else { return nil }
    return ((number, range), holders[0])
  }
  copies = copies.filter { !$0.countsHolders }
  guard !named.isEmpty, holders.count == 1, copies.count == 1, let number = copies[0].whole,
    let nodes = holders[0].whole, number > nodes, number <= 12
  else { return nil }
  return ((number, copies[0].range), holders[0])
}

extension FigureLine {
  /// Whether so many are lost or may be: `允许 1 个 broker 故障`, `survives one broker failing`.
  fileprivate func tellsOfFailure(_ count: CountedFigure) -> Bool {
    let start = max(0, count.range.lowerBound - 16)
    let end = min(bytes.count, count.range.upperBound + 24)
    return first(["允许", "容忍", "tolerat", "surviv"], in: start..<count.range.lowerBound) != nil
      || first(["故障", "失效", "宕", "fail", "down", "lost"], in: count.range.upperBound..<end) != nil
  }

  /// The small whole number that follows a name, with at most a sign between: `factor: 3`.
  fileprivate func number(after offset: Int) -> (Int, Range<Int>)? {
    var start = offset
    while start < bytes.count, [0x20, 0x3A, 0x3D].contains(bytes[start]) { start += 1 }
    if start + 2 < bytes.count, [UInt8](bytes[start..<(start + 3)]) == Array("：".utf8) {
      start += 3
    }
    if start + 2 < bytes.count, [UInt8](bytes[start..<(start + 3)]) == Array("为".utf8) {
      start += 3
    }
    var end = start
    while end < bytes.count, bytes[end].isDigit, end - start < 3 { end += 1 }
    guard let value = Int(text(start..<end)) else { return nil }
    return (value, start..<end)
  }
}

extension LineTopic {
  /// What counts copies of data.
  static let countedCopies = ["副本", "replica", "replicas", "copies"]

  /// What stands before their number.
  static let copyFactors = [
    "replication factor", "replication.factor", "replication-factor", "replicationfactor", "rf=",
    "rf =", "副本因子", "复制因子", "副本数",
  ]
}

/// Where the text weighs one number against the other, or counts copies for each of several.
private let comparisons = [
  "不能", "不得", "不超过", "至少", "每", "数据中心", "超过", "大于", "cannot", "at least", "more than", "exceed",
  "→", "->",
  "扩容", " per ", "each", "datacenter", "data center",
]

/// What may fail as one, and the words without which copies need not be spread over it.
private let domains: [(things: [String], words: [String])] = [
  (["节点", "台", "主机", "服务器"], []),
  (["机架"], ["跨机架", "不同机架", "跨机柜", "不同机柜", "机架级", "across racks", "rack-aware"]),
  (["可用区"], ["跨可用区", "不同可用区", "across zones", "zone-aware"]),
]
