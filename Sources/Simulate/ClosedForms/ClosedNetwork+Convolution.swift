import Glibc

extension ClosedNetwork {
  /// Exact results where some stations have several servers: Buzen's convolution (CACM 16(9), 1973), in
  /// logarithms, station by station.
  ///
  /// A station of c servers and demand d weighs w(j) = dʲ/(1 … min(j, c) …), so that
  /// h(n) = (d/c)·h(n − 1) + Σ_{j < c} w(j)·(1 − j/c)·g(n − j): sums of positive terms, without the
  /// differences by which mean value analysis loses P(0) where all servers are busy.
  /// O(stations of several servers · stations · population · servers).
  func solveByConvolution(population: Int) -> Result {
    let delay = stations.filter { $0.servers == nil }.reduce(0) { $0 + $1.demand }
    let queues = stations.indices.filter { stations[$0].servers != nil && stations[$0].demand > 0 }
    // Demands in units of about a round's share keep the constants near one.
    let scale = bounds(population: population).upperBound
    let start = (0...population).map { delayWeight($0, demand: delay * scale) }
    func constants(without left: Int?) -> [Double] {
      queues.reduce(start) { $1 == left ? $0 : convolved($0, stations[$1], scale) }
    }
    let all = constants(without: nil)
    let throughput = exp(all[population - 1] - all[population]) * scale
    var numbers = stations.map { $0.servers == nil ? throughput * $0.demand : 0 }
    var known: [Station: Double] = [:]
    for index in queues {
      let station = stations[index]
      // Stations that are alike hold alike.
      if let number = known[station] {
        numbers[index] = number
        continue
      }
      let others = station.servers == 1 ? all : constants(without: index)
      let demand = log(station.demand * scale)
      var weight = 0.0
      for count in 1...population {
        let busy = station.servers == 1 ? 1 : min(count, station.servers ?? 1)
        weight += demand - log(Double(busy))
        let share = exp(weight + others[population - count] - all[population])
        // Of one server Σ dʲ·G(N − j) is the mean itself; else it is that of j·P(j).
        numbers[index] += station.servers == 1 ? share : Double(count) * share
      }
      known[station] = numbers[index]
    }
    return Result(
      throughput: throughput, residence: numbers.map { $0 / throughput }, meanNumbers: numbers,
      utilisations: stations.map { throughput * $0.demand / Double($0.servers ?? 1) })
  }

  /// ln(dⁿ/n!) of a delay.
  private func delayWeight(_ count: Int, demand: Double) -> Double {
    guard demand > 0 else { return count == 0 ? 0 : -.infinity }
    return Double(count) * log(demand) - lgamma(Double(count) + 1)
  }

  /// The constants with one more station, all as logarithms.
  private func convolved(_ before: [Double], _ station: Station, _ scale: Double) -> [Double] {
    // More servers than customers are as good as as many.
    let servers = min(station.servers ?? 1, before.count)
    let demand = station.demand * scale
    var heads: [Double] = []
    var weight = 0.0
    for busy in 0..<servers {
      if busy > 0 { weight += log(demand / Double(busy)) }
      heads.append(weight + log1p(-Double(busy) / Double(servers)))
    }
    let ratio = log(demand / Double(servers))
    var after = before
    var terms = [Double](repeating: 0, count: servers + 1)
    for n in before.indices {
      let own = min(n, servers - 1)
      for busy in 0...own { terms[busy] = heads[busy] + before[n - busy] }
      terms[own + 1] = n > 0 ? ratio + after[n - 1] : -.infinity
      after[n] = logSum(terms[...(own + 1)])
    }
    return after
  }

  /// ln Σ eˣ.
  private func logSum(_ terms: ArraySlice<Double>) -> Double {
    guard let greatest = terms.max(), greatest > -.infinity else { return -.infinity }
    return greatest + log(terms.reduce(0) { $0 + exp($1 - greatest) })
  }
}
