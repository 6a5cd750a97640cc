import Diagnostics
import Foundation
import Syntax
import TestSupport
import Testing

/// Every node and every character knows where it is written.
@Suite struct PlaceTests {
  private func written(_ document: Document, _ kind: Node.Kind) -> [String] {
    document.nodes.indices.filter { document.nodes[$0].kind == kind }
      .map { document.source.text(document.span(of: $0)) }
  }

  @Test func inlinesAreWhereTheyAreWritten() {
    let document = parsed(
      """
      [r]: /url
        "title"
      Text with [r], **b\\*c** and
          `code` [l](u(v) "t")!
      > - quoted ***x*** ~~y~~ &amp;z
      >continued `a
      > b` https://e.org/x <m@e.org> <b c>

      | a\\|b | `c\\|d` | **e** |
      |---|---|---|
      | ![i *m*](p 'q') | [^n] | _f_ |

      [^n]: note
      """)
    #expect(written(document, .link) == ["[r]", "[l](u(v) \"t\")", "https://e.org/x", "<m@e.org>"])
    #expect(written(document, .strong) == ["**b\\*c**", "**x**", "**e**"])
    #expect(written(document, .emphasis) == ["***x***", "*m*", "_f_"])
    #expect(written(document, .code) == ["`code`", "`a\n> b`", "`c\\|d`"])
    #expect(written(document, .strikethrough) == ["~~y~~"])
    #expect(written(document, .htmlInline) == ["<b c>"])
    #expect(written(document, .image) == ["![i *m*](p 'q')"])
    #expect(written(document, .footnoteReference) == ["[^n]"])
    #expect(
      written(document, .tableCell)
        == ["a\\|b", "`c\\|d`", "**e**", "![i *m*](p 'q')", "[^n]", "_f_"])
    #expect(written(document, .paragraph).first?.hasPrefix("Text with") == true)
  }

  @Test func inlineTextFindsItsWayBack() throws {
    let document = parsed("> - 可用性 **100%** → *95 &lt; x* a\\*b `c d`\n")
    let paragraph = try #require(document.nodes.firstIndex { $0.kind == .paragraph })
    let text = document.inlineText(of: paragraph)
    #expect(text.string == "可用性 100% → 95 < x a*b c d")
    for (wanted, source) in [
      ("100%", "100%"), ("95 < x", "95 &lt; x"), ("a*b", "a\\*b"), ("c d", "c d"), ("x", "x"),
      ("<", "&lt;"), ("*", "\\*"), ("可用性 100", "可用性 **100"),
    ] {
      let bytes = Array(wanted.utf8)
      let start = try #require(
        text.bytes.indices.first { text.bytes[$0...].starts(with: bytes) })
      let span = text.span(of: start..<(start + bytes.count))
      #expect(document.source.text(span) == source)
    }
  }

  @Test func codeKnowsItsLines() throws {
    for prefix in ["", "   ", "> ", "- ", "1. > "] {
      let indent = String(prefix.map { $0 == ">" ? ">" : " " })
      let document = parsed(
        "\(prefix)```text\n\(indent)根\n\(indent)├─ 甲\n\(indent)\n\(indent)  └─ 乙\n\(indent)```\n")
      let block = try #require(document.nodes.firstIndex { $0.kind == .codeBlock })
      let lines = document.codeBody(of: block).lines
      #expect(lines.map { document.source.text($0.source) } == ["根", "├─ 甲", "", "  └─ 乙"])
      #expect(document.fenceLanguage(of: block) == "text")
    }
    let indented = parsed("    a\n\n      b\r\n    c")
    let lines = indented.codeBody(of: 1).lines
    #expect(lines.map { indented.source.text($0.source) } == ["a", "", "  b", "c"])
  }

  @Test func frontMatterIsCutOff() {
    let document = parsed("---\ntitle: 甲 # c\nlist: [a, \"b c\"]\n---\n# h\n")
    #expect(document.frontMatter?["title"]?.string?.value == "甲")
    let list = document.frontMatter?["list"]?.elements.compactMap(\.string) ?? []
    #expect(list.map { document.source.text($0.span) } == ["a", "\"b c\""])
    #expect(
      document.headings.first.map { document.source.text(document.span(of: $0.node)) } == "# h")
    for text in ["---\n# Not\n\n---\n", "---\n\na: b\n---\n", "---\na: b\n", "---\n---\n"] {
      #expect(parsed(text).frontMatter == nil)
    }
  }

  /// The tree's own invariants, and a search for each text, over real documents.
  @Test(.enabled(if: shared("corpus") != nil, "the corpus is absent"))
  func corpusIsConsistent() throws {
    var texts = 0
    var displaced = 0
    for file in corpusFiles() {
      let document = parsed(Array(try Data(contentsOf: file)))
      expectConsistent(document, file.lastPathComponent)
      for node in document.nodes where node.kind == .text {
        texts += 1
        let written = document.source.text(Int(node.start)..<Int(node.end))
        if written != document.string(node.literal), !written.contains("\\"), !written.contains("&")
        {
          displaced += 1
        }
      }
    }
    #expect(texts > 10_000)
    #expect(displaced == 0)
  }
}

/// Checks that places lie within the source and within the parent, and that the order is pre-order.
func expectConsistent(_ document: Document, _ name: String) {
  let count = Int32(document.source.bytes.count)
  for (index, node) in document.nodes.enumerated() {
    let parent = document.nodes[Int(node.parent)]
    let isMoved = node.kind == .footnoteDefinition
    let isSound =
      0 <= node.start && node.start <= node.end && node.end <= count && Int(node.next) > index
      && Int(node.next) <= document.nodes.count && Int(node.parent) <= index
      && node.next <= parent.next
      && (isMoved || parent.start <= node.start && node.end <= parent.end)
      && Int(node.literal.upperBound) <= document.literals.count
    guard isSound else {
      Issue.record("\(name): node \(index) \(node) in \(parent)")
      return
    }
  }
}
