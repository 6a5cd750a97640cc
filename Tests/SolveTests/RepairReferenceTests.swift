import Simulate
import Solve
import Testing

/// What models of repair say beside a simulation of their own.
@Suite struct RepairReferenceTests {
  private static let cases: [(model: String, arguments: String, line: String, truth: Double)] = [
    ("k-of-n", "n=16 k=15 mtbf=8760h mttr=24h crews=1", "availability", 0.9982087695153606),
    ("k-of-n", "n=16 k=15 mtbf=8760h mttr=24h crews=2", "availability", 0.9991210189483982),
    ("k-of-n", "n=2 k=1 mtbf=1000h mttr=10h crews=1", "mttf", 51_500 * 3600),
    ("renewal", "mtbf=1000h mttr=10h", "availability", 0.9900990099009901),
    ("renewal", "mtbf=1000h mttr=10h repair-scv=0", "availability", 0.9900990099009901),
    ("renewal", "mtbf=1000h mttr=10h repair-scv=4", "availability", 0.9900990099009901),
  ]

  @Test(
    "spares, crews and laws of repair: the closed form lies in the interval of the simulation",
    arguments: cases)
  func repairs(
    model: String, arguments: String, name: String, truth: Double
  ) throws {
    let pairs = arguments.split(separator: " ").map { argument in
      let parts = argument.split(separator: "=")
      return (key: String(parts[0]), value: String(parts[1]))
    }
    let lines = try #require(Calculator.named(model)).solve(pairs, replications: 40)
    let line = try #require(lines.first { $0.name == name })
    #expect(abs(line.value / truth - 1) < 1e-9)
    let seen = try #require(line.simulated)
    // 99.9 %, by the normal law.
    #expect(abs(seen.mean - truth) <= 1.8 * seen.halfWidth)
  }
}
