package import Model
package import Quantities

/// A parameter of a system, declared once.
package struct Parameter: Sendable {
  /// What kind of value it takes.
  package enum Kind: Sendable, Hashable {
    case number(Dimension)
    /// A random quantity; a bare value gives a law of the stated shape with that mean.
    case law(Dimension, bare: BareLaw)
    case flag
    case choice([String])
  }

  package enum BareLaw: Sendable, Hashable { case exponential, constant }

  /// What happens when a scenario does not give it.
  package enum Presence: Sendable, Hashable {
    case required
    /// The mechanism that it belongs to is left out, and the evidence says so.
    case optional
    /// A documented default: its value as one would write it, and where it is documented.
    case standard(String, source: String)
  }

  /// How a value is taken from an architecture.
  package enum Reading: Sendable, Hashable {
    /// The count of a component whose text has one of the words, under an ancestor (or a section)
    /// whose text has one of `under`; without such ancestors in the tree, of the first match.
    case count(words: [String], under: [String])
    /// As `count`, but only under one of the ancestors.
    case countOnly(words: [String], under: [String])
    /// A count of one of some things, as in `24分区`, in the text of a component with one of the words.
    case counted(things: [String], words: [String])
    /// The product of the counts along the path of a component whose text has one of the words.
    case product(words: [String])
    /// Whether the architecture, its tables or its practices name one of the words.
    case presence(words: [String])
    /// A quantity of the parameter's dimension in the text of a component with one of the words.
    case quantity(words: [String])
  }

  package let name: String
  package let label: Label
  package let kind: Kind

  /// What is possible at all, in the base unit; a value outside is an error.
  package let range: ClosedRange<Double>

  /// What is plausible; a break-even inside is called fragile. Nil stands for half to double.
  package let typical: ClosedRange<Double>?
  package let presence: Presence
  package let reading: Reading?
  package let documentation: Label

  /// Whether it is a setting that one chooses, not a belief about the world.
  package let isSetting: Bool

  /// Whether it says how much one replication simulates: a time or a number of requests.
  package var isRunLength: Bool {
    name == "horizon" || name == "requests" && kind == .number(.count(of: "请求"))
  }

  /// A value as an author would write it, for scaffolds and tests; fields separated by `;`.
  package let example: String

  package init(
    _ name: String, _ label: Label, _ kind: Kind, range: ClosedRange<Double>,
    typical: ClosedRange<Double>? = nil, _ presence: Presence = .required,
    reads reading: Reading? = nil, isSetting: Bool = false, example: String, documentation: Label
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.range = range
    self.typical = typical
    self.presence = presence
    self.reading = reading
    if case .law(_, bare: .exponential) = kind {
      self.documentation = Label(
        zh: documentation.zh + "只写 `value` 时取以它为均值的指数分布；固定值写 `constant`。",
        en: documentation.en
          + " A bare `value` is the mean of an exponential law; `constant` states a fixed one.")
    } else {
      self.documentation = documentation
    }
    self.isSetting = isSetting
    self.example = example
  }

  /// A yes-or-no parameter, off unless the architecture or the scenario says otherwise.
  package static func flag(
    _ name: String, _ label: Label, reads words: [String] = [], documentation: Label
  ) -> Parameter {
    Parameter(
      name, label, .flag, range: 0...1, .optional,
      reads: words.isEmpty ? nil : .presence(words: words), isSetting: true, example: "yes",
      documentation: documentation)
  }

  /// The dimension of its value; nil for flags and choices.
  package var dimension: Dimension? {
    switch kind {
    case .number(let dimension), .law(let dimension, _): dimension
    case .flag, .choice: nil
    }
  }

  /// The fields in which its value may be written.
  package var fields: [String] {
    switch kind {
    case .number, .flag, .choice: ["value"]
    case .law: ["value", "constant", "mean", "median", "p95", "shape", "min", "max"]
    }
  }
}
