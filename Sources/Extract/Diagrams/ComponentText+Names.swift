/// Names, and the parts and choices in them.
extension ComponentText {
  static func joined(
    _ bytes: [UInt8], _ range: Range<Int>, without holes: [Range<Int>]
  ) -> String {
    if holes.isEmpty { return bytes.string(bytes.trimmed(range)) }
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    for hole in holes.sorted(by: { $0.lowerBound < $1.lowerBound })
    where hole.lowerBound < range.upperBound && hole.upperBound > range.lowerBound {
      if hole.lowerBound > start { pieces.append(start..<hole.lowerBound) }
      start = max(start, hole.upperBound)
    }
    if start < range.upperBound { pieces.append(start..<range.upperBound) }
    return pieces.map { bytes.string(bytes.trimmed($0)) }.filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// Splits a name at `+`, or at `/`, where these stand between names and not inside one.
  static func split(_ bytes: [UInt8], joins: Bool) -> [String] {
    let sign = joins ? UInt8(ascii: "+") : UInt8(ascii: "/")
    var cuts: [Int] = []
    if !joins, bytes.first == sign { return [String(decoding: bytes, as: UTF8.self)] }
    for offset in bytes.indices where bytes[offset] == sign {
      if joins ? isJoin(bytes, offset) : isChoice(bytes, offset) { cuts.append(offset) }
    }
    guard !cuts.isEmpty else { return [String(decoding: bytes, as: UTF8.self)] }
    var parts: [String] = []
    var start = 0
    for cut in cuts + [bytes.count] {
      let part = bytes.trimmed(start..<cut)
      if !part.isEmpty { parts.append(bytes.string(part)) }
      start = cut + 1
    }
    return parts
  }

  /// `A + B` and `去重+压缩`, but not `100+`, `C++` and `N+2`.
  private static func isJoin(_ bytes: [UInt8], _ offset: Int) -> Bool {
    guard offset > 0, offset + 1 < bytes.count else { return false }
    let before = bytes.scalar(before: offset).value
    let after = bytes.scalar(at: offset + 1).value
    if isSpace(before) && isSpace(after) { return true }
    guard !isSpace(before), !isDigit(before), before != 0x2B, after != 0x2B, !isSpace(after),
      !isDigit(after)
    else { return false }
    return isHan(before) || isHan(after) || (isLatin(before) && isLatin(after))
  }

  /// `A / B` and `MIG/vGPU`, but not `TCP/IP`, `I/O` and `/dev/sda`.
  private static func isChoice(_ bytes: [UInt8], _ offset: Int) -> Bool {
    guard offset > 0, offset + 1 < bytes.count else { return false }
    let before = bytes.scalar(before: offset).value
    let after = bytes.scalar(at: offset + 1).value
    if isSpace(before) && isSpace(after) { return true }
    guard !isSpace(before), !isSpace(after), !isDigit(before) || !isDigit(after) else {
      return false
    }
    var start = offset
    while start > 0, isLatin(UInt32(bytes[start - 1])) { start -= 1 }
    var end = offset + 1
    while end < bytes.count, isLatin(UInt32(bytes[end])) { end += 1 }
    guard start < offset, end > offset + 1 else {
      return (isHan(before) || isLatin(before)) && (isHan(after) || isLatin(after))
    }
    let word = String(decoding: bytes[start..<end], as: UTF8.self).uppercased()
    return !fixedPairs.contains(word)
  }

  private static let fixedPairs: Set<String> = [
    "TCP/IP", "I/O", "CI/CD", "A/B", "N/A", "R/W", "UI/UX", "CLIENT/SERVER", "PUB/SUB", "GNU/LINUX",
    "OS/VS", "B/S", "C/S", "S/PDIF",
  ]
}
