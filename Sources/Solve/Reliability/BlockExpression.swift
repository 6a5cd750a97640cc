import Simulate

/// A block diagram as one types it: `0.99 & (0.9 | 0.95) & 2of3(0.9, 0.9, 0.8)`, `series(99.9%, parallel(1000h/10h, 95%))`.
///
/// `&` is in series and binds closer than `|`, in parallel. A part is an availability, or a mean time up over a mean time
/// down. Read with a stack of what is open, not by recursion.
struct BlockExpression {
  private var steps: [BlockDiagram.Step] = []
  private var open: [Opened] = []

  /// Whether a part or a bracket may come next, and not what joins two.
  private var expectsPart = true

  /// What waits for its right side or its closing bracket.
  private enum Opened {
    case series
    case parallel

    /// A bracket, with what it makes of its members and how many are complete.
    case bracket(Group, members: Int)
  }

  /// What a bracket makes of its members.
  private enum Group {
    case alone
    case series
    case parallel
    case atLeast(Int, of: Int)
  }

  /// - Throws: where the text is no such expression.
  static func diagram(_ text: String) throws(SolveError) -> BlockDiagram {
    var expression = BlockExpression()
    let joined = text.replacing(#/(\d+) ?-?(?:out)?-?(?:of|oo)-? ?(\d+) ?\(/#) { found in
      "\(found.output.1)of\(found.output.2)("
    }
    var word = ""
    for character in joined + " " {
      guard " &|*·∧∨(),".contains(character) else {
        word.append(character)
        continue
      }
      if character == "(" {
        try expression.begin(word)
        word = ""
        continue
      }
      if !word.isEmpty { try expression.take(word) }
      word = ""
      try expression.take(character)
    }
    return try expression.finished()
  }

  private mutating func take(_ character: Character) throws(SolveError) {
    switch character {
    case "&", "*", "·", "∧": try join(.series)
    case "|", "∨": try join(.parallel)
    case ",":
      try endMember()
      expectsPart = true
    case ")": try close()
    default: break
    }
  }

  private mutating func take(_ word: String) throws(SolveError) {
    switch word.lowercased() {
    case "and": try join(.series)
    case "or": try join(.parallel)
    default:
      guard expectsPart else {
        throw SolveError("`&` or `|` stands between two parts, not `\(word)`")
      }
      steps.append(.part(try Self.part(word)))
      expectsPart = false
    }
  }

  /// A part by its availability, or by its mean times up and down.
  private static func part(_ word: String) throws(SolveError) -> BlockDiagram.Block {
    let times = word.split(separator: "/")
    if times.count == 2 {
      let (up, down) = (
        try Arguments.time(String(times[0]), name: "structure"),
        try Arguments.time(String(times[1]), name: "structure")
      )
      guard up > 0 else { throw SolveError("the mean time up of `\(word)` is above zero") }
      return BlockDiagram.Block(meanUp: up, meanDown: down)
    }
    guard let share = Reading.number(word) else {
      throw SolveError(
        "`\(word)` in `structure` is no part: write an availability, or a mean time up over one down, "
          + "`1000h/10h`")
    }
    try Calculator.Bound.share.check([share], of: "structure")
    return BlockDiagram.Block(
      shares: PartShares(up: share, down: Arguments.complement(word, share)))
  }

  /// Joins what stands left to what comes.
  private mutating func join(_ kind: Opened) throws(SolveError) {
    guard !expectsPart else {
      throw SolveError("a part is missing before `&` or `|` in `structure`")
    }
    if case .series = kind { endSeries() } else { endParallel() }
    open.append(kind)
    expectsPart = true
  }

  private mutating func endSeries() {
    while case .series? = open.last {
      open.removeLast()
      steps.append(.atLeast(2, of: 2))
    }
  }

  private mutating func endParallel() {
    endSeries()
    while case .parallel? = open.last {
      open.removeLast()
      steps.append(.atLeast(1, of: 2))
      endSeries()
    }
  }

  /// Opens a bracket behind a word, `2of3` or none.
  private mutating func begin(_ word: String) throws(SolveError) {
    if !expectsPart, ["and", "or"].contains(word.lowercased()) {
      try take(word)
      return try begin("")
    }
    guard expectsPart else {
      throw SolveError("`&` or `|` is missing before a bracket of `structure`")
    }
    let group: Group
    switch word.lowercased() {
    case "": group = .alone
    case "series", "and", "串联": group = .series
    case "parallel", "or", "并联": group = .parallel
    default:
      guard let found = word.wholeMatch(of: #/(\d{1,5})of(\d{1,5})/#)?.output,
        let needed = Int(found.1), let count = Int(found.2), (1...count).contains(needed)
      else { throw SolveError("`\(word)(` is one of `series(`, `parallel(` and `2of3(`") }
      group = .atLeast(needed, of: count)
    }
    open.append(.bracket(group, members: 0))
  }

  /// Ends a member of the innermost bracket.
  private mutating func endMember() throws(SolveError) {
    guard !expectsPart else { throw SolveError("a part is missing in `structure`") }
    endParallel()
    guard case .bracket(let group, let members)? = open.popLast() else {
      throw SolveError(
        "a bracket of `structure` is closed and not opened, or a comma outside of any")
    }
    open.append(.bracket(group, members: members + 1))
  }

  private mutating func close() throws(SolveError) {
    try endMember()
    guard case .bracket(let group, let members)? = open.popLast() else { return }
    switch group {
    case .alone:
      guard members == 1 else { throw SolveError("a bracket of several says how: `series(` …") }
    case .series: steps.append(.atLeast(members, of: members))
    case .parallel: steps.append(.atLeast(1, of: members))
    case .atLeast(let needed, let count):
      guard members == count else {
        throw SolveError("`\(needed)of\(count)(` has \(count) parts, and here \(members)")
      }
      steps.append(.atLeast(needed, of: count))
    }
  }

  private consuming func finished() throws(SolveError) -> BlockDiagram {
    guard !expectsPart else { throw SolveError("a part is missing at the end of `structure`") }
    endParallel()
    guard open.isEmpty, let diagram = BlockDiagram(steps) else {
      throw SolveError("a bracket of `structure` is not closed")
    }
    return diagram
  }
}
