import Catalog
import Diagnostics
import Model

/// A line on which a figure stands, or a part of a diagram, for the rules that read what it says.
///
/// Marks of emphasis are blank, so that offsets are those of the source.
struct FigureLine: Sendable {
  let document: Int
  let bytes: [UInt8]
  let topics: LineTopics

  /// The line, or the component.
  let span: Span

  /// Whether the bytes are those of the span, one by one.
  let isLine: Bool

  init(document: Int, bytes: [UInt8], topics: LineTopics, span: Span, isLine: Bool) {
    self.document = document
    self.bytes = bytes
    self.topics = topics
    self.span = span
    self.isLine = isLine
  }

  /// A part of a source as a line.
  ///
  /// - Parameter document: the index of the document.
  init(_ range: Range<Int>, of source: SourceFile, document: Int, topics: LineTopics = []) {
    self.init(
      document: document, bytes: withoutMarks(source.bytes[range]), topics: topics,
      span: source.span(range), isLine: true)
  }

  /// Whether it is an item of a list.
  var isItem: Bool {
    let text = bytes.drop { $0 == 0x20 }
    // A bullet that is an asterisk is blank by now, as all marks of emphasis are.
    return text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+")
      || (text.startIndex >= 2 && text.startIndex <= 4)
  }

  /// Whether it is a row of a table.
  var isRow: Bool { bytes.first { $0 != 0x20 } == UInt8(ascii: "|") }

  /// The place of a part; of a diagram's the whole component.
  func span(_ range: Range<Int>) -> Span {
    isLine
      ? Span(span.source, (span.start + range.lowerBound)..<(span.start + range.upperBound)) : span
  }

  /// Whether it shows what not to do, or was struck out.
  var isCounterexample: Bool { FigureLine.counterexamples.occurInAnyCase(in: bytes) }

  static let counterexamples: Words = [
    "反例", "错误示例", "错误写法", "反模式", "不要", "不应", "误区", "❌", "✗", "~~", "anti-pattern", "antipattern",
    "wrong:", "wrong example", "bad example", "don't", "do not", "never do", "must not",
    "should not",
  ]
}

extension Collection {
  /// The lines of the documents examined that some rule reads, in order. O(bytes of lines with figures).
  func makeFigureLines() -> [FigureLine] {
    guard !examined.isEmpty else { return [] }
    let finder = TopicFinder(catalog)
    var lines: [FigureLine] = []
    for index in examined {
      let document = model.documents[index]
      let source = source(document)
      var end = 0
      for number in document.numbers where number.span.start >= end {
        let start = source.bytes.lineStart(number.span.start, limit: number.span.start - end)
        end = source.bytes.lineEnd(number.span.start)
        guard let line = finder.line(source.bytes[start..<end]) else { continue }
        lines.append(
          FigureLine(
            document: index, bytes: line.bytes, topics: line.topics, span: source.span(start..<end),
            isLine: true))
      }
      for architecture in document.architectures where architecture.notation == .mermaid {
        for component in architecture.components {
          guard let line = finder.line(Array(component.text.utf8)[...]) else { continue }
          lines.append(
            FigureLine(
              document: index, bytes: line.bytes, topics: line.topics, span: component.span,
              isLine: false))
        }
      }
    }
    return lines
  }

  /// The lines of one document that are about some topic.
  func figureLines(_ topic: LineTopic, of document: Int) -> [FigureLine] {
    figureLines[figureLines.partition { $0.document >= document }...]
      .prefix { $0.document == document }
      .filter { $0.topics.contains(topic) }
  }

  /// The lines that are about one of some topics.
  func figureLines(_ topics: LineTopic...) -> some Sequence<FigureLine> {
    let topics = LineTopics(topics)
    return figureLines.lazy.filter { $0.topics.overlaps(topics) }
  }
}

extension DocumentDraft {
  /// Whether a place stands in a drawing or in code. O(log of their number).
  func isInFence(_ span: Span) -> Bool {
    isHeld(span, by: architectures, \.span) || isHeld(span, by: codeBlocks, \.span)
  }
}

/// Whether one of some things, in order and apart from each other, contains a place. O(log things).
func isHeld<Thing>(_ span: Span, by things: [Thing], _ place: (Thing) -> Span) -> Bool {
  holder(of: span, in: things, place) != nil
}

/// Which of some things, in order and apart from each other, contains a place; nil for none. O(log things).
func holder<Thing>(of span: Span, in things: [Thing], _ place: (Thing) -> Span) -> Int? {
  var low = 0
  var high = things.count
  while low < high {
    let middle = (low + high) / 2
    if place(things[middle]).start <= span.start { low = middle + 1 } else { high = middle }
  }
  return low > 0 && place(things[low - 1]).contains(span) ? low - 1 : nil
}
