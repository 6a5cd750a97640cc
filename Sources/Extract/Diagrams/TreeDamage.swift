package import Diagnostics

extension BoxTree {
  /// What is wrong with the drawing, as findings: one for each branch that misleads, and one for
  /// each kind of untidiness.
  package var diagnostics: [Diagnostic] {
    var found: [Diagnostic] = []
    var stray: [(line: Int, pipe: TreeLine.Pipe)] = []
    var broken: [(line: Int, column: Int)] = []
    for damage in damages {
      switch damage {
      case .lastBranch(let node): found.append(brokenBranch(after: node) ?? lastBranch(node))
      case .earlyCorner(let node, let next): found.append(earlyCorner(node, next: next))
      case .misaligned(let node, let sibling): found.append(misaligned(node, sibling: sibling))
      case .emptyNode(let node): found.append(emptyNode(node))
      case .strayPipe(let line, let pipe): stray.append((line, lines[line].pipes[pipe]))
      case .brokenPipe(let line, let column): broken.append((line, column))
      }
    }
    if let first = stray.first {
      found.append(
        Diagnostic(
          .treeStrayPipe,
          "every pipe of a tree leads to a branch, and \(stray.count) of this one "
            + (stray.count == 1 ? "leads to none" : "lead to none"),
          at: text.span(first.pipe.range, line: first.line),
          fixes: [
            FixIt("clear the pipe", stray.map { edit($0.pipe.range, line: $0.line, " ") }, .safe)
          ]))
    }
    if let first = broken.first { found.append(brokenPipe(first, all: broken)) }
    if let untidy = untidyDrawing { found.append(untidy) }
    return found.sorted()
  }

  // MARK: Branches that mislead

  private func lastBranch(_ node: Int) -> Diagnostic {
    let line = nodes[node].line
    var edits = [edit(lines[line].elbow, line: line, cornerTwin(of: line))]
    for below in (line + 1)..<max(line + 1, subtreeEnd(node)) {
      for pipe in lines[below].pipes where pipe.column == nodes[node].column {
        edits.append(edit(pipe.range, line: below, " "))
      }
    }
    return Diagnostic(
      .treeLastBranch,
      "the last branch of a level is drawn as the last, and nothing follows `\(name(node))`",
      at: elbowSpan(node), fixes: [FixIt("draw it as the last", edits, .safe)])
  }

  /// The line below a branch that is meant for its sibling, and whose elbow is damaged: `�─ B`, `|- B`.
  private func brokenBranch(after node: Int) -> Diagnostic? {
    let below = (nodes[node].line + 1)...max(nodes[node].line + 1, subtreeEnd(node))
    guard let line = below.first(where: { $0 < lines.count && lines[$0].kind == .text }),
      let elbow = scalar(at: nodes[node].column, line: line),
      [0xFFFD, 0x7C, 0x2B, 0x3F].contains(text.bytes.scalar(at: elbow.lowerBound).value),
      elbow.upperBound < text.lines[line].range.upperBound,
      [0x2D, 0x2500, 0x2501, 0x2550].contains(text.bytes.scalar(at: elbow.upperBound).value)
    else { return nil }
    let goesOn =
      line + 1 < lines.count && lines[line + 1].kind == .node
      && lines[line + 1].column == nodes[node].column
    return Diagnostic(
      .treeDrawing, "a branch of a tree begins with `├` or `└`, and this one with neither",
      at: text.span(elbow, line: line),
      fixes: [FixIt("draw the branch", [edit(elbow, line: line, goesOn ? "├" : "└")], .safe)])
  }

  private func earlyCorner(_ node: Int, next: Int) -> Diagnostic {
    let line = nodes[node].line
    let column = nodes[node].column
    var edits = [edit(lines[line].elbow, line: line, branchTwin(of: line))]
    var isCertain = true
    for below in (line + 1)..<max(line + 1, nodes[next].line) {
      guard !lines[below].hasPipe(at: column) else { continue }
      if let gap = gap(at: column, line: below) {
        edits.append(edit(gap, line: below, "│"))
      } else {
        isCertain = false
      }
    }
    return Diagnostic(
      .treeEarlyCorner,
      "nothing follows the last branch of a level, and `\(name(next))` follows `\(name(node))`",
      at: elbowSpan(node),
      notes: [.init("this one follows", at: elbowSpan(next))],
      fixes: isCertain ? [FixIt("draw it as one of several", edits, .safe)] : [])
  }

  private func misaligned(_ node: Int, sibling: Int) -> Diagnostic {
    Diagnostic(
      .treeMisaligned,
      "branches of one level stand in one column: `\(name(node))` in \(nodes[node].column + 1), "
        + "`\(name(sibling))` in \(nodes[sibling].column + 1)",
      at: elbowSpan(node), notes: [.init("the sibling", at: elbowSpan(sibling))])
  }

  private func emptyNode(_ node: Int) -> Diagnostic {
    Diagnostic(
      .emptyBranch, "every branch of a tree has a name, and this one has none", at: elbowSpan(node))
  }

  // MARK: Untidiness

  private func brokenPipe(
    _ first: (line: Int, column: Int), all: [(line: Int, column: Int)]
  ) -> Diagnostic {
    let gaps = all.map { gap(at: $0.column, line: $0.line) }
    let edits = zip(all, gaps).compactMap { place, gap in
      gap.map { edit($0, line: place.line, "│") }
    }
    let fixes = edits.count == all.count ? [FixIt("draw the pipe", edits, .safe)] : []
    return Diagnostic(
      .treeBrokenPipe,
      "a pipe joins the branches of a level, and is missing in "
        + plural(Set(all.map(\.line)).count, "line"),
      at: text.span(gaps[0] ?? lines[first.line].elbow, line: first.line), fixes: fixes)
  }

  private var untidyDrawing: Diagnostic? {
    var edits: [FixIt.Edit] = []
    var what: [String] = []
    var first: Span?
    func add(_ reason: String, _ edit: FixIt.Edit) {
      if !what.contains(reason) { what.append(reason) }
      if first == nil { first = edit.span }
      edits.append(edit)
    }
    let isDrawn = lines.contains { $0.kind == .node && !$0.isASCII }
    for (index, line) in lines.enumerated() where isDrawn && line.kind != .text {
      for pipe in line.pipes where pipe.isASCII {
        add("`|` for `│`", edit(pipe.range, line: index, "│"))
      }
      if line.kind == .node, line.lacksSpace {
        let place = line.text.lowerBound..<line.text.lowerBound
        add("no space before a name", edit(place, line: index, " "))
      }
    }
    guard let first else { return nil }
    return Diagnostic(
      .treeDrawing,
      "a tree is drawn with `│` and a space before names, and this one has "
        + what.joined(separator: ", "), at: first,
      fixes: [FixIt("draw it evenly", edits, .safe)])
  }

  // MARK: Places

  /// A branch's name as messages show it.
  private func name(_ node: Int) -> String {
    let name = String(decoding: text.bytes[nodes[node].text], as: UTF8.self)
    return name.count > 40 ? name.prefix(39) + "…" : name
  }

  private func elbowSpan(_ node: Int) -> Span {
    let line = nodes[node].line
    let range = lines[line].mark == .none ? nodes[node].text : lines[line].elbow
    return text.span(range, line: line)
  }

  private func edit(_ range: Range<Int>, line: Int, _ replacement: String) -> FixIt.Edit {
    FixIt.Edit(text.span(range, line: line), replacement)
  }

  /// The line after the last one that a node's subtree has.
  private func subtreeEnd(_ node: Int) -> Int {
    var next = node + 1
    while next < nodes.count, nodes[next].depth > nodes[node].depth { next += 1 }
    var end = nodes[next - 1].line + 1
    while end < lines.count, lines[end].kind == .pipes || lines[end].kind == .text,
      !lines[end].pipes.isEmpty
    {
      end += 1
    }
    return end
  }

  /// The single space that stands in a column of a line's drawing.
  private func gap(at column: Int, line: Int) -> Range<Int>? {
    var offset = text.lines[line].range.lowerBound
    var place = 0
    while offset < text.lines[line].range.upperBound, place <= column {
      let (value, length) = text.bytes.scalar(at: offset)
      switch value {
      case 0x20, 0xA0: if place == column { return offset..<(offset + length) }
      case 0x2500...0x257F, 0x7C: break
      default: return nil
      }
      place += 1
      offset += length
    }
    return nil
  }

  /// The character in a column of a line.
  private func scalar(at column: Int, line: Int) -> Range<Int>? {
    var offset = text.lines[line].range.lowerBound
    for _ in 0..<column where offset < text.lines[line].range.upperBound {
      offset += text.bytes.scalar(at: offset).length
    }
    guard offset < text.lines[line].range.upperBound else { return nil }
    return offset..<(offset + text.bytes.scalar(at: offset).length)
  }

  private func cornerTwin(of line: Int) -> String {
    switch text.bytes.scalar(at: lines[line].elbow.lowerBound).value {
    case 0x7C: "`"
    case 0x2B: "\\"
    case 0x2523, 0x2522, 0x2521, 0x2520: "┗"
    case 0x2560: "╚"
    default: "└"
    }
  }

  private func branchTwin(of line: Int) -> String {
    switch text.bytes.scalar(at: lines[line].elbow.lowerBound).value {
    case 0x60: "|"
    case 0x5C: "+"
    case 0x2517, 0x2516, 0x2515: "┣"
    case 0x255A: "╠"
    default: "├"
    }
  }

  private func plural(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}
