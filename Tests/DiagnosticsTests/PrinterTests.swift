import Diagnostics
import Foundation
import Testing

@Suite struct PrinterTests {
  private let kind = DiagnosticKind("dead-link", .error, "Every link must lead somewhere.\n\nMore.")
  private let other = DiagnosticKind("odd", .warning, "Nothing should be odd.")

  private func report(
    _ text: String, _ make: (SourceFile) throws -> [Diagnostic]
  ) rethrows -> Report {
    let file = SourceFile(id: SourceID(0), path: "甲 乙/a.md", text: text)
    return Report(
      sources: Sources([file]), diagnostics: try make(file), kinds: [kind, other], toolVersion: "1")
  }

  private func span(_ file: SourceFile, _ part: String) throws -> Span {
    let found = try #require(file.bytes.firstRange(of: Array(part.utf8)))
    return file.span(found)
  }

  @Test func caretStandsUnderDoubleWidthText() throws {
    let report = try report("# 标题\n可用性\t见👨‍👩‍👧 **缓存**\n") { file in
      [
        Diagnostic(
          kind, "no heading is named `缓存`", at: try span(file, "缓存"),
          notes: [.init("the only heading", at: try span(file, "标题")), .init("plain")],
          fixes: [FixIt("link to `标题`", replacing: try span(file, "缓存"), with: "标题", .safe)])
      ]
    }
    let expected = """
      error[dead-link]: no heading is named `缓存`
       --> 甲 乙/a.md:2:14
        |
      2 | 可用性  见👨‍👩‍👧 **缓存**
        |                ^^^^
        = note: plain
        = help: link to `标题` (`docgen fix` does it)
      note: the only heading
       --> 甲 乙/a.md:1:3
        |
      1 | # 标题
        |   ----

      1 error in 1 document

      """
    #expect(String(decoding: report.printed(as: .pretty), as: UTF8.self) == expected)
  }

  @Test func controlCharactersOfADocumentNeverReachTheTerminal() throws {
    let report = try report("a \u{1B}[2J\u{202E} b\n") { file in
      [Diagnostic(kind, "bad \u{1B}[31m", at: try span(file, "b"))]
    }
    for format in [ReportFormat.pretty, .short] {
      let text = String(decoding: report.printed(as: format), as: UTF8.self)
      #expect(!text.unicodeScalars.contains("\u{1B}"))
      #expect(!text.unicodeScalars.contains("\u{202E}"))
    }
    let coloured = String(decoding: report.printed(as: .pretty, colours: true), as: UTF8.self)
    #expect(coloured.contains("\u{1B}[1;31merror"))
  }

  @Test func aLongLineIsCutAroundTheCaret() throws {
    let line = String(repeating: "很长", count: 500) + "这里" + String(repeating: "x", count: 900)
    let report = try report(line + "\n") { [Diagnostic(kind, "here", at: try span($0, "这里"))] }
    let lines = String(decoding: report.printed(as: .pretty), as: UTF8.self).split(separator: "\n")
    let excerpt = try #require(lines.first { $0.hasPrefix("1 |") })
    let marks = try #require(lines.first { $0.contains("^") })
    #expect(displayWidth(excerpt) < 130)
    let place = try #require(excerpt.range(of: "这里"))
    #expect(
      displayWidth(excerpt[..<place.lowerBound]) == marks.prefix { $0 != "^" }.count)
    #expect(marks.hasSuffix("^^^^"))
  }

  @Test func spansAtTheEndsOfFilesArePrinted() {
    for text in ["", "\n", "文", "文\n"] {
      let report = report(text) { file in
        [
          Diagnostic(kind, "end", at: file.span(file.bytes.count..<file.bytes.count)),
          Diagnostic(other, "whole", at: file.span(0..<file.bytes.count)),
        ]
      }
      for format in ReportFormat.allCases { #expect(!report.printed(as: format).isEmpty) }
    }
  }

  @Test func shortIsOneLineForEachOpenFinding() throws {
    let report = try report("好 bad\n") { file in
      var accepted = Diagnostic(other, "accepted", at: try span(file, "好"))
      accepted.acceptance = "we know"
      return [Diagnostic(kind, "message", at: try span(file, "bad")), accepted]
    }
    let text = String(decoding: report.printed(as: .short), as: UTF8.self)
    #expect(text == "甲 乙/a.md:1:3: error: message [dead-link]\n")
    #expect("\(report.summary)" == "1 error in 1 document, and 1 accepted")
  }

  @Test func jsonHasTheFieldsThatItPromises() throws {
    let report = try report("好 bad\n") { file in
      [
        Diagnostic(
          kind, "message", at: try span(file, "bad"), notes: [.init("n")],
          fixes: [FixIt("mend it", replacing: try span(file, "bad"), with: "good")])
      ]
    }
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report.printed(as: .json))) as? [String: Any])
    #expect(object["version"] as? String == "1.0.0")
    let first = try #require((object["diagnostics"] as? [[String: Any]])?.first)
    #expect(
      Set(first.keys) == ["id", "severity", "source", "range", "summary", "notes", "fixes"])
    let start = (first["range"] as? [String: [String: Int]])?["start"]
    #expect(start == ["line": 1, "column": 3, "offset": 4])
    let fix = (first["fixes"] as? [[String: Any]])?.first
    #expect(fix?["applicability"] as? String == "needs-review")
  }

  @Test func sarifCountsInUTF16AndEncodesPaths() throws {
    let report = try report("😀 bad\n") { [Diagnostic(kind, "m", at: try span($0, "bad"))] }
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report.printed(as: .sarif))) as? [String: Any])
    let run = try #require((object["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "utf16CodeUnits")
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    let location = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"]
    let physical = try #require(location as? [String: Any])
    let artifact = physical["artifactLocation"] as? [String: String]
    #expect(artifact?["uri"] == "%E7%94%B2%20%E4%B9%99/a.md")
    #expect(
      physical["region"] as? [String: Int]
        == ["startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 7])
  }

  @Test func aFingerprintSurvivesLinesInsertedAbove() throws {
    let before = report("bad\nbad\n") { file in
      [
        Diagnostic(kind, "m", at: file.span(0..<3)), Diagnostic(kind, "m", at: file.span(4..<7)),
      ]
    }
    let after = report("new\n\nbad\nbad\n") { file in
      [
        Diagnostic(kind, "m", at: file.span(5..<8)), Diagnostic(kind, "m", at: file.span(9..<12)),
      ]
    }
    let prints = before.fingerprints(of: before.diagnostics)
    #expect(prints == after.fingerprints(of: after.diagnostics))
    #expect(Set(prints).count == 2)
  }

  @Test func gitHubGetsNoMoreThanItShows() throws {
    let report = report(String(repeating: "x\n", count: 30)) { file in
      (0..<30).map { Diagnostic(kind, "50% of\nit", at: file.span($0 * 2..<$0 * 2 + 1)) }
    }
    let lines = String(decoding: report.printed(as: .github), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.count == 11)
    #expect(
      lines[0]
        == "::error file=甲 乙/a.md,line=1,endLine=1,col=1,endColumn=1,title=dead-link::50%25 of it"
    )
    #expect(lines[10].hasPrefix("::notice title=docgen::20 more"))
  }

  @Test func aMarkdownCellCannotBreakItsTable() throws {
    let report = try report("x\n") { [Diagnostic(kind, "a | <b>\n c", at: try span($0, "x"))] }
    let text = String(decoding: report.printed(as: .markdown), as: UTF8.self)
    #expect(text.contains("a \\| &lt;b>  c | `dead-link` |\n"))
  }
}
