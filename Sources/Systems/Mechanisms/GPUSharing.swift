import Simulate

/// How small jobs share a GPU: in equal parts, in instances of a MIG profile, or in turns.
///
/// A job that has a part to itself and needs more than the part has is slowed down, whatever its neighbours
/// do. In turns it is slowed down only while the jobs beside it need more than there is: see `TurnTaking`.
/// Oracle of the profiles: the capacity and the multiprocessors of NVIDIA's table, `MultiInstanceGPU`.
struct GPUSharing {
  /// How many small jobs a GPU has room for.
  let places: Int

  /// A GPU's computing over what one of them has to itself; 1 in turns.
  let parts: Double
  let takesTurns: Bool

  init(_ inputs: Inputs) {
    let slices = max(1, inputs.count("slices"))
    switch inputs.choice("sharing") {
    case "mig":
      let instance = GPUSharing.instance(inputs)
      (places, parts, takesTurns) = (instance?.places ?? 1, instance?.parts ?? 1, false)
    case "time-slicing": (places, parts, takesTurns) = (slices, 1, true)
    default: (places, parts, takesTurns) = (slices, Double(slices), false)
    }
  }

  /// How many times longer a small job that uses so much of a GPU takes while the GPU is full.
  func slowdown(use: Double) -> Double { max(1, use * (takesTurns ? Double(places) : parts)) }

  /// The GPUs whose tables give the multiprocessors of each profile.
  static let tables: [MultiInstanceGPU] = [
    .a100, .a100Large, .a30, .h100, .h100NVL, .gh200, .h200, .b200,
  ]

  /// The profiles of all of them, each once.
  static let profiles = Set(tables.flatMap { $0.profiles.map(\.name) }).sorted()

  /// How many instances of the profile stand on the GPU, and its computing over that of each; nil where the
  /// GPU has no such profile.
  static func instance(_ inputs: Inputs) -> (places: Int, parts: Double)? {
    let name = inputs.choice("mig.gpu")
    guard let gpu = tables.first(where: { $0.name == name }),
      let profile = inputs.choice("mig.profile").flatMap(gpu.profile(named:))
    else { return nil }
    let processors = gpu.profiles[profile].multiprocessors
    return (gpu.capacity(of: profile), Double(gpu.multiprocessors) / Double(processors))
  }
}
