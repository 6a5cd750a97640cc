import Quantities

/// A time, or the square of one, as typed: in seconds or bare.
struct TypedTime {
  let value: Double
  let isBare: Bool

  init?(_ text: String) {
    let bare = Double(text)
    guard
      let value = bare ?? (try? Arguments.read(text, .time, name: "", isList: true)),
      value.isFinite
    else { return nil }
    (self.value, isBare) = (value, bare != nil)
  }

  /// What is typed in the square of a unit, `2.5s^2`, or bare.
  init?(squared text: String) {
    if let bare = Double(text) {
      (value, isBare) = (bare, true)
      return
    }
    guard let found = text.wholeMatch(of: /([0-9.eE+-]+) ?([a-zµμ]+)(?:\^2|²|2)/)?.output,
      let number = Double(found.1), let unit = TypedTime("1\(found.2)")
    else { return nil }
    (value, isBare) = (number * unit.value * unit.value, false)
  }

  private init(value: Double, isBare: Bool) {
    self.value = value
    self.isBare = isBare
  }

  /// The mean service among all arguments, one for each class; of a rate its reciprocal. None where it is no time.
  static func meanServices(beside spelt: Respelling.Spelt) -> [TypedTime] {
    let given = spelt.all.lazy.compactMap { key, value in
      GivenArgument(key, BracketedValue.plain(value), in: spelt.calculator)
    }.first { $0.parameter.name == "service" }
    guard let given else { return [] }
    let parts = given.value.split(separator: ",").map(String.init)
    let times = parts.compactMap { part in
      guard given.isReciprocal else { return TypedTime(part) }
      let rate = Double(part) ?? (try? Arguments.read(part, .frequency, name: "", isList: true))
      return rate.map { TypedTime(value: 1 / $0, isBare: Double(part) != nil) }
    }
    return times.count == parts.count && times.allSatisfy { $0.value > 0 } ? times : []
  }

  /// That an argument is in another unit than the mean service, or stands alone, with what would do.
  static func isUnlike(_ spelt: Respelling.Spelt, power: Int) -> SolveError {
    let figure = String(spelt.value.prefix { $0.isNumber || $0 == "." })
    return SolveError(
      "`\(spelt.argument.key)` stands beside a mean service in the same unit: "
        + "`\(spelt.argument.key)=\(figure)s\(power == 2 ? "^2" : "")` beside `mean=1s`, or both without"
    )
  }
}
