import Simulate
import Systems
import Testing

@Suite struct CephDomainTests {
  private let system = SystemDefinition.cephPool

  private func pool(racks: Int, replicas: Int = 3, fill: Double = 0.6) -> Inputs {
    system.exampleInputs.setting("domain", to: .choice("rack"))
      .setting("racks", to: .number(Double(racks))).setting("nodes", to: .number(12))
      .setting("disks", to: .number(5)).setting("replicas", to: .number(Double(replicas)))
      .setting("fill", to: .number(fill)).setting("encryption.cost", to: .number(0))
  }

  private func answer(_ output: String, _ inputs: Inputs) -> Double? {
    system.output(output)?.analytic(inputs)
  }

  @Test("three racks with three replicas do not heal, four do, and the host is the default")
  func healing() {
    #expect(answer("domains-healed", pool(racks: 3)) == 0)
    #expect(answer("domain-healing", pool(racks: 3)) == 0)
    #expect(answer("domain-recovery-time", pool(racks: 3)) == nil)
    #expect(answer("domain-usable-capacity", pool(racks: 3)) == 0)
    #expect(answer("domains-healed", pool(racks: 4)) == 1)
    #expect(answer("domain-healing", pool(racks: 4)) == 1)
    // There is a place, and no room: 0.7 of four racks is more than 0.9 of three.
    #expect(answer("domains-healed", pool(racks: 4, fill: 0.7)) == 0)
    let hosts = pool(racks: 3).setting("domain", to: .choice("host"))
    #expect(answer("domains-healed", hosts) == 4)
    #expect(answer("domains-healed", hosts) == answer("domains-healed", pool(racks: 12)))
  }

  @Test("what a lost rack leaves to copy is what a placement of the groups has there")
  func placement() throws {
    let (racks, nodes, disks, groups) = (6, 12, 5, 6_000)
    let inputs = pool(racks: racks)
    var stream = RandomStream(seed: 8, name: "groups")
    var (inLostRack, places) = (0, Set<Int>())
    for _ in 0..<groups {
      var chosen: [Int] = []
      while chosen.count < 3 {
        let rack = stream.index(below: racks)
        if !chosen.contains(rack) { chosen.append(rack) }
      }
      guard chosen.contains(0) else { continue }
      inLostRack += 1
      places.formUnion((1..<racks).filter { !chosen.contains($0) })
    }
    // Every rack that is left takes part, each group has one to three places to go to.
    #expect(places.count == racks - 1)
    let raw = Double(nodes * disks) * inputs.number("disk.size")
    let size = raw * inputs.number("fill") / Double(groups * 3)
    let left = Double(nodes * disks) * Double(racks - 1) / Double(racks)
    let expected = Double(inLostRack) * size / (left * inputs.number("recovery.rate"))
    let time = try #require(answer("domain-recovery-time", inputs))
    #expect(abs((time - inputs.number("down.out")) / expected - 1) < 0.03)
  }

  @Test("with as many racks as replicas a disk is rebuilt within its own rack only")
  func ownRack() throws {
    // A group of each other rack's replicas leaves four nodes of five disks, less the one that failed.
    let narrow = try #require(answer("recovery-time", pool(racks: 3)))
    let inputs = pool(racks: 3)
    let data = inputs.number("disk.size") * inputs.number("fill")
    let expected = inputs.number("down.out") + data / (19 * inputs.number("recovery.rate"))
    #expect(abs(narrow / expected - 1) < 1e-12)
    let wide = try #require(answer("recovery-time", pool(racks: 4)))
    #expect(wide < narrow)
    let single = pool(racks: 12, replicas: 10).setting("nodes", to: .number(10))
      .setting("racks", to: .number(10)).setting("disks", to: .number(1))
    #expect(answer("recovery-time", single) == nil)
    #expect(answer("durability", single).map { $0 > 0 && $0 < 1 } == true)
  }

  @Test("racks are asked for where they are the failure domain")
  func problems() {
    let missing = pool(racks: 3).setting("racks", to: nil)
    #expect(system.problems(missing).map(\.kind) == [.missing])
    #expect(system.problems(pool(racks: 2)).map(\.kind) == [.contradiction])
    #expect(system.problems(pool(racks: 13)).map(\.kind) == [.contradiction])
  }
}
