import Model
import Quantities

/// A utilisation or an offered load in place of an arrival rate or of a mean service.
extension GivenArgument {
  /// Whether a key is a utilisation, where no argument has that name.
  static func isUtilisation(_ key: String) -> Bool {
    Alias.meanings(of: key).contains("utilisation")
  }

  /// Whether a key is an offered load, where no argument has that name.
  static func isLoad(_ key: String) -> Bool { Alias.meanings(of: key).contains("load") }

  /// What a utilisation determines: the arrival rate, or the offered load.
  static func arrival(of calculator: Calculator) -> Calculator.Parameter? {
    calculator.parameter(named: "load") ?? calculator.parameter(named: "arrival")
  }

  /// What a utilisation gives: the load ρ·c, or what that gives.
  static func offered(
    utilisation: TypedArgument, beside given: [GivenArgument], in calculator: Calculator
  ) throws(SolveError) -> [GivenArgument] {
    let (key, value) = utilisation
    let isPercent = value.hasSuffix("%")
    guard let share = Double(isPercent ? String(value.dropLast()) : value), share >= 0
    else { throw SolveError("`\(key)` is a number, which `\(value)` is not") }
    let servers = given.first { $0.parameter.name == "servers" }.flatMap { Double($0.value) } ?? 1
    if !isPercent, share > 1, share < servers {
      let load =
        arrival(of: calculator)?.name == "load" ? "`load=\(value)`" : "`arrival` and `service`"
      throw SolveError(
        "`\(key)=\(value)` beside several servers may be a load or a utilisation: write \(load), or "
          + "`\(key)=\(value)%`")
    }
    return try offered(
      load: share / (isPercent ? 100 : 1) * servers, as: key, beside: given, in: calculator)
  }

  /// What an offered load a gives: the arrival rate a/s beside a mean service, the mean service a/λ beside an arrival
  /// rate. Alone it makes the mean service the unit of time.
  static func offered(
    load: Double, as key: String, beside given: [GivenArgument], in calculator: Calculator
  ) throws(SolveError) -> [GivenArgument] {
    if let own = calculator.parameter(named: "load") { return [GivenArgument(own, "\(load)")] }
    guard let arrival = calculator.parameter(named: "arrival") else { return [] }
    let service = calculator.parameter(named: "service")
    let rate = given.first { $0.parameter.name == "arrival" }
    let mean = given.first { $0.parameter.name == "service" }
    switch (rate, mean) {
    case (nil, nil):
      return [GivenArgument(arrival, "\(load)")] + (service.map { [GivenArgument($0, "1")] } ?? [])
    case (nil, let mean?):
      let mean = try figure(of: mean, .time, beside: given)
      return [GivenArgument(arrival, "\(load / mean.value)\(mean.isBare ? "" : "/s")")]
    case (let rate?, nil):
      guard let service else { return [] }
      let rate = try figure(of: rate, .frequency, beside: given)
      guard rate.value > 0, load > 0 else {
        throw SolveError("`\(key)` gives the mean service beside an arrival rate above zero")
      }
      return [GivenArgument(service, "\(load / rate.value)\(rate.isBare ? "" : "s")")]
    case (let rate?, let mean?):
      let product =
        try figure(of: rate, .frequency, beside: given).value
        * figure(of: mean, .time, beside: given).value
      guard abs(product - load) <= 1e-6 * max(product, load) else {
        throw SolveError(
          "`\(rate.key)` and `\(mean.key)` give another load than `\(key)`: leave out one of the three"
        )
      }
      return []
    }
  }

  /// A rate or a time, of several values their mean by their weights; in seconds, or bare.
  private static func figure(
    of argument: GivenArgument, _ dimension: Dimension, beside given: [GivenArgument]
  ) throws(SolveError) -> (value: Double, isBare: Bool) {
    let texts = argument.value.split(separator: ",").map(String.init)
    let weights = given.first { $0.parameter.name == "weights" }.map {
      $0.value.split(separator: ",").compactMap { Reading.number(String($0)) }
    }
    var (sum, total) = (0.0, 0.0)
    for (index, text) in texts.enumerated() {
      let reciprocal: Dimension = dimension == .time ? .frequency : .time
      let read: Double
      if let bare = Double(text) {
        read = bare
      } else {
        read = try Arguments.read(
          text, argument.isReciprocal ? reciprocal : dimension, name: argument.key, isList: false)
      }
      let weight = weights?.count == texts.count ? weights?[index] ?? 1 : 1
      sum += weight * (argument.isReciprocal ? 1 / read : read)
      total += weight
    }
    return (sum / total, texts.allSatisfy { Double($0) != nil })
  }
}
