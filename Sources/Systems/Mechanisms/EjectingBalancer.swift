import Simulate

/// Requests dealt to hosts in turn, of which one has gone bad; a run of its errors ejects it for a while.
///
/// A host is out for the base time times its ejections and until the next sweep, which comes at each interval; of
/// the ejections one is forgotten for each interval that it is back (Envoy, outlier_detection_impl.cc). When it returns
/// its run begins anew. An episode that begins while it is out, or that is under way when a run begins, tells nothing of
/// the time to notice one. Oracles: without ejection the bad host's share of the time that it is bad; to the first
/// ejection it is asked `(p⁻ⁿ − 1)/(1 − p)` times on average (`OutlierDetection.meanRequestsToEjection`); one that is
/// always bad is out for the longest time and an interval, again and again.
struct EjectingBalancer: DiscreteModel {
  enum Event: UInt64, SimulationEvent {
    case request, goesBad, isMended, returns

    var traceWord: UInt64 { rawValue }
  }

  let hosts: Int
  let detection: OutlierDetection
  let interarrival: Double
  let badness: Double
  let usualErrors: Double
  let source: OutageSource?
  let isEjecting: Bool

  private(set) var requests = 0
  private(set) var errors = 0
  private(set) var toEjection = Tally()
  private var isBad = false
  private var isOut = false
  private var badSince = Ticks.zero
  private var isWaiting = false
  private var run = 0
  private var ejections = 0
  private var backSince = Ticks.zero
  private var arrivals: RandomStream
  private var outcomes: RandomStream
  private var episodes: RandomStream

  init(_ inputs: Inputs, _ replication: Replication) {
    hosts = max(1, inputs.count("hosts"))
    detection = SystemDefinition.outlierDetection(inputs, base: inputs.number("base"))
    interarrival = 1 / inputs.number("request.rate")
    badness = inputs.number("bad.failure")
    usualErrors = inputs.number("usual.failure")
    isEjecting = inputs.flag("ejection")
    source = OutageSource(every: inputs.law("bad.interval"), for: inputs.law("bad.length"))
    arrivals = replication.stream("arrivals")
    outcomes = replication.stream("outcomes")
    episodes = replication.stream("episodes")
  }

  mutating func begin(_ effects: inout Effects<Event>) {
    effects.schedule(.request, after: .zero)
    let start = source?.atAnyMoment(&episodes) ?? (isOut: false, left: .never)
    isBad = start.isOut
    effects.schedule(isBad ? .isMended : .goesBad, after: start.left)
  }

  /// Forgets what has been counted; an episode under way is noticed as from its beginning.
  mutating func startMeasuring() {
    (requests, errors, toEjection) = (0, 0, Tally())
  }

  mutating func handle(_ event: Event, _ effects: inout Effects<Event>) {
    switch event {
    case .request:
      effects.schedule(
        .request, after: Ticks(seconds: interarrival * arrivals.exponential()))
      serve(&effects)
    case .goesBad:
      (isBad, isWaiting, run, badSince) = (true, !isOut, 0, effects.now)
      effects.schedule(.isMended, after: source?.outage(&episodes) ?? .never)
    case .isMended:
      (isBad, isWaiting) = (false, false)
      effects.schedule(.goesBad, after: source?.interval(&episodes) ?? .never)
    case .returns:
      (isOut, run, backSince) = (false, 0, effects.now)
    }
  }

  private mutating func serve(_ effects: inout Effects<Event>) {
    requests += 1
    let present = isOut ? hosts - 1 : hosts
    let isAsked = !isOut && outcomes.chance(1 / Double(max(1, present)))
    let fails = outcomes.chance(isAsked && isBad ? badness : usualErrors)
    if fails { errors += 1 }
    guard isAsked else { return }
    run = fails ? run + 1 : 0
    guard isEjecting, run >= detection.consecutiveErrors, hosts > 1,
      detection.limit(hosts: hosts) > 0
    else { return }
    let forgotten = Int((effects.now - backSince).seconds() / detection.interval)
    ejections = detection.counted(ejections: max(0, ejections - forgotten))
    (isOut, run) = (true, 0)
    if isWaiting {
      toEjection.add((effects.now - badSince).seconds())
      isWaiting = false
    }
    let over = effects.now.seconds() + detection.duration(ejection: ejections)
    effects.schedule(
      .returns, after: Ticks(seconds: detection.sweep(from: over) - effects.now.seconds()))
  }
}
