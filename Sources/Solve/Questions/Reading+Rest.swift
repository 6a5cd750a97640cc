import Model

/// What of a name is left: figures and qualifiers refuse the question, other words are told.
extension Reading {
  /// Every figure must be one that an argument or the calculator's card has.
  mutating func readFigures(_ typed: [TypedArgument]) {
    for phrase in vocabulary.unused {
      guard let match = phrase.match(tokens, free: free) else { continue }
      ignored.append(match.taken.sorted().map { tokens[$0].typed }.joined(separator: " "))
      free.subtract(match.taken)
    }
    let known = figures(of: typed + arguments).union(growths)
    for place in tokens.indices.dropFirst().dropLast()
    where ["→", "x"].contains(tokens[place].text) {
      let ends: Set<Int> = [place - 1, place + 1]
      // `20 nodes x 12`: the product is what counts.
      let first = [place - 1, place - 2].first { $0 >= 0 && tokens[$0].kind == .number }
      if tokens[place].text == "x", let first, let left = Self.number(tokens[first].text),
        let right = Self.number(tokens[place + 1].text), known.contains(left * right)
      {
        free.subtract([first, place + 1])
      } else if tokens[place].text == "→", free.isSuperset(of: ends) {
        // A change that is claimed tells of the case.
        ignored.append("\(tokens[place - 1].typed)\(tokens[place].typed)\(tokens[place + 1].typed)")
        free.subtract(ends)
      }
    }
    for place in tokens.indices where free.contains(place) && tokens[place].kind == .number {
      free.remove(place)
      let (before, text) = (place > 0 ? tokens[place - 1].text : "", tokens[place].text)
      let next = place + 1 < tokens.count ? tokens[place + 1] : nil
      guard !Self.labels.contains(before), !isOfCard(place), let figure = Self.number(text),
        !known.contains(figure) || isOtherwiseMeasured(figure, next, typed)
      else { continue }
      let unit = next.flatMap { $0.kind == .word ? ($0.isApart ? " " : "") + $0.typed : nil } ?? ""
      misunderstood.append(tokens[place].typed + unit)
    }
  }

  /// Whether a figure stands so in the calculator's formula or source: `reads 100%`, `Llama 3`.
  func isOfCard(_ place: Int) -> Bool {
    let card = NameToken.all("\(calculator.formula); \(calculator.source)").map(\.text)
    let (before, text) = (place > 0 ? tokens[place - 1].text : "", tokens[place].text)
    return before.count > 2 && zip(card, card.dropFirst()).contains { $0 == before && $1 == text }
      || text.hasSuffix("%") && card.contains(text)
  }

  /// Whether a figure has another unit than all arguments with such a figure.
  private func isOtherwiseMeasured(
    _ figure: Double, _ next: NameToken?, _ typed: [TypedArgument]
  ) -> Bool {
    let unit = next.flatMap(NamePhrase.time)
    let alike = typed.filter { argument in
      NameToken.all(argument.value).contains { Self.number($0.text) == figure }
    }
    return !alike.isEmpty
      && alike.allSatisfy { argument in
        guard let unit else { return argument.value.contains(where: \.isLetter) }
        return argument.value.contains("/")
          || argument.value.last?.isLetter == true && !argument.value.hasSuffix(unit)
      }
  }

  /// How many times as much the changes in the name make of something: 6 of `10->60`, as in `load x6`.
  private var growths: [Double] {
    tokens.indices.dropFirst().dropLast().compactMap { place in
      guard tokens[place].text == "→", let from = Self.number(tokens[place - 1].text),
        let to = Self.number(tokens[place + 1].text), from > 0
      else { return nil }
      return to / from
    }
  }

  /// What a figure follows that only tells one thing from another.
  private static let labels: Set<String> = [
    "case", "example", "exercise", "figure", "table", "version", "v",
  ]

  /// The figures that arguments have: their values and defaults, how many of a list and what they add up to, how
  /// many numbered keys.
  private func figures(of given: [TypedArgument]) -> Set<Double> {
    var figures: Set<Double> = []
    var numbered: [String: Double] = [:]
    for (key, value) in given {
      for token in NameToken.all(value) { Self.number(token.text).map { _ = figures.insert($0) } }
      let members = value.split { ",;".contains($0) }.count
      if members > 1 || parameter(key, value)?.isList == true {
        let parts = NameToken.all(value).compactMap { Self.number($0.text) }
        figures.formUnion([Double(members), parts.reduce(0, +)])
      }
      if key.last?.isNumber == true {
        numbered[String(key.prefix { !$0.isNumber }), default: 0] += 1
      }
    }
    let standards = calculator.parameters.compactMap(\.standard)
    figures.formUnion(standards.flatMap { NameToken.all($0).compactMap { Self.number($0.text) } })
    return figures.union(numbered.values)
  }

  /// Qualifiers refuse the question; words of neither the card nor the fillers are told.
  mutating func readWords() {
    let own = vocabulary.excluded.map { ($0, Set(tokens.indices)) }
    for (phrase, free) in own + Vocabulary.qualifiers.map({ ($0, free) }) {
      guard let match = phrase.match(tokens, free: free) else { continue }
      misunderstood.append(match.taken.sorted().map { tokens[$0].typed }.joined(separator: " "))
      self.free.subtract(match.taken)
    }
    let card = [calculator.name, calculator.label.en, calculator.formula, calculator.source]
    let texts = card + calculator.parameters.flatMap { [$0.name, $0.label.en] }
    let known = Set(texts.flatMap { NameToken.all($0).map(\.text) }).union(Vocabulary.fillers)
    ignored += free.sorted().map { tokens[$0] }.filter {
      $0.kind == .word && $0.text.count > 2 && !known.contains($0.text)
    }.map(\.typed)
  }
}
