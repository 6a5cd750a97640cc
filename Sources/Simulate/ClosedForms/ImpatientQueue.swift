/// M/M/c + M, Erlang A: customers who wait leave after an exponential patience (Palm 1946).
///
/// A birth–death chain, cut where what is beyond is below 10⁻¹⁵; stable at any load.
package struct ImpatientQueue: Sendable, Hashable {
  package let servers: Int
  package let arrivalRate: Double
  package let serviceRate: Double

  /// One over the mean patience.
  package let abandonmentRate: Double

  package init(
    servers: Int, arrivalRate: Double, serviceRate: Double, abandonmentRate: Double
  ) {
    self.servers = max(servers, 0)
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.abandonmentRate = abandonmentRate
  }

  private func deathRate(_ number: Int) -> Double {
    Double(min(number, servers)) * serviceRate
      + Double(max(0, number - servers)) * abandonmentRate
  }

  /// P(N = n) for n of 0 until the rest is negligible; empty if it never is.
  package var distribution: [Double] {
    guard arrivalRate > 0, serviceRate > 0, abandonmentRate > 0 || servers > 0 else { return [1] }
    // The likeliest number is that at which as many leave as come.
    let excess = max(0, arrivalRate - Double(servers) * serviceRate)
    guard excess == 0 || abandonmentRate > 0 && excess / abandonmentRate < 1_000_000 else {
      return []
    }
    var weights = [1.0]
    var largest = 1.0
    while weights.count < 1_000_000 {
      let next = (weights.last ?? 0) * arrivalRate / deathRate(weights.count)
      weights.append(next)
      largest = max(largest, next)
      if largest > 1e250 {
        weights = weights.map { $0 / largest }
        largest = 1
      }
      // What is left out has no digits beside the first who waits, however few wait.
      if weights.count > servers + 1, next <= 1e-18 * weights[servers + 1],
        arrivalRate < 0.999 * deathRate(weights.count)
      {
        let sum = weights.sorted().reduce(0, +)
        return weights.map { $0 / sum }
      }
    }
    return []
  }

  package var meanQueue: Double {
    distribution.enumerated().reduce(0) { $0 + Double(max(0, $1.offset - servers)) * $1.element }
  }

  package var waitProbability: Double { distribution.dropFirst(servers).reduce(0, +) }

  /// The share of customers who leave unserved: abandonments θ · Lq per arrival.
  package var abandonment: Double {
    arrivalRate > 0 ? abandonmentRate * meanQueue / arrivalRate : 0
  }

  /// The mean time waiting, of those served and those who leave.
  package var meanWait: Double { arrivalRate > 0 ? meanQueue / arrivalRate : 0 }
}

/// Loss with demands of several widths on one pool, all or nothing (Kaufman 1981, Roberts 1981).
///
/// Jobs that take 1, 2, 4 or 8 of the machines and are turned away when too few are free; like Erlang's
/// formula it holds for any law of duration. O(capacity · classes).
package struct MultiRateLoss: Sendable, Hashable {
  package let capacity: Int
  package let classes: [Class]

  package struct Class: Sendable, Hashable {
    /// Machines per job.
    package let width: Int

    /// Arrivals × mean duration.
    package let load: Double

    package init(width: Int, load: Double) {
      self.width = width
      self.load = load
    }
  }

  package init(capacity: Int, classes: [Class]) {
    self.capacity = max(0, capacity)
    self.classes = classes
  }

  /// P(n machines busy), by n q(n) = Σ load · width · q(n − width).
  package var distribution: [Double] {
    var weights = [1.0]
    for busy in stride(from: 1, through: capacity, by: 1) {
      var sum = 0.0
      for one in classes where one.width > 0 && one.width <= busy {
        sum += one.load * Double(one.width) * weights[busy - one.width]
      }
      weights.append(sum / Double(busy))
      if let last = weights.last, last > 1e250 { weights = weights.map { $0 / last } }
    }
    let total = weights.sorted().reduce(0, +)
    return weights.map { $0 / total }
  }

  /// The share of jobs of each class that finds too few machines free.
  package var blocking: [Double] {
    let distribution = distribution
    return classes.map { one in
      one.width > capacity ? 1 : distribution.suffix(max(one.width, 0)).reduce(0, +)
    }
  }

  package var utilisation: Double {
    distribution.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / Double(capacity)
  }
}
