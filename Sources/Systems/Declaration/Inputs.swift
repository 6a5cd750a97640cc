import Diagnostics

/// The values that a system is evaluated with, in base units.
///
/// The binding of a scenario has made sure that every required parameter is there and in range, so
/// that asking for one that is not declared is a mistake of the system's author.
package struct Inputs: Sendable, Hashable {
  package enum Setting: Sendable, Hashable {
    case number(Double)
    case law(Law)
    case flag(Bool)
    case choice(String)
  }

  package private(set) var settings: [String: Setting]

  package init(_ settings: [String: Setting] = [:]) { self.settings = settings }

  package func has(_ name: String) -> Bool { settings[name] != nil }

  /// A number, or the mean of a law; nil when it was not given.
  package func optional(_ name: String) -> Double? {
    switch settings[name] {
    case .number(let value): value
    case .law(let law): law.mean
    case .flag, .choice, nil: nil
    }
  }

  package func number(_ name: String) -> Double {
    guard let value = optional(name) else {
      preconditionFailure("parameter \(name) is bound before a system is evaluated")
    }
    return value
  }

  /// A count, rounded and kept within what an `Int` of a model can be.
  package func count(_ name: String) -> Int {
    Int(min(max(number(name).rounded(), 0), 1e9))
  }

  package func law(_ name: String) -> Law? {
    switch settings[name] {
    case .law(let law): law
    case .number(let value): .constant(value)
    case .flag, .choice, nil: nil
    }
  }

  /// Whether a flag is on; off when it was not given.
  package func flag(_ name: String) -> Bool { settings[name] == .flag(true) }

  package func choice(_ name: String) -> String? {
    if case .choice(let value) = settings[name] { value } else { nil }
  }

  package func setting(_ name: String, to setting: Setting?) -> Inputs {
    var copy = self
    copy.settings[name] = setting
    return copy
  }

  /// The inputs with a numeric parameter, or the whole scale of a law, multiplied.
  package func scaling(_ name: String, by factor: Double) -> Inputs {
    switch settings[name] {
    case .number(let value): setting(name, to: .number(value * factor))
    case .law(let law): setting(name, to: .law(law.scaled(by: factor)))
    case .flag, .choice, nil: self
    }
  }

  /// A hash that is the same in every run and on every machine: FNV-1a over sorted names and bits.
  package var fingerprint: UInt64 {
    var hash = StableHash()
    for name in settings.keys.sorted() {
      hash.combine(name)
      switch settings[name] {
      case .number(let value): hash.combine(value)
      case .law(let law): hash.combine(law)
      case .flag(let value): hash.combine(value ? "yes" : "no")
      case .choice(let value): hash.combine(value)
      case nil: break
      }
    }
    return hash.value
  }
}
