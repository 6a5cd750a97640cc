package import Model

/// The words of the interface; a template names them as `ui.` and the case.
package enum Phrase: String, Sendable, Hashable, CaseIterable {
  // Chrome.
  case skip, menu, home, search, searchPlaceholder, theme, onThisPage, breadcrumbs, builtWith
  case previous, next, navigation, sameFolder, allDocuments
  // Kinds of page.
  case overview, documents, cases, architectures, claims, evidence, findings, practices
  case statistics, relations, technologies, glossary, systems, notFound
  // Things said of claims.
  case verdict, claim, role, source, line, formula, inputs, evidenceInterval, estimate, permalink
  case before, beforeCalibrated
  case requirement, outcome, design, assumptions, elasticity, breakEven, sensitivity
  case distribution, confidence, replications, seed, exact, conditional, fragile, plausible
  case parameter, value, kind, origin, unchecked, judgedBy, inverse, claimed, traceability
  // Things said of documents.
  case structure, nestedList, sourceText, constructed, industry, usedBy, module, lines, rule
  case accepted, fix, note, noFindings, noClaims, file, count, counted, stated, difference
  case numbersSeen, numbersTyped, numbersCheckable, numbersChecked, metric, share
  case supports, supportsNothing, machineReadable, notFoundText, searchNeedsScript, searchHint
  case searchNothing, searchResults, searchWaiting, modules, diagramOf, connections, scenario
  case total, errors, warnings, notes, more, filterByVerdict, statement, histogram, dependsOn
  case fragileShort, fromText, unused, evidenceOf, refuted, funnelSeen, funnelTyped, funnelCheckable
  case funnelChecked, howMuchRead, notWritten, noScenario, close, searchResult, searchPartly
  case searchMore, searchShortened, from, to
  case intro, practiceGroup, lifecycle, components, kinds, term, meaning, showAll, permalinkTo
  case questionedMeaning, notSourced, restNotSourced
  case owner, dataModel, dataSchema, dataClaims, dataPages, dataDatabase, asText
  case answers, mechanisms, parameters, howMuchSupported, wholeEvidence

  var label: Label { Self.labels[self] ?? Label(zh: rawValue, en: rawValue) }

  package static let labels: [Phrase: Label] = [
    .skip: Label(zh: "跳到正文", en: "Skip to content"),
    .menu: Label(zh: "目录", en: "Menu"),
    .home: Label(zh: "首页", en: "Home"),
    .search: Label(zh: "搜索", en: "Search"),
    .searchPlaceholder: Label(zh: "搜索（按 /）", en: "Search (press /)"),
    .theme: Label(zh: "切换明暗", en: "Switch light and dark"),
    .onThisPage: Label(zh: "本页内容", en: "On this page"),
    .breadcrumbs: Label(zh: "所在位置", en: "You are here"),
    .builtWith: Label(
      zh: "由 docgen 生成：每条声称要么亮出依据，要么说明没有依据。",
      en: "Built by docgen: a claim either shows its evidence or shows that it has none."),
    .previous: Label(zh: "上一篇", en: "Previous"),
    .next: Label(zh: "下一篇", en: "Next"),
    .navigation: Label(zh: "站点导航", en: "Site"),
    .sameFolder: Label(zh: "同一模块", en: "In this module"),
    .allDocuments: Label(zh: "全部文档", en: "All documents"),

    .overview: Label(zh: "总览", en: "Overview"),
    .documents: Label(zh: "文档", en: "documents"),
    .cases: Label(zh: "案例", en: "cases"),
    .architectures: Label(zh: "架构", en: "architectures"),
    .claims: Label(zh: "声称", en: "claims"),
    .evidence: Label(zh: "仿真证据", en: "simulated evidence"),
    .findings: Label(zh: "问题", en: "findings"),
    .practices: Label(zh: "实践", en: "practices"),
    .statistics: Label(zh: "统计", en: "statistics"),
    .relations: Label(zh: "模块关系", en: "module relations"),
    .technologies: Label(zh: "技术", en: "technologies"),
    .glossary: Label(zh: "术语", en: "glossary"),
    .systems: Label(zh: "仿真系统", en: "simulated systems"),
    .notFound: Label(zh: "没有这个页面", en: "No such page"),

    .verdict: Label(zh: "结论", en: "Verdict"),
    .claim: Label(zh: "声称", en: "Claim"),
    .role: Label(zh: "性质", en: "Role"),
    .source: Label(zh: "出处", en: "Source"),
    .line: Label(zh: "行", en: "line"),
    .formula: Label(zh: "算式", en: "Formula"),
    .inputs: Label(zh: "依据的文字", en: "Rests on"),
    .evidenceInterval: Label(zh: "证据区间", en: "Evidence"),
    .estimate: Label(zh: "估计值", en: "Estimate"),
    .before: Label(zh: "改造前", en: "Before"),
    .beforeCalibrated: Label(zh: "改造前（已校准）", en: "Before (calibrated)"),
    .permalink: Label(zh: "固定链接", en: "Permalink"),
    .permalinkTo: Label(zh: "链接到", en: "Link to"),
    .requirement: Label(zh: "要求", en: "Requirements"),
    .outcome: Label(zh: "效果", en: "Outcome"),
    .design: Label(zh: "设计", en: "Design"),
    .assumptions: Label(zh: "假设", en: "assumptions"),
    .elasticity: Label(zh: "弹性", en: "Elasticity"),
    .breakEven: Label(zh: "翻转点", en: "Break-even"),
    .sensitivity: Label(zh: "敏感度", en: "Sensitivity"),
    .distribution: Label(zh: "分布", en: "Distribution"),
    .confidence: Label(zh: "置信水平", en: "Confidence"),
    .replications: Label(zh: "重复次数", en: "Replications"),
    .seed: Label(zh: "随机种子", en: "Seed"),
    .exact: Label(zh: "解析解，不是抽样", en: "A closed form, not a sample"),
    .conditional: Label(zh: "在下列假设之下", en: "Under these assumptions"),
    .fragile: Label(
      zh: "翻转点就在假设自己的合理范围之内",
      en: "the break-even lies inside the assumption's own plausible range"),
    .fragileShort: Label(zh: "脆弱", en: "fragile"),
    .fromText: Label(zh: "取自文中", en: "Taken from the text"),
    .unused: Label(zh: "这个结论没有用到", en: "Not used by this answer"),
    .evidenceOf: Label(zh: "数字与它们的证据", en: "Figures and their evidence"),
    .refuted: Label(zh: "证据否定的声称", en: "Claims that the evidence contradicts"),
    .funnelSeen: Label(
      zh: "正文、表格、标题与图中的全部数字", en: "all numbers in prose, tables, headings and drawings"),
    .funnelTyped: Label(
      zh: "读出了单位的量，和认出是什么的编号、型号与名称里的数",
      en: "read as a quantity with its unit, or known to be part of a name, a number or a model"),
    .notSourced: Label(zh: "未对照来源核实", en: "not checked against a source"),
    .restNotSourced: Label(zh: "其余未对照来源核实", en: "the rest is not checked against a source"),
    .questionedMeaning: Label(
      zh: "没有证据能判定它，但它的数字上有一个错误或警告，例如与要求或与上下文矛盾；计数时仍算作无依据。",
      en: """
        No evidence judges it, but an error or a warning stands on its figure, as where it contradicts \
        a requirement or its own line; it is counted as unchecked.
        """),
    .funnelCheckable: Label(
      zh: "构成声称的数字；一条声称可以有两个，如 15% → 5%",
      en: "those that claims are made of; one may have two, as in 15% → 5%"),
    .funnelChecked: Label(
      zh: "有证据支持、字面成立或被否定的", en: "those that evidence supports or contradicts"),
    .notWritten: Label(zh: "文中没有写明。", en: "The text does not say."),
    .noScenario: Label(
      zh: "没有场景：这里的声称没有仿真证据。", en: "No scenario: the claims here have no simulated evidence."),
    .close: Label(zh: "关闭", en: "Close"),
    .searchResult: Label(zh: "条结果", en: "result"),
    .searchPartly: Label(
      zh: "没有同时含有各词的页面，以下只含一部分：", en: "No page has all of the words; these have some: "),
    .searchMore: Label(zh: "本页另有 # 处", en: "# more on this page"),
    .searchShortened: Label(zh: "没有这个词，改为查找", en: "No such word; searched instead for"),
    .from: Label(zh: "从", en: "From"),
    .to: Label(zh: "到", en: "To"),
    .howMuchRead: Label(zh: "读懂了多少，核对了多少", en: "How much was read, how much was checked"),
    .plausible: Label(zh: "合理范围", en: "Plausible range"),
    .parameter: Label(zh: "参数", en: "Parameter"),
    .value: Label(zh: "取值", en: "Value"),
    .kind: Label(zh: "类别", en: "Kind"),
    .origin: Label(zh: "来源", en: "Origin"),
    .unchecked: Label(zh: "没有依据的声称", en: "Claims that nothing supports"),
    .judgedBy: Label(zh: "证据", en: "Evidence"),
    .inverse: Label(zh: "反过来问：要成立需要什么", en: "What would have to be true"),
    .claimed: Label(zh: "所声称的", en: "Claimed"),
    .traceability: Label(zh: "从要求到效果", en: "From requirement to outcome"),

    .structure: Label(zh: "结构", en: "Structure"),
    .nestedList: Label(zh: "以列表阅读", en: "Read as a list"),
    .sourceText: Label(zh: "原文", en: "Source text"),
    .constructed: Label(zh: "构造案例", en: "Constructed case"),
    .industry: Label(zh: "行业", en: "Industry"),
    .usedBy: Label(zh: "用于", en: "Used by"),
    .module: Label(zh: "模块", en: "Module"),
    .lines: Label(zh: "行", en: "lines"),
    .rule: Label(zh: "规则", en: "Rule"),
    .accepted: Label(zh: "作者已接受", en: "Accepted by the author"),
    .fix: Label(zh: "改法", en: "Fix"),
    .note: Label(zh: "说明", en: "Note"),
    .noFindings: Label(zh: "没有发现问题。", en: "Nothing was found."),
    .noClaims: Label(zh: "没有读到可以核对的数字。", en: "No checkable figure was read."),
    .file: Label(zh: "文件", en: "File"),
    .count: Label(zh: "数量", en: "Count"),
    .counted: Label(zh: "清点", en: "Counted"),
    .stated: Label(zh: "自述", en: "Stated"),
    .difference: Label(zh: "出入", en: "Difference"),
    .numbersSeen: Label(zh: "见到的数字", en: "numbers seen"),
    .numbersTyped: Label(zh: "读懂的", en: "understood"),
    .numbersCheckable: Label(zh: "可核对的", en: "checkable"),
    .numbersChecked: Label(zh: "已核对的", en: "checked"),
    .metric: Label(zh: "指标", en: "Metric"),
    .share: Label(zh: "占比", en: "Share"),
    .supports: Label(zh: "有依据的数字", en: "figures with evidence"),
    .supportsNothing: Label(zh: "没有依据的数字", en: "figures without evidence"),
    .machineReadable: Label(zh: "机器可读", en: "Machine-readable"),
    .notFoundText: Label(
      zh: "这个地址没有页面。可以从首页或搜索重新开始。",
      en: "There is no page at this address. Start again from the home page or the search."),
    .searchNeedsScript: Label(
      zh: "搜索需要 JavaScript。没有它时，可以从下面的文档列表找起。",
      en: "Search needs JavaScript. Without it, start from the list of documents below."),
    .searchHint: Label(
      zh: "输入一个词；多个词之间用空格隔开，同时含有各词的页面在前。",
      en: "Type a word; of several, set apart by spaces, pages that have all come first."),
    .searchNothing: Label(zh: "没有找到", en: "Nothing found for"),
    .searchResults: Label(zh: "条结果", en: "results"),
    .searchWaiting: Label(zh: "正在查找…", en: "Searching…"),
    .modules: Label(zh: "模块", en: "modules"),
    .diagramOf: Label(zh: "架构图：", en: "Diagram: "),
    .connections: Label(zh: "连接", en: "connections"),
    .scenario: Label(zh: "场景", en: "Scenario"),
    .total: Label(zh: "合计", en: "Total"),
    .errors: Label(zh: "错误", en: "errors"),
    .warnings: Label(zh: "警告", en: "warnings"),
    .notes: Label(zh: "提示", en: "notes"),
    .more: Label(zh: "更多", en: "more"),
    .filterByVerdict: Label(zh: "按结论", en: "By verdict"),
    .statement: Label(zh: "数字", en: "Figure"),
    .histogram: Label(zh: "各次重复的结果", en: "Results of the replications"),
    .dependsOn: Label(zh: "依赖于", en: "Depends on"),
    .intro: Label(zh: "简介", en: "Introduction"),
    .practiceGroup: Label(zh: "主题", en: "Group"),
    .lifecycle: Label(zh: "生命周期", en: "Lifecycle"),
    .components: Label(zh: "组件", en: "components"),
    .kinds: Label(zh: "种类", en: "Kinds"),
    .term: Label(zh: "术语", en: "Term"),
    .meaning: Label(zh: "含义", en: "Meaning"),
    .owner: Label(zh: "归属", en: "Owner"),
    .answers: Label(zh: "回答", en: "Answers"),
    .mechanisms: Label(zh: "机制", en: "Mechanisms"),
    .parameters: Label(zh: "参数", en: "Parameters"),
    .asText: Label(zh: "Mermaid 图，以原文给出：", en: "A Mermaid diagram, given as its text:"),
    .dataModel: Label(
      zh: "文档、案例、架构、声称及其结论、问题",
      en: "documents, cases, architectures, claims with verdicts, findings"),
    .dataSchema: Label(zh: "model.json 的 JSON Schema", en: "the JSON Schema of model.json"),
    .dataClaims: Label(zh: "全部声称的表格", en: "all claims as a table"),
    .dataPages: Label(zh: "供语言模型使用的页面清单", en: "the list of pages, for language models"),
    .dataDatabase: Label(zh: "同样的内容，存为 SQLite 数据库", en: "the same as an SQLite database"),
    .wholeEvidence: Label(zh: "这条声称的全部依据", en: "All evidence of this claim"),
    .howMuchSupported: Label(zh: "声称与依据", en: "Claims and evidence"),
    .showAll: Label(zh: "全部", en: "All"),
  ]
}
