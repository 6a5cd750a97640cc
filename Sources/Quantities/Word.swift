/// Words that the reader of numbers looks for, as bytes.
enum Word {
  static let many = Array("多".utf8)
  static let odd = Array("余".utf8)
  static let each = Array("每".utf8)
  static let times = Array("times".utf8)

  /// What stands behind what is done so many times.
  static let afterTimes: [[UInt8]] = [
    " per ", " a day", " a week", " a month", " a year", " each ", " every ", " before ", " daily",
    " and then", " in a row", " within ", "/",
  ].map { Array($0.utf8) }

  /// What is done so many times, before the figure.
  static let repetitions: [[UInt8]] = [
    "etr", "repeat", "attempt", "called", "invoked", "executed", "restarted", "number of times",
    "ran ",
    "runs ", "run ", "tried", "tries", "crashed", "polled",
  ].map { Array($0.utf8) }
  static let per = Array(" per ".utf8)
  static let fold = Array("分".utf8)
  static let versions: [[UInt8]] = ["version", "版本", "版本号"].map { Array($0.utf8) }
  static let cluster = Array("集群".utf8)
  static let parameters = Array("参数".utf8)
  static let model = Array("模型".utf8)
  static let ordinal = Array("第".utf8)
  static let year = Array("年".utf8)
  static let month = Array("月".utf8)
  static let dayOfMonth = Array("日".utf8)
  static let number = Array("号".utf8)

  /// What makes the thing after it a count: 最大Pod, 并发连接, 日活用户.
  static let populations: [[UInt8]] = ["最大", "并发", "活跃", "在线", "日活", "月活", "注册", "总", "支持"].map {
    Array($0.utf8)
  }

  /// What names a number of copies.
  static let copiesByName: Endings = [
    "副本因子", "复制因子", "副本系数", "replication factor", "Replication Factor", "Replication factor",
  ]

  /// What stands before the unit in the brackets of a header.
  static let namesOfUnit: [[UInt8]] = ["单位", "in ", "unit: ", "units: "].map { Array($0.utf8) }

  static let openBracket = Array("（".utf8)
  static let closeBracket = Array("）".utf8)
  static let numberOf: [[UInt8]] = ["number of ", "# of ", "no. of "].map { Array($0.utf8) }

  /// What makes a header count the noun before it; 数 alone needs one.
  static let counts: [[UInt8]] = ["总数量", "数量", "总数", "个数", "数", "量"].map { Array($0.utf8) }
  /// What ends in 数 and counts nothing.
  static let noCounts: Endings = [
    "参数", "系数", "指数", "倍数", "分数", "函数", "基数", "常数", "小数", "整数", "奇数", "偶数", "均数", "位数", "度数", "变数",
    "读数",
    "岁数", "序数", "点数", "档数", "级数", "复数", "对数", "代数", "余数", "种子数", "随机数", "端口数", "行号数",
    "众数", "代码数", "编号数", "金额数", "比例数", "字节数", "天数", "年数", "月数", "周数", "小时数",
    "分钟数", "秒数",
  ]

  /// What ends in 量 and is so many times.
  static let countedVolumes: Endings = [
    "安装量", "下载量", "访问量", "浏览量", "调用量", "请求量", "点击量", "查询量", "交易量", "播放量", "提交量", "发送量",
  ]

  /// Names of how many use something in a day, a week or a month.
  static let activeUsers: Set<String> = [
    "日活", "月活", "周活", "日活跃", "月活跃", "DAU", "MAU", "WAU",
  ]

  /// What follows a count and says which one is meant: 作业数上限.
  static let limitsOfCounts: Endings = ["上限", "下限", "阈值", "最大值", "最小值"]

  /// What a row that is named by it counts, where its columns are of the state: 数据库连接.
  static let thingsOfRows: Set<String> = ["连接", "用户", "线程", "分区", "副本"]

  /// What is done with such a thing, and takes its time or fails.
  static let deedsOfRows: [[UInt8]] = [
    "创建", "启动", "扩容", "缩容", "切换", "处理", "迁移", "失败", "成功", "新增", "新建", "建立", "删除", "每", "重", "平均",
    "响应",
    "释放", "获取", "恢复", "登录",
  ].map { Array($0.utf8) }

  static let shortPeriods: Set<String> = ["s", "sec", "second", "min", "minute", "秒"]

  /// What a number right behind it counts: 总计12000.
  static let sums: Endings = ["总计", "合计", "共计", "总共", "一共"]
  static let from: Endings = ["从", "由"]
  static let of = Array("的".utf8)
  static let to = Array("to ".utf8)
  static let and = Array("and ".utf8)
  static let leadsOfChange: [[UInt8]] = ["from", "increased"].map { Array($0.utf8) }
  static let leadsOfRange: [[UInt8]] = ["between", "anywhere from"].map { Array($0.utf8) }
  static let arrow = Array("→".utf8)

  static let pair = Array("对".utf8)
  static let manyOfPair: [[UInt8]] = ["多", "一", "N", "n"].map { Array($0.utf8) }

  /// Verbs between two figures of one thing.
  static let changesTo: [[UInt8]] = [
    "降到", "降至", "降为", "减到", "减至", "减少到", "减少至", "增到", "增至", "增加到", "增加至", "升到", "升至", "提升到", "提升至",
    "提高到", "提高至", "扩展到", "扩容到", "缩减到", "缩减至", "变为", "改为", "调整为", "调整到", "增长到", "增长至",
  ].map { Array($0.utf8) }
  static let nonBreakingHyphen = Array("\u{2011}".utf8)
  static let colons: [[UInt8]] = [":", "：", "为", "="].map { Array($0.utf8) }
  static let joints: [[UInt8]] = [", and ", " and ", ", "].map { Array($0.utf8) }

  static let coresOfProcessors = Array("核心".utf8)

  /// What a number of cores ends with.
  static let cores: [[UInt8]] = ["核", "vCPU", "vCPUs", "cores", "C", "c"].map { Array($0.utf8) }
  static let bandwidths: [[UInt8]] = ["带宽", "网卡", "网络", "bandwidth", "Bandwidth"].map {
    Array($0.utf8)
  }

  /// Roles of a replicated group that stand side by side: 3主3从.
  static let roleNames = ["主", "从", "备"]
  static let roles: [[UInt8]] = roleNames.map { Array($0.utf8) }

  /// Whose symbols stand with a blank for something else.
  static let binaryPrefixes: Set<String> = ["KiB", "MiB", "GiB", "TiB", "PiB"]

  /// What speaks of bytes near a figure.
  static let data: [[UInt8]] = [
    "字节", "数据包", "报文", "包头", "头部", "字段", "长度", "大小", "对齐", "缓存行", "缓冲", "占用", "记录", "每条", "存储",
    "内存", "磁盘", "块",
    "byte", "Byte", "packet", "Packet", "header", "payload", "size", "Size", "block", "Block",
    "buffer", "chunk", "record", "cache line", "storage", "Storage", "memory", "Memory", "disk",
    "KB", "MB", "GB", "TB", "file", "key", "value", "field", "uuid", "UUID", "int", "long", "char",
  ].map { Array($0.utf8) }

  /// The largest first, so that 千万 is not read as 千.
  static let magnitudes = ByteTable(
    [
      ("万亿", 1e12), ("萬億", 1e12), ("千亿", 1e11), ("億", 1e8), ("萬", 1e4), ("百亿", 1e10), ("十亿", 1e9),
      ("亿", 1e8), ("千万", 1e7),
      ("百万", 1e6), ("十万", 1e5), ("万", 1e4), ("千", 1e3), ("百", 1e2),
      ("million", 1e6), ("billion", 1e9), ("trillion", 1e12), ("thousand", 1e3),
      ("Million", 1e6), ("Billion", 1e9), ("Trillion", 1e12), ("Thousand", 1e3),
      ("mil", 1e6), ("mln", 1e6), ("bn", 1e9), ("bln", 1e9),
      ("lakh", 1e5), ("Lakh", 1e5), ("crore", 1e7), ("Crore", 1e7),
    ].map { (Array($0.0.utf8), $0.1) }
  ) { $0[0] }

  /// One-letter units that may stand after a space.
  static let spacedLetters: Set<UInt8> = Set("shWVBdU".utf8)

  static let memory: [[UInt8]] = [
    "内存", "显存", "存储", "磁盘", "硬盘", "空间", "容量", "数据盘", "系统盘", "RAM", "Memory", "Disk", "SSD", "HDD",
    "NVMe", "DDR", "HBM", "memory", "SAS", "SATA",
    "disk",
    "storage", "swap", "ram",
  ].map { Array($0.utf8) }

  /// What a figure in G behind it measures: 内存 128G, RAM: 64G.
  static let memoryNames: Endings = [
    "内存", "显存", "磁盘", "硬盘", "系统盘", "数据盘", "存储空间", "磁盘空间", "内存大小", "RAM", "Memory", "memory",
    "Disk", "disk",
  ]

  static let network: [[UInt8]] = [
    "网", "带宽", "以太", "光", "端口", "上行", "链路", "NIC", "Ethernet", "network", "link", "uplink",
    "bandwidth",
  ].map { Array($0.utf8) }

  /// Gigabits a second at which links run, and sizes that are no more than these.
  static let speedsOfLinks: Set<Double> = [10, 20, 25, 40, 50, 56, 100, 200, 400, 800]

  /// What stands before a count and makes it one per unit of time.
  static let frequencies = ByteTable(
    [
      ("每分鐘", "min"), ("每秒鐘", "s"), ("每小時", "h"), ("每週", "wk"), ("每個月", "mo"),
      ("每秒", "s"), ("每秒钟", "s"), ("每分钟", "min"), ("每小时", "h"), ("每天", "d"), ("每日", "d"),
      ("每周", "wk"), ("每月", "mo"), ("每个月", "mo"), ("每季度", "qtr"), ("每年", "a"),
    ].map { (Array($0.0.utf8), $0.1) }
  ) { $0[$0.count - 1] }

  /// Words behind the name of a rate, in lower case.
  static let tailsOfRates = [
    "capacity", "limit", "target", "容量", "能力", "上限", "目标", "峰值",
  ].map { $0.utf8.map { $0 | 32 } }

  static let percentiles: [[UInt8]] = ["分位数", "分位", "百分位", "th percentile"].map { Array($0.utf8) }

  static let calendar: [([UInt8], String)] = [
    ("月", "mo"), ("日", "d"), ("季度", "qtr"), ("季", "qtr"), ("mo", "mo"),
    ("分钟", "min"), ("分", "min"),
  ].map { (Array($0.0.utf8), $0.1) }

  /// Symbols that something else may be meant by: `B` by a billion, `×` by a product.
  static let doubtful: Set<String> = ["B", "核", "级", "W", "端口", "×", "单"]

  /// What may follow 单 that counts orders; before anything else it begins a word, 单通道.
  static let behindOrders: [[UInt8]] = [
    "以上", "以下", "左右", "的", "每", "增", "减", "升", "降", "提", "到", "至", "量",
  ].map {
    Array($0.utf8)
  }

  /// Things that a plus joins with another one: 3副本+快速修复.
  static let joinedThings: Set<String> = ["副本", "节点", "分片", "数据中心", "可用区", "站点", "区域", "机架"]

  /// Counters of one character that a key counts in.
  static let keyCounters: Set<String> = ["行", "次", "人", "条", "轮", "页", "字", "张", "台", "件"]

  /// Counters of kinds: 三类用户 are not three users.
  static let kinds: Set<String> = ["种", "类"]

  /// Nouns among the bounds: 上限的 75% is a part of one.
  static let limits: [[UInt8]] = ["上限", "最大", "最高", "最长", "最低"].map { Array($0.utf8) }

  /// Things of which there may be a part: 0.25 vCPU.
  static let divisible: Set<String> = ["vCPU", "CPU", "GPU"]

  /// Things that count without a counter: 3 控制节点, 节点：3.
  static let headNouns: Set<String> = [
    "节点", "副本", "主机", "服务器", "虚拟机", "实例", "线程", "进程", "用户", "连接", "请求", "分区", "Pod",
    "磁盘", "交换机", "可用区", "数据中心", "机架",
  ]

  /// Things whose number a text gives as 消息数 or 任务数量; what documents count of themselves is
  /// read where it is claimed.
  static let moreNouns: Set<String> = [
    "消息", "任务", "事务", "集群", "容器", "服务", "微服务", "GPU", "vCPU", "网卡", "设备", "租户", "分片", "订单",
    "站点", "区域", "实体",
  ]

  static let amountsOfData = ["数据", "单表", "行数", "条数", "用户", "访问量"].map { Array($0.utf8) }
  static let powers = ["功", "电", "耗", "UPS"].map { Array($0.utf8) }
  /// What, near a capital W, is fed with power.
  static let consumers: [[UInt8]] = [
    "瓦", "TDP", "卡", "GPU", "CPU", "机柜", "机架", "散热", "热", "芯", "供", "冷", "灯", "空调", "A100", "H100",
    "RTX", "PSU", "服务器", "整机", "节能", "碳", "光伏", "kW", "KW", "适配", "充", "路由", "设备", "待机", "满载",
  ].map { Array($0.utf8) }

  /// What makes the plural behind it a count of a row: Total Requests.
  static let totals: Set<String> = [
    "total", "peak", "max", "maximum", "min", "minimum", "active", "concurrent", "successful",
    "failed",
    "daily", "monthly", "unique", "current", "registered", "required", "available", "open", "idle",
  ]

  static let mega = Array("兆".utf8)
  static let concurrent = Array("并发".utf8)
  static let cross = Array("×".utf8)
  static let vCPU = Array("vCPU".utf8)
  static let cpu = Array("CPU".utf8)

  /// What may stand between CPU and a figure of it.
  static let processorKeys: Endings = [
    "requests", "request", "Requests", "Request", "limits", "limit", "Limits", "Limit", "min",
    "max",
    "请求", "限制", "上限", "配额", "申请", "预留", "为", "：", "→", "~", "、", "to", "from", "of", "is",
  ]

  /// What is paid for by the month or the year.
  static let costs: Endings = [
    "成本", "费用", "预算", "价格", "月费", "年费", "租金", "开销", "花费", "支出", "总价", "单价", "电费", "运费", "租费", "服务费",
    "带宽费", "流量费", "存储费", "维护费", "托管费",
  ]

  static let headcount = Array("人数".utf8)

  /// Plurals whose number names and does not count: Ports: 8080.
  static let neverCounted: Set<String> = [
    "ports", "years", "versions", "ids", "issues", "references", "pages", "dates", "days", "weeks",
    "months", "hours", "minutes", "seconds", "status", "progress", "results", "values", "levels",
    "scores", "points", "bytes", "bits", "settings", "options", "defaults", "notes", "kubernetes",
    "redis", "postgres", "https", "dns", "sms", "aws", "gps", "dbms", "rds", "eks", "ecs", "tls",
    "os",
    "series", "class", "address", "access", "process", "windows", "macos", "tps", "qps", "rps",
    "iops",
    "fps", "gbps", "mbps", "pps", "ms", "ops",
  ]

  /// What a count stands behind, whatever it counts.
  static let boundsOfCounts: Endings = [
    "支持", "最多", "至多", "至少", "不超过", "不少于", "接入", "管理", "包含", "容纳", "承载", "覆盖", "共有", "共计", "接入约",
    "部署了", "超过",
  ]

  /// What is no thing behind a number, and what says how it is meant.
  static let noThings: Endings = [
    "以上", "以下", "以内", "左右", "上下", "之内", "之外", "同时", "并行", "期间", "之后", "之前", "以后", "以前", "为止", "不等",
    "即可", "可选", "可用", "推荐", "开始", "结束", "上限", "下限", "规模", "级别", "以外", "起步", "就够", "足够", "递增", "增长",
    "扩展", "部署", "运行", "保留", "重试", "失败", "成功", "完成", "通过", "之间", "比特", "多个", "多种", "多家",
    "同比", "环比", "提升", "提高", "下降", "减少", "增加", "降低", "上升", "下滑", "上涨", "下跌", "成本", "预算", "费用", "收入",
    "营收", "降至", "降到", "升至", "升到", "增至", "增到", "减至", "减到", "涨到", "跌至", "变为", "变成",
    "利润", "投资", "资金", "补贴", "罚款", "工资", "年薪", "月薪", "平均", "最大", "最小", "数据", "数量", "规模", "起步", "起售",
    "封顶",
  ]

  /// What may stand between the name of a count and its number.
  static let links: Endings = [
    ":", "：", "=", "＝", "为", "是", "达到", "可达", "达", "共", "有", "从", "由", "上限", "峰值", "提升到", "提升至",
    "降到", "降至", " is", " are", " equals",
  ]

  /// What may part a bound from its figure: 至少需要 3 个, 最多可有 5 个.
  static let boundVerbs = Endings(
    [
      "需要", "需", "部署", "预留", "配置", "保留", "准备", "提供", "占用", "使用", "支持", "运行", "有", "为", "要", "得",
      "各",
      "管理", "容纳", "承载", "接入", "可", "能", "能够", "可以", "应", "应有", "拥有", "包含", "可达", "达", "大", "达到",
      "设置", "设为", "安装", "挂载", "连接", "创建", "添加", "扩展", "扩展到", "安装到", "挂载到", "容忍", "允许", "处理", "存储",
    ].sorted { $0.utf8.count > $1.utf8.count })

  /// What is measured for a length of time, and never above one.
  static let measuredOver: [[UInt8]] = ["rate", "average", "averaged", "measured", "sustained"].map
  {
    Array($0.utf8)
  }

  static let total = Array("total".utf8)
  static let commaEach = Array(", each".utf8)
  static let over: [[UInt8]] = ["over", "Over"].map { Array($0.utf8) }

  /// 分之, between the whole and the part of a share.
  static let partsOf = Array("分之".utf8)

  /// What makes a number in words one of a row, or part of a word: 第三, 星期三, 数十万, 几千.
  static let numberedBy: Endings = [
    "第", "期", "周", "礼拜", "数", "几", "双", "其", "之", "初", "十", "统", "唯", "逐", "同", "单", "任",
  ]

  /// What a length of time follows.
  static let spans: [[UInt8]] = ["over", "for", "every", "last", "within", "after", "past"].map {
    Array($0.utf8)
  }

  static let wellKnownPorts: Set<Int> = [
    20, 21, 22, 23, 25, 53, 67, 69, 80, 110, 123, 143, 161, 162, 389, 443, 445, 465, 514, 587, 636,
    853, 993, 995,
  ]

  /// Words whose number is one of many: Phase 2, port 80, python 3.
  static let numberedWords: Set<String> = [
    "phase", "step", "level", "version", "layer", "tier", "chapter", "section", "figure", "fig",
    "table", "part", "port", "node", "server", "host", "worker", "shard", "zone", "stage", "day",
    "week", "month", "year", "option", "case", "python", "java", "node.js", "http", "ipv",
    "release",
    "rank", "page", "issue", "task", "item", "question", "lesson", "module", "unit", "type",
    "class",
    "group", "round", "sprint", "priority", "severity", "sev", "class", "raid", "line", "index",
    "no",
  ]

  /// What may stand between 每秒 and what happens so often.
  static let frequencyVerbs = Endings(
    [
      "处理", "产生", "新增", "写入", "读取", "上报", "发送", "接收", "生成", "执行", "完成", "承载", "支撑", "支持", "要",
      "可", "能", "可以", "能够", "需要", "需", "达", "达到", "有", "的",
    ].sorted { $0.utf8.count > $1.utf8.count })

  /// Words that never qualify the noun after them.
  static let neverQualify: Set<String> = [
    "a", "an", "and", "any", "are", "as", "at", "be", "by", "can", "each", "every", "for", "from",
    "has", "have", "if", "in", "into", "is", "it", "its", "may", "must", "no", "not", "of", "on",
    "or", "our", "out", "over", "per", "so", "than", "that", "the", "their", "then", "these",
    "they", "this", "those", "through", "to", "until", "up", "via", "was", "we", "were", "when",
    "where", "which", "while", "will", "with", "within", "without", "you", "your", "add", "adds",
    "create", "creates", "deploy", "deploys", "install", "installs", "run", "runs", "start",
    "starts", "stop", "stops", "use", "uses", "set", "sets", "configure", "scale", "scales", "vs",
    "times", "x", "seconds", "minutes", "hours", "days", "weeks", "months", "years",
  ]

  /// What a heading tells one to do: 3 Verify replicas.
  static let imperatives: Set<String> = [
    "verify", "check", "restart", "remove", "delete", "provision", "monitor", "test", "define",
    "build",
    "move", "migrate", "update", "upgrade", "drain", "join", "register", "list", "get", "show",
    "select",
    "choose", "understand", "prepare", "enable", "disable", "connect", "replace", "manage", "make",
    "validate", "review", "attach", "mount", "label", "inspect", "describe", "apply", "plan",
    "secure", "harden", "import", "export", "initialize", "init", "bootstrap", "launch", "expose",
    "using",
    "clean", "rebuild", "reboot", "view", "generate", "write", "read", "load", "find", "compare",
  ]

  /// Roles of machines and processes that are counted in the singular too.
  static let singleRoles: Set<String> = [
    "Master", "Worker", "Slave", "Leader", "Follower", "Primary", "Standby", "Replica", "Broker",
    "Controller", "Node", "Server", "Pod",
  ]

  /// What one of is told in lower case: `1 primary + 1 standby`, `can lose 1 broker`.
  static let singleParts: Set<String> = [
    "master", "worker", "slave", "leader", "follower", "primary", "standby", "broker", "controller",
    "partition", "region", "zone", "shard", "sentinel", "gateway", "disk", "rack", "machine",
    "consumer", "producer", "backup", "datacenter",
  ]

  static let notPlurals: Set<String> = [
    "always", "perhaps", "besides", "towards", "afterwards", "sometimes", "seconds", "does",
    "means", "has", "was", "plus", "versus", "less", "across", "gives", "runs", "uses", "adds",
    "implies", "equals", "indicates", "represents", "denotes", "returns", "matches", "exceeds",
    "reaches", "handles", "exists", "works", "fails", "starts", "stops", "ends", "begins", "leads",
    "keeps", "gets", "goes", "comes", "shows", "says", "sets", "lets", "helps", "causes", "ensures",
    "receives", "sends", "serves", "stores", "contains", "consists", "follows", "applies", "costs",
    "whereas", "hence", "yes", "its", "this", "thus", "as", "is", "us", "vs", "pros", "cons",
    "makes", "takes", "needs", "supports", "requires", "provides", "includes", "allows", "becomes",
  ]

  /// Chinese nouns whose number names one of many: 案例1, 图2, 阶段3.
  static let numbered: Endings = [
    "案例", "图", "表", "阶段", "方案", "步骤", "章", "节", "层", "级别", "附录", "版本", "公式", "定理", "引理", "定义",
    "推论", "命题", "算法", "示例", "例", "方法", "场景", "任务", "类型", "模块", "原则", "问题", "选项", "部分", "版", "周",
    "月度", "季度", "假设", "性质", "条件", "规则", "策略", "路径", "实验", "环节", "情况", "步", "主题", "课程", "单元", "练习",
    "优先级", "等级", "层级", "引用", "参考", "编号", "端口", "测试", "用例", "目标", "要点", "技术", "对标", "公理", "理论",
    "证明", "系统", "节点", "服务", "集群", "实例", "主机", "副本", "应用", "虚拟机", "容器", "用户", "区", "机", "库",
    "组", "分片", "进程", "线程", "事务", "服务器", "页", "行", "第",
  ]

  /// What makes a number at the end of a line a quantity after all: 共12, 节点数12.
  static let counting: Endings = [
    "共", "数", "为", "约", "达", "到", "至", "有", "仅", "前", "后", "是", "过", "于", "近", "量", "率", "值", "超",
    "从", "由",
  ]

  /// Latin words before a bare number that do not make it part of their name.
  static let notNames: Set<String> = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "of",
    "on", "or", "than", "the", "to", "was", "with", "latency", "availability", "throughput", "iops",
    "qps", "tps", "rto", "rpo", "mttr", "mtbf", "sla", "slo", "cpu", "score", "cost", "replicas",
    "nodes", "all", "only", "these", "those", "our", "per", "into", "its", "total", "need", "needs",
    "require", "requires", "use", "uses", "run", "runs", "support", "supports", "handle", "handles",
    "provide", "provides", "least", "most", "under", "over", "about", "around", "within", "every",
    "each", "between", "after", "until", "up", "down", "plus", "then", "that", "any", "but", "not",
    "we", "you", "they", "it", "deploy", "add", "consists", "includes", "using", "having",
    "still", "just", "exactly", "another", "additional", "now", "currently", "already", "even",
    "roughly", "approximately", "nearly",
    "house", "houses", "hold", "holds", "accommodate", "accommodates",
    "ttl", "ttfb", "p", "max", "min", "avg", "average", "limit", "timeout", "typically",
  ]
}
