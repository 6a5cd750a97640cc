import Glibc
import Solve
import Testing

/// Names with other numbers than those that the reference set has, other keys, and what is refused by its reason.
@Suite struct SolveWordingTests {
  /// By hand, or by another program where the figure is not plain.
  @Test("other numbers and other words lead to the same calculator", arguments: questions)
  func answers(_ question: SolveNeighbourTests.Question) throws {
    let line = try #require(try answer(to: question.model, question.arguments)[question.line])
    #expect(abs(line.value - question.value) <= 1e-9 * abs(question.value), "\(line.value)")
  }

  private static let questions: [SolveNeighbourTests.Question] = [
    .init(
      "HPA ramp 10->60 (load x6), sync=policy period=15s, instant metrics", "start=10|need=60",
      "time", 45),
    .init(
      "HPA ramp 5->80 (load x16), sync=policy period=15s, instant metrics", "start=5|need=80",
      "time", 60),
    .init(
      "HPA ramp 20->100 (load x5), sync=policy period=30s, instant metrics", "start=20|need=100",
      "time", 90),
    .init("HPA ramp, sync=policy period=30s", "start=10|need=60", "time", 90),
    .init("HPA ramp 10->60", "", "time", 45),
    .init(
      "HPA missing metrics, scale up (2 of 4 missing)", "pods=[200,200,null,null]|target=100",
      "desired", 4),
    .init("HPA two metrics", "replicas=4|current=[80,300]|target=[50,400]", "desired", 7),
    .init("HPA", "replicas=5|current=90,20|target=50,40", "desired", 9),
    .init("hpa-metrics", "replicas=5|wishes=4,9,6|max=8", "desired", 8),
    .init(
      "M/G/1 three-point service", "lambda=0.2|S=1 w.p. 0.5, 3 w.p. 0.3, 10 w.p. 0.2", "wait", 7.25),
    .init("hpa-policy", "start=10|needed=100|max=35", "trace", 35),
    // Four more at a time until half as many are fewer, then half as many.
    .init("hpa-policy", "start=4|needed=14|percent=50%|select=Min", "time", 60),
    .init("M/G/1", "lambda=0.8|mean=1|second_moment=3", "wait", 6),
    .init("M/G/1", "lambda=0.8|ES=1|ES2=3", "wait", 6),
    .init("M/G/1", "lambda=0.8|mu=1|m2=3", "wait", 6),
    .init("M/G/1 uniform", "lambda=0.5|a=0.5|b=1.5", "wait", 0.5416666666666666),
    .init("M/D/1", "lambda=0.8|D=1", "wait", 2),
    .init("gm1", "arrival=0.8|mu=1|stages=4", "sojourn", 3.26738361031936156),
    .init("closed-network", "demands=.2s,.1s|N=1", "throughput", 1 / 0.3),
    .init("headroom", "n=16|needed=15", "ceiling", 0.9375),
    .init("M/G/1", "lambda=0.2|S=1,10|p=0.8,0.2", "wait", 0.2 * 20.8 / 2 / 0.44),
    .init("M/G/1 Pareto", "lambda=0.5|mean=1|alpha=2.5", "scv", 0.8),
    .init("series", "A=0.9", "availability", 0.9),
    .init("series", "U=0.1,0.2", "availability", 0.72),
    .init("single component", "MTTF_h=1000|MTTR_h=10", "availability", 1_000 / 1_010.0),
    .init(
      "3-node etcd quorum", "node_MTTF_h=100|node_MTTR_h=100", "availability", 0.5),
    // Birth and death with one crew: 1, 3r, 6r², 6r³ of r = 1.
    .init("quorum", "members=3|MTTF_h=100|MTTR_h=100|crews=1", "availability", 4 / 16.0),
    .init("Flagger blue/green", "interval=30s|iterations=10|threshold=2", "promotion", 300),
    .init(
      "HPA", "currentReplicas=6|currentCPUUtilization=85%|targetCPUUtilization=50%", "desired", 11),
    .init("hpa-window", "recommendations=9,8|current=10", "chosen", 9),
    .init("Che approximation", "N=1000|cache_fraction=0.1|alpha=1", "hit", 0.5765246161690034),
    .init("epoch-cache", "c=0.5", "no-evict", 0.5),
    .init("N+1 cluster", "hosts=16", "ceiling", 0.9375),
    .init("Amdahl inverse", "speedup=1.4", "share", 0.4 / 1.4),
    .init("fork-join of 2", "lambda=0.5|mu=1", "response", 2.875),
    .init("fork-join, 2 parallel M/M/1 queues", "lambda=0.5|mu=1", "response", 2.875),
    .init("common cause (beta factor 5 %)", "lambda=0.001|mu=0.1", "common", 5e-5 / 0.10005),
    .init("A100-40GB MIG, 7 instances of 1g.5gb", "", "placement", 7),
    .init("A100-40GB MIG configurations", "gpu=A100-40GB", "most-2g.10gb", 3),
    .init("mig", "gpu=NVIDIA A100-SXM4-80GB|instances=1g.10gb", "fits", 1),
    .init("standby pair", "lambda=0.001|mu=0.1|crews=1|dormancy=0", "mttf", 102_000),
    .init("renewal", "FIT=1000000|MTTR=10h", "availability", 1_000 / 1_010.0),
    .init("kingman", "rho=0.9|cv_a=0.5|cv_s=1|tau=1", "wait", 9 * 0.625),
    .init("retry", "retries_per_layer=3|tiers=3", "worst", 64),
    .init("mm1", "到达率=0.8/s|服务时间=1s", "sojourn", 5),
    .init("max-load", "service=50us|target=200us", "mean", 50e-6),
    .init("max-load", "service=50us|target=200us", "quantile", 0.00023025850929940457),
    .init("allreduce", "n=100|alpha=5us|S=1MB|B=25GB/s", "crossover-ideal", 1154451797.6278162),
    .init("canary", "weight=0.05|detect_min=5", "canary", 15),
  ]

  @Test(
    "a queue to which nobody comes is empty",
    arguments: [
      ("mmck", "capacity=5"), ("gm1", "law=uniform"), ("gmc", "servers=3|law=constant"),
      ("mg1k", "capacity=4"), ("mm1", "percentile=90%"),
    ])
  func nobody(name: String, arguments: String) throws {
    let lines = try answer(to: name, arguments + "|lambda=0|mu=1")
    for (line, value) in [("utilisation", 0.0), ("wait", 0), ("sojourn", 1)] {
      #expect(abs(try #require(lines[line]).value - value) < 1e-8, "\(line)")
    }
  }

  @Test func `a load of nothing loses nothing`() throws {
    #expect(try answer(to: "erlang-b", "load=0|servers=3")["blocking"]?.value == 0)
    #expect(try answer(to: "erlang-c", "load=0|servers=3")["waiting"]?.value == 0)
    let impatient = try answer(to: "erlang-a", "servers=3|lambda=0|mu=1|theta=1")
    #expect(impatient["abandonment"]?.value == 0 && impatient["wait"]?.value == 0)
  }

  @Test func `percentiles have names of their own`() throws {
    let lines = try answer(
      to: "mm1", "arrival=0.8/s|service=1s|percentile=99.995%,99.999%,99.9999%")
    for (name, share) in [("p99.995", 5e-5), ("p99.999", 1e-5), ("p99.9999", 1e-6)] {
      #expect(abs(try #require(lines[name]).value / (-5 * log(share)) - 1) < 1e-9)
    }
    #expect(lines["p100"] == nil)
  }

  @Test(
    "what cannot be used is refused, and the reason says what to do",
    arguments: [
      ("gm1", "arrival=0.8|mu=1|law=constant|scv=4", "one of the two"),
      ("mg1k", "capacity=5|arrival=0.8|mu=1|law=erlang|stages=3|scv=9", "one of the two"),
      ("gm1", "arrival=0.8|mu=1|law=scv|stages=4", "law=erlang"),
      ("mg1", "arrival=0.1|service=1,10|weights=0.9,0.1|scv=4", "leave out `scv`"),
      ("bin-packing", "capacity=10|items=4x3", "`4x3`"),
      ("headroom", "hosts=12|k=2", "give `needed` or `reserve`"),
      ("standby pair", "lambda=0.001|mu=0.1|crews=1", "1 hot, 0 cold"),
      ("1-of-2 passive standby, 1 crew", "lambda=0.001|mu=0.1", "`dormancy`"),
      ("active-passive pair", "lambda=0.001|mu=0.1", "`dormancy`"),
      ("series", "A=99.99,0.9995", "`0.9995%` or `99.95%`"),
      ("M/M/1 with 7 widgets", "lambda=0.8|mu=1", "leave it out"),
      ("series", "parts=99%,parallel(90%,90%)", "`block-diagram`"),
      ("token bucket", "tokens=5|fill=1s|burst=9|arrivals=5/s for 3s, then 9/s for 2s", "`rate`"),
      ("mm1", "arrival=0.8/s|service=1s|percentile=99.9999999999999999%", "`percentile`"),
    ])
  func refused(name: String, arguments: String, reason: String) {
    #expect {
      try answer(to: name, arguments)
    } throws: { "\($0)".contains(reason) }
  }
}
