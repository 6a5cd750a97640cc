import Diagnostics

extension Document {
  /// The text of a code block as HTML, with elements around the stretches that are marked.
  ///
  /// - Parameter marks: in the order of the source, not overlapping.
  package func codeHTML(of index: NodeIndex, marks: [HTMLHooks.Mark]) -> [UInt8] {
    var hooks = HTMLHooks()
    hooks.marks = marks
    return literals.withUnsafeBytes { literals in
      var writer = HTMLWriter(
        document: self, literals: literals, options: HTMLOptions(), hooks: hooks)
      writer.writeCode(index)
      return writer.out.bytes
    }
  }
}

extension HTMLWriter {
  /// Writes the literal of a text or a code span.
  mutating func writeText(_ index: NodeIndex) {
    let node = nodes[index]
    let literal = Int(node.literal.lowerBound)..<Int(node.literal.upperBound)
    if literal.upperBound <= document.source.bytes.count {
      writeMarked(literal, from: literal.lowerBound)
    } else if hasMark(within: node) {
      writeRespelled(index)
    } else {
      out.write(escaping: bytes(node.literal))
    }
  }

  /// Writes the lines of a code block.
  mutating func writeCode(_ index: NodeIndex) {
    let node = nodes[index]
    guard hasMark(within: node) else {
      out.write(escaping: bytes(node.literal))
      return
    }
    let base = Int(node.literal.lowerBound)
    var written = base
    for line in document.codeBody(of: index).lines {
      // The source has fewer bytes for a line whose tabs read as spaces: they are the line's last.
      let start = base + line.literal.upperBound - line.source.count
      copy(written..<start)
      written = base + line.literal.upperBound
      writeMarked(start..<written, from: line.source.lowerBound)
    }
    copy(written..<Int(node.literal.upperBound))
  }

  /// Writes literal bytes that stand in the source as they read, from an offset of it on.
  private mutating func writeMarked(_ literal: Range<Int>, from source: Int) {
    let shift = literal.lowerBound - source
    var at = literal.lowerBound
    var next = firstMark(endingAfter: source)
    while next < hooks.marks.count, hooks.marks[next].range.lowerBound + shift < literal.upperBound
    {
      let range = hooks.marks[next].range
      let stop = min(range.upperBound + shift, literal.upperBound)
      copy(at..<max(at, range.lowerBound + shift))
      copy(max(at, range.lowerBound + shift)..<stop, marked: next)
      at = stop
      next += 1
    }
    copy(at..<literal.upperBound)
  }

  /// Writes a literal that the source spells otherwise, as with escapes and entities.
  private mutating func writeRespelled(_ index: NodeIndex) {
    let literal = nodes[index].literal
    let base = Int(literal.lowerBound)
    let text = document.inlineText(of: index)
    var at = 0
    var next = firstMark(endingAfter: Int(nodes[index].start))
    while next < hooks.marks.count, at < text.bytes.count {
      let range = hooks.marks[next].range
      let isInside = { (offset: Int) in range.contains(text.span(of: offset..<(offset + 1)).start) }
      if let start = (at..<text.bytes.count).first(where: isInside) {
        let stop = (start..<text.bytes.count).first { !isInside($0) } ?? text.bytes.count
        copy((base + at)..<(base + start))
        copy((base + start)..<(base + stop), marked: next)
        at = stop
      }
      next += 1
      guard next < hooks.marks.count,
        hooks.marks[next].range.lowerBound < Int(nodes[index].end)
      else { break }
    }
    copy((base + at)..<Int(literal.upperBound))
  }

  private mutating func copy(_ literal: Range<Int>) {
    out.write(escaping: bytes(Int32(literal.lowerBound)..<Int32(literal.upperBound)))
  }

  /// Writes a piece of a marked stretch: its first gets the element.
  private mutating func copy(_ literal: Range<Int>, marked number: Int) {
    guard !literal.isEmpty, written.insert(number).inserted else {
      copy(literal)
      return
    }
    out.write(hooks.marks[number].open)
    copy(literal)
    out.write(hooks.marks[number].close)
  }

  private func hasMark(within node: Node) -> Bool {
    let next = firstMark(endingAfter: Int(node.start))
    return next < hooks.marks.count && hooks.marks[next].range.lowerBound < Int(node.end)
  }

  /// The first mark that ends behind an offset. Footnotes are written after all other text, so that
  /// the nodes are not in the order of the source. O(log marks).
  private func firstMark(endingAfter offset: Int) -> Int {
    var low = 0
    var high = hooks.marks.count
    while low < high {
      let middle = (low + high) / 2
      if hooks.marks[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
