import Quantities

/// Questions whose names or arguments say in another form what a calculator takes: the disks of a RAID, a coefficient of variation for its square, retries for attempts.
enum SolveSpelling {
  /// The calculator that a name with figures leads to: `RAID-6, 10 disks`, `EC 8+3`, `5-node etcd quorum`.
  ///
  /// Nil where the name has none of these forms.
  static func meaning(
    of name: String, _ given: [(key: String, value: String)]
  ) -> SolveMeaning? {
    let (lowered, plain) = (name.lowercased(), SolveNames.plain(name))
    if plain.contains("forkjoin") {
      let count = lowered.firstMatch(of: /(\d+) (?:branch|parallel|queue|server|m\/m)|n ?= ?(\d+)/)?
        .output
      let branches = (count?.1 ?? count?.2).map { [("branches", String($0))] } ?? []
      return SolveMeaning(model: "fork-join", implied: branches)
    }
    if plain.contains("runlength"), plain.contains("mm1") {
      return SolveMeaning(model: "run-length")
    }
    if ["busbw", "busbandwidth", "nccltests"].contains(where: plain.contains) {
      return SolveMeaning(model: "busbw", implied: SolveNames.implied(by: name, for: "busbw"))
    }
    if let stripes = stripes(lowered, plain, given) { return stripes }
    if ["quorum", "etcd", "raft", "zookeeper", "paxos"].contains(where: plain.contains),
      !lowered.contains(/\d[- ]of[- ]\d/)
    {
      let count = lowered.firstMatch(
        of: /(\d+)[- ](?:node|member|controller)|(?:quorum|cluster|ensemble|group) of (\d+)/
      )?.output
      guard let members = count?.1 ?? count?.2 else { return nil }
      return SolveMeaning(model: "quorum", implied: [("members", String(members))])
    }
    if plain.hasPrefix("tmr") || plain.contains("triplemodular") {
      return SolveMeaning(
        model: plain.contains("norepair") ? "k-of-n-life" : "k-of-n",
        implied: [("k", "2"), ("n", "3")])
    }
    let keys = given.map { $0.key.lowercased() }
    if plain.contains("birthday"),
      keys.allSatisfy({ ["n", "k", "items", "people"].contains($0) })
    {
      return SolveMeaning(model: "birthday", implied: [("values", "365")])
    }
    // An availability that follows from lives and repairs.
    if ["availability", "steadyavailability"].contains(plain),
      keys.contains(where: { $0.hasPrefix("mtbf") || $0.hasPrefix("mttf") })
    {
      return SolveMeaning(model: "renewal")
    }
    // A budget of an availability, not of several downtimes.
    if plain == "downtimebudget", keys.contains("a_pct") || keys.contains("nines") {
      return SolveMeaning(model: "availability")
    }
    // Each station of a row has one server here.
    guard plain.contains("tandem"), !name.contains(/M\/M\/(?!1)/) else { return nil }
    return tandem(given)
  }

  /// Stripes with parity, which are lost with one piece more than they have of it.
  private static func stripes(
    _ lowered: String, _ plain: String, _ given: [(key: String, value: String)]
  ) -> SolveMeaning? {
    let crews = SolveNames.plain(lowered).contains("serialrebuild") ? [("crews", "1")] : []
    if let level = lowered.firstMatch(of: /raid[- ]?(10|[0156])(?![0-9])/)?.output.1,
      let level = Int(level)
    {
      let typed = given.first {
        ["n", "copies", "disks", "drives"].contains($0.key.lowercased())
      }?.value
      if let capacity = capacity(level, typed, given, plain) { return capacity }
      if level == 1 {
        return SolveMeaning(
          model: "mttdl", implied: [("copies", typed ?? "2"), ("needed", "1"), ("crews", "1")])
      }
      guard level == 5 || level == 6 else { return nil }
      let said = lowered.firstMatch(of: /(\d+) (?:disk|drive)/).map { String($0.output.1) }
      guard let disks = (typed ?? said).flatMap({ Int($0) }), disks > level - 4 else {
        return SolveMeaning(model: "mttdl", open: [["copies"], ["needed"]])
      }
      // One spare takes one rebuild at a time.
      return SolveMeaning(
        model: "mttdl",
        implied: [
          ("copies", String(disks)), ("needed", String(disks - level + 4)), ("crews", "1"),
        ])
    }
    let isCode =
      ["mttdl", "erasure", "reedsolomon"].contains(where: plain.contains) || plain.hasPrefix("ec")
      || plain.hasPrefix("rs")
    if plain.contains("mttdl"), plain.contains("mirror"), !lowered.contains(/\d/) {
      return SolveMeaning(
        model: "mttdl", implied: [("copies", "2"), ("needed", "1"), ("crews", "1")])
    }
    guard isCode,
      let code = lowered.firstMatch(of: /(\d+)(?: ?\+ ?| ?, ?)(\d+)/)?.output,
      let data = Int(code.1), let parity = Int(code.2), max(data, parity) <= 10_000
    else { return nil }
    return SolveMeaning(
      model: "mttdl",
      implied: [("copies", String(data + parity)), ("needed", String(data))] + crews)
  }

  /// The capacity of a RAID, where that is asked for rather than its life.
  private static func capacity(
    _ level: Int, _ disks: String?, _ given: [(key: String, value: String)], _ plain: String
  ) -> SolveMeaning? {
    let keys = Set(given.map { $0.key.lowercased() })
    let isLife = ["afr", "mttf", "mtbf", "lambda", "rebuild", "mttr"].contains { key in
      keys.contains { $0.hasPrefix(key) }
    }
    guard !isLife, !plain.contains("mttdl"), let count = disks.flatMap({ Int($0) }), count > 1
    else { return nil }
    let parity =
      switch level {
      case 0: 0
      case 1: count - 1
      case 10: count / 2
      default: level - 4
      }
    guard parity < count, level != 10 || count.isMultiple(of: 2) else { return nil }
    return SolveMeaning(
      model: "erasure-code",
      implied: [("data", String(count - parity)), ("parity", String(parity))]
        + (level == 10 ? [("mirrored", "yes")] : []))
  }

  /// What words ask for beside the figures that are always given: a number of customers, a time, a job's
  /// size, a customer, a quantile.
  static func asked(_ text: String) -> [(key: String, value: String)] {
    let patterns: [(String, Regex<(Substring, Substring)>)] = [
      ("at-least", /P\(N ?(?:>=|≥) ?(\d+)\)/), ("exactly", /P\(N ?= ?(\d+)\)/),
      ("within", /P\((?:T|W|Wq) ?(?:>|<=|≤|<) ?(\d+\.?\d* ?[a-zμ]*)\)/),
      ("customer", /customer (\d+)/), ("size", /size ?= ?(\d+\.?\d* ?[a-zμ]*)/),
      ("percentile", /\bP(\d{2}(?:\.\d+)?)\b/),
    ]
    return patterns.compactMap { key, pattern in
      text.firstMatch(of: pattern).map { found in
        (key, key == "percentile" ? "\(found.output.1)%" : found.output.1.filter { $0 != " " })
      }
    }
  }

  /// Stations in a row, of each of which a rate is given.
  private static func tandem(_ given: [(key: String, value: String)]) -> SolveMeaning? {
    let numbered = given.count { $0.key.contains(/^mu\d$/) }
    let rates = given.first(where: { ["mu", "rates"].contains($0.key) })?.value
    let count = rates.map { $0.split(separator: ",").count } ?? numbered
    guard count > 0 else { return nil }
    let rows = (0..<count).map { from in
      (0..<count).map { $0 == from + 1 ? "1" : "0" }.joined(separator: ",")
    }
    return SolveMeaning(model: "jackson", implied: [("routing", rows.joined(separator: ";"))])
  }

  /// The arguments as the calculator takes them.
  ///
  /// - Throws: where a figure that must be computed with is none.
  static func arguments(
    _ given: [(key: String, value: String)], of model: SolveModel, named name: String
  ) throws(SolveError) -> [(key: String, value: String)] {
    var respelt: [(key: String, value: String)] = []
    var given = given
    // A hyperexponential law by its branches: a rate with a probability each.
    if model.name == "mg1", let shares = given.first(where: { ["p", "probs"].contains($0.key) }),
      let rates = given.first(where: { $0.key == "mu" })
    {
      let law = try hyperexponential(shares.value, rates.value)
      given.removeAll { [shares.key, rates.key].contains($0.key) }
      given += [("service", "\(law.mean)"), ("scv", "\(law.squaredVariation)")]
    }
    for argument in given {
      respelt += try respelling(argument, beside: given, model, SolveNames.plain(name))
    }
    return respelt
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
      let given = meant.isReciprocal ? Double(value).map { 1 / $0 } : try time(value)
      guard let mean = given, mean > 0, Double(value) != nil || !isVariance else { break }
      let spread = try time(argument.value)
      return "\((isVariance ? spread : spread * spread) / (mean * mean))"
    }
    throw SolveError("`\(argument.key)` stands beside a mean service in the same unit")
  }

  private static func respelling(
    _ argument: (key: String, value: String), beside given: [(key: String, value: String)],
    _ model: SolveModel, _ name: String
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
    if parameters.contains("arrival"),
      ["interarrival", "ta", "interarrivaltime", "interarrival_time"].contains(key)
    {
      return [("arrival", Double(value).map { "\(1 / $0)" } ?? "1/\(value)")]
    }
    if model.name == "jackson", name.contains("tandem"), ["lambda", "arrival"].contains(key),
      !value.contains(",")
    {
      let rates = given.first { ["mu", "rates"].contains($0.key) }?.value
      let count =
        rates.map { $0.split(separator: ",").count } ?? given.count { $0.key.contains(/^mu\d$/) }
      let others = Array(repeating: ",0", count: max(0, count - 1))
      return [("arrivals", value.filter { !"[]".contains($0) } + others.joined())]
    }
    switch (model.name, key) {
    case (_, "ca"), (_, "cs"), (_, "ce"):
      let squared = key == "ca" ? "ca2" : "cs2"
      guard parameters.contains(squared) else { return [argument] }
      let variation = try figure(value)
      return [(squared, "\(variation * variation)")]
    case ("access-time", "miss_rate"), ("access-time", "missrate"), ("access-time", "miss_ratio"),
      ("access-time", "missratio"):
      let isPercent = value.hasSuffix("%")
      let share = try figure(isPercent ? String(value.dropLast()) : value) / (isPercent ? 100 : 1)
      return [("hit-ratio", "\(1 - share)")]
    case (_, "cv") where parameters.contains("scv"):
      let variation = try figure(value)
      return [("scv", "\(variation * variation)")]
    case ("mg1", "k") where name.contains("ek") || name.contains("erlang"):
      let stages = try figure(value)
      guard stages >= 1 else { throw SolveError("`k` is a number of stages, from 1 on") }
      return [("scv", "\(1 / stages)")]
    case ("mg1", "e[s]"): return [("service", value)]
    case ("mg1", "e[s^2]"), ("mg1", "e[s²]"):
      guard let mean = given.first(where: { ["e[s]", "mean"].contains($0.key.lowercased()) })
      else { throw SolveError("`\(argument.key)` stands beside `E[S]`") }
      let first = try figure(mean.value)
      let variation = try figure(value) / (first * first) - 1
      guard variation >= 0 else { throw SolveError("`E[S^2]` is at least the square of `E[S]`") }
      return [("scv", "\(variation)")]
    case ("mm1", "n"): return [(name.contains("transient") ? "customer" : "at-least", value)]
    case ("mm-inf", "n"): return [("at-least", value), ("exactly", value)]
    case ("mmc", "n")
    where given.contains(where: { ["c", "servers"].contains($0.key.lowercased()) }):
      return [("at-least", value)]
    case ("mm1", "t"), ("mmc", "t"): return [("within", value)]
    case ("retry", "retries"), ("retry", "retries_each"):
      return [("attempts", "\(try figure(value) + 1)")]
    case ("availability", "nines"):
      let nines = try figure(value)
      guard nines >= 1, nines <= 12, nines.rounded() == nines else {
        throw SolveError("`nines` is a whole number from 1 to 12")
      }
      return [("availability", "0." + String(repeating: "9", count: Int(nines)))]
    case ("mm1-max-load", _):
      guard let found = key.firstMatch(of: /^p(\d+(?:\.\d+)?)(_\w+)?$/)?.output else {
        return [argument]
      }
      let isTyped = given.contains { $0.key.lowercased() == "percentile" }
      return [("target" + (found.2.map(String.init) ?? ""), value)]
        + (isTyped ? [] : [("percentile", "\(found.1)%")])
    default: return [argument]
    }
  }
}
