import Diagnostics
import Model
import Quantities
import Syntax

/// Walks a document once and collects its numbers and claims.
struct FigureReader {
  let document: Document
  var outline: FigureOutline
  private(set) var numbers: [NumberUse] = []
  private(set) var claims: [Claim] = []
  private(set) var equations: [Equation] = []
  private var identities: ClaimIdentities

  /// The role that the last lead line (`**效果**:`) gives to what follows it, until the next
  /// heading or lead.
  private var lead: Lead?

  private struct Lead {
    let role: Claim.Role?
    let isTotal: Bool
  }

  /// The tables that have not been met yet, the next one last.
  private var tables: [ReadTable]

  /// - Parameter tables: all that the document has, in order.
  init(_ document: Document, sections: [Section], tables: [ReadTable]) {
    self.document = document
    self.tables = tables.reversed()
    outline = FigureOutline(document, sections: sections)
    identities = ClaimIdentities(path: document.source.path)
  }

  mutating func readAll() {
    var index = 0
    while index < document.nodes.count {
      let node = document.nodes[index]
      switch node.kind {
      case .heading:
        outline.enterHeading()
        lead = nil
        readHeading(index)
        index = Int(node.next)
      case .paragraph:
        readParagraph(index)
        index = Int(node.next)
      case .table:
        if tables.last?.node == index, let table = tables.popLast() { readTable(table) }
        index = Int(node.next)
      case .codeBlock:
        let language = document.fenceLanguage(of: index)
        if language == "mermaid" {
          readFlowchart(index)
        } else if Self.textFences.contains(language) || drawsTree(index)
          || ["yaml", "yml"].contains(language) && speaks(index)
        {
          readFence(index)
        }
        index = Int(node.next)
      default:
        index += 1
      }
    }
    typeOperands()
  }

  /// What is computed with is understood, though it has no unit: 1000 of `1000 × 10 × $0.123 = $1,230`.
  private mutating func typeOperands() {
    for equation in equations {
      let span = equation.operands
      var at = numbers.partition { $0.span.start >= span.start }
      while at < numbers.count, numbers[at].span.start < span.end {
        numbers[at] = numbers[at].asOperand
        at += 1
      }
    }
  }

  private static let textFences: Set<String> = ["", "text", "txt", "plain", "markdown", "md"]

  /// Whether a tree fills a fence, whatever language it is said to be in.
  private func drawsTree(_ index: NodeIndex) -> Bool {
    document.literals[document.nodes[index].literal].contains(0xE2)
      && isDrawn(DiagramText(document, index))
  }

  private mutating func readHeading(_ index: NodeIndex) {
    guard document.source.mayHoldNumber(document.nodes[index]) else { return }
    let text = FigureText(document.inlineText(of: index))
    let numbers = text.numbers()
    readEquations(text, 0..<text.bytes.count, numbers[...])
    note(text, numbers, at: .heading)
  }

  private mutating func readParagraph(_ index: NodeIndex) {
    if let lead = boldLead(index) {
      self.lead = lead
      return
    }
    let node = document.nodes[index]
    let mayLead = document.source.mayLead(node)
    guard mayLead || document.source.mayHoldNumber(node) else { return }
    let text = FigureText(document.inlineText(of: index))
    if mayLead, let lead = leadLine(text) {
      self.lead = lead
      note(text, text.numbers())
      return
    }
    read(text, isItem: document.nodes[Int(node.parent)].kind == .item)
    readFormulas(index)
    // `**Required**: …` and `**Reached**:` in one paragraph: the last line leads what follows.
    if mayLead, let last = text.bytes.lines(in: 0..<text.bytes.count).dropFirst().last,
      let lead = leadLine(text, last), lead.role != nil
    {
      self.lead = lead
    }
  }

  private mutating func readFence(_ index: NodeIndex) {
    read(FigureText(document, fence: index), isItem: true, at: .drawing)
  }

  /// A paragraph of nothing but bold words that give a role, without figures: `**效果**`.
  private func boldLead(_ index: NodeIndex) -> Lead? {
    let node = document.nodes[index]
    guard index + 1 < document.nodes.count, document.nodes[index + 1].kind == .strong,
      document.nodes[index + 1].next == node.next, node.end - node.start <= 40,
      document.nodes[Int(node.parent)].kind != .item,
      !document.source.mayHoldFigure(node)
    else { return nil }
    let (role, isTotal) = ClaimWords.reading(of: document.plainText(of: index))
    return role.map { Lead(role: $0, isTotal: isTotal) }
  }

  /// A line that says what the next lines are: short, with a colon at its end.
  private func leadLine(_ text: FigureText, _ line: Range<Int>? = nil) -> Lead? {
    let range = text.bytes.trimmed(line ?? 0..<text.bytes.count)
    guard range.count <= 90, !range.isEmpty,
      text.bytes[range.upperBound - 1] == UInt8(ascii: ":")
        || text.bytes.has("：", at: range.upperBound - 3),
      !text.bytes[range].contains(0x0A)
    else { return nil }
    let (role, isTotal) = ClaimWords.reading(of: text.bytes.string(range))
    return Lead(role: role, isTotal: isTotal)
  }

  private mutating func read(
    _ text: FigureText, isItem: Bool, at kind: NumberUse.Gap = .prose
  ) {
    let numbers = text.numbers()
    guard !numbers.isEmpty else { return }
    var typed: [Int: Quantities.Unit] = [:]
    var formulas: [Range<Int>] = []
    var first = 0
    var above = 0..<0
    var equations = 0..<0
    var computed: [Range<Int>] = []
    let lines = text.bytes.lines(in: 0..<text.bytes.count)
    for (place, line) in lines.enumerated() {
      let start = first
      defer { above = line }
      while first < numbers.count, numbers[first].range.lowerBound < line.upperBound { first += 1 }
      guard first > start else { continue }
      if text.bytes.holdsCommand(in: line) {
        formulas.append(line)
        continue
      }
      // Under a line of small numbers, and beside the bar of a fraction, stands typeset mathematics.
      if kind == .drawing,
        text.bytes.holdsNumbersAlone(in: above) || text.bytes.find("---", in: line) != nil
      {
        computed = []
      } else if line.lowerBound >= equations.upperBound {
        equations = line.lowerBound..<text.bytes.endOfEquation(from: place, lines)
        let last = numbers[first...].firstIndex { $0.range.lowerBound >= equations.upperBound }
        computed = readEquations(text, equations, numbers[start..<(last ?? numbers.count)])
      }
      // Labels alone, as a date or a version, make no claim.
      guard numbers[start..<first].contains(where: \.isQuantity) else { continue }
      let context = LineContext(
        role: lead?.role ?? outline.role, isTotal: lead?.isTotal ?? outline.isTotal, isItem: isItem,
        key: nil)
      // What a line computes with is not what it claims.
      let own = numbers[start..<first]
      let stated =
        computed.isEmpty
        ? Array(own)
        : own.filter { number in !computed.contains { $0.contains(number.range.lowerBound) } }
      let found = ClaimLine(text, line, stated, context).read()
      add(found, text)
      for claim in found where claim.wasBare {
        for unit in claim.units { typed[claim.figure.lowerBound] = unit }
      }
    }
    note(text, numbers, typed: typed, at: kind, formulas: formulas)
  }

  /// Records how far each number is understood; a bare one only where its context gave a unit.
  mutating func note(
    _ text: FigureText, _ found: [ReadNumber], typed: [Int: Quantities.Unit] = [:],
    at place: NumberUse.Gap = .prose, formulas: [Range<Int>] = []
  ) {
    var formula = 0
    for number in found {
      let unit = typed.isEmpty ? nil : typed[number.range.lowerBound]
      let understanding: NumberUse.Understanding
      var quantity: Quantity?
      var per: String?
      switch number.reading {
      case .label, .percentile: understanding = .label
      case .quantity(let read):
        quantity = read.quantity
        per = read.per
        if let unit { quantity = number.taking(unit).quantity?.quantity }
        if !read.isBare || unit.map({ read.taking($0).isBare }) == false {
          understanding = .typed
        } else {
          understanding = text.isCode(number.range.lowerBound) ? .label : .unread
        }
      }
      var gap: NumberUse.Gap?
      if understanding == .unread {
        while formula < formulas.count,
          formulas[formula].upperBound <= number.range.lowerBound
        {
          formula += 1
        }
        let isFormula =
          formula < formulas.count && formulas[formula].contains(number.range.lowerBound)
        gap = isFormula ? .formula : text.bytes.hasWord(at: number.range.upperBound) ? .word : place
      }
      numbers.append(
        NumberUse(
          span: text.span(number.range), understanding: understanding, quantity: quantity, per: per,
          gap: gap))
    }
  }

  /// Reads the arithmetic of a line; that of code is not meant for it, and of very many figures it is
  /// a table of its own. Gives the places of the operands that signs join.
  ///
  /// - Parameter inDoubt: whether the result may be in a unit that is told elsewhere.
  @discardableResult
  mutating func readEquations(
    _ text: FigureText, _ line: Range<Int>, _ numbers: ArraySlice<ReadNumber>,
    inDoubt: Bool = false
  ) -> [Range<Int>] {
    guard numbers.count > 1 else { return [] }
    let quantities = Self.operands(numbers, in: text.bytes)
    guard quantities.count > 1, quantities.count <= 64,
      !quantities.contains(where: { read in
        // Marks of emphasis inside of digits were signs of multiplication: 24*60*60.
        text.isCode(read.digits.lowerBound)
          || text.span(read.digits).range.count != read.digits.count
      })
    else { return [] }
    var computed: [Range<Int>] = []
    for equation in EquationReader(text.bytes, line, quantities).read() {
      if inDoubt, !equation.isNear(quantities[equation.result].quantity) { continue }
      let first = quantities[equation.operands.lowerBound].range
      let last = quantities[equation.operands.upperBound].range
      let operands = text.bytes.balancing(
        text.bytes.afterSign(first.lowerBound)..<last.upperBound, within: line)
      if equation.form == .written { computed.append(first.lowerBound..<last.upperBound) }
      equations.append(
        Equation(
          form: equation.form, operands: text.span(operands),
          figure: text.span(quantities[equation.result].range),
          stated: quantities[equation.result].quantity,
          computed: Interval(equation.value.low, equation.value.high),
          estimate: equation.value.estimate))
    }
    return computed
  }

  mutating func add(_ equation: Equation) { equations.append(equation) }

  /// Turns what a line states into claims with identities.
  mutating func add(_ found: [FoundClaim], _ text: FigureText, restating owner: String? = nil) {
    let ids = found.map { identities.next(outline.path, $0.role, $0.subject) }
    for (id, claim) in zip(ids, found) {
      claims.append(
        Claim(
          id: id, role: claim.role, subject: claim.subject, metric: claim.metric,
          statement: claim.statement, percentile: claim.percentile, qualifier: claim.qualifier,
          restates: claim.restates.map { ids[$0] } ?? owner, span: text.span(claim.line),
          figure: text.span(claim.figure), section: outline.section))
    }
  }
}

extension SourceFile {
  /// Whether the source of a block has what begins a number. Of prose, the greater part has none.
  func mayHoldNumber(_ block: Node) -> Bool {
    Quantities.mayHoldNumber(bytes, in: Int(block.start)..<Int(block.end))
  }

  /// Whether a block may hold a number or a lead.
  func mayHoldFigure(_ block: Node) -> Bool {
    mayHoldNumber(block) || holdsColonOrReference(Int(block.start)..<Int(block.end))
  }

  /// Whether the text of a block may end with a colon: its source does, but for marks of emphasis, or with what may
  /// stand behind one and is no part of the text, as a tag or the target of a link.
  fileprivate func mayLead(_ block: Node) -> Bool {
    let range = Int(block.start)..<Int(block.end)
    guard let last = bytes[range].last(where: { $0 > 0x20 && !"*_`~".utf8.contains($0) }) else {
      return false
    }
    switch last {
    case UInt8(ascii: ":"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ">"),
      UInt8(ascii: ";"), UInt8(ascii: "\\"),
      // The last bytes of a wide colon and of spaces that are not ASCII.
      0x9A, 0x80, 0x8B, 0xA0, 0xBF:
      return holdsColonOrReference(range)
    default: return false
    }
  }

  /// Whether a colon, narrow or wide, or a reference to a character stands in a range.
  private func holdsColonOrReference(_ range: Range<Int>) -> Bool {
    bytes[range].withUnsafeBufferPointer { bytes in
      bytes.indices.contains { place in
        switch bytes[place] {
        case UInt8(ascii: ":"), UInt8(ascii: "&"): true
        // The last byte of a wide colon; few other characters end like it.
        case 0x9A: place > 1 && bytes[place - 1] == 0xBC && bytes[place - 2] == 0xEF
        default: false
        }
      }
    }
  }
}

extension [UInt8] {
  /// Whether a letter or a Han character stands at an offset, or after one space there.
  fileprivate func hasWord(at offset: Int) -> Bool {
    let start = offset < count && self[offset] == UInt8(ascii: " ") ? offset + 1 : offset
    guard start < count else { return false }
    if self[start] < 0x80 { return self[start].isLetter }
    // Of what is not ASCII, three bytes from U+3400 to U+9FFF are Han.
    return (0xE3...0xE9).contains(self[start])
      && !(self[start] == 0xE3 && start + 1 < count && self[start + 1] < 0x90)
  }

  /// The place after a sign of equality that is read as part of a figure.
  func afterSign(_ start: Int) -> Int {
    guard start < count, self[start] == UInt8(ascii: "=") else { return start }
    return self[start...].dropFirst().firstIndex { $0 != 0x20 } ?? start
  }

  /// A range with the brackets beside it that close what opens in it, and open what closes in it.
  func balancing(_ range: Range<Int>, within line: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    var open = 0
    var unopened = 0
    var at = start
    while at < range.upperBound {
      let (value, length) = scalar(at: at)
      switch value {
      case 0x28, 0xFF08: open += 1
      case 0x29, 0xFF09: if open > 0 { open -= 1 } else { unopened += 1 }
      default: break
      }
      at += length
    }
    while open > 0, let close = closingBracket(from: end, limit: line.upperBound) {
      end = close
      open -= 1
    }
    while unopened > 0, start > line.lowerBound,
      [0x28, 0xFF08].contains(scalar(before: start).value)
    {
      start -= scalar(before: start).length
      unopened -= 1
    }
    return start..<end
  }

  /// The end of an equation that begins in a line and goes on where the next begin with its sign.
  fileprivate func endOfEquation(from line: Int, _ lines: [Range<Int>]) -> Int {
    var last = line
    while last + 1 < lines.count, last - line < 8 {
      let next = lines[last + 1]
      guard let sign = self[next].firstIndex(where: { $0 != 0x20 && $0 != 0x09 }),
        has("=", at: sign) && !has("==", at: sign) && !has("=>", at: sign) || has("≈", at: sign)
      else { break }
      last += 1
    }
    return lines[last].upperBound
  }

  /// The place behind the next closing bracket, with a word or two before it.
  private func closingBracket(from start: Int, limit: Int) -> Int? {
    var at = start
    while at < Swift.min(limit, start + 24) {
      let (value, length) = scalar(at: at)
      at += length
      switch value {
      case 0x29, 0xFF09: return at
      case 0x28, 0xFF08, 0x30...0x39: return nil
      default: break
      }
    }
    return nil
  }

  /// Whether a range holds digits and blanks and nothing else.
  fileprivate func holdsNumbersAlone(in range: Range<Int>) -> Bool {
    let text = self[range].drop { $0 == 0x20 }
    return !text.isEmpty
      && text.allSatisfy { $0 == 0x20 || $0 == 0x2D || $0.isDigit }
  }

  /// Whether a range holds a command of TeX, as `\times`: such a line is a formula.
  fileprivate func holdsCommand(in range: Range<Int>) -> Bool {
    for offset in range.dropLast()
    where self[offset] == UInt8(ascii: "\\") && self[offset + 1].isLetter {
      return true
    }
    return false
  }
}
