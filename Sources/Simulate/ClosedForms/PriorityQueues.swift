/// One server and several classes, the first before the second and so on, Poisson arrivals.
package struct PriorityQueue: Sendable, Hashable {
  package let classes: [Class]

  package struct Class: Sendable, Hashable {
    package let arrivalRate: Double
    package let meanService: Double

    /// E[S²].
    package let secondMoment: Double

    package init(arrivalRate: Double, meanService: Double, secondMoment: Double) {
      self.arrivalRate = arrivalRate
      self.meanService = meanService
      self.secondMoment = secondMoment
    }

    /// Exponential service.
    package init(arrivalRate: Double, serviceRate: Double) {
      self.init(
        arrivalRate: arrivalRate, meanService: 1 / serviceRate,
        secondMoment: 2 / (serviceRate * serviceRate))
    }

    package var load: Double { arrivalRate * meanService }
  }

  /// In order of rank, the most urgent first.
  package init(_ classes: [Class]) { self.classes = classes }

  /// The load of the classes up to and including each one, with 0 in front.
  private var cumulativeLoad: [Double] {
    var sums = [0.0]
    for load in classes.map(\.load) { sums.append((sums.last ?? 0) + load) }
    return sums
  }

  package var utilisation: Double { cumulativeLoad.last ?? 0 }

  /// The mean residual service met by an arrival, Σ λᵢ E[Sᵢ²] / 2 over what is served: of a class that
  /// saturates the server only what those above it leave, of those below nothing.
  package var meanResidual: Double {
    var left = 1.0
    return classes.reduce(0) { sum, one in
      let share = one.load > 0 ? min(1, left / one.load) : 1
      left = max(0, left - one.load)
      return sum + share * one.arrivalRate * one.secondMoment / 2
    }
  }

  /// Mean waits when a service, once begun, is finished: R / (1 − σₖ₋₁)(1 − σₖ) (Cobham 1954).
  package var meanWaits: [Double] {
    let sums = cumulativeLoad
    return classes.indices.map { index in
      sums[index + 1] < 1
        ? meanResidual / ((1 - sums[index]) * (1 - sums[index + 1])) : .infinity
    }
  }

  /// Mean times in the system when the more urgent interrupt and the interrupted resume:
  /// E[Sₖ]/(1 − σₖ₋₁) + Rₖ / (1 − σₖ₋₁)(1 − σₖ) (White and Christie 1958).
  package var meanSojournsPreemptive: [Double] {
    let sums = cumulativeLoad
    var residual = 0.0
    return classes.indices.map { index in
      let one = classes[index]
      residual += one.arrivalRate * one.secondMoment / 2
      guard sums[index + 1] < 1 else { return .infinity }
      return one.meanService / (1 - sums[index])
        + residual / ((1 - sums[index]) * (1 - sums[index + 1]))
    }
  }

  /// Kleinrock's conservation law: Σ ρᵢ Wᵢ = ρ R / (1 − ρ), whatever the order of classes.
  package var conservedWork: Double {
    utilisation < 1 ? utilisation * meanResidual / (1 - utilisation) : .infinity
  }

  /// Mean waits of M/M/c with classes that share one service rate, not interrupted: Cobham's with the
  /// residual C/(cμ) of an Erlang-C system.
  package static func meanWaits(
    servers: Int, arrivalRates: [Double], serviceRate: Double
  ) -> [Double] {
    let capacity = Double(servers) * serviceRate
    let total = arrivalRates.reduce(0, +)
    let residual = Erlang.waiting(servers: servers, load: total / serviceRate) / capacity
    var before = 0.0
    return arrivalRates.map { rate in
      let above = before
      before += rate / capacity
      return before < 1 ? residual / ((1 - above) * (1 - before)) : .infinity
    }
  }
}
