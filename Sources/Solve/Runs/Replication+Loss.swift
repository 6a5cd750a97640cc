import Glibc
import Quantities
import Simulate
import Systems

/// Runs until a replica set loses its data.
extension Replication {
  /// The mean time to loss: walked outright where a loss is common, by cycles where it is rare.
  func replicaLoss(_ set: ReplicaSet) throws(SolveError) -> [String: Double] {
    guard set.failureRate > 0 else { throw .tooRare("no disk fails") }
    let failures = set.meanTimeToLoss * Double(set.pieces) * set.failureRate
    let run = ReplicaSetRun(set)
    if failures < 5_000 {
      var stream = stream("set")
      let walks = max(10, min(500, Int(100_000 / failures)))
      let mean = ChainRun.meanPassage(
        from: 0, to: run.lost, walks: walks, &stream, up: run.failureRate, down: run.rebuildRate)
      return mean.map { ["mttdl": $0] } ?? [:]
    }
    guard run.areRebuildsShort else {
      let count = Calculator.Figure.printed(failures.rounded(), .number, .en)
      throw .tooLong(
        "a loss comes once in \(count) failures, and rebuilds are too long for fewer to do")
    }
    var (cycles, losses) = (stream("cycle"), stream("loss"))
    let count = 4_000
    let length = (0..<count).reduce(0) { sum, _ in sum + run.cycle(&cycles) }
    let loss = (0..<count).reduce(0) { sum, _ in sum + run.biasedLoss(&losses) }
    return loss > 0 ? ["mttdl": length / loss] : [:]
  }
}

/// Cycles of a replica set, each from all pieces present until they are all present again, or the data is lost.
///
/// The mean time to loss is the mean length of a cycle over the probability γ that one ends in a loss. Where γ is small
/// it is estimated by importance sampling: failures are drawn more often than they come, and a loss counts by how much
/// likelier it was made. The estimate has no bias, whatever the chance that is drawn with. Source: Goyal, Shahabuddin,
/// Heidelberger, Nicola and Glynn, IEEE Trans. Computers 41(1), 1992; Shahabuddin, Management Science 40(3), 1994.
private struct ReplicaSetRun {
  private let set: ReplicaSet

  /// As many pieces gone are a loss.
  let lost: Int

  init(_ set: ReplicaSet) {
    self.set = set
    lost = set.pieces - set.needed + 1
  }

  func failureRate(_ gone: Int) -> Double { Double(set.pieces - gone) * set.failureRate }
  func rebuildRate(_ gone: Int) -> Double { Double(min(gone, set.crews)) / set.rebuild }

  /// Whether a rebuild is so short against failures that next to all losses are failures in a row, as the weights of
  /// `biasedLoss` need to be alike.
  var areRebuildsShort: Bool {
    lost > 1
      && (1..<lost).allSatisfy { failureRate($0) * Double(lost) * 10 <= rebuildRate($0) }
  }

  /// The chance that a failure comes before a rebuild is done.
  private func failureChance(_ gone: Int) -> Double {
    failureRate(gone) / (failureRate(gone) + rebuildRate(gone))
  }

  /// How long a cycle lasts.
  func cycle(_ stream: inout RandomStream) -> Double {
    var gone = 1
    var length = stream.exponential() / failureRate(0)
    while gone > 0, gone < lost {
      length += stream.exponential() / (failureRate(gone) + rebuildRate(gone))
      gone += stream.chance(failureChance(gone)) ? 1 : -1
    }
    return length
  }

  /// The weight of a cycle that ends in a loss, zero of another: the product of how likely each step is over the chance
  /// that it was drawn with, of a failure 1 − 1/m of m that are a loss, so that about one in e cycles ends in one.
  func biasedLoss(_ stream: inout RandomStream) -> Double {
    let drawn = 1 - 1 / Double(lost)
    var (gone, weight) = (1, 1.0)
    while gone > 0, gone < lost {
      let chance = failureChance(gone)
      let fails = stream.chance(drawn)
      weight *= fails ? chance / drawn : (1 - chance) / (1 - drawn)
      gone += fails ? 1 : -1
    }
    return gone == lost ? weight : 0
  }
}
