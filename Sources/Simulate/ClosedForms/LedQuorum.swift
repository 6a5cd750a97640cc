import Glibc

/// A group of equal members, one of which leads: it serves while more than half of them are up and the
/// last election is over.
///
/// Members fail at a constant rate, each on its own. When the leader fails, one of those that are up is
/// elected, evenly at random; after all were down, the first to return is. No leader serves for the time
/// of an election. In the long run the members that are up are a binomial number, and each of them leads
/// as likely as another: π(S, l) = π(S) / |S| balances whatever the law of repair. Over an election the
/// leader survives with probability e^(−c/MTBF), and the others come and go on their own.
///
/// Exact for exponential repairs, and for others where none is shorter than an election. Oracles: the
/// Markov chain that is killed at each change of the leader, for exponential repairs; the simulation of
/// `quorum-control-plane` for constant ones; the binomial where an election takes no time.
package struct LedQuorum: Sendable, Hashable {
  package enum Repair: Sendable, Hashable {
    case exponential

    /// Of any law, and never shorter than an election.
    case longerThanElection
  }

  package let members: Int

  /// The mean time between two failures of a member, and the mean of its repair, in one unit of time.
  package let meanUp: Double
  package let meanDown: Double
  package let repair: Repair

  /// The constant time of an election, in the same unit.
  package let election: Double

  package init(
    members: Int, meanUp: Double, meanDown: Double, repair: Repair, election: Double = 0
  ) {
    self.members = max(1, members)
    self.meanUp = meanUp
    self.meanDown = meanDown
    self.repair = repair
    self.election = election
  }

  /// The members without which there is no majority.
  package var majority: Int { members / 2 + 1 }

  /// The long-run share of time without a majority or in an election. Positive terms only, so that small
  /// ones keep their digits. O(members³).
  package var unavailability: Double {
    let leaderFails = -expm1(-election / meanUp)
    var lost = probability(up: 0)
    for up in 1...members {
      lost += probability(up: up) * probabilityOfLoss(besideLeader: up - 1, down: members - up)
    }
    return leaderFails + (1 - leaderFails) * lost
  }

  private var downShare: Double { meanDown / (meanUp + meanDown) }

  /// P(exactly so many are up) in the long run.
  private func probability(up: Int) -> Double {
    let down = members - up
    let combinations = (0..<down).reduce(1.0) { $0 * Double(members - $1) / Double($1 + 1) }
    return combinations * pow(1 - downShare, Double(up)) * pow(downShare, Double(down))
  }

  /// P(a member that is up when an election's time begins is down at its end).
  private var failing: Double {
    switch repair {
    case .exponential: downShare * -expm1(-election * (1 / meanUp + 1 / meanDown))
    case .longerThanElection: -expm1(-election / meanUp)
    }
  }

  /// P(one that is down then is still down at the end): as many return as fail.
  private var staying: Double { max(0, 1 - failing * meanUp / meanDown) }

  /// P(the leader has no majority at the end of an election's time), from how the others begin it.
  private func probabilityOfLoss(besideLeader up: Int, down: Int) -> Double {
    let atEnd =
      [Double](repeating: failing, count: up) + [Double](repeating: staying, count: down)
    return Availability.atLeast(members - majority + 1, of: atEnd)
  }
}
