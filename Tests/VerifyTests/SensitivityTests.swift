import Model
import Quantities
import Testing
import Verify

/// Where verdicts turn.
@Suite struct SensitivityTests {
  @Test("a value is looked for up to the end of what is known")
  func ends() {
    let turn = nearestTurn(step: 0.1, most: 12, growth: 1.15, halvings: 40) {
      $0 > 1 ? nil : $0 > 0.97
    }
    #expect(abs((turn ?? 0) - 0.97) < 0.01)
    #expect(
      nearestTurn(step: 0.1, most: 12, growth: 1.15, halvings: 40) { $0 > 1 ? nil : false } == nil)
  }

  @Test(
    "a count is found exactly, however far it is",
    arguments: [
      (first: 3.0, end: 1_000.0, at: 4.0), (3, 1_000, 700), (12, 0, 0), (12, 0, 7), (1_024, 1, 800),
      // From a fraction, too, the search ends.
      (10.5, 0.001, 0.001),
    ])
  func counts(first: Double, end: Double, at: Double) {
    let turn = nearestCount(from: first, to: end, looks: 64) {
      end > first ? $0 >= at : $0 <= at
    }
    #expect(turn == at)
    #expect(nearestCount(from: first, to: end, looks: 64) { _ in false } == nil)
    #expect(nearestCount(from: first, to: end, looks: 64) { _ in nil } == nil)
  }
}
