/// How a GPU may be cut into instances: profiles with the memory slices where each may begin.
///
/// Instances may not share a slice. NVIDIA's tables leave nothing else to compute: what fits is what the
/// placements allow, which is less than what the slices would.
///
/// Oracles: the instances that NVIDIA's guide counts (`ClusterReferenceTests`, M01 to M06), and every set of
/// placements, tried one by one (`SchedulingOracleTests`).
package struct MultiInstanceGPU: Sendable, Hashable {
  package let name: String

  /// Memory slices.
  package let slices: Int
  package let profiles: [Profile]

  /// Streaming multiprocessors of the whole GPU; 0 where no table gives those of its instances.
  package let multiprocessors: Int

  package struct Profile: Sendable, Hashable {
    package let name: String
    package let starts: [Int]

    /// Memory slices taken.
    package let size: Int

    /// Compute slices of the instance.
    package let compute: Int

    /// Streaming multiprocessors of the instance.
    package let multiprocessors: Int

    /// Without a figure of its own, an instance has fourteen multiprocessors a slice, as on A100.
    package init(
      _ name: String, starts: [Int], size: Int, compute: Int, multiprocessors: Int? = nil
    ) {
      self.multiprocessors = multiprocessors ?? 14 * compute
      self.name = name
      self.starts = starts
      self.size = size
      self.compute = compute
    }
  }

  package struct Instance: Sendable, Hashable, Comparable {
    package let profile: Int
    package let start: Int

    package init(profile: Int, start: Int) {
      self.profile = profile
      self.start = start
    }

    package static func < (left: Instance, right: Instance) -> Bool {
      (left.start, left.profile) < (right.start, right.profile)
    }
  }

  /// At most 64 slices.
  package init(name: String, slices: Int, profiles: [Profile], multiprocessors: Int = 108) {
    self.multiprocessors = multiprocessors
    self.name = name
    self.slices = min(max(slices, 0), 64)
    self.profiles = profiles
  }

  /// A100 40 GB (NVIDIA MIG user guide; nvidia-smi mig -lgipp).
  package static let a100 = MultiInstanceGPU(
    name: "A100-40GB", slices: 8,
    profiles: [
      Profile("1g.5gb", starts: [0, 1, 2, 3, 4, 5, 6], size: 1, compute: 1),
      Profile("1g.10gb", starts: [0, 2, 4, 6], size: 2, compute: 1),
      Profile("2g.10gb", starts: [0, 2, 4], size: 2, compute: 2),
      Profile("3g.20gb", starts: [0, 4], size: 4, compute: 3),
      Profile("4g.20gb", starts: [0], size: 4, compute: 4),
      Profile("7g.40gb", starts: [0], size: 8, compute: 7),
    ])

  /// A100 80 GB: the same placements, twice the memory.
  package static let a100Large = MultiInstanceGPU(
    name: "A100-80GB", slices: 8,
    profiles: [
      Profile("1g.10gb", starts: [0, 1, 2, 3, 4, 5, 6], size: 1, compute: 1),
      Profile("1g.20gb", starts: [0, 2, 4, 6], size: 2, compute: 1),
      Profile("2g.20gb", starts: [0, 2, 4], size: 2, compute: 2),
      Profile("3g.40gb", starts: [0, 4], size: 4, compute: 3),
      Profile("4g.40gb", starts: [0], size: 4, compute: 4),
      Profile("7g.80gb", starts: [0], size: 8, compute: 7),
    ])

  /// H100 SXM 80 GB: the placements of A100, 132 multiprocessors (nvidia-smi mig -lgip).
  package static let h100 = MultiInstanceGPU(
    name: "H100-80GB", slices: 8,
    profiles: zip(a100Large.profiles, [16, 26, 32, 60, 64, 132]).map {
      Profile(
        $0.name, starts: $0.starts, size: $0.size, compute: $0.compute, multiprocessors: $1)
    }, multiprocessors: 132)

  /// A30 24 GB (NVIDIA MIG user guide, supported profiles): four slices of 14 multiprocessors.
  package static let a30 = MultiInstanceGPU(
    name: "A30-24GB", slices: 4,
    profiles: [
      Profile("1g.6gb", starts: [0, 1, 2, 3], size: 1, compute: 1),
      Profile("2g.12gb", starts: [0, 2], size: 2, compute: 2),
      Profile("4g.24gb", starts: [0], size: 4, compute: 4),
    ], multiprocessors: 56)

  /// H100 with 94 GB, H100 on GH200 with 96 GB, H200 with 141 GB, by the names that public copies of NVIDIA's
  /// MIG manager configuration have, which let as many of each stand as on H100 80 GB; `1g.24gb` is in none
  /// of those for 94 GB. That the starts are those of H100 80 GB is assumed, for no table read gives them.
  package static let h100NVL = h100.renamed(
    "H100-94GB", ["1g.12gb", "1g.24gb", "2g.24gb", "3g.47gb", "4g.47gb", "7g.94gb"])
  package static let gh200 = h100.renamed(
    "GH200-96GB", ["1g.12gb", "1g.24gb", "2g.24gb", "3g.48gb", "4g.48gb", "7g.96gb"])
  package static let h200 = h100.renamed(
    "H200-141GB", ["1g.18gb", "1g.35gb", "2g.35gb", "3g.71gb", "4g.71gb", "7g.141gb"])

  /// B200 with 180 GB, the names as AWS SageMaker HyperPod lists them; the placements of H100 are assumed.
  package static let b200 = MultiInstanceGPU(
    name: "B200-180GB", slices: 8,
    profiles: h100.renamed(
      "", ["1g.23gb", "1g.45gb", "2g.45gb", "3g.90gb", "4g.90gb", "7g.180gb"]
    ).profiles, multiprocessors: 0)

  /// The same placements under the names that another size of memory gives.
  private func renamed(_ name: String, _ names: [String]) -> MultiInstanceGPU {
    MultiInstanceGPU(
      name: name, slices: slices,
      profiles: zip(profiles, names).map {
        Profile(
          $1, starts: $0.starts, size: $0.size, compute: $0.compute,
          multiprocessors: $0.multiprocessors)
      }, multiprocessors: multiprocessors)
  }

  package func profile(named name: String) -> Int? {
    profiles.firstIndex { $0.name == name }
  }

  /// Whether the table has a profile with media engines, too: `1g.5gb+me`, and on A30 `2g.12gb+me`, of both of
  /// which there is at most one on a GPU (NVIDIA MIG user guide, number of instances available).
  package func takesMedia(_ profile: Int) -> Bool {
    let one = profiles[profile]
    return one.size == 1 && one.compute == 1 || slices == 4 && one.compute == 2
  }

  /// Compute slices in use, of the 7 that instances can have.
  package func compute(of instances: [Instance]) -> Int {
    instances.reduce(0) { $0 + profiles[$1.profile].compute }
  }

  /// The share of the whole GPU's multiprocessors in use (A100: seven slices of 14 leave ten of 108
  /// idle).
  package func multiprocessorShare(of instances: [Instance]) -> Double {
    let used = instances.reduce(0) { $0 + profiles[$1.profile].multiprocessors }
    return Double(used) / Double(multiprocessors)
  }

  /// The share of memory slices in use.
  package func memoryShare(of instances: [Instance]) -> Double {
    Double(instances.reduce(0) { $0 + profiles[$1.profile].size }) / Double(slices)
  }

  private func mask(_ instance: Instance) -> UInt64 {
    let size = profiles[instance.profile].size
    let ones: UInt64 = size >= 64 ? .max : (1 << UInt64(size)) - 1
    return ones << UInt64(instance.start)
  }

  private var placements: [Instance] {
    profiles.indices.flatMap { profile in
      profiles[profile].starts.map { Instance(profile: profile, start: $0) }
    }
  }

  /// Whether the two instances share no slice.
  package func areDisjoint(_ one: Instance, _ other: Instance) -> Bool {
    mask(one) & mask(other) == 0
  }

  /// Places the profiles, by index, together with what is there already; nil if there is no way.
  ///
  /// Exhaustive, the largest first, equal ones in ascending order; at most 64 steps deep.
  package func place(_ wanted: [Int], beside existing: [Instance] = []) -> [Instance]? {
    guard wanted.count <= slices, wanted.allSatisfy(profiles.indices.contains) else { return nil }
    let order = wanted.sorted {
      (profiles[$1].size, $0) < (profiles[$0].size, $1)
    }
    let taken = existing.reduce(0) { $0 | mask($1) }
    return search(order[...], taken: taken, after: -1)
  }

  private func search(_ rest: ArraySlice<Int>, taken: UInt64, after last: Int) -> [Instance]? {
    guard let profile = rest.first else { return [] }
    let next = rest.dropFirst()
    for start in profiles[profile].starts where start > last {
      let instance = Instance(profile: profile, start: start)
      guard taken & mask(instance) == 0 else { continue }
      let bound = next.first == profile ? start : -1
      if let others = search(next, taken: taken | mask(instance), after: bound) {
        return [instance] + others
      }
    }
    return nil
  }

  /// How many instances of one profile fit beside what is there.
  package func capacity(of profile: Int, beside existing: [Instance] = []) -> Int {
    var count = 0
    while place(Array(repeating: profile, count: count + 1), beside: existing) != nil { count += 1 }
    return count
  }

  /// All sets of instances to which no further one can be added, each sorted, in ascending order.
  ///
  /// `profiles` limits them to some; by default all.
  package func maximalPlacements(of allowed: [Int]? = nil) -> [[Instance]] {
    let candidates = placements.filter { allowed?.contains($0.profile) ?? true }.sorted()
    var found: [[Instance]] = []
    extend([], taken: 0, from: 0, candidates, &found)
    return found
  }

  private func extend(
    _ chosen: [Instance], taken: UInt64, from index: Int, _ candidates: [Instance],
    _ found: inout [[Instance]]
  ) {
    if candidates.allSatisfy({ taken & mask($0) != 0 }) {
      found.append(chosen)
      return
    }
    for next in index..<candidates.count where taken & mask(candidates[next]) == 0 {
      extend(
        chosen + [candidates[next]], taken: taken | mask(candidates[next]), from: next + 1,
        candidates, &found)
    }
  }

  /// The different mixes of profiles among the maximal placements, as counts per profile.
  package func maximalMixes(of allowed: [Int]? = nil) -> Set<[Int]> {
    Set(
      maximalPlacements(of: allowed).map { placement in
        profiles.indices.map { profile in placement.count { $0.profile == profile } }
      })
  }
}
