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
      let count = lowered.firstMatch(of: /(\d+) (?:branch|parallel|queue|m\/m)|n ?= ?(\d+)/)?.output
      let branches = (count?.1 ?? count?.2).map { [("branches", String($0))] } ?? []
      return SolveMeaning(model: "fork-join", implied: branches)
    }
    if plain.contains("runlength"), plain.contains("mm1") {
      return SolveMeaning(model: "run-length")
    }
    if let stripes = stripes(lowered, plain, given) { return stripes }
    if plain.contains("quorum") || plain.contains("etcd"), !lowered.contains(/\d[- ]of[- ]\d/) {
      let count = lowered.firstMatch(
        of: /(\d+)[- ](?:node|member|controller)|quorum of (\d+)/)?.output
      guard let members = count?.1 ?? count?.2 else { return nil }
      return SolveMeaning(model: "quorum", implied: [("members", String(members))])
    }
    if plain.hasPrefix("tmr") || plain.contains("triplemodular") {
      return SolveMeaning(
        model: plain.contains("norepair") ? "k-of-n-life" : "k-of-n",
        implied: [("k", "2"), ("n", "3")])
    }
    // A budget of an availability, not of several downtimes.
    let keys = given.map { $0.key.lowercased() }
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
    if let level = lowered.firstMatch(of: /raid[- ]?([56])/)?.output.1, let level = Int(level) {
      let typed = given.first { ["n", "copies", "disks"].contains($0.key.lowercased()) }?.value
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
    guard plain.contains("mttdl") || plain.contains("erasure") || plain.hasPrefix("ec"),
      let code = lowered.firstMatch(of: /(\d+) ?\+ ?(\d+)/)?.output,
      let data = Int(code.1), let parity = Int(code.2), max(data, parity) <= 10_000
    else { return nil }
    return SolveMeaning(
      model: "mttdl",
      implied: [("copies", String(data + parity)), ("needed", String(data))] + crews)
  }

  /// Stations in a row, of each of which a rate is given.
  private static func tandem(_ given: [(key: String, value: String)]) -> SolveMeaning? {
    guard let rates = given.first(where: { ["mu", "rates"].contains($0.key) })?.value else {
      return nil
    }
    let count = rates.split(separator: ",").count
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
    for argument in given {
      respelt += try respelling(argument, beside: given, model, SolveNames.plain(name))
    }
    return respelt
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
    switch (model.name, key) {
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
    case ("jackson", "lambda") where name.contains("tandem"):
      let rates = given.first { ["mu", "rates"].contains($0.key) }?.value ?? ""
      let others = rates.split(separator: ",").dropFirst().map { _ in ",0" }
      return [("arrivals", value.filter { !"[]".contains($0) } + others.joined())]
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
