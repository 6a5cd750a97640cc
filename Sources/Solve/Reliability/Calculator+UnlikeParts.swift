import Model
import Quantities
import Simulate
import Systems

/// Repairable parts of unlike lives or repairs, each with a crew of its own, so that they do not hang on each other.
extension Calculator {
  /// What each part is like, in the order given.
  typealias UnlikePart = (life: Double, repair: Double)

  /// The parts, where several lives or repairs are given; nil where they are alike.
  ///
  /// - Throws: where there are not as many as parts, or the parts do hang on each other.
  static func unlikeParts(_ arguments: Arguments) throws(SolveError) -> [UnlikePart]? {
    guard arguments.list("mtbf").count > 1 || arguments.list("mttr").count > 1 else { return nil }
    let count = try arguments.count("n", in: 1...1_000)
    let lives = try arguments.broadcast("mtbf", to: count)
    let repairs = try arguments.broadcast("mttr", to: count)
    guard repairs.allSatisfy({ $0 > 0 }) else { throw SolveError("`mttr` is above zero") }
    let crews = arguments.count("crews")
    guard crews == 0 || crews >= count, arguments.number("dormancy") == 1 else {
      throw SolveError("unlike parts are all active, each with a crew of its own")
    }
    return Array(zip(lives, repairs))
  }

  static func shares(of parts: [UnlikePart]) -> [PartShares] {
    parts.map { PartShares(meanUp: $0.life, meanDown: $0.repair) }
  }

  /// The lines of `needed` of unlike parts: availability by convolution, its frequency of failures from the parts
  /// without which just too few are up, Σ λᵢAᵢ·P(n − k of the others down).
  static func lines(
    of parts: [UnlikePart], needed: Int, _ question: QueueQuestion
  ) -> [Figure] {
    let each = shares(of: parts)
    let together = PartShares.atLeast(needed, of: each)
    let failures = parts.indices.reduce(0) { sum, index in
      let others = each.enumerated().filter { $0.offset != index }.map(\.element)
      let atTheEdge = PartShares.numberDown(others)[parts.count - needed]
      return sum + each[index].up / parts[index].life * atTheEdge
    }
    let life = parts.count <= 8 ? meanTimeToFailure(of: parts, needed: needed) : .nan
    return availabilityLines(together) + [
      Figure("down", "平均故障部件数", "mean parts down", each.reduce(0) { $0 + $1.down }, .number),
      Figure(
        "mttf", "平均首次失效时间", "mean time to failure", life, .time,
        text: life.isNaN ? "not computed for more than 8 unlike parts" : nil),
      Figure("outage", "平均每次停机", "mean outage", together.down / failures, .time),
      Figure("failures", "长期失效频率", "failures in the long run", failures, .frequency),
    ] + question.numberLines(among: PartShares.numberDown(each))
  }

  /// The mean time from all up until fewer than `needed` are, over the 2ⁿ sets of parts that are down.
  private static func meanTimeToFailure(of parts: [UnlikePart], needed: Int) -> Double {
    var chain = MarkovChain(states: 1 << parts.count)
    for set in 0..<chain.states {
      for (index, part) in parts.enumerated() {
        let isDown = set >> index & 1 == 1
        chain.add(from: set, to: set ^ 1 << index, rate: 1 / (isDown ? part.repair : part.life))
      }
    }
    let failed = (0..<chain.states).filter { parts.count - $0.nonzeroBitCount < needed }
    return chain.meanPassageTimes(to: Set(failed))[0]
  }
}
