import Simulate

/// The work that arrives in each part of a run, less what is expected of it: how lucky the run was.
///
/// Jobs of a kind come as a Poisson process of rate λ, so that what arrives in a time t is a compound Poisson sum of
/// mean λ·t·E[S] and variance λ·t·E[S²] (Ross, Introduction to Probability Models, section 5.4.2). How long jobs wait
/// hangs on it, and its mean is known: it serves as `ControlVariates`. Waiting grows faster than the load, so that the
/// square of the whole, less its variance, is one of them. Oracle: over many runs each control has mean 0.
struct OfferedWork {
  /// One kind of jobs.
  struct Kind {
    /// Jobs per second.
    let rate: Double
    let time: Law

    /// What a second of such a job asks for, as a share of all there is.
    let weight: Double
  }

  private static let parts = 5

  private let kinds: [Kind]
  private let horizon: Double

  /// By kind and part.
  private var sums: [[Double]]

  init(_ kinds: [Kind], horizon: Double) {
    self.kinds = kinds
    self.horizon = horizon
    sums = kinds.map { _ in [Double](repeating: 0, count: OfferedWork.parts) }
  }

  mutating func add(_ time: Double, kind: Int, at now: Double) {
    let part = min(OfferedWork.parts - 1, Int(now / horizon * Double(OfferedWork.parts)))
    sums[kind][part] += time * kinds[kind].weight / horizon
  }

  /// The work of each kind in each part and the square of all of it, less what is expected.
  var controls: [Double] {
    let share = 1 / Double(OfferedWork.parts)
    let centred = zip(kinds, sums).map { kind, parts in
      parts.map { $0 - kind.rate * kind.time.mean * kind.weight * share }
    }
    let variance = kinds.map { kind in
      kind.rate * kind.time.mean * kind.time.mean * (1 + kind.time.scv) * kind.weight * kind.weight
        / horizon
    }.reduce(0, +)
    let total = centred.joined().reduce(0, +)
    return centred.flatMap(\.self) + [total * total - variance]
  }
}
