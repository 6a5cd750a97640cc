package import Diagnostics

/// A Kubernetes object that a fence shows, as its scalar fields.
package struct Manifest: Sendable {
  package struct Field: Sendable {
    /// The keys from the top, with items of lists by their number: `spec.subsets[0].labels.version`.
    package let path: String
    package let value: Located<String>

    package init(path: String, value: Located<String>) {
      self.path = path
      self.value = value
    }
  }

  package let kind: String

  /// The `metadata.name`; empty where there is none, as in a list of templates.
  package let name: String

  /// In the order of the lines.
  package let fields: [Field]

  /// The keys that stand in a mapping again.
  package let repeatedKeys: [RepeatedKey]

  package struct RepeatedKey: Sendable {
    package let path: String
    package let place: Span

    /// Where it stands first.
    package let first: Span

    package init(path: String, place: Span, first: Span) {
      self.path = path
      self.place = place
      self.first = first
    }
  }

  package init(kind: String, name: String, fields: [Field], repeatedKeys: [RepeatedKey] = []) {
    self.kind = kind
    self.name = name
    self.fields = fields
    self.repeatedKeys = repeatedKeys
  }

  /// The first field at exactly this path.
  package subscript(path: String) -> Located<String>? {
    fields.first { $0.path == path }?.value
  }

  /// The fields whose paths end in some keys, wherever they stand: `outlierDetection.interval`.
  package func fields(endingIn keys: String) -> [Field] {
    fields.filter { field in
      guard field.path.hasSuffix(keys) else { return false }
      return field.path.utf8.count == keys.utf8.count
        || field.path.utf8.dropLast(keys.utf8.count).last == UInt8(ascii: ".")
    }
  }

  /// The scalars directly below a mapping, by their keys.
  package func mapping(at path: String) -> [String: String] {
    var found: [String: String] = [:]
    for field in fields where field.path.hasPrefix(path + ".") {
      let key = String(field.path.dropFirst(path.count + 1))
      found[key] = field.value.value
    }
    return found
  }
}
