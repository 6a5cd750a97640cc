import Diagnostics
import Extract
import Testing

@Suite struct FlowchartTests {
  func chart(_ text: String) -> Flowchart? {
    Flowchart(DiagramText(id: SourceID(0), text: text))
  }

  func edges(_ chart: Flowchart) -> [String] {
    chart.edges.map { edge in
      let label = edge.label.map { "(\($0))" } ?? ""
      return "\(chart.nodes[edge.from].id)\(label)>\(chart.nodes[edge.to].id)"
    }
  }

  @Test func readsShapesGroupsAndEdges() throws {
    let read = try #require(
      chart(
        """
        %%{init: {'theme':'dark'}}%%
        graph TB
            subgraph Edge["边缘 (2台)"]
                LB{{负载均衡}} --> GW[网关<br/>Kong]
            end
            subgraph core [核心]
                direction LR
                A(["服务 A"]) & B[(数据库)] -.->|读写| C((缓存))
                C ==> D>消息] -- 异步 --> E[/输入/]
            end
            GW --> A:::hot
            Edge --- core
            classDef hot fill:#f96
            style A fill:#fff,stroke:#333
            click A "https://example.com"
        """))
    #expect(read.diagnostics.isEmpty)
    #expect(
      read.nodes.map { String(decoding: $0.label, as: UTF8.self) } == [
        "边缘 (2台)", "负载均衡", "网关\n    Kong", "核心", "服务 A", "数据库", "缓存", "消息", "输入",
      ])
    #expect(read.nodes.map(\.group) == [nil, 0, 0, nil, 3, 3, 3, 3, 3])
    #expect(
      edges(read) == ["LB>GW", "A(读写)>C", "B(读写)>C", "C>D", "D(异步)>E", "GW>A", "Edge>core"])
  }

  @Test(arguments: [
    ("A --> B", "A>B"), ("A---B", "A>B"), ("A-->|是|B", "A(是)>B"), ("A -- 文字 --- B", "A(文字)>B"),
    ("A -. 点 .-> B", "A(点)>B"), ("A == 粗 ==> B", "A(粗)>B"), ("A ----> B", "A>B"),
    ("A <--> B", "A>B"), ("A --x B", "A>B"), ("A --o B", "A>B"), ("A ~~~ B", "A>B"),
    ("a-b --> c.d", "a-b>c.d"), ("A --> B; ", "A>B"), ("A[\"x --> y\"] --> B", "A>B"),
    ("A@{ shape: cyl, label: \"库\" } --> B", "A>B"), ("网关 --> 服务", "网关>服务"),
  ])
  func readsArrows(text: String, edge: String) throws {
    let read = try #require(chart("flowchart LR\n  \(text)\n"))
    #expect(read.diagnostics.isEmpty, "\(read.diagnostics)")
    #expect(edges(read) == [edge])
  }

  @Test(arguments: [
    ("A[未闭合 --> B", 1), ("A[未闭合 --> B[闭合]", 1), ("subgraph x\nA --> B", 1), ("A --> B\nend", 1),
    ("A -->", 1), ("--> B", 1),
    ("A B C", 1), ("A -->|未闭合 B", 1),
  ])
  func reportsBadSyntaxAndGoesOn(text: String, count: Int) throws {
    let read = try #require(chart("graph LR\n\(text)\n  Y --> Z"))
    #expect(read.diagnostics.count == count, "\(read.diagnostics)")
    #expect(read.diagnostics.allSatisfy { $0.id == "mermaid-syntax" })
    #expect(edges(read).contains("Y>Z"))
  }

  @Test func leavesOtherDiagramsAlone() {
    #expect(chart("sequenceDiagram\n A->>B: hi") == nil)
    guard
      case .other("sequenceDiagram") = MermaidHeader(
        DiagramText(id: SourceID(0), text: "sequenceDiagram"))
    else {
      Issue.record("not recognised")
      return
    }
  }

  @Test(arguments: 0..<10)
  func survivesDamage(seed: Int) {
    var dice = Dice(UInt64(seed))
    let text =
      "graph LR\nsubgraph a [b]\nA[\"x\"] -->|y| B{z} & C\nend\nB -. t .-> D@{label: \"q\"}\n"
    let signs = Array("[](){}|\"-=.~>&;\n@:% 中").map { Array(String($0).utf8) }
    for _ in 0..<200 {
      var bytes = Array(text.utf8)
      for _ in 0...dice.roll(5) {
        let place = dice.roll(max(1, bytes.count))
        bytes.replaceSubrange(
          place..<min(bytes.count, place + dice.roll(3)), with: dice.pick(signs))
      }
      bytes.removeLast(dice.roll(bytes.count + 1))
      let whole = String(decoding: bytes, as: UTF8.self)
      for diagnostic in chart("graph LR\n" + whole)?.diagnostics ?? [] {
        #expect(diagnostic.span.end <= whole.utf8.count + 9)
        #expect(diagnostic.span.start <= diagnostic.span.end)
      }
    }
  }
}
