import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  static let tokenBucket = Calculator(
    "token-bucket", "令牌桶", "token bucket", "rate=10/s burst=20 window=60s offered=9/s",
    formula: """
      admitted in [0, t] ≤ burst + rate·t; with `fill`, burst + tokens·⌊t/fill⌋; of Poisson arrivals as \
      many as M/D/1 with `burst` places takes
      """,
    source: "Envoy local rate limit: max_tokens, tokens_per_fill, fill_interval",
    [
      .optional(
        "rate", "速率（连续补充）", "rate, continuous refill", .frequency,
        aka: "r fillrate refillrate refill limit tokenspersecond"),
      Parameter("burst", "桶容量", "burst", .number, aka: "capacity b size capacitytokens bucketsize"),
      .optional("tokens", "每次补充", "tokens per fill", .number),
      .optional("fill", "补充间隔", "fill interval", .time, aka: "refillinterval refilltime"),
      .optional("window", "时间窗", "window", .time, aka: "time"), batches,
      .optional(
        "initial", "起始时到达个数", "arrivals at the start", .number, in: .whole(0...1_000_000_000)),
      .optional(
        "offered", "（其后的）到达率", "rate of arrivals, after those at the start", .frequency),
      .optional(
        "phases", "其后依次的稳定到达，速率:时长，以分号分隔",
        "steady arrivals after those at the start, rate:duration in turn, by semicolons", nil),
    ],
    respelling: [.batches],
    simulate: { (arguments, replication) throws(SolveError) in
      guard let rate = arguments.optional("offered") else { throw .notAsked(without: "offered") }
      guard rate > 0 else { throw .tooRare("nothing comes") }
      return replication.admitted(by: try bucket(arguments), rate: rate)
    }
  ) { arguments throws(SolveError) in
    var bucket = try bucket(arguments)
    let initial = arguments.optionalCount("initial")
    let atOnce = min(bucket.capacity.rounded(.down), initial.map(Double.init) ?? .infinity)
    var lines = [
      Figure("burst", "瞬间准入", "admitted at once", atOnce, .number),
      Figure("rate", "长期速率", "long-run rate", bucket.rate, .frequency),
    ]
    if arguments.has("phases") { lines += try phaseLines(arguments, bucket) }
    if let window = arguments.optional("window") {
      let offered =
        arguments.has("offered")
        ? (initial == nil ? 0 : atOnce) + arguments.number("offered") * window : .infinity
      lines += windowLines(window, bucket, offered: offered, isListed: arguments.has("arrivals"))
    }
    if arguments.has("offered"), arguments.has("rate") {
      let excess = arguments.number("offered") - bucket.rate
      lines.append(
        "empty", "桶空、开始拒绝的时刻", "time at which the bucket is empty",
        excess > 0 ? (bucket.capacity - (initial == nil ? 0 : atOnce)) / excess : .infinity, .time)
    }
    if let offered = arguments.optional("offered") {
      let share = admittedShare(offered: offered, by: bucket)
      lines.append(
        "admitted-share", "泊松到达的长期准入份额", "share of Poisson arrivals admitted in the long run",
        share ?? .nan, .ratio, text: share == nil ? "no closed form: simulate" : nil)
    }
    if arguments.has("arrivals") {
      let batches = try batches(arguments)
      let admitted = batches.map { bucket.admit($0.count, at: $0.time) }
      lines.append("accepted", "各批准入", "admitted of each", admitted.reduce(0, +), each: admitted)
      if let window = arguments.optional("window") {
        let within = zip(batches, admitted).filter { $0.0.time <= window }
        lines.append(
          "admitted", "时间窗内准入", "admitted within the window", within.reduce(0) { $0 + $1.1 })
      }
    }
    return lines
  }

  /// What a window lets through at most: of any arrivals, and of those that are offered unless each is listed.
  private static func windowLines(
    _ window: Double, _ bucket: TokenBucket, offered: Double, isListed: Bool
  ) -> [Figure] {
    let bound = bucket.bound(within: window)
    let line = Figure("bound", "准入上界", "bound of what is admitted", bound, .number)
    guard !isListed else { return [line] }
    // A bucket that never holds a whole token lets nothing through.
    let most = bucket.capacity < 1 ? 0 : (min(bound, offered) + 1e-9).rounded(.down)
    return [line, Figure("admitted", "最多准入", "most admitted", most, .number)]
  }

  /// What gets through of steady arrivals one after the other, those at the start before them.
  private static func phaseLines(
    _ arguments: Arguments, _ bucket: TokenBucket
  ) throws(SolveError) -> [Figure] {
    guard case .continuous = bucket.refill else {
      throw SolveError(
        "several steady rates are computed for a continuous refill only: give `rate`")
    }
    guard !arguments.has("window"), !arguments.has("offered"), !arguments.has("arrivals") else {
      throw SolveError("`phases` stand in place of `window`, `offered` and `arrivals`")
    }
    var bucket = bucket
    var (admitted, span) = (0.0, 0.0)
    if let initial = arguments.optionalCount("initial") {
      admitted += Double(bucket.admit(initial, at: 0))
    }
    for row in arguments.cells("phases", separator: ":") {
      guard row.count == 2, let rate = Arguments.rate(row[0]) else {
        throw SolveError("`phases` is like `5/s:30s;20/s:10s`, a rate and a duration each")
      }
      let time = try Arguments.time(row[1], name: "phases")
      admitted += bucket.admitSteady(rate, for: time)
      span += time
    }
    return [
      Figure("bound", "准入上界", "bound of what is admitted", bucket.bound(within: span), .number),
      Figure(
        "admitted", "最多准入", "most admitted",
        bucket.capacity < 1 ? 0 : (admitted + 1e-9).rounded(.down), .number),
    ]
  }

  private static func bucket(_ arguments: Arguments) throws(SolveError) -> TokenBucket {
    let refill: TokenBucket.Refill =
      try arguments.one(of: ["rate"], ["tokens", "fill"]) == 0
      ? .continuous(rate: arguments.number("rate"))
      : .discrete(tokens: arguments.number("tokens"), interval: try arguments.positive("fill"))
    return TokenBucket(capacity: arguments.number("burst"), refill: refill)
  }

  /// The share of Poisson arrivals that a bucket of whole tokens lets through as they come back continuously: the
  /// tokens that are missing are the work of an M/D/1 queue with as many places. Nil where there is no such form.
  private static func admittedShare(offered: Double, by bucket: TokenBucket) -> Double? {
    guard case .continuous(let rate) = bucket.refill, rate > 0, offered > 0,
      bucket.capacity.rounded() == bucket.capacity, (1...1_000).contains(bucket.capacity)
    else { return nil }
    return FiniteGeneralServiceQueue(
      arrivalRate: offered / rate, service: .deterministic(1), capacity: Int(bucket.capacity)
    ).map { 1 - $0.blocking }
  }
}

extension Replication {
  /// The share of Poisson arrivals that a bucket lets through, after as many as fill or empty it.
  fileprivate func admitted(by bucket: TokenBucket, rate: Double) -> [String: Double] {
    var (bucket, stream, time, admitted) = (bucket, stream("arrivals"), 0.0, 0)
    let (skipped, measured) = (10_000, 100_000)
    for arrival in 0..<(skipped + measured) {
      time += stream.exponential() / rate
      let passed = bucket.admit(1, at: time)
      if arrival >= skipped { admitted += passed }
    }
    return ["admitted-share": Double(admitted) / Double(measured)]
  }
}
