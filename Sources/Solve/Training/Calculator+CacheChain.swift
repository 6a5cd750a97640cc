import Model
import Quantities
import Simulate

/// Caches behind caches.
extension Calculator {
  static let cacheChain = Calculator(
    "cache-chain", "多级缓存的平均访问时间", "mean access time of caches in a chain",
    "hits=90%,80% times=1ms,10ms,100ms",
    formula:
      "one after another: t₁ + m₁(t₂ + m₂(t₃ + …)), mᵢ = 1 − hᵢ; of the level that answers: Σ shareᵢ·tᵢ",
    source: "Hennessy and Patterson, Computer Architecture, average memory access time",
    [
      Parameter(
        "hits", "各级命中率（对到达该级的请求）", "hit ratios, of what comes to each level", .ratio, in: .share,
        isList: true, aka: "hit hitratios hitrates h misses:1- missrates:1-"),
      Parameter(
        "times", "各级时延，末项为源", "times of the levels, the origin last", .time, isList: true,
        aka: "latencies t latency"),
    ]
  ) { arguments throws(SolveError) in
    let (hits, times) = (arguments.list("hits"), arguments.list("times"))
    guard times.count == hits.count + 1 else {
      throw SolveError("`times` has one for each of `hits`, and that of the origin")
    }
    var (coming, inTurn, alone) = (1.0, 0.0, 0.0)
    for (hit, time) in zip(hits + [1], times) {
      inTurn += coming * time
      alone += coming * hit * time
      coming *= 1 - hit
    }
    let misses = arguments.complements("hits").reduce(1, *)
    return [
      Figure("mean", "平均访问时间（逐级查询）", "mean access time, level after level", inTurn, .time),
      Figure("alone", "平均访问时间（仅计应答的一级）", "mean time of the level that answers", alone, .time),
      Figure("hit", "总命中率", "hit ratio of all levels", 1 - misses, .ratio),
      Figure("miss", "回源份额", "share that the origin answers", misses, .ratio),
    ]
  }
}
