import Diagnostics
import Syntax
import Testing

@Suite struct EmphasisTests {
  private func html(_ text: String) -> String {
    var options = HTMLOptions.cmark(unsafe: false)
    options.joinsLines = true
    return String(decoding: parsed(text).html(options: options), as: UTF8.self)
  }

  /// By the rule of markdown-cjk-friendly; CommonMark leaves the asterisks of all of these.
  @Test(arguments: [
    ("提升**99%**的可用性", "提升<strong>99%</strong>的可用性"),
    ("**该星号不会被识别。**这是因为", "<strong>该星号不会被识别。</strong>这是因为"),
    ("**（说明）**正文", "<strong>（说明）</strong>正文"),
    ("中**[链接](/u)**文", "中<strong><a href=\"/u\">链接</a></strong>文"),
    ("中**`代码`**文", "中<strong><code>代码</code></strong>文"),
    ("从*「甲」*到*「乙」*为止", "从<em>「甲」</em>到<em>「乙」</em>为止"),
    ("使**~~旧~~(新)**值", "使<strong><del>旧</del>(新)</strong>值"),
    ("***100%***的", "<em><strong>100%</strong></em>的"),
    ("한국어**(괄호)**는", "한국어<strong>(괄호)</strong>는"),
    ("甲**a\\*b%**乙", "甲<strong>a*b%</strong>乙"),
    ("甲**a &amp; b%**乙", "甲<strong>a &amp; b%</strong>乙"),
    ("[**100%**的](/u)", "<a href=\"/u\"><strong>100%</strong>的</a>"),
  ])
  func eastAsianTextIsEmphasised(text: String, expected: String) {
    #expect(html(text) == "<p>\(expected)</p>\n")
    #expect(html("| h |\n|---|\n| \(text) |\n").contains("<td>\(expected)</td>"))
    #expect(html("> - x\\\n>   \(text)\n").contains("x<br />\n" + expected))
  }

  /// Text without East Asian characters reads as CommonMark has it, and so do `_` and `~`.
  @Test(arguments: [
    "a**\"b\"**c", "**a.**b", "snake_case_（名）_x", "约~（30%）~50%", "5*6*7", "* a", "🙂**(a)**b",
  ])
  func otherTextIsCommonMarks(text: String) {
    #expect(html(text) == cmarkHTML(Array(text.utf8), unsafe: false))
  }

  /// A block with a code span is always paired anew, one without may be found to need no pairing: a
  /// code span behind a space changes nothing in what stands before it.
  @Test func blocksThatAreLeftAloneReadAsIfPairedAnew() {
    var random = SplitMix(state: 7)
    let pieces = ["**", "*", "***", "甲", "：", "（", "）", "a", " ", "99%", "，", "“"]
    for _ in 0..<20_000 {
      let text = (0..<(2 + random.below(9))).map { _ in pieces[random.below(pieces.count)] }
        .joined()
      // Neither a list, a rule nor a break: the text is one line of one paragraph.
      let line = "乙" + text + "丙"
      let paired = html(line + " `x`\n")
      #expect(html(line + "\n").dropLast(5) + " <code>x</code></p>\n" == paired, "\(line)")
    }
  }

  @Test func placesFollowTheMarkup() {
    let document = parsed("甲**99%**乙 *b*\n")
    let strong = document.nodes.firstIndex { $0.kind == .strong }
    let emphasis = document.nodes.firstIndex { $0.kind == .emphasis }
    #expect(strong.map { document.source.text(document.span(of: $0)) } == "**99%**")
    #expect(emphasis.map { document.source.text(document.span(of: $0)) } == "*b*")
    #expect(document.inlineText(of: 1).string == "甲99%乙 b")
  }

  @Test(arguments: [
    ("中\n文", "中文"), ("中，\n文", "中，文"), ("カ\nナ", "カナ"), ("中\nabc", "中\nabc"), ("한\n글", "한\n글"),
    ("中\n`文`", "中\n<code>文</code>"), ("中\n*文*", "中<em>文</em>"), ("a\nb", "a\nb"),
  ])
  func linesJoinWithoutSpace(text: String, expected: String) {
    #expect(html(text) == "<p>\(expected)</p>\n")
  }
}
