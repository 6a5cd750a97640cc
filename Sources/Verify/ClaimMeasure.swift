import Glibc
import Model
import Quantities
import Systems

/// What a claim speaks of, as far as its words say: the statistic, and the metric.
extension Claim {
  /// Whether an answer measures what the claim speaks of.
  ///
  /// A claim without a known metric may be of any; one that names no statistic, of any of its metric.
  func isMeasured(by output: Output) -> Bool {
    let measure = output.measure
    if let metric, !measure.metrics.contains(metric.id) { return false }
    if measure.statistic == .reduction, metric != nil, !speaksOfSaving { return false }
    guard let stated = statedStatistic else { return true }
    return switch (stated, measure.statistic) {
    case (.quantile(let a), .quantile(let b)): abs(a - b) < 1e-9
    case (.quantile, _): false
    case (_, .value), (_, .share), (_, .total), (_, .reduction): true
    default: stated == measure.statistic
    }
  }

  /// The statistic and the metric in words: `P99 quantile of latency`.
  var spokenOf: String {
    let words = [statedStatistic?.label.en, metric?.label.en].compactMap(\.self)
    return words.isEmpty ? "something else" : words.joined(separator: " of ")
  }

  /// The statistic that the claim names; nil where it names none.
  private var statedStatistic: Measure.Statistic? {
    if let percentile = percentile ?? namedPercentile { return .quantile(percentile) }
    let words = subject.lowercased()
    func names(_ list: [String]) -> Bool {
      list.contains { mentions(words, [$0]) }
    }
    if names(["中位数", "中位", "median"]) { return .quantile(0.5) }
    if names(["最坏", "最差", "最长", "最大", "最高", "峰值", "worst", "max", "maximum", "longest", "peak"]) {
      return .worst
    }
    if names(["最短", "最小", "最低", "min", "minimum", "lowest", "shortest"]) {
      return metric?.better == .up ? .worst : .best
    }
    if names(["平均", "均值", "mean", "average", "avg"]) { return .mean }
    if metric?.id == Metric.ID.downtime,
      names(["年", "per year", "yearly", "annual", "a year"])
    {
      return .total
    }
    return nil
  }

  /// The percentile in the words of the subject: `P99延迟`, `p99.9`, `95分位`, `99th percentile`; `P999` is 99.9.
  private var namedPercentile: Double? {
    let words = Array(subject.lowercased().utf8)
    var start = 0
    while start < words.count {
      guard words[start].isDigit else {
        start += 1
        continue
      }
      var end = start
      while end < words.count, words[end].isDigit || words[end] == UInt8(ascii: ".") { end += 1 }
      let figure = String(decoding: words[start..<end], as: UTF8.self)
      let rest = String(decoding: words[end...], as: UTF8.self)
      let leads =
        start > 0 && words[start - 1] == UInt8(ascii: "p")
        && (start < 2 || !words[start - 2].isLetter)
      let follows = ["分位", "百分位", "th percentile", " percentile", "%分位"].contains {
        rest.hasPrefix($0)
      }
      // `P40` and `P4510` are names of devices.
      let isShare =
        figure.contains(".") || figure.hasPrefix("99") || figure.count == 2 && figure >= "50"
      if leads && isShare || follows, figure.first != "0", let number = Double(figure), number > 1 {
        // More than two digits without a point are those after it: 999 for 99.9.
        let isLong = !figure.contains(".") && number > 100
        let share = isLong ? number / pow(10, Double(figure.count)) : number / 100
        if share < 1 { return share }
      }
      start = end
    }
    return nil
  }

  private var speaksOfSaving: Bool {
    if case .change(let quantity) = statement { return quantity.value < 0 }
    return mentions(
      subject, ["节省", "节约", "降幅", "降低", "减少", "saving", "saved", "reduction"])
  }
}
