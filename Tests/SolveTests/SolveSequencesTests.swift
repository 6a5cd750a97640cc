import Glibc
import Simulate
import Solve
import Testing

/// Calls in a row, retries after timeouts, and sizes by rules of thumb, each beside another way to the same number.
@Suite struct SolveSequencesTests {
  private func value(_ name: String, _ arguments: String, _ line: String) throws -> Double {
    try #require(try answer(to: name, arguments)[line]).value
  }

  /// The sum of partial fractions at forty digits, in Python with mpmath.
  @Test func `calls in a row have the quantiles of their sum`() throws {
    let calls = try answer(to: "sum of exponentials", "means=5ms,10ms,20ms|within=100ms")
    #expect(abs(try #require(calls["mean"]).value - 0.035) < 1e-15)
    #expect(abs(try #require(calls["p99"]).value / 0.11166350011482727 - 1) < 1e-9)
    let exceeds = 400 / 150.0 * exp(-5) - 2 * exp(-10) + exp(-20) / 3
    #expect(abs(try #require(calls["exceeds"]).value / exceeds - 1) < 1e-9)
  }

  @Test func `alike calls are an Erlang law, and a run sees their mean`() throws {
    let calls = try answer(to: "Erlang distribution", "mean=1s|k=2", replications: 20)
    // P(T > t) = (1 + t)·e^−t.
    let p99 = try #require(calls["p99"]).value
    #expect(abs((1 + p99) * exp(-p99) - 0.01) < 1e-12)
    let mean = try #require(calls["mean"])
    let seen = try #require(mean.simulated)
    #expect(abs(seen.mean - 2) < 2 * seen.halfWidth)
  }

  /// The fixed point by iteration, in Python.
  @Test func `retries after timeouts feed the load`() throws {
    let calm = "arrival=0.3/s|service=1s|timeout=10s|attempts=3"
    let lines = try answer(to: "timeout-retry", calm)
    let rate = try #require(lines["arrival"]).value
    let late = exp(-(1 - rate) * 10)
    #expect(abs(rate - 0.3 * (1 + late + late * late)) < 1e-12)
    #expect(abs(try #require(lines["failure"]).value - pow(late, 3)) < 1e-15)
    #expect(try #require(lines["metastable"]).value == 0)
    let storm = try answer(
      to: "timeout retry", "lambda=0.7|mu=1|timeout=5|retries=2")
    #expect(abs(try #require(storm["arrival"]).value - 2.1) < 1e-12)
    #expect(try #require(storm["metastable"]).value == 1)
  }

  /// 1/(1 + Φ(1)/φ(1)), by scipy.
  @Test func `a root of the load is spare`() throws {
    let lines = try answer(to: "square-root staffing", "a=100|beta=1")
    #expect(lines["servers"]?.value == 110)
    #expect(abs(try #require(lines["waiting"]).value - 0.22336127479826076) < 1e-12)
    #expect(abs(try #require(lines["erlang-c"]).value - 0.23700750028505274) < 1e-12)
    let target = try answer(to: "Halfin-Whitt", "load=400|target=20%")
    #expect(abs(try #require(target["waiting"]).value - 0.2) < 1e-12)
  }

  /// Ceph's own examples: 6,667 groups are 8,192, and 333 are 256.
  @Test func `groups of a pool are a power of two`() throws {
    #expect(try value("placement groups", "osds=200|size=3", "groups") == 8192)
    #expect(try value("PG count", "osds=10|pool_size=3", "groups") == 256)
    // 340 is more than a third above 256.
    #expect(try value("placement-groups", "osds=10|copies=3|target=105", "groups") == 512)
    #expect(try value("placement-groups", "osds=100|copies=3|share=0%", "groups") == 32)
  }

  @Test func `windows, losses and filters`() throws {
    #expect(try value("BDP", "bw=1Gbps|rtt=100ms", "product") == 12.5e6)
    let window = try value(
      "bandwidth-delay", "bandwidth=1Gbps|rtt=100ms|window=64KiB", "throughput")
    #expect(abs(window - 655_360) < 1e-6)
    let rate = try value("Mathis", "mss=1460B|rtt=50ms|p=1e-4", "throughput")
    #expect(abs(rate / (29_200 * 1.5e4.squareRoot()) - 1) < 1e-12)
    let filter = try answer(to: "bloom filter", "n=1000000|m=10000000|k=7")
    #expect(
      abs(try #require(filter["false-positives"]).value - pow(1 - exp(-0.7), 7)) < 1e-15)
    #expect(try value("bloom-filter", "n=1000|p=1%", "bits") == 9586)
  }

  @Test func `one seed is spread to a state`() throws {
    let seeds = try answer(to: "splitmix64", "seed=42|count=4")
    let state = try (1...4).map { try #require(seeds["output-\($0)"]?.text) }.joined(separator: ",")
    let spread = try answer(to: "xoshiro256++", "seed=42")
    let given = try answer(to: "xoshiro256++", "state=\(state)")
    #expect(spread["output-5"]?.text == given["output-5"]?.text)
    #expect(
      abs(try value("MRG32k3a", "seed=12345", "output-1") - 0.12701112204657714) < 1e-15)
  }

  /// Moments by adaptive quadrature, in Python with scipy.
  @Test func `a bounded Pareto law has its mean wait, and quantiles are left to nobody`() throws {
    let law = "lambda=0.2|alpha=1.5|L=1|H=100|percentile=99%"
    let lines = try answer(to: "M/G/1 bounded Pareto", law)
    // E[S] = 1.5/0.999·2(1 − 0.1), E[S²] = 1.5/0.999·2(10 − 1).
    let (mean, second) = (2.7 / 0.999, 27 / 0.999)
    #expect(abs(try #require(lines["service"]).value - mean) < 1e-12)
    let wait = 0.2 * second / 2 / (1 - 0.2 * mean)
    #expect(abs(try #require(lines["wait"]).value / wait - 1) < 1e-12)
    #expect(try #require(lines["p99"]).value.isNaN)
  }

  @Test(
    "keys of Kubernetes, of Prometheus and of Ceph",
    arguments: [
      (
        "HPA", "replicas=3|currentAverageUtilization=80|targetAverageUtilization=50", "desired", 5.0
      ),
      ("HPA", "replicas=3|cpu_usage=80%|cpu_target=50%", "desired", 5.0),
      ("HPA policy", "percent=100%|periodSeconds=60|start=10|needed=40", "time", 75.0),
      ("node failure", "node-monitor-grace-period=40s|pod-eviction-timeout=5m", "eviction", 340.0),
      ("least allocated", "capacity=4000,8192|requests=1000,2048", "least-allocated", 75.0),
      ("burn rate", "slo=99.9%|error_ratio=0.5%", "burn", 5.0),
      ("mon quorum", "mons=5", "tolerated", 2.0),
      ("epoch cache", "cache=50%", "no-evict", 0.5),
      ("LFU", "N=1000|C=1000|alpha=1", "hit", 1.0),
      ("k-of-n", "n=1|k=1|AFR=10%|MTTR_h=87.6", "availability", 1 / 1.001),
      ("raft", "nodes=7|failures=4", "holds", 0.0), ("raft", "nodes=7|failures=3", "holds", 1.0),
      ("rolling update", "replicas=10|maxSurge=3|maxUnavailable=0|readiness=10s", "time", 40.0),
      ("EASY backfill", "nodes=4|jobs=0:2:10;0:4:5;1:1:2", "easy-makespan", 15.0),
      ("allreduce", "n=8|size=1e9B|bandwidth=25GB/s", "ring", 0.07),
      ("M/G/1 non-preemptive priority", "lambda=0.2,0.3|E[S]=1,1|E[S^2]=2,3", "wait-1", 0.8125),
    ])
  func keys(name: String, arguments: String, line: String, expected: Double) throws {
    #expect(abs(try value(name, arguments, line) - expected) <= 1e-9 * expected)
  }
}
