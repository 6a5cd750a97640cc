import Diagnostics
import Model
import Syntax

/// Reads the Kubernetes objects of a fence in YAML: those with an `apiVersion` and a `kind`.
///
/// It reads lines, not YAML: what a line-by-line reader does not understand (anchors, templates, text
/// in blocks) is passed over, so that a fence with holes in it still gives what it says. The reader of
/// scenarios cannot stand in for it: to a YAML parser `{{ .Values.replicas }}`, an ellipsis or one line
/// that is cut off makes the whole document none, and what documents show is seldom whole. O(bytes ×
/// nesting), and nesting is bounded.
func readManifests(_ document: Document, _ block: NodeIndex, language: String) -> [Manifest] {
  guard ["yaml", "yml", "", "k8s", "kubernetes"].contains(language) else { return [] }
  let (bytes, range) = document.literals.located(document.nodes[block].literal)
  guard bytes.find("apiVersion:", in: range) != nil, bytes.find("kind:", in: range) != nil else {
    return []
  }
  var reader = ManifestReader(id: document.source.id)
  for line in document.codeBody(of: block).lines {
    let place =
      (range.lowerBound + line.literal.lowerBound)..<(range.lowerBound + line.literal.upperBound)
    reader.read(bytes, place, sourceEnd: line.source.upperBound)
  }
  reader.finish()
  return reader.manifests
}

private struct ManifestReader {
  private struct Frame {
    let indent: Int
    let path: String
    let isItem: Bool
  }

  let id: SourceID
  private(set) var manifests: [Manifest] = []
  private var frames: [Frame] = []
  private var items: [String: Int] = [:]
  private var fields: [Manifest.Field] = []

  /// Where each key stands first, by its path.
  private var keys: [String: Span] = [:]
  private var repeatedKeys: [Manifest.RepeatedKey] = []

  /// The keys that stand again as another choice, below a comment or with one behind them.
  private var choices: [String] = []

  /// Whether a comment stands right above.
  private var isBelowComment = false

  /// Whether templates choose among the lines.
  private var isTemplate = false

  /// The column of the key whose text block is being passed over.
  private var blockIndent: Int?

  init(id: SourceID) { self.id = id }

  mutating func finish() {
    let kind = fields.first { $0.path == "kind" }?.value.value
    if let kind, !kind.isEmpty, fields.contains(where: { $0.path == "apiVersion" }) {
      let name = fields.first { $0.path == "metadata.name" }?.value.value ?? ""
      manifests.append(
        Manifest(
          kind: kind, name: name, fields: fields, repeatedKeys: isTemplate ? [] : repeatedKeys))
    }
    frames = []
    items = [:]
    fields = []
    keys = [:]
    choices = []
    repeatedKeys = []
    isTemplate = false
    blockIndent = nil
  }

  /// - Parameter sourceEnd: where the line's last byte stands in the source.
  mutating func read(_ bytes: [UInt8], _ line: Range<Int>, sourceEnd: Int) {
    var start = line.lowerBound
    while start < line.upperBound, bytes[start] == 0x20 { start += 1 }
    guard start < line.upperBound, bytes[start] != 0x0D else { return }
    if bytes[start] == UInt8(ascii: "#") {
      isBelowComment = true
      return
    }
    defer { isBelowComment = false }
    if bytes.find("{{", in: start..<line.upperBound) != nil { isTemplate = true }
    if bytes.has("...", at: start), start == line.lowerBound { return finish() }
    if bytes.has("---", at: start), start == line.lowerBound { return finish() }
    var indent = start - line.lowerBound
    if let block = blockIndent {
      if indent > block { return }
      blockIndent = nil
    }
    while start < line.upperBound, bytes[start] == UInt8(ascii: "-") {
      let isBare = start + 1 == line.upperBound || bytes[start + 1] == 0x0D
      guard isBare || bytes[start + 1] == 0x20, frames.count < 32 else { return }
      while let last = frames.last, last.indent > indent || last.indent == indent && last.isItem {
        frames.removeLast()
      }
      let parent = frames.last?.path ?? ""
      let number = items[parent, default: 0]
      items[parent] = number + 1
      frames.append(Frame(indent: indent, path: "\(parent)[\(number)]", isItem: true))
      let dash = start
      start += 1
      while start < line.upperBound, bytes[start] == 0x20 { start += 1 }
      indent += start - dash
    }
    guard start < line.upperBound else { return }
    guard let colon = colon(bytes, start..<line.upperBound) else {
      if let item = frames.last, item.isItem {
        if "|>".utf8.contains(bytes[start]) { blockIndent = item.indent }
        add(item.path, bytes, start..<line.upperBound, line, sourceEnd)
      }
      return
    }
    while let last = frames.last, last.indent >= indent { frames.removeLast() }
    guard frames.count < 32 else { return }
    let key = unquoted(bytes, bytes.trimmed(start..<colon))
    let parent = frames.last?.path ?? ""
    let path = parent.isEmpty ? bytes.string(key) : "\(parent).\(bytes.string(key))"
    note(path, bytes, key, line, sourceEnd)
    let value = scalar(bytes, bytes.trimmed((colon + 1)..<line.upperBound))
    frames.append(Frame(indent: indent, path: path, isItem: false))
    items[path] = 0
    guard let first = value.isEmpty ? nil : bytes[value.lowerBound] else { return }
    switch first {
    case UInt8(ascii: "|"), UInt8(ascii: ">"): blockIndent = indent
    // A text in quotation marks goes on over the next lines.
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if bytes[value].dropFirst().firstIndex(of: first) == nil { blockIndent = indent }
      add(path, bytes, value, line, sourceEnd)
    case UInt8(ascii: "{"): addFlow(path, bytes, value, line, sourceEnd)
    default: add(path, bytes, value, line, sourceEnd)
    }
  }

  /// Notes a key, or that it stands in its mapping again. A second `apiVersion` begins another object.
  private mutating func note(
    _ path: String, _ bytes: [UInt8], _ key: Range<Int>, _ line: Range<Int>, _ sourceEnd: Int
  ) {
    let shift = sourceEnd - line.upperBound
    let start = max(0, key.lowerBound + shift)
    let place = Span(id, start..<max(start, key.upperBound + shift))
    guard let first = keys[path] else {
      // A part of another object may stand above.
      if path == "apiVersion", keys["spec"] != nil || keys["metadata"] != nil { finish() }
      keys[path] = place
      return
    }
    if path == "apiVersion" {
      let isApart = isBelowComment
      finish()
      keys[path] = place
      if isApart { return }
    } else if isBelowComment || path == "<<" || path.hasSuffix(".<<")
      || offersChoice(bytes, key.upperBound..<line.upperBound)
    {
      if choices.count < 32 { choices.append(path + ".") }
      return
    } else if choices.contains(where: path.hasPrefix) {
      return
    }
    guard repeatedKeys.count < 32 else { return }
    repeatedKeys.append(Manifest.RepeatedKey(path: path, place: place, first: first))
  }

  /// Whether a comment behind a value tells of another choice: `# 方案二`, `# or`.
  private func offersChoice(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard let comment = bytes.find(" #", in: range) else { return false }
    let text = bytes.string(comment..<range.upperBound).lowercased()
    return ["方案", "选项", "或", " or", "option", "alternativ"].contains(where: text.contains)
  }

  /// A colon that ends a key: before a space or at the end, and outside quotation marks.
  private func colon(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var quote: UInt8?
    for offset in range {
      let byte = bytes[offset]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "#") {
        return nil
      } else if byte == UInt8(ascii: ":") {
        let next = offset + 1 < range.upperBound ? bytes[offset + 1] : 0x20
        if next == 0x20 || next == 0x0D { return offset }
      }
    }
    return nil
  }

  /// A value without the comment after it.
  private func scalar(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    guard let first = range.isEmpty ? nil : bytes[range.lowerBound] else { return range }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let body = (range.lowerBound + 1)..<range.upperBound
      let end = bytes[body].firstIndex(of: first) ?? range.upperBound
      return range.lowerBound..<min(end + 1, range.upperBound)
    }
    if first == UInt8(ascii: "#") { return range.lowerBound..<range.lowerBound }
    guard let comment = bytes.find(" #", in: range) else { return range }
    return bytes.trimmed(range.lowerBound..<comment)
  }

  private func unquoted(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    guard range.count >= 2, let first = bytes[range].first, bytes[range].last == first,
      first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
    else { return range }
    return (range.lowerBound + 1)..<(range.upperBound - 1)
  }

  private mutating func add(
    _ path: String, _ bytes: [UInt8], _ value: Range<Int>, _ line: Range<Int>, _ sourceEnd: Int
  ) {
    let body = unquoted(bytes, scalar(bytes, bytes.trimmed(value)))
    guard !body.isEmpty, fields.count < 4096 else { return }
    let shift = sourceEnd - line.upperBound
    let start = max(0, body.lowerBound + shift)
    let span = Span(id, start..<max(start, body.upperBound + shift))
    fields.append(Manifest.Field(path: path, value: Located(bytes.string(body), at: span)))
  }

  /// The pairs of a mapping in braces on one line, and of those within it.
  private mutating func addFlow(
    _ path: String, _ bytes: [UInt8], _ value: Range<Int>, _ line: Range<Int>, _ sourceEnd: Int,
    depth: Int = 0
  ) {
    let value = scalarFlow(bytes, value)
    guard bytes[value].last == UInt8(ascii: "}"), value.count >= 2, depth < 4 else { return }
    let body = (value.lowerBound + 1)..<(value.upperBound - 1)
    // A template's braces are no mapping.
    guard bytes.find("{{", in: body) == nil, bytes[body].first != UInt8(ascii: "{") else { return }
    var start = body.lowerBound
    var level = 0
    for offset in body.lowerBound...body.upperBound {
      let isEnd = offset == body.upperBound
      if !isEnd {
        if bytes[offset] == UInt8(ascii: "{") || bytes[offset] == UInt8(ascii: "[") { level += 1 }
        if bytes[offset] == UInt8(ascii: "}") || bytes[offset] == UInt8(ascii: "]") { level -= 1 }
      }
      guard isEnd || (level == 0 && bytes[offset] == UInt8(ascii: ",")) else { continue }
      let part = start..<offset
      start = offset + 1
      guard let colon = bytes[part].firstIndex(of: UInt8(ascii: ":")) else { continue }
      let key = bytes.string(unquoted(bytes, bytes.trimmed(part.lowerBound..<colon)))
      let inner = bytes.trimmed((colon + 1)..<part.upperBound)
      if !inner.isEmpty, bytes[inner.lowerBound] == UInt8(ascii: "{") {
        addFlow("\(path).\(key)", bytes, inner, line, sourceEnd, depth: depth + 1)
      } else {
        add("\(path).\(key)", bytes, inner, line, sourceEnd)
      }
    }
  }

  /// A mapping in braces without the comment after it.
  private func scalarFlow(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    guard let comment = bytes.find(" #", in: range) else { return range }
    return bytes.trimmed(range.lowerBound..<comment)
  }
}
