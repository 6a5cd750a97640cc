/// A system of independent parts as a reliability block diagram.
package indirect enum Structure: Sendable, Hashable {
  /// A part with its availability (or its reliability over one span of time).
  case part(Double)

  /// All are needed.
  case series([Structure])

  /// One is enough.
  case parallel([Structure])

  /// So many are needed.
  case atLeast(Int, [Structure])

  /// Recurses over a structure that a program writes; documents cannot nest one deeper than they are.
  package var availability: Double {
    switch self {
    case .part(let availability): availability
    case .series(let parts): Availability.series(parts.map(\.availability))
    case .parallel(let parts): Availability.parallel(parts.map(\.availability))
    case .atLeast(let needed, let parts):
      Availability.atLeast(needed, of: parts.map(\.availability))
    }
  }
}

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
