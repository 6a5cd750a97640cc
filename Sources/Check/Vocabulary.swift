/// Words by what they mean, in both languages and lower case, that several rules look for.
///
/// A rule adds the words that are its own: `Words(Vocabulary.reached + ["worst"])`.
enum Vocabulary {
  /// What is to be reached.
  static let asked = ["目标", "要求", "target", "objective", "required", "slo", "sla", "goal"]

  /// What was reached, by measurement.
  static let reached = ["实际", "实测", "达成", "actual", "achieved", "measured", "reached"]

  /// A figure that is the sum of others.
  static let sums = ["合计", "总计", "总分", "总和", "小计", "总耗时", "total", "sum", "overall"]

  static let means = LineTopic.means + ["均分"]

  /// What goes on at the same time, and takes no longer together than the longest of it.
  static let together = ["并行", "同时", "重叠", "parallel", "overlap", "concurrent"]

  /// Of several that do the same, one is enough.
  static let redundancy = ["并联", "冗余", "互备", "redundan", "parallel", "active-active", "双活"]

  /// Headers of availabilities.
  static let availabilities = ["可用性", "可用率", "sla", "availability"]

  /// A period that is over, beside the one that is told of.
  static let pasts = [" ago", "last ", "past ", "上个", "上周", "上月", "上季度", "去年"]

  /// A plan, beside what came of it.
  static let plans = ["计划", "预算", "目标", "plan", "budget", "target"]
}
