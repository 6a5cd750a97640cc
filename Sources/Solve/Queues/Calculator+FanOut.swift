import Glibc
import Model
import Quantities
import Simulate
import Systems

/// Requests that wait for the slowest of several answers.
extension Calculator {
  static let slowest = Calculator(
    "slowest", "n 个指数分布的最大值（屏障、掉队者）", "slowest of n, barrier, straggler", "n=50 mean=1s",
    formula: "E[max] = Hₙ·m; Var = m²·Σ 1/k²; P_p = −m·ln(1 − p^(1/n))",
    source: "order statistics of the exponential law (Rényi 1953)",
    [
      Parameter("n", "个数", "how many", .number, in: .whole(1...10_000_000)),
      Parameter("mean", "单个平均时间", "mean of one", .time, in: .positive, aka: "lambda:1/"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let count = arguments.count("n")
      guard count <= 10_000 else { throw .tooLong("there are more than 10,000 to draw") }
      var stream = replication.stream("time")
      let draws = max(100, 100_000 / count)
      var all = Tally()
      for _ in 0..<draws {
        var largest = 0.0
        for _ in 0..<count { largest = max(largest, stream.exponential()) }
        all.add(largest)
      }
      let mean = arguments.number("mean")
      return ["mean": all.mean * mean, "ratio": all.mean]
    }
  ) { arguments in
    let count = arguments.count("n")
    let mean = arguments.number("mean")
    let squares = stride(from: count, to: 0, by: -1).reduce(0) { $0 + 1 / Double($1) / Double($1) }
    return [
      Figure(
        "mean", "平均最大值", "mean of the largest", meanMaximumOfExponentials(count, rate: 1 / mean),
        .time),
      Figure("deviation", "标准差", "standard deviation", mean * squares.squareRoot(), .time),
      Figure("variance", "方差（s²）", "variance, in s²", mean * mean * squares, .number),
      Figure("ratio", "相对单个的倍数", "times that of one", harmonicNumber(count), .factor),
      Figure("p50", "P50", "P50", largestQuantile(0.5, of: count) * mean, .time),
      Figure("p99", "P99", "P99", largestQuantile(0.99, of: count) * mean, .time),
    ]
  }

  static let fanOut = Calculator(
    "fan-out", "扇出的尾延迟", "tail latency of a fan-out", "slow=1% servers=100",
    formula: "P = 1 − (1 − p)ⁿ", source: "Dean and Barroso, CACM 2013",
    [
      .optional(
        "slow", "单台慢响应概率", "slow answers of one server", .ratio, in: .share, aka: "p pslow"),
      Parameter("servers", "扇出数", "servers asked", .number, in: .whole(1...100_000_000)),
      .optional(
        "percentile", "整个请求的分位", "percentile of the whole request", .ratio, in: .share,
        aka: "q target"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      guard arguments.has("slow") else { throw .notAsked(without: "slow") }
      return try replication.slowAnswers(arguments.number("slow"), of: arguments.count("servers"))
    }
  ) { arguments throws(SolveError) in
    let count = arguments.count("servers")
    guard arguments.has("slow") || arguments.has("percentile") else {
      throw SolveError("give `slow`, `percentile` or both")
    }
    if arguments.number("slow") == 1 {
      throw SolveError("`slow` is 100%: all answers are slow, whatever the fan-out")
    }
    if let slow = arguments.optional("slow"), slow >= 0.9 {
      // p=99% is rather a percentile.
      let share = Calculator.Figure.printed(slow, .ratio, .en)
      let rest = Calculator.Figure.printed(1 - slow, .ratio, .en)
      throw SolveError(
        "`slow` would say that \(share) of a server's answers are slow: `slow=\(rest)` says how many are, "
          + "and `percentile=\(share)` what the whole request shall keep")
    }
    var lines: [Figure] = []
    if arguments.has("slow") {
      lines.append(
        "slow", "至少一个慢响应", "requests with a slow answer",
        fanOutExceeds(perServer: arguments.number("slow"), fanOut: count), .ratio)
    }
    if arguments.has("percentile") {
      lines.append(
        "each", "单台须控制的分位", "percentile of one server that the whole request needs",
        pow(arguments.number("percentile"), 1 / Double(count)), .ratio)
    }
    return lines + [
      Figure(
        "percentile", "单台须控制的分位（使一半请求不慢）", "percentile of one server that is the median of all",
        pow(0.5, 1 / Double(count)), .ratio)
    ]
  }

  /// Requests that are sent again where the first answer is late.
  static let hedge = Calculator(
    "hedge", "对冲请求", "hedged requests", "slow=5% copies=2 after=95% servers=100",
    formula: "all copies slow: pᶜ; of a fan-out 1 − (1 − pᶜ)ⁿ; load 1 + (c − 1)(1 − q)",
    source: "Dean and Barroso, CACM 2013, for copies that do not hang on each other",
    [
      Parameter(
        "slow", "单份请求的慢响应概率", "slow answers of one copy", .ratio, in: .share,
        aka: "p pslow probability"),
      Parameter(
        "copies", "份数（含首份）", "copies, the first among them", .number, in: .whole(1...1_000),
        default: "2", aka: "requests attempts replicas c"),
      Parameter(
        "after", "首份超过其延迟的该分位后才发其余各份（0% 为同时发出）",
        "percentile of the latency after which the others are sent, 0% at once", .ratio, in: .share,
        default: "0%", aka: "q percentile delay"),
      Parameter(
        "servers", "扇出数", "servers asked", .number, in: .whole(1...100_000_000), default: "1"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (slow, copies) = (arguments.number("slow"), arguments.count("copies"))
      let seen = try replication.slowAnswers(
        pow(slow, Double(copies)), of: arguments.count("servers"))
      return ["all-slow": seen["slow"]].compactMapValues { $0 }
    }
  ) { arguments in
    let copies = arguments.count("copies")
    let slow = pow(arguments.number("slow"), Double(copies))
    let late = arguments.complements("after")[0]
    return [
      Figure("slow", "各份全慢的概率", "requests of which all copies are slow", slow, .ratio),
      Figure(
        "all-slow", "扇出中至少一个慢", "fan-outs with such a request",
        fanOutExceeds(perServer: slow, fanOut: arguments.count("servers")), .ratio),
      Figure(
        "load", "请求量倍数", "requests sent to one asked", 1 + Double(copies - 1) * late, .factor),
    ]
  }
}

/// The quantile of the largest of `count` exponentials of mean 1: −ln(1 − p^(1/n)).
private func largestQuantile(_ share: Double, of count: Int) -> Double {
  -log(-expm1(log(share) / Double(count)))
}
