package import Diagnostics

extension DiagnosticKind {
  /// The kinds of findings that extraction reports, in the order of their names.
  package static let extract: [DiagnosticKind] = [
    emptyBranch, mermaidSyntax, malformedAcceptance, scenarioField, unreadScenario, skippedNumber,
    treeBrokenPipe,
    treeDrawing, treeEarlyCorner, treeLastBranch, treeMisaligned, treeStrayPipe,
  ]

  static let treeLastBranch = DiagnosticKind(
    "tree-last-branch", .note,
    """
    The last child of a node is drawn with `└`: a `├` promises a sibling that does not come, and
    the reader wonders what has been lost.

        集群              集群
        ├─ 控制节点       ├─ 控制节点
        ├─ 工作节点  <-   └─ 工作节点

    The fix redraws the corner, and clears the pipe below it.
    """)

  static let treeEarlyCorner = DiagnosticKind(
    "tree-early-corner", .note,
    """
    A `└` ends the list of children: a sibling that follows it is drawn outside the list that it
    belongs to.

        集群              集群
        └─ 控制节点  <-   ├─ 控制节点
        └─ 工作节点       └─ 工作节点
    """)

  static let treeMisaligned = DiagnosticKind(
    "tree-misaligned", .warning,
    """
    Children of one node stand in one column. A branch that stands in another column belongs
    to nothing certain: docgen takes it for the sibling of the branch above it, and says so.

        集群
        ├─ 控制节点
        │   ├─ etcd
        │  └─ apiserver     <- one column off
    """)

  static let treeStrayPipe = DiagnosticKind(
    "tree-stray-pipe", .note,
    """
    A pipe `│` leads from a branch to its next sibling. A pipe under a `└`, or in a column where
    no branch stands, leads nowhere.

        集群
        └─ 控制节点
        │   └─ etcd         <- nothing follows in this column
    """)

  static let treeBrokenPipe = DiagnosticKind(
    "tree-broken-pipe", .note,
    """
    Two siblings are joined by a pipe `│` through the lines between them.

        集群
        ├─ 控制节点
            └─ etcd         <- the pipe to 工作节点 is missing here
        └─ 工作节点
    """)

  static let skippedNumber = DiagnosticKind(
    "skipped-number", .warning,
    """
    An ordered list is shown with the numbers that follow from its first item, whatever the source says. A number
    left out there is not left out on the page, and what refers to an item by its number leads to another one.

        1. Back up the catalog.
        2. Upgrade the coordinators.
        4. Enable the cache.            <- shown as 3

    So is a number that is given twice, 4, 5, 5: the second one is shown as 6. Reported where the numbers of a list go
    up by one but for one that is left out or repeated.
    """)

  static let emptyBranch = DiagnosticKind(
    "tree-empty-branch", .warning,
    """
    Every branch of a tree names something. A branch without a text was forgotten, or was meant
    as a spacer, which is drawn with `│`.
    """)

  static let treeDrawing = DiagnosticKind(
    "tree-drawing", .note,
    """
    A tree is drawn with one set of characters: `│` and not the letter-like `|`, spaces and not
    tabs, and a space between the dashes and the name. Anything else falls apart in another font,
    and cannot be searched for.
    """)

  static let mermaidSyntax = DiagnosticKind(
    "mermaid-syntax", .warning,
    """
    A flowchart is read by its rules: one statement to a line, brackets that close, a `subgraph`
    for every `end`. Browsers refuse the whole diagram for one mistake.

        graph LR
          A[网关 --> B[服务]     <- the bracket is never closed
    """)

  static let malformedAcceptance = DiagnosticKind(
    "malformed-acceptance", .warning,
    """
    A finding is accepted by its name and with a reason, so that the next reader knows why it
    stays:

        <!-- docgen-accept unmet-requirement: 试点阶段，2026 年补齐 -->

    Without a name or a reason nothing is accepted.
    """)

  static let unreadScenario = DiagnosticKind(
    "unread-scenario", .warning,
    """
    A scenario is read where its fence says `yaml scenario`. One that says something like it, or has the keys of
    a scenario and does not say so, is shown as code: what it binds is not judged.

        ```yaml scenerio       <- not read
        ```yaml scenario
    """)

  static let scenarioField = DiagnosticKind(
    "scenario-field", .error,
    """
    A scenario is a mapping with the fields `id`, `system`, `from`, `assume`, `before`, `after`,
    `calibrate`, `claims` and `seed`. `id` and `system` are required. An assumption is a value
    such as `4 年`, or a mapping with a value or the shape of a distribution, and its origin, or with the field of a \
    configuration that says it:

        assume:
          host.mtbf:  { value: 4 年, kind: literature, source: "…" }
          ha.restart: { median: 3 分钟, p95: 8 分钟, kind: assumption, source: "…" }
          canary.max: { manifest: Canary spec.analysis.maxWeight, unit: "%" }
        claims:
          可用性: availability

    What is misspelt, missing or of another shape is left out of the scenario.
    """)
}
