/// Where the beginning of a series stops betraying how it was started: MSER-5.
///
/// The cut that minimises the squared standard error of what is left, over batches of five
/// (White, Cobb and Spratt, WSC 2000). Only the first half is searched: a minimum at its very end
/// means that the series is too short to tell, and `isReliable` is false.
package struct WarmUp: Sendable, Hashable {
  /// The number of observations to drop.
  package let cut: Int
  package let isReliable: Bool

  /// O(n).
  package init(_ series: [Double]) {
    let batch = 5
    let means = stride(from: 0, to: series.count - series.count % batch, by: batch).map { start in
      series[start..<start + batch].reduce(0, +) / Double(batch)
    }
    guard means.count >= 10 else {
      cut = 0
      isReliable = false
      return
    }
    // From the end, so that the mean and squares of each tail come by adding one more in front.
    var tail = Tally()
    var best = (score: Double.infinity, start: 0)
    let last = means.count / 2
    for start in means.indices.reversed() {
      tail.add(means[start])
      guard start <= last, tail.count > 1 else { continue }
      let left = Double(tail.count)
      let score = tail.variance * (left - 1) / (left * left)
      if score <= best.score { best = (score, start) }
    }
    cut = best.start * batch
    isReliable = best.start < last
  }
}
