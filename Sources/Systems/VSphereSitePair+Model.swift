import Simulate

extension VSphereSitePair {
  /// One run of both sites over the horizon. It begins with all of it up, at ages of any size; what warms
  /// up and is not counted is a hundredth of the horizon, and ten repairs at least.
  static func replicate(_ inputs: Inputs, _ replication: Replication) -> Observations {
    let horizon = Ticks(seconds: inputs.number("horizon"))
    let warmUp = Ticks(
      seconds: warmUpTime(
        inputs, repairs: ["host.repair", "vsan.rebuild", "vm.restart", "planned.outage", "srm.rto"])
    )
    var run = Simulation(SitePairModel(inputs, replication))
    run.model.begin(&run.effects)
    run.run(until: warmUp)
    run.model.service.startMeasuring(at: warmUp)
    run.run(until: horizon)
    let down = run.model.service.downShare(until: horizon)
    return Observations([1 - down, down * 365 * Time.day], trace: run.trace)
  }
}

/// A cluster of hosts, the machine that runs on it, its stored object, its guest and its site.
///
/// Hosts alternate between up and under repair, each on its own. The machine moves to another host
/// that is up when its own fails. After a site failover the recovery site runs it under the same
/// assumptions, and failing back is planned and costs nothing. Oracle: with one mechanism at a time
/// the availability is `VSphereSitePair.unavailability`, exactly.
struct SitePairModel: DiscreteModel {
  enum Event: SimulationEvent {
    case hostFails(Int32)
    case hostReturns(Int32)
    case rebuilt(Int32, Int32)
    case restarted(Int32)
    case guestFails, guestReturns, workBegins, workEnds, siteFails, siteReturns

    var traceWord: UInt64 {
      switch self {
      case .hostFails(let host): 0x100 | UInt64(UInt32(bitPattern: host)) << 16
      case .hostReturns(let host): 0x200 | UInt64(UInt32(bitPattern: host)) << 16
      case .rebuilt(let slot, let generation):
        0x300 | UInt64(UInt32(bitPattern: slot)) << 16 | UInt64(UInt32(bitPattern: generation))
          << 32
      case .restarted(let generation): 0x400 | UInt64(UInt32(bitPattern: generation)) << 16
      case .guestFails: 0x500
      case .guestReturns: 0x600
      case .workBegins: 0x700
      case .workEnds: 0x800
      case .siteFails: 0x900
      case .siteReturns: 0xa00
      }
    }
  }

  typealias EventEffects = Effects<Event>

  var service = ServiceState()
  private var cluster: HostCluster
  private var object: StoredObject?
  private var restart: RestartedMachine
  private let guest: OutageSource?
  private let work: OutageSource?
  private let site: OutageSource?
  private var streams: OutageStreams

  init(_ inputs: Inputs, _ replication: Replication) {
    cluster = HostCluster(
      hosts: inputs.count("hosts"), reserved: inputs.count("hosts.reserved"),
      lifetime: inputs.law("host.mtbf") ?? .constant(Time.year),
      repair: inputs.law("host.repair") ?? .constant(Time.hour), replication)
    if let failures = inputs.optional("vsan.ftt"), let rebuild = inputs.law("vsan.rebuild") {
      object = StoredObject(
        failuresToTolerate: Int(failures.rounded()), hosts: inputs.count("hosts"),
        delay: inputs.number("vsan.delay"), rebuild: rebuild, replication)
    }
    restart = RestartedMachine(
      detection: inputs.law("ha.detection") ?? .constant(0),
      restart: inputs.law("ha.restart") ?? .constant(0),
      coverage: VSphereSitePair.isFaultTolerant(inputs) ? inputs.optional("ft.coverage") ?? 0 : 0,
      replication)
    guest = OutageSource(every: inputs.law("vm.mtbf"), for: inputs.law("vm.restart"))
    work =
      VSphereSitePair.movesAway(inputs)
      ? nil : OutageSource(every: inputs.law("planned.interval"), for: inputs.law("planned.outage"))
    site = OutageSource(
      every: inputs.law("site.mtbf"), for: VSphereSitePair.siteOutage(inputs),
      and: VSphereSitePair.failsOver(inputs) ? VSphereSitePair.plan(inputs)?.duration ?? 0 : 0)
    streams = OutageStreams(replication)
  }

  /// Schedules the first failure of everything.
  mutating func begin(_ effects: inout EventEffects) {
    for host in 0..<cluster.hosts {
      effects.schedule(.hostFails(Int32(host)), after: cluster.firstFailure(of: host))
    }
    if let guest { effects.schedule(.guestFails, after: guest.firstInterval(&streams.guest)) }
    if let work { effects.schedule(.workBegins, after: work.firstInterval(&streams.work)) }
    if let site { effects.schedule(.siteFails, after: site.firstInterval(&streams.site)) }
  }

  mutating func handle(_ event: Event, _ effects: inout EventEffects) {
    switch event {
    case .hostFails(let index): hostFails(Int(index), &effects)
    case .hostReturns(let index): hostReturns(Int(index), &effects)
    case .rebuilt(let slot, let generation):
      if object?.rebuilt(slot: Int(slot), generation: generation, cluster: cluster) == true {
        updateStorage(at: effects.now)
      }
    case .restarted(let generation):
      if restart.isCurrent(generation) { service.clear(.restart, at: effects.now) }
    case .guestFails:
      service.set(.guest, at: effects.now)
      if let guest { effects.schedule(.guestReturns, after: guest.outage(&streams.guest)) }
    case .guestReturns:
      service.clear(.guest, at: effects.now)
      if let guest { effects.schedule(.guestFails, after: guest.interval(&streams.guest)) }
    case .workBegins:
      service.set(.work, at: effects.now)
      if let work { effects.schedule(.workEnds, after: work.outage(&streams.work)) }
    case .workEnds:
      service.clear(.work, at: effects.now)
      if let work { effects.schedule(.workBegins, after: work.interval(&streams.work)) }
    case .siteFails:
      service.set(.site, at: effects.now)
      if let site { effects.schedule(.siteReturns, after: site.outage(&streams.site)) }
    case .siteReturns:
      service.clear(.site, at: effects.now)
      if let site { effects.schedule(.siteFails, after: site.interval(&streams.site)) }
    }
  }

  private mutating func hostFails(_ host: Int, _ effects: inout EventEffects) {
    cluster.fail(host)
    effects.schedule(.hostReturns(Int32(host)), after: cluster.repairTime(of: host))
    service.update(.capacity, cluster.lacksCapacity, at: effects.now)
    if let absences = object?.hostFailed(host) {
      for absence in absences {
        effects.schedule(.rebuilt(absence.slot, absence.generation), after: absence.rebuildAfter)
      }
      updateStorage(at: effects.now)
    }
    if restart.host == host {
      switch restart.hostFailed(cluster: cluster) {
      case .masked: break
      case .restart(let generation, let after):
        service.set(.restart, at: effects.now)
        effects.schedule(.restarted(generation), after: after)
      }
    }
  }

  private mutating func hostReturns(_ host: Int, _ effects: inout EventEffects) {
    cluster.restore(host)
    service.update(.capacity, cluster.lacksCapacity, at: effects.now)
    object?.hostReturned(host)
    updateStorage(at: effects.now)
    effects.schedule(.hostFails(Int32(host)), after: cluster.nextFailure(of: host))
  }

  private mutating func updateStorage(at now: Ticks) {
    service.update(.storage, object?.isInaccessible ?? false, at: now)
  }
}

/// The streams of the outages that are not the hosts'.
struct OutageStreams {
  var guest: RandomStream
  var work: RandomStream
  var site: RandomStream

  init(_ replication: Replication) {
    guest = replication.stream("guest")
    work = replication.stream("planned-work")
    site = replication.stream("site")
  }
}
