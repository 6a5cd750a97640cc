extension Alias {
  /// Other names that the field has for arguments of several calculators: `argument: name name:form`. A
  /// calculator that has two arguments of one name takes that which stands first here and suits the value.
  static let fieldNames = """
    arrival: lambda rate ra rps:/s qps:/s lam lmbda calls requestrate interarrival:1/ interarrivaltime:1/ ta:1/
      tps:/s arrivalrate arrivals requestspersecond:/s reqrate requests
      customers jobs packets messages 到达率 到达速率 请求率 请求速率
      每秒请求数
    arrivals: lambda lam lmbda arrivalrate gamma 到达率
    failures: lambda lam lmbda
    outages: lambda lam lmbda
    defects: lambda lam lmbda
    mtbf: mttf lambda:1/ failurerate:1/ lam:1/ meantimebetweenfailures meantimetofailure diskmttf mtbi m
      nodemtbf nodemttf life 平均无故障时间 平均故障间隔 平均故障间隔时间 故障率:1/ 失效率:1/
    rate: requestrate arrival rps:/s qps:/s tps:/s throughput 速率 填充速率 令牌速率 吞吐 吞吐量
    n: nodes hosts replicas instances services members parts components machines disks units count total 总数
      workers tasks
      节点数 部件数 数量
    within: answerwithin t days:d hours:h duration mission missiontime 时限
    window: hours:h days:d duration t period horizon 窗口 时长 周期
    time: hours:h days:d duration mission missiontime t at
    wait: wq waittarget targetwait asa timeinqueue
    k: need quorum needed required 至少 需要
    interval: every
    nodes: hosts n gpus
    members: hosts instances n replicas nodes
    machines: hosts population n
    disks: drives devices osds n 磁盘数
    copies: drives replication replicas fragments replicationfactor rf 副本数 副本
    sojourn: targetw response responsetime meanresponse w timeinsystem
    depth: concurrency 队列深度
    hosts: instances n nodes servers machines endpoints 主机数
    slo: sla
    availability: sla uptime slo a 可用性 可用率
    parts: uptime a ahost availabilities availability 可用性 可用率
    member: uptime a availability nodeavailability 可用性 可用率
    service: mu:1/ s mean servicetime servicerate:1/ aht holdingtime handletime te ts mus:1/ tau processing
      processingtime handlingtime duration executiontime jobtime job jobs task e[s] es meanjobsize
      服务时间 处理时间 平均处理时间 服务率:1/
      服务速率:1/
    crews: repairmen repairpersons technicians c repairs 维修人数
    cs2: ce2 cs^2 cs² cs:^2 ce:^2 cvs:^2 scvs
    mttr: mu:1/ repair nodemttr repairrate:1/ meantimetorepair mtr ttr mdt recovery recoverytime restore
      restoretime timetorestore timetorecover meantimetorecover 平均修复时间 修复时间 恢复时间 修复率:1/
    demands: servicedemands mu:1/ demand 服务需求
    capacity: k buffer cache systemsize bin binsize allocatable bincapacity cachecapacity
      容量 缓冲区 缓冲区大小
    level: servicelevel sl
    percentile: quantile 分位
    ranks: n p gpus worldsize workers nranks processes nodes 卡数
    tiers: layers hops 层数
    scv: cv:^2 cv2 cs2 coefficientofvariation:^2 servicecv:^2
    ca2: ca^2 ca² ca:^2 cva:^2 scva
    rebuild: mu:1/ recovery 重建时间 恢复时间
    mean: mu:1/ rate:1/ meantime
    rates: mus service:1/ services:1/ servicetime:1/ servicetimes:1/ s:1/
    patience: theta:1/ abandonmentrate:1/ 耐心
    job: mean s duration service
    customers: concurrency users population n clients jobs 用户数 并发用户数
    servers: c workers replicas instances n hosts concurrency agents trunks lines channels circuits
      branchfactor fanout leaves s nodes m pods threads cores consumers machines 服务台 服务器数 线程数
    routing: p preturn
    parallel: p parallelfraction f 并行比例
    size: s message bytes data messagesize payload volume jobsize 数据量
    serial: s serialfraction sequential sequentialfraction alpha 串行比例
    processors: workers n gpus cores cpus nodes threads 线程数 核数
    items: n objects catalog catalogue itemsizes 物品
    load: a erlangs traffic offered trafficintensity 话务量
    afr: annualfailurerate annualizedfailurerate 年故障率 年化故障率
    utilisation: utilization rho u util 利用率
    bandwidth: bw linkbandwidth 带宽
    latency: alpha rtt linklatency hoplatency 时延 延迟
    exponent: alpha skew zipf zipfexponent
    share: cache cachefraction fraction
    checkpoint: delta cost savetime writetime save write checkpointwrite checkpointsave
    burst: maxtokens bucket 桶容量 桶大小
    tokens: tokensperfill
    fill: fillinterval
    instances: profiles mix
    step: stepweight
    max: maxweight
    attempts: tries maxattempts retries:+1 maxretries:+1 尝试次数 重试次数:+1
    data: datashards datablocks datachunks datafragments datadisks datadrives
    parity: parityshards parityblocks paritychunks parityfragments paritydisks paritydrives
    failed: failednodes nodesfailed nodeslost lostnodes
    p: success successprobability probability
    outages: outagerate outagefrequency
    outage: outageduration outagetime
    throughput: systemthroughput
    downtime: annualdowntime yearlydowntime
    parameters: modelparameters modelparams
    hashes: hashfunctions
    dormancy: standbyfailureratio standbyfailurerateratio standbyratio standbyfactor
    hit-ratio: h hit hits hitrate 命中率
    replicas: replicasnow currentreplicas pods 副本数 当前副本数 副本 实例数
    stages: k
    think: thinktime 思考时间
    domains: racks failuredomains zones azs 机架数
    target: targetcpu targetutilization 目标 目标值 目标利用率
    current: 当前值 当前 当前利用率
    failure: 失败率 失败概率
    """
}
