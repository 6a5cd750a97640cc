import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// The user's own chains.
  static let chains: [Calculator] = [markovChain, birthDeath]

  // MARK: Any chain

  private static let markovChain = Calculator(
    "ctmc", "连续时间马尔可夫链", "continuous-time Markov chain",
    "rates=both:one:2/1000h;one:both:1/10h;one:none:1/1000h;none:one:1/10h up=both,one "
      + "from=both to=none",
    formula: "πQ = 0, Σπ = 1; passage times −Q_u·m = 1; π(t) by uniformisation",
    source: "Grassmann, Taksar and Heyman 1985; Jensen 1953",
    [
      Parameter(
        "rates", "转移，状态:状态:速率，以分号分隔；或速率矩阵",
        "transitions, state:state:rate, by semicolons; or a matrix of rates", nil, aka: "q"),
      .optional("up", "可用状态，以逗号分隔", "states that are up, by commas", nil),
      .optional(
        "from", "起始状态（缺省为第一个）", "state to start in, by default the first", nil, aka: "initial start"
      ),
      .optional("to", "到达的状态，以逗号分隔", "states to reach, by commas", nil, aka: "absorbing target"),
      .optional("time", "时刻 t", "time t", .time),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let named = try NamedChain(arguments)
      var stream = replication.stream("chain")
      var seen: [String: Double] = [:]
      let leaves = (0..<named.chain.states).allSatisfy { state in
        (0..<named.chain.states).contains { named.chain.rate(from: state, to: $0) > 0 }
      }
      if leaves, named.chain.stationary() != nil {
        let shares = named.chain.walk(from: named.start, jumps: 20_000, &stream)
        for (name, share) in zip(named.names, shares) { seen["in-" + name] = share }
        if let up = named.up {
          let availability = up.sorted().reduce(0) { $0 + shares[$1] }
          seen["availability"] = availability
          seen["unavailability"] = 1 - availability
        }
      }
      if let targets = named.targets {
        var total = 0.0
        for _ in 0..<100 {
          guard
            let time = named.chain.passage(from: named.start, to: targets, within: 20_000, &stream)
          else { return seen }
          total += time
        }
        seen["passage"] = total / 100
      }
      return seen
    }
  ) { arguments throws(SolveError) in
    let named = try NamedChain(arguments)
    var lines: [Figure] = []
    if let shares = named.chain.stationary() {
      lines = zip(named.names, shares).map { name, share in
        Figure("in-" + name, "处于 \(name) 的时间份额", "share of time in \(name)", share, .ratio)
      }
      if let up = named.up { lines += availability(of: named.chain, shares, up) }
    } else if named.targets == nil, !arguments.has("time") {
      throw SolveError("the long run depends on where this chain starts; give `to` or `time`")
    }
    if let targets = named.targets {
      let mean = named.chain.meanPassageTimes(to: targets)[named.start]
      lines.append(
        "passage", "从 \(named.names[named.start]) 起的平均到达时间",
        "mean time from \(named.names[named.start])", mean, .time)
      for target in targets.sorted() where targets.count > 1 {
        let share = named.chain.hittingProbabilities(of: target, among: targets)[named.start]
        let name = named.names[target]
        lines.append("first-" + name, "先到 \(name) 的概率", "\(name) comes first", share, .ratio)
      }
    }
    if arguments.has("time") {
      var initial = [Double](repeating: 0, count: named.names.count)
      initial[named.start] = 1
      let then = named.chain.distribution(after: arguments.number("time"), from: initial)
      lines += zip(named.names, then).map { name, share in
        Figure("at-" + name, "该时刻处于 \(name) 的概率", "in \(name) then", share, .ratio)
      }
    }
    return lines
  }

  private static func availability(
    of chain: MarkovChain, _ shares: [Double], _ up: Set<Int>
  ) -> [Figure] {
    let down = Set(0..<chain.states).subtracting(up)
    let unavailability = down.sorted().map { shares[$0] }.sorted().reduce(0, +)
    let failures = up.sorted().reduce(0) { sum, state in
      sum + shares[state] * down.sorted().reduce(0) { $0 + chain.rate(from: state, to: $1) }
    }
    let availability = up.sorted().map { shares[$0] }.sorted().reduce(0, +)
    return availabilityLines(PartShares(up: availability, down: unavailability)) + [
      Figure("failures", "失效频率", "failures", failures, .frequency),
      Figure("outage", "平均每次停机", "mean outage", unavailability / failures, .time),
      Figure(
        "up-time", "每次连续可用的平均时间", "mean time up between outages", availability / failures,
        .time),
      Figure("between", "相邻两次停机开始的平均间隔", "mean time from outage to outage", 1 / failures, .time),
    ]
  }

  // MARK: Chains that move by one

  private static let birthDeath = Calculator(
    "birth-death", "生灭过程", "birth–death chain",
    "up=3/1000h,2/1000h,1/1000h down=1/10h,2/10h,3/10h needed=1",
    formula: "p(i + 1) = p(i)·up(i)/down(i); h(i) = (1 + down(i)·h(i − 1))/up(i)",
    source: "Karlin and McGregor 1957",
    [
      Parameter(
        "up", "i → i + 1 的速率", "rates from i to i + 1", .frequency, isList: true,
        aka: "lambda birth births birthrates"),
      Parameter(
        "down", "i + 1 → i 的速率", "rates from i + 1 to i", .frequency, isList: true,
        aka: "mu death deaths deathrates"),
      .optional("needed", "可用的最高状态", "highest state that is up", .number),
      Parameter("from", "起始状态", "state to start in", .number, default: "0"),
      .optional("to", "到达的状态（缺省为最高）", "state to reach, by default the last", .number),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let chain = try readBirthDeath(arguments)
      guard chain.down.allSatisfy({ $0 > 0 }) else {
        throw .noRun("a chain without a way back has no long run")
      }
      var stream = replication.stream("chain")
      var stays = [Double](repeating: 0, count: chain.up.count + 1)
      ChainRun.birthDeath(
        from: stream.state(of: chain.stationary), jumps: 50_000, &stream,
        up: { $0 < chain.up.count ? chain.up[$0] : 0 }, down: { chain.down[$0 - 1] },
        observe: { state, stay, _ in stays[state] += stay })
      let total = stays.reduce(0, +)
      var seen = [
        "mean": stays.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / total
      ]
      for (state, stay) in stays.enumerated().prefix(100) { seen["in-\(state)"] = stay / total }
      if arguments.has("needed") {
        let needed = try arguments.count("needed", in: 0...chain.up.count)
        seen["unavailability"] = stays.dropFirst(needed + 1).reduce(0, +) / total
        seen["availability"] = stays.prefix(needed + 1).reduce(0, +) / total
      }
      let start = try arguments.count("from", in: 0...chain.up.count)
      let end = try arguments.optionalCount("to", in: 0...chain.up.count) ?? chain.up.count
      seen["passage"] = chain.walkedPassage(from: start, to: end, &stream)
      return seen
    }
  ) { arguments throws(SolveError) in
    let chain = try readBirthDeath(arguments)
    let last = chain.up.count
    var lines: [Figure] = []
    if chain.down.allSatisfy({ $0 > 0 }) {
      let shares = chain.stationary
      lines = shares.enumerated().prefix(100).map { state, share in
        Figure("in-\(state)", "处于 \(state) 的时间份额", "share of time in \(state)", share, .ratio)
      }
      lines.append("mean", "平均状态", "mean state", chain.mean, .number)
      if arguments.has("needed") {
        let needed = try arguments.count("needed", in: 0...last)
        lines += availabilityLines(
          PartShares(
            up: shares.prefix(needed + 1).sorted().reduce(0, +),
            down: shares.dropFirst(needed + 1).sorted().reduce(0, +)))
      }
    }
    let start = try arguments.count("from", in: 0...last)
    let end = try arguments.optionalCount("to", in: 0...last) ?? last
    if end != start {
      lines.append(
        "passage", "从 \(start) 首次到 \(end) 的平均时间", "mean time from \(start) to \(end)",
        chain.meanPassage(from: start, to: end), .time)
    }
    return lines
  }

  private static func readBirthDeath(_ arguments: Arguments) throws(SolveError) -> BirthDeath {
    let (up, down) = (arguments.list("up"), arguments.list("down"))
    guard up.count == down.count, up.count <= 100_000, up.allSatisfy({ $0 > 0 }) else {
      throw SolveError("`up` and `down` have as many rates, those of `up` above zero")
    }
    return BirthDeath(up: up, down: down)
  }
}

/// A chain as typed: states in the order in which they are first named.
private struct NamedChain {
  let names: [String]
  let chain: MarkovChain
  let start: Int
  let up: Set<Int>?
  let targets: Set<Int>?

  init(_ arguments: Arguments) throws(SolveError) {
    var names: [String] = []
    var moves: [(from: Int, to: Int, rate: Double)] = []
    func index(_ name: Substring) -> Int {
      if let known = names.firstIndex(of: String(name)) { return known }
      names.append(String(name))
      return names.count - 1
    }
    let rows = arguments.text("rates").split(separator: ";")
    let isMatrix = rows.allSatisfy { !$0.contains(":") }
    if isMatrix {
      names = rows.indices.map(String.init)
      moves = try Self.moves(ofMatrix: rows)
    }
    for move in isMatrix ? [] : rows {
      let parts = move.split(separator: ":")
      guard parts.count == 3, let rate = Arguments.rate(String(parts[2])) else {
        throw SolveError("`rates` is like `up:down:1/1000h;down:up:1/10h`, which `\(move)` is not")
      }
      moves.append((index(parts[0]), index(parts[1]), rate))
    }
    guard names.count >= 2, names.count <= 500 else {
      throw SolveError("`rates` names between 2 and 500 states")
    }
    var chain = MarkovChain(states: names.count)
    for move in moves { chain.add(from: move.from, to: move.to, rate: move.rate) }
    self.names = names
    self.chain = chain
    let known = names
    func states(_ key: String) throws(SolveError) -> Set<Int>? {
      guard arguments.has(key) else { return nil }
      var found: Set<Int> = []
      for name in arguments.text(key).split(separator: ",") {
        guard let state = known.firstIndex(of: String(name)) else {
          let all = known.map { "`\($0)`" }.joined(separator: ", ")
          throw SolveError("`\(key)` names `\(name)`, which is none of the states \(all)")
        }
        found.insert(state)
      }
      return found
    }
    start = try states("from")?.min() ?? 0
    up = try states("up")
    targets = try states("to")
  }

  /// The moves of a matrix of rates, between the states 0, 1, …; on its diagonal stand zeros, or what
  /// makes each row add up to zero.
  private static func moves(
    ofMatrix rows: [Substring]
  ) throws(SolveError) -> [(from: Int, to: Int, rate: Double)] {
    var moves: [(from: Int, to: Int, rate: Double)] = []
    for (from, row) in rows.enumerated() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == rows.count else {
        throw SolveError(
          "`rates` is a matrix of \(rows.count) rows, and row \(from + 1) has \(cells.count) values"
        )
      }
      var total = 0.0
      for (to, cell) in cells.enumerated() where to != from && cell != "-" {
        guard let rate = Arguments.rate(String(cell)) else {
          throw SolveError("`\(cell)` in row \(from + 1) of `rates` is no rate")
        }
        total += rate
        if rate > 0 { moves.append((from, to, rate)) }
      }
      let own = cells[from]
      let isNegative = own.first == "-" && own.count > 1
      guard let loss = own == "-" ? 0 : Arguments.rate(String(own.drop { $0 == "-" })),
        loss == 0 || isNegative && abs(loss - total) <= 1e-6 * total
      else {
        throw SolveError("row \(from + 1) of `rates` adds up to zero, or has 0 on the diagonal")
      }
    }
    return moves
  }
}
