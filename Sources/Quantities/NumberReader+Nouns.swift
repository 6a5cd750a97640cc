// What Chinese words around a number say that it counts.

extension NumberReader {
  /// `3.6 亿短链接`, `1000万活跃用户`, `5 计算节点`: a thing at the end of a short phrase of Han
  /// characters.
  func takeHanNoun(_ amount: inout Amount) {
    let isLarge = amount.magnitude >= 1e4 && bytes[amount.end - 1] >= 0x80
    guard amount.unit == nil, isLarge || amount.numeral.isInteger else { return }
    let start = blank(amount.end)
    guard start < limit, bytes[start].leadsHan else { return }
    if !isLarge {
      let figure = amount.numeral.range.lowerBound
      guard !isYear(amount.numeral), !isLineLead(figure), !followsName(figure),
        !followsNumberedNoun(figure)
      else { return }
    }
    var position = start
    var characters = 0
    while position < limit, bytes[position].leadsHan, characters < (isLarge ? 6 : 3) {
      position += 3
      characters += 1
      guard let match = index.match(bytes, at: position, limit: limit) else { continue }
      let entry = index.entries[match.entry]
      guard entry.isNoun, bytes[position].leadsHan, isPhraseEnd(match.end),
        isLarge || Word.headNouns.contains(entry.unit.symbol)
      else { continue }
      amount.unit = entry.unit
      amount.end = match.end
      return
    }
  }

  /// The unit that the words before a bare number give: `副本数为 3`, `节点数量：5`, `Replicas: 3`.
  func unitBefore(_ start: Int) -> Unit? {
    var end = bytes.skippingBlanksBack(start, floor: floor)
    var isLinked = false
    for word in Word.links where bytes.hasSuffix(word, before: end, floor: floor) {
      end = bytes.skippingBlanksBack(end - word.count, floor: floor)
      isLinked = true
      break
    }
    guard end > floor else { return nil }
    let first = max(floor, end - 36)
    if let unit = countedBefore(end, from: first) ?? rateUnit(bytes, end: end, from: first) {
      return unit
    }
    guard isLinked else { return nil }
    for noun in (first..<end).reversed() where bytes[noun] & 0xC0 != 0x80 {
      guard let match = index.match(bytes, at: noun, limit: end), match.end == end,
        index.entries[match.entry].isNoun
      else { continue }
      let symbol = index.entries[match.entry].unit.symbol
      let isPlural = bytes[end - 1] == UInt8(ascii: "s")
      guard isPlural || (bytes[noun].leadsHan && Word.headNouns.contains(symbol)),
        noun == floor || !bytes[noun - 1].isLetter || !bytes[noun].isLetter
      else { continue }
      return index.entries[match.entry].unit
    }
    return nil
  }

  /// 节点数, 副本数量, 请求总数 that end at a position.
  private func countedBefore(_ end: Int, from first: Int) -> Unit? {
    for word in Word.counts where bytes.hasSuffix(word, before: end, floor: first) {
      let noun = end - word.count
      for start in stride(from: noun - 1, through: first, by: -1) where bytes[start] & 0xC0 != 0x80
      {
        guard let match = index.match(bytes, at: start, limit: noun), match.end == noun,
          Word.headNouns.contains(index.entries[match.entry].unit.symbol)
            || Word.moreNouns.contains(index.entries[match.entry].unit.symbol)
        else { continue }
        return index.entries[match.entry].unit
      }
      return nil
    }
    return nil
  }

  /// `8080 端口` is the name of a port, `48 端口` are so many.
  func namesPort(_ amount: Amount) -> Bool {
    guard amount.numeral.isInteger, amount.magnitude == 1, !amount.plus else { return false }
    return amount.numeral.value > 1024 || Word.wellKnownPorts.contains(Int(amount.numeral.value))
  }
}
