import Glibc
import Quantities

/// Laws of service, networks and questions to queues in other forms.
extension Respelling {
  /// Of every calculator with a mean service and its squared variation.
  static let ofService = [law, spread]

  /// Keys of the ends of a uniform law.
  static let leastEnds = ["a", "low", "lower", "min"]
  static let mostEnds = ["b", "high", "upper", "max"]

  /// A law by its parameters, as its mean and squared variation: the ends of a uniform one, `uniform(0,2)`; the
  /// shape of a Weibull, a gamma or a Pareto law that the name has.
  private static let law = Respelling { spelt throws(SolveError) in
    let uniform = /[Uu](?:niform)? ?[\(\[] ?(\d+\.?\d*) ?, ?(\d+\.?\d*) ?[\)\]] ?(\w*)/
    if let found = spelt.value.wholeMatch(of: uniform)?.output {
      return try ends("\(found.1)", "\(found.2)", unit: "\(found.3)")
    }
    if spelt.said.contains("uniform") || spelt.other("law")?.lowercased() == "uniform",
      let least = spelt.other(leastEnds), let most = spelt.other(mostEnds)
    {
      // Said once, beside the lesser end.
      if mostEnds.contains(spelt.key) { return [] }
      if leastEnds.contains(spelt.key) { return try ends(least, most) }
    }
    if spelt.said.isSuperset(of: ["bounded", "pareto"]) { return try boundedPareto(spelt) }
    if spelt.key == "scale", let scale = Double(spelt.value),
      let shape = spelt.other("shape", "k").flatMap({ Double($0) }), shape > 0
    {
      if spelt.said.contains("weibull") { return [("service", "\(scale * tgamma(1 + 1 / shape))")] }
      if spelt.said.contains("gamma") { return [("service", "\(scale * shape)")] }
    }
    let isShape =
      spelt.key == "shape" || spelt.key == "alpha" && spelt.said.contains("pareto")
    guard isShape, let shape = Double(spelt.value) else { return nil }
    let least = spelt.said.contains("pareto") ? 2.0 : 0
    guard shape > least, shape < 1e6 else {
      throw SolveError(
        "`shape` is above \(Int(least)): the law has no variance else, and the mean wait no bound")
    }
    let variations = [
      ("weibull", exp(lgamma(1 + 2 / shape) - 2 * lgamma(1 + 1 / shape)) - 1),
      ("gamma", 1 / shape), ("pareto", 1 / (shape * (shape - 2))),
    ]
    return variations.first { spelt.said.contains($0.0) }.map { [("scv", "\($0.1)")] }
  }

  /// A Pareto law between two ends, as its mean and squared variation; said once, beside its shape.
  private static func boundedPareto(_ spelt: Spelt) throws(SolveError) -> [TypedArgument]? {
    let (ends, shapes) = (["l", "h", "min", "max", "k", "p"], ["alpha", "shape"])
    guard shapes.contains(spelt.key) else { return ends.contains(spelt.key) ? [] : nil }
    let shape = try spelt.number()
    guard let least = spelt.other("l", "min", "k").flatMap({ Double($0) }),
      let most = spelt.other("h", "max", "p").flatMap({ Double($0) }), shape > 0, least > 0,
      most > least
    else {
      throw SolveError(
        "a bounded Pareto law has `alpha` and its ends `L` and `H`, bare, the lesser first")
    }
    // E[Xʲ] = α·Lᵅ/(1 − (L/H)ᵅ)·∫ x^(j − α − 1).
    func moment(_ power: Double) -> Double {
      let rest = power - shape
      let area = rest == 0 ? log(most / least) : (pow(most, rest) - pow(least, rest)) / rest
      return shape * pow(least, shape) / (1 - pow(least / most, shape)) * area
    }
    let mean = moment(1)
    return [("service", "\(mean)"), ("scv", "\(moment(2) / (mean * mean) - 1)")]
  }

  /// A uniform law by its ends.
  private static func ends(
    _ first: String, _ last: String, unit: String = ""
  ) throws(SolveError) -> [TypedArgument] {
    guard let least = TypedTime(first + unit), let most = TypedTime(last + unit), most.value > 0,
      least.isBare == most.isBare, least.value <= most.value
    else {
      throw SolveError(
        "a uniform law lies between two times, the lesser first: `a=0.5s b=1.5s`, or both without units"
      )
    }
    let (sum, width) = (least.value + most.value, most.value - least.value)
    return [
      ("service", "\(sum / 2)\(least.isBare ? "" : "s")"),
      ("scv", "\(width * width / (3 * sum * sum))"),
    ]
  }

  /// A standard deviation or a variance over the mean service.
  private static let spread = Respelling(
    "std", "sd", "stddev", "sigma", "variance", "var", "var[s]", "std[s]", "standarddeviation",
    "servicevariance", "servicetimevariance", "variances", "servicestd", "servicesd",
    "servicestddev", "servicestandarddeviation", "servicetimestandarddeviation"
  ) { spelt throws(SolveError) in
    let isVariance = spelt.key.contains("var")
    let means = TypedTime.meanServices(beside: spelt)
    let given = isVariance ? TypedTime(squared: spelt.value) : TypedTime(spelt.value)
    guard let mean = means.first, means.count == 1, let given, given.isBare == mean.isBare else {
      throw TypedTime.isUnlike(spelt, power: isVariance ? 2 : 1)
    }
    let square = mean.value * mean.value
    return [("scv", "\((isVariance ? given.value : given.value * given.value) / square)")]
  }

  /// Variations of a service that is exponential are none of the arrivals'.
  static let ofServiceNotArrivals = Respelling("cs2", "cs", "ce2", "scvs") {
    spelt throws(SolveError) in
    guard Double(spelt.value) != 1 else { return [] }
    throw SolveError(
      "`\(spelt.argument.key)` is of the service, which is exponential here: of arrivals it is `ca2`"
    )
  }

  /// A hyperexponential law by its branches, a rate or a mean with a probability each. Of two the first one's
  /// probability is enough.
  static let branches = Respelling(
    "p", "probs", "probabilities", "branchprobabilities", "p1", "p2", "mu", "rates", "mu1", "mu2",
    "means"
  ) { spelt throws(SolveError) in
    func pair(_ first: String, _ second: String) -> String? {
      spelt.other(first).flatMap { one in spelt.other(second).map { one + "," + $0 } }
    }
    let typed = spelt.other("p", "probs", "probabilities", "branchprobabilities")
    let rates = spelt.other("mu", "rates") ?? pair("mu1", "mu2")
    guard var shares = typed ?? pair("p1", "p2") ?? spelt.other("p1"),
      let given = rates ?? spelt.other("means")
    else { return weights(spelt) }
    let areMeans = rates == nil
    // Said once, beside the probabilities.
    guard !spelt.key.hasPrefix("m"), !["p2", "rates"].contains(spelt.key) else { return [] }
    if let share = Double(shares), given.split(separator: ",").count == 2 {
      shares = "\(share),\(1 - share)"
    }
    func figures(_ text: String) throws(SolveError) -> [Double] {
      var found: [Double] = []
      for word in BracketedValue.plain(text).split(separator: ",") {
        guard let figure = Double(word) else {
          throw SolveError("`\(word)` is no number, and `p` and `mu` have one for each branch")
        }
        found.append(figure)
      }
      return found
    }
    let (weights, speeds) = (try figures(shares), try figures(given))
    let all = zip(weights, speeds)
    guard weights.count == speeds.count, all.allSatisfy({ $0.0 >= 0 && $0.1 > 0 }),
      abs(all.reduce(0) { $0 + $1.0 } - 1) < 1e-9
    else { throw SolveError("`p` and `mu` have a probability and a rate for each branch") }
    func list(_ values: [Double]) -> String { values.map { "\($0)" }.joined(separator: ",") }
    return [
      ("service", list(areMeans ? speeds : speeds.map { 1 / $0 })), ("weights", list(weights)),
      ("law", "hyperexponential"),
    ]
  }

  /// Probabilities beside as many values of the service as its weights; nil of any others, as of percentiles, which
  /// do not add up to one.
  private static func weights(_ spelt: Spelt) -> [TypedArgument]? {
    let parts = BracketedValue.plain(spelt.value).split(separator: ",").map(String.init)
    let (shares, total) = (parts.count, parts.compactMap(Reading.number).reduce(0, +))
    guard abs(total - 1) < 1e-6 || abs(total - 100) < 1e-6, spelt.other("weights") == nil else {
      return nil
    }
    let values = spelt.all.first { key, value in
      Alias.meant(by: key, value: value, in: spelt.calculator)?.name == "service"
    }
    guard shares > 1, let values,
      BracketedValue.plain(values.value).split(separator: ",").count == shares
    else { return nil }
    return [("weights", spelt.value)]
  }

  /// The stages of an Erlang law that the name has.
  static let stages = Respelling("k", "r", "stages") { spelt throws(SolveError) in
    let law = spelt.other("law")?.lowercased()
    guard spelt.said.contains("erlang") || law == "erlang" else { return nil }
    let stages = try spelt.number()
    guard stages >= 1 else { throw SolveError("`k` is a number of stages, from 1 on") }
    return [("scv", "\(1 / stages)")]
  }

  /// E[S²] beside the mean service, both in one unit; of several classes one each.
  static let secondMoment = Respelling(
    "e[s^2]", "e[s²]", "e[s2]", "es2", "es^2", "m2", "second_moment", "secondmoment",
    "second-moment"
  ) { spelt throws(SolveError) in
    let means = TypedTime.meanServices(beside: spelt)
    let seconds = BracketedValue.plain(spelt.value).split(separator: ",").compactMap {
      TypedTime(squared: String($0))
    }
    guard !means.isEmpty, means.count == seconds.count,
      zip(means, seconds).allSatisfy({ $0.isBare == $1.isBare })
    else { throw TypedTime.isUnlike(spelt, power: 2) }
    let variations = zip(means, seconds).map { $1.value / ($0.value * $0.value) - 1 }
    guard variations.allSatisfy({ $0 >= -1e-12 }) else {
      throw SolveError("`E[S^2]` is at least the square of `E[S]`")
    }
    return [("scv", variations.map { "\(max(0, $0))" }.joined(separator: ","))]
  }

  /// Stations in a row, of which the first alone has arrivals.
  static let tandem = Respelling(
    "tandem", "lambda", "arrival", "gamma", "arrivals"
  ) { spelt throws(SolveError) in
    guard spelt.other("tandem") != nil else { return nil }
    // By their rates: `mu=4,3`, `mu1=4 mu2=3`.
    let count =
      spelt.other("mu", "rates").map { $0.split(separator: ",").count }
      ?? spelt.all.count { $0.key.contains(/^mu\d$/) }
    guard count <= 50 else { throw SolveError("a network has at most 50 stations here") }
    guard spelt.key == "tandem" else {
      guard !spelt.value.contains(",") else { return nil }
      return [("arrivals", spelt.value + String(repeating: ",0", count: max(0, count - 1)))]
    }
    let rows = (0..<count).map { from in
      (0..<count).map { $0 == from + 1 ? "1" : "0" }.joined(separator: ",")
    }
    return [("routing", rows.joined(separator: ";"))]
  }

  /// `n` as a number present; of several servers only beside them, for it may be theirs.
  static let present = Respelling("n") { spelt throws(SolveError) in
    let hasServers = spelt.calculator.parameter(named: "servers") != nil
    guard !hasServers || spelt.other("c", "servers") != nil else { return nil }
    return [("at-least", spelt.value), ("exactly", spelt.value)]
  }

  /// `p95_ms=40` as the target of a quantile; also `target_p95`, `p95_target`.
  static let quantile = Respelling { spelt throws(SolveError) in
    let key = spelt.key.replacing(/_?target_?/, with: "")
    guard let found = key.firstMatch(of: /^p(\d+(?:\.\d+)?)(_\w+)?$/)?.output else { return nil }
    return [("target" + (found.2.map(String.init) ?? ""), spelt.value)]
      + (spelt.other("percentile") == nil ? [("percentile", "\(found.1)%")] : [])
  }

  /// `lambda_high`, `lambda_low`: of classes by their rank, the highest first.
  static let ranked = Respelling { spelt throws(SolveError) in
    let rank = /(.+?)[_\- ]?(high|medium|mid|low)/
    guard let found = spelt.key.wholeMatch(of: rank)?.output else { return nil }
    let hasMiddle = spelt.all.contains { $0.key.lowercased().contains(/(?:medium|mid)$/) }
    let place = found.2 == "high" ? 1 : found.2 == "low" && hasMiddle ? 3 : 2
    return [("\(found.1)\(place)", spelt.value)]
  }

  /// `80/20`: the percentage that is served within so many seconds, as call centres write it.
  static let serviceLevel = Respelling { spelt throws(SolveError) in
    guard Alias.meant(by: spelt.key, in: spelt.calculator)?.name == "level",
      let found = spelt.value.wholeMatch(of: /(\d+(?:\.\d+)?)%?\/(\d+(?:\.\d+)?) ?([a-z]*)/)?.output
    else { return nil }
    let unit = found.3.isEmpty ? "s" : found.3
    return [("level", "\(found.1)%"), ("within", "\(found.2)\(unit)")]
  }

  /// A part that is gone altogether, and not only so many times faster.
  static let gone = Respelling { spelt throws(SolveError) in
    guard Alias.meant(by: spelt.key, in: spelt.calculator)?.name == "faster" else { return nil }
    let value = spelt.value.replacing(/"?(?:[Ii]nf(?:inity|inite)?|∞)"?/, with: "0")
    return [(spelt.argument.key, value)]
  }

  /// How many times as fast the whole is, as a gain: 1.4 as 40 %.
  static let timesAsFast = Respelling("speedup", "speed_up", "speed-up") {
    spelt throws(SolveError) in
    let factor = try spelt.number(spelt.value.filter { !"x×".contains($0) })
    guard factor > 1 else { throw SolveError("`\(spelt.argument.key)` is above 1") }
    return [("gain", "\(factor - 1)")]
  }
}
