import Diagnostics

/// The YAML between `---` lines at the very beginning of a file.
///
/// A thematic break looks the same, so it counts only when the next line, comments aside, begins a
/// mapping.
struct FrontMatter {
  /// All of it, with both lines and the line ending after the second.
  let range: Range<Int>
  let mapping: YAMLNode?
  let diagnostics: [Diagnostic]

  init?(in source: SourceFile) {
    let bytes = source.bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = FrontMatter.line(bytes, at: start), FrontMatter.isFence(bytes, first.text)
    else { return nil }
    var at = first.next
    var begins: Bool?
    while let line = FrontMatter.line(bytes, at: at) {
      if FrontMatter.isFence(bytes, line.text) || FrontMatter.isDots(bytes, line.text) {
        guard begins == true else { return nil }
        let text = source.text(first.next..<at)
        let (node, diagnostics) = parseYAML(text, in: source, at: first.next)
        range = 0..<line.next
        // The front matter of a template is made into YAML before anything reads it.
        self.diagnostics = text.contains("{{") || text.contains("{%") ? [] : diagnostics
        if case .mapping = node { mapping = node } else { mapping = nil }
        return
      }
      if begins == nil { begins = FrontMatter.beginsMapping(bytes, line.text) }
      if begins == false { return nil }
      at = line.next
    }
    return nil
  }

  private static func line(_ bytes: [UInt8], at start: Int) -> (text: Range<Int>, next: Int)? {
    guard start < bytes.count else { return nil }
    let newline = bytes[start...].firstIndex(of: 0x0A)
    var end = newline ?? bytes.count
    while end > start, bytes[end - 1] == 0x0D || bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 {
      end -= 1
    }
    return (start..<end, newline.map { $0 + 1 } ?? bytes.count)
  }

  private static func isFence(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    line.count == 3 && bytes[line].allSatisfy { $0 == 0x2D }
  }

  private static func isDots(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    line.count == 3 && bytes[line].allSatisfy { $0 == 0x2E }
  }

  /// Whether a line begins a mapping; nil where it may be followed by one that does.
  private static func beginsMapping(_ bytes: [UInt8], _ line: Range<Int>) -> Bool? {
    guard let first = bytes[line].first else { return false }
    if first == 0x23 { return nil }
    guard first != 0x2D, let colon = bytes[line].firstIndex(of: 0x3A), colon > line.lowerBound
    else { return false }
    return colon + 1 == line.upperBound || bytes[colon + 1] == 0x20 || bytes[colon + 1] == 0x09
  }
}
