/// A question in the words of the field: `M/E2/1`, `2-of-3, no repair`, `HPA tolerance`.
///
/// The name leads to a calculator, and says what the arguments then need not: the law of an `M/E2/1`, the
/// parts of a `2-of-3`.
package struct SolveQuestion: Sendable {
  package let model: SolveModel

  /// As typed, with what the name implies and without what describes the question only.
  package let arguments: [(key: String, value: String)]

  /// The keys of arguments that describe the question, and that the calculator does not use.
  package let unused: [String]

  /// Words of the name that nothing was made of.
  package let ignored: [String]

  /// Whether the name says more than that of a calculator.
  package let isPhrased: Bool

  /// Nil where the name leads nowhere.
  ///
  /// - Throws: where the name leaves open a law that the answer hangs on, or has a figure or a modifier that
  ///   neither the calculator nor an argument takes up.
  package init?(
    _ name: String, _ arguments: [(key: String, value: String)]
  ) throws(SolveError) {
    let asked = arguments.filter { Self.asking.contains($0.key.lowercased()) }
      .map(\.value).joined(separator: "; ")
    let arguments = arguments.filter { !Self.asking.contains($0.key.lowercased()) }
    let isCompared = arguments.contains { $0.key == "before" && $0.value.hasPrefix("{") }
    var unfolded: [(key: String, value: String)] = []
    for argument in arguments { unfolded += try Self.unfolded(argument) }
    let given = isCompared ? Self.joined(unfolded) : unfolded
    let said = given.first { $0.key == "service" && $0.value.first?.isLetter == true }?.value
    var found = SolveSpelling.meaning(of: name, given)
    if found == nil { found = try Self.meaning(of: name, given.map(\.key), said: said ?? "") }
    guard let meaning = found,
      let model = SolveModel.named(meaning.model)
    else { return nil }
    self.model = model
    isPhrased = SolveModel.named(name) == nil
    let remarks = Self.remarks[model.name] ?? []
    func isUsed(_ argument: (key: String, value: String)) -> Bool {
      // `service=any`, `repair=exp`: said of the law, for which the answer is the same.
      !remarks.contains(SolveNames.plain(argument.key))
        && !(argument.key == "service" && argument.value.first?.isLetter == true)
    }
    unused = given.filter { !isUsed($0) }.map(\.key)
    var kept = try SolveSpelling.arguments(given.filter(isUsed), of: model, named: name)
    let known = Set(
      kept.compactMap { SolveAlias.meant(by: $0.key, value: $0.value, in: model)?.name })
    for law in meaning.open
    where known.isDisjoint(with: law) && !kept.contains(where: { $0.value.contains("w.p.") }) {
      throw SolveError(
        "`\(name)` leaves something open: give "
          + law.sorted().map { "`\($0)`" }.joined(separator: " or "))
    }
    for (key, value) in meaning.implied {
      let typed = kept.first {
        SolveAlias.meant(by: $0.key, value: $0.value, in: model)?.name == key
      }
      if let typed, let said = Double(value), let given = Double(typed.value), given != said {
        throw SolveError(
          "`\(name)` gives \(value) for `\(key)`, and `\(typed.key)` is \(typed.value)")
      }
      if typed == nil { kept.append((key, value)) }
    }
    kept += SolveSpelling.asked(asked).filter { key, _ in
      model.parameters.contains { $0.name == key }
        && !kept.contains {
          SolveAlias.meant(by: $0.key, value: $0.value, in: model)?.name == key
        }
    }
    guard isPhrased else {
      ignored = []
      self.arguments = kept
      return
    }
    let reading = SolveReading(name, meaning, model, typed: given)
    if let first = reading.misunderstood.first {
      let parameters = model.parameters.map { "`\($0.name)`" }.joined(separator: ", ")
      throw SolveError(
        "`\(first)` in the name is not understood by `\(model.name)`; it knows \(parameters)")
    }
    ignored = reading.ignored
    self.arguments = kept + reading.asked.map { (key: $0.0, value: $0.1) }
  }

  /// Keys that say which figures are wanted, in words.
  private static let asking: Set<String> = ["quantity", "ask", "want"]

  private static func meaning(
    of name: String, _ keys: [String], said: String
  ) throws(SolveError) -> SolveMeaning? {
    if let queue = KendallNotation(name, said: said) { return try queue.meaning() }
    let plain = SolveNames.plain(name)
    let generator = name.lowercased().prefix { $0 != " " && $0 != "," }
    let isOtherGenerator =
      plain.hasPrefix("xoshiro") && !["xoshiro", "xoshiro256", "xoshiro256++"].contains(generator)
      || plain.hasPrefix("splitmix") && !plain.hasPrefix("splitmix64")
    if isOtherGenerator || plain.contains("series") && plain.contains("parallel")
      || plain.contains("emptystart") && plain.contains("bucket")
      || plain.contains("engset") && ["delay", "queue", "wait"].contains(where: plain.contains)
      || plain.contains("cold") && plain.contains("coverage")
    {
      throw SolveError("no calculator is for `\(name)`")
    }
    // A budget of availabilities, not of several downtimes.
    if plain == "downtimebudget", keys.contains(where: { $0.lowercased() == "a" }) {
      return SolveMeaning(model: "availability")
    }
    if plain == "kofn" || plain == "koutofn",
      let parts = parts(name, plain, keys), parts.model == "k-of-n-independent"
    {
      return parts
    }
    if let own = SolveModel.named(name) {
      return SolveMeaning(
        model: own.name,
        implied: own.name == name ? [] : SolveNames.implied(by: name, for: own.name))
    }
    if let parts = parts(name, plain, keys) { return parts }
    // M/M/50 without its slashes.
    if let servers = plain.firstMatch(of: /^mm(\d+)/)?.output.1, servers != "1" {
      return SolveMeaning(model: "mmc", implied: [("servers", String(servers))])
    }
    guard let model = SolveNames.model(within: plain) else { return nil }
    return SolveMeaning(model: model, implied: SolveNames.implied(by: name, for: model))
  }

  /// Redundant parts: `1-of-2 cold standby, 1 crew`, `15-of-16 hosts, independent`, `3-replica set`,
  /// `series of 10 identical`.
  private static func parts(
    _ name: String, _ plain: String, _ keys: [String]
  ) -> SolveMeaning? {
    var implied: [(String, String)] = []
    let keys = Set(keys.map { SolveNames.plain(String($0.prefix { $0 != "_" })) })
    // Lives without repairs, not availabilities.
    let areLives =
      !keys.isDisjoint(with: ["lambda", "λ", "mtbf", "mttf", "failurerate"])
      && keys.isDisjoint(with: ["mu", "μ", "mttr", "repair"])
    let areShares = !keys.isDisjoint(with: ["a", "p", "r", "availability", "reliability", "parts"])
    if let crews = SolveNames.crews(in: name) { implied.append(("crews", crews)) }
    if let sets = name.firstMatch(of: /(\d+) sets/)?.output.1 {
      implied.append(("sets", String(sets)))
    }
    if areShares, let pair = redundancy(name, plain) { return pair }
    if ["mttdl", "durability", "dataloss"].contains(where: plain.contains),
      let copies = name.lowercased().firstMatch(
        of: /(\d+)[- ](?:replicas?|cop(?:y|ies))|replication factor (\d+)/)?.output,
      let count = copies.1 ?? copies.2
    {
      return SolveMeaning(model: "mttdl", implied: implied + [("copies", String(count))])
    }
    if let copies = name.firstMatch(of: /(\d+)-(?:replica|copy|way replication|way mirror)/)?.output
      .1
    {
      return SolveMeaning(model: "mttdl", implied: implied + [("copies", String(copies))])
    }
    for model in ["series", "parallel"] where plain.hasPrefix(model) {
      if areLives, !areShares || keys.contains("t") || keys.contains("time") {
        let count = name.firstMatch(of: /^\w+(?: of|,|:)? (\d+)(?![-\d]*of)/)?.output.1
        return SolveMeaning(
          model: "reliability",
          implied: [("structure", model)] + (count.map { [("n", String($0))] } ?? []))
      }
      guard let count = name.firstMatch(of: /^\w+(?: of|,|:)? (\d+)(?![-\d]*of)/)?.output.1 else {
        continue
      }
      return SolveMeaning(model: model, implied: [("n", String(count))])
    }
    guard plain.contains("of") || plain.contains(/\d+oo\d+/) else { return nil }
    // Of a k-out-of-n:F system so many failures are the end; of a :G system so many are needed.
    let isFailing = name.contains(/: ?F\b/)
    if let counts = name.firstMatch(of: /(\d+)(?:[- ](?:out[- ])?of[- ]|oo)(\d+)/)?.output {
      guard let first = Int(counts.1), let all = Int(counts.2), max(first, all) <= 1_000_000 else {
        return nil
      }
      implied += [("k", String(isFailing ? all - first + 1 : first)), ("n", String(all))]
    } else if isFailing {
      return nil
    } else if !plain.contains("kofn") && !plain.contains("koutofn") {
      return nil
    }
    if plain.contains("independent") || areShares && !areLives && !keys.contains("mu") {
      return SolveMeaning(model: "k-of-n-independent", implied: implied.filter { $0.0 != "crews" })
    }
    if plain.contains("cold") { implied.append(("dormancy", "0")) }
    return SolveMeaning(
      model: ["norepair", "withoutrepair", "nonrepairable"].contains(where: plain.contains)
        || areLives && (keys.contains("t") || keys.contains("time"))
        ? "k-of-n-life" : "k-of-n", implied: implied,
      open: plain.contains("warm") ? [["dormancy"]] : [])
  }

  /// `1+1 redundancy`, `3+2 redundant`, `active-active pair`: so many needed and so many more.
  private static func redundancy(_ name: String, _ plain: String) -> SolveMeaning? {
    var (needed, spare) = (1, 1)
    if let count = name.firstMatch(of: /(\d+) ?\+ ?(\d+)/)?.output {
      guard plain.contains("redundan"), let first = Int(count.1), let second = Int(count.2),
        max(first, second) <= 10_000
      else { return nil }
      (needed, spare) = (first, second)
    } else if !plain.contains("activeactive") || name.contains(/\d/) {
      return nil
    }
    return SolveMeaning(
      model: "k-of-n-independent", implied: [("k", String(needed)), ("n", String(needed + spare))])
  }

  /// Arguments that describe a question and change no answer of it.
  private static let remarks: [String: Set<String>] = [
    "renewal": ["repair"], "rpo": ["backtoback"], "gang": ["nongangorder"], "batch": ["format"],
    "site-pair": ["asite"], "hpa-pods": ["replicas"],
  ]

  /// An object of JSON as its members, and prose about arrivals as figures.
  private static func unfolded(
    _ argument: (key: String, value: String)
  ) throws(SolveError) -> [(key: String, value: String)] {
    if argument.value.hasPrefix("{") {
      let members = argument.value.dropFirst().dropLast().split(separator: ",").compactMap {
        member -> (key: String, value: String)? in
        let halves = member.split(separator: ":").map { $0.filter { !" \"".contains($0) } }
        return halves.count == 2 ? (halves[0], halves[1]) : nil
      }
      if ["before", "after"].contains(argument.key) { return members }
      return [(argument.key, members.map(\.value).joined(separator: ","))]
    }
    guard argument.key == "arrivals", argument.value.contains(" at t=") else { return [argument] }
    return try arrivals(argument.value)
  }

  /// `5 at t=0, 5 at t=1.5`, `4 at t=0,0.4,0.8 (after the fill)`, `100 at t=0, then 15/s for 60s`: in the
  /// unit of time that a bare rate has.
  ///
  /// - Throws: where more stands there than is read.
  private static func arrivals(
    _ prose: String
  ) throws(SolveError) -> [(key: String, value: String)] {
    let batch =
      /(\d+) at t=(\d+\.?\d*(?: ?\([^)]*\))?(?:, ?\d+\.?\d*(?! at)(?![.\d])(?: ?\([^)]*\))?)*)/
    let flow = /then (\d+\.?\d*)\/s for (\d+\.?\d*) ?s/
    var batches: [(time: Double, count: Int)] = []
    for found in prose.matches(of: batch) {
      let times = found.output.2.replacing(/\([^)]*\)/, with: "").split(separator: ",")
      for time in times {
        guard let at = Double(time.filter { $0 != " " }), let count = Int(found.output.1) else {
          continue
        }
        batches.append((at, count))
      }
    }
    let rest = prose.replacing(batch, with: "").replacing(flow, with: "")
    guard rest.allSatisfy({ " ,;".contains($0) }) else {
      throw SolveError("`arrivals` is like `0:4;0.4:4`, and `\(rest)` of it is not understood")
    }
    guard let after = prose.firstMatch(of: flow)?.output else {
      let rows = batches.sorted { $0.time < $1.time }.map { "\($0.time):\($0.count)" }
      return [("arrivals", rows.joined(separator: ";"))]
    }
    guard batches.count == 1, batches[0].time == 0 else {
      throw SolveError("before a steady rate `arrivals` has one batch at t=0")
    }
    return [
      ("initial", String(batches[0].count)), ("offered", String(after.1)),
      ("window", String(after.2)),
    ]
  }

  /// What was given before and after as one list for each member.
  private static func joined(
    _ arguments: [(key: String, value: String)]
  ) -> [(key: String, value: String)] {
    var joined: [(key: String, value: String)] = []
    for argument in arguments {
      guard let index = joined.firstIndex(where: { $0.key == argument.key }) else {
        joined.append(argument)
        continue
      }
      joined[index].value += "," + argument.value
    }
    return joined
  }
}

/// What a name leads to.
struct SolveMeaning {
  let model: String

  /// Arguments that the name gives, where they are not typed.
  var implied: [(String, String)] = []

  /// Of each set the question needs one argument: the name leaves open what the answer hangs on.
  var open: [Set<String>] = []
}
