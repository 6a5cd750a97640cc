import Diagnostics
import Model
import Testing
import Verify

@Suite struct ScenarioMistakeTests {
  private func findings(_ change: (inout Fixture) -> Void) async -> [Diagnostic] {
    var fixture = Fixture()
    fixture.claim("可用性", "99.995%", "availability")
    change(&fixture)
    return await fixture.verify().model.diagnostics
  }

  private func assuming(
    _ change: (Fixture, inout [Scenario.Assumption]) -> Void
  ) async
    -> [Diagnostic]
  {
    await findings { fixture in
      var assumptions = fixture.assumptions
      change(fixture, &assumptions)
      fixture.scenario(assume: assumptions)
    }
  }

  @Test("misspelt names get their near miss")
  func names() async {
    let system = await findings { $0.scenario(system: "vsphere-sitepair") }
    #expect(system.map(\.id) == ["unknown-system"])
    #expect(system[0].message.contains("did you mean `vsphere-site-pair`"))
    let output = await findings { $0.scenario(claims: [("可用性", "availibility")]) }
    #expect(output.map(\.id) == ["unknown-output"])
    #expect(output[0].message.contains("did you mean `availability`"))
    let claim = await findings { $0.scenario(claims: [("可用率", "availability")]) }
    #expect(claim.map(\.id) == ["unbound-claim"])
    #expect(claim[0].message.contains("did you mean `可用性`"))
    let architecture = await findings { $0.scenario(from: "双站点") }
    #expect(architecture.map(\.id) == ["unknown-architecture"])
    let parameter = await assuming { fixture, all in
      all[0] = fixture.assumption("host.mtfb", [("value", "4 年")])
    }
    #expect(parameter.map(\.id) == ["unknown-parameter"])
    #expect(parameter[0].message.contains("did you mean `host.mtbf`"))
  }

  @Test("what resembles nothing is told where to look, and a unit what it may be")
  func help() async throws {
    let system = try #require(await findings { $0.scenario(system: "mainframe") }.first)
    #expect(system.id == "unknown-system" && !system.message.contains("did you mean"))
    #expect(system.notes.contains { $0.message.contains("`docgen systems`") })
    for (text, guess) in [
      ("24 hurs", "24 hours"), ("3 yeers", "3 years"), ("5 mnutes", "5 minutes"),
    ] {
      let found = await assuming { fixture, all in
        all[1] = fixture.assumption("host.repair", [("value", text)])
      }
      #expect(found.first?.message.contains("did you mean `\(guess)`?") == true, "\(text)")
    }
    let missing = try #require(
      await findings {
        $0.isTreeEmpty = true
        $0.text = $0.text.replacing("vSphere 双中心", with: "某系统 双中心")
        $0.scenario()
      }.first)
    #expect(missing.message.contains("`hosts`"))
    #expect(missing.notes.contains { $0.message.contains("the count of what names `ESXi`") })
  }

  @Test("a range lies within what its parameter can be")
  func limits() async {
    for (range, isBeyond) in [("50–120%", true), ("50–100%", false), ("0–99%", false)] {
      let found = await assuming { fixture, all in
        all.append(fixture.assumption("ft.coverage", [("value", "99%")], range: range))
      }
      #expect(found.map(\.id).contains("parameter-range") == isBeyond, "\(range)")
    }
  }

  @Test("values of the wrong unit, out of range or unreadable")
  func values() async {
    let unit = await assuming { fixture, all in
      all[0] = fixture.assumption("host.mtbf", [("value", "4 Gbps")])
    }
    #expect(unit.map(\.id) == ["wrong-dimension"])
    let range = await assuming { fixture, all in
      all.append(fixture.assumption("ft.coverage", [("value", "120%")]))
    }
    #expect(range.map(\.id) == ["parameter-range"])
    for fields in [
      [("value", "很久")], [("median", "3 分钟")], [("median", "8 分钟"), ("p95", "3 分钟")], [],
    ] {
      let unreadable = await assuming { fixture, all in
        all[2] = fixture.assumption("ha.restart", fields)
      }
      #expect(unreadable.map(\.id) == ["unreadable-value"])
    }
    let field = await assuming { fixture, all in
      all[2] = fixture.assumption("ha.restart", [("medain", "3 分钟"), ("p95", "8 分钟")])
    }
    #expect(field.map(\.id) == ["unknown-parameter"])
    #expect(field[0].message.contains("did you mean `median`"))
  }

  @Test("a value outside of its own plausible range")
  func ownRange() async {
    for (range, isFlagged) in [("20–50 年", true), ("12–50 年", false), ("5–12 年", false)] {
      let found = await assuming { fixture, all in
        all[0] = fixture.assumption("host.mtbf", [("value", "12 年")], range: range)
      }
      #expect(found.map(\.id).contains("contradictory-assumptions") == isFlagged, "\(range)")
    }
  }

  @Test("an assumption without source or kind, or of a kind that is none")
  func origins() async {
    let source = await assuming { fixture, all in
      all[0] = fixture.assumption("host.mtbf", [("value", "12 年")], source: nil)
    }
    #expect(source.map(\.id).contains("missing-source"))
    let kind = await assuming { fixture, all in
      all[0] = fixture.assumption("host.mtbf", [("value", "12 年")], kind: "litrature")
    }
    let finding = kind.first { $0.id == "unknown-assumption-kind" }
    #expect(finding?.message.contains("did you mean `literature`") == true)
  }

  @Test("what the tree says is not said again")
  func restated() async {
    for count in ["16", "12"] {
      let found = await assuming { fixture, all in
        all.append(fixture.assumption("hosts", [("value", count)]))
      }
      #expect(found.map(\.id).contains("restated-parameter"))
    }
  }

  @Test("an assumption that is the claim")
  func circular() async {
    let assumed = await assuming { fixture, all in
      all.append(fixture.assumption("availability", [("value", "99.995%")]))
    }
    #expect(assumed.map(\.id) == ["circular-assumption"])
    let answered = await findings { fixture in
      fixture.claim("RTO", "4 小时", "rto")
      fixture.scenario(claims: [("RTO", "rto")])
    }
    #expect(answered.map(\.id) == ["circular-assumption"])
  }

  @Test(
    "a tree without the needed component, a missing parameter, values that cannot hold together")
  func structure() async {
    let tree = await findings {
      $0.isTreeEmpty = true
      $0.text = $0.text.replacing("vSphere 双中心", with: "某系统 双中心")
      $0.scenario()
    }
    // The title of the fixture's tree still names vSphere; its components do not count hosts.
    #expect(tree.map(\.id) == ["missing-parameter"])
    let missing = await assuming { _, all in all.removeFirst() }
    #expect(missing.map(\.id) == ["missing-parameter"])
    #expect(missing[0].message.contains("`host.mtbf`"))
    let coverage = await assuming { fixture, all in
      all.append(fixture.assumption("ft", [("value", "yes")]))
    }
    #expect(coverage.map(\.id) == ["missing-parameter"])
    let impossible = await assuming { fixture, all in
      all.append(fixture.assumption("hosts.reserved", [("value", "16")]))
    }
    #expect(impossible.map(\.id) == ["contradictory-assumptions"])
  }

  @Test("a horizon that sees no event")
  func horizon() async {
    let found = await assuming { fixture, all in
      all.append(fixture.assumption("horizon", [("value", "1 年")]))
    }
    #expect(Set(found.map(\.id)) == ["short-horizon"])
  }

  @Test("FT beside SR-IOV is judged without FT, and said so")
  func excluded() async {
    let found = await findings { fixture in
      fixture.features = ["vSphere FT: 核心交易VM", "SR-IOV: 交易网络直通物理网卡"]
      fixture.scenario()
    }
    #expect(found.map(\.id).contains("excluded-mechanism"))
    #expect(!found.map(\.id).contains("missing-parameter"))
  }

  @Test("an output of another dimension than the claim's")
  func dimensions() async {
    let found = await findings { $0.scenario(claims: [("可用性", "downtime-per-year")]) }
    #expect(found.map(\.id) == ["wrong-dimension"])
  }

  @Test("two scenarios of one name")
  func duplicates() async {
    let found = await findings { fixture in
      fixture.scenario()
      fixture.scenarios.append(fixture.scenarios[0])
    }
    #expect(found.map(\.id).contains("duplicate-scenario"))
  }
}
