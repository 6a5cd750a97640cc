import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// Counts of events, spares, collisions and order statistics.
  static let counting: [Calculator] = [poisson, binomial, birthday, spares, orderStatistic]

  private static let poisson = Calculator(
    "poisson", "泊松分布的尾", "Poisson tail", "mean=5 k=10", formula: "P(X = k) = e^−m·mᵏ/k!; P(X ≥ k)",
    source: "Poisson 1837",
    [
      .optional("mean", "均值", "mean", .number, aka: "lambda mu"),
      .optional("rate", "发生率，与 time 同给", "rate, with `time`", .frequency),
      .optional("time", "时间", "time", .time),
      Parameter("k", "次数", "count", .number, in: .whole(0...1_000_000_000), aka: "n x"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let mean = try poissonMean(arguments)
      guard mean < 1e5 else { throw .tooLong("there are 100,000 to draw") }
      return replication.counted(arguments.count("k")) { $0.poisson(mean: mean) }
    }
  ) { arguments throws(SolveError) in
    let mean = try poissonMean(arguments)
    let count = arguments.count("k")
    return countLines(
      count, exactly: Tails.poisson(count, mean: mean),
      atMost: Tails.poisson(atMost: count, mean: mean)
    ) { Tails.poisson(atLeast: $0, mean: mean) } + [
      Figure("none", "一次也没有的概率", "probability of none", exp(-mean), .ratio)
    ]
  }

  /// The lines of a count: as many or more, exactly, at most and above, from its tails.
  private static func countLines(
    _ count: Int, exactly: Double, atMost: Double, atLeast: (Int) -> Double
  ) -> [Figure] {
    [
      Figure(
        "at-least", "至少 \(count) 次的概率", "probability of \(count) or more", atLeast(count), .ratio),
      Figure("exactly", "恰 \(count) 次的概率", "probability of exactly \(count)", exactly, .ratio),
      Figure("at-most", "至多 \(count) 次的概率", "probability of \(count) or fewer", atMost, .ratio),
      Figure(
        "more", "多于 \(count) 次的概率", "probability of more than \(count)", atLeast(count + 1),
        .ratio),
    ]
  }

  private static func poissonMean(_ arguments: Arguments) throws(SolveError) -> Double {
    try arguments.one(of: ["mean"], ["rate", "time"]) == 0
      ? arguments.number("mean") : arguments.number("rate") * arguments.number("time")
  }

  private static let binomial = Calculator(
    "binomial", "二项分布的尾", "binomial tail", "n=20 p=10% k=4",
    formula: "P(X = k) = C(n, k)·pᵏ(1 − p)ⁿ⁻ᵏ; P(X ≥ k)", source: "binomial law",
    [
      Parameter("n", "试验数", "trials", .number, in: .whole(0...1_000_000_000)),
      Parameter("p", "每次的概率", "probability of each", .ratio, in: .share),
      Parameter("k", "次数", "count", .number, in: .whole(0...1_000_000_000)),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let trials = arguments.count("n")
      let chance = arguments.number("p")
      guard trials <= 1_000 else { throw .tooLong("there are more than 1,000 trials") }
      return replication.counted(arguments.count("k")) { stream in
        (0..<trials).count { _ in stream.chance(chance) }
      }
    }
  ) { arguments in
    let trials = arguments.count("n")
    let count = arguments.count("k")
    let chance = arguments.number("p")
    return countLines(
      count, exactly: Tails.binomial(count, of: trials, chance: chance),
      atMost: Tails.binomial(atMost: count, of: trials, chance: chance)
    ) { $0 > trials ? 0 : Tails.binomial(atLeast: $0, of: trials, chance: chance) } + [
      Figure("mean", "均值", "mean", Double(trials) * chance, .number)
    ]
  }

  private static let birthday = Calculator(
    "birthday", "生日问题、哈希碰撞", "birthdays, collisions of hashes", "items=23 values=365",
    formula: "P = 1 − Π_{i<n}(1 − i/v); n for P one half ≈ √(2v·ln 2)",
    source: "von Mises 1939; Feller I, ch. II.3",
    [
      Parameter("items", "个数", "items", .number, in: .wholeFrom(1), aka: "k people keys hashes"),
      .optional(
        "values", "取值数", "values, as likely as each other", .number, in: .wholeFrom(1),
        aka: "d m days buckets slots space"),
      .optional(
        "bits", "位数，取值 2 的幂", "bits: two to that power values", .number,
        aka: "b hashbits hashlength"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (items, values) = (arguments.number("items"), try valueCount(arguments))
      guard items <= 1_000 else { throw .tooLong("there are more than 1,000 items") }
      guard values <= 1e9, Tails.collision(items: items, values: values) > 1e-4 else {
        throw .tooRare("collisions are rarer than one in 10,000")
      }
      let collided = replication.share("items", of: 2_000) { stream in
        var seen: Set<Int> = []
        return !(0..<Int(items)).allSatisfy { _ in
          seen.insert(stream.index(below: Int(values))).inserted
        }
      }
      return ["collision": collided]
    }
  ) { arguments throws(SolveError) in
    let items = arguments.number("items")
    let values = try valueCount(arguments)
    return [
      Figure(
        "collision", "有碰撞的概率", "probability of a collision",
        Tails.collision(items: items, values: values), .ratio),
      Figure(
        "pairs", "平均碰撞对数", "mean number of colliding pairs", items * (items - 1) / 2 / values,
        .number),
      Figure(
        "half", "碰撞概率过半约需的个数", "items for one half, about", (2 * values * log(2)).squareRoot(),
        .number),
    ]
  }

  private static func valueCount(_ arguments: Arguments) throws(SolveError) -> Double {
    try arguments.one(of: ["values"], ["bits"]) == 0
      ? try arguments.positive("values")
      : pow(2, Double(try arguments.count("bits", in: 1...1_000)))
  }

  private static let spares = Calculator(
    "spares", "备件数（Palm 定理）", "spares by Palm's theorem", "demand=12/y lead=30d fill=95%",
    formula: "in repair ~ Poisson(demand·lead); P(none short) = P(X ≤ s); EBO = Σ_{x>s}(x − s)p(x)",
    source: "Palm 1938; Sherbrooke 1968, METRIC",
    [
      .optional(
        "demand", "需求率（失效率）", "demands, or failures", .frequency,
        aka: "lambda rate failures demandrate failurerate"),
      Parameter(
        "units", "在用部件数，与 mtbf 同给", "parts in use, with `mtbf`", .number, in: .wholeFrom(1),
        default: "1",
        aka: "n fleet disks hosts"),
      .optional("mtbf", "平均无故障时间", "mean time between failures", .time),
      Parameter(
        "lead", "补货或修复用时", "lead or repair time", .time,
        aka: "leadtime repair mttr turnaround tat t"),
      .optional(
        "stock", "备件数", "spares in stock", .number, in: .whole(0...10_000_000), aka: "s spares"),
      Parameter(
        "fill", "不缺货概率目标", "target of not being short", .ratio, in: .share, default: "95%",
        aka: "confidence servicelevel fillrate"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let mean = try meanInRepair(arguments)
      guard mean < 1e4 else { throw .tooLong("10,000 are in repair") }
      let stock = try stock(arguments, mean: mean).held
      var short = 0
      let seen = replication.counted(stock) { stream in
        let count = stream.poisson(mean: mean)
        short += max(0, count - stock)
        return count
      }
      return ["filled": seen["at-most"] ?? 0, "backorders": Double(short) / 20_000]
    }
  ) { arguments throws(SolveError) in
    let mean = try meanInRepair(arguments)
    let (needed, stock) = try stock(arguments, mean: mean)
    var lines = [
      Figure("spares", "所需备件数", "spares needed", needed),
      Figure("mean", "在修的平均数", "mean number in repair", mean, .number),
    ]
    // EBO(s) = mean − Σ_{i<s} P(X > i), from the far side where that is small.
    var short = 0.0
    var count = stock + 1
    while true {
      let term = Tails.poisson(atLeast: count, mean: mean)
      short += term
      guard term > short * 1e-17, count < stock + 10_000_000 else { break }
      count += 1
    }
    lines += [
      Figure(
        "filled", "不缺货的概率", "probability of not being short",
        Tails.poisson(atMost: stock, mean: mean), .ratio),
      Figure(
        "ready", "需求到来时有货的概率", "share of demands met at once",
        Tails.poisson(atMost: stock - 1, mean: mean), .ratio),
      Figure("backorders", "平均欠货数", "mean backorders", short, .number),
    ]
    return lines
  }

  /// The fewest spares for the target, and those held: as many unless others are given.
  private static func stock(
    _ arguments: Arguments, mean: Double
  ) throws(SolveError) -> (needed: Int, held: Int) {
    let target = arguments.number("fill")
    guard target < 1 else { throw SolveError("`fill` is below 100%") }
    // The tail falls with every spare: the first number at which it is no more than the target leaves.
    let missing = arguments.complements("fill")[0]
    var (needed, most) = (0, Int(mean + 40 * mean.squareRoot()) + 400)
    while needed < most {
      let middle = (needed + most) / 2
      if Tails.poisson(atLeast: middle + 1, mean: mean) <= missing {
        most = middle
      } else {
        needed = middle + 1
      }
    }
    return (needed, arguments.optionalCount("stock") ?? needed)
  }

  /// The demands of one lead time.
  private static func meanInRepair(_ arguments: Arguments) throws(SolveError) -> Double {
    let rate =
      try arguments.one(of: ["demand"], ["units", "mtbf"]) == 0
      ? arguments.number("demand")
      : (try arguments.positive("units")) / (try arguments.positive("mtbf"))
    let mean = rate * arguments.number("lead")
    guard mean <= 1e6 else { throw SolveError("more than a million are in repair at once") }
    return mean
  }

  private static let orderStatistic = Calculator(
    "order-statistic", "n 个指数分布的第 k 小", "k-th of n exponentials", "n=10 k=7 mean=1s",
    formula: "E = m(Hₙ − Hₙ₋ₖ); Var = m²·Σ_{i>n−k} 1/i²; k = 1 the least, k = n the greatest",
    source: "Rényi 1953; David and Nagaraja, Order Statistics, ch. 2",
    [
      Parameter("n", "个数", "how many", .number, in: .whole(1...10_000_000), aka: "m"),
      Parameter("k", "第几小", "which from below", .number, aka: "r"),
      Parameter("mean", "单个平均时间", "mean of one", .time, in: .positive),
      .optional("within", "时限 t", "a time t, for P(T ≤ t)", .time),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let count = arguments.count("n")
      let place = try arguments.count("k", in: 1...count)
      guard count <= 10_000 else { throw .tooLong("there are more than 10,000 to draw") }
      var stream = replication.stream("time")
      var all = Tally()
      for _ in 0..<max(100, 20_000 / count) {
        all.add((0..<count).map { _ in stream.exponential() }.sorted()[place - 1])
      }
      return ["mean": all.mean * arguments.number("mean")]
    }
  ) { arguments throws(SolveError) in
    let count = arguments.count("n")
    let place = try arguments.count("k", in: 1...count)
    let mean = arguments.number("mean")
    var (first, second) = (0.0, 0.0)
    for left in stride(from: count, to: count - place, by: -1) {
      first += 1 / Double(left)
      second += 1 / Double(left) / Double(left)
    }
    var lines = [
      Figure("mean", "均值", "mean", first * mean, .time),
      Figure("deviation", "标准差", "standard deviation", second.squareRoot() * mean, .time),
    ]
    if arguments.has("within") {
      let done = -expm1(-arguments.number("within") / mean)
      lines.append(
        "done", "时限内完成的概率", "probability within the time",
        Tails.binomial(atLeast: place, of: count, chance: done), .ratio)
    }
    return lines
  }
}
