import Catalog
import Diagnostics
import Driver
import Project
import Testing

@Suite struct SpecTests {
  @Test(arguments: SpecPage.names)
  func eachPageFindsWhatItSays(name: String) async throws {
    let page = try SpecPage(named: name)
    for collection in page.collections {
      let expected = Set(collection.expected)
      let found = await SpecPage.findings(in: collection)
      let missing = expected.subtracting(found).map(\.description).sorted()
      let surplus = found.subtracting(expected).map(\.description).sorted()
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
    #expect(kinds.subtracting(pages).subtracting(owed).sorted() == [])
    #expect(owed.intersection(pages).sorted() == [], "owed no longer")
    #expect(pages.subtracting(kinds).sorted() == [])
  }

  /// Kinds whose pages are still to be written; the list may only become shorter.
  private var owed: Set<String> {
    ["malformed-catalog"]
  }

  @Test func identifiersAreUniqueAndSpeltAlike() {
    let ids = DiagnosticKind.allIDs
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(id)")
    }
  }
}
