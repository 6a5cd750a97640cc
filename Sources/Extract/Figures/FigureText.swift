import Diagnostics
import Quantities
import Syntax

/// A block's plain text, and the way from its bytes to the source.
///
/// A class, for it is handed on whole to all that reads figures.
final class FigureText: Sendable {
  private enum Place {
    case inline(InlineText)
    case fence(CodeBody, SourceID)
  }

  let bytes: [UInt8]
  private let place: Place

  /// The numbers of all the bytes, where they have been read before.
  private let read: [ReadNumber]?

  /// What is known of the place that the text stands in.
  private let setting: NumberSetting

  init(_ text: InlineText, numbers: [ReadNumber]? = nil, setting: NumberSetting = .unknown) {
    bytes = text.bytes
    read = numbers
    self.setting = setting
    place = .inline(text)
  }

  /// - Parameter isFlowchart: whether tags, `<br/>`, break the lines of its labels.
  init(_ document: Document, fence index: NodeIndex, isFlowchart: Bool = false) {
    let literal = document.nodes[index].literal
    read = nil
    setting = .unknown
    let body = Array(document.literals[literal])
    bytes = isFlowchart ? body.blankingBreaks : body
    place = .fence(document.codeBody(of: index), document.source.id)
  }

  /// Whether it is known to hold no number.
  var holdsNoNumber: Bool { read?.isEmpty ?? false }

  /// The numbers, without those in formulas and addresses.
  ///
  /// - Parameter more: what is known of its place besides.
  func numbers(_ more: NumberSetting = .unknown) -> [ReadNumber] {
    let known = more.isEmpty ? read : nil
    let found = known ?? readNumbers(in: bytes, setting: setting.union(more))
    guard !found.isEmpty else { return [] }
    let masked = maskedRanges()
    guard !masked.isEmpty else { return found }
    var next = 0
    return found.filter { number in
      while next < masked.count, masked[next].upperBound <= number.range.lowerBound { next += 1 }
      return next >= masked.count || !masked[next].contains(number.range.lowerBound)
    }
  }

  func span(_ range: Range<Int>) -> Span {
    switch place {
    case .inline(let text): return text.span(of: range)
    case .fence(let body, let source):
      let start = sourceOffset(range.lowerBound, body)
      let end = range.isEmpty ? start : sourceOffset(range.upperBound - 1, body) + 1
      return Span(source, start..<max(start, end))
    }
  }

  private func sourceOffset(_ offset: Int, _ body: CodeBody) -> Int {
    var low = 0
    var high = body.lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if body.lines[middle].literal.lowerBound <= offset { low = middle } else { high = middle }
    }
    guard low < body.lines.count else { return 0 }
    let line = body.lines[low]
    // The source of a line may lack bytes at its front, where a tab reads as spaces.
    return max(
      line.source.lowerBound, line.source.upperBound - max(0, line.literal.upperBound - offset))
  }

  /// Whether the byte stands in a code span.
  func isCode(_ offset: Int) -> Bool {
    guard case .inline(let text) = place else { return false }
    return text.isCode(at: offset)
  }

  /// Formulas between dollar signs, and words that hold `://`, in order.
  private func maskedRanges() -> [Range<Int>] {
    guard
      bytes.firstIndex(of: UInt8(ascii: "$"), in: bytes.indices) != nil
        || bytes.find("://", in: bytes.indices) != nil
    else { return [] }
    var masked: [Range<Int>] = []
    var dollar: Int?
    var isFormula = false
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "$"):
        if let start = dollar {
          if isFormula { masked.append(start..<offset) }
          dollar = isFormula ? nil : offset
        } else {
          dollar = offset
        }
        isFormula = false
      case 0x0A:
        dollar = nil
        isFormula = false
      case UInt8(ascii: "\\"):
        // `$\geq 99.9\%$` states a figure and computes nothing.
        if dollar != nil, !Self.signs.contains(where: { bytes.has($0, at: offset) }) {
          isFormula = true
        }
      case UInt8(ascii: "^"), UInt8(ascii: "{"), UInt8(ascii: "_"):
        isFormula = dollar != nil
      case UInt8(ascii: ":"):
        // A word is masked once, however many addresses it holds.
        if bytes.has("://", at: offset), masked.last.map({ $0.upperBound <= offset }) ?? true {
          masked.append(word(around: offset))
        }
      default: break
      }
    }
    return masked.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// What a formula that states a figure and computes nothing is written with.
  private static let signs: [StaticString] = [
    "\\%", "\\leq ", "\\le ", "\\geq ", "\\ge ", "\\approx ", "\\sim ", "\\,",
  ]

  private func word(around offset: Int) -> Range<Int> {
    var start = offset
    while start > 0, bytes[start - 1] > 32, bytes[start - 1] < 0x80 { start -= 1 }
    var end = offset
    while end < bytes.count, bytes[end] > 32, bytes[end] < 0xE0 { end += 1 }
    return start..<end
  }
}

extension [UInt8] {
  /// The same with blanks in the place of `<br>` and `<br/>`.
  fileprivate var blankingBreaks: [UInt8] {
    var bytes = self
    for start in indices where self[start] == UInt8(ascii: "<") && has("br", at: start + 1) {
      guard let end = self[start..<Swift.min(count, start + 8)].firstIndex(of: UInt8(ascii: ">"))
      else {
        continue
      }
      for place in start...end { bytes[place] = 0x20 }
    }
    return bytes
  }
}
