import Glibc

/// Reads the emphasis of one block anew, by the rule for East Asian text.
///
/// cmark's tree is taken apart again, down to the runs of delimiters at their places; links, code
/// and the rest keep what they have. Only blocks are done in which the two rules differ.
struct EmphasisPass {
  private enum Piece {
    case leaf(Node)
    case open(Node)
    case close
    case run(Int)
  }

  private let source: UnsafeBufferPointer<UInt8>
  private let limits: Range<Int>
  private let isFriendly: Bool
  private var pieces: [Piece] = []
  private var stack = DelimiterStack()

  /// Adjoining delimiters of one kind that are not a run yet.
  private var pending: (delimiter: UInt8, place: Range<Int>)?
  private var lineStart: Int

  /// Whether a block may be read differently by the two rules.
  static func isNeeded(in source: UnsafeBufferPointer<UInt8>, _ limits: Range<Int>) -> Bool {
    var differs = false
    // Whether the runs so far pair in the order in which they stand, by either rule: the first
    // opens what the second closes, and so on, as in `**架构**: …` and most other blocks.
    //
    // Then they are all of one length, the odd ones may open and the even ones may close. No opener
    // is left when an odd run comes, so that it closes nothing whatever its right to; and an even
    // one finds the opener just before it.
    var pairInOrder = true
    var isOpen = false
    var length = 0
    var at = limits.lowerBound
    while let start = firstAsterisk(in: source, at..<limits.upperBound) {
      at = start
      while at < limits.upperBound, source[at] == 0x2A { at += 1 }
      let around = Flanking.Surroundings(of: start..<at, in: source, within: limits)
      let plain = Flanking(commonMark: around, delimiter: 0x2A)
      // The rules differ only beside a character that is not ASCII.
      let friendly =
        around.before.isASCII && around.beforeLast.isASCII && around.after.isASCII
        ? plain : Flanking(friendly: around, delimiter: 0x2A)
      if friendly != plain { differs = true }
      if length == 0 { length = at - start }
      pairInOrder =
        pairInOrder && at - start == length && length <= 2
        && (isOpen ? friendly.canClose && plain.canClose : friendly.canOpen && plain.canOpen)
      isOpen.toggle()
    }
    return differs && !(pairInOrder && !isOpen && !hasOtherMarkup(source, limits))
  }

  private static func firstAsterisk(
    in source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    guard !range.isEmpty, let base = source.baseAddress,
      let found = memchr(base + range.lowerBound, 0x2A, range.count)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether a block may hold anything that takes a run of `*` away or stands across it: code, links,
  /// HTML, escapes, other delimiters, addresses without brackets; or a quote's lines, which do not
  /// begin where the source's do.
  private static func hasOtherMarkup(
    _ source: UnsafeBufferPointer<UInt8>, _ limits: Range<Int>
  ) -> Bool {
    for at in limits {
      switch source[at] {
      case 0x60, 0x5B, 0x3C, 0x3E, 0x5C, 0x5F, 0x7E: return true
      case 0x2F, 0x57, 0x77:
        if at + 1 < limits.upperBound, source[at + 1] | 0x20 == source[at] | 0x20 { return true }
      default: break
      }
    }
    return false
  }

  /// The nodes of a block to put in the place of those after its own; nil when the places of its
  /// nodes are not certain enough.
  ///
  /// - Parameter block: the block and its inlines, indexed as in the document.
  static func rebuilt(
    _ block: ArraySlice<Node>, literals: UnsafeLiterals, limits: Range<Int>, isFriendly: Bool
  ) -> [Node]? {
    var pass = EmphasisPass(source: literals.source, limits: limits, isFriendly: isFriendly)
    guard pass.takeApart(block, literals: literals) else { return nil }
    pass.stack.pair(after: nil)
    return pass.putTogether(under: block.startIndex)
  }

  private init(source: UnsafeBufferPointer<UInt8>, limits: Range<Int>, isFriendly: Bool) {
    self.isFriendly = isFriendly
    self.source = source
    self.limits = limits
    lineStart = limits.lowerBound
  }

  // MARK: Taking apart

  private mutating func takeApart(
    _ block: ArraySlice<Node>, literals: UnsafeLiterals
  ) -> Bool {
    var open: [(node: Node, bottom: Int?)] = []
    var index = block.startIndex + 1
    while true {
      while let last = open.last, index >= Int(last.node.next) {
        open.removeLast()
        guard leave(last.node, bottom: last.bottom) else { return false }
      }
      guard index < block.endIndex else { break }
      let node = block[index]
      switch node.kind {
      case .emphasis, .strong, .strikethrough:
        let count = length(of: node)
        guard node.end - node.start >= 2 * count, add(Int(node.start), count) else { return false }
        open.append((node, nil))
      case .link, .image:
        flush()
        pieces.append(.open(node))
        open.append((node, stack.last))
      case .text:
        let isWritten = open.last.map { isBare($0.node) } ?? false
        if isWritten {
          addLeaf(node)
        } else if !split(node, literals) {
          return false
        }
      case .softBreak, .lineBreak:
        addLeaf(node)
        lineStart = index + 1 < block.endIndex ? Int(block[index + 1].start) : Int(node.end)
      default:
        addLeaf(node)
      }
      index += 1
    }
    flush()
    return true
  }

  private mutating func leave(_ node: Node, bottom: Int?) -> Bool {
    if node.kind == .link || node.kind == .image {
      flush()
      stack.pair(after: bottom)
      pieces.append(.close)
      return true
    }
    let count = length(of: node)
    return add(Int(node.end) - Int(count), count)
  }

  private func length(of node: Node) -> Int32 {
    switch node.kind {
    case .strong: 2
    case .strikethrough: source[Int(node.start) + 1] == 0x7E ? 2 : 1
    default: 1
    }
  }

  /// Whether a link is written as its destination, so that no character of its text is markup.
  private func isBare(_ node: Node) -> Bool {
    node.kind == .link && source[Int(node.start)] != 0x5B
  }

  private mutating func addLeaf(_ node: Node) {
    flush()
    pieces.append(.leaf(node))
  }

  /// Adds delimiters at a place; false when none are there.
  private mutating func add(_ start: Int, _ count: Int32) -> Bool {
    guard start >= limits.lowerBound, start + Int(count) <= limits.upperBound else { return false }
    for at in start..<(start + Int(count)) {
      guard isDelimiter(source[at]) else { return false }
      if let run = pending, run.delimiter == source[at], run.place.upperBound == at {
        pending = (run.delimiter, run.place.lowerBound..<(at + 1))
      } else {
        flush()
        pending = (source[at], at..<(at + 1))
      }
    }
    return true
  }

  private func isDelimiter(_ byte: UInt8) -> Bool { byte == 0x2A || byte == 0x5F || byte == 0x7E }

  private mutating func flush() {
    guard let (delimiter, place) = pending else { return }
    pending = nil
    let line = min(lineStart, place.lowerBound)..<limits.upperBound
    let around = Flanking.Surroundings(of: place, in: source, within: line)
    pieces.append(.run(stack.runs.count))
    stack.push(
      delimiter, at: place,
      flanking: isFriendly
        ? Flanking(friendly: around, delimiter: delimiter)
        : Flanking(commonMark: around, delimiter: delimiter))
  }

  /// Adds a text in pieces: the delimiters that it holds, and what is between them.
  ///
  /// False where some may be no delimiters: what looks like a reference to a footnote and is none
  /// becomes text as it stands, markup and all.
  private mutating func split(_ node: Node, _ literals: UnsafeLiterals) -> Bool {
    let literal = literals[node.literal]
    guard literal.contains(where: isDelimiter) else {
      addLeaf(node)
      return true
    }
    let looksLikeNote = zip(literal, literal.dropFirst()).contains { $0 == 0x5B && $1 == 0x5E }
    guard !looksLikeNote else { return false }
    var from = (literal: 0, source: Int(node.start))
    var at = from
    while at.literal < literal.count {
      guard
        let step = SourceText.step(
          literal, at.literal, in: source, at: at.source, to: Int(node.end), escapes: true,
          inTable: true)
      else { break }
      if step.source == 1, isDelimiter(literal[at.literal]) {
        addText(node, from: from, to: at)
        _ = add(at.source, 1)
        from = (at.literal + 1, at.source + 1)
      }
      at = (at.literal + step.literal, at.source + step.source)
    }
    addText(node, from: from, to: (literal.count, Int(node.end)))
    return true
  }

  private mutating func addText(
    _ node: Node, from: (literal: Int, source: Int), to end: (literal: Int, source: Int)
  ) {
    guard end.literal > from.literal else { return }
    let first = node.literal.lowerBound + Int32(from.literal)
    addLeaf(
      Node(
        kind: .text, start: Int32(from.source), end: Int32(end.source), parent: 0, next: 0,
        literal: first..<(first + Int32(end.literal - from.literal))))
  }

  // MARK: Putting together

  private func putTogether(under block: Int) -> [Node] {
    var made: [Node] = []
    var open = [block]
    func append(_ node: Node) {
      var copy = Node(
        kind: node.kind, start: node.start, end: node.end, parent: Int32(open[open.count - 1]),
        next: Int32(block + made.count + 2), literal: node.literal,
        number: node.number, flags: node.flags)
      // Texts that adjoin in the source are one.
      if node.kind == .text, let last = made.last, last.kind == .text, last.parent == copy.parent,
        last.end == node.start, last.literal.upperBound == node.literal.lowerBound,
        Int(node.literal.lowerBound) != source.count
      {
        copy = last
        copy.end = node.end
        copy.literal = last.literal.lowerBound..<node.literal.upperBound
        made[made.count - 1] = copy
      } else {
        made.append(copy)
      }
    }
    func begin(_ node: Node) {
      append(node)
      open.append(block + made.count)
    }
    func end(at offset: Int?) {
      guard open.count > 1, let index = open.popLast() else { return }
      let position = index - block - 1
      made[position].next = Int32(block + made.count + 1)
      if let offset { made[position].end = Int32(offset) }
    }
    for piece in pieces {
      switch piece {
      case .leaf(let node): append(node)
      case .open(let node): begin(node)
      case .close: end(at: nil)
      case .run(let index):
        let run = stack.runs[index]
        var at = run.place.lowerBound
        for kind in run.closes {
          at += DelimiterStack.length(of: kind, in: run)
          end(at: at)
        }
        if run.remaining > 0 {
          let place = Int32(at)..<Int32(at + run.remaining)
          append(
            Node(
              kind: .text, start: place.lowerBound, end: place.upperBound, parent: 0, next: 0,
              literal: place))
          at += run.remaining
        }
        for kind in run.opens.reversed() {
          begin(Node(kind: kind, start: Int32(at), end: Int32(at), parent: 0, next: 0))
          at += DelimiterStack.length(of: kind, in: run)
        }
      }
    }
    return made
  }
}

extension DelimiterStack {
  static func length(of kind: Node.Kind, in run: Run) -> Int {
    switch kind {
    case .strong: 2
    case .strikethrough: run.place.count
    default: 1
    }
  }
}
