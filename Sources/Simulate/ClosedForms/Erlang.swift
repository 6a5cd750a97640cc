import Glibc

/// Erlang's formulas for `servers` and an offered load in erlangs (A. K. Erlang, 1917).
package enum Erlang {
  /// The probability that a call finds all servers busy and is lost.
  ///
  /// The recursion B(k) = aB / (k + aB), stable for any size; O(servers).
  package static func blocking(servers: Int, load: Double) -> Double {
    guard load > 0 else { return servers > 0 ? 0 : 1 }
    var blocking = 1.0
    for server in 0..<max(servers, 0) {
      blocking = load * blocking / (Double(server + 1) + load * blocking)
    }
    return blocking
  }

  /// The probability that a customer has to wait; 1 if the load is not below the servers.
  package static func waiting(servers: Int, load: Double) -> Double {
    guard load < Double(servers) else { return 1 }
    let lost = blocking(servers: servers, load: load)
    return lost / (1 - load / Double(servers) * (1 - lost))
  }

  /// The least number of servers at which no more than `target` are lost.
  package static func servers(load: Double, blockingAtMost target: Double) -> Int? {
    guard load >= 0, load <= 1e8, target > 0 else { return nil }
    var blocking = 1.0
    var servers = 0
    while blocking > target {
      servers += 1
      blocking = load * blocking / (Double(servers) + load * blocking)
    }
    return servers
  }

  /// The least number of servers at which no more than `target` wait.
  package static func servers(load: Double, waitingAtMost target: Double) -> Int? {
    guard load >= 0, load <= 1e8, target > 0 else { return nil }
    var blocking = 1.0
    var servers = 0
    while true {
      servers += 1
      blocking = load * blocking / (Double(servers) + load * blocking)
      let count = Double(servers)
      if load < count, blocking / (1 - load / count * (1 - blocking)) <= target { return servers }
    }
  }

  /// The load at which `servers` lose the share `target`.
  package static func load(servers: Int, blocking target: Double) -> Double {
    solveIncreasing(from: 0, to: Double(max(servers, 1))) {
      blocking(servers: servers, load: $0) - target
    }
  }

  /// The load at which the share `target` waits.
  package static func load(servers: Int, waiting target: Double) -> Double {
    min(
      Double(servers),
      solveIncreasing(from: 0, to: Double(servers)) { waiting(servers: servers, load: $0) - target }
    )
  }
}
