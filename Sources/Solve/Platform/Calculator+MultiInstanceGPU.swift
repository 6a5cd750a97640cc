import Diagnostics
import Model
import Quantities
import Simulate

/// Instances of a GPU that is cut into several.
extension Calculator {
  static let mig = Calculator(
    "mig", "MIG 放置", "MIG placements", "instances=3g.20gb,2g.10gb,1g.5gb",
    formula: "placements of NVIDIA's table, no slice shared", source: "NVIDIA MIG user guide",
    [
      Parameter(
        "gpu", "a30、a100、a100-80gb、h100、h100-94gb、gh200、h200 或 b200",
        "a30, a100, a100-80gb, h100, h100-94gb, gh200, h200 or b200", nil, default: "a100"),
      .optional(
        "instances", "实例，以逗号分隔", "instances, comma-separated", nil, hasRows: true,
        aka: "mixes requests"),
      .optional("existing", "已有实例，如 1g.5gb@0", "instances there already, like 1g.5gb@0", nil),
    ],
    respelling: [gpuName]
  ) { arguments throws(SolveError) in
    let gpu = try arguments.choice("gpu", gpus)
    let (listed, standing) = try instances(arguments)
    let media = [listed, standing].map { $0.count { $0.contains(mediaMark) } }
    var existing: [MultiInstanceGPU.Instance] = []
    for one in standing {
      let parts = one.split(separator: "@")
      guard parts.count == 2, let start = Int(parts[1]) else {
        throw SolveError("`existing` is like `1g.5gb@0`")
      }
      let index = try profile(parts[0], of: gpu)
      guard gpu.profiles[index].starts.contains(start) else {
        throw SolveError("a \(parts[0]) does not start at slice \(start)")
      }
      let instance = MultiInstanceGPU.Instance(profile: index, start: start)
      guard existing.allSatisfy({ gpu.areDisjoint($0, instance) }) else {
        throw SolveError("`existing` overlap")
      }
      existing.append(instance)
    }
    var lines: [Figure] = []
    if arguments.has("instances") {
      var wanted: [Int] = []
      for name in listed { wanted.append(try profile(name, of: gpu)) }
      guard wanted.count <= 64 else { throw SolveError("no GPU holds so many instances") }
      let hasMedia = media[0] > 0 ? listed.firstIndex { $0.hasSuffix(mediaMark) } : nil
      lines = placementLines(
        media[0] + media[1] <= 1 ? gpu.place(wanted, beside: existing) : nil,
        withMedia: hasMedia.map { wanted[$0] }, on: gpu)
    }
    for (index, one) in gpu.profiles.enumerated() {
      lines.append(
        "most-\(one.name)", "最多 \(one.name)", "most of \(one.name)",
        gpu.capacity(of: index, beside: existing))
      lines.append(
        "starts-\(one.name)", "\(one.name) 的起始片", "starts of \(one.name)", Double(one.starts.count),
        .number, text: "{" + one.starts.map { String($0) }.joined(separator: ",") + "}:\(one.size)",
        values: one.starts.map { Double($0) })
    }
    for (index, one) in gpu.profiles.enumerated() where gpu.takesMedia(index) {
      let name = one.name + mediaMark
      lines.append(
        "most-\(name)", "最多 \(name)", "most of \(name)",
        min(1 - min(1, media[1]), gpu.capacity(of: index, beside: existing)))
    }
    // The table that NVIDIA counts has one 1g profile; the wide one is left out.
    let counted = gpu.profiles.indices.filter {
      gpu.profiles[$0].compute > 1 || gpu.profiles[$0].size == 1
    }
    let left = gpu.profiles.indices.filter { !counted.contains($0) }.map { gpu.profiles[$0].name }
    let names = left.joined(separator: "、")
    let (zh, en) = left.isEmpty ? ("", "") : ("（不含 \(names)）", " without \(names)")
    return lines + [
      Figure(
        "placements", "极大放置集" + zh, "maximal placements" + en,
        gpu.maximalPlacements(of: counted).count),
      Figure("mixes", "不同组合" + zh, "different mixes" + en, gpu.maximalMixes(of: counted).count),
    ]
  }

  /// The GPUs by the names that `gpu` takes.
  private static let gpus: KeyValuePairs<String, MultiInstanceGPU> = [
    "a100": .a100, "a100-40gb": .a100, "a100-80gb": .a100Large, "80gb": .a100Large,
    "h100": .h100, "h100-80gb": .h100, "a30": .a30, "a30-24gb": .a30, "h100-94gb": .h100NVL,
    "h100-nvl": .h100NVL, "gh200": .gh200, "h100-96gb": .gh200, "h200": .h200,
    "h200-141gb": .h200, "b200": .b200, "b200-180gb": .b200,
  ]

  /// A GPU by the name under which it is listed first, of any that its vendor has for it: `A100-SXM4-40GB` as `a100`.
  private static let gpuName = Respelling("gpu") { spelt throws(SolveError) in
    let words = spelt.value.lowercased().split { " -_".contains($0) }.filter { word in
      !["nvidia", "tesla", "pcie"].contains(word) && !word.hasPrefix("sxm")
    }
    let plain = words.joined(separator: "-")
    let meant = gpus.first { $0.key == plain }?.value
    return [(spelt.argument.key, gpus.first { $0.value == meant }?.key ?? plain)]
  }

  /// What follows the name of a profile with media engines.
  private static let mediaMark = "+me"

  /// The place of a profile in the GPU's table, with media engines or without.
  ///
  /// - Throws: where the table has none, with the GPUs whose table has it.
  private static func profile(
    _ name: Substring, of gpu: MultiInstanceGPU
  ) throws(SolveError) -> Int {
    func place(in gpu: MultiInstanceGPU) -> Int? {
      guard name.hasSuffix(mediaMark) else { return gpu.profile(named: String(name)) }
      return gpu.profile(named: String(name.dropLast(mediaMark.count)))
        .flatMap { gpu.takesMedia($0) ? $0 : nil }
    }
    if let found = place(in: gpu) { return found }
    let names = gpu.profiles.map(\.name)
    var others: [String] = []
    var seen: Set<MultiInstanceGPU> = []
    for (key, other) in gpus where place(in: other) != nil && seen.insert(other).inserted {
      others.append("`gpu=\(key)`")
    }
    let hint =
      others.isEmpty
      ? nearMiss(to: String(name), in: names).map { " (did you mean `\($0)`?)" } ?? ""
      : "; it is of \(others.joined(separator: ", "))"
    throw SolveError(
      "\(gpu.name) has no `\(name)` among \(names.joined(separator: ", "))\(hint)")
  }

  /// The instances that are wanted, `3g.20gb x2` as two, and those that stand there already: `1g.5gb@0`, among the
  /// wanted ones too.
  private static func instances(
    _ arguments: Arguments
  ) throws(SolveError) -> (wanted: [Substring], standing: [Substring]) {
    var wanted: [Substring] = []
    var standing = arguments.text("existing").split(separator: ",")
    for one in arguments.text("instances").split(separator: ",") {
      let plain = one.filter { $0 != " " }[...]
      if plain.contains("@") {
        standing.append(plain)
      } else if let found = plain.wholeMatch(
        of: /(?:(\d+)[x×*])?(\d+g\.\d+gb(?:\+me)?)(?:[x×*](\d+))?/)?.output
      {
        let count = (found.1 ?? found.3).flatMap { Int($0) } ?? 1
        guard count <= 64 else { throw SolveError("no GPU holds so many instances") }
        wanted += Array(repeating: found.2, count: count)
      } else {
        wanted.append(plain)
      }
    }
    return (wanted, standing)
  }

  /// Whether what is wanted fits, where, and what it takes up.
  ///
  /// - Parameter media: the profile of which one has media engines; nil where none has.
  private static func placementLines(
    _ placed: [MultiInstanceGPU.Instance]?, withMedia media: Int?, on gpu: MultiInstanceGPU
  ) -> [Figure] {
    let first = placed?.sorted().first { $0.profile == media }
    let places = placed?.sorted().map { one in
      "\(gpu.profiles[one.profile].name)\(one == first ? mediaMark : "")@\(one.start)"
    }
    var lines = [
      Figure("fits", "能否放下", "fits", placed != nil),
      Figure(
        "placement", "一种放置", "a placement", Double(placed?.count ?? 0), .number,
        text: places?.joined(separator: " ") ?? "—"),
    ]
    guard let placed else { return lines }
    if gpu.multiprocessors > 0 {
      let share = gpu.multiprocessorShare(of: placed)
      lines.append("multiprocessors", "占用的 SM 份额", "share of multiprocessors", share, .ratio)
      lines.append(
        "multiprocessor-count", "占用的 SM 数", "multiprocessors in use",
        share * Double(gpu.multiprocessors), .number)
    }
    let profiles = placed.map { gpu.profiles[$0.profile] }
    return lines + [
      Figure("memory", "占用的显存片份额", "share of memory slices", gpu.memoryShare(of: placed), .ratio),
      Figure(
        "memory-slices", "占用的显存片数", "memory slices in use", profiles.reduce(0) { $0 + $1.size }),
      Figure(
        "compute-slices", "占用的计算片数", "compute slices in use", profiles.reduce(0) { $0 + $1.compute }
      ),
    ]
  }
}
