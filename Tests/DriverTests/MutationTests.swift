import Diagnostics
import Driver
import Foundation
import Project
import Render
import Testing

/// Damaged documents stop nothing: they are read, checked, printed, mended and published.
///
/// The seeds are fixed. `DOCGEN_MUTATIONS` asks for more documents, as `scripts/fuzz/mutate` does.
@Suite struct MutationTests {
  private static let rounds =
    ProcessInfo.processInfo.environment["DOCGEN_MUTATIONS"].flatMap { Int($0) } ?? 960

  /// Every document of the spec pages, and forms of which they have few.
  private static let pool: [[UInt8]] = {
    let pages = SpecPage.names.compactMap { try? SpecPage(named: $0) }
    let documents = pages.flatMap {
      $0.collections.flatMap { $0.files.map { Array($0.text.utf8) } }
    }
    return documents
      + [
        "---\ntitle: 甲\ntags: [a, {b: c}]\n---\n# 标题 **一**（二）\n\n> **键**: 值\n\n**最后更新**: 2025年10月20日\n",
        "```mermaid\nflowchart LR\n  A[甲] -->|写| B{乙}\n  subgraph S\n    B --- C((丙))\n  end\n  C -.-> A & D\n```\n",
        "| 指标 | 优化前 | 优化后 | 提升 |\n|---|--:|:-:|---|\n| 延迟 | 200ms | 50ms | 75% |\n| 合计 | 1,200 | ~1.8万 | 10+ |\n",
        "- 可用性: 99.995% (年停机时间 < 30分钟)\n- P99 < 500μs, MTTR: 2小时 → 15分钟\n- 50台 × 8卡 = 400卡\n- 16核–32核, 3个,HA, 8卡/节点\n",
        "```text\n双中心\n├── 主 (16节点, 8卡/节点) ✅\n│   ├─ ESXi 7.0 U3 + vSAN / NFS\n│   └─ 键: 值 # 注释\n└── 灾备 → 云\n```\n",
        "<!-- docgen-accept over-hundred: 有意 -->\n- CPU: 120%\n\n[甲]: b.md \"c\"\n\n[甲][] ![x](y.png) <b>z</b> `q`\n",
      ].map { Array($0.utf8) }
  }()

  private static let tokens: [[UInt8]] =
    [
      "├─", "└─ ", "│", "|", "\n", "\r\n", "\r", "\t", "\0", "\u{FEFF}", "\u{212A}", "\u{130}", "ﬃ",
      "👨‍👩‍👧", "\u{301}", "\u{202E}", "：", "（", ")", "(", "[", "](", "![", "**", "`", "```\n",
      "```yaml scenario\n",
      "~~~", "---\n", "- ", "> ", "# ", "1. ", "<!--", "-->", "<b>", "&", "\\", "$x^2$", "→", "±",
      "–", "~", "<",
      "≥ ", "99.999%", "0", "-0", "１２", "1e309", "9999999999999999999999", "0.0000000000000000001",
      "万", "亿",
      "节点", "ms", "/", "×", "{ value: ", "}", "&a ", "*a", "!!int ", ": ", "? ", "'", "\"",
      "2025年13月40日",
      "(3节点)", "案例", "合计", "效果", "要求",
    ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90]]

  private static let extremes = [
    "0", "1", "00", "999999999999999999", "9999999999999999999999", "1e308", "1e309", "1e-320",
    "0.0000000000000000001", "1" + String(repeating: "0", count: 400),
  ].map { Array($0.utf8) }

  private struct Mutator {
    var random: SystemIndependent

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(1, limit), using: &random) }

    mutating func document() -> [UInt8] {
      var bytes = pool[below(pool.count)]
      if below(3) == 0 { bytes += pool[below(pool.count)] }
      for _ in 0..<1 + below(6) { mutate(&bytes) }
      // The pipeline is given valid UTF-8 without zero bytes: what reads files repairs it.
      let text = String(decoding: bytes, as: UTF8.self)
      return Array(text.replacing("\u{0}", with: "\u{FFFD}").utf8)
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
      let at = below(bytes.count + 1)
      let end = min(bytes.count, at + below(1 << below(8)))
      switch below(8) {
      case 0: bytes.removeSubrange(at..<end)
      case 1: bytes.removeSubrange(at...)
      case 2, 3: bytes.insert(contentsOf: tokens[below(tokens.count)], at: at)
      case 4: bytes.insert(contentsOf: bytes[at..<end], at: below(bytes.count + 1))
      case 5:
        let token = tokens[below(tokens.count)]
        for _ in 0..<below(40) { bytes.insert(contentsOf: token, at: at) }
      case 6:
        // A number that no rule expects, where one stands.
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let start = bytes[at...].firstIndex(where: digits.contains) else { return }
        let end = bytes[start...].firstIndex { !digits.contains($0) } ?? bytes.endIndex
        bytes.replaceSubrange(start..<end, with: extremes[below(extremes.count)])
      default:
        guard at < bytes.count else { return }
        bytes[at] = UInt8(below(256))
      }
    }
  }

  /// SplitMix64: the same documents on every machine.
  private struct SystemIndependent: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test(arguments: 0..<8)
  func `damaged documents are read, checked, printed and mended`(part: Int) async {
    var mutator = Mutator(random: SystemIndependent(state: UInt64(part)))
    for round in 0..<Self.rounds / 8 {
      let files = (0..<1 + mutator.below(2)).map {
        SourceFile(id: SourceID($0), path: "\($0).md", bytes: mutator.document())
      }
      let sources = Sources(files)
      let outcome = await compile(
        sources, files: Set(files.map(\.path)), exists: { _ in [] },
        until: round % 16 == 0 ? .render : .check, options: PipelineOptions())
      let text = {
        "part \(part), round \(round): \(files.map { sources.text($0.span(0..<$0.bytes.count)) })"
      }
      let diagnostics = outcome.diagnostics
      for diagnostic in diagnostics {
        let spans =
          [diagnostic.span] + diagnostic.notes.compactMap(\.span)
          + diagnostic.fixes.flatMap { $0.edits.map(\.span) }
        for span in spans {
          let size = sources[span.source].bytes.count
          #expect(span.start <= span.end && span.end <= size, "\(diagnostic.id), \(text())")
        }
        #expect(!diagnostic.message.isEmpty && !diagnostic.message.contains("\n"), "\(text())")
      }
      let report = Report(
        sources: sources, diagnostics: diagnostics, kinds: DiagnosticKind.all, toolVersion: "1")
      for format in ReportFormat.allCases {
        let bytes = report.printed(as: format)
        #expect(bytes.isEmpty || bytes.last == 0x0A, "\(format), \(text())")
      }
      #expect(Set(report.fingerprints(of: diagnostics)).count == diagnostics.count, "\(text())")

      let fixed = FixApplication(of: diagnostics, to: sources, including: .needsReview)
      for file in fixed.files {
        #expect(file.bytes != sources[file.id].bytes, "\(text())")
        #expect(!unifiedDiff(sources[file.id], to: file.bytes).isEmpty, "\(text())")
      }
    }
  }

  /// What `fix` has done, it does not do again: its own result has nothing more to mend.
  @Test func `mending comes to an end`() async {
    var mutator = Mutator(random: SystemIndependent(state: 99))
    for round in 0..<Self.rounds / 8 {
      var source = SourceFile(id: SourceID(0), path: "a.md", bytes: mutator.document())
      var applied = -1
      var passes = 0
      while applied != 0, passes < 40 {
        let sources = Sources([source])
        let outcome = await compile(
          sources, files: ["a.md"], exists: { _ in [] }, until: .check, options: PipelineOptions())
        let fixes = FixApplication(of: outcome.diagnostics, to: sources)
        applied = fixes.applied
        source = fixes.files.first ?? source
        passes += 1
      }
      #expect(applied == 0, "round \(round): \(source.text(0..<source.bytes.count))")
    }
  }
}
