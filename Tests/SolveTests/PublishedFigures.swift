import Testing

/// A figure with its published or independently computed value, in base units.
struct PublishedFigure: Sendable, CustomTestStringConvertible {
  /// Its number in the collection of cases with known answers.
  let id: String
  let model: String
  let arguments: String
  let line: String
  let value: Double

  init(_ id: String, _ model: String, _ arguments: String, _ line: String, _ value: Double) {
    self.id = id
    self.model = model
    self.arguments = arguments
    self.line = line
    self.value = value
  }

  var testDescription: String { "\(id) \(model) \(arguments): \(line)" }
}

let publishedFigures: [PublishedFigure] = [
  PublishedFigure("Q01", "mm1", "arrival=0.8/s service=1s", "number", 4),
  PublishedFigure("Q01", "mm1", "arrival=0.8/s service=1s", "queue", 3.2),
  PublishedFigure("Q01", "mm1", "arrival=0.8/s service=1s", "sojourn", 5),
  PublishedFigure("Q01", "mm1", "arrival=0.8/s service=1s", "wait", 4),
  PublishedFigure("Q02", "mm1", "arrival=0.8/s service=1s", "p50", 3.465735902799726),
  PublishedFigure("Q02", "mm1", "arrival=0.8/s service=1s", "p95", 14.978661367769948),
  PublishedFigure("Q02", "mm1", "arrival=0.8/s service=1s", "p99", 23.025850929940454),
  PublishedFigure("Q02", "mm1", "arrival=0.8/s service=1s", "p99.9", 34.53877639491068),
  PublishedFigure("Q03", "mm1", "arrival=0.5/s service=1s at-least=5", "sojourn", 2),
  PublishedFigure("Q03", "mm1", "arrival=0.5/s service=1s at-least=5", "at-least", 0.03125),
  PublishedFigure("Q03", "mm1", "arrival=0.5/s service=1s at-least=5", "p99", 9.210340371976184),
  PublishedFigure("Q04", "mm1", "arrival=0.8/s service=1s", "no-wait", 0.2),
  PublishedFigure("Q04", "mm1", "arrival=0.8/s service=1s", "wait-p99", 21.910133173369406),
  PublishedFigure(
    "Q05", "mm1-transient", "arrival=0.8/s service=1s customer=2", "wait-2", 0.4444444444444445),
  PublishedFigure(
    "Q06", "mmc", "servers=3 arrival=2/s service=1s", "wait-probability", 0.4444444444444445),
  PublishedFigure("Q06", "mmc", "servers=3 arrival=2/s service=1s", "wait", 0.4444444444444445),
  PublishedFigure("Q06", "mmc", "servers=3 arrival=2/s service=1s", "sojourn", 1.4444444444444444),
  PublishedFigure("Q06", "mmc", "servers=3 arrival=2/s service=1s", "queue", 0.888888888888889),
  PublishedFigure("Q09", "erlang-b", "load=1 servers=2", "blocking", 0.2),
  PublishedFigure("Q10", "erlang-b", "load=5 servers=10", "blocking", 0.01838457033664814),
  PublishedFigure("Q11", "erlang-b", "load=90 servers=100", "blocking", 0.026957380464359214),
  PublishedFigure("Q12", "erlang-b", "load=5 servers=10 scv=4", "blocking", 0.01838457033664814),
  PublishedFigure(
    "Q13", "mmck", "capacity=5 arrival=0.8/s service=1s", "blocking", 0.08881949865556424),
  PublishedFigure(
    "Q13", "mmck", "capacity=5 arrival=0.8/s service=1s", "number", 1.868332032266459),
  PublishedFigure(
    "Q13", "mmck", "capacity=5 arrival=0.8/s service=1s", "throughput", 0.7289444010755486),
  PublishedFigure("Q14", "mm-inf", "arrival=7/s service=0.5s", "number", 3.5),
  PublishedFigure("Q14", "mm-inf", "arrival=7/s service=0.5s", "variance", 3.5),
  PublishedFigure("Q16", "mg1", "arrival=0.8/s service=1s scv=0.5", "wait", 3),
  PublishedFigure("Q17", "mg1", "arrival=0.8/s service=1s scv=4", "wait", 10),
  PublishedFigure("Q17", "mg1", "arrival=0.8/s service=1s scv=4", "sojourn", 11),
  PublishedFigure("Q18", "mg1", "arrival=0.5/s service=0.5s,5.5s weights=0.9,0.1", "service", 1),
  PublishedFigure("Q18", "mg1", "arrival=0.5/s service=0.5s,5.5s weights=0.9,0.1", "wait", 1.625),
  PublishedFigure("Q18", "mg1", "arrival=0.5/s service=0.5s,5.5s weights=0.9,0.1", "scv", 2.25),
  PublishedFigure("Q21", "kingman", "arrival=0.9/s service=1s ca2=0.5 cs2=0.5", "wait", 4.5),
  PublishedFigure(
    "Q22", "priority", "arrivals=0.3/s,0.5/s service=1s", "wait-1", 1.142857142857143),
  PublishedFigure(
    "Q22", "priority", "arrivals=0.3/s,0.5/s service=1s", "wait-2", 5.714285714285716),
  PublishedFigure("Q22", "priority", "arrivals=0.3/s,0.5/s service=1s", "conserved", 3.2),
  PublishedFigure(
    "Q23", "priority", "arrivals=0.3/s,0.5/s service=1s discipline=preemptive", "sojourn-1",
    1.4285714285714286),
  PublishedFigure(
    "Q23", "priority", "arrivals=0.3/s,0.5/s service=1s discipline=preemptive", "sojourn-2",
    7.142857142857145),
  PublishedFigure("Q24", "ps", "arrival=0.8/s service=1s size=0.5s", "sojourn", 5),
  PublishedFigure("Q24", "ps", "arrival=0.8/s service=1s size=0.5s", "sojourn-of-size", 2.5),
  PublishedFigure(
    "Q25", "jackson",
    "arrivals=1/s,0.5/s,0.2/s rates=4/s,3/s,3/s routing=0,0.6,0.3;0.2,0,0.5;0.1,0.1,0", "arrival-1",
    1.4384816753926701),
  PublishedFigure(
    "Q25", "jackson",
    "arrivals=1/s,0.5/s,0.2/s rates=4/s,3/s,3/s routing=0,0.6,0.3;0.2,0,0.5;0.1,0.1,0", "arrival-2",
    1.5013089005235605),
  PublishedFigure(
    "Q25", "jackson",
    "arrivals=1/s,0.5/s,0.2/s rates=4/s,3/s,3/s routing=0,0.6,0.3;0.2,0,0.5;0.1,0.1,0", "arrival-3",
    1.3821989528795813),
  PublishedFigure(
    "Q25", "jackson",
    "arrivals=1/s,0.5/s,0.2/s rates=4/s,3/s,3/s routing=0,0.6,0.3;0.2,0,0.5;0.1,0.1,0", "number-1",
    0.5615738375063873),
  PublishedFigure(
    "Q25", "jackson",
    "arrivals=1/s,0.5/s,0.2/s rates=4/s,3/s,3/s routing=0,0.6,0.3;0.2,0,0.5;0.1,0.1,0", "number-2",
    1.0017467248908298),
  PublishedFigure(
    "Q25", "jackson",
    "arrivals=1/s,0.5/s,0.2/s rates=4/s,3/s,3/s routing=0,0.6,0.3;0.2,0,0.5;0.1,0.1,0", "number-3",
    0.8543689320388351),
  PublishedFigure(
    "Q25", "jackson",
    "arrivals=1/s,0.5/s,0.2/s rates=4/s,3/s,3/s routing=0,0.6,0.3;0.2,0,0.5;0.1,0.1,0", "number",
    2.4176894944360523),
  PublishedFigure(
    "Q25", "jackson",
    "arrivals=1/s,0.5/s,0.2/s rates=4/s,3/s,3/s routing=0,0.6,0.3;0.2,0,0.5;0.1,0.1,0", "response",
    1.4221702908447367),
  PublishedFigure("Q26", "jackson", "arrivals=0.8/s rates=1.5/s routing=0.2", "arrival-1", 1),
  PublishedFigure("Q26", "jackson", "arrivals=0.8/s rates=1.5/s routing=0.2", "number", 2),
  PublishedFigure("Q26", "jackson", "arrivals=0.8/s rates=1.5/s routing=0.2", "response", 2.5),
  PublishedFigure(
    "Q29", "machine-repair", "machines=5 mtbf=10s mttr=1s", "all-up", 0.5639521768554027),
  PublishedFigure(
    "Q29", "machine-repair", "machines=5 mtbf=10s mttr=1s", "down", 0.6395217685540266),
  PublishedFigure(
    "Q29", "machine-repair", "machines=5 mtbf=10s mttr=1s", "repair-utilisation",
    0.43604782314459734),
  PublishedFigure("Q31", "slowest", "n=50 mean=1s", "mean", 4.499205338329423),
  PublishedFigure("Q33", "erlang-c", "load=100 target=20%", "servers", 111),
  PublishedFigure(
    "Q36", "max-load", "service=50us target=500us", "arrival", 10789.659628023817),
  PublishedFigure(
    "Q36", "max-load", "service=50us target=500us", "utilisation", 0.5394829814011909),
  PublishedFigure("Q37", "little", "rate=150K/s latency=200us", "depth", 30),
  PublishedFigure("Q37", "little", "rate=150K/s latency=427us", "depth", 64.05),
  PublishedFigure("Q37", "little", "rate=150K/s latency=1000us", "depth", 150),
  PublishedFigure("Q35", "mm1", "arrival=0.8/s service=1s", "utilisation", 0.8),
  PublishedFigure("A01", "availability", "availability=99.9%", "downtime", 31536),
  PublishedFigure("A01", "availability", "availability=99.99%", "downtime", 3153.6000000000004),
  PublishedFigure("A01", "availability", "availability=99.995%", "downtime", 1576.8000000000002),
  PublishedFigure("A01", "availability", "availability=99.999%", "downtime", 315.36),
  PublishedFigure(
    "A03", "transient-availability", "mtbf=100h mttr=2h time=1h,5h,20h", "at-1", 0.9921665799767111),
  PublishedFigure(
    "A03", "transient-availability", "mtbf=100h mttr=2h time=1h,5h,20h", "at-2", 0.9819231699215912),
  PublishedFigure(
    "A03", "transient-availability", "mtbf=100h mttr=2h time=1h,5h,20h", "at-3", 0.9803928856925231),
  PublishedFigure("A04", "series", "parts=99.99%,99.95%,99.9%", "availability", 0.9984006499500001),
  PublishedFigure("A05", "parallel", "parts=99%,99%", "availability", 0.9999),
  PublishedFigure(
    "A06", "k-of-n-independent", "k=2 n=3 parts=99%", "availability", 0.9997020000000001),
  PublishedFigure("A06", "quorum", "members=3 member=99%", "availability", 0.9997020000000001),
  PublishedFigure("A06", "quorum", "members=3 member=99%", "tolerated", 1),
  PublishedFigure(
    "A09", "k-of-n-independent", "k=15 n=16 parts=99.9%", "availability", 0.999881114557432),
  PublishedFigure(
    "A10", "k-of-n", "n=16 k=15 mtbf=8760h mttr=24h crews=1", "availability", 0.9982087695153606),
  PublishedFigure(
    "A10", "k-of-n", "n=16 k=15 mtbf=8760h mttr=24h crews=1", "down", 0.04557301491838356),
  PublishedFigure(
    "A11", "k-of-n", "n=16 k=15 mtbf=8760h mttr=24h crews=2", "availability", 0.9991210189483982),
  PublishedFigure(
    "A11", "k-of-n", "n=16 k=15 mtbf=8760h mttr=24h crews=2", "down", 0.043732938213694596),
  PublishedFigure(
    "A12", "k-of-n", "n=16 k=15 mtbf=8760h mttr=24h crews=16", "availability", 0.9991267259681147),
  PublishedFigure(
    "A12", "k-of-n", "n=16 k=15 mtbf=8760h mttr=24h crews=16", "down", 0.04371584699453551),
  PublishedFigure("A13", "k-of-n-life", "n=2 k=1 mtbf=1h", "mttf", 5400),
  PublishedFigure("A14", "k-of-n-life", "n=3 k=2 mtbf=1h", "mttf", 3000),
  PublishedFigure(
    "A15", "k-of-n", "n=2 k=1 mtbf=1000h mttr=10h crews=1", "mttf", 185400000.00000003),
  PublishedFigure(
    "A15", "k-of-n", "n=2 k=1 mtbf=1000h mttr=10h crews=1", "availability", 0.9998039600078416),
  PublishedFigure(
    "A15", "k-of-n", "n=2 k=1 mtbf=1000h mttr=10h crews=2", "availability", 0.9999019703950592),
  PublishedFigure(
    "A16", "k-of-n", "n=2 k=1 mtbf=1000h mttr=10h crews=1 dormancy=0", "mttf", 367200000.00000006),
  PublishedFigure(
    "A16", "k-of-n", "n=2 k=1 mtbf=1000h mttr=10h crews=1 dormancy=0", "availability",
    0.9999009999009999),
  PublishedFigure(
    "A17", "duplex", "mtbf=1000h mttr=10h coverage=95% recovery=30min", "availability",
    0.9997549620191106),
  PublishedFigure(
    "A17", "duplex", "mtbf=1000h mttr=10h coverage=95% recovery=30min", "uncovered",
    0.19999999999630583),
  PublishedFigure("A18", "mttdl", "copies=2 afr=1.57% rebuild=1h", "mttdl", 561149352839790.6),
  PublishedFigure("A19", "mttdl", "copies=3 afr=1.57% rebuild=1h", "mttdl", 2.0887641749805262e+20),
  PublishedFigure(
    "A19", "mttdl", "copies=3 afr=1.57% rebuild=1h", "approximation", 2.0887510815291277e+20),
  PublishedFigure(
    "A19", "mttdl", "copies=3 afr=1.57% rebuild=1h crews=1", "mttdl", 1.0443830227525848e+20),
  PublishedFigure(
    "A19", "mttdl", "copies=3 afr=1.57% rebuild=1h crews=1", "approximation", 1.0443755407645639e+20
  ),
  PublishedFigure(
    "A22", "failure-domains", "domains=3 per=10 groups=1024", "diverse", 0.24630541871921183),
  PublishedFigure(
    "A22", "failure-domains", "domains=3 per=10 groups=1024", "lost", 0.1578887984754409),
  PublishedFigure("A24", "disk-failures", "disks=240 afr=1.57% within=30d", "yearly", 3.768),
  PublishedFigure(
    "A24", "disk-failures", "disks=240 afr=1.57% within=30d", "any", 0.26633197165642164),
  PublishedFigure(
    "A25", "beta-factor", "mtbf=1000h mttr=10h beta=5%", "independent", 8.855937930914361e-05),
  PublishedFigure(
    "A25", "beta-factor", "mtbf=1000h mttr=10h beta=5%", "common", 0.0004997501249375312),
  PublishedFigure(
    "A26", "covered-restart", "failures=0.2/y slow=180s fast=1s coverage=99%", "restart", 36),
  PublishedFigure(
    "A26", "covered-restart", "failures=0.2/y slow=180s fast=1s coverage=99%", "takeover", 0.558),
  PublishedFigure("A27", "availability", "availability=99.995% outage=3min", "events", 8.76),
  PublishedFigure("A27", "availability", "availability=99.995% outage=30min", "events", 0.876),
  PublishedFigure("A27", "availability", "availability=99.995% outage=120min", "events", 0.219),
  PublishedFigure("A28", "site-pair", "failures=1/y rto=1h restore=8.76h", "without-linear", 0.999),
  PublishedFigure(
    "A28", "site-pair", "failures=1/y rto=1h restore=8.76h", "availability", 0.9998858577787925),
  PublishedFigure(
    "A28", "site-pair", "failures=1/y rto=1h restore=8.76h", "linear", 0.9998858447488584),
  PublishedFigure("A29", "snapshots", "interval=24h copy=6h", "local-mean", 43200),
  PublishedFigure("A29", "snapshots", "interval=24h copy=6h", "local-max", 86400),
  PublishedFigure("A29", "snapshots", "interval=24h copy=6h", "offsite-mean", 64800),
  PublishedFigure("A29", "snapshots", "interval=24h copy=6h", "offsite-max", 108000),
  PublishedFigure("A30", "rpo", "objective=15min transfer=5min", "age", 900),
  PublishedFigure("A30", "rpo", "objective=15min transfer=5min", "violated", 0),
  PublishedFigure("A30", "rpo", "objective=15min transfer=7.5min", "age", 900),
  PublishedFigure("A30", "rpo", "objective=15min transfer=7.5min", "violated", 0),
  PublishedFigure("A30", "rpo", "objective=15min transfer=10min", "age", 1200),
  PublishedFigure("A30", "rpo", "objective=15min transfer=10min", "violated", 1),
  PublishedFigure(
    "A31", "renewal", "mtbf=1000h mttr=10h repair-scv=4", "availability", 0.9900990099009901),
  PublishedFigure(
    "A34", "outages-needed", "half-width=10% outages=0.876/y", "outages", 768.3199999999998),
  PublishedFigure(
    "A34", "outages-needed", "half-width=10% outages=0.876/y", "years", 877.077625570776),
  PublishedFigure("A35", "downtime-budget", "downtimes=0.6min,6min,15min", "downtime", 1296),
  PublishedFigure(
    "A35", "downtime-budget", "downtimes=0.6min,6min,15min", "availability", 0.999958904109589),
  PublishedFigure("A36", "usable-fill", "nodes=10 lost=2", "fill", 0.68),
  PublishedFigure("A36", "usable-fill", "nodes=20 lost=2", "fill", 0.765),
  PublishedFigure("G02", "young-daly", "checkpoint=5min mtbf=180min", "young", 2545.584412271571),
  PublishedFigure(
    "G02", "young-daly", "checkpoint=5min mtbf=180min", "first-order", 2245.584412271571),
  PublishedFigure("G02", "young-daly", "checkpoint=5min mtbf=180min", "daly", 2349.5127832781627),
  PublishedFigure(
    "G04", "young-daly", "checkpoint=5min mtbf=3h restart=15min interval=1h work=100h", "wall",
    510537.00393239595),
  PublishedFigure("K01", "hpa", "replicas=4 current=200m target=100m", "desired", 8),
  PublishedFigure("K02", "hpa", "replicas=4 current=50m target=100m", "desired", 2),
  PublishedFigure("K03", "hpa", "replicas=50 current=90 target=75", "desired", 60),
  PublishedFigure("K05", "hpa", "replicas=10 current=80 target=70", "desired", 12),
  PublishedFigure("K07", "hpa", "replicas=10 current=77 target=70", "desired", 11),
  PublishedFigure("K07", "hpa", "replicas=10 current=77 target=70 rule=bounds", "desired", 10),
  PublishedFigure("K09", "hpa-metrics", "replicas=5 wishes=4,9,6", "desired", 9),
  PublishedFigure("K10", "hpa-window", "replicas=10 wishes=10,9,8,9,9,8,9,8,9,8", "chosen", 10),
  PublishedFigure("K10", "hpa-window", "replicas=10 wishes=9,8,9,9,8,9,8,9,8,7", "chosen", 9),
  PublishedFigure("K11", "hpa-pods", "pods=200,200,-,- target=100", "desired", 4),
  PublishedFigure("K12b", "hpa-pods", "pods=20,20,-,- target=50", "desired", 3),
  PublishedFigure("K12b", "hpa-pods", "pods=20,20,-,- target=50 missing=request", "desired", 4),
  PublishedFigure("K13", "hpa-policy", "start=10 needed=100", "time", 60),
  PublishedFigure("K29", "hpa-ramp", "start=10 needed=100 target=70%", "syncs", 7),
  PublishedFigure(
    "K14", "flagger", "interval=1min max=50% step=2% threshold=10", "promotion", 1500),
  PublishedFigure("K14", "flagger", "interval=1min max=50% step=2% threshold=10", "rollback", 600),
  PublishedFigure("K15", "flagger", "interval=1min max=50% step=5% threshold=5", "promotion", 600),
  PublishedFigure("K15", "flagger", "interval=1min max=50% step=5% threshold=5", "rollback", 300),
  PublishedFigure("K15", "flagger", "interval=1min max=50% step=5% threshold=5", "exposure", 15),
  PublishedFigure("K16", "dora", "deployments=10/d cfr=15% mttr=120min", "failures-per-day", 1.5),
  PublishedFigure("K16", "dora", "deployments=10/d cfr=15% mttr=120min", "incident", 10800),
  PublishedFigure("K16", "dora", "deployments=100/d cfr=5% mttr=15min", "failures-per-day", 5),
  PublishedFigure("K16", "dora", "deployments=100/d cfr=5% mttr=15min", "incident", 4500),
  PublishedFigure("K18", "retry", "attempts=4 tiers=3", "worst", 64),
  PublishedFigure("K18", "retry", "attempts=3 tiers=3", "worst", 27),
  PublishedFigure("K19", "token-bucket", "rate=10/s burst=20 window=60s", "burst", 20),
  PublishedFigure("K19", "token-bucket", "rate=10/s burst=20 window=60s", "admitted", 620),
  PublishedFigure(
    "K20", "token-bucket", "burst=10 tokens=5 fill=1s arrivals=0:4;0.4:4;0.8:4;1.2:4;1.6:4;2:4",
    "accepted", 19),
  PublishedFigure("K21", "outlier-detection", "hosts=20 ejection=3", "duration", 90),
  PublishedFigure("K22", "outlier-detection", "hosts=10", "limit", 1),
  PublishedFigure("K22", "outlier-detection", "hosts=20", "limit", 2),
  PublishedFigure("K22", "outlier-detection", "hosts=100", "limit", 10),
  PublishedFigure(
    "K25", "node-score", "capacity=4000,8192 requested=1000,2048", "least-allocated", 75),
  PublishedFigure("K26", "headroom", "hosts=16 reserve=1", "ceiling", 0.9375),
  PublishedFigure(
    "K27", "mmc", "servers=100 arrival=30/s service=1s", "wait-probability", 7.382259716912022e-24),
  PublishedFigure(
    "K27", "mmc", "servers=100 arrival=65/s service=1s", "wait-probability", 3.532823547162128e-05),
  PublishedFigure("K30", "node-failure", "grace=40s toleration=300s", "eviction", 340),
  PublishedFigure("K31", "canary-exposure", "weight=5% detect=5min rollback=120min", "canary", 15),
  PublishedFigure(
    "K31", "canary-exposure", "weight=5% detect=5min rollback=120min", "big-bang", 7200),
  PublishedFigure(
    "K32", "restore-mix", "automatic=10min manual=120min target=15min", "share", 0.9545454545454546),
  PublishedFigure(
    "K32", "restore-mix", "automatic=5min manual=120min target=15min", "share", 0.9130434782608695),
  PublishedFigure("K33", "packing", "utilisation=65% target=70%", "packing", 0.9285714285714287),
  PublishedFigure("N02", "busbw", "ranks=16 algbw=50GB/s", "busbw", 93_750_000_000),
  PublishedFigure("N03", "busbw", "ranks=8", "allreduce", 1.75),
  PublishedFigure("N03", "busbw", "ranks=8", "reducescatter", 0.875),
  PublishedFigure("N03", "busbw", "ranks=8", "allgather", 0.875),
  PublishedFigure("N03", "busbw", "ranks=8", "broadcast", 1),
  PublishedFigure("N03", "busbw", "ranks=8", "reduce", 1),
  PublishedFigure("N03", "busbw", "ranks=8", "alltoall", 0.875),
  PublishedFigure(
    "N04", "allreduce", "ranks=64 size=1MB bandwidth=25GB/s latency=5us", "ring",
    0.0007087500000000001),
  PublishedFigure(
    "N04", "allreduce", "ranks=64 size=1MB bandwidth=25GB/s latency=5us", "tree",
    0.00014000000000000001),
  PublishedFigure(
    "N04", "allreduce", "ranks=64 size=1MB bandwidth=25GB/s latency=5us", "crossover",
    456000000.0000001),
  PublishedFigure(
    "N06", "hierarchical-allreduce", "nodes=50 size=1GB intra=235GB/s inter=24GB/s", "time",
    0.08911347517730496),
  PublishedFigure(
    "N06", "hierarchical-allreduce", "nodes=50 size=1GB intra=235GB/s inter=96GB/s", "time",
    0.027863475177304965),
  PublishedFigure(
    "N09", "statistical-efficiency", "square=1 variance=3 scale=4", "efficiency", 0.5714285714285714
  ),
  PublishedFigure("N10", "epoch-cache", "share=0.25", "lru", 0.034238445661164324),
  PublishedFigure("N10", "epoch-cache", "share=0.25", "no-evict", 0.25),
  PublishedFigure("N10", "epoch-cache", "share=0.5", "lru", 0.15342640972002736),
  PublishedFigure("N10", "epoch-cache", "share=0.5", "no-evict", 0.5),
  PublishedFigure("N10", "epoch-cache", "share=0.75", "lru", 0.40342640972002736),
  PublishedFigure("N10", "epoch-cache", "share=0.75", "no-evict", 0.75),
  PublishedFigure("N11", "zipf-cache", "items=1000 capacity=100", "hit", 0.5765246161690034),
  PublishedFigure("N12", "access-time", "hit-ratio=90% hit=100us miss=5ms", "mean", 0.00059),
  PublishedFigure("M01", "mig", "gpu=a100", "most-1g.5gb", 7),
  PublishedFigure("M01", "mig", "gpu=a100", "most-1g.10gb", 4),
  PublishedFigure("M01", "mig", "gpu=a100", "most-2g.10gb", 3),
  PublishedFigure("M01", "mig", "gpu=a100", "most-3g.20gb", 2),
  PublishedFigure("M01", "mig", "gpu=a100", "most-4g.20gb", 1),
  PublishedFigure("M01", "mig", "gpu=a100", "most-7g.40gb", 1),
  PublishedFigure("M03", "mig", "instances=3g.20gb,3g.20gb", "fits", 1),
  PublishedFigure("M03", "mig", "instances=4g.20gb,3g.20gb", "fits", 1),
  PublishedFigure("M03", "mig", "instances=4g.20gb,2g.10gb,1g.5gb", "fits", 1),
  PublishedFigure("M03", "mig", "instances=3g.20gb,2g.10gb,2g.10gb", "fits", 1),
  PublishedFigure("M03", "mig", "instances=2g.10gb,2g.10gb,2g.10gb,1g.5gb", "fits", 1),
  PublishedFigure("M03", "mig", "instances=4g.20gb,4g.20gb", "fits", 0),
  PublishedFigure("M03", "mig", "instances=3g.20gb,3g.20gb,1g.5gb", "fits", 0),
  PublishedFigure("M03", "mig", "instances=4g.20gb,2g.10gb,2g.10gb", "fits", 0),
  PublishedFigure("M03", "mig", "instances=3g.20gb,1g.5gb,1g.5gb,1g.5gb,1g.5gb", "fits", 1),
  PublishedFigure("M03", "mig", "instances=2g.10gb,2g.10gb,2g.10gb,1g.5gb,1g.5gb", "fits", 0),
  PublishedFigure(
    "M03", "mig", "instances=1g.5gb,1g.5gb,1g.5gb,1g.5gb,1g.5gb,1g.5gb,1g.5gb,1g.5gb", "fits", 0),
  PublishedFigure("M03", "mig", "instances=3g.20gb,2g.10gb,1g.5gb,1g.5gb", "fits", 1),
  PublishedFigure("M04", "mig", "gpu=a100", "placements", 19),
  PublishedFigure("M04", "mig", "gpu=a100", "mixes", 14),
  PublishedFigure("M06", "mig", "existing=1g.5gb@0", "most-3g.20gb", 1),
  PublishedFigure("M06", "mig", "existing=1g.5gb@6", "most-3g.20gb", 1),
  PublishedFigure("S06", "gang", "gpus=4 jobs=4,4 duration=3600s backoff=300s", "delay", 300),
  PublishedFigure("S06", "gang", "gpus=4 jobs=4,4 duration=3600s backoff=300s", "with", 7200),
  PublishedFigure("S06", "gang", "gpus=4 jobs=4,4 duration=3600s backoff=300s", "idle", 4),
  PublishedFigure(
    "S07", "gpu-claims", "servers=50 job=12h wait=2h utilisation=45%", "inside", 0.4811850740501089),
  PublishedFigure(
    "S07", "gpu-claims", "servers=50 job=12h wait=10min utilisation=80%", "inside",
    0.9737302726376179),
  PublishedFigure(
    "S07", "gpu-claims", "servers=400 job=12h wait=2h utilisation=45%", "inside", 0.4551083725570791
  ),
  PublishedFigure(
    "S07", "gpu-claims", "servers=400 job=12h wait=10min utilisation=80%", "inside",
    0.8385112111551473),
  PublishedFigure(
    "S04", "gpu-claims", "servers=50 job=12h allocation=80% wait=2h", "wait", 375.6350139556294),
  PublishedFigure(
    "S04", "gpu-claims", "servers=50 job=12h allocation=80% wait=2h", "allocation",
    0.935191102692308),
  PublishedFigure("B01", "bin-packing", "capacity=10 items=4,8,1,4,2,1", "optimum", 2),
  PublishedFigure("B01", "bin-packing", "capacity=10 items=4,8,1,4,2,1", "first-fit", 2),
  PublishedFigure("B01", "bin-packing", "capacity=10 items=4,8,1,4,2,1", "best-fit", 2),
  PublishedFigure("B01", "bin-packing", "capacity=10 items=4,8,1,4,2,1", "first-fit-decreasing", 2),
  PublishedFigure(
    "B02", "bin-packing",
    "capacity=101 items=15,15,15,15,15,15,34,34,34,34,34,34,51,51,51,51,51,51", "optimum", 6),
  PublishedFigure(
    "B02", "bin-packing",
    "capacity=101 items=15,15,15,15,15,15,34,34,34,34,34,34,51,51,51,51,51,51", "first-fit", 10),
  PublishedFigure(
    "B02", "bin-packing",
    "capacity=101 items=15,15,15,15,15,15,34,34,34,34,34,34,51,51,51,51,51,51", "best-fit", 10),
  PublishedFigure(
    "B02", "bin-packing",
    "capacity=101 items=15,15,15,15,15,15,34,34,34,34,34,34,51,51,51,51,51,51",
    "first-fit-decreasing", 6),
  PublishedFigure(
    "R03", "mrg32k3a", "seed=12345,12345,12345,12345,12345,12345 count=3", "output-1",
    0.12701112204657714),
  PublishedFigure(
    "R03", "mrg32k3a", "seed=12345,12345,12345,12345,12345,12345 count=3", "output-2",
    0.3185275653967945),
  PublishedFigure(
    "R03", "mrg32k3a", "seed=12345,12345,12345,12345,12345,12345 count=3", "output-3",
    0.3091860155832701),
  PublishedFigure("R07", "run-length", "utilisation=0.8 half-width=1%", "variance", 1800),

  // Computed with rational numbers, or by an iteration of one's own, outside this program.
  PublishedFigure(
    "own", "mmc", "servers=3 arrival=2/s service=1s at-least=5", "at-least", 16.0 / 81),
  PublishedFigure("own", "mmc", "servers=3 arrival=2/s service=1s exactly=2", "exactly", 2.0 / 9),
  PublishedFigure("own", "mmc", "servers=3 arrival=2/s service=1s", "empty", 1.0 / 9),
  PublishedFigure(
    "own", "mm-inf", "arrival=7/s service=0.5s at-least=3", "at-least", 0.6791528011378659),
  PublishedFigure(
    "own", "mm1", "arrival=0.8/s service=1s percentile=90%", "p90", 11.51292546497023),
  PublishedFigure(
    "own", "gm1", "arrival=0.8/s service=1s law=constant", "wait-p99", 11.15048378288978),
  PublishedFigure(
    "own", "erlang-c", "load=100 target=20% service=3min", "wait", 3.2692463981682836),
  PublishedFigure("own", "erlang-c", "servers=3 arrival=2/s service=1s", "queue", 8.0 / 9),
  PublishedFigure(
    "own", "birth-death", "up=1/s,1/s,1/s down=2/s,2/s,2/s from=3 to=0", "passage", 17.0 / 8),
  PublishedFigure("own", "parallel", "parts=99.9999999%,99.9999999%", "unavailability", 1e-18),
  PublishedFigure("own", "availability", "availability=99.9999999999%", "unavailability", 1e-12),
  PublishedFigure(
    "own", "bin-packing", "capacity=10 items=3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3", "optimum",
    7),
  PublishedFigure("own", "token-bucket", "rate=10/s burst=0 window=60s", "admitted", 0),
  PublishedFigure("own", "token-bucket", "rate=10/s burst=20 window=2.55s", "admitted", 45),
  PublishedFigure("own", "priority", "arrivals=0.1/s,0.6/s service=1s", "sojourn-1", 16.0 / 9),
  PublishedFigure("own", "priority", "arrivals=0.5/s,0.6/s service=1s", "wait-1", 2),
  PublishedFigure(
    "own", "batch", "gpus=16 jobs=0:10:6;0:12:4;0:4:6;0:6:2;3:2:10", "easy-makespan", 13),
]
