import Diagnostics
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("abc", 3), ("可用性", 6), ("ｆｕ", 4), ("é", 1), ("e\u{301}", 1), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("⚠️", 2),
    ("⚠", 1), ("├─", 2), ("한국", 4), ("\u{200B}", 0), ("、。", 4), ("", 0), ("ﾊﾝ", 2), ("𠀀", 2),
  ])
  func terminalsAgree(text: String, width: Int) { #expect(displayWidth(text) == width) }

  /// Every candidate by the whole matrix, as the definition has it.
  private func nearestSlowly(_ name: String, _ names: [String]) -> String? {
    func distance(_ a: [UInt32], _ b: [UInt32]) -> Int {
      var d = (0...a.count).map { i in (0...b.count).map { i == 0 ? $0 : $0 == 0 ? i : 0 } }
      for i in 1..<(a.count + 1) {
        for j in 1..<(b.count + 1) {
          d[i][j] = min(
            d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
          if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
            d[i][j] = min(d[i][j], d[i - 2][j - 2] + 1)
          }
        }
      }
      return d[a.count][b.count]
    }
    func scalars(_ text: String) -> [UInt32] { text.lowercased().unicodeScalars.map(\.value) }
    let near = names.filter {
      let (a, b) = (scalars(name), scalars($0))
      return distance(a, b) <= max(1, max(a.count, b.count) / 3)
    }
    return near.min {
      (distance(scalars(name), scalars($0)), $0) < (distance(scalars(name), scalars($1)), $1)
    }
  }

  @Test func nearMissesAreThoseOfTheDefinition() {
    var seed: UInt64 = 11
    func next(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    let letters = ["a", "B", "c", "可", "用", "性", "é", "É", "Ω", "Ａ", "-"]
    func word() -> String { (0..<(1 + next(7))).map { _ in letters[next(letters.count)] }.joined() }
    for _ in 0..<400 {
      let names = (0..<12).map { _ in word() }
      let name = word()
      #expect(nearMiss(to: name, in: names) == nearestSlowly(name, names), "\(name) \(names)")
    }
  }

  @Test func columnsOfLongLinesAreThoseOfCounting() {
    let long = String(repeating: "甲a😀é", count: 4000)
    let file = SourceFile(id: SourceID(0), path: "a.md", text: "标题\n" + long + "\n尾\n")
    let table = LineTable(file)
    let start = table.range(ofLine: 2).lowerBound
    for offset in stride(from: start, to: file.bytes.count - 5, by: 331) {
      let before = file.bytes[start..<offset]
      let scalars = before.count { $0 & 0xC0 != 0x80 }
      let pairs = before.count { $0 >= 0xF0 }
      #expect(table.scalarPosition(at: offset).column == scalars + 1)
      #expect(table.utf16Position(at: offset).column == scalars + pairs + 1)
    }
  }

  @Test func nearMissesAreNear() {
    #expect(nearMiss(to: "cahce", in: ["cache", "search"]) == "cache")
    #expect(nearMiss(to: "可用姓", in: ["可用性", "延迟"]) == "可用性")
    #expect(nearMiss(to: "x", in: ["completely"]) == nil)
  }

  @Test func hashesDoNotChange() {
    var hash = StableHash()
    #expect(hash.hex == "cbf29ce484222325")
    // The published FNV-1a test vector for "a", before the mark that ends a part.
    hash.combine([UInt8(ascii: "a")])
    let published: UInt64 = 0xAF63_DC4C_8601_EC8C
    #expect(hash.value == (published ^ 0xFF) &* 0x100_0000_01B3)
    // A word is its bytes, the least first.
    var (word, bytes) = (StableHash(), StableHash())
    word.combine(0x0807_0605_0403_0201 as UInt64)
    bytes.combine([1, 2, 3, 4, 5, 6, 7, 8] as [UInt8])
    #expect(word.value == bytes.value)
  }
}
