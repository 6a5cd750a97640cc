import Simulate
import Testing

/// Block diagrams beside the sum over all sets of parts that are up.
@Suite struct BlockDiagramTests {
  private func part(_ up: Double) -> BlockDiagram.Step {
    .part(BlockDiagram.Block(shares: PartShares(up: up, down: 1 - up)))
  }

  @Test func `nested blocks are up as often as the sets of parts say`() throws {
    let availabilities = [0.99, 0.9, 0.8, 0.7, 0.95, 0.6]
    // The first in series with two in parallel and with two of the last three.
    let diagram = try #require(
      BlockDiagram([
        part(0.99), part(0.9), part(0.8), .atLeast(1, of: 2), part(0.7), part(0.95), part(0.6),
        .atLeast(2, of: 3), .atLeast(3, of: 3),
      ]))
    var sum = 0.0
    for mask in 0..<64 {
      let up = (0..<6).map { mask >> $0 & 1 == 1 }
      let isUp = up[0] && (up[1] || up[2]) && (3...5).count { up[$0] } >= 2
      let chance = zip(up, availabilities).reduce(1) { $0 * ($1.0 ? $1.1 : 1 - $1.1) }
      if isUp { sum += chance }
      var place = 0
      let isDiagramUp = diagram.isUp { _ in
        place += 1
        return up[place - 1]
      }
      #expect(isDiagramUp == isUp)
    }
    #expect(abs(diagram.system.shares.up - sum) < 1e-14)
    #expect(abs(diagram.system.shares.down - (1 - sum)) < 1e-14)
    #expect(diagram.partCount == 6 && diagram.system.failures == nil)
  }

  @Test func `repairable blocks fail as often as the chain of their parts does`() throws {
    // Two of three, and one more in series: states are the sets of parts that are down.
    let times = [(100.0, 5.0), (50.0, 2.0), (80.0, 8.0), (500.0, 1.0)]
    let diagram = try #require(
      BlockDiagram(
        times.prefix(3).map { .part(BlockDiagram.Block(meanUp: $0.0, meanDown: $0.1)) } + [
          .atLeast(2, of: 3),
          .part(BlockDiagram.Block(meanUp: times[3].0, meanDown: times[3].1)), .atLeast(2, of: 2),
        ]))
    var chain = MarkovChain(states: 16)
    func isUp(_ set: Int) -> Bool { (set & 7).nonzeroBitCount <= 1 && set & 8 == 0 }
    for set in 0..<16 {
      for (index, time) in times.enumerated() {
        let isDown = set >> index & 1 == 1
        chain.add(from: set, to: set ^ 1 << index, rate: 1 / (isDown ? time.1 : time.0))
      }
    }
    let shares = try #require(chain.stationary())
    var failures = 0.0
    for set in 0..<16 where isUp(set) {
      for next in 0..<16 where !isUp(next) {
        failures += shares[set] * chain.rate(from: set, to: next)
      }
    }
    let system = diagram.system
    #expect(abs(try #require(system.failures) / failures - 1) < 1e-12)
    let up = (0..<16).filter(isUp).reduce(0) { $0 + shares[$1] }
    #expect(abs(system.shares.up / up - 1) < 1e-12)
  }

  @Test func `what leaves blocks over or asks for more than there are is no diagram`() {
    #expect(BlockDiagram([part(0.9), part(0.9)]) == nil)
    #expect(BlockDiagram([part(0.9), .atLeast(1, of: 2)]) == nil)
    #expect(BlockDiagram([part(0.9), part(0.9), .atLeast(3, of: 2)]) == nil)
    #expect(BlockDiagram([]) == nil)
  }
}
