import Quantities
import Testing
import Verify

@Suite struct AnswerWordingTests {
  @Test func `a figure and its half-width are in one unit`() {
    #expect(shown(1578, 48, .time, in: .en) == "26.3 min ± 0.8 min")
    #expect(shown(0, 48, .time, in: .en) == "0 s ± 48 s")
    #expect(shown(0.999, 0.0001, .ratio, in: .zh) == "99.9% ± 0.01%")
    #expect(shown(1578, 0, .time, in: .zh) == "26.3 分钟")
  }
}
