import Model

/// What of a name its meaning does not use: figures and modifiers, which refuse the question, and words, which are told.
struct SolveReading {
  /// Words that nothing was made of, as they stand.
  private(set) var ignored: [String] = []

  /// Figures and modifiers that change the question in a way no calculator took up.
  private(set) var misunderstood: [String] = []

  /// Arguments for the figures that are asked for: the quantile of `M/M/1 P90`.
  private(set) var asked: [(String, String)] = []

  /// The availability that is aimed at.
  private var objective: String?

  /// Reads a name beside the arguments that it gives and those that are typed.
  init(
    _ name: String, _ meaning: SolveMeaning, _ model: SolveModel,
    typed: [(key: String, value: String)]
  ) {
    let given = meaning.implied + typed.map { ($0.key, $0.value) }
    let queue = KendallNotation(name)
    let own = Self.own + (queue == nil ? [] : Self.lawful)
    var rest = own.reduce(queue?.beside ?? name) { $0.replacing($1, with: " ") }
    for found in rest.matches(of: Self.told) { ignored.append(String(found.output)) }
    rest = rest.replacing(Self.told, with: " ")
    readFigures(
      rest, queue?.figures ?? [], Self.figures(of: given).union(model.name == "jackson" ? [1] : []),
      model)
    readQuantiles(rest, model, typed)
    let keys = Set(given.map { SolveAlias.meant(by: $0.0, value: $0.1, in: model)?.name ?? $0.0 })
    // A budget of downtime that is typed says the same in other words.
    let budgeted = typed.map { $0.key.lowercased() }.contains { key in
      ["budget", "downtime", "a", "availability"].contains(key.prefix { $0 != "_" })
    }
    if let objective, !budgeted {
      asked.append(("availability", objective))
    }
    let known = Self.words(of: model)
    for word in rest.split(whereSeparator: { !$0.isLetter && $0 != "-" && $0 != "'" }) {
      let plain = SolveNames.plain(String(word))
      let parts = word.lowercased().split(separator: "-").map(String.init)
      if let modifier = (parts + [plain]).first(where: { Self.changes($0, model.name, keys, queue) }
      ) {
        misunderstood.append(modifier)
      } else if plain.count > 2,
        !(parts + [plain]).allSatisfy({ $0.count < 3 || known.contains($0) }),
        !known.contains(plain),
        !SolveNames.phrases(of: model.name).contains(where: { $0.contains(plain) })
      {
        ignored.append(String(word.drop { $0 == "-" }))
      }
    }
  }

  /// Every figure must be one of those that the meaning or an argument has.
  private mutating func readFigures(
    _ rest: String, _ places: [String], _ known: Set<Double>, _ model: SolveModel
  ) {
    // `20 nodes x 12`: the product is what counts.
    let rest = rest.replacing(/(\d+) \w+ x (\d+)/) { found in
      let factors = [found.output.1, found.output.2].compactMap { Double($0) }
      return known.contains(factors.reduce(1, *)) ? "" : String(found.output.0)
    }
    let standards = Set(
      model.parameters.compactMap { parameter in
        parameter.standard.flatMap { Double($0.prefix { $0.isNumber || $0 == "." }) }
      })
    misunderstood += places.filter { text in Double(text).map { !known.contains($0) } ?? false }
    for found in rest.matches(of: /(^|[^A-Za-z0-9.])(\d+(?:\.\d+)?)( ?%| ?\w+)?/) {
      let unit = found.output.3 ?? ""
      guard let figure = Double(found.output.2), !known.contains(figure),
        !known.contains(figure / 100), !standards.contains(figure)
      else { continue }
      if model.name == "availability", unit == "%" {
        objective = "\(found.output.2)%"
      } else {
        misunderstood.append("\(found.output.2)\(unit)")
      }
    }
  }

  /// `P90`: a quantile that is computed anyway, or one to ask for.
  private mutating func readQuantiles(
    _ rest: String, _ model: SolveModel, _ typed: [(key: String, value: String)]
  ) {
    for found in rest.matches(of: /(?:^|[^A-Za-z0-9])[Pp](\d+(?:\.\d+)?)/) {
      guard let percent = Double(found.output.1), model.name != "mm1-max-load" else { continue }
      guard model.parameters.contains(where: { $0.name == "percentile" }) else {
        misunderstood.append("P\(found.output.1)")
        continue
      }
      if ![50, 95, 99, 99.9].contains(percent), !typed.contains(where: { $0.key == "percentile" }) {
        asked.append(("percentile", "\(found.output.1)%"))
      }
    }
  }

  /// The figures that arguments have: their values, how many of a list, how many numbered keys.
  private static func figures(of given: [(String, String)]) -> Set<Double> {
    var figures: Set<Double> = []
    var named: [String: Double] = [:]
    for (key, value) in given {
      for found in value.matches(of: /\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/) {
        Double(found.output).map { _ = figures.insert($0) }
      }
      let members = value.split { ",;".contains($0) }.count
      if members > 1 { figures.insert(Double(members)) }
      if key.last?.isNumber == true { named[String(key.prefix { !$0.isNumber }), default: 0] += 1 }
      // What a name gives of pieces with parity is their sum.
      if key == "needed", let needed = Double(value),
        let copies = given.first(where: { $0.0 == "copies" }).flatMap({ Double($0.1) })
      {
        figures.insert(copies - needed)
        if copies - needed < 3 { figures.insert(copies - needed + 4) }
      }
    }
    return figures.union(named.values)
  }

  /// Whether a word changes the question, and the calculator does not answer the changed one.
  private static func changes(
    _ word: String, _ model: String, _ keys: Set<String>, _ queue: KendallNotation?
  ) -> Bool {
    if word == "crew" || word == "crews" { return !keys.contains("crews") && model != "quorum" }
    if laws.contains(word) { return queue == nil && !answering.contains(model) }
    guard let models = modifiers[word] else { return false }
    return !models.contains(Substring(model))
  }

  private static let laws: Set<String> = [
    "lognormal", "gamma", "weibull", "pareto", "hyperexponential", "deterministic",
  ]

  /// The calculators of which a law is an argument, or whose answer hangs on none.
  private static let answering: Set<String> = [
    "mg1", "md1", "ps", "erlang-b", "gm1", "ggc", "kingman", "priority", "renewal", "mm-inf",
    "weibull", "lcfs", "vacations", "bulk-arrivals",
    "outages-needed", "run-length", "transient-availability", "step-time",
  ]

  /// Words that make another model of what they stand with, and the calculators that take them up.
  private static let modifiers: [String: [Substring]] = Dictionary(
    uniqueKeysWithValues: """
      cold: k-of-n k-of-n-life
      warm: k-of-n k-of-n-life
      standby: k-of-n k-of-n-life
      imperfect: duplex
      preemptive: priority lcfs
      priority: priority
      repeat:
      srpt: srpt
      sjf:
      lcfs: lcfs
      lifo: lcfs
      lfu: zipf-cache
      common: beta-factor
      conservative: batch
      vacations: vacations
      vacation: vacations
      balking:
      retrials:
      breakdowns:
      polling:
      setup:
      busy: mm1
      asymptotic: run-length mm1 closed-network
      jump:
      substream: mrg32k3a
      hedged: fan-out
      rabenseifner: allreduce collective
      binomial: binomial collective k-of-n-independent
      declustered:
      weighted:
      compound: yearly-downtime
      predictive:
      latent:
      lps:
      vector:
      then:
      feedback: jackson
      """.split(separator: "\n").map { line in
        let halves = line.split(separator: ":", maxSplits: 1)
        return (String(halves[0]), halves.count > 1 ? halves[1].split(separator: " ") : [])
      })

  /// The words that a calculator's card has, its arguments' other names, and words that say nothing.
  private static func words(of model: SolveModel) -> Set<String> {
    let card = [model.name, model.label.en, model.formula, model.source]
    let parameters = model.parameters.flatMap { [$0.name, $0.label.en] }
    return Set(
      (card + parameters).flatMap { text in
        text.lowercased().split { !$0.isLetter }.map(String.init)
      }
    ).union(neutral)
  }

  private static let neutral = Set(
    """
    the and with for from under over through per via its than onto
    system systems model queue queues network station stations node nodes server servers single many
    closed open form formula exact large small general standard default docs text code case style seed
    fcfs fifo fair waiting time times rate rates law mean number level expected max maximum
    active repair repairable independent identical iid exponential exp perfect switch perf hot
    data rack racks size gpu gpus daily pod pods kubernetes timers profile profiles
    two one three four five six nth inf infinity load hour day year rule new old
    """.split { $0.isWhitespace }.map(String.init))

  /// Laws of service beside Kendall's notation, which reads them itself.
  private static var lawful: [Regex<Substring>] {
    [
      /[Ss]?[Cc][Vv]2? ?=? ?\d+(?:\.\d+)?/, /[Cc][Ss]2 ?= ?\d+(?:\.\d+)?/, /[Ee]rlang[- ]?\d+/,
    ]
  }

  /// Figures that tell of the case and change no answer: a claimed change, how many metrics a canary has.
  private static var told: Regex<Substring> {
    /\d+(?:\.\d+)? ?%? ?(?:->|→) ?\d+(?:\.\d+)? ?%?|\d+ metrics/
  }

  /// Names that have figures in them which count nothing.
  private static var own: [Regex<Substring>] {
    [
      /[A-Z]\d?\/[A-Z]\d?\/(?:\d+|c)/, /[AHB]\d{2,3}(?:-\d+ ?GB)?/, /(?:\d+x ?)?\d+g(?:\.\d+gb)?\b/,
      /\d-level/, /case \d+/, /Llama[- ]?\d/, /(?:Kubernetes )?v?1\.\d\d\+?/, /SplitMix64/,
      /1-(?:out-)?of-n/, /reads 100 ?%/, /xoshiro256\+\+/, /MRG32k3a/, /RAID[- ]?\d+/,
    ]
  }
}
