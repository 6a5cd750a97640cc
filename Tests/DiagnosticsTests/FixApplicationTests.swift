import Diagnostics
import Foundation
import Testing

@Suite struct FixApplicationTests {
  private let kind = DiagnosticKind("k", .warning, "K.")

  private func finding(_ edits: [(Range<Int>, String)], _ safe: Bool = true) -> Diagnostic {
    let id = SourceID(0)
    let changes = edits.map { FixIt.Edit(Span(id, $0.0), $0.1) }
    return Diagnostic(
      kind, "m", at: Span(id, edits[0].0),
      fixes: [FixIt("mend", changes, safe ? .safe : .needsReview)])
  }

  private func sources(_ text: String) -> Sources {
    Sources([SourceFile(id: SourceID(0), path: "a.md", text: text)])
  }

  @Test func overlappingFixesWaitForTheNextRun() {
    let findings = [
      finding([(0..<3, "ONE")]), finding([(2..<5, "xx")]), finding([(4..<7, "TWO")]),
      finding([(8..<13, "never")], false),
    ]
    let result = FixApplication(of: findings, to: sources("one two three\n"))
    #expect(result.files.map { $0.text(0..<$0.bytes.count) } == ["ONE TWO three\n"])
    #expect(result.applied == 2)
    #expect(result.skipped == 1)
  }

  @Test func aFixIsAppliedWholeOrNotAtAll() {
    let findings = [finding([(0..<1, "A")]), finding([(0..<1, "X"), (2..<3, "Y")])]
    let result = FixApplication(of: findings, to: sources("a b\n"))
    #expect(result.files.map { $0.text(0..<$0.bytes.count) } == ["A b\n"])
  }

  @Test func oneFixOfTwoFindingsIsAppliedOnce() {
    let result = FixApplication(
      of: [finding([(1..<1, "!")]), finding([(1..<1, "!")])], to: sources("a\n"))
    #expect(result.files.map { $0.text(0..<$0.bytes.count) } == ["a!\n"])
  }

  @Test func acceptedFindingsAreLeftAlone() {
    var accepted = finding([(0..<1, "b")])
    accepted.acceptance = "known"
    #expect(FixApplication(of: [accepted], to: sources("a\n")).files.isEmpty)
  }

  /// The diff, given to patch(1), makes the same file: patch is the oracle.
  @Test(.enabled(if: canPatch, "patch(1) is absent"), arguments: 0..<60)
  func patchAgrees(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let lines = (0..<40).map { "line \($0) 第\($0)行" }
    let text = lines.joined(separator: "\n") + (seed % 3 == 0 ? "" : "\n")
    let bytes = Array(text.utf8)
    var findings: [Diagnostic] = []
    for _ in 0..<(1 + seed % 7) {
      let start = boundary(Int(random.next() % UInt64(bytes.count)), bytes)
      let end = boundary(min(bytes.count, start + Int(random.next() % 12)), bytes)
      let words = ["", "x", "new\nline\n", "\n", "甲乙"]
      let word = words[Int(random.next() % UInt64(words.count))]
      findings.append(finding([(start..<end, word)]))
    }
    let result = FixApplication(of: findings, to: sources(text))
    let diff = result.files.first.map { unifiedDiff(sources(text)[$0.id], to: $0.bytes) } ?? ""
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("docgen-diff-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("a.md")
    try Data(bytes).write(to: file)
    try Data(diff.utf8).write(to: folder.appendingPathComponent("d"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: patch)
    process.arguments = ["-s", "-p1", "-F0", "-i", "d"]
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(diff)")
    #expect(try Data(contentsOf: file) == Data(result.files.first?.bytes ?? bytes))
  }
}

private let patch = "/usr/bin/patch"
private let canPatch = FileManager.default.isExecutableFile(atPath: patch)

/// The start of the character that holds a byte.
private func boundary(_ offset: Int, _ bytes: [UInt8]) -> Int {
  var start = offset
  while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
  return start
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
