import Simulate
import Solve
import Testing

/// Questions that have no one answer, and runs that would not hold the truth.
@Suite struct SolveRefusalTests {
  @Test(
    "a question that may be read in two ways, or leaves something out, is refused",
    arguments: [
      ("mmc", "c=100,250|lambda=90|mu=1"), ("slowest", "n=5,200|mu=2"),
      ("mm1", "lambda=0,8|mu=1"), ("priority", "lambda1=0.3|lambda3=0.5|mu=1"),
      ("mg1", "lambda=0.5|S=0.5 w.p. 0.9, 5.5 w.p. 0.2"), ("mg1", "lambda=0.5|mean=1"),
      ("bin packing", "capacity=[10,10]|items=[[4,8],[1,4]]"),
      ("closed-network", "N=10|customers=5|demands=[0.3,0.2]"), ("parallel", "A=0.99"),
      ("G/G/1", "lambda=0.8/s|S=1s"), ("GI/M/1", "lambda=0.8/s|S=1s"),
      ("M/M/2", "servers=3|lambda=1|mu=1"), ("2-of-3, no repair", "lambda=1|n=5"),
      ("durability", "m=1e300|k=4"), ("mg1", "lambda=0.1|p=0.5,x,0.5|mu=1,2"),
      ("mg1", "lambda=0.1|p=1.5,-0.5|mu=1,2"),
    ])
  func refused(name: String, arguments: String) {
    #expect(throws: SolveError.self) { try answer(to: name, arguments) }
  }

  @Test func `numbered arguments count by their numbers`() throws {
    let priority = try answer(to: "priority", "lambda2=0.5|lambda1=0.3|mu=1")
    #expect(abs(try #require(priority["wait-1"]).value - 8 / 7.0) < 1e-12)
  }

  @Test func `batches of arrivals are all read, and what is not read is refused`() throws {
    let bursts = try answer(
      to: "token bucket",
      "max_tokens=10|tokens_per_fill=5|fill_interval_s=1"
        + "|arrivals=4 at t=0.0,0.4,0.8,1.2,1.6,2.0(after fill)")
    #expect(bursts["accepted"]?.values == [4, 4, 2, 4, 1, 4])
    let three = try answer(
      to: "token bucket", "rate=2|burst=6|arrivals=5 at t=0, 5 at t=1, 5 at t=4")
    #expect(three["accepted"]?.values == [5, 3, 5])
    #expect(throws: SolveError.self) {
      try answer(to: "token bucket", "rate=2|burst=6|arrivals=5 at t=0, then some")
    }
  }

  @Test func `runs of many servers and of busy crews hold the truth or are refused`() throws {
    for (name, arguments, line) in [
      ("mm-inf", "lambda=1000|mu=1", "variance"),
      ("k-of-n", "n=1000|k=900|MTTF_h=100|MTTR_h=10|crews=100", "down"),
    ] {
      let found = try #require(try answer(to: name, arguments, replications: 20)[line])
      let run = try #require(found.simulated)
      // Twice the half-width of 95 % is beyond that of 99.9 %.
      #expect(abs(run.mean - found.value) < 2 * run.halfWidth, "\(name) \(line): \(run)")
      #expect(run.halfWidth < 0.06 * found.value)
    }
    for (name, arguments, line) in [
      ("mm-inf", "lambda=20000|mu=1", "number"),
      ("k-of-n", "n=1000|k=900|MTTF_h=100|MTTR_h=10|crews=92", "down"),
      ("mg1", "lambda=0.5|mean=1|cs2=1000000", "wait"),
    ] {
      let found = try #require(try answer(to: name, arguments, replications: 4)[line])
      #expect(found.simulated == nil, "\(name) \(line)")
    }
  }
}
