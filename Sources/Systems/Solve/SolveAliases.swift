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
    let plain = plainKey(key)
    if let own = model.parameters.first(where: { plainKey($0.name) == plain }) {
      return SolveAlias(name: own.name, isReciprocal: false)
    }
    if let special = particular[model.name]?[plain] {
      let parts = special.split(separator: ":")
      return SolveAlias(
        name: String(parts[0]), isReciprocal: false,
        unit: parts.count > 1 ? String(parts[1]) : nil)
    }
    let candidates = (synonyms[plain] ?? []).compactMap { name in
      model.parameters.first { $0.name == name }
    }
    let isBare = value.split(separator: ",").allSatisfy { Double($0) != nil }
    let fitting = candidates.filter { candidate in
      switch candidate.dimension {
      case .time, .frequency, .data, .dataRate: !isBare
      default: isBare
      }
    }
    if let found = fitting.first ?? candidates.first {
      return SolveAlias(name: found.name, isReciprocal: false)
    }
    let names = Set(model.parameters.map(\.name))
    return reciprocals[plain]?.first(where: names.contains).map {
      SolveAlias(name: $0, isReciprocal: true)
    }
  }

  private static func plainKey(_ key: String) -> String {
    String(key.lowercased().filter { !"-_ ".contains($0) })
  }

  private static let synonyms: [String: [String]] = [
    "lambda": ["arrival", "arrivals", "failures", "outages", "defects"],
    "λ": ["arrival", "arrivals", "failures", "outages", "defects"],
    "arrivalrate": ["arrival", "arrivals"], "rate": ["arrival"], "gamma": ["arrivals"],
    "servicetime": ["service"], "mean": ["service", "job"], "mus": ["rates"], "p": ["routing"],
    "preturn": ["routing"],
    "c": ["servers", "crews"], "s": ["service", "job", "size", "servers"], "k": ["capacity"],
    "workers": ["servers"],
    "n": ["ranks", "servers", "machines", "members", "items", "customers", "nodes", "hosts"],
    "a": ["load", "availability", "parts", "member"], "ahost": ["parts"], "erlangs": ["load"],
    "traffic": ["load"], "offered": ["load"],
    "cv2": ["scv"], "cs2": ["scv"], "scvs": ["cs2"], "scva": ["ca2"],
    "mttf": ["mtbf"], "mtbi": ["mtbf"], "repair": ["mttr"], "mdt": ["mttr"], "repairs": ["crews"],
    "availabilities": ["parts"], "availability": ["member", "parts"], "replication": ["copies"],
    "replicas": ["copies"], "fragments": ["copies"], "recovery": ["rebuild"],
    "annualfailurerate": ["afr"], "utilization": ["utilisation"], "rho": ["utilisation"],
    "gpus": ["ranks"], "processes": ["ranks"], "worldsize": ["ranks"], "message": ["size"],
    "bytes": ["size"], "data": ["size"], "bw": ["bandwidth"], "alpha": ["latency", "exponent"],
    "α": ["latency", "exponent"], "skew": ["exponent"], "zipf": ["exponent"],
    "cache": ["capacity", "share"], "cachefraction": ["share"], "objects": ["items"],
    "delta": ["checkpoint"], "δ": ["checkpoint"], "cost": ["checkpoint"], "m": ["mtbf"],
    "maxtokens": ["burst"], "bucket": ["burst"], "tokensperfill": ["tokens"],
    "fillinterval": ["fill"], "profiles": ["instances"], "mix": ["instances"],
    "stepweight": ["step"], "maxweight": ["max"], "tries": ["attempts"], "h": ["hit-ratio"],
    "replicasnow": ["replicas"], "currentreplicas": ["replicas"], "pods": ["replicas"],
  ]

  /// Names that mean something in one calculator only, with a unit where they imply one.
  private static let particular: [String: [String: String]] = [
    "availability": ["budget": "downtime", "a": "availability"], "dora": ["dep": "deployments:/d"],
    "jackson": ["mu": "rates", "μ": "rates"], "ctmc": ["q": "rates"],
    "closed-network": [
      "n": "customers", "z": "think", "d": "demands", "s": "demands", "service": "demands",
      "v": "visits", "visit": "visits",
    ],
    "speed-up": ["p": "share", "n": "faster"], "kingman": ["tau": "service", "τ": "service"],
    "little": [
      "iops": "rate:/s", "qd": "depth", "l": "depth", "w": "latency", "lambda": "rate",
    ],
    "erlang-b": ["targetblocking": "target", "blocking": "target"], "gm1": ["k": "stages"],
    "erlang-c": ["targetpwait": "target"], "transient-availability": ["t": "time"],
    "fork-join": ["n": "branches"], "fan-out": ["n": "servers", "p": "slow"],
    "quorum": ["anode": "member", "n": "members"],
    "copysets": ["r": "copies", "s": "scatter", "n": "nodes"],
    "birth-death": ["lambda": "up", "λ": "up", "mu": "down", "μ": "down"],
    "fleet-mtbf": [
      "gpus": "parts", "days": "time:d", "interruptions": "failures", "scaleto": "wanted",
      "n": "wanted", "mtbf": "time",
    ],
    "run-length": ["relhalfwidth": "half-width"],
    "duplex": ["uncoveredrecovery": "recovery"],
    "mttdl": ["n": "copies", "disks": "copies", "hoursperyear": "year:h", "pgs": "sets"],
    "failure-domains": ["racks": "domains", "disksperrack": "per", "pgs": "groups"],
    "covered-restart": [
      "rate": "failures", "hostfail": "failures", "ha": "slow", "haoutage": "slow", "ft": "fast",
      "ftoutage": "fast", "ftcoverage": "coverage",
    ],
    "site-pair": ["sitefail": "failures"], "snapshots": ["offsitecopy": "copy"],
    "rpo": ["rpo": "objective"],
    "outages-needed": ["relhalfwidth": "half-width", "outagedurationcv2": "scv"],
    "downtime-budget": ["terms": "downtimes"],
    "young-daly": ["tau": "interval", "τ": "interval"], "hpa": ["tol": "tolerance"],
    "hpa-metrics": ["desired": "wishes"], "hpa-window": ["recs": "wishes", "cur": "replicas"],
    "hpa-pods": ["usage": "pods", "tol": "tolerance"], "hpa-ramp": ["need": "needed"],
    "hpa-policy": ["need": "needed"],
    "retry": ["attemptseach": "attempts", "pfail": "failure"],
    "mig": ["mixes": "instances", "profiles": "instances", "requests": "instances"],
    "k-of-n-life": ["t": "time"],
    "outlier-detection": [
      "consecutive5xx": "consecutive", "baseejection": "base", "maxejection": "cap",
      "k": "ejection",
    ],
    "node-score": ["cap": "capacity", "req": "requested"], "restore-mix": ["auto": "automatic"],
    "packing": ["hpatarget": "target", "nodeutil": "utilisation"],
    "allreduce": ["b": "bandwidth"],
    "hierarchical-allreduce": ["bintra": "intra", "bnode": "inter"],
    "statistical-efficiency": ["gradsqr": "square", "gradvar": "variance"],
    "zipf-cache": ["c": "capacity"], "bin-packing": ["cap": "capacity"],
    "gpu-claims": ["util": "utilisation", "s": "job"],
    "flagger": ["maxweight": "max:%", "stepweight": "step:%"],
    "node-failure": ["nodemonitorgrace": "grace"],
    "canary-exposure": ["rollbackbigbang": "rollback"],
    "token-bucket": ["fillinterval": "fill"], "gang": ["dur": "duration"],
  ]

  private static let reciprocals: [String: [String]] = [
    "mu": ["service", "mttr", "rebuild", "mean", "demands"],
    "μ": ["service", "mttr", "rebuild", "mean", "demands"],
    "servicerate": ["service"], "repairrate": ["mttr"], "lambda": ["mtbf"], "λ": ["mtbf"],
    "failurerate": ["mtbf"], "theta": ["patience"],
  ]
}
