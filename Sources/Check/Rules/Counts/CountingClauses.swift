import Diagnostics
import Model
import Quantities

/// A part of a sentence between marks, with its numbers and its words without them.
struct Clause {
  let numbers: [SmallNumber]

  /// All but the numbers and the counters behind them, in lower case.
  let words: String

  /// Whether the last number has a counter, as `2 项` has.
  let endsInCounter: Bool
}

/// The sentences and the lines of items of a part of a text.
func splitSentences(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var start = range.lowerBound
  func close(_ end: Int, _ next: Int) {
    if end > start { found.append(start..<end) }
    start = next
  }
  for at in range {
    switch bytes[at] {
    case 0x0A:
      // A line that goes on is of the same sentence.
      let next = at + 1 < range.upperBound ? bytes[at + 1] : 0x0A
      if next == 0x0A || next == 0x0D || "-*+>".utf8.contains(next) || next.isDigit {
        close(at, at + 1)
      }
    case UInt8(ascii: "."):
      let next = at + 1 < range.upperBound ? bytes[at + 1] : 0x0A
      if next == 0x20 || next == 0x0A || next == 0x0D { close(at, at + 1) }
    case 0xE3 where bytes[at...].starts(with: "。".utf8): close(at, at + 3)
    default: continue
    }
  }
  close(range.upperBound, range.upperBound)
  return found
}

/// The words of Latin letters and the whole numbers of a sentence, in lower case.
func latinWords(_ bytes: [UInt8], _ range: Range<Int>) -> [(text: String, range: Range<Int>)] {
  var found: [(String, Range<Int>)] = []
  var start: Int?
  for at in range.lowerBound...range.upperBound {
    let byte = at < range.upperBound ? bytes[at] : 0x20
    let isPart = byte.isLetter || byte.isDigit || ".%$".utf8.contains(byte)
    if isPart, start == nil { start = at }
    if !isPart, let begin = start {
      found.append((String(decoding: bytes[begin..<at], as: UTF8.self).lowercased(), begin..<at))
      start = nil
    }
  }
  return found
}

private let counters: Set<Character> = ["项", "个", "条", "起", "款", "处", "篇", "台", "家"]

/// The clauses of a sentence: what stands before a colon as its label, its parts, and how many it speaks of in all.
func readClauses(
  _ bytes: [UInt8], _ range: Range<Int>
) -> (label: String?, clauses: [Clause], total: SmallNumber?) {
  var place = range.lowerBound
  while place < range.upperBound, " -*+>\n".utf8.contains(bytes[place]) { place += 1 }
  var label: String?
  var whole: SmallNumber?
  var parts: [Range<Int>] = []
  var start = place
  var at = place
  while at < range.upperBound {
    let rest = bytes[at..<range.upperBound]
    var length = 0
    var isColon = false
    switch bytes[at] {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"): length = 1
    case UInt8(ascii: ":"): (length, isColon) = (1, true)
    case 0xEF where rest.starts(with: "：".utf8): (length, isColon) = (3, true)
    case 0xEF where ["，", "；", "（", "）"].contains { rest.starts(with: $0.utf8) }: length = 3
    case 0xE3 where rest.starts(with: "、".utf8): length = 3
    case 0x20 where rest.starts(with: " and ".utf8): length = 5
    default: break
    }
    if length > 0 {
      if isColon, label == nil, whole == nil, parts.isEmpty {
        let lead = String(decoding: bytes[start..<at], as: UTF8.self).filter { $0 != "*" }
        // `5项措施中: 完成1项, …`
        if lead.hasSuffix("中"), let all = SmallNumber(bytes, at: start, limit: at) {
          whole = all
        } else {
          label = lead
        }
      } else if at > start {
        parts.append(start..<at)
      }
      start = at + length
      at += length
    } else {
      at += 1
    }
  }
  if range.upperBound > start { parts.append(start..<range.upperBound) }
  var total = whole
  var clauses: [Clause] = []
  for part in parts {
    var words = latinWords(bytes, part)
    var begin = part.lowerBound
    // `Of five actions four are done`, `four of five actions are done`
    if clauses.isEmpty, words.count >= 4, words[0].text == "of" {
      let second = words[1].text == "the" ? 2 : 1
      if let all = SmallNumber.value(of: words[second].text), second + 1 < words.count {
        total = SmallNumber(value: all, range: words[second].range)
        begin = words[second + 1].range.upperBound
      }
    } else if clauses.isEmpty, words.count >= 4, words[1].text == "of",
      let some = SmallNumber.value(of: words[0].text)
    {
      let second = words[2].text == "the" ? 3 : 2
      if let all = SmallNumber.value(of: words[second].text), second + 1 < words.count {
        total = SmallNumber(value: all, range: words[second].range)
        words = words.filter { $0.range.lowerBound > words[second + 1].range.lowerBound }
        clauses.append(
          Clause(
            numbers: [SmallNumber(value: some, range: latinWords(bytes, part)[0].range)],
            words: words.map(\.text).joined(separator: " "), endsInCounter: false))
        continue
      }
    }
    clauses.append(clause(bytes, begin..<part.upperBound))
  }
  return (label, clauses, total)
}

/// Reads the numbers of one clause.
private func clause(_ bytes: [UInt8], _ range: Range<Int>) -> Clause {
  var numbers: [SmallNumber] = []
  var words = ""
  var hasCounter = false
  let text = String(decoding: bytes[range], as: UTF8.self)
  var offset = range.lowerBound
  var index = text.startIndex
  while index < text.endIndex {
    let character = text[index]
    var next = text.index(after: index)
    if character.isASCII, character.isLetter || character.isNumber {
      var end = index
      while end < text.endIndex, text[end].isASCII,
        text[end].isLetter || text[end].isNumber || ".%".contains(text[end])
      {
        end = text.index(after: end)
      }
      let word = text[index..<end]
      next = end
      if let value = SmallNumber.value(of: word) {
        numbers.append(SmallNumber(value: value, range: offset..<(offset + word.utf8.count)))
        var after = end
        while after < text.endIndex, text[after] == " " { after = text.index(after: after) }
        hasCounter = after < text.endIndex && counters.contains(text[after])
        if hasCounter { next = text.index(after: after) }
      } else {
        words += word.lowercased()
      }
    } else if !character.isASCII,
      let number = SmallNumber(bytes, at: offset, limit: range.upperBound),
      let end = text.utf8.index(
        index, offsetBy: number.range.count, limitedBy: text.endIndex), end < text.endIndex,
      counters.contains(text[end])
    {
      numbers.append(number)
      hasCounter = true
      next = text.index(after: end)
    } else if character != "*", character != "`" {
      words.append(character.isNewline ? " " : character)
    }
    offset += text[index..<next].utf8.count
    index = next
  }
  return Clause(numbers: numbers, words: words, endsInCounter: hasCounter)
}

extension Clause {
  /// The state of a column that the clause counts, where it says nothing else.
  fileprivate func state(_ states: Set<String>, _ nouns: Set<String>) -> String? {
    let parts = words.split { $0 == " " }.map(String.init)
    let rest = parts.filter { !fillers.contains($0) && !nouns.contains($0) }.joined(separator: " ")
    if states.contains(rest) { return rest }
    // 高风险 of 高, and 为高.
    let bare = rest.filter { $0 != " " }
    for lead in hanLeads where bare.hasPrefix(lead) {
      let value = String(bare.dropFirst(lead.count))
      if states.contains(value) { return value }
    }
    for tail in hanTails where bare.hasSuffix(tail) {
      let value = String(bare.dropLast(tail.count))
      if states.contains(value) { return value }
    }
    return nil
  }

  fileprivate var only: SmallNumber? { numbers.count == 1 ? numbers[0] : nil }
}

extension Clause {
  /// The number and the state of it, `13 项 ✅`, `one is open`.
  func read(_ states: Set<String>, _ nouns: Set<String>) -> (value: String, count: SmallNumber)? {
    guard let only, let value = state(states, nouns) else { return nil }
    return (value, only)
  }
}

private let fillers: Set<String> = [
  "is", "are", "was", "were", "remain", "remains", "still", "already", "items", "rows", "them",
  "has", "have", "been", "of", "the", "other", "others",
]
private let hanLeads = ["为", "有", "共", "其中", "状态为", "标为"]
private let hanTails = ["级", "的", "有", "为", "共"]
