import Catalog
import Diagnostics
import Syntax
import Testing

@Suite struct CatalogTests {
  private let catalog = Catalog.standard

  private func ids(_ text: String) -> [String] { catalog.mentions(in: text).map(\.id) }

  @Test func everyEmbeddedFileIsReadWhole() throws {
    for file in Catalog.embeddedFiles() {
      let root = try PlainYAML.read(file.bytes, source: SourceID(0))
      let keys = file.bytes.split(separator: UInt8(ascii: "\n")).filter { line in
        line.first.map { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "#") } ?? false
      }
      #expect(root.entries.count == keys.count, "\(file.name)")
    }
    #expect(catalog.technologies.count > 200)
  }

  @Test func theFormIsKept() throws {
    let files = try Catalog.embeddedFiles()
      .filter { $0.name != "sources.yml" && $0.name != "rules.yml" }
      .map { try PlainYAML.read($0.bytes, source: SourceID(0)) }
    let (again, diagnostics) = Catalog().extended(by: files)
    #expect(diagnostics.map(\.message) == [])
    #expect(again.technologies.map(\.id) == catalog.technologies.map(\.id))
  }

  @Test func everyReferenceLeadsSomewhere() {
    for technology in catalog.technologies {
      for id in technology.contains + technology.requires + technology.runsOn + technology.beside {
        #expect(catalog[id] != nil, "\(technology.id) names \(id)")
      }
      let cited =
        technology.sources + technology.limits.map(\.source) + technology.lifecycle.map(\.source)
      for source in cited {
        #expect(catalog.sources[source] != nil, "\(technology.id) cites \(source)")
      }
      #expect(!technology.sources.isEmpty, "\(technology.id) cites nothing")
    }
  }

  @Test func noSpellingLeadsToTwoTechnologies() {
    var owners: [String: String] = [:]
    for technology in catalog.technologies {
      for name in technology.names + technology.exact {
        let known = owners.updateValue(technology.id, forKey: name.lowercased())
        #expect(known == nil || known == technology.id, "\(name): \(known ?? "")")
      }
    }
  }

  @Test func everySpellingIsFound() {
    for technology in catalog.technologies {
      for name in technology.names + technology.exact {
        #expect(ids("用\(name)的") == [technology.id], "\(name)")
      }
    }
  }

  @Test(arguments: [
    ("vSphere HA + DRS + FT", ["vsphere-ha", "drs", "vsphere-ft"]),
    ("HA", []), ("Master节点 (3个,HA)", []), ("Prometheus + Grafana", ["prometheus", "grafana"]),
    ("kubernetes", ["kubernetes"]), ("Kubernetesx", []), ("xKubernetes", []),
    ("K8s集群", ["kubernetes"]), ("vSphere8.0", ["vsphere"]), ("array of arrays", []),
    ("NSX-T (微分段安全)", ["nsx"]), ("NVIDIA A100 (8卡/节点)", ["nvidia-a100"]), ("A1000", []),
    ("GPU共享 (MIG/vGPU)", ["mig", "vgpu"]), ("Mixer (策略/遥测)", []),
    ("Istio Mixer", ["istio-mixer"]), ("", []), ("存储", []), ("flux capacitor", []),
  ])
  func mentionsAreWords(text: String, expected: [String]) { #expect(ids(text) == expected) }

  @Test func rangesAreThoseOfTheNames() {
    let text = "用Ceph RBD卷和etcd集群"
    let bytes = Array(text.utf8)
    let found = catalog.mentions(in: bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(found == ["Ceph RBD", "etcd集群"])
  }

  @Test func aProjectReplacesAnEntryAndAddsOne() throws {
    let text = """
      ceph:
        name: Our Ceph
        category: storage
        names: [Ceph, 存储一号]
      ours:
        name: Ours
        category: own
        colour: red
      broken:
        names: [x]
      """
    let root = try PlainYAML.read(Array(text.utf8), source: SourceID(0))
    let (extended, diagnostics) = catalog.extended(by: [root])
    #expect(extended["ceph"]?.name == "Our Ceph")
    #expect(extended.mentions(in: "存储一号").map(\.id) == ["ceph"])
    #expect(extended["ours"] != nil)
    #expect(extended["etcd"] != nil)
    #expect(diagnostics.count == 2)
  }

  @Test(arguments: [
    "a\n  b: c", "a: [b", "a: {b}", "a: \"b", "a: b\n   c: d", "- a", "a: [b] c", "a: \"\\n\"",
    "a:\n  - b\n  c: d", "a: [[[[[[[[b]]]]]]]]",
  ])
  func whatPlainYAMLDoesNotKnowItRefuses(text: String) {
    #expect(throws: PlainYAML.Failure.self) {
      try PlainYAML.read(Array(text.utf8), source: SourceID(0))
    }
  }
}
