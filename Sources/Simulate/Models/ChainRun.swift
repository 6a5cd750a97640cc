/// Runs of Markov chains, jump by jump: the slow twin of their closed forms.
package enum ChainRun {
  /// Walks a chain that moves by one, from `start`, for so many jumps; `observe` sees each stay: the
  /// state, its duration, and whether the chain then moves up.
  ///
  /// Ends early where no rate leads on.
  package static func birthDeath(
    from start: Int, jumps: Int, _ stream: inout RandomStream, up: (Int) -> Double,
    down: (Int) -> Double, observe: (_ state: Int, _ stay: Double, _ rises: Bool) -> Void
  ) {
    var state = start
    for _ in 0..<jumps {
      let (birth, death) = (up(state), state > 0 ? down(state) : 0)
      let total = birth + death
      guard total > 0 else { return }
      let stay = stream.exponential() / total
      let rises = stream.uniform() * total < birth
      observe(state, stay, rises)
      state += rises ? 1 : -1
    }
  }
}

extension BirthDeath {
  /// The mean time that some walks take from `start` until `end`; nil where these take too many jumps.
  package func walkedPassage(
    from start: Int, to end: Int, _ stream: inout RandomStream
  ) -> Double? {
    guard start != end, (0...up.count).contains(start), (0...up.count).contains(end) else {
      return nil
    }
    var left = 2_000_000
    var total = 0.0
    for _ in 0..<200 {
      var state = start
      while state != end {
        let (birth, death) = (
          state < up.count ? up[state] : 0, state > 0 ? down[state - 1] : 0
        )
        guard birth + death > 0, left > 0 else { return nil }
        left -= 1
        total += stream.exponential() / (birth + death)
        state += stream.uniform() * (birth + death) < birth ? 1 : -1
      }
    }
    return total / 200
  }
}

extension MarkovChain {
  /// The shares of time in each state over one walk from `start`.
  package func walk(from start: Int, jumps: Int, _ stream: inout RandomStream) -> [Double] {
    var stays = [Double](repeating: 0, count: states)
    var state = start
    for _ in 0..<jumps {
      guard let (next, stay) = jump(from: state, &stream) else { break }
      stays[state] += stay
      state = next
    }
    let total = stays.reduce(0, +)
    return total > 0 ? stays.map { $0 / total } : stays
  }

  /// The time that one walk takes from `start` until it enters one of `targets`; nil where it has not
  /// within so many jumps.
  package func passage(
    from start: Int, to targets: Set<Int>, within jumps: Int, _ stream: inout RandomStream
  ) -> Double? {
    var (state, time) = (start, 0.0)
    for _ in 0..<jumps {
      if targets.contains(state) { return time }
      guard let (next, stay) = jump(from: state, &stream) else { return nil }
      time += stay
      state = next
    }
    return targets.contains(state) ? time : nil
  }

  /// The state that one walk from `start` is in after `time`, and its time so far in each state.
  package func state(
    after time: Double, from start: Int, _ stream: inout RandomStream
  ) -> (state: Int, stays: [Double]) {
    var stays = [Double](repeating: 0, count: states)
    var (state, now) = (start, 0.0)
    while now < time {
      guard let (next, stay) = jump(from: state, &stream) else {
        stays[state] += time - now
        break
      }
      stays[state] += min(stay, time - now)
      now += stay
      if now < time { state = next }
    }
    return (state, stays)
  }

  private func jump(
    from state: Int, _ stream: inout RandomStream
  ) -> (next: Int, stay: Double)? {
    var total = 0.0
    for target in 0..<states { total += rate(from: state, to: target) }
    guard total > 0 else { return nil }
    let stay = stream.exponential() / total
    var left = stream.uniform() * total
    var last = state
    for target in 0..<states {
      let rate = rate(from: state, to: target)
      guard rate > 0 else { continue }
      last = target
      left -= rate
      if left < 0 { break }
    }
    return (last, stay)
  }
}
