import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Adds up what the branches of a drawing give, where the line above them says the total: `计算层 (3个集群，共 150 节点)`,
  /// `总耗时 10 ms`; and multiplies what each has by how many the line above counts: `测试集群: 16 台` over
  /// `每台 384 GB，共 6,144 GB`.
  mutating func holdTreeSums(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      let others = document.codeBlocks.filter { block in
        switch block.figure {
        case .relationTree?, .other?: drawings.contains(block.language)
        case .fileListing?, .checklist?, .decisionTree?, .flow?, .boxPicture?, .architecture?, nil:
          false
        }
      }
      let drawn = document.architectures.filter { $0.notation == .tree && $0.kind == .architecture }
      for span in others.map(\.span) + drawn.map(\.span) where span.end - span.start <= 6_000 {
        // Most drawings give no total.
        guard saysTotal.occurInAnyCase(in: Array(source.bytes[span.range])) else { continue }
        let nodes = drawnNodes(source.bytes, span.range)
        guard nodes.count > 2 else { continue }
        for parent in nodes.indices {
          let children = children(of: parent, in: nodes)
          guard let only = children.first else { continue }
          if children.count > 1 { addBranches(nodes[parent], children.map { nodes[$0] }, source) }
          if children.count == 1 || !nodes[parent].reads.isEmpty {
            for child in [only] + children.dropFirst() {
              multiply(nodes[parent], nodes[child], source)
            }
          }
        }
      }
    }
  }

  private mutating func addBranches(
    _ parent: DrawnNode, _ children: [DrawnNode], _ source: SourceFile
  ) {
    guard let total = parent.total else { return }
    let unit = total.quantity.unit
    var parts: [Quantity] = []
    for child in children {
      let own = child.reads.filter { isLike($0.quantity.unit, unit) }
      guard own.count == 1, let part = own.first, part.times == nil, part.per == nil,
        part.sign == nil,
        part.quantity.comparator == .equal, part.quantity.value >= 0,
        !eachWords.occurInAnyCase(in: child.text), !overlapping.occurInAnyCase(in: child.text)
      else { return }
      parts.append(part.quantity)
    }
    let values = parts.map { $0.value / $0.unit.scale }
    let stated = total.quantity.value / unit.scale
    let sum = values.reduce(0, +)
    let slack =
      parts.allSatisfy { $0.decimals == 0 } && total.quantity.decimals == 0
      ? 1e-9 * stated
      : parts.reduce(power(10, -total.quantity.decimals) / 2) { $0 + power(10, -$1.decimals) / 2 }
    // What lacks much, or is as much as one of them alone, is the total of something else.
    let isCounted = if case .count = total.quantity.dimension { true } else { false }
    guard abs(sum - stated) > slack, abs(sum - stated) <= stated * 0.25,
      // Of times and sizes not all may be listed.
      sum > stated || isCounted,
      !values.contains(where: { abs($0 - stated) <= slack }), !makesUp(values, stated)
    else { return }
    let place = source.span(total.range)
    if hasFinding(at: source.span(parent.line)) { return }
    let terms = parts.map { format($0, .en) }.joined(separator: " + ")
    report(
      "the parts of a whole add up to it: \(terms) = \(plainNumber((sum * 1e6).rounded() / 1e6)), not "
        + "`\(source.text(total.range))`", at: place)
  }

  private mutating func multiply(_ parent: DrawnNode, _ child: DrawnNode, _ source: SourceFile) {
    let each = readQuantities(in: source.bytes, range: child.line)
    guard each.count == 2, let thing = child.thingOfEach(each[0]),
      child.saysTotal(before: each[1]),
      each[0].quantity.unit.symbol == each[1].quantity.unit.symbol,
      each.allSatisfy({ $0.quantity.comparator == .equal && $0.times == nil && $0.per == nil }),
      case let counts = parent.reads.filter({ $0.quantity.dimension == .count(of: thing) }),
      counts.count == 1, let count = counts.first?.quantity, count.comparator == .equal
    else { return }
    let right = count.value * each[0].quantity.value
    let stated = each[1].quantity
    guard abs(right - stated.value) > abs(right) * 1e-9, (0.5...2).contains(stated.value / right)
    else { return }
    report(
      "the parts of a whole add up to it: \(format(count, .en)) × \(format(each[0].quantity, .en)) is "
        + "\(format(right, in: stated.unit, .en)), not `\(source.text(each[1].range))`",
      at: source.span(each[1].range))
  }
}

private let drawings: Set<String> = ["", "text", "txt", "plain", "plaintext"]

/// A line of a drawing, and how far in its text begins.
private struct DrawnNode {
  let depth: Int
  let line: Range<Int>
  let text: String
  let reads: [ReadQuantity]

  /// The figure that is said to be all of what the branches have: behind 共, 合计 or `total`, or of a line that begins
  /// with 总; nil where none is, or several are.
  var total: ReadQuantity? {
    let found = reads.filter { read in
      guard read.times == nil, read.per == nil, read.sign == nil,
        read.quantity.comparator == .equal, read.quantity.value > 0
      else { return false }
      switch read.quantity.dimension {
      case .count, .time, .data, .power, .money: break
      default: return false
      }
      let lead = String(
        decoding: text.utf8.prefix(max(0, read.range.lowerBound - line.lowerBound)), as: UTF8.self)
      let near = lead.lowercased().filter { !" :：约*".contains($0) }.suffix(8)
      return totalLeads.contains(where: near.hasSuffix)
    }
    guard found.count == 1, !overlapping.occurInAnyCase(in: text),
      !eachWords.occurInAnyCase(in: text)
    else { return nil }
    return found[0]
  }

  /// What a figure is said to be for each of: 台 in `每台 384 GB`.
  func thingOfEach(_ read: ReadQuantity) -> String? {
    let lead = String(
      decoding: text.utf8.prefix(max(0, read.range.lowerBound - line.lowerBound)), as: UTF8.self)
    guard let each = lead.lastIndex(of: "每") else { return nil }
    let thing = lead[lead.index(after: each)...].filter { $0 != " " }
    return (1...3).contains(thing.count) && thing.allSatisfy({ $0.isLetter }) ? thing : nil
  }

  func saysTotal(before read: ReadQuantity) -> Bool {
    let lead = String(
      decoding: text.utf8.prefix(max(0, read.range.lowerBound - line.lowerBound)), as: UTF8.self)
    return ["共", "合计", "总计", "总共"].contains(where: lead.filter { $0 != " " }.hasSuffix)
  }
}

private let totalLeads = [
  "共", "合计", "总计", "总共", "总耗时", "总时间", "总延迟", "总用时", "总容量", "总功耗", "total", "totaltime",
]
private let saysTotal: Words = ["共", "合计", "总", "total"]
private let eachWords: Words = ["每", "各", "each", "per "]
private let overlapping = Words(
  Vocabulary.together + [
    "异步", "async", "备用", "冗余", "共用", "共享", "复用", "混部", "shared", "spare", "其中", "约",
  ])

/// Whether parts in one unit may make a total in another: 3 个 and 11 个节点.
private func isLike(_ part: Unit, _ total: Unit) -> Bool {
  if part.symbol == total.symbol { return true }
  guard case .count = part.dimension, case .count = total.dimension else { return false }
  return part.symbol == "个" || total.symbol == "个"
}

/// The lines of a drawing with branches. O(bytes).
private func drawnNodes(_ bytes: [UInt8], _ range: Range<Int>) -> [DrawnNode] {
  guard
    bytes[range].indices.contains(where: {
      bytes[$0] == 0xE2 && bytes[$0...].starts(with: "─".utf8)
    })
  else { return [] }
  var nodes: [DrawnNode] = []
  var start = range.lowerBound
  while start < range.upperBound {
    let end = min(bytes.lineEnd(start), range.upperBound)
    defer { start = end + 1 }
    var at = start
    var depth = 0
    while at < end {
      if bytes[at] == 0x20 {
        at += 1
      } else if bytes[at] == 0xE2, at + 2 < end, bytes[at + 1] == 0x94 || bytes[at + 1] == 0x95 {
        at += 3
      } else {
        break
      }
      depth += 1
    }
    guard at < end, !bytes[at..<end].starts(with: "```".utf8) else { continue }
    let line = at..<end
    nodes.append(
      DrawnNode(
        depth: depth, line: line, text: String(decoding: bytes[line], as: UTF8.self),
        reads: readQuantities(in: bytes, range: line)))
  }
  return nodes
}

/// The branches right below a line, up to the next one that stands no further in.
private func children(of parent: Int, in nodes: [DrawnNode]) -> [Int] {
  var found: [Int] = []
  var depth: Int?
  for index in nodes.indices.dropFirst(parent + 1) {
    let own = nodes[index].depth
    if own <= nodes[parent].depth { break }
    if depth == nil { depth = own }
    if own == depth { found.append(index) }
  }
  return found
}
