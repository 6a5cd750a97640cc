import Diagnostics
import Model
import Simulate
import Systems
import Testing
import Verify

/// Mistakes between the two designs of a pair, and in what is counted and seen.
@Suite struct DesignMistakeTests {
  /// A scenario over all required parameters, of which `moved` stands on one side only.
  private func findings(
    _ system: SystemDefinition, moved: String, isBefore: Bool
  ) async -> [Diagnostic] {
    var fixture = Fixture()
    fixture.claim("可用性", "99.995%", "availability")
    func assumption(_ parameter: Parameter) -> Scenario.Assumption {
      var fields: [(String, String)] = []
      for part in parameter.example.split(separator: ";") {
        let words = part.split(separator: " ").map { String($0) }
        let isNamed = words.count > 1 && parameter.fields.contains(words[0])
        fields.append(
          isNamed
            ? (words[0], words.dropFirst().joined(separator: " "))
            : ("value", words.joined(separator: " ")))
      }
      return fixture.assumption(parameter.name, fields)
    }
    let required = system.parameters.filter { $0.presence == .required }
    let side = required.filter { $0.name == moved }.map(assumption)
    fixture.scenario(
      system: system.name, from: nil,
      assume: required.filter { $0.name != moved }.map(assumption),
      before: isBefore ? side : [], after: isBefore ? [] : side,
      claims: system.outputs.map { ("可用性", $0.name) })
    return await fixture.verify().model.diagnostics
  }

  @Test(
    "a required parameter that only one design has is a finding", arguments: SystemDefinition.all)
  func oneSided(_ system: SystemDefinition) async {
    for parameter in system.parameters where parameter.presence == .required {
      for isBefore in [true, false] {
        let found = await findings(system, moved: parameter.name, isBefore: isBefore)
        #expect(
          found.contains {
            $0.id == "missing-parameter" && $0.message.contains("`\(parameter.name)`")
              && $0.message.contains(isBefore ? "only `before`" : "only `after`")
          }, "\(system.name) \(parameter.name)")
      }
    }
  }

  @Test("nothing is calibrated to a before that no claim states")
  func uncalibrated() async {
    var fixture = Fixture()
    fixture.claim("可用性", "99.995%", "availability")
    fixture.scenario(calibrate: "host.mtbf")
    let found = await fixture.verify()
    #expect(found.kinds == ["uncalibrated"])
    #expect(found.judgement("claim-0") == nil)
  }

  @Test("few events widen the interval; none bound a share and leave another figure open")
  func events() {
    let none = SeenEvents([Double](repeating: 0, count: 100))
    let flat = Tally([Double](repeating: 0, count: 100)).estimate()
    #expect(none.isUnseen && none.missingFactor > 50)
    #expect(abs(none.widened(flat, isShare: true).halfWidth - 0.0299573) < 1e-6)
    #expect(none.widened(flat, isShare: false).halfWidth == .infinity)
    let values = [Double](repeating: 0, count: 96) + [1, 2, 3, 4]
    let few = SeenEvents(values)
    let estimate = Tally(values).estimate()
    #expect(few.count == 4 && few.missingFactor > 10)
    let widened = few.widened(estimate, isShare: false)
    #expect(abs(widened.halfWidth / estimate.halfWidth - 1.592) < 1e-3)
    let many = SeenEvents((0..<100).map { Double($0) })
    #expect(many.missingFactor == 1)
    #expect(many.widened(estimate, isShare: false) == estimate)
    // A figure that chance does not touch is no rare event.
    #expect(SeenEvents([Double](repeating: 7, count: 100)).missingFactor == 1)
  }

  @Test("a control plane without elections is the binomial, to the last digits")
  func quorum() throws {
    let inputs = Inputs([
      "members": .number(3), "member.mtbf": .law(.exponential(mean: 8_760 * 3_600)),
      "member.repair": .law(.constant(4 * 3_600)), "horizon": .number(1e9),
    ])
    let output = try #require(SystemDefinition.quorumControlPlane.output("downtime-per-year"))
    let down = 4.0 / 8_764
    let truth = (3 * down * down * (1 - down) + down * down * down) * 365 * 86_400
    let answer = try #require(output.exactly(inputs))
    #expect(abs(answer - truth) <= 1e-9 * truth)
    let varied = inputs.setting("election", to: .law(.uniform(2, 4)))
    #expect(output.exactly(varied) == nil)
  }
}
