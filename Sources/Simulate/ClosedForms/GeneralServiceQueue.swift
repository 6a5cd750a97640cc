import Glibc

/// M/G/1: Poisson arrivals, one server, any law of service (Pollaczek and Khinchine).
package struct GeneralServiceQueue: Sendable, Hashable {
  package let arrivalRate: Double
  package let meanService: Double

  /// E[S²].
  package let secondMoment: Double

  package init(arrivalRate: Double, meanService: Double, secondMoment: Double) {
    self.arrivalRate = arrivalRate
    self.meanService = meanService
    self.secondMoment = secondMoment
  }

  package init(arrivalRate: Double, meanService: Double, squaredVariation: Double) {
    self.init(
      arrivalRate: arrivalRate, meanService: meanService,
      secondMoment: meanService * meanService * (1 + squaredVariation))
  }

  /// M/D/1.
  package init(arrivalRate: Double, constantService: Double) {
    self.init(arrivalRate: arrivalRate, meanService: constantService, squaredVariation: 0)
  }

  /// Nil if the law has no closed moments.
  package init?(arrivalRate: Double, service: Distribution) {
    guard let mean = service.moment(1), let second = service.moment(2) else { return nil }
    self.init(arrivalRate: arrivalRate, meanService: mean, secondMoment: second)
  }

  package var utilisation: Double { arrivalRate * meanService }
  package var isStable: Bool { utilisation < 1 }

  /// The mean work left of the service in progress, as an arrival finds it: λ E[S²] / 2.
  package var meanResidual: Double { arrivalRate * secondMoment / 2 }

  /// λ E[S²] / 2(1 − ρ).
  package var meanWait: Double { isStable ? meanResidual / (1 - utilisation) : .infinity }
  package var meanSojourn: Double { meanWait + meanService }
  package var meanQueue: Double { arrivalRate * meanWait }
  package var meanNumber: Double { meanQueue + utilisation }

  /// The mean wait when the idle server goes away again and again, for times with these moments
  /// (the decomposition of Fuhrmann and Cooper 1985): that of M/G/1 and E[V²]/2E[V].
  package func meanWait(vacationMean: Double, vacationSecondMoment: Double) -> Double {
    meanWait + vacationSecondMoment / (2 * vacationMean)
  }

  /// The mean wait when customers come in independent batches, `arrivalRate` counting customers:
  /// that of M/G/1 and E[S] (E[B²]/E[B] − 1) / 2(1 − ρ).
  package func meanWait(batchMean: Double, batchSecondMoment: Double) -> Double {
    isStable
      ? meanWait + meanService * (batchSecondMoment / batchMean - 1) / (2 * (1 - utilisation))
      : .infinity
  }

  /// The mean time in the system when the server is shared: E[S] / (1 − ρ), whatever the law.
  package var meanSojournShared: Double {
    isStable ? meanService / (1 - utilisation) : .infinity
  }

  /// The mean time in a shared system of a job that needs `size` of service (Kleinrock 1967).
  package func meanSojournShared(size: Double) -> Double {
    isStable ? size / (1 - utilisation) : .infinity
  }
}
