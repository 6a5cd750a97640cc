import Extract
import Quantities
import Testing

@Suite struct ComponentTextTests {
  @Test(arguments: [
    ("ESXi集群 (16节点)", "ESXi集群", 16.0), ("Master节点 (3个,HA)", "Master节点", 3),
    ("Worker节点 (100+,弹性)", "Worker节点", 100), ("NVIDIA A100 (8卡/节点)", "NVIDIA A100", 8),
    ("计算节点 (20台)", "计算节点", 20), ("10节点SSD池 (HIS数据库)", "SSD池", 10),
    ("etcd (3节点集群)", "etcd", 3), ("Worker ×3", "Worker", 3), ("2× NVMe SSD", "NVMe SSD", 2),
    ("Web服务器 x4", "Web服务器", 4), ("Ceph 3副本 (不同机架)", "Ceph", 3),
    ("API Server (3 replicas)", "API Server", 3), ("从库 x 2", "从库", 2), ("控制节点 (三台)", "控制节点", 3),
    ("GPU节点 50台 × 8卡", "GPU节点", 50), ("存储节点: 3节点 + 1仲裁", "存储节点", 3),
    ("MySQL (1主2从)", "MySQL", 3),
    ("K8s集群 (3控制节点+2计算节点)", "K8s集群", 5), ("ND H200 × 9（72 GPU）", "ND H200", 9),
    ("Distributor: 2 replicas", "Distributor", 2), ("计算节点（一百二十台）", "计算节点", 120),
    ("2 API servers", "API servers", 2),
    ("1 MongoDB node", "MongoDB node", 1), ("Slurm Scheduler（1 台 CPU VM，常驻）", "Slurm Scheduler", 1),
  ])
  func readsCounts(text: String, name: String, count: Double) {
    let read = ComponentText(Array(text.utf8))
    #expect(read.name == name)
    #expect(read.count?.value == count)
  }

  @Test(arguments: [
    "CPU: Intel Xeon Gold 6248R (3.0GHz, 24核)", "内存: 512GB DDR4-2933", "OpenStack (Train)",
    "vSphere (8.0)", "Kubernetes支持 (v1.22+)", "容器 (2025)", "网络: 25GbE + 100GbE (SR-IOV)",
    "Discovery Server (8761)", "Redis 7 Cluster", "IPv6", "数据库 (MySQL 8)", "InfiniBand 200Gbps",
  ])
  func takesSizesForNoCounts(text: String) {
    #expect(ComponentText(Array(text.utf8)).count == nil)
  }

  @Test(
    arguments: [
      ("CPU: Intel Xeon Gold 6248R (3.0GHz, 24核)", "CPU", "Intel Xeon Gold 6248R", ["3.0GHz, 24核"]),
      ("依赖：vSphere 8.0+", "依赖", "vSphere 8.0+", []),
      ("API Gateway: Kong/Istio Ingress", "API Gateway", "Kong/Istio Ingress", []),
      ("部署: 3节点", "部署", "3节点", []),
      ("**网关**: Kong  # 入口", "网关", "Kong", ["入口"]),
      ("Pilot（服务发现）", nil, "Pilot", ["服务发现"]),
      ("nginx:latest", nil, "nginx:latest", []),
      ("http://a.b/c", nil, "http://a.b/c", []),
      ("Layer 7 - 应用层:", nil, "Layer 7 - 应用层", []),
      ("✅ 数据加密 (dm-crypt)", nil, "数据加密", ["dm-crypt"]),
      ("未闭合 (注释", nil, "未闭合", ["注释"]),
      ("[需要状态] 容器", nil, "[需要状态] 容器", []),
    ] as [(String, String?, String, [String])])
  func readsKeysAndNotes(text: String, key: String?, name: String, notes: [String]) {
    let read = ComponentText(Array(text.utf8))
    #expect(read.key == key)
    #expect(read.name == name)
    #expect(read.notes == notes)
  }

  @Test(arguments: [
    ("Prometheus + Grafana", ["Prometheus", "Grafana"], []),
    ("去重+压缩", ["去重", "压缩"], []),
    ("N+2", ["N+2"], []), ("C++ 服务", ["C++ 服务"], []), ("vSphere 8.0+", ["vSphere 8.0+"], []),
    ("MIG/vGPU", ["MIG/vGPU"], ["MIG", "vGPU"]),
    ("MySQL / PostgreSQL", ["MySQL / PostgreSQL"], ["MySQL", "PostgreSQL"]),
    ("TCP/IP协议栈", ["TCP/IP协议栈"], []), ("CI/CD", ["CI/CD"], []), ("/dev/sda", ["/dev/sda"], []),
    ("医保专网/内网/互联网", ["医保专网/内网/互联网"], ["医保专网", "内网", "互联网"]),
  ])
  func splitsJoinsAndChoices(text: String, parts: [String], alternatives: [String]) {
    let read = ComponentText(Array(text.utf8))
    #expect(read.parts == parts)
    #expect(read.alternatives == alternatives)
  }
}
