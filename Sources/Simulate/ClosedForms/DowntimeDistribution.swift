import Glibc

/// The downtime of one year, not of the average one: Poisson outages with independent lengths.
///
/// An availability that holds on average may be missed in most of the bad years, or in one of ten.
/// Right while outages are short against the time between them.
package struct DowntimeDistribution: Sendable, Hashable {
  /// Outages expected per year.
  package let outages: Double

  /// The mean length of one.
  package let meanOutage: Double

  /// The squared coefficient of variation of the length; 1 is exponential.
  package let squaredVariation: Double

  package init(outages: Double, meanOutage: Double, squaredVariation: Double = 1) {
    self.outages = outages
    self.meanOutage = meanOutage
    self.squaredVariation = squaredVariation
  }

  package var mean: Double { outages * meanOutage }
  package var variance: Double { outages * meanOutage * meanOutage * (1 + squaredVariation) }

  /// The share of years without any outage.
  package var noneProbability: Double { exp(-outages) }

  /// The share of years whose downtime exceeds `budget`, in the unit of the mean outage.
  ///
  /// Σ Poisson(n) · P(sum of n lengths > budget), the lengths being gamma with the given mean and
  /// variation, so that their sums are gamma too: exact for exponential and for constant lengths.
  package func exceeds(_ budget: Double) -> Double {
    guard outages > 0, outages < 1e6 else { return budget < mean ? 1 : 0 }
    var (total, before) = (0.0, 0.0)
    var count = max(1, Int(saturating: outages - 12 * outages.squareRoot() - 40))
    while true {
      let weight = Tails.poisson(count, mean: outages)
      let term = weight * sumExceeds(budget, count)
      total += term
      // What is left out is small against the total, for a far tail is of years with many more outages than the mean.
      let isPast = total > 0 && term <= before && term <= total * 1e-18
      if Double(count) > outages, isPast || weight == 0 { break }
      (before, count) = (term, count + 1)
    }
    return min(1, total)
  }

  private func sumExceeds(_ budget: Double, _ count: Int) -> Double {
    guard budget > 0 else { return 1 }
    guard squaredVariation > 1e-9 else {
      // As decimals: three of 0.1 are not beyond 0.3.
      return Double(count) * meanOutage > budget * (1 + 1e-14) ? 1 : 0
    }
    return incompleteGammaTail(
      Double(count) / squaredVariation, budget / (meanOutage * squaredVariation))
  }

  /// The downtime that is exceeded in a share 1 − `probability` of years.
  package func quantile(_ probability: Double) -> Double {
    guard probability > noneProbability else { return 0 }
    return solveIncreasing(from: 0, to: max(mean, meanOutage)) {
      1 - probability - exceeds($0)
    }
  }
}
