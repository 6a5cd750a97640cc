package import Model
import Quantities

/// What an answer is a figure of: which metrics, which statistic of them, and which way is better.
///
/// A claim is bound to an answer only where both speak of the same: a mean answers no 99th percentile,
/// and a utilisation no availability.
package struct Measure: Sendable, Hashable {
  package enum Statistic: Sendable, Hashable {
    case mean
    /// The value that this share of all does not exceed.
    case quantile(Double)
    case worst
    /// The least of a time and the like; no answer gives it.
    case best
    /// Of a whole period, such as the downtime of a year.
    case total
    /// The share of time or of cases in which something is so.
    case share
    /// What is saved against a baseline: a change of the metric, as a positive share.
    case reduction
    /// A size, a capacity or a rate, of which nothing is averaged.
    case value
  }

  package enum Better: String, Sendable, Hashable {
    case higher, lower
    /// An amount needed: what is claimed to be there has to cover it.
    case needed
    case neither
  }

  package let statistic: Statistic

  /// The identifiers of the metrics, as the registry of metrics has them.
  package let metrics: [String]
  package let better: Better

  package init(_ statistic: Statistic, of metrics: String..., better: Better) {
    self.statistic = statistic
    self.metrics = metrics
    self.better = better
  }

  /// On which side of a plain figure the answer may lie: a need is met by what is more.
  package var direction: Metric.Direction {
    switch better {
    case .higher: .up
    case .lower, .needed: .down
    case .neither: .neither
    }
  }

  /// The statistic and the metrics, as in `mean of latency, response time`.
  package var subject: Label {
    let known = metrics.compactMap(Metric.named)
    guard !known.isEmpty else { return statistic.label }
    return Label(
      zh: known.map(\.label.zh).joined(separator: "、") + "的" + statistic.label.zh,
      en: statistic.label.en + " of " + known.map(\.label.en).joined(separator: ", "))
  }

  /// The same with the better side, as in `mean of latency; lower is better`.
  package var described: Label {
    Label(zh: subject.zh + "；" + better.label.zh, en: subject.en + "; " + better.label.en)
  }
}

extension Measure.Statistic {
  package var label: Label {
    switch self {
    case .mean: Label(zh: "平均值", en: "mean")
    case .quantile(0.5): Label(zh: "中位数", en: "median")
    case .quantile(let share):
      Label(zh: "P\(figure(of: share)) 分位数", en: "P\(figure(of: share)) quantile")
    case .worst: Label(zh: "最坏值", en: "worst case")
    case .best: Label(zh: "最好值", en: "best case")
    case .total: Label(zh: "合计", en: "total")
    case .share: Label(zh: "份额", en: "share")
    case .reduction: Label(zh: "降幅", en: "reduction")
    case .value: Label(zh: "数值", en: "value")
    }
  }

  /// As programs read it: `mean`, `p99.9`.
  package var name: String {
    switch self {
    case .quantile(let share): "p" + figure(of: share)
    case .worst: "worst"
    case .best: "best"
    case .mean, .total, .share, .reduction, .value: label.en
    }
  }

  private func figure(of share: Double) -> String {
    let percent = (share * 1e6).rounded() / 1e4
    return percent == percent.rounded() ? "\(Int(percent))" : "\(percent)"
  }
}

extension Measure.Better {
  package var label: Label {
    switch self {
    case .higher: Label(zh: "高者为好", en: "higher is better")
    case .lower: Label(zh: "低者为好", en: "lower is better")
    case .needed: Label(zh: "所需的量，写出的数须不小于它", en: "an amount needed, which the figure has to cover")
    case .neither: Label(zh: "无好坏之分", en: "neither side is better")
    }
  }
}
