import Model
import Solve
import Testing

/// Lists that are of parts, counts that are whole, values with units in cells, and names without arguments.
@Suite struct SolvePartTests {
  @Test("a figure is that of another program", arguments: figures)
  func figure(_ question: SolveNeighbourTests.Question) throws {
    let line = try #require(try answer(to: question.model, question.arguments)[question.line])
    #expect(abs(line.value - question.value) <= 1e-9 * abs(question.value))
  }

  private static let unlike = "k=3|n=5|mtbf=1000h,2000h,1500h,800h,900h|mttr=5h"

  /// Rational arithmetic over all sets of parts, and what follows by hand.
  static let figures: [SolveNeighbourTests.Question] = [
    .init("k-of-n", unlike, "unavailability", 8.430721792387937e-7),
    .init("k-of-n", unlike, "failures", 1.4021947377535956e-10),
    .init("k-of-n", unlike, "mttf", 7_179_203_321.055735),
    .init("quorum", "members=3|member=99%,98%,97%", "unavailability", 0.001088),
    .init("raft", "n=5", "tolerated", 2),
    .init("leader election", "n=5|member=99%", "majority", 3),
    .init("availability", "downtime=5min/month", "events", 2),
    .init("availability", "downtime=2h/week|outage=10min", "events", 365 / 7.0 * 12),
    .init("availability", "downtime=2h/week|outage=10min", "events-period", 12),
    .init("availability", "availability=99.9%|window=30d|outage=5min", "events", 105.12),
    .init("availability", "availability=99.95%|year=30d", "events", 8.76),
    .init("availability", "availability=99.9%|year=366d|outage=1h", "events", 8.784),
    .init("SLA 99.99%", "outage=30min", "events", 1.752),
    .init("cold standby", "n=3|k=1|mttf=2000h|mttr=20h|crews=1", "outage", 72_000),
    .init(
      "priority",
      "arrivals=0.2/s,0.3/s|services=0.5s,1s|discipline=preemptive-resume", "sojourn-1", 5 / 9.0),
    .init(
      "priority",
      "arrivals=0.2/s,0.3/s|services=0.5s,1s|discipline=preemptive-resume", "sojourn-2", 95 / 54.0),
    .init("erlang-c", "calls=360/h|aht=240s|sl=80/20", "servers", 29),
    .init("erlang-c", "calls=360/h|aht=240s|sla=80%/20s", "servers", 29),
    .init("batch", "gpus=10|jobs=0:4:8h;1:8:5h", "fifo", 28_800),
    .init("batch", "gpus=10|jobs=0:4:480min;1h:8:5h", "fifo-makespan", 46_800),
    .init("drills", "defects=1/d|interval=3mo", "broken", 1 - 1 / 91.3125),
    .init("usable-fill", "nodes=12|k=2", "fill", 0.85 * 10 / 12),
    .init("headroom", "hosts=12|reserve=2", "ceiling", 10 / 12.0),
    .init("epoch-cache", "dataset=1TB|cache=400GB", "no-evict", 0.4),
    .init("epoch-cache", "items=1000|capacity=40%", "no-evict", 0.4),
    .init("epoch-cache", "dataset=1TB|cache=400GB", "lru", 0.09350462574040573),
    .init("hpa", "replicas=3|current=0|target=50%", "desired", 1),
    .init(
      "hierarchical-allreduce", "nodes=2|gpus=1|size=1GB|intra=1GB/s|inter=8x25GB/s", "time", 0.005),
    .init("mig", "instances=3g.20gb*2", "fits", 1),
    .init("mig", "instances=1g.5gb+me,1g.5gb", "fits", 1),
    .init("mig", "instances=2*1g.5gb+me", "fits", 0),
    .init("mig", "instances=1g.5gb|existing=1g.5gb+me@0", "most-1g.5gb+me", 0),
    .init("token-bucket", "rate=10/s|burst=2|arrivals=0s:4;400ms:4", "accepted", 4),
    .init("gcra", "interval=100ms|tolerance=250ms|arrivals=0s,50ms,0.1s", "conforming", 3),
  ]

  @Test("unlike parts that are alike are what alike parts are")
  func alike() throws {
    let unlike = try answer(to: "k-of-n", "n=4|k=3|mtbf=100h,100h,100h,100h|mttr=10h|exactly=2")
    let alike = try answer(to: "k-of-n", "n=4|k=3|mtbf=100h|mttr=10h|exactly=2")
    for name in ["unavailability", "down", "mttf", "outage", "failures", "exactly"] {
      let ratio = try #require(unlike[name]).value / (try #require(alike[name]).value)
      #expect(abs(ratio - 1) < 1e-12, "\(name)")
    }
  }

  @Test("a cache of a tenth of the items holds as many")
  func shareOfItems() throws {
    let share = try answer(to: "zipf-cache", "items=2000|cache=10%")["hit"]?.value
    #expect(share == (try answer(to: "zipf-cache", "items=2000|capacity=200")["hit"]?.value))
  }

  @Test(
    "a value for each of things that are alike, and unlike parts that share a crew, are refused",
    arguments: [
      ("machine-repair", "machines=3|mtbf=1h,2h,3h|mttr=1h"),
      ("beta-factor", "n=2|mtbf=1h,2h|mttr=1h|beta=5%"),
      ("quorum-rw", "n=3|r=2|w=2|member=99%,98%,97%"),
      ("k-of-n", "n=3|k=2|mtbf=1h,2h,3h|mttr=1h|crews=1"),
      ("batch", "gpus=8|jobs=0:4:8h;1:4:30min"),
      ("standby redundancy", "n=2|k=1|mtbf=1000h|mttr=10h"),
      ("warm standby", "n=2|k=1|mtbf=1000h|mttr=10h"),
    ])
  func refused(model: String, arguments: String) {
    #expect(throws: SolveError.self) { try answer(to: model, arguments) }
  }

  @Test("other numbers of values are as many questions")
  func several() throws {
    let two = try answer(to: "k-of-n", "n=3|k=2|mtbf=1000h,2000h|mttr=4h")
    let one = try answer(to: "k-of-n", "n=3|k=2|mtbf=2000h|mttr=4h")
    #expect(two["mttf-2"]?.value == one["mttf"]?.value)
  }

  @Test(
    "a fraction of a thing is refused",
    arguments: [
      "mfu gpus", "fleet-mtbf parts", "fleet-mtbf failures", "fleet-mtbf wanted", "birthday items",
      "birthday values", "amdahl processors", "gustafson processors", "usl processors",
      "utilisation-law servers", "step-time replicas", "beta-factor crews", "spares units",
      "hpa-window wishes", "cluster-autoscaler most", "retry-budget active", "retry-budget minimum",
      "outlier-detection requests", "error-budget requests", "error-budget failed",
      "fixed-window limit", "sliding-window limit", "sliding-window previous",
      "sliding-window current", "copysets copysets", "multi-rate-loss widths", "gm1 stages",
    ])
  func whole(_ question: String) throws {
    let names = question.split(separator: " ").map(String.init)
    let model = try #require(Calculator.named(names[0]))
    var arguments = model.example.split(separator: " ").map { part in
      let halves = part.split(separator: "=", maxSplits: 1)
      return (key: String(halves[0]), value: String(halves[1]))
    }
    arguments.removeAll { $0.key == names[1] }
    arguments.append((key: names[1], value: "2.5"))
    #expect {
      try model.solve(arguments)
    } throws: { error in
      "\(error)".contains("`\(names[1])`") && "\(error)".contains("whole number")
    }
  }

  @Test("a profile of another GPU is told to be of that")
  func profiles() throws {
    #expect {
      try answer(to: "mig", "instances=3g.40gb")
    } throws: { "\($0)".contains("`gpu=a100-80gb`, `gpu=h100`") }
  }
}
