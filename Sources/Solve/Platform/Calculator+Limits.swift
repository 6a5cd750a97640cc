import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// Limits of rates, waits between tries, and how many pods may be away.
  static let limits: [Calculator] = [
    leakyBucket, cellRate, fixedWindow, slidingWindow, backoff, disruptionBudget, rollingUpdate,
  ]

  static let batches = Parameter.optional(
    "arrivals", "到达，时刻:个数，以分号分隔；时刻缺省以秒计",
    "arrivals, time:count, by semicolons, a bare time in seconds", nil)

  /// The batches of arrivals that are given, in order.
  static func batches(_ arguments: Arguments) throws(SolveError) -> [(time: Double, count: Int)] {
    var batches: [(time: Double, count: Int)] = []
    for row in arguments.cells("arrivals", separator: ":") {
      guard row.count == 2, let count = Int(row[1]), (0...1_000_000_000).contains(count) else {
        throw SolveError("`arrivals` is like `0:4;400ms:4`, a time and a whole number each")
      }
      let time = try Arguments.time(row[0], name: "arrivals")
      guard time >= batches.last?.time ?? 0 else {
        throw SolveError("the times of `arrivals` are ascending")
      }
      batches.append((time, count))
    }
    return batches
  }

  private static let leakyBucket = Calculator(
    "leaky-bucket", "漏桶（队列）", "leaky bucket as a queue", "rate=5/s capacity=10 burst=25",
    formula: "taken = min(burst, capacity); empty after taken/rate; rate of the output ≤ rate",
    source: "Turner 1986; nginx limit_req without nodelay",
    [
      Parameter(
        "rate", "漏出速率", "rate of the leak", .frequency, in: .positive, aka: "r leak leakrate drain"),
      Parameter("capacity", "桶容量", "capacity", .number, aka: "b size bucketsize queue"),
      .optional(
        "burst", "同时到达个数", "arrivals at once", .number, in: .whole(0...1_000_000_000),
        aka: "burstarrivals n requests"),
      batches,
    ],
    respelling: [.batches]
  ) { arguments throws(SolveError) in
    let (rate, capacity) = (arguments.number("rate"), arguments.number("capacity"))
    guard capacity <= 1e9 else { throw SolveError("`capacity` is at most a thousand million") }
    var lines = [
      Figure("longest", "排满时的等待", "time to drain a full bucket", capacity / rate, .time),
      Figure("rate", "长期速率", "long-run rate", rate, .frequency),
    ]
    if arguments.has("burst") {
      let burst = Double(arguments.count("burst"))
      let taken = min(burst, capacity.rounded(.down))
      lines += [
        Figure("taken", "接收", "taken in", taken, .number),
        Figure("lost", "丢弃", "lost", burst - taken, .number),
        Figure("drained", "漏完用时", "time until it is empty", taken / rate, .time),
      ]
    }
    if arguments.has("arrivals") {
      let taken = RateLimits.leaked(try batches(arguments), rate: rate, capacity: capacity)
      lines.append("accepted", "各批接收", "taken in of each", taken.reduce(0, +), each: taken)
    }
    return lines
  }

  private static let cellRate = Calculator(
    "gcra", "通用信元速率算法（GCRA）", "generic cell rate algorithm, GCRA",
    "interval=100ms tolerance=250ms arrivals=0,0.05,0.1,0.15,0.2,0.25",
    formula: "conforms if t ≥ TAT − τ; then TAT ← max(TAT, t) + T; burst 1 + ⌊τ/T⌋ at once",
    source: "ITU-T I.371, annex A, virtual scheduling",
    [
      .optional(
        "interval", "发放间隔 T", "emission interval T", .time,
        aka: "t increment emissioninterval period"),
      .optional("rate", "速率 1/T", "rate 1/T", .frequency),
      .optional("tolerance", "容限 τ", "tolerance τ", .time, aka: "tau limit cdvt"),
      .optional("burst", "突发量（代替 τ）", "burst, in place of τ", .number),
      .optional(
        "arrivals", "到达时刻，升序，缺省以秒计", "times of arrivals, ascending, bare in seconds", .number,
        isList: true, aka: "times"),
    ],
    respelling: [.inSeconds]
  ) { arguments throws(SolveError) in
    let interval =
      try arguments.one(of: ["interval"], ["rate"]) == 0
      ? try arguments.positive("interval") : 1 / (try arguments.positive("rate"))
    let limit =
      try arguments.one(of: ["tolerance"], ["burst"]) == 0
      ? arguments.number("tolerance")
      : Double(try arguments.count("burst", in: 1...1_000_000) - 1) * interval
    let atOnce = 1 + (limit / interval + 1e-9).rounded(.down)
    var lines = [
      Figure("burst", "瞬间准入", "admitted at once", atOnce, .number),
      Figure("rate", "长期速率", "long-run rate", 1 / interval, .frequency),
    ]
    if arguments.has("arrivals") {
      let times = arguments.list("arrivals")
      guard zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        throw SolveError("`arrivals` are ascending")
      }
      let conforming = RateLimits.conforming(times, increment: interval, limit: limit)
      lines += [
        Figure("conforming", "合规个数", "how many conform", conforming.count { $0 }),
        Figure(
          "verdicts", "逐个判定", "each in turn", Double(conforming.count { $0 }), .number,
          text: conforming.map { $0 ? "yes" : "no" }.joined(separator: ", "),
          values: conforming.map { $0 ? 1 : 0 }),
      ]
    }
    return lines
  }

  private static let fixedWindow = Calculator(
    "fixed-window", "固定窗口限流", "fixed window limit", "limit=100 window=60s",
    formula:
      "in any span of one window at most 2·limit: the end of one window and the start of the next",
    source: "counters that are set back at the window's edge",
    [
      Parameter(
        "limit", "每窗口上限", "limit of a window", .number, in: .wholeFrom(0), aka: "n requests"),
      Parameter("window", "窗口", "window", .time, in: .positive, aka: "period"),
      .optional("span", "任意时段", "any span of time", .time),
    ]
  ) { arguments in
    let (limit, window) = (arguments.number("limit"), arguments.number("window"))
    var lines = [
      Figure("burst", "跨边界的最大突发", "greatest burst across an edge", 2 * limit, .number),
      Figure("rate", "长期速率", "long-run rate", limit / window, .frequency),
    ]
    if arguments.has("span") {
      // A span that is open at one end meets one window more than it has whole.
      let windows = (arguments.number("span") / window - 1e-12).rounded(.up) + 1
      lines.append("most", "该时段内最多准入", "most admitted in the span", windows * limit, .number)
    }
    return lines
  }

  private static let slidingWindow = Calculator(
    "sliding-window", "滑动窗口限流", "sliding window limit",
    "limit=100 window=60s previous=80 current=30 elapsed=15s",
    formula: "estimate = previous·(1 − elapsed/window) + current; a log of times counts exactly",
    source: "the counter that approximates a sliding log by even arrivals",
    [
      Parameter("limit", "每窗口上限", "limit of a window", .number, in: .wholeFrom(0), aka: "n"),
      Parameter("window", "窗口", "window", .time, in: .positive, aka: "period"),
      Parameter(
        "previous", "上一窗口计数", "count of the window before", .number, in: .wholeFrom(0),
        default: "0", aka: "prev"),
      Parameter(
        "current", "本窗口计数", "count of this window", .number, in: .wholeFrom(0), default: "0",
        aka: "cur"),
      Parameter("elapsed", "本窗口已过时间", "time into this window", .time, default: "0"),
    ]
  ) { arguments throws(SolveError) in
    let (limit, window) = (arguments.number("limit"), arguments.number("window"))
    guard arguments.number("elapsed") <= window else {
      throw SolveError("`elapsed` is at most `window`")
    }
    let estimate = RateLimits.slidingEstimate(
      previous: arguments.number("previous"), current: arguments.number("current"),
      elapsed: arguments.number("elapsed"), window: window)
    return [
      Figure("estimate", "估计的计数", "estimated count", estimate, .number),
      Figure(
        "allowed", "还可准入", "may still pass", max(0, (limit - estimate + 1e-9).rounded(.down)),
        .number),
      Figure("burst", "瞬间准入上限", "most at once", limit, .number),
      Figure("rate", "长期速率", "long-run rate", limit / window, .frequency),
    ]
  }

  private static let backoff = Calculator(
    "backoff", "指数退避", "exponential backoff", "base=100ms factor=2 max=10s attempts=6",
    formula:
      "wait before retry i = min(max, base·factorⁱ⁻¹); full jitter takes half of it on average",
    source: "Brooker, Exponential backoff and jitter, 2015",
    [
      Parameter("base", "首次等待", "first wait", .time, aka: "initial basedelay initialbackoff"),
      Parameter("factor", "倍数", "factor", .number, default: "2", aka: "multiplier"),
      .optional("max", "单次上限", "longest wait", .time, aka: "cap maxdelay maxbackoff"),
      Parameter(
        "attempts", "尝试次数", "tries in all", .number, in: .whole(1...10_000),
        aka: "maxattempts retries:+1 maxretries:+1"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let waits = backoffs(arguments)
      guard waits.count <= 100 else { throw .tooLong("there are more than 100 waits") }
      var stream = replication.stream("jitter")
      let total = (0..<2_000).reduce(0) { sum, _ in waits.reduce(sum) { $0 + $1 * stream.uniform() }
      }
      return ["jittered": total / 2_000]
    }
  ) { arguments in
    let waits = backoffs(arguments)
    let total = waits.reduce(0, +)
    return [
      Figure("total", "等待总和", "wait in all", total, .time),
      Figure("jittered", "全抖动时的平均总和", "mean in all with full jitter", total / 2, .time),
      Figure(
        "waits", "各次等待", "each wait", waits.last ?? 0, .time,
        text: waits.prefix(60).map { Figure.printed($0, .time, .en) }.joined(separator: ", "),
        values: waits),
    ]
  }

  private static func backoffs(_ arguments: Arguments) -> [Double] {
    let retries = arguments.count("attempts") - 1
    let most = arguments.optional("max") ?? .infinity
    let factor = arguments.number("factor")
    return (0..<retries).map { min(most, arguments.number("base") * pow(factor, Double($0))) }
  }

  // MARK: Pods that may be away

  private static let pods = Parameter(
    "replicas", "副本数", "replicas", .number, in: .whole(0...10_000_000), aka: "n expectedpods")

  /// `3` or `30%` of the replicas; a share is rounded up or down.
  private static func pods(
    _ text: String, of replicas: Int, _ name: String, _ rule: FloatingPointRoundingRule
  ) throws(SolveError) -> Int {
    if text.hasSuffix("%"), let percent = Double(text.dropLast()), (0...1_000).contains(percent) {
      return Int((percent * Double(replicas) / 100).rounded(rule))
    }
    guard let count = Int(text), (0...10_000_000).contains(count) else {
      throw SolveError("`\(name)` is a whole number or a percentage, which `\(text)` is not")
    }
    return count
  }

  private static let disruptionBudget = Calculator(
    "pdb", "PodDisruptionBudget", "pod disruption budget", "replicas=7 minAvailable=50%",
    formula:
      "allowed = max(0, healthy − ⌈minAvailable⌉), or healthy − (replicas − ⌈maxUnavailable⌉)",
    source: "kubernetes/pkg/controller/disruption: percentages are rounded up",
    [
      pods,
      .optional("minAvailable", "最少可用", "least available", nil),
      .optional("maxUnavailable", "最多不可用", "most unavailable", nil),
      .optional(
        "healthy", "健康副本数", "healthy replicas", .number, in: .whole(0...10_000_000),
        aka: "currenthealthy"),
    ]
  ) { arguments throws(SolveError) in
    let replicas = arguments.count("replicas")
    let healthy = arguments.optionalCount("healthy") ?? replicas
    let way = ["minAvailable", "maxUnavailable"][
      try arguments.one(of: ["minAvailable"], ["maxUnavailable"])]
    let given = try pods(arguments.text(way), of: replicas, way, .up)
    let desired = way == "minAvailable" ? given : max(0, replicas - given)
    return [
      Figure("allowed", "允许的中断数", "disruptions allowed", max(0, healthy - desired)),
      Figure("desired", "须健康的副本数", "replicas that must be healthy", desired),
    ]
  }

  private static let rollingUpdate = Calculator(
    "rolling-update", "滚动更新", "rolling update", "replicas=10 maxSurge=25% maxUnavailable=25%",
    formula: "most = replicas + ⌈maxSurge⌉; least = replicas − ⌊maxUnavailable⌋",
    source:
      "Kubernetes Deployment: surge is rounded up, unavailable down, both zero makes one unavailable",
    [
      pods,
      Parameter("maxSurge", "最多超出", "most beyond", nil, default: "25%"),
      Parameter("maxUnavailable", "最多不可用", "most unavailable", nil, default: "25%"),
      .optional(
        "ready", "新 Pod 就绪所需时间", "time until a new pod is ready", .time,
        aka: "readiness readytime startup minreadyseconds:s podready"),
    ]
  ) { arguments throws(SolveError) in
    let replicas = arguments.count("replicas")
    let surge = try pods(arguments.text("maxSurge"), of: replicas, "maxSurge", .up)
    var away = try pods(arguments.text("maxUnavailable"), of: replicas, "maxUnavailable", .down)
    if surge == 0, away == 0 { away = 1 }
    let waves = (Double(replicas) / Double(surge + away)).rounded(.up)
    let time = arguments.optional("ready").map {
      [Figure("time", "所需时间（逐批就绪）", "time, wave after wave", waves * $0, .time)]
    }
    return (time ?? []) + [
      Figure("most", "最多 Pod 数", "most pods", replicas + surge),
      Figure("least", "最少可用 Pod 数", "fewest available", max(0, replicas - away)),
      Figure("surge", "超出", "surge", surge),
      Figure("unavailable", "不可用", "unavailable", away),
    ]
  }
}

extension Respelling {
  /// Times of arrivals with units as bare seconds.
  static let inSeconds = Respelling("arrivals", "times") { spelt throws(SolveError) in
    let times = BracketedValue.plain(spelt.value).split(separator: ",").map(String.init)
    guard times.contains(where: { Double($0) == nil }) else { return nil }
    var seconds: [String] = []
    for time in times { seconds.append("\(try Arguments.time(time, name: spelt.argument.key))") }
    return [(spelt.argument.key, seconds.joined(separator: ","))]
  }

  /// `8@0, 8@500ms` as rows of a time and a count; nil where one is of another form.
  private static func batchesAtTimes(_ text: String) -> String? {
    let pieces = text.split { ",;".contains($0) }
    let rows = pieces.compactMap { piece in
      piece.wholeMatch(of: /\s*(\d+) ?@ ?(?:t ?= ?)?(\d+\.?\d* ?[a-zµμ]*)\s*/).map {
        "\($0.output.2):\($0.output.1)"
      }
    }
    return rows.isEmpty || rows.count < pieces.count ? nil : rows.joined(separator: ";")
  }

  /// Arrivals in prose, in the unit of time that a bare rate has: `5 at t=0, 5 at t=1.5`, `4 at t=0,0.4,0.8 (after
  /// the fill)`, `100 at t=0, then 15/s for 60s, then 900/min for 2min`.
  static let batches = Respelling("arrivals") { spelt throws(SolveError) in
    let prose = spelt.value
    if let rows = batchesAtTimes(prose) { return [("arrivals", rows)] }
    guard prose.contains(/\bat t=|\/ ?[a-z]+\b.*\bfor\b/) else { return nil }
    let batch =
      /(\d+) at t=(\d+\.?\d*(?: ?\([^)]*\))?(?:, ?\d+\.?\d*(?! at)(?![.\d])(?: ?\([^)]*\))?)*)/
    let flow = /(\d+\.?\d*) ?\/ ?([a-z]+) (?:from t=0 )?for (\d+\.?\d*) ?([a-z]+)/
    let rest = prose.replacing(batch, with: "").replacing(flow, with: "")
      .replacing(/\b(?:then|and)\b/, with: "")
    guard rest.allSatisfy({ " ,;".contains($0) }) else {
      throw SolveError("`arrivals` is like `0:4;0.4:4`, and `\(rest)` of it is not understood")
    }
    let batches = prose.matches(of: batch).flatMap { found in
      found.output.2.replacing(/\([^)]*\)/, with: "").split(separator: ",").compactMap { time in
        Double(time.filter { $0 != " " }).map { (time: $0, count: String(found.output.1)) }
      }
    }
    var flows: [(rate: Double, time: Double)] = []
    for found in prose.matches(of: flow).map(\.output) {
      guard let rate = Double(found.1), let time = Double(found.3),
        let period = inSeconds(String(found.2)), let unit = inSeconds(String(found.4))
      else { throw SolveError("`\(found.0)` of `arrivals` is like `15/s for 60s`") }
      flows.append((rate / period, time * unit))
    }
    guard !flows.isEmpty else {
      let rows = batches.sorted { $0.time < $1.time }.map { "\($0.time):\($0.count)" }
      return [("arrivals", rows.joined(separator: ";"))]
    }
    guard batches.count <= 1, batches.allSatisfy({ $0.time == 0 }) else {
      throw SolveError("before a steady rate `arrivals` has one batch at t=0")
    }
    // In seconds beside figures that have units.
    let isMeasured = spelt.all.contains { key, value in
      let given = GivenArgument(key, value, in: spelt.calculator)
      return given.map { $0.isMeasured && Double($0.value) == nil } ?? false
    }
    let (rateUnit, timeUnit) = isMeasured ? ("/s", "s") : ("", "")
    let initial = batches.map { (key: "initial", value: $0.count) }
    guard flows.count == 1 else {
      let rows = flows.map { "\($0.rate)\(rateUnit):\($0.time)\(timeUnit)" }
      return initial + [("phases", rows.joined(separator: ";"))]
    }
    return initial + [
      ("offered", "\(flows[0].rate)\(rateUnit)"), ("window", "\(flows[0].time)\(timeUnit)"),
    ]
  }

  /// The seconds of a unit of time by its name; nil of any other word.
  private static func inSeconds(_ unit: String) -> Double? {
    GivenArgument.times[unit].flatMap {
      try? Arguments.read("1\($0)", .time, name: "", isList: true)
    }
  }
}
