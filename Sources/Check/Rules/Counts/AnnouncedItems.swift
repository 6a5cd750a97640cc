import Diagnostics
import Model

extension Rule {
  /// Counts what follows a sentence that says how many things follow.
  static let announcedItems = Rule(
    "announced-items", .warning, "说的件数与列的件数不符", "Not as many items as announced",
    """
    As many things follow as are announced.

        从以下8个维度评估:

        | 维度 | 权重 |        <- seven rows

    Judged where a paragraph ends in such words and a colon, and a list or a table comes next: 以下, 下列 or
    `the following`, a number and a counter; or a number and what a list spells out, 三种模式 and `three
    options`; and where a heading is nothing but a number of things, 三大支柱, 四个模块 or `The four golden signals`, above a
    list, or above headings that are numbered one by one. A row of totals is not counted, and a list is left alone whose nested items, or the numbers
    of whose items, make the number: `- 单元测试 × 3`, 其他 16 个. Lists under labels below a counted heading are counted together.
    A sentence that lists kinds or parts behind a number and a colon is counted as well: `三种模式：A、B`,
    `four parts: goal, checks and steps`; and so is what a sentence above the sections counts by their headings, `3 new
    features, 6 fixes and 2 deprecations`, where one alone is wrong. Of a table whose first cells count what another
    cell lists, `Service (9 个)`, the one that is wrong is reported where the others are right. `阶段二（3/4）` above four boxes,
    or above items with ✅ and ❌, says how many of them are done. `Issues (4)`, `Created 4 files:` and `### 4 files created` are
    held where every item is certain to be one of them; a fence that names files one a line is counted as a list is, and so
    is what a tree draws below `excel/ (4 files)`, where no folder and no `...` is among it.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for announced in document.announcements where announced.items != announced.count.value {
        let what = counting(announced.items, "items")
        reporter.report(
          "as many things follow as are announced, and after `\(collection.quoted(announced.count.span))`"
            + " there \(announced.items == 1 ? "is" : "are") \(what)",
          at: announced.count.span,
          notes: [.init("what follows", at: announced.list)],
          fixes: [
            FixIt(
              "write `\(announced.items)`", replacing: announced.count.span,
              with: "\(announced.items)")
          ])
      }
    }
    reporter.holdInlineLists(collection)
    reporter.holdSectionCounts(collection)
    reporter.holdCellLists(collection)
    reporter.holdTickedBoxes(collection)
    reporter.holdDrawnFolders(collection)
  }
}
