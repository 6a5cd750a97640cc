import Glibc
import Quantities

/// Laws of service, networks and questions to queues in other forms.
extension Respelling {
  /// Of every calculator with a mean service and its squared variation.
  static let ofService = [law, spread]

  /// A law by its parameters, as its mean and squared variation: the ends of a uniform one, `uniform(0,2)`; the
  /// shape of a Weibull, a gamma or a Pareto law that the name has.
  private static let law = Respelling { spelt throws(SolveError) in
    let uniform = /[Uu](?:niform)? ?[\(\[] ?(\d+\.?\d*) ?, ?(\d+\.?\d*) ?[\)\]] ?(\w*)/
    if let found = spelt.value.wholeMatch(of: uniform)?.output {
      return try ends("\(found.1)", "\(found.2)", unit: "\(found.3)")
    }
    if spelt.said.contains("uniform"), let least = spelt.other("a"), let most = spelt.other("b") {
      // Said once, beside the lesser end.
      if spelt.key == "b" { return [] }
      if spelt.key == "a" { return try ends(least, most) }
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
    guard let least = Double(first), let most = Double(last), most > 0, least <= most else {
      throw SolveError("a uniform law lies between two times without units, the lesser first")
    }
    let (sum, width) = (least + most, most - least)
    return [("service", "\(sum / 2)\(unit)"), ("scv", "\(width * width / (3 * sum * sum))")]
  }

  /// A standard deviation or a variance over the mean service, as both are typed.
  private static let spread = Respelling(
    "std", "sd", "stddev", "sigma", "variance", "var", "var[s]", "std[s]"
  ) { spelt throws(SolveError) in
    let isVariance = spelt.key.hasPrefix("var")
    func time(_ text: String) throws(SolveError) -> Double {
      if let bare = Double(text) { return bare }
      return try Arguments.read(text, .time, name: spelt.argument.key, isList: false)
    }
    for (key, value) in spelt.all {
      guard let meant = Alias.meant(by: key, value: value, in: spelt.calculator),
        meant.name == "service"
      else { continue }
      let given = meant.form == .reciprocal ? Double(value).map { 1 / $0 } : try time(value)
      guard let mean = given, mean > 0, Double(value) != nil || !isVariance else { break }
      let spread = try time(spelt.value)
      return [("scv", "\((isVariance ? spread : spread * spread) / (mean * mean))")]
    }
    throw SolveError("`\(spelt.argument.key)` stands beside a mean service in the same unit")
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
    "p", "probs", "p1", "p2", "mu", "mu1", "mu2", "means"
  ) { spelt throws(SolveError) in
    func pair(_ first: String, _ second: String) -> String? {
      spelt.other(first).flatMap { one in spelt.other(second).map { one + "," + $0 } }
    }
    guard var shares = spelt.other("p", "probs") ?? pair("p1", "p2") ?? spelt.other("p1"),
      let given = spelt.other("mu") ?? pair("mu1", "mu2") ?? spelt.other("means")
    else { return weights(spelt) }
    let areMeans = spelt.other("mu") == nil && pair("mu1", "mu2") == nil
    // Said once, beside the probabilities.
    guard !spelt.key.hasPrefix("m"), spelt.key != "p2" else { return [] }
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

  /// Probabilities beside as many values of the service as its weights; nil of any others.
  private static func weights(_ spelt: Spelt) -> [TypedArgument]? {
    let shares = BracketedValue.plain(spelt.value).split(separator: ",").count
    let values = spelt.all.first { key, value in
      Alias.meant(by: key, value: value, in: spelt.calculator)?.name == "service"
    }
    guard shares > 1, let values,
      BracketedValue.plain(values.value).split(separator: ",").count == shares
    else { return nil }
    return [("weights", spelt.value)]
  }

  /// The stages of an Erlang law that the name has.
  static let stages = Respelling("k") { spelt throws(SolveError) in
    guard spelt.said.contains("erlang") else { return nil }
    let stages = try spelt.number()
    guard stages >= 1 else { throw SolveError("`k` is a number of stages, from 1 on") }
    return [("scv", "\(1 / stages)")]
  }

  /// E[S²] beside the mean service, both in one unit; of several classes one each.
  static let secondMoment = Respelling(
    "e[s^2]", "e[s²]", "e[s2]", "es2", "es^2", "m2", "second_moment", "secondmoment",
    "second-moment"
  ) { spelt throws(SolveError) in
    let names = ["e[s]", "es", "m1"]
    let mean = spelt.all.first { key, value in
      names.contains(key.lowercased())
        || Alias.meant(by: key, value: value, in: spelt.calculator)?.name == "service"
    }
    func figures(_ text: String) -> [Double] {
      BracketedValue.plain(text).split(separator: ",").compactMap { Double($0) }
    }
    let (given, seconds) = (mean.map { figures($0.value) } ?? [], figures(spelt.value))
    guard let mean, !given.isEmpty, given.count == seconds.count else {
      throw SolveError("`\(spelt.argument.key)` stands beside a mean service, both without units")
    }
    let isRate =
      Alias.meant(by: mean.key, value: mean.value, in: spelt.calculator)?.form == .reciprocal
    let variations = zip(given, seconds).map { first, second in
      isRate ? second * first * first - 1 : second / (first * first) - 1
    }
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

  /// `p95_ms=40` as the target of a quantile.
  static let quantile = Respelling { spelt throws(SolveError) in
    guard let found = spelt.key.firstMatch(of: /^p(\d+(?:\.\d+)?)(_\w+)?$/)?.output else {
      return nil
    }
    return [("target" + (found.2.map(String.init) ?? ""), spelt.value)]
      + (spelt.other("percentile") == nil ? [("percentile", "\(found.1)%")] : [])
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
