import Glibc
import Simulate

/// How many of some pods have no metric at a sync, each with the same chance.
///
/// By the gaps between them, which are geometric: as long as there are few, few are drawn. Oracle: the
/// binomial law's mean and variance.
package struct MissingMetrics {
  private let share: Double
  private var stream: RandomStream

  package init(share: Double, _ replication: Replication) {
    self.share = share
    stream = replication.stream("metrics")
  }

  package mutating func draw(of pods: Int) -> Int {
    guard share > 0, pods > 0 else { return 0 }
    guard share < 1 else { return pods }
    let rate = -log1p(-share)
    var (position, found) = (-1.0, 0)
    while true {
      position += 1 + (stream.exponential() / rate).rounded(.down)
      guard position < Double(pods) else { return found }
      found += 1
    }
  }
}
