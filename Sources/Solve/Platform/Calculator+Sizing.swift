import Glibc
import Model
import Quantities
import Simulate

extension Calculator {
  /// Sizes by rules of thumb: groups of a pool, windows of a connection, bits of a filter.
  static let sizing: [Calculator] = [placementGroups, bandwidthDelay, tcpThroughput, bloomFilter]

  private static let placementGroups = Calculator(
    "placement-groups", "Ceph 归置组数", "placement groups of a Ceph pool", "osds=200 copies=3",
    formula:
      "max(target·OSDs·share, OSDs)/size, to the nearest power of two; to the next where that is more than 25 % below",
    source: "docs.ceph.com, PG Calc",
    [
      Parameter(
        "osds", "OSD 数", "OSDs", .number, in: .whole(1...10_000_000), aka: "disks n drives osd"),
      Parameter(
        "copies", "副本数，纠删码为 k + m", "copies, k + m of an erasure code", .number,
        in: .whole(1...1_000), default: "3", aka: "size poolsize"),
      Parameter(
        "target", "每个 OSD 的目标归置组数", "target of groups on each OSD", .number, in: .positive,
        default: "100", aka: "targetperosd pgsperosd"),
      Parameter(
        "share", "该池的数据份额", "the pool's share of the data", .ratio, in: .share, default: "100%"),
    ]
  ) { arguments in
    let (osds, copies) = (arguments.number("osds"), arguments.number("copies"))
    let wanted = max(arguments.number("target") * osds * arguments.number("share"), osds) / copies
    let below = exp2(log2(wanted).rounded(.down))
    let nearest = wanted - below < 2 * below - wanted ? below : 2 * below
    let groups = max(1, nearest < 0.75 * wanted ? 2 * nearest : nearest)
    return [
      Figure("groups", "归置组数", "placement groups", groups, .number),
      Figure("wanted", "取整前", "before rounding", wanted, .number),
      Figure(
        "per-osd", "每个 OSD 的归置组副本数", "copies of groups on each OSD", groups * copies / osds, .number
      ),
    ]
  }

  private static let bandwidthDelay = Calculator(
    "bandwidth-delay", "带宽时延积", "bandwidth-delay product", "bandwidth=10Gbps rtt=50ms",
    formula: "data in flight = bandwidth·RTT; throughput ≤ window/RTT",
    source: "RFC 1072; RFC 7323",
    [
      Parameter("bandwidth", "带宽", "bandwidth", .dataRate, in: .positive, aka: "b capacity"),
      Parameter("rtt", "往返时延", "round-trip time", .time, in: .positive, aka: "latency delay"),
      .optional(
        "window", "窗口", "window of a connection", .data, in: .positive, aka: "w rwnd buffer"),
    ]
  ) { arguments in
    let (bandwidth, trip) = (arguments.number("bandwidth"), arguments.number("rtt"))
    let product = bandwidth * trip
    var lines = [Figure("product", "在途数据量", "data in flight", product, .data)]
    if let window = arguments.optional("window") {
      lines += [
        Figure(
          "throughput", "单连接吞吐上限", "most throughput of one connection",
          min(bandwidth, window / trip), .dataRate),
        Figure(
          "connections", "占满带宽所需连接数", "connections that fill it", (product / window).rounded(.up),
          .number),
      ]
    }
    return lines
  }

  private static let tcpThroughput = Calculator(
    "tcp-throughput", "TCP 吞吐（Mathis 公式）", "TCP throughput by Mathis's formula",
    "mss=1460B rtt=50ms loss=0.01%",
    formula: "MSS/RTT·√(3/2)/√p",
    source: "Mathis, Semke, Mahdavi and Ott 1997, for Reno, each packet acknowledged",
    isApproximate: true,
    [
      Parameter(
        "mss", "最大报文段", "segment size", .data, in: .positive, default: "1460B", aka: "segment"),
      Parameter("rtt", "往返时延", "round-trip time", .time, in: .positive, aka: "latency delay"),
      Parameter("loss", "丢包率", "loss of packets", .ratio, in: .share, aka: "p lossrate packetloss"),
    ]
  ) { arguments throws(SolveError) in
    let loss = try arguments.positive("loss")
    let rate = arguments.number("mss") / arguments.number("rtt") * (1.5 / loss).squareRoot()
    return [Figure("throughput", "吞吐", "throughput", rate, .dataRate)]
  }

  private static let bloomFilter = Calculator(
    "bloom-filter", "布隆过滤器误判率", "false positives of a Bloom filter",
    "items=1000000 bits=10000000 hashes=7",
    formula: "(1 − e^−kn/m)^k; best k = (m/n)·ln 2; bits for a target −n·ln p/(ln 2)²",
    source: "Bloom 1970; Broder and Mitzenmacher 2004",
    [
      Parameter("items", "元素数 n", "items n", .number, in: .positive, aka: "n elements"),
      .optional("bits", "位数 m", "bits m", .number, in: .positive, aka: "m"),
      .optional(
        "hashes", "哈希函数数 k（缺省为最优）", "hash functions k, the best unless given", .number,
        in: .whole(1...1_000), aka: "k"),
      .optional(
        "target", "目标误判率（代替 bits）", "target rate, in place of `bits`", .ratio, in: .share,
        aka: "p fpr fp rate falsepositive falsepositiverate"),
    ],
    respelling: [.bitsForEach]
  ) { arguments throws(SolveError) in
    let items = arguments.number("items")
    let bits: Double
    if try arguments.one(of: ["bits"], ["target"]) == 0 {
      bits = arguments.number("bits")
    } else {
      let target = arguments.number("target")
      guard target > 0, target < 1 else { throw SolveError("`target` lies between 0 and 1") }
      bits = (-items * log(target) / (M_LN2 * M_LN2)).rounded(.up)
    }
    let best = max(1, (bits / items * M_LN2).rounded())
    let hashes = arguments.optional("hashes") ?? best
    return [
      Figure(
        "false-positives", "误判率", "rate of false positives",
        pow(-expm1(-hashes * items / bits), hashes), .ratio),
      Figure("best", "最优哈希函数数", "best number of hash functions", best, .number),
      Figure("bits", "位数", "bits", bits, .number),
      Figure("per-item", "每元素位数", "bits for each item", bits / items, .number),
    ]
  }
}

extension Respelling {
  /// Bits for each of the items, as those of all.
  static let bitsForEach = Respelling("bitsperitem", "bitsperelement", "bitsperkey") {
    spelt throws(SolveError) in
    guard let items = spelt.other("items", "n", "elements").flatMap({ Double($0) }) else {
      throw SolveError("`\(spelt.argument.key)` stands beside `items`")
    }
    return [("bits", "\(try spelt.number() * items)")]
  }
}
