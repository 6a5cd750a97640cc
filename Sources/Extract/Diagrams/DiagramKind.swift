import Model

/// Decides what a figure is, from its drawing first and then from its words.
enum DiagramKind {
  /// The share of nodes from which a figure is what its nodes are.
  private static let most = 0.4

  /// What a figure with branches is.
  static func classify(
    _ tree: BoxTree, evidence: DiagramEvidence, titles: [String]
  ) -> Architecture.Kind {
    let branches = tree.nodes.count { $0.mark != .none }
    if boxLines(tree) * 3 >= branches, boxLines(tree) >= 2 { return .boxPicture }
    let count = Double(max(1, evidence.nodes))
    let isPathRoot = tree.roots.contains {
      DiagramEvidence.isPath(tree.text.bytes, tree.nodes[$0].text)
    }
    if Double(evidence.relations) >= count * most, evidence.relations >= 2 { return .relationTree }
    if Double(evidence.paths) >= count * most || (isPathRoot && evidence.paths > 1) {
      return .fileListing
    }
    if isPathRoot, Double(evidence.numbered) >= count * most { return .other }
    if evidence.answers >= 2, Double(evidence.answers + evidence.questions) >= count * 0.25 {
      return .decisionTree
    }
    if evidence.questions >= 2, Double(evidence.questions) >= count * 0.25 { return .decisionTree }
    if Double(evidence.marks) >= count * 0.5 { return .checklist }
    if Double(evidence.prices + evidence.settings) >= count * most { return .other }
    let infrastructure = Double(evidence.infrastructure) / count
    if tree.connectors.count >= max(2, branches) { return .flow }
    if tree.connectors.count > 0, evidence.numbered >= 2 || infrastructure < 0.5 { return .flow }
    if Double(evidence.arrows) >= count * 0.5, infrastructure < 0.5 { return .flow }
    var evidence = evidence
    var titles = titles
    if areStagesOfParts(tree, evidence) {
      evidence.plans -= evidence.stages.count
      titles.removeFirst(min(tree.roots.count, titles.count))
    } else if speaksOfParts(tree, evidence, infrastructure) {
      titles.removeAll { DiagramEvidence.planWords.occurs(in: $0) }
    } else if isAllOfParts(tree, evidence, infrastructure) {
      titles.removeAll {
        DiagramEvidence.stageWords.occurs(in: $0) && !DiagramEvidence.learningWords.occurs(in: $0)
      }
    }
    return isArchitecture(evidence, infrastructure, titles) ? .architecture : .other
  }

  /// Whether the roots are two stages and more of a system, and what hangs on them are its parts: what it consists of
  /// at each stage, and not what is done then.
  private static func areStagesOfParts(_ tree: BoxTree, _ evidence: DiagramEvidence) -> Bool {
    let roots = tree.roots
    guard roots.count >= 2, evidence.stages == roots else { return false }
    let parts = parts(tree, evidence) { tree.nodes[$0].parent != nil }
    let others = tree.nodes.count - roots.count
    return others >= 4 && Double(parts) >= Double(others) * 0.6
  }

  /// Whether the only root is called an architecture or the like, and nearly all on it are parts of one: then the
  /// heading of a phase above it does not make a plan of it.
  private static func speaksOfParts(
    _ tree: BoxTree, _ evidence: DiagramEvidence, _ share: Double
  ) -> Bool {
    guard tree.roots.count == 1, let root = tree.roots.first, evidence.nodes >= 4,
      evidence.plans + evidence.advice == 0, share >= 0.6
    else { return false }
    return DiagramEvidence.structureWords.occurs(in: tree.text.bytes, tree.nodes[root].text)
      && Double(parts(tree, evidence) { _ in true }) >= Double(evidence.nodes) * 0.5
  }

  /// Whether every node names a part of a system, and none is a price or something to be done: then the heading of a phase
  /// or of costs above it tells of the chapter.
  private static func isAllOfParts(
    _ tree: BoxTree, _ evidence: DiagramEvidence, _ share: Double
  ) -> Bool {
    guard evidence.nodes >= 3, evidence.plans + evidence.advice + evidence.prices == 0, share >= 0.8
    else { return false }
    return parts(tree, evidence) { _ in true } * 5 >= evidence.nodes * 4
  }

  /// How many of some nodes speak of parts of a system, and do not begin with what is done to one.
  private static func parts(
    _ tree: BoxTree, _ evidence: DiagramEvidence, _ suits: (Int) -> Bool
  ) -> Int {
    tree.nodes.indices.count {
      suits($0) && evidence.parts[$0]
        && !DiagramEvidence.isTask(tree.text.bytes, tree.nodes[$0].text)
    }
  }

  /// What a figure without branches is; nil where it is plain text.
  static func classify(lines tree: BoxTree) -> Architecture.Kind? {
    if boxLines(tree) >= 2 || asciiBorders(tree.text) >= 2 { return .boxPicture }
    var flush = 0
    var marked = 0
    var arrows = tree.connectors.count
    for line in tree.lines where line.kind == .text {
      let bytes = tree.text.bytes
      if tree.text.bytes.find("→", in: line.text) != nil { arrows += 1 }
      guard line.column == 0 else { continue }
      flush += 1
      let first = bytes.scalar(at: line.text.lowerBound).value
      if [0x2705, 0x274C, 0x2611, 0x2610, 0x2713, 0x2714, 0x25A1].contains(first)
        || bytes.has("[ ]", at: line.text.lowerBound) || bytes.has("[x]", at: line.text.lowerBound)
        || bytes.has("- ✅", at: line.text.lowerBound)
      {
        marked += 1
      }
    }
    if marked >= 2, marked * 2 >= flush { return .checklist }
    if tree.connectors.count > 0 || arrows >= 2 { return .flow }
    return nil
  }

  static func classify(
    _ chart: Flowchart, evidence: DiagramEvidence, titles: [String]
  ) -> Architecture.Kind {
    let decisions = chart.nodes.count { $0.isDecision }
    let labelled = Set(
      chart.edges.filter { chart.nodes[$0.from].isDecision && $0.label != nil }.map(\.from))
    if evidence.questions >= 1, decisions >= 1 { return .decisionTree }
    if labelled.count >= 1, labelled.count * 2 >= decisions { return .flow }
    let count = Double(max(1, evidence.nodes))
    let infrastructure = Double(evidence.infrastructure) / count
    return isArchitecture(evidence, infrastructure, titles) ? .architecture : .flow
  }

  /// Whether the words speak of the parts of a system, and not of a plan or of a doctrine.
  private static func isArchitecture(
    _ evidence: DiagramEvidence, _ share: Double, _ titles: [String]
  ) -> Bool {
    let count = Double(max(1, evidence.nodes))
    if Double(evidence.plans + evidence.advice) >= count * 0.2 { return false }
    // TIER 1: 100K Users (MVP Phase): a remark tells of a phase, and makes no plan.
    if titles.contains(where: { DiagramEvidence.planWords.occurs(in: withoutRemark($0)) }) {
      return false
    }
    // Docker快速启动（推荐新手）: a remark says for whom it is.
    if titles.contains(where: { title in
      DiagramEvidence.adviceWords.occurs(in: title)
        && DiagramEvidence.adviceWords.occurs(in: withoutRemark(title))
        && !DiagramEvidence.structureWords.occurs(in: title)
        && !DiagramEvidence.infrastructureWords.occurs(in: title)
    }) {
      return false
    }
    if Double(evidence.actions) >= max(2, count * 0.4) { return false }
    if titles.contains(where: { DiagramEvidence.conceptWords.occurs(in: $0) }),
      !titles.contains(where: { DiagramEvidence.structureWords.occurs(in: $0) })
    {
      return false
    }
    if Double(evidence.numbered) >= count * 0.5 { return false }
    if evidence.infrastructure >= 2, share >= 0.3 { return true }
    return evidence.infrastructure >= 1
      && titles.contains { DiagramEvidence.structureWords.occurs(in: $0) }
  }

  /// A title without what stands in brackets at its end.
  private static func withoutRemark(_ title: String) -> String {
    let bytes = Array(title.utf8)
    let range = bytes.trimmed(bytes.indices)
    guard let last = bytes[range].last,
      last == UInt8(ascii: ")") || bytes.has("）", at: range.upperBound - 3),
      let open = range.reversed().first(where: {
        bytes[$0] == UInt8(ascii: "(") || bytes.has("（", at: $0)
      }), open > range.lowerBound
    else { return title }
    return bytes.string(range.lowerBound..<open)
  }

  /// The lines on which a box begins or ends.
  private static func boxLines(_ tree: BoxTree) -> Int {
    tree.text.lines.count { line in
      var offset = line.range.lowerBound
      while offset < line.range.upperBound {
        let (value, length) = tree.text.bytes.scalar(at: offset)
        switch value {
        case 0x250C...0x2513, 0x2518...0x251B, 0x2552...0x2557, 0x255B...0x255D, 0x256D...0x256F:
          return true
        default: offset += length
        }
      }
      return false
    }
  }

  /// The lines that are `+----+`.
  private static func asciiBorders(_ text: DiagramText) -> Int {
    text.lines.count { line in
      let range = text.bytes.trimmed(line.range)
      return range.count > 3 && text.bytes.has("+-", at: range.lowerBound)
        && text.bytes[range.upperBound - 1] == UInt8(ascii: "+")
    }
  }
}
