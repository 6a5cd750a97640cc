// So many of a part that is named next: 2 × Xeon, 24 x NVMe SSD, 12*SATA.

extension NumberReader {
  /// `2× Xeon E5-2680`, `110 x compute nodes`, `2 * Intel Xeon`, `12*SATA盘`: a sign of multiplication with a part behind
  /// it counts, where `2x faster` compares and `2 × CPU + 1 = 17` is a formula.
  func takeParts(_ amount: inout Amount) -> Bool {
    guard amount.numeral.isInteger, amount.magnitude == 1, !amount.plus,
      let sign = signOfParts(from: amount.end)
    else { return false }
    let name = bytes.skippingBlanks(sign.end, limit: limit)
    // `2xlarge` is one word; what is written apart or with a sign of its own is none.
    guard name < limit, bytes[name].isLetter, !sign.isLetter || name > sign.end,
      !comparesPhrase(name), !isInFormula(amount.numeral.range.lowerBound, name)
    else { return false }
    if !sign.mayMultiply, let thing = thingOfPhrase(name) {
      amount.unit = thing.unit
      amount.end = thing.isNext ? thing.end : sign.end
      return true
    }
    guard namesPart(name), isHardware(name) || !sign.mayMultiply && namesModel(name) else {
      return false
    }
    amount.unit = index.entry(of: "个")?.unit
    amount.end = sign.end
    return true
  }

  /// Whether a line or a cell computes with what is multiplied: a sign of equality stands in it, or behind the name
  /// another factor or a bare number, `2 × CPU + 1`.
  private func isInFormula(_ start: Int, _ name: Int) -> Bool {
    let line = max(0, start - 80)..<min(limit, name + 200)
    let first = bytes[line.lowerBound..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? line.lowerBound
    let end = bytes[name..<line.upperBound].firstIndex(of: 0x0A) ?? line.upperBound
    if bytes[first..<end].contains(UInt8(ascii: "=")) { return true }
    for at in name..<end {
      if bytes.hasPrefix(Word.nearly, at: at, limit: end) { return true }
      guard at - name < 40, bytes[at - 1] == 32 || bytes[at - 1] == UInt8(ascii: ")") else {
        continue
      }
      if bytes.hasPrefix(Word.cross, at: at, limit: end) || bytes[at] == UInt8(ascii: "*") {
        return true
      }
      if "+-/".utf8.contains(bytes[at]) { return standsBare(at + 1, end) }
    }
    return false
  }

  /// Whether a number stands at a place that neither counts nor multiplies.
  private func standsBare(_ start: Int, _ end: Int) -> Bool {
    let first = bytes.skippingBlanks(start, limit: end)
    guard let number = Numeral(bytes, at: first, limit: end) else { return false }
    let next = bytes.skippingBlanks(number.range.upperBound, limit: end)
    return next >= end
      || !(bytes[next].isLetter || bytes[next] >= 0x80 || bytes[next] == UInt8(ascii: "*"))
  }

  /// Whether one of the first three words of a phrase has capitals and digits, as models have: `Samsung M393AAG40M32`.
  private func namesModel(_ start: Int) -> Bool {
    guard bytes[start].isUppercase else { return false }
    var position = start
    for _ in 0..<3 {
      let end = endOfName(position)
      guard end > position else { return false }
      let word = bytes[position..<end]
      if word.contains(where: \.isDigit), word.contains(where: \.isUppercase) { return true }
      guard end < limit, bytes[end] == 32 else { return false }
      position = end + 1
    }
    return false
  }

  /// Whether nothing goes on behind a thing that makes something else of it: of `replica lag` and `CPU 利用率` no replicas
  /// and processors are counted.
  private func endsPart(_ end: Int) -> Bool {
    let next = blank(end)
    guard next < limit else { return true }
    if bytes[next].leadsHan {
      return Word.joinsParts.contains { bytes.hasPrefix($0, at: next, limit: limit) }
    }
    guard bytes[next].isLetter else { return true }
    return Word.behindParts.contains(
      String(decoding: bytes[next..<endOfName(next)], as: UTF8.self).lowercased())
  }

  private func signOfParts(from end: Int) -> (end: Int, isLetter: Bool, mayMultiply: Bool)? {
    let at = bytes.skippingBlanks(end, limit: limit)
    guard at < limit else { return nil }
    if bytes.hasPrefix(Word.cross, at: at, limit: limit) { return (at + 2, false, false) }
    switch bytes[at] {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return (at + 1, true, false)
    case UInt8(ascii: "*"): return (at + 1, false, true)
    default: return nil
    }
  }

  /// Whether a name of a product begins at a position: a word that is a unit, or a rate, is none.
  private func namesPart(_ start: Int) -> Bool {
    let end = endOfName(start)
    guard end - start >= 2 else { return false }
    guard let match = index.match(bytes, at: start, limit: limit), match.end == end else {
      return true
    }
    return index.entries[match.entry].isNoun
  }

  /// The thing of the registry that a phrase of at most four words ends with, as `compute nodes` does.
  private func thingOfPhrase(_ start: Int) -> (unit: Unit, end: Int, isNext: Bool)? {
    var position = start
    for word in 0..<4 {
      guard position < limit, bytes[position].isLetter || bytes[position].isDigit else {
        return nil
      }
      let end = endOfName(position)
      if let match = index.match(bytes, at: position, limit: limit), match.end >= end,
        index.entries[match.entry].isNoun, !index.entries[match.entry].isAbstract
      {
        // Of `GPU nodes` the last is counted.
        let next = blank(match.end)
        if next > match.end, next < limit,
          let head = index.match(bytes, at: next, limit: limit), isPhraseEnd(head.end),
          index.entries[head.entry].isNoun
        {
          return endsPart(head.end) ? (index.entries[head.entry].unit, head.end, word == 0) : nil
        }
        return endsPart(match.end) ? (index.entries[match.entry].unit, match.end, word == 0) : nil
      }
      guard end < limit, bytes[end] == 32 else { return nil }
      position = end + 1
    }
    return nil
  }

  /// Whether the words up to the next sign compare, and multiply what they are of: `10x QPS`, `3x CPU usage`.
  private func comparesPhrase(_ start: Int) -> Bool {
    var position = start
    for _ in 0..<5 {
      guard position < limit, bytes[position].isLetter || bytes[position].leadsHan else {
        return false
      }
      let end = bytes[position].leadsHan ? position : endOfName(position)
      if end > position {
        let word = String(decoding: bytes[position..<end], as: UTF8.self).lowercased()
        if Word.comparedBy.contains(word) { return true }
        if let match = index.match(bytes, at: position, limit: limit), match.end == end,
          case .rate = index.entries[match.entry].unit.dimension
        {
          return true
        }
      } else if Word.comparedInHan.contains(where: {
        bytes.hasPrefix($0, at: position, limit: limit)
      }) {
        return true
      }
      guard end < limit, bytes[end] == 32 else {
        return end < limit
          && Word.comparedInHan.contains { bytes.hasPrefix($0, at: end, limit: limit) }
      }
      position = end + 1
    }
    return false
  }

  private func isHardware(_ start: Int) -> Bool {
    let end = endOfName(start)
    return Word.hardware.contains(String(decoding: bytes[start..<end], as: UTF8.self).lowercased())
      && !bytes.hasPrefix(Word.share, at: blank(end), limit: limit)
  }
}

extension Word {
  /// Words of a phrase that is so many times another.
  fileprivate static let comparedBy: Set<String> = [
    "faster", "slower", "more", "less", "better", "worse", "higher", "lower", "larger", "smaller",
    "bigger", "cheaper", "longer", "shorter", "improvement", "improvements", "speedup", "speed",
    "increase", "reduction", "the", "as", "performance", "throughput", "latency", "growth", "of",
    "than", "gain", "gains", "boost", "cost", "costs", "usage", "utilization", "memory", "traffic",
    "load", "savings", "overhead", "capacity", "bandwidth", "efficiency", "expansion",
    "compression",
    "amplification", "scale", "price", "roi", "users", "requests", "in", "on", "for", "per", "and",
    "or",
    "peak", "average", "burst", "replication",
  ]
  fileprivate static let comparedInHan = [
    "提升", "性能", "加速", "速度", "增长", "吞吐", "延迟", "的", "以上", "左右", "成本", "压缩", "放大", "峰值", "冗余", "倍",
    "更", "高于", "快", "慢", "于",
  ].map { Array($0.utf8) }

  fileprivate static let nearly = Array("≈".utf8)
  fileprivate static let share = Array("利用".utf8)
  fileprivate static let joinsParts = ["和", "与", "及", "或", "用", "做", "组", "作", "盘"].map {
    Array($0.utf8)
  }
  fileprivate static let behindParts: Set<String> = [
    "in", "with", "for", "on", "per", "each", "and", "or", "at", "to", "as", "total", "behind",
    "from",
    "running", "plus",
  ]

  /// The makers and kinds of parts that machines are listed with.
  fileprivate static let hardware: Set<String> = [
    "intel", "amd", "nvidia", "xeon", "epyc", "ryzen", "samsung", "micron", "kioxia", "seagate",
    "toshiba", "hynix", "tesla", "quadro", "geforce", "rtx", "gtx", "sas", "sata", "ssd", "hdd",
    "nvme",
    "gpu", "cpu", "nic", "dell", "hpe", "supermicro", "lenovo", "kunpeng", "ascend", "hygon",
    "mellanox", "connectx", "broadcom", "dimm", "rdimm", "pcie", "cisco", "huawei", "inspur", "psu",
    "optane", "a100", "h100", "h200", "h800", "a800", "v100", "l40", "l40s", "a10", "a30", "t4",
    "b200",
    "ib", "hba",
  ]
}
