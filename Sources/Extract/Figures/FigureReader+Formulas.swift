import Diagnostics
import Model
import Quantities
import Syntax

extension FigureReader {
  /// Reads the arithmetic of formulas between dollar signs:
  /// `$$18{,}235 \times 4\,\text{bytes} = 72.94\,\text{KB}$$`. O(paragraph).
  mutating func readFormulas(_ index: NodeIndex) {
    let node = document.nodes[index]
    let bytes = document.source.bytes
    let range = Int(node.start)..<Int(node.end)
    var at = range.lowerBound
    /// Up to where the marks of code have been counted.
    var counted = at
    var isCode = false
    while let start = bytes.firstIndex(of: UInt8(ascii: "$"), in: at..<range.upperBound) {
      let width = bytes.has("$$", at: start) ? 2 : 1
      guard
        let end = bytes.firstIndex(of: UInt8(ascii: "$"), in: (start + width)..<range.upperBound)
      else { return }
      let formula = start + width..<end
      at = end + 1
      if at < range.upperBound, bytes[at] == UInt8(ascii: "$") { at += 1 }
      // What stands in code is shown and not told.
      for byte in bytes[counted..<start] where byte == UInt8(ascii: "`") { isCode.toggle() }
      counted = start
      guard !isCode, formula.count <= 2_000, bytes[formula].contains(UInt8(ascii: "\\")) else {
        continue
      }
      if let plain = PlainFormula(bytes, formula) { read(plain) }
    }
  }

  private mutating func read(_ formula: PlainFormula) {
    let numbers = readNumbers(in: formula.bytes)
    let quantities = Self.operands(numbers[...], in: formula.bytes)
    guard (2...64).contains(quantities.count) else { return }
    let line = 0..<formula.bytes.count
    for equation in EquationReader(formula.bytes, line, quantities).read()
    where (equation.form == .written || equation.form == .conversion)
      && !formula.isArgument(quantities[equation.operands.lowerBound].digits.lowerBound)
    {
      let first = formula.bytes.afterSign(quantities[equation.operands.lowerBound].range.lowerBound)
      let result = quantities[equation.result].range
      let last = quantities[equation.operands.upperBound].range.upperBound
      add(
        Equation(
          form: equation.form, operands: span(formula, first..<last),
          figure: span(formula, formula.bytes.afterSign(result.lowerBound)..<result.upperBound),
          stated: quantities[equation.result].quantity,
          computed: Interval(equation.value.low, equation.value.high),
          estimate: equation.value.estimate))
    }
  }

  private func span(_ formula: PlainFormula, _ range: Range<Int>) -> Span {
    let bytes = document.source.bytes
    let start = formula.offsets[range.lowerBound]
    var end = formula.offsets[range.upperBound - 1] + 1
    // With the brace that closes the words of a unit.
    var open = 0
    for byte in bytes[start..<end] {
      if byte == UInt8(ascii: "{") { open += 1 }
      if byte == UInt8(ascii: "}") { open -= 1 }
    }
    if open > 0, end < bytes.count, bytes[end] == UInt8(ascii: "}") { end += 1 }
    return Span(document.source.id, start..<end)
  }
}

/// A formula of TeX as one would write it on a line, and where each of its bytes stands in the source.
private struct PlainFormula {
  private(set) var bytes: [UInt8] = []
  private(set) var offsets: [Int] = []

  /// Nil where it has a command that is not arithmetic, as a fraction or a power.
  init?(_ source: [UInt8], _ formula: Range<Int>) {
    var at = formula.lowerBound
    /// Braces that are open around words.
    var texts = 0
    while at < formula.upperBound {
      let byte = source[at]
      switch byte {
      case UInt8(ascii: "\\"):
        guard let end = command(source, at, formula.upperBound, &texts) else { return nil }
        at = end
        continue
      case UInt8(ascii: "{"):
        // 18{,}235: the comma groups digits.
        guard at + 2 < formula.upperBound, source[at + 1] == UInt8(ascii: ","),
          source[at + 2] == UInt8(ascii: "}")
        else { return nil }
        append(UInt8(ascii: ","), at + 1)
        at += 3
        continue
      case UInt8(ascii: "}"):
        guard texts > 0 else { return nil }
        texts -= 1
      case UInt8(ascii: "_"):
        // What stands below a name is part of it.
        guard let end = afterGroup(source, at + 1, formula.upperBound) else { return nil }
        at = end
        continue
      case UInt8(ascii: "^"), UInt8(ascii: "&"): return nil
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "~"): append(0x20, at)
      default: append(byte, at)
      }
      at += 1
    }
    if texts > 0 { return nil }
  }

  private mutating func append(_ byte: UInt8, _ offset: Int) {
    if byte == 0x20, bytes.last == 0x20 { return }
    bytes.append(byte)
    offsets.append(offset)
  }

  /// Whether a figure is what a function or a word before it is of: 5 in `C(5) × 3`, 8 in `log 8 × 2`.
  func isArgument(_ figure: Int) -> Bool {
    let before = bytes[..<figure]
    let open = before.reduce(0) { depth, byte in
      byte == UInt8(ascii: "(") ? depth + 1 : byte == UInt8(ascii: ")") ? depth - 1 : depth
    }
    let last = before.last { $0 != 0x20 }
    return open > 0 || last.map { ($0 | 0x20) &- 0x61 < 26 } ?? false
  }

  /// Reads a command, and gives the place behind it; nil where it is none of arithmetic.
  private mutating func command(
    _ source: [UInt8], _ start: Int, _ limit: Int, _ texts: inout Int
  ) -> Int? {
    var end = start + 1
    while end < limit, (source[end] | 0x20) &- 0x61 < 26 { end += 1 }
    if end == start + 1 {
      guard end < limit else { return nil }
      switch source[end] {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), 0x20:
        append(0x20, end)
      case UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "#"): append(source[end], end)
      default: return nil
      }
      return end + 1
    }
    switch String(decoding: source[(start + 1)..<end], as: UTF8.self) {
    case "text", "mathrm", "textbf", "mathbf", "textrm", "operatorname":
      guard end < limit, source[end] == UInt8(ascii: "{") else { return nil }
      texts += 1
      return end + 1
    case "left", "right", "displaystyle": return end
    case "quad", "qquad": append(0x20, start)
    case "times", "cdot", "ast": append("×", start)
    case "div": append("÷", start)
    case "approx", "simeq": append("≈", start)
    default: return nil
    }
    return end
  }

  private mutating func append(_ sign: String, _ offset: Int) {
    append(0x20, offset)
    for byte in sign.utf8 { append(byte, offset) }
  }

  /// The place behind a group in braces, or behind one character.
  private func afterGroup(_ source: [UInt8], _ start: Int, _ limit: Int) -> Int? {
    guard start < limit else { return nil }
    guard source[start] == UInt8(ascii: "{") else {
      return source[start] < 0x80 && source[start] != UInt8(ascii: "\\") ? start + 1 : nil
    }
    var depth = 0
    for at in start..<limit {
      if source[at] == UInt8(ascii: "{") { depth += 1 }
      if source[at] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return at + 1 }
      }
    }
    return nil
  }
}
