/// How wide text is without a font at hand: East Asian characters are one em, Latin ones by class.
///
/// The widths are at or above those of the common sans-serif fonts, so that a box drawn to them
/// never cuts its label.
package enum TextMetrics {
  /// The width of a text in pixels at a font size. Combining marks and joiners have none.
  package static func width(_ text: String, size: Double) -> Double {
    var ems = 0.0
    for scalar in text.unicodeScalars { ems += self.ems(scalar) }
    return ems * size
  }

  package static func ems(_ scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0..<0x20, 0x200B...0x200F, 0xFE00...0xFE0F, 0x0300...0x036F, 0x20D0...0x20FF: 0
    case 0x20...0x7E: latin[Int(scalar.value) - 0x20]
    case 0x7F..<0x300: 0.66
    case 0x370..<0x1100: 0.7
    default: isWide(scalar.value) ? 1.02 : 0.8
    }
  }

  /// Whether a character takes two columns of a terminal: East Asian Width W and F, and emoji.
  static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
      0x20000...0x3FFFD, 0x2600...0x27BF, 0x2B00...0x2BFF, 0x23E9...0x23FA:
      true
    // Ambiguous ones are drawn from Chinese fonts where the text is Chinese: as wide as those.
    case 0x2018...0x201D, 0x2026, 0x2014, 0x2190...0x21FF, 0x2200...0x22FF, 0x2460...0x24FF,
      0x25A0...0x25FF, 0xB7:
      true
    default: false
    }
  }

  private static let latin: [Double] = (0x20...0x7E).map { code in
    switch UInt8(code) {
    case UInt8(ascii: " "), UInt8(ascii: "!"), UInt8(ascii: "'"), UInt8(ascii: ","),
      UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "|"),
      UInt8(ascii: "i"), UInt8(ascii: "j"), UInt8(ascii: "l"), UInt8(ascii: "I"):
      0.34
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "f"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "-"),
      UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "\""):
      0.45
    case UInt8(ascii: "m"), UInt8(ascii: "w"), UInt8(ascii: "M"), UInt8(ascii: "W"),
      UInt8(ascii: "%"), UInt8(ascii: "@"):
      0.98
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "&"): 0.76
    default: 0.64
    }
  }

  /// A text cut into lines no wider than a limit.
  ///
  /// A line may end after a space and between Chinese characters, but a closing mark never begins
  /// one. A word that is wider than a line by itself is cut where it must be. Linear.
  package static func lines(_ text: String, width limit: Double, size: Double) -> [String] {
    var lines: [String] = []
    var line: [Unicode.Scalar] = []
    var used = 0.0
    var breakAt: Int?
    var usedAtBreak = 0.0
    for scalar in text.unicodeScalars {
      let wide = isWide(scalar.value)
      if let last = line.last, !isClosing(scalar), wide || isWide(last.value) || last == " " {
        breakAt = line.count
        usedAtBreak = used
      }
      let advance = ems(scalar) * size
      if used + advance > limit, !line.isEmpty, !isClosing(scalar) || used > limit * 1.2 {
        let cut = breakAt ?? line.count
        lines.append(string(line[..<cut]))
        line.removeFirst(cut)
        used = cut == 0 ? used : used - (breakAt == nil ? used : usedAtBreak)
        breakAt = nil
      }
      if line.isEmpty, scalar == " " { continue }
      line.append(scalar)
      used += advance
    }
    if !line.isEmpty || lines.isEmpty { lines.append(string(line[...])) }
    return lines
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "，", "。", "、", "；", "：", "！", "？", "）", "】", "》", "」", "』", "”", "’", "%", ")", "]", ",",
      ".",
      ";", ":":
      true
    default: false
    }
  }
}
