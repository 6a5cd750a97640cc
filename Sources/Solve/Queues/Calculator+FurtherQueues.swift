import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// Servers that start, fail or go round, customers who come again, and jobs by their size.
  static let furtherQueues: [Calculator] = [
    setup, breakdowns, retrial, polling, shortestFirst, choices,
  ]

  private static let setup = Calculator(
    "setup", "带启动时间的 M/G/1", "M/G/1 with setup times", "arrival=0.5/s service=1s setup=2s",
    formula: "Wq = λE[S²]/(2(1 − ρ)) + (2E[I] + λE[I²])/(2(1 + λE[I]))",
    source: "Welch 1964; Harchol-Balter, Performance Modeling and Design, sec. 27.3",
    [
      arrival, service, variation,
      Parameter(
        "setup", "空闲后再启动的平均时间", "mean setup of a server that was idle", .time,
        aka: "i start startup"
      ),
      Parameter(
        "setup-scv", "启动时间变异系数平方", "squared variation of setups", .number, default: "1"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (rate, mean) = flow(arguments)
      let seen = try replication.servedInTurn(
        load: rate * mean, utilisation: rate * mean, service: law(arguments, "scv"),
        setup: law(arguments, "setup-scv", mean: arguments.number("setup") / mean))
      return inTime(seen, mean)
    }
  ) { arguments in
    let (rate, mean) = flow(arguments)
    let queue = GeneralServiceQueue(
      arrivalRate: rate, meanService: mean, squaredVariation: arguments.number("scv"))
    let setup = arguments.number("setup")
    let second = setup * setup * (1 + arguments.number("setup-scv"))
    let delay = (2 * setup + rate * second) / (2 * (1 + rate * setup))
    return queueLines(queue.utilisation, wait: queue.meanWait + delay, service: mean, rate: rate)
      + [Figure("delay", "启动带来的平均等待", "mean wait for setups", delay, .time)]
  }

  private static let breakdowns = Calculator(
    "breakdowns", "服务台会故障的 M/G/1", "M/G/1 whose server breaks down",
    "arrival=0.5/s service=1s mtbf=100s mttr=10s",
    formula:
      "a completion takes C, E[C] = s(1 + r/f), E[C²] = E[S²](1 + r/f)² + s·E[R²]/f; Wq = λE[C²]/(2(1 − λE[C]))",
    source: "Avi-Itzhak and Naor 1963; the server fails only while it serves, and then goes on",
    [
      arrival, service, variation,
      Parameter(
        "mtbf", "服务中的平均无故障时间 f", "mean time between failures f, of serving", .time, in: .positive),
      Parameter("mttr", "平均修复时间 r", "mean time to repair r", .time),
      Parameter(
        "repair-scv", "修复时间变异系数平方", "squared variation of repairs", .number, default: "1"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (rate, mean) = flow(arguments)
      let queue = interrupted(arguments)
      let between = arguments.number("mtbf") / mean
      let repair = law(arguments, "repair-scv", mean: arguments.number("mttr") / mean)
      let completion = queue.meanService
      let seen = try replication.servedInTurn(
        load: rate * mean, utilisation: queue.utilisation, service: law(arguments, "scv"),
        repairs: { work, stream in
          (0..<stream.poisson(mean: work / between)).reduce(0) { sum, _ in
            sum + repair.sample(&stream)
          }
        }, spread: queue.secondMoment / (2 * completion * completion))
      return inTime(seen, mean)
    }
  ) { arguments in
    let (rate, mean) = flow(arguments)
    let queue = interrupted(arguments)
    return queueLines(
      queue.utilisation, queue.meanSojourn, queue.meanWait, queue.meanNumber)
      + [
        Figure(
          "completion", "含修复的平均服务时间", "mean completion, repairs included", queue.meanService, .time),
        Figure("serving", "实际服务的时间份额", "share of time that it serves", rate * mean, .ratio),
      ]
  }

  /// The queue whose services are completions, with the repairs in them.
  private static func interrupted(_ arguments: Arguments) -> GeneralServiceQueue {
    let (rate, mean) = flow(arguments)
    let (between, repair) = (arguments.number("mtbf"), arguments.number("mttr"))
    let stretch = 1 + repair / between
    let second =
      mean * mean * (1 + arguments.number("scv")) * stretch * stretch
      + mean / between * repair * repair * (1 + arguments.number("repair-scv"))
    return GeneralServiceQueue(
      arrivalRate: rate, meanService: mean * stretch, secondMoment: second)
  }

  /// A law of a squared variation, whose mean is in mean services.
  private static func law(
    _ arguments: Arguments, _ variation: String, mean: Double = 1
  ) -> Distribution {
    .fitted(mean: mean, squaredVariation: mean > 0 ? arguments.number(variation) : 0)
  }

  private static let retrial = Calculator(
    "retrial", "重试队列 M/M/1", "M/M/1 with retrials", "arrival=0.5/s service=1s retry=10s",
    formula: "orbit = ρ(λ + ρθ)/((1 − ρ)θ), each of them trying at the rate θ",
    source: "Falin and Templeton, Retrial Queues, 1997, sec. 1.2",
    [
      arrival, service,
      Parameter(
        "retry", "平均重试间隔", "mean time between the tries of one", .time, in: .positive,
        aka: "theta:1/ retryrate:1/ retrialrate:1/ nu:1/ gamma:1/ retryinterval backoff"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (rate, mean) = flow(arguments)
      return inTime(
        try replication.retried(load: rate * mean, retrying: mean / arguments.number("retry")), mean
      )
    }
  ) { arguments in
    let (rate, mean) = flow(arguments)
    let (load, tries) = (rate * mean, 1 / arguments.number("retry"))
    let orbit =
      load < 1 ? load * (rate + load * tries) / ((1 - load) * tries) : .infinity
    let wait = rate > 0 ? orbit / rate : 0
    return queueLines(load, wait: wait, service: mean, rate: rate) + [
      Figure("orbit", "平均待重试数", "mean number that try again", orbit, .number),
      Figure(
        "busy", "首次即遇忙的概率", "probability that the first try finds it busy", min(1, load), .ratio),
    ]
  }

  private static let polling = Calculator(
    "polling", "轮询系统（对称）", "polling of like queues",
    "queues=4 arrival=0.5/s service=1s switch=0.1s",
    formula:
      "W = λE[S²]/(2(1 − ρ)) + E[R²]/(2E[R]) + E[R]·ρ(1 ∓ 1/n)/(2(1 − ρ)), R a round's switching; − exhaustive, + gated",
    source:
      "Boxma and Groenendijk 1987, the pseudo-conservation law, exact for queues that are alike",
    [
      Parameter("queues", "队列数", "queues", .number, in: .whole(1...100_000), aka: "n stations"),
      Parameter("arrival", "总到达率", "arrival rate of all queues together", .frequency), service,
      variation,
      Parameter(
        "switch", "每次切换的平均时间", "mean switching to the next", .time, aka: "switchover walk r"),
      Parameter(
        "switch-scv", "切换时间变异系数平方", "squared variation of switching", .number, default: "0"),
      Parameter(
        "discipline", "exhaustive（清空）或 gated（门限）", "exhaustive, or gated", nil,
        default: "exhaustive"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (rate, mean) = flow(arguments)
      let seen = try replication.polled(
        queues: arguments.count("queues"), load: rate * mean, service: law(arguments, "scv"),
        switching: law(arguments, "switch-scv", mean: arguments.number("switch") / mean),
        isGated: try arguments.choice("discipline", ["exhaustive": false, "gated": true]))
      return inTime(seen, mean)
    }
  ) { arguments throws(SolveError) in
    let (rate, mean) = flow(arguments)
    let queue = GeneralServiceQueue(
      arrivalRate: rate, meanService: mean, squaredVariation: arguments.number("scv"))
    let (queues, each) = (arguments.number("queues"), arguments.number("switch"))
    let sign: Double = try arguments.choice("discipline", ["exhaustive": -1, "gated": 1])
    let round = queues * each
    let residual = (round + each * arguments.number("switch-scv")) / 2
    let load = queue.utilisation
    let others = 1 + sign / queues
    let walk = round * load * others / (2 * (1 - load))
    let wait = load < 1 ? queue.meanWait + residual + walk : .infinity
    return queueLines(load, wait: wait, service: mean, rate: rate) + [
      Figure(
        "cycle", "平均轮询周期", "mean cycle", load < 1 ? round / (1 - load) : .infinity, .time)
    ]
  }

  private static let shortestFirst = Calculator(
    "sjf", "M/M/1 最短作业优先（非抢占）", "M/M/1, shortest job first",
    "arrival=0.8/s service=1s",
    formula: "Wq(x) = λE[S²]/(2(1 − ρ(x))²), over the sizes x; ρ(x) the load of jobs up to x",
    source: "Phipps 1956, for exponential sizes, integrated numerically", [arrival, service],
    simulate: { (arguments, replication) throws(SolveError) in
      let (rate, mean) = flow(arguments)
      return inTime(
        try replication.served(
          in: .shortestFirst, load: rate * mean, service: .exponential(mean: 1)), mean)
    }
  ) { arguments in
    let (rate, mean) = flow(arguments)
    let load = rate * mean
    let wait = load < 1 ? SizeBasedQueue.meanWaitShortestFirst(load: load) * mean : .infinity
    return queueLines(load, wait: wait, service: mean, rate: rate)
  }

  private static let choices = Calculator(
    "choices", "d 选一负载均衡（两选一）",
    "shortest of d queues drawn at random, JSQ(d), power of two choices",
    "arrival=0.9/s service=1s choices=2",
    formula: "T = s·Σ_{i ≥ 1} ρ^((dⁱ − d)/(d − 1)); P(a queue ≥ i) = ρ^((dⁱ − 1)/(d − 1))",
    source:
      "Vvedenskaya et al. 1996; Mitzenmacher 2001; exact as the servers grow without bound; runs have 1,000 unless given",
    isApproximate: true,
    [
      Parameter("arrival", "每台到达率", "arrival rate for each server", .frequency), service,
      Parameter(
        "choices", "抽取的队列数 d", "queues drawn d", .number, in: .whole(1...1_000), default: "2",
        aka: "d k"),
      Parameter(
        "servers", "服务台数（到达率为总数时）", "servers, where `arrival` is of all", .number,
        in: .whole(1...100_000_000), default: "1"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (mean, given) = (arguments.number("service"), arguments.count("servers"))
      let choices = arguments.count("choices")
      // The form is a limit; of one choice it holds for any number.
      let servers = given > 1 ? given : choices > 1 ? 1_000 : 10
      var seen = try replication.chosen(
        servers: servers, load: arguments.number("arrival") / Double(given) * mean, choices: choices
      )
      seen["wait"] = seen["sojourn"].map { $0 - 1 }
      return inTime(seen, mean)
    }
  ) { arguments in
    let mean = arguments.number("service")
    let rate = arguments.number("arrival") / arguments.number("servers")
    let (load, drawn) = (rate * mean, arguments.number("choices"))
    let sojourn =
      load < 1 ? RandomChoices.meanSojourn(load: load, choices: drawn) * mean : .infinity
    let random = load < 1 ? mean / (1 - load) : .infinity
    return queueLines(load, sojourn, sojourn - mean, rate * sojourn) + [
      Figure("random", "随机分派的平均逗留", "mean sojourn at random", random, .time),
      Figure(
        "gain", "相对随机分派的倍数", "times as fast as at random", load < 1 ? random / sojourn : .nan,
        .factor),
    ]
  }
}
