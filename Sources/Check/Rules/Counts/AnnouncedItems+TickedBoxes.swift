import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds a fraction of tasks in a heading, or in a line that leads in to a list, against the items below that are
  /// marked as done: `### 阶段二（3/4）` over `- [x]`, `- [x]`, `- [ ]` and `- [ ]`, or over ✅ and ❌.
  ///
  /// Each item must have such a mark, and there must be no fewer of them than the whole. O(numbers + lists).
  mutating func holdTickedBoxes(_ collection: Collection) {
    for index in collection.examined {
      let source = collection.source(collection.model.documents[index])
      for line in collection.leadingLines(of: index) {
        guard let stated = doneFraction(line.bytes) else { continue }
        let boxes = listItems(below: line, of: source).map(isTicked)
        let ticked = boxes.count { $0 == true }
        // Fewer may be some of them; more than all are not, but of those that are all done `1/3` may be the page.
        guard
          boxes.count == stated.all && ticked != stated.done
            || boxes.count > stated.all && (1..<boxes.count).contains(ticked),
          !boxes.contains(nil)
        else { continue }
        report(
          "as many things follow as are announced, and \(ticked) of \(boxes.count) items are marked as done, "
            + "not `\(line.text(stated.range))`",
          at: line.span(stated.range))
      }
    }
  }
}

/// The one fraction of whole numbers in a line, in brackets or behind a colon, `（3/4）`, and its place: elsewhere it may be
/// a day.
private func doneFraction(_ bytes: [UInt8]) -> (done: Int, all: Int, range: Range<Int>)? {
  let slashes = bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }
  guard slashes.count == 1, let slash = slashes.first else { return nil }
  let before = bytes[..<slash].suffix { $0.isDigit }
  let after = bytes[(slash + 1)...].prefix { $0.isDigit }
  guard let done = Int(String(decoding: before, as: UTF8.self)),
    let all = Int(String(decoding: after, as: UTF8.self)), done <= all, all > 1,
    case let lead = String(decoding: bytes[..<before.startIndex], as: UTF8.self),
    lead.last(where: { $0 != " " }).map({ "(（:：".contains($0) }) ?? false
  else { return nil }
  return (done, all, before.startIndex..<after.endIndex)
}

/// Whether an item begins with a box or a sign that says that it is done; nil where it has none.
private func isTicked(_ item: FigureLine) -> Bool? {
  let text = item.text(0..<item.bytes.count).drop { " -+0123456789.".contains($0) }
  if ["[x]", "[X]", "✅", "✓", "✔", "☑"].contains(where: text.hasPrefix) { return true }
  return ["[ ]", "❌", "✗", "☐", "□"].contains(where: text.hasPrefix) ? false : nil
}

extension ArraySlice<UInt8> {
  /// The longest end of which each byte is of a kind.
  fileprivate func suffix(_ isOfKind: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[(lastIndex { !isOfKind($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}
