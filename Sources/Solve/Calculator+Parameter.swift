package import Model
package import Quantities

extension Calculator {
  /// An argument of a calculator.
  package struct Parameter: Sendable {
    package let name: String
    package let label: Label

    /// What it measures; nil for text.
    package let dimension: Dimension?

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

    /// The argument that counts what a list has one value each of. Another number of values, under a name that is that of
    /// one of them, is as many questions.
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
      _ name: String, _ zh: String, _ en: String, _ dimension: Dimension?, isList: Bool = false,
      isOneText: Bool = false, takesNames: Bool = false, hasRows: Bool? = nil,
      countedBy: String? = nil, aka otherNames: String = ""
    ) -> Parameter {
      Parameter(
        name, zh, en, dimension, isList: isList, isOptional: true, isOneText: isOneText,
        takesNames: takesNames, hasRows: hasRows, countedBy: countedBy, aka: otherNames)
    }

    init(
      _ name: String, _ zh: String, _ en: String, _ dimension: Dimension?,
      default standard: String? = nil, isList: Bool = false, isOptional: Bool = false,
      isOneText: Bool = false, takesNames: Bool = false, hasRows: Bool? = nil,
      countedBy: String? = nil,
      aka otherNames: String = ""
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
      self.standard = standard
      self.isList = isList
    }
  }
}
