import Quantities
import Simulate
import Solve
import Testing

/// Names as people type them who have not seen the tool, with figures in the name; each answer was computed by
/// another program.
@Suite struct SolveNameTests {
  @Test("a name leads to its calculator, with the figures in it", arguments: questions)
  func answers(_ question: SolveNeighbourTests.Question) throws {
    let asked = try #require(try SolveQuestion(question.model, pairs(question.arguments)))
    let lines = try asked.calculator.solve(asked.arguments)
    let line = try #require(lines.first { $0.name == question.line })
    #expect(abs(line.value - question.value) <= 1e-8 * abs(question.value))
  }

  @Test("a qualifier that no calculator takes up refuses the question", arguments: traps)
  func refuses(name: String, arguments: String) throws {
    let asked = try? SolveQuestion(name, pairs(arguments))
    #expect(asked.flatMap { try? $0.calculator.solve($0.arguments) } == nil)
  }

  static let questions: [SolveNeighbourTests.Question] = [
    .init("M/M/1 queue, steady state", "lambda=12|mu=15", "queue", 3.2000000000000006),
    .init("M/M/1 with rho=0.9", "mu=2", "sojourn", 5.000000000000001),
    .init("M/M/1, lambda = 4, mu = 6", "", "number", 2.0),
    .init("mean sojourn time in an M/M/1", "lambda=90/min|mu=2/s", "sojourn", 2.0),
    .init(
      "M/M/1 95th percentile response time", "lambda=6|mu=10|quantity=P95", "p95",
      0.7489330683884977),
    .init("M/M/2 queue", "arrival_rate=5/h|service_time=18min", "wait", 1388.5714285714282),
    .init("multi-server queue M/M/c", "servers=5|lambda=8|mu=2", "queue", 2.2164502164502173),
    .init("M/M/5 P(N=0)", "lambda=8|mu=2", "empty", 0.012987012987012997),
    .init("Erlang C, 12 agents", "calls_per_hour=200|aht=3min", "waiting", 0.4493882242982711),
    .init("Erlang C 20 servers", "a=16", "waiting", 0.2560777938390579),
    .init("Erlang B, 20 trunks", "A=12", "blocking", 0.009795639420064077),
    .init("grade of service Erlang B", "traffic=12|channels=18", "blocking", 0.026542951168614742),
    .init("M/M/4/4", "rho=0.5", "blocking", 0.09523809523809523),
    .init("M/M/1/10 loss probability", "lambda=9|mu=10", "blocking", 0.050813731327412404),
    .init("M/G/infinity", "lambda=30|mean=0.2", "number", 6.0),
    .init("M/D/1 utilisation 90%", "service=10ms", "wait", 0.045000000000000005),
    .init("M/D/1 deterministic service queue", "rho=0.75|s=4", "wait", 6.0),
    .init("M/D/2", "lambda=1.2|mu=1", "utilisation", 0.6),
    .init("M/G/1 SCV=2.5", "lambda=0.6|mean=1", "wait", 2.625),
    .init("M/G/1 Erlang-3 service", "lambda=0.6|mu=1", "wait", 0.9999999999999999),
    .init("M/G/1 uniform service", "lambda=0.6|mean=1", "wait", 0.9999999999999999),
    .init("M/G/1 mean wait (P-K)", "lambda=0.4|mean=1.5|cs2=0.5", "wait", 1.6875),
    .init(
      "Pollaczek-Khinchine mean value formula", "lambda=2|service=0.3|cv=0", "wait",
      0.22499999999999998),
    .init(
      "GI/M/1 with Erlang-2 arrivals", "lambda=0.8|mu=1", "wait-probability", 0.7398529491264555),
    .init("D/M/1 queue", "rho=0.75|mu=2", "wait-probability", 0.5456050165607496),
    .init(
      "G/G/1 heavy-traffic approximation", "lambda=0.95|mu=1|ca2=2|cs2=0.5", "wait",
      23.749999999999996),
    .init(
      "G/G/4 Allen-Cunneen approximation", "lambda=3|mu=1|ca2=1.5|cs2=0.5", "wait",
      0.5094339622641509),
    .init("M/M/1 round robin (processor sharing)", "lambda=0.5|mu=1", "sojourn", 2.0),
    .init("M/M/1 preemptive priority with 2 classes", "lambda=[0.2, 0.4]|mu=1", "sojourn-1", 1.25),
    .init(
      "non-preemptive priority M/M/1, 3 classes", "lambda=[0.1, 0.2, 0.3]|mu=1", "wait-1",
      0.6666666666666666),
    .init(
      "M/G/1 nonpreemptive priority, deterministic service", "lambda=[0.3, 0.3]|mean=1", "wait-1",
      0.4285714285714286),
    .init("Erlang-A with 10 servers", "lambda=12|mu=1|theta=1", "abandonment", 0.2136323529579641),
    .init("M/M/3//6 machine repair", "lambda=0.5|mu=1", "down", 2.127462340672074),
    .init(
      "machine repair problem, 4 machines, 1 repairman", "MTTF_h=50|MTTR_h=5", "down",
      0.4666321779617176),
    .init("two M/M/1 queues in tandem", "lambda=3|mu=[5, 4]", "response", 1.5),
    .init("closed queueing network, MVA", "N=3|D=[0.2, 0.3]|Z=0", "throughput", 2.923076923076923),
    .init(
      "interactive system MVA, 10 users, think time 5 s", "demands=0.5s,0.3s", "response",
      1.754042851270571),
    .init("Little's law", "throughput=500/s|response_time=40ms", "depth", 20.0),
    .init("utilization law", "throughput=120/s|service_time=5ms", "utilisation", 0.6),
    .init("fork-join queue with 2 branches", "lambda=0.6|mu=1", "response", 3.5625),
    .init("maximum of 16 exponentials", "mean=5ms", "mean", 0.01690364496614497),
    .init("tail at scale, 100 leaves, 1% slow", "", "slow", 0.6339676587267709),
    .init("availability with MTTF 2000 h and MTTR 8 h", "", "availability", 0.9960159362549801),
    .init(
      "steady-state availability", "failure_rate=0.002/h|repair_rate=0.25/h", "availability",
      0.9920634920634921),
    .init("four nines downtime per year", "", "downtime", 3153.6000000000004),
    .init("downtime per month at 99.9%", "", "downtime", 2628.0),
    .init("99.95% availability downtime per year", "", "downtime", 15768.0),
    .init("series of 3 components at 99.9%", "", "availability", 0.997002999),
    .init("two in parallel", "A=0.95", "availability", 0.9975),
    .init("parallel system of 3", "A=0.9", "availability", 0.999),
    .init("1-out-of-3 redundancy", "A=0.9", "availability", 0.999),
    .init("3 out of 4 system reliability", "R=0.95", "availability", 0.9859812499999998),
    .init("2oo4 voting", "p=0.9", "availability", 0.9963000000000001),
    .init("2-out-of-3:F system", "p=0.9", "availability", 0.9720000000000001),
    .init("N+2 redundancy", "n=4|A=0.99", "availability", 0.99998044641),
    .init("4+2 redundant power supplies", "A=0.99", "availability", 0.99998044641),
    .init(
      "hot standby pair with repair, 1 repairman", "mtbf=1000h|mttr=10h", "availability",
      0.9998039600078416),
    .init(
      "cold standby 1-of-2 with repair, single repair crew", "lambda=0.001|mu=0.1", "availability",
      0.9999009999009999),
    .init("TMR reliability", "lambda=0.001|t=100", "reliability", 0.9745558178705098),
    .init("mean time to failure of a parallel pair, no repair", "lambda=0.001", "mttf", 1500.0),
    .init("exponential reliability", "lambda=0.0001|t=1000", "reliability", 0.9048374180359595),
    .init("Weibull with shape 2, scale 1000 h", "t=500h", "reliability", 0.7788007830714049),
    .init("5-node ZooKeeper ensemble", "p=0.99", "availability", 0.9999901493999999),
    .init("Paxos group of 7", "A=0.98", "availability", 0.9999946643455999),
    .init("MTTDL of RAID 5 with 6 disks", "mttf=1000000h|mttr=24h", "mttdl", 5001320000000.0),
    .init("MTTDL RAID-10, 8 disks", "mttf=1000000h|mttr=24h", "fleet", 18751350000000.0),
    .init("Reed-Solomon (6,3) durability", "AFR=1%|rebuild=8h", "mttdl", 8.238562989457849e+21),
    .init("three-way mirror MTTDL", "AFR=1%|rebuild=8h", "mttdl", 1.263047091330456e+19),
    .init("RAID-6 usable capacity", "disks=12|size=10TB", "usable", 100000000000000.0),
    .init("EC 10+4 storage overhead", "", "overhead", 1.4),
    .init("error budget 99.99% 30 days", "", "budget", 259.20000000000005),
    .init("burn rate for 0.5% errors on a 99.9% SLO", "", "burn", 5.0),
    .init("spare parts Poisson", "rate=6/y|lead=30d|fill=99%", "spares", 3.0),
    .init(
      "Kubernetes HPA desired replicas", "currentReplicas=6|currentCPU=80%|targetCPU=60%",
      "desired", 8.0),
    .init("HPA with 5 replicas, current 200m, target 100m", "", "desired", 10.0),
    .init("autoscaling/v2 HPA behavior scaleUp: 4 pods per 60s", "start=5|need=14", "trace", 14.0),
    .init("PDB maxUnavailable=25%", "replicas=10", "allowed", 3.0),
    .init("rolling update maxSurge=1 maxUnavailable=0", "replicas=5", "most", 6.0),
    .init("token bucket 100 r/s burst 200", "window=10s", "bound", 1200.0),
    .init("retry amplification, 3 attempts, 4 tiers", "", "worst", 81.0),
    .init("exponential backoff base 1s factor 2 cap 30s", "attempts=7", "total", 61.0),
    .init(
      "Flagger canary stepWeight 5 maxWeight 50 interval 1m threshold 5", "", "promotion", 600.0),
    .init("Envoy outlier detection, 4th ejection", "base_ejection_time=30s", "duration", 120.0),
    .init("N+1 headroom with 10 hosts", "", "ceiling", 0.9),
    .init("first-fit decreasing bin packing", "capacity=10|items=[7, 5, 5, 3]", "optimum", 2.0),
    .init("ring all-reduce over 32 GPUs", "size=1GiB|bandwidth=50GB/s", "ring", 0.04160749568),
    .init("NCCL all_reduce bus bandwidth, 8 ranks", "algbw=100GB/s", "busbw", 175000000000.0),
    .init("all-to-all bus bandwidth 16 GPUs", "algbw=40GB/s", "busbw", 37500000000.0),
    .init("H100 MIG 1g.10gb max instances", "", "most-1g.10gb", 7.0),
    .init("Young/Daly optimum for 5 min checkpoints and 4 h MTBF", "", "young", 2939.3876913398135),
    .init("Amdahl's law with 5% serial on 64 cores", "", "speed-up", 15.42168674698795),
    .init("pipeline bubble with 8 stages and 24 microbatches", "", "bubble", 0.22580645161290322),
    .init("birthday bound 64-bit hash", "n=5000000000", "collision", 0.4921790517801621),
    .init("TTL cache, rate 2/s, ttl 3s", "", "hit-ratio", 0.8571428571428571),
  ]

  static let traps: [(String, String)] = [
    ("M/M/1 join the shortest queue", "lambda=0.5|mu=1"),
    ("M/M/2 heterogeneous servers", "lambda=0.5|mu=1"),
    ("M/M/1 with batch service", "lambda=0.5|mu=1"),
    ("M/M/1 N-policy", "lambda=0.5|mu=1"),
    ("M/M/c with jockeying", "c=2|lambda=0.5|mu=1"),
    ("MAP/M/1", "lambda=0.5|mu=1"),
    ("MMPP/M/1", "lambda=0.5|mu=1"),
    ("M/M/1 with server breakdowns", "lambda=0.5|mu=1"),
    ("M/M/1 time-varying arrivals", "lambda=0.5|mu=1"),
    ("2-of-3 load-sharing", "lambda=0.001|mu=0.1"),
    ("consecutive 2-of-6:F", "p=0.9"),
    ("byzantine quorum of 4", "p=0.99"),
    ("quorum of 5 with a witness", "p=0.99"),
    ("LRC(12,2,2) durability", "AFR=1%|rebuild=8h"),
    ("MTTDL RAID-Z3, 10 disks", "mttf=1e6h|mttr=24h"),
    ("HPA with KEDA cooldown 300s", "replicas=4|current=150|target=100"),
    ("M/M/1/5 with balking", "lambda=0.5|mu=1"),
    ("Erlang B with retrials", "a=5|c=8"),
    ("series of 2 in parallel with 3", "A=0.9"),
    ("ring all-reduce with 2x compression", "n=8|size=1GB|bandwidth=10GB/s"),
    ("token bucket with 2 levels", "rate=5/s|burst=10|window=5s"),
  ]
}
