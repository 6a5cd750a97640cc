/// The unit that a header or a row's label gives to the bare numbers under it: `延迟 (ms)`, `行数`,
/// `节点数量`, `Lines`. Nil when it says nothing.
package func impliedUnit(by header: String) -> Unit? {
  let bytes = Array(header.utf8)
  let index = UnitIndex.shared
  let open: [[UInt8]] = [[UInt8(ascii: "(")], [0xEF, 0xBC, 0x88], [UInt8(ascii: "[")]]
  for start in bytes.indices {
    guard let bracket = open.first(where: { bytes.hasPrefix($0, at: start, limit: bytes.count) })
    else { continue }
    let inside = bytes.skippingBlanks(start + bracket.count, limit: bytes.count)
    guard let match = index.match(bytes, at: inside, limit: bytes.count) else { continue }
    let next = bytes.skippingBlanks(match.end, limit: bytes.count)
    if next < bytes.count, [UInt8(ascii: ")"), UInt8(ascii: "]"), 0xEF].contains(bytes[next]) {
      return index.entries[match.entry].unit
    }
  }
  let end = bytes.skippingBlanksBack(bytes.count, floor: 0)
  if let unit = countUnit(bytes, end: end) { return unit }
  let folded = header.lowercased()
  let start = bytes.skippingBlanks(0, limit: end)
  if let match = index.match(Array(folded.utf8), at: start, limit: end), match.end == end,
    case .count = index.entries[match.entry].unit.dimension, bytes[start].isLetter
  {
    return index.entries[match.entry].unit
  }
  return nil
}

/// 行数, 文档数量, 连接总数 count the noun; 数量 and 个数 alone count 个; 最大Pod counts Pod.
private func countUnit(_ bytes: [UInt8], end: Int) -> Unit? {
  let index = UnitIndex.shared
  let generic = index.entry(of: "个")?.unit
  for suffix in ["总数量", "数量", "总数", "个数", "数"] {
    let word = Array(suffix.utf8)
    guard bytes.hasSuffix(word, before: end, floor: 0) else { continue }
    let noun = end - word.count
    for start in nounStarts(bytes, before: noun) {
      guard let match = index.match(bytes, at: start, limit: noun), match.end == noun,
        case .count = index.entries[match.entry].unit.dimension
      else { continue }
      return index.entries[match.entry].unit
    }
    return suffix == "数" ? nil : generic
  }
  guard bytes.hasPrefix(Array("最大".utf8), at: 0, limit: end),
    let match = index.match(bytes, at: 6, limit: end), match.end == end,
    index.entries[match.entry].isNoun
  else { return nil }
  return index.entries[match.entry].unit
}

/// Where a noun that ends at a position may begin, the longest first.
private func nounStarts(_ bytes: [UInt8], before end: Int) -> [Int] {
  (max(0, end - 18)..<max(0, end)).filter { bytes[$0] & 0xC0 != 0x80 }
}
