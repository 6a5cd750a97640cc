import Model
import Quantities

/// A question's name: its tokens, and the queue that it has in Kendall's notation.
struct QuestionName {
  let text: String
  let tokens: [NameToken]
  let queue: QueueNotation?

  /// The calculator whose own name it is; nil where it is none's.
  let own: Calculator?

  /// - Parameter words: what stands beside the name, with no key: `p99`, `99.95%`.
  init(_ name: String, _ words: [String] = []) {
    let text = ([name] + words).joined(separator: " ")
    let named = words.isEmpty ? nil : Self.own(name)
    let isOwn = named != nil || Calculator.all.contains { $0.name == text }
    let found = isOwn ? nil : QueueNotation.find(in: text)
    self.text = text
    queue = found?.queue
    let rest = named == nil ? found?.beside ?? text : words.joined(separator: ", ")
    tokens = NameToken.all(rest)
    own = named ?? (found == nil ? Self.own(text) : nil)
  }

  /// The calculators that it may mean, that whose own name it is first.
  var calculators: [Calculator] {
    (own.map { [$0] } ?? []) + Vocabulary.candidates(tokens, queue)
  }

  private static func own(_ text: String) -> Calculator? {
    Calculator.all.first { $0.name == text } ?? Calculator.all.first { $0.isCalled(text) }
  }
}

/// What a reading leaves unexplained, each at its price; that the name is the calculator's own speaks for it.
private enum Cost {
  static let wholeName = -1_000
  static let ownName = -5

  /// A word that nothing is made of.
  static let ignoredWord = 1

  /// An argument that is missing, or that the calculator does not know.
  static let gap = 10

  /// An argument in a form that is none of the calculator's.
  static let unreadable = 50

  /// A figure or a qualifier that is not taken up, or that says something else than an argument.
  static let contradiction = 100
}

/// A question's name read as a question to one calculator: what it gives, and what nothing was made of.
///
/// Every token of the name is taken up by the calculator's name, by an argument or by a word that changes
/// nothing; figures and qualifiers that are left refuse the question, other words are told.
struct Reading {
  let calculator: Calculator

  /// As typed, in the calculator's own spelling, with what the name gives.
  private(set) var arguments: [TypedArgument] = []

  /// Keys of arguments that describe the question, and that the calculator does not use.
  private(set) var unused: [String] = []

  /// Arguments that the name only suggests: a RAID is taken to rebuild one disk at a time.
  private(set) var assumed: [TypedArgument] = []

  /// Words that nothing was made of, as they stand.
  var ignored: [String] = []

  /// Figures and qualifiers that change the question in a way that the calculator does not take up.
  var misunderstood: [String] = []

  /// The keys of arguments that the calculator does not know.
  private(set) var strangers: [String] = []

  /// What contradicts itself or is left open; nil where nothing is.
  private(set) var problem: SolveError?

  /// Whether the name says more than that of the calculator.
  private(set) var isPhrased = false

  /// Whether the name has figures beside that of the calculator.
  private(set) var hasFigures = false

  /// How much is left unexplained: of several readings that with the least counts.
  private(set) var cost = 0

  /// How many characters of the name the calculator's own name takes up.
  private(set) var length = 0

  /// How many arguments the calculator cannot do without.
  var needs: Int { calculator.parameters.count { $0.standard == nil && !$0.isOptional } }

  let name: QuestionName
  let vocabulary: Vocabulary
  var tokens: [NameToken] { name.tokens }

  /// The tokens that nothing has taken up.
  var free: Set<Int>

  /// The tokens that are no argument yet; those of the calculator's name may be one, too.
  var open: Set<Int>

  /// The keys of those that words of the name suggest.
  var suggested: Set<String> = []

  /// What the name gives; weak where a typed argument counts.
  var given: [(key: String, value: String, isWeak: Bool)] = []

  /// - Parameters:
  ///   - isOwn: whether the name is the calculator's own.
  ///   - asked: what is asked for, beside the name.
  ///   - said: what an argument says of the law of service.
  ///   - typed: the other arguments as typed.
  init(
    _ name: QuestionName, _ calculator: Calculator, isOwn: Bool, asked: [NameToken],
    said: [NameToken],
    typed: [TypedArgument]
  ) {
    (self.name, self.calculator, vocabulary) = (name, calculator, .of(calculator.name))
    free = Set(name.tokens.indices)
    open = free
    if isOwn {
      cost = typed.isEmpty ? Cost.wholeName : Cost.ownName
      if calculator.isCalled(name.text) { free = [] }
    }
    for match in (vocabulary.names + vocabulary.besides).compactMap({ $0.match(name.tokens) }) {
      free.subtract(match.taken)
      length = max(length, match.length)
    }
    isPhrased = !free.isEmpty
    hasFigures = free.contains { name.tokens[$0].kind == .number }
    takeGifts(vocabulary.gifts, areBare: false)
    takeGifts(Vocabulary.commonGifts, areBare: false)
    takeRelations(among: free)
    takeGifts(vocabulary.gifts, areBare: true)
    takeRelations(among: open)
    let hasEnds =
      typed.contains { $0.value.contains(/^[Uu](?:niform)? ?[(\[]/) }
      || [Respelling.leastEnds, Respelling.mostEnds].allSatisfy { ends in
        typed.contains { ends.contains($0.key.lowercased()) }
      }
    var undecided = takeLaw(said, hasEnds: hasEnds)
    for (key, phrases) in vocabulary.needs {
      for match in phrases.compactMap({ $0.match(name.tokens, free: open) }) {
        undecided.append([key])
        takeUp(match.taken)
      }
    }
    isPhrased = isPhrased || !given.isEmpty
    takeAsked(asked)
    takeSuggestions(beside: typed)
    settle(typed, undecided)
    for phrase in vocabulary.words + Vocabulary.longFillers {
      if let match = phrase.match(name.tokens) { free.subtract(match.taken) }
    }
    readFigures(typed)
    readWords()
    // A utilisation gives the arrival rate or the load, and beside an arrival rate the service.
    let byUtilisation =
      arguments.contains { GivenArgument.isUtilisation($0.key) }
      ? [GivenArgument.arrival(of: calculator)?.name, "service"] : []
    let missing = calculator.parameters.filter { parameter in
      parameter.standard == nil && !parameter.isOptional && !byUtilisation.contains(parameter.name)
        && !arguments.contains { self.parameter($0.key, $0.value)?.name == parameter.name }
    }
    cost +=
      misunderstood.count * Cost.contradiction + missing.count * Cost.gap
      + ignored.count * Cost.ignoredWord
  }

  /// The parameter that a key means: `MTBF_h`, or one of `mu1`, `mu2`.
  func parameter(_ key: String, _ value: String = "") -> Calculator.Parameter? {
    let base = GivenArgument.unnumbered(key)
    return
      (GivenArgument(key, value, in: calculator) ?? GivenArgument(base, value, in: calculator))?
      .parameter
  }

  // MARK: What is typed

  /// Puts together what is typed and what the name gives.
  private mutating func settle(
    _ typed: [TypedArgument], _ undecided: [Set<String>]
  ) {
    func isDescribing(_ key: String) -> Bool {
      // With its unit or without: `scan_s`.
      [key[...], key.prefix { $0 != "_" }].contains {
        vocabulary.describing.contains(Alias.plain(String($0)))
      }
    }
    unused = typed.map(\.key).filter(isDescribing)
    let typed = typed.filter { !isDescribing($0.key) }
    let all = typed + given.map { ($0.key, $0.value) }
    let said = Set(tokens.map(\.text))
      .union(name.queue.map { $0.service == .erlang(stages: nil) ? ["erlang"] : [] } ?? [])
    do {
      arguments = try calculator.respelt(typed, beside: all, said: said)
      _ = try calculator.respelt(given.map { ($0.key, $0.value) }, beside: all, said: said)
    } catch {
      problem = error
      cost += Cost.unreadable
    }
    let unknown = GivenArgument.unknown(arguments, in: calculator)
    strangers = unknown.filter { !InverseQuestion.asks($0, in: calculator) }.map(\.key)
    cost += Cost.gap * unknown.count
    let typedNames = names(of: arguments)
    let strong = names(of: given.filter { !$0.isWeak }.map { ($0.key, $0.value) })
    for (key, value, isWeak) in given {
      let taken = isWeak ? typedNames.union(strong) : typedNames
      for one in (try? calculator.respelt([(key, value)], beside: all, said: said)) ?? [
        (key, value)
      ] {
        add(one, isWeak: isWeak, beside: taken)
      }
    }
    let decided = names(of: arguments)
    for law in undecided
    where decided.isDisjoint(with: law) && !arguments.contains(where: { $0.value.contains("w.p.") })
    {
      problem =
        problem
        ?? SolveError(
          "`\(name.text)` leaves something open: give "
            + law.sorted().map(described).joined(separator: " or "))
      cost += Cost.gap
    }
  }

  /// An argument with what it is: ``` `dormancy` (failure rate of spares: 1 hot, 0 cold)```.
  private func described(_ name: String) -> String {
    parameter(name).map { "`\(name)` (\($0.label.en))" } ?? "`\(name)`"
  }

  private func names(of arguments: [TypedArgument]) -> Set<String> {
    Set(arguments.compactMap { parameter($0.key, $0.value)?.name })
  }

  /// Adds what the name gives, unless it is typed, or what it stands for is among the names that are taken.
  private mutating func add(
    _ argument: TypedArgument, isWeak: Bool, beside taken: Set<String>
  ) {
    let name = parameter(argument.key, argument.value)?.name ?? argument.key
    if let other = arguments.first(where: { parameter($0.key, $0.value)?.name == name }) {
      guard !isWeak, !areAlike(argument, other) else { return }
      problem =
        problem
        ?? SolveError(
          "`\(self.name.text)` gives \(argument.value) for `\(argument.key)`, and `\(other.key)` is "
            + other.value)
      cost += Cost.contradiction
    } else if !vocabulary.alternatives.contains(where: {
      $0.contains(name) && !$0.isDisjoint(with: taken)
    }) {
      arguments.append(argument)
      if isWeak, suggested.contains(argument.key) { assumed.append(argument) }
    }
  }

  /// Whether two arguments of one parameter say the same.
  private func areAlike(
    _ first: TypedArgument, _ second: TypedArgument
  ) -> Bool {
    func read(_ argument: TypedArgument) -> Double? {
      guard let given = GivenArgument(argument.key, argument.value, in: calculator),
        let dimension = given.parameter.dimension
      else { return nil }
      if let bare = Double(given.value) { return given.isReciprocal ? 1 / bare : bare }
      let value = try? Arguments.read(
        given.value,
        given.isReciprocal ? (dimension == .frequency ? .time : .frequency) : dimension, name: "",
        isList: true)
      return value.map { given.isReciprocal ? 1 / $0 : $0 }
    }
    // Of a list that is asked for, the name may have a part: `1/3/5 members`.
    let typed = BracketedValue.plain(second.value).split(separator: ",")
    if typed.count > 1, typed.contains(where: { $0 == first.value }) { return true }
    guard let one = read(first), let other = read(second) else {
      return first.value.lowercased() == second.value.lowercased()
    }
    // `80/20` has its percentage without the sign.
    let isRatio =
      GivenArgument(second.key, second.value, in: calculator)?.parameter.dimension == .ratio
    return abs(one - other) <= 1e-9 * abs(one)
      || isRatio && one > 1 && abs(one - 100 * other) <= 1e-9 * one
  }

  static func number(_ text: String) -> Double? {
    text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
  }
}
