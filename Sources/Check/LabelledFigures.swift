import Diagnostics
import Model
import Quantities

/// A label, a colon and a figure: `- **通过**: 48 个 (57.8%)`, `| Passed | 48 |`.
struct LabelledFigure {
  /// In lower case, without marks.
  let label: String
  let quantity: Quantity
  let span: Span
  let text: String

  /// The percentage in brackets behind the figure, and where it stands.
  var share: (quantity: Quantity, span: Span)?

  /// How many it counts; nil for what is measured or rough.
  var count: Double? {
    guard quantity.comparator == .equal, quantity.value == quantity.value.rounded() else {
      return nil
    }
    switch quantity.dimension {
    case .number, .count: return quantity.value
    default: return nil
    }
  }

  /// - Parameter line: one that labels one figure and says nothing else but its share.
  init?(_ line: FigureLine) {
    guard line.bytes.count <= 120, case let reads = readQuantities(in: line.bytes),
      (1...2).contains(reads.count), case let read = reads[0],
      read.times == nil, read.per == nil, read.sign == nil,
      case let lead = line.text(0..<read.range.lowerBound),
      let colon = lead.lastIndex(where: { ":：".contains($0) }),
      lead[colon...].dropFirst().allSatisfy({ $0 == " " })
    else { return nil }
    label = lead[..<colon].lowercased().trimmed { !$0.isLetter && !$0.isNumber }
    guard !label.isEmpty, !label.contains(where: { ":：，。".contains($0) }) else { return nil }
    quantity = read.quantity
    span = line.span(read.range)
    text = line.text(read.range)
    if reads.count == 2 {
      let other = reads[1]
      let gap = line.text(line.between(read, other))
      guard other.quantity.dimension == .ratio, other.sign == nil,
        other.quantity.comparator == .equal,
        gap.last.map({ "(（".contains($0) }) ?? false, gap.count <= 12
      else { return nil }
      share = (other.quantity, line.span(other.range))
    }
  }

  init?(_ row: [Table.Cell]) {
    guard row.count == 2, let quantity = row[1].quantity else { return nil }
    label = row[0].text.lowercased().trimmed { !$0.isLetter && !$0.isNumber }
    guard !label.isEmpty else { return nil }
    self.quantity = quantity
    span = row[1].span
    text = row[1].text
  }
}

extension LabelledFigure {
  /// Whether the label calls it a total: 总测试数, 用例总数, `Total tests`.
  var isTotal: Bool {
    totals.contains(where: label.hasPrefix) || label.hasSuffix("总数") || label.hasSuffix("总计")
      || label.hasSuffix(" total")
  }
}

private let totals = ["总", "合计", "共计", "total"]

extension Collection {
  /// The figures that the lines right above one label, back to a total and with it, in order; at most so many.
  func labelledFigures(above line: FigureLine, atMost limit: Int = 12) -> [LabelledFigure] {
    let source = source(model.documents[line.document])
    var figures: [LabelledFigure] = []
    var start = line.span.start
    while start > 0, figures.count < limit {
      let end = start - 1
      start = source.bytes.lineStart(end)
      guard
        let figure = LabelledFigure(FigureLine(start..<end, of: source, document: line.document))
      else { break }
      figures.append(figure)
      if figure.isTotal { break }
    }
    return figures.reversed()
  }

  /// The figures that the lines right below one label, up to the next total; at most twelve. A blank line may part a
  /// line that is no item from the list below it.
  func labelledFigures(below line: FigureLine) -> [LabelledFigure] {
    let source = source(model.documents[line.document])
    let bytes = source.bytes
    let lead = bytes[line.span.range].drop { $0 == 0x20 }
    let isItem =
      lead.first.map { "-*+".utf8.contains($0) } ?? false && lead.dropFirst().first == 0x20
    var figures: [LabelledFigure] = []
    var end = line.span.end
    while end + 1 < bytes.count, figures.count < 12 {
      var next = end + 1
      if bytes[next] == 0x0A, !isItem, figures.isEmpty { next += 1 }
      end = bytes.lineEnd(next)
      guard next < end,
        let figure = LabelledFigure(FigureLine(next..<end, of: source, document: line.document)),
        !figure.isTotal
      else { break }
      figures.append(figure)
    }
    return figures
  }
}

extension String {
  /// Without the characters at its ends of which something is true.
  fileprivate func trimmed(_ isDropped: (Character) -> Bool) -> String {
    String(drop(while: isDropped).reversed().drop(while: isDropped).reversed())
  }
}
