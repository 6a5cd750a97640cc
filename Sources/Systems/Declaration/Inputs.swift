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
      hash.add(name)
      switch settings[name] {
      case .number(let value): hash.add(value)
      case .law(let law): hash.add(law)
      case .flag(let value): hash.add(value ? "yes" : "no")
      case .choice(let value): hash.add(value)
      case nil: break
      }
    }
    return hash.value
  }
}

/// FNV-1a over 64 bits: stable across runs and machines, unlike `Hasher`.
package struct StableHash: Sendable {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  package mutating func add(byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// A string and its end, so that two strings in a row never look like another two.
  package mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte: byte) }
    add(byte: 0xff)
  }

  package mutating func add(_ bits: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      add(byte: UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
  }

  package mutating func add(_ value: Double) { add(value.bitPattern) }

  package mutating func add(_ law: Law) {
    switch law {
    case .constant(let value): add("constant"); add(value)
    case .exponential(let mean): add("exponential"); add(mean)
    case .lognormal(let median, let p95): add("lognormal"); add(median); add(p95)
    case .weibull(let mean, let shape): add("weibull"); add(mean); add(shape)
    case .uniform(let lower, let upper): add("uniform"); add(lower); add(upper)
    }
  }
}
