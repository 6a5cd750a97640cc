// What English words say of the number before them.

extension NumberReader {
  /// `64-bit`, `14-day`, `40-year-old`, `3-node`: a unit that a hyphen joins to its figure.
  func takeHyphenated(_ amount: inout Amount) {
    guard let start = hyphen(amount.end), start < limit, bytes[start].isLetter,
      let match = index.match(bytes, at: start, limit: limit), match.end - start >= 2,
      amount.magnitude == 1
    else { return }
    let entry = index.entries[match.entry]
    guard !entry.isAbstract,
      bytes[start].isLowercase || match.end - start >= (entry.isNoun ? 3 : 4),
      !entry.isNoun || amount.numeral.isInteger
    else { return }
    amount.unit = entry.unit
    amount.end = match.end
  }

  /// The position after a hyphen, a non-breaking one too.
  private func hyphen(_ position: Int) -> Int? {
    if position < limit, bytes[position] == UInt8(ascii: "-") { return position + 1 }
    return bytes.hasPrefix([0xE2, 0x80, 0x91], at: position, limit: limit) ? position + 3 : nil
  }

  /// `4paste/s`, `120 rows/sec`: so many of a thing that the registry does not know each second.
  func takeThingPerTime(_ amount: inout Amount) -> Bool {
    let start = blank(amount.end)
    let end = endOfLowercase(start)
    guard end - start >= 3, end - start <= 24, end < limit, bytes[end] == UInt8(ascii: "/"),
      let match = index.match(bytes, at: end + 1, limit: limit),
      index.entries[match.entry].unit.dimension == .time, match.end - end >= 2
    else { return false }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    amount.unit = Unit(word, .count(of: word))
    amount.end = end
    return true
  }

  /// `retry 3 times`, `10 times per day`: so often, and not so many times as much.
  func takeRepetitions(_ amount: inout Amount) -> Bool {
    let start = amount.end + 1
    let end = start + Word.times.count
    guard amount.numeral.isInteger, start < limit, bytes[start - 1] == 32,
      bytes.hasPrefix(Word.times, at: start, limit: limit),
      end >= limit || !bytes[end].isLetter
    else { return false }
    let isOften = Word.afterTimes.contains { bytes.hasPrefix($0, at: end, limit: limit) }
    let near = max(floor, amount.numeral.range.lowerBound - 40)..<amount.numeral.range.lowerBound
    guard
      isOften
        || near.contains(where: { at in
          Word.repetitions.contains { bytes.hasPrefix($0, at: at, limit: near.upperBound) }
        })
    else { return false }
    amount.unit = index.entry(of: "次")?.unit
    amount.end = end
    return true
  }

  /// `12 brokers`, `1.21B queries`, `3 control plane nodes`, `2 OSDs`: what is counted.
  func takeEnglishNoun(_ amount: inout Amount) {
    let start = amount.end + 1
    let isWhole = amount.numeral.isInteger || amount.magnitude > 1
    guard isWhole, start < limit, bytes[start - 1] == 32, bytes[start].isLetter,
      !isJoined(amount.numeral.range.lowerBound),
      !namesYear(amount.numeral) || amount.magnitude > 1
    else { return }
    let end = endOfWord(in: start)
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    if isPlural(word), !isStatusCode(amount, word) {
      let name = word.dropFirst().allSatisfy(\.isLowercase) ? word.lowercased() : word
      amount.unit = Unit(name, .count(of: name))
      amount.end = end
      return
    }
    let isSingle =
      Word.singleRoles.contains(word)
      || amount.numeral.value == 1 && Word.singleParts.contains(word)
    if isSingle, takeSingleRole(word, end, &amount) { return }
    takeQualifiedNoun(&amount, from: start)
    if amount.unit == nil { takeNamedHanNoun(&amount, from: start) }
  }

  /// `12000 MySQL连接`, `220+ PostgreSQL 超大规格实例`: a thing in Han at the end of a phrase that begins with a name.
  private func takeNamedHanNoun(_ amount: inout Amount, from start: Int) {
    let figure = amount.numeral.range.lowerBound
    guard bytes[start].isUppercase, amount.plus || !isLineLead(figure), !followsName(figure),
      !followsNumberedNoun(figure)
    else { return }
    var position = blank(endOfName(start))
    for _ in 0..<7 where position < limit && bytes[position].leadsHan {
      if let match = index.match(bytes, at: position, limit: limit), isPhraseEnd(match.end),
        index.entries[match.entry].isNoun,
        Word.headNouns.contains(index.entries[match.entry].unit.symbol)
      {
        amount.unit = index.entries[match.entry].unit
        amount.end = match.end
        return
      }
      position += 3
    }
  }

  /// `1 Master + 2 Worker`: a role in the singular, as Chinese texts write it, with no word behind it.
  private func takeSingleRole(_ word: String, _ end: Int, _ amount: inout Amount) -> Bool {
    let figure = amount.numeral.range.lowerBound
    let next = bytes.skippingBlanks(end, limit: limit)
    let isOne = amount.numeral.value == 1 && word.utf8.first.map(\.isLowercase) ?? false
    guard amount.numeral.isInteger, isOne || !isLineLead(figure), !followsName(figure),
      isOne || next >= limit || !(bytes[next].isLetter || bytes[next].isDigit)
    else { return false }
    let single = word.lowercased()
    let name = single.hasSuffix("ry") ? single.dropLast() + "ies" : single + "s"
    let letters = Array(name.utf8)
    let known = index.match(letters, at: 0, limit: letters.count)
      .flatMap { $0.end == letters.count ? index.entries[$0.entry].unit : nil }
    amount.unit = known ?? Unit(name, .count(of: name))
    amount.end = end
    return true
  }

  /// Whether a hyphen or the like joins the number to the word before it: `master-2 API server`.
  private func isJoined(_ start: Int) -> Bool {
    start - 2 >= floor && bytes[start - 2].isLetter
      && [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: ".")]
        .contains(bytes[start - 1])
  }

  /// Whether a word is a plural by its form: `brokers`, `Groups`, `OSDs`.
  func isPlural(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    guard bytes.count >= 3, bytes.count <= 24, bytes.last == UInt8(ascii: "s") else { return false }
    let stem = bytes.dropLast()
    if stem.allSatisfy(\.isUppercase) { return true }
    // PoPs and SoCs are abbreviations too.
    if bytes.count <= 5, stem.first?.isUppercase == true, stem.last?.isUppercase == true {
      return true
    }
    guard bytes.count >= 4, stem.dropFirst().allSatisfy({ $0.isLowercase || $0 == 45 }),
      ![UInt8(ascii: "s"), UInt8(ascii: "u"), UInt8(ascii: "i")].contains(bytes[bytes.count - 2])
    else { return false }
    return !Word.notPlurals.contains(word.lowercased())
  }

  /// `502 errors` speak of one code of HTTP.
  private func isStatusCode(_ amount: Amount, _ word: String) -> Bool {
    amount.numeral.isInteger && amount.magnitude == 1 && amount.numeral.integerDigits == 3
      && (100...599).contains(amount.numeral.value)
      && ["errors", "responses", "codes", "statuses", "pages"].contains(word.lowercased())
  }

  /// `3 control plane nodes`, `50K concurrent users`, `3 load test scenarios`: a thing of the registry,
  /// or any plural, after up to three words that may qualify it.
  private func takeQualifiedNoun(_ amount: inout Amount, from start: Int) {
    let figure = amount.numeral.range.lowerBound
    let isLarge = amount.magnitude > 1 || amount.plus
    guard isLarge || !followsTitle(lead(before: figure).start) else { return }
    // `3 Proxmox hosts` counts, `3 Redis Nodes` may be a heading.
    let isTitle =
      !isLarge && bytes[start].isUppercase && isLineLead(figure) && !goesOnAsCount(start)
    var holdsName = false
    var position = start
    for _ in 0..<4 {
      let end = endOfName(position)
      guard end > position, end < limit, bytes[end] == 32, end + 1 < limit,
        bytes[end + 1].isLetter
      else { return }
      let word = String(decoding: bytes[position..<end], as: UTF8.self).lowercased()
      guard !Word.neverQualify.contains(word), !word.hasSuffix("ing"),
        !isTitle || !Word.imperatives.contains(word)
      else { return }
      holdsName = holdsName || bytes[position].isUppercase
      position = end + 1
      let last = endOfWord(in: position)
      if let match = index.match(bytes, at: position, limit: limit), match.end == last,
        index.entries[match.entry].isNoun, match.end - position >= 3,
        !isTitle
          || (bytes[last - 1] == UInt8(ascii: "s")
            && (bytes[position].isLowercase || bytes[last - 2].isUppercase))
          // `1 Redis instance` counts, `1 Server setup` is a heading.
          || amount.numeral.value == 1 && bytes[position].isLowercase && isPhraseEnd(blank(last))
      {
        amount.unit = index.entries[match.entry].unit
        amount.end = match.end
        takeHeadNoun(&amount, from: position)
        return
      }
      let noun = String(decoding: bytes[position..<last], as: UTF8.self)
      let isAcronym = noun.dropLast().allSatisfy(\.isUppercase)
      let isNamed = holdsName && bytes[start].isLowercase
      if !isTitle, isLarge || isAcronym || isNamed || bytes[position].isLowercase, isPlural(noun) {
        let noun = isAcronym ? noun : noun.lowercased()
        amount.unit = Unit(noun, .count(of: noun))
        amount.end = last
        return
      }
    }
  }

  /// Whether a phrase is no heading, for what it counts is of each or of all: `10 API calls/session`, `12 CEPH OSDs total`.
  private func goesOnAsCount(_ start: Int) -> Bool {
    var position = start
    for _ in 0..<4 {
      position = endOfName(position)
      guard position < limit else { return false }
      if bytes[position] == UInt8(ascii: "/")
        || bytes.hasPrefix(Word.commaEach, at: position, limit: limit)
      {
        return true
      }
      guard bytes[position] == 32 else { return false }
      position += 1
      if bytes.hasPrefix(Word.total, at: position, limit: limit) { return true }
    }
    return false
  }

  /// Whether the word before makes the number its own: a name, or `phase` in `phase 2 worker nodes`.
  private func followsTitle(_ start: Int) -> Bool {
    guard followsName(start) else { return false }
    let end = bytes.skippingBlanksBack(start, floor: floor)
    var word = end
    while word > floor, bytes[word - 1].isLetter { word -= 1 }
    guard word < end, bytes[word..<end].allSatisfy(\.isLowercase) else { return true }
    return Word.numberedWords.contains(String(decoding: bytes[word..<end], as: UTF8.self))
  }

  /// `5 CPU cores`, `256 CPU units`, `3个GPU节点`: of two nouns the last one is counted.
  func takeHeadNoun(_ amount: inout Amount, from start: Int) {
    let next = blank(amount.end)
    if bytes.hasPrefix(Word.coresOfProcessors, at: next, limit: limit),
      amount.unit?.symbol == "CPU" || amount.unit?.symbol == "GPU"
    {
      amount.unit = index.entry(of: "核")?.unit
      amount.end = next + Word.coresOfProcessors.count
      return
    }
    guard bytes[start].isLetter, bytes[amount.end - 1] != UInt8(ascii: "s"), next < limit else {
      return
    }
    let isHan = bytes[next].leadsHan
    guard isHan || (next > amount.end && bytes[next].isLetter) else { return }
    if let match = index.match(bytes, at: next, limit: limit), isPhraseEnd(match.end),
      case .count = index.entries[match.entry].unit.dimension,
      index.entries[match.entry].isNoun || index.entries[match.entry].unit.symbol == "核",
      !index.entries[match.entry].isAbstract
    {
      amount.unit = index.entries[match.entry].unit
      amount.end = match.end
      return
    }
    guard bytes[next].isLowercase else { return }
    let end = endOfWord(in: next)
    let word = String(decoding: bytes[next..<end], as: UTF8.self)
    guard isPlural(word) else { return }
    amount.unit = Unit(word, .count(of: word))
    amount.end = end
  }

  /// `10B requests` and `1.2B` are no bytes: bytes come whole, and what follows is counted.
  func isBillion(_ amount: Amount, _ letter: Range<Int>) -> Bool {
    let end = letter.upperBound
    let next = blank(end)
    if bytes.hasPrefix(Word.parameters, at: next, limit: limit)
      || bytes.hasPrefix(Word.model, at: next, limit: limit)
    {
      return amount.numeral.decimals <= 2
    }
    if next > end, next < limit, bytes[next].isLetter {
      let word = String(decoding: bytes[next..<endOfWord(in: next)], as: UTF8.self)
      if isPlural(word) { return true }
      if let match = index.match(bytes, at: next, limit: limit) {
        switch index.entries[match.entry].unit.dimension {
        case .count, .rate: return true
        default: break
        }
      }
    }
    let isRateOfData =
      end + 1 < limit && bytes[end] == UInt8(ascii: "/")
      && (bytes[end + 1] == UInt8(ascii: "s") || bytes[end + 1] >= 0x80)
    guard !isRateOfData else { return false }
    // A byte has no parts.
    return amount.numeral.decimals > 0
      || isBareBillion(amount, letter)
  }

  /// `5 core actions`: a word that qualifies the plural after it, and counts nothing.
  func isAdjective(_ word: Range<Int>) -> Bool {
    let next = word.upperBound + 1
    guard bytes[word].elementsEqual("core".utf8), next < limit, bytes[next - 1] == 32,
      bytes[next].isLowercase
    else { return false }
    return isPlural(String(decoding: bytes[next..<endOfWord(in: next)], as: UTF8.self))
  }

  /// `360,000 vCPU-seconds`, `40 node-hours`: a product of a thing and a time.
  func isFactorOfTime(_ unit: UnitIndex.Traits, _ end: Int) -> Bool {
    guard !unit.isDisjoint(with: [.counts, .data]), end < limit, bytes[end] == UInt8(ascii: "-"),
      let match = index.match(bytes, at: end + 1, limit: limit)
    else { return false }
    return index.entries[match.entry].unit.dimension == .time && bytes[end + 1].isLetter
  }

  private func endOfLowercase(_ start: Int) -> Int {
    var end = start
    while end < limit, bytes[end].isLowercase { end += 1 }
    return end
  }

  /// The end of a word that may be the name of a model: `MS-01`, `R740xd`.
  func endOfName(_ start: Int) -> Int {
    var end = start
    while end < limit, end - start < 24,
      bytes[end].isLetter || (end > start && bytes[end].isDigit)
        || (bytes[end] == UInt8(ascii: "-") && end > start && end + 1 < limit
          && (bytes[end + 1].isLetter || bytes[end + 1].isDigit))
    {
      end += 1
    }
    return end
  }

  /// The end of a word of letters and inner hyphens.
  private func endOfWord(in start: Int) -> Int {
    var end = start
    while end < limit,
      bytes[end].isLetter
        || (bytes[end] == UInt8(ascii: "-") && end > start && end + 1 < limit
          && bytes[end + 1].isLetter)
    {
      end += 1
    }
    return end
  }
}
