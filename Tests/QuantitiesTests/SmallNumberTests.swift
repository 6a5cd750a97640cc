import Quantities
import Testing

/// What counts a few things, in digits, in English and in Chinese.
struct SmallNumberTests {
  private func read(_ text: String) -> SmallNumber? {
    SmallNumber(Array(text.utf8), at: 0, limit: text.utf8.count)
  }

  @Test(
    arguments: [
      ("7", 7), ("12 items", 12), ("128 nodes.", 128), ("0", 0), ("one", 1),
      ("Twelve apostles", 12),
      ("twenty", 20), ("nineteen,", 19), ("两个", 2), ("三", 3), ("十二项", 12), ("二十一个", 21),
      ("一百", 100),
      ("三个,", 3), ("5.", 5), ("5, 6", 5),
    ])
  func reads(_ text: String, _ value: Int) {
    #expect(read(text)?.value == value)
  }

  @Test(
    arguments: [
      "", "2025", "1,200", "2.5", "tenfold", "oneself", "someone", "三四个", "十几个", "十余家", "三千", "四万",
      "x",
    ])
  func leavesAlone(_ text: String) {
    #expect(read(text) == nil)
  }

  /// What is told by the first byte alone never hides a number, nor does what is told by all bytes.
  @Test(
    arguments: [
      "7", "twelve", "Two", "一", "二十", "九", "百", "千", "万", "亿", "两", "x", "，", "（三）", "７", "１２ 台",
      "中文",
      "：", "a，b", "零", "几",
    ])
  func mayBegin(_ text: String) {
    let bytes = Array(text.utf8)
    for place in bytes.indices where !SmallNumber.mayBegin(with: bytes[place]) {
      #expect(SmallNumber(bytes, at: place, limit: bytes.count) == nil)
    }
    if !mayHoldNumber(bytes) { #expect(readNumbers(in: bytes).isEmpty) }
  }

  @Test func widePunctuationIsNoNumber() {
    #expect(!mayHoldNumber(Array("甲，乙（丙）：丁；！？".utf8)))
    #expect(mayHoldNumber(Array("甲，７".utf8)))
    #expect(mayHoldNumber(Array("甲，七".utf8)))
    // The last digit is cut.
    #expect(!mayHoldNumber(Array("７".utf8), in: 0..<2))
  }

  @Test func tellsItsBytes() {
    #expect(read("twelve nodes")?.range == 0..<6)
    #expect(read("十二项")?.range == 0..<6)
    let bytes = Array("of 16 files".utf8)
    #expect(SmallNumber(bytes, at: 3, limit: bytes.count)?.range == 3..<5)
    // What lies beyond the limit is not read.
    #expect(SmallNumber(bytes, at: 3, limit: 4)?.value == 1)
  }

  @Test(
    arguments: [
      ("五个", 3, 5), ("十二个", 6, 12), ("the four ", 8, 4), ("99", 2, 99), ("seventeen", 9, 17),
    ])
  func readsBackwards(_ text: String, _ end: Int, _ value: Int) {
    #expect(SmallNumber(Array(text.utf8), endingAt: end, floor: 0)?.value == value)
  }

  @Test(arguments: [("often", 5), ("2025", 4), ("的个", 3), ("", 0)])
  func findsNoneBackwards(_ text: String, _ end: Int) {
    #expect(SmallNumber(Array(text.utf8), endingAt: end, floor: 0) == nil)
  }

  @Test func tellsTheNumberOfAWord() {
    #expect(SmallNumber.value(of: "Seven") == 7)
    #expect(SmallNumber.value(of: "999") == 999)
    #expect(SmallNumber.value(of: "1000") == nil)
    #expect(SmallNumber.value(of: "many") == nil)
  }
}
