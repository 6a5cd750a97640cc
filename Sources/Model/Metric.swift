package import Quantities

/// A measured property that architecture documents make claims about.
///
/// A class, for every claim may hold one, and holds much.
package final class Metric: Hashable, Sendable {
  /// Which way is better.
  package enum Direction: Hashable, Sendable { case up, down, neither }

  /// The stable name, in kebab-case.
  package let id: String
  package let label: Label
  package let better: Direction

  /// The dimensions in which the metric may be written; the first is the usual one.
  package let dimensions: [Dimension]

  /// The spellings that name it, lower-cased, in Chinese and English.
  package let names: [String]

  package init(
    _ id: String, _ label: Label, better: Direction, in dimensions: [Dimension], names: [String]
  ) {
    self.id = id
    self.label = label
    self.better = better
    self.dimensions = dimensions
    self.names = names
  }

  package static func == (a: Metric, b: Metric) -> Bool {
    a === b
      || a.id == b.id && a.label == b.label && a.better == b.better
        && a.dimensions == b.dimensions && a.names == b.names
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension Metric {
  /// The names of the metrics that are asked for by name.
  package enum ID {
    package static let availability = "availability"
    package static let downtime = "downtime"
    package static let mtbf = "mtbf"
    package static let mttr = "mttr"
    package static let throughput = "throughput"
    package static let capacity = "capacity"
    package static let iops = "iops"
    package static let utilisation = "utilisation"
    package static let score = "score"
    package static let diagrams = "diagrams"
    package static let references = "references"
  }
}

/// A name in the two languages of the interface.
package struct Label: Hashable, Sendable {
  package let zh: String
  package let en: String

  package init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }
}
