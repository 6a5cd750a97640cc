import Glibc

/// M/D/1: Poisson arrivals, one server, constant service.
package struct ConstantServiceQueue: Sendable, Hashable {
  package let arrivalRate: Double
  package let service: Double

  package init(arrivalRate: Double, service: Double) {
    self.arrivalRate = arrivalRate
    self.service = service
  }

  package var utilisation: Double { arrivalRate * service }
  package var isStable: Bool { utilisation < 1 }

  /// ρ D / 2(1 − ρ).
  package var meanWait: Double {
    isStable ? utilisation * service / (2 * (1 - utilisation)) : .infinity
  }
  package var meanSojourn: Double { meanWait + service }

  /// Beyond so many service times the tail is continued by its exponential decay.
  private static var longest: Int { 2_000 }

  /// P(W ≤ t), by Franx's formula (Oper. Res. Lett. 29(5), 2001), all of whose terms are positive:
  /// the count waiting one service earlier, and no more arrivals since than have been served.
  ///
  /// O(k²) for t of k service times, k up to 2,000; exponential beyond.
  package func waitWithin(_ time: Double) -> Double {
    guard isStable, time >= 0 else { return 0 }
    guard utilisation > 0 else { return 1 }
    let bound = Double(Self.longest) * service
    guard time < bound else {
      let last = 1 - waitWithin(bound - service)
      let before = 1 - waitWithin(bound - 2 * service)
      guard last > 0, before > last else { return 1 }
      return 1 - last * exp(log(last / before) * (time - bound + service) / service)
    }
    let steps = Int(saturating: time / service)
    let waiting = atMostWaiting(steps)
    let mean = arrivalRate * (Double(steps + 1) * service - time)
    var term = exp(-mean)
    var sum = 0.0
    for count in 0...steps {
      sum += waiting[steps - count] * term
      term *= mean / Double(count + 1)
    }
    return min(1, sum)
  }

  package func waitQuantile(_ probability: Double) -> Double {
    guard isStable, probability < 1 else { return .infinity }
    if waitWithin(0) >= probability { return 0 }
    var low = 0.0
    var high = max(meanWait, service)
    while waitWithin(high) < probability { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if waitWithin(middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  package func sojournQuantile(_ probability: Double) -> Double {
    waitQuantile(probability) + service
  }

  /// P(N = n) for n of 0 … `last`: as departures leave them, so time finds them.
  package func distribution(to last: Int) -> [Double] {
    guard isStable, utilisation > 0 else { return [isStable ? 1 : 0] }
    return numbers(last)
  }

  /// P(at most m waiting) for m of 0 … `last`, from the level crossings of the chain embedded at
  /// departures: p(j+1) a₀ = p(0) P(A > j) + Σ p(i) P(A > j + 1 − i).
  private func atMostWaiting(_ last: Int) -> [Double] {
    let state = numbers(last + 1)
    var total = state[0]
    return state.dropFirst().map { probability in
      total += probability
      return total
    }
  }

  private func numbers(_ last: Int) -> [Double] {
    var arrivals = [exp(-utilisation)]
    for count in 1...(last + 63) {
      arrivals.append((arrivals.last ?? 0) * utilisation / Double(count))
    }
    var more = [Double](repeating: 0, count: arrivals.count)
    for count in stride(from: arrivals.count - 2, through: 0, by: -1) {
      more[count] = more[count + 1] + arrivals[count + 1]
    }
    var state = [1 - utilisation]
    for level in 1..<(last + 1) {
      var sum = state[0] * more[level - 1]
      for below in 1..<level { sum += state[below] * more[level - below] }
      state.append(sum / arrivals[0])
    }
    return state
  }
}
