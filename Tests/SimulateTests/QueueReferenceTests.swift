import Simulate
import Testing

@Suite struct QueueReferenceTests {
  static let mm1 = SingleServerQueue(arrivalRate: 0.8, serviceRate: 1)
  static let half = SingleServerQueue(arrivalRate: 0.5, serviceRate: 1)
  static let mm3 = MultiServerQueue(servers: 3, arrivalRate: 2, serviceRate: 1)
  static let mm15 = FiniteQueue(servers: 1, capacity: 5, arrivalRate: 0.8, serviceRate: 1)
  static let many = InfiniteServerQueue(arrivalRate: 7, serviceRate: 2)
  static let classes = PriorityQueue([
    .init(arrivalRate: 0.3, serviceRate: 1), .init(arrivalRate: 0.5, serviceRate: 1),
  ])
  static let twoPoint = Distribution.discrete([
    .init(weight: 0.9, value: 0.5), .init(weight: 0.1, value: 5.5),
  ])
  static let machines = FiniteSourceQueue(sources: 5, failureRate: 0.1, repairRate: 1)

  static var single: [ReferenceCase] {
    [
      ReferenceCase(
        "Q01", "Gross and Harris: L = ρ/(1 − ρ)",
        [mm1.meanNumber, mm1.meanQueue, mm1.meanSojourn, mm1.meanWait], [4, 3.2, 5, 4]),
      ReferenceCase(
        "Q02", "T is exponential with μ − λ", [0.5, 0.95, 0.99, 0.999].map(mm1.sojournQuantile),
        [3.465735902799726, 14.978661367769948, 23.025850929940454, 34.53877639491068]),
      ReferenceCase(
        "Q03", "Gross and Harris",
        [half.meanSojourn, half.probability(atLeast: 5), half.sojournQuantile(0.99)],
        [2, 0.03125, 9.210340371976184]),
      ReferenceCase(
        "Q04", "P(W > t) = ρ exp(−(μ − λ)t)", [1 - mm1.waitExceeds(0), mm1.waitQuantile(0.99)],
        [0.2, 21.910133173369406]),
      ReferenceCase(
        "Q05", "one step of Lindley's recursion: λ/((λ + μ)μ)", [mm1.meanWait(ofCustomer: 2)],
        [0.4444444444444445]),
      ReferenceCase("Q35", "U = XS", [mm1.utilisation], [0.8]),
      ReferenceCase(
        "Q36", "λ = μ − ln(100)/t",
        {
          let rate = SingleServerQueue.largestArrivalRate(
            serviceRate: 20_000, sojournQuantile: 0.99, within: 500e-6)
          return [rate, rate / 20_000]
        }(), [10789.659628023817, 0.5394829814011909]),
      ReferenceCase(
        "Q37", "queue depth = IOPS × latency",
        [200e-6, 427e-6, 1000e-6].map { LittlesLaw.number(rate: 150_000, time: $0) },
        [30, 64.05, 150]),
    ]
  }

  static var several: [ReferenceCase] {
    [
      ReferenceCase(
        "Q06", "Erlang C of 3 servers at 2 erlangs is 4/9",
        [mm3.waitProbability, mm3.meanWait, mm3.meanSojourn, mm3.meanQueue],
        [0.4444444444444445, 0.4444444444444445, 1.4444444444444444, 0.888888888888889]),
      ReferenceCase("Q09", "Erlang B", [Erlang.blocking(servers: 2, load: 1)], [0.2]),
      ReferenceCase(
        "Q10", "Erlang B", [Erlang.blocking(servers: 10, load: 5)], [0.01838457033664814]),
      ReferenceCase(
        "Q11", "Erlang B by recursion", [Erlang.blocking(servers: 100, load: 90)],
        [0.026957380464359214]),
      ReferenceCase(
        "Q13", "truncated geometric", [mm15.blocking, mm15.meanNumber, mm15.throughput],
        [0.08881949865556424, 1.868332032266459, 0.7289444010755486]),
      ReferenceCase(
        "Q14", "Poisson", [many.meanNumber, many.varianceOfNumber], [3.5, 3.5]),
      ReferenceCase(
        "Q29", "finite-source birth and death",
        [machines.distribution[0], machines.meanDown, machines.crewUtilisation],
        [0.5639521768554027, 0.6395217685540266, 0.43604782314459734]),
      ReferenceCase("Q31", "Hₙ/μ", [meanMaximumOfExponentials(50, rate: 1)], [4.499205338329423]),
      ReferenceCase(
        "Q33", "search over Erlang C",
        [Double(Erlang.servers(load: 100, waitingAtMost: 0.2) ?? 0)], [111]),
      ReferenceCase(
        "K27", "Erlang C on 100 servers",
        [0.3, 0.65].map { Erlang.waiting(servers: 100, load: 100 * $0) },
        [7.382259716912022e-24, 3.532823547162128e-05]),
      ReferenceCase(
        "S04", "Erlang C and its inverse, 50 servers, jobs of 12 h",
        [0.45, 0.8].map {
          MultiServerQueue(servers: 50, arrivalRate: $0 * 50 / 12, serviceRate: 1 / 12.0).meanWait
        }
          + [2, 1 / 6.0].map {
            MultiServerQueue.utilisation(servers: 50, meanService: 12, meanWait: $0)
          },
        [1.794366068949284e-07, 0.10434305943211929, 0.935191102692308, 0.8215827549790464]),
      ReferenceCase(
        "S07", "utilisation = allocated share × utilisation inside",
        [50, 400].flatMap { servers in
          [(0.45, 2.0), (0.8, 1 / 6.0)].map {
            TrainingStep.impliedUtilisation(
              utilisation: $0.0, servers: servers, meanService: 12, meanWait: $0.1)
          }
        },
        [0.4811850740501089, 0.9737302726376179, 0.4551083725570791, 0.8385112111551473]),
    ]
  }

  static var general: [ReferenceCase] {
    let erlang = GeneralServiceQueue(arrivalRate: 0.8, meanService: 1, squaredVariation: 0.5)
    let hyper = GeneralServiceQueue(arrivalRate: 0.8, meanService: 1, squaredVariation: 4)
    let point = GeneralServiceQueue(arrivalRate: 0.5, service: twoPoint)
    let shared = GeneralServiceQueue(arrivalRate: 0.8, meanService: 1, squaredVariation: 1)
    return [
      ReferenceCase("Q16", "Pollaczek–Khinchine, cs² = ½", [erlang.meanWait], [3]),
      ReferenceCase(
        "Q17", "Pollaczek–Khinchine, cs² = 4", [hyper.meanWait, hyper.meanSojourn], [10, 11]),
      ReferenceCase(
        "Q18", "Pollaczek–Khinchine, two points",
        [point?.meanService ?? .nan, point?.secondMoment ?? .nan, point?.meanWait ?? .nan],
        [1, 3.25, 1.625]),
      ReferenceCase(
        "Q21", "Kingman",
        [
          QueueApproximation.kingman(
            utilisation: 0.9, arrivalVariation: 0.5, serviceVariation: 0.5, meanService: 1)
        ], [4.5]),
      ReferenceCase(
        "Q22", "Cobham 1954, and Kleinrock's conservation law",
        classes.meanWaits + [classes.conservedWork],
        [1.142857142857143, 5.714285714285716, 3.2]),
      ReferenceCase(
        "Q23", "White and Christie 1958", classes.meanSojournsPreemptive,
        [1.4285714285714286, 7.142857142857145]),
      ReferenceCase(
        "Q24", "Kleinrock: E[T | x] = x/(1 − ρ)",
        [shared.meanSojournShared, shared.meanSojournShared(size: 0.5)], [5, 2.5]),
    ]
  }

  static var networks: [ReferenceCase] {
    let jackson = OpenNetwork(
      externalRates: [1, 0.5, 0.2], serviceRates: [4, 3, 3],
      routing: [[0, 0.6, 0.3], [0.2, 0, 0.5], [0.1, 0.1, 0]])
    let feedback = OpenNetwork(externalRates: [0.8], serviceRates: [1.5], routing: [[0.2]])
    return [
      ReferenceCase(
        "Q25", "Jackson 1957",
        (jackson?.nodes.map(\.arrivalRate) ?? []) + (jackson?.nodes.map(\.meanNumber) ?? [])
          + [jackson?.meanNumber ?? .nan, jackson?.meanResponse ?? .nan],
        [
          1.4384816753926701, 1.5013089005235605, 1.3821989528795813, 0.5615738375063873,
          1.0017467248908298, 0.8543689320388351, 2.4176894944360523, 1.4221702908447367,
        ]),
      ReferenceCase(
        "Q26", "λ = γ/(1 − p)",
        [
          feedback?.nodes[0].arrivalRate ?? .nan, feedback?.meanNumber ?? .nan,
          feedback?.meanResponse ?? .nan,
        ], [1, 2, 2.5]),
    ]
  }

  @Test(arguments: single + several + general + networks)
  func agrees(_ one: ReferenceCase) {
    #expect(one.agrees(), "\(one.actual) ≠ \(one.expected)")
  }

  /// Q12's claim in closed form is Q10's; what is special cases of one another must agree.
  @Test func specialCasesAgree() throws {
    let one = MultiServerQueue(servers: 1, arrivalRate: 0.8, serviceRate: 1)
    #expect(abs(one.meanSojourn - Self.mm1.meanSojourn) < 1e-12)
    for time in [0.1, 1, 10] {
      #expect(abs(one.sojournExceeds(time) - Self.mm1.sojournExceeds(time)) < 1e-12)
    }
    #expect(abs(one.sojournQuantile(0.99) - Self.mm1.sojournQuantile(0.99)) < 1e-9)
    let loss = FiniteQueue(servers: 10, capacity: 10, arrivalRate: 5, serviceRate: 1)
    #expect(abs(loss.blocking / Erlang.blocking(servers: 10, load: 5) - 1) < 1e-12)
    for (servers, capacity, rate) in [(1, 5, 0.8), (3, 40, 2.9), (4, 1_000, 4.2), (2, 300, 0.1)] {
      let queue = FiniteQueue(
        servers: servers, capacity: capacity, arrivalRate: rate, serviceRate: 1)
      let last = try #require(queue.distribution.last)
      #expect(abs(queue.blocking - last) <= 1e-12 * last, "\(servers) \(capacity)")
    }
    let sum = (0...400).reduce(0) { $0 + Self.mm3.probability(of: $1) }
    #expect(abs(sum - 1) < 1e-12)
    let renewal = try #require(
      GeneralArrivalQueue(interarrival: .exponential(mean: 1.25), serviceRate: 1))
    #expect(abs(renewal.sigma - 0.8) < 1e-12)
    #expect(abs(renewal.meanWait - 4) < 1e-9)
    let load = Erlang.load(servers: 10, blocking: 0.01838457033664814)
    #expect(abs(load - 5) < 1e-9)
    #expect(Erlang.servers(load: 5, blockingAtMost: 0.0184) == 10)
    #expect(abs(Self.mm1.meanWait(ofCustomer: 3_000) / 4 - 1) < 1e-6)
  }

  /// Crommelin's values of M/D/1 (Biometrika 1932), and the mean as the integral of the tail.
  @Test func constantServiceWaits() {
    let queue = ConstantServiceQueue(arrivalRate: 0.8, service: 1)
    #expect(abs(queue.waitWithin(0) - 0.2) < 1e-14)
    #expect(abs(queue.waitWithin(0.5) - 0.2 * 1.4918246976412703) < 1e-12)  // (1 − ρ)e^λt below D
    var area = 0.0
    let step = 0.005
    for index in 0..<16_000 { area += (1 - queue.waitWithin((Double(index) + 0.5) * step)) * step }
    #expect(abs(area - queue.meanWait) < 1e-4)
    let deep = queue.waitQuantile(0.999_999)
    #expect(abs(queue.waitWithin(deep) - 0.999_999) < 1e-9)
  }

  /// Mean value analysis, convolution and the chain itself are three ways to one answer.
  @Test func closedNetworksAgree() throws {
    let network = ClosedNetwork([
      .init(demand: 5, servers: nil), .init(demand: 1), .init(demand: 2, servers: 3),
    ])
    for population in [1, 2, 5, 20] {
      let solved = network.solve(population: population)
      let convolved = network.throughputByConvolution(population: population)
      #expect(abs(solved.throughput / convolved - 1) < 1e-9)
      #expect(abs(solved.meanNumbers.reduce(0, +) - Double(population)) < 1e-9)
    }
    let machines = ClosedNetwork([.init(demand: 10, servers: nil), .init(demand: 1)])
      .solve(population: 5)
    #expect(abs(machines.meanNumbers[1] / Self.machines.meanDown - 1) < 1e-12)
    // Two stations are a birth–death chain on the number at the first.
    for (servers, population) in [((20, 20), 100), ((8, 3), 400), ((2, 5), 6), ((1, 40), 2_000)] {
      let pair = ClosedNetwork([
        .init(demand: 1, servers: servers.0), .init(demand: 1.25, servers: servers.1),
      ]).solve(population: population)
      var (weight, total, first, busy) = (1.0, 0.0, 0.0, 0.0)
      for number in 0...population {
        let rate = Double(min(number, servers.0))
        total += weight
        first += weight * Double(number)
        busy += weight * rate
        weight *= Double(min(population - number, servers.1)) / 1.25
        weight /= Double(min(number + 1, servers.0))
        if weight > 1e100 {
          (weight, total, first, busy) = (weight / 1e99, total / 1e99, first / 1e99, busy / 1e99)
        }
      }
      #expect(abs(pair.throughput / (busy / total) - 1) < 1e-9, "\(servers), \(population)")
      #expect(abs(pair.meanNumbers[0] - first / total) < 1e-8 * Double(population))
      #expect(abs(pair.meanNumbers.reduce(0, +) / Double(population) - 1) < 1e-9)
    }
    // Beside a delay, a station of several servers is the birth–death chain of machines and crews.
    for (crews, population) in [(2, 5), (3, 60), (40, 400)] {
      let shop = ClosedNetwork([
        .init(demand: 10, servers: nil), .init(demand: 1.5, servers: crews),
      ])
      .solve(population: population)
      let down = birthDeath(
        births: (0..<population).map { Double(population - $0) / 10 },
        deaths: (1...population).map { Double(min($0, crews)) / 1.5 })
      let mean = down.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
      #expect(abs(shop.meanNumbers[1] / mean - 1) < 1e-9)
      #expect(abs(shop.throughput * 10 / (Double(population) - mean) - 1) < 1e-9)
    }
    let plain = ClosedNetwork([.init(demand: 1), .init(demand: 0.5)])
    #expect(plain.bounds(population: 4).contains(plain.solve(population: 4).throughput))
  }

  /// The distribution of a birth–death chain by its balance equations, scaled as it grows.
  private func birthDeath(births: [Double], deaths: [Double]) -> [Double] {
    var weights = [1.0]
    for (birth, death) in zip(births, deaths) {
      weights.append(weights[weights.count - 1] * birth / death)
      if weights[weights.count - 1] > 1e100 { weights = weights.map { $0 / 1e100 } }
    }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  @Test func forkJoinStartsFromItsExactCase() {
    let two = QueueApproximation.forkJoin(branches: 2, arrivalRate: 0.5, serviceRate: 1)
    #expect(abs(two - 11.5 / 8 * 2) < 1e-12)
    // Without load, the largest of n exponentials.
    let idle = QueueApproximation.forkJoin(branches: 8, arrivalRate: 1e-12, serviceRate: 1)
    #expect(abs(idle - harmonicNumber(8)) < 1e-9)
  }

  @Test func unstableQueuesSaySo() {
    let queue = SingleServerQueue(arrivalRate: 1, serviceRate: 1)
    #expect(queue.meanSojourn == .infinity)
    #expect(MultiServerQueue(servers: 2, arrivalRate: 3, serviceRate: 1).meanWait == .infinity)
    #expect(Erlang.waiting(servers: 2, load: 3) == 1)
    #expect(
      OpenNetwork(externalRates: [1], serviceRates: [1], routing: [[1]]) == nil)
  }
}
