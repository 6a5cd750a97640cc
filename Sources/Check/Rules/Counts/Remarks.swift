import Diagnostics
import Model
import Quantities

extension Rule {
  /// Flags a document that is called finished and hardly begun.
  static let stubMarkedDone = Rule(
    "stub-marked-done", .warning, "标为完成的文档是空壳", "Stub marked as done",
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
    "unbalanced-bracket", .note, "括号不成对", "Unbalanced bracket",
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
          let opened = component.text.unicodeScalars.count { $0 == "(" || $0 == "（" }
          let closed = component.text.unicodeScalars.count { $0 == ")" || $0 == "）" }
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

private let done: Words = ["✅", "完成", "100%", "done", "complete"]
private let stubs: Words = ["待补充", "待完善", "待编写", "待写", "占位", "todo", "tbd", "coming soon"]
