import Catalog
import Diagnostics
import Model
import Quantities

extension Rule {
  /// Compares the copies of data with the nodes or racks that are to hold them apart.
  static let replicasOverDomains = Rule(
    "replicas-over-domains", .error,
    """
    Copies that are to fail apart need as many nodes, racks or zones as there are copies.

        Kafka集群 (2节点, 3副本)                 <- two brokers hold two replicas
        Ceph集群 (3副本, 跨机架, 2机架)           <- three racks, and a fourth to heal

    Judged where one component of a storing technology states both. Racks and zones count only where
    the text says that the copies are spread over them.
    """
  ) { collection, reporter in
    for place in collection.designs.flatMap(\.places) where place.isComponent {
      guard !place.technologies.isDisjoint(with: storing),
        let copies = place.count(of: ["副本"]), copies.value >= 2
      else { continue }
      for (things, words) in domains {
        guard words.isEmpty || words.contains(where: { place.text.holds($0) }),
          let count = place.count(of: things), count.value < copies.value
        else { continue }
        reporter.report(
          "copies that are to fail apart need a domain each: \(format(copies, .en)) over "
            + format(count, .en),
          at: place.span)
        break
      }
    }
  }
}

/// Technologies that keep each copy on a node of its own.
private let storing: Set<String> = [
  "ceph", "rbd", "cephfs", "rook", "longhorn", "kafka", "elastic", "opensearch", "tikv",
  "cassandra", "mongodb", "glusterfs", "vsan",
]

/// What may fail as one, and the words without which copies need not be spread over it.
private let domains: [(things: [String], words: [String])] = [
  (["节点", "台", "主机", "服务器"], []),
  (["机架"], ["跨机架", "不同机架", "跨机柜", "不同机柜", "机架级", "across racks", "rack-aware"]),
  (["可用区"], ["跨可用区", "不同可用区", "across zones", "zone-aware"]),
]
