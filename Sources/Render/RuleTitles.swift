import Model

/// What each kind of finding is called on the site, in a few words of either language.
///
/// Messages are English; the title says to a Chinese reader what a group of them is about.
package enum RuleTitles {
  /// The title of a kind; nil for the rules that a project adds.
  static func of(_ id: String) -> Label? { titles[id] }

  /// The title in Chinese, for what shows English messages to Chinese readers.
  package static func chinese(_ id: String) -> String? { titles[id]?.zh }

  package static var ids: [String] { titles.keys.sorted() }

  private static let titles: [String: Label] = {
    var titles: [String: Label] = [:]
    let (bar, space) = (UInt8(ascii: "|"), UInt8(ascii: " "))
    for line in table.utf8.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(separator: bar).map { part in
        var part = part.drop { $0 == space }
        while part.last == space { part.removeLast() }
        return String(Substring(part))
      }
      guard parts.count == 3 else {
        preconditionFailure("a row has an id and two titles: \(Substring(line))")
      }
      titles[parts[0]] = Label(zh: parts[1], en: parts[2])
    }
    return titles
  }()

  /// A row for each kind: its identifier, its title in Chinese and in English.
  private static let table = """
    active-active-asynchronous | 异步复制算不上双活 | Asynchronous replication is not active-active
    announced-items | 说的件数与列的件数不符 | Not as many items as announced
    apiserver-without-balancer | 多个 API server 前面没有负载均衡 | Several API servers without a balancer
    arithmetic | 算式算不出这个结果 | Arithmetic that does not come out
    autoscaler-bounds | 伸缩下限高于上限 | Autoscaler minimum above its maximum
    autoscaler-with-karpenter | Cluster Autoscaler 与 Karpenter 并用 | Cluster Autoscaler beside Karpenter
    availability-downtime | 可用性与停机时间不一致 | Availability and downtime disagree
    availability-repair | 可用性高于 MTBF 与 MTTR 所允许的 | Availability beyond MTBF and MTTR
    availability-series | 整体可用性高于各部分之积 | Availability beyond its parts in series
    backup-interval | 备份间隔达不到所说的 RPO | Backup interval longer than the RPO
    broken-template | 主题模板有错 | Broken template of the theme
    calico-full-mesh | Calico 全互联的节点太多 | Calico full mesh too large
    calico-with-metallb | MetalLB 与 Calico 争用 BGP | MetalLB and Calico both speak BGP
    case-without-outcome | 案例没有写效果 | Case without an outcome
    ceph-monitors | Ceph 监视器数是偶数 | Even number of Ceph monitors
    ceph-two-failures | Ceph 池坏两份就停止读写 | Ceph pool that stops after two failures
    ceph-without-monitors | 没有写 Ceph 监视器 | Ceph without monitors
    ceph-without-racks | Ceph 副本没有足够的机架 | Ceph without enough racks
    circular-assumption | 把声称本身当作假设 | Assumption that is the claim
    claim-fails | 证据否定了声称 | Claim contradicted by its evidence
    claim-fragile | 结论经不起假设的变动 | Verdict that an assumption may turn
    claim-suspect | 账本之后有了变动 | Claim changed since the ledger
    counted-rows | 按状态数出的行数不符 | Rows counted otherwise than they are
    damaged-ledger | 账本损坏 | Damaged ledger
    numbered-things | 编号的条目与所说不符 | Numbered things that are not there
    recovery-point | 备份间隔达不到所说的 RPO | RPO below the interval of copies
    skipped-number | 有序列表跳号 | Number left out of an ordered list
    stale-quote | 引用的数字与推演不符 | Quoted figure differs from the scenario
    claim-undecided | 仿真未能判定 | Claim that simulation left undecided
    claimed-support | 称受支持而已到期的版本 | Version called supported past its end
    clock-duration | 起止时间与时长不符 | Duration that its clock times contradict
    cluster-autoscaler-without-provider | 没有写谁来创建节点 | Cluster Autoscaler without a provider
    compliance-without-controls | 合规没有对应的控制措施 | Compliance without controls
    conflicting-count | 同一组件的数量前后不一 | Conflicting counts of one component
    contradictory-assumptions | 假设之间互相矛盾 | Assumptions that contradict each other
    controller-manager-skew | 控制器与 API server 的版本差太大 | Controller manager version skew
    date-order | 先后次序不对的时间 | Times out of their order
    device-total | 卡的总数与节点数不符 | Total of cards that does not fit the nodes
    disruption-budget | 中断预算不允许任何中断 | Disruption budget that blocks every drain
    document-count | 自述的文档数不对 | Wrong count of documents
    dropped-cell | 多出表头的单元格 | Cell beyond the head of its table
    duplicate-scenario | 场景的 id 重复 | Duplicate scenario identifier
    empty-document | 文档是空的 | Empty document
    end-of-life | 版本已停止支持 | Version past its end of life
    etcd-database | etcd 数据库太大 | Etcd database too large
    etcd-members | etcd 成员数是偶数 | Even number of etcd members
    etcd-too-many | etcd 成员太多 | Too many etcd members
    etcd-two-sites | etcd 只跨两个站点 | Etcd over two sites
    excessive-markup | 标记过多 | Excessive markup
    excluded-mechanism | 两种机制互相排斥 | Mechanisms that exclude each other
    external-psc | 外置 PSC 已不存在 | External Platform Services Controller
    file-too-large | 文件太大 | File too large
    flagger-without-mesh | Flagger 没有网格或入口 | Flagger without a mesh or ingress
    flagger-without-metrics | Flagger 没有指标来源 | Flagger without metrics
    flannel-with-policies | Flannel 不执行网络策略 | Flannel with network policies
    forbidden-flow | 禁止的流量绕道可达 | Forbidden flow that is possible
    fraction-percent | 分数与百分比不一致 | Fraction and percentage disagree
    ft-disk | FT 虚拟机的磁盘太大 | FT disk too large
    ft-hosts | 每台主机的 FT 虚拟机太多 | Too many FT machines for a host
    ft-vcpus | FT 虚拟机的 vCPU 太多 | Too many vCPU for FT
    linkerd-without-envoy | Linkerd 的数据面不是 Envoy | Linkerd with Envoy
    linkerd-without-ingress | Linkerd 没有自己的入口控制器 | An ingress of Linkerd's own
    block-disk-read-write-many | 云盘文件系统不能多节点写 | ReadWriteMany on a cloud disk
    ebs-across-zones | EBS 卷不能跨可用区挂载 | EBS across zones
    rbd-read-write-many | RBD 文件系统不能多节点写 | ReadWriteMany on Ceph RBD
    memcached-persistence | Memcached 不持久化 | Persistence of Memcached
    memcached-replication | Memcached 没有复制 | Replication by Memcached
    memcached-structures | Memcached 只有字符串值 | Structures in Memcached
    redis-rollback | Redis 事务不回滚 | Rollback in Redis
    redis-strong-consistency | Redis 不是强一致 | Strong consistency of Redis
    redis-pubsub-persistence | Redis 发布订阅不存消息 | Redis Pub/Sub that stores
    core-nats-persistence | Core NATS 不存消息 | Core NATS that stores
    kafka-delayed-messages | Kafka 没有延迟消息 | Delayed messages in Kafka
    kafka-priority-queues | Kafka 没有消息优先级 | Priorities in Kafka
    rabbitmq-mirrored-queues | RabbitMQ 4 已没有镜像队列 | Mirrored queues in RabbitMQ 4
    sqlite-concurrent-writers | SQLite 同时只有一个写者 | Several writers in SQLite
    sqlite-without-users | SQLite 没有用户权限 | Users of SQLite
    mysql-materialized-views | MySQL 没有物化视图 | Materialized views in MySQL
    mysql-full-outer-join | MySQL 没有全外连接 | Full outer joins in MySQL
    mysql-transactional-ddl | MySQL 的 DDL 不能回滚 | Transactional DDL in MySQL
    myisam-transactions | MyISAM 没有事务与外键 | Transactions in MyISAM
    postgresql-clustered-index | PostgreSQL 没有聚簇索引 | Clustered indexes in PostgreSQL
    cassandra-joins | Cassandra 没有连接查询 | Joins in Cassandra
    mongodb-foreign-keys | MongoDB 没有外键 | Foreign keys in MongoDB
    hdfs-random-writes | HDFS 不能随机写 | Random writes in HDFS
    unread-scenario | 没有被读的场景 | Scenario that is not read
    xfs-shrink | XFS 不能缩小 | Shrinking XFS
    swarm-autoscaling | Docker Swarm 不会自动伸缩 | Autoscaling by Docker Swarm
    compose-multi-host | Docker Compose 只管一台主机 | Docker Compose over several hosts
    podman-daemon | Podman 没有守护进程 | A daemon of Podman
    podman-swarm | Podman 没有 Swarm 模式 | Swarm mode of Podman
    crio-image-build | CRI-O 不构建镜像 | Image builds by CRI-O
    flannel-network-policies | Flannel 不执行网络策略 | Network policies by Flannel
    flannel-bgp | Flannel 没有 BGP | BGP by Flannel
    network-policy-layer-7 | NetworkPolicy 不懂七层 | Layer 7 in NetworkPolicy
    network-policy-deny-rules | NetworkPolicy 没有拒绝规则 | Deny rules in NetworkPolicy
    network-policy-encryption | NetworkPolicy 不加密 | Encryption by NetworkPolicy
    hpa-daemonset | HPA 不能伸缩 DaemonSet | HPA on a DaemonSet
    kube-proxy-layer-7 | kube-proxy 不懂七层 | Layer 7 in kube-proxy
    iptables-least-connections | iptables 没有最少连接算法 | Least connections by iptables
    lvs-layer-7 | LVS 不懂七层 | Layer 7 in LVS
    haproxy-udp | HAProxy 不代理 UDP | UDP through HAProxy
    ztunnel-layer-7 | ztunnel 不懂七层 | Layer 7 in ztunnel
    ambient-sidecars | Ambient 模式没有 Sidecar | Sidecars in ambient mode
    prometheus-logs | Prometheus 不存日志 | Logs in Prometheus
    loki-full-text-index | Loki 没有全文索引 | A full-text index of Loki
    helm-tiller | Helm 3 已没有 Tiller | Tiller in Helm 3
    terraform-rollback | Terraform 不会自动回滚 | Rollback by Terraform
    vmotion-across-vendors | vMotion 不能跨处理器厂商 | vMotion across vendors
    vm-replication-synchronous | 虚拟机复制不是同步的 | Synchronous replication of machines
    raid0-redundancy | RAID 0 没有冗余 | Redundancy of RAID 0
    raid5-two-failures | RAID 5 只容忍一块盘故障 | Two failures in RAID 5
    raid10-any-two | RAID 10 不容忍任意两块盘故障 | Any two failures in RAID 10
    gpu-without-mig | 这种 GPU 没有 MIG | MIG on a GPU without it
    gpu-without-nvlink | 这种 GPU 没有 NVLink | NVLink on a GPU without it
    gpu-without-fp8 | 这种 GPU 不算 FP8 | FP8 on a GPU without it
    gpu-before-ampere | 这种 GPU 没有 BF16 与 TF32 | BF16 on a GPU without it
    gpu-without-encoder | 这种 GPU 没有视频编码器 | NVENC on a GPU without it
    time-slicing-memory | 时间片共享不隔离显存 | Isolation by time-slicing
    fargate-limits | Fargate 上没有 DaemonSet 与特权容器 | DaemonSets on Fargate
    vxlan-encryption | VXLAN 不加密 | Encryption by VXLAN
    s3-posix | S3 不是 POSIX 文件系统 | POSIX on S3
    grpc-in-browsers | 浏览器不能直接用 gRPC | gRPC in browsers
    ft-with-nsx | FT 与 NSX 网段并用 | FT on an NSX segment
    ft-with-passthrough | FT 与直通设备并用 | FT with a passthrough device
    ft-with-replication | FT 与 vSphere Replication 并用 | FT with vSphere Replication
    ft-with-snapshots | FT 与快照并用 | FT with snapshots
    ft-without-ha | FT 没有 HA | FT without HA
    ft-without-logging-network | FT 没有日志网络 | FT without a logging network
    gang-beside-volcano | Gang 调度本就属于 Volcano | Gang scheduling beside Volcano
    gateway-choice | 几个入口没有说明取舍 | Several gateways without a choice
    gitops-with-autoscaling | GitOps 会抹掉自动伸缩 | GitOps with autoscaling
    gpu-network-ports | 多块 GPU 共用一个 InfiniBand 口 | GPUs sharing one InfiniBand port
    gpu-operator-cuda | GPU Operator 不装 CUDA Toolkit | CUDA Toolkit from the GPU Operator
    gpudirect-without-rdma | GPUDirect 没有 RDMA 网卡 | GPUDirect without an RDMA card
    hardware-figure | 与硬件的标称规格不符 | Figure that the hardware does not have
    hipaa-certificate | HIPAA 没有官方认证 | HIPAA certificate
    hpa-two-thresholds | HPA 没有两个阈值 | HPA with two thresholds
    hpa-with-vpa | HPA 与 VPA 管同一指标 | HPA and VPA on the same metric
    hpa-without-metrics | HPA 没有指标来源 | HPA without metrics
    hyperv-nodes | Hyper-V 集群的节点太多 | Too many nodes of a Hyper-V cluster
    impossible-date | 日历上没有的日期 | Date that no calendar has
    infiniband-edr | InfiniBand EDR 的速率不对 | Wrong rate of InfiniBand EDR
    infiniband-hdr | InfiniBand HDR 的速率不对 | Wrong rate of InfiniBand HDR
    infiniband-ndr | InfiniBand NDR 的速率不对 | Wrong rate of InfiniBand NDR
    infiniband-xdr | InfiniBand XDR 的速率不对 | Wrong rate of InfiniBand XDR
    invalid-setting | 设置的写法不对 | Invalid setting
    invalid-utf8 | 文件不是 UTF-8 | Invalid UTF-8
    invalid-yaml | YAML 有错 | Invalid YAML
    jaeger-unversioned | 没有写 Jaeger 的版本 | Jaeger without a version
    jaeger-without-storage | Jaeger 没有存储 | Jaeger without storage
    juicefs-without-metadata | JuiceFS 没有元数据引擎 | JuiceFS without a metadata engine
    juicefs-without-objects | JuiceFS 没有对象存储 | JuiceFS without an object store
    k3s-with-sqlite | 用 SQLite 的 K3s 没有高可用 | Highly available K3s on SQLite
    kafka-with-zookeeper | Kafka 4 已没有 ZooKeeper | Kafka 4 with ZooKeeper
    kata-on-machines | Kata 需要嵌套虚拟化 | Kata on virtual machines
    keda-with-hpa | KEDA 之外另有 HPA | KEDA beside an HPA
    kiali-without-istio | Kiali 没有 Istio | Kiali without Istio
    kiali-without-prometheus | Kiali 没有 Prometheus | Kiali without Prometheus
    kube-proxy-skew | kube-proxy 与 API server 的版本差太大 | Kube-proxy version skew
    kubelet-skew | kubelet 与 API server 的版本差太大 | Kubelet version skew
    kubernetes-cgroup-v1 | cgroup v1 只剩维护 | Kubernetes on cgroup v1
    kubernetes-containers | 集群的容器太多 | Too many containers of a cluster
    kubernetes-dockershim | dockershim 已移除 | Docker without cri-dockerd
    kubernetes-master-name | master 今称控制平面 | Master in place of control plane
    kubernetes-nodes | 集群的节点太多 | Too many nodes of a cluster
    kubernetes-pod-security-policy | PodSecurityPolicy 已移除 | PodSecurityPolicy after its removal
    kubernetes-pods | 集群的 Pod 太多 | Too many pods of a cluster
    kubernetes-pods-per-node | 每个节点的 Pod 太多 | Too many pods of a node
    kubernetes-upgrade-step | 升级跨了多个次版本 | Upgrade over several minor versions
    limit-range | LimitRange 的默认值越过自己的界限 | LimitRange whose defaults break its bounds
    line-count | 自述的行数不对 | Wrong count of lines
    link-outside | 链接通到目录之外 | Link out of the folder
    list-total | 合计不是各行之和 | Total that its lines do not make
    listed-document | 列出的文档不存在 | Listed document that is missing
    unlisted-document | 页面未列出的文档 | Document that its page passes over
    listed-folder | 目录表的数字不对 | Wrong figures in a table of folders
    listed-lines | 列出的行数不对 | Wrong count of a listed document's lines
    listed-parts | 列举的各项凑不成总数 | Listed parts that do not make the number
    loki-without-objects | 多个 Loki 没有对象存储 | Several Loki without an object store
    loki-without-shipper | 没有写谁把日志送进 Loki | Loki without a shipper
    longhorn-kubernetes | Longhorn 与 Kubernetes 的版本不合 | Longhorn on too old a Kubernetes
    longhorn-local | Longhorn 不是本地存储 | Longhorn called local storage
    longhorn-nodes | Longhorn 的节点太少 | Too few nodes for Longhorn
    longhorn-without-iscsi | Longhorn 没有 iSCSI | Longhorn without iSCSI
    malformed-acceptance | 接受问题的写法不对 | Malformed acceptance
    malformed-catalog | 项目目录的写法不对 | Malformed catalog
    memory-channels | 内存没有插满通道 | Memory channels left empty
    memory-type | 内存与处理器不配 | Memory that the processor does not take
    mermaid-syntax | Mermaid 图有错 | Broken Mermaid diagram
    metallb-with-ipvs | MetalLB 与 IPVS 需要 strictARP | MetalLB with IPVS
    mig-instances | MIG 实例太多 | Too many MIG instances
    mig-on-a30 | A30 的 MIG 实例太多 | Too many MIG instances of an A30
    mig-on-rtx-pro-5000 | RTX PRO 5000 的 MIG 实例太多 | Too many MIG instances of an RTX PRO 5000
    mig-profile | 这种 GPU 没有这样的 MIG 切法 | MIG profile that the GPU does not have
    mig-unsupported | 这种 GPU 不支持 MIG | GPU without MIG
    mig-with-collectives | MIG 实例之间不能集合通信 | MIG instances in collective training
    mig-without-manager | 没有写谁来切分 MIG | MIG without a manager
    minio-drives | MinIO 的节点太少 | Too few drives for MinIO
    missing-component | 架构里缺少系统要用的组件 | Missing component
    missing-parameter | 缺少参数 | Missing parameter
    missing-source | 假设没有写出处 | Assumption without a source
    mlps-without-audit | 等保三级没有审计与访问控制 | Protection level three without audits
    nic-on-pcie3 | PCIe 3.0 跑不满这块网卡 | Card too fast for PCIe 3.0
    nsx-t-name | NSX-T 已改名 | NSX-T by its old name
    numa-fit | 虚拟机放不进一个 NUMA 节点 | Machine too large for its NUMA node
    off-site-target | 异地备份没有去处 | Off-site backup without a target
    one-way-relation | 模块关系只写了一头 | Relation seen from one side
    openstack-controllers | OpenStack 控制节点数不合适 | Number of OpenStack controllers
    openstack-without-hypervisor | OpenStack 没有虚拟化层 | OpenStack without a hypervisor
    operation-bandwidth | 带宽不够这样的读写 | Operations beyond the bandwidth
    outlier-consecutive-errors | Istio 已没有 consecutiveErrors | Istio's former consecutiveErrors
    over-hundred | 占比超过 100% | Share of more than 100 %
    ovs-with-iptables | OVS-DPDK 不经过 iptables | OVS-DPDK with iptables
    parameter-range | 参数超出可能的范围 | Parameter out of its range
    part-count | 自述的件数不对 | Wrong count of parts
    percent-change | 百分比与前后数字不符 | Percentage that its figures contradict
    percent-sum | 占比之和不是 100% | Shares that do not make 100 %
    percentile-order | 高分位小于低分位 | Percentiles out of order
    period-sum | 年与月的金额不符 | Year that is not twelve months
    processor-sockets | 没有写处理器的颗数 | Processors without their number
    quorum-failures | 多数派容不下这么多故障 | Failures beyond a majority
    range-order | 范围的两头写反了 | Range from greater to lesser
    recovery-capacity | 灾备中心的主机较少 | Recovery site of fewer hosts
    recovery-regions | 多地域只有一处 | Several regions that are one
    recovery-site-storage | 灾备中心没有自己的存储 | Recovery site without storage
    redundant-capacity | N+k 剩下的扛不住负载 | Capacity that N+k does not leave
    removed-autoscaler-api | HPA 的旧 API 已移除 | Removed API of HorizontalPodAutoscaler
    removed-budget-api | PodDisruptionBudget 的旧 API 已移除 | Removed API of PodDisruptionBudget
    removed-cronjob-api | CronJob 的旧 API 已移除 | Removed API of CronJob
    removed-definition-api | CRD 的旧 API 已移除 | Removed API of CustomResourceDefinition
    removed-ingress-api | Ingress 的旧 API 已移除 | Removed API of Ingress
    removed-pod-security-policy | 清单里的 PodSecurityPolicy 已移除 | Removed kind PodSecurityPolicy
    removed-policy-api | NetworkPolicy 的旧 API 已移除 | Removed API of NetworkPolicy
    removed-rbac-api | RBAC 的旧 API 已移除 | Removed API of RBAC
    removed-workload-api | 工作负载的旧 API 已移除 | Removed API of workloads
    repeated-number | 编号重复或缺失 | Number that stands twice or is left out
    replicas-over-domains | 副本多于故障域 | More copies than failure domains
    replication-interval | 复制间隔达不到所说的 RPO | RPO below the replication interval
    request-over-limit | 请求值高于上限 | Request above its limit
    reservation-with-overcommitment | 既全额预留又超分 | Reservation with overcommitment
    restart-budget | HA 重启用完了停机预算 | Restarts beyond the downtime budget
    restated-figure | 概述与案例的数字不一 | Overview that restates another figure
    restated-parameter | 架构已写的又写进假设 | Parameter that the architecture states
    row-product | 表中一行乘不出来 | Row whose product does not come out
    row-ratio | 表中一行的比值不对 | Row whose ratio does not come out
    row-sum | 表中一行的合计或均值不对 | Row whose total or mean does not come out
    sandbox-without-virtualization | 沙箱没有硬件虚拟化 | Sandbox without virtualization
    scaled-replicas | 自动伸缩的工作负载写死了副本数 | Replicas of what an autoscaler scales
    scenario-field | 场景没有这个字段 | Field that scenarios do not have
    selector-labels | 选择器与标签不匹配 | Selector that misses its labels
    self-score | 自评没有依据 | Mark that one gives oneself
    short-horizon | 模拟时长太短 | Horizon too short
    space-in-link | 链接里有空格 | Space in a link
    sr-iov-with-microsegmentation | SR-IOV 绕过微分段 | SR-IOV with micro-segmentation
    sr-iov-with-snapshots | SR-IOV 与快照并用 | SR-IOV with snapshots
    sr-iov-with-vmotion | SR-IOV 与 vMotion 并用 | SR-IOV with vMotion
    sr-iov-without-iommu | SR-IOV 没有 IOMMU | SR-IOV without an IOMMU
    srm-sites | SRM 要成对部署 | Site Recovery Manager at one site
    srm-without-replication | SRM 没有复制 | Site Recovery Manager without replication
    srm-without-vcenter | SRM 的站点没有各自的 vCenter | Site Recovery Manager without vCenter
    stub-marked-done | 标为完成的文档是空壳 | Stub marked as done
    subnet-size | 子网的地址数不对 | Subnet of another size
    swarm-managers | Swarm 管理节点数是偶数 | Even number of Swarm managers
    conflicting-support | 两张表对同一能力说法相反 | Tables that disagree on what a technology has
    table-extreme | 表中最大或最小的不是它 | Greatest or least that the table denies
    table-total | 合计与各行不符 | Table total that does not add up
    time-slicing-isolation | 时间片不隔离显存与故障 | Time-slicing taken for isolation
    transfer-time | 传输时间与速率不符 | Transfer that takes another time
    transition-direction | 效果朝坏的方向变 | Outcome that goes the wrong way
    transition-verb | 升降的动词与数字相反 | Verb against its figures
    tree-broken-pipe | 树的竖线断开 | Broken pipe in a tree
    tree-drawing | 树的画法不统一 | Mixed drawing of a tree
    tree-early-corner | 树过早收尾 | Corner too early in a tree
    tree-empty-branch | 树有空枝 | Empty branch of a tree
    tree-last-branch | 树的末枝没有收尾 | Last branch drawn as if more came
    tree-misaligned | 树没有对齐 | Misaligned tree
    tree-stray-pipe | 树有多余的竖线 | Stray pipe in a tree
    tree-total | 各部分之和与整体不符 | Tree total that does not add up
    two-cnis | 一个集群有两个网络插件 | Two network plug-ins
    two-gitops-tools | 两个 GitOps 工具管同一资源 | Two GitOps tools
    two-meshes | 两个服务网格并用 | Two service meshes
    unanswered-requirement | 要求没有对应的效果 | Requirement without an outcome
    unbalanced-bracket | 括号不成对 | Unbalanced bracket
    unbound-claim | 场景指的声称不存在 | Scenario for a claim that is not there
    uncalibrated | 标定不成 | Calibration that fails
    undated-design | 写了版本却没有日期 | Versions without a date
    unknown-architecture | 没有这个架构 | Unknown architecture
    unknown-assumption-kind | 没有这种假设类别 | Unknown kind of assumption
    unknown-key | 没有这项设置 | Unknown setting
    unknown-output | 系统没有这个输出 | Unknown output
    unknown-parameter | 系统没有这个参数 | Unknown parameter
    unknown-system | 没有这个系统 | Unknown system
    unlike-scope | 要求与效果量的不是同一段 | Requirement and outcome of unlike scope
    unmatched-labels | 选择器什么也选不中 | Labels that match nothing
    unmet-requirement | 效果没有达到要求 | Unmet requirement
    unreadable-value | 假设的取值读不懂 | Unreadable value
    unresolved-anchor | 链接的锚点不存在 | Link to a heading that is not there
    unresolved-link | 链接的目标不存在 | Link that leads nowhere
    unused-acceptance | 接受了不存在的问题 | Acceptance of nothing
    unused-baseline | 基线里有已消失的问题 | Baseline entry for nothing
    unversioned-technology | 有生命周期的技术没有写版本 | Technology without its version
    usable-capacity | 可用容量与副本数不符 | Usable capacity beyond the raw
    vault-members | Vault 投票成员数是偶数 | Even number of Vault members
    vcenter-ha-nodes | vCenter HA 要三个节点 | Nodes of vCenter HA
    vgpu-without-hypervisor | vGPU 没有虚拟化层 | vGPU without a hypervisor
    vlan-numbers | VLAN 编号超出范围 | VLAN numbers out of range
    vpa-update-mode | VPA 没有这种模式 | Unknown mode of VPA
    vsan-deduplication-oltp | 事务库不宜开 vSAN 去重 | vSAN deduplication for transactions
    vsan-esa-deduplication | 这个版本的 vSAN ESA 没有去重 | Deduplication of vSAN ESA
    vsan-hosts | vSAN 的主机数不对 | Number of vSAN hosts
    vsan-raid5-hosts | vSAN RAID-5 的主机太少 | Too few hosts for RAID-5
    vsan-raid6-hosts | vSAN RAID-6 的主机太少 | Too few hosts for RAID-6
    vsphere-hosts | vSphere 集群的主机太多 | Too many hosts of a vSphere cluster
    weighted-mark | 加权得分算不出来 | Weighted mark that does not come out
    wrong-dimension | 单位与参数不符 | Unit of another dimension
    zookeeper-members | ZooKeeper 投票成员数是偶数 | Even number of ZooKeeper members
    """
}
