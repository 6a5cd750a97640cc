/// A closed product-form network: a fixed population moving between stations.
package struct ClosedNetwork: Sendable, Hashable {
  package let stations: [Station]

  package struct Station: Sendable, Hashable {
    /// Visits × mean service: what one round asks of the station.
    package let demand: Double

    /// Equal servers; nil for a station where nobody waits (a delay, a think time).
    package let servers: Int?

    package init(demand: Double, servers: Int? = 1) {
      self.demand = demand
      self.servers = servers
    }
  }

  /// What a population does in the long run.
  package struct Result: Sendable, Hashable {
    /// Rounds per unit of time.
    package let throughput: Double

    /// Mean time per round at each station, waiting included.
    package let residence: [Double]

    /// Mean number at each station.
    package let meanNumbers: [Double]

    /// The share of its servers that is busy; at a delay, the mean number.
    package let utilisations: [Double]

    /// The mean time of a round, the delays included.
    package var cycleTime: Double { residence.reduce(0, +) }
  }

  package init(_ stations: [Station]) { self.stations = stations }

  /// Exact mean value analysis (Reiser and Lavenberg, JACM 27(2), 1980) where all stations have one
  /// server or are delays, else convolution. O(stations · population).
  package func solve(population: Int) -> Result {
    if population > 0, stations.contains(where: { $0.servers ?? 1 > 1 && $0.demand > 0 }) {
      return solveByConvolution(population: population)
    }
    var numbers = [Double](repeating: 0, count: stations.count)
    var residence = stations.map(\.demand)
    var throughput = 0.0
    for customers in stride(from: 1, through: population, by: 1) {
      residence = stations.indices.map { index in
        let station = stations[index]
        return station.servers == nil ? station.demand : station.demand * (1 + numbers[index])
      }
      throughput = Double(customers) / residence.reduce(0, +)
      numbers = residence.map { throughput * $0 }
    }
    return Result(
      throughput: throughput, residence: residence, meanNumbers: numbers,
      utilisations: stations.map { throughput * $0.demand / Double($0.servers ?? 1) })
  }

  /// Buzen's normalising constants G(0) … G(N) (CACM 16(9), 1973): throughput is G(N − 1)/G(N).
  ///
  /// Demands are scaled by the largest, so that the constants stay in range; the scale is undone.
  package func throughputByConvolution(population: Int) -> Double {
    guard population > 0, let scale = stations.map(\.demand).max(), scale > 0 else { return 0 }
    var constants = [1.0] + Array(repeating: 0, count: population)
    for station in stations {
      let demand = station.demand / scale
      if station.servers == 1 {
        for n in 1...population { constants[n] += demand * constants[n - 1] }
        continue
      }
      var weights = [1.0]
      for n in 1...population {
        let rate = Double(min(n, station.servers ?? n))
        weights.append((weights.last ?? 0) * demand / rate)
      }
      constants = (0...population).map { n in
        (0...n).reduce(0) { $0 + weights[$1] * constants[n - $1] }
      }
    }
    let throughput = constants[population - 1] / constants[population] / scale
    // Beyond the range of numbers their logarithms are left.
    return throughput.isFinite && constants[population].isNormal
      ? throughput : solveByConvolution(population: population).throughput
  }

  /// Bounds on throughput that need no solution: N/(D + (N − 1)Dmax), the least, and the lesser of
  /// N/D and 1/Dmax, the most (Denning and Buzen 1978), for single servers and delays.
  package func bounds(population: Int) -> ClosedRange<Double> {
    let total = stations.reduce(0) { $0 + $1.demand }
    let slowest =
      stations.filter { $0.servers != nil }
      .map { $0.demand / Double($0.servers ?? 1) }.max() ?? 0
    let n = Double(population)
    let most = min(n / total, slowest > 0 ? 1 / slowest : .infinity)
    return min(most, n / (total + (n - 1) * slowest))...most
  }
}
