package import Diagnostics
package import Syntax

/// Reads the small part of YAML in which the catalog is written, fast enough to do so at every start.
///
/// What it knows: block mappings by indentation, `- ` items and bracketed lists and mappings on one
/// line, plain and double-quoted scalars on one line, and comments on lines of their own. Anything
/// that it reads, a full YAML reader reads as the same; the tests hold it to that. Linear, and
/// iterative in the depth of the text.
package struct PlainYAML {
  /// Where the text stops being understood, in bytes.
  package struct Failure: Error {
    package let offset: Int
    package let reason: String
  }

  private let bytes: [UInt8]
  private let source: SourceID
  private var position = 0

  /// Reads a whole file, whose top is a mapping.
  package static func read(_ bytes: [UInt8], source: SourceID) throws(Failure) -> YAMLNode {
    var reader = PlainYAML(bytes: bytes, source: source)
    return try reader.document()
  }

  private init(bytes: [UInt8], source: SourceID) {
    self.bytes = bytes
    self.source = source
  }

  /// A mapping or a sequence that is still open, and how far its lines are indented.
  private struct Open {
    let indent: Int
    let start: Int
    var entries: [YAMLNode.Entry] = []
    var elements: [YAMLNode] = []
    var isSequence = false
    /// The key that waits for its value on the following, deeper lines.
    var pending: Located<String>?
  }

  private mutating func document() throws(Failure) -> YAMLNode {
    var stack = [Open(indent: 0, start: 0)]
    while let indent = nextLine() {
      while indent < stack[stack.count - 1].indent { close(&stack) }
      let start = position
      let isItem = bytes[position] == UInt8(ascii: "-") && byte(at: position + 1) == space
      if indent > stack[stack.count - 1].indent {
        guard stack[stack.count - 1].pending != nil, !stack[stack.count - 1].isSequence else {
          throw fail("a line is indented too far")
        }
        stack.append(Open(indent: indent, start: start, isSequence: isItem))
      }
      let top = stack.count - 1
      guard stack[top].indent == indent, stack[top].isSequence == isItem else {
        throw fail("a line is indented oddly")
      }
      if isItem {
        position += 2
        stack[top].elements.append(try value())
      } else {
        settle(&stack[top])
        let key = try key()
        if position < bytes.count, bytes[position] != newline {
          stack[top].entries.append(.init(key: key, value: try value()))
        } else {
          stack[top].pending = key
        }
      }
      guard position == bytes.count || bytes[position] == newline else {
        throw fail("something follows a value on its line")
      }
    }
    while stack.count > 1 { close(&stack) }
    settle(&stack[0])
    return .mapping(stack[0].entries, Span(source, 0..<bytes.count))
  }

  /// Gives an innermost open node to the key that it is the value of.
  private func close(_ stack: inout [Open]) {
    var done = stack.removeLast()
    settle(&done)
    let span = Span(source, done.start..<position)
    let node: YAMLNode =
      done.isSequence ? .sequence(done.elements, span) : .mapping(done.entries, span)
    let top = stack.count - 1
    guard let key = stack[top].pending else { return }
    stack[top].pending = nil
    stack[top].entries.append(.init(key: key, value: node))
  }

  /// A key with nothing after it has an empty value.
  private func settle(_ open: inout Open) {
    guard let key = open.pending else { return }
    open.pending = nil
    let end = Span(source, key.span.end..<key.span.end)
    open.entries.append(.init(key: key, value: .scalar(Located("", at: end))))
  }

  /// Goes to the first character of the next line that has content; nil at the end.
  private mutating func nextLine() -> Int? {
    while position < bytes.count {
      if bytes[position] == newline {
        position += 1
        continue
      }
      var indent = 0
      while byte(at: position + indent) == space { indent += 1 }
      position += indent
      guard position < bytes.count else { return nil }
      switch bytes[position] {
      case newline: continue
      case UInt8(ascii: "#"):
        while position < bytes.count, bytes[position] != newline { position += 1 }
      default: return indent
      }
    }
    return nil
  }

  private mutating func key() throws(Failure) -> Located<String> {
    let key = try scalar(ending: .colon)
    guard byte(at: position) == UInt8(ascii: ":") else { throw fail("a key has no colon") }
    position += 1
    skipSpaces()
    return key
  }

  /// A value on one line; brackets nest four deep at most.
  private mutating func value(depth: Int = 0) throws(Failure) -> YAMLNode {
    skipSpaces()
    let start = position
    guard depth <= 4 else { throw fail("brackets nest too deeply") }
    switch byte(at: position) {
    case UInt8(ascii: "["):
      position += 1
      var elements: [YAMLNode] = []
      while try !ends(with: UInt8(ascii: "]"), isFirst: elements.isEmpty) {
        elements.append(try value(depth: depth + 1))
      }
      return .sequence(elements, Span(source, start..<position))
    case UInt8(ascii: "{"):
      position += 1
      var entries: [YAMLNode.Entry] = []
      while try !ends(with: UInt8(ascii: "}"), isFirst: entries.isEmpty) {
        let key = try key()
        entries.append(.init(key: key, value: try value(depth: depth + 1)))
      }
      return .mapping(entries, Span(source, start..<position))
    default:
      return .scalar(try scalar(ending: depth == 0 ? .line : .flow))
    }
  }

  /// Passes the closing bracket of a list, or the comma before its next element.
  private mutating func ends(with bracket: UInt8, isFirst: Bool) throws(Failure) -> Bool {
    skipSpaces()
    if byte(at: position) == bracket {
      position += 1
      skipSpaces()
      return true
    }
    if !isFirst {
      guard byte(at: position) == UInt8(ascii: ",") else {
        throw fail("a list has neither a comma nor an end here")
      }
      position += 1
      skipSpaces()
    }
    return false
  }

  /// What a plain scalar ends at, beside the end of its line.
  private enum ScalarEnd {
    case line, colon, flow

    @inline(__always)
    func isMet(by byte: UInt8) -> Bool {
      switch self {
      case .line: false
      case .colon: byte == UInt8(ascii: ":")
      case .flow:
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
      }
    }
  }

  private mutating func scalar(ending ends: ScalarEnd) throws(Failure) -> Located<String> {
    let start = position
    if byte(at: position) == UInt8(ascii: "\"") {
      var text: [UInt8] = []
      text.reserveCapacity(64)
      position += 1
      while let next = byte(at: position), next != UInt8(ascii: "\"") {
        guard next != newline else { throw fail("a quotation does not end on its line") }
        if next == UInt8(ascii: "\\") {
          position += 1
          guard let escaped = byte(at: position), escaped == 0x22 || escaped == 0x5C else {
            throw fail("only \\\" and \\\\ may be escaped")
          }
          text.append(escaped)
        } else {
          text.append(next)
        }
        position += 1
      }
      guard position < bytes.count else { throw fail("a quotation does not end") }
      position += 1
      return Located(String(decoding: text, as: UTF8.self), at: Span(source, start..<position))
    }
    // A colon within a word, as in a time or an address, is part of it.
    var end = start
    while end < bytes.count, bytes[end] != newline, !ends.isMet(by: bytes[end]) { end += 1 }
    position = end
    while end > start, bytes[end - 1] == space { end -= 1 }
    guard end > start else { throw fail("a value is missing") }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return Located(text, at: Span(source, start..<end))
  }

  private mutating func skipSpaces() {
    while byte(at: position) == space { position += 1 }
  }

  private func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func fail(_ reason: String) -> Failure { Failure(offset: position, reason: reason) }
}

private var newline: UInt8 { 0x0A }
private var space: UInt8 { 0x20 }
