import Quantities

/// What the texts of a figure's nodes speak of, counted.
///
/// Whether a tree is an architecture cannot be seen in its drawing, only in its words.
struct DiagramEvidence {
  var nodes = 0
  var infrastructure = 0
  var paths = 0
  var plans = 0
  var answers = 0
  var questions = 0
  var marks = 0
  var numbered = 0
  var arrows = 0
  var relations = 0
  var prices = 0
  var settings = 0
  var actions = 0
  var advice = 0

  /// For each node whether it speaks of a part of a system.
  var parts: [Bool] = []

  /// The nodes that begin with the number of a stage: 阶段2: 单机生产版.
  var stages: [Int] = []

  mutating func add(_ bytes: [UInt8], technologies: Int) {
    nodes += 1
    let label = PlainText(bytes)
    let body = label.bytes.trimmed(label.withoutSigns)
    let isPart = technologies > 0 || Self.infrastructureWords.occurs(in: label.bytes, body)
    if isPart { infrastructure += 1 }
    parts.append(isPart)
    if body.count > 6, [0xE9, 0xE7, 0x50, 0x53].contains(label.bytes[body.lowerBound]),
      Self.isStage(label.bytes, body)
    {
      stages.append(nodes - 1)
    }
    if Self.isPath(label.bytes, body) { paths += 1 }
    if Self.planWords.occurs(in: label.bytes, body) || Self.isDated(label.bytes, body) {
      plans += 1
    }
    if Self.adviceWords.occurs(in: label.bytes, body) { advice += 1 }
    if Self.isAction(label.bytes, body) { actions += 1 }
    if Self.isAnswer(label.bytes, body) { answers += 1 }
    if body.count > 0, [0x3F, 0xFF1F].contains(label.bytes.scalar(before: body.upperBound).value) {
      questions += 1
    }
    if Self.hasMark(bytes) { marks += 1 }
    if Self.isNumbered(label.bytes, body) { numbered += 1 }
    if label.bytes.find("→", in: body) != nil || label.bytes.find("->", in: body) != nil
      || label.bytes.find("──", in: body) != nil
    {
      arrows += 1
    }
    if Relations.read(label.bytes, body) != nil { relations += 1 }
    if Self.isPrice(label.bytes, body) { prices += 1 }
    if Self.isSetting(label.bytes, body) { settings += 1 }
  }

  /// Whether a text begins with the number of a stage, and says no time: 阶段1: 本地验证版, `Phase 2 - replicas`.
  private static func isStage(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard !isDated(bytes, range) else { return false }
    for word: StaticString in ["阶段", "第一阶段", "第二阶段", "第三阶段", "第四阶段", "Phase ", "Stage "]
    where bytes.has(word, at: range.lowerBound) {
      let end = range.lowerBound + word.utf8CodeUnitCount
      guard end < range.upperBound else { return false }
      let next = bytes.scalar(at: bytes.has(" ", at: end) ? end + 1 : end).value
      return isDigit(next) || [0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0xFF1A, 0x3A].contains(next)
    }
    return false
  }

  /// Whether a text begins with what is to be done: 部署Kubernetes集群, `Set up Prometheus`.
  static func isTask(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var end = range.lowerBound
    if end < range.upperBound, isHan(bytes.scalar(at: end).value) {
      end = min(range.upperBound, end + 6)
    } else {
      while end < range.upperBound, isLatin(UInt32(bytes[end])) { end += 1 }
    }
    return taskWords.occurs(in: bytes, range.lowerBound..<end)
      || actionWords.occurs(in: bytes, range.lowerBound..<end)
  }

  private static let taskWords = WordSet(
    """
    部署 搭建 实现 配置 迁移 建设 完成 引入 优化 集成 开发 设计 测试 上线 接入 升级 改造 增加 添加 建立 完善 编写 安装 拆分 构建
    制定 评估 选择 准备 启用 支持 使用 创建 替换 扩展 打通 梳理 调研 落地 推广 提升 验证 采用 切换 整合
    deploy build set migrate implement add install configure introduce design test upgrade move split
    create integrate enable develop define evaluate prepare roll adopt replace extract refactor
    """)

  /// Whether a text gives an amount of money: `ALB: ~$20/month`.
  private static func isPrice(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard
      bytes[range].contains(UInt8(ascii: "$")) || bytes.find("¥", in: range) != nil
        || bytes.find("元", in: range) != nil
    else { return false }
    return figures(in: Array(bytes[range])).contains {
      switch $0.quantity.dimension {
      case .money, .moneyRate: true
      default: false
      }
    }
  }

  /// Whether a text sets a key: `redis.enabled = true`.
  private static func isSetting(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var end = range.lowerBound
    while end < range.upperBound,
      isLatin(UInt32(bytes[end])) || isDigit(UInt32(bytes[end])) || bytes[end] == UInt8(ascii: ".")
        || bytes[end] == UInt8(ascii: "_")
    {
      end += 1
    }
    let key = bytes[range.lowerBound..<end]
    guard key.contains(UInt8(ascii: ".")) || key.contains(UInt8(ascii: "_")), key.count > 3 else {
      return false
    }
    return end == range.upperBound || isSpace(UInt32(bytes[end])) || bytes[end] == UInt8(ascii: "=")
  }

  // MARK: Words

  static let infrastructureWords = WordSet(
    """
    集群 节点 主机 实例 服务器 数据库 缓存 消息队列 队列 网关 负载均衡 网络 存储 交换机 路由器 防火墙 虚拟机
    容器 调度器 调度 控制器 代理 镜像仓库 磁盘 内存 网卡 机柜 机架 数据中心 可用区 副本 分片 服务
    控制面 控制平面 数据面 数据平面 边车 监控 引擎 运行时 内核 中间件 卷 显卡 加速卡 备份 灾备 隔离
    宿主机 裸金属 微服务 客户端 前端 后端 专线 子网 安全组 存储池 资源池 文件系统 块设备 对象存储
    日志 驱动 硬件 命名空间 虚拟化 机房 通道 总线 接入层 应用层 数据层 链路 应用 平台 组件
    cluster node server host database cache queue gateway balancer network storage switch router
    firewall vm pod container scheduler controller proxy sidecar registry datastore datacenter
    region zone replica shard broker service api cpu gpu memory disk nic nvme ssd hdd vlan subnet
    vpc lb dns cdn frontend backend client worker master hypervisor kernel driver volume runtime
    application app web browser portal site website mobile ui system warehouse bucket topic
    daemon agent plugin ingress namespace engine device switchport hypervisors middleware
    """)

  static let planWords = WordSet(
    """
    阶段 里程碑 学习 掌握 理解 熟悉 考试 认证考试 课程 论文 证明 定理 引理 产出 计划 待办 复习
    练习 教程 篇 roadmap milestone phase sprint todo learn chapter theorem proof lemma 第一周
    第二周 第三周 季度 培训 招聘 预算 路线图 贡献 评分 得分 认证体系 职业 技能
    """)

  /// What makes a plan or advice of a title that speaks of no structure: 推荐阅读, and not 推荐部署方案.
  static let adviceWords = WordSet("规划 推荐")

  /// What a step of a flow begins with.
  private static let actionWords = WordSet(
    """
    检查 查询 返回 接收 发送 验证 调用 解析 判断 执行 更新 写入 读取 等待 通知
    check query return returns receive receives validate validates send sends filter sort limit
    parse call calls update write fetch wait notify insert select compute calculate
    """)

  /// Titles of figures that order ideas, times or steps, and not the parts of a system.
  static let conceptWords = WordSet(
    """
    知识图谱 知识体系 演化 演进 演变 趋势 成熟度 对比 对标 流程 生命周期 时间线 定义 标准 分类 概念 特权级 原则 优势 要求 历史 里程碑 步骤
    决策 选型 评估 机制 原理 分析 策略组合 应用场景 适用场景 日志级别 日志内容 成本 费用 账单 技能 优势 特点 步骤 指标 导航 菜单 类别 分级 级别 问题 风险
    cost pricing breakdown skill skills advantage features benefits menu levels categories timeline evolution trend trends comparison taxonomy lifecycle workflow process
    definition history
    """)

  /// Titles of chapters in which systems are drawn as well.
  static let stageWords = WordSet("阶段 步骤 成本 费用 要求 phase stage step cost costs pricing")
  static let learningWords = WordSet("学习 培训 技能 课程 职业 路线图 roadmap skill skills learning")

  static let structureWords = WordSet(
    """
    架构 拓扑 结构图 部署 组网 集群 组件 技术栈 堆栈 平台 体系结构 双中心 architecture topology
    deployment cluster stack components infrastructure platform
    """)

  // MARK: Forms

  /// A file, a folder, or a path: `src/`, `main.go`, `01_理论基础.md`, `./run`.
  static func isPath(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var end = range.lowerBound
    while end < range.upperBound {
      let value = bytes.scalar(at: end).value
      if isSpace(value) || value == 0x28 || value == 0xFF08 || value == 0x23 { break }
      end += bytes.scalar(at: end).length
    }
    guard end > range.lowerBound else { return false }
    let name = range.lowerBound..<end
    if bytes[end - 1] == UInt8(ascii: "/") { return true }
    if bytes[name.lowerBound] == UInt8(ascii: "/") || bytes.has("./", at: name.lowerBound)
      || bytes.has("../", at: name.lowerBound)
    {
      return true
    }
    if bytes[name.lowerBound] == UInt8(ascii: "."), name.count > 1,
      isLatin(UInt32(bytes[name.lowerBound + 1]))
    {
      return true
    }
    if fileNames.contains(where: { bytes[name].elementsEqual($0) }) { return true }
    guard let dot = bytes[name].lastIndex(of: UInt8(ascii: ".")), dot > name.lowerBound else {
      return false
    }
    return extensions.contains(bytes, (dot + 1)..<end)
  }

  private static let fileNames = [
    "Dockerfile", "Makefile", "README", "LICENSE", "Jenkinsfile", "Vagrantfile", "CHANGELOG",
    "Cargo.lock", "go.mod", "go.sum", ".",
  ].map { Array($0.utf8) }

  private static let extensions: Lexicon = [
    "md", "txt", "go", "py", "js", "ts", "tsx", "jsx", "java", "kt", "rs", "c", "h", "cpp", "hpp",
    "cc",
    "swift", "rb", "php", "sh", "bash", "ps1", "bat", "yaml", "yml", "json", "toml", "ini", "conf",
    "cfg", "xml", "html", "css", "scss", "vue", "sql", "proto", "tf", "tfvars", "hcl", "lock",
    "log",
    "csv", "pdf", "png", "svg", "jpg", "gif", "zip", "gz", "tgz", "tar", "iso", "img", "qcow2",
    "vmdk", "vmx", "v", "hs", "tla", "lean", "agda", "thy", "cfg", "env", "service", "mod", "sum",
    "db", "key", "pem", "crt", "tpl", "tmpl", "jsonl", "ipynb", "lua", "cs", "gradle", "properties",
  ]

  /// Whether a text begins with what is done: 检查缓存, `Query Elasticsearch`.
  private static func isAction(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var end = range.lowerBound
    if end < range.upperBound, isHan(bytes.scalar(at: end).value) {
      end = min(range.upperBound, end + 6)
      // 查询服务 and 通知中心 are parts; 查询 a sentence goes on behind is none.
      guard !infrastructureWords.occurs(in: bytes, range) else { return false }
    } else {
      while end < range.upperBound, isLatin(UInt32(bytes[end])) { end += 1 }
      guard end < range.upperBound, isSpace(UInt32(bytes[end])) else { return false }
      // `Query service` is a part.
      var last = range.upperBound
      while last > end, isLatin(UInt32(bytes[last - 1])) { last -= 1 }
      guard !infrastructureWords.occurs(in: bytes, last..<range.upperBound) else { return false }
    }
    return actionWords.occurs(in: bytes, range.lowerBound..<end)
  }

  private static let spans = ["week", "month", "day", "quarter", "sprint"].map { Array($0.utf8) }

  private static func isAnswer(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    for word: StaticString in ["是", "否", "Yes", "No", "YES", "NO", "yes", "no", "Y", "N"]
    where bytes.has(word, at: range.lowerBound) {
      let end = range.lowerBound + word.utf8CodeUnitCount
      guard end < range.upperBound else { return true }
      let next = bytes.scalar(at: end).value
      return isSpace(next)
        || [0x3A, 0xFF1A, 0x2192, 0x2D, 0x2500, 0x28, 0xFF08, 0x2C, 0xFF0C]
          .contains(next)
    }
    return false
  }

  static func hasMark(_ bytes: [UInt8]) -> Bool {
    for (offset, byte) in bytes.enumerated() {
      let marks: [StaticString]
      switch byte {
      case 0xE2: marks = pictures
      case 0xF0: marks = ["🔄"]
      case 0x5B: marks = boxes
      default: continue
      }
      if marks.contains(where: { bytes.has($0, at: offset) }) { return true }
    }
    return false
  }

  private static let pictures: [StaticString] = ["✅", "❌", "⏳", "☐", "☑"]
  private static let boxes: [StaticString] = ["[ ]", "[x]"]

  /// `1. …`, `3.1 …`, `步骤2`, `Step 2`, `①`.
  private static func isNumbered(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    if bytes.has("步骤", at: range.lowerBound) || bytes.has("Step", at: range.lowerBound) {
      return true
    }
    if (0x2460...0x2473).contains(bytes.scalar(at: range.lowerBound).value) { return true }
    var end = range.lowerBound
    while end < range.upperBound, isDigit(UInt32(bytes[end])) { end += 1 }
    guard end > range.lowerBound, end - range.lowerBound <= 2, end < range.upperBound else {
      return false
    }
    switch bytes[end] {
    case UInt8(ascii: "."):
      guard end + 1 < range.upperBound else { return false }
      if isSpace(UInt32(bytes[end + 1])) { return true }
      var next = end + 1
      while next < range.upperBound,
        isDigit(UInt32(bytes[next])) || bytes[next] == UInt8(ascii: ".")
      {
        next += 1
      }
      return next > end + 1 && next < range.upperBound && isSpace(UInt32(bytes[next]))
    case UInt8(ascii: ")"): return true
    default: return bytes.has("、", at: end)
    }
  }

  /// `(8周)`, `1-3个月`, `Week 2:`: a plan.
  private static func isDated(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    for word in spans where range.count > word.count + 1 {
      let end = range.lowerBound + word.count
      guard bytes[end] == 0x20, isDigit(UInt32(bytes[end + 1])),
        bytes[range.lowerBound..<end].elementsEqual(word, by: { $0 | 0x20 == $1 })
      else { continue }
      return true
    }
    guard bytes[range].contains(0x9C) || bytes[range].contains(0xA8) else { return false }
    for word: StaticString in ["周)", "个月)", "周）", "个月）", "月)"] {
      if let place = bytes.find(word, in: range), place > range.lowerBound,
        isDigit(bytes.scalar(before: place).value)
      {
        return true
      }
    }
    return false
  }
}
