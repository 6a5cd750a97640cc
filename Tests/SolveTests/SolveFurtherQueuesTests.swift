import Glibc
import Simulate
import Solve
import Testing

/// Stations that start, fail, go round or are tried again, each beside another way to the same number.
@Suite struct SolveFurtherQueuesTests {
  private func value(_ name: String, _ arguments: String, _ line: String) throws -> Double {
    try #require(try answer(to: name, arguments)[line]).value
  }

  /// Waits of Lindley's recursion with a setup before each service that finds the server idle.
  @Test func `a setup delays who comes to an idle server, and those behind`() throws {
    var stream = RandomStream(seed: 3, name: "setup")
    var (clock, free, total) = (0.0, 0.0, 0.0)
    let count = 400_000
    for _ in 0..<count {
      clock += stream.exponential() / 0.5
      let start = clock >= free ? clock + 2 * stream.exponential() : free
      total += start - clock
      free = start + stream.exponential()
    }
    let wait = try value("M/M/1 setup", "lambda=0.5|mu=1|setup=2", "wait")
    #expect(abs(total / Double(count) / wait - 1) < 0.03)
    #expect(abs(wait - (1 + (4 + 4) / 4.0)) < 1e-12)
  }

  @Test func `a server that never fails is as good as any`() throws {
    let sound = try value("mg1", "arrival=0.5/s|service=1s|scv=2", "wait")
    let queue = "arrival=0.5/s|service=1s|scv=2|mtbf=100s|mttr="
    #expect(abs(try value("breakdowns", queue + "0s", "wait") - sound) < 1e-12)
    // E[C] = 1.1, E[C²] = 3·1.21 + 0.01·200.
    let failing = try value("breakdowns", queue + "10s", "wait")
    #expect(abs(failing - 0.5 * (3.63 + 2) / (2 * (1 - 0.55))) < 1e-12)
  }

  /// The chain of server and orbit, solved densely in Python with numpy.
  @Test func `retrials wait longer than a queue, and not where they come at once`() throws {
    let orbit = try value("M/M/1 retrial", "lambda=0.5|mu=1|theta=0.1", "orbit")
    #expect(abs(orbit - 5.5) < 1e-12)
    let fast = try value("retrial", "arrival=0.5/s|service=1s|retry=1e-9s", "wait")
    #expect(abs(fast - 1) < 1e-8)
  }

  @Test func `polling one queue exhaustively is a server with vacations`() throws {
    let polled = try value(
      "polling", "queues=1|arrival=0.5/s|service=1s|switch=2s|switch-scv=1", "wait")
    let vacations = try value("vacations", "arrival=0.5/s|service=1s|vacation=2s", "wait")
    #expect(abs(polled - vacations) < 1e-12)
    // A run of 400,000 s with three queues, in Python, saw 3.236 and 4.028, within 2 %.
    let queue = "queues=3|arrival=0.6/s|service=1s|switch=0.5s|switch-scv=1|discipline="
    #expect(abs(try value("polling", queue + "exhaustive", "wait") / 3.236 - 1) < 0.02)
    #expect(abs(try value("polling", queue + "gated", "wait") / 4.028 - 1) < 0.02)
  }

  /// The integral by adaptive quadrature, in Python with scipy.
  @Test func `short jobs first shorten the mean wait, but less than with interruptions`() throws {
    let wait = try value("SJF", "lambda=0.8|mu=1", "wait")
    #expect(abs(wait / 1.8822186162397765 - 1) < 1e-8)
    let interrupted = try value("srpt", "arrival=0.8/s|service=1s", "wait")
    #expect(interrupted < wait)
    #expect(wait < 4)
  }

  @Test func `two choices are far better than one`() throws {
    // 1 + ρ² + ρ⁶ + ρ¹⁴ + ρ³⁰ + …
    let sum = [0.0, 2, 6, 14, 30, 62, 126, 254].reduce(0) { $0 + pow(0.9, $1) }
    let sojourn = try value("power of two choices", "servers=10|lambda=9|mu=1", "sojourn")
    #expect(abs(sojourn - sum) < 1e-9)
    #expect(abs(try value("choices", "arrival=0.9/s|service=1s|choices=1", "sojourn") - 10) < 1e-12)
  }

  @Test func `a second copy is slow as seldom as both`() throws {
    let hedged = try answer(to: "hedged requests", "p=5%|after=95%|servers=100")
    #expect(abs(try #require(hedged["slow"]).value - 0.0025) < 1e-15)
    #expect(abs(try #require(hedged["load"]).value - 1.05) < 1e-15)
    #expect(abs(try #require(hedged["all-slow"]).value - (1 - pow(0.9975, 100))) < 1e-12)
  }

  @Test func `a chain of one cache is a cache`() throws {
    let chain = try answer(to: "cache-chain", "hits=90%|times=100us,5ms")
    let plain = try value("access-time", "hit-ratio=90%|hit=100us|miss=5ms", "mean")
    #expect(abs(try #require(chain["alone"]).value - plain) < 1e-15)
    let added = try value("access-time", "hit-ratio=90%|hit=100us|penalty=5ms", "mean")
    #expect(abs(try #require(chain["mean"]).value - added) < 1e-15)
    #expect(
      abs(try value("multi-level cache", "misses=10%,20%|times=1ms,10ms,100ms", "miss") - 0.02)
        < 1e-15)
  }

  /// The balance equations of all states, solved densely in Python with numpy.
  @Test func `a routing makes the visits of a closed network`() throws {
    let network = "N=4|mu=[1,2,0.5]|P=[[0.2,0.3,0.5],[0.4,0.1,0.5],[0.7,0.3,0]]|servers=2,1,3"
    let lines = try answer(to: "closed Gordon-Newell network", network)
    let visits = try answer(
      to: "closed-network", "N=4|mu=[1,2,0.5]|servers=2,1,3|visits=1,\(0.45 / 0.75),\(0.8)")
    for line in ["throughput", "number-1", "number-3"] {
      let (one, other) = (try #require(lines[line]).value, try #require(visits[line]).value)
      #expect(abs(one / other - 1) < 1e-12, "\(line)")
    }
    #expect(throws: SolveError.self) {
      try answer(to: "closed network", "N=3|mu=[1,2]|P=[[0,0.5],[1,0]]")
    }
  }
}
