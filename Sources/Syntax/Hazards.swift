import CCMark

/// Markup that would cost cmark more time or memory than its length allows, found before it is read.
///
/// cmark-gfm takes quadratic time over deeply open brackets, over wide tables, over rows that could
/// begin a table, over bare links that adjoin, and over links and strikethrough behind many open
/// delimiters; it fills short rows of wide tables with empty
/// cells, and copies a definition's destination into each link that refers to it. What goes too far
/// is masked: one byte is replaced by a control character, so that it reads as text, and put back
/// when the tree is converted. No place moves.
struct Hazards {
  /// The source with what is too much masked; nil when there is nothing to mask.
  private(set) var masked: [UInt8]?

  /// The first masked place.
  private(set) var first: Int?

  /// The bytes that stand for `[`, `-`, `w` and `~`: no text that is one has these control characters.
  static let bracketMask: UInt8 = 0x01
  static let dashMask: UInt8 = 0x02
  static let letterMask: UInt8 = 0x03
  static let tildeMask: UInt8 = 0x04

  private let source: UnsafeBufferPointer<UInt8>

  private static let openBrackets = 500
  private static let tableColumns = 1000
  private static let delimiterRows = 64
  private static let adjoiningHosts = 64
  private static let delimiterSteps = 1 << 24

  init(_ source: UnsafeBufferPointer<UInt8>, lines: LineStarts) {
    self.source = source
    let hasHosts = ccmark_holds(source.baseAddress, source.count, "www.")
    var longest = 0
    var definitions: [Int] = []
    var start = lines.bodyStart
    var line = 1
    var chunkLine = 1
    while line <= lines.count + 1 {
      let isBlank =
        line > lines.count
        || isBlank(lines.offset(line: line, column: 1), lines.end(ofLine: line))
      if isBlank {
        let end = line > lines.count ? source.count : lines.offset(line: line, column: 1)
        if end - start > 512 {
          checkTables(chunkLine..<min(line, lines.count + 1), lines, size: end - start)
          checkBrackets(start..<end)
          if hasHosts { checkHosts(start..<end) }
          if end - start > 8192 {
            checkDelimiters(chunkLine..<min(line, lines.count + 1), lines)
          }
          if let definition = definition(in: start..<end) {
            longest = max(longest, end - start)
            definitions.append(definition)
          }
        }
        start = end
        chunkLine = line + 1
      }
      line += 1
    }
    checkDefinitions(definitions, longest: longest)
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      guard source[at] == 0x20 || source[at] == 0x09 else { return false }
      at += 1
    }
    return true
  }

  private mutating func mask(_ offset: Int, with byte: UInt8) {
    guard source[offset] >= 0x20 else { return }
    if masked == nil { masked = Array(source) }
    masked?[offset] = byte
    if first.map({ offset < $0 }) ?? true { first = offset }
  }

  /// Masks the brackets that open when too many are open.
  private mutating func checkBrackets(_ chunk: Range<Int>) {
    guard chunk.count > 2 * Hazards.openBrackets else { return }
    var depth = 0
    for at in chunk {
      if source[at] == 0x5D {
        depth = max(0, depth - 1)
      } else if source[at] == 0x5B {
        depth += 1
        if depth > Hazards.openBrackets {
          mask(at, with: Hazards.bracketMask)
          depth -= 1
        }
      }
    }
  }

  /// Masks the `www.` of bare links that adjoin: each would have all of what follows read.
  private mutating func checkHosts(_ chunk: Range<Int>) {
    var hosts = 0
    var at = chunk.lowerBound
    while at + 4 < chunk.upperBound {
      if source[at] <= 0x20 {
        hosts = 0
      } else if source[at] == 0x77, source[at + 1] == 0x77, source[at + 2] == 0x77,
        source[at + 3] == 0x2E
      {
        hosts += 1
        if hosts > Hazards.adjoiningHosts { mask(at, with: Hazards.letterMask) }
        at += 3
      }
      at += 1
    }
  }

  /// Masks the links and tildes of a block of inlines that together would go too often through the
  /// delimiters before them: cmark looks through all that are open at the end of each.
  ///
  /// Lines that begin an item, and all after a delimiter row, are taken for blocks of their own.
  private mutating func checkDelimiters(_ range: Range<Int>, _ lines: LineStarts) {
    var delimiters = 0
    var steps = 0
    var isTable = false
    for line in range {
      let start = lines.offset(line: line, column: 1)
      let end = lines.end(ofLine: line)
      if isTable || beginsItem(start..<end) { (delimiters, steps) = (0, 0) }
      if !isTable, let row = delimiterRow(start..<end), row.columns > 1 { isTable = true }
      for at in start..<end {
        switch source[at] {
        case 0x2A, 0x5F:
          if at == start || source[at - 1] != source[at] { delimiters += 1 }
        case 0x5B where steps > Hazards.delimiterSteps: mask(at, with: Hazards.bracketMask)
        case 0x7E where steps > Hazards.delimiterSteps: mask(at, with: Hazards.tildeMask)
        case 0x7E:
          delimiters += 1
          steps += delimiters
        case 0x5D: steps += delimiters
        default: break
        }
      }
    }
  }

  private func beginsItem(_ line: Range<Int>) -> Bool {
    guard let first = line.first(where: { source[$0] > 0x20 }), first + 1 < line.upperBound,
      source[first + 1] == 0x20
    else { return false }
    return source[first] == 0x2D || source[first] == 0x2A || source[first] == 0x2B
  }

  /// Masks the delimiter rows of tables that would have far more cells than bytes.
  private mutating func checkTables(_ range: Range<Int>, _ lines: LineStarts, size: Int) {
    var candidates = 0
    for line in range {
      let start = lines.offset(line: line, column: 1)
      guard let (columns, dash) = delimiterRow(start..<lines.end(ofLine: line)) else { continue }
      // Each row that may begin a table has the paragraph before it read from its beginning.
      candidates += 1
      let rows = range.upperBound - line
      if columns > Hazards.tableColumns || columns * rows > 8 * size + 20_000
        || candidates > Hazards.delimiterRows
      {
        mask(dash, with: Hazards.dashMask)
      }
    }
  }

  /// The columns of a delimiter row, and its first dash.
  private func delimiterRow(_ line: Range<Int>) -> (columns: Int, dash: Int)? {
    var columns = 1
    var dash: Int?
    for at in line {
      switch source[at] {
      case 0x7C: columns += 1
      case 0x2D: dash = dash ?? at
      case 0x20, 0x09, 0x0B, 0x0C, 0x3A, 0x3E, 0x2A, 0x2B, 0x30...0x39, 0x2E, 0x29: break
      default: return nil
      }
    }
    guard let dash else { return nil }
    return (columns, dash)
  }

  /// The bracket of a reference definition with which a paragraph begins.
  private func definition(in chunk: Range<Int>) -> Int? {
    var at = chunk.lowerBound
    while at < chunk.upperBound, source[at] <= 0x20 || source[at] == 0x3E { at += 1 }
    guard at < chunk.upperBound, source[at] == 0x5B else { return nil }
    return at
  }

  /// Masks long definitions when so many links could refer to them that the copies would add up.
  private mutating func checkDefinitions(_ definitions: [Int], longest: Int) {
    guard longest > 1024 else { return }
    var brackets = 0
    for byte in source where byte == 0x5D { brackets += 1 }
    guard longest * brackets > max(16 << 20, 64 * source.count) else { return }
    for definition in definitions { mask(definition, with: Hazards.bracketMask) }
  }
}
