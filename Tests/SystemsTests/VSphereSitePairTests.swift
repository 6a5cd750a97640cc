import Simulate
import Systems
import Testing

@Suite struct VSphereSitePairTests {
  private let system = SystemDefinition.vsphereSitePair

  /// Sixteen hosts and nothing that fails but them; events often enough to be seen.
  private let hostsOnly = Inputs([
    "hosts": .number(16), "hosts.reserved": .number(15),
    "host.mtbf": .law(.exponential(mean: 0.25 * year)),
    "host.repair": .law(.exponential(mean: 4 * hour)),
    "ha.detection": .law(.constant(15)),
    "ha.restart": .law(.lognormal(median: 180, p95: 480)),
    "horizon": .number(100 * year),
  ])

  private func availability(_ inputs: Inputs, _ replications: Int = 60) -> Estimate {
    tallies(system, inputs, replications: replications)[0].estimate(confidence: 0.999)
  }

  private func analytic(_ inputs: Inputs) -> Double {
    system.output("availability")?.analytic(inputs) ?? .nan
  }

  @Test("restarts alone agree with the alternating renewal process")
  func restarts() {
    let mean = 15 + Law.lognormal(median: 180, p95: 480).mean
    let expected = 1 / (1 + mean / (0.25 * year))
    #expect(abs(analytic(hostsOnly) - expected) < 1e-9)
    #expect(availability(hostsOnly).contains(expected))
  }

  @Test("admission control agrees with the binomial")
  func capacity() {
    let inputs = hostsOnly.setting("hosts.reserved", to: .number(1))
      .setting("host.repair", to: .law(.lognormal(median: 3 * day, p95: 9 * day)))
    #expect(availability(inputs).contains(analytic(inputs)))
    #expect(1 - analytic(inputs) > 100 * (1 - analytic(hostsOnly)))
  }

  @Test("FT divides the restarts by what it does not cover; SR-IOV takes it away")
  func coverage() {
    let protected = hostsOnly.setting("ft", to: .flag(true))
      .setting("ft.coverage", to: .number(0.9))
    #expect(abs((1 - analytic(protected)) / (1 - analytic(hostsOnly)) - 0.1) < 1e-3)
    #expect(availability(protected).contains(analytic(protected)))
    let passthrough = protected.setting("sriov", to: .flag(true))
    #expect(analytic(passthrough) == analytic(hostsOnly))
    #expect(system.problems(passthrough).map(\.kind) == [.caution])
  }

  @Test("site failures cost the failover where there is a recovery site, else the repair")
  func sites() {
    let alone = hostsOnly.setting("site.mtbf", to: .law(.exponential(mean: 5 * year)))
      .setting("site.repair", to: .law(.exponential(mean: 2 * day)))
    let pair = alone.setting("dr.hosts", to: .number(8))
      .setting("srm.rto", to: .law(.lognormal(median: 2 * hour, p95: 4 * hour)))
    #expect(availability(alone).contains(analytic(alone)))
    #expect(availability(pair).contains(analytic(pair)))
    #expect(analytic(pair) > analytic(alone))
  }

  @Test("a stored object agrees with the binomial of absent components")
  func storage() {
    let inputs = hostsOnly.setting("vsan.ftt", to: .number(1))
      .setting("vsan.delay", to: .number(12 * hour))
      .setting("vsan.rebuild", to: .law(.constant(2 * day)))
      .setting("host.repair", to: .law(.exponential(mean: 1 * day)))
      .setting("ha.restart", to: .law(.constant(1)))
    let estimate = availability(inputs, 200)
    let without = analytic(inputs.setting("vsan.ftt", to: nil))
    let storage = 1 - analytic(inputs)
    #expect(storage > 20 * (1 - without))
    // While inaccessible an object cannot be rebuilt, so that the binomial is a little kind.
    #expect(estimate.mean < 1 - 0.9 * storage && estimate.mean > 1 - 1.25 * storage)
  }

  @Test("guest failures and planned work agree with their renewal processes")
  func guestAndWork() {
    let inputs = hostsOnly.setting("vm.mtbf", to: .law(.weibull(mean: 30 * day, shape: 0.7)))
      .setting("vm.restart", to: .law(.uniform(60, 600)))
    #expect(availability(inputs).contains(analytic(inputs)))
    let work = hostsOnly.setting("planned.interval", to: .law(.constant(30 * day)))
      .setting("planned.outage", to: .law(.constant(1800)))
    #expect(availability(work).contains(analytic(work)))
    #expect(analytic(work.setting("vmotion", to: .flag(true))) == analytic(hostsOnly))
  }

  @Test("more spare hosts never lower availability, in simulation and analysis")
  func monotone() {
    var last = 0.0
    for reserved in 0...3 {
      let inputs = hostsOnly.setting("hosts.reserved", to: .number(Double(reserved)))
        .setting("host.repair", to: .law(.exponential(mean: 5 * day)))
      let seen = tallies(system, inputs, replications: 10)[0].mean
      #expect(seen >= last)
      last = seen
    }
  }

  @Test("one seed gives one trace, another seed another")
  func traces() {
    func trace(_ seed: UInt64, _ index: Int) -> UInt64? {
      system.replicate?(hostsOnly, Replication(seed: seed, index: index)).trace
    }
    #expect(trace(1, 0) == trace(1, 0))
    #expect(trace(1, 0) != trace(2, 0))
    #expect(trace(1, 0) != trace(1, 1))
  }

  @Test("the oldest replica follows the replication guide's example")
  func recoveryPoint() {
    func rpo(_ transfer: Double) -> Double? {
      system.output("rpo")?.analytic(
        hostsOnly.setting("vr.rpo", to: .number(15 * 60))
          .setting("vr.transfer", to: .number(transfer * 60)))
    }
    let ages: [Double?] = [rpo(5), rpo(7.5), rpo(10)]
    #expect(ages == [900, 900, 1200])
  }
}
