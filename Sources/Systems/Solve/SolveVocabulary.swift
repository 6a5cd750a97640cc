/// What a question's name may say of one calculator: its names, the queues that it answers for, the figures and
/// qualifiers that it takes up, and other names of its arguments.
///
/// Written as a block of the tables in `SolveVocabulary+…`, in lines or parted by `;`:
///
///     lcfs: lcfs, last-come, lifo               the calculator, and names for it
///       queue: M/G/1                            what notation alone leads here; `beside` with a name only
///       discipline=preemptive scv?=1: pr        words that give arguments, `?` where none is typed
///       crews: #-crew                           a figure that is an argument
///       needs dormancy: warm                    words that leave an argument open
///       words: resume                           understood, and nothing changes
///       unused: #-metric                        told, for nothing is made of it
///       not: batch                              changes the question into one that has no answer here
///       keys: n=servers maxweight=max:% a=-     other names of arguments, with a unit; `-` describes only
///       either: availability downtime           of these one is given; what is typed counts
struct SolveVocabulary: Sendable {
  let model: String
  private(set) var names: [NamePhrase] = []
  private(set) var shapes: [(queue: QueueNotation, isAlone: Bool)] = []
  private(set) var gifts: [Gift] = []
  private(set) var needs: [(key: String, phrases: [NamePhrase])] = []
  private(set) var words: [NamePhrase] = []
  private(set) var unused: [NamePhrase] = []
  private(set) var excluded: [NamePhrase] = []
  private(set) var keys: [String: String] = [:]
  private(set) var alternatives: [Set<String>] = []

  /// Arguments that words give: by value, or by the figures among the words.
  struct Gift: Sendable {
    /// A key with its value, or with nil for a figure; weak where a typed argument counts.
    let arguments: [(key: String, value: String?, isWeak: Bool)]
    let phrases: [NamePhrase]
  }

  /// The block of a calculator; an empty one where the tables have none.
  static func of(_ model: String) -> SolveVocabulary {
    all[model] ?? SolveVocabulary(model: model)
  }

  private init(model: String) { self.model = model }

  private static let all = Dictionary(
    uniqueKeysWithValues: [queues, reliability, platform].flatMap(parsed).map { ($0.model, $0) })

  /// What every calculator takes up that has such arguments; as excluded, words that make another question
  /// of what they stand with unless the calculator takes them up; as words, those that say nothing.
  static let common = parsed(shared)[0]

  /// Words that say nothing.
  static let fillers = Set(common.words.compactMap(\.joined))

  /// The calculators whose names are in a name, and the one that its notation alone leads to.
  static func candidates(_ tokens: [NameToken], _ queue: QueueNotation?) -> [SolveModel] {
    let named = SolveModel.all.filter { model in
      of(model.name).names.contains { $0.match(tokens) != nil }
    }
    guard let queue else { return named }
    func fitting(_ model: SolveModel) -> [(queue: QueueNotation, isAlone: Bool)] {
      of(model.name).shapes.filter { $0.queue.admits(queue) }
    }
    func precision(_ model: SolveModel) -> Int {
      fitting(model).filter(\.isAlone).map(\.queue.precision).max() ?? -1
    }
    let alone = SolveModel.all.filter { precision($0) >= 0 }.max { precision($0) < precision($1) }
    return named.filter { !fitting($0).isEmpty && $0.name != alone?.name }
      + (alone.map { [$0] } ?? [])
  }

  /// The calculator of which a text as a whole is a name.
  static func model(named text: String) -> String? { whole[NameToken.joined(text)] }

  /// All names that are one run of words.
  static var allNames: [String] { whole.keys.sorted() }

  private static let whole = Dictionary(
    SolveModel.all.flatMap { model in
      ([model.name] + of(model.name).names.compactMap(\.joined)).map {
        (NameToken.joined($0), model.name)
      }
    }, uniquingKeysWith: { first, _ in first })

  // MARK: Tables

  private static func parsed(_ table: String) -> [SolveVocabulary] {
    var blocks: [SolveVocabulary] = []
    for line in table.split(separator: "\n") {
      for (place, clause) in line.split(separator: ";").enumerated() {
        guard let colon = clause.firstIndex(of: ":") else {
          preconditionFailure("a clause of the vocabulary has a colon: \(clause)")
        }
        let (head, rest) = (clause[..<colon], clause[clause.index(after: colon)...])
        if place == 0, head.first != " " {
          blocks.append(SolveVocabulary(model: String(head)))
          blocks[blocks.count - 1].names = phrases(rest)
        } else {
          blocks[blocks.count - 1].read(String(head.drop { $0 == " " }), rest)
        }
      }
    }
    return blocks
  }

  private static func phrases(_ text: Substring) -> [NamePhrase] {
    text.split(separator: ",").map { NamePhrase($0) }
  }

  private mutating func read(_ head: String, _ rest: Substring) {
    switch head {
    case "queue", "beside":
      shapes += rest.split(separator: " ").map { text in
        guard let found = QueueNotation.find(in: String(text)) else {
          preconditionFailure("\(text) of the vocabulary is a queue")
        }
        return (found.queue, head == "queue")
      }
    case "names": names += Self.phrases(rest)
    case "words": words += Self.phrases(rest)
    case "unused": unused += Self.phrases(rest)
    case "not": excluded += Self.phrases(rest)
    case "either": alternatives.append(Set(rest.split(separator: " ").map(String.init)))
    case "keys":
      for pair in rest.split(separator: " ") {
        let halves = pair.split(separator: "=")
        keys[String(halves[0])] = String(halves[1])
      }
    case _ where head.hasPrefix("needs "):
      needs.append((String(head.dropFirst(6)), Self.phrases(rest)))
    default:
      let arguments = head.split(separator: " ").map { part in
        let halves = part.split(separator: "=")
        let key = halves[0].filter { $0 != "?" }
        return (key, halves.count > 1 ? String(halves[1]) : nil, halves[0].hasSuffix("?"))
      }
      gifts.append(Gift(arguments: arguments, phrases: Self.phrases(rest)))
    }
  }
}
