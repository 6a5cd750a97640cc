import Diagnostics
import Model
import Quantities

extension Rule {
  /// Recounts the documents of a module.
  static let documentCount = Rule(
    "document-count", .error,
    """
    A module page that says how many documents it has must be right.

        **文档数量**: 3篇        <- two documents stand beside this page

    The documents of the page's folder are counted, and those that it lists; the page itself may be
    counted or not, and the page of a whole collection may mean all of it.
    """
  ) { collection, reporter in
    for module in collection.examinedModules {
      reporter.compare(collection.selfCounts(of: module) { $0 == "documents" }, in: collection) {
        _ in
        (collection.documents(of: module), "documents")
      }
    }
  }

  /// Recounts the lines of a module's documents.
  static let lineCount = Rule(
    "line-count", .error,
    """
    A module page that says how many lines its documents have must be right.

        **总行数**: ~3,600行        <- the documents have 2,331 lines

    Lines are counted as `wc -l` counts them. `~` allows a tenth more or less, `+` any more; both
    together, as in `~5,400+`, say that it is not many more. The page itself may be counted or not. A
    total over one listed document is left to `listed-lines`.
    """
  ) { collection, reporter in
    for module in collection.examinedModules {
      let counts = collection.selfCounts(of: module) { $0 == "lines" }
      let listed = collection.onlyListedLines(of: module)
      let recount = collection.lines(of: module)
      let others = counts.filter { $0.stated.value != listed }
      reporter.compare(others, in: collection) { _ in (recount, "lines") }
      for count in counts where count.stated.value == listed {
        reporter.judge(count.claim, recount.evidence(for: count.stated))
      }
      guard
        let low = others.first(where: { count in
          count.stated.isAboutAndMore
            && recount.readings.allSatisfy { Double($0) > count.stated.value * 1.1 }
        })
      else { continue }
      reporter.report(
        "a count must be right, and `\(collection.quoted(low.claim.figure))` says that there are "
          + "hardly more, while there are \(counting(recount.plainest, "lines"))",
        at: low.claim.figure, severity: .warning, notes: [.init(recount.explanation.en)],
        fixes: correction(
          collection.text(low.claim.figure), at: low.claim.figure, to: recount.plainest,
          like: low.stated))
    }
  }

  /// Recounts what a module page says that its documents hold.
  static let partCount = Rule(
    "part-count", .warning,
    """
    A module page that says how many cases, diagrams, tables, examples, practices, sections, links or
    characters its documents hold must be right.

        **架构图**: 15+个        <- four diagrams are drawn

    What a case or an architecture diagram is can be argued about, so docgen counts narrowly and
    widely, and reports only what the widest count contradicts.
    """
  ) { collection, reporter in
    for module in collection.examinedModules {
      let counts = collection.selfCounts(of: module) { $0 != "documents" && $0 != "lines" }
      reporter.compare(counts, in: collection) { collection.parts(of: module, $0) }
    }
  }
}

/// A count that a module page states of its documents.
private struct SelfCount {
  let claim: Claim
  let stated: Quantity
  let thing: String
}

extension Collection {
  /// The counts that a module's page states of the things of some names.
  fileprivate func selfCounts(
    of module: ModulePage, where isWanted: (String) -> Bool
  ) -> [SelfCount] {
    model.documents[module.page].claims.compactMap { claim in
      guard let stated = claim.selfCount, let thing = claim.countedThing, isWanted(thing),
        !claim.isPartial(in: self)
      else { return nil }
      return SelfCount(claim: claim, stated: stated, thing: thing)
    }
  }
}

extension Reporter {
  /// Holds the counts of one page against recounts. A wrong figure that the page repeats is one
  /// finding, and its fix mends all places.
  fileprivate mutating func compare(
    _ counts: [SelfCount], in collection: Collection,
    recounting recount: (String) -> (Recount, String)?
  ) {
    var groups: [[SelfCount]] = []
    for count in counts {
      guard let (recount, _) = recount(count.thing),
        judge(count.claim, recount.evidence(for: count.stated)) == .fails
      else { continue }
      let known = groups.firstIndex { group in
        group[0].thing == count.thing && group[0].stated.value == count.stated.value
      }
      if let known { groups[known].append(count) } else { groups.append([count]) }
    }
    for group in groups {
      guard let first = group.first, let (recount, noun) = recount(first.thing) else { continue }
      let count = recount.plainest
      let edits = group.flatMap { same in
        correction(
          collection.text(same.claim.figure), at: same.claim.figure, to: count, like: same.stated)
      }
      let notes = group.dropFirst().map {
        Diagnostic.Note("stated again here", at: $0.claim.figure)
      }
      report(
        "a count must be right, and `\(collection.quoted(first.claim.figure))` is not: there "
          + (recount.isContinuous && recount.widest > count
            ? "are at most \(counting(recount.widest, noun))"
            : "\(count == 1 ? "is" : "are") \(counting(count, noun))"),
        at: first.claim.figure,
        severity: recount.isNear(first.stated) ? .note : nil,
        notes: [.init(recount.explanation.en)] + notes,
        // What can be counted in several ways is for a person to settle.
        fixes: edits.first.map { one in
          [FixIt(one.title, edits.flatMap(\.edits), recount.isContinuous ? .needsReview : .safe)]
        } ?? [])
    }
  }
}

extension Quantity {
  /// Whether it is written with both signs, `~5,400+`: about so many, or a little more.
  fileprivate var isAboutAndMore: Bool {
    comparator == .atLeast && interval.lower < value * 0.95
  }
}

extension Collection {
  /// The lines that a page lists for the one document of its module; nil where there are several, or
  /// where they are right.
  fileprivate func onlyListedLines(of module: ModulePage) -> Double? {
    let page = model.documents[module.page]
    let members = members(of: module)
    guard members.count == 1, page.listedDocuments.count == 1,
      let stated = page.listedDocuments[0].lines?.value,
      !agrees(stated, model.documents[members[0]].lineCount)
    else { return nil }
    return stated.value
  }

  /// The places where a page totals the lines that it lists, and whether `line-count` mends them.
  func totals(ofListedLines page: Int) -> [(claim: Claim, stated: Quantity, isMended: Bool)] {
    guard let module = model.modules.first(where: { $0.page == page }) else { return [] }
    let listed = model.documents[page].listedDocuments.compactMap(\.lines?.value.value)
    guard !listed.isEmpty else { return [] }
    let sum = listed.reduce(0, +)
    let only = onlyListedLines(of: module)
    let recount = lines(of: module)
    return selfCounts(of: module) { $0 == "lines" }.compactMap { count in
      guard abs(count.stated.value - sum) < 0.5 else { return nil }
      let evidence = recount.evidence(for: count.stated)
      let isWrong = !count.stated.interval.overlaps(evidence.interval)
      return (count.claim, count.stated, isWrong && count.stated.value != only)
    }
  }
}

private let wholes: Words = ["项目", "总结", "总览", "概览", "overview", "summary", "project"]
private let caseWords: Words = ["案例", "case"]

extension Collection {
  /// The documents of a module without its page.
  private func members(of module: ModulePage) -> [Int] {
    module.members.filter { $0 != module.page }
  }

  /// Whether a module's page is about the whole collection, as a summary or an overview is.
  private func speaksForAll(_ module: ModulePage) -> Bool {
    module.folder.isEmpty || wholes.occurInAnyCase(in: module.folder + " " + module.title)
  }

  /// Every document below a module's folder, its page among them.
  private func everything(below module: ModulePage) -> [Int] {
    let prefix = module.folder.isEmpty ? "" : module.folder + "/"
    return model.documents.indices.filter {
      model.documents[$0].path.utf8.starts(with: prefix.utf8)
    }
  }

  private func lines(of documents: some Sequence<Int>) -> Int {
    documents.reduce(0) { $0 + model.documents[$1].lineCount }
  }

  fileprivate func documents(of module: ModulePage) -> Recount {
    let own = members(of: module)
    let all = everything(below: module).count
    let listed = model.documents[module.page].listedDocuments.count
    let whole = speaksForAll(module) ? [model.documents.count, model.documents.count - 1] : []
    let readings =
      [own.count, own.count + 1, all, all - 1] + (listed > 0 ? [listed] : []) + whole
    return Recount(
      readings,
      explanation: Label(
        zh: "模块目录中除本页外有 \(own.count) 篇文档", en: "\(counting(own.count, "documents")) beside the page"
      ),
      inputs: own.map { Span(model.documents[$0].source, 0..<0) })
  }

  fileprivate func lines(of module: ModulePage) -> Recount {
    let own = members(of: module)
    let page = model.documents[module.page].lineCount
    let sum = lines(of: own)
    let all = lines(of: everything(below: module))
    let whole = speaksForAll(module) ? [lines(of: model.documents.indices)] : []
    let terms =
      own.count <= 8 ? own.map { "\(model.documents[$0].lineCount)" }.joined(separator: " + ") : "Σ"
    return Recount(
      [sum, sum + page, all, all - page] + whole,
      explanation: Label(
        zh: "\(own.count) 篇文档的行数：\(terms) = \(sum)",
        en: own.count == 1
          ? "the one document has \(counting(sum, "lines"))"
          : "lines of \(own.count) documents: \(terms) = \(sum)"),
      inputs: own.map { Span(model.documents[$0].source, 0..<0) })
  }

  /// Narrow and wide counts of one kind of part; nil for what is not counted.
  fileprivate func parts(of module: ModulePage, _ metric: String) -> (Recount, String)? {
    let own = members(of: module)
    let page = model.documents[module.page]
    let all = everything(below: module)
    func count(
      _ noun: Label, _ narrow: (DocumentDraft) -> Int, _ wide: (DocumentDraft) -> Int
    )
      -> (Recount, String)
    {
      let sum = own.reduce(0) { $0 + narrow(model.documents[$1]) }
      let widest = all.reduce(0) {
        $0 + max(narrow(model.documents[$1]), wide(model.documents[$1]))
      }
      let recount = Recount(
        [sum, sum + narrow(page), widest], isContinuous: true,
        explanation: Label(
          zh: "\(own.count) 篇文档中有 \(sum) 个\(noun.zh)；最宽的数法得 \(widest)",
          en: "\(counting(sum, noun.en)) in \(counting(own.count, "documents")), \(widest) by the "
            + "widest count"))
      return (recount, noun.en)
    }
    switch metric {
    case "cases":
      let sections = Set(model.cases.map(\.document))
      return count(
        Label(zh: "案例", en: "cases"),
        { draft in
          guard let index = documents[draft.path], sections.contains(index) else { return 0 }
          return model.cases.count { $0.document == index }
        },
        { draft in
          draft.sections.count { caseWords.occurInAnyCase(in: $0.title) }
        })
    case "architectures", "diagrams":
      return count(
        Label(zh: "架构图", en: "diagrams"),
        { $0.architectures.count { $0.kind == .architecture } },
        {
          $0.architectures.count
            + $0.codeBlocks.count { $0.figure != nil || $0.language == "mermaid" }
        })
    case "mermaid":
      let charts = { (draft: DocumentDraft) in
        draft.architectures.count { $0.notation == .mermaid }
          + draft.codeBlocks.count { $0.language.lowercased() == "mermaid" }
      }
      return count(Label(zh: "Mermaid 图", en: "Mermaid diagrams"), charts, charts)
    case "tables":
      return count(Label(zh: "表格", en: "tables"), \.tables.count, \.tables.count)
    case "configuration-examples":
      return count(
        Label(zh: "配置示例", en: "configuration examples"),
        { $0.codeBlocks.count(where: \.isConfiguration) },
        { $0.codeBlocks.count { $0.figure == nil && !$0.language.isEmpty } })
    case "practices":
      return count(
        Label(zh: "最佳实践", en: "practices"), \.practices.count,
        { $0.practices.reduce(0) { $0 + 1 + $1.details.count } })
    case "code-examples":
      return count(
        Label(zh: "代码示例", en: "code examples"),
        { $0.codeBlocks.count { $0.figure == nil && !$0.language.isEmpty } },
        { $0.codeBlocks.count + $0.architectures.count })
    case "chapters":
      return count(
        Label(zh: "章节", en: "sections"), { $0.sections.count { $0.level == 2 } },
        \.sections.count)
    case "links":
      return count(Label(zh: "链接", en: "links"), \.links.count, \.links.count)
    case "words":
      return count(
        Label(zh: "字", en: "characters"), { source($0).characters.han },
        { source($0).characters.all })
    default: return nil
    }
  }
}

extension SourceFile {
  /// The Han characters of a document, and all that can be seen.
  fileprivate var characters: (han: Int, all: Int) {
    var han = 0
    var all = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if (0x4E00...0x9FFF).contains(scalar.value) { han += 1 }
      if scalar.value > 0x20 { all += 1 }
    }
    return (han, all)
  }
}
