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

  /// The averages over time of functions of the state of such a walk, without its first `skipped` jumps; nil where no
  /// time passes.
  package static func averages(
    of functions: [(Int) -> Double], from start: Int, jumps: Int, skipping skipped: Int = 0,
    _ stream: inout RandomStream, up: (Int) -> Double, down: (Int) -> Double
  ) -> [Double]? {
    var (jump, total) = (0, 0.0)
    var sums = functions.map { _ in 0.0 }
    birthDeath(from: start, jumps: jumps, &stream, up: up, down: down) { state, stay, _ in
      jump += 1
      guard jump > skipped else { return }
      total += stay
      for index in functions.indices { sums[index] += stay * functions[index](state) }
    }
    return total > 0 ? sums.map { $0 / total } : nil
  }

  /// The mean time that some such walks take from one state to another; nil where all together take more jumps than
  /// `most`, or no rate leads on.
  package static func meanPassage(
    from start: Int, to end: Int, walks: Int, within most: Int = .max,
    _ stream: inout RandomStream, up: (Int) -> Double, down: (Int) -> Double
  ) -> Double? {
    var (total, left) = (0.0, most)
    for _ in 0..<walks {
      var state = start
      while state != end {
        let (birth, death) = (up(state), state > 0 ? down(state) : 0)
        guard birth + death > 0, left > 0 else { return nil }
        left -= 1
        total += stream.exponential() / (birth + death)
        state += stream.uniform() * (birth + death) < birth ? 1 : -1
      }
    }
    return total / Double(walks)
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
    return ChainRun.meanPassage(
      from: start, to: end, walks: 200, within: 2_000_000, &stream,
      up: { $0 < up.count ? up[$0] : 0 }, down: { down[$0 - 1] })
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
