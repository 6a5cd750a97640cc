import Glibc

/// Quantiles of a stream in bounded memory, each within a stated relative error.
///
/// DDSketch (Masson, Rim and Lee, VLDB 2019): logarithmic buckets of ratio (1 + ε)/(1 − ε), so that
/// the middle of the bucket that holds the wanted rank is within ε of the observation there. At most
/// `bucketBound` buckets are kept per sign: the ones nearest to zero are joined first, so that with
/// ε of 1 % a range of 10³⁵ is exact to the statement. Merging is lossless and commutative.
package struct QuantileSketch: Sendable, Hashable {
  package let relativeError: Double
  package private(set) var count = 0
  private let logRatio: Double
  private var zeros = 0
  private var positive = Buckets()
  private var negative = Buckets()

  package static let bucketBound = 4_096

  /// A sketch with the given relative error, taken into 10⁻⁶ … 0.5.
  package init(relativeError: Double = 0.005) {
    let error = min(max(relativeError, 1e-6), 0.5)
    self.relativeError = error
    logRatio = log((1 + error) / (1 - error))
  }

  /// Adds a finite value; others are ignored.
  package mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    count += 1
    if abs(value) < Double.leastNormalMagnitude {
      zeros += 1
    } else {
      let index = Int((log(abs(value)) / logRatio).rounded(.up))
      if value > 0 { positive.add(index) } else { negative.add(index) }
    }
  }

  /// Adds all that `other` has seen; both must have the same error.
  package mutating func merge(_ other: QuantileSketch) {
    precondition(relativeError == other.relativeError, "sketches of one relative error merge")
    count += other.count
    zeros += other.zeros
    positive.merge(other.positive)
    negative.merge(other.negative)
  }

  /// The value at rank ⌈p · count⌉, nil while nothing has been added.
  package func quantile(_ probability: Double) -> Double? {
    guard count > 0 else { return nil }
    var rank = max(1, Int(saturating: (probability * Double(count)).rounded(.up)))
    if rank <= negative.total {
      return negative.index(ofRankFromTop: rank).map { -middle(of: $0) }
    }
    rank -= negative.total
    if rank <= zeros { return 0 }
    return positive.index(ofRank: min(rank - zeros, positive.total)).map { middle(of: $0) }
  }

  /// The share of observations above `threshold`, zero or more; nil while nothing has been added.
  ///
  /// The bucket that holds the threshold counts in part, as if its observations lay evenly in it.
  package func share(above threshold: Double) -> Double? {
    guard count > 0, threshold >= 0 else { return nil }
    guard threshold > 0 else { return Double(positive.total) / Double(count) }
    let position = log(threshold) / logRatio
    return positive.amount(above: position) / Double(count)
  }

  private func middle(of index: Int) -> Double {
    let upper = exp(Double(index) * logRatio)
    return upper * (1 - relativeError)
  }

  /// Counts of consecutive bucket indices.
  private struct Buckets: Sendable, Hashable {
    var first = 0
    var counts: [Int] = []
    var total = 0

    mutating func add(_ index: Int, _ amount: Int = 1) {
      total += amount
      if counts.isEmpty {
        first = index
        counts = [amount]
        return
      }
      if index < first {
        let span = first + counts.count - index
        if span > QuantileSketch.bucketBound {
          counts[0] += amount
          return
        }
        counts.insert(contentsOf: repeatElement(0, count: first - index), at: 0)
        first = index
      } else if index >= first + counts.count {
        if index - first >= QuantileSketch.bucketBound { join(below: index) }
        counts.append(
          contentsOf: repeatElement(0, count: max(0, index - first - counts.count + 1)))
      }
      counts[index - first] += amount
    }

    /// Joins the lowest buckets, so that `index` fits.
    private mutating func join(below index: Int) {
      let lowest = index - QuantileSketch.bucketBound + 1
      let joined = min(lowest - first, counts.count)
      let sum = counts.prefix(joined).reduce(0, +)
      counts.removeFirst(joined)
      first = lowest
      if counts.isEmpty { counts = [0] }
      counts[0] += sum
    }

    mutating func merge(_ other: Buckets) {
      for (offset, amount) in other.counts.enumerated() where amount > 0 {
        add(other.first + offset, amount)
      }
    }

    func index(ofRank rank: Int) -> Int? {
      var rest = rank
      for (offset, amount) in counts.enumerated() {
        rest -= amount
        if rest <= 0 { return first + offset }
      }
      return nil
    }

    /// How many lie above a position, of which the bucket (index − 1, index] holds its part.
    func amount(above position: Double) -> Double {
      var sum = 0.0
      for (offset, amount) in counts.enumerated() {
        let index = Double(first + offset)
        sum += Double(amount) * min(max(index - position, 0), 1)
      }
      return sum
    }

    func index(ofRankFromTop rank: Int) -> Int? { index(ofRank: total - rank + 1) }
  }
}
