import Catalog
import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds memory against what the processors beside it take.
  static let memoryType = Rule(
    "memory-type", .warning, "内存与处理器不配", "Memory that the processor does not take",
    """
    Memory is of the generation that the processor takes, and runs no faster than it allows.

        ├─ CPU: 2×Intel Xeon Gold 6248R
        └─ 内存: 512GB DDR5-4800        <- this processor takes DDR4-2933

    Faster modules of the same generation work at the processor's speed: a note.
    """
  ) { collection, reporter in
    for host in collection.hosts() {
      guard let known = host.processor.limit("memory-type"),
        let takes = known.values.first.flatMap(memoryKinds(in:))?.first
      else { continue }
      for place in host.places {
        for kind in memoryKinds(in: place.text) {
          let isOther = kind.generation != takes.generation
          let isFaster = kind.speed.flatMap { mine in takes.speed.map { mine > $0 } } ?? false
          guard isOther || isFaster else { continue }
          reporter.report(
            "memory is of the kind that its processor takes: \(host.processor.name) takes "
              + "\(known.values[0]), not \(kind.name)",
            at: place.span, severity: isOther ? nil : .note,
            notes: [.init("the processor", at: host.place.span)])
        }
      }
    }
  }

  /// Notes memory that cannot fill a processor's channels evenly.
  static let memoryChannels = Rule(
    "memory-channels", .note, "内存没有插满通道", "Memory channels left empty",
    """
    Memory that does not fill all channels of its processors alike is slower than it could be.

        ├─ CPU: 2×Intel Xeon Gold 6248R       <- six channels each
        └─ 内存: 512GB                        <- 384 GB or 768 GB would fill them alike

    Modules of 8, 16, 32, 64, 128 and 256 GB are tried, one or two for each channel.
    """
  ) { collection, reporter in
    for host in collection.hosts() {
      guard let channels = host.processor.limit("memory-channels")?.numbers.first else { continue }
      for place in host.places where memoryWords.occurInAnyCase(in: place.text) {
        let amounts = place.quantities.filter { $0.dimension == .data && $0.comparator == .equal }
        guard amounts.count == 1, let amount = amounts.first else { continue }
        let sizes = [8, 16, 32, 64, 128, 256].flatMap { module in
          host.sockets.flatMap { sockets in
            [1, 2].map { Double(module * $0) * channels * Double(sockets) }
          }
        }
        // 2 TB of memory are 2,048 GB, and 1 GB may be one of 1,024 MB.
        let size = amount.value / 1e9
        guard size >= 64, !sizes.contains(where: { abs($0 - size) < 0.075 * $0 }),
          let above = sizes.filter({ $0 > size }).min(),
          let below = sizes.filter({ $0 < size }).max()
        else { continue }
        reporter.report(
          "memory fills all channels alike, and \(format(amount, .en)) does not fill "
            + "\(Int(channels)) for each \(host.processor.name): \(Int(below)) GB or "
            + "\(Int(above)) GB would",
          at: place.span, notes: [.init("the processor", at: host.place.span)])
      }
    }
  }

  /// Notes processors whose number in a node is not said.
  static let processorSockets = Rule(
    "processor-sockets", .note, "没有写处理器的颗数", "Processors without their number",
    """
    What a node can do depends on how many processors it has.

        CPU: Intel Xeon Gold 6248R          <- one or two?
        CPU: 2×Intel Xeon Gold 6248R

    Words such as 双路 or 2 sockets say it as well.
    """
  ) { collection, reporter in
    for host in collection.hosts() {
      let texts = host.places.map(\.text) + [host.place.text]
      guard host.place.isComponent, host.sockets.count > 1,
        !texts.contains(where: { socketWords.occurInAnyCase(in: $0) })
      else { continue }
      reporter.report(
        "a node says how many processors it has, and this one does not", at: host.place.span)
    }
  }

  /// Holds a machine that is to stay in one NUMA node against the size of such a node.
  static let numaFit = Rule(
    "numa-fit", .warning, "虚拟机放不进一个 NUMA 节点", "Machine too large for its NUMA node",
    """
    A machine that is bound to one NUMA node has no more processors than that has cores.

        ├─ CPU: 2×Intel Xeon Gold 6248R           <- 24 cores in each
        └─ 交易VM: 32vCPU, 绑定单个NUMA节点        <- 32 do not fit

    Judged where the design names one model of processor.
    """
  ) { collection, reporter in
    for design in collection.designs {
      let models = Set(
        design.places.flatMap(\.technologies).filter { collection.catalog[$0]?.category == "cpu" })
      guard models.count == 1, let model = models.first.flatMap({ collection.catalog[$0] }),
        let cores = model.limit("cores")?.numbers.first
      else { continue }
      for place in design.places
      where place.technologies.contains("numa") && binding.occurInAnyCase(in: place.text) {
        guard let wanted = place.count(of: ["vCPU"]), wanted.value > cores else { continue }
        reporter.report(
          "a machine bound to one NUMA node has no more processors than that has cores: "
            + "\(format(wanted, .en)) over \(Int(cores)) cores of \(model.name)",
          at: place.span)
      }
    }
  }
}

/// A processor in a design, and what stands beside it in the same node.
private struct Host {
  let place: Design.Place
  let processor: Technology

  /// The places that stand beside the processor.
  let places: [Design.Place]

  /// How many processors there may be: one number where it is stated.
  let sockets: [Int]
}

extension Collection {
  /// Every processor that a component of a design names alone.
  fileprivate func hosts() -> [Host] {
    designs.flatMap { design in
      design.places.compactMap { place -> Host? in
        let models = place.technologies.compactMap { catalog[$0] }.filter { $0.category == "cpu" }
        guard models.count == 1, place.isComponent, let parent = place.parent else { return nil }
        let beside = design.places.filter { $0.parent == parent && $0.span != place.span }
        let counts = place.quantities.filter { quantity in
          switch quantity.dimension {
          case .factor: true
          case .count(let thing): ["个", "颗", "插槽", "路", "CPU"].contains(thing)
          default: false
          }
        }
        if let written = processorCount(place.text) {
          return Host(place: place, processor: models[0], places: beside, sockets: [written])
        }
        let stated = Set(counts.filter { $0.value <= 8 }.map { Int($0.value) }).intersection([
          1, 2, 4, 8,
        ])
        return Host(
          place: place, processor: models[0], places: beside,
          sockets: stated.count == 1 ? Array(stated) : [1, 2])
      }
    }
  }
}

/// 2 of `2 x Intel Xeon`: one digit, the letter x and a capital, with spaces or none between.
private func processorCount(_ text: String) -> Int? {
  let bytes = Array(text.utf8)
  for (index, byte) in bytes.enumerated() where byte | 0x20 == UInt8(ascii: "x") {
    var before = index - 1
    while before >= 0, bytes[before] == 0x20 { before -= 1 }
    var after = index + 1
    while after < bytes.count, bytes[after] == 0x20 { after += 1 }
    guard before >= 0, after < bytes.count, bytes[after].isUppercase,
      [1, 2, 4, 8].contains(Int(bytes[before]) - 0x30)
    else { continue }
    let isPart =
      before > 0 && (bytes[before - 1].isDigit || bytes[before - 1] == 0x2E)
    if !isPart { return Int(bytes[before]) - 0x30 }
  }
  return nil
}

private struct MemoryKind {
  let generation: Int
  let speed: Int?
  var name: String { "DDR\(generation)" + (speed.map { "-\($0)" } ?? "") }
}

/// `DDR4` and `DDR5-4800` in a text.
private func memoryKinds(in text: String) -> [MemoryKind] {
  var kinds: [MemoryKind] = []
  var rest = Substring(text)
  while let range = rest.firstRange(of: "DDR") {
    rest = rest[range.upperBound...]
    guard let generation = rest.first?.wholeNumberValue, (3...6).contains(generation) else {
      continue
    }
    rest = rest.dropFirst()
    var speed: Int?
    if let sign = rest.first, sign == "-" || sign == " " {
      let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      if digits.count == 4 { speed = Int(digits) }
    }
    kinds.append(MemoryKind(generation: generation, speed: speed))
  }
  return kinds
}

private let memoryWords: Words = ["内存", "memory", "ram", "ddr"]
private let socketWords: Words = [
  "单路", "双路", "四路", "2路", "4路", "插槽", "颗", "socket", "dual", "×", "1x", "2x", "4x", "1 x ",
  "2 x ", "4 x ", "8 x ",
]
private let binding: Words = ["绑定", "单个", "单一", "亲和", "pinned", "single", "one numa"]
