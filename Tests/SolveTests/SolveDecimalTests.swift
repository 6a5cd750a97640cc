import Solve
import Testing

/// Times as decimals: what falls together on paper falls together here, whatever doubles add up to.
@Suite struct SolveDecimalTests {
  @Test(
    "a fill, an end or a round that falls on a moment counts at that moment",
    arguments: [
      (
        "token-bucket",
        "burst=1|tokens=1|fill=0.1s|arrivals=0:1;0.1:1;0.2:1;0.3:1;0.4:1;0.5:1;0.6:1;0.7:1;0.8:1",
        "accepted", [1, 1, 1, 1, 1, 1, 1, 1, 1]
      ),
      (
        "token bucket discrete fill",
        "max_tokens=5|tokens_per_fill=5|fill_interval_s=0.1|arrivals=4 at t=0.0,0.05,0.1,0.3,0.35",
        "accepted", [4, 1, 4, 4, 1]
      ),
      ("batch", "gpus=2|jobs=0:1:0.3;0:2:1;0.1:1:0.2", "easy", [0, 0.3, 0.1]),
      ("batch", "gpus=2|jobs=0:1:0.3;0:2:1;0.1:1:0.2", "conservative", [0, 0.3, 0.1]),
      ("batch", "gpus=2|jobs=0:1:0.3h;0:2:1h;0.1h:1:0.2h", "easy", [0, 1080, 360]),
    ])
  func moments(name: String, arguments: String, line: String, values: [Double]) throws {
    #expect(try answer(to: name, arguments)[line]?.values == values)
  }

  @Test(
    "bounds and times are those of the same question in whole units",
    arguments: [
      ("token-bucket", "burst=5|tokens=1|fill=0.1s|window=0.3s", "bound", 8),
      ("token-bucket", "burst=5|tokens=1|fill=0.1s|window=0.7s", "bound", 12),
      ("token-bucket", "burst=2|tokens=2|fill=1.1s|window=6.6s", "bound", 14),
      ("hpa-policy", "start=10|needed=30|percent=0%|pods=4|period=0.3s|sync=0.1s", "time", 1.3),
      ("hpa-policy", "start=10|needed=30|percent=0%|pods=4|period=3s|sync=1s", "time", 13),
    ])
  func bounds(name: String, arguments: String, line: String, value: Double) throws {
    #expect(try answer(to: name, arguments)[line]?.value == value)
  }

  /// Fluid arrivals by hand: the bucket fills up in the first phase, and is spent in the second.
  @Test(
    "steady arrivals one after the other all count",
    arguments: [
      ("50 at t=0, then 5/s for 30s, then 20/s for 10s", 290, 420),
      ("15/s for 60s, then 30/s for 10s", 720, 720),
      ("15/s for 1min, then 1800/min for 10s", 720, 720),
    ])
  func phases(arrivals: String, admitted: Double, bound: Double) throws {
    for rate in ["10", "10/s"] {
      let lines = try answer(to: "token bucket", "rate=\(rate)|burst=20|arrivals=\(arrivals)")
      #expect(lines["admitted"]?.value == admitted && lines["bound"]?.value == bound)
    }
  }

  @Test func `of listed arrivals a window admits those that are listed`() throws {
    let lines = try answer(to: "token bucket", "rate=10|burst=20|arrivals=0:5;1:100|window=60")
    #expect(lines["admitted"]?.value == 25 && lines["bound"]?.value == 620)
  }
}
