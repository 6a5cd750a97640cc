import Model
import Quantities

/// What the surroundings of a line say about its figures.
struct LineContext {
  let role: Claim.Role?

  /// Whether a heading or a lead says that totals follow.
  let isTotal: Bool

  /// Whether it is an item of a list or of a fence: such a line states its figure on purpose.
  let isItem: Bool

  /// What a table's row is about.
  let key: String?
}

/// A stretch of a line between separators, at one depth of brackets.
struct Clause {
  var range: Range<Int>
  let depth: Int

  /// The clause that a bracketed one follows at once.
  let owner: Int?
}

/// The parts of a line: its key, and the clauses of what it says.
struct LineClauses {
  private(set) var key: Range<Int>?
  private(set) var clauses: [Clause] = []

  /// Cuts a line; separators and colons inside figures do not count.
  init(
    _ bytes: [UInt8], _ line: Range<Int>, figures: [Range<Int>], values: [Range<Int>]
  ) {
    let body = skippingLead(bytes, line, before: figures.first?.lowerBound)
    key = keyRange(bytes, body, figures: figures)
    // A quantity in it makes it a part of what is said, and a percentage at its end a clause:
    // `reduced by 50%: 2 hours → 1 hour`.
    var colon: Int?
    if let key, values.contains(where: { $0.overlaps(key) }) {
      self.key = nil
      let isShare = bytes[key.upperBound - 1] == UInt8(ascii: "%")
      colon = isShare && values.contains { $0.upperBound == key.upperBound } ? key.upperBound : nil
    }
    var start = body.lowerBound
    if let key = self.key {
      start = key.upperBound
      start += bytes[start] == UInt8(ascii: ":") ? 1 : 3
    }
    cut(bytes, start..<body.upperBound, figures: figures, colon: colon)
  }

  /// The line without bullets, drawing characters and pictographs at its head; a `>` that belongs
  /// to the first figure stays.
  private func skippingLead(
    _ bytes: [UInt8], _ line: Range<Int>, before figure: Int?
  ) -> Range<Int> {
    var start = line.lowerBound
    let end = max(start, min(line.upperBound, figure ?? line.upperBound))
    while start < end {
      let scalar = bytes.scalar(at: start)
      let isBox = scalar.value >= 0x2500 && scalar.value <= 0x25FF
      let isMark = "-*+•·|>".unicodeScalars.contains { $0.value == scalar.value }
      guard isSpace(scalar.value) || isBox || isPictograph(scalar.value) || isMark else { break }
      // A sign before a digit belongs to the figure.
      if isMark, start + 1 < line.upperBound, bytes[start + 1].isDigit { break }
      start += scalar.length
    }
    return min(start, end)..<line.upperBound
  }

  private func keyRange(
    _ bytes: [UInt8], _ body: Range<Int>, figures: [Range<Int>]
  ) -> Range<Int>? {
    var depth = 0
    var position = body.lowerBound
    var next = 0
    while position < min(body.upperBound, body.lowerBound + 90) {
      while next < figures.count, figures[next].upperBound <= position { next += 1 }
      if next < figures.count, figures[next].contains(position) {
        position = figures[next].upperBound
        continue
      }
      let scalar = bytes.scalar(at: position)
      switch scalar.value {
      case 0x28, 0xFF08: depth += 1
      case 0x29, 0xFF09: depth -= 1
      case 0x3A, 0xFF1A:
        if depth <= 0, position > body.lowerBound, !bytes.has("://", at: position) {
          return body.lowerBound..<position
        }
      case 0x3002, 0xFF0C, 0x2192: return nil
      default: break
      }
      position += scalar.length
    }
    return nil
  }

  /// - Parameter colon: the place of a colon that parts two clauses.
  private mutating func cut(
    _ bytes: [UInt8], _ body: Range<Int>, figures: [Range<Int>], colon: Int?
  ) {
    var start = body.lowerBound
    var owners: [Int?] = []
    var next = 0
    var position = start
    func close(_ end: Int, _ clauses: inout [Clause]) {
      guard end > start else { return }
      clauses.append(Clause(range: start..<end, depth: owners.count, owner: owners.last ?? nil))
    }
    while position < body.upperBound {
      while next < figures.count, figures[next].upperBound <= position { next += 1 }
      if next < figures.count, figures[next].contains(position) {
        position = figures[next].upperBound
        continue
      }
      let scalar = bytes.scalar(at: position)
      switch scalar.value {
      case 0x28, 0xFF08, 0x5B:
        close(position, &clauses)
        owners.append(clauses.isEmpty ? nil : clauses.count - 1)
        start = position + scalar.length
      case 0x29, 0xFF09, 0x5D:
        close(position, &clauses)
        if !owners.isEmpty { owners.removeLast() }
        start = position + scalar.length
      case 0x2C, 0xFF0C, 0x3001, 0x3B, 0xFF1B, 0x3002, 0x7C,
        0x3A where position == colon:
        close(position, &clauses)
        start = position + scalar.length
      default: break
      }
      position += scalar.length
    }
    close(body.upperBound, &clauses)
  }
}
