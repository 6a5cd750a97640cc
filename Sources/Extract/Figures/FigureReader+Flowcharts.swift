import Model
import Quantities
import Syntax

extension FigureReader {
  /// Notes the numbers in the labels of a mermaid flowchart. What they say of its nodes is read with
  /// the diagram, and no line of it makes a claim.
  mutating func readFlowchart(_ index: NodeIndex) {
    let text = FigureText(document, fence: index, isFlowchart: true)
    let numbers = text.numbers()
    guard !numbers.isEmpty,
      case .flowchart = MermaidHeader(DiagramText(document, index))
    else { return }
    var rest = numbers[...]
    var labelled: [ReadNumber] = []
    for line in text.bytes.lines(in: text.bytes.indices) {
      let labels = text.bytes.labels(in: line)
      while let number = rest.first, number.range.lowerBound < line.upperBound {
        rest.removeFirst()
        if labels.contains(number.range.lowerBound) { labelled.append(number) }
      }
    }
    note(text, labelled, at: .drawing)
  }
}

extension [UInt8] {
  /// From the first opening bracket, bar or quotation mark of a line to the last closing one, where a
  /// flowchart writes its labels; empty for a line that says how it is drawn.
  fileprivate func labels(in line: Range<Int>) -> Range<Int> {
    let start = self[line].firstIndex { $0 != UInt8(ascii: " ") } ?? line.upperBound
    guard !Self.drawing.contains(where: { has($0, at: start) }),
      let first = self[line].firstIndex(where: Self.opening.contains),
      let last = self[line].lastIndex(where: Self.closing.contains), first < last
    else { return start..<start }
    return first..<last
  }

  private static let opening = Set(#"[({|""#.utf8)
  private static let closing = Set(#"])}|""#.utf8)
  private static let drawing: [StaticString] = [
    "style ", "classDef ", "class ", "linkStyle ", "click ", "%%",
  ]
}
