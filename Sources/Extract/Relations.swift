/// Reads how a module says that it stands to another.
enum Relations {
  struct Reading: Sendable {
    let verb: String
    let target: Range<Int>
    let remark: String?
  }

  /// Reads `应用 01_理论基础 的技术原理` and `为 11_实践 提供案例`; nil where no module is named.
  static func read(_ bytes: [UInt8], _ range: Range<Int>) -> Reading? {
    guard let target = moduleName(bytes, range) else { return nil }
    let before = bytes.string(bytes.trimmed(range.lowerBound..<target.lowerBound))
    guard !before.isEmpty, before.count <= 6 else { return nil }
    var rest = bytes.trimmed(target.upperBound..<range.upperBound)
    if before == "为" || before == "与" || before == "向" || before == "对" {
      for verb in ["提供", "支撑", "支持", "形成", "展示", "对比", "互补", "输出", "奠定", "协同"]
      where bytes[rest].starts(with: verb.utf8) {
        rest = bytes.trimmed((rest.lowerBound + verb.utf8.count)..<rest.upperBound)
        return Reading(verb: before + "…" + verb, target: target, remark: nonEmpty(bytes, rest))
      }
    }
    if bytes.has("的", at: rest.lowerBound) {
      rest = bytes.trimmed((rest.lowerBound + 3)..<rest.upperBound)
    }
    return Reading(verb: before, target: target, remark: nonEmpty(bytes, rest))
  }

  private static func nonEmpty(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
    range.isEmpty ? nil : bytes.string(range)
  }

  /// The first word that is named as modules are: two digits, an underscore and a name.
  static func moduleName(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    var offset = range.lowerBound
    var previous: UInt32 = 0x20
    while offset + 3 < range.upperBound {
      let (value, length) = bytes.scalar(at: offset)
      if isDigit(value), !isDigit(previous), !isLatin(previous), previous != 0x5F,
        isDigit(UInt32(bytes[offset + 1])), bytes[offset + 2] == UInt8(ascii: "_")
      {
        var end = offset + 3
        while end < range.upperBound, isNamePart(bytes.scalar(at: end).value) {
          end += bytes.scalar(at: end).length
        }
        if end > offset + 3 { return offset..<end }
      }
      previous = value
      offset += length
    }
    return nil
  }

  private static func isNamePart(_ scalar: UInt32) -> Bool {
    isHan(scalar) || isLatin(scalar) || isDigit(scalar) || scalar == 0x5F || scalar == 0x2D
  }
}
