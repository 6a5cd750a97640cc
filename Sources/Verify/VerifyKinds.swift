package import Diagnostics

extension DiagnosticKind {
  /// Every kind of finding of the verification phase.
  package static let verify: [DiagnosticKind] = [
    .unknownSystem, .unknownParameter, .unknownOutput, .unboundClaim, .unknownArchitecture,
    .unknownManifest, .unknownFigure,
    .missingComponent, .missingParameter, .missingSource, .unknownAssumptionKind,
    .unreadableValue, .wrongDimension, .parameterRange, .restatedParameter, .copiedCount,
    .retypedFigure,
    .circularAssumption, .contradictoryAssumptions, .excludedMechanism, .forbiddenFlow,
    .unknownZone, .shortHorizon, .uncalibrated, .duplicateScenario, .claimFails, .claimUndecided,
    .claimFragile, .claimSuspect,
    .staleQuote,
  ]

  package static let unknownSystem = DiagnosticKind(
    "unknown-system", .error,
    """
    A scenario names one of the systems that `docgen systems` lists.

        system: vsphere-sitepair       <- no such system
        system: vsphere-site-pair
    """)

  package static let unknownParameter = DiagnosticKind(
    "unknown-parameter", .error,
    """
    Every entry of `assume`, `before` and `after` is a parameter of the scenario's system, and every
    field of its value is one that the parameter takes: `value` or `constant`, or `median` with `p95`,
    `mean` with `shape`, `min` with `max` for a random quantity. `docgen systems NAME` lists them.

        host.mtfb: { value: 4 年, … }   <- no such parameter
        host.mtbf: { value: 4 年, … }
    """)

  package static let unknownOutput = DiagnosticKind(
    "unknown-output", .error,
    """
    The right side of a line under `claims` is an output of the scenario's system, and one that
    measures what the claim speaks of: an availability cannot answer a latency, nor a mean a 99th
    percentile. `docgen systems NAME` says what each answer measures.

        可用性: availibility           <- no such output
        可用性: availability

        P99延迟: latency-p50          <- a median
        P99延迟: latency-p99
    """)

  package static let unboundClaim = DiagnosticKind(
    "unbound-claim", .error,
    """
    The left side of a line under `claims` names a claim of the text around the scenario, in the
    words in which the claim names its subject.

        可用率: availability           <- the text says 可用性
        可用性: availability
    """)

  package static let unknownArchitecture = DiagnosticKind(
    "unknown-architecture", .error,
    """
    `from` names an architecture by its heading, its title or its root, in the same case or \
    document.
    Counts and features are taken from it.
    """)

  package static let unknownManifest = DiagnosticKind(
    "unknown-manifest", .error,
    """
    `manifest` names a Kubernetes object that a fence of the same case or document shows, by its kind and, where there
    are several, its name, and the keys that lead to one scalar in it, from the top or their end. What a configuration
    says is not copied into a scenario, where it would go stale.

        canary.interval: { manifest: Canary spec.analysis.intervall }   <- no such field
        canary.interval: { manifest: Canary spec.analysis.interval }
        canary.step:     { manifest: Canary analysis.stepWeight, unit: "%" }
        replicas.min:    { manifest: HorizontalPodAutoscaler/web spec.minReplicas }
    """)

  package static let unknownFigure = DiagnosticKind(
    "unknown-figure", .error,
    """
    `figure` names a component of a drawing, a row of a table or a metric of the same case or document by its words, and
    behind a slash the column, where the row has several figures that the parameter can take. What the text says is not
    copied into a scenario, where it would go stale.

        | 中断来源 | 年次数 | 单次中断 |
        |---|---|---|
        | 主机失效 | 0.08 | 10秒 |

        host.outage:   { figure: 主机失效 }                          <- 10 seconds, the only time of the row
        host.interval: { figure: 主机失效 / 年次数, unit: 次/年 }      <- 12.5 years
        host.interval: { figure: 主机失校 / 年次数, unit: 次/年 }      <- no such row
    """)

  package static let missingComponent = DiagnosticKind(
    "missing-component", .error,
    """
    A system stands on an architecture that has the parts it simulates: a pair of vSphere sites
    needs ESXi hosts in the tree that `from` names.
    """)

  package static let missingParameter = DiagnosticKind(
    "missing-parameter", .error,
    """
    A parameter without a documented default is either found in the architecture or assumed in the
    scenario. docgen never makes up a figure. A parameter that may be left out is missing where a claim
    is bound to an answer that cannot do without it.
    """)

  package static let missingSource = DiagnosticKind(
    "missing-source", .error,
    """
    Every assumption says where it comes from: `kind`, and `source` with the page, paper or person.
    An assumption without a source cannot be doubted, so it cannot be believed. `TODO`, `TBD`, `?` and `待补` are none.

        host.mtbf: { value: 4 年 }                                                    <- from where?
        host.mtbf: { value: 4 年, kind: literature, source: "SoCC 2010, table 2" }
    """)

  package static let unknownAssumptionKind = DiagnosticKind(
    "unknown-assumption-kind", .error,
    """
    The kind of an assumption is `literature`, `vendor`, `measurement`, `standard` or `assumption`.
    """)

  package static let unreadableValue = DiagnosticKind(
    "unreadable-value", .error,
    """
    The value of an assumption is a number with its unit, `yes` or `no`, or one of the parameter's
    choices; a random quantity is a mean, or a median with a 95th percentile that is not below it,
    or a mean with a shape, or a least and a greatest value.
    """)

  package static let wrongDimension = DiagnosticKind(
    "wrong-dimension", .error,
    """
    A value has the unit that its parameter measures, and an output the unit of the claim it judges:
    a time between failures is not a rate, and minutes are not a percentage.

        host.mtbf: { value: 4 Gbps, … }   <- a data rate
        host.mtbf: { value: 4 年, … }
    """)

  package static let parameterRange = DiagnosticKind(
    "parameter-range", .error,
    """
    A value lies within what its parameter can be at all, as `docgen systems NAME` shows it: a
    probability between 0 and 1, a time above zero. So does the `range` that its author thinks plausible.
    """)

  package static let restatedParameter = DiagnosticKind(
    "restated-parameter", .error,
    """
    What the architecture already says is not said again under `assume`: one fact has one source. If
    the number differs, one of the two is wrong; if it agrees, it will not after the next change.
    """)

  package static let copiedCount = DiagnosticKind(
    "copied-count", .note,
    """
    A count that the case's architecture gives is taken from it, and not copied under `assume`: when the drawing changes,
    nothing tells that the scenario did not.

        └─ etcd (3节点)

        assume:
          members: { value: 3, … }     <- `from: 控制平面` takes it from the drawing

    Reported where the scenario names no architecture, and one around it gives the same count for the parameter.
    """)

  package static let retypedFigure = DiagnosticKind(
    "retyped-figure", .warning,
    """
    An assumption whose source is the text around it, as a drawing or a table, is taken from there by `figure`, and not
    typed again: when the table changes, nothing tells that the scenario did not.

        | 切换步骤 | 用时 |
        |---|---|
        | 确认与决策 | 30分钟 |

        decision: { value: 30 分钟, kind: assumption, source: "切换步骤表" }              <- typed again
        decision: { figure: 确认与决策, kind: assumption, source: "切换步骤表，工程假定" }

    A `figure` without `kind` and `source` rests on the text alone, and is no assumption. Reported where the source says
    that the value is from the text, and the text has it.
    """)

  package static let circularAssumption = DiagnosticKind(
    "circular-assumption", .error,
    """
    An assumption must not be the claim. A scenario that assumes a restoration time of four hours
    proves nothing about a claim of four hours. An answer that several things limit is none of them: what is deployed is
    what arrives only as long as the pipeline carries it. Nor may it be the claim in other words: one outage a year of
    52.56 minutes is an availability of 99.99 %.
    """)

  package static let contradictoryAssumptions = DiagnosticKind(
    "contradictory-assumptions", .error,
    """
    The values of a scenario can hold together: a cluster cannot spare more hosts than it has.
    """)

  package static let excludedMechanism = DiagnosticKind(
    "excluded-mechanism", .warning,
    """
    Two mechanisms that the text names exclude each other, so the simulation leaves one out. FT, for
    one, cannot protect a machine that has an SR-IOV network card: the machine is judged without FT.
    """)

  package static let forbiddenFlow = DiagnosticKind(
    "forbidden-flow", .error,
    """
    What is forbidden stays impossible through every chain of allowed flows, not only directly. The
    path that is shown is a shortest one: take one of its rules away.
    """)

  package static let unknownZone = DiagnosticKind(
    "unknown-zone", .error,
    """
    Every zone of a forbidden flow is named by an allowed flow or by the architecture: whatever is
    forbidden of a misspelt one holds, and proves nothing. A zone of the allowed flows is misspelt where the
    architecture does not name it and names one much like it, or where no rule leads to it and none leaves one
    much like it.

        allow:  { value: "内网->应用, 应用->医保前置", … }
        forbid: { value: "互联网->医保前直", … }       <- no such zone
        forbid: { value: "内网->医保前置", … }
    """)

  package static let shortHorizon = DiagnosticKind(
    "short-horizon", .error,
    """
    A replication lasts longer than the mean time between the events that it must see. In one year
    one does not observe a site failure that comes every ten. Nor may a run still show how its queue began
    where its measuring begins: where the load and the spread of the times need a longer warm-up than twice the
    horizon, that is said, and MSER-5 finds on the mean course of some runs where they settled in fact.
    """)

  package static let uncalibrated = DiagnosticKind(
    "uncalibrated", .error,
    """
    `calibrate` names a numeric parameter that nothing else gives, and some value of it in its range makes the model meet \
    the documented "before". Where none does, the model and the document do not describe one system; the note says how near \
    it comes. What its entry under `assume` says is where the search begins, and changes nothing of what is found; with a \
    `range` the solved value has to lie in that.
    """)

  package static let duplicateScenario = DiagnosticKind(
    "duplicate-scenario", .error,
    """
    Each scenario has its own `id`: results, caches and the ledger are kept under it.
    """)

  package static let claimFails = DiagnosticKind(
    "claim-fails", .error,
    """
    A claim fails when its evidence lies wholly outside what it says. For a simulated claim this is
    under the scenario's assumptions, and the notes say which of them would have to be different.
    Correct the figure, the design or the assumption, whichever is wrong.
    """)

  package static let claimUndecided = DiagnosticKind(
    "claim-undecided", .warning,
    """
    The confidence interval of the simulation still straddles the claim at the end of its budget of
    4096 replications, or fewer of a costly system: the figure is too near to what the model gives to
    tell. A longer `horizon` makes each replication say more.
    """)

  package static let claimFragile = DiagnosticKind(
    "claim-fragile", .note,
    """
    The verdict would turn within the plausible range of one of its assumptions. The claim hangs on
    that figure: find a better source for it, or say so in the text.
    """)

  package static let claimSuspect = DiagnosticKind(
    "claim-suspect", .warning,
    """
    The ledger `docgen.lock` holds the claim with an earlier figure, input or verdict, or holds one
    that is no longer there or no longer judged. Look at what has changed; `docgen verify --update`
    then renews the ledger.
    """)

  package static let staleQuote = DiagnosticKind(
    "stale-quote", .error,
    """
    A sentence that repeats what a scenario assumes, or the value at which a verdict turns, says what the scenario
    says. `quotes` binds the words of its claim to it.

        但路径时延一旦超过338μs就达不到。

        quotes:
          路径时延: { break-even: path.delay, of: IOPS }     <- it turns at 352 μs since the overhead was changed
          盘的年故障率: { assumed: drive.afr }
    """)
}
