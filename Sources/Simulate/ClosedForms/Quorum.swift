/// Majorities.
package enum Quorum {
  /// The least majority of `members`.
  package static func size(members: Int) -> Int { members / 2 + 1 }

  /// How many may fail while a majority is left: an even number tolerates no more than the odd one below.
  package static func tolerated(members: Int) -> Int { max(0, (members - 1) / 2) }

  /// The availability of a majority of equal, independent members.
  package static func availability(members: Int, each: Double) -> Double {
    Availability.atLeast(size(members: members), of: members, each: each)
  }
}
