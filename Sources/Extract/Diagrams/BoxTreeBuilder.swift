/// The state of reading a tree line by line.
///
/// `levels` are the nodes that a further line may hang on, their columns increasing. A text waits
/// in `pending` until it is known whether branches follow, which make it a node.
struct BoxTreeBuilder {
  private struct Level {
    let column: Int
    let isText: Bool
    let node: Int
    var strayPipes: [BoxTree.Damage] = []

    /// Text stands half a column before a branch: a branch in the same column hangs on it.
    var key: Int { isText ? 2 * column - 1 : 2 * column }
  }

  private struct Pending {
    let line: Int
    let column: Int

    /// The node whose detail it is if no branches follow.
    let owner: Int?
    let isAfterBlank: Bool
    let mayBeNode: Bool
  }

  let text: DiagramText
  let lines: [TreeLine]
  private(set) var nodes: [BoxTree.Node] = []
  private(set) var freeLines: [Int] = []
  private(set) var connectors: [Int] = []
  private(set) var damages: [BoxTree.Damage] = []

  private var levels: [Level] = []
  private var pending: [Pending] = []
  private var sawBlank = false

  /// Whether anything but a branch stands between the last branch and here.
  private var isSeparated = false

  /// The columns of pipes below the last branch, which leave its level open.
  private var openPipes: Set<Int> = []
  private var isFlowingOn = false

  private let hasLayers: Bool

  init(text: DiagramText, lines: [TreeLine], hasLayers: Bool = false) {
    self.text = text
    self.lines = lines
    self.hasLayers = hasLayers
  }

  mutating func read(_ index: Int) {
    let line = lines[index]
    switch line.kind {
    case .blank:
      sawBlank = true
      isSeparated = true
    case .rule:
      isSeparated = true
    case .pipes:
      openPipes.formUnion(line.pipes.map(\.column))
    case .text:
      readText(index)
      sawBlank = false
      isSeparated = true
    case .node:
      readNode(index)
      sawBlank = false
      isSeparated = false
      openPipes = []
      isFlowingOn = false
    }
  }

  mutating func finish() {
    settlePending(root: nil)
    close(from: 0)
    let drawn = lines.filter { $0.kind == .node }
    // Trees in ASCII may know one form of branch only.
    if drawn.allSatisfy({ $0.isASCII && $0.mark == .branch }) {
      damages.removeAll { if case .lastBranch = $0 { true } else { false } }
    }
    // Notes that hang on the words above them, the last word's first: no tree.
    if lines.first(where: { $0.kind != .blank && $0.kind != .text })?.pipes.count ?? 0 > 1,
      zip(drawn, drawn.dropFirst()).allSatisfy({ $0.column > $1.column })
    {
      damages = []
    }
  }

  // MARK: Texts

  private mutating func readText(_ index: Int) {
    let line = lines[index]
    if BoxTree.leadsArrow(text, line) {
      connectors.append(index)
      isFlowingOn = true
      return
    }
    guard !isComment(line.text) else {
      freeLines.append(index)
      return
    }
    let outer = levels.prefix(upTo: firstLevel { $0.column >= line.column }).last
    if outer == nil, line.pipes.isEmpty { close(from: 0) }
    let isUnderText = outer?.isText ?? true
    pending.append(
      Pending(
        line: index, column: line.column, owner: outer?.node, isAfterBlank: sawBlank,
        mayBeNode: isUnderText && line.pipes.isEmpty))
  }

  /// Turns waiting texts into details and free lines; those from `root` on have been made nodes.
  private mutating func settlePending(root: Int?) {
    for item in pending {
      let isRoot = root == nil && item.owner == nil && item.mayBeNode
      if isRoot,
        hasLayers && BoxTree.isBesideArrow(item.line, lines, text) || isBesideRoot(item)
      {
        nodes.append(
          BoxTree.Node(
            text: lines[item.line].text, parent: nil, depth: 0, column: item.column,
            line: item.line, mark: .none))
      } else if let owner = item.owner ?? root {
        nodes[owner].details.append(item.line)
      } else {
        freeLines.append(item.line)
      }
    }
    pending = []
  }

  /// Whether a text is an item of the list that a root with branches is another one of: `- VPC`, and `- RDS` below it.
  private func isBesideRoot(_ item: Pending) -> Bool {
    func isItem(_ text: Range<Int>) -> Bool { self.text.bytes.has("- ", at: text.lowerBound) }
    return isItem(lines[item.line].text)
      && nodes.contains {
        $0.parent == nil && $0.mark == .none && $0.column == item.column && isItem($0.text)
      }
  }

  /// Finds the waiting text that branches in a column hang on, and makes it and those that it
  /// hangs on nodes.
  private mutating func openRoots(before column: Int) {
    guard let chosen = rootCandidate(before: column) else { return settlePending(root: nil) }
    var chain = [chosen]
    var next = chosen
    while let last = chain.last, next > 0, !pending[next].isAfterBlank {
      next -= 1
      guard pending[next].owner == pending[last].owner, pending[next].mayBeNode else { break }
      if pending[next].column < pending[last].column { chain.append(next) }
    }
    let links = chain.reversed().map { pending[$0] }
    let taken = Set(chain)
    let before = pending.indices.filter { !taken.contains($0) && $0 < chosen }.map { pending[$0] }
    let after = pending.indices.filter { $0 > chosen }.map { pending[$0] }
    pending = before
    settlePending(root: nil)
    var node = -1
    for link in links {
      close(from: firstLevel { $0.key >= 2 * link.column - 1 })
      // A root that is indented further than its branches still holds them.
      let place = min(link.column, column)
      node = append(line: link.line, column: place, mark: .none)
      levels.append(Level(column: place, isText: true, node: node))
    }
    pending = after
    settlePending(root: node)
  }

  private func rootCandidate(before column: Int) -> Int? {
    for index in pending.indices.reversed() {
      let item = pending[index]
      guard item.mayBeNode else { continue }
      if item.owner == nil, item.column == column, index > 0, !item.isAfterBlank,
        pending[index - 1].column < column, pending[index - 1].mayBeNode
      {
        continue
      }
      let holds = item.owner == nil ? item.column <= column : item.column < column
      if holds, item.owner == nil || index == pending.count - 1 { return index }
    }
    guard let last = pending.indices.last, pending[last].owner == nil, levels.isEmpty, !sawBlank,
      pending[last].mayBeNode
    else { return nil }
    return last
  }

  // MARK: Branches

  private mutating func readNode(_ index: Int) {
    let line = lines[index]
    openRoots(before: line.column)
    var place = firstLevel { $0.key >= 2 * line.column }
    if place > 0, !levels[place - 1].isText, line.column - levels[place - 1].column == 1 {
      // One column is too little to hang on: it is meant as a sibling.
      place -= 1
    }
    let sibling = place < levels.count && !levels[place].isText ? levels[place] : nil
    noteStrayPipes(index, below: place)
    let node = nodes.count
    if let sibling {
      close(from: place + 1)
      note(sibling: sibling, next: node, line: index)
      levels.removeLast()
    } else {
      close(from: place)
    }
    _ = append(line: index, column: line.column, mark: line.mark)
    levels.append(Level(column: line.column, isText: false, node: node))
    if line.text.isEmpty { damages.append(.emptyNode(node: node)) }
  }

  private mutating func note(sibling: Level, next node: Int, line index: Int) {
    let previous = nodes[sibling.node]
    if sibling.column != lines[index].column {
      damages.append(.misaligned(node: node, sibling: sibling.node))
      damages += sibling.strayPipes
      return
    }
    if previous.mark == .corner {
      if isSeparated {
        damages += sibling.strayPipes
      } else {
        damages.append(.earlyCorner(node: sibling.node, next: node))
      }
      return
    }
    for line in (previous.line + 1)..<index
    where lines[line].kind == .node && !lines[line].hasPipe(at: sibling.column) {
      damages.append(.brokenPipe(line: line, column: sibling.column))
    }
  }

  /// Compares a line's pipes with the levels that are open above it.
  private mutating func noteStrayPipes(_ index: Int, below place: Int) {
    var level = 0
    for (number, pipe) in lines[index].pipes.enumerated() {
      while level < place, levels[level].column < pipe.column || levels[level].isText { level += 1 }
      let damage = BoxTree.Damage.strayPipe(line: index, pipe: number)
      if level < place, levels[level].column == pipe.column {
        if nodes[levels[level].node].mark == .corner { levels[level].strayPipes.append(damage) }
      } else {
        damages.append(damage)
      }
    }
  }

  // MARK: Levels

  private mutating func append(line: Int, column: Int, mark: TreeLine.Mark) -> Int {
    let parent = levels.last?.node
    nodes.append(
      BoxTree.Node(
        text: lines[line].text, parent: parent, depth: parent.map { nodes[$0].depth + 1 } ?? 0,
        column: column, line: line, mark: mark))
    return nodes.count - 1
  }

  private mutating func close(from place: Int) {
    while levels.count > place {
      let level = levels.removeLast()
      damages += level.strayPipes
      let node = nodes[level.node]
      guard node.mark == .branch, !isFlowingOn, !openPipes.contains(level.column),
        !isEllipsis(node.text), !isScored(lines[node.line])
      else { continue }
      damages.append(.lastBranch(node: level.node))
    }
  }

  /// The first level that a predicate, false and then true along the levels, holds for. O(log).
  private func firstLevel(where isInside: (Level) -> Bool) -> Int {
    var low = 0
    var high = levels.count
    while low < high {
      let middle = (low + high) / 2
      if isInside(levels[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  // MARK: Texts that are no names

  private func isComment(_ range: Range<Int>) -> Bool {
    text.bytes.has("# ", at: range.lowerBound) || text.bytes.has("//", at: range.lowerBound)
  }

  /// Whether a branch is drawn as `|__`, which has no other form for the last one.
  private func isScored(_ line: TreeLine) -> Bool {
    line.isASCII && text.bytes.has("_", at: line.elbow.upperBound)
  }

  private func isEllipsis(_ range: Range<Int>) -> Bool {
    text.bytes.has("...", at: range.lowerBound) || text.bytes.has("…", at: range.lowerBound)
      || text.bytes.has("⋮", at: range.lowerBound)
  }
}
