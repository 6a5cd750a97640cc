extension SolveModel {
  /// Every calculator, in the order in which they are listed.
  package static let all: [SolveModel] =
    queueing + networks + reliability + chains + storage + scaling + platform + scheduling
    + training + generators

  /// The calculator of a name, or of another name that the field has for it.
  package static func named(_ name: String) -> SolveModel? {
    if let found = all.first(where: { $0.name == name }) { return found }
    let plain = plainName(name)
    let own = aliases[plain] ?? plain
    return all.first { plainName($0.name) == plainName(own) }
  }

  /// Names that one may have meant: the calculators' own and those of the field.
  package static var names: [String] { all.map(\.name) + aliases.keys.sorted() }

  /// Lower case, without the separators that people write differently: `M/M/1`, `k_of_n`.
  private static func plainName(_ name: String) -> String {
    String(name.lowercased().filter { !"/-_ ’'(),".contains($0) })
  }

  private static let aliases: [String: String] = [
    "mgcc": "erlang-b", "mmccerlangb": "erlang-b", "mmcerlangc": "mmc", "staffing": "erlang-c",
    "erlangcstaffing": "erlang-c", "mm1n": "machine-repair",
    "gg1kingmanvut": "kingman", "vut": "kingman", "mm1fifowaitingtime": "mm1",
    "mm1transientemptystart": "mm1", "mm1utilisationlaw": "mm1",
    "feedback": "jackson", "mm1withbernoullifeedback": "jackson", "openjacksonnetwork": "jackson",
    "barrier": "slowest", "straggler": "slowest", "coverage": "duplex",
    "duplexwithimperfectcoverage": "duplex", "ccf": "beta-factor", "betafactor": "beta-factor",
    "canary": "flagger", "deadlock": "gang", "pollux": "statistical-efficiency",
    "outlier": "outlier-detection", "mttf": "k-of-n-life", "mmcinf": "mmc", "mminfinity": "mm-inf",
    "mm∞": "mm-inf", "mm1k": "mmck", "mmcc": "erlang-b",
    "gim1": "gm1", "gg1": "kingman", "mgc": "ggc", "mg1ps": "ps",
    "processorsharing": "ps", "pollaczekkhinchine": "mg1", "pk": "mg1", "littleslaw": "little",
    "littlelaw": "little", "mva": "closed-network", "buzen": "closed-network",
    "meanvalueanalysis": "closed-network", "opennetwork": "jackson", "mmcn": "machine-repair",
    "machineinterference": "machine-repair", "kaufmanroberts": "multi-rate-loss",
    "markovchain": "ctmc", "markov": "ctmc", "bd": "birth-death", "birthdeathchain": "birth-death",
    "kofn": "k-of-n", "koutofn": "k-of-n", "koon": "k-of-n", "etcd": "quorum", "raft": "quorum",
    "commoncause": "beta-factor", "nines": "availability", "durability": "mttdl",
    "erasurecoding": "mttdl", "copyset": "copysets", "ratelimit": "token-bucket",
    "leakybucket": "token-bucket", "tokens": "token-bucket", "retries": "retry",
    "migplacements": "mig", "backfill": "batch", "easy": "batch", "amdahl": "speed-up",
    "ringallreduce": "allreduce", "nccl": "busbw", "young": "young-daly", "daly": "young-daly",
    "checkpoint": "young-daly", "che": "zipf-cache", "lru": "zipf-cache", "zipf": "zipf-cache",
    "xoshiro": "xoshiro256++", "hpareplicas": "hpa", "ca": "cluster-autoscaler",
    "clusterscaling": "cluster-autoscaler", "circuitbreaker": "outlier-detection",
  ]
}
