/// Figures of neighbouring models, each computed by another program than the one under test.
extension SolveNeighbourTests {
  static let neighbours: [Question] = [
    Question(
      "Erlang C formula", "agents=14|calls_per_hour=100|aht_s=360", "waiting",
      0.17413193359504991),
    Question(
      "Erlang-C service level", "agents=14|load=10|aht=360s|within=20s", "service-level",
      0.8605660477282177),
    Question(
      "Erlang-C staffing", "a=10|aht=360s|within=20s|service_level=80%", "servers",
      14),
    Question(
      "Erlang-C staffing", "a=40|service=3min|target_wait=10s", "servers",
      46),
    Question(
      "M/M/c inverse for mean wait", "c=20|service=10min|target_wait=2min", "utilisation",
      0.8800123160110902),
    Question(
      "M/G/1 LCFS preemptive resume", "lambda=0.6|mean=1", "sojourn",
      2.5),
    Question(
      "M/M/1 LCFS non-preemptive", "lambda=0.6|mu=1", "wait",
      1.5),
    Question(
      "M/M/1 priority, non-preemptive", "lambda1=0.2|lambda2=0.3|lambda3=0.1|mu=1", "wait-1",
      0.7499999999999999),
    Question(
      "M/M/1 priority, non-preemptive", "lambda1=0.2|lambda2=0.3|lambda3=0.1|mu=1", "wait-2",
      1.4999999999999998),
    Question(
      "M/M/1 priority, non-preemptive", "lambda1=0.2|lambda2=0.3|lambda3=0.1|mu=1", "wait-3",
      2.9999999999999996),
    Question(
      "M/M/c non-preemptive priority", "c=3|lambda=[1, 1]|mu=1", "wait-1",
      0.22222222222222224),
    Question(
      "M/M/c non-preemptive priority", "c=3|lambda=[1, 1]|mu=1", "utilisation",
      0.6666666666666666),
    Question(
      "M/M/1 SRPT", "lambda=0.8|mu=1", "sojourn",
      2.3527732702997204),
    Question(
      "Engset", "sources=20|servers=6|alpha=0.25", "time-congestion",
      0.11945560787987869),
    Question(
      "Engset", "sources=20|servers=6|alpha=0.25", "blocking",
      0.10238336025116603),
    Question(
      "Engset formula", "N=20|c=6|lambda=0.25|mu=1", "blocking",
      0.10238336025116603),
    Question(
      "M/M/c/c/N", "c=6|N=20|lambda=0.25|mu=1", "blocking",
      0.10238336025116603),
    Question(
      "M/M/2//8", "lambda=0.2|mu=1", "down",
      1.6648007130236264),
    Question(
      "M/M/2//8", "lambda=0.2|mu=1", "all-up",
      0.20360003961242365),
    Question(
      "finite source queue M/M/c//N", "c=2|N=8|lambda=0.2|mu=1", "down",
      1.6648007130236264),
    Question(
      "finite source queue M/M/c//N", "c=2|N=8|lambda=0.2|mu=1", "throughput",
      1.2670398573952748),
    Question(
      "machine repairman", "machines=8|mttf=5h|mttr=1h|repairmen=2", "down",
      1.6648007130236264),
    Question(
      "machine interference with spares", "machines=8|spares=2|lambda=0.2|mu=1|crews=2",
      "all-running",
      0.6078248498730268),
    Question(
      "interactive response time law", "users=20|X=8|Z=1.5", "response",
      1),
    Question(
      "multi-class MVA", "demands=[[0.1, 0.05], [0.02, 0.2]]|customers=[5, 3]", "throughput-1",
      8.255384085871686),
    Question(
      "multi-class MVA", "demands=[[0.1, 0.05], [0.02, 0.2]]|customers=[5, 3]", "throughput-2",
      2.9175763682845357),
    Question(
      "multi-class MVA", "demands=[[0.1, 0.05], [0.02, 0.2]]|customers=[5, 3]", "response-1",
      0.6056653388855681),
    Question(
      "multi-class MVA", "demands=[[0.1, 0.05], [0.02, 0.2]]|customers=[5, 3]", "response-2",
      1.0282507195394948),
    Question(
      "k-th order statistic of n exponentials", "n=10|k=7|mean=1", "mean",
      1.0956349206349205),
    Question(
      "min of n exponentials", "n=10|mean=1", "mean",
      0.1),
    Question(
      "tail at scale", "servers=100|p=0.01", "slow",
      0.6339676587267709),
    Question(
      "fan-out", "n=50|percentile=99%", "each",
      0.9997990134834266),
    Question(
      "utilization law", "X=40/s|S=20ms", "utilisation",
      0.8),
    Question(
      "Amdahl's law", "p=0.95|n=32", "speed-up",
      12.549019607843139),
    Question(
      "Amdahl", "serial_fraction=0.05|processors=32", "speed-up",
      12.549019607843139),
    Question(
      "Gustafson's law", "s=0.05|N=32", "speed-up",
      30.45),
    Question(
      "Universal Scalability Law", "sigma=0.03|kappa=0.0005|N=32", "capacity",
      13.190436933223411),
    Question(
      "Universal Scalability Law", "sigma=0.03|kappa=0.0005|N=32", "best",
      44.04543109109048),
    Question(
      "USL", "alpha=0.03|beta=0.0005|n=32", "capacity",
      13.190436933223411),
    Question(
      "error budget", "slo=99.9%|window=30d", "budget",
      2592),
    Question(
      "SLO error budget", "slo=0.999|requests=1000000", "failures",
      1000),
    Question(
      "burn rate", "slo=99.9%|error_rate=1.44%|window=30d", "burn",
      14.4),
    Question(
      "burn rate", "slo=99.9%|error_rate=1.44%|window=30d", "exhausted",
      180000),
    Question(
      "burn-rate alert", "slo=99.9%|window=30d|budget=2%|alert_window=1h", "alert-burn",
      14.4),
    Question(
      "1-of-3 parallel", "A=0.9", "availability",
      0.999),
    Question(
      "3-of-5 independent", "A=0.98", "availability",
      0.9999223808),
    Question(
      "k-out-of-n:G system", "k=3|n=5|p=0.98", "availability",
      0.9999223808),
    Question(
      "2oo3", "A=0.98", "availability",
      0.9988159999999999),
    Question(
      "2-out-of-3 majority voting (TMR), no repair", "lambda=0.001|t=500", "reliability",
      0.6573780032174674),
    Question(
      "2-of-4, no repair", "lambda=0.001|t=500", "reliability",
      0.8282412155510533),
    Question(
      "2-of-4, no repair", "lambda=0.001|t=500", "mttf",
      1083.3333333333333),
    Question(
      "series reliability, no repair", "lambda=[0.001, 0.002]|t=100", "reliability",
      0.7408182206817179),
    Question(
      "series reliability, no repair", "lambda=[0.001, 0.002]|t=100", "mttf",
      333.3333333333333),
    Question(
      "parallel reliability, no repair", "lambda=[0.001, 0.002]|t=100", "reliability",
      0.9827499504322236),
    Question(
      "parallel reliability, no repair", "lambda=[0.001, 0.002]|t=100", "mttf",
      1166.6666666666667),
    Question(
      "exponential reliability R(t)", "MTBF_h=1000|t_h=100", "reliability",
      0.9048374180359595),
    Question(
      "cold standby 1-of-2, no repair", "lambda=0.001|t=500", "reliability",
      0.9097959895689501),
    Question(
      "cold standby 1-of-2, no repair", "lambda=0.001|t=500", "mttf",
      2000),
    Question(
      "3-of-5 repairable, 1 crew", "lambda=0.01|mu=0.5", "availability",
      0.9995493151217996),
    Question(
      "1-out-of-2 with repair", "MTBF=1000h|MTTR=10h", "availability",
      0.9999019703950593),
    Question(
      "warm standby 1-of-2, 1 crew", "lambda=0.001|mu=0.1|dormancy=0.5", "availability",
      0.9998522385854307),
    Question(
      "1-of-3 active, repair, no limit of crews", "lambda=0.001|mu=0.1", "mttf",
      3451833.3333314895),
    Question(
      "quorum reads and writes", "N=3|R=2|W=2|p=0.99", "read",
      0.9997019999999996),
    Question(
      "spare provisioning (Palm)", "demand_per_year=12|lead_time_d=30|fill=95%", "spares",
      3),
    Question(
      "spare parts, Poisson", "lambda=0.5/d|lead_time=10d|stock=8", "filled",
      0.9319063652781516),
    Question(
      "spare parts, Poisson", "lambda=0.5/d|lead_time=10d|stock=8", "backorders",
      0.12210929257524793),
    Question(
      "spares for a fleet", "units=200|mtbf=50000h|lead_time=14d|confidence=95%", "spares",
      3),
    Question(
      "Poisson tail", "mean=5|k=10", "at-least",
      0.03182805730620486),
    Question(
      "Poisson probability", "lambda=5|n=3", "exactly",
      0.1403738958142805),
    Question(
      "binomial tail", "n=20|p=0.1|k=4", "at-least",
      0.1329533234343351),
    Question(
      "birthday problem", "n=23|days=365", "collision",
      0.5072972343239854),
    Question(
      "hash collision", "bits=64|items=1000000", "collision",
      2.7105026839742053e-08),
    Question(
      "RAID-5 MTTDL", "n=8|AFR=0.02|rebuild_h=12", "mttdl",
      1_029_566_700_000),
    Question(
      "RAID 6, 10 disks", "AFR=2%|rebuild=12h", "mttdl",
      2925068064205499.5),
    Question(
      "RAID-6 MTTDL", "disks=10|mttf_h=100000|mttr_h=24", "mttdl",
      8718176555555.554),
    Question(
      "RAID-1 mirror MTTDL", "mttf=100000h|mttr=24h", "mttdl",
      750539999999.9999),
    Question(
      "erasure code 8+3", "AFR=0.02|rebuild_h=6", "mttdl",
      4.660601299071072e+20),
    Question(
      "erasure coding overhead", "k=8|m=3", "overhead",
      1.375),
    Question(
      "erasure coding overhead", "k=8|m=3", "efficiency",
      0.7272727272727273),
    Question(
      "Reed-Solomon RS(10,4)", "AFR=0.02|rebuild_h=6", "mttdl",
      4.4897159992244763e+24),
    Question(
      "3-way replication MTTDL", "AFR=0.02|rebuild_h=6", "mttdl",
      2.80681614061578e+18),
    Question(
      "TTL cache hit ratio", "lambda=0.5/s|ttl=10s", "hit-ratio",
      0.8333333333333334),
    Question(
      "TTL cache with reset (renewing)", "lambda=0.5/s|ttl=10s", "hit-ratio",
      0.9932620530009145),
    Question(
      "cache effective latency", "h=0.95|hit_ms=1|miss_ms=50", "mean",
      0.0034500000000000004),
    Question(
      "HPA", "currentReplicas=5|currentMetric=150m|targetMetric=100m", "desired",
      8),
    Question(
      "HPA", "replicas=5|utilization=90%|target=60%", "desired",
      8),
    Question(
      "HPA", "replicas=10|current=105|target=100", "desired",
      10),
    Question(
      "Horizontal Pod Autoscaler", "replicas=3|current=500m|target=200m|maxReplicas=6", "desired",
      6),
    Question(
      "HPA", "replicas=10|current=20|target=100|minReplicas=3", "desired",
      3),
    Question(
      "HPA several metrics", "replicas=4|current=[90, 300]|target=[60, 100]", "desired",
      12),
    Question(
      "HPA multiple metrics", "replicas=4|current=[\"90%\", \"30\"]|target=[\"60%\", \"20\"]",
      "desired",
      6),
    Question(
      "HPA tolerance per direction",
      "replicas=10|current=107|target=100|scaleUpTolerance=0.05|scaleDownTolerance=0.2", "desired",
      11),
    Question(
      "HPA tolerance 1.33", "replicas=10|current=85|target=100|up=0.05|down=0.2", "desired",
      10),
    Question(
      "PodDisruptionBudget", "replicas=7|minAvailable=50%", "allowed",
      3),
    Question(
      "PDB", "replicas=7|maxUnavailable=30%", "allowed",
      3),
    Question(
      "pod disruption budget", "replicas=5|minAvailable=4|healthy=5", "allowed",
      1),
    Question(
      "rolling update", "replicas=10|maxSurge=25%|maxUnavailable=25%", "most",
      13),
    Question(
      "rolling update", "replicas=10|maxSurge=25%|maxUnavailable=25%", "least",
      8),
    Question(
      "leaky bucket", "rate=5/s|capacity=10|burst_arrivals=25", "taken",
      10),
    Question(
      "leaky bucket", "rate=5/s|capacity=10|burst_arrivals=25", "longest",
      2),
    Question(
      "GCRA", "T=100ms|tau=250ms|arrivals=[0, 0.05, 0.1, 0.15, 0.2, 0.25]", "burst",
      3),
    Question(
      "fixed window rate limit", "limit=100|window=60s", "burst",
      200),
    Question(
      "sliding window counter", "limit=100|window=60s|previous=80|current=30|elapsed=15s",
      "estimate",
      90),
    Question(
      "sliding window counter", "limit=100|window=60s|previous=80|current=30|elapsed=15s",
      "allowed",
      10),
    Question(
      "exponential backoff", "base=100ms|factor=2|max=10s|attempts=6", "total",
      3.1),
    Question(
      "ring all-reduce", "n=8|size=1GB|bandwidth=100GB/s|latency=5us", "ring",
      0.017570000000000002),
    Question(
      "ring all-gather", "n=8|size=1GB|bandwidth=100GB/s|latency=5us", "ring",
      0.008785000000000001),
    Question(
      "broadcast (binomial tree)", "n=8|size=1MB|bandwidth=10GB/s|latency=5us", "tree",
      0.000315),
    Question(
      "recursive doubling all-reduce", "n=8|size=1MB|bandwidth=10GB/s|latency=5us",
      "recursive-doubling",
      0.000315),
    Question(
      "Rabenseifner all-reduce", "n=8|size=1GB|bandwidth=100GB/s|latency=5us", "double-tree",
      0.01753),
    Question(
      "pipeline bubble", "p=4|m=16", "bubble",
      0.15789473684210525),
    Question(
      "GPipe bubble fraction", "stages=4|microbatches=16", "bubble",
      0.15789473684210525),
    Question(
      "GPipe bubble fraction", "stages=4|microbatches=16", "overhead",
      0.1875),
    Question(
      "1F1B interleaved pipeline bubble", "stages=4|microbatches=16|chunks=2", "overhead",
      0.09375),
    Question(
      "model FLOPs utilization", "params=7000000000.0|tokens_per_s=4000|peak=312000000000000.0",
      "mfu",
      0.5384615384615384),
    Question(
      "A30 MIG max instances per profile", "profiles=[\"1g.6gb\", \"2g.12gb\", \"4g.24gb\"]",
      "most-1g.6gb",
      4),
    Question(
      "A30 MIG max instances per profile", "profiles=[\"1g.6gb\", \"2g.12gb\", \"4g.24gb\"]",
      "most-2g.12gb",
      2),
    Question(
      "A30 MIG max instances per profile", "profiles=[\"1g.6gb\", \"2g.12gb\", \"4g.24gb\"]",
      "most-4g.24gb",
      1),
    Question(
      "H100-80GB MIG max instances per profile",
      "profiles=[\"1g.10gb\", \"1g.20gb\", \"2g.20gb\", \"3g.40gb\", \"4g.40gb\", \"7g.80gb\"]",
      "most-1g.10gb",
      7),
    Question(
      "H100-80GB MIG max instances per profile",
      "profiles=[\"1g.10gb\", \"1g.20gb\", \"2g.20gb\", \"3g.40gb\", \"4g.40gb\", \"7g.80gb\"]",
      "most-1g.20gb",
      4),
    Question(
      "H100-80GB MIG max instances per profile",
      "profiles=[\"1g.10gb\", \"1g.20gb\", \"2g.20gb\", \"3g.40gb\", \"4g.40gb\", \"7g.80gb\"]",
      "most-2g.20gb",
      3),
    Question(
      "H100-80GB MIG max instances per profile",
      "profiles=[\"1g.10gb\", \"1g.20gb\", \"2g.20gb\", \"3g.40gb\", \"4g.40gb\", \"7g.80gb\"]",
      "most-3g.40gb",
      2),
    Question(
      "H100-80GB MIG max instances per profile",
      "profiles=[\"1g.10gb\", \"1g.20gb\", \"2g.20gb\", \"3g.40gb\", \"4g.40gb\", \"7g.80gb\"]",
      "most-4g.40gb",
      1),
    Question(
      "MIG order dependence", "requests=[\"1g.5gb @0\", \"3g.20gb x2\"]", "most-3g.20gb",
      1),
    Question(
      "M/M/1 with vacations", "lambda=0.5|mu=1|vacation=1|vacation_scv=0", "wait",
      1.5),
    Question(
      "bulk arrivals M[X]/M/1", "lambda=0.2|mu=1|batch=3", "number",
      2.9999999999999996),
  ]
}
