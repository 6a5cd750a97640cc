package import Quantities

// The registry of metrics: what architecture documents make claims about, and what they count of
// themselves. A name stands for its metric only beside a figure of one of its dimensions.

extension Metric {
  /// Every metric that docgen knows by name.
  package static let all: [Metric] = service + speed + delivery + resources + quality + counts

  private static let service: [Metric] = [
    Metric(
      ID.availability, Label(zh: "可用性", en: "availability"), better: .up, in: [.ratio],
      names: [
        "可用性", "可用率", "高可用", "可用度", "在线率", "sla", "slo", "uptime", "availability", "服务等级",
      ]),
    Metric(
      ID.downtime, Label(zh: "停机时间", en: "downtime"), better: .down, in: [.time, .ratio],
      names: [
        "停机时间", "年停机时间", "年停机", "停机", "宕机时间", "宕机", "不可用时间", "中断时间", "业务中断", "停顿时间", "downtime",
        "outage",
        "outage time", "年度停机",
      ]),
    Metric(
      "durability", Label(zh: "持久性", en: "durability"), better: .up, in: [.ratio],
      names: ["持久性", "数据持久性", "数据可靠性", "durability"]),
    Metric(
      "rto", Label(zh: "恢复时间目标", en: "recovery time objective"), better: .down, in: [.time],
      names: ["rto", "恢复时间目标", "recovery time objective"]),
    Metric(
      "rpo", Label(zh: "恢复点目标", en: "recovery point objective"), better: .down, in: [.time],
      names: ["rpo", "恢复点目标", "数据丢失窗口", "recovery point objective"]),
    Metric(
      ID.mttr, Label(zh: "平均恢复时间", en: "mean time to restore"), better: .down, in: [.time],
      names: [
        "mttr", "平均恢复时间", "平均修复时间", "故障恢复时间", "故障修复时间", "故障处理时间", "故障定位时间", "故障排查时间",
        "mean time to recovery",
        "mean time to restore", "mean time to repair",
      ]),
    Metric(
      ID.mtbf, Label(zh: "平均无故障时间", en: "mean time between failures"), better: .up, in: [.time],
      names: ["mtbf", "mttf", "平均无故障时间", "平均故障间隔", "mean time between failures"]),
    Metric(
      "recovery-time", Label(zh: "恢复时间", en: "recovery time"), better: .down, in: [.time],
      names: [
        "恢复时间", "切换时间", "故障切换", "故障转移", "灾难恢复", "自动恢复", "重启时间", "回滚时间", "failover", "failover time",
        "recovery time",
        "rollback time", "recovery in", "recover in", "recovers in", "recovered in", "restored in",
      ]),
    Metric(
      "failure-rate", Label(zh: "故障率", en: "failure rate"), better: .down,
      in: [.ratio, .frequency, .rate(of: "次")],
      names: ["故障率", "失效率", "failure rate", "年故障率", "afr"]),
  ]

  private static let speed: [Metric] = [
    Metric(
      "latency", Label(zh: "延迟", en: "latency"), better: .down, in: [.time],
      names: ["延迟", "时延", "低延迟", "延时", "往返时间", "latency", "rtt", "抖动", "jitter"]),
    Metric(
      "response-time", Label(zh: "响应时间", en: "response time"), better: .down, in: [.time],
      names: ["响应时间", "response time", "页面加载时间", "查询时间"]),
    Metric(
      "start-time", Label(zh: "启动时间", en: "start-up time"), better: .down, in: [.time],
      names: ["启动时间", "冷启动", "启动速度", "startup time", "start-up time", "boot time", "cold start"]),
    Metric(
      "deployment-time", Label(zh: "部署时间", en: "deployment time"), better: .down, in: [.time],
      names: [
        "部署时间", "交付时间", "交付周期", "上线时间", "发布时间", "构建时间", "部署周期", "deployment time", "lead time",
        "build time",
      ]),
    Metric(
      "queueing-time", Label(zh: "排队时间", en: "queueing time"), better: .down, in: [.time],
      names: ["排队时间", "等待时间", "queueing time", "queue time", "wait time", "waiting time"]),
    Metric(
      "processing-time", Label(zh: "处理时间", en: "processing time"), better: .down, in: [.time],
      names: ["处理时间", "执行时间", "训练时间", "迁移时间", "备份时间", "备份窗口", "processing time", "training time"]),
    Metric(
      ID.iops, Label(zh: "IOPS", en: "IOPS"), better: .up, in: [.rate(of: "IO")],
      names: ["iops", "随机读", "随机写", "随机iops"]),
    Metric(
      ID.throughput, Label(zh: "吞吐量", en: "throughput"), better: .up,
      in: [
        .rate(of: "请求"), .rate(of: "事务"), .dataRate, .rate(of: "消息"), .rate(of: "次"),
        .rate(of: "包"),
        .rate(of: "IO"), .rate(of: "token"), .ratio, .rate(of: "连接"),
      ],
      names: ["吞吐量", "吞吐率", "吞吐", "吞吐能力", "处理能力", "throughput", "qps", "tps", "rps", "并发处理"]),
    Metric(
      "bandwidth", Label(zh: "带宽", en: "bandwidth"), better: .up, in: [.dataRate, .data],
      names: ["带宽", "网络带宽", "bandwidth", "传输速率"]),
    Metric(
      "concurrency", Label(zh: "并发数", en: "concurrency"), better: .up,
      in: [
        .count(of: "用户"), .count(of: "连接"), .count(of: "请求"), .count(of: "个"), .count(of: "并发"),
      ],
      names: ["并发数", "并发用户", "并发连接", "并发用户数", "连接数", "最大连接数", "concurrency", "concurrent users"]),
  ]

  private static let delivery: [Metric] = [
    Metric(
      "deployment-frequency", Label(zh: "部署频率", en: "deployment frequency"), better: .up,
      in: [.rate(of: "次"), .frequency, .count(of: "次"), .rate(of: "deployments")],
      names: ["部署频率", "发布频率", "上线频率", "部署次数", "发布次数", "deployment frequency", "release frequency"]),
    Metric(
      "change-failure-rate", Label(zh: "变更失败率", en: "change failure rate"), better: .down,
      in: [.ratio],
      names: ["变更失败率", "发布失败率", "部署失败率", "回滚率", "change failure rate"]),
    Metric(
      "backlog", Label(zh: "积压", en: "backlog"), better: .down,
      in: [.count(of: "条"), .count(of: "消息"), .count(of: "个"), .time],
      names: ["积压", "消息积压", "积压量", "消息积压量", "backlog", "message backlog", "consumer lag"]),
    Metric(
      "outages", Label(zh: "中断次数", en: "outages"), better: .down,
      in: [.count(of: "次"), .rate(of: "次"), .frequency],
      names: ["中断次数", "年中断次数", "每年中断次数", "年故障次数", "年停机次数", "outages per year"]),
    Metric(
      "success-rate", Label(zh: "成功率", en: "success rate"), better: .up, in: [.ratio],
      names: ["成功率", "通过率", "自愈成功率", "命中率", "success rate", "hit rate", "pass rate"]),
    Metric(
      "error-rate", Label(zh: "错误率", en: "error rate"), better: .down, in: [.ratio],
      names: ["错误率", "失败率", "丢包率", "误报率", "漏报率", "缺陷率", "error rate", "packet loss", "loss rate"]),
  ]

  private static let resources: [Metric] = [
    Metric(
      "gpu-utilisation", Label(zh: "GPU 利用率", en: "GPU utilisation"), better: .up, in: [.ratio],
      names: ["gpu利用率", "gpu 利用率", "gpu使用率", "gpu utilization", "gpu utilisation"]),
    Metric(
      ID.utilisation, Label(zh: "资源利用率", en: "utilisation"), better: .up, in: [.ratio],
      names: [
        "资源利用率", "利用率", "使用率", "cpu利用率", "cpu使用率", "内存利用率", "内存使用率", "服务器利用率", "存储利用率", "占用率",
        "utilization",
        "utilisation", "cpu usage",
      ]),
    Metric(
      "cost", Label(zh: "成本", en: "cost"), better: .down,
      in: [.money("CNY"), .money("USD"), .moneyRate("CNY"), .moneyRate("USD"), .ratio],
      names: [
        "成本", "费用", "tco", "it成本", "运营成本", "运维成本", "总成本", "采购成本", "开支", "cost", "costs", "tco",
      ]),
    Metric(
      ID.capacity, Label(zh: "容量", en: "capacity"), better: .up, in: [.data],
      names: ["容量", "存储容量", "可用容量", "数据量", "存储量", "capacity"]),
    Metric(
      "storage-use", Label(zh: "存储占用", en: "storage use"), better: .neither, in: [.data],
      names: [
        "存储占用", "磁盘占用", "占用空间", "存储用量", "占用存储", "storage used", "storage use", "storage usage",
        "storage footprint", "disk usage",
      ]),
    Metric(
      "power", Label(zh: "功耗", en: "power"), better: .down, in: [.power, .ratio],
      names: ["功耗", "能耗", "power consumption"]),
    Metric(
      "overhead", Label(zh: "开销", en: "overhead"), better: .down, in: [.ratio, .time, .data],
      names: ["开销", "性能损失", "虚拟化开销", "性能开销", "overhead"]),
    Metric(
      "consolidation", Label(zh: "整合比", en: "consolidation ratio"), better: .up, in: [.factor],
      names: ["整合比", "整合率", "压缩比", "去重比", "超分比", "consolidation ratio"]),
  ]

  private static let quality: [Metric] = [
    Metric(
      "coverage", Label(zh: "覆盖率", en: "coverage"), better: .up, in: [.ratio],
      names: ["覆盖率", "覆盖度", "测试覆盖率", "监控覆盖率", "coverage"]),
    Metric(
      ID.score, Label(zh: "评分", en: "score"), better: .up, in: [.ratio, .count(of: "分")],
      names: ["评分", "得分", "综合评分", "质量评分", "模块评分", "满意度", "用户满意度", "score", "rating"]),
    Metric(
      "completion", Label(zh: "完成度", en: "completion"), better: .up, in: [.ratio],
      names: [
        "完成度", "完成率", "进度", "完整性", "完整度", "合规率", "达标率", "准确性", "准确率", "一致性", "completion",
        "progress",
      ]),
  ]

  private static let counts: [Metric] = [
    count("documents", "文档数", "documents", ["文档数量", "文档总数", "文档数", "文档"], of: ["篇", "文档"]),
    count("lines", "行数", "lines", ["总行数", "行数", "代码行数", "内容行数"], of: ["行"]),
    count("cases", "案例数", "cases", ["案例数量", "案例数", "实践案例", "案例", "case studies"], of: ["案例"]),
    count(
      "architectures", "架构图", "architectures", ["架构图", "架构设计图", "architecture diagrams"],
      of: ["架构图"]),
    count(
      "configuration-examples", "配置示例", "configuration examples",
      ["配置示例", "配置样例", "配置案例", "configuration examples", "config examples"], of: ["配置示例"]),
    count(
      "code-examples", "代码示例", "code examples",
      ["代码示例", "代码样例", "示例代码", "命令示例", "代码块", "code examples", "code blocks"], of: ["示例"]),
    count("practices", "最佳实践", "practices", ["最佳实践", "实践建议", "best practices"], of: ["实践"]),
    count(
      ID.diagrams, "图表", "diagrams",
      ["mermaid图表", "mermaid图", "图表", "流程图", "思维导图", "示意图", "mermaid", "diagrams"], of: ["图表"]),
    count("tables", "表格", "tables", ["数据表格", "对比表格", "对比表", "表格", "对比矩阵", "tables"], of: ["表格"]),
    count("words", "字数", "words", ["总字数", "字数", "words", "characters"], of: ["字"]),
    count("chapters", "章节数", "chapters", ["章节数量", "章节数", "章节", "chapters"], of: ["章", "章节"]),
    count("modules", "模块数", "modules", ["模块数量", "模块总数", "模块数"], of: ["模块"]),
    count(ID.references, "参考文献", "references", ["参考文献", "引用数量", "参考资料", "references"], of: ["引用"]),
    count("formulas", "公式", "formulas", ["数学公式", "公式", "formulas", "equations"], of: ["公式"]),
    Metric.codeLines,
    count("terms", "术语", "terms", ["术语数量", "术语"], of: ["术语"]),
  ]

  /// Lines of one language in the code of documents; the language is named in the claim's subject.
  package static let codeLines = Metric(
    "code-lines", Label(zh: "代码行数", en: "lines of code"), better: .neither,
    in: [.count(of: "行")], names: [])

  private static func count(
    _ id: String, _ zh: String, _ en: String, _ names: [String], of things: [String]
  ) -> Metric {
    Metric(
      id, Label(zh: zh, en: en), better: .neither,
      in: things.map { .count(of: $0) } + [.count(of: "个")], names: names)
  }

  /// Whether it is a count of what documents hold, that can be recounted.
  package var isSelfCount: Bool { Metric.countIDs.contains(id) }

  private static let countIDs = Set(counts.map(\.id))

  /// The metric of this identifier.
  package static func named(_ id: String) -> Metric? { all.first { $0.id == id } }

  /// Whether a quantity may be a value of this metric.
  package func accepts(_ dimension: Dimension) -> Bool {
    dimensions.contains { $0.isComparable(with: dimension) }
  }
}
