/// One file of input: its bytes, and the name that people know it by.
package struct SourceFile: Sendable {
  package let id: SourceID

  /// The path relative to the content root, with forward slashes.
  package let path: String

  /// The contents: valid UTF-8, with invalid sequences already replaced.
  package let bytes: [UInt8]

  package let role: Role

  /// What a source is read for. Sources of the project stand after all documents.
  package enum Role: Sendable {
    case document

    /// Something that is named like a document and was not read: findings say why, and it has no page.
    case unread

    /// Configuration or theme, here so that findings can point into it; its path is relative to the
    /// project.
    case project
  }

  package var isDocument: Bool { role == .document }

  package init(id: SourceID, path: String, bytes: [UInt8], role: Role = .document) {
    self.id = id
    self.path = path
    self.bytes = bytes
    self.role = role
  }

  package init(id: SourceID, path: String, text: String) {
    self.init(id: id, path: path, bytes: Array(text.utf8))
  }

  package func span(_ range: Range<Int>) -> Span { Span(id, range) }

  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  package func text(_ span: Span) -> String { text(span.range) }

  /// The number of lines as `wc -l` counts them, plus one for a last line without a newline.
  package var lineCount: Int {
    var count = 0
    var start = 0
    while start < bytes.count {
      count += 1
      start = (bytes.firstIndex(of: UInt8(ascii: "\n"), in: start..<bytes.count) ?? bytes.count) + 1
    }
    return count
  }
}

/// Whether a path has the ending of a Markdown document, in any case.
package func isMarkdown(_ path: String) -> Bool {
  let ending = path.suffix(9).lowercased()
  return ending.hasSuffix(".md") || ending == ".markdown"
}

/// The sources of one run, found by identity.
package struct Sources: Sendable {
  package let files: [SourceFile]

  /// Creates the collection from files whose identities are their positions.
  package init(_ files: [SourceFile]) {
    for (index, file) in files.enumerated() {
      precondition(Int(file.id.index) == index, "a source's identity is its position")
    }
    self.files = files
  }

  package subscript(id: SourceID) -> SourceFile { files[Int(id.index)] }

  package func text(_ span: Span) -> String { self[span.source].text(span) }
}
