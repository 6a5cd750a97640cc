/// When replications are enough, and how many to have made when that is asked next.
///
/// They are enough when the interval of their mean is narrow against the figure or against its distance
/// to a threshold, and lies clear of the threshold (Chow and Robbins, Ann. Math. Stat. 36, 1965, made
/// group-sequential). Each look at the results is a chance to stop by luck: looks are therefore rare, each
/// at twice the replications of the last or more, and being clear takes `caution` half-widths.
package struct StoppingRule: Sendable, Hashable {
  /// The half-width that is enough, as a share of the figure.
  package let relative: Double

  /// The half-width that is enough, as a share of the distance to the threshold.
  package let ofDistance: Double

  /// Replications come in blocks of so many, so that what is wanted is a whole number of blocks.
  package let block: Int

  /// The blocks that are made before the rule is first asked.
  package let firstBlocks: Int

  /// Pocock's constant for eight equally spaced looks over that for one, 2.51 ÷ 1.96: with it the chance
  /// that any look at a figure that lies on its threshold puts it clear of that is about that of a single
  /// look (Pocock, Biometrika 64, 1977). Looks that double are fewer, and further apart; what this covers
  /// then is measured by a test.
  package static let caution = 1.28

  package init(
    relative: Double = 0.05, ofDistance: Double = 0.1, block: Int = 16, firstBlocks: Int = 2
  ) {
    self.relative = relative
    self.ofDistance = ofDistance
    self.block = max(1, block)
    self.firstBlocks = max(1, firstBlocks)
  }

  /// By how much the number of replications has to grow; at most 1 where there are enough.
  ///
  /// - Parameters:
  ///   - size: what a relative width is relative to: the figure, or for a share near 1 what is missing.
  ///   - threshold: the nearest end of what is claimed; nil where nothing is to be decided.
  package func missingFactor(_ estimate: Estimate, size: Double, threshold: Double?) -> Double {
    guard estimate.halfWidth.isFinite else { return .infinity }
    guard estimate.halfWidth > 0 else { return 1 }
    let distance = threshold.map { abs(estimate.mean - $0) }
    let allowed = max(relative * abs(size), ofDistance * (distance ?? 0))
    let precision = estimate.halfWidth / max(allowed, .leastNormalMagnitude)
    // What straddles its threshold goes on until the budget ends.
    let decision = distance.map {
      $0 > 0 ? StoppingRule.caution * estimate.halfWidth / $0 : .infinity
    }
    let ratio = max(precision, decision ?? 0)
    return ratio <= 1 ? 1 : ratio * ratio * 1.1
  }

  /// The blocks to have made when the rule is asked next; `blocks` where there are enough.
  ///
  /// A function of the results so far alone, never of workers: twice as many or more, four times at the
  /// most, for the variance of the first few is a poor guide.
  ///
  /// - Parameter most: the greatest growth at once; infinite to foresee the whole need.
  package func blocks(
    after blocks: Int, growingBy factor: Double, most: Double = 4, limit: Int
  ) -> Int {
    guard blocks > 0 else { return firstBlocks }
    guard blocks < limit, factor > 1 else { return blocks }
    let wanted = Double(blocks) * min(max(factor, 2), most)
    return Int(min(Double(limit), wanted.rounded(.up)))
  }
}
