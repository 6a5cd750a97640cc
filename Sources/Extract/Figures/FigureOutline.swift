import Diagnostics
import Model
import Syntax

/// Where the walk stands among the headings.
struct FigureOutline {
  private struct Entry {
    let level: Int
    let path: StableHash
    let role: Claim.Role?
    let isTotal: Bool
  }

  private let headings: [Document.Heading]
  private let hasSections: Bool
  private var next = 0
  private var open: [Entry] = []

  init(_ document: Document, sections: [Section]) {
    headings = document.headings
    hasSections = sections.count == document.headings.count + 1
  }

  /// Steps to the next heading of the document.
  mutating func enterHeading() {
    guard next < headings.count else { return }
    let heading = headings[next]
    next += 1
    while let last = open.last, last.level >= heading.level { open.removeLast() }
    var path = self.path
    path.combine(heading.text)
    let (role, isTotal) = ClaimWords.reading(of: heading.text)
    open.append(Entry(level: heading.level, path: path, role: role, isTotal: isTotal))
  }

  /// The index of the section in `DocumentDraft.sections`: the document, then each heading.
  var section: Int { hasSections ? next : 0 }

  /// A hash of the titles from the document down to here.
  var path: StableHash { open.last?.path ?? StableHash() }

  /// The role that the nearest heading with one gives.
  var role: Claim.Role? { open.last { $0.role != nil }?.role }

  var isTotal: Bool { open.last?.isTotal ?? false }
}
