/// Prints findings for people at a terminal: the message, the place, the text with a caret under it.
struct PrettyPrinter {
  private let report: Report
  private let colours: Bool
  private var places: Places
  private var text = ""

  init(_ report: Report, colours: Bool) {
    self.report = report
    self.colours = colours
    places = Places(report.sources)
  }

  consuming func print() -> [UInt8] {
    for diagnostic in report.open { add(diagnostic) }
    text += paint(.bold, "\(report.summary)") + "\n"
    return Array(text.utf8)
  }

  private mutating func add(_ diagnostic: Diagnostic) {
    let style = Style(diagnostic.severity)
    text += paint(style, "\(diagnostic.severity.rawValue)[\(diagnostic.id)]")
    text += paint(.bold, ": \(visible(diagnostic.message))") + "\n"
    let located = diagnostic.notes.compactMap(\.span)
    let gutter =
      ([diagnostic.span] + located).map { span in
        "\(places.scalars(span).start.line)".count
      }.max() ?? 1
    add(diagnostic.span, mark: "^", style, gutter)
    let blank = String(repeating: " ", count: gutter)
    for note in diagnostic.notes where note.span == nil {
      text += "\(blank) \(paint(.frame, "=")) \(paint(.bold, "note")): \(visible(note.message))\n"
    }
    for fix in diagnostic.fixes {
      let remark = fix.applicability == .safe ? " (`docgen fix` does it)" : ""
      text += "\(blank) \(paint(.frame, "=")) \(paint(.help, "help")): "
      text += "\(visible(fix.title))\(remark)\n"
    }
    for note in diagnostic.notes {
      guard let span = note.span else { continue }
      text += paint(Style(.note), "note") + ": \(visible(note.message))\n"
      add(span, mark: "-", .frame, gutter)
    }
    text += "\n"
  }

  /// The place of a span and its first line, underlined where the span lies.
  private mutating func add(_ span: Span, mark: Character, _ style: Style, _ gutter: Int) {
    let blank = String(repeating: " ", count: gutter)
    let bar = paint(.frame, "|")
    text += "\(blank)\(paint(.frame, "-->")) \(visible(places.label(span)))\n"
    let table = places.table(span.source)
    let line = table.line(at: span.start)
    let lineRange = table.range(ofLine: line)
    // What stands a thousand bytes off in a line is not shown, however little room its bytes take.
    let shown = table.excerpt(ofLine: line, around: span.range, margin: 1000)
    let excerpt = Excerpt(
      table.text(shown), from: span.start - shown.lowerBound,
      to: min(span.end, lineRange.upperBound, shown.upperBound) - shown.lowerBound,
      isCut: (shown.lowerBound > lineRange.lowerBound, shown.upperBound < lineRange.upperBound))
    let number = "\(line)"
    let padding = String(repeating: " ", count: max(0, gutter - number.count))
    text += "\(blank) \(bar)\n"
    text += "\(padding)\(paint(.frame, number)) \(bar) \(excerpt.text)\n"
    let marks = String(repeating: mark, count: excerpt.width)
    let indent = String(repeating: " ", count: excerpt.column)
    text += "\(blank) \(bar) \(indent)\(paint(style, marks))\n"
    let last = table.line(at: max(span.start, span.end - 1))
    if last > line { text += "\(blank) \(bar) … to line \(last)\n" }
  }

  private func paint(_ style: Style, _ text: String) -> String {
    colours && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// The parameters of the terminal's "select graphic rendition".
  private enum Style: String {
    case bold = "1"
    case error = "1;31"
    case warning = "1;33"
    case note = "1;36"
    case help = "1;32"
    case frame = "34"

    init(_ severity: Severity) {
      switch severity {
      case .error: self = .error
      case .warning: self = .warning
      case .note: self = .note
      }
    }
  }
}

/// One line of a source as a terminal shows it, and the columns that a part of it takes.
struct Excerpt: Hashable {
  let text: String

  /// The columns before the part, and of the part; at least one, so that a caret has room.
  let column: Int
  let width: Int

  /// The most columns of a line that are shown around a part of it.
  static let limit = 120

  /// - Parameters:
  ///   - start: the part's first byte in the line.
  ///   - end: the byte after its last.
  ///   - isCut: whether the whole line goes on before and after what is given of it.
  init(
    _ line: String, from start: Int, to end: Int,
    isCut: (before: Bool, after: Bool) = (false, false)
  ) {
    var cells: [(text: String, width: Int)] = []
    var offset = 0
    var column = 0
    var first: Int?
    var last = 0
    var startColumn = 0
    var endColumn = 0
    for character in line {
      let next = offset + character.utf8.count
      if first == nil, next > start {
        first = cells.count
        startColumn = column
      }
      let cell = Excerpt.cell(character, at: column)
      cells.append(cell)
      column += cell.width
      if offset < end {
        last = cells.count
        endColumn = column
      }
      offset = next
    }
    guard column > Excerpt.limit || isCut.before || isCut.after else {
      text = cells.map(\.text).joined()
      self.column = first == nil ? column : startColumn
      width = first == nil ? 1 : max(1, endColumn - startColumn)
      return
    }
    // A long line: what fits around the part, with ellipses where it is cut.
    let anchor = first ?? cells.count
    var low = anchor
    var before = 0
    while low > 0, before + cells[low - 1].width <= Excerpt.limit / 3 {
      low -= 1
      before += cells[low].width
    }
    var high = low
    var shown = 0
    while high < cells.count, shown + cells[high].width <= Excerpt.limit {
      shown += cells[high].width
      high += 1
    }
    let prefix = low > 0 || isCut.before ? "…" : ""
    let suffix = high < cells.count || isCut.after ? "…" : ""
    text = prefix + cells[low..<high].map(\.text).joined() + suffix
    self.column = before + prefix.count
    let part = cells[anchor..<max(anchor, min(last, high))]
    width = max(1, part.reduce(0) { $0 + $1.width })
  }

  private static func cell(_ character: Character, at column: Int) -> (text: String, width: Int) {
    if character == "\t" {
      let width = 4 - column % 4
      return (String(repeating: " ", count: width), width)
    }
    let text = visible(String(character))
    return (text, displayWidth(text))
  }
}
