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
      let page = collection.model.documents[module.page]
      for claim in page.claims where claim.countedThing == "documents" {
        guard let stated = claim.selfCount, !claim.isPartial(in: collection) else { continue }
        let recount = collection.documents(of: module)
        reporter.compare(claim, stated, recount, "documents", in: collection)
      }
    }
  }

  /// Recounts the lines of a module's documents.
  static let lineCount = Rule(
    "line-count", .error,
    """
    A module page that says how many lines its documents have must be right.

        **总行数**: ~3,600行        <- the documents have 2,331 lines

    Lines are counted as `wc -l` counts them. `~` allows a tenth more or less, `+` any more. The page
    itself may be counted or not.
    """
  ) { collection, reporter in
    for module in collection.examinedModules {
      let page = collection.model.documents[module.page]
      for claim in page.claims where claim.countedThing == "lines" {
        guard let stated = claim.selfCount, !claim.isPartial(in: collection) else { continue }
        reporter.compare(claim, stated, collection.lines(of: module), "lines", in: collection)
      }
    }
  }

  /// Recounts what a module page says that its documents hold.
  static let partCount = Rule(
    "part-count", .warning,
    """
    A module page that says how many cases, diagrams, tables, configuration examples or practices its
    documents hold must be right.

        **架构图**: 15+个        <- four diagrams are drawn

    What a case or an architecture diagram is can be argued about, so docgen counts narrowly and
    widely, and reports only what the widest count contradicts.
    """
  ) { collection, reporter in
    for module in collection.examinedModules {
      let page = collection.model.documents[module.page]
      for claim in page.claims {
        guard let stated = claim.selfCount, !claim.isPartial(in: collection),
          let thing = claim.countedThing,
          let (recount, noun) = collection.parts(of: module, thing)
        else { continue }
        reporter.compare(claim, stated, recount, noun, in: collection)
      }
    }
  }
}

extension Reporter {
  fileprivate mutating func compare(
    _ claim: Claim, _ stated: Quantity, _ recount: Recount, _ noun: String,
    in collection: Collection
  ) {
    guard judge(claim, recount.evidence(for: stated)) == .fails else { return }
    let text = collection.text(claim.figure)
    let fix = rewritten(text, to: recount.plainest).map {
      FixIt("write `\($0)`", replacing: claim.figure, with: $0, .safe)
    }
    let count = recount.plainest
    let there = count == 1 ? "is 1 \(noun.dropLast())" : "are \(count) \(noun)"
    report(
      "a count must be right, and `\(text)` is not: there \(there)",
      at: claim.figure, notes: [.init(recount.explanation.en)], fixes: fix.map { [$0] } ?? [])
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
        zh: "模块目录中除本页外有 \(own.count) 篇文档", en: "\(own.count) documents stand beside the page"),
      inputs: own.map { Span(model.documents[$0].source, 0..<0) })
  }

  fileprivate func lines(of module: ModulePage) -> Recount {
    let own = members(of: module)
    let page = model.documents[module.page].lineCount
    let sum = lines(of: own)
    let all = lines(of: everything(below: module))
    let whole =
      speaksForAll(module) ? [lines(of: model.documents.indices)] : []
    let terms =
      own.count <= 8 ? own.map { "\(model.documents[$0].lineCount)" }.joined(separator: " + ") : "Σ"
    return Recount(
      [sum, sum + page, all, all - page] + whole,
      explanation: Label(
        zh: "\(own.count) 篇文档的行数：\(terms) = \(sum)",
        en: "lines of \(own.count) documents: \(terms) = \(sum)"),
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
          en: "\(sum) \(noun.en) in \(own.count) documents, \(widest) by the widest count"))
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
    default: return nil
    }
  }
}
