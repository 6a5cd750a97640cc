import Glibc
import Simulate
import Solve
import Testing

/// Kinds beside those of the reference set: unreadable sectors, switching that may fail, common causes with several needed.
@Suite struct SolveFurtherKindsTests {
  private func value(_ name: String, _ arguments: String, _ line: String) throws -> Double {
    try #require(try answer(to: name, arguments)[line]).value
  }

  /// The chains' linear systems at forty digits.
  @Test(
    "an unreadable sector loses what has no piece to spare",
    arguments: [
      ("copies=5|needed=3|mtbf=1000h|rebuild=10h|unreadable=2%", 549324000.0),
      ("copies=2|mtbf=1000h|rebuild=10h|unreadable=10%", 16821818.181818182),
      ("copies=8|needed=6|mtbf=1000000h|rebuild=24h|crews=1|unreadable=5%", 53435987346613.183),
    ])
  func unreadable(arguments: String, seconds: Double) throws {
    #expect(abs(try value("mttdl", arguments, "mttdl-unreadable") / seconds - 1) < 1e-12)
  }

  @Test func `without unreadable sectors nothing changes, and with certain ones a spare is none`()
    throws
  {
    let set = "copies=4|needed=2|mtbf=1000h|rebuild=10h"
    let plain = try value("mttdl", set, "mttdl")
    #expect(abs(try value("mttdl", set + "|unreadable=0%", "mttdl-unreadable") / plain - 1) < 1e-14)
    // Of four pieces three are needed then.
    let fewer = try value("mttdl", "copies=4|needed=3|mtbf=1000h|rebuild=10h", "mttdl")
    #expect(
      abs(try value("mttdl", set + "|unreadable=100%", "mttdl-unreadable") / fewer - 1) < 1e-14)
  }

  /// A cold spare that is switched in with probability p: MTTF (1 + p)/λ, R = e^−λt (1 + pλt).
  @Test func `a switch that may fail lets a cold spare down`() throws {
    let spare = "n=2|k=1|mtbf=100h|dormancy=0|switch=90%|time=50h"
    #expect(abs(try value("k-of-n-life", spare, "mttf") / (190 * 3_600) - 1) < 1e-14)
    let alive = exp(-0.5) * (1 + 0.9 * 0.5)
    #expect(abs(try value("k-of-n-life", spare, "reliability") / alive - 1) < 1e-12)
    let run = try answer(to: "k-of-n-life", spare, replications: 30)
    for line in ["mttf", "reliability"] {
      let figure = try #require(run[line])
      let seen = try #require(figure.simulated)
      #expect(abs(seen.mean - figure.value) < 2 * seen.halfWidth, "\(line)")
    }
    let named = try answer(to: "cold standby, imperfect switch", "n=2|k=1|mtbf=100h|switch=0.9")
    #expect(abs(try #require(named["mttf"]).value / (190 * 3_600) - 1) < 1e-14)
  }

  /// The binomial sum at forty digits.
  @Test func `common causes count beside two of three`() throws {
    let arguments = "n=3|k=2|mtbf=1000h|mttr=10h|beta=5%"
    #expect(
      abs(try value("beta-factor", arguments, "independent") / 0.00026401134426039398 - 1) < 1e-12)
    #expect(abs(try value("beta-factor", arguments, "common") / (5e-5 / 0.10005) - 1) < 1e-12)
  }

  @Test func `a constant service has its quantiles by either name`() throws {
    let general = try answer(to: "mg1", "arrival=0.8/s|service=1s|scv=0|percentile=99%")
    let constant = try answer(to: "md1", "arrival=0.8/s|service=1s")
    for line in ["p99", "wait-p99"] { #expect(general[line]?.value == constant[line]?.value) }
  }
}
