/// An argument as typed.
package typealias TypedArgument = (key: String, value: String)

/// Arguments in another form than a calculator takes, as it takes them: a standard deviation for a squared coefficient of
/// variation, the disks of a RAID for its copies.
///
/// A calculator has its own beside its parameters. Of several the first that has something to say of an argument counts.
struct Respelling: Sendable {
  /// The keys that it is about, in lower case, some of which only names give; none for one that looks at every key.
  let keys: Set<String>

  /// The arguments in place of one; nil where it stands as it is.
  let respell: @Sendable (Spelt) throws(SolveError) -> [TypedArgument]?

  init(
    _ keys: String...,
    by respell: @escaping @Sendable (Spelt) throws(SolveError) -> [TypedArgument]?
  ) {
    self.init(keys, by: respell)
  }

  init(
    _ keys: [String],
    by respell: @escaping @Sendable (Spelt) throws(SolveError) -> [TypedArgument]?
  ) {
    self.keys = Set(keys)
    self.respell = respell
  }

  /// A typed key as it knows it: in lower case, or else without hyphens and words that say nothing; nil of one that it
  /// is not about.
  func key(_ typed: String) -> String? {
    let spelt = typed.lowercased()
    if keys.isEmpty || keys.contains(spelt) { return spelt }
    let bare = Alias.bare(typed)
    return keys.contains(bare) ? bare : nil
  }

  /// One argument among all that there are.
  struct Spelt {
    let argument: TypedArgument

    /// The key as the respelling has it: in lower case, or without words that say nothing.
    let key: String
    let all: [TypedArgument]

    /// The words of the question's name.
    let said: Set<String>
    let calculator: Calculator

    var value: String { argument.value }

    /// The value of the first argument that has one of some keys.
    func other(_ keys: String...) -> String? { other(keys) }

    func other(_ keys: [String]) -> String? {
      all.first { keys.contains($0.key.lowercased()) || keys.contains(Alias.bare($0.key)) }?.value
    }

    func number(_ text: String? = nil) throws(SolveError) -> Double {
      guard let number = Double(text ?? value), number.isFinite else {
        throw SolveError("`\(argument.key)` is a number, which `\(text ?? value)` is not")
      }
      return number
    }

    func whole() throws(SolveError) -> Int { try whole(value) }

    /// The whole number of the first argument that has one of some keys.
    func count(_ keys: String...) throws(SolveError) -> Int? { try count(keys) }

    func count(_ keys: [String]) throws(SolveError) -> Int? {
      guard let text = other(keys), Int(text) != nil else { return nil }
      return try whole(text)
    }

    private func whole(_ text: String) throws(SolveError) -> Int {
      guard let number = Int(text) else {
        throw SolveError("`\(argument.key)` is a whole number, which `\(text)` is not")
      }
      guard number.magnitude <= 1_000_000_000_000 else {
        throw SolveError("`\(argument.key)` is beyond what is counted here")
      }
      return number
    }
  }
}

extension Calculator {
  /// Whether a key that is no argument's is one of another form.
  func respells(_ key: String) -> Bool { respellings.contains { $0.keys.contains(key) } }

  /// The arguments as the calculator takes them.
  ///
  /// - Parameters:
  ///   - all: all arguments that there are, some of which hang together.
  ///   - said: the words of the name.
  /// - Throws: where a figure that must be computed with is none.
  func respelt(
    _ arguments: [TypedArgument], beside all: [TypedArgument], said: Set<String> = []
  ) throws(SolveError) -> [TypedArgument] {
    var respelt: [TypedArgument] = []
    for argument in arguments {
      var found: [TypedArgument]?
      for respelling in respellings where found == nil {
        guard let key = respelling.key(argument.key) else { continue }
        found = try respelling.respell(
          Respelling.Spelt(argument: argument, key: key, all: all, said: said, calculator: self))
      }
      respelt += found ?? [argument]
    }
    return respelt
  }
}
