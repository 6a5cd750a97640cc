import Diagnostics
import Model
import Quantities

extension Rule {
  /// Recounts the folders that a table lists.
  static let listedFolder = Rule(
    "listed-folder", .error, "目录表的数字不对", "Wrong figures in a table of folders",
    """
    A table of folders that gives their documents or lines must give those that they have.

        | 模块                 | 文档数 | 行数   |
        |----------------------|--------|--------|
        | [01](01_理论基础/)    | 4      | ~6,500 |        <- the folder's documents have 2,735 lines

    Judged where a row links to one folder, or begins with the name of one that has a number, and the
    column is headed 文档数, 行数, documents or lines. Where the name is not the folder's whole name, it
    is found by its number and its beginning.
    The folder's page may be counted or not: the row's own number of documents tells. What several pages
    say alike of one folder is reported once, in the outermost of them.
    """
  ) { collection, reporter in
    var stated: [String: [Statement]]?
    lazy var folders = FolderIndex(collection)
    for document in collection.examinedDocuments where collection.isPage(document) {
      for table in document.tables {
        let counted = table.columns.enumerated().compactMap { index, column in
          Counted(header: column.header).map { (index, $0) }
        }
        guard !counted.isEmpty else { continue }
        for (row, cells) in table.rows.enumerated() where row != table.totalRow {
          guard let folder = folders.folder(linkedFrom: cells, in: document) else { continue }
          // The row's own number of documents says whether it counts the folder's page.
          let members = folders.recount(.documents, below: folder)
          let said = counted.first { $0.1 == .documents && $0.0 < cells.count }
            .flatMap { cells[$0.0].quantity?.value }
          let scope = members.firstIndex { Double($0) == said } ?? 0
          for (column, what) in counted where column < cells.count {
            guard let figure = cells[column].quantity, figure.value > 0 else { continue }
            let recount = folders.recount(what, below: folder)
            guard recount.indices.contains(scope) else { continue }
            let count = recount[what == .lines ? scope : 0]
            let evidence = Recount(recount, explanation: Label(zh: "", en: "")).evidence(
              for: figure)
            guard !figure.interval.overlaps(evidence.interval) else { continue }
            let span = cells[column].span
            let all = stated ?? folders.statements()
            stated = all
            let same = all[Statement.key(folder, what, stated: figure)] ?? []
            if let first = same.first, first.span != span { continue }
            let text = collection.text(span)
            let isNear = what == .lines && recount.contains { isSmallDrift(figure, $0) }
            reporter.report(
              "a count must be right, and `\(collection.quoted(span))` is not: `\(folder)` has "
                + counting(count, what.noun),
              at: span, severity: isNear ? .note : nil,
              notes: same.dropFirst().prefix(8).map { .init("it is said here, too", at: $0.span) },
              fixes: correction(text, at: span, to: count, like: figure))
          }
        }
      }
    }
  }
}

/// What a page's table says of a folder.
private struct Statement {
  let depth: Int
  let span: Span

  static func key(_ folder: String, _ what: Counted, stated: Quantity?) -> String {
    "\(folder)\n\(what.noun)\n\(stated?.value ?? -1)\n\(stated?.comparator.rawValue ?? "")"
  }
}

private enum Counted {
  case documents, lines

  init?(header: String) {
    switch header.lowercased().trimming(" ") {
    case "文档数", "文档数量", "文档", "篇数", "documents", "docs": self = .documents
    case "行数", "总行数", "lines": self = .lines
    default: return nil
    }
  }

  var noun: String {
    switch self {
    case .documents: "documents"
    case .lines: "lines"
    }
  }
}

extension Substring {
  fileprivate func trimming(_ space: Character) -> String {
    var rest = drop { $0 == space }
    while rest.last == space { rest.removeLast() }
    return String(rest)
  }
}

extension String {
  fileprivate func trimming(_ space: Character) -> String { self[...].trimming(space) }
}

/// The folders of a collection, by what holds them, with what lies below each.
private struct FolderIndex {
  private let collection: Collection

  /// From a folder to the names of those directly in it.
  private let children: [String: [String]]

  /// From a folder to its documents, those of its own folders among them.
  private let documents: [String: [Int]]

  init(_ collection: Collection) {
    self.collection = collection
    var children: [String: [String]] = [:]
    for folder in collection.folders where !folder.isEmpty {
      let (parent, name) = split(folder)
      children[parent, default: []].append(name)
    }
    var documents: [String: [Int]] = [:]
    for (index, document) in collection.model.documents.enumerated() {
      var folder = split(document.path).parent
      while !folder.isEmpty {
        documents[folder, default: []].append(index)
        folder = split(folder).parent
      }
    }
    self.children = children
    self.documents = documents
  }

  /// What all pages say of folders, the outermost page first.
  func statements() -> [String: [Statement]] {
    var found: [String: [Statement]] = [:]
    for document in collection.model.documents where collection.isPage(document) {
      let depth = document.path.utf8.count { $0 == UInt8(ascii: "/") }
      for table in document.tables {
        let counted = table.columns.enumerated().compactMap { index, column in
          Counted(header: column.header).map { (index, $0) }
        }
        guard !counted.isEmpty else { continue }
        for (row, cells) in table.rows.enumerated() where row != table.totalRow {
          guard let folder = folder(linkedFrom: cells, in: document) else { continue }
          for (column, what) in counted where column < cells.count {
            let key = Statement.key(folder, what, stated: cells[column].quantity)
            found[key, default: []].append(Statement(depth: depth, span: cells[column].span))
          }
        }
      }
    }
    return found.mapValues { $0.sorted { ($0.depth, $0.span) < ($1.depth, $1.span) } }
  }

  /// The one folder that a row's links lead to; nil where there are several or none.
  func folder(linkedFrom row: [Table.Cell], in document: DocumentDraft) -> String? {
    guard let first = row.first?.span, let last = row.last?.span else { return nil }
    let (start, end) = (first.start, max(first.end, last.end))
    var found: Set<String> = []
    // A link begins before the text of its cell.
    let links = document.links[document.links.partition { $0.span.end > start }...]
    for link in links.prefix(while: { $0.span.start < end }) {
      // A link to a heading of the page itself: the row is about a part of it.
      if link.destination.value.utf8.first == UInt8(ascii: "#") { return nil }
      guard let path = LinkPath(link.destination.value, in: document.path)?.path else { continue }
      if collection.folders.contains(path), !path.isEmpty {
        found.insert(path)
      } else if isPage(named: path), path.contains("/") {
        found.insert(split(path).parent)
      } else {
        return nil
      }
    }
    if found.isEmpty, let name = row.first?.text { return numberedFolder(name, of: document) }
    return found.count == 1 ? found.first : nil
  }

  /// The folder that a text such as `03_vSphere技术体系` names, beside a document, beside its folder or
  /// at the root: by its whole name, else by its number and the beginning of its name.
  private func numberedFolder(_ text: String, of document: DocumentDraft) -> String? {
    let name = text.filter { $0 != "`" && $0 != "*" }
    let number = name.prefix { $0.isASCII && $0.isNumber }
    guard number.count >= 2, name.dropFirst(number.count).first == "_" else { return nil }
    let stem = name.prefix(number.count + 3)
    let beside = split(document.path).parent
    // A document or a file of that name is no folder that begins alike.
    let own = beside.isEmpty ? name : beside + "/" + name
    guard !name.contains("."), !collection.exists(own + ".md") else { return nil }
    let bases = beside.isEmpty ? [""] : [beside, split(beside).parent, ""]
    for base in bases {
      let prefix = base.isEmpty ? "" : base + "/"
      if collection.folders.contains(prefix + name) { return prefix + name }
      let near = (children[base] ?? []).filter { $0.hasPrefix(stem) }
      if near.count == 1 { return prefix + near[0] }
    }
    return nil
  }

  /// The plainest count first, then those with pages, and of the folder alone.
  func recount(_ what: Counted, below folder: String) -> [Int] {
    guard let indices = documents[folder] else { return [] }
    let all = indices.map { collection.model.documents[$0] }
    func count(_ documents: [DocumentDraft]) -> [Int] {
      let plain = documents.filter { !isPage(named: $0.path) }
      switch what {
      case .documents: return [plain.count, documents.count]
      case .lines:
        return [plain.reduce(0) { $0 + $1.lineCount }, documents.reduce(0) { $0 + $1.lineCount }]
      }
    }
    let own = all.filter {
      !$0.path.utf8.dropFirst(folder.utf8.count + 1).contains(UInt8(ascii: "/"))
    }
    let readings = count(own) + count(all)
    // A last line without an end is a line as well.
    return what == .lines ? readings + readings.map { $0 + 1 } : readings
  }
}

/// A path without its last part, and that part.
private func split(_ path: String) -> (parent: String, name: String) {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
  return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
}

/// Whether a file speaks for its folder by its name.
func isPage(named path: String) -> Bool {
  let name = path.utf8.suffix(10).split(separator: UInt8(ascii: "/")).last
  return name?.count == 9 && path.lowercased().hasSuffix("readme.md")
    || name?.count == 8 && path.lowercased().hasSuffix("index.md")
}
