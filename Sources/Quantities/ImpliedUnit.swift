/// The unit that a header or a row's label gives to the bare numbers under it: `延迟 (ms)`, `行数`,
/// `节点数量`, `Lines`. Nil when it says nothing.
///
/// - Parameter isRow: whether it names a row, which may be a thing by itself: Kata Containers.
package func impliedUnit(by header: String, isRow: Bool = false) -> Unit? {
  let bytes = Array(header.utf8)
  let index = UnitIndex.shared
  for start in bytes.indices {
    let bracket: Int
    switch bytes[start] {
    case UInt8(ascii: "("), UInt8(ascii: "["): bracket = 1
    case 0xEF where bytes.hasPrefix(Word.openBracket, at: start, limit: bytes.count): bracket = 3
    default: continue
    }
    let inside = afterNameOfUnit(bytes, bytes.skippingBlanks(start + bracket, limit: bytes.count))
    guard let match = index.match(bytes, at: inside, limit: bytes.count) else { continue }
    let next = bytes.skippingBlanks(match.end, limit: bytes.count)
    guard next < bytes.count else { continue }
    switch bytes[next] {
    case UInt8(ascii: "/") where next > match.end: return index.entries[match.entry].unit
    case UInt8(ascii: ")"), UInt8(ascii: "]"), 0xEF: return index.entries[match.entry].unit
    default: continue
    }
  }
  let whole = bytes.skippingBlanksBack(bytes.count, floor: 0)
  let end = endWithoutRemark(bytes)
  if Word.copiesByName.stand(in: bytes, before: end, floor: 0) {
    return index.entry(of: "副本")?.unit
  }
  if let unit = populationUnit(bytes, end: end) ?? countUnit(bytes, end: end)
    ?? rateUnit(bytes, end: withoutTail(bytes, end), from: 0)
  {
    return unit
  }
  let first = bytes.skippingBlanks(0, limit: end)
  if let unit = unitPerThing(bytes, first..<max(first, end)) { return unit }
  if let rate = unitPerTime(bytes, first..<max(first, end)) { return rate }
  let start = startOfCount(bytes, end: end)
  guard start < end, bytes[start].isLetter else { return nil }
  if !isRow || start > first || isQualified(bytes, first..<end),
    let thing = lastPlural(bytes, start..<end, isCount: start > first)
  {
    return thing
  }
  if let match = index.match(bytes, at: start, limit: end), match.end == end, start > first,
    case .count = index.entries[match.entry].unit.dimension
  {
    return index.entries[match.entry].unit
  }
  // Of ASCII letters alone, so that the text keeps its length.
  let folded = bytes.map { $0.isUppercase ? $0 | 32 : $0 }
  if let match = index.match(folded, at: start, limit: end),
    (match.end == end && (end == whole || bytes[end - 1] == UInt8(ascii: "s")))
      || isWord("count", in: folded, match.end..<end),
    case .count = index.entries[match.entry].unit.dimension
  {
    return index.entries[match.entry].unit
  }
  return nil
}

/// The thing that a row's name ends with, of those that documents give numbers of: 数据库连接; nil for any other, and for a
/// name of one word.
package func thingOfRow(_ name: String) -> Unit? {
  let bytes = Array(name.utf8)
  let end = endWithoutRemark(bytes)
  for start in nounStarts(bytes, before: end) where start >= 6 && bytes[start].leadsHan {
    guard let match = UnitIndex.shared.match(bytes, at: start, limit: end), match.end == end,
      Word.thingsOfRows.contains(UnitIndex.shared.entries[match.entry].unit.symbol),
      !Word.deedsOfRows.contains(where: { bytes.has($0, before: start) })
    else { continue }
    return UnitIndex.shared.entries[match.entry].unit
  }
  return nil
}

extension [UInt8] {
  /// Whether a word stands somewhere before a place.
  fileprivate func has(_ word: [UInt8], before end: Int) -> Bool {
    indices.prefix(Swift.max(0, end - word.count + 1)).contains {
      hasPrefix(word, at: $0, limit: end)
    }
  }
}

/// Whether what a row names is so many of something: `Total Requests`, `Active users`.
private func isQualified(_ bytes: [UInt8], _ name: Range<Int>) -> Bool {
  var end = name.lowerBound
  while end < name.upperBound, bytes[end].isLetter { end += 1 }
  guard end < name.upperBound, bytes[end] == 32 else { return false }
  return Word.totals.contains(
    String(decoding: bytes[name.lowerBound..<end], as: UTF8.self).lowercased())
}

/// The end of a header without a remark in brackets behind it, and without what it is for one of:
/// 实例数量(最低要求), GPU 数 / 节点.
private func endWithoutRemark(_ bytes: [UInt8]) -> Int {
  let end = bytes.skippingBlanksBack(bytes.count, floor: 0)
  if let slash = bytes[..<end].lastIndex(of: UInt8(ascii: "/")), slash > 0,
    bytes[slash - 1] == 32
  {
    return bytes.skippingBlanksBack(slash, floor: 0)
  }
  guard end > 0,
    bytes[end - 1] == UInt8(ascii: ")") || bytes.hasSuffix(Word.closeBracket, before: end, floor: 0)
  else { return end }
  guard
    let open = bytes[..<end].indices.last(where: {
      bytes[$0] == UInt8(ascii: "(") || bytes.hasPrefix(Word.openBracket, at: $0, limit: end)
    })
  else { return end }
  let rest = bytes.skippingBlanksBack(open, floor: 0)
  return rest > 0 ? rest : end
}

/// The end of a name without a word for how much of it there may be: QPS of `QPS Capacity` and QPS 上限.
private func withoutTail(_ bytes: [UInt8], _ end: Int) -> Int {
  for tail in Word.tailsOfRates
  where end > tail.count
    && bytes[(end - tail.count)..<end].elementsEqual(tail, by: { $0 | 32 == $1 })
  {
    return bytes.skippingBlanksBack(end - tail.count, floor: 0)
  }
  return end
}

/// Where the unit begins in `(单位：秒)` and `(in ms)`.
private func afterNameOfUnit(_ bytes: [UInt8], _ start: Int) -> Int {
  for lead in Word.namesOfUnit where bytes.hasPrefix(lead, at: start, limit: bytes.count) {
    var next = start + lead.count
    for colon in Word.colons where bytes.hasPrefix(colon, at: next, limit: bytes.count) {
      next += colon.count
      break
    }
    return bytes.skippingBlanks(next, limit: bytes.count)
  }
  return start
}

/// QPS, 系统QPS, Peak TPS: the rate at the end of a name.
func rateUnit(_ bytes: [UInt8], end: Int, from first: Int) -> Unit? {
  let index = UnitIndex.shared
  var start = end
  while start > first, bytes[start - 1].isUppercase { start -= 1 }
  guard end - start >= 3, start == first || !bytes[start - 1].isLetter,
    let match = index.match(bytes, at: start, limit: end), match.end == end,
    case .rate = index.entries[match.entry].unit.dimension
  else { return nil }
  return index.entries[match.entry].unit
}

/// Where the thing begins in `Number of nodes` and `# of nodes`.
private func startOfCount(_ bytes: [UInt8], end: Int) -> Int {
  let start = bytes.skippingBlanks(0, limit: end)
  for lead in Word.numberOf {
    let next = start + lead.count
    guard next < end,
      bytes.prefix(next).dropFirst(start).elementsEqual(lead, by: { $0 | 32 == $1 | 32 })
    else { continue }
    return next
  }
  return start
}

/// What a header counts for each of something: `GPU/台`, 卡/节点.
private func unitPerThing(_ bytes: [UInt8], _ range: Range<Int>) -> Unit? {
  guard let slash = bytes[range].firstIndex(of: UInt8(ascii: "/")) else { return nil }
  func counted(_ part: Range<Int>) -> Unit? {
    guard let match = UnitIndex.shared.match(bytes, at: part.lowerBound, limit: part.upperBound),
      match.end == part.upperBound,
      case .count = UnitIndex.shared.entries[match.entry].unit.dimension
    else { return nil }
    return UnitIndex.shared.entries[match.entry].unit
  }
  guard counted((slash + 1)..<range.upperBound) != nil else { return nil }
  return counted(range.lowerBound..<slash)
}

/// The rate that a header names: `Messages/sec`, `Requests per second`.
func unitPerTime(_ bytes: [UInt8], _ range: Range<Int>) -> Unit? {
  guard bytes[range].contains(UInt8(ascii: "/")) || bytes[range].contains(UInt8(ascii: " ")),
    range.count <= 40
  else { return nil }
  let name = Array("1 ".utf8) + bytes[range].map { $0.isUppercase ? $0 | 32 : $0 }
  let read = readQuantities(in: name)
  guard read.count == 1, read[0].range == name.indices, read[0].per == nil,
    case .rate = read[0].quantity.dimension
  else { return nil }
  return read[0].quantity.unit
}

/// The things at the end of a header: `DB Connections`, `CUDA Cores`; after `Number of`, any.
private func lastPlural(_ bytes: [UInt8], _ range: Range<Int>, isCount: Bool) -> Unit? {
  var start = range.upperBound
  while start > range.lowerBound, bytes[start - 1].isLetter { start -= 1 }
  guard range.upperBound - start >= 4, bytes[range.upperBound - 1] == UInt8(ascii: "s"),
    isCount || start > range.lowerBound,
    bytes[range].allSatisfy({ $0.isLetter || $0 == 32 || $0 == UInt8(ascii: "-") })
  else { return nil }
  let word = bytes[start..<range.upperBound].map { $0.isUppercase ? $0 | 32 : $0 }
  if let match = UnitIndex.shared.match(word, at: 0, limit: word.count), match.end == word.count {
    guard case .count = UnitIndex.shared.entries[match.entry].unit.dimension,
      !UnitIndex.shared.entries[match.entry].isAbstract || isCount
    else { return nil }
    return UnitIndex.shared.entries[match.entry].unit
  }
  guard isCount else { return nil }
  let name = String(decoding: word, as: UTF8.self)
  return Unit(name, .count(of: name))
}

private func isWord(_ word: StaticString, in bytes: [UInt8], _ range: Range<Int>) -> Bool {
  range.count == word.utf8CodeUnitCount + 1 && bytes[range.lowerBound] == 32
    && word.withUTF8Buffer { $0.elementsEqual(bytes[(range.lowerBound + 1)..<range.upperBound]) }
}

/// 日活, DAU: how many use something.
private func populationUnit(_ bytes: [UInt8], end: Int) -> Unit? {
  let first = bytes.skippingBlanks(0, limit: end)
  // None of them is longer than three characters.
  guard (3...9).contains(end - first) else { return nil }
  return Word.activeUsers.contains(String(decoding: bytes[first..<end], as: UTF8.self))
    ? UnitIndex.shared.entry(of: "用户")?.unit : nil
}

/// 行数, 文档数量, 连接总数 count the noun; 数量 and 个数 alone count 个; 最大Pod counts Pod, 并发连接 连接.
private func countUnit(_ bytes: [UInt8], end: Int) -> Unit? {
  let index = UnitIndex.shared
  for word in Word.counts where bytes.hasSuffix(word, before: end, floor: 0) {
    let noun = bytes.skippingBlanksBack(end - word.count, floor: 0)
    for start in nounStarts(bytes, before: noun) {
      guard let match = index.match(bytes, at: start, limit: noun), match.end == noun,
        !index.entries[match.entry].isGeneric,
        case .count = index.entries[match.entry].unit.dimension
      else { continue }
      return index.entries[match.entry].unit
    }
    guard word.count == 3 else { return index.entry(of: "个")?.unit }
    // 网站数 counts, 系数 does not; 安装量 does, 流量 does not.
    let counts =
      word == Word.counts[4]
      ? noun >= 6 && bytes[noun - 3].leadsHan
        && !Word.noCounts.stand(in: bytes, before: end, floor: 0)
      : Word.countedVolumes.stand(in: bytes, before: end, floor: 0)
    return counts ? index.entry(of: word == Word.counts[4] ? "个" : "次")?.unit : nil
  }
  for qualifier in Word.populations where bytes.hasPrefix(qualifier, at: 0, limit: end) {
    guard let match = index.match(bytes, at: qualifier.count, limit: end), match.end == end,
      index.entries[match.entry].isNoun
    else { continue }
    return index.entries[match.entry].unit
  }
  return nil
}

/// Where a noun that ends at a position may begin, the longest first.
private func nounStarts(_ bytes: [UInt8], before end: Int) -> some Sequence<Int> {
  (max(0, end - 18)..<max(0, end)).lazy.filter { bytes[$0] & 0xC0 != 0x80 }
}
