import Quantities
import Solve
import Testing

/// Questions as textbooks and handbooks put them, beside the calculators' own arguments.
@Suite struct SolveTextbookTests {
  /// A question in other words, and the same in the calculator's own.
  struct Wording: Sendable, CustomTestStringConvertible {
    let name: String
    let asked: String
    let model: String
    let own: String
    var testDescription: String { "\(name) \(asked)" }

    init(_ name: String, _ asked: String, _ model: String, _ own: String) {
      (self.name, self.asked, self.model, self.own) = (name, asked, model, own)
    }
  }

  static let queues = [
    Wording(
      "M/G/1", "lambda=0.5|values=0.5,5.5|probabilities=0.9,0.1", "mg1",
      "arrival=0.5|service=0.5,5.5|weights=0.9,0.1"),
    Wording("two choices", "rho=0.9|mu=1", "choices", "arrival=0.9|service=1|choices=2"),
    Wording("three choices", "lambda=0.9|mu=1", "choices", "arrival=0.9|service=1|choices=3"),
    Wording("JSQ(2)", "rho=0.9|mu=1", "choices", "arrival=0.9|service=1|choices=2"),
    Wording("SQ(3)", "rho=0.9|mu=1", "choices", "arrival=0.9|service=1|choices=3"),
    Wording("JSQ(d)", "rho=0.9|mu=1|d=4", "choices", "arrival=0.9|service=1|choices=4"),
    Wording(
      "join the shortest of d", "rho=0.9|mu=1|d=3", "choices", "arrival=0.9|service=1|choices=3"),
    Wording("shortest of 2 queues", "rho=0.9|mu=1", "choices", "arrival=0.9|service=1|choices=2"),
    Wording(
      "M[X]/M/1", "batch arrival=0.2|batch=2|mu=1", "bulk-arrivals", "arrival=0.2|batch=2|service=1"
    ),
    Wording(
      "bulk arrivals", "batch_arrival_rate=0.2|mean_batch_size=3|service_time=1", "bulk-arrivals",
      "arrival=0.2|batch=3|service=1"),
    Wording(
      "single server queue", "lambda=3/min|mu=4/min", "mm1", "arrival=3/min|service=15s"),
    Wording(
      "M/M/2", "customers_per_hour=20|service_time=5min", "mmc",
      "servers=2|arrival=20/h|service=5min"),
    Wording(
      "M/M/1 finite buffer", "buffer_size=5|lambda=0.8|mu=1", "mmck",
      "capacity=5|arrival=0.8|service=1"),
    Wording("Erlang B", "traffic_intensity=12|channels=18", "erlang-b", "load=12|servers=18"),
    Wording("Erlang B", "offered_traffic=12erl|trunks=18", "erlang-b", "load=12|servers=18"),
    Wording(
      "M/G/1", "arrival_rate=0.3|mean_service=2|service_variance=1.5", "mg1",
      "arrival=0.3|service=2|scv=0.375"),
    Wording(
      "M/G/1", "lambda=0.3|mean=2|coefficient_of_variation=0.6", "mg1",
      "arrival=0.3|service=2|scv=0.36"),
    Wording("M/G/1", "lambda=0.3|mean=2|std_dev=1.2", "mg1", "arrival=0.3|service=2|scv=0.36"),
    Wording(
      "M/H2/1", "lambda=0.3|branch_probabilities=0.4,0.6|rates=2,1", "mg1",
      "arrival=0.3|service=0.5,1|weights=0.4,0.6|law=hyperexponential"),
    Wording(
      "priority queue", "lambda_high=0.2|lambda_medium=0.1|lambda_low=0.4|mu=1", "priority",
      "arrivals=0.2,0.1,0.4|service=1"),
    Wording(
      "processor sharing", "lambda=0.5|mean_job_size=1|job_size=3", "ps",
      "arrival=0.5|service=1|size=3"),
    Wording(
      "machine repairman", "M=4|failure_rate=0.1/h|repair_rate=1/h", "machine-repair",
      "machines=4|mtbf=10h|mttr=1h"),
    Wording(
      "Jackson network", "external_arrivals=1,0|service_rates=3,4|routing_matrix=0,1;0,0",
      "jackson",
      "arrivals=1,0|rates=3,4|routing=0,1;0,0"),
    Wording("Little law", "arrival_rate=10/s|time_in_system=2s", "little", "rate=10/s|latency=2s"),
    Wording(
      "Engset", "number_of_sources=10|trunks=4|offered_per_idle_source=0.2", "engset",
      "sources=10|servers=4|load=0.2"),
    Wording("straggler", "workers=50|mean_time=1s", "slowest", "n=50|mean=1s"),
    Wording(
      "Halfin-Whitt", "offered_load=100|probability_of_wait=20%", "square-root-staffing",
      "load=100|target=20%"),
    Wording(
      "timeout retry", "lambda=0.2|mu=1|timeout=5|max_retries=2", "timeout-retry",
      "arrival=0.2|service=1|timeout=5|attempts=3"),
    Wording("erlang distribution", "stages=3|rate=2", "sequence", "means=0.5|times=3"),
    Wording(
      "Kaufman-Roberts", "capacity=10|bandwidths=1,3|offered_loads=4,1", "multi-rate-loss",
      "capacity=10|widths=1,3|loads=4,1"),
    Wording(
      "forced flow law", "system_throughput=10/s|visit_count=3", "forced-flow",
      "throughput=10/s|visits=3"),
    Wording(
      "M/M/1 max load", "service_time=10ms|target_p99=100ms", "max-load",
      "service=10ms|target=100ms|percentile=99%"),
  ]

  static let others = [
    Wording("speed-up", "exposed=50%|bandwidth_ratio=4", "speed-up", "share=50%|faster=4"),
    Wording(
      "young-daly", "checkpoint=5min|mtbf_node=5y|nodes=1000", "young-daly",
      "checkpoint=5min|mtbf=5y|nodes=1000"),
    Wording(
      "young formula", "checkpoint_write_time=5min|system_mtbf=12h", "young-daly",
      "checkpoint=5min|mtbf=12h"),
    Wording("mig", "gpu=H100-80GB|profile=1g.20gb", "mig", "gpu=h100|instances=1g.20gb"),
    Wording(
      "cold standby", "lambda=0.002/h|mu=0.05/h", "k-of-n", "n=2|k=1|mtbf=500h|mttr=20h|dormancy=0"),
    Wording("hot standby", "lambda=0.002/h|mu=0.05/h", "k-of-n", "n=2|k=1|mtbf=500h|mttr=20h"),
    Wording(
      "k-of-n", "standby=cold|lambda=0.002/h|mu=0.05/h", "k-of-n",
      "n=2|k=1|mtbf=500h|mttr=20h|dormancy=0"),
    Wording(
      "k-of-n", "standby=cold|spares=2|lambda=0.002/h|mu=0.05/h", "k-of-n",
      "n=3|k=1|mtbf=500h|mttr=20h|dormancy=0"),
    Wording(
      "cold standby", "k=2|spares=1|lambda=0.002/h|mu=0.05/h", "k-of-n",
      "n=3|k=2|mtbf=500h|mttr=20h|dormancy=0"),
    Wording(
      "cold standby", "n=3|spares=1|lambda=0.002/h|mu=0.05/h", "k-of-n",
      "n=3|k=2|mtbf=500h|mttr=20h|dormancy=0"),
    Wording(
      "k-of-n-life", "standby=cold|spares=1|lambda=0.002/h", "k-of-n-life",
      "n=2|k=1|mtbf=500h|dormancy=0"),
    Wording(
      "token bucket discrete fill",
      "max_tokens=10|tokens_per_fill=5|fill_interval=1s|arrivals=8@0,8@500ms,8@1.5", "token-bucket",
      "burst=10|tokens=5|fill=1s|arrivals=0:8;0.5:8;1.5:8"),
    Wording(
      "retry budget", "rps=1000|budget=10%|min_retries_per_sec=10", "retry-budget",
      "rate=1000/s|budget=10%|reserve=10/s"),
    Wording(
      "cold standby without repair", "lambda=0.001/h|t=1000h", "k-of-n-life",
      "n=2|k=1|mtbf=1000h|time=1000h|dormancy=0"),
    Wording(
      "warm standby", "lambda=0.002/h|mu=0.05/h|standby_failure_rate_ratio=0.5", "k-of-n",
      "n=2|k=1|mtbf=500h|mttr=20h|dormancy=0.5"),
    Wording("availability", "annual_downtime=4h", "availability", "downtime=4h"),
    Wording("series system", "reliabilities=0.9,0.95,0.99", "series", "parts=0.9,0.95,0.99"),
    Wording(
      "parallel system", "component_availability=0.9|number_of_components=3", "parallel",
      "parts=0.9|n=3"),
    Wording(
      "common cause failure", "failure_rate=0.001/h|repair_rate=0.1/h|beta_factor=10%|n=2",
      "beta-factor", "mtbf=1000h|mttr=10h|beta=10%|n=2"),
    Wording(
      "MTTDL", "number_of_disks=5|raid=5|disk_mttf=1000000h|rebuild_time=12h", "mttdl",
      "copies=5|needed=4|mtbf=1000000h|rebuild=12h"),
    Wording("erasure code", "data_shards=8|parity_shards=3", "erasure-code", "data=8|parity=3"),
    Wording(
      "erasure coding", "data_blocks=8|parity_blocks=3|AFR=2%|repair_time=6h", "mttdl",
      "copies=11|needed=8|afr=2%|rebuild=6h"),
    Wording(
      "copysets", "number_of_nodes=1000|replication_factor=3|scatter_width=10|failed_nodes=10",
      "copysets", "nodes=1000|copies=3|scatter=10|failed=10"),
    Wording("binomial", "trials=20|success_probability=10%|k=4", "binomial", "n=20|p=10%|k=4"),
    Wording(
      "hash collision", "number_of_keys=1000000|hash_bits=64", "birthday", "items=1000000|bits=64"),
    Wording(
      "bin packing", "bin_capacity=10|item_sizes=6,5,4,3,2", "bin-packing",
      "capacity=10|items=6,5,4,3,2"),
    Wording(
      "all-reduce", "ranks=8|bytes=1GB|bus_bandwidth=50GB/s", "allreduce",
      "ranks=8|size=1GB|bandwidth=50GB/s"),
    Wording(
      "Zipf cache", "catalog_size=1000|cache_size=100|zipf_exponent=0.8", "zipf-cache",
      "items=1000|capacity=100|exponent=0.8"),
    Wording("amdahl", "serial_fraction=5%|speedup_factor=10", "amdahl", "serial=5%|speed-up=10"),
    Wording(
      "TCP throughput", "MSS=1460B|RTT=50ms|packet_loss_rate=0.01%", "tcp-throughput",
      "mss=1460B|rtt=50ms|loss=0.01%"),
    Wording(
      "bloom filter", "number_of_items=1000000|bits_per_item=10|number_of_hash_functions=7",
      "bloom-filter", "items=1000000|bits=10000000|hashes=7"),
    Wording(
      "transient availability", "failure_rate=0.01/h|repair_rate=0.5/h|at=5h",
      "transient-availability", "mtbf=100h|mttr=2h|time=5h"),
    Wording(
      "site failover", "failure_rate=1/y|failover_time=1h", "site-pair", "failures=1/y|rto=1h"),
    Wording(
      "yearly downtime", "outage_rate=2/y|outage_duration=30min|budget=1h", "yearly-downtime",
      "outages=2/y|outage=30min|budget=1h"),
    Wording(
      "confidence interval", "observations=4.1,5.2,3.9,4.8|confidence_level=90%", "sample",
      "values=4.1,5.2,3.9,4.8|level=90%"),
    Wording("weibull B5 life", "eta=1000h|beta=2", "weibull", "scale=1000h|shape=2|failing=5%"),
  ]

  @Test("the words of a textbook are those of the calculator", arguments: queues + others)
  func wordings(_ wording: Wording) throws {
    let asked = try answer(to: wording.name, wording.asked)
    let own = try answer(to: wording.model, wording.own)
    #expect(!asked.isEmpty && asked.keys.sorted() == own.keys.sorted())
    for (name, figure) in asked where figure.value.isFinite {
      let other = try #require(own[name])
      #expect(abs(figure.value - other.value) <= 1e-9 * abs(other.value), "\(name)")
    }
  }

  @Test("a retry budget is of requests at once or of their rate, and of one of them")
  func retryBudget() throws {
    // Finagle's: a fifth of the requests, and ten in a second beside.
    let finagle = try answer(to: "retry-budget", "rate=1000/s|reserve=10/s")
    #expect(finagle["retry-rate"]?.value == 210 && finagle["amplification"]?.value == 1.21)
    for arguments in ["budget=20%", "active=100|rate=1000/s"] {
      #expect(throws: (any Error).self) { try answer(to: "retry-budget", arguments) }
    }
  }

  @Test("spares that contradict the count of parts are refused, and how warm ones are is asked for")
  func spares() {
    let rates = "lambda=0.002/h|mu=0.05/h"
    for arguments in [
      "standby=cold|n=2|spares=2|\(rates)", "standby=cold|k=1|n=3|spares=1|\(rates)",
      "standby=warm|spares=1|\(rates)",
    ] {
      #expect(throws: (any Error).self, "\(arguments)") { try answer(to: "k-of-n", arguments) }
    }
  }

  @Test("a life by which a share has failed is a line for each, or gives the scale")
  func failingShares() throws {
    // η·(−ln(1 − x))^(1/β): a thousand hours, a shape of 2.
    let lives = try answer(to: "weibull", "scale=1000h|shape=2|bx=1,5%,10")
    for (name, hours) in [
      ("b1", 100.25136334983904), ("b5", 226.48022957324682), ("b10", 324.59284597450124),
    ] {
      let life = try #require(lives[name])
      #expect(abs(life.value / 3_600 - hours) < 1e-6, "\(name) \(life.value / 3_600)")
    }
    let found = try answer(to: "weibull", "shape=2|B10=200h")
    #expect(abs(try #require(found["b10"]).value - 200 * 3_600) < 1e-6)
    #expect(abs(try #require(found["median"]).value / 3_600 - 512.98395604387) < 1e-6)
  }

  @Test("what a name leaves open names the argument that was not understood, too")
  func strangers() throws {
    for (name, arguments, stranger) in [
      ("M/G/1", "lambda=0.5|mean=1|burstiness=3", "`burstiness`"),
      ("warm standby", "lambda=0.002/h|mu=0.05/h|wakefulness=3", "`wakefulness`"),
    ] {
      #expect {
        _ = try SolveQuestion(name, pairs(arguments))
      } throws: { error in
        "\(error)".contains("leaves something open")
          && "\(error)".contains("not understood: \(stranger)")
      }
    }
  }

  @Test("a unit at the end of a key is no word, and what is of the whole is not of each")
  func limits() {
    for (name, arguments) in [
      // `base_ejection_s` is a time in seconds, and not `baseejections`.
      ("young-daly", "checkpoint=5min|system_mtbf=12h|nodes=10"),
      ("sequence", "mean=5ms|time=3s"),
    ] {
      #expect(throws: (any Error).self, "\(name)") { try answer(to: name, arguments) }
    }
    let ejection = try? answer(
      to: "outlier-detection", "hosts=30|max_ejection_pct=20|base_ejection_s=15|k=4")
    #expect(ejection?["duration"]?.value == 60)
  }
}
