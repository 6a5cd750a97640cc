import Diagnostics
import Model
import Quantities
import Render
import Testing

@Suite struct TextMetricsTests {
  @Test(arguments: [
    "证券交易系统双中心架构（生产与灾备），含全闪存存储", "kube-controller-manager", "ESXi集群 (16节点) · 3.0GHz, 24核",
    "a b c d e f g", "", "averyveryverylongwordthatfitsnowhereatallinasinglelineoftheboxes",
  ])
  func `lines hold all of a text and stay within the width`(_ text: String) {
    for width in [40.0, 90, 200] {
      let lines = TextMetrics.lines(text, width: width, size: 13)
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
      for line in lines {
        // A closing mark may hang over the end rather than begin the next line.
        #expect(TextMetrics.width(line, size: 13) <= width * 1.2 + 13.3, "\(line)")
      }
    }
  }

  @Test func `no line begins with a closing mark`() {
    for line in TextMetrics.lines("可用性，延迟，吞吐，恢复，成本，容量，安全", width: 60, size: 13) {
      #expect(line.first != "，")
    }
  }
}

@Suite struct DecimalTests {
  @Test func `numbers are printed plainly`() {
    #expect(decimal(26.28, places: 2) == "26.28")
    #expect(decimal(26.0, places: 2) == "26")
    #expect(decimal(-0.0001, places: 2) == "0")
    #expect(decimal(0.05, places: 1) == "0.1")
    #expect(decimal(.infinity, places: 1) == "∞")
    #expect(significant(99.995, digits: 5) == "99.995")
    #expect(significant(1_234_567, digits: 3) == "1234567")
    #expect(significant(0.000123456, digits: 3) == "0.000123")
    #expect(significant(0, digits: 3) == "0")
    #expect(grouped(-360) == "-360")
    #expect(grouped(3600) == "3,600")
    #expect(grouped(1_234_567) == "1,234,567")
  }
}

@Suite struct BoxDiagramTests {
  private func tree(_ parents: [Int?], names: [String]) -> Architecture {
    let span = Span(SourceID(0), 0..<0)
    return Architecture(
      id: "t", title: "t", kind: .architecture, notation: .tree,
      components: parents.indices.map {
        Component(
          name: names[$0 % names.count], text: names[$0 % names.count], parent: parents[$0],
          span: span)
      }, span: span, section: 0)
  }

  /// Trees of random shape, in pre-order.
  private func randomTree(_ count: Int, _ seed: UInt64) -> Architecture {
    var random = SeededGenerator(state: seed)
    var path: [Int] = []
    let parents = (0..<count).map { index -> Int? in
      let depth = Int.random(in: 0...path.count, using: &random)
      path = Array(path.prefix(depth))
      defer { path.append(index) }
      return path.last
    }
    return tree(
      parents, names: ["数据库", "ESXi集群", "NSX-T (微分段安全)", "一个非常长的组件名称，长到必须换行才能放进它的盒子里面去", "x"])
  }

  @Test(arguments: [1, 2, 17, 80]) func `boxes lie inside their parents and apart from others`(
    _ count: Int
  ) {
    for seed in 1...10 as ClosedRange<UInt64> {
      let architecture = randomTree(count, seed)
      let frames = BoxDiagram(architecture).frames
      for (index, component) in architecture.components.enumerated() {
        let frame = frames[index]
        #expect(frame.width > 0 && frame.height > 0)
        if let parent = component.parent {
          let outer = frames[parent]
          #expect(frame.x >= outer.x && frame.x + frame.width <= outer.x + outer.width + 0.01)
          #expect(frame.y >= outer.y && frame.y + frame.height <= outer.y + outer.height + 0.01)
        }
        for other in (index + 1)..<frames.count
        where architecture.components[other].parent == component.parent {
          let b = frames[other]
          let apart =
            frame.x + frame.width <= b.x + 0.01 || b.x + b.width <= frame.x + 0.01
            || frame.y + frame.height <= b.y + 0.01 || b.y + b.height <= frame.y + 0.01
          #expect(apart, "\(index) and \(other) of seed \(seed)")
        }
      }
    }
  }

  @Test func `every label is inside the drawing`() {
    for seed in 1...10 as ClosedRange<UInt64> {
      let diagram = BoxDiagram(randomTree(40, seed))
      let svg = diagram.svg(id: "d", title: "t", description: "d").string
      for part in svg.split(separator: "<text ").dropFirst() {
        let x = Double(part.split(separator: "x=\"")[1].prefix { $0 != "\"" }) ?? -1
        let label = part.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
        #expect(x >= 0)
        #expect(x + TextMetrics.width(String(label), size: 11.5) <= diagram.width, "\(label)")
      }
    }
  }

  @Test func `a leaf is lettered to the width that its box has`() {
    let names = ["一个宽得多的上层组件，它的名称长到几乎要占满整幅图，而它只有一个下层", "CPU: Intel Xeon Gold 6248R"]
    let svg = BoxDiagram(tree([nil, 0], names: names)).svg(id: "d", title: "t", description: "d")
    #expect(svg.string.contains(">CPU: Intel Xeon Gold 6248R</text>"))
  }

  @Test func `a badge repeats no note, and one that says more stays`() {
    func drawing(_ unit: String, _ count: Double, note: String) -> String {
      let quantity = Quantity(
        value: count, interval: .exactly(count), unit: Unit(unit, .count(of: unit)),
        comparator: .equal, decimals: 0)
      let span = Span(SourceID(0), 0..<0)
      let architecture = Architecture(
        id: "t", title: "t", kind: .architecture, notation: .tree,
        components: [
          Component(
            name: "MySQL", text: "MySQL (\(note))", count: quantity, notes: [note], parent: nil,
            span: span)
        ], span: span, section: 0)
      return BoxDiagram(architecture).svg(id: "d", title: "t", description: "d").string
    }
    let several = drawing("节点", 3, note: "1主2从")
    #expect(several.contains("1主2从") && several.contains("3 节点"))
    let one = drawing("站点", 2, note: "2个站点")
    #expect(one.contains("2 站点") && !one.contains("2个站点"))
    let other = drawing("节点", 3, note: "3.0GHz, 24核")
    #expect(other.contains("3 节点") && other.contains("24核"))
  }

  @Test func `a chain as deep as authors dare is drawn without recursion`() {
    let count = 5_000
    let chain = tree((0..<count).map { $0 == 0 ? nil : $0 - 1 }, names: ["层"])
    #expect(BoxDiagram(chain).frames.count == count)
  }
}

@Suite struct GraphLayoutTests {
  @Test func `boxes do not overlap and edges run from box to box, cycles or not`() {
    var random = SeededGenerator(state: 3)
    for _ in 0..<30 {
      let count = Int.random(in: 1...25, using: &random)
      let boxes = (0..<count).map { _ in
        GraphLayout.Box(
          width: .random(in: 30...160, using: &random), height: .random(in: 20...60, using: &random)
        )
      }
      let edges = (0..<(2 * count)).map { _ in
        (
          from: Int.random(in: 0..<count, using: &random),
          to: Int.random(in: 0..<count, using: &random)
        )
      }
      let layout = GraphLayout(boxes, edges: edges)
      for a in 0..<count {
        let p = layout.centres[a]
        #expect(p.x - boxes[a].width / 2 >= 0 && p.x + boxes[a].width / 2 <= layout.width + 0.01)
        #expect(p.y - boxes[a].height / 2 >= 0 && p.y + boxes[a].height / 2 <= layout.height + 0.01)
        for b in (a + 1)..<count {
          let q = layout.centres[b]
          let apart =
            abs(p.x - q.x) >= (boxes[a].width + boxes[b].width) / 2 - 0.01
            || abs(p.y - q.y) >= (boxes[a].height + boxes[b].height) / 2 - 0.01
          #expect(apart)
        }
      }
      for (edge, route) in zip(edges, layout.routes) where edge.from != edge.to {
        #expect(route.first == layout.centres[edge.from])
        #expect(route.last == layout.centres[edge.to])
      }
    }
  }
}

@Suite struct AxisTests {
  @Test func `an axis has few marks, round and within it`() {
    var random = SeededGenerator(state: 9)
    for _ in 0..<200 {
      let lower = Double.random(in: -1e4...1e4, using: &random)
      let upper = lower + .random(in: 1e-6...1e5, using: &random)
      let ticks = SVG.ticks(from: lower, to: upper, count: 4)
      #expect((1...5).contains(ticks.count), "\(lower) to \(upper): \(ticks)")
      #expect(ticks.allSatisfy { $0 >= lower - 1e-9 && $0 <= upper + (upper - lower) * 1e-6 })
    }
  }
}
