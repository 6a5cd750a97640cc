import Foundation
import Model
import Mustache
import Quantities
import Render
import TestSupport
import Testing

/// The names that a template uses, `ui.search` whole, without those of its partials.
private func names(in template: String) -> Set<String> {
  var names: Set<String> = []
  var rest = template[...]
  while let open = rest.range(of: "{{") {
    rest = rest[open.upperBound...]
    guard let close = rest.range(of: "}}") else { break }
    let tag = rest[..<close.lowerBound].trimmingCharacters(
      in: CharacterSet(charactersIn: "{}#^/& "))
    if !tag.hasPrefix("!") { names.insert(tag) }
    rest = rest[close.upperBound...]
  }
  return names
}

/// The classes of the elements of some markup.
private func classes(in markup: Substring) -> [String] {
  markup.split(separator: " class=\"").dropFirst()
    .flatMap { $0.prefix { $0 != "\"" }.split(separator: " ").map(String.init) }
}

@Suite struct ThemeTests {
  @Test(arguments: SiteTheme.Template.allCases)
  func `a template parses and names only what its pages offer`(
    _ template: SiteTheme.Template
  ) throws {
    let bytes = try #require(ThemeFiles().files["templates/\(template.rawValue).mustache"])
    let text = String(decoding: bytes, as: UTF8.self)
    _ = try MustacheTemplate(string: text)
    let constants = SiteTheme.constants(title: "", language: .en)
    let offered = Set(template.slots.map(\.name)).union(constants.keys)
    for name in names(in: text) {
      if name.hasPrefix("ui.") {
        #expect(Phrase(rawValue: String(name.dropFirst(3))) != nil, "\(name)")
      } else {
        #expect(offered.contains(name), "\(name)")
      }
    }
  }

  @Test(arguments: SiteTheme.Template.allCases)
  func `a template uses every slot, unescaped, for slots hold HTML`(
    _ template: SiteTheme.Template
  ) throws {
    let bytes = try #require(ThemeFiles().files["templates/\(template.rawValue).mustache"])
    let text = String(decoding: bytes, as: UTF8.self)
    for slot in template.slots { #expect(text.contains("{{{\(slot.name)}}}"), "\(slot.name)") }
  }

  @Test func `every phrase is said in both languages`() {
    for phrase in Phrase.allCases {
      let label = Phrase.labels[phrase]
      #expect(label != nil, "\(phrase)")
      #expect(label?.zh.isEmpty == false && label?.en.isEmpty == false, "\(phrase)")
    }
  }

  @Test func `the embedded theme is the folder`() throws {
    let folder = packageRoot.appendingPathComponent("site")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".mustache") || $0.hasSuffix(".css") || $0.hasSuffix(".js")
        || $0.hasSuffix(".svg")
    }
    let embedded = ThemeFiles.embedded
    #expect(Set(embedded.keys) == Set(names))
    for name in names {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
      let isSame = embedded[name] == Array(bytes)
      #expect(isSame, "\(name)")
    }
  }

  /// A style sheet's size for a class replaces the sizes that a drawing states, which are its data.
  @Test func `no style sets the size or the place of a part of a drawing`() throws {
    let drawn = Set(
      Sample.pages().filter { $0.path.hasSuffix(".html") }.flatMap { page in
        String(decoding: page.bytes, as: UTF8.self).split(separator: "<svg id=").dropFirst()
          .flatMap { svg in
            classes(in: svg[..<(svg.range(of: "</svg>")?.lowerBound ?? svg.endIndex)])
          }
      })
    #expect(drawn.contains("bar") && drawn.contains("region"))
    let geometry: Set = ["width", "height", "x", "y", "rx", "ry", "r", "cx", "cy", "d"]
    let bytes = try #require(ThemeFiles.embedded["docgen.css"])
    for rule in String(decoding: bytes, as: UTF8.self).split(separator: "}") {
      let parts = rule.split(separator: "{")
      guard let properties = parts.last, parts.count > 1 else { continue }
      let set = properties.split(separator: ";").compactMap {
        $0.split(separator: ":").first?.trimmingCharacters(in: .whitespacesAndNewlines)
      }
      guard !geometry.isDisjoint(with: set) else { continue }
      for selector in parts[parts.count - 2].split(separator: ",") {
        let subject = selector.split(whereSeparator: { " >+~\n".contains($0) }).last ?? ""
        guard subject.first == "." else { continue }
        let name = subject.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        #expect(!drawn.contains(String(name)), "\(selector) has \(properties)")
      }
    }
  }

  @Test func `a project's file takes the place of the embedded one`() {
    let files = ThemeFiles(overrides: ["docgen.css": Array("body{}".utf8), "extra.css": []])
    #expect(files.files["docgen.css"] == Array("body{}".utf8))
    #expect(files.files["extra.css"] == [])
    #expect(files.files["docgen.js"] == ThemeFiles.embedded["docgen.js"])
  }
}
