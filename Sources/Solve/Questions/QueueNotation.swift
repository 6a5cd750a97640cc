/// A queue in Kendall's notation, as a name has it: `M/E2/1`, `M/M/2/6`, `M/M/c//N`, `M/M/n+M`, `mm1`.
///
/// A/S/c/K/N are the laws of arrivals and of service, the servers, the places and the customers that there are;
/// figures and letters may stand for the last three.
struct QueueNotation: Sendable {
  let arrivals: Law
  let service: Law
  let servers: String
  let capacity: String?
  let population: String?

  /// The law of patience, `+M`: who waits too long leaves.
  let patience: String?

  /// Whether arrivals come in batches: `M[X]/G/1`.
  let isBulk: Bool

  /// Whether the answer hangs on no law of service: `M/A/1`, in the vocabulary's notation.
  let isInsensitive: Bool

  /// A law of times.
  enum Law: Equatable {
    case exponential
    case constant
    case uniform
    case erlang(stages: Int?)
    case general

    /// One by the name that calculators have for it: `lognormal`.
    case named(String)

    /// Its squared coefficient of variation, where the law has but one.
    var squaredVariation: Double? {
      switch self {
      case .exponential: 1
      case .constant: 0
      case .erlang(let stages): stages.map { 1 / Double($0) }
      case .uniform: 1 / 3.0
      case .general, .named: nil
      }
    }

    /// `M`, `E2`, `E_k`, `GI`; nil for what names no law.
    init?(_ text: some StringProtocol) {
      let stages = Int(String(text.filter(\.isNumber)))
      switch String(text.filter(\.isLetter)).lowercased() {
      case "m": self = .exponential
      case "d", "det": self = .constant
      case "u", "uniform": self = .uniform
      case "e", "ek", "er", "erlang": self = .erlang(stages: stages.map { max(1, $0) })
      case "g", "gi", "h", "hk", "ph", "w", "a": self = .general
      case "ln": self = .named("lognormal")
      case "lognormal", "gamma", "pareto", "weibull": self = .named(text.lowercased())
      default: return nil
      }
    }

    /// Whether a law of this notation may be `other`: a general one may be any.
    func admits(_ other: Law) -> Bool { self == .general || self == other }
  }

  /// A notation that stands alone, as the vocabulary has it: `M/M/c/K`, `M[X]/G/1`, `M/M/c+M`.
  init?(_ text: some StringProtocol) {
    let halves = text.split(separator: "+")
    let parts = halves.first?.split(separator: "/", omittingEmptySubsequences: false) ?? []
    guard (3...5).contains(parts.count), let arrivals = Law(parts[0].prefix { $0 != "[" }),
      let service = Law(parts[1])
    else { return nil }
    self.arrivals = arrivals
    self.service = service
    servers = String(parts[2])
    capacity = parts.count > 3 && !parts[3].isEmpty ? String(parts[3]) : nil
    population = parts.count > 4 ? String(parts[4]) : nil
    patience = halves.count > 1 ? "+" + halves[1] : nil
    isBulk = parts[0].contains("[")
    isInsensitive = parts[1] == "A"
  }

  private init(
    arrivals: Law, service: Law, servers: String, capacity: String?, population: String? = nil,
    patience: String? = nil, isBulk: Bool = false, isInsensitive: Bool = false
  ) {
    (self.arrivals, self.service) = (arrivals, service)
    (self.servers, self.capacity, self.population) = (servers, capacity, population)
    (self.patience, self.isBulk, self.isInsensitive) = (patience, isBulk, isInsensitive)
  }

  /// The notation in a name, and the name without it; nil where it has none.
  static func find(in name: String) -> (queue: QueueNotation, beside: String)? {
    let slashed =
      /(?:^|[^A-Za-z0-9\/])([A-Za-z]{1,3}_?\d*|(?i:lognormal|gamma|pareto|weibull|uniform)|M\[[A-Za-z0-9]+\]|M\^\[?[A-Za-z]\]?)[\/|]((?:Erlang-?\d+|(?i:lognormal|gamma|pareto|weibull|uniform)|[A-Za-z]{1,3}_?(?:\d+|k)?))[\/|](\d+|[a-z]+|[A-Z](?![A-Za-z])|∞)(?:[\/|](\d+|inf(?:inity)?|[A-Za-z](?![A-Za-z])|∞)?)?(?:[\/|](\d+|[A-Z](?![A-Za-z])))?(\+[A-Z]+)?/
    let longest = name.matches(of: slashed).max { $0.output.0.count < $1.output.0.count }
    if let found = longest,
      let arrivals = Law(found.output.1.prefix { $0 != "[" && $0 != "^" }),
      let service = Law(found.output.2)
    {
      let places = found.output.4.flatMap { isEndless(String($0)) ? nil : String($0) }
      let queue = QueueNotation(
        arrivals: arrivals, service: service, servers: String(found.output.3), capacity: places,
        population: found.output.5.map(String.init), patience: found.output.6.map(String.init),
        isBulk: found.output.1.contains { "[^".contains($0) },
        isInsensitive: found.output.2 == "A")
      return (queue, name[..<found.range.lowerBound] + " " + name[found.range.upperBound...])
    }
    let plain = /(?:^|[^a-z0-9])([mdg])([mdg])(\d+|c|inf|∞)([ck])?(?![a-z0-9])/
    // `mm50` is a queue, and `md5` is none.
    guard let found = name.lowercased().firstMatch(of: plain), let arrivals = Law(found.output.1),
      let service = Law(found.output.2),
      found.output.1 + found.output.2 == "mm" || found.output.3.count > 2
        || "1c∞".contains(found.output.3)
    else { return nil }
    let queue = QueueNotation(
      arrivals: arrivals, service: service, servers: String(found.output.3),
      capacity: found.output.4.map(String.init))
    let lowered = name.lowercased()
    return (queue, lowered[..<found.range.lowerBound] + " " + lowered[found.range.upperBound...])
  }

  private static func isEndless(_ text: String) -> Bool {
    ["∞", "inf", "infinity"].contains(text.lowercased())
  }

  /// How little else than itself it admits.
  var precision: Int {
    [arrivals != .general, service != .general, Int(servers) != nil].count { $0 }
      + (capacity == servers ? 2 : 0)
  }

  /// Whether a calculator that has this notation answers for `other`.
  func admits(_ other: QueueNotation) -> Bool {
    let areServersAlike =
      Int(servers) != nil
      ? servers == other.servers
      : Self.isEndless(servers) == Self.isEndless(other.servers)
    return arrivals.admits(other.arrivals) && service.admits(other.service) && areServersAlike
      && isBulk == other.isBulk && patience == other.patience && arePlacesAlike(other)
  }

  /// None, as many as servers (`c/c`), as many as customers, or any number (`c/K`).
  private func arePlacesAlike(_ other: QueueNotation) -> Bool {
    guard (population == nil) == (other.population == nil) else { return false }
    guard let capacity else {
      return other.capacity == nil || other.population != nil && other.capacity == other.population
    }
    return capacity == servers ? other.capacity == other.servers : other.capacity != nil
  }

  /// Arguments under the letters of the notation, `k=4` of an M/M/k, under the names of what these stand for.
  func spelt(_ arguments: [TypedArgument], for calculator: Calculator) -> [TypedArgument] {
    let places = [
      (servers, ["servers", "crews"]), (population, ["machines", "sources"]),
      (capacity, ["capacity"]),
    ]
    return arguments.map { key, value in
      let names = places.first { $0.0 == key && Int(key) == nil }?.1 ?? []
      let name = names.first { calculator.parameter(named: $0) != nil }
      return (name ?? key, value)
    }
  }

  /// What a name gives with its notation to a calculator that has `shape` for it, and of which arguments one
  /// must be given: the laws that the answer hangs on.
  ///
  /// - Parameters:
  ///   - law: the law of service that words name.
  ///   - named: the law of arrivals that words name.
  func given(
    for shape: QueueNotation, _ calculator: Calculator, law: Law?, arrivals named: Law?
  ) -> (implied: [TypedArgument], open: [Set<String>]) {
    let names = Set(calculator.parameters.map(\.name))
    var implied: [TypedArgument] = []
    var open: [Set<String>] = []
    func figure(_ text: String?, _ keys: String...) {
      guard let text, Int(text) != nil, let key = keys.first(where: names.contains) else { return }
      implied.append((key, text))
    }
    if Int(shape.servers) == nil { figure(servers, "servers", "crews") }
    figure(capacity == servers ? nil : capacity, "capacity")
    figure(population, "machines", "sources")
    func variation(_ law: Law, _ keys: [String]) {
      let own = keys.filter(names.contains)
      guard let key = own.first else { return }
      if let squared = law.squaredVariation {
        implied.append((key, "\(squared)"))
      } else {
        open.append(Set(own))
      }
    }
    // By its name where the calculator takes laws so, else by its variation.
    let takesLaws = names.isSuperset(of: ["law", "stages"])
    func shaped(_ law: Law, _ keys: [String]) {
      switch law {
      case .constant where takesLaws: implied.append(("law", "constant"))
      case .uniform where takesLaws: implied.append(("law", "uniform"))
      case .erlang(let stages) where takesLaws:
        implied.append(("law", "erlang"))
        if let stages {
          implied.append(("stages", String(stages)))
        } else {
          open.append(["stages"])
        }
      default:
        variation(law, keys)
        guard names.contains("law") else { return }
        if law == .uniform { implied.append(("law", "uniform")) }
        if case .named(let name) = law { implied.append(("law", name)) }
      }
    }
    if shape.service == .general, !shape.isInsensitive {
      shaped(
        service == .general ? law ?? .general : service,
        ["scv", "cs2", "weights"] + (takesLaws ? ["law"] : []))
    }
    if shape.arrivals == .general {
      shaped(
        arrivals == .general ? named ?? .general : arrivals,
        ["ca2", "scv", "law"].filter { $0 != "scv" || !names.contains("ca2") })
    }
    return (implied, open)
  }
}
