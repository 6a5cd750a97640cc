package import Diagnostics

/// A statement about technologies in one design, as the catalog writes it: what must not meet, what
/// is needed, how many there may be.
package struct TechnologyRule: Sendable {
  package enum Form: String, Sendable, Hashable, CaseIterable {
    /// `of` and `with` do not go together.
    case conflict
    /// No two of `of` go together.
    case exclusive
    /// Where `of` is, one of `any` must be.
    case needs
    /// What is `of` is not called by `words`.
    case label
    /// A figure in the text of `of` keeps within bounds.
    case limit
    /// A count of `of` is odd, and three or more.
    case quorum
    /// Where `of` is, a count elsewhere in the design stays below a bound.
    case scale
    /// `of` is no part of `within`.
    case inside
    /// A count in the text of `of`, divided by one in that of `with`, keeps within bounds.
    case ratio
    /// Where `of` is, what is claimed of `metric` keeps within bounds.
    case claim
    /// Where one of the parts called `within` has `of`, each of them has.
    case each
    /// `of` is no newer than `with`, and at most so many minor versions older.
    case skew
    /// An upgrade of `of` goes at most so many minor versions at once.
    case step
    /// Of several of `of`, offered as a choice, one is named.
    case choice
    /// `of` stands under `with` and not beside it.
    case sibling
    /// What is `of` says what it is made of.
    case leaf
    /// In a Kubernetes manifest of `kind`, what stands at `path` is one of `values`, or none of
    /// `refused`; without either, nothing stands there.
    case field
    /// What is `of` has not, and cannot do, what `words` name.
    case lacks

    /// The keys without which the form says nothing.
    package var needed: [String] {
      switch self {
      case .conflict, .skew, .sibling: ["of", "with"]
      case .ratio: ["of", "with", "unit", "per", "at-most"]
      case .exclusive, .quorum, .choice, .leaf: ["of"]
      case .needs: ["of", "any"]
      case .label, .lacks: ["of", "words"]
      case .limit: ["of", "unit"]
      case .scale: ["of", "unit", "at-least"]
      case .inside, .each: ["of", "within"]
      case .claim: ["of", "metric"]
      case .step: ["of", "at-most"]
      case .field: ["kind", "path"]
      }
    }

    /// Whether it speaks of what is not there: a tree is no inventory, and proves no absence.
    package var isAboutAbsence: Bool {
      switch self {
      case .needs, .each, .leaf: true
      case .conflict, .exclusive, .label, .limit, .quorum, .scale, .inside, .ratio, .claim, .skew,
        .step, .choice, .sibling, .field, .lacks:
        false
      }
    }
  }

  /// An identifier of the catalog, or words in quotation marks.
  package enum Term: Sendable, Hashable {
    case technology(String)
    case words(String)
  }

  package let id: String
  package let form: Form
  package let of: [Term]
  package let with: [Term]
  package let any: [Term]
  package let unless: [Term]
  package let beside: [Term]
  package let within: [Term]

  /// Words that the text of `of` must hold; of the form `lacks` what it has not, in small letters.
  package let words: [String]

  /// The counted things, or `data`, `rate` or `time` for amounts of bytes, bytes per second and
  /// seconds.
  package let units: [String]

  /// The counted things of `with`, where there is a ratio.
  package let perUnits: [String]

  /// The identifier of a metric.
  package let metric: String?

  /// In the base unit of the dimension: bytes, seconds, pieces, 1 for 100 %.
  package let atMost: Double?
  package let atLeast: Double?

  /// Versions from which the statement is true, and those from which it no longer is, by technology.
  package let from: [String: String]
  package let before: [String: String]

  /// The day from which it is true.
  package let since: CalendarDate?

  /// The kinds of manifests, the last keys of a field's path, and what may stand there.
  package let kinds: [String]
  package let path: String?
  package let values: [String]
  package let refused: [String]

  /// Whether both texts must hold a figure.
  package let needsFigures: Bool
  package let severity: Severity

  /// What a site calls it, in Chinese and in English; empty where it goes by its name.
  package let title: [String]
  package let says: String
  package let instead: String
  package let sources: [String]

  /// The components of a small design that the rule reports, and of one that it does not; `> x`
  /// stands below the one before it, `* x` is a line of outcomes. Of the form `field`: the lines of a
  /// manifest.
  package let fires: [String]
  package let silent: [String]
}
