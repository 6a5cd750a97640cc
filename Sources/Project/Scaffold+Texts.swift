extension Scaffold {
  /// What a new document says, with the scenario of a case beside the claim that it serves.
  func text(title: String, stem: String, isChinese: Bool) -> String {
    switch (self, isChinese) {
    case (.document, true):
      """
      # \(title)

      > **文档定位**: 一句话说明本文写给谁、解决什么问题

      ## 概述

      """
    case (.document, false):
      """
      # \(title)

      > **Purpose**: one sentence on whom this is for and what it settles

      ## Overview

      """
    case (.case, true):
      """
      # \(title)

      > **案例性质**: 构造案例，用于说明写法，不指任何真实单位

      **背景**:

      - 一句话说明业务与系统
      - 要求: 高可用(99.9%)

      **架构设计**:

      ```text
      双节点Web服务
      ├─ 负载均衡 (2台,HA)
      │   └─ Keepalived
      ├─ 应用节点 (2台)
      │   └─ 容器运行时
      └─ 数据库
          ├─ 主库
          └─ 从库
      ```

      **最佳实践**:

      ```text
      业务连续性
      ✅ 负载均衡双机热备
      ✅ 数据库主从复制
      ```

      **效果**:

      - 可用性: 99.95% (年停机时间 < 4.4小时)

      ```yaml scenario
      id: \(stem)-outages
      system: service-outages
      from: 架构设计
      assume:
        host.interval:   { value: 180 天, range: 90–365 天, kind: assumption, source: "假设每台每年失效一次" }
        host.outage:     { value: 3 分钟, range: 1–10 分钟, kind: assumption, source: "健康检查加切换" }
        change.interval: { value: 30 天, range: 14–90 天, kind: assumption, source: "假设每月失误一次" }
        change.outage:   { value: 15 分钟, range: 5–30 分钟, kind: assumption, source: "假设的回滚用时" }
      claims:
        可用性: availability
      ```

      """
    case (.case, false):
      """
      # \(title)

      > **Nature**: a constructed case that shows the form; it describes no real organisation

      **Background**:

      - One sentence about the business and the system
      - Requirement: high availability (99.9%)

      **Architecture**:

      ```text
      Web service on two nodes
      ├─ Load balancers (2 hosts, HA)
      │   └─ Keepalived
      ├─ Application nodes (2 hosts)
      │   └─ Container runtime
      └─ Database
          ├─ Primary
          └─ Replica
      ```

      **Best practices**:

      ```text
      Continuity
      ✅ Load balancers in hot standby
      ✅ The database is replicated
      ```

      **Results**:

      - Availability: 99.95% (downtime < 4.4 hours per year)

      ```yaml scenario
      id: \(stem)-outages
      system: service-outages
      from: Architecture
      assume:
        host.interval:   { value: 180 days, range: 90–365 days, kind: assumption, source: "each of two hosts is assumed to fail once a year" }
        host.outage:     { value: 3 min, range: 1–10 min, kind: assumption, source: "health check and failover" }
        change.interval: { value: 30 days, range: 14–90 days, kind: assumption, source: "one bad change a month is assumed" }
        change.outage:   { value: 15 min, range: 5–30 min, kind: assumption, source: "assumed time to roll back" }
      claims:
        Availability: availability
      ```

      """
    }
  }
}
