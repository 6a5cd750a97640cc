import Model
import Quantities
import Simulate
import Systems

/// What may be asked of any queue beside its means: quantiles, a time, a number present.
struct QueueQuestion: Sendable {
  /// The quantiles to give, between 0 and 1.
  private(set) var shares = Self.usual

  static let usual = [0.5, 0.95, 0.99, 0.999]

  /// Those of them that were asked for by name.
  private var named: Set<Double> = []

  /// A time that sojourns and waits are held against.
  var within: Double?

  /// Numbers of customers: for P(N ≥ n) and for P(N = n).
  var atLeast: [Int] = []
  var exactly: [Int] = []

  static let parameters = [furtherPercentiles, within] + numbers()

  static let furtherPercentiles = Calculator.Parameter.optional(
    "percentile", "另加的分位数", "further percentiles", .ratio, in: .share, isList: true,
    aka: "p percentiles quantiles")

  /// Of a queue that gives none unless they are asked for.
  static let percentiles = Calculator.Parameter.optional(
    "percentile", "分位数", "percentiles", .ratio, in: .share, isList: true,
    aka: "p percentiles quantiles")

  /// The parameters for numbers present, of customers unless others are counted.
  static func numbers(_ zh: String = "顾客数", _ en: String = "numbers") -> [Calculator.Parameter] {
    [
      .optional(
        "at-least", zh + "下限 n", en + " n, for P(N ≥ n)", .number, in: .whole(0...1_000_000),
        isList: true),
      .optional(
        "exactly", zh + " n", en + " n, for P(N = n)", .number, in: .whole(0...1_000_000),
        isList: true),
    ]
  }

  static let within = Calculator.Parameter.optional("within", "时限 t", "a time, for P(T > t)", .time)

  /// No quantiles at all: a run is as long as its means need.
  static let means = QueueQuestion(shares: [])

  /// These quantiles alone, as if asked for by name.
  init(shares: [Double]) {
    self.shares = shares
    named = Set(shares)
  }

  /// - Throws: a percentile that is none, a number that is not whole.
  init(_ arguments: Arguments) throws(SolveError) {
    if arguments.has("percentile") {
      let further = arguments.list("percentile")
      guard further.allSatisfy({ $0 > 0 && $0 < 1 - 1e-14 }) else {
        throw SolveError("`percentile` lies between 0% and 100%, with at most 12 decimals")
      }
      shares = Set(shares + further).sorted()
      named = Set(further)
    }
    within = arguments.optional("within")
    atLeast = arguments.counts("at-least")
    exactly = arguments.counts("exactly")
  }

  /// The customers that a run may have for a quantile: ten times as many for one that was asked for.
  func longestRun(for share: Double) -> Double { named.contains(share) ? 3_000_000 : 300_000 }

  /// `p99.9` for 0.999, with all decimals that a percentile has: there is no P100.
  static func name(_ share: Double) -> String {
    let percent = (share * 1e14).rounded() / 1e12
    return percent.rounded() == percent ? "p\(Int(percent))" : "p\(percent)"
  }

  /// The lines of quantiles; a queue that has none of the wait gives nil.
  func quantileLines(
    _ sojourn: (Double) -> Double, _ wait: ((Double) -> Double)? = nil
  ) -> [Calculator.Figure] {
    shares.map { share in
      let name = Self.name(share)
      return Calculator.Figure(
        name, "逗留时间 \(name.uppercased())", "sojourn \(name.uppercased())", sojourn(share), .time)
    } + (wait.map(waitLines) ?? [])
  }

  /// The quantiles that are asked for by name, of a queue that has none in closed form: a run alone shows them.
  static func ofRuns(_ arguments: Arguments) throws(SolveError) -> QueueQuestion {
    let all = try QueueQuestion(arguments)
    var asked = QueueQuestion(shares: all.named.sorted())
    asked.within = all.within
    return asked
  }

  static let quantilesOfRuns = Calculator.Parameter.optional(
    "percentile", "分位数（仅由模拟得出）", "percentiles, which only a run shows", .ratio, in: .share,
    isList: true, aka: "p percentiles quantiles")

  /// The lines of such quantiles.
  var linesOfRuns: [Calculator.Figure] {
    quantileLines({ _ in .nan }, { _ in .nan })
  }

  /// Why such a line has no figure.
  static let onlyRuns = "no closed form here, and a run shows it: `--simulate`"

  func waitLines(_ wait: (Double) -> Double) -> [Calculator.Figure] {
    shares.map { share in
      let name = Self.name(share)
      return Calculator.Figure(
        "wait-" + name, "等待时间 \(name.uppercased())", "wait \(name.uppercased())", wait(share), .time
      )
    }
  }

  /// The spread of the times of a queue whose wait is exponential where there is one: with probability
  /// `waiting`, at the rate `spare` at which all servers together gain on what comes.
  ///
  /// Var Wq = C(2 − C)/r²; a sojourn adds an exponential service, which does not hang on its wait.
  static func momentLines(
    waiting: Double, spare: Double, meanService: Double
  ) -> [Calculator.Figure] {
    let mean = spare > 0 ? 1 / spare : .infinity
    let variance = waiting * (2 - waiting) * mean * mean
    return [
      Calculator.Figure("wait-if-waiting", "须等待者的平均等待", "mean wait of those who wait", mean, .time),
      Calculator.Figure(
        "wait-variance", "等待时间的方差（s²）", "variance of the wait, in s²",
        spare > 0 ? variance : .infinity, .number),
      Calculator.Figure(
        "sojourn-variance", "逗留时间的方差（s²）", "variance of the sojourn, in s²",
        spare > 0 ? variance + meanService * meanService : .infinity, .number),
    ]
  }

  func timeLines(
    _ sojourn: (Double) -> Double, _ wait: (Double) -> Double
  ) -> [Calculator.Figure] {
    guard let within else { return [] }
    return [
      Calculator.Figure(
        "exceeds", "逗留超过时限的概率", "probability of a longer sojourn", sojourn(within), .ratio),
      Calculator.Figure(
        "wait-exceeds", "等待超过时限的概率", "probability of a longer wait", wait(within), .ratio),
    ]
  }

  /// The lines of numbers present, from P(N = n), of which `tail` is the sum from a number on.
  func numberLines(
    _ probability: (Int) -> Double, tail: (Int) -> Double
  ) -> [Calculator.Figure] {
    func name(_ kind: String, _ number: Int, of all: [Int]) -> String {
      all.count > 1 ? "\(kind)-\(number)" : kind
    }
    return atLeast.flatMap { number in
      [
        Calculator.Figure(
          name("at-least", number, of: atLeast), "至少 \(number) 个的概率",
          "probability of \(number) or more", tail(number), .ratio),
        Calculator.Figure(
          name("fewer", number, of: atLeast), "少于 \(number) 个的概率",
          "probability of fewer than \(number)", 1 - tail(number), .ratio),
      ]
    }
      + exactly.map { number in
        Calculator.Figure(
          name("exactly", number, of: exactly), "恰有 \(number) 个的概率",
          "probability of exactly \(number)", probability(number), .ratio)
      }
  }

  /// The lines of numbers present, from the shares of all numbers that there are.
  func numberLines(among shares: [Double]) -> [Calculator.Figure] {
    numberLines(
      { shares.indices.contains($0) ? shares[$0] : 0 },
      tail: { shares.dropFirst($0).reversed().reduce(0, +) })
  }

  /// What a replication of a station with Poisson arrivals and exponential services sees: customers in
  /// one run, the number present in another.
  static func markovian(
    _ arguments: Arguments, servers: Int?, capacity: Int? = nil, _ replication: Replication
  ) throws(SolveError) -> [String: Double] {
    let (rate, service) = (arguments.number("arrival"), arguments.number("service"))
    let question = try QueueQuestion(arguments)
    let numbers = try? question.numbersSeen(
      load: rate * service, servers: servers, capacity: capacity, replication)
    do {
      return try replication.queue(
        servers: servers, arrivalRate: rate, meanService: service, service: .exponential(mean: 1),
        capacity: capacity, asked: servers != nil ? question : .means
      ).merging(numbers ?? [:]) { first, _ in first }
    } catch {
      guard let numbers else { throw error }
      return numbers
    }
  }

  /// The shares of time with such numbers present, and none: a walk over the number alone, whose rates
  /// are in units of one server's. Nothing is asked of a walk that would not settle.
  private func numbersSeen(
    load: Double, servers: Int?, capacity: Int?, _ replication: Replication
  ) throws(SolveError) -> [String: Double] {
    var utilisation = servers.map { load / Double($0) } ?? 0
    if let capacity {
      utilisation = settling(utilisation, places: max(2, capacity - (servers ?? 0)))
    }
    let capacity = capacity ?? .max
    try Replication.requireSettling(utilisation, load: load)
    let relaxation = 1 / ((1 - utilisation) * (1 - utilisation))
    // As many customers come and go in one relaxation time as are served at once.
    guard load <= 4_000 else { throw .tooLong("more than 4,000 are served at once") }
    let jumps = Int(max(min(max(100_000, 400 * relaxation), 2_000_000), 1_000 * load))
    var stream = replication.stream("number")
    var (total, empty, first, second) = (0.0, 0.0, 0.0, 0.0)
    var least = atLeast.map { _ in 0.0 }
    var exact = exactly.map { _ in 0.0 }
    var step = 0
    ChainRun.birthDeath(
      from: min(Int(load), capacity), jumps: jumps, &stream,
      up: { $0 < capacity ? load : 0 }, down: { Double(min($0, servers ?? $0)) },
      observe: { state, stay, _ in
        step += 1
        guard step > jumps / 10 else { return }
        total += stay
        first += stay * Double(state)
        second += stay * Double(state) * Double(state)
        if state == 0 { empty += stay }
        for (index, number) in atLeast.enumerated() where state >= number { least[index] += stay }
        for (index, number) in exactly.enumerated() where state == number { exact[index] += stay }
      })
    guard total > 0 else { return [:] }
    let mean = first / total
    var seen = ["empty": empty / total, "variance": second / total - mean * mean]
    if servers == nil { seen["number"] = mean }
    for line in numberLines(
      { number in exactly.firstIndex(of: number).map { exact[$0] / total } ?? 0 },
      tail: { number in atLeast.firstIndex(of: number).map { least[$0] / total } ?? 0 })
    {
      seen[line.name] = line.value
    }
    return seen
  }
}
