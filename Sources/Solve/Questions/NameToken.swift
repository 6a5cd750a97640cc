/// A piece of a question's name: a word, a figure, or a mark between them.
///
/// `2-of-3, cold standby, SCV = 2` is `2 of 3 cold standby scv = 2`. Hyphens, commas and brackets are gaps, so
/// that `k-out-of-n` and `k out of n` are the same.
struct NameToken: Sendable {
  enum Kind { case word, number, mark }

  let kind: Kind

  /// A word in lower case and the singular, a figure with its `%`, a mark.
  let text: String

  /// As it stands in the name.
  let typed: String

  /// Whether something parts it from the token before it, and whether that is more than a gap: a comma.
  let isApart: Bool
  let startsClause: Bool

  /// The tokens of a name, in order.
  static func all(_ name: String) -> [NameToken] {
    let characters = Array(name)
    var tokens: [NameToken] = []
    var start = 0
    var last = -1
    while start < characters.count {
      let (kind, end) = extent(characters, from: start)
      guard let kind else {
        start = end
        continue
      }
      let typed = String(characters[start..<end])
      let isApart = last != start
      let startsClause = last >= 0 && characters[last..<start].contains { ",;:(".contains($0) }
      (start, last) = (end, end)
      let text = kind == .word ? word(typed) : typed.filter { $0 != " " }
      // `nine` is a figure, and `nines` are none.
      if kind == .word, typed.lowercased() == text, let count = counts[text] {
        tokens.append(
          NameToken(
            kind: .number, text: count, typed: typed, isApart: isApart, startsClause: startsClause))
      } else if text != "the" {
        tokens.append(
          NameToken(
            kind: kind, text: marks[text] ?? text, typed: typed, isApart: isApart,
            startsClause: startsClause))
      }
    }
    return tokens
  }

  /// The tokens' texts without anything between them: `tokenbucket` of `token bucket`.
  static func joined(_ name: String) -> String { all(name).map(\.text).joined() }

  private static let counts = [
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10",
  ]

  private static let marks = ["->": "→", ">=": "≥", "<=": "≤", "∞": "inf", "infinity": "inf"]

  /// What stands before `/s` in a rate.
  private static let rated: Set<String> = [
    "r", "req", "requests", "calls", "kb", "mb", "gb", "tb", "mib", "gib", "tib",
  ]

  /// What starts at a place and where it ends; no kind where nothing does.
  private static func extent(_ characters: [Character], from start: Int) -> (Kind?, Int) {
    func at(_ index: Int) -> Character { index < characters.count ? characters[index] : "\n" }
    func digits(_ from: Int) -> Int {
      var end = from
      while at(end).isASCII, at(end).isNumber { end += 1 }
      return end
    }
    let first = characters[start]
    if first.isASCII, first.isNumber {
      var end = digits(start)
      if at(end) == ".", digits(end + 1) > end + 1 { end = digits(end + 1) }
      // `1e-9`, and not the `e` of a word.
      let sign = at(end + 1) == "-" || at(end + 1) == "+" ? 1 : 0
      if at(end) == "e", digits(end + 1 + sign) > end + 1 + sign {
        end = digits(end + 1 + sign)
      }
      // `3g.40gb` is one word.
      if at(end) == "g", at(end + 1) == ".", at(digits(end + 2)) == "g",
        at(digits(end + 2) + 1) == "b"
      {
        return (.word, digits(end + 2) + 2)
      }
      let gap = at(end) == " " ? 1 : 0
      return (.number, at(end + gap) == "%" ? end + gap + 1 : end)
    }
    if first.isLetter {
      var end = start
      while at(end).isLetter || at(end) == "'" && at(end + 1).isLetter { end += 1 }
      // `non-preemptive` is one word, and so is a key with a digit, `cs2 = 4`.
      if String(characters[start..<end]).lowercased() == "non", at(end) == "-" || at(end) == " ",
        at(end + 1).isLetter
      {
        return (.word, extent(characters, from: end + 1).1)
      }
      var key = digits(end)
      if at(key) == "²" { key += 1 }
      // `100 r/s`, `25 GB/s`.
      let word = String(characters[start..<end]).lowercased()
      if rated.contains(word), at(end) == "/", at(end + 1) == "s",
        !at(end + 2).isLetter
      {
        return (.word, end + 2)
      }
      let equals = at(key) == " " ? key + 1 : key
      return (.word, at(equals) == "=" ? key : end)
    }
    if first == "/", start > 0, at(start - 1).isNumber, at(start + 1).isLetter {
      return (.word, extent(characters, from: start + 1).1)
    }
    switch (first, at(start + 1)) {
    case ("-", ">"), (">", "="), ("<", "="): return (.mark, start + 2)
    case ("+", _), ("*", _):
      var end = start
      while at(end) == first { end += 1 }
      return (.mark, end)
    case ("=", _), ("<", _), (">", _), ("→", _), ("≥", _), ("≤", _): return (.mark, start + 1)
    case ("∞", _): return (.word, start + 1)
    default: return (nil, start + 1)
    }
  }

  /// Lower case, the singular, one spelling: `Policies` as `policy`, `stabilisation` as `stabilization`.
  private static func word(_ typed: String) -> String {
    var word = typed.lowercased().filter { $0 != "-" && $0 != " " }
    if word.hasSuffix("'s") { word.removeLast(2) }
    word = word.filter { $0 != "'" }
    guard word.count > 3, !word.contains("/") else { return word }
    if word.hasSuffix("ies") {
      word = word.dropLast(3) + "y"
    } else if word.hasSuffix("sses") {
      word.removeLast(2)
    } else if word.hasSuffix("s"), !word.hasSuffix("ss") {
      word.removeLast()
    }
    if word.hasSuffix("isation") { return word.dropLast(7) + "ization" }
    return word == "queuing" ? "queueing" : word
  }
}
