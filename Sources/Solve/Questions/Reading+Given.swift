import Model
import Quantities

/// What a name gives: arguments by words, figures beside their names, laws.
extension Reading {
  /// Takes up what phrases give, the longest first; a bare figure, `#%`, is what no words stand beside.
  mutating func takeGifts(_ gifts: [Vocabulary.Gift], areBare: Bool) {
    let phrases = gifts.flatMap { gift in
      gift.phrases.filter { $0.isBare == areBare }.map { (gift: gift, phrase: $0) }
    }
    for (gift, phrase) in phrases.sorted(by: { $0.phrase.text.count > $1.phrase.text.count })
    where canTake(gift) {
      // Of parts that have a figure each all of them: `series 99.9% 99.5%`; of percentiles, too: `p95 p99.99`.
      let isList =
        (areBare || gift.arguments.contains { $0.key == "percentile" })
        && gift.arguments.allSatisfy { parameter($0.key)?.isList == true }
      repeat {
        guard let match = phrase.match(tokens, free: open) else { break }
        take(gift, match.figures)
        takeUp(match.taken)
      } while isList
    }
  }

  /// Takes up what is asked for, each time that it is where the argument is a list; what is typed counts.
  mutating func takeAsked(_ asked: [NameToken]) {
    var free = Set(asked.indices)
    for gift in vocabulary.asked + Vocabulary.commonGifts where canTake(gift) {
      let isList = gift.arguments.allSatisfy { parameter($0.key)?.isList == true }
      var figures: [[String]] = []
      for phrase in gift.phrases {
        while isList || figures.isEmpty, let match = phrase.match(asked, free: free) {
          figures.append(match.figures)
          free.subtract(match.taken)
        }
      }
      guard let first = figures.first else { continue }
      take(gift, isList ? [figures.joined().joined(separator: ",")] : first, isWeak: true)
    }
  }

  /// Takes what words suggest, where nothing else gives any of it: a standby pair has two parts.
  mutating func takeSuggestions(beside typed: [TypedArgument]) {
    // In the calculator's own spelling: `spares=1` gives both counts.
    let known =
      ((try? calculator.respelt(typed, beside: typed)) ?? typed)
      + given.map { ($0.key, $0.value) }
    var names = Set(known.compactMap { parameter($0.0, $0.1)?.name })
    for gift in vocabulary.suggestions
    where names.isDisjoint(with: gift.arguments.map(\.key))
      && gift.phrases.contains(where: { $0.match(tokens) != nil })
    {
      take(gift, [], isWeak: true)
      suggested.formUnion(gift.arguments.map(\.key))
      names.formUnion(gift.arguments.map(\.key))
    }
  }

  mutating func takeUp(_ taken: Set<Int>) {
    free.subtract(taken)
    open.subtract(taken)
  }

  func canTake(_ gift: Vocabulary.Gift) -> Bool {
    gift.arguments.allSatisfy { argument in
      (!given.contains { $0.key == argument.key } || argument.value == Self.next)
        && (calculator.respells(argument.key) || parameter(argument.key) != nil)
    }
  }

  /// What stands in the tables for one more than the figure: more than 5 are 6 and over.
  private static let next = "+1"

  /// What stands in the tables for the figure of the argument before.
  private static let same = "#"

  mutating func take(
    _ gift: Vocabulary.Gift, _ figures: [String], isWeak: Bool = false
  ) {
    var figures = figures[...]
    var last: String?
    for argument in gift.arguments {
      let own = argument.value == Self.same ? last : argument.value
      guard var value = own ?? figures.popFirst() else { continue }
      last = value
      if value == Self.next {
        let above = figures.popFirst()?.split(separator: ",").compactMap { Int($0) } ?? []
        value = above.map { "\($0 + 1)" }.joined(separator: ",")
      }
      // The usual quantiles are computed anyway, where there is a form for them.
      if argument.key == "percentile", let asked = parameter(argument.key), asked.isList,
        asked.label == QueueQuestion.furtherPercentiles.label
      {
        value = value.split(separator: ",").filter { share in
          !QueueQuestion.usual.contains { $0 == Self.number(String(share)) }
        }.joined(separator: ",")
      }
      guard !value.isEmpty else { continue }
      if let same = given.firstIndex(where: { $0.key == argument.key }) {
        given[same].value += "," + value
      } else {
        given.append((argument.key, value, argument.isWeak || isWeak))
        if argument.isWeak { suggested.insert(argument.key) }
      }
    }
  }

  /// `alpha = 0.8`, `think time 5 s`, `3 servers`, `5% serial`, `100 r/s`: figures beside the name of an
  /// argument, or with a unit that tells it.
  mutating func takeRelations(among words: Set<Int>) {
    for place in tokens.indices
    where open.contains(place) && tokens[place].kind == .number && !isOfCard(place) {
      var after = place + 1
      var value = tokens[place].text
      if after < tokens.count, tokens[after].kind == .word, open.contains(after),
        let unit = unit(tokens[after])
      {
        value = unit == "k" ? "\((Double(value) ?? 0) * 1_000)" : value + unit
        after += 1
      }
      let places = place..<after
      let isEqual = place > 0 && tokens[place - 1].text == "="
      let next = isEqual ? nil : key(after: after, value, words)
      // `base 1s factor 2`: each figure follows its name.
      let isNext = next?.places.max().map { end in
        end + 1 < tokens.count && tokens[end + 1].kind == .number
      }
      let before = isNext ?? true ? key(before: place, value, words) : nil
      if let found = before ?? next {
        take(found.key, value, found.places.union(places))
      } else if let only = only(value) {
        take(only, value, Set(places))
      }
    }
  }

  mutating func take(_ key: String, _ value: String, _ places: Set<Int>) {
    given.append((key, value, false))
    takeUp(places)
  }

  /// A unit that follows a figure: glued to it, of time, of data, or a rate.
  private func unit(_ token: NameToken) -> String? {
    if Self.isData(token) { return token.typed }
    if let rate = NamePhrase.rate(token) { return rate }
    return token.isApart ? NamePhrase.time(token) : token.typed
  }

  private static func isData(_ token: NameToken) -> Bool {
    GivenArgument.data[String(token.typed.prefix { $0 != "/" })] != nil
  }

  /// The argument that a value with a unit must be: the rate at which requests come, the only amount of data.
  private func only(_ value: String) -> String? {
    let dimension = [Dimension.data, .dataRate].first {
      (try? Arguments.read(value, $0, name: "", isList: false)) != nil && Double(value) == nil
    }
    let measured = calculator.parameters.filter { $0.dimension == dimension }.map(\.name)
    let names =
      dimension == nil
      ? value.contains("/") ? ["arrival", "rate"] : [] : measured.count == 1 ? measured : []
    return names.first { name in
      calculator.parameter(named: name) != nil
        && !given.contains { parameter($0.key, $0.value)?.name == name }
    }
  }

  /// The argument that words after a figure name: `3 servers`, `5% serial`.
  private func key(
    after place: Int, _ value: String, _ words: Set<Int>
  ) -> (key: String, places: Set<Int>)? {
    for count in [2, 1] where place + count <= tokens.count {
      let places = place..<(place + count)
      guard tokens[places].allSatisfy({ $0.kind == .word && !$0.startsClause }) else { continue }
      if words.isSuperset(of: places), let key = key(places, value), key.suits {
        return (key.key, Set(places))
      }
    }
    return nil
  }

  /// The argument that words before a figure name: `alpha = 0.8`, `think time 5 s`, `buffer of 5`.
  private func key(
    before place: Int, _ value: String, _ words: Set<Int>
  ) -> (key: String, places: Set<Int>)? {
    let links = ["=", "of", "is"]
    let end = place > 0 && links.contains(tokens[place - 1].text) ? place - 1 : place
    guard !tokens[end...place].contains(where: \.startsClause) else { return nil }
    for count in [3, 2, 1] where count <= end {
      let places = (end - count)..<end
      guard tokens[places].allSatisfy({ $0.kind == .word }),
        !tokens[places].dropFirst().contains(where: \.startsClause)
      else { continue }
      // A letter is a name only beside its sign.
      let isNamed =
        tokens[end].text == "="
        || tokens[places].contains { $0.text.count > 2 || Self.symbols.contains($0.text) }
          && tokens[end].isApart
      if isNamed, words.isSuperset(of: places), let key = key(places, value) {
        return (key.key, Set(places.lowerBound..<place))
      }
    }
    return nil
  }

  /// Short names that stand for nothing else.
  private static let symbols: Set<String> = ["mu", "μ", "λ", "ρ", "α", "β", "τ"]

  /// The argument that a run of words names, and whether the value is of its kind: bare where it counts.
  private func key(_ places: Range<Int>, _ value: String) -> (key: String, suits: Bool)? {
    guard open.isSuperset(of: places) else { return nil }
    let typed = tokens[places].map(\.typed).joined(separator: "_")
    for key in [typed, tokens[places].map(\.text).joined(separator: "_"), typed + "s"] {
      if GivenArgument.isUtilisation(key), GivenArgument.arrival(of: calculator) != nil,
        !given.contains(where: { $0.key == key })
      {
        return (key, Double(value) == nil)
      }
      let respelt = try? calculator.respelt([(key, value)], beside: [(key, value)])
      guard let first = respelt?.first, let meant = parameter(first.key, first.value),
        !(meant.isList && meant.counts),
        !given.contains(where: { parameter($0.key, $0.value)?.name == meant.name })
      else { continue }
      let isBare =
        Double(GivenArgument(first.key, first.value, in: calculator)?.value ?? value) != nil
      return (key, meant.counts == isBare)
    }
    return nil
  }

  // MARK: Laws

  /// Reads the law of service, from the notation or from words, and gives of which arguments one must decide
  /// what it leaves open.
  ///
  /// - Parameter hasEnds: whether the ends of a uniform law are given, which need not begin at zero.
  mutating func takeLaw(_ said: [NameToken], hasEnds: Bool) -> [Set<String>] {
    let shape = name.queue.flatMap { queue in
      vocabulary.shapes.first { $0.queue.admits(queue) }?.queue
    }
    let names = Set(calculator.parameters.map(\.name))
    let isInsensitive =
      shape?.isInsensitive ?? vocabulary.shapes.contains { $0.queue.isInsensitive }
    let takesLaws = isInsensitive || !names.isDisjoint(with: Self.variations)
    let notated = name.queue?.service ?? .general
    var law = takesLaws ? Self.laws(in: said, within: Set(said.indices)).first?.law : nil
    var arrivals: QueueNotation.Law?
    for found in takesLaws ? Self.laws(in: tokens, within: free) : [] {
      let own = found.isOfArrivals ? name.queue?.arrivals ?? .exponential : notated
      guard own == .general || own == found.law else { continue }
      if found.isOfArrivals { arrivals = found.law } else { law = law ?? found.law }
      takeUp(found.taken)
    }
    guard let shape, let queue = name.queue else {
      guard !isInsensitive, let law, names.contains("scv") else { return [] }
      if let squared = law.squaredVariation {
        given.append(("scv", "\(squared)", hasEnds && law == .uniform))
      }
      return law.squaredVariation == nil ? [["scv", "weights"]] : []
    }
    let result = queue.given(for: shape, calculator, law: law, arrivals: arrivals)
    let isOpen = hasEnds && (law == .uniform || queue.service == .uniform)
    given += result.implied.map { ($0.key, $0.value, isOpen && $0.key == "scv") }
    return result.open
  }

  private static let variations: Set<String> = ["scv", "cs2", "weights", "law", "repair-scv"]

  private static let laws: [String: QueueNotation.Law] = [
    "deterministic": .constant, "constant": .constant, "exponential": .exponential,
    "uniform": .uniform, "lognormal": .general, "gamma": .general, "weibull": .general,
    "pareto": .general, "hyperexponential": .general, "nonexponential": .general,
  ]

  /// The laws that words name, of service and of arrivals.
  private static func laws(
    in tokens: [NameToken], within free: Set<Int>
  ) -> [(law: QueueNotation.Law, isOfArrivals: Bool, taken: Set<Int>)] {
    free.sorted().compactMap { place in
      let next = place + 1 < tokens.count ? tokens[place + 1] : nil
      var (law, taken): (QueueNotation.Law?, Set<Int>) = (laws[tokens[place].text], [place])
      if tokens[place].text == "erlang", let next, next.kind == .number {
        law = .erlang(stages: Int(next.text).map { max(1, $0) })
        taken.insert(place + 1)
      }
      guard let law else { return nil }
      let beside = [place - 1, place + taken.count].filter(tokens.indices.contains)
      return (law, beside.contains { tokens[$0].text.contains("arriv") }, taken)
    }
  }
}
