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
      guard !namesYear(amount.numeral), !isLineLead(figure), !followsName(figure),
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

  /// 支持 100 商户, 最多 50 场景: a word of two characters that ends its phrase, behind what only counts; of 12,698 买单 and
  /// 1万索引 the figure itself does.
  func takeUnknownHanNoun(_ amount: inout Amount) {
    let start = blank(amount.end)
    let end = start + 6
    let isLarge = countsByItself(amount)
    guard amount.unit == nil, isLarge || amount.numeral.isInteger, end <= limit,
      bytes[start].leadsHan,
      bytes[start + 3].leadsHan, isPhraseEnd(end), !namesYear(amount.numeral),
      end >= limit || !bytes[end].isDigit,
      !Word.noThings.stand(in: bytes, before: end, floor: start),
      Qualifier.after(bytes, start, limit: limit, isTime: true) == nil
    else { return }
    if isLarge {
      let word = String(decoding: bytes[start..<end], as: UTF8.self)
      amount.unit = Unit(word, .count(of: word))
      amount.end = end
      return
    }
    let figure = bytes.skippingBlanksBack(
      lead(before: amount.numeral.range.lowerBound).start, floor: floor)
    let first = bytes.skippingBlanksBack(amount.numeral.range.lowerBound, floor: floor)
    guard
      Word.boundsOfCounts.stand(in: bytes, before: first, floor: floor)
        || Word.boundsOfCounts.stand(in: bytes, before: figure, floor: floor)
    else { return }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    amount.unit = Unit(word, .count(of: word))
    amount.end = end
  }

  /// 150 万 inode, 500万 input: a thing with a Latin name behind a figure that counts by itself.
  func takeUnknownLatinNoun(_ amount: inout Amount) {
    let start = blank(amount.end)
    guard amount.unit == nil, countsByItself(amount), start > amount.end, start < limit,
      bytes[start].isLowercase
    else { return }
    let end = endOfName(start)
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    guard end - start >= 3, !word.contains("-"), !Word.neverQualify.contains(word),
      isPhraseEnd(blank(end))
    else {
      return
    }
    amount.unit = Unit(word, .count(of: word))
    amount.end = end
  }

  /// Whether a figure is written as counts are: 12,698 or 150 万.
  private func countsByItself(_ amount: Amount) -> Bool {
    amount.numeral.isGrouped && amount.numeral.isInteger
      || amount.magnitude >= 1e4 && bytes[amount.end - 1] >= 0x80
  }

  /// 12个微服务模块 are modules: of nouns in a row the last one is counted.
  func takeLastHanNoun(_ amount: inout Amount) {
    guard amount.end < limit, bytes[amount.end].leadsHan,
      let match = index.match(bytes, at: amount.end, limit: limit),
      index.entries[match.entry].isNoun, isPhraseEnd(match.end)
    else { return }
    amount.unit = index.entries[match.entry].unit
    amount.end = match.end
  }

  /// The unit that the words before a bare number give: `副本数为 3`, `节点数量：5`, `Replicas: 3`.
  ///
  /// - Parameter isCompared: whether a comparator stands between, as in 注册用户 > 100.
  func unitBefore(_ start: Int, isCompared: Bool) -> Unit? {
    var end = bytes.skippingBlanksBack(start, floor: floor)
    var isLinked = isCompared
    var isKey = false
    if let link = Word.links.length(in: bytes, before: end, floor: floor) {
      end = bytes.skippingBlanksBack(end - link, floor: floor)
      isLinked = true
      isKey = true
    }
    end = beforeRemark(end)
    guard end > floor else { return nil }
    let first = max(floor, end - 36)
    if isKey, let unit = countOfKey(end, from: first) ?? rateOfKey(end, from: first) { return unit }
    if bytes.hasSuffix(Word.headcount, before: end, floor: first) {
      return index.entry(of: "人")?.unit
    }
    if let unit = countedBefore(end, from: first) ?? rateUnit(bytes, end: end, from: first) {
      return unit
    }
    guard isLinked else { return nil }
    for noun in (first..<end).reversed() where bytes[noun] & 0xC0 != 0x80 {
      guard let match = index.match(bytes, at: noun, limit: end), match.end == end,
        index.entries[match.entry].isNoun
      else { continue }
      let symbol = index.entries[match.entry].unit.symbol
      let isPlural =
        bytes[end - 1] == UInt8(ascii: "s")
        // GPU > 80 is a share.
        || (isKey && end - noun >= 3 && bytes[noun..<end].allSatisfy(\.isUppercase))
      guard isPlural || (bytes[noun].leadsHan && Word.headNouns.contains(symbol)),
        noun == floor || !bytes[noun - 1].isLetter || !bytes[noun].isLetter
      else { continue }
      return index.entries[match.entry].unit
    }
    return thingOfKey(end, before: start)
  }

  /// What a number right behind 总计 counts, where nothing behind it says it: 总计12000.
  func unitOfSum(_ amount: Amount, before start: Int) -> Unit? {
    guard amount.numeral.isInteger, amount.end == amount.numeral.range.upperBound,
      Word.sums.length(in: bytes, before: start, floor: floor) != nil
    else { return nil }
    let next = bytes.skippingBlanks(amount.end, limit: limit)
    guard next < limit else { return index.entry(of: "个")?.unit }
    let isOpen =
      bytes[next] == UInt8(ascii: "(") || bytes[next].isLetter || bytes[next].leadsHan
      || bytes.hasPrefix(Word.openBracket, at: next, limit: limit)
    return isOpen ? nil : index.entry(of: "个")?.unit
  }

  /// The rate that a line's key is: `Requests/sec: 1317.64`.
  private func rateOfKey(_ end: Int, from first: Int) -> Unit? {
    var start = end
    while start > first, bytes[start - 1] != 0x0A, bytes[start - 1] < 0x80 { start -= 1 }
    while start < end, !bytes[start].isLetter { start += 1 }
    guard let stroke = bytes[start..<end].lastIndex(of: UInt8(ascii: "/")),
      Word.shortPeriods.contains(String(decoding: bytes[(stroke + 1)..<end], as: UTF8.self))
    else { return nil }
    return unitPerTime(bytes, start..<end)
  }

  /// What a key counts that ends in 数, 数量 or 次数, a bound behind it aside: `返回行数: 1000`, 作业数上限：2.
  private func countOfKey(_ end: Int, from first: Int) -> Unit? {
    var last = end
    if let bound = Word.limitsOfCounts.length(in: bytes, before: end, floor: first) {
      last = end - bound
    }
    for word in Word.counts.dropLast() where bytes.hasSuffix(word, before: last, floor: first) {
      let noun = last - word.count
      guard noun - 3 >= first, bytes[noun - 3].leadsHan else { return nil }
      guard !Word.noCounts.stand(in: bytes, before: last, floor: first) else { return nil }
      // The longest noun: 副本 and no 本.
      for start in first..<noun where bytes[start] & 0xC0 != 0x80 {
        guard let match = index.match(bytes, at: start, limit: noun), match.end == noun else {
          continue
        }
        let entry = index.entries[match.entry]
        // 天数 and 字节数 are no counts.
        guard case .count = entry.unit.dimension else { return nil }
        guard entry.isNoun || Word.keyCounters.contains(entry.unit.symbol) else { break }
        return entry.unit
      }
      return index.entry(of: "个")?.unit
    }
    return nil
  }

  /// The position before a remark in brackets, as in `Max Virtual Users (VU): 50`.
  private func beforeRemark(_ end: Int) -> Int {
    guard end - 2 > floor, bytes[end - 1] == UInt8(ascii: ")"),
      let open = bytes[max(floor, end - 24)..<end].lastIndex(of: UInt8(ascii: "("))
    else { return end }
    return bytes.skippingBlanksBack(open, floor: floor)
  }

  /// `Clients: 100`, `Requests per client: 100`: the plural that a line's key is or begins with.
  private func thingOfKey(_ end: Int, before start: Int) -> Unit? {
    guard bytes[..<start].hasColon(from: end) else { return nil }
    var first = end
    while first > floor, end - first <= 40, bytes[first - 1] != 0x0A,
      bytes[first - 1].isLetter || bytes[first - 1] == 32
    {
      first -= 1
    }
    guard first == floor || bytes[first - 1] == 0x0A || isLineLead(first) else { return nil }
    let key = String(decoding: bytes[bytes.skippingBlanks(first, limit: end)..<end], as: UTF8.self)
    let words = key.split(separator: " ").map(String.init)
    let head = words.firstIndex(of: "per").map { $0 - 1 } ?? words.count - 1
    guard (1...5).contains(words.count), words.indices.contains(head), isPlural(words[head]),
      head < words.count - 1 || !Word.neverCounted.contains(words[head].lowercased())
    else { return nil }
    let word = words[head].lowercased()
    let bytes = Array(word.utf8)
    if let match = index.match(bytes, at: 0, limit: bytes.count), match.end == bytes.count,
      case .count = index.entries[match.entry].unit.dimension
    {
      return index.entries[match.entry].unit
    }
    return Unit(word, .count(of: word))
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

extension ArraySlice<UInt8> {
  /// Whether only blanks and one colon stand from a position on, comparators aside.
  fileprivate func hasColon(from start: Int) -> Bool {
    guard start < endIndex else { return false }
    return self[start...].prefix(12).contains(UInt8(ascii: ":"))
  }
}
