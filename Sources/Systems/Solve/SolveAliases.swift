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
    known(by: key, value: value, in: model) ?? worded(by: key, value: value, in: model)
  }

  /// What is left of a key of several words without those that only say what kind of figure it is:
  /// `service_time`, `meanRepairTime`, `maxEjectionPercent`.
  private static func worded(by key: String, value: String, in model: SolveModel) -> SolveAlias? {
    var words: [String] = []
    for character in key {
      if character == "_" || character == "-" || character == " " {
        words.append("")
      } else if character.isUppercase, words.last?.last?.isLowercase == true {
        words.append(String(character))
      } else {
        words.append((words.popLast() ?? "") + String(character))
      }
    }
    words = words.map { $0.lowercased() }.filter { !$0.isEmpty }
    guard words.count > 1 else { return nil }
    let isPercent = !Set(words).isDisjoint(with: ["percent", "percentage", "pct"])
    for parameter in model.parameters {
      for fillers in [general, general.union(kinds(of: parameter.dimension))] {
        let left = words.filter { !fillers.contains($0) }
        guard !left.isEmpty, left.count < words.count,
          var found = known(by: left.joined(), value: value, in: model),
          found.name == parameter.name
        else { continue }
        if isPercent, parameter.dimension == .ratio { found.unit = "%" }
        return found
      }
    }
    return nil
  }

  /// Words of a key that say nothing of which figure it is.
  private static let general: Set<String> = [
    "the", "of", "a", "an", "mean", "average", "avg", "expected", "number", "num", "total", "count",
    "value", "metric",
  ]

  /// Words that say of what kind a figure is.
  private static func kinds(of dimension: Dimension?) -> Set<String> {
    switch dimension {
    case .time: ["time", "times", "duration", "period", "interval"]
    case .frequency: ["rate", "rates"]
    case .ratio:
      ["ratio", "share", "fraction", "probability", "prob", "percent", "percentage", "pct"]
    default: []
    }
  }

  private static func known(by key: String, value: String, in model: SolveModel) -> SolveAlias? {
    let plain = plainKey(key)
    if let own = model.parameters.first(where: { plainKey($0.name) == plain }) {
      return SolveAlias(name: own.name, isReciprocal: false)
    }
    if let special = model.otherKeys[plain] ?? particular[model.name]?[plain] {
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
    "lam": ["arrival", "arrivals", "failures", "outages", "defects"],
    "lmbda": ["arrival", "arrivals", "failures", "outages", "defects"],
    "calls": ["arrival"], "requestrate": ["arrival", "rate"], "throughput": ["rate"],
    "aht": ["service"], "holdingtime": ["service"], "handletime": ["service"],
    "agents": ["servers"], "trunks": ["servers"], "lines": ["servers"], "channels": ["servers"],
    "circuits": ["servers"], "repairmen": ["crews"], "repairpersons": ["crews"],
    "technicians": ["crews"], "te": ["service"], "ts": ["service"], "ce2": ["cs2"],
    "meantimebetweenfailures": ["mtbf"], "meantimetofailure": ["mtbf"],
    "meantimetorepair": ["mttr"], "mtr": ["mttr"], "users": ["customers"],
    "population": ["customers", "machines"], "servicedemands": ["demands"], "think": ["think"],
    "buffer": ["capacity"], "systemsize": ["capacity"], "diskmttf": ["mtbf"], "ttr": ["mttr"],
    "bin": ["capacity"], "binsize": ["capacity"], "waittarget": ["wait"], "targetwait": ["wait"],
    "asa": ["wait"], "servicelevel": ["level"], "sl": ["level"], "t": ["within", "time", "window"],
    "slo": ["availability"], "branchfactor": ["servers"], "fanout": ["servers"],
    "leaves": ["servers"], "quantile": ["percentile"],
    "nranks": ["ranks"], "allocatable": ["capacity"], "layers": ["tiers"], "hops": ["tiers"],
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
    "delta": ["checkpoint"], "δ": ["checkpoint"], "cost": ["checkpoint"], "m": ["servers", "mtbf"],
    "maxtokens": ["burst"], "bucket": ["burst"], "tokensperfill": ["tokens"],
    "fillinterval": ["fill"], "profiles": ["instances"], "mix": ["instances"],
    "stepweight": ["step"], "maxweight": ["max"], "tries": ["attempts"], "h": ["hit-ratio"],
    "replicasnow": ["replicas"], "currentreplicas": ["replicas"], "pods": ["replicas"],
  ]

  /// Names that mean something in one calculator only, with a unit where they imply one.
  private static let particular: [String: [String: String]] = [
    "availability": ["budget": "downtime", "a": "availability"],
    "dora": [
      "dep": "deployments:/d", "changefailurerate": "cfr", "deploymentfrequency": "deployments",
    ],
    "jackson": ["mu": "rates", "μ": "rates"], "ps": ["x": "size"],
    "k-of-n-independent": [
      "p": "parts", "r": "parts", "reliability": "parts", "availability": "parts",
    ],
    "cluster-autoscaler": [
      "podcpu": "pod", "nodecpu": "node", "podrequest": "pod", "nodecapacity": "node",
      "requests": "pod", "allocatable": "node", "nodes": "have",
    ],
    "multi-rate-loss": ["c": "capacity", "b": "widths", "a": "loads", "bandwidths": "widths"],
    "priority": ["s": "service"],
    "access-time": ["misspenalty": "penalty", "m": "miss"],
    "series": ["p": "parts", "r": "parts"], "parallel": ["p": "parts", "r": "parts"],
    "ctmc": ["q": "rates"],
    "closed-network": [
      "n": "customers", "z": "think", "d": "demands", "s": "demands", "service": "demands",
      "v": "visits", "visit": "visits",
    ],
    "speed-up": ["p": "share", "n": "faster"], "kingman": ["tau": "service", "τ": "service"],
    "little": [
      "iops": "rate:/s", "qd": "depth", "l": "depth", "w": "latency", "lambda": "rate",
      "x": "rate", "r": "latency", "n": "depth", "lq": "depth", "wq": "latency",
    ],
    "erlang-b": ["targetblocking": "target", "blocking": "target"], "gm1": ["k": "stages"],
    "erlang-c": ["targetpwait": "target"], "transient-availability": ["t": "time"],
    "fork-join": ["n": "branches"],
    "fan-out": ["n": "servers", "p": "slow", "pslow": "slow", "q": "percentile"],
    "quorum": [
      "anode": "member", "n": "members", "nodes": "members", "replicas": "members",
      "servers": "members", "p": "member", "voters": "members",
    ],
    "copysets": ["r": "copies", "s": "scatter", "n": "nodes"],
    "birth-death": ["lambda": "up", "λ": "up", "mu": "down", "μ": "down"],
    "fleet-mtbf": [
      "nodes": "wanted", "mtbfnode": "time", "nodemtbf": "time",
      "gpus": "parts", "days": "time:d", "interruptions": "failures", "scaleto": "wanted",
      "n": "wanted", "mtbf": "time",
    ],
    "run-length": ["relhalfwidth": "half-width"],
    "duplex": ["uncoveredrecovery": "recovery"],
    "mttdl": [
      "mttr": "rebuild", "repair": "rebuild", "drives": "copies",
      "n": "copies", "disks": "copies", "hoursperyear": "year:h", "pgs": "sets",
    ],
    "failure-domains": ["racks": "domains", "disksperrack": "per", "pgs": "groups"],
    "covered-restart": [
      "rate": "failures", "hostfail": "failures", "ha": "slow", "haoutage": "slow", "ft": "fast",
      "ftoutage": "fast", "ftcoverage": "coverage",
    ],
    "site-pair": ["sitefail": "failures"], "snapshots": ["offsitecopy": "copy"],
    "rpo": ["rpo": "objective"],
    "outages-needed": ["relhalfwidth": "half-width", "outagedurationcv2": "scv"],
    "downtime-budget": ["terms": "downtimes"],
    "young-daly": [
      "tau": "interval", "τ": "interval", "c": "checkpoint", "r": "restart",
      "checkpointcost": "checkpoint", "mtti": "mtbf",
    ],
    "hpa": [
      "tol": "tolerance", "currentmetric": "current", "targetmetric": "target",
      "currentutilization": "current", "targetutilization": "target", "utilization": "current",
      "utilisation": "current", "usage": "current", "currentcpu": "current",
      "targetcpu": "target", "minreplicas": "min", "maxreplicas": "max",
      "scaleuptolerance": "up", "scaledowntolerance": "down", "uptolerance": "up",
      "downtolerance": "down", "currentvalue": "current", "cpu": "current",
      "desiredmetric": "target", "desiredmetricvalue": "target", "targetvalue": "target",
      "targetcpuutilizationpercentage": "target", "averageutilization": "target",
      "averagevalue": "target", "pods": "replicas", "n": "replicas",
    ],
    "hpa-metrics": [
      "desired": "wishes", "metrics": "current", "targets": "target", "tol": "tolerance",
    ], "hpa-window": ["recs": "wishes", "cur": "replicas"],
    "hpa-pods": ["usage": "pods", "tol": "tolerance"], "hpa-ramp": ["need": "needed"],
    "hpa-policy": ["need": "needed"],
    "retry": [
      "attemptseach": "attempts", "pfail": "failure", "failurerate": "failure", "p": "failure",
      "errorrate": "failure",
    ],
    "mig": ["mixes": "instances", "profiles": "instances", "requests": "instances"],
    "k-of-n-life": ["t": "time"],
    "outlier-detection": [
      "consecutive5xx": "consecutive", "baseejection": "base", "maxejection": "cap",
      "consecutive5xxerrors": "consecutive", "consecutiveerrors": "consecutive", "n": "hosts",
      "k": "ejection",
    ],
    "node-score": ["cap": "capacity", "req": "requested"], "restore-mix": ["auto": "automatic"],
    "packing": ["hpatarget": "target", "nodeutil": "utilisation"],
    "allreduce": ["b": "bandwidth"], "busbw": ["t": "time", "op": "collective"],
    "hierarchical-allreduce": ["bintra": "intra", "bnode": "inter"],
    "statistical-efficiency": ["gradsqr": "square", "gradvar": "variance"],
    "zipf-cache": ["c": "capacity"], "bin-packing": ["cap": "capacity"],
    "gpu-claims": ["util": "utilisation", "s": "job"],
    "flagger": ["maxweight": "max:%", "stepweight": "step:%"],
    "node-failure": [
      "nodemonitorgrace": "grace", "nodemonitorgraceperiod": "grace",
      "tolerationseconds": "toleration:s",
    ],
    "canary-exposure": ["rollbackbigbang": "rollback"],
    "token-bucket": [
      "fillinterval": "fill", "capacity": "burst", "b": "burst", "r": "rate", "size": "burst",
      "fillrate": "rate", "refillrate": "rate", "t": "window", "time": "window",
      "capacitytokens": "burst", "bucketsize": "burst",
    ], "gang": ["dur": "duration"],
  ]

  private static let reciprocals: [String: [String]] = [
    "mu": ["service", "mttr", "rebuild", "mean", "demands"],
    "μ": ["service", "mttr", "rebuild", "mean", "demands"],
    "servicerate": ["service"], "repairrate": ["mttr"], "lambda": ["mtbf"], "λ": ["mtbf"],
    "failurerate": ["mtbf"], "theta": ["patience"], "θ": ["patience"], "rate": ["mean"],
    "abandonmentrate": ["patience"], "lam": ["mtbf"], "mus": ["service"],
  ]
}
