import Diagnostics
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("abc", 3), ("可用性", 6), ("ｆｕ", 4), ("é", 1), ("e\u{301}", 1), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("⚠️", 2),
    ("⚠", 1), ("├─", 2), ("한국", 4), ("\u{200B}", 0), ("、。", 4), ("", 0), ("ﾊﾝ", 2), ("𠀀", 2),
  ])
  func terminalsAgree(text: String, width: Int) { #expect(displayWidth(text) == width) }

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
  }
}
