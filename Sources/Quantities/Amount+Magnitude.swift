// What multiplies a figure: K, M, 万, 亿 and the like.

extension NumberReader {
  @discardableResult
  func takeMagnitude(_ amount: inout Amount, isMoney: Bool) -> Bool {
    let start = amount.end
    if !isMoney, let end = tenThousands(start) {
      amount.magnitude = 1e4
      amount.end = end
      return true
    }
    var first = blank(start)
    while first < limit, bytes[first] == 32, first - start < 8 { first += 1 }
    let magnitudes = Word.magnitudes
    for place in first < limit ? magnitudes.places(of: bytes[first]) : 0..<0 {
      let word = magnitudes.words[place].bytes
      guard bytes.hasPrefix(word, at: first, limit: limit) else { continue }
      let end = first + word.count
      // `10 miles` holds no magnitude.
      if word.count <= 3, bytes[end - 1].isLetter, end < limit, bytes[end].isLetter { continue }
      if bytes.hasPrefix(Word.fold, at: end, limit: limit) { continue }
      amount.magnitude = magnitudes.words[place].value
      amount.end = end
      return true
    }
    // `50 M users`: apart from its figure only what nothing else is written as.
    let apart: Double? =
      switch letterApart(start) {
      case UInt8(ascii: "K"): 1e3
      case UInt8(ascii: "M"): 1e6
      case UInt8(ascii: "B") where amount.numeral.decimals > 0: 1e9
      default: nil
      }
    if let apart {
      amount.magnitude = apart
      amount.end = start + 2
      return true
    }
    guard start < limit else { return false }
    let factor: Double
    switch bytes[start] {
    case UInt8(ascii: "K"), UInt8(ascii: "k"): factor = 1e3
    case UInt8(ascii: "M"): factor = 1e6
    case UInt8(ascii: "G"): factor = 1e9
    case UInt8(ascii: "B"): factor = 1e9
    case UInt8(ascii: "T"): factor = 1e12
    default: return false
    }
    let next = start + 1
    if next < limit, bytes[next].isLetter || bytes[next].isDigit {
      // 5KIOPS and 3Mpps: the rest must be a unit of its own.
      guard let match = index.match(bytes, at: next, limit: limit), match.end > next + 1 else {
        return false
      }
    }
    if !isMoney, bytes[start] == UInt8(ascii: "G"), amount.numeral.isInteger,
      amount.numeral.value >= 2, amount.numeral.value <= 6, isNetworkGeneration(next)
    {
      return false
    }
    amount.magnitude = factor
    amount.end = next
    return true
  }

  /// A single letter that stands one blank behind a figure; 0 for anything else.
  private func letterApart(_ start: Int) -> UInt8 {
    guard start + 1 < limit, bytes[start] == 0x20, bytes[start + 1].isLetter else { return 0 }
    guard start + 2 < limit else { return bytes[start + 1] }
    let next = bytes[start + 2]
    return next.isLetter || next.isDigit || "/-_.'^".utf8.contains(next) ? 0 : bytes[start + 1]
  }

  /// `200w个`, `10W用户`: the first letter of 万, where a counter or a thing follows at once.
  func tenThousands(_ start: Int) -> Int? {
    guard start < limit, bytes[start] | 32 == UInt8(ascii: "w") else { return nil }
    if countsData(before: start) { return start + 1 }
    var next = start + 1
    // In Chinese text a small w is no watt: 2w/s, 每天 50w.
    if bytes[start] == UInt8(ascii: "w"),
      next >= limit || !(bytes[next].isLetter || bytes[next].isDigit),
      bytes[max(0, start - 60)..<min(limit, start + 40)].contains(where: \.leadsHan),
      !hasPower(near: start)
    {
      return next
    }
    if bytes[start] == UInt8(ascii: "W"), isTenThousand(next) { return next }
    if next < limit, bytes[next] == UInt8(ascii: "+") { next += 1 }
    guard next < limit, bytes[next].leadsHan,
      let match = index.match(bytes, at: next, limit: limit),
      case .count = index.entries[match.entry].unit.dimension
    else { return nil }
    return start + 1
  }

  /// Whether a capital W that ends here stands behind a whole number in Chinese text that nothing in feeds with
  /// power: 1W数, 峰值 50W/s.
  private func isTenThousand(_ end: Int) -> Bool {
    guard end >= 2, bytes[end - 2].isDigit,
      end >= limit || !(bytes[end].isLetter || bytes[end].isDigit), !hasPower(near: end - 1)
    else { return false }
    let near = max(0, end - 90)..<min(limit, end + 60)
    guard bytes[near].contains(where: \.leadsHan) else { return false }
    return !near.contains { at in
      Word.consumers.contains { bytes.hasPrefix($0, at: at, limit: limit) }
    }
  }

  /// `16G内存` is data, `25G网卡` is a rate; bare `100M` stays a number.
  func takeContextUnit(_ amount: inout Amount) {
    guard [1e6, 1e9, 1e12].contains(amount.magnitude),
      let letter = bytes[..<amount.end].last, letter.isLetter
    else { return }
    let after = blank(amount.end)
    let isData =
      Word.memory.contains { bytes.hasPrefix($0, at: after, limit: limit) }
      || followsMemory(amount.numeral.range.lowerBound)
    let isRate = Word.network.contains { bytes.hasPrefix($0, at: after, limit: limit) }
    guard
      isData != isRate || (!isRate && (isSizeOfMemory(amount, after) || isSizeOf(amount, after)))
    else { return }
    let prefix = letter == UInt8(ascii: "M") ? "M" : letter == UInt8(ascii: "G") ? "G" : "T"
    amount.unit = index.entry(of: prefix + (isRate ? "bps" : "B"))?.unit
    if amount.unit != nil { amount.magnitude = 1 }
  }

  /// Whether a figure in G alone, `24G` or `237.5G`, can be no rate of a link, and nothing near speaks of one or
  /// counts what follows.
  private func isSizeOfMemory(_ amount: Amount, _ next: Int) -> Bool {
    let value = amount.numeral.value
    guard bytes[amount.end - 1] == UInt8(ascii: "G"),
      amount.end == amount.numeral.range.upperBound + 1,
      value >= 8, value <= 2048, !Word.speedsOfLinks.contains(value),
      index.match(bytes, at: next, limit: limit) == nil
    else { return false }
    let near = max(0, amount.end - 48)..<min(limit, amount.end + 24)
    return !near.contains { at in
      Word.network.contains { bytes.hasPrefix($0, at: at, limit: limit) }
        || Word.bandwidths.contains { bytes.hasPrefix($0, at: at, limit: limit) }
    }
  }

  /// Whether a whole figure in G stands before a thing that has memory: `16G Cluster`. Nothing is counted in billions
  /// by that letter.
  private func isSizeOf(_ amount: Amount, _ next: Int) -> Bool {
    guard bytes[amount.end - 1] == UInt8(ascii: "G"), amount.numeral.isInteger,
      next > amount.end, next < limit, bytes[next].isLetter,
      let match = index.match(bytes, at: next, limit: limit)
    else { return false }
    return index.entries[match.entry].isNoun
  }

  /// Whether the name of a memory stands before a figure, a colon and a comparator aside: 内存：至少128G.
  private func followsMemory(_ start: Int) -> Bool {
    // 磁盘 1M IOPS are operations, and 2M 文件 files.
    var next = start
    while next < limit, !bytes[next].isLetter { next += 1 }
    next = blank(next + 1)
    guard next >= limit || !(bytes[next].isLetter || bytes[next].leadsHan) else { return false }
    var end = lead(before: start).start
    end = bytes.skippingBlanksBack(end, floor: floor)
    for colon in Word.colons where bytes.hasSuffix(colon, before: end, floor: floor) {
      end = bytes.skippingBlanksBack(end - colon.count, floor: floor)
      break
    }
    return Word.memoryNames.stand(in: bytes, before: end, floor: floor)
  }

  /// 5G and 4G name mobile networks unless memory follows.
  private func isNetworkGeneration(_ after: Int) -> Bool {
    !Word.memory.contains { bytes.hasPrefix($0, at: blank(after), limit: limit) }
  }

  /// Whether the words before speak of rows or users and not of power: 数据量达到1000W.
  func countsData(_ amount: Amount) -> Bool { countsData(before: amount.end) }

  /// Whether words of power stand near.
  private func hasPower(near place: Int) -> Bool {
    (max(0, place - 48)..<min(limit, place + 24)).contains { at in
      Word.powers.contains { bytes.hasPrefix($0, at: at, limit: limit) }
    }
  }

  private func countsData(before end: Int) -> Bool {
    var start = end
    while start > floor, end - start < 48, bytes[start - 1] != 0x0A { start -= 1 }
    let near = start..<end
    func holds(_ words: [[UInt8]]) -> Bool {
      near.contains { place in words.contains { bytes.hasPrefix($0, at: place, limit: end) } }
    }
    return holds(Word.amountsOfData) && !holds(Word.powers)
  }
}
