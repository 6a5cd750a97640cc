import CCMark
import Diagnostics
import Foundation
import Syntax
import TestSupport

func parsed(_ text: String) -> Document {
  parse(SourceFile(id: SourceID(0), path: "a.md", text: text))
}

func parsed(_ bytes: [UInt8]) -> Document {
  parse(SourceFile(id: SourceID(0), path: "a.md", bytes: bytes))
}

/// The tree of cmark's own making and rendering, the oracle of our HTML.
///
/// It has footnotes and all extensions, whatever the text holds, but for strikethrough, which only one text at a time may
/// have: a text with its sign is read as ours is.
func cmarkHTML(_ bytes: [UInt8], unsafe: Bool) -> String {
  let options = CMARK_OPT_FOOTNOTES | (unsafe ? CMARK_OPT_UNSAFE : 0)
  return bytes.withUnsafeBufferPointer { buffer in
    // The first tree registers the extensions.
    guard let tree = CMarkTree(buffer) else { return "" }
    if bytes.contains(UInt8(ascii: "~")) { return tree.withRoot { rendered($0, options) } }
    guard let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES) else { return "" }
    defer { cmark_parser_free(parser) }
    for name in CMarkTree.extensionNames where name != "strikethrough" {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    buffer.withMemoryRebound(to: CChar.self) {
      if let start = $0.baseAddress { cmark_parser_feed(parser, start, $0.count) }
    }
    guard let root = cmark_parser_finish(parser) else { return "" }
    defer { cmark_node_free(root) }
    return rendered(root, options)
  }
}

private func rendered(_ root: OpaquePointer, _ options: Int32) -> String {
  let memory = cmark_get_default_mem_allocator()
  guard let html = cmark_render_html_with_mem(root, options, nil, memory) else { return "" }
  defer { free(html) }
  return String(cString: html)
}

func ownHTML(_ bytes: [UInt8], unsafe: Bool, dialect: Dialect = .gfm) -> String {
  let source = SourceFile(id: SourceID(0), path: "a.md", bytes: bytes)
  let html = parse(source, dialect: dialect).html(options: .cmark(unsafe: unsafe))
  return String(decoding: html, as: UTF8.self)
}

/// A small generator of reproducible randomness.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { bound <= 0 ? 0 : Int(next() % UInt64(bound)) }
}

struct SpecExample {
  let line: Int
  let kind: String
  let markdown: String
  let html: String
}

/// The examples of a specification in the format of cmark's tests; none when it is absent.
func specExamples(_ name: String) throws -> [SpecExample] {
  guard let url = shared("conformance/" + name) else { return [] }
  let text = try String(contentsOf: url, encoding: .utf8)
  let fence = String(repeating: "`", count: 32)
  var examples: [SpecExample] = []
  var current: (line: Int, kind: String, parts: [[Substring]])?
  for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    if let open = current {
      if line == fence {
        let parts = open.parts.map { lines in
          lines.map { $0.replacing("→", with: "\t") + "\n" }.joined()
        }
        examples.append(
          SpecExample(
            line: open.line, kind: open.kind, markdown: parts[0],
            html: parts.count > 1 ? parts[1] : ""))
        current = nil
      } else if line == ".", open.parts.count == 1 {
        current?.parts.append([])
      } else {
        current?.parts[open.parts.count - 1].append(line)
      }
    } else if line.hasPrefix(fence + " example") {
      let kind = line.dropFirst(fence.count + " example".count).trimmingCharacters(in: .whitespaces)
      current = (number + 1, kind, [[]])
    }
  }
  return examples
}

/// The Markdown files of the real documents; none when they are absent.
func corpusFiles() -> [URL] {
  guard let root = shared("corpus/formal_container"),
    let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
  else { return [] }
  return walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "md" }
    .sorted { $0.path < $1.path }
}
