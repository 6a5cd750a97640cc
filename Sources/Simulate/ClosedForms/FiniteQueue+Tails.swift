import Glibc

/// How long those wait and stay who are let in.
///
/// Who finds n of K waits for n − c + 1 services of all servers together, an Erlang law; what is left of K + 1 states
/// are Poisson's probabilities (Gross and Harris, sec. 2.4).
extension FiniteQueue {
  /// P(Wq > t) of those who are let in. O(K).
  package func waitExceeds(_ time: Double) -> Double {
    let found = foundByAdmitted
    guard time > 0 else { return found.dropFirst(servers).reduce(0, +) }
    // At most m services in t: the sum that the next one adds to.
    var (atMost, tail) = (0.0, 0.0)
    for (ahead, share) in found.dropFirst(servers).enumerated() {
      atMost += services(ahead, in: time)
      tail += share * atMost
    }
    return min(1, tail)
  }

  /// P(T > t) of those who are let in. O(K).
  ///
  /// Who waited m services is still there with P(m not yet ended) + Σ_{j ≥ m} (1 − 1/c)^(j − m)·P(j in t): positive
  /// terms, from the last on.
  package func sojournExceeds(_ time: Double) -> Double {
    guard time > 0 else { return 1 }
    let found = foundByAdmitted
    let served = exp(-serviceRate * time)
    let waiting = capacity - servers
    let mean = Double(servers) * serviceRate * time
    let last = max(waiting, Int(saturating: mean + 40 * (mean + 1).squareRoot())) + 1
    let inService = 1 - 1 / Double(servers)
    var beyond = [Double](repeating: 0, count: waiting + 2)
    var sum = 0.0
    for count in stride(from: last, through: 1, by: -1) {
      sum = services(count, in: time) + inService * sum
      if count < beyond.count { beyond[count] = sum }
    }
    var tail = found.prefix(servers).reduce(0, +) * served
    var atMost = 0.0
    for (ahead, share) in found.dropFirst(servers).enumerated() {
      atMost += services(ahead, in: time)
      tail += share * (atMost + beyond[ahead + 1])
    }
    return min(1, tail)
  }

  /// The quantile of the wait of those who are let in, zero where that share does not wait.
  package func waitQuantile(_ probability: Double) -> Double {
    time(at: 1 - probability, waitExceeds)
  }

  package func sojournQuantile(_ probability: Double) -> Double {
    time(at: 1 - probability, sojournExceeds)
  }

  /// P(n found | let in), n of 0 … K − 1; an empty system where nobody ever comes.
  private var foundByAdmitted: [Double] {
    let shares = distribution.dropLast()
    let total = shares.reversed().reduce(0, +)
    return total > 0 ? shares.map { $0 / total } : [1]
  }

  /// P(so many services in t), all servers busy.
  private func services(_ count: Int, in time: Double) -> Double {
    Tails.poisson(count, mean: Double(servers) * serviceRate * time)
  }

  private func time(at tail: Double, _ exceeds: (Double) -> Double) -> Double {
    guard exceeds(0) > tail else { return 0 }
    var (low, high) = (0.0, 1 / serviceRate)
    while exceeds(high) > tail { (low, high) = (high, 2 * high) }
    for _ in 0..<60 where high - low > 1e-14 * high {
      let middle = (low + high) / 2
      if exceeds(middle) > tail { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
