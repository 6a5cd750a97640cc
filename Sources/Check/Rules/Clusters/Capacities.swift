import Catalog
import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds a redundancy of N+k against the load that it is stated with.
  static let redundantCapacity = Rule(
    "redundant-capacity", .error, "N+k 剩下的扛不住负载", "Capacity that N+k does not leave",
    """
    After as many failures as N+k allows, the rest must carry the load.

        计算集群 (4节点, N+1, 利用率 90%)        <- 90 % × 4 / 3 = 120 %

    Judged where one component states the number of nodes, the redundancy and the utilisation.
    """
  ) { collection, reporter in
    for place in collection.designs.flatMap(\.places) where place.isComponent {
      guard let spare = spares(place.text), let nodes = place.count(of: ["节点", "台", "主机"]),
        nodes.value > Double(spare), nodes.value < 1e9
      else { continue }
      let load = place.figures.filter {
        $0.quantity.dimension == .ratio && loads.occurInAnyCase(in: $0.label)
          && $0.quantity.interval.lower >= 0
      }
      guard load.count == 1 else { continue }
      let factor = nodes.value / (nodes.value - Double(spare))
      let least = load[0].quantity.interval.lower * factor
      guard least > 1 else { continue }
      let loaded = load[0].quantity.value * factor
      reporter.report(
        "after \(spare) of \(format(nodes, .en)) have failed the rest must carry the load: "
          + "\(format(load[0].quantity, .en)) × \(Int(nodes.value)) / \(Int(nodes.value) - spare) = "
          + format(loaded, in: .percent, .en),
        at: place.span)
    }
  }

  /// Compares a recovery site's hosts with those of the site that it stands in for.
  static let recoveryCapacity = Rule(
    "recovery-capacity", .note, "灾备中心的主机较少", "Recovery site of fewer hosts",
    """
    A recovery site with fewer hosts than the production site runs less, and says what.

        ├─ 主数据中心
        │   └─ ESXi集群 (16节点)
        └─ 灾备中心
            └─ ESXi集群 (8节点)        <- what is recovered first, and what not?

    Words such as 优先级, 关键业务 or priority anywhere in the design answer it.
    """
  ) { collection, reporter in
    for design in collection.designs {
      guard !design.says(priorities) else { continue }
      let sites = design.places.indices.filter { design.places[$0].isComponent }
      guard let first = sites.first(where: { primary.occur(in: design.places[$0].text) }),
        let second = sites.first(where: { index in
          recovery.occur(in: design.places[index].text)
            && design.places[index].parent == design.places[first].parent
        })
      else { continue }
      let ours = design.hosts(below: first)
      let theirs = design.hosts(below: second)
      guard let ours, let theirs, theirs < ours else { continue }
      reporter.report(
        "a recovery site with fewer hosts says what it recovers first: \(Int(theirs)) hosts stand in "
          + "for \(Int(ours))",
        at: design.places[second].span,
        notes: [.init("the site that it stands in for", at: design.places[first].span)])
    }
  }

  /// Holds a usable capacity against the raw one and the copies that are kept.
  static let usableCapacity = Rule(
    "usable-capacity", .warning, "可用容量与副本数不符", "Usable capacity beyond the raw",
    """
    What can be used is the raw capacity, divided by the copies that are kept of everything.

        存储池 (裸容量 300TB, 3副本, 可用容量 120TB)        <- at most 100 TB

    Some room stays free as well: Ceph warns at 85 %. Judged where one component states all three.
    """
  ) { collection, reporter in
    for place in collection.designs.flatMap(\.places) {
      guard let copies = place.count(of: ["副本"]), (1..<1e6).contains(copies.value),
        !reductions.occurInAnyCase(in: place.text)
      else { continue }
      let amounts = place.figures.filter { $0.quantity.dimension == .data }
      let raw = amounts.filter { rawWords.occurInAnyCase(in: $0.label) }
      let usable = amounts.filter { usableWords.occurInAnyCase(in: $0.label) }
      guard raw.count == 1, usable.count == 1, raw[0].label != usable[0].label,
        raw[0].quantity.value > 0
      else { continue }
      let most = raw[0].quantity.interval.upper / copies.value
      guard usable[0].quantity.interval.lower > most else { continue }
      reporter.report(
        "what can be used is at most the raw capacity over its copies: "
          + "\(format(raw[0].quantity, .en)) / \(Int(copies.value)) = "
          + format(raw[0].quantity.value / copies.value, in: raw[0].quantity.unit, .en),
        at: place.span)
    }
  }

  /// Holds a rate of I/O against the bandwidth that is to carry it.
  static let operationBandwidth = Rule(
    "operation-bandwidth", .warning, "带宽不够这样的读写", "Operations beyond the bandwidth",
    """
    So many operations of a size need their product in bandwidth.

        随机读: 500K IOPS (4KB块), 带宽 10Gbps        <- 500K × 4 KB = 16 Gb/s

    Judged where one component or one line states the rate, the size and the bandwidth once each.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      var seen: Set<Span> = []
      var reported: [Span] = []
      let lines = document.claims.filter { $0.metric?.id == Metric.ID.iops }.map(\.span)
      let components = document.architectures.flatMap(\.components).map(\.span)
      // A component stands in a line, which may be read as a claim as well.
      for span in components + lines where seen.insert(span).inserted {
        if !part(of: reported, in: span, \.self).isEmpty { continue }
        let figures = readQuantities(in: Array(collection.text(span).utf8)).map(\.quantity)
        func only(_ test: (Dimension) -> Bool) -> Quantity? {
          let found = figures.filter { test($0.dimension) }
          return found.count == 1 ? found[0] : nil
        }
        guard let rate = only({ $0 == .rate(of: "IO") }), let size = only({ $0 == .data }),
          let width = only({ $0 == .dataRate }), size.value <= 4_194_304,
          width.interval.upper.isFinite
        else { continue }
        let least = rate.interval.lower * size.interval.lower
        guard least > width.interval.upper else { continue }
        reporter.report(
          "so many operations of a size need their product in bandwidth: \(format(rate, .en)) × "
            + "\(format(size, .en)) = \(format(rate.value * size.value, in: width.unit, .en)), not "
            + format(width, .en),
          at: span)
        reported.append(span)
      }
    }
  }
}

/// The k of `N+k`, nil where none or several are named.
private func spares(_ text: String) -> Int? {
  let found = (1...3).filter { text.holds("N+\($0)") || text.holds("n+\($0)") }
  return found.count == 1 ? found[0] : nil
}

extension Design {
  /// The hosts of all clusters at or under a place; nil where none are counted.
  fileprivate func hosts(below root: Int) -> Double? {
    var inside: Set<Int> = [root]
    var sum: Double?
    for index in places.indices where index > root {
      guard let parent = places[index].parent, inside.contains(parent) else { continue }
      inside.insert(index)
      let place = places[index]
      guard clusters.occur(in: place.text), let count = place.count(of: ["节点", "台", "主机"]) else {
        continue
      }
      sum = (sum ?? 0) + count.value
    }
    return sum
  }
}

extension Design.Place {
  /// The one exact count of some things in the text; nil where there are several or none.
  func count(of things: [String]) -> Quantity? {
    let counts = Set(
      quantities.filter { quantity in
        guard case .count(let thing) = quantity.dimension else { return false }
        return things.contains(thing) && quantity.comparator == .equal && quantity.value < 1e9
      })
    return counts.count == 1 ? counts.first : nil
  }

  /// The figures of the text, each with the words between the one before and it.
  var figures: [(label: String, quantity: Quantity)] {
    let bytes = Array(text.utf8)
    var end = 0
    return readQuantities(in: bytes).map { read in
      let label = String(decoding: bytes[end..<max(end, read.range.lowerBound)], as: UTF8.self)
      end = read.range.upperBound
      return (label, read.quantity)
    }
  }
}

private let loads: Words = ["利用率", "使用率", "负载", "utilization", "utilisation", "load"]
private let clusters: Words = ["ESXi", "vSphere", "KVM", "计算", "集群", "cluster", "host", "主机"]
private let primary: Words = ["主数据中心", "主中心", "主站点", "生产中心", "生产站点", "Primary site"]
private let recovery: Words = ["灾备", "备数据中心", "备中心", "备站点", "容灾", "Recovery site", "DR site"]
private let priorities: [TechnologyRule.Term] = [
  "优先级", "优先恢复", "关键业务", "核心业务", "分级恢复", "降级运行", "按需扩容", "priority", "priorities", "tier 1",
].map { .words($0) }
private let rawWords: Words = ["裸容量", "原始容量", "裸", "总容量", "raw"]
private let usableWords: Words = ["可用容量", "可用空间", "可用", "有效容量", "usable"]
private let reductions: Words = ["去重", "压缩", "dedup", "compress", "纠删", "erasure"]
