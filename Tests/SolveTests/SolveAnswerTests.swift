import Model
import Solve
import Testing

/// Further figures of the calculators, each computed by another program; flows and orders; other names.
@Suite struct SolveAnswerTests {
  @Test("a figure is that of another program", arguments: figures)
  func figure(_ question: SolveNeighbourTests.Question) throws {
    let line = try #require(try answer(to: question.model, question.arguments)[question.line])
    #expect(abs(line.value - question.value) <= 1e-9 * abs(question.value))
  }

  static let figures: [SolveNeighbourTests.Question] = [
    .init("M/M/1", "lambda=0.8|mu=1", "wait-variance", 24),
    .init("M/M/1", "lambda=0.8|mu=1", "sojourn-variance", 25),
    .init("M/M/1", "lambda=0.8|mu=1", "wait-if-waiting", 5),
    .init("M/M/c (Erlang C)", "c=2|lambda=1.6|mu=1", "empty", 0.1111111111111111),
    .init("M/M/c/c (Erlang B)", "c=3|a=3", "lost", 1.0384615384615385),
    .init(
      "inverse M/M/c for a P99 target", "c=4|service_ms=10|P99_ms=60", "arrival", 299.80824624205945
    ),
    .init("inverse M/M/1 for a mean response target", "service_us=50|W_us=200", "arrival", 15_000),
    .init(
      "max-load", "servers=3|service=1s|wait=0.4444444444444444s", "utilisation", 0.6666666666666666
    ),
    .init("Erlang-C staffing", "a=100|S_min=5|target_Wq_min=0.1", "servers", 111),
    .init("interval availability, from down", "lambda=0.01|mu=0.5|t=5", "at", 0.903841503920438),
    .init("1-of-2, no repair", "lambda1=1|lambda2=2", "mttf", 1.1666666666666667),
    .init("k-of-n-life", "n=3|k=2|mtbf=100h,200h,400h", "mttf", 596_571.4285714285),
    .init(
      "MTTDL 3-replica set", "AFR=0.0157|rebuild_h=1|mission_yr=1", "loss-within",
      1.5095337421132652e-13),
    .init(
      "MTTDL 3-replica set", "AFR=0.0157|rebuild_h=1|mission_yr=1", "loss-within-approximation",
      1.5097922674919311e-13),
    .init(
      "site pair with async DR", "A_target=0.9999|site_fail_per_yr=0.5", "longest-linear", 6_307.2),
    // Next to nobody waits: a difference of sojourn and service has no digits.
    .init("mmck", "servers=20|capacity=21|arrival=0.2|service=1", "wait", 1.7643567543086321e-34),
    .init("availability", "downtime=5min/month", "unavailability", 1.1415525114155251e-4),
    .init("downtime-budget", "host=10min|network=15min|planned=60min", "downtime", 5_100),
    .init("series", "web=99.9%|app=99.95%|db=99.5%", "availability", 0.9935079975),
    .init(
      "cluster-autoscaler", "pods=100|cpu=250m|memory=1Gi|node_cpu=4|node_memory=12Gi", "nodes", 9),
    .init("cluster-autoscaler", "pods=300|pod=0.1|node=64|max_pods_per_node=110", "nodes", 3),
    .init("HPA tolerance", "replicas=100|current=[64,140]|target=70", "desired-2", 200),
    .init("hpa", "replicas=10|current=500|target=50", "first-sync", 20),
    .init("token bucket", "rate=10|burst=20|arrivals=15/s from t=0 for 60s", "empty", 4),
    .init("busbw", "ranks=1|algbw=10GB/s", "busbw", 0),
    .init("mig", "instances=7x1g.5gb", "multiprocessor-count", 98),
    .init("mig", "instances=3g.20gb,3g.20gb", "memory-slices", 8),
    .init("quorum availability, 1/3/5 members", "A=0.999|n=[1,3,5]", "tolerated-3", 2),
  ]

  @Test("the first rule that fits decides, and a chain of flows is shown")
  func flows() throws {
    let rules = "rules=deny ops->db:22,allow web->app:8080,allow app->db,allow ops->*"
    let chain = try answer(to: "network segmentation", rules + "|query=web->db:5432")
    #expect(chain["allowed"]?.value == 0 && chain["rule"]?.text == "the default")
    #expect(chain["reachable"]?.text == "yes: web → app → db")
    let denied = try answer(to: "firewall", rules + "|flow=ops->db:22")
    #expect(denied["allowed"]?.text == "no" && denied["rule"]?.text == "denyops->db:22")
    #expect(try answer(to: "segmentation", rules + "|flow=ops->db:5432")["allowed"]?.value == 1)
    #expect(try answer(to: "segmentation", rules + "|flow=db->web")["reachable"]?.text == "no")
    #expect(throws: SolveError.self) { try answer(to: "segmentation", "rules=allow web|flow=a->b") }
  }

  @Test("events are in order of time, then priority, then insertion")
  func events() throws {
    let typed = try answer(to: "event-order", "events=A@2,B@1,C@1,D@1:-1")
    #expect(typed["order"]?.text == "D, B, C, A")
    let prose = try answer(
      to: "tie-breaking at equal time",
      "events=A(prio 2),B(prio 1),C(prio 2) scheduled for t=1 in that order")
    #expect(prose["order"]?.text == "B, A, C")
    #expect(throws: SolveError.self) { try answer(to: "event-order", "events=later") }
  }

  @Test("under another name an argument gives the same answer, or none")
  func names() throws {
    for model in Calculator.all {
      let example = model.example.split(separator: " ").map { part in
        let halves = part.split(separator: "=", maxSplits: 1)
        return (key: String(halves[0]), value: String(halves[1]))
      }
      let own = try model.solve(example).map(\.value)
      for parameter in model.parameters {
        guard let place = example.firstIndex(where: { $0.key == parameter.name }) else { continue }
        for name in model.otherNames(of: parameter) {
          var renamed = example
          renamed[place].key = name
          guard let asked = try? SolveQuestion(model.name, renamed),
            let lines = try? asked.calculator.solve(asked.arguments)
          else { continue }
          #expect(
            lines.map { "\($0.value)" } == own.map { "\($0)" }, "\(model.name) \(name)")
        }
      }
    }
  }

  @Test("calculators and arguments are known by their titles in Chinese")
  func titles() throws {
    // A queue in Kendall's notation is read as such, and may leave its law open.
    for model in Calculator.all where !model.label.zh.contains("/") {
      let bare = model.label.zh.prefix { $0 != "（" }
      #expect(try SolveQuestion(String(bare), []) != nil, "\(bare)")
    }
    #expect(try answer(to: "令牌桶", "速率=10/s|桶容量=20|时间窗=60s")["admitted"]?.value == 620)
    #expect(
      try answer(to: "M/M/c 队列", "服务台数=3|到达率=2/秒|平均服务时间=1秒")["queue"]?.value == 0.888888888888889)
    #expect(try answer(to: "多数派", "成员数=3|单个成员可用性=99%")["tolerated"]?.value == 1)
    #expect(Calculator.about("检查点").contains("young-daly"))
  }

  @Test("what is refused is told with what it may have meant, or with what is still needed")
  func refusals() throws {
    func refusal(_ name: String, _ arguments: String) -> String {
      do {
        let asked = try #require(try SolveQuestion(name, pairs(arguments)))
        _ = try asked.calculator.solve(asked.arguments)
        return ""
      } catch { return "\(error)" }
    }
    #expect(refusal("mmc", "replicas=4|qps=300|latency=10ms").contains("needs `service`"))
    #expect(refusal("mmc", "servers=4|arival_rate=3/s|service=1s").contains("`arrival`?"))
    #expect(refusal("series", "parts=99%|availabilty=99.9%").contains("`parts`?"))
  }
}
