import Glibc

/// Approximations for general queues. None is exact but where its comment says so.
package enum QueueApproximation {
  /// Kingman's mean wait of G/G/1: ρ/(1 − ρ) · (ca² + cs²)/2 · E[S]. An upper bound in heavy traffic,
  /// exact for M/G/1.
  package static func kingman(
    utilisation: Double, arrivalVariation: Double, serviceVariation: Double, meanService: Double
  ) -> Double {
    guard utilisation < 1 else { return .infinity }
    return utilisation / (1 - utilisation) * (arrivalVariation + serviceVariation) / 2 * meanService
  }

  /// Allen and Cunneen's mean wait of G/G/c: that of M/M/c by (ca² + cs²)/2. Exact for M/M/c, M/G/1.
  package static func allenCunneen(
    servers: Int, arrivalRate: Double, meanService: Double, arrivalVariation: Double,
    serviceVariation: Double
  ) -> Double {
    MultiServerQueue(servers: servers, arrivalRate: arrivalRate, serviceRate: 1 / meanService)
      .meanWait * (arrivalVariation + serviceVariation) / 2
  }

  /// Sakasegawa's closed mean wait of G/G/c: ρ^(√(2(c+1)) − 1) / c(1 − ρ) (Hopp and Spearman's VUT).
  package static func sakasegawa(
    servers: Int, utilisation: Double, meanService: Double, arrivalVariation: Double,
    serviceVariation: Double
  ) -> Double {
    guard utilisation < 1 else { return .infinity }
    let c = Double(servers)
    let delay = pow(utilisation, (2 * (c + 1)).squareRoot() - 1) / (c * (1 - utilisation))
    return (arrivalVariation + serviceVariation) / 2 * delay * meanService
  }

  /// Cosmetatos's mean wait of M/D/c, within about 2 % (J. Oper. Res. Soc. 26, 1975).
  package static func constantService(
    servers: Int, arrivalRate: Double, service: Double
  ) -> Double {
    let queue = MultiServerQueue(
      servers: servers, arrivalRate: arrivalRate, serviceRate: 1 / service)
    guard queue.isStable else { return .infinity }
    let c = Double(servers)
    let rho = queue.utilisation
    let term = (1 - rho) * (c - 1) * ((4 + 5 * c).squareRoot() - 2) / (16 * rho * c)
    return queue.meanWait / 2 * (1 + term)
  }

  /// The mean response of a fork-join of two M/M/1 queues: exactly (12 − ρ)/8 of one (Flatto and
  /// Hahn 1984). More branches scale it by Nelson and Tantawi (IEEE Trans. Comp. 37(6), 1988), within
  /// about 5 % up to 32.
  package static func forkJoin(branches: Int, arrivalRate: Double, serviceRate: Double) -> Double {
    let one = SingleServerQueue(arrivalRate: arrivalRate, serviceRate: serviceRate)
    guard branches > 1 else { return one.meanSojourn }
    let rho = one.utilisation
    let two = (12 - rho) / 8 * one.meanSojourn
    if branches == 2 { return two }
    let share = harmonicNumber(branches) / harmonicNumber(2)
    return (share + 4 * rho / 11 * (1 - share)) * two
  }
}

/// 1 + ½ + … + 1/n, summed from the small end.
package func harmonicNumber(_ n: Int) -> Double {
  stride(from: n, to: 0, by: -1).reduce(0) { $0 + 1 / Double($1) }
}

/// The mean of the largest of `count` independent exponentials, Hₙ/μ: a barrier, or the last of a fan-out.
package func meanMaximumOfExponentials(_ count: Int, rate: Double) -> Double {
  harmonicNumber(count) / rate
}

/// The share of requests that meet at least one slow answer when each asks `fanOut` servers
/// (Dean and Barroso, CACM 56(2), 2013).
package func fanOutExceeds(perServer probability: Double, fanOut: Int) -> Double {
  -expm1(Double(fanOut) * log1p(-probability))
}
