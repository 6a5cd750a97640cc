package import Model
package import Quantities
import Simulate

extension Calculator {
  /// An argument of a calculator.
  package struct Parameter: Sendable {
    package let name: String
    package let label: Label

    /// What it measures; nil for text.
    package let dimension: Dimension?

    /// Which values it may have, of those of its dimension; nil for all.
    let bound: Bound?

    /// The value where none is given, as one would type it; nil where one must be.
    package let standard: String?

    /// Whether several values may be given, separated by commas.
    package let isList: Bool

    /// Whether it is a text of which several values are as many questions: a quantity of Kubernetes.
    package let isOneText: Bool

    /// Whether it is a list whose members may have names of their own as keys.
    let takesNames: Bool

    /// Whether each row of it is a question.
    let hasRows: Bool

    /// The argument that counts what a list has one value each of. Another number of values, under a name in the
    /// singular, is as many questions; one each of what is no list is none, for the things are alike.
    let countedBy: String?

    /// Whether the question makes sense without it.
    package let isOptional: Bool

    /// Names that it has in this calculator beside those of the field (`Alias.fieldNames`), spelt in lower case
    /// without hyphens.
    let otherNames: [(key: String, form: Alias.Form?)]

    /// Whether it is a number of things.
    var counts: Bool {
      switch dimension {
      case .number, .count: true
      default: false
      }
    }

    /// One without which the question makes sense.
    static func optional(
      _ name: String, _ zh: String, _ en: String, _ dimension: Dimension?, in bound: Bound? = nil,
      isList: Bool = false, isOneText: Bool = false, takesNames: Bool = false, hasRows: Bool? = nil,
      countedBy: String? = nil, aka otherNames: String = ""
    ) -> Parameter {
      Parameter(
        name, zh, en, dimension, in: bound, isList: isList, isOptional: true, isOneText: isOneText,
        takesNames: takesNames, hasRows: hasRows, countedBy: countedBy, aka: otherNames)
    }

    init(
      _ name: String, _ zh: String, _ en: String, _ dimension: Dimension?, in bound: Bound? = nil,
      default standard: String? = nil, isList: Bool = false, isOptional: Bool = false,
      isOneText: Bool = false, takesNames: Bool = false, hasRows: Bool? = nil,
      countedBy: String? = nil, aka otherNames: String = ""
    ) {
      self.takesNames = takesNames
      self.hasRows = hasRows ?? isList
      self.countedBy = countedBy
      self.otherNames = Alias.names(otherNames)
      self.isOneText = isOneText
      self.isOptional = isOptional
      self.name = name
      self.label = Label(zh: zh, en: en)
      self.dimension = dimension
      self.bound = bound
      self.standard = standard
      self.isList = isList
    }
  }
  /// Which numbers an argument may be.
  enum Bound: Sendable {
    case whole(ClosedRange<Int>)

    /// Whole, from such a number on.
    case wholeFrom(Int)
    case positive

    /// Between 0 and 1.
    case share

    /// Refuses what lies outside.
    ///
    /// - Parameter name: of the argument, which is a list or one number.
    func check(_ values: [Double], of name: String, isList: Bool = false) throws(SolveError) {
      let isMet = values.allSatisfy { value in
        switch self {
        case .whole(let range): value.rounded() == value && range.contains(Int(saturating: value))
        case .wholeFrom(let least): value.rounded() == value && value >= Double(least)
        case .positive: value > 0
        case .share: value >= 0 && value <= 1
        }
      }
      guard !isMet else { return }
      switch self {
      case .whole(let range):
        throw SolveError(
          "`\(name)` \(isList ? "has whole numbers" : "is a whole number") between "
            + "\(range.lowerBound) and \(range.upperBound)")
      case .wholeFrom(let least):
        throw SolveError(
          "`\(name)` \(isList ? "has whole numbers" : "is a whole number") from \(least) on")
      case .positive: throw SolveError("`\(name)` is above zero")
      case .share:
        let arePercent = values.allSatisfy { $0 >= 0 && $0 <= 100 }
        throw SolveError(
          "`\(name)` lies between 0 and 1"
            + (arePercent ? "; a percentage has its sign, `99.9%`" : ""))
      }
    }
  }
}
