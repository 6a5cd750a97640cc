import Catalog
import Diagnostics
import Extract
import Foundation
import Model
import Syntax
import TestSupport
import Testing

/// Trees of the reference collection against labels that people gave by reading them.
@Suite struct GoldTreeTests {
  struct Label {
    let path: String
    let line: Int
    let hash: String
    let roots: Int
    let components: Int
    let depths: Int
    let kind: String
  }

  static let labels: [Label] = {
    let url = packageRoot.appendingPathComponent("Tests/Gold/trees.tsv")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { row in
      let fields = row.split(separator: "\t").map(String.init)
      guard fields.count == 7, let line = Int(fields[1]), let roots = Int(fields[3]),
        let components = Int(fields[4]), let depths = Int(fields[5])
      else { return nil }
      return Label(
        path: fields[0], line: line, hash: fields[2], roots: roots, components: components,
        depths: depths, kind: fields[6])
    }
  }()

  static func hash(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }

  @Test(.enabled(if: shared("corpus") != nil, "the reference collection is absent"))
  func readsTreesAsPeopleDo() throws {
    let root = try #require(shared("corpus"))
    #expect(Self.labels.count >= 40)
    var seen = 0
    var wanted = 0
    var found = 0
    var kinds = 0
    var right = 0
    for (path, labels) in Dictionary(grouping: Self.labels, by: \.path) {
      let bytes = Array(try Data(contentsOf: root.appendingPathComponent(path)))
      let document = parse(SourceFile(id: SourceID(0), path: path, bytes: bytes))
      let draft = extract(document, catalog: .standard)
      let lines = LineTable(document.source)
      for label in labels {
        let start = lines.range(ofLine: label.line).lowerBound
        let block = try #require(
          document.nodes.indices.first {
            document.nodes[$0].kind == .codeBlock && Int(document.nodes[$0].start) == start
          })
        let literal = document.nodes[block].literal
        var text = Array(document.literals[literal])
        while text.last == 10 { text.removeLast() }
        guard Self.hash(text) == label.hash else { continue }
        seen += 1
        let tree = BoxTree(
          DiagramText(id: SourceID(0), text: String(decoding: text, as: UTF8.self)))
        let kind =
          draft.architectures.first { $0.span.start == start }?.kind
          ?? draft.codeBlocks.first { $0.span.start == start }?.figure ?? .other
        #expect(
          tree.roots.count == label.roots && tree.nodes.count == label.components
            && tree.nodes.reduce(0) { $0 + $1.depth } == label.depths,
          "\(path):\(label.line) \(tree.roots.count) \(tree.nodes.count)")
        if label.kind == "fileListing" || label.kind == "-architecture" {
          if label.kind == "fileListing" { #expect(kind != .architecture, "\(path):\(label.line)") }
        } else {
          wanted += label.components
          found +=
            kind == .architecture || label.kind == "?" || label.kind == "relationTree"
            ? min(label.components, tree.nodes.count) : 0
        }
        guard label.kind != "?" else { continue }
        kinds += 1
        let isRight =
          label.kind == "-architecture" ? kind != .architecture : kind.rawValue == label.kind
        if isRight { right += 1 } else { print("kind:", path, label.line, kind, label.kind) }
      }
    }
    #expect(seen >= 40)
    #expect(Double(found) >= 0.95 * Double(wanted), "\(found) of \(wanted)")
    #expect(Double(right) >= 0.9 * Double(kinds), "\(right) of \(kinds)")
    print("gold trees: \(seen), components \(found)/\(wanted), kinds \(right)/\(kinds)")
  }
}
