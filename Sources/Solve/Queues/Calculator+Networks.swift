import Glibc
import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  /// Several stations, and requests that need several of them.
  static let networks: [Calculator] = [
    jackson, closedNetwork, machineRepair, forkJoin, slowest, fanOut, hedge, multiRate,
  ]

  private static let jackson = Calculator(
    "jackson", "开放 Jackson 网络（含反馈）", "open Jackson network, feedback among them",
    "arrivals=1/s,0.5/s,0.2/s rates=4/s,3/s,3/s routing=0,0.6,0.3;0.2,0,0.5;0.1,0.1,0",
    formula: "λ = γ + λP; each node an M/M/c with λᵢ; W = L/Σγ", source: "Jackson 1957",
    [
      Parameter("arrivals", "各站外部到达率", "arrivals from outside", .frequency, isList: true),
      Parameter("rates", "各站服务率", "service rates", .frequency, isList: true, aka: "mu"),
      Parameter("routing", "转移概率，行以分号分隔", "routing, rows by semicolons", nil),
      Parameter("servers", "各站服务台数", "servers of each", .number, default: "1", isList: true),
    ],
    respelling: [.tandem],
    simulate: { (arguments, replication) throws(SolveError) in
      let network = try openNetwork(arguments)
      guard network.externalRate > 0 else { throw .tooRare("nothing arrives") }
      let scale = network.nodes.map(\.serviceRate).max() ?? 1
      let stations = network.nodes.map {
        QueueingNetwork.Station(
          servers: $0.servers, service: [.exponential(mean: scale / $0.serviceRate)])
      }
      let sources = arguments.list("arrivals").enumerated().filter { $0.element > 0 }.map {
        QueueingNetwork.Source(
          interarrival: .exponential(mean: scale / $0.element), station: $0.offset)
      }
      let simulated = QueueingNetwork(
        stations: stations, sources: sources, routing: try arguments.rows("routing"))
      let run = try replication.run(
        simulated, arrivalRate: network.externalRate / scale,
        utilisation: network.nodes.map(\.utilisation).max() ?? 0,
        servers: network.nodes.map(\.servers).max() ?? 1)
      var all = Tally()
      for response in run.response { all.merge(response) }
      var seen = ["response": all.mean / scale, "number": run.meanNumbers.reduce(0, +)]
      for (index, number) in run.meanNumbers.enumerated() { seen["number-\(index + 1)"] = number }
      return seen
    }
  ) { arguments throws(SolveError) in
    let network = try openNetwork(arguments)
    var lines = [
      Figure("response", "平均总时间", "mean time in the network", network.meanResponse, .time),
      Figure("number", "平均在网络数", "mean number", network.meanNumber, .number),
    ]
    for (index, node) in network.nodes.enumerated() {
      let station = index + 1
      lines +=
        [
          Figure(
            "arrival-\(station)", "第 \(station) 站到达率", "arrivals at station \(station)",
            node.arrivalRate, .frequency)
        ] + stationLines(station, node.utilisation, node.meanNumber)
      lines += [
        Figure(
          "visits-\(station)", "第 \(station) 站平均到访次数", "mean visits to station \(station)",
          node.arrivalRate / network.externalRate, .number)
      ]
    }
    return lines
  }

  /// What any network says of one of its stations.
  static func stationLines(_ station: Int, _ utilisation: Double, _ meanNumber: Double) -> [Figure]
  {
    [
      Figure(
        "utilisation-\(station)", "第 \(station) 站利用率", "utilisation of station \(station)",
        utilisation, .ratio),
      Figure(
        "number-\(station)", "第 \(station) 站平均数", "mean number at station \(station)", meanNumber,
        .number),
    ]
  }

  private static func openNetwork(_ arguments: Arguments) throws(SolveError) -> OpenNetwork {
    let rates = arguments.list("rates")
    guard rates.count <= 50, rates.allSatisfy({ $0 > 0 }) else {
      throw SolveError("`rates` has at most 50 stations, each above zero")
    }
    let arrivals = try arguments.broadcast("arrivals", to: rates.count)
    var servers: [Int] = []
    for count in try arguments.broadcast("servers", to: rates.count) {
      guard count >= 1, count <= 100_000, count.rounded() == count else {
        throw SolveError("`servers` are whole numbers from 1 on")
      }
      servers.append(Int(count))
    }
    let routing = try arguments.rows("routing")
    guard
      let network = OpenNetwork(
        externalRates: arrivals, serviceRates: rates, servers: servers, routing: routing)
    else {
      let hint = routing.joined().contains { $0 > 1 } ? "; a percentage has its sign, `60%`" : ""
      throw SolveError(
        "`routing` is \(rates.count) × \(rates.count), its rows add up to at most 1, and customers can leave"
          + hint)
    }
    return network
  }

  private static let closedNetwork = Calculator(
    "closed-network", "闭合排队网络（MVA、Buzen）", "closed network, MVA and Buzen",
    "demands=0.2s,0.1s,0.05s customers=10 think=1s",
    formula:
      "mean value analysis over 1…N customers; X = G(N − 1)/G(N) by convolution; of a routing v = vP, v₁ = 1",
    source:
      "Reiser and Lavenberg 1980; Buzen 1973; Gordon and Newell 1967; bounds: Denning and Buzen 1978",
    [
      Parameter(
        "demands", "各站服务需求（每次到访的服务时间）", "service demands, or times of one visit", .time,
        isList: true, aka: "d s service"),
      Parameter(
        "visits", "各站到访次数", "visits to each", .number, default: "1", isList: true, aka: "v visit"),
      Parameter("customers", "顾客数", "customers", .number, in: .whole(1...100_000), aka: "n"),
      Parameter("servers", "各站服务台数", "servers of each", .number, default: "1", isList: true),
      Parameter("think", "思考时间", "think time", .time, default: "0", aka: "z"),
      .optional(
        "routing", "转移概率，行以分号分隔；到访次数以第 1 站为 1",
        "routing, rows by semicolons, for visits of which station 1 has one", nil),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let (network, customers) = try closedNetwork(arguments)
      let solved = network.solve(population: customers)
      let scale = network.stations.map(\.demand).max() ?? 1
      let count = network.stations.count
      let stations = network.stations.map {
        QueueingNetwork.Station(
          servers: $0.servers,
          service: [$0.demand > 0 ? .exponential(mean: $0.demand / scale) : .deterministic(0)])
      }
      let routing = (0..<count).map { from in (0..<count).map { $0 == (from + 1) % count ? 1.0 : 0 }
      }
      // Between two stations as busy as each other customers wander in the square of their number.
      guard customers <= 100,
        let simulated = QueueingNetwork(
          stations: stations, sources: [], routing: routing, population: customers)
      else { throw .tooLong("more than 100 customers take long to wander") }
      let rounds = Double(max(10_000, 10 * customers * customers))
      let duration = rounds / (solved.throughput * scale)
      let run = simulated.run(
        seed: replication.seed, replication: replication.index, warmUp: duration / 2,
        duration: duration)
      let throughput = Double(run.completions[0]) / run.duration / scale
      var seen = ["throughput": throughput, "cycle": Double(customers) / throughput]
      for (index, number) in run.meanNumbers.enumerated() { seen["number-\(index + 1)"] = number }
      return seen
    }
  ) { arguments throws(SolveError) in
    let (network, customers) = try closedNetwork(arguments)
    let solved = network.solve(population: customers)
    let bounds = network.bounds(population: customers)
    var lines = [
      Figure("throughput", "吞吐", "throughput", solved.throughput, .frequency),
      Figure("cycle", "循环时间", "cycle time", solved.cycleTime, .time),
      Figure(
        "response", "响应时间（不计思考）", "response without thinking",
        solved.cycleTime - arguments.number("think"), .time),
      Figure("lower", "吞吐下界", "least throughput", bounds.lowerBound, .frequency),
      Figure("upper", "吞吐上界", "most throughput", bounds.upperBound, .frequency),
    ]
    // Servers in parallel divide what their station takes of each customer.
    let busiest = network.stations.map { $0.demand / Double($0.servers ?? .max) }.max() ?? 0
    let alone = network.stations.reduce(0) { $0 + $1.demand }
    if busiest > 0 {
      lines += [
        Figure("limit", "瓶颈吞吐 1/D_max", "throughput of the bottleneck", 1 / busiest, .frequency),
        Figure("saturation", "饱和顾客数 N*", "customers at saturation N*", alone / busiest, .number),
      ]
    }
    if customers <= 2_000 {
      lines.append(
        "convolution", "吞吐（Buzen 卷积）", "throughput by Buzen's convolution",
        network.throughputByConvolution(population: customers), .frequency)
    }
    for index in network.stations.indices where network.stations[index].servers != nil {
      let station = index + 1
      lines += stationLines(station, solved.utilisations[index], solved.meanNumbers[index])
      lines += [
        Figure(
          "residence-\(station)", "第 \(station) 站停留", "residence at station \(station)",
          solved.residence[index], .time)
      ]
    }
    return lines
  }

  private static func closedNetwork(
    _ arguments: Arguments
  ) throws(SolveError) -> (ClosedNetwork, customers: Int) {
    let customers = arguments.count("customers")
    let times = arguments.list("demands")
    let visits = try visits(arguments, stations: times.count)
    let demands = zip(times, visits).map(*)
    guard demands.count <= 100, visits.allSatisfy({ $0 >= 0 }), demands.contains(where: { $0 > 0 })
    else { throw SolveError("`demands` has at most 100 stations, one above zero") }
    let servers = try arguments.broadcast("servers", to: demands.count)
    guard servers.allSatisfy({ $0 >= 1 && $0 <= 1_000 && $0.rounded() == $0 }) else {
      throw SolveError("`servers` are whole numbers between 1 and 1000")
    }
    let several = Set(zip(demands, servers).filter { $0.1 > 1 }.map { "\($0.0) \($0.1)" }).count
    let most = min(servers.max() ?? 1, Double(customers))
    guard Double((several + 1) * demands.count * customers) * most <= 2e9 || several == 0 else {
      throw SolveError("stations, customers and servers are too many to convolve")
    }
    var stations = zip(demands, servers).map {
      ClosedNetwork.Station(demand: $0.0, servers: Int($0.1))
    }
    let think = arguments.number("think")
    if think > 0 { stations.append(ClosedNetwork.Station(demand: think, servers: nil)) }
    return (ClosedNetwork(stations), customers)
  }

  /// Visits to each station, as given or as its routing makes them: between two visits to the first.
  private static func visits(
    _ arguments: Arguments, stations: Int
  ) throws(SolveError) -> [Double] {
    guard arguments.has("routing") else { return try arguments.broadcast("visits", to: stations) }
    guard !arguments.isGiven("visits") else { throw SolveError("give `visits` or `routing`") }
    let rows = try arguments.rows("routing")
    guard rows.count == stations,
      rows.allSatisfy({
        $0.count == stations && abs($0.reduce(0, +) - 1) < 1e-9 && $0.min() ?? 0 >= 0
      })
    else {
      throw SolveError("`routing` is \(stations) × \(stations), and each row adds up to 1")
    }
    // Whoever comes back to the first station has left the others.
    let away = rows.map { [0] + $0.dropFirst() }
    let start = [1.0] + Array(repeating: 0, count: stations - 1)
    guard let visits = OpenNetwork.visitRates(externalRates: start, routing: away) else {
      throw SolveError("`routing` comes back to the first station from all others")
    }
    return visits
  }

  private static let machineRepair = Calculator(
    "machine-repair", "机器维修 M/M/c//N", "machine interference M/M/c//N",
    "machines=5 mtbf=10h mttr=1h",
    formula: "birth–death on the number down: up (N − n)λ, down min(n, c)μ",
    source: "Palm 1947; Gross and Harris",
    [
      Parameter("machines", "机器数", "machines", .number, in: .whole(1...100_000), aka: "m"),
      mtbf(ofEach: "machines"), mttr(ofEach: "machines"),
      Parameter(
        "crews", "维修人手", "repair crews", .number, in: .whole(1...100_000), default: "1", aka: "r"),
      Parameter(
        "spares", "冷备机数", "spares, which do not fail while they wait", .number,
        in: .whole(0...100_000), default: "0"),
    ] + QueueQuestion.numbers("停机台数", "numbers down"),
    simulate: { (arguments, replication) throws(SolveError) in
      guard arguments.number("spares") == 0 else {
        throw .noRun("machines with spares have no run here")
      }
      let machines = try arguments.count("machines", in: 1...2_000)
      let mttr = try arguments.positive("mttr")
      let ratio = arguments.number("mtbf") / mttr
      let crews = arguments.count("crews")
      guard ratio < 1e5,
        let network = QueueingNetwork(
          stations: [
            QueueingNetwork.Station(servers: nil, service: [.exponential(mean: ratio)]),
            QueueingNetwork.Station(servers: crews, service: [.exponential(mean: 1)]),
          ], sources: [], routing: [[0, 1], [1, 0]], population: machines)
      else { throw .tooRare("a machine runs for 100,000 times as long as a repair takes") }
      let duration = 20_000 * (1 + ratio / Double(machines))
      let run = network.run(
        seed: replication.seed, replication: replication.index, warmUp: duration / 4,
        duration: duration)
      var seen = [
        "down": run.meanNumbers[1], "repair-utilisation": run.meanBusy[1] / Double(crews),
        "throughput": Double(run.completions[1]) / run.duration / mttr,
      ]
      // The time each is down is that from one station's end to the next's.
      if run.completions[1] > 0 {
        seen["downtime"] = run.meanNumbers[1] * run.duration / Double(run.completions[1]) * mttr
      }
      var stream = replication.stream("number")
      seen["all-up"] =
        ChainRun.averages(
          of: [{ $0 == 0 ? 1 : 0 }],
          from: stream.state(
            of: FiniteSourceQueue(
              sources: machines, crews: crews, failureRate: 1 / ratio, repairRate: 1
            ).distribution), jumps: 100_000, &stream, up: { Double(machines - $0) / ratio },
          down: { Double(min($0, crews)) })?[0]
      return seen
    }
  ) { arguments throws(SolveError) in try machinesRepaired(arguments) }

  private static let forkJoin = Calculator(
    "fork-join", "分叉-汇合", "fork-join", "branches=2 arrival=0.5/s service=1s",
    formula: "n = 2: W·(12 − ρ)/8; more: Nelson and Tantawi's scaling",
    source:
      "Flatto and Hahn 1984 (exact); Nelson and Tantawi 1988 (within 5 % to n = 32); split-merge is an M/G/1",
    [
      Parameter(
        "branches", "分支数", "branches", .number, in: .whole(1...1_000_000),
        aka: "n servers queues nodes"),
      arrival, service,
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let branches = try arguments.count("branches", in: 1...1_000)
      let service = arguments.number("service")
      let rho = arguments.number("arrival") * service
      try Replication.requireSettling(rho)
      guard branches <= 100 else { throw .tooLong("there are more than 100 branches") }
      var arrivals = replication.stream("arrival")
      var services = (0..<branches).map { replication.stream("branch[\($0)].service") }
      let jobs = Int(min(max(10_000, 100 / ((1 - rho) * (1 - rho))), 300_000))
      // Lindley's recursion for each branch, on the same arrivals; the slowest branch ends the job.
      var waits = [Double](repeating: 0, count: branches)
      var total = 0.0
      for job in 0..<jobs * 5 / 4 {
        let gap = arrivals.exponential() / rho
        var slowest = 0.0
        for branch in 0..<branches {
          let work = services[branch].exponential()
          slowest = max(slowest, waits[branch] + work)
          waits[branch] = max(0, waits[branch] + work - gap)
        }
        if job >= jobs / 4 { total += slowest }
      }
      return ["response": total / Double(jobs * 5 / 4 - jobs / 4) * service]
    }
  ) { arguments in
    let branches = arguments.count("branches")
    let rate = 1 / arguments.number("service")
    let arrival = arguments.number("arrival")
    let isStable = arrival < rate
    return [
      Figure("utilisation", "利用率", "utilisation of a branch", arrival / rate, .ratio),
      Figure(
        "response", "平均响应时间", "mean response",
        isStable
          ? QueueApproximation.forkJoin(branches: branches, arrivalRate: arrival, serviceRate: rate)
          : .infinity, .time),
      Figure(
        "without-queues", "不计排队", "without queues", meanMaximumOfExponentials(branches, rate: rate),
        .time),
      Figure(
        "split-merge", "整批完成后才开始下一批", "response where the next begins when all branches have ended",
        splitMerge(branches, arrival, rate), .time),
    ]
  }

  /// An M/G/1 whose service is the largest of n exponentials.
  private static func splitMerge(_ branches: Int, _ arrival: Double, _ rate: Double) -> Double {
    let mean = meanMaximumOfExponentials(branches, rate: rate)
    let variance = (1...branches).reduce(0) { $0 + 1 / (Double($1) * Double($1)) } / (rate * rate)
    return GeneralServiceQueue(
      arrivalRate: arrival, meanService: mean, secondMoment: variance + mean * mean
    ).meanSojourn
  }

  private static let multiRate = Calculator(
    "multi-rate-loss", "多宽度损失制（Kaufman–Roberts）", "loss with jobs of several widths",
    "capacity=8 widths=1,2,4 loads=2,1,0.5", formula: "n·q(n) = Σ aᵢ·bᵢ·q(n − bᵢ)",
    source: "Kaufman 1981; Roberts 1981",
    [
      Parameter("capacity", "容量", "capacity", .number, in: .whole(1...100_000), aka: "c"),
      Parameter(
        "widths", "各类宽度", "widths", .number, in: .whole(1...1_000_000), isList: true,
        aka: "b bandwidths"),
      Parameter("loads", "各类话务量", "loads in jobs", .number, isList: true, aka: "a"),
    ],
    simulate: { (arguments, replication) throws(SolveError) in
      let all = arguments.counts("widths")
      let loads = try arguments.broadcast("loads", to: all.count)
      return try replication.widths(
        capacity: arguments.count("capacity"),
        zip(all, loads).map { (width: $0, load: $1) })
    }
  ) { arguments throws(SolveError) in
    let widths = arguments.counts("widths")
    let loads = try arguments.broadcast("loads", to: widths.count)
    let loss = MultiRateLoss(
      capacity: arguments.count("capacity"),
      classes: zip(widths, loads).map { MultiRateLoss.Class(width: $0, load: $1) })
    return [Figure("utilisation", "利用率", "utilisation", loss.utilisation, .ratio)]
      + loss.blocking.enumerated().map { index, share in
        Figure(
          "blocking-\(index + 1)", "第 \(index + 1) 类拒绝概率", "blocking of class \(index + 1)", share,
          .ratio)
      }
  }
}
