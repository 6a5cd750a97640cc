/// Other names that the field has for the arguments of calculators.
struct SolveAlias: Sendable {
  /// The argument that is meant.
  let name: String

  /// Whether the alias is its reciprocal, as the rate μ is of the mean service time.
  let isReciprocal: Bool

  /// The first argument of `model` that `key` may stand for; nil where there is none.
  ///
  /// Letters count the same in either case, hyphens and underscores do not count.
  static func meant(by key: String, in model: SolveModel) -> SolveAlias? {
    let plain = plainKey(key)
    if let own = model.parameters.first(where: { plainKey($0.name) == plain }) {
      return SolveAlias(name: own.name, isReciprocal: false)
    }
    let names = Set(model.parameters.map(\.name))
    if let name = synonyms[plain]?.first(where: names.contains) {
      return SolveAlias(name: name, isReciprocal: false)
    }
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
    "servicetime": ["service"], "mean": ["service", "job"], "mus": ["rates"],
    "c": ["servers", "crews"], "s": ["servers"], "k": ["capacity"], "workers": ["servers"],
    "n": ["ranks", "servers", "machines", "members", "items", "customers", "nodes", "hosts"],
    "a": ["load"], "erlangs": ["load"], "traffic": ["load"], "offered": ["load"],
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

  private static let reciprocals: [String: [String]] = [
    "mu": ["service", "mttr", "rebuild"], "μ": ["service", "mttr", "rebuild"],
    "servicerate": ["service"], "repairrate": ["mttr"], "lambda": ["mtbf"], "λ": ["mtbf"],
    "failurerate": ["mtbf"], "theta": ["patience"],
  ]
}
