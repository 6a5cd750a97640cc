import Glibc

/// Long computations that save their state, on machines that fail. One unit of time throughout.
package struct Checkpointing: Sendable, Hashable {
  /// The time that writing a checkpoint takes.
  package let cost: Double

  /// The mean time between failures of everything that the computation needs.
  package let meanTimeBetweenFailures: Double

  /// The time from a failure until work goes on.
  package let restart: Double

  package init(cost: Double, meanTimeBetweenFailures: Double, restart: Double = 0) {
    self.cost = cost
    self.meanTimeBetweenFailures = meanTimeBetweenFailures
    self.restart = restart
  }

  /// Young's interval of work between checkpoints, √(2δM) (CACM 17(9), 1974).
  package var youngInterval: Double { (2 * cost * meanTimeBetweenFailures).squareRoot() }

  /// Daly's first-order interval, √(2δM) − δ (Future Gener. Comput. Syst. 22(3), 2006).
  package var dalyFirstOrder: Double { youngInterval - cost }

  /// Daly's higher-order interval (eq. 37); M where a checkpoint costs 2M or more.
  package var dalyInterval: Double {
    let ratio = cost / (2 * meanTimeBetweenFailures)
    guard ratio < 1 else { return meanTimeBetweenFailures }
    return youngInterval * (1 + ratio.squareRoot() / 3 + ratio / 9) - cost
  }

  /// The interval that minimises the exact expected wall time: τ/M = 1 − e^−(τ+δ)/M, where the
  /// derivative of `wallTime` is zero. It lies below M and Young's interval.
  package var bestInterval: Double {
    let m = meanTimeBetweenFailures
    return solveIncreasing(from: 0, to: min(m, youngInterval)) { interval in
      interval / m + expm1(-(interval + cost) / m)
    }
  }

  /// The expected wall time of `work` saved every `interval`, failures being Poisson and possible in
  /// checkpoints and restarts too: M e^(R/M) (e^((τ+δ)/M) − 1) · W/τ (Daly 2006).
  package func wallTime(work: Double, interval: Double) -> Double {
    let m = meanTimeBetweenFailures
    return m * exp(restart / m) * expm1((interval + cost) / m) * work / interval
  }

  /// Useful work per wall time.
  package func efficiency(interval: Double) -> Double { 1 / wallTime(work: 1, interval: interval) }

  /// The time between failures of `count` parts that fail independently.
  package static func meanTimeBetweenFailures(each: Double, count: Double) -> Double {
    each / count
  }

  /// Part-time per failure, from failures counted over a run: parts × time ÷ failures.
  package static func exposurePerFailure(parts: Double, time: Double, failures: Double) -> Double {
    parts * time / failures
  }
}
