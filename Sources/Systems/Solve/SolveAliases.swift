import Quantities

/// Other names that the field has for the arguments of calculators.
struct SolveAlias: Sendable {
  /// The argument that is meant.
  let name: String

  /// Whether the alias is its reciprocal, as the rate μ is of the mean service time.
  let isReciprocal: Bool

  /// The unit of a bare value, as the percent of Flagger's `maxWeight`; nil where the name implies none.
  var unit: String?

  /// The argument of `model` that `key` may stand for; nil where there is none.
  ///
  /// Letters count the same in either case, hyphens and underscores do not count. Among several that a
  /// name may mean, as `S` a job's length or a number of servers, the value's own unit decides.
  static func meant(by key: String, value: String = "", in model: SolveModel) -> SolveAlias? {
    known(by: key, value: value, in: model) ?? worded(by: key, value: value, in: model)
  }

  /// What is left of a key of several words without those that only say what kind of figure it is:
  /// `service_time`, `meanRepairTime`, `maxEjectionPercent`.
  private static func worded(by key: String, value: String, in model: SolveModel) -> SolveAlias? {
    var words: [String] = []
    for character in key {
      if character == "_" || character == "-" || character == " " {
        words.append("")
      } else if character.isUppercase, words.last?.last?.isLowercase == true {
        words.append(String(character))
      } else {
        words.append((words.popLast() ?? "") + String(character))
      }
    }
    words = words.map { $0.lowercased() }.filter { !$0.isEmpty }
    guard words.count > 1 else { return nil }
    let isPercent = !Set(words).isDisjoint(with: ["percent", "percentage", "pct"])
    for parameter in model.parameters {
      for fillers in [general, general.union(kinds(of: parameter.dimension))] {
        let left = words.filter { !fillers.contains($0) }
        guard !left.isEmpty, left.count < words.count,
          var found = known(by: left.joined(), value: value, in: model),
          found.name == parameter.name
        else { continue }
        if isPercent, parameter.dimension == .ratio { found.unit = "%" }
        return found
      }
    }
    return nil
  }

  /// Words of a key that say nothing of which figure it is.
  private static let general: Set<String> = [
    "the", "of", "a", "an", "mean", "average", "avg", "expected", "number", "num", "total", "count",
    "value", "metric",
  ]

  /// Words that say of what kind a figure is.
  private static func kinds(of dimension: Dimension?) -> Set<String> {
    switch dimension {
    case .time: ["time", "times", "duration", "period", "interval"]
    case .frequency: ["rate", "rates"]
    case .ratio:
      ["ratio", "share", "fraction", "probability", "prob", "percent", "percentage", "pct"]
    default: []
    }
  }

  private static func known(by key: String, value: String, in model: SolveModel) -> SolveAlias? {
    let spelt = plain(key)
    if let own = model.parameters.first(where: { plain($0.name) == spelt }) {
      return SolveAlias(name: own.name, isReciprocal: false)
    }
    let isBare = value.split(separator: ",").allSatisfy { Double($0) != nil }
    var meant: [SolveAlias] = []
    for (name, unit) in SolveVocabulary.of(model.name).meanings(of: spelt) {
      guard let parameter = model.parameters.first(where: { $0.name == name }) else { continue }
      let alias = SolveAlias(name: name, isReciprocal: false, unit: unit)
      let isFitting =
        switch parameter.dimension {
        case .time, .frequency, .data, .dataRate: !isBare || unit != nil
        default: isBare
        }
      if isFitting { return alias }
      meant.append(alias)
    }
    if let first = meant.first { return first }
    let names = Set(model.parameters.map(\.name))
    return reciprocals[spelt]?.first(where: names.contains).map {
      SolveAlias(name: $0, isReciprocal: true)
    }
  }

  /// A key in lower case without hyphens and underscores.
  static func plain(_ key: String) -> String {
    String(key.lowercased().filter { !"-_ ".contains($0) })
  }

  private static let reciprocals: [String: [String]] = [
    "mu": ["service", "mttr", "rebuild", "mean", "demands"],
    "μ": ["service", "mttr", "rebuild", "mean", "demands"],
    "servicerate": ["service"], "repairrate": ["mttr"], "lambda": ["mtbf"], "λ": ["mtbf"],
    "failurerate": ["mtbf"], "theta": ["patience"], "θ": ["patience"], "rate": ["mean"],
    "abandonmentrate": ["patience"], "lam": ["mtbf"], "mus": ["service"],
  ]
}
