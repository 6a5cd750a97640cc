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
    let files = Catalog.embeddedFiles().enumerated().map { index, file in
      SourceFile(id: SourceID(index), path: "catalog/" + file.name, bytes: file.bytes)
    }
    let (again, diagnostics) = Catalog().extended(by: files)
    #expect(diagnostics.map(\.message) == [])
    #expect(again.technologies.map(\.id) == catalog.technologies.map(\.id))
    #expect(again.rules.map(\.id) == catalog.rules.map(\.id))
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
    let file = SourceFile(id: SourceID(0), path: "catalog/own.yml", text: text)
    let (extended, diagnostics) = catalog.extended(by: [file])
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

/// A project's own rules and sources.
@Suite struct OwnRuleTests {
  private func extend(_ name: String, _ text: String) -> (catalog: Catalog, messages: [String]) {
    let file = SourceFile(id: SourceID(0), path: "catalog/" + name, text: text)
    let (catalog, diagnostics) = Catalog.standard.extended(by: [file], reserved: ["line-count"])
    #expect(diagnostics.allSatisfy { $0.id == "malformed-catalog" })
    return (catalog, diagnostics.map(\.message))
  }

  @Test func aRuleIsAddedAndOneReplaced() {
    let (catalog, messages) = extend(
      "rules.yml",
      """
      house-no-mongodb:
        form: needs
        of: [mongodb]
        any: [postgresql]
        severity: error
        says: we keep documents in PostgreSQL

      two-cnis:
        form: exclusive
        of: [calico, cilium]
        severity: error
        says: one network plug-in
      """)
    #expect(messages == [])
    #expect(catalog.rules.count == Catalog.standard.rules.count + 1)
    #expect(catalog.rules.last?.severity == .warning, "absence is never an error")
    #expect(catalog.rules.first { $0.id == "two-cnis" }?.severity == .error)
    #expect(catalog.additions != Catalog.standard.additions)
  }

  @Test(arguments: [
    ("a: { form: conflct, of: [etcd], with: [ceph], says: x }", "`conflct` is not known here"),
    ("a: { form: conflict, of: [etcd], says: x }", "a rule of the form `conflict` needs `with`"),
    (
      "a: { form: limit, of: [etcd], unit: 节点, says: x }",
      "a rule of the form `limit` needs `at-most` or `at-least`"
    ),
    ("a: { form: needs, of: [postgresq], any: [ceph], says: x }", "`postgresq` is not known here"),
    ("a: { form: needs, of: [etcd], any: [ceph], sys: x }", "`sys` is not known here"),
    ("a: { form: limit, of: [etcd], unit: 节点, at-most: many, says: x }", "`many` is not a number"),
    (
      "a: { form: label, of: [etcd], words: [x], since: soon, says: x }",
      "`soon` is not a date such as `2025-10-20`"
    ),
    (
      "a: { form: label, of: [etcd], words: [x], severity: eror, says: x }",
      "`eror` is not known here"
    ),
    (
      "line-count: { form: label, of: [etcd], words: [x], says: x }",
      "a rule has a name of its own, and `line-count` is one of docgen's findings"
    ),
    (
      "Big Name: { form: label, of: [etcd], words: [x], says: x }",
      "a rule's name is made of small letters, digits and hyphens, unlike `Big Name`"
    ),
    (
      "a: { form: label, of: [etcd], words: [x], sources: [nobody], says: x }",
      "`nobody` is not known here"
    ),
  ])
  func whatIsWrongIsSaid(text: String, message: String) {
    #expect(extend("rules.yml", text).messages.first == message)
  }

  @Test func aSourceLetsARuleBeAnError() {
    let files = [
      SourceFile(
        id: SourceID(0), path: "catalog/rules.yml",
        text: "a: { form: exclusive, of: [etcd, ceph], severity: error, says: x, sources: [book] }"),
      SourceFile(
        id: SourceID(1), path: "catalog/sources.yml", text: "book: { title: A book, grade: doc }"),
    ]
    let (catalog, diagnostics) = Catalog.standard.extended(by: files)
    #expect(diagnostics.map(\.message) == [])
    #expect(catalog.rules.last?.severity == .error)
  }

  @Test func ordinaryYAMLIsRead() {
    let (catalog, messages) = extend(
      "own.yml",
      """
      ours:
        name: >-
          Our
          thing
        category: 'own'
        names:
        - Our Thing
      """)
    #expect(messages == [])
    #expect(catalog["ours"]?.name == "Our thing")
  }

  @Test func aReferenceToNothingIsFound() {
    let (_, messages) = extend("own.yml", "ours: { name: Ours, category: own, requires: [etdc] }")
    #expect(messages == ["`etdc` is not known here"])
  }
}
