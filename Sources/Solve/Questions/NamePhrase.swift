/// Words that a name may have, as the vocabulary writes them: `token-bucket`, `#-of-#`, `hpa window`.
///
/// What a hyphen joins stands side by side, written in one or apart; what a space parts may stand anywhere.
/// `a|b` is either, `abandon*` begins a word, and `#` is a figure.
struct NamePhrase: Sendable {
  private let elements: [[Piece]]

  /// How the vocabulary writes it.
  let text: String

  private enum Piece: Sendable {
    case words([String])
    case figure(Figure)
  }

  /// A figure: one without `%`, with its `%`, with one added where it lacks it, a time, a time or a bare figure, and
  /// profiles of a GPU, as many as stand there.
  private enum Figure: String {
    case plain = "#"
    case percent = "#%"
    case share = "#p"
    case time = "#t"
    case measure = "#m"
    case profiles = "#g"
  }

  /// What of a name a phrase takes up, and the figures in it.
  struct Match {
    var taken: Set<Int> = []
    var figures: [String] = []
    /// How many characters of the name are taken up.
    var length = 0
  }

  init(_ text: some StringProtocol) {
    self.text = String(text)
    elements = self.text.split { $0 == " " }.map { element in
      Self.pieces(element.split { $0 == "-" }.map { String($0) })
    }
  }

  private static func pieces(_ parts: [String]) -> [Piece] {
    var pieces: [Piece] = []
    var literal = ""
    func flush() {
      if !literal.isEmpty { pieces.append(.words([NameToken.joined(literal)])) }
      literal = ""
    }
    for part in parts {
      if let figure = Figure(rawValue: part) {
        flush()
        pieces.append(.figure(figure))
      } else if part.contains("|") {
        flush()
        pieces.append(.words(part.split(separator: "|").map { NameToken.joined(String($0)) }))
      } else if part.hasSuffix("*") {
        flush()
        pieces.append(.words([part.dropLast().lowercased() + "*"]))
      } else {
        literal += (literal.isEmpty ? "" : " ") + part
      }
    }
    flush()
    return pieces
  }

  /// The letters of the phrase without gaps; nil where it has figures or is no one run of words.
  var joined: String? {
    var text = ""
    for case .words(let words) in elements.joined() { text += words[0] }
    return elements.joined().count == elements.count ? text : nil
  }

  /// The first place of a name where all of it stands, `free` being the tokens that may be taken.
  func match(_ tokens: [NameToken], free: Set<Int>? = nil) -> Match? {
    var match = Match()
    for pieces in elements {
      guard
        let found = tokens.indices.lazy.compactMap({ Self.match(pieces, tokens, at: $0, free) })
          .first
      else { return nil }
      match.taken.formUnion(found.taken)
      match.figures += found.figures
    }
    match.length = match.taken.reduce(0) { $0 + tokens[$1].text.count }
    return match
  }

  private static func match(
    _ pieces: [Piece], _ tokens: [NameToken], at start: Int, _ free: Set<Int>?
  ) -> Match? {
    var match = Match()
    var place = start
    for piece in pieces {
      let end: Int?
      switch piece {
      case .words(let words): end = words.lazy.compactMap { run($0, tokens, at: place) }.first
      case .figure(let kind):
        guard let (figure, after) = figure(kind, tokens, at: place) else { return nil }
        match.figures.append(figure)
        end = after
      }
      guard let end, free.map({ $0.isSuperset(of: place..<end) }) ?? true else { return nil }
      match.taken.formUnion(place..<end)
      place = end
    }
    return match
  }

  /// Where a run of tokens ends that together are a word.
  private static func run(_ word: String, _ tokens: [NameToken], at start: Int) -> Int? {
    if word.hasSuffix("*") {
      return start < tokens.count && tokens[start].text.hasPrefix(word.dropLast()) ? start + 1 : nil
    }
    var rest = word[...]
    var end = start
    while !rest.isEmpty {
      guard end < tokens.count, rest.hasPrefix(tokens[end].text) else { return nil }
      rest = rest.dropFirst(tokens[end].text.count)
      end += 1
    }
    return end
  }

  private static func figure(
    _ kind: Figure, _ tokens: [NameToken], at place: Int
  ) -> (String, Int)? {
    if kind == .profiles { return profiles(tokens, at: place) }
    guard place < tokens.count, tokens[place].kind == .number else { return nil }
    let text = tokens[place].text
    let unit = place + 1 < tokens.count ? time(tokens[place + 1]) : nil
    switch kind {
    case .plain: return text.hasSuffix("%") ? nil : (text, place + 1)
    case .profiles: return nil
    case .percent: return text.hasSuffix("%") ? (text, place + 1) : nil
    case .share:
      // `P0` is no quantile.
      guard let share = Double(text.filter { $0 != "%" }), share >= 10 else { return nil }
      return (text.hasSuffix("%") ? text : text + "%", place + 1)
    case .time: return unit.map { (text + $0, place + 2) }
    case .measure: return unit.map { (text + $0, place + 2) } ?? (text, place + 1)
    }
  }

  /// `3g.20gb + 2x 1g.5gb and 1g.5gb x2` as a list, with counts as arguments have them.
  private static func profiles(_ tokens: [NameToken], at start: Int) -> (String, Int)? {
    var (found, place): ([String], Int) = ([], start)
    func text(_ offset: Int) -> String {
      tokens.indices.contains(place + offset) ? tokens[place + offset].text : ""
    }
    while place < tokens.count {
      if isProfile(tokens[place]) {
        let media = text(1) == "+" && text(2) == "me" ? "+me" : ""
        let name = tokens[place].text + media
        place += media.isEmpty ? 1 : 3
        let isCounted = times.contains(text(0)) && Int(text(1)) != nil
        found.append(name + (isCounted ? "x" + text(1) : ""))
        place += isCounted ? 2 : 0
      } else if let count = Int(text(0)), let gap = gap(text(1), text(2)),
        tokens.indices.contains(place + gap + 1), isProfile(tokens[place + gap + 1])
      {
        found += Array(repeating: text(gap + 1), count: min(count, 65))
        place += gap + 2
      } else if !found.isEmpty, ["+", "and"].contains(text(0)) {
        place += 1
      } else {
        break
      }
    }
    return found.isEmpty ? nil : (found.joined(separator: ","), place)
  }

  /// How many tokens stand between a count and its profile, `7x 1g.5gb` or `7 instances of 1g.5gb`; nil where it is none.
  private static func gap(_ first: String, _ second: String) -> Int? {
    if times.contains(first) { return 1 }
    return first == "instance" && second == "of" ? 2 : nil
  }

  /// Signs between a profile and how many of it there are.
  private static let times: Set<String> = ["x", "×", "*"]

  private static func isProfile(_ token: NameToken) -> Bool {
    token.kind == .word && token.text.first?.isNumber == true && token.text.hasSuffix("gb")
  }

  /// Whether it is a figure with no words.
  var isBare: Bool {
    elements.joined().allSatisfy { piece in
      if case .figure(let kind) = piece { kind != .profiles } else { false }
    }
  }

  /// A unit of time as arguments have it, of a token; nil of any other.
  static func time(_ token: NameToken) -> String? {
    token.text == "m" ? "min" : GivenArgument.times[token.text]
  }

  /// A unit of a rate, `/s` or `qps`, as arguments have it.
  static func rate(_ token: NameToken) -> String? {
    GivenArgument.rates[token.text]
      ?? GivenArgument.times[String(token.text.drop { $0 != "/" }.dropFirst())].map { "/" + $0 }
  }
}
