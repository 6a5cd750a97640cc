/// Jackson's open network: Poisson arrivals from outside, exponential servers, Markov routing
/// (Oper. Res. 5(4), 1957). Each node behaves as an M/M/c of its own.
package struct OpenNetwork: Sendable, Hashable {
  package let nodes: [MultiServerQueue]

  /// Arrivals from outside per unit of time, all nodes together.
  package let externalRate: Double

  /// Nil if shapes differ, a row of `routing` exceeds 1, or customers cannot leave.
  ///
  /// `routing[i][j]` is the probability of going to j after i; what a row lacks to 1 leaves.
  package init?(
    externalRates: [Double], serviceRates: [Double], servers: [Int]? = nil, routing: [[Double]]
  ) {
    let n = serviceRates.count
    let servers = servers ?? Array(repeating: 1, count: n)
    guard externalRates.count == n, servers.count == n, routing.count == n,
      routing.allSatisfy({ row in
        row.count == n && row.allSatisfy { $0 >= 0 } && row.reduce(0, +) <= 1 + 1e-12
      }),
      let rates = Self.visitRates(externalRates: externalRates, routing: routing)
    else { return nil }
    nodes = (0..<n).map {
      MultiServerQueue(
        servers: servers[$0], arrivalRate: rates[$0], serviceRate: serviceRates[$0])
    }
    externalRate = externalRates.reduce(0, +)
  }

  package var meanNumber: Double { nodes.reduce(0) { $0 + $1.meanNumber } }

  /// The mean time from entering the network to leaving it, by Little's law.
  package var meanResponse: Double { meanNumber / externalRate }

  /// Solves λ = γ + λP by eliminating one node after another, adding positive numbers only; nil if a
  /// node cannot be left.
  package static func visitRates(externalRates: [Double], routing: [[Double]]) -> [Double]? {
    let n = externalRates.count
    var p = routing
    var flow = externalRates
    // What leaves each node is kept beside the routing, so that 1 − p(n, n) is never a difference.
    var exit = routing.map { max(0, 1 - $0.reduce(0, +)) }
    for node in stride(from: n - 1, through: 0, by: -1) {
      let away = (0..<node).reduce(exit[node]) { $0 + p[node][$1] }
      guard away > 1e-14 else { return nil }
      for row in 0..<node {
        let share = p[row][node] / away
        guard share > 0 else { continue }
        exit[row] += share * exit[node]
        for column in 0..<node { p[row][column] += share * p[node][column] }
      }
      for column in 0..<node { flow[column] += flow[node] * p[node][column] / away }
      exit[node] = away
    }
    var rates = [Double](repeating: 0, count: n)
    for node in 0..<n {
      let arriving = (0..<node).reduce(flow[node]) { $0 + rates[$1] * p[$1][node] }
      rates[node] = arriving / exit[node]
    }
    return rates
  }
}
