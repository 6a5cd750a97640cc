import Diagnostics
import Model
import Quantities

extension Rule {
  /// Notes a mark that a collection gives itself.
  static let selfScore = Rule(
    "self-score", .note,
    """
    A mark means something only with what it was given for and by whom.

        **综合评分**: 98/100        <- by which measure?

    Reported once in a document, unless it has a heading such as 评分标准 or criteria.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let marks = document.claims.filter { claim in
        claim.metric?.id == "score" && claim.role != .requirement && claim.role != .outcome
      }
      guard let first = marks.first,
        !document.sections.contains(where: { criteria.occurInAnyCase(in: $0.title) })
      else { continue }
      let others = marks.dropFirst().prefix(3).map {
        Diagnostic.Note("another one", at: $0.figure)
      }
      reporter.report(
        "a mark means something only with its measure: `\(collection.quoted(first.span))`",
        at: first.figure, notes: others)
    }
  }

  /// Flags a document that is called finished and hardly begun.
  static let stubMarkedDone = Rule(
    "stub-marked-done", .warning,
    """
    A document that a page calls finished says something.

        | `03_网络.md` | ✅ 已完成 |        <- four lines, and one of them 待补充

    Documents of fewer than ten lines that hold a word such as 待补充, TODO or TBD are stubs.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments where collection.isPage(document) {
      for listed in document.listedDocuments {
        guard let status = listed.status, done.occurInAnyCase(in: status),
          let path = LinkPath(listed.path.value, in: document.path),
          let index = collection.documents[path.path]
        else { continue }
        let target = collection.model.documents[index]
        guard target.lineCount < 10, stubs.occurInAnyCase(in: stubText(target, collection)) else {
          continue
        }
        reporter.report(
          "a document that is called finished says something, and `\(target.path)` is still to be "
            + "written",
          at: listed.path.span)
      }
    }
  }

  /// Notes a component whose brackets do not close.
  static let unbalancedBracket = Rule(
    "unbalanced-bracket", .note,
    """
    A bracket in a component is closed where it is opened.

        ├─ ESXi集群 (16节点        <- `)` is missing

    What stands in brackets is read as a remark or a count.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for architecture in document.architectures
      where architecture.kind == .architecture && architecture.notation == .tree {
        for component in architecture.components where component.details.isEmpty {
          let opened = component.text.count { $0 == "(" || $0 == "（" }
          let closed = component.text.count { $0 == ")" || $0 == "）" }
          // `a) first`, `:)` and the like close what was never opened.
          guard opened > closed else { continue }
          reporter.report(
            "a bracket is closed where it is opened: `\(collection.quoted(component.span))`",
            at: component.span)
        }
      }
    }
  }
}

private func stubText(_ document: DocumentDraft, _ collection: Collection) -> String {
  String(decoding: collection.source(document).bytes, as: UTF8.self)
}

private let criteria: Words = [
  "评分标准", "评分依据", "评分维度", "评分方法", "评估标准", "评估方法", "评价标准", "rubric", "criteria",
]
private let done: Words = ["✅", "完成", "100%", "done", "complete"]
private let stubs: Words = ["待补充", "待完善", "待编写", "待写", "占位", "todo", "tbd", "coming soon"]
