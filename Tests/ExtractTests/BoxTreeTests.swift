import Diagnostics
import Extract
import Testing

@Suite struct BoxTreeTests {
  static let names = [
    "集群", "ESXi集群 (16节点)", "CPU: Intel Xeon", "A + B", "监控", "etcd", "网络（25GbE）", "缓存 / 队列",
    "kube-apiserver", "节点 # 备注", "🚀 入口", "中文全角标点：值",
  ]

  /// Whatever is drawn well, in any style, is read as what was drawn, with nothing to complain of.
  @Test(arguments: 0..<60)
  func readsWhatIsDrawn(seed: Int) {
    var dice = Dice(UInt64(seed))
    var nodes: [(String, Int)] = [("根", 0)]
    for _ in 0..<(1 + dice.roll(25)) {
      let depth = 1 + dice.roll(min(nodes[nodes.count - 1].1 + 1, 6))
      nodes.append((dice.pick(Self.names), depth))
    }
    if dice.roll(2) == 0 { nodes += [("第二棵", 0), ("叶", 1)] }
    let sketch = Sketch(nodes)
    let styles = [
      ("├─ ", "└─ ", "│   "), ("├── ", "└── ", "│   "), ("├─ ", "└─ ", "│  "),
      ("├─> ", "└─> ", "│   "), ("┣━ ", "┗━ ", "┃   "), ("├── ", "└── ", "│\u{A0}\u{A0} "),
      ("|-- ", "`-- ", "|   "), ("+-- ", "\\-- ", "|   "), ("|__ ", "|__ ", "|   "),
    ]
    let style = dice.pick(styles)
    guard nodes.count > 2 || !style.0.hasPrefix("|") && !style.0.hasPrefix("+") else { return }
    let text = sketch.drawn(branch: style.0, corner: style.1, pipe: style.2)
    let read = tree(text)
    #expect(Sketch(read) == sketch, "\(text)")
    #expect(read.damages.isEmpty, "\(text)")
  }

  @Test func readsRootsThatAreIndentedLessThanTheirBranches() {
    let read = tree(
      """
      技术依赖:

      Layer 7 - 应用层:
        ├── 传统应用
        │   └── 依赖: vSAN
        └── 容器应用

      Layer 6 - 云原生层:
        └── Tanzu
      """)
    #expect(
      Sketch(read)
        == Sketch([
          ("Layer 7 - 应用层:", 0), ("传统应用", 1), ("依赖: vSAN", 2), ("容器应用", 1),
          ("Layer 6 - 云原生层:", 0), ("Tanzu", 1),
        ]))
    #expect(read.freeLines == [0])
    #expect(read.damages.isEmpty)
  }

  @Test func hangsBranchesOnBullets() {
    let read = tree(
      """
      Intel Core i9:
        - 20条PCIe 5.0
          ├─ 16条
          └─ 4条
        - 8条PCIe 4.0
          └─ 芯片组
      """)
    #expect(
      Sketch(read)
        == Sketch([
          ("Intel Core i9:", 0), ("- 20条PCIe 5.0", 1), ("16条", 2), ("4条", 2),
          ("- 8条PCIe 4.0", 1), ("芯片组", 2),
        ]))
  }

  @Test func keepsBulletsAndContinuationsAsDetails() {
    let read = tree(
      """
      Kubernetes + GPU Operator
      ├─ GPU共享 (MIG/vGPU)
      │   ├─ MIG (Multi-Instance GPU)
      │   │   - A100分割为7个实例
      │   │   - 硬件级隔离
      │   └─ Time-Slicing
      │       - 软隔离
      └─ 存储
         📚 推荐: 手册
      """)
    #expect(read.nodes.map(\.depth) == [0, 1, 2, 2, 1])
    #expect(read.nodes.map(\.details.count) == [0, 0, 2, 1, 1])
    #expect(read.damages.isEmpty)
  }

  @Test(arguments: [
    ("根\n├─ a\n├─ b", "根\n├─ a\n└─ b"),
    ("根\n├─ a\n├─ b\n│   └─ c", "根\n├─ a\n└─ b\n    └─ c"),
    ("根\n└─ a\n└─ b", "根\n├─ a\n└─ b"),
    ("根\n└─ a\n    └─ c\n└─ b", "根\n├─ a\n│   └─ c\n└─ b"),
    ("根\n├─ a\n    └─ c\n└─ b", "根\n├─ a\n│   └─ c\n└─ b"),
    ("根\n└─ a\n│   └─ c", "根\n└─ a\n    └─ c"),
    ("根\n├─ a\n|   └─ c\n└─ b", "根\n├─ a\n│   └─ c\n└─ b"),
    ("根\n├─a\n└─b", "根\n├─ a\n└─ b"),
    ("根\n├── a\n│   ├── x\n│   ├── y\n├── b", "根\n├── a\n│   ├── x\n│   └── y\n└── b"),
  ])
  func mendsDamage(broken: String, whole: String) {
    let read = tree(broken)
    #expect(!read.diagnostics.isEmpty)
    var edits: Set<FixIt.Edit> = []
    for diagnostic in read.diagnostics {
      #expect(diagnostic.fixes.count == 1)
      for fix in diagnostic.fixes {
        #expect(fix.applicability == .safe)
        edits.formUnion(fix.edits)
      }
    }
    var bytes = Array(broken.utf8)
    for edit in edits.sorted(by: { $0.span > $1.span }) {
      bytes.replaceSubrange(edit.span.range, with: edit.replacement.utf8)
    }
    #expect(String(decoding: bytes, as: UTF8.self) == whole)
    #expect(Sketch(tree(whole)) == Sketch(read))
    #expect(tree(whole).diagnostics.isEmpty)
  }

  @Test func saysWhenABranchStandsAside() {
    let read = tree("根\n├─ a\n│   ├─ x\n│  └─ y\n└─ b")
    #expect(read.nodes.map(\.depth) == [0, 1, 2, 2, 1])
    #expect(read.diagnostics.map(\.id).contains("tree-misaligned"))
  }

  @Test(arguments: [
    "步骤\n├─ a\n├─ b\n↓\n结束", "根\n├─ a\n├─ ...", "根\n├─ a\n│\n└─ b", "甲\n├─ a\n└─ b\n\n乙\n└─ c",
  ])
  func doesNotComplain(of text: String) {
    #expect(tree(text).diagnostics.isEmpty)
  }

  /// Any prefix and any change of a tree is read, to the end, with places inside the text.
  @Test(arguments: 0..<20)
  func survivesDamage(seed: Int) {
    var dice = Dice(UInt64(1000 + seed))
    let text = Sketch([
      ("集群 (3节点)", 0), ("a: b", 1), ("c", 2), ("d (未闭合", 3), ("e", 1), ("f", 2), ("根二", 0),
      ("g", 1),
    ]).drawn()
    let signs: [[UInt8]] = [
      "│", "├", "└", "─", " ", "\t", "|", "\n", "(", "：", "┐", "-", "\u{3000}",
    ]
    .map { Array($0.utf8) }
    for _ in 0..<100 {
      var bytes = Array(text.utf8)
      for _ in 0...dice.roll(4) {
        let place = dice.roll(bytes.count)
        bytes.replaceSubrange(
          place..<min(bytes.count, place + dice.roll(4)), with: dice.pick(signs))
        if bytes.isEmpty { bytes = [0x20] }
      }
      bytes.removeLast(dice.roll(bytes.count))
      let whole = String(decoding: bytes, as: UTF8.self)
      let read = tree(whole)
      for diagnostic in read.diagnostics {
        #expect(diagnostic.span.end <= whole.utf8.count)
        for fix in diagnostic.fixes {
          for edit in fix.edits { #expect(edit.span.end <= whole.utf8.count) }
        }
      }
      for (index, node) in read.nodes.enumerated() {
        if let parent = node.parent { #expect(parent < index) }
      }
    }
  }

  @Test func staysLinear() {
    // A tree as deep as a thousand levels, and a line of brackets: each is read in one sweep.
    var deep = "根\n"
    for level in 0..<1000 { deep += String(repeating: "    ", count: level) + "└─ n\n" }
    #expect(tree(deep).nodes.last?.depth == 1000)
    let brackets = String(repeating: "(a)", count: 20000)
    #expect(ComponentText(Array(brackets.utf8)).notes.count > 10000)
  }
}
