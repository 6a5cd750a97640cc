// Numbers that stand for something and measure nothing: codes of errors, ports, time zones, members of a row of names.

extension NumberReader {
  /// A label that the words around a bare whole number show: 返回 40100 错误, `status code: 502`, `GMT + 1`, 直连服务 (8202).
  func namedNumber(_ numeral: Numeral, _ amount: Amount, _ lead: Lead) -> ReadNumber? {
    guard numeral.isInteger, !numeral.isGrouped, amount.end == numeral.range.upperBound,
      lead.meaning == nil
    else { return nil }
    let range = numeral.range
    if isCode(numeral) || isPort(numeral) || isBracketedPort(numeral) {
      return label(.name, range)
    }
    return isTimeZone(range.lowerBound) ? label(.clock, range) : nil
  }

  /// The end of the name of a model, behind its maker or its series: `NVIDIA 3090`, `Platinum 8260M`.
  func endOfModel(_ numeral: Numeral) -> Int? {
    let start = numeral.range.lowerBound
    guard numeral.isInteger, !numeral.isGrouped, (3...5).contains(numeral.integerDigits),
      start - 3 > floor, bytes[start - 1] == 32, bytes[start - 2].isLetter
    else { return nil }
    var word = start - 1
    while word > floor, bytes[word - 1].isLetter { word -= 1 }
    guard Word.series.contains(String(decoding: bytes[word..<(start - 1)], as: UTF8.self)) else {
      return nil
    }
    return endOfWord(numeral.range.upperBound)
  }

  /// The end of 9-11 点 behind 上午: hours of a day.
  func hours(_ numeral: Numeral) -> Int? {
    let start = bytes.skippingBlanksBack(numeral.range.lowerBound, floor: floor)
    guard numeral.isInteger, numeral.integerDigits <= 2, numeral.value <= 24,
      Word.partsOfDay.stand(in: bytes, before: start, floor: floor)
    else { return nil }
    var end = numeral.range.upperBound
    if end < limit, "-~".utf8.contains(bytes[end]),
      let other = Numeral(bytes, at: end + 1, limit: limit), other.value <= 24
    {
      end = other.range.upperBound
    }
    let hour = blank(end)
    return bytes.hasPrefix(Word.hourOfDay, at: hour, limit: limit)
      ? hour + Word.hourOfDay.count : nil
  }

  /// 1 对 1, 1对多: who speaks with whom, and no pair.
  func isOneToOne(_ numeral: Numeral) -> Bool {
    guard numeral.isInteger, numeral.value == 1, numeral.integerDigits == 1 else { return false }
    let figure = numeral.range
    let one = UInt8(ascii: "1")
    if let pair = after(pair: blank(figure.upperBound)) {
      let next = blank(pair)
      return next < limit && bytes[next] == one
        && bytes.digit(at: next + 1, limit: limit) == nil
        || Word.manyOfPair.contains { bytes.hasPrefix($0, at: next, limit: limit) }
    }
    let end = bytes.skippingBlanksBack(figure.lowerBound, floor: 0)
    guard bytes.hasSuffix(Word.pair, before: end, floor: 0) else { return false }
    let first = bytes.skippingBlanksBack(end - Word.pair.count, floor: 0)
    return first > 0 && bytes[first - 1] == one && (first == 1 || !bytes[first - 2].isDigit)
  }

  private func after(pair start: Int) -> Int? {
    bytes.hasPrefix(Word.pair, at: start, limit: limit) ? start + Word.pair.count : nil
  }

  /// `localhost:50051`, `redis.internal:6379`, `kafka:9092`: the port of a host, at the digits behind its colon.
  func isPortOfHost(_ numeral: Numeral) -> Bool {
    let colon = numeral.range.lowerBound - 1
    guard colon > floor, bytes[colon] == UInt8(ascii: ":"), numeral.isInteger,
      (2...5).contains(numeral.integerDigits), numeral.value <= 65_535
    else { return false }
    var start = colon
    while start > floor,
      bytes[start - 1].isLetter || bytes[start - 1].isDigit
        || bytes[start - 1] == UInt8(ascii: "-") || bytes[start - 1] == UInt8(ascii: ".")
    {
      start -= 1
    }
    let host = bytes[start..<colon]
    guard let first = host.first, first.isLetter, bytes[colon - 1] != UInt8(ascii: ".") else {
      return false
    }
    if host.elementsEqual("localhost".utf8) || host.contains(UInt8(ascii: ".")) { return true }
    return host.allSatisfy { !$0.isUppercase } && Word.servicePorts.contains(Int(numeral.value))
  }

  /// 返回 40100 错误, 429 退避, `500 responses`, 错误码: 10054: a code of HTTP or of a program.
  private func isCode(_ numeral: Numeral) -> Bool {
    guard (3...5).contains(numeral.integerDigits) else { return false }
    let isStatus = numeral.integerDigits == 3 && (100...599).contains(numeral.value)
    let next = blank(numeral.range.upperBound)
    let first = numeral.range.lowerBound
    let end = bytes.skippingBlanksBack(first, floor: floor)
    if Word.codeNames.stand(in: bytes, before: withoutColon(end), floor: floor),
      next >= limit || !bytes[next].leadsHan
    {
      return true
    }
    if next < limit, bytes[next].leadsHan,
      let word = Word.codes.first(where: { bytes.hasPrefix($0, at: next, limit: limit) }),
      // 500 错误率 is no code.
      !Word.amounts.contains(where: { bytes.hasPrefix($0, at: next + word.count, limit: limit) })
    {
      return isStatus || Word.answers.stand(in: bytes, before: end, floor: floor)
    }
    guard isStatus else { return false }
    if next > numeral.range.upperBound {
      var word = next
      while word < limit, bytes[word].isLetter { word += 1 }
      if Word.codesInEnglish.contains(
        String(decoding: bytes[next..<word], as: UTF8.self).lowercased())
      {
        return numeral.value >= 300
          || Word.answers.stand(in: bytes, before: end, floor: floor)
      }
    }
    // 返回 429，
    return Word.replies.stand(in: bytes, before: end, floor: floor) && isPhraseEnd(next)
      && (next >= limit || !bytes[next].isDigit)
  }

  private func withoutColon(_ end: Int) -> Int {
    for colon in Word.colons where bytes.hasSuffix(colon, before: end, floor: floor) {
      return bytes.skippingBlanksBack(end - colon.count, floor: floor)
    }
    return end
  }

  /// 端口: 8080, `port = 9000`, 监听 :8080.
  private func isPort(_ numeral: Numeral) -> Bool {
    guard (2...5).contains(numeral.integerDigits), numeral.value <= 65_535 else { return false }
    let start = numeral.range.lowerBound
    if start > 0, bytes[start - 1] == UInt8(ascii: ":"), numeral.value > 1024,
      start == 1 || bytes[start - 2] == 32 || bytes[start - 2] == UInt8(ascii: "(")
    {
      return true
    }
    let end = bytes.skippingBlanksBack(start, floor: floor)
    let key = withoutColon(end)
    guard numeral.value > 1024 || Word.wellKnownPorts.contains(Int(numeral.value)) else {
      return false
    }
    return Word.ports.contains { bytes.hasFoldedSuffix($0, before: key, floor: floor) }
  }

  /// 直连服务 (8202), `API Gateway (3000)`: four or five digits alone in brackets behind what serves.
  private func isBracketedPort(_ numeral: Numeral) -> Bool {
    let range = numeral.range
    guard numeral.integerDigits >= 4, numeral.value > 1024, numeral.value <= 65_535,
      range.lowerBound > floor, range.upperBound < limit
    else { return false }
    var end = range.lowerBound - 1
    if bytes[end] != UInt8(ascii: "(") {
      end = range.lowerBound - 3
      guard bytes.hasPrefix(Word.openBracket, at: end, limit: limit), end > floor,
        bytes.hasPrefix(Word.closeBracket, at: range.upperBound, limit: limit)
      else { return false }
    } else if bytes[range.upperBound] != UInt8(ascii: ")") {
      return false
    }
    end = bytes.skippingBlanksBack(end, floor: floor)
    return Word.servers.contains { bytes.hasFoldedSuffix($0, before: end, floor: floor) }
  }

  /// `GMT + 1`, `UTC - 5`.
  private func isTimeZone(_ start: Int) -> Bool {
    var end = bytes.skippingBlanksBack(start, floor: floor)
    guard end > floor, bytes[end - 1] == UInt8(ascii: "+") || bytes[end - 1] == UInt8(ascii: "-")
    else { return false }
    end = bytes.skippingBlanksBack(end - 1, floor: floor)
    return Word.timeZones.contains { bytes.hasSuffix($0, before: end, floor: floor) }
  }

  /// Whether a key that says so stands before: `**Version:** 1.0`, 版本: 2.1.
  func followsVersion(_ start: Int) -> Bool {
    func skipping(_ end: Int) -> Int {
      var end = end
      while end > floor, bytes[end - 1] == 32 || bytes[end - 1] == UInt8(ascii: "*") { end -= 1 }
      return end
    }
    var end = skipping(start)
    guard let colon = Word.colons.first(where: { bytes.hasSuffix($0, before: end, floor: floor) })
    else { return false }
    end = skipping(end - colon.count)
    return Word.versions.contains { bytes.hasFoldedSuffix($0, before: end, floor: floor) }
  }

  /// Whether a release stands behind a number with one point, 2.0 发布计划, or behind a whole one with `.0` what
  /// there are generations of: 2.0 架构.
  func isReleased(_ numeral: Numeral) -> Bool {
    let next = blank(numeral.range.upperBound)
    func stands(_ words: [[UInt8]]) -> Bool {
      words.contains { bytes.hasPrefix($0, at: next, limit: limit) }
    }
    guard numeral.points == 1, numeral.value < 100 else { return false }
    return stands(Word.releases)
      || (numeral.decimals == 1 && numeral.value == numeral.value.rounded()
        && !isLineLead(numeral.range.lowerBound) && stands(Word.generations))
  }

  /// The end of `/18/19` behind the number of an id: `BUG-17/18/19`.
  func endOfIDs(_ start: Int) -> Int {
    var position = start
    while position + 1 < limit, bytes[position] == UInt8(ascii: "/"), bytes[position + 1].isDigit,
      let other = Numeral(bytes, at: position + 1, limit: limit), other.isInteger,
      let amount = amount(other, currency: nil), amount.unit == nil, amount.magnitude == 1
    {
      position = other.range.upperBound
    }
    return position
  }

  /// Gives to the second of 场景 1 和 2, `version 15 or 16`, 第 1、2 阶段 what the first one is: a label.
  func carryLabels(_ numbers: inout [ReadNumber]) {
    var carried = -1
    for place in numbers.indices.dropFirst() {
      guard !numbers[place - 1].isQuantity, numbers[place].isQuantity else { continue }
      let before = numbers[place - 1]
      guard case .label(let kind) = before.reading,
        kind == .ordinal || kind == .version
          || kind == .name, let read = numbers[place].quantity, read.sign == nil, read.times == nil,
        read.quantity.comparator == .equal,
        before.range.upperBound <= numbers[place].range.lowerBound
      else { continue }
      let gap = before.range.upperBound..<numbers[place].range.lowerBound
      guard gap.count <= 6 else { continue }
      let joint = bytes[gap].filter { $0 != 0x20 }
      guard Word.companions.contains(joint) else { continue }
      let start = before.range.lowerBound
      let isOrdinal = bytes.hasSuffix(
        Word.ordinal, before: bytes.skippingBlanksBack(start, floor: 0), floor: 0)
      // 第 1、2 阶段 are two stages of many; 版本 1 和 2 个节点 are not.
      guard
        read.isBare
          ? carried == place - 1 || isNumberedAgain(start, kind) : isOrdinal && isCount(read)
      else { continue }
      numbers[place] = label(kind, numbers[place].range)
      carried = place
    }
  }

  /// Whether what a label names is one of many of its kind, so that another number may name the next: a word
  /// stands before it, and nothing else.
  private func isNumberedAgain(_ start: Int, _ kind: ReadNumber.LabelKind) -> Bool {
    if followsNumberedNoun(start) || kind == .version { return true }
    let end = bytes.skippingBlanksBack(start, floor: 0)
    if bytes.hasSuffix(Word.ordinal, before: end, floor: 0) { return true }
    if start > 0, bytes[start - 1] == UInt8(ascii: "-") || bytes[start - 1] == UInt8(ascii: "#") {
      return true
    }
    var word = end
    while word > 0, bytes[word - 1].isLetter { word -= 1 }
    let name = String(decoding: bytes[word..<end], as: UTF8.self).lowercased()
    return Word.numberedWords.contains(name)
      || (name.hasSuffix("s") && Word.numberedWords.contains(String(name.dropLast())))
  }

  private func isCount(_ read: ReadQuantity) -> Bool {
    if case .count = read.quantity.dimension { true } else { false }
  }
}
