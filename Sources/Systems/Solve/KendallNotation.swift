/// A queue in Kendall's notation, as a name has it: `M/E2/1`, `M/M/2/6`, `machine interference M/M/c//N`.
///
/// A/S/c/K/N are the laws of arrivals and of service, the servers, the places and the customers that
/// there are; figures and letters may stand for the last three. What stands beside it may name a
/// discipline, or the law of a G.
struct KendallNotation {
  private let arrivals: Law
  private let service: Law

  /// The law of service that the notation itself names.
  private let notated: Law
  private var servers: String
  private let capacity: String?
  private let population: String?

  /// The law of patience, `+M`: who waits too long leaves.
  private let patience: String?

  /// The words beside the notation, in lower case.
  private let words: String

  /// The name that is read.
  private let name: String

  /// The name without the notation.
  let beside: String

  /// A law of times: its squared coefficient of variation, where the name says it.
  private enum Law: Equatable {
    case exponential
    case constant
    case erlang(stages: Int)
    case uniform
    case general

    var scv: Double? {
      switch self {
      case .exponential: 1
      case .constant: 0
      case .erlang(let stages): 1 / Double(stages)
      case .uniform: 1 / 3.0
      case .general: nil
      }
    }

    /// `M`, `E2`, `E_k`, `GI`; nil for what names no law.
    init?(_ text: Substring) {
      let letters = text.filter(\.isLetter)
      let stages = Int(text.filter(\.isNumber))
      switch letters {
      case "M", "m": self = .exponential
      case "D", "d", "Det": self = .constant
      case "U", "u": self = .uniform
      case "E", "Ek", "Er", "Erlang": self = stages.map { .erlang(stages: max(1, $0)) } ?? .general
      case "G", "g", "GI", "H", "Hk", "LN", "PH", "W": self = .general
      default: return nil
      }
    }
  }

  /// Nil where the name has no such notation.
  ///
  /// - Parameter said: what an argument says of the law of service.
  init?(_ name: String, said: String = "") {
    let pattern =
      /(?:^|[^A-Za-z0-9\/])([A-Za-z]{1,3}_?\d*)\/((?:Erlang-?\d+|[A-Za-z]{1,3}_?(?:\d+|k)?))\/(\d+|[a-z]+|∞)(?:\/(\d+|inf(?:inity)?|[A-Za-z](?![A-Za-z])|∞)?)?(?:\/(\d+|[A-Z](?![A-Za-z])))?(\+[A-Z]+)?/
    guard let found = name.firstMatch(of: pattern), let arrivals = Law(found.output.1),
      let service = Law(found.output.2)
    else { return nil }
    self.name = name
    self.arrivals = arrivals
    servers = String(found.output.3)
    let places = found.output.4.map(String.init)
    capacity = places.flatMap { ["∞", "inf", "infinity"].contains($0.lowercased()) ? nil : $0 }
    population = found.output.5.map(String.init)
    patience = found.output.6.map(String.init)
    let (before, after) = (name[..<found.range.lowerBound], name[found.range.upperBound...])
    beside = "\(before) \(after)"
    words = "\(beside) \(said)".lowercased()
    notated = service
    self.service = service == .general ? Self.law(in: words) ?? .general : service
  }

  /// The figures of the notation that a meaning must have: all places but a single server.
  var figures: [String] {
    [servers, capacity, population].compactMap { $0 }.filter { Int($0) != nil && $0 != "1" }
  }

  /// The law that words name: `deterministic service`, `Erlang-2`; none of `non-exponential`.
  private static func law(in words: String) -> Law? {
    if let stages = words.firstMatch(of: /erlang[- ]?(\d+)/)?.output.1 {
      return .erlang(stages: max(1, Int(stages) ?? 1))
    }
    // What is said of arrivals, or denied, names no law of service.
    guard !words.contains(/non|not |hyper|arriv/) else { return nil }
    let named = words.firstMatch(of: /(?:^|[^a-z-])(deterministic|constant|exponential|uniform)/)
    return switch named?.output.1 {
    case "deterministic", "constant": .constant
    case "exponential": .exponential
    case "uniform": .uniform
    default: nil
    }
  }

  /// `CV=2`, or `SCV=4`: the squared coefficient of variation that words give.
  private var spokenVariation: Double? {
    if let squared = words.firstMatch(of: /(?:scv|cv2|cv²|c²)\s*=?\s*(\d+\.?\d*)/)?.output.1 {
      return Double(squared)
    }
    return words.firstMatch(of: /cv\s*=?\s*(\d+\.?\d*)/).flatMap { Double($0.output.1) }.map {
      $0 * $0
    }
  }

  /// The calculator that is meant, and what its arguments then need not say.
  ///
  /// - Throws: where there is none for such a queue.
  func meaning() throws(SolveError) -> SolveMeaning {
    let spoken = Set(words.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    guard spoken.isDisjoint(with: Self.others),
      !words.contains("shortest job"),
      !words.contains("finite buffer") || capacity != nil,
      spokenVariation == nil || notated == .general,
      !words.contains("p(n") || isAskedForLeast
    else { throw none }
    if let said = words.firstMatch(of: /(\d+) servers/)?.output.1, said != servers {
      guard Int(servers) == nil else { throw none }
      return try meaning(with: String(said))
    }
    if let population { return try interference(population) }
    if spoken.contains("ps") || words.contains("processor sharing") {
      guard arrivals == .exponential, servers == "1", capacity == nil else { throw none }
      return SolveMeaning(model: "ps")
    }
    if let other = try disciplined(spoken) { return other }
    if words.contains("priorit") || words.contains("preemptive") { return try priority() }
    if words.contains("feedback") {
      guard service == .exponential, arrivals == .exponential else { throw none }
      return SolveMeaning(
        model: "jackson", implied: servers == "1" ? [] : serverCount("servers"))
    }
    if let patience, patience != "+M" { throw none }
    if patience != nil || ["abandon", "renegin", "impatien"].contains(where: words.contains) {
      guard arrivals == .exponential, service == .exponential, capacity == nil else { throw none }
      return SolveMeaning(model: "erlang-a", implied: serverCount("servers"))
    }
    if words.contains("inverse") || words.contains("max load") {
      if servers != "1", arrivals == .exponential, service == .exponential, capacity == nil {
        return SolveMeaning(model: "erlang-c", implied: serverCount("servers"))
      }
      guard arrivals == .exponential, service == .exponential, servers == "1" else { throw none }
      return SolveMeaning(
        model: "mm1-max-load", implied: SolveNames.implied(by: words, for: "mm1-max-load"))
    }
    if let capacity { return try bounded(capacity) }
    if ["∞", "inf", "infinity"].contains(servers) {
      guard arrivals == .exponential else { throw none }
      return SolveMeaning(model: "mm-inf")
    }
    return servers == "1" ? single : several
  }

  /// Last come first served, the least work first, vacations: of one server, without a bound.
  private func disciplined(_ spoken: Set<String>) throws(SolveError) -> SolveMeaning? {
    let isLast = !spoken.isDisjoint(with: ["lcfs", "lifo"]) || words.contains("last come")
    let isShortest = spoken.contains("srpt") || words.contains("shortest remaining")
    let isAway = words.contains("vacation")
    guard isLast || isShortest || isAway else { return nil }
    guard arrivals == .exponential, servers == "1", capacity == nil,
      [isLast, isShortest, isAway].count(where: { $0 }) == 1,
      !isShortest || service == .exponential
    else { throw none }
    if isShortest { return SolveMeaning(model: "srpt") }
    let variation = service == .exponential ? nil : service.scv ?? spokenVariation
    var implied = given(variation, as: "scv")
    guard isLast else {
      return SolveMeaning(
        model: "vacations", implied: implied, open: open(variation))
    }
    let isPreemptive =
      words.contains("preemptive") && !words.contains(/non-? ?preemptive/)
      || spoken.contains("pr")
    implied.append(("discipline", isPreemptive ? "preemptive" : "nonpreemptive"))
    // With resumption the law of service does not matter.
    return SolveMeaning(model: "lcfs", implied: implied, open: isPreemptive ? [] : open(variation))
  }

  /// That the variation of a general service must be given.
  private func open(_ variation: Double?) -> [Set<String>] {
    service == .general && variation == nil ? [["scv"]] : []
  }

  /// Words that make another model of a queue, for which there is no calculator.
  private static let others: Set<String> = [
    "sjf", "spt", "siro", "bulk", "batch", "setup",
    "balking", "breakdown", "breakdowns", "retrial", "retrials", "batches",
    "repeat", "polling", "tandem",
  ]

  /// Whether the name asks for the probability of so many or more.
  private var isAskedForLeast: Bool { words.contains(/p\(n ?(?:>=|≥)/) }

  /// The same queue with so many servers.
  private func meaning(with servers: String) throws(SolveError) -> SolveMeaning {
    var named = self
    named.servers = servers
    return try named.meaning()
  }

  private var none: SolveError { SolveError("no calculator is for `\(name)`") }

  /// A figure that stands for the servers, as an argument.
  private func serverCount(_ key: String) -> [(String, String)] { figure(servers, key) }

  private func figure(_ text: String, _ key: String) -> [(String, String)] {
    Int(text) == nil ? [] : [(key, text)]
  }

  /// One server, no bound.
  private var single: SolveMeaning {
    let variation = service.scv ?? spokenVariation
    switch (arrivals, service) {
    case (.exponential, .exponential):
      let customer = words.firstMatch(of: /customer (\d+)/).map { String($0.output.1) }
      let least = words.firstMatch(of: /p\(n ?(?:>=|≥) ?(\d+)\)/).map { String($0.output.1) }
      return SolveMeaning(
        model: "mm1",
        implied: [("customer", customer), ("at-least", least)].compactMap { key, value in
          value.map { (key, $0) }
        })
    case (.exponential, .constant): return SolveMeaning(model: "md1")
    case (.exponential, _):
      return SolveMeaning(
        model: "mg1", implied: given(variation, as: "scv"),
        open: variation == nil ? [["scv", "weights"]] : [])
    case (_, .exponential):
      switch arrivals {
      case .constant: return SolveMeaning(model: "gm1", implied: [("law", "constant")])
      case .uniform: return SolveMeaning(model: "gm1", implied: [("law", "uniform")])
      case .erlang(let stages):
        return SolveMeaning(
          model: "gm1", implied: [("law", "erlang"), ("stages", String(stages))])
      default: return SolveMeaning(model: "gm1", open: [["scv", "law"]])
      }
    default: return approximated("kingman", variation)
    }
  }

  private var several: SolveMeaning {
    switch (arrivals, service) {
    case (.exponential, .exponential):
      SolveMeaning(model: "mmc", implied: serverCount("servers"))
    case (.exponential, .constant): SolveMeaning(model: "mdc", implied: serverCount("servers"))
    default: approximated("ggc", service.scv ?? spokenVariation)
    }
  }

  /// What only an approximation answers, of the two coefficients of variation.
  private func approximated(_ model: String, _ variation: Double?) -> SolveMeaning {
    SolveMeaning(
      model: model,
      implied: given(arrivals.scv, as: "ca2") + given(variation, as: "cs2")
        + (model == "ggc" ? serverCount("servers") : []),
      open: (arrivals.scv == nil ? [["ca2"]] : []) + (variation == nil ? [["cs2"]] : []))
  }

  private func given(_ value: Double?, as key: String) -> [(String, String)] {
    value.map { [(key, "\($0)")] } ?? []
  }

  /// A queue with a last place: a loss system where only the served have one.
  private func bounded(_ capacity: String) throws(SolveError) -> SolveMeaning {
    guard arrivals == .exponential else { throw none }
    if capacity == servers {
      return SolveMeaning(model: "erlang-b", implied: serverCount("servers"))
    }
    guard service == .exponential else { throw none }
    return SolveMeaning(
      model: "mmck", implied: serverCount("servers") + figure(capacity, "capacity"))
  }

  /// A closed group of customers.
  private func interference(_ population: String) throws(SolveError) -> SolveMeaning {
    // Places for the served only: Engset's loss, where more sources than servers call.
    if let capacity, capacity == servers, population != capacity, arrivals == .exponential {
      return SolveMeaning(
        model: "engset", implied: serverCount("servers") + figure(population, "sources"))
    }
    guard arrivals == .exponential, service == .exponential,
      capacity == nil || capacity == population
    else { throw none }
    return SolveMeaning(
      model: "machine-repair", implied: serverCount("crews") + figure(population, "machines"))
  }

  private func priority() throws(SolveError) -> SolveMeaning {
    guard arrivals == .exponential, servers == "1" || service == .exponential, capacity == nil,
      !["∞", "inf", "infinity"].contains(servers)
    else { throw none }
    var implied = given(service == .exponential ? nil : service.scv ?? spokenVariation, as: "scv")
    if words.contains("preemptive") {
      let isNot = words.contains(/non-? ?preemptive/)
      implied.append(("discipline", isNot ? "nonpreemptive" : "preemptive"))
    }
    if servers != "1" { implied += serverCount("servers") }
    return SolveMeaning(
      model: "priority", implied: implied,
      open: service == .general && implied.allSatisfy { $0.0 != "scv" } ? [["scv"]] : [])
  }
}
