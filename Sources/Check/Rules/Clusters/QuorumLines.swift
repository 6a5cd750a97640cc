import Diagnostics
import Model
import Quantities

extension Collection {
  /// A line with the one before it where a sentence of prose runs over from there, and the sentences to look at: those
  /// of the line itself, its first one with its beginning.
  func joined(_ line: FigureLine) -> (line: FigureLine, sentences: [Range<Int>]) {
    let alone = line.sentences
    guard line.isLine, let first = line.bytes.first, first.isLetter,
      line.span.start > 40
    else { return (line, alone) }
    let bytes = model.sources[line.span.source].bytes
    let end = line.span.start - 1
    let head = bytes.lineStart(end, limit: 401)
    guard bytes[end] == 0x0A, (1...400).contains(end - head),
      // It ends no sentence and is no row, heading or fence.
      !".:|`>".utf8.contains(bytes[end - 1]), !"|#`~".utf8.contains(bytes[head]),
      !model.documents[line.document].isInFence(line.span)
    else { return (line, alone) }
    let both = FigureLine(
      document: line.document,
      bytes: withoutMarks(bytes[head..<line.span.end]).map { $0 == 0x0A ? 0x20 : $0 },
      topics: line.topics, span: model.sources[line.span.source].span(head..<line.span.end),
      isLine: true)
    let seam = end - head
    return (both, both.sentences.filter { $0.upperBound > seam })
  }

  /// The lines of prose that speak of a majority or of what survives, and have no figure in digits. O(bytes).
  func spelledMajorities() -> [FigureLine] {
    var found: [FigureLine] = []
    for index in examined {
      let document = model.documents[index]
      let source = source(document)
      let bytes = source.bytes
      // Their rarest letters are looked for.
      for (letter, offset, word) in [("j", 2, "majority"), ("v", 3, "surviv")] {
        let letter = letter.utf8.first ?? 0
        var start = 0
        while let place = bytes.firstIndex(of: letter, in: start..<bytes.count) {
          start = place + 1
          guard place >= offset, bytes[place - 1] == (offset == 2 ? 0x61 : 0x72),
            bytes[(place - offset)...].starts(with: word.utf8)
          else { continue }
          let line = bytes.line(around: place, limit: 400)
          start = line.upperBound
          guard !bytes[line].contains(where: { $0.isDigit || $0 == 0x7C }),
            !document.isInFence(source.span(place..<(place + 1)))
          else { continue }
          // What a clause behind it tells of the need for it is another matter.
          let end =
            line.first { bytes[$0] == 0x2C && bytes[$0...].starts(with: ", which ".utf8) }
            ?? line.upperBound
          guard place < end else { continue }
          let span = source.span(line.lowerBound..<end)
          if found.last?.span == span { continue }
          found.append(
            FigureLine(
              line.lowerBound..<end, of: source, document: index, topics: [.tolerance]))
        }
      }
    }
    return found
  }

  /// Whether a document speaks of a store or a database whose monitors or sentinels vote.
  func namesVoters(_ document: Int) -> Bool {
    let source = source(model.documents[document])
    return stores.occurInAnyCase(in: source.bytes)
  }
}

private let stores: Words = ["ceph", "rook", "redis", "valkey", "sentinel", "哨兵"]

/// What a sentence concludes: the part behind `so` or 因此 before a place, or all of it.
func conclusion(_ line: FigureLine, _ sentence: Range<Int>, before place: Int) -> Range<Int> {
  let lead = sentence.lowerBound..<place
  guard let word = line.first([", so ", "therefore", "hence ", "因此", "所以"], in: lead) else {
    return sentence
  }
  return word.upperBound..<sentence.upperBound
}

extension FigureLine {
  /// The last word of the label before a count, in lower case: `monitors` of `monitors: 4`, 哨兵 of `哨兵 3 个`.
  func label(of count: CountedFigure) -> String? {
    var place = count.range.lowerBound
    while place > 0, bytes[place - 1] == 0x20 { place -= 1 }
    guard place > 1 else { return nil }
    if bytes[place - 1] == 0x3A {
      place -= 1
    } else if place >= 3, bytes[(place - 3)..<place].elementsEqual("：".utf8) {
      place -= 3
    } else if place < 6 || !bytes[(place - 6)..<place].elementsEqual("哨兵".utf8) {
      return nil
    }
    var start = place
    while start > 0, bytes[start - 1].isLetter { start -= 1 }
    if start == place, place >= 6 { start = place - 6 }
    return text(start..<place).lowercased()
  }
}

extension Reporter {
  /// `8+4 允许同时坏 5 块盘`, where the line speaks of an erasure code.
  mutating func holdCodes(_ line: FigureLine, _ sentence: Range<Int>) {
    guard let word = line.first(LineTopic.borneLosses, in: sentence),
      line.first(["纠删", "erasure", "ec "], in: 0..<line.bytes.count) != nil
    else { return }
    let isOther = line.first(codeStages + ["不", "not "], in: sentence) != nil
    // The code stands right before, or behind its name.
    var end = word.lowerBound
    while end > sentence.lowerBound, line.bytes[end - 1] == 0x20 { end -= 1 }
    var start = end
    while start > sentence.lowerBound,
      line.bytes[start - 1].isDigit || line.bytes[start - 1] == 0x2B
    {
      start -= 1
    }
    var parts = line.text(start..<end).split(separator: "+").compactMap { Int($0) }
    if parts.isEmpty, let code = erasureCode(line, sentence.lowerBound..<word.lowerBound),
      line.bytes[sentence.lowerBound..<word.lowerBound].count(where: { $0 == 0x2B }) == 1
    {
      parts = [code.data, code.parity]
    }
    guard !isOther, parts.count == 2, (2...40).contains(parts[0]), (1...12).contains(parts[1]),
      let loss = line.first(losses, in: word.upperBound..<sentence.upperBound),
      loss.lowerBound - word.upperBound <= 16,
      let lost = line.counts(in: word.upperBound..<sentence.upperBound).first,
      let count = lost.whole, count > parts[1], abs(lost.range.lowerBound - loss.upperBound) <= 24
    else { return }
    guard !hasFinding(at: line.span(lost.range)) else { return }
    report(
      "an erasure code of \(parts[0]) + \(parts[1]) survives the loss of \(parts[1]), not "
        + "`\(line.text(lost.range))`", at: line.span(lost.range))
  }

  /// `剩 2 副本, 仍是 3 副本中的多数 … 剩 1 副本仍可正常写入`: what is left is no majority of the copies.
  mutating func holdSurvivors(_ collection: Collection) {
    for line in collection.figureLines(.copies) where !line.isCounterexample {
      guard line.first(majorities, in: 0..<line.bytes.count) != nil else { continue }
      let copies = line.counts(in: 0..<line.bytes.count).filter {
        LineTopic.countedCopies.contains($0.thing)
      }
      guard let all = copies.compactMap(\.whole).max(), (3...9).contains(all) else { continue }
      for count in copies {
        guard let left = count.whole, left < all / 2 + 1,
          line.first(
            lefts, in: max(0, count.range.lowerBound - 12)..<count.range.lowerBound) != nil
        else { continue }
        let rest = count.range.upperBound..<min(line.bytes.count, count.range.upperBound + 48)
        let clause = line.text(rest).lowercased().prefix { !"。；;.\n".contains($0) }
        guard stillWrites.contains(where: clause.contains),
          ![
            "强制", "恢复", "重建", "重配", "降级", "force", "recover", "reconfig", "不", "无法", "只读", "not ",
            "n't", "no longer", "read",
          ].contains(where: clause.contains)
        else { continue }
        report(
          "a majority of \(all) copies is \(all / 2 + 1), and `\(line.text(count.range))` that are left take no writes",
          at: line.span(count.range), severity: .warning)
      }
    }
  }
}

extension LineTopic {
  /// What stands before the disks that an erasure code may lose.
  static let borneLosses = ["允许", "可容忍", "能容忍", "容忍", "tolerates", "survives", "withstands"]
}

private let losses = ["坏", "丢失", "损坏", "失效", "故障", "loss", "lost", "fail"]
private let majorities = ["多数", "quorum", "majority", "raft", "paxos"]
private let lefts = ["剩", "left with", "only", "with "]
private let stillWrites = [
  "仍可写", "仍可正常写", "仍能写", "仍能正常写", "可继续写", "仍然可写", "still takes writes", "still accepts writes",
  "still writable",
]
