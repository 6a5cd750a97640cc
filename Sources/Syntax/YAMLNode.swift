package import Diagnostics

/// A YAML value that knows where it is written.
package enum YAMLNode: Sendable {
  case scalar(Located<String>)
  case sequence([YAMLNode], Span)
  case mapping([Entry], Span)

  package struct Entry: Sendable {
    package let key: Located<String>
    package let value: YAMLNode

    package init(key: Located<String>, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  package var span: Span {
    switch self {
    case .scalar(let text): text.span
    case .sequence(_, let span), .mapping(_, let span): span
    }
  }

  package var string: Located<String>? {
    if case .scalar(let text) = self { text } else { nil }
  }

  package var entries: [Entry] {
    if case .mapping(let entries, _) = self { entries } else { [] }
  }

  package var elements: [YAMLNode] {
    if case .sequence(let elements, _) = self { elements } else { [] }
  }

  /// The value of a mapping's key; nil for other nodes. O(entries).
  package subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries, _) = self else { return nil }
    // By index, for a copy of each entry would be made else.
    return entries.indices.first { entries[$0].key.value == key }.map { entries[$0].value }
  }
}
