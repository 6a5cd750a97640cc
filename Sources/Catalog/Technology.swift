/// One catalogued technology: a product, a part of one, a protocol or a piece of hardware.
package struct Technology: Sendable {
  package enum Status: String, Sendable, Hashable, CaseIterable { case active, declining, retired }

  /// What it does that rules about counts of members and copies ask for.
  package enum Trait: String, Sendable, Hashable, CaseIterable {
    /// Its members decide by a majority of votes.
    case majority

    /// It keeps each copy on a node of its own.
    case copiesApart = "copies-apart"
  }

  package let id: String
  package let name: String

  /// What sort of thing it is, as in `cni` or `gpu`.
  package let category: String
  package let owner: String?
  package let status: Status

  /// Spellings that are found in any case, and those that are found only as they stand.
  package let names: [String]
  package let exact: [String]

  /// Abbreviations that are found only where one of `beside` is named in the same text.
  package let short: [String]
  package let beside: [String]

  /// Identifiers of other entries.
  package let contains: [String]
  package let requires: [String]
  package let runsOn: [String]
  package let traits: [Trait]
  package let limits: [Limit]

  /// The newest first.
  package let lifecycle: [Release]
  package let note: String?
  package let sources: [String]

  /// A figure that is known of a technology: a bound, or what a piece of hardware has.
  package struct Limit: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
      case maximum
      case testedMaximum = "tested-maximum"
      case recommendedMaximum = "recommended-maximum"
      case minimum, recommended, fixed, `default`, models, specification, policy
    }

    package let name: String

    /// As written; several where only those exist.
    package let values: [String]
    package let unit: String?
    package let kind: Kind
    package let source: String

    /// The values that are plain numbers.
    package var numbers: [Double] { values.compactMap { Double($0) } }
  }

  /// One version and how long it is looked after.
  package struct Release: Sendable, Hashable {
    package let version: String

    /// The name that people use for it, as in `octopus`.
    package let name: String?
    package let released: CalendarDate?

    /// When its makers stop supporting it; nil where that is not fixed.
    package let ends: CalendarDate?
    package let source: String
  }

  package func limit(_ name: String) -> Limit? { limits.first { $0.name == name } }
}

/// Where a catalogued fact comes from.
package struct FactSource: Sendable, Hashable {
  package enum Grade: String, Sendable, Hashable, CaseIterable {
    /// An official page, read for this.
    case doc
    /// An official page about an older version.
    case older = "doc-older"
    case community, secondary, corroborated, definition, measured
    /// Nobody has checked it.
    case memory
  }

  package let id: String
  package let title: String
  package let url: String?
  package let grade: Grade
}
