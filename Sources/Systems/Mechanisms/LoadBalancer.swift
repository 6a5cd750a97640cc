/// Moves machines between hosts until their loads are even enough: the greedy hill climbing of DRS.
///
/// Each step takes the move that lowers the standard deviation of the hosts' loads most, until that is
/// within `threshold` or no move helps (Gulati et al., VMware Technical Journal 1(1), 2012, from
/// memory). Oracle: with machines of equal demand no two hosts end more than one machine apart, in
/// ⌈surplus⌉ moves, the fewest that do it.
package struct LoadBalancer {
  /// The standard deviation of the hosts' loads, as shares of a host, that is left alone.
  package let threshold: Double

  /// The most moves of one invocation.
  package let limit: Int

  package init(threshold: Double, limit: Int) {
    self.threshold = threshold
    self.limit = limit
  }

  /// Moves machines and says how many; `place` holds the host of each, `load` the sum of each host.
  package func balance(place: inout [Int], load: inout [Double], demand: [Double]) -> Int {
    var moves = 0
    while moves < limit, LoadBalancer.deviation(load) > threshold {
      guard let move = best(place, load, demand) else { break }
      load[place[move.machine]] -= demand[move.machine]
      load[move.host] += demand[move.machine]
      place[move.machine] = move.host
      moves += 1
    }
    return moves
  }

  package static func deviation(_ load: [Double]) -> Double {
    let mean = load.reduce(0, +) / Double(load.count)
    let squares = load.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(load.count)).squareRoot()
  }

  /// The move from the fullest host to the emptiest whose size comes nearest to half their distance:
  /// the sum of squares falls by 2d(distance − d).
  private func best(
    _ place: [Int], _ load: [Double], _ demand: [Double]
  ) -> (machine: Int, host: Int)? {
    guard let from = load.indices.max(by: { load[$0] < load[$1] }),
      let to = load.indices.min(by: { load[$0] < load[$1] })
    else { return nil }
    let distance = load[from] - load[to]
    var found: (machine: Int, gain: Double)?
    for machine in place.indices where place[machine] == from {
      let gain = demand[machine] * (distance - demand[machine])
      if gain > (found?.gain ?? 1e-12) { found = (machine, gain) }
    }
    return found.map { ($0.machine, to) }
  }
}
