// Figures whose unit their neighbours give: the memory of 4核8G, the billions of 1B.

extension NumberReader {
  /// `4核8G`, `32C/128G`, `内存：2G`, `带宽：100M`: a size after a number of cores or after what is measured.
  func takeSize(_ amount: inout Amount) -> Bool {
    let end = amount.end
    guard amount.magnitude == 1, end < limit else { return false }
    if takeShortCores(&amount) { return true }
    let letter = bytes[end] & 0xDF
    guard letter == UInt8(ascii: "G") || letter == UInt8(ascii: "M") || letter == UInt8(ascii: "T"),
      end + 1 >= limit || !(bytes[end + 1].isLetter || bytes[end + 1].isDigit)
    else { return false }
    let start = amount.numeral.range.lowerBound
    let isRate: Bool
    if followsCores(start) {
      if letter == UInt8(ascii: "T"), bytes[end].isUppercase, countsThreads(amount.numeral) {
        amount.unit = index.entry(of: "线程")?.unit
        amount.end = end + 1
        return true
      }
      isRate = false
    } else if bytes[end].isUppercase, let rate = followsMeasured(start) {
      isRate = rate
    } else {
      return false
    }
    let prefix = String(decoding: [letter], as: UTF8.self)
    amount.unit = index.entry(of: prefix + (isRate ? "bps" : "B"))?.unit
    amount.end = end + 1
    return true
  }

  /// `14C/20T`, `4C8T`: threads, as many as the cores before them or a few times as many, and no memory behind.
  private func countsThreads(_ threads: Numeral) -> Bool {
    let start = threads.range.lowerBound
    var end = start
    if end > 0, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
    guard end > 1, bytes[end - 1] | 32 == UInt8(ascii: "c") else { return false }
    var first = end - 1
    while first > 0, bytes[first - 1].isDigit { first -= 1 }
    guard let cores = Numeral(bytes, at: first, limit: end) else { return false }
    let next = blank(threads.range.upperBound + 1)
    return threads.isInteger && threads.value >= cores.value
      && threads.value <= 8 * cores.value
      && !Word.memory.contains { bytes.hasPrefix($0, at: next, limit: limit) }
  }

  /// `4c8g`, `2C4G`, `8C16T`: cores, because memory or threads follow at once.
  private func takeShortCores(_ amount: inout Amount) -> Bool {
    let end = amount.end
    guard bytes[end] | 32 == UInt8(ascii: "c") || bytes[end] == UInt8(ascii: "v") else {
      return false
    }
    let isVirtual = bytes.hasPrefix(Word.vCPU, at: end, limit: limit)
    let next = isVirtual ? end + Word.vCPU.count : blank(end + 1)
    guard isVirtual || bytes[end] | 32 == UInt8(ascii: "c"), amount.numeral.points < 2,
      let memory = Numeral(bytes, at: next, limit: limit), memory.points < 2,
      memory.range.upperBound < limit,
      case let letter = bytes[memory.range.upperBound] | 32,
      letter == UInt8(ascii: "g")
        || (letter == UInt8(ascii: "t") && bytes[end].isUppercase
          && isPhraseEnd(memory.range.upperBound + 1))
    else { return false }
    amount.unit = index.entry(of: isVirtual ? "vCPU" : "核")?.unit
    amount.end = isVirtual ? next : end + 1
    return true
  }

  /// `250m` of a CPU: thousandths of a core, where a key, a cell or the next word says that processors are meant.
  func takeMillicores(_ amount: inout Amount) -> Bool {
    let end = amount.end
    guard end < limit, bytes[end] == UInt8(ascii: "m"), amount.numeral.isInteger,
      amount.magnitude == 1, amount.numeral.value >= 5, isPhraseEnd(end + 1),
      end + 1 >= limit || !bytes[end + 1].isDigit,
      setting.contains(.processors) || bytes.hasPrefix(Word.cpu, at: blank(end + 1), limit: limit)
        || followsProcessors(amount.numeral.range.lowerBound)
    else { return false }
    amount.unit = index.entry(of: "毫核")?.unit
    amount.end = end + 1
    return true
  }

  /// Whether a key that names processors leads to a figure, other figures of it aside: `cpu: 500m`, `CPU limit: 1000m`,
  /// `requests.cpu=250m`, CPU 请求 100m/200m.
  private func followsProcessors(_ start: Int) -> Bool {
    var position = start
    while position > 0, start - position < 40 {
      let byte = bytes[position - 1]
      if byte.isDigit || " :=\"'`/-~(,m>".utf8.contains(byte) {
        position -= 1
      } else if let word = Word.processorKeys.length(in: bytes, before: position, floor: 0) {
        position -= word
      } else {
        break
      }
    }
    return position >= 3 && position < start
      && bytes.hasFoldedSuffix(Array("cpu".utf8), before: position, floor: 0)
  }

  /// Whether what a number with a point counts has parts and a whole text says no more: `3.75 cores`, and in a cell
  /// `3.5 CPU`. Elsewhere the number may be that of a heading.
  func isPart(_ unit: Range<Int>) -> Bool {
    guard unit.upperBound >= limit || !bytes[unit.upperBound].isLetter else { return false }
    if setting.contains(.cell) { return true }
    guard bytes[unit.upperBound - 1] == UInt8(ascii: "s"), bytes[unit.lowerBound].isLowercase else {
      return false
    }
    let next = blank(unit.upperBound)
    return next >= limit || !(bytes[next].isLetter || bytes[next].leadsHan)
      || bytes.hasPrefix(Word.per, at: unit.upperBound, limit: limit)
  }

  /// Whether a number of cores stands before: `4核`, `32C/`, `8 vCPU `.
  private func followsCores(_ start: Int) -> Bool {
    var end = bytes.skippingBlanksBack(start, floor: 0)
    if end > 0, bytes[end - 1] == UInt8(ascii: "/") || bytes[end - 1] == UInt8(ascii: "+") {
      end = bytes.skippingBlanksBack(end - 1, floor: 0)
    }
    for word in Word.cores where bytes.hasSuffix(word, before: end, floor: 0) {
      let digit = bytes.skippingBlanksBack(end - word.count, floor: 0)
      if digit > 0, bytes[digit - 1].isDigit { return true }
    }
    return false
  }

  /// Whether a line's key before a figure measures a rate; nil where it measures no data: `内存：`, `带宽 `.
  private func followsMeasured(_ start: Int) -> Bool? {
    var end = bytes.skippingBlanksBack(start, floor: 0)
    for colon in Word.colons where bytes.hasSuffix(colon, before: end, floor: 0) {
      end = bytes.skippingBlanksBack(end - colon.count, floor: 0)
      break
    }
    if Word.memory.contains(where: { bytes.hasSuffix($0, before: end, floor: 0) }) { return false }
    if Word.bandwidths.contains(where: { bytes.hasSuffix($0, before: end, floor: 0) }) {
      return true
    }
    return nil
  }

  /// Whether `B` glued to a whole number is a billion: a size in bytes has a power of two, or words
  /// of data beside it.
  func isBareBillion(_ amount: Amount, _ letter: Range<Int>) -> Bool {
    let value = amount.numeral.value
    guard letter.lowerBound == amount.numeral.range.upperBound, value < 1000,
      value < 8 || value.truncatingRemainder(dividingBy: 8) != 0
    else { return false }
    let near = max(0, amount.numeral.range.lowerBound - 40)..<min(limit, letter.upperBound + 24)
    return !Word.data.contains { word in
      near.contains { bytes.hasPrefix(word, at: $0, limit: limit) }
    }
  }

  /// `5m 15.4s`, `43m 49s`: minutes, because seconds follow.
  func isBeforeSeconds(_ end: Int) -> Bool {
    guard let next = Numeral(bytes, at: blank(end), limit: limit), next.value < 60,
      next.range.upperBound < limit, bytes[next.range.upperBound] == UInt8(ascii: "s")
    else { return false }
    let after = next.range.upperBound + 1
    return after >= limit || !(bytes[after].isLetter || bytes[after].isDigit)
  }

  /// `3主3从`, `1主2备`: roles that stand side by side, each with its number.
  func takeRole(_ amount: inout Amount) -> Bool {
    guard amount.numeral.isInteger, amount.magnitude == 1,
      let role = Word.roles.first(where: { bytes.hasPrefix($0, at: amount.end, limit: limit) })
    else { return takeRoleApart(&amount) }
    let start = amount.numeral.range.lowerBound
    let end = amount.end + role.count
    let follows = Word.roles.contains { bytes.hasSuffix($0, before: start, floor: 0) }
    let leads =
      end < limit
      && (bytes.digit(at: end, limit: limit) != nil
        || HanNumeral.stands(in: bytes, at: end, limit: limit))
    guard leads || follows else { return takeRoleApart(&amount) }
    let name = String(decoding: role, as: UTF8.self)
    amount.unit = Unit(name, .count(of: name))
    amount.end = end
    return true
  }

  /// `1 主 4 从`: as above, with blanks between.
  private func takeRoleApart(_ amount: inout Amount) -> Bool {
    func role(at start: Int) -> [UInt8]? {
      start < limit && bytes[start] == 32
        ? Word.roles.first { bytes.hasPrefix($0, at: start + 1, limit: limit) } : nil
    }
    guard amount.numeral.isInteger, amount.magnitude == 1, let own = role(at: amount.end) else {
      return false
    }
    let end = amount.end + 1 + own.count
    let start = amount.numeral.range.lowerBound
    let next = end < limit && bytes[end] == 32 ? Numeral(bytes, at: end + 1, limit: limit) : nil
    let leads = next.flatMap { role(at: $0.range.upperBound) }.map { $0 != own } ?? false
    let last = bytes.skippingBlanksBack(start, floor: 0)
    let follows = Word.roles.contains { role in
      let figure = bytes.skippingBlanksBack(last - role.count, floor: 0)
      return role != own && bytes.hasSuffix(role, before: last, floor: 0) && figure > 0
        && bytes[figure - 1].isDigit
    }
    guard leads || follows else { return false }
    let name = String(decoding: own, as: UTF8.self)
    amount.unit = Unit(name, .count(of: name))
    amount.end = end
    return true
  }

  /// Whether the dollar sign at `end` closes a formula that holds a figure and its comparator alone.
  func closesFormula(_ end: Int, from start: Int) -> Bool {
    guard end < limit, bytes[end] == UInt8(ascii: "$") else { return false }
    var position = start
    while position > 0, start - position < 12,
      bytes[position - 1].isLetter || "\\ <>=~".utf8.contains(bytes[position - 1])
    {
      position -= 1
    }
    return position > 0 && bytes[position - 1] == UInt8(ascii: "$")
  }

  /// Whether a figure stands between dollar signs, as a formula does, and costs nothing: `$99.9\%$`.
  func isFormula(from start: Int) -> Bool {
    var position = start
    while position < limit,
      bytes[position].isDigit || ".,%\\ ".utf8.contains(bytes[position])
    {
      position += 1
    }
    return position > start && position < limit && bytes[position] == UInt8(ascii: "$")
      && (position + 1 >= limit || !bytes[position + 1].isDigit)
  }
}
