/// One row of the registry: a unit with the names that it is read by and printed with.
package struct UnitEntry: Sendable {
  package let unit: Unit

  /// How docgen prints it after a figure, in each language.
  package let zh: String
  package let en: String

  /// What is read as this unit. A spelling in lower-case Latin letters of four or more is read in
  /// any case; a shorter one only as it stands, for `Gb` is not `GB`.
  package let spellings: [String]

  /// Characters that continue a word of another meaning: `10行` is lines, `10行业` is not.
  package let notBefore: [String]

  /// Whether the unit is a bare counter such as 个, that leaves the thing to the noun after it.
  package let isGeneric: Bool

  /// Whether it is read after 个, 台 or a space as the thing that is counted.
  package let isNoun: Bool

  /// Whether it counts only after a counter: 3项标准 are counted, in ISO 27001标准 the figure is a
  /// name.
  package let isAbstract: Bool

  init(
    _ unit: Unit, zh: String, en: String, _ spellings: [String], notBefore: [String] = [],
    isGeneric: Bool = false, isNoun: Bool = false, isAbstract: Bool = false
  ) {
    self.unit = unit
    self.zh = zh
    self.en = en
    self.spellings = spellings
    self.notBefore = notBefore
    self.isGeneric = isGeneric
    self.isNoun = isNoun
    self.isAbstract = isAbstract
  }

  /// A row for a unit of measurement.
  static func measure(
    _ symbol: String, _ dimension: Dimension, _ scale: Double, zh: String, en: String,
    _ spellings: [String], not notBefore: [String] = []
  ) -> UnitEntry {
    UnitEntry(
      Unit(symbol, dimension, scale: scale), zh: zh, en: en, spellings, notBefore: notBefore)
  }

  /// A row for things that are counted by their own name.
  static func things(
    _ name: String, _ en: String, _ more: [String] = [], not notBefore: [String] = [],
    abstract: Bool = false
  ) -> UnitEntry {
    UnitEntry(
      Unit(name, .count(of: name)), zh: name, en: en, [name] + more, notBefore: notBefore,
      isNoun: true, isAbstract: abstract)
  }

  /// A row for a Chinese counter; a generic one leaves the thing to the noun that follows.
  static func counter(
    _ name: String, _ en: String, _ more: [String] = [], generic: Bool = false,
    not notBefore: [String] = []
  ) -> UnitEntry {
    UnitEntry(
      Unit(name, .count(of: name)), zh: name, en: en, [name] + more, notBefore: notBefore,
      isGeneric: generic)
  }

  /// The counters that do not say what is counted.
  package static let genericCounters: Set<String> = Set(
    Unit.all.filter(\.isGeneric).map(\.unit.symbol) + ["次"])
}

extension Unit {
  /// Everything that is read as a unit, in the order of the manual's table.
  package static let all: [UnitEntry] = measures + rates + counters + things

  /// The row that describes this unit, nil for one made up while reading, as in `8/23`.
  package var entry: UnitEntry? { UnitIndex.shared.entry(of: symbol) }
}
