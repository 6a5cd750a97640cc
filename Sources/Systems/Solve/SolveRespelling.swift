import Glibc
import Quantities

/// Arguments in another form than the calculator takes: a coefficient of variation for its square, retries for attempts, the disks of a RAID for its copies.
enum SolveRespelling {
  /// Keys that names give and no calculator has, each spelt as arguments here.
  static let pseudonyms: Set<String> = [
    "raid", "data", "parity", "spare", "tandem", "failing", "nines",
  ]

  /// The arguments as the calculator takes them.
  ///
  /// - Parameters:
  ///   - all: all arguments that there are, some of which hang together.
  ///   - said: the words of the name.
  /// - Throws: where a figure that must be computed with is none.
  static func arguments(
    _ given: [(key: String, value: String)], beside all: [(key: String, value: String)],
    of model: SolveModel, said: Set<String>
  ) throws(SolveError) -> [(key: String, value: String)] {
    var respelt: [(key: String, value: String)] = []
    var given = given
    if parametersOfLaw(model) {
      for index in given.indices {
        if let law = try law(given[index], said) {
          given.replaceSubrange(index...index, with: law)
          break
        }
      }
    }
    // A hyperexponential law by its branches: a rate with a probability each.
    if model.name == "mg1", let shares = given.first(where: { ["p", "probs"].contains($0.key) }),
      let rates = given.first(where: { $0.key == "mu" })
    {
      let law = try hyperexponential(shares.value, rates.value)
      given.removeAll { [shares.key, rates.key].contains($0.key) }
      given += [("service", "\(law.mean)"), ("scv", "\(law.squaredVariation)")]
    }
    for argument in given {
      respelt += try respelling(argument, beside: all, model, said)
    }
    return respelt
  }

  /// What a downtime may be counted by; a month has 730 hours.
  private static let periods = [
    "day": "24h", "d": "24h", "week": "168h", "w": "168h", "month": "730h", "mo": "730h",
    "quarter": "2190h", "year": "365d", "y": "365d", "yr": "365d",
  ]

  private static func parametersOfLaw(_ model: SolveModel) -> Bool {
    Set(model.parameters.map(\.name)).isSuperset(of: ["service", "scv"])
  }

  /// A law by its parameters, as its mean and squared variation: the ends of a uniform one, `uniform(0,2)`; the
  /// shape of a Weibull, a gamma or a Pareto law that the name has. Nil of any other argument.
  ///
  /// - Throws: where the parameters make no law with a variance.
  private static func law(
    _ argument: (key: String, value: String), _ said: Set<String>
  ) throws(SolveError) -> [(key: String, value: String)]? {
    let uniform = /[Uu](?:niform)? ?[\(\[] ?(\d+\.?\d*) ?, ?(\d+\.?\d*) ?[\)\]] ?(\w*)/
    if let found = argument.value.wholeMatch(of: uniform)?.output,
      let least = Double(found.1), let most = Double(found.2)
    {
      guard most > 0, least <= most else {
        throw SolveError("`\(argument.key)` is uniform between two times, the lesser first")
      }
      let (sum, width) = (least + most, most - least)
      return [
        ("service", "\(sum / 2)\(found.3)"), ("scv", "\(width * width / (3 * sum * sum))"),
      ]
    }
    guard argument.key.lowercased() == "shape", let shape = Double(argument.value) else {
      return nil
    }
    let least = said.contains("pareto") ? 2.0 : 0
    guard shape > least, shape < 1e6 else {
      throw SolveError(
        "`shape` is above \(Int(least)): the law has no variance else, and the mean wait no bound")
    }
    if said.contains("weibull") {
      return [("scv", "\(exp(lgamma(1 + 2 / shape) - 2 * lgamma(1 + 1 / shape)) - 1)")]
    }
    if said.contains("gamma") { return [("scv", "\(1 / shape)")] }
    return said.contains("pareto") ? [("scv", "\(1 / (shape * (shape - 2)))")] : nil
  }

  /// Mean Σp/μ, and E[S²] = Σ2p/μ², of branches with exponential services.
  private static func hyperexponential(
    _ shares: String, _ rates: String
  ) throws(SolveError) -> (mean: Double, squaredVariation: Double) {
    func figures(_ text: String) -> [Double] {
      text.filter { !"[] ".contains($0) }.split(separator: ",").compactMap { Double($0) }
    }
    let (shares, rates) = (figures(shares), figures(rates))
    guard shares.count == rates.count, !rates.isEmpty, rates.allSatisfy({ $0 > 0 }),
      abs(shares.reduce(0, +) - 1) < 1e-9
    else { throw SolveError("`p` and `mu` have a probability and a rate for each branch") }
    let mean = zip(shares, rates).reduce(0) { $0 + $1.0 / $1.1 }
    let second = zip(shares, rates).reduce(0) { $0 + 2 * $1.0 / ($1.1 * $1.1) }
    return (mean, second / (mean * mean) - 1)
  }

  /// A standard deviation or a variance over the mean service, as both are typed.
  private static func squaredVariation(
    _ argument: (key: String, value: String), beside given: [(key: String, value: String)],
    _ model: SolveModel
  ) throws(SolveError) -> String {
    let isVariance = argument.key.lowercased().hasPrefix("var")
    for (key, value) in given {
      guard let meant = SolveAlias.meant(by: key, value: value, in: model), meant.name == "service"
      else { continue }
      func time(_ text: String) throws(SolveError) -> Double {
        if let bare = Double(text) { return bare }
        return try SolveArguments.read(text, .time, name: argument.key, isList: false)
      }
      let given = meant.form == .reciprocal ? Double(value).map { 1 / $0 } : try time(value)
      guard let mean = given, mean > 0, Double(value) != nil || !isVariance else { break }
      let spread = try time(argument.value)
      return "\((isVariance ? spread : spread * spread) / (mean * mean))"
    }
    throw SolveError("`\(argument.key)` stands beside a mean service in the same unit")
  }

  private static func respelling(
    _ argument: (key: String, value: String), beside given: [(key: String, value: String)],
    _ model: SolveModel, _ said: Set<String>
  ) throws(SolveError) -> [(key: String, value: String)] {
    func figure(_ text: String) throws(SolveError) -> Double {
      guard let number = Double(text), number.isFinite else {
        throw SolveError("`\(argument.key)` is a number, which `\(text)` is not")
      }
      return number
    }
    let key = argument.key.lowercased()
    let value = argument.value
    let parameters = Set(model.parameters.map(\.name))
    if parameters.isSuperset(of: ["scv", "service"]),
      ["std", "sd", "stddev", "sigma", "variance", "var"].contains(key)
    {
      return [("scv", try squaredVariation(argument, beside: given, model))]
    }
    if model.name == "jackson", given.contains(where: { $0.key == "tandem" }) {
      let count = stations(given)
      switch key {
      case "lambda", "arrival", "gamma", "arrivals":
        guard !value.contains(",") else { return [argument] }
        return [
          ("arrivals", value + String(repeating: ",0", count: max(0, count - 1)))
        ]
      case "tandem":
        let rows = (0..<count).map { from in
          (0..<count).map { $0 == from + 1 ? "1" : "0" }.joined(separator: ",")
        }
        return [("routing", rows.joined(separator: ";"))]
      default: return [argument]
      }
    }
    if pseudonyms.contains(key) || model.name == "k-of-n-independent"
      || model.name == "mttdl" && given.contains(where: { $0.key == "raid" })
    {
      return try pieces(argument, beside: given, model)
    }
    switch (model.name, key) {
    case ("availability", "downtime"), ("downtime-budget", _):
      // `5min/month`: so much of each such period.
      guard let found = value.wholeMatch(of: /([^\/]+)\/ ?([A-Za-z]+)/)?.output,
        let period = periods[found.2.lowercased()], model.name == "availability" || period == "365d"
      else { return [argument] }
      return [(argument.key, String(found.1))] + (period == "365d" ? [] : [("year", period)])
    case ("speed-up", _) where SolveAlias.meant(by: key, in: model)?.name == "faster":
      return [(argument.key, value.replacing(/"?(?:[Ii]nf(?:inity|inite)?|∞)"?/, with: "0"))]
    case ("mg1", "k") where said.contains("erlang"):
      let stages = try figure(value)
      guard stages >= 1 else { throw SolveError("`k` is a number of stages, from 1 on") }
      return [("scv", "\(1 / stages)")]
    case ("mg1", "e[s^2]"), ("mg1", "e[s²]"):
      guard let mean = given.first(where: { ["e[s]", "mean"].contains($0.key.lowercased()) })
      else { throw SolveError("`\(argument.key)` stands beside `E[S]`") }
      let first = try figure(mean.value)
      let variation = try figure(value) / (first * first) - 1
      guard variation >= 0 else { throw SolveError("`E[S^2]` is at least the square of `E[S]`") }
      return [("scv", "\(variation)")]
    case ("mttdl", "m"):
      guard let data = given.first(where: { $0.key.lowercased() == "k" }) else {
        return [argument]
      }
      return [("copies", "\(Int(try figure(value) + figure(data.value)))")]
    case ("mmc", "n")
    where !given.contains(where: { ["c", "servers"].contains($0.key.lowercased()) }):
      return [argument]
    case ("mm1", "n"), ("mm-inf", "n"), ("mmc", "n"):
      return [("at-least", value), ("exactly", value)]
    case ("max-load", _):
      guard let found = key.firstMatch(of: /^p(\d+(?:\.\d+)?)(_\w+)?$/)?.output else {
        return [argument]
      }
      let isTyped = given.contains { $0.key.lowercased() == "percentile" }
      return [("target" + (found.2.map(String.init) ?? ""), value)]
        + (isTyped ? [] : [("percentile", "\(found.1)%")])
    default: return [argument]
    }
  }

  /// How many stations a row has, by their rates: `mu=4,3`, `mu1=4 mu2=3`.
  private static func stations(_ given: [(key: String, value: String)]) -> Int {
    let rates = given.first { ["mu", "rates"].contains($0.key) }?.value
    return rates.map { $0.split(separator: ",").count } ?? given.count { $0.key.contains(/^mu\d$/) }
  }

  /// Pieces with parity, levels of RAID and spares, as what a calculator counts.
  ///
  /// - Throws: where a RAID has too few disks.
  private static func pieces(
    _ argument: (key: String, value: String), beside given: [(key: String, value: String)],
    _ model: SolveModel
  ) throws(SolveError) -> [(key: String, value: String)] {
    func count(_ keys: String...) -> Int? {
      given.first { keys.contains($0.key.lowercased()) }.flatMap { Int($0.value) }
    }
    let value = Int(argument.value) ?? 0
    guard given.allSatisfy({ (Int($0.value) ?? 0).magnitude <= 1_000_000_000_000 }) else {
      throw SolveError("`\(argument.key)` is beyond what is counted here")
    }
    switch (model.name, argument.key) {
    case ("availability", "nines"):
      guard (1...12).contains(value) else {
        throw SolveError("`nines` is a whole number from 1 to 12")
      }
      return [("availability", "0." + String(repeating: "9", count: value))]
    case (_, "failing"):
      // Of n parts so many failures are the end.
      return [("k", String((count("n") ?? 0) - value + 1))]
    case ("k-of-n-independent", "spare"):
      return [("n", String((count("k") ?? count("n") ?? 1) + value))]
    case ("k-of-n-independent", "n"):
      // Of `N + 1` it is the needed that `n` counts.
      return count("spare") == nil || count("k") != nil ? [argument] : [("k", argument.value)]
    case ("mttdl", "n"), ("mttdl", "copies"), ("mttdl", "disks"), ("mttdl", "drives"):
      // Its level says how they are used.
      return []
    case ("mttdl", "data"):
      let parity = count("parity")
      guard let disks = count("n", "copies", "disks", "drives") else {
        guard let parity else { throw SolveError("`data` stands beside `parity` or `disks`") }
        return [("copies", String(value + parity))]
      }
      guard disks > value, parity ?? (disks - value) == disks - value else {
        throw SolveError("`disks` are as many as `data` and `parity`")
      }
      return [("needed", String(value))]
    case ("mttdl", "parity"):
      // Of the disks that are counted so many may be lost.
      let disks = count("n", "copies", "disks", "drives")
      if disks != nil, count("data") != nil { return [] }
      guard let needed = count("data") ?? disks.map({ $0 - value }), needed > 0 else {
        throw SolveError("`parity` stands beside `data`, or beside more `disks`")
      }
      return [("needed", String(needed))]
    case (_, "raid"):
      let disks =
        count("n", "copies", "disks", "drives")
        ?? count("data").flatMap { data in count("parity").map { data + $0 } }
        ?? (value == 1 ? 2 : nil)
      let levels = [0: 0, 1: (disks ?? 2) - 1, 5: 1, 6: 2, 10: (disks ?? 2) / 2]
      guard let parity = levels[value] else { throw SolveError("RAID is 0, 1, 5, 6 or 10 here") }
      guard let disks, disks > parity, value == 0 || disks > 1,
        value != 10 || disks.isMultiple(of: 2)
      else { throw SolveError("RAID-\(value) needs its number of disks: give `copies`") }
      guard model.name == "mttdl" else {
        return [("data", String(disks - parity)), ("parity", String(parity))]
          + (value == 10 ? [("mirrored", "yes")] : [])
      }
      return value == 10
        ? [("copies", "2"), ("sets", String(disks / 2)), ("needed", "1")]
        : [("copies", String(disks)), ("needed", String(disks - parity))]
    default: return [argument]
    }
  }
}
