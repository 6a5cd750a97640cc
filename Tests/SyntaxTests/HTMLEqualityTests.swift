import Foundation
import Syntax
import TestSupport
import Testing

/// Our HTML with all additions off is cmark's, byte for byte.
@Suite struct HTMLEqualityTests {
  /// A document with every kind of node, for when the specification is not at hand.
  static let samples = [
    "", "\n", "a", "---", "# h #\n\nh\n===\n\n> q\n> - l\n>   1. x\n\n7) y\n",
    "- [x] a\n- [ ] b\n\n  c\n",
    "| a | b |\n|:-:|--:|\n| `x\\|y` | **b** |\n| 1 |\n\n| h |\n|---|\n",
    "a[^1] b[^2] c[^1]\n\n[^1]: note\n\n    more\n\n    - list\n\n[^2]: *x*\n[^3]: unused [^1]\n",
    "![a *b* `c` <i>\nd](u \"t\") [l](<a b> 't') [r] <http://x.y/?a&b='c'>\n\n[r]: /u \"T & t\"\n",
    "<div>\n*x*\n</div>\n\na <b c='d'> <!-- e --> b  \nc\\\nd\ne ~~f~~ ~g~ www.a.b/c d@e.f\n",
    "[j](javascript:x) [d](DATA:image/svg+xml,x) ![p](data:image/png;base64,x) [f](file:///x)\n",
    "```a b\"c\nx < y & z > \"w\"\n```\n\n    code\n\t tab\n\n~~~\nopen",
    "para\n| a |\n| - |\n| b |\n", "[^é\"&]: x\n\nfoo[^é\"&] [^É\"&]\n",
    "\u{FEFF}# bom\r\n\r\na\r\nb\rc",
    "*a **b** _c_ ***d*** __e__*\n", "&amp; &copy; &#35; &#0; &nope; \\& \\*\n", "a\0b\n\n`c\0`\n",
  ]

  /// One sign of footnotes or bare links alone, and what only looks like one: a text without any does without them.
  static let signs = [
    "see www.a.b/c\n", "see http://a.b/c\n", "d@e.f\n", "mailto:d@e.f\n", "a[^1]\n\n[^1]: n\n",
    "w ww: how: a:/b [ ^1] w.w ww.\n",
  ]

  @Test(arguments: samples + signs) func sampleEqualsCMark(text: String) {
    for unsafe in [true, false] {
      let bytes = Array(text.utf8)
      #expect(ownHTML(bytes, unsafe: unsafe) == cmarkHTML(bytes, unsafe: unsafe))
    }
  }

  @Test(
    .enabled(if: shared("conformance") != nil, "the conformance data are absent"),
    arguments: ["gfm-spec.txt", "gfm-extensions.txt"])
  func specificationEqualsCMark(name: String) throws {
    let examples = try specExamples(name)
    #expect(examples.count > 20)
    for example in examples {
      let bytes = Array(example.markdown.utf8)
      for unsafe in [true, false] {
        let expected = cmarkHTML(bytes, unsafe: unsafe)
        #expect(ownHTML(bytes, unsafe: unsafe) == expected, "\(name):\(example.line)")
        let again = ownHTML(bytes, unsafe: unsafe, dialect: .gfmPairedAnew)
        #expect(again == expected, "paired anew: \(name):\(example.line)")
      }
    }
  }

  /// The specification's own HTML, where no other extension has a say in the example.
  @Test(.enabled(if: shared("conformance") != nil, "the conformance data are absent"))
  func specificationIsMet() throws {
    // Examples of CommonMark alone whose text is a bare link to GFM, and the filter of tags, which
    // is not ours.
    let others: Set = [9096, 9143, 9159, 9180, 9187, 9661]
    var missed: [Int] = []
    for example in try specExamples("gfm-spec.txt") where example.kind != "disabled" {
      let html = ownHTML(Array(example.markdown.utf8), unsafe: true)
      if html != example.html { missed.append(example.line) }
    }
    #expect(missed.allSatisfy { others.contains($0) }, "missed: \(missed)")
  }

  @Test(.enabled(if: shared("corpus") != nil, "the corpus is absent"))
  func corpusEqualsCMark() throws {
    let files = corpusFiles()
    #expect(files.count > 50)
    for file in files {
      let bytes = Array(try Data(contentsOf: file))
      for unsafe in [true, false] {
        let isEqual = ownHTML(bytes, unsafe: unsafe) == cmarkHTML(bytes, unsafe: unsafe)
        #expect(isEqual, "\(file.lastPathComponent)")
      }
    }
  }

  /// Samples spliced into each other and damaged at random places; the seed is fixed.
  @Test func mutationsEqualCMark() {
    var random = SplitMix(state: 20_251_020)
    let pool = Self.samples.map { Array($0.utf8) }
    let pieces = [
      "*", "**", "_", "~", "`", "[", "](", "[^1]", "|", "\n", "\n\n", "> ", "- ", "<a ", "&", "中",
      "。", "\t", "    ", "\\", "!", "\r\n", "---\n", "1. ", "www.", "@", ":",
    ]
    .map { Array($0.utf8) }
    for _ in 0..<5000 {
      var bytes = pool[random.below(pool.count)]
      if random.below(2) == 0 { bytes += pool[random.below(pool.count)] }
      for _ in 0..<random.below(8) {
        let at = random.below(bytes.count + 1)
        switch random.below(3) {
        case 0: bytes.insert(contentsOf: pieces[random.below(pieces.count)], at: at)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + random.below(6)))
        default:
          let other = pool[random.below(pool.count)]
          bytes.insert(contentsOf: other[random.below(other.count + 1)...], at: at)
        }
      }
      bytes = Array(String(decoding: bytes, as: UTF8.self).utf8)
      let unsafe = random.below(2) == 0
      let expected = cmarkHTML(bytes, unsafe: unsafe)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(ownHTML(bytes, unsafe: unsafe) == expected, "\(text.debugDescription)")
      let again = ownHTML(bytes, unsafe: unsafe, dialect: .gfmPairedAnew)
      #expect(again == expected, "paired anew: \(text.debugDescription)")
    }
  }
}
