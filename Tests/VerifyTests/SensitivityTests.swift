import Model
import Quantities
import Systems
import Testing
import Verify

/// Where verdicts turn, held against the model that is asked with the value itself.
@Suite struct SensitivityTests {
  @Test("a share is followed up to its end, and a value is looked for from zero")
  func ends() {
    // The condition turns between the last step and the end of what is known.
    let turn = nearestTurn(step: 0.1, most: 12, growth: 1.15, halvings: 40) {
      $0 > 1 ? nil : $0 > 0.97
    }
    #expect(abs((turn ?? 0) - 0.97) < 0.01)
    #expect(
      nearestTurn(step: 0.1, most: 12, growth: 1.15, halvings: 40) { $0 > 1 ? nil : false } == nil)
  }
}
