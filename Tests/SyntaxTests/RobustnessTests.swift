import Diagnostics
import Syntax
import Testing

/// No input crashes, hangs, or yields a tree that is not one.
@Suite struct RobustnessTests {
  @Test(arguments: [
    ("> ", ""), ("- ", ""), ("1. ", ""), ("*a ", " a*"), ("**（", "）**中"), ("[", "](b)"),
    ("![", "](b)"),
    ("~~a ", ""), ("`", ""), ("<b>", "</i>"), ("&", ""), ("\\", ""), ("[^a", "]"), ("|", ""),
    ("\0", ""),
    ("#", ""), ("www._", ""), ("a@", ""), ("|\n-|\n", ""),
  ])
  func deepAndLongMarkup(open: String, close: String) {
    let count = 20_000
    let text =
      String(repeating: open, count: count) + "a" + String(repeating: close, count: count)
    let document = parsed(text)
    expectConsistent(document, open)
    #expect(!document.html().isEmpty)
    #expect(document.inlineText(of: 0).bytes.count <= 3 * text.utf8.count)
  }

  /// What cmark would be too slow for is shown as it is written, and said so.
  @Test func excessiveMarkupIsShownAsText() {
    for text in [
      String(repeating: "![[]()", count: 2000),
      "|" + String(repeating: "a|", count: 3000) + "\n|" + String(repeating: "-|", count: 3000),
      "[a]: " + String(repeating: "b", count: 50_000) + "\n\n"
        + String(repeating: "[a] ", count: 9000),
      String(repeating: "[a](b)*", count: 20_000), String(repeating: "*甲_（~乙", count: 20_000),
    ] {
      let document = parsed(text)
      #expect(document.diagnostics.map(\.id) == ["excessive-markup"])
      #expect(document.plainText(of: 0).utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
      expectConsistent(document, "excessive")
    }
    #expect(parsed("[a]\n\n[a]: b\n\n|a|\n|-|\n").diagnostics.isEmpty)
    let row = "| [a](b) | **c** ~1 | *d* |\n"
    #expect(parsed("|a|b|c|\n|-|-|-|\n" + String(repeating: row, count: 9000)).diagnostics.isEmpty)
    let item = "- [a](b): **c** ~1 *d*\n"
    #expect(parsed(String(repeating: item, count: 9000)).diagnostics.isEmpty)
  }

  /// Damaged documents keep the invariants; the seed is fixed.
  @Test func mutationsStayConsistent() {
    var random = SplitMix(state: 7)
    let pool =
      HTMLEqualityTests.samples.map { Array($0.utf8) } + [
        Array(
          "---\ntitle: [a, {b: c}]\n---\n# 标题 **一**（二）\n\n> **键**: 值\n\n```yaml\na: 1\n```\n".utf8)
      ]
    for _ in 0..<5000 {
      var bytes = pool[random.below(pool.count)] + pool[random.below(pool.count)]
      for _ in 0..<random.below(6) {
        let at = random.below(bytes.count)
        let end = min(bytes.count, at + random.below(5))
        if random.below(2) == 0 {
          bytes.removeSubrange(at..<end)
        } else {
          bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: at)
        }
      }
      let document = parsed(Array(String(decoding: bytes, as: UTF8.self).utf8))
      expectConsistent(
        document, document.source.text(0..<document.source.bytes.count).debugDescription)
      _ = document.html()
      for index in document.nodes.indices {
        switch document.nodes[index].kind {
        case .codeBlock: _ = document.codeBody(of: index)
        case .paragraph, .heading, .tableCell:
          let text = document.inlineText(of: index)
          _ = text.span(of: 0..<text.bytes.count)
        default: break
        }
      }
    }
  }

  @Test func yamlBombsAreRefused() {
    for text in [
      "a: " + String(repeating: "[", count: 100_000),
      "a:\n" + String(repeating: "- ", count: 100_000),
      "a: &a [x,x,x]\n" + (1...30).map { "b\($0): [*a, *a, *a]\n" }.joined(),
      "a: b\na: c\n", "a: \"open", "a: [b\n", "\t- a", "a: *unknown\n", "a: b: c\n",
    ] {
      let source = SourceFile(id: SourceID(0), path: "a.yml", text: text)
      let (node, diagnostics) = parseYAML(text, in: source, at: 0)
      #expect(node == nil)
      #expect(diagnostics.map(\.id) == ["invalid-yaml"])
      #expect(diagnostics.allSatisfy { $0.span.end <= text.utf8.count })
    }
  }
}

@Suite struct SanitiserTests {
  private func html(_ text: String) -> String {
    String(decoding: parsed(text).html(), as: UTF8.self)
  }

  @Test(arguments: [
    ("a <b>c</b>", "a <b>c</b>"), ("<kbd title=\"x\">K</kbd>", "<kbd title=\"x\">K</kbd>"),
    ("<b onclick=\"x()\">c</b>", "<b>c</b>"), ("a <b>c", "a <b>c</b>"), ("a </b> c", "a  c"),
    ("*<b>* c</b>", "<em><b></b></em> c"), ("see <your-name>", "see &lt;your-name&gt;"),
    ("<a href=\"javascript:x\">c</a>", "<a>c</a>"),
    ("<a href=\" jAva&#x73;cript:x\">c</a>", "<a>c</a>"),
    ("<a href=\"java&#10;script:x\">c</a>", "<a>c</a>"),
    ("<a href=\"javascript&colon;x\">c</a>", "<a href=\"javascript&amp;colon;x\">c</a>"),
    ("<a href='x.md?a=1&amp;b' id=y>c</a>", "<a href=\"x.md?a=1&amp;b\" id=\"y\">c</a>"),
    ("a <img src=\"data:image/svg+xml,x\" alt=\"y\" onerror=z>", "a <img alt=\"y\" />"),
    ("[a](javascript:x) [b](vbscript:x) [c](x:y)", "<a>a</a> <a>b</a> <a>c</a>"),
    ("a <script>x</script> b", "a x b"), ("a <!-- c --> b", "a  b"),
    ("<B>x</B> <BR/>", "<b>x</b> <br />"),
  ])
  func inlines(text: String, expected: String) {
    #expect(html(text) == "<p>\(expected)</p>\n")
  }

  @Test func blocksAreBalancedAndHarmless() {
    #expect(html("<script>\nalert(1)\n</script>\n") == "\n")
    #expect(html("<style>a{}</style>\n\nb\n").hasSuffix("<p>b</p>\n"))
    #expect(html("<div onload=x>\n\n*a*\n") == "<div>\n<p><em>a</em></p>\n</div>")
    #expect(html("- <div>\n\n  a\n- b\n").contains("</div></li>"))
    #expect(html("</div></main>\n") == "\n")
    #expect(
      html("<details open><summary>甲</summary>\n\n- 乙\n\n</details>\n")
        == "<details open=\"\"><summary>甲</summary>\n<ul>\n<li>乙</li>\n</ul>\n</details>\n")
    #expect(html("<p align=\"center\">a &lt; b</p>\n") == "<p>a &lt; b</p>\n")
    #expect(!html("<svg><script>x</script></svg>\n").contains("script"))
  }

  @Test func additionsAreMade() {
    let page = html("# 甲\n\n- [x] 乙\n\n| a |\n|:-:|\n| b |\n")
    #expect(
      page.contains("<h1 id=\"甲\">甲 <a class=\"anchor\" href=\"#甲\" aria-label=\"本节链接\"></a></h1>"))
    #expect(page.contains("<span class=\"task-box\" role=\"img\" aria-label=\"已完成\">☑</span> 乙"))
    #expect(page.contains("<th scope=\"col\" style=\"text-align: center\">a</th>"))
    #expect(page.contains("</table>\n</div>\n"))
  }

  @Test func breaksBesideWidePunctuationAreNoSpaces() {
    #expect(html("接口与计费，\nIstio 承担\n") == "<p>接口与计费，Istio 承担</p>\n")
    #expect(html("由 `Envoy`\n（代理）转发\n") == "<p>由 <code>Envoy</code>（代理）转发</p>\n")
    #expect(html("甲；\n**Istio** 乙\n") == "<p>甲；<strong>Istio</strong> 乙</p>\n")
    #expect(html("服务网格\nIstio\n") == "<p>服务网格\nIstio</p>\n")
  }

  @Test func marksStandWhereverTextIsShown() {
    let source =
      "a[^n] &lt; 5\n\n```text\nx 6\n```\n\n- b\n\n  ```text\n  \ty 7\n  ```\n\n[^n]: 8\n"
    let bytes = Array(source.utf8)
    var hooks = HTMLHooks()
    hooks.marks = "5678".utf8.map { digit in
      let at = bytes.firstIndex(of: digit) ?? 0
      return .init(at..<(at + 1), open: Array("<i>".utf8), close: Array("</i>".utf8))
    }
    let page = String(decoding: parsed(source).html(hooks: hooks), as: UTF8.self)
    for part in ["&lt; <i>5</i>", "x <i>6</i>", "y <i>7</i>", "<i>8</i>"] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test func hooksChangeThePage() {
    let document = parsed("[a](b.md) **99.995%** x\n\n```text\nt\n```\n")
    var hooks = HTMLHooks()
    let nodes = document.nodes
    hooks.destination = { nodes[$0].kind == .link ? "b/index.html" : nil }
    hooks.replace = { nodes[$0].kind == .codeBlock ? Array("<figure></figure>".utf8) : nil }
    let open = Array("<span id=\"c\">".utf8)
    hooks.marks = [.init(12..<19, open: open, close: Array("</span>".utf8))]
    let page = String(decoding: document.html(hooks: hooks), as: UTF8.self)
    #expect(
      page
        == "<p><a href=\"b/index.html\">a</a> <strong><span id=\"c\">99.995%</span></strong> x</p>\n<figure></figure>"
    )
  }
}
