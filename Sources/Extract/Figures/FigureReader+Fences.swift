import Quantities
import Syntax

extension FigureReader {
  /// Whether a fence in YAML tells something, `Availability: 99.9% uptime (43 minutes a month)`, and configures nothing.
  ///
  /// Values of several words are what no program reads. O(bytes).
  func speaks(_ index: NodeIndex) -> Bool {
    guard !document.isScenario(index), document.source.mayHoldFigure(document.nodes[index]) else {
      return false
    }
    let (bytes, range) = document.literals.located(document.nodes[index].literal)
    let machine: [StaticString] = ["apiVersion:", "image:", "expr:", "alert:", "openapi:"]
    guard !machine.contains(where: { bytes.find($0, in: range) != nil }) else { return false }
    var values = 0
    var sentences = 0
    for line in bytes.lines(in: range) {
      guard let colon = bytes.find(": ", in: line) else { continue }
      let key = bytes.trimmed(line.lowerBound..<colon)
      let value = bytes.trimmed((colon + 2)..<line.upperBound)
      guard !value.isEmpty else { continue }
      values += 1
      // A program may show these to people.
      if Self.texts.contains(where: { bytes[key].elementsEqual($0) }) { continue }
      if "\"'[{|>&*$<-#/".utf8.contains(bytes[value.lowerBound]) { continue }
      let isKeyOfWords = bytes[key].drop { $0 == UInt8(ascii: "-") || $0 == 0x20 }.contains(0x20)
      if isKeyOfWords || isSentence(bytes, value) { sentences += 1 }
    }
    return sentences >= 2 && sentences * 2 >= values
  }

  /// Whether a value of YAML has words, and no comment, behind its first one.
  private func isSentence(_ bytes: [UInt8], _ value: Range<Int>) -> Bool {
    guard bytes.find(" #", in: value) == nil, bytes.find("{{", in: value) == nil else {
      return false
    }
    return bytes[value].contains(0x20) && bytes[value].contains(where: \.isLetter)
      || bytes[value].contains { $0 >= 0xE3 }
  }

  private static let texts = [
    "description", "summary", "title", "message", "name", "comment", "- name", "notes",
  ].map {
    Array($0.utf8)
  }
}
