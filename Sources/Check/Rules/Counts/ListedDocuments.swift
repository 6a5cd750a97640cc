import Diagnostics
import Model
import Quantities

extension Rule {
  /// Compares the line counts of a document list with the documents.
  static let listedLines = Rule(
    "listed-lines", .error, "列出的行数不对", "Wrong count of a listed document's lines",
    """
    A list of documents that gives their lines must give the lines that they have.

        | `01_虚拟化.md` | ~1,800 |        <- the document has 1,161 lines

    Lines are counted as `wc -l` counts them, and one more for a last line without an end. `~` allows a
    tenth more or less, `+` any more. A count that is less than a twentieth off has been overtaken by
    edits, which is a note, and one less than a fiftieth off is let be. The first fix of a page mends a
    total of the list as well. Only pages that speak for a folder are held to this: a dated report
    tells of its own day.
    """
  ) { collection, reporter in
    for index in collection.examined where collection.isPage(collection.model.documents[index]) {
      let document = collection.model.documents[index]
      let paths = document.listedDocuments.map(\.path.value)
      var totals = collection.editsOfTotals(on: index)
      for listed in document.listedDocuments {
        // The same name again and again stands for documents in other folders.
        guard paths.count(where: { $0 == listed.path.value }) == 1,
          let stated = listed.lines, let target = collection.target(of: listed, in: document)
        else { continue }
        let lines = target.lineCount
        // With and without a last line that has no newline.
        guard !agrees(stated.value, lines), !isTinyDrift(stated.value, lines) else { continue }
        let fixes = correction(
          collection.text(stated.span), at: stated.span, to: lines, like: stated.value
        ).map { fix in FixIt(fix.title, fix.edits + totals, fix.applicability) }
        if !fixes.isEmpty { totals = [] }
        reporter.report(
          "a count must be right, and `\(collection.quoted(stated.span))` is not: "
            + "`\(target.path)` has \(counting(lines, "lines"))",
          at: stated.span, severity: isSmallDrift(stated.value, lines) ? .note : nil, fixes: fixes)
      }
    }
  }

  /// Flags a listed document that does not exist.
  static let listedDocument = Rule(
    "listed-document", .error, "列出的文档不存在", "Listed document that is missing",
    """
    A document that a module page lists must be there.

        | `03_容器.md` | 1,200 | ✅ 已完成 |        <- no such file

    A row that says that the document is planned is left alone. So are the files of a tree that the page draws of its
    own folder, where most of them are there; one that is not is a warning.
    """
  ) { collection, reporter in
    let planned = ["规划", "计划", "待", "未", "草稿", "planned", "todo", "draft", "wip", "进行中"]
    for document in collection.examinedDocuments where collection.isPage(document) {
      reporter.holdListedFiles(of: document, collection)
      for listed in document.listedDocuments where listed.path.value.hasSuffix(".md") {
        guard let path = LinkPath(listed.path.value, in: document.path),
          !collection.exists(path.path), collection.target(of: listed, in: document) == nil
        else { continue }
        let status = (listed.status ?? "").lowercased()
        if planned.contains(where: status.contains) { continue }
        // A dead link in the same place is reported as one.
        if document.links.contains(where: {
          $0.span.start <= listed.path.span.end && listed.path.span.start <= $0.span.end
        }) {
          continue
        }
        reporter.report(
          "a listed document must be there, and there is no `\(path.path)`",
          at: listed.path.span)
      }
    }
  }
}

extension Rule {
  /// Notes the documents of a folder that its page passes over.
  static let unlistedDocument = Rule(
    "unlisted-document", .note, "页面未列出的文档", "Document that its page passes over",
    """
    A page that lists the documents of its folder lists all of them.

        | 文档名称 | 行数 |
        |---------|------|
        | `01_虚拟化.md` | 1,161 |
        | `02_容器.md` | 1,170 |        <- and `03_网络.md`, which lies beside them?

    Judged where a page lists two documents of its folder or more. A document that the page names anywhere, or links
    to, is listed; files such as CHANGELOG.md need not be.
    """
  ) { collection, reporter in
    let modules = collection.examinedModules.filter {
      collection.model.documents[$0.page].listedDocuments.count >= 2
    }
    guard !modules.isEmpty else { return }
    let neighbours = Dictionary(grouping: collection.model.documents) { folder(of: $0.path) }
    for module in modules {
      let page = collection.model.documents[module.page]
      let listed = page.listedDocuments.filter { listed in
        collection.target(of: listed, in: page).map { folder(of: $0.path) == folder(of: page.path) }
          ?? false
      }
      guard listed.count >= 2, let last = listed.last else { continue }
      let linked = Set(
        page.links.compactMap { LinkPath($0.destination.value, in: page.path)?.path })
      let named = Set(listed.compactMap { collection.target(of: $0, in: page)?.path })
      let text = String(decoding: collection.source(page).bytes, as: UTF8.self)
      let missing = neighbours[folder(of: page.path), default: []].filter { document in
        guard document.path != page.path, !linked.contains(document.path),
          !named.contains(document.path),
          let name = document.path.split(separator: "/").last
        else { return false }
        let stem = name.prefix { $0 != "." }
        return !stem.isEmpty && !stem.hasPrefix("_") && !collection.isPage(document)
          && !apart.contains(stem.uppercased()) && !text.holds(String(stem))
      }
      guard !missing.isEmpty else { continue }
      let names = missing.prefix(3).map { "`\($0.path.split(separator: "/").last ?? "")`" }
      let rest = missing.count > 3 ? " and \(missing.count - 3) more" : ""
      reporter.report(
        "a page that lists the documents of its folder lists all of them, and not "
          + names.joined(separator: ", ") + rest,
        at: last.path.span)
    }
  }
}

/// Files that lie beside documents and are none of them.
private let apart: Set<String> = [
  "CHANGELOG", "CONTRIBUTING", "LICENSE", "CODE_OF_CONDUCT", "SECURITY", "SUMMARY", "AUTHORS",
  "TEMPLATE",
  "TODO", "CLAUDE", "AGENTS",
]

extension Collection {
  /// Whether a document speaks for its folder, and is kept up to date with it.
  func isPage(_ document: DocumentDraft) -> Bool {
    Check.isPage(named: document.path)
      || model.modules.contains { model.documents[$0.page].path == document.path }
  }

  /// What mends the totals of a page's list of lines once its rows are mended.
  fileprivate func editsOfTotals(on page: Int) -> [FixIt.Edit] {
    let document = model.documents[page]
    let targets = document.listedDocuments.map { listed in
      listed.lines == nil ? nil : target(of: listed, in: document)
    }
    guard !targets.contains(where: { $0 == nil }) else { return [] }
    let sum = targets.reduce(0) { $0 + ($1?.lineCount ?? 0) }
    return totals(ofListedLines: page).filter { !$0.isMended }.flatMap { total in
      correction(
        text(total.claim.figure), at: total.claim.figure, to: sum, like: total.stated
      ).flatMap(\.edits)
    }
  }

  fileprivate func target(of listed: ListedDocument, in document: DocumentDraft) -> DocumentDraft? {
    guard let path = LinkPath(listed.path.value, in: document.path) else { return nil }
    if let place = documents[path.path] { return model.documents[place] }
    return numbered(path.path, listed.path.span, source(document).bytes)
      .flatMap { documents[$0] }.map { model.documents[$0] }
  }

  /// The path of a document whose number stands in another cell of its row: `00_概述.md` for `| 00 | 概述.md |`.
  private func numbered(_ path: String, _ span: Span, _ bytes: [UInt8]) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, name.first.map({ !$0.isNumber }) ?? false else { return nil }
    let row = String(
      decoding: bytes[bytes.lineStart(span.start)..<bytes.lineEnd(span.start)], as: UTF8.self)
    let folder = parts.dropLast().map { $0 + "/" }.joined()
    for cell in row.split(separator: "|") {
      let number = cell.filter { !" *`#".contains($0) }
      guard (1...3).contains(number.count), number.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        continue
      }
      for joint in ["_", "-", "."] where documents[folder + number + joint + name] != nil {
        return folder + number + joint + name
      }
    }
    return nil
  }
}
