import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Divides what a sentence shares out: `72 shards over 18 nodes: 6 per node`, `60,000 TPS，16 个分片，每分片 4,750 TPS`.
  ///
  /// For sentences of three figures: an amount, a number of things, and how much each of them has.
  mutating func holdPerEach(_ collection: Collection) {
    for index in collection.examined {
      let document = collection.model.documents[index]
      let source = collection.source(document)
      let bytes = source.bytes
      var done = -1
      for number in document.numbers
      where number.understanding != .label && number.span.start > done {
        guard isForEach(number.span, in: bytes) else { continue }
        let place = bytes.lineStart(number.span.start)..<bytes.lineEnd(number.span.end)
        done = place.upperBound
        guard place.count <= 400, !document.isInFence(number.span),
          !isHeld(number.span, by: document.tables, \.span)
        else { continue }
        let line = FigureLine(place, of: source, document: index)
        if line.isCounterexample || line.isRow { continue }
        for sentence in line.sentences { holdPerEach(line, sentence) }
      }
    }
  }

  private mutating func holdPerEach(_ line: FigureLine, _ sentence: Range<Int>) {
    let reads = readQuantities(in: line.bytes, range: sentence)
    guard reads.count == 3, line.first(elsewhere, in: sentence) == nil,
      reads.allSatisfy({
        $0.quantity.comparator == .equal && $0.quantity.value > 0 && $0.times == nil
          && $0.sign == nil
      })
    else { return }
    let each = reads[2]
    guard let noun = eachNoun(line, sentence, each) else { return }
    let things = line.counts(in: sentence).filter { count in
      count.range != each.range
        && (count.thing == noun || count.thing == noun + "s"
          || count.thing.hasPrefix(noun) && noun.utf8.count >= 3
          || line.text(
            count.range.lowerBound..<min(sentence.upperBound, count.range.upperBound + 12)
          ).contains(noun))
    }
    guard things.count == 1, let number = things[0].whole, number > 1,
      let amount = reads.first(where: {
        $0.range != each.range && !$0.range.overlaps(things[0].range)
      }),
      amount.quantity.dimension.isAlikeForEach(each.quantity.dimension)
    else { return }
    let right = amount.quantity.value / Double(number)
    let slack = max(each.quantity.printedStep, right * 0.03)
    // What each can hold is more than its share, and every copy counts.
    let copies = each.quantity.value / right
    if copies > 1, amount.quantity.dimension == .data || abs(copies - copies.rounded()) < 0.01 {
      return
    }
    guard abs(right - each.quantity.value) > slack, (0.25...4).contains(right / each.quantity.value)
    else { return }
    report(
      "what is computed must come out: `\(line.text(amount.range))` ÷ \(number) is "
        + "\(format(right, in: each.quantity.unit, .en)), not `\(line.text(each.range))`",
      at: line.span(each.range), severity: .warning)
  }
}

/// Whether a figure is said to be for each of something. O(1).
private func isForEach(_ number: Span, in bytes: [UInt8]) -> Bool {
  // ` per ` behind it, or 每 a few characters before.
  if bytes[number.end...].prefix(24).starts(with: " per ".utf8) { return true }
  let floor = max(0, number.start - 16)
  var place = number.start - 3
  while place >= floor {
    if bytes[place] == 0xE6, bytes[place + 1] == 0xAF, bytes[place + 2] == 0x8F { return true }
    place -= 1
  }
  return false
}

/// What a figure is for one of: `node` in `6 per node`, 分片 in `每分片 4,750`.
private func eachNoun(_ line: FigureLine, _ sentence: Range<Int>, _ each: ReadQuantity) -> String? {
  let tail = line.text(each.range.upperBound..<sentence.upperBound)
  if tail.hasPrefix(" per ") {
    let noun = tail.dropFirst(5).prefix { $0.isLetter && $0.isASCII }.lowercased()
    let rest = tail.dropFirst(5 + noun.count).filter { !" .*".contains($0) }
    return noun.count >= 3 && rest.isEmpty ? noun : nil
  }
  let lead = line.text(max(sentence.lowerBound, each.range.lowerBound - 18)..<each.range.lowerBound)
  guard let at = lead.lastIndex(of: "每") else { return nil }
  let noun = lead[lead.index(after: at)...].drop { "个台张块".contains($0) }
    .filter { $0.isLetter }
  let end = tail.first.map { "。，,；;）)".contains($0) } ?? true
  return (2...6).contains(noun.count) && end && lead[at...].allSatisfy({ $0.isLetter || $0 == " " })
    ? noun : nil
}

extension Dimension {
  /// Whether an amount and what each has of it may be of one kind.
  fileprivate func isAlikeForEach(_ other: Dimension) -> Bool {
    switch (self, other) {
    case (.number, .number), (.number, .count), (.count, .number): true
    case (.count(let a), .count(let b)): a == b
    case (.time, _), (.ratio, _), (.factor, _), (.money, _), (.moneyRate, _): false
    default: self == other
    }
  }
}

/// What makes the amount no sum of what each has.
private let elsewhere = [
  "预留", "冗余", "副本", "最多", "至少", "上限", "峰值", "平均", "其余", "除", "扩", "replica", "spare", "at most",
  "up to", "limit",
  "max", "peak", "reserve", "headroom", "at least", "about", "约", "→", "从", "from ", "降", "升",
]

extension Reporter {
  /// Divides a part by the whole before it: `412 tickets, of which 289 (60 %)`, `412 张工单，其中 289 张（60%）`.
  mutating func holdSharesOf(_ collection: Collection) {
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      let bytes = source.bytes
      for index in document.numbers.indices.dropFirst(2) {
        let share = document.numbers[index].span
        guard bytes[share.end - 1] == 0x25, share.start > 3,
          bytes[share.start - 1] == 0x28 || bytes[share.start - 1] == 0x88,
          document.numbers[index].understanding == .typed,
          // 289 张（95% 按时关闭） is a share of the part.
          bytes.closesBracket(at: share.end)
        else { continue }
        let (whole, part) = (document.numbers[index - 2].span, document.numbers[index - 1].span)
        guard (0...16).contains(share.start - part.end), part.start - whole.end <= 48,
          part.start > whole.end,
          let all = plain(bytes[whole.range]), let some = plain(bytes[part.range]), some < all,
          let stated = readQuantities(in: Array(bytes[share.range])).first?.quantity,
          stated.dimension == .ratio,
          stated.comparator == .equal, !document.isInFence(share)
        else { continue }
        let gap = String(decoding: bytes[whole.end..<part.start], as: UTF8.self)
        let tail = String(decoding: bytes[part.end..<share.start], as: UTF8.self)
        guard !gap.contains(where: { "\n。;；|()（）".contains($0) }),
          gap.hasSuffix("of which ") || gap.hasSuffix("其中 ") || gap.hasSuffix("其中"),
          !tail.contains(where: { "\n，,、|".contains($0) })
        else { continue }
        let right = some / all
        let step = stated.interval.upper - stated.interval.lower
        guard abs(right - stated.value) > step * 1.000_001 else { continue }
        report(
          "a fraction and its percentage must agree: \(plainNumber(some)) of \(plainNumber(all)) is "
            + "\(format(right, in: .percent, .en)), not `\(collection.quoted(share))`",
          at: share, severity: .warning)
      }
    }
  }
}

/// The number of things that a figure counts; nil for measures.
private func plain(_ bytes: ArraySlice<UInt8>) -> Double? {
  let reads = readQuantities(in: Array(bytes))
  guard reads.count == 1, let read = reads.first, read.quantity.comparator == .equal,
    read.times == nil,
    read.sign == nil, read.quantity.value >= 1
  else { return nil }
  switch read.quantity.dimension {
  case .number, .count: return read.quantity.value
  default: return nil
  }
}
