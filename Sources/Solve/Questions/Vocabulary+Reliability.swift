extension Vocabulary {
  /// How votes of k among n are called, and the counts that such a name gives.
  private static let votes =
    "k-of-n, k-out-of-n, koon, #-of-#, #-out-of-#, #-oo-#, tmr, triple-modular"
  private static let counts = """
    k n: #-of-#, #-out-of-#, #-oo-#; failing n: #-of-#-f, #-out-of-#-f, #-oo-#-f; \
    k=2 n=3: tmr, triple-modular-redundancy, triple-modular
    """

  /// Spares by how they wait; without a word for it, it is open at which rate they fail.
  private static let standby = "cold-standby, warm-standby, hot-standby"

  /// Data and parity as codes have them.
  private static let pieces = "data parity: #-+-#, rs-#-#, reed-solomon-#-#, ec-#-#"

  /// Availability, lives, and what storage loses.
  static let reliability = """
    availability: nines, downtime, availability-to-downtime, max-tolerable, allowed-downtime
      names: permitted-downtime, availability, sla, service-level-agreement, uptime
      names: 可用性, 可用率, 停机时间, 年停机时间, 停机预算
      nines: #-nines; availability: #%
      year=730h: per-month, monthly, a-month; year=168h: per-week, weekly, a-week
      year=24h: per-day, a-day; either: availability downtime; words: inverse
    downtime-budget: downtime-budget, series-budget; words: series
    renewal: mtbf-mttr, mtbf/(mtbf+mttr), mttf/(mttf+mttr), inherent-availability
      names: operational-availability, steady-state-availability, steady-availability
      names: single-component, single-part, 2-state-availability, alternating-renewal, repair-distribution, availability
      names: 可用性, 可用率, 稳态可用性
      words: insensitivity
    transient-availability: mission-time-availability, interval-availability
      names: transient-availability, point-availability, availability mission
      names: instantaneous-availability; words: transient, from-up
      start=down: from-down, initially-down, starting-down, down-at-0, after-a-failure
    block-diagram: block-diagram, rbd, reliability-block-diagram, series-parallel, parallel-series
      words: nested, structure
    series: series; n: series-of-#, series-#, # in-series, series-system-of-#, system-of-#
      parts: #%
    parallel: parallel
      n: parallel-of-#, parallel-#, # in-parallel, #-parallel, parallel-system-of-#, system-of-#
      parts: #%
    k-of-n: pair, repairable, 双机热备, \(standby), \(votes)
      \(counts); k=1 n=2: pair, 双机热备
      crews: #-repair-crew, #-crew, #-repairman, #-repairmen, #-repairperson, #-technician
      crews=1: single-crew, single-repair-crew, single-repairman
      crews=0: unlimited-crew, unlimited-repair-crew, no-limit-of-crew, no-limit-on-crew
      crews=0: enough-crew, unlimited-repair; dormancy=0: cold-standby, cold
      dormancy=1: hot-standby; needs dormancy: warm, standby, passive
      suggests n=2 k=1: \(standby), standby-pair, standby; suggests k=1: \(standby), standby
      words: standby, active, majority-voting, independent-repair, limited-repair-crew, parallel
      words: g; ask exactly: p-#-down, p-#-failed; ask at-least: p-≥-#-down
    k-of-n-independent: 1-of-n, 1-out-of-n, redundancy, redundant, active-active, \(votes)
      \(counts); k spare: #-+-#; spare: n-+-#
      parts: #%; k=1 n=2: active-active; k=1: 1-of-n, 1-out-of-n
      words: parallel, active, majority-voting, independent-repair, g, hot-standby
    k-of-n-life: pair, mttf, \(standby), \(votes)
      \(counts); k=1 n=2: pair
      dormancy=0: cold-standby, cold; dormancy=1: hot-standby; needs dormancy: warm, standby, passive
      suggests n=2 k=1: \(standby), standby-pair, standby; suggests k=1: \(standby), standby
      needs switch: imperfect-switch, imperfect-switching, unreliable-switch
      words: no-repair, without-repair, nonrepairable, reliability, standby, active
      words: majority-voting, parallel, g
    reliability: series-reliability, parallel-reliability, exponential-reliability
      names: reliability-function, mission-reliability, reliability, r(t), survival-probability, reliability-r(t)
      names: series
      names: parallel, mission-time; structure=parallel: parallel; structure=series: series
      n: series-of-#, series-#, parallel-of-#, parallel-#, #-in-series, #-in-parallel
      not: series parallel; words: no-repair, without-repair, nonrepairable, r-t
    weibull: weibull; bx: b-#-life, l-#-life, b-#, l-#; words: life
    duplex: imperfect-coverage, coverage; words: active
    beta-factor: common-cause, beta-factor, ccf; beta: beta-factor-#%, beta-#%; n: #-unit; k=1: 1-of-n; k n: #-of-#, #-out-of-#, #-oo-#; words: common-mode
    covered-restart: ha-restart
    site-pair: site-pair, async-dr, site-failover; words: inverse
      describes: asite, availability
    yearly-downtime: no-outage, yearly-downtime, annual-downtime, downtime-distribution, compound-poisson
    outages-needed: run-length planning, outage-needed; words: run-length, planning
    ctmc: markov-chain, ctmc, markov; words: absorption, absorbing
    birth-death: birth-death, bd
    quorum: quorum, etcd, raft, paxos, zookeeper, consensus, leader-election
      members: #-node, #-member, #-controller, #-server, #-replica, #-voter
      members: quorum|cluster|ensemble|group-of-#; member: #%; words: majority, loss
    quorum-rw: quorum-read, read-write-quorum, quorum-rw, nrw, dynamo-quorum
    mttdl: mttdl, mean-time-to-data-loss, data-loss, durability, erasure, reed-solomon, ec, rs
      names: raid, mirror, mirrored-pair, replica-set, #-replica-set, way-replication
      names: 三副本, 双副本, 两副本, 数据持久性, 持久性; copies=3: 三副本; copies=2: 双副本, 两副本
      raid crews?=1: raid-#; \(pieces)
      copies: #-replica, #-copy, #-way-replication, #-way-mirror, #-x-replication, #-x-mirror
      copies: replication-factor-#, rf-#
      copies: #-way; copies?=2 needed=1 crews?=1: mirror, mirrored-pair, mirrored
      crews=1: serial-rebuild, one-rebuild-at-a-time, single-crew; crews: #-repair-crew, #-crew
      words: parallel-rebuild, parallel-repair, mirror*, coding; not: site, scrub*, datacenter, region
    erasure-code: erasure-coding-overhead, erasure-overhead, erasure-code-overhead, raid-capacity
      names: raid, erasure, reed-solomon, ec, rs; raid: raid-#
      \(pieces); words: unrecoverable-read, ure, coding
    rados-reliability: rados, rados-rely, radosrely*, ceph-tool, rados-reliability; words: compute
    failure-domains: failure-domain, crush; words: rack
    copysets: copyset; words: random, replication
    self-heal: crush, self-heal, self-healing, rack-loss, loss-of-rack, rereplicat*, re-replicat*
    disk-failures: disk-failure, drive-failure; ask within: in-#t
    usable-fill: usable-fill, nearfull; lost: n-+-#
    headroom: headroom, n-+-#-cluster, n-+-#-host; reserve: n-+-#
    rpo: rpo-schedule, replication-rpo, rpo
      describes: backtoback
    snapshots: snapshot
    drills: drill
    error-budget: error-budget, burn-rate, slo, exhaustion, 错误预算; words: time-to-exhaustion, alert*; slo: #%-slo, slo-#%, #%; window: #t
    spares: spare-provisioning, spare-part, spares, palm-theorem, sparing; words: poisson
    poisson: poisson
    binomial: binomial-tail, binomial-probability, binomial-distribution, binomial
    birthday: birthday, hash-collision, collision-probability, uuid-collision
      values?=365: birthday; either: values bits
    """
}
