// So many of a part that is named next: 2 × Xeon, 24 x NVMe SSD, 12*SATA.

extension NumberReader {
  /// `2× Xeon E5-2680`, `110 x compute nodes`, `2 * Intel Xeon`, `12*SATA盘`: a sign of multiplication with a name behind it
  /// counts, where `2x faster` compares.
  func takeParts(_ amount: inout Amount) -> Bool {
    guard amount.numeral.isInteger, amount.magnitude == 1, !amount.plus,
      let sign = signOfParts(from: amount.end)
    else { return false }
    let name = bytes.skippingBlanks(sign.end, limit: limit)
    guard name < limit, bytes[name].isLetter || bytes[name].leadsHan else { return false }
    // `2xlarge` is one word; what is written apart or with a sign of its own is none.
    if sign.isLetter, name == sign.end { return false }
    if let thing = thingOfPhrase(name), sign.isLetter || !bytes[name].leadsHan {
      amount.unit = thing.unit
      amount.end = thing.isNext ? thing.end : sign.end
      return true
    }
    guard namesPart(name), !comparesPhrase(name) else { return false }
    guard sign.mayMultiply ? isHardware(name) : bytes[name].isUppercase else { return false }
    amount.unit = index.entry(of: "个")?.unit
    amount.end = sign.end
    return true
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
    guard !comparesPhrase(start) else { return nil }
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
          return (index.entries[head.entry].unit, head.end, word == 0)
        }
        return (index.entries[match.entry].unit, match.end, word == 0)
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
    Word.hardware.contains(
      String(decoding: bytes[start..<endOfName(start)], as: UTF8.self).lowercased())
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

  /// The makers and kinds of parts that machines are listed with.
  fileprivate static let hardware: Set<String> = [
    "intel", "amd", "nvidia", "xeon", "epyc", "ryzen", "samsung", "micron", "kioxia", "seagate",
    "toshiba", "hynix", "tesla", "quadro", "geforce", "rtx", "gtx", "sas", "sata", "ssd", "hdd",
    "nvme",
    "gpu", "cpu", "nic", "dell", "hpe", "supermicro", "lenovo", "kunpeng", "ascend", "hygon",
    "mellanox", "connectx", "broadcom", "dimm", "rdimm", "pcie", "cisco", "huawei", "inspur", "psu",
    "optane", "a100", "h100", "h200", "h800", "a800", "v100", "l40", "l40s", "a10", "a30", "t4",
    "b200",
    "gold", "platinum", "silver", "ib", "hba", "raid",
  ]
}
