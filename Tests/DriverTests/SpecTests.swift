import Catalog
import Diagnostics
import Driver
import Foundation
import Model
import Project
import TestSupport
import Testing

@Suite struct SpecTests {
  @Test(arguments: SpecPage.names)
  func eachPageFindsWhatItSays(name: String) async throws {
    let page = try SpecPage(named: name)
    for collection in page.collections {
      let found = await SpecPage.findings(in: collection)
      let (missing, surplus) = SpecPage.difference(collection.expected, found)
      #expect(missing == [], "\(name):\(collection.line)")
      #expect(surplus == [], "\(name):\(collection.line)")
    }
  }

  @Test(arguments: SpecPage.names)
  func eachPageFiresAndStaysSilent(name: String) throws {
    let page = try SpecPage(named: name)
    #expect(page.collections.contains { $0.expected.contains { $0.id == page.id } })
    #expect(page.collections.contains { !$0.expected.contains { $0.id == page.id } })
  }

  @Test func eachKindHasItsPageAndEachPageItsKind() {
    // What is found outside documents has no document to show it with.
    // The catalog's rules carry their examples with them.
    let outside = Set(DiagnosticKind.project.map(\.id) + Catalog.standard.rules.map(\.id))
    let kinds = Set(DiagnosticKind.allIDs).subtracting(outside)
    let pages = Set(SpecPage.names.map { String($0.dropLast(3)) })
    #expect(kinds.subtracting(pages).sorted() == [])
    #expect(pages.subtracting(kinds).sorted() == [])
  }

  private func listOfWhatIsJudged() throws -> String {
    try String(
      contentsOf: packageRoot.appendingPathComponent("docs/rules-coverage.md"), encoding: .utf8)
  }

  @Test func theListOfWhatIsJudgedNamesRulesThatThereAre() throws {
    let list = try listOfWhatIsJudged()
    let named = Set(list.matches(of: /`([a-z0-9]+(-[a-z0-9]+)+)`/).map { String($0.1) })
    #expect(named.count > 120)
    #expect(named.subtracting(DiagnosticKind.allIDs).sorted() == [])
    let stated = Set(Catalog.standard.rules.map(\.id))
    #expect(
      stated.subtracting(named).sorted() == [], "rules of the catalog that the list leaves out")
  }

  @Test func `the list of what is judged counts itself`() throws {
    let list = try listOfWhatIsJudged()
    let end = try #require(list.range(of: "\n## Beyond the list\n"))
    let rows = list[..<end.lowerBound].split(separator: "\n")
      .filter { $0.hasPrefix("| ") && !$0.hasPrefix("| statement |") }
    let ids = Set(DiagnosticKind.allIDs)
    let judged = rows.filter { row in
      row.matches(of: /`([a-z0-9-]+)`/).contains { ids.contains(String($0.1)) }
    }
    let unjudged = rows.filter { $0.contains("| not judged: ") }
    #expect(judged.count + unjudged.count == rows.count, "each row has a rule or says why not")
    let counts = try #require(
      list.firstMatch(of: /(\d+) of the (\d+) statements have a rule; (\d+) are not judged/))
    #expect(Int(counts.1) == judged.count)
    #expect(Int(counts.2) == rows.count)
    #expect(Int(counts.3) == unjudged.count)
  }

  /// What once ended the program: brackets within brackets, and weeks beyond all integers.
  @Test(arguments: [
    String(repeating: "(", count: 2_000) + "2 × 3 = 6" + String(repeating: ")", count: 2_000),
    "| 开始 | 结束 | 周期 |\n|---|---|---|\n"
      + ["2周", "99999999999999999999周", "2000000000000000000周"]
      .map { "| 2025-01-01 | 2025-01-14 | \($0) |" }.joined(separator: "\n"),
  ])
  func beyondReasonIsRead(text: String) async {
    let sources = Sources([SourceFile(id: SourceID(0), path: "a.md", text: "# A\n\n\(text)\n")])
    let outcome = await compile(
      sources, files: ["a.md"], exists: { _ in [] }, until: .check, options: PipelineOptions())
    #expect(outcome.checked != nil)
  }

  @Test func messagesQuoteNoMoreThanOneCanRead() async {
    let long = String(repeating: "9", count: 60_000)
    let text = "# 系统\n\n效果:\n\n- 成功率: \(long)%\n- 延迟: \(long)-5ms\n- 可用性: 1\(long)%\n"
    let sources = Sources([SourceFile(id: SourceID(0), path: "a.md", text: text)])
    let outcome = await compile(
      sources, files: ["a.md"], exists: { _ in [] }, until: .check, options: PipelineOptions())
    let diagnostics = outcome.checked?.diagnostics ?? []
    #expect(diagnostics.contains { $0.id == "over-hundred" })
    for diagnostic in diagnostics {
      #expect(diagnostic.message.utf8.count < 400, "\(diagnostic.id)")
    }
  }

  @Test func identifiersAreUniqueAndSpeltAlike() {
    let ids = DiagnosticKind.allIDs
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(id)")
    }
  }
}
