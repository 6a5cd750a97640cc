import Diagnostics
import Model
import Quantities

extension Rule {
  /// Recounts the documents of a module.
  static let documentCount = Rule(
    "document-count", .error, "自述的文档数不对", "Wrong count of documents",
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
    "line-count", .error, "自述的行数不对", "Wrong count of lines",
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
    "part-count", .warning, "自述的件数不对", "Wrong count of parts",
    """
    A module page that says how many cases, diagrams, tables, examples, practices, sections, links,
    formulas, references, characters or lines of code its documents hold must be right.

        **架构图**: 15+个        <- four diagrams are drawn
        **Coq代码**: 500+行      <- the blocks tagged `coq` have 327 lines

    What a case or an architecture diagram is can be argued about, so docgen counts narrowly and
    widely, and reports only what the widest count contradicts: of tables that compare performance there
    are no more than tables. Code without a tag may be of any language, and code beside the documents, in
    files of its own, is not counted: then nothing is said of it.
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

  /// Whether it is of some things of the kind only, 性能对比表: then it cannot be too small.
  let isOfSome: Bool

  /// Things that are written in too many ways to be counted but roughly.
  static let rough: Set<String> = ["references", "formulas"]
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
      let isOfSome = claim.metric.map {
        $0.isNamedLast(by: claim.subject) && !$0.isNamedAlone(by: claim.subject)
      }
      // Not all that is listed under literature is what a page means by it, nor is each line of code one.
      return SelfCount(
        claim: claim, stated: stated, thing: thing,
        isOfSome: isOfSome ?? false || SelfCount.rough.contains(thing)
          || claim.metric == .codeLines)
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
      guard let (recount, _) = recount(count.thing) else { continue }
      let most = Double(recount.widest) * (SelfCount.rough.contains(count.thing) ? 2 : 1)
      if count.isOfSome, count.stated.interval.lower <= most { continue }
      guard judge(count.claim, recount.evidence(for: count.stated)) == .fails else { continue }
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
          [
            FixIt(
              one.title, edits.flatMap(\.edits), recount.isSettled ? .safe : .needsReview)
          ]
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
extension Collection {
  /// The documents of a module without its page.
  func members(of module: ModulePage) -> [Int] {
    module.members.filter { $0 != module.page }
  }

  /// Whether a module's page is about the whole collection, as a summary or an overview is.
  func speaksForAll(_ module: ModulePage) -> Bool {
    module.folder.isEmpty || wholes.occurInAnyCase(in: module.folder + " " + module.title)
  }

  /// Every document below a module's folder, its page among them.
  func everything(below module: ModulePage) -> [Int] {
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
    let isSettled = own.count == all - 1 && (listed == 0 || listed == own.count)
    return Recount(
      readings, isSettled: isSettled,
      explanation: Label(
        zh: "本页之外，同一目录中或由本页列出的文档有 \(own.count) 篇",
        en: "\(counting(own.count, "documents")) in the folder or listed by the page, itself aside"
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
      [sum, sum + page, all, all - page] + whole, isSettled: sum == all - page,
      explanation: Label(
        zh: "\(own.count) 篇文档的行数：\(terms) = \(sum)",
        en: own.count == 1
          ? "the one document has \(counting(sum, "lines"))"
          : "lines of \(own.count) documents: \(terms) = \(sum)"),
      inputs: own.map { Span(model.documents[$0].source, 0..<0) })
  }
}
