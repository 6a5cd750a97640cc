/// What a question's name may say of one calculator: its names, the queues that it answers for, the figures and
/// qualifiers that it takes up, and other names of its arguments.
///
/// Written as a block of the tables in `Vocabulary+…`, in lines or parted by `;`:
///
///     lcfs: lcfs, last-come, lifo               the calculator, and names for it
///       queue: M/G/1                            what notation alone leads here; `beside` with a name only
///       notated: transient                      names for it beside notation only
///       discipline=preemptive scv?=1: pr        words that give arguments, `?` where none is typed
///       crews: #-crew                           a figure that is an argument; `+1` one more than it
///       period sync=#: sync-=-period-=-#t       the same figure as two arguments
///       ask within: in-#t                       the same in what is asked for only
///       needs dormancy: warm                    words that leave an argument open
///       suggests n=2 k=1: standby               arguments where no other words and nothing typed gives any of them
///       words: resume                           understood, and nothing changes
///       unused: #-metric                        told, for nothing is made of it
///       not: batch                              changes the question into one that has no answer here
///       describes: format                       keys of arguments that describe the question only
///       either: availability downtime           of these one is given; what is typed counts
struct Vocabulary: Sendable {
  let calculator: String
  private(set) var names: [NamePhrase] = []

  /// Names that count beside notation only.
  private(set) var besides: [NamePhrase] = []
  private(set) var shapes: [(queue: QueueNotation, isAlone: Bool)] = []

  /// Keys of arguments that only describe the question.
  private(set) var describing: Set<String> = []

  /// The clauses that count once a name leads to the calculator, and are parsed no sooner.
  private var clauses: [(head: Substring, rest: Substring)] = []

  /// Arguments that words give: by value, or by the figures among the words.
  struct Gift: Sendable {
    /// A key with its value, or with nil for a figure; weak where a typed argument counts.
    let arguments: [(key: String, value: String?, isWeak: Bool)]
    let phrases: [NamePhrase]
  }

  var gifts: [Gift] {
    clauses.filter { clause in
      !Self.kinds.contains(clause.head) && !Self.named.contains { clause.head.hasPrefix($0) }
    }.map { Self.gift($0.head, $0.rest) }
  }

  /// The same of what is asked for.
  var asked: [Gift] { headed("ask ").map { Self.gift($0.head, $0.rest) } }
  var needs: [(key: String, phrases: [NamePhrase])] {
    headed("needs ").map { (String($0.head), Self.phrases($0.rest)) }
  }
  var suggestions: [Gift] { headed("suggests ").map { Self.gift($0.head, $0.rest) } }
  var words: [NamePhrase] { phrases("words") }
  var unused: [NamePhrase] { phrases("unused") }
  var excluded: [NamePhrase] { phrases("not") }
  var alternatives: [Set<String>] {
    clauses.filter { $0.head == "either" }.map {
      Set($0.rest.split(separator: " ").map(String.init))
    }
  }

  /// The value that words give an argument in a question's name: `preemptive` of `preemptive-resume`.
  func value(of argument: String, said words: String) -> String? {
    let spelt = NameToken.joined(words)
    let gift = gifts.first { gift in
      gift.arguments.contains { $0.key == argument && $0.value != nil }
        && gift.phrases.contains { $0.joined == spelt }
    }
    return gift?.arguments.first { $0.key == argument }?.value
  }

  /// Heads that are no arguments, alone or before one.
  private static let kinds: Set<Substring> = ["words", "unused", "not", "either"]
  private static let named = ["ask ", "needs ", "suggests "]

  private func phrases(_ kind: String) -> [NamePhrase] {
    clauses.filter { $0.head == kind }.flatMap { Self.phrases($0.rest) }
  }

  /// The clauses whose head begins so, without it.
  private func headed(_ kind: String) -> [(head: Substring, rest: Substring)] {
    clauses.filter { $0.head.hasPrefix(kind) }.map { ($0.head.dropFirst(kind.count), $0.rest) }
  }

  /// The block of a calculator; an empty one where the tables have none.
  static func of(_ calculator: String) -> Vocabulary {
    all[calculator] ?? Vocabulary(calculator: calculator)
  }

  private init(calculator: String) { self.calculator = calculator }

  private static let all: [String: Vocabulary] = {
    let blocks = [queues, reliability, platform].flatMap(parsed)
    let calculators = Set(Calculator.all.map(\.name))
    for block in blocks where !calculators.contains(block.calculator) {
      preconditionFailure("\(block.calculator) of the vocabulary is a calculator")
    }
    return Dictionary(uniqueKeysWithValues: blocks.map { ($0.calculator, $0) })
  }()

  // MARK: What all calculators share

  private static let common = parsed(shared)[0]

  /// What every calculator takes up that has such arguments.
  static let commonGifts = common.gifts

  /// Words that make another question of what they stand with, unless the calculator takes them up.
  static let qualifiers = common.excluded

  /// Words that say nothing, and those of them that are several words.
  static let fillers = Set(common.words.compactMap(\.joined))
  static let longFillers = common.words.filter { $0.text.contains("-") }

  /// The calculators whose names are in a name, and the one that its notation alone leads to.
  static func candidates(_ tokens: [NameToken], _ queue: QueueNotation?) -> [Calculator] {
    let named = Calculator.all.filter { calculator in
      let own = of(calculator.name)
      return (own.names + (queue == nil ? [] : own.besides)).contains { $0.match(tokens) != nil }
    }
    guard let queue else { return named }
    func fitting(_ calculator: Calculator) -> [(queue: QueueNotation, isAlone: Bool)] {
      of(calculator.name).shapes.filter { $0.queue.admits(queue) }
    }
    func precision(_ calculator: Calculator) -> Int {
      fitting(calculator).filter(\.isAlone).map(\.queue.precision).max() ?? -1
    }
    let alone = Calculator.all.filter { precision($0) >= 0 }.max { precision($0) < precision($1) }
    return named.filter { !fitting($0).isEmpty && $0.name != alone?.name }
      + (alone.map { [$0] } ?? [])
  }

  /// The calculator of which a text as a whole is a name.
  static func calculator(named text: String) -> String? { whole[NameToken.joined(text)] }

  /// All names that are one run of words.
  static var allNames: [String] { whole.keys.sorted() }

  private static let whole = Dictionary(
    Calculator.all.flatMap { calculator in
      ([calculator.name] + of(calculator.name).names.compactMap(\.joined)).map {
        (NameToken.joined($0), calculator.name)
      }
    }, uniquingKeysWith: { first, _ in first })

  // MARK: Tables

  private static func parsed(_ table: String) -> [Vocabulary] {
    var blocks: [Vocabulary] = []
    for line in table.split(separator: "\n") {
      for (place, clause) in line.split(separator: ";").enumerated() {
        guard let colon = clause.firstIndex(of: ":") else {
          preconditionFailure("a clause of the vocabulary has a colon: \(clause)")
        }
        let (head, rest) = (clause[..<colon], clause[clause.index(after: colon)...])
        if place == 0, head.first != " " {
          blocks.append(Vocabulary(calculator: String(head)))
          blocks[blocks.count - 1].names = phrases(rest)
        } else {
          blocks[blocks.count - 1].read(head.drop { $0 == " " }, rest)
        }
      }
    }
    return blocks
  }

  private static func phrases(_ text: Substring) -> [NamePhrase] {
    text.split(separator: ",").map { NamePhrase($0) }
  }

  private mutating func read(_ head: Substring, _ rest: Substring) {
    switch head {
    case "queue", "beside":
      shapes += rest.split(separator: " ").map { text in
        guard let queue = QueueNotation(text) else {
          preconditionFailure("\(text) of the vocabulary is a queue")
        }
        return (queue, head == "queue")
      }
    case "names": names += Self.phrases(rest)
    case "notated": besides += Self.phrases(rest)
    case "describes":
      describing.formUnion(rest.split(separator: ",").map { $0.filter { $0 != " " } })
    default: clauses.append((head, rest))
    }
  }

  private static func gift(_ head: Substring, _ rest: Substring) -> Gift {
    let arguments = head.split(separator: " ").map { part in
      let halves = part.split(separator: "=")
      let key = halves[0].filter { $0 != "?" }
      return (key, halves.count > 1 ? String(halves[1]) : nil, halves[0].hasSuffix("?"))
    }
    return Gift(arguments: arguments, phrases: phrases(rest))
  }
}
