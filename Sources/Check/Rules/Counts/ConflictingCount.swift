import Diagnostics
import Model
import Quantities

extension Rule {
  /// Compares how many of a component a figure draws with how many a table, a line or another kind
  /// of figure of the same case states.
  static let conflictingCount = Rule(
    "conflicting-count", .warning, "同一组件的数量前后不一", "Conflicting counts of one component",
    """
    One component of a design has one count, wherever it is stated.

        GPU集群
        └─ GPU节点 (50台)

        | 组件    | 数量 |
        |---------|------|
        | GPU节点 | 48台 |        <- 50 are drawn

    Names are compared within one case, or within one document that has none, and only where a name
    stands once in its figure. A count for one of what holds the component and the product of both
    are equally right: 50台 of 8卡 each agree with 400卡. Nothing is said where one of the places
    speaks of another stage, environment or size. A sentence that tells what there is, `使用 6 台 Nginx` or `we operate
    140 edge nodes`, is held against the only drawing that counts it.
    """
  ) { collection, reporter in
    let examined = Set(collection.examined)
    for component in collection.model.components where examined.contains(component.document) {
      guard
        let drawn = component.mentions.first(where: {
          ($0.place == .tree || $0.place == .chart) && $0.count?.comparator == .equal
        }), let count = drawn.count
      else { continue }
      for other in component.mentions where other.span != drawn.span && other.place != drawn.place {
        guard let stated = other.count, stated.comparator == .equal,
          stated.dimension.isComparable(with: count.dimension),
          stated.value != count.value, stated.value != drawn.total, other.total != count.value,
          !speaksOfVariant(other, beside: drawn)
        else { continue }
        let (here, there) = (format(stated, .en), format(count, .en))
        reporter.report(
          "one component must have one count: `\(component.name)` is \(here) here, \(there) where it is drawn",
          at: other.span, notes: [.init("it is drawn here", at: drawn.span)])
      }
    }
    reporter.holdDrawnCounts(collection)
  }
}

/// Whether a place speaks of a stage, an environment or a bound that the figure does not.
private func speaksOfVariant(
  _ mention: NamedComponent.Mention, beside drawn: NamedComponent.Mention
) -> Bool {
  speaksOfOtherVariant(mention.surroundings, drawn.surroundings)
}

/// Whether one of two texts speaks of a stage, an environment or a bound that the other does not.
func speaksOfOtherVariant(_ one: String, _ other: String) -> Bool {
  variants.contains { $0.occurInAnyCase(in: one) != $0.occurInAnyCase(in: other) }
}

private let variants: [Words] = [
  ["开发", "测试", "dev", "test", "staging", "预发"], ["生产", "production"],
  ["最低", "最小", "最少", "minimum", "min "], ["最大", "最多", "maximum", "max "],
  ["推荐", "建议", "recommend", "suggest"], ["示例", "例如", "example"],
  ["扩容", "扩展", "扩到", "弹性", "autoscal", "scale"],
  ["规划", "未来", "目标", "计划", "future", "plan", "target"],
  ["一期", "初期", "起步", "首期", "initial", "phase"], ["二期", "三期", "后期"],
  ["改造前", "优化前", "之前", "迁移前", "before"], ["改造后", "优化后", "之后", "迁移后", "after"],
  ["方案一", "方案二", "方案a", "方案b", "选项", "option", "alternative"],
  ["高峰", "峰值", "大促", "peak"], ["故障", "失效", "演练", "failure"], ["备机", "备用", "容灾", "灾备", "standby"],
  ["每台", "每个", "每节点", "单台", "单机", "单节点", "per ", "each"], ["剩余", "新增", "增加", "减少", "下线"],
]
