/// Engset's loss system: a finite number of sources, as many calls at once as servers, no waiting.
///
/// Source: Engset 1918; Iversen, Teletraffic Engineering, ch. 5. A source is idle for a mean 1/λ and busy
/// for a mean 1/μ, of any laws.
package struct FiniteSourceLoss: Sendable, Hashable {
  package let sources: Int
  package let servers: Int

  /// λ/μ of one idle source.
  package let load: Double

  package init(sources: Int, servers: Int, load: Double) {
    self.sources = sources
    self.servers = servers
    self.load = load
  }

  /// The share of time in which all servers are busy: E(c) = x/(c + x), x = (N − c + 1)·α·E(c − 1).
  ///
  /// O(servers).
  package var timeCongestion: Double { Self.busy(sources, servers, load) }

  /// The share of calls that are lost: what the other N − 1 sources leave no room for (the arrival theorem).
  package var callCongestion: Double { Self.busy(sources - 1, servers, load) }

  /// The mean number of busy servers, N·α(1 − B)/(1 + α(1 − B)) by the balance of calls and ends.
  package var carried: Double {
    let accepted = load * (1 - callCongestion)
    return Double(sources) * accepted / (1 + accepted)
  }

  private static func busy(_ sources: Int, _ servers: Int, _ load: Double) -> Double {
    guard sources >= servers else { return 0 }
    var congestion = 1.0
    for count in stride(from: 1, through: servers, by: 1) {
      let wanted = Double(sources - count + 1) * load * congestion
      congestion = wanted / (Double(count) + wanted)
    }
    return congestion
  }
}
