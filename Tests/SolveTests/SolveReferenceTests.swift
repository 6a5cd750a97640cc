import Solve
import Testing

/// Figures that another program computed: chains by the exponential of their matrix in sixty digits, the rules of
/// Kubernetes and Envoy by their sources.
@Suite struct SolveReferenceTests {
  @Test("a figure is the reference's", arguments: figures)
  func figure(_ question: SolveNeighbourTests.Question) throws {
    let line = try #require(try answer(to: question.model, question.arguments)[question.line])
    #expect(
      abs(line.value - question.value) <= 1e-9 * abs(question.value), "\(question): \(line.value)")
  }

  static let figures: [SolveNeighbourTests.Question] = [
    // From all up, and not at the rate of the long run.
    .init("mttdl", "copies=3|mtbf=2000h|rebuild=50h", "loss", 0.0074436692375399647),
    .init(
      "mttdl", "copies=3|mtbf=2000h|rebuild=50h|within=5000h", "loss-within", 0.0042260339247846141),
    .init("mttdl", "copies=2|afr=1.57%|rebuild=24h", "loss", 1.345836414596257e-6),
    .init(
      "mttdl", "copies=3|mtbf=20h|rebuild=50h|within=50h", "loss-within", 0.6486392781233165),
    .init("mttdl", "copies=3|afr=1.57%|rebuild=1h", "loss", 1.5105678464060678e-13),
    .init("mttdl", "copies=11|needed=8|afr=1.57%|rebuild=6h", "loss", 2.5681052134108899e-14),
    .init("mttdl", "copies=3|afr=1e-9|rebuild=1s", "loss", 3.0124045847428115e-42),
    .init("MTTDL RAID6", "n=10|MTTF_h=1000000|MTTR_h=24", "loss", 3.613969366766905e-9),
    .init(
      "mttdl", "copies=2|afr=1.57%|rebuild=24h", "loss-approximation", 1.3495307445750097e-6),
    // Two crews, between one and all.
    .init("mttdl", "copies=4|mtbf=2000h|rebuild=50h|crews=2", "mttdl", 85_863_000_000),
    .init("mttdl", "copies=4|mtbf=2000h|rebuild=50h|crews=2", "loss", 0.00036339290084546378),
    .init("mttdl", "copies=4|mtbf=2000h|rebuild=50h|crews=2", "rebuilds", 2),
    .init(
      "MTTDL RAID6", "n=10|MTTF_h=1000000|MTTR_h=24", "mttdl-parallel", 1.7366945654444442e16),
    // 71.5 % of the request counts as 71 %, and 48.28 % as 48 %.
    .init("hpa-pods", "pods=71m,72m|target=65m|request=100m|missing=request", "desired", 2),
    .init("hpa-pods", "pods=71m,72m|target=65m", "desired", 2),
    .init("hpa-pods", "pods=71.5,72|target=65", "desired-docs", 3),
    .init("hpa-pods", "pods=71.5,72|target=65", "desired-code", 2),
    .init(
      "HPA missing metrics, CPU Utilization metric",
      "request_m=500|usage_m=367,223,487,95,35|target_pct=60", "desired", 4),
    .init(
      "HPA missing metrics, scale down", "replicas=4|pods=20,20,null,null|target=50", "desired", 3),
    .init(
      "HPA not yet ready pods, scale up", "replicas=4|pods=200,200,u,u|target=100", "desired", 4),
    .init(
      "HPA tolerance per direction", "replicas=10|current=72|target=70|tol_up=0|tol_down=0.1",
      "desired", 11),
    .init(
      "HPA stabilization window", "stabilizationWindowSeconds=60|recs=10,9,8,7,6,5|cur=10",
      "chosen",
      8),
    .init(
      "gpu-claims", "servers=50|allocation=80%|utilisation=45%|job=12h", "inside", 0.5625),
    .init(
      "gpu-claims", "servers=50|allocation=80%|utilisation=45%|job=12h|wait=2h", "inside", 0.5625),
    .init(
      "gpu-claims", "servers=50|allocation=80%|utilisation=45%|job=12h|wait=2h", "inside-implied",
      0.4811850740501089),
    .init("outlier detection cap", "hosts=7|max_ejection_pct=10", "limit", 0),
    .init("outlier-detection", "hosts=7|always-one=yes", "limit", 1),
    .init("outlier-detection", "hosts=7", "limit-always-one", 1),
    .init("outlier-detection", "hosts=10|ejection=12", "duration", 300),
    .init("outlier-detection", "base=400s|ejection=2", "duration", 400),
    .init("vpa", "usage=0.2,0.3,0.25,0.9,0.28|every=1h", "request", 1.035),
    .init("vpa", "usage=0.2,0.3,0.25,0.9,0.28|every=1h", "request-histogram", 1.0386835345462189),
    .init("cluster-autoscaler", "pods=10|pod=0.5|node=4|utilisation=20%,60%", "nodes", 2),
    .init("cluster-autoscaler", "pods=10|pod=0.5|node=4|utilisation=20%,60%", "unneeded", 1),
    .init("erlang-b", "load=5|servers=10|target=1%", "meets", 0),
    .init("erlang-c", "load=5|servers=8|target=20%", "meets", 1),
    .init("erlang-b", "load=5erl|servers=10", "blocking", 0.01838457033664814),
    .init("disk-failures", "disks=100|afr=1.5%/y", "yearly", 1.5),
    .init("renewal", "mtbf=1Mh|mttr=1000h", "unavailability", 1 / 1001.0),
    .init("M/H2/1", "lambda=0.5|p=0.3|mu1=2|mu2=0.8", "service", 1.025),
    .init("M/G/1 uniform service", "lambda=0.5|S=U(0.5,1.5)", "wait", 0.5416666666666666),
    .init("GI/M/1", "lambda=0.5|mu=1|ca2=1", "wait", 1),
    .init("token-bucket", "capacity=50|refill=5/s|window=10s", "admitted", 100),
    .init("mg1", "arrival=0.5/s|service=1s,2s|weights=3,1", "service", 1.25),
  ]

  @Test(
    "what would be dropped in silence is refused by its name",
    arguments: [
      ("erlang-c", "load=5|servers=8|within=20s", "`within`"),
      ("mg1", "arrival=0.5/s|service=1s,2s|weights=0.3,0.3", "add up to 0.6"),
      ("mg1", "arrival=0.5/s|service=1s,,2s", "empty item"),
      ("bin-packing", "capacity=10|items=4,,8", "empty item"),
      ("statistical-efficiency", "square=1|variance=3|scale=0.5", "`scale`"),
      ("covered-restart", "failures=0.2/y|slow=1s|fast=180s|coverage=99%", "`fast`"),
      ("hpa", "replicas=5|current=200m|target=1Gi", "bytes"),
      ("LRU exact", "N=10|C=3|alpha=1", "`LRU exact`"),
      ("GI/M/1", "lambda=0.5|mu=1|cs2=4", "`ca2`"),
      ("mm1", "arrival=0,8/s|service=1s", "`0.8/s`"),
      ("mttdl", "copies=3|afr=1,57%|rebuild=1h", "`1.57%`"),
      ("series", "parts=99,9%", "`99.9%`"),
      ("amdahl", "parallel=120|processors=4", "`parallel`"),
      ("hpa-pods", "pods=200,x|target=100", "`-`"),
      ("mttdl", "copies=4|mtbf=2000h|rebuild=50h|crews=5", "`crews`"),
    ])
  func refused(name: String, arguments: String, reason: String) {
    #expect {
      try answer(to: name, arguments)
    } throws: { "\($0)".contains(reason) && !"\($0)".contains("9,990%") }
  }

  @Test("what a name only suggests is told as an assumption")
  func assumptions() throws {
    let raid = try #require(try SolveQuestion("MTTDL RAID6", pairs("n=10|MTTF_h=1e6|MTTR_h=24")))
    #expect(raid.assumed.map(\.key) == ["crews"])
    let said = try #require(
      try SolveQuestion("MTTDL RAID6", pairs("n=10|MTTF_h=1e6|MTTR_h=24|crews=0")))
    #expect(said.assumed.isEmpty)
  }
}
