/// Items into as few bins of one capacity as possible.
///
/// Oracle: every assignment of few items, which gives the fewest bins; no rule needs fewer, and first-fit
/// decreasing keeps Dósa's bound (`SchedulingOracleTests`).
package struct BinPacking: Sendable, Hashable {
  package let capacity: Double
  package let items: [Double]

  package init(capacity: Double, items: [Double]) {
    self.capacity = capacity
    self.items = items
  }

  package enum Rule: String, Sendable, Hashable, CaseIterable {
    case nextFit, firstFit, bestFit, worstFit, firstFitDecreasing, bestFitDecreasing
  }

  /// The bins that a rule uses; nil if an item is larger than a bin. O(items · bins).
  package func bins(_ rule: Rule) -> Int? { packing(rule)?.count }

  /// What each bin is filled to by a rule.
  package func packing(_ rule: Rule) -> [Double]? {
    guard items.allSatisfy({ $0 <= capacity && $0 >= 0 }) else { return nil }
    let isDecreasing = rule == .firstFitDecreasing || rule == .bestFitDecreasing
    var levels: [Double] = []
    for item in isDecreasing ? items.sorted(by: >) : items {
      if let bin = choose(rule, item, levels) {
        levels[bin] += item
      } else {
        levels.append(item)
      }
    }
    return levels
  }

  private func choose(_ rule: Rule, _ item: Double, _ levels: [Double]) -> Int? {
    let fitting = levels.indices.filter { fits(levels[$0] + item) }
    switch rule {
    case .nextFit: return fitting.last == levels.indices.last ? fitting.last : nil
    case .firstFit, .firstFitDecreasing: return fitting.first
    case .bestFit, .bestFitDecreasing:
      return fitting.min { (-levels[$0], $0) < (-levels[$1], $1) }
    case .worstFit: return fitting.min { (levels[$0], $0) < (levels[$1], $1) }
    }
  }

  /// Ten tenths make one, whatever doubles say.
  private func fits(_ level: Double) -> Bool { level <= capacity * (1 + 1e-12) }

  /// The least number of bins that volume alone allows.
  package var lowerBound: Int {
    guard capacity > 0 else { return 0 }
    return Int(saturating: (items.reduce(0, +) / capacity - 1e-9).rounded(.up))
  }

  /// The fewest bins, by branch and bound from first-fit decreasing; nil if an item is too large or the
  /// search gives up after `limit` steps.
  package func optimum(limit: Int = 2_000_000) -> Int? {
    guard let upper = bins(.firstFitDecreasing) else { return nil }
    var least = max(lowerBound, items.isEmpty ? 0 : 1)
    var budget = limit
    let sorted = items.sorted(by: >)
    while least < upper {
      switch canPack(sorted, into: least, &budget) {
      case true?: return least
      case false?: least += 1
      case nil: return nil
      }
    }
    return upper
  }

  /// Depth-first with an explicit stack. Equal levels are tried once, equal items in the order of their
  /// bins, and what is left too small for any item may not exceed the volume to spare.
  private func canPack(_ sorted: [Double], into bins: Int, _ budget: inout Int) -> Bool? {
    var levels = [Double](repeating: 0, count: bins)
    var choice = [Int](repeating: -1, count: sorted.count)
    var depth = 0
    let smallest = sorted.last ?? 0
    let spare = Double(bins) * capacity - sorted.reduce(0, +) + capacity * 1e-9
    func isWasteful() -> Bool {
      var waste = 0.0
      for level in levels where !fits(level + smallest) { waste += capacity - level }
      return waste > spare
    }
    while depth >= 0 {
      if depth == sorted.count { return true }
      budget -= 1
      if budget < 0 { return nil }
      if choice[depth] >= 0 { levels[choice[depth]] -= sorted[depth] }
      let first = depth > 0 && sorted[depth] == sorted[depth - 1] ? choice[depth - 1] : 0
      var bin = max(first, choice[depth] + 1)
      while bin < bins,
        !fits(levels[bin] + sorted[depth]) || levels[first..<bin].contains(levels[bin])
      {
        bin += 1
      }
      if bin < bins {
        choice[depth] = bin
        levels[bin] += sorted[depth]
        // One that wastes too much is taken back where the search comes by it again.
        if isWasteful() { continue }
        depth += 1
      } else {
        choice[depth] = -1
        depth -= 1
      }
    }
    return false
  }
}

/// Scores of kube-scheduler's NodeResourcesFit, 0 … 100 (integer arithmetic as in the plug-in).
///
/// Oracle: the plug-in's arithmetic on a node of which a quarter is asked for (`ClusterReferenceTests`, K25).
package enum NodeScore {
  /// Mean over resources of (capacity − requested) × 100 / capacity, each rounded down.
  ///
  /// - Parameter weights: of the resources, as `scoringStrategy` has them; all alike where none are given.
  package static func leastAllocated(
    capacity: [Int], requested: [Int], weights: [Int] = []
  ) -> Int {
    score(capacity, requested, weights) { ($0 - $1) * 100 / $0 }
  }

  /// Mean over resources of requested × 100 / capacity, each rounded down; what is asked beyond the
  /// capacity counts as all of it (most_allocated.go).
  package static func mostAllocated(
    capacity: [Int], requested: [Int], weights: [Int] = []
  ) -> Int {
    score(capacity, zip(requested, capacity).map { min($0, $1) }, weights) { $1 * 100 / $0 }
  }

  /// 100 less the standard deviation of the requested shares, in percent, rounded down.
  package static func balancedAllocation(capacity: [Int], requested: [Int]) -> Int {
    let shares = zip(capacity, requested).filter { $0.0 > 0 }
      .map { min(1, Double($0.1) / Double($0.0)) }
    guard !shares.isEmpty else { return 0 }
    let mean = shares.reduce(0, +) / Double(shares.count)
    let variance = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(shares.count)
    return Int(saturating: (1 - variance.squareRoot()) * 100)
  }

  private static func score(
    _ capacity: [Int], _ requested: [Int], _ weights: [Int], _ one: (Double, Double) -> Double
  ) -> Int {
    var (sum, total) = (0, 0)
    for (index, (capacity, requested)) in zip(capacity, requested).enumerated()
    where capacity > 0 {
      let weight = weights.isEmpty ? 1 : weights[index]
      total += weight
      guard requested <= capacity else { continue }
      sum += weight * Int(one(Double(capacity), Double(max(0, requested))))
    }
    return total == 0 ? 0 : sum / total
  }
}
