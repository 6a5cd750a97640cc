import Glibc

/// Hit ratios of caches.
package enum Cache {
  /// The hit ratio of LRU on a data set that is read whole, in a new random order, again and again:
  /// c + (1 − c) ln(1 − c) for a cache of the share c, in the limit of many items.
  package static func reshuffledLRU(share: Double) -> Double {
    if share >= 1 { return 1 }
    return share > 0 ? share + (1 - share) * log1p(-share) : 0
  }

  /// The same for a cache that never evicts (CoorDL's MinIO cache, VLDB 2021): the share itself.
  package static func reshuffledWithoutEviction(share: Double) -> Double { min(max(share, 0), 1) }

  /// The probabilities of Zipf's law over `items`.
  package static func zipf(items: Int, exponent: Double) -> [Double] {
    let weights = (0..<max(items, 0)).map { pow(Double($0 + 1), -exponent) }
    let sum = weights.reversed().reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// Che's approximation of LRU's hit ratio for independent references (IEEE JSAC 20(7), 2002): an item
  /// is a hit with 1 − e^(−pT), T such that the expected number of items held is the capacity.
  package static func che(popularity: [Double], capacity: Double) -> Double {
    guard capacity > 0 else { return 0 }
    guard capacity < Double(popularity.count { $0 > 0 }) else { return 1 }
    let time = characteristicTime(popularity: popularity, capacity: capacity)
    return popularity.reversed().reduce(0) { $0 - $1 * expm1(-$1 * time) }
  }

  /// The T of Che's approximation, in references, by Newton's method: the number held is concave in T
  /// and below the capacity at T = C, so that every step falls short of the root.
  package static func characteristicTime(popularity: [Double], capacity: Double) -> Double {
    var time = capacity
    for _ in 0..<1_000 {
      var (held, slope) = (0.0, 0.0)
      for share in popularity.reversed() {
        let absent = expm1(-share * time)
        held -= absent
        slope += share * (1 + absent)
      }
      let next = time + (capacity - held) / slope
      guard next > time * (1 + 1e-15), next.isFinite else { break }
      time = next
    }
    return time
  }

  /// The same approximation for random replacement and FIFO (Gelenbe; Fricker et al. 2012):
  /// an item is held with pT/(1 + pT).
  package static func randomReplacement(popularity: [Double], capacity: Double) -> Double {
    guard capacity > 0 else { return 0 }
    guard capacity < Double(popularity.count { $0 > 0 }) else { return 1 }
    let time = solveIncreasing(from: 0, to: capacity) { time in
      popularity.reversed().reduce(-capacity) { $0 + $1 * time / (1 + $1 * time) }
    }
    return popularity.reversed().reduce(0) { $0 + $1 * ($1 * time / (1 + $1 * time)) }
  }

  /// Static placement of the most popular items: the best that independent references allow.
  package static func mostPopular(popularity: [Double], capacity: Int) -> Double {
    popularity.sorted(by: >).prefix(max(capacity, 0)).reduce(0, +)
  }

  /// The mean access time.
  package static func accessTime(hitRatio: Double, hit: Double, miss: Double) -> Double {
    hitRatio * hit + (1 - hitRatio) * miss
  }

  /// The hit ratio that a mean access time needs.
  package static func hitRatio(accessTime: Double, hit: Double, miss: Double) -> Double {
    (miss - accessTime) / (miss - hit)
  }
}
