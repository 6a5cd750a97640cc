import Diagnostics
import Quantities

/// What brackets behind a number make of it: `3,420 (2,150 source + 1,170 tests)`, `27 (14 new, 11 modified, 3 deleted)`.
///
/// What a sign joins is all of it. Of other lists only those of what was done to files are: a file that is new is not
/// deleted.
func bracketSum(
  _ line: FigureLine, _ sentence: Range<Int>
) -> (total: CountedFigure, parts: [Int])? {
  let bytes = line.bytes
  for open in sentence where bytes.openingBracketEnd(at: open) != nil {
    guard let inside = bytes.openingBracketEnd(at: open),
      let close = (inside..<sentence.upperBound).first(where: { bytes.closesBracket(at: $0) }),
      case let inner = line.text(inside..<close), inner.contains(where: \.isNumber),
      let total = wholeNumber(line, before: open, in: sentence), let whole = total.whole, whole > 2
    else { continue }
    let isSum = inner.contains("+")
    let text = Array(inner.utf8)
    let terms = pieces(of: text, at: isSum ? "+" : ",;/").flatMap { piece in
      String(decoding: text[piece], as: UTF8.self).split(separator: " and ").map(String.init)
    }
    var parts: [Int] = []
    var names: Set<String> = []
    for term in terms {
      let digits = term.filter { $0.isASCII && $0.isNumber }
      let name = term.lowercased().filter { $0.isLetter }
      let groups = term.replacing(",", with: "").split { !($0.isASCII && $0.isNumber) }
      guard groups.count == 1, let value = Int(digits), digits.count <= 7, !name.isEmpty,
        !term.contains(where: { "%~<>=.×*".contains($0) }), names.insert(name).inserted,
        isSum || deeds.contains(where: name.contains)
      else {
        parts = []
        break
      }
      parts.append(value)
    }
    let sum = parts.reduce(0, +)
    // Of 12 endpoints 5 may be new and 4 as they were; of what was changed none is.
    if !isSum, sum < whole {
      let label = line.text(sentence.lowerBound..<open).lowercased()
      guard
        changed.contains(where: label.contains)
          || names.contains(where: { name in gone.contains(where: name.contains) })
      else { continue }
    }
    guard parts.count > 1, sum != whole, abs(sum - whole) * 3 <= whole, !parts.contains(whole)
    else {
      continue
    }
    return (total, parts)
  }
  return nil
}

/// The whole number right before a bracket, with nothing but what it counts between.
private func wholeNumber(
  _ line: FigureLine, before open: Int, in sentence: Range<Int>
) -> CountedFigure? {
  let reads = readQuantities(in: line.bytes, range: sentence.lowerBound..<open)
  guard let read = reads.last, read.times == nil, read.per == nil, read.sign == nil,
    case let noun = line.text(read.range.upperBound..<open), noun.count <= 24,
    noun.allSatisfy({ $0.isLetter || $0 == " " })
  else { return nil }
  switch read.quantity.dimension {
  // A bare number has its label.
  case .number where noun.allSatisfy({ $0 == " " }):
    let lead = line.text(sentence.lowerBound..<read.range.lowerBound)
    guard lead.last(where: { $0 != " " }).map({ ":：".contains($0) }) ?? false else { return nil }
  case .number, .count: break
  default: return nil
  }
  return CountedFigure(range: read.range, quantity: read.quantity, thing: "")
}

/// What says of a number that all of it was changed, and of a part that it is there no more.
private let changed = ["changed", "touched", "affected", "改动", "变更", "修改"]
private let gone = ["deleted", "removed", "删除"]

/// What is done to files, each of which has but one of it.
private let deeds = [
  "new", "added", "created", "modified", "changed", "updated", "deleted", "removed", "renamed",
  "新增", "新建", "修改",
  "更新", "删除", "重命名",
]
