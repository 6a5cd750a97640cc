import Model
import Quantities
import Simulate

extension SystemDefinition {
  /// Members of which a majority must be up, behind a balancer: etcd, OpenStack controllers, API servers.
  package static let quorumControlPlane = SystemDefinition(
    "quorum-control-plane",
    Label(zh: "多数派控制面", en: "quorum control plane"),
    documentation: Label(
      zh: """
        n 个成员各自故障、各自修复，过半可用时控制面可用；主成员故障时另有一次选主中断，选出的是在线成员之一；
        前面的负载均衡器（若给出）与之串联。成员寿命为指数分布、选主时间固定且不长于任何一次修复（或修复为指数分布）时
        有精确解，不给选主时间则对任何分布都精确；其余情形用模拟。不含：配置错误、存储写满、网络分区。
        """,
      en: """
        n members fail and are repaired on their own; the plane is up while more than half are. \
        A failing \
        leader adds an election of one of those that are up; a balancer, if given, stands in \
        series. Exact for any laws without elections, and with them for exponential lives and an \
        election of constant time that is no longer than any repair, or exponential repairs; \
        simulated else. Not modelled: misconfiguration, full disks, network partitions.
        """),
    mechanisms: quorumControlPlaneMechanisms,
    parameters: quorumControlPlaneParameters,
    outputs: quorumControlPlaneOutputs,
    needs: [],
    replicate: { QuorumControlPlane.replicate($0, $1) },
    problems: { inputs in
      var found: [InputProblem] = []
      if inputs.has("balancer.mtbf") != inputs.has("balancer.repair") {
        found.append(
          .init(
            .missing, ["balancer.mtbf", "balancer.repair"],
            "`balancer.mtbf` and `balancer.repair` are given together or not at all"))
      }
      return found + horizonProblems(inputs, against: ["member.mtbf", "balancer.mtbf"])
    })

  private static let quorumControlPlaneParameters: [Parameter] = [
    .count(
      "members", Label(zh: "成员数", en: "members"), of: "节点", in: 1...99,
      reads: .count(
        words: [
          "etcd", "控制节点", "控制器节点", "Master", "control plane", "controller", "OpenStack HA",
        ],
        under: []), example: "3",
      Label(zh: "参与多数派表决的成员数；取自架构树。", en: "Voting members; from the tree.")),
    .lifetime(
      "member.mtbf", Label(zh: "成员平均无故障时间", en: "mean time between member failures"),
      typical: 90 * Time.day...(10 * Time.year), example: "1 年",
      Label(zh: "单个成员两次故障之间的平均时间。", en: "Between two failures of one member.")),
    .duration(
      "member.repair", Label(zh: "成员修复时间", en: "member repair time"), in: 1...(90 * Time.day),
      typical: 600...(Time.day), example: "4 小时",
      Label(zh: "成员故障到重新加入的时间。", en: "From a member's failure until it has rejoined.")),
    .duration(
      "election", Label(zh: "选主时间", en: "election time"), in: 0...3600, typical: 1...30, .optional,
      example: "3 秒",
      Label(
        zh: "主成员故障后没有主的时间；主总是在线成员之一。",
        en: "Time without a leader after the leader, one of those that are up, has failed.")),
    .lifetime(
      "balancer.mtbf", Label(zh: "负载均衡器平均无故障时间", en: "mean time between balancer failures"),
      .optional, example: "3 年",
      Label(zh: "给出后才计入负载均衡器。", en: "The balancer counts only when this is given.")),
    .duration(
      "balancer.repair", Label(zh: "负载均衡器恢复时间", en: "balancer recovery time"),
      in: 0...(90 * Time.day), .optional, example: "5 秒",
      Label(zh: "切换到备用均衡器，或修复它的时间。", en: "Until its standby has taken over, or it is repaired.")
    ),
    .horizon(default: "100 年"),
  ]

  private static let quorumControlPlaneOutputs: [Output] = [
    .simulated(
      "availability", Label(zh: "可用性", en: "availability"), in: .ratio,
      measures: Measure(.share, of: "availability", better: .higher), scale: .complement,
      Label(zh: "控制面可用时间的长期份额。", en: "The long-run share of time in which the plane is up."),
      exact: { QuorumControlPlane.isExact($0) ? 1 - QuorumControlPlane.unavailability($0) : nil },
      twin: { 1 - QuorumControlPlane.unavailability($0) }),
    .simulated(
      "downtime-per-year", Label(zh: "年停机时间", en: "downtime per year"), in: .time,
      measures: Measure(.total, of: "downtime", better: .lower),
      Label(zh: "每 365 天的平均停机时间。", en: "Mean downtime in 365 days."),
      exact: {
        QuorumControlPlane.isExact($0) ? QuorumControlPlane.unavailability($0) * Time.year : nil
      },
      twin: { QuorumControlPlane.unavailability($0) * Time.year }),
    .exact(
      "failures-survived", Label(zh: "可容忍的成员故障数", en: "failures survived"),
      in: .count(of: "节点"), measures: Measure(.value, better: .higher),
      Label(zh: "同时故障而多数派仍在的成员数。", en: "Members that may be down at once.")
    ) { Double((max(1, $0.count("members")) - 1) / 2) },
  ]

  private static let quorumControlPlaneMechanisms: [MechanismNote] = [
    MechanismNote(
      Label(zh: "多数派", en: "majority"),
      formula: "U = P(more than ⌊(n − 1)/2⌋ of n down), each down a share MTTR / (MTBF + MTTR)",
      source: "binomial k-of-n, Trivedi; etcd FAQ, failure tolerance"),
    MechanismNote(
      Label(zh: "选主", en: "leader election"),
      formula: "U = 1 − e^(−c/MTBF) · P(a majority c later beside the leader), c the election",
      source: "π(S, leader) = π(S)/|S|; held to a Markov chain and to the simulation"),
    MechanismNote(
      Label(zh: "负载均衡器串联", en: "balancer in series"), formula: "A = A_plane · A_balancer",
      source: "series of independent parts"),
  ]
}

private enum QuorumControlPlane {
  /// Without elections the parts are independent alternating renewal processes, each down a share of
  /// time that rests on its two means alone, for any laws; with them see `LedQuorum`.
  static func isExact(_ inputs: Inputs) -> Bool {
    guard let election = inputs.law("election"), election.mean > 0 else { return true }
    guard case .constant(let time) = election, case .exponential = inputs.law("member.mtbf") else {
      return false
    }
    return switch inputs.law("member.repair") {
    case .exponential: true
    case .constant(let least), .uniform(let least, _): least >= time
    case .lognormal, .weibull, nil: false
    }
  }

  /// With laws that `isExact` does not allow, what the same means would give.
  static func unavailability(_ inputs: Inputs) -> Double {
    let repair = inputs.law("member.repair")
    let plane = LedQuorum(
      members: inputs.count("members"), meanUp: inputs.number("member.mtbf"),
      meanDown: inputs.number("member.repair"),
      repair: repair?.isExponential == true ? .exponential : .longerThanElection,
      election: inputs.optional("election") ?? 0
    ).unavailability
    guard let between = inputs.optional("balancer.mtbf"),
      let recovery = inputs.optional("balancer.repair")
    else { return plane }
    let balancer = recovery / (between + recovery)
    return plane + balancer - plane * balancer
  }

  static func replicate(_ inputs: Inputs, _ replication: Replication) -> Observations {
    let horizon = Ticks(seconds: inputs.number("horizon"))
    let warmUp = Ticks(
      seconds: warmUpTime(inputs, repairs: ["member.repair", "election", "balancer.repair"]))
    var run = Simulation(QuorumModel(inputs, replication))
    run.model.begin(&run.effects)
    run.run(until: warmUp)
    run.model.service.startMeasuring(at: warmUp)
    run.run(until: horizon)
    let down = run.model.service.downShare(until: horizon)
    return Observations([1 - down, down * Time.year], trace: run.trace)
  }
}

/// Members that vote, a leader among them, and a balancer in front. Oracle: `LedQuorum`, in series with
/// the balancer.
private struct QuorumModel: DiscreteModel {
  enum Event: SimulationEvent {
    case memberFails(Int32)
    case memberReturns(Int32)
    case elected(Int32)
    case balancerFails, balancerReturns

    var traceWord: UInt64 {
      switch self {
      case .memberFails(let member): 0x100 | UInt64(UInt32(bitPattern: member)) << 16
      case .memberReturns(let member): 0x200 | UInt64(UInt32(bitPattern: member)) << 16
      case .elected(let generation): 0x300 | UInt64(UInt32(bitPattern: generation)) << 16
      case .balancerFails: 0x400
      case .balancerReturns: 0x500
      }
    }
  }

  var service = ServiceState()
  private var members: HostCluster
  private let election: Law?
  private let balancer: OutageSource?
  private var leader: Int? = 0
  private var generation: Int32 = 0
  private var electionStream: RandomStream
  private var balancerStream: RandomStream

  init(_ inputs: Inputs, _ replication: Replication) {
    let count = max(1, inputs.count("members"))
    members = HostCluster(
      hosts: count, reserved: (count - 1) / 2,
      lifetime: inputs.law("member.mtbf") ?? .constant(Time.year),
      repair: inputs.law("member.repair") ?? .constant(Time.hour), replication)
    election = inputs.law("election")
    balancer = OutageSource(
      every: inputs.law("balancer.mtbf"), for: inputs.law("balancer.repair"))
    electionStream = replication.stream("election")
    balancerStream = replication.stream("balancer")
  }

  mutating func begin(_ effects: inout Effects<Event>) {
    for member in 0..<members.hosts {
      effects.schedule(.memberFails(Int32(member)), after: members.firstFailure(of: member))
    }
    if let balancer {
      effects.schedule(.balancerFails, after: balancer.firstInterval(&balancerStream))
    }
  }

  mutating func handle(_ event: Event, _ effects: inout Effects<Event>) {
    switch event {
    case .memberFails(let index):
      let member = Int(index)
      members.fail(member)
      effects.schedule(.memberReturns(index), after: members.repairTime(of: member))
      service.update(.capacity, members.lacksCapacity, at: effects.now)
      guard member == leader else { return }
      elect(members.anotherHost(&electionStream), &effects)
    case .memberReturns(let index):
      let member = Int(index)
      members.restore(member)
      service.update(.capacity, members.lacksCapacity, at: effects.now)
      effects.schedule(.memberFails(index), after: members.nextFailure(of: member))
      if leader == nil { elect(member, &effects) }
    case .elected(let generation):
      if generation == self.generation { service.clear(.restart, at: effects.now) }
    case .balancerFails:
      service.set(.site, at: effects.now)
      if let balancer {
        effects.schedule(.balancerReturns, after: balancer.outage(&balancerStream))
      }
    case .balancerReturns:
      service.clear(.site, at: effects.now)
      if let balancer {
        effects.schedule(.balancerFails, after: balancer.interval(&balancerStream))
      }
    }
  }

  /// Makes a member the leader when the election is over; nil where none is up.
  private mutating func elect(_ member: Int?, _ effects: inout Effects<Event>) {
    leader = member
    guard let election else { return }
    generation &+= 1
    service.set(.restart, at: effects.now)
    effects.schedule(
      .elected(generation), after: Ticks(seconds: election.sample(&electionStream)))
  }
}
