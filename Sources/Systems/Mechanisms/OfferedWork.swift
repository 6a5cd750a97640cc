import Simulate

/// The work that arrives in each part of a run, less what is expected of it: how lucky the run was.
///
/// Jobs of a kind come as a Poisson process of rate λ, so that what arrives in a time t is a compound Poisson sum of
/// mean λ·t·E[S] and variance λ·t·E[S²] (Ross, Introduction to Probability Models, section 5.4.2). How long jobs wait
/// hangs on it, and its mean is known: it serves as `ControlVariates`. Waiting grows faster than the load, so that the
/// square of the whole, less its variance, is one of them. What is left of the jobs that are there at first is another
/// such sum, of mean λ·E[S²]/2. Oracle: over many runs each control has mean 0.
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

  /// By kind, of the jobs that are there at first.
  private var present: [Double]

  init(_ kinds: [Kind], horizon: Double) {
    self.kinds = kinds
    self.horizon = horizon
    sums = kinds.map { _ in [Double](repeating: 0, count: OfferedWork.parts) }
    present = kinds.map { _ in 0 }
  }

  /// Adds what is left of a job that is there when the run begins.
  mutating func addPresent(_ time: Double, kind: Int) {
    present[kind] += time * kinds[kind].weight / horizon
  }

  mutating func add(_ time: Double, kind: Int, at now: Double) {
    let part = min(OfferedWork.parts - 1, Int(now / horizon * Double(OfferedWork.parts)))
    sums[kind][part] += time * kinds[kind].weight / horizon
  }

  /// How many controls there are for so many kinds.
  static func controlCount(kinds: Int) -> Int { kinds * (parts + 1) + 1 }

  /// The work of each kind in each part, the square of all of it and what was there at first, less what is expected;
  /// of the kinds of which there are any.
  var controls: [Double] {
    let share = 1 / Double(OfferedWork.parts)
    let used = kinds.indices.filter { kinds[$0].rate > 0 }
    let arriving = used.flatMap { kind in
      sums[kind].map { $0 - kinds[kind].rate * kinds[kind].time.mean * kinds[kind].weight * share }
    }
    let squares = used.map { kind in
      kinds[kind].rate * kinds[kind].time.mean * kinds[kind].time.mean * (1 + kinds[kind].time.scv)
    }
    let variance = zip(used, squares).map { $1 * kinds[$0].weight * kinds[$0].weight / horizon }
    let total = arriving.reduce(0, +)
    let first = zip(used, squares).map { present[$0] - $1 / 2 * kinds[$0].weight / horizon }
    return arriving + [total * total - variance.reduce(0, +)] + first
  }
}
