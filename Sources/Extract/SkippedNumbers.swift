import Diagnostics
import Quantities
import Syntax

/// The items of ordered lists whose number in the source is not the one that is shown, because the one before is left
/// out, 1, 2, 4, or has the same: 1, 2, 2.
func findSkippedNumbers(_ document: Document, blocks: Blocks) -> [Diagnostic] {
  let bytes = document.source.bytes
  var found: [Diagnostic] = []
  for block in blocks.all
  where document.nodes[block].kind == .list && document.nodes[block].flags.contains(.ordered) {
    var written: [(number: Int, range: Range<Int>)] = []
    for item in document.children(of: block) {
      guard let number = marker(bytes, Int(document.nodes[item].start)) else { break }
      written.append(number)
    }
    guard written.count >= 3, let first = written.first else { continue }
    let skips = written.indices.dropFirst().filter {
      written[$0].number != written[$0 - 1].number + 1
    }
    guard skips.count == 1, let at = skips.first else { continue }
    let step = written[at].number - written[at - 1].number
    // Lists whose items are all written as 1 count by themselves.
    guard step == 2 && first.number <= 1 || step == 0 && at >= 2 || step == 0 && first.number > 1
    else { continue }
    let shown = first.number + at
    let span = document.source.span(written[at].range)
    found.append(
      Diagnostic(
        .skippedNumber,
        "a list is shown with numbers that follow from its first item: `\(written[at].number)` is shown as \(shown)",
        at: span))
  }
  return found
}

/// The number of an item that begins at a place.
private func marker(_ bytes: [UInt8], _ start: Int) -> (number: Int, range: Range<Int>)? {
  var begin = start
  while begin < bytes.count, bytes[begin] == 0x20 { begin += 1 }
  var end = begin
  var number = 0
  while end < bytes.count, end - begin < 4, bytes[end].isDigit {
    number = number * 10 + Int(bytes[end] - 0x30)
    end += 1
  }
  guard end > begin, end < bytes.count, bytes[end] == 0x2E || bytes[end] == 0x29 else { return nil }
  return (number, begin..<end)
}
