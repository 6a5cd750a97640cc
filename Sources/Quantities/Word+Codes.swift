// Words around codes, ports and versions.

extension Word {
  /// What an answer says by its number: 429 退避, 500 错误.
  static let codes: [[UInt8]] = [
    "错误", "响应", "状态", "报错", "异常", "退避", "限流", "重试", "返回码",
  ].map { Array($0.utf8) }

  /// Makers and series whose models have numbers for names.
  static let series: Set<String> = [
    "NVIDIA", "Nvidia", "GeForce", "RTX", "GTX", "Quadro", "Radeon", "Instinct", "Xeon", "EPYC",
    "Epyc", "Ryzen",
    "Threadripper", "Platinum", "Gold", "Silver", "Bronze", "Kunpeng", "Ascend", "鲲鹏", "昇腾",
  ]

  static let partsOfDay: Endings = ["上午", "下午", "晚上", "凌晨", "早上", "中午", "傍晚", "夜间", "早", "晚"]
  static let hourOfDay = Array("点".utf8)

  static let amounts: [[UInt8]] = ["率", "数", "量", "次", "条", "时间"].map { Array($0.utf8) }

  static let codesInEnglish: Set<String> = [
    "error", "errors", "response", "responses", "status", "code", "codes", "statuses", "page",
    "pages",
    "retry", "retries", "backoff",
  ]

  private static let replying = [
    "返回了", "返回", "响应", "报出", "抛出", "HTTP", "http", "returns", "returned", "return", "returning",
    "responds with", "respond with", "returns a", "returned a",
  ]

  /// What a code alone stands behind.
  static let replies = Endings(replying)

  /// What a code stands behind that a word behind it calls one; a count may stand there as well.
  static let answers = Endings(replying + ["报", "收到", "出现", "遇到", "提示", "识别", "got"])

  static let codeNames: Endings = [
    "错误码", "状态码", "返回码", "响应码", "错误代码", "业务码", "退出码", "error code", "status code", "exit code",
    "Error code", "Status code", "Exit code", "Error Code", "Status Code", "errno", "返回码为",
  ]

  static let ports: [[UInt8]] = ["端口", "端口号", "port", "ports"].map { Array($0.utf8) }

  /// What serves at a port.
  static let servers: [[UInt8]] = [
    "服务", "网关", "代理", "前端", "后端", "应用", "接口", "控制台", "服务器", "看板", "service", "server", "gateway",
    "proxy", "application", "app", "api", "frontend", "backend", "dashboard", "ui", "console",
    "worker",
    "search", "registry", "broker", "redis", "kafka", "mysql", "postgresql", "postgres", "nginx",
    "minio", "mongodb", "rabbitmq", "elasticsearch", "consul", "etcd", "grafana", "prometheus",
    "jaeger", "nacos", "kibana", "zookeeper", "clickhouse",
  ].map { Array($0.utf8) }

  /// Ports that tell a host's name from a key before a colon.
  static let servicePorts: Set<Int> = [
    1433, 1521, 1883, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 4317, 4318, 5044, 5432, 5601, 5672,
    5984, 6379, 6380, 6443, 7000, 7001, 7077, 8080, 8081, 8086, 8123, 8200, 8443, 8500, 8848, 9000,
    9001,
    9042, 9090, 9091, 9092, 9093, 9094, 9100, 9200, 9300, 9411, 9876, 10250, 11211, 11434, 14268,
    15672,
    16379, 16686, 19092, 19530, 26379, 27017, 29092, 50051, 50070, 61616,
  ]

  static let timeZones: [[UInt8]] = ["GMT", "UTC", "CST", "EST", "PST", "CET", "IST", "JST"].map {
    Array($0.utf8)
  }

  /// What joins the members of a row of names.
  static let companions: [[UInt8]] = ["or", "and", "&", "和", "与", "或", "及", "、", "和第", "、第", "/"]
    .map {
      Array($0.utf8)
    }

  /// What makes a number with one point before it a version: 2.0 发布计划, 3.1 版本.
  static let releases: [[UInt8]] = [
    "版本", "版", "发布", "release", "Release", "version", "Version",
  ].map { Array($0.utf8) }

  /// What `2.0` before it is one of: 2.0 架构.
  static let generations: [[UInt8]] = ["架构", "时代", "平台", "系统", "重构", "规范", "协议", "方案"].map {
    Array($0.utf8)
  }
}
