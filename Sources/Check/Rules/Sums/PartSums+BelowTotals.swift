import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Adds up the labelled counts below a labelled total: `总文件数: 143 个`, `Python: 99 个`, `JavaScript: 54 个`.
  ///
  /// What is less than the total may leave others out, but for the outcomes of tests and of tasks, which are all there
  /// are.
  mutating func holdPartsBelowTotals(_ collection: Collection) {
    for line in collection.figureLines(.whole)
    where line.isLine && !line.isRow && !line.isCounterexample {
      if let total = LabelledFigure(line), total.isTotal {
        holdParts(
          below: total, collection.labelledFigures(below: line),
          collection.source(collection.model.documents[line.document]).bytes)
      }
    }
    for document in collection.examinedDocuments {
      for table in document.tables where table.columns.count == 2 && table.rows.count > 2 {
        let figures = table.rows.compactMap { LabelledFigure($0) }
        guard figures.count == table.rows.count, figures[0].isTotal else { continue }
        holdParts(
          below: figures[0], Array(figures.dropFirst()), collection.source(document).bytes)
      }
    }
  }

  private mutating func holdParts(
    below total: LabelledFigure, _ figures: [LabelledFigure], _ bytes: [UInt8]
  ) {
    guard total.isTotal, let all = total.count, all > 2,
      !partial.contains(where: total.label.contains)
    else { return }
    let below = figures.prefix { !$0.isTotal }
    if let part = below.first, let number = part.count, number > all, part.mayBePart(of: total),
      outcomes.count(where: part.label.contains) == 1
    {
      report(
        "a part is no more than its whole: `\(part.text)` of `\(total.text)`", at: part.span,
        notes: [.init("the whole", at: total.span)])
      return
    }
    // Rates, times and other measures are no parts.
    let parts = below.filter { $0.count != nil }
    let numbers = parts.compactMap(\.count)
    guard parts.count > 1, numbers.allSatisfy({ $0 < all }),
      parts.allSatisfy({ $0.mayBePart(of: total) }),
      !parts.contains(where: { part in overlapping.contains(where: part.label.contains) }),
      below.allSatisfy({ $0.count != nil || $0.quantity.dimension == .ratio })
    else { return }
    let areOutcomes = parts.allSatisfy { part in
      outcomes.count(where: part.label.contains) == 1
    }
    // Attributes overlap; what is of one language, priority or kind of test is of no other.
    guard areOutcomes || total.countsThings && parts.allSatisfy(\.isOfOneKind) else { return }
    let sum = numbers.reduce(0, +)
    // What passed and what failed are all there are.
    let areAll = areOutcomes && (parts.count > 2 || isPassedAndFailed(parts, bytes))
    guard sum != all, sum > all || areAll, sum < all * 1.25,
      sum > all * 0.8,
      // Others may count something else.
      !numbers.indices.contains(where: { start in
        numbers.indices[start...].contains { numbers[start...$0].reduce(0, +) == all }
      })
    else { return }
    report(
      "the parts of a whole add up to it: "
        + "\(numbers.map(plainNumber).joined(separator: " + ")) = \(plainNumber(sum)), not `\(total.text)`",
      at: total.span, notes: parts.map { .init("a part", at: $0.span) })
  }
}

/// Whether two figures count what passed and what failed of tests, with no item below that may count a third part.
///
/// - Parameter bytes: those of the document.
private func isPassedAndFailed(_ parts: [LabelledFigure], _ bytes: [UInt8]) -> Bool {
  guard parts.count == 2,
    [["通过", "失败"], ["passed", "failed"], ["成功", "失败"]].contains(where: { pair in
      zip(parts, pair).allSatisfy { $0.label.contains($1) }
    })
  else { return false }
  let next = min(bytes.lineEnd(parts[1].span.end) + 1, bytes.count)
  let below = bytes[next..<bytes.lineEnd(next)].drop { $0 == 0x20 }
  return !(below.first.map { "-*+".utf8.contains($0) } ?? false)
    || below.contains(UInt8(ascii: "%"))
}

extension LabelledFigure {
  /// Whether it may count what a total does: by the same unit, or by 个 or none.
  fileprivate func mayBePart(of total: LabelledFigure) -> Bool {
    switch (quantity.dimension, total.quantity.dimension) {
    case (.number, _): true
    case (.count(let thing), .count(let all)): thing == all || thing == "个"
    default: total.countsThings
    }
  }

  /// Whether its label is one of kinds of which a thing has but one.
  fileprivate var isOfOneKind: Bool {
    let words = label.split { !$0.isLetter && !$0.isNumber && $0 != "+" && $0 != "#" }.map(
      String.init)
    return words.contains(where: kinds.contains) || hanKinds.contains(where: label.hasPrefix)
  }

  /// Whether its unit or its label says what it counts.
  fileprivate var countsThings: Bool {
    quantity.dimension != .number || things.contains(where: label.contains)
  }
}

/// Languages, priorities, severities, methods and kinds of tests.
private let kinds: Set<String> = [
  "python", "javascript", "typescript", "java", "go", "rust", "swift", "kotlin", "ruby", "php", "c",
  "c++", "c#", "html",
  "css", "shell", "sql", "yaml", "json", "markdown", "vue", "p0", "p1", "p2", "p3", "p4",
  "critical", "high",
  "medium", "low", "get", "post", "put", "delete", "patch", "unit", "integration", "e2e",
  "performance",
]

private let hanKinds = ["单元", "集成", "端到端", "性能测试", "严重", "高优", "中优", "低优", "高危", "中危", "低危"]

/// What is counted one by one.
private let things = [
  "文件", "文档", "接口", "端点", "用例", "测试", "模块", "任务", "缺陷", "组件", "页面", "依赖", "导入", "服务", "节点", "files",
  "documents", "endpoints", "tests", "modules", "tasks", "bugs", "issues", "components", "pages",
  "services",
  "nodes", "commits", "packages",
]

/// Totals of more than what follows.
private let partial = ["累计", "目标", "计划", "预计", "上限", "容量", "最大", "limit", "capacity", "target"]

/// What the labels say of figures that are no parts.
private let overlapping = [
  "其中", "累计", "目标", "计划", "平均", "每", "average", "target", "planned", "per ",
]

/// How tests and tasks end.
private let outcomes = [
  "通过", "失败", "跳过", "错误", "完成", "进行中", "待", "未", "成功", "取消", "passed", "failed", "skipped",
  "error", "done", "completed", "in progress", "pending", "todo", "open", "closed",
]
