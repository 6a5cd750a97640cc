/// The names that the field has for calculators, beside their own.
enum SolveNames {
  /// Lower case, without the separators that people write differently: `M/M/1`, `k_of_n`.
  static func plain(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "∞" })
  }

  /// The calculator that a name as a whole leads to: its own, or another that the field has for it.
  static func model(named plain: String) -> String? { whole[plain] }

  /// The calculator that words of a name lead to, wherever they stand; of several the longest count.
  static func model(within plain: String) -> String? {
    entries.filter { !$0.isWhole && plain.contains($0.words) }
      .max { $0.words.count < $1.words.count }?.model
  }

  /// The crews that a name speaks of: `2 crews`, `one repair crew`, `serial rebuild`.
  static func crews(in name: String) -> String? {
    let lowered = name.lowercased()
    if let found = lowered.firstMatch(of: /(\d+|one|two|three|single) (?:repair )?crew/)?.output.1 {
      return ["one": "1", "single": "1", "two": "2", "three": "3"][String(found)] ?? String(found)
    }
    if lowered.contains(/(?:unlimited|no limit (?:of|on)|enough) (?:repair )?crews?/) { return "0" }
    return ["serial rebuild", "one rebuild at a time"].contains(where: lowered.contains) ? "1" : nil
  }

  /// Figures that a name gives: `50 nodes x 8`, `target 70, need 100 pods`, `N+2 headroom`.
  static func implied(by name: String, for model: String) -> [(String, String)] {
    let lowered = name.lowercased()
    func figure(_ key: String, _ pattern: Regex<(Substring, Substring)>) -> [(String, String)] {
      lowered.firstMatch(of: pattern).map { [(key, String($0.output.1))] } ?? []
    }
    switch model {
    case "hierarchical-allreduce":
      return figure("nodes", /(\d+) nodes/) + figure("gpus", /nodes x (\d+)/)
    case "hpa-ramp":
      return figure("target", /target (\d+)/).map { ($0.0, $0.1 + "%") }
        + figure("needed", /need (\d+)/)
    case "hpa-window":
      return figure(lowered.contains("up-stabil") ? "up" : "down", /(\d+) ?s\b/).map {
        ($0.0, $0.1 + " s")
      }
    // Where ring and tree meet hangs on no size.
    case "allreduce" where name.contains("crossover"): return [("size", "1MB")]
    case "zipf-cache":
      let policy = ["lfu", "fifo", "random"].first(where: lowered.contains)
      return figure("exponent", /alpha ?= ?(\d+\.?\d*)/) + (policy.map { [("policy", $0)] } ?? [])
    case "busbw":
      let plain = plain(name)
      return ["reducescatter", "allgather", "alltoall", "broadcast"].first(where: plain.contains)
        .map { [("collective", $0)] } ?? []
    case "slowest": return figure("n", /(?:max|maximum|slowest|largest) of (\d+)/)
    case "order-statistic":
      return lowered.contains("min") || lowered.contains("fastest")
        ? [("k", "1")] + figure("n", /(?:min|minimum|fastest) of (\d+)/) : []
    case "collective":
      let name = plain(lowered)
      return ["reducescatter", "allgather", "alltoall", "broadcast"].first(where: name.contains)
        .map { [("operation", $0)] } ?? []
    case "lcfs":
      return lowered.contains(/non-? ?preemptive/) || !lowered.contains("preemptive")
        ? [] : [("discipline", "preemptive")]
    case "ttl-cache":
      return ["reset", "renew", "refresh", "sliding"].contains(where: lowered.contains)
        ? [("renewal", "yes")] : []
    case "error-budget":
      return figure("slo", /(\d+\.?\d*) ?%/).map { ($0.0, $0.1 + "%") }
        + figure("window", /(\d+)[- ]?d(?:ays?)?\b/).map { ($0.0, $0.1 + "d") }
    case "pdb":
      return figure("minAvailable", /minavailable[ =:]*(\d+%?)/)
        + figure("maxUnavailable", /maxunavailable[ =:]*(\d+%?)/)
    case "reliability": return lowered.contains("parallel") ? [("structure", "parallel")] : []
    case "allreduce": return figure("ranks", /(\d+) ranks/)
    case "erlang-c": return figure("target", /< ?(\d+\.?\d*) ?%/).map { ($0.0, $0.1 + "%") }
    case "mrg32k3a":
      return figure("substream", /substream (\d+)/) + figure("stream", /(?:^| )stream (\d+)/)
    case "headroom": return figure("reserve", /n ?\+ ?(\d+)/)
    case "usable-fill": return figure("lost", /n ?\+ ?(\d+)/)
    case "retry": return figure("tiers", /(\d+) tiers/)
    case "duplex": return crews(in: name).map { [("crews", $0)] } ?? []
    case "mttdl": return figure("sets", /(\d+) sets/)
    case "mm1-max-load": return figure("percentile", /p(\d+\.?\d*)/).map { ($0.0, $0.1 + "%") }
    case "hpa" where lowered.contains("1.33") || lowered.contains("new rule"):
      return [("rule", "bounds")]
    case "node-failure":
      return lowered.contains("1.32")
        ? [("grace", "50 s")] : figure("grace", /grace (\d+)/).map { ($0.0, $0.1 + " s") }
    case "outlier-detection":
      let ordinals = ["second": "2", "third": "3", "fourth": "4", "fifth": "5"]
      let found = ordinals.first { lowered.contains($0.key + " ejection") }
      return found.map { [("ejection", $0.value)] } ?? []
    case "mig":
      return ["a100-80gb", "h100-94gb", "h100-96gb", "h100", "gh200", "h200", "a30", "b200"]
        .first { plain(lowered).contains(plain($0)) }.map { [("gpu", $0)] } ?? []
    default: return []
    }
  }

  /// The words that lead to a calculator, each phrase without its gaps.
  static func phrases(of model: String) -> [String] { phrased[model] ?? [] }

  private static let phrased = Dictionary(grouping: entries, by: \.model)
    .mapValues { $0.map(\.words) }

  static let all: [String] = entries.map(\.words)

  private struct Entry {
    let words: String
    let model: String

    /// Whether nothing else may stand in the name.
    let isWhole: Bool
  }

  private static let whole = Dictionary(
    entries.map { ($0.words, $0.model) } + SolveModel.all.map { (plain($0.name), $0.name) },
    uniquingKeysWith: { $1 })

  private static let entries: [Entry] =
    table.split(separator: "\n").flatMap { line in
      let halves = line.split(separator: ":")
      return entries(halves[1], of: String(halves[0]))
    } + SolveModel.all.flatMap { entries($0.otherNames[...], of: $0.name) }

  private static func entries(_ names: Substring, of model: String) -> [Entry] {
    names.split(separator: " ").map { word in
      Entry(words: String(word.drop { $0 == "=" }), model: model, isWhole: word.hasPrefix("="))
    }
  }

  /// A line for each calculator; a name with `=` counts only where nothing else stands with it.
  private static let table = """
    mm1: mm1
    mmc: mmc =mmcerlangc
    mm-inf: mminf =mm∞
    mmck: mmck mm1k
    md1: md1
    mdc: mdc
    ps: mg1ps mm1ps processorsharing
    erlang-a: abandon erlanga
    erlang-b: mmcc mgcc erlangb erlangloss
    erlang-c: erlangc erlangdelay =staffing
    mg1: mg1 =pollaczekkhinchine =pk
    gm1: =gim1
    ggc: mgc ggc sakasegawa allencunneen
    kingman: gg1 kingman vut
    priority: priority
    mm1-max-load: inversemm1 maxload
    little: littleslaw queuedepth =littlelaw
    jackson: jackson feedback =opennetwork
    closed-network: closednetwork centralserver closedqueueing closedjackson gordonnewell mva buzen =meanvalueanalysis
    machine-repair: machineinterference machinerepair finitesource repairman =mm1n =mmcn
    fork-join: forkjoin
    slowest: expectedmaximum maxof maximumof slowestof straggler barrier
    order-statistic: minof minimumof fastestof
    fan-out: fanout tailatscale
    multi-rate-loss: kaufmanroberts
    availability: availabilitytodowntime maxtolerable =nines =downtime downtimeper alloweddowntime ninesdowntime
    renewal: mtbfmttr inherentavailability steadystateavailability steadyavailability twostateavailability alternatingrenewal repairdistribution
    transient-availability: missiontimeavailability intervalavailability transientavailability pointavailability
    series: series
    parallel: parallel
    quorum: quorum etcd raft paxos zookeeper
    k-of-n: =kofn =koutofn =koon
    k-of-n-life: =mttf
    duplex: imperfectcoverage =coverage
    beta-factor: commoncause betafactor =ccf
    covered-restart: harestart
    site-pair: sitepair asyncdr
    downtime-budget: seriesbudget downtimebudget
    outages-needed: runlengthplanningforavailability outagesneeded
    ctmc: markovchain ctmc =markov
    birth-death: birthdeath =bd
    mttdl: mttdl erasure reedsolomon =durability
    failure-domains: failuredomain crush
    copysets: copyset
    disk-failures: diskfailures
    usable-fill: usablefill nearfull
    headroom: headroom
    rpo: rposchedule replicationrpo
    snapshots: snapshot
    drills: drill
    hpa: hpa horizontalpodautoscaler
    hpa-metrics: hpamultiplemetrics hpaseveralmetrics multiplemetrics severalmetrics
    hpa-pods: hpamissingmetrics hpaunready
    hpa-window: hpadownstabilisationwindow stabilisationwindow stabilizationwindow
    hpa-policy: hparamp hpapolicy
    hpa-ramp: hpaundercpusaturation
    cluster-autoscaler: clusterautoscaler =ca =clusterscaling
    flagger: flagger canary
    dora: dora
    restore-mix: mttrmixture autorolledback
    packing: cpuutilisationidentity cpuutilizationidentity requestpacking
    token-bucket: tokenbucket =ratelimit =ratelimiter =tokens
    retry-storm: retrystorm
    canary-exposure: canarybaduserexposure loadbalancedcanary
    retry: retryamplification retry =retries
    outlier-detection: outlierdetection outlierejection maxejection hostejection =outlier =circuitbreaker
    node-failure: nodefailure
    node-score: leastallocated mostallocated balancedallocation
    bin-packing: binpacking
    gang: gang =deadlock
    fragmentation: fragmentation
    batch: backfill fifovseasy =easy
    gpu-claims: gpuclaim
    mig: mig
    allreduce: allreduce alphabeta ringtree
    hierarchical-allreduce: hierarchicalallreduce
    busbw: busbw busbandwidth nccltests collectivecorrectionfactors =nccl
    speed-up: speedup exposedcommunication
    step-time: overlap steptime
    statistical-efficiency: statisticalefficiency pollux
    fleet-mtbf: fleetmtbf systemmtbf clustermtbf
    young-daly: checkpoint daly =young youngsformula youngformula
    epoch-cache: reshuffledepochs
    zipf-cache: zipf cheapproximation =che =lru
    access-time: effectivereadtime accesstime effectivelatency =amat cachelatency
    splitmix64: splitmix
    xoshiro256++: xoshiro xoshiro256
    mrg32k3a: mrg32k3a
    run-length: runlength
    """
}
