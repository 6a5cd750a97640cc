/// Collects the text of inlines and where each stretch of it stands.
struct InlineTextBuilder {
  let source: [UInt8]
  let literals: Literals
  private(set) var bytes: [UInt8] = []
  private(set) var runs: [InlineText.Run] = []

  /// - Parameters:
  ///   - size: the bytes that the block takes in the source, which the text rarely exceeds.
  ///   - nodes: how many inlines it has; nearly all are one run each.
  init(source: [UInt8], literals: Literals, size: Int, nodes: Int) {
    self.source = source
    self.literals = literals
    bytes.reserveCapacity(size)
    runs.reserveCapacity(nodes)
  }

  mutating func addBreak(_ node: Node) {
    runs.append(.init(offset: bytes.count, source: Int(node.start), isCode: false))
    bytes.append(0x0A)
  }

  /// Adds a text or a code span.
  mutating func add(_ node: Node, in link: Node?, inTable: Bool) {
    let isCode = node.kind == .code
    let literal = literals[node.literal]
    let offset = bytes.count
    bytes.append(contentsOf: literal)
    guard !literal.isEmpty else { return }
    if Int(node.literal.upperBound) <= source.count {
      runs.append(.init(offset: offset, source: literal.startIndex, isCode: isCode))
    } else {
      addRuns(
        literal, at: offset, place: Int(node.start)..<Int(node.end), isCode: isCode,
        escapes: !isCode && link.map { source[Int($0.start)] == 0x5B } ?? !isCode,
        inTable: inTable)
    }
  }

  /// Walks a literal that is not written as it reads along its source, a run for each stretch.
  private mutating func addRuns(
    _ literal: ArraySlice<UInt8>, at offset: Int, place: Range<Int>, isCode: Bool, escapes: Bool,
    inTable: Bool
  ) {
    var at = place.lowerBound
    if isCode { while at < place.upperBound, source[at] == 0x60 || source[at] == 0x20 { at += 1 } }
    var index = 0
    var expected = -1
    literal.withUnsafeBufferPointer { wanted in
      source.withUnsafeBufferPointer { source in
        while index < wanted.count {
          let step =
            isCode && !(inTable && at < place.upperBound && source[at] == 0x5C)
            ? (source: 1, literal: 1)
            : SourceText.step(
              wanted, index, in: source, at: at, to: place.upperBound, escapes: escapes,
              inTable: inTable)
          guard let step else { return }
          // A character that is written longer or shorter than it reads is a run of its own.
          let isOwn = step.source != step.literal
          if isOwn || at != expected {
            runs.append(
              .init(
                offset: offset + index, source: at, isCode: isCode,
                written: isOwn ? step.source : 0))
          }
          at = min(at + step.source, place.upperBound)
          expected = isOwn ? -1 : at
          index += step.literal
        }
      }
    }
  }
}
