import Diagnostics
import Syntax
import Testing

@Suite struct ParseTests {
  @Test func dump() throws {
    let text = """
      ---
      title: 甲
      ---
      # 📋 模块 `x` **b**

      提升**99%**的可用性 a\\*b &amp; *c*
        tail [link](a.md "t") ![i](p.png)
      > - quote `code` [r]
      >   more ~~x~~ <b> https://a.b/c

      [r]: /url

      | a | b \\| c |
      |:--|--:|
      | 1 | `x \\| y` |

          - a
            ```text
            x
             y
            ```
      1. a
         ```text
         x
          y
         ```
      - [x] done[^1]

      [^1]: note
      """
    let document = parse(SourceFile(id: SourceID(0), path: "a.md", text: text))
    for (index, node) in document.nodes.enumerated() {
      let span = document.span(of: index)
      print(
        index, node.kind, node.number, node.flags.rawValue, "|\(document.source.text(span))|",
        document.string(node.literal), document.string(node.target), document.string(node.title))
    }
    print(document.headings, document.frontMatter as Any, document.diagnostics)
    for index in document.nodes.indices where document.nodes[index].kind == .tableCell {
      let t = document.inlineText(of: index)
      print(t.string, document.source.text(t.span(of: 0..<t.bytes.count)))
    }
    for index in document.nodes.indices where document.nodes[index].kind == .codeBlock {
      for line in document.codeBody(of: index).lines {
        print("«\(document.source.text(line.source))»")
      }
    }
  }
}
