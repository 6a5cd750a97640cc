import Glibc
import Simulate
import Solve
import Testing

/// Generators beside the vectors of their authors, and figures of what was seen.
@Suite struct SolveSampleTests {
  /// The output of pcg32-demo and check-pcg64 of pcg-c, round 1; that of xoshiro256** of rand_xoshiro's tests.
  @Test(
    "generators give the numbers of their authors",
    arguments: [
      (
        "PCG32", "seed=42|stream=54",
        ["2707161783", "2068313097", "3122475824", "2211639955", "3215226955"]
      ),
      (
        "PCG64", "seed=42|stream=54",
        [
          "9705778491962043240", "1370407407632858425", "11774395822783136600",
          "17944889938176486912", "14437308781460811564",
        ]
      ),
      ("xoshiro256**", "state=1,2,3,4", ["11520", "0", "1509978240", "1215971899390074240"]),
    ])
  func vectors(name: String, arguments: String, expected: [String]) throws {
    let lines = try answer(to: name, arguments)
    for (index, word) in expected.enumerated() {
      #expect(lines["output-\(index + 1)"]?.text == word)
    }
  }

  @Test(
    "what another rule would answer is refused",
    arguments: [
      ("M/M/1 single vacation", "lambda=0.5|mu=1|V=2"),
      ("token bucket starts empty", "rate=10/s|burst=20|window=10s"),
      ("sendrecv busbw", "n=8|algbw=100"),
    ])
  func refused(name: String, arguments: String) {
    #expect(throws: SolveError.self) { try answer(to: name, arguments) }
  }

  @Test func `a name says which of two policies limits a step`() throws {
    let trace = try answer(to: "HPA policy min", "start=10|needed=20")
    #expect(trace["trace"]?.values == [10, 14, 18, 20])
  }

  @Test func `waits follow one from another`() throws {
    let lines = try answer(to: "Lindley recursion", "gaps=1s,1s,3s|services=2s,1s,2s,1s")
    #expect(lines["waits"]?.values == [0, 1, 1, 0])
    #expect(lines["wait"]?.value == 0.5)
    let times = try answer(to: "lindley", "arrivals=0s,1s,2s,5s|services=2s,1s,2s,1s")
    #expect(times["waits"]?.values == [0, 1, 1, 0])
  }

  /// t(3; 97.5 %) = 3.182446 by scipy.
  @Test func `a sample has Student's interval`() throws {
    let lines = try answer(to: "Student t CI", "x=1,2,3,4")
    #expect(lines["mean"]?.value == 2.5)
    #expect(abs(try #require(lines["variance"]).value - 5 / 3.0) < 1e-15)
    let width = 3.182446305284263 * (5 / 12.0).squareRoot()
    #expect(abs(try #require(lines["half-width"]).value - width) < 1e-9)
    let batches = try answer(to: "batch means", "x=1,2,3,4|batches=2")
    // Means 1.5 and 3.5, t(1; 97.5 %) = 12.7062.
    #expect(abs(try #require(batches["half-width"]).value - 12.706204736432095) < 1e-8)
  }

  @Test func `a batch that waits for its slowest branch is an M/G/1`() throws {
    let lines = try answer(to: "split-merge", "n=2|lambda=0.2|mu=1")
    // E[S] = 1.5, E[S²] = 1.25 + 2.25.
    let response = 1.5 + 0.2 * 3.5 / (2 * 0.7)
    #expect(abs(try #require(lines["split-merge"]).value - response) < 1e-12)
  }

  @Test(
    "further keys of the field",
    arguments: [
      ("busbw reduce", "n=8|size=1GB|time=10ms", "busbw", 1e11),
      ("busbw all-reduce", "n=8|size=1GB|time=10ms", "busbw", 1.75e11),
      ("busbw reduce-scatter", "n=8|size=1GB|time=10ms", "busbw", 8.75e10),
      ("bulk arrivals geometric", "lambda=0.2|X=3|mu=1", "wait", 6.5),
      ("M/M/1 FIFO finite population", "N=5|lambda=0.1|mu=1", "all-up", 0.5639521768554027),
      ("forced flow law", "X=10|V=3", "flow", 30.0),
      ("M/G/1 Weibull", "lambda=0.5|scale=1|shape=2", "service", 0.886226925452758),
      ("HPA not-ready pods", "replicas=4|ready=[200,200]|unready=2|target=100", "desired", 4.0),
      ("RDMA gain", "gain=0.4|r=2", "share", 4 / 7.0),
      ("Envoy retry budget", "active=100|budget_pct=20|min_retry=3", "retries", 20.0),
      (
        "P(no outage in a year)", "outages_per_yr=1|outage_min=30|budget_min=30", "none",
        0.36787944117144233
      ),
    ])
  func keys(name: String, arguments: String, line: String, expected: Double) throws {
    let value = try #require(try answer(to: name, arguments)[line]).value
    #expect(abs(value - expected) <= 1e-9 * expected)
  }
}
