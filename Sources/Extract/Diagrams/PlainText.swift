/// A text with its Markdown signs taken out, which remembers where its bytes stood.
struct PlainText {
  let bytes: [UInt8]

  /// For each byte, and for the end, its place in the text as given; nil where nothing was taken.
  private let places: [Int]?

  init(_ text: [UInt8]) {
    guard text.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "`") }) else {
      bytes = text
      places = nil
      return
    }
    var kept: [UInt8] = []
    var places: [Int] = []
    var offset = 0
    while offset < text.count {
      if text[offset] == UInt8(ascii: "`") {
        offset += 1
      } else if text.has("**", at: offset) {
        offset += 2
      } else {
        kept.append(text[offset])
        places.append(offset)
        offset += 1
      }
    }
    places.append(text.count)
    bytes = kept
    self.places = places
  }

  /// The range in the text as given.
  func original(_ range: Range<Int>) -> Range<Int> {
    guard let places, !range.isEmpty else { return range }
    return places[range.lowerBound]..<(places[range.upperBound - 1] + 1)
  }

  /// All but the pictographs at either end.
  var withoutSigns: Range<Int> {
    var low = 0
    var high = bytes.count
    while low < high {
      let (value, length) = bytes.scalar(at: low)
      guard isPictograph(value) || isSpace(value) else { break }
      low += length
    }
    while low < high {
      let (value, length) = bytes.scalar(before: high)
      guard isPictograph(value) || isSpace(value) else { break }
      high -= length
    }
    return low < high ? low..<high : bytes.indices
  }
}
