import Glibc

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

  /// Whether the name says more than that of a calculator.
  package let isPhrased: Bool

  /// Nil where the name leads nowhere.
  ///
  /// - Throws: where the name leaves open a law that the answer hangs on.
  package init?(
    _ name: String, _ arguments: [(key: String, value: String)]
  ) throws(SolveError) {
    let isCompared = arguments.contains { $0.key == "before" && $0.value.hasPrefix("{") }
    let unfolded = arguments.flatMap(Self.unfolded)
    let given = isCompared ? Self.joined(unfolded) : unfolded
    guard let meaning = Self.meaning(of: name, given.map(\.key)),
      let model = SolveModel.named(meaning.model)
    else { return nil }
    self.model = model
    isPhrased = SolveModel.named(name) == nil
    let remarks = Self.remarks[model.name] ?? []
    func isUsed(_ argument: (key: String, value: String)) -> Bool {
      // `service=any`, `repair=exp`: said of the law, for which the answer is the same.
      !remarks.contains(Self.plain(argument.key))
        && !(argument.key == "service" && argument.value.first?.isLetter == true)
    }
    unused = given.filter { !isUsed($0) }.map(\.key)
    var kept = given.filter(isUsed)
    if model.name == "beta-factor", let crews = given.first(where: { $0.key == "crews" }) {
      let parts = kept.first { $0.key == "n" }.flatMap { Double($0.value) } ?? 2
      guard let count = Double(crews.value), count >= parts else {
        throw SolveError(
          "`beta-factor` has a crew for each part: `crews` is at least \(Int(parts))")
      }
    }
    let known = Set(
      kept.compactMap { SolveAlias.meant(by: $0.key, value: $0.value, in: model)?.name })
    if let law = meaning.open, known.isDisjoint(with: law), !kept.contains(where: { $0.key == "S" })
    {
      throw SolveError(
        "`\(name)` leaves the law open: give "
          + law.sorted().map { "`\($0)`" }.joined(separator: " or "))
    }
    for (key, value) in meaning.implied where !known.contains(key) { kept.append((key, value)) }
    self.arguments = kept
  }

  private struct Meaning {
    let model: String
    var implied: [(String, String)] = []

    /// Arguments of which the name needs one.
    var open: Set<String>?
  }

  private static func plain(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private static func meaning(of name: String, _ keys: [String]) -> Meaning? {
    let plain = plain(name)
    // A budget of availabilities, not of several downtimes.
    if plain == "downtimebudget", keys.contains(where: { $0.lowercased() == "a" }) {
      return Meaning(model: "availability")
    }
    if let law = law(plain, keys) { return law }
    if plain.contains("preemptive") {
      let isNot = plain.contains("nonpreemptive")
      return Meaning(
        model: "priority", implied: [("discipline", isNot ? "nonpreemptive" : "preemptive")])
    }
    if let own = SolveModel.named(name) { return Meaning(model: own.name) }
    if let parts = parts(name, plain) { return parts }
    let found = phrases.filter { plain.contains($0.phrase) }
      .max { $0.phrase.count < $1.phrase.count }
    guard let found else { return nil }
    return Meaning(model: found.model, implied: implied(by: name, for: found.model))
  }

  /// Queues whose name says a law.
  private static func law(_ plain: String, _ keys: [String]) -> Meaning? {
    if let stages = plain.firstMatch(of: /^me(\d+)1/)?.output.1, let k = Double(stages) {
      return Meaning(model: "mg1", implied: [("scv", "\(1 / k)")])
    }
    if let stages = plain.firstMatch(of: /^e(\d+)m1/)?.output.1 {
      return Meaning(model: "gm1", implied: [("law", "erlang"), ("stages", String(stages))])
    }
    if plain.hasPrefix("dm1") { return Meaning(model: "gm1", implied: [("law", "constant")]) }
    // Uniform on 0 … 2s.
    if plain.hasPrefix("um1") { return Meaning(model: "gm1", implied: [("law", "uniform")]) }
    if plain.hasPrefix("mu1") { return Meaning(model: "mg1", implied: [("scv", "\(1 / 3.0)")]) }
    if ["mek1", "mh21", "mg1hyperexponential", "mg1twopointservice"].contains(plain) {
      return Meaning(model: "mg1", open: ["scv", "weights"])
    }
    if plain == "gim1" || plain == "gm1", keys.count < 3 {
      return Meaning(model: "gm1", open: ["scv", "law"])
    }
    // M/M/50
    if let servers = plain.firstMatch(of: /^mm(\d+)/)?.output.1, servers != "1" {
      return Meaning(model: "mmc", implied: [("servers", String(servers))])
    }
    return nil
  }

  /// Redundant parts: `1-of-2 cold standby, 1 crew`, `15-of-16 hosts, independent`, `3-replica set`.
  private static func parts(_ name: String, _ plain: String) -> Meaning? {
    if let copies = name.firstMatch(of: /(\d+)-replica/)?.output.1 {
      return Meaning(model: "mttdl", implied: [("copies", String(copies))])
    }
    guard plain.contains("of") else { return nil }
    var implied: [(String, String)] = []
    if let counts = name.firstMatch(of: /(\d+)[- ](?:out[- ])?of[- ](\d+)/)?.output {
      implied = [("k", String(counts.1)), ("n", String(counts.2))]
    } else if !plain.contains("kofn") && !plain.contains("koutofn") {
      return nil
    }
    if plain.contains("norepair") { return Meaning(model: "k-of-n-life", implied: implied) }
    if plain.contains("independent") {
      return Meaning(model: "k-of-n-independent", implied: implied)
    }
    if plain.contains("cold") { implied.append(("dormancy", "0")) }
    if let crews = name.firstMatch(of: /(\d+) crew/)?.output.1 {
      implied.append(("crews", String(crews)))
    }
    return Meaning(model: "k-of-n", implied: implied)
  }

  /// Figures that a name gives: `50 nodes x 8`, `target 70, need 100 pods`.
  private static func implied(by name: String, for model: String) -> [(String, String)] {
    switch model {
    case "hierarchical-allreduce":
      guard let counts = name.firstMatch(of: /(\d+) nodes x (\d+)/)?.output else { return [] }
      return [("nodes", String(counts.1)), ("gpus", String(counts.2))]
    case "hpa-ramp":
      let target = name.firstMatch(of: /target (\d+)/).map { ("target", "\($0.output.1)%") }
      let needed = name.firstMatch(of: /need (\d+)/).map { ("needed", String($0.output.1)) }
      return [target, needed].compactMap { $0 }
    // Where ring and tree meet hangs on no size.
    case "allreduce" where name.contains("crossover"): return [("size", "1MB")]
    default: return []
    }
  }

  /// Arguments that describe a question and change no answer of it.
  private static let remarks: [String: Set<String>] = [
    "renewal": ["repair"], "rpo": ["backtoback"], "gang": ["nongangorder"], "batch": ["format"],
    "beta-factor": ["crews"], "site-pair": ["asite"], "hpa-pods": ["replicas"],
  ]

  /// An object of JSON as its members, and prose about arrivals as figures.
  private static func unfolded(
    _ argument: (key: String, value: String)
  ) -> [(key: String, value: String)] {
    if argument.value.hasPrefix("{") {
      let members = argument.value.dropFirst().dropLast().split(separator: ",").compactMap {
        member -> (key: String, value: String)? in
        let halves = member.split(separator: ":").map { $0.filter { !" \"".contains($0) } }
        return halves.count == 2 ? (halves[0], halves[1]) : nil
      }
      if ["before", "after"].contains(argument.key) { return members }
      return [(argument.key, members.map(\.value).joined(separator: ","))]
    }
    guard argument.key == "arrivals", argument.value.contains("at t=") else { return [argument] }
    // In the unit of time that a bare rate has.
    if let until = argument.value.firstMatch(of: /for (\d+)s/)?.output.1 {
      return [("window", String(until))]
    }
    guard let each = argument.value.firstMatch(of: /^(\d+) at t=([0-9.,]+)/)?.output else {
      return [argument]
    }
    let times = each.2.split(separator: ",").map { "\($0):\(each.1)" }
    return [("arrivals", times.joined(separator: ";"))]
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

  /// Words that lead to a calculator wherever they stand in a name; of several the longest counts.
  private static let phrases: [(phrase: String, model: String)] = [
    ("mmcc", "erlang-b"), ("mgcc", "erlang-b"), ("erlangb", "erlang-b"), ("erlangc", "erlang-c"),
    ("mmck", "mmck"), ("mm1k", "mmck"), ("mmc", "mmc"), ("mm1", "mm1"), ("mminf", "mm-inf"),
    ("md1", "md1"), ("mdc", "mdc"), ("mg1ps", "ps"), ("mm1ps", "ps"), ("processorsharing", "ps"),
    ("mg1", "mg1"), ("mgc", "ggc"), ("ggc", "ggc"), ("gg1", "kingman"), ("kingman", "kingman"),
    ("priority", "priority"), ("abandon", "erlang-a"), ("erlanga", "erlang-a"),
    ("inversemm1", "mm1-max-load"), ("maxload", "mm1-max-load"), ("littleslaw", "little"),
    ("queuedepth", "little"), ("jackson", "jackson"), ("feedback", "jackson"),
    ("closednetwork", "closed-network"), ("mva", "closed-network"), ("buzen", "closed-network"),
    ("machineinterference", "machine-repair"), ("machinerepair", "machine-repair"),
    ("forkjoin", "fork-join"), ("maxofn", "slowest"), ("straggler", "slowest"),
    ("barrier", "slowest"), ("fanout", "fan-out"), ("tailatscale", "fan-out"),
    ("availabilitytodowntime", "availability"), ("maxtolerable", "availability"),
    ("intervalavailability", "transient-availability"),
    ("transientavailability", "transient-availability"), ("steadystateavailability", "renewal"),
    ("repairdistribution", "renewal"), ("series", "series"),
    ("parallel", "parallel"), ("quorum", "quorum"), ("imperfectcoverage", "duplex"),
    ("commoncause", "beta-factor"), ("betafactor", "beta-factor"),
    ("harestart", "covered-restart"), ("sitepair", "site-pair"), ("asyncdr", "site-pair"),
    ("seriesbudget", "downtime-budget"), ("downtimebudget", "downtime-budget"),
    ("runlengthplanningforavailability", "outages-needed"), ("outagesneeded", "outages-needed"),
    ("runlength", "run-length"), ("birthdeath", "birth-death"), ("markovchain", "ctmc"),
    ("mttdl", "mttdl"), ("erasure", "mttdl"), ("failuredomain", "failure-domains"),
    ("crush", "failure-domains"), ("copyset", "copysets"), ("diskfailures", "disk-failures"),
    ("usablefill", "usable-fill"), ("nearfull", "usable-fill"), ("headroom", "headroom"),
    ("rposchedule", "rpo"), ("replicationrpo", "rpo"), ("snapshot", "snapshots"),
    ("drill", "drills"), ("hpa", "hpa"), ("hpamultiplemetrics", "hpa-metrics"),
    ("hpamissingmetrics", "hpa-pods"), ("hpaunready", "hpa-pods"),
    ("hpadownstabilisationwindow", "hpa-window"), ("stabilisationwindow", "hpa-window"),
    ("stabilizationwindow", "hpa-window"), ("hparamp", "hpa-policy"), ("hpapolicy", "hpa-policy"),
    ("hpaundercpusaturation", "hpa-ramp"), ("clusterautoscaler", "cluster-autoscaler"),
    ("flagger", "flagger"), ("canary", "flagger"), ("canarybaduserexposure", "canary-exposure"),
    ("loadbalancedcanary", "canary-exposure"), ("dora", "dora"), ("mttrmixture", "restore-mix"),
    ("autorolledback", "restore-mix"), ("cpuutilisationidentity", "packing"),
    ("requestpacking", "packing"), ("tokenbucket", "token-bucket"),
    ("retryamplification", "retry"), ("retrystorm", "retry-storm"), ("retry", "retry"),
    ("outlierdetection", "outlier-detection"), ("outlierejection", "outlier-detection"),
    ("nodefailure", "node-failure"), ("leastallocated", "node-score"),
    ("mostallocated", "node-score"), ("balancedallocation", "node-score"),
    ("binpacking", "bin-packing"), ("gang", "gang"), ("fragmentation", "fragmentation"),
    ("backfill", "batch"), ("fifovseasy", "batch"), ("gpuclaim", "gpu-claims"), ("mig", "mig"),
    ("allreduce", "allreduce"), ("hierarchicalallreduce", "hierarchical-allreduce"),
    ("alphabeta", "allreduce"), ("ringtree", "allreduce"), ("busbw", "busbw"),
    ("collectivecorrectionfactors", "busbw"), ("speedup", "speed-up"), ("amdahl", "speed-up"),
    ("exposedcommunication", "speed-up"), ("overlap", "step-time"), ("steptime", "step-time"),
    ("statisticalefficiency", "statistical-efficiency"), ("pollux", "statistical-efficiency"),
    ("checkpoint", "young-daly"), ("daly", "young-daly"), ("fleetmtbf", "fleet-mtbf"),
    ("reshuffledepochs", "epoch-cache"), ("zipf", "zipf-cache"), ("cheapproximation", "zipf-cache"),
    ("effectivereadtime", "access-time"), ("accesstime", "access-time"),
    ("splitmix", "splitmix64"), ("xoshiro", "xoshiro256++"), ("mrg32k3a", "mrg32k3a"),
  ]
}
