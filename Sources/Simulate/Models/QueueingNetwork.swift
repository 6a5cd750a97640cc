/// Stations with queues, customers of several classes, and probabilities of where they go next.
///
/// Covers what the closed forms cover, to be held against them, and what they do not. Times in seconds.
package struct QueueingNetwork: Sendable {
  package let stations: [Station]

  /// What arrives from outside; its index is the customer's class, the first the most urgent.
  package let sources: [Source]

  /// `routing[i][j]`: the probability of going to station j after i; what is missing to 1 leaves.
  package let routing: [[Double]]

  /// Customers of class 0 who are at station 0 at the beginning and never leave.
  package let population: Int

  package struct Station: Sendable {
    /// Nil for as many as there are customers.
    package let servers: Int?

    /// The law of service by class; the last counts for all further classes.
    package let service: [Distribution]
    package let discipline: Discipline

    /// Places, those in service included; nil for no limit. Who finds none is lost.
    package let capacity: Int?

    package init(
      servers: Int? = 1, service: [Distribution], discipline: Discipline = .firstCome,
      capacity: Int? = nil
    ) {
      self.servers = servers
      self.service = service
      self.discipline = discipline
      self.capacity = capacity
    }
  }

  package enum Discipline: Sendable, Hashable {
    case firstCome

    /// By class, first come first served within.
    case priority

    /// By class; the more urgent interrupt, the interrupted resume.
    case preemptive

    /// All at once, sharing the servers equally.
    case sharing
  }

  package struct Source: Sendable {
    package let interarrival: Distribution
    package let station: Int

    package init(interarrival: Distribution, station: Int = 0) {
      self.interarrival = interarrival
      self.station = station
    }
  }

  /// Nil if a station or a route does not exist, or a law makes no sense; arrivals must take time.
  package init?(
    stations: [Station], sources: [Source], routing: [[Double]]? = nil, population: Int = 0
  ) {
    let none = Array(repeating: Array(repeating: 0.0, count: stations.count), count: stations.count)
    let routes = routing ?? none
    guard !stations.isEmpty, stations.allSatisfy({ !$0.service.isEmpty }),
      stations.allSatisfy({ $0.service.allSatisfy(\.isValid) }),
      sources.allSatisfy({
        stations.indices.contains($0.station) && $0.interarrival.isValid
          && ($0.interarrival.mean ?? 1) > 0
      }),
      routes.count == stations.count, routes.allSatisfy({ $0.count == stations.count })
    else { return nil }
    self.stations = stations
    self.sources = sources
    self.routing = routes
    self.population = population
  }

  /// One station with Poisson arrivals of one class.
  package static func single(
    servers: Int? = 1, arrivalRate: Double, service: Distribution,
    discipline: Discipline = .firstCome, capacity: Int? = nil
  ) -> QueueingNetwork? {
    QueueingNetwork(
      stations: [
        Station(
          servers: servers, service: [service], discipline: discipline, capacity: capacity)
      ],
      sources: [Source(interarrival: .exponential(mean: 1 / arrivalRate))])
  }

  /// What one run measured after its warm-up.
  package struct Result: Sendable {
    /// Time averages by station: present, and servers busy.
    package let meanNumbers: [Double]
    package let meanBusy: [Double]

    /// From arrival to leaving the network, by class.
    package let response: [Tally]

    /// In queues and interrupted, from arrival to leaving, by class.
    package let waiting: [Tally]

    /// Over all classes, within 0.1 %.
    package let responseSketch: QuantileSketch
    package let waitingSketch: QuantileSketch

    /// Services finished, by station.
    package let completions: [Int]
    package let offered: Int
    package let lost: Int

    /// The time measured, in seconds.
    package let duration: Double
    package let trace: UInt64

    package var blocking: Double { offered > 0 ? Double(lost) / Double(offered) : 0 }
  }

  /// One run from empty, or with the population at station 0; what happens in `warmUp` is not measured.
  package func run(
    seed: UInt64, replication: Int = 0, warmUp: Double, duration: Double
  ) -> Result {
    var simulation = Simulation(
      NetworkModel(network: self, seed: seed, replication: replication))
    for source in sources.indices {
      let first = simulation.model.nextArrival(of: source)
      simulation.schedule(NetworkEvent(.arrive, at: source), at: Ticks(seconds: first))
    }
    for _ in 0..<population {
      simulation.schedule(NetworkEvent(.enter, at: 0), at: .zero)
    }
    simulation.run(until: Ticks(seconds: warmUp))
    simulation.model.startMeasuring(at: simulation.now)
    simulation.run(until: Ticks(seconds: warmUp + duration))
    return simulation.model.result(at: simulation.now, trace: simulation.trace)
  }

  /// The mean of an output over independent replications.
  package func estimate(
    seed: UInt64, replications: Int, warmUp: Double, duration: Double, confidence: Double = 0.95,
    _ output: (Result) -> Double
  ) -> Estimate {
    Tally(
      (0..<replications).map {
        output(run(seed: seed, replication: $0, warmUp: warmUp, duration: duration))
      }
    ).estimate(confidence: confidence)
  }
}
