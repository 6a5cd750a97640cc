import Glibc

/// The mean of one long, correlated series by batch means in constant memory.
///
/// Twice `batches` means are kept; when they are full, neighbours are joined and the batch length
/// doubles, so that batches end up long against the correlation. `lagOne` says whether they are.
package struct BatchMeans: Sendable {
  private let batches: Int
  private var length = 1
  private var complete: [Double] = []
  private var partial = 0.0
  private var filled = 0

  /// Between `batches` (at least 10) and twice as many means are kept.
  package init(batches: Int = 20) {
    self.batches = max(10, batches)
  }

  package mutating func add(_ value: Double) {
    partial += value
    filled += 1
    guard filled == length else { return }
    complete.append(partial / Double(length))
    partial = 0
    filled = 0
    guard complete.count == 2 * batches else { return }
    for index in 0..<batches {
      complete[index] = (complete[2 * index] + complete[2 * index + 1]) / 2
    }
    complete.removeLast(batches)
    length *= 2
  }

  /// The first autocorrelation of the batch means; beyond ±2/√batches the interval is too short.
  package var lagOne: Double {
    let tally = Tally(complete)
    guard tally.count > 2, tally.variance > 0 else { return 0 }
    var products = 0.0
    for (left, right) in zip(complete, complete.dropFirst()) {
      products += (left - tally.mean) * (right - tally.mean)
    }
    return products / (tally.variance * Double(tally.count - 1))
  }

  /// The mean of the complete batches, whose number is the estimate's `replications`.
  package func estimate(confidence: Double = 0.95) -> Estimate {
    Tally(complete).estimate(confidence: confidence)
  }
}
