extension Alias {
  /// Other names that the field has for arguments of several calculators: `argument: name name:form`. A
  /// calculator that has two arguments of one name takes that which stands first here and suits the value.
  static let fieldNames = """
    arrival: lambda rate rps:/s qps:/s lam lmbda calls requestrate interarrival:1/
      interarrivaltime:1/ ta:1/ tps:/s arrivalrate arrivals requestspersecond:/s reqrate
      requests
    arrivals: lambda lam lmbda arrivalrate gamma
    failures: lambda lam lmbda
    outages: lambda lam lmbda
    defects: lambda lam lmbda
    mtbf: mttf lambda:1/ failurerate:1/ lam:1/ meantimebetweenfailures meantimetofailure diskmttf
      mtbi m nodemtbf nodemttf life
    rate: requestrate arrival rps:/s qps:/s tps:/s throughput
    n: nodes hosts replicas instances services members parts components machines disks units count
      total
    within: t days:d hours:h duration mission missiontime
    window: hours:h days:d duration t period horizon
    time: hours:h days:d duration mission missiontime t
    wait: wq waittarget targetwait asa
    k: need quorum needed required
    interval: every
    nodes: hosts n gpus
    members: hosts instances n replicas nodes
    machines: hosts population n
    disks: drives devices osds n
    copies: drives replication replicas fragments replicationfactor rf
    sojourn: targetw response responsetime meanresponse w
    depth: concurrency
    hosts: instances n nodes servers machines endpoints
    slo: sla
    availability: sla uptime slo a
    parts: uptime a ahost availabilities availability
    member: uptime a availability nodeavailability
    service: mu:1/ s mean servicetime servicerate:1/ aht holdingtime handletime te ts mus:1/ tau
      processing processingtime handlingtime duration executiontime jobtime
    crews: repairmen repairpersons technicians c repairs
    cs2: ce2 cs:^2 ce:^2 cvs:^2 scvs
    mttr: mu:1/ repair nodemttr repairrate:1/ meantimetorepair mtr ttr mdt recovery recoverytime restore
      restoretime timetorecover meantimetorecover
    demands: servicedemands mu:1/ demand
    capacity: k buffer cache systemsize bin binsize allocatable
    level: servicelevel sl
    percentile: quantile
    ranks: n gpus worldsize workers nranks processes nodes
    tiers: layers hops
    scv: cv:^2 cv2 cs2
    ca2: ca:^2 cva:^2 scva
    rebuild: mu:1/ recovery
    mean: mu:1/ rate:1/
    rates: mus
    patience: theta:1/ abandonmentrate:1/
    job: mean s duration service
    customers: concurrency users population n clients jobs
    servers: c workers replicas instances n hosts concurrency agents trunks lines channels circuits
      branchfactor fanout leaves s nodes m pods threads cores consumers machines
    routing: p preturn
    parallel: p parallelfraction f
    size: s message bytes data messagesize payload volume
    serial: s serialfraction sequential sequentialfraction alpha
    processors: workers n gpus cores cpus nodes
    items: n objects
    load: a erlangs traffic offered
    afr: annualfailurerate annualizedfailurerate
    utilisation: utilization rho u util
    bandwidth: bw linkbandwidth
    latency: alpha rtt linklatency hoplatency
    exponent: alpha skew zipf
    share: cache cachefraction fraction
    checkpoint: delta cost savetime writetime save write
    burst: maxtokens bucket
    tokens: tokensperfill
    fill: fillinterval
    instances: profiles mix
    step: stepweight
    max: maxweight
    attempts: tries maxattempts
    hit-ratio: h hit hits hitrate
    replicas: replicasnow currentreplicas pods
    stages: k
    think: thinktime
    domains: racks failuredomains zones azs
    target: targetcpu targetutilization
    """
}
