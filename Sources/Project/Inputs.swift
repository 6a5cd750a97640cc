package import Diagnostics
import Glibc

/// Everything that a run reads from a content folder.
package struct Inputs: Sendable {
  /// Documents in the order of their paths, then the configuration and the ledger if there are any.
  package var sources: Sources

  /// Every file below the root, relative to it.
  package var files: Set<String>
  package var diagnostics: [Diagnostic]

  /// By path, the documents that were read whole and as they are, and when each was last changed
  /// before that.
  var known: [String: (stamp: FileStamp, bytes: [UInt8])] = [:]
}

/// A content folder, or single documents, to be read.
package struct InputRequest: Sendable {
  /// The folder that paths are relative to.
  package var root: String

  /// Files or folders below the root, relative to it; everything when empty.
  package var only: [String] = []

  /// A document's bytes in place of those that its file has, if there is such a file.
  package var standIn: (path: String, bytes: [UInt8])?

  /// Documents, by their paths, that are read as these bytes and not as their files.
  package var replaced: [String: [UInt8]] = [:]

  /// Folders, relative to the root, that hold output and no input.
  package var excluding: Set<String> = []

  /// Files and folders that are not read unless they are asked for by name.
  package var ignoring: [PathPattern] = []

  /// Further sources, not documents: path as shown, and bytes.
  package var extra: [(path: String, bytes: [UInt8])] = []

  package init(root: String) { self.root = root }
}

private let largestDocument = 32 << 20

/// Folders that never hold documents.
private let skippedFolders: Set<String> = ["node_modules", "__pycache__"]

/// Reads the documents below a root.
///
/// - Parameter previous: what was read earlier; a document that has not been changed since is not
///   read again.
package func readInputs(
  _ request: InputRequest, reusing previous: Inputs? = nil
) throws(ProjectError) -> Inputs {
  guard let root = realPath(request.root) else {
    throw ProjectError("cannot read", request.root, errno: errno)
  }
  var walk = Walk(root: root, excluding: request.excluding, ignoring: request.ignoring)
  try walk.run(from: request.only)
  if let path = request.standIn?.path {
    walk.documents.append(path)
    walk.files.insert(path)
    walk.stamps[path] = nil
  }
  walk.documents = Array(Set(walk.documents)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

  var sources: [SourceFile] = []
  var diagnostics: [Diagnostic] = []
  var known: [String: (stamp: FileStamp, bytes: [UInt8])] = [:]
  let now = currentTime()
  func add(_ path: String, _ bytes: [UInt8], role: SourceFile.Role = .document) {
    let id = SourceID(sources.count)
    let zero = bytes.firstIndex(of: 0, in: 0..<bytes.count)
    guard let broken = [zero, firstInvalidUTF8(in: bytes)].compactMap(\.self).min() else {
      sources.append(SourceFile(id: id, path: path, bytes: bytes, role: role))
      return
    }
    sources.append(SourceFile(id: id, path: path, bytes: repairedText(bytes), role: role))
    let message =
      isUTF16(bytes)
      ? "documents are UTF-8, and this file is UTF-16: convert it to UTF-8, e.g. with `iconv`"
      : broken == zero
        ? "documents are text, and byte \(broken + 1) of this file is zero"
        : "documents are UTF-8, and byte \(broken + 1) of this file is not part of any character"
    // The first broken byte stands where it stood, now a replacement character of three bytes.
    diagnostics.append(
      Diagnostic(
        .invalidUTF8, message, at: Span(id, broken..<broken + 3), notes: encodingNote(bytes)))
  }
  for path in walk.documents {
    if let bytes = request.replaced[path] {
      add(path, bytes)
      continue
    }
    if let stamp = walk.stamps[path], let earlier = previous?.known[path], earlier.stamp == stamp {
      sources.append(
        SourceFile(id: SourceID(sources.count), path: path, bytes: earlier.bytes))
      known[path] = earlier
      continue
    }
    let full = root + "/" + path
    if path != request.standIn?.path,
      case .file(let size, _) = kind(of: full, followingLinks: true), size > largestDocument
    {
      let id = SourceID(sources.count)
      sources.append(SourceFile(id: id, path: path, bytes: [], role: .unread))
      diagnostics.append(
        Diagnostic(
          .fileTooLarge, "documents are at most 32 MiB, and this one has \(size >> 20) MiB",
          at: Span(id, 0..<0)))
      continue
    }
    let isReplaced = path == request.standIn?.path
    let bytes = try isReplaced ? request.standIn?.bytes ?? [] : readFile(full)
    add(path, bytes)
    if bytes.allSatisfy({ $0 <= UInt8(ascii: " ") }) {
      diagnostics.append(
        Diagnostic(
          .emptyDocument, "a document says something, and this file is empty",
          at: Span(SourceID(sources.count - 1), 0..<0)))
    } else if let stamp = walk.stamps[path], stamp.isSettled(at: now), sources.last?.bytes == bytes,
      diagnostics.last?.span.source != sources.last?.id
    {
      known[path] = (stamp, bytes)
    }
  }
  for path in walk.unreadableNames {
    let id = SourceID(sources.count)
    sources.append(SourceFile(id: id, path: path, bytes: [], role: .unread))
    diagnostics.append(
      Diagnostic(
        .invalidUTF8, "names of files are UTF-8, and this one is not: the document is not read",
        at: Span(id, 0..<0)))
  }
  for path in walk.refusedLinks {
    let id = SourceID(sources.count)
    sources.append(SourceFile(id: id, path: path, bytes: [], role: .unread))
    diagnostics.append(
      Diagnostic(
        .linkOutside, "a symbolic link to a document stays inside the content folder",
        at: Span(id, 0..<0)))
  }
  for extra in request.extra { add(extra.path, extra.bytes, role: .project) }
  return Inputs(
    sources: Sources(sources), files: walk.files, diagnostics: diagnostics, known: known)
}

/// When the documents below a root were last changed, without reading them.
func documentStamps(_ request: InputRequest) throws(ProjectError) -> [String: FileStamp] {
  guard let root = realPath(request.root) else {
    throw ProjectError("cannot read", request.root, errno: errno)
  }
  var walk = Walk(root: root, excluding: request.excluding, ignoring: request.ignoring)
  try walk.run(from: request.only)
  return walk.stamps
}

/// Which of some paths, relative to a root, exist.
package func existing(_ paths: Set<String>, root: String) -> Set<String> {
  paths.filter { kind(of: root + "/" + $0, followingLinks: true) != nil }
}

/// The offset of the first byte that is not valid UTF-8. O(bytes).
package func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
  if bytes.withUnsafeBufferPointer(isValidUTF8) { return nil }
  var decoder = UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var offset = 0
  while true {
    switch decoder.parseScalar(from: &iterator) {
    case .valid(let encoded): offset += encoded.count
    case .error: return offset
    case .emptyInput: return nil
    }
  }
}

/// Whether bytes are valid UTF-8: by the table of the Unicode standard, chapter 3.9.
private func isValidUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  func isContinuation(_ offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] & 0xC0 == 0x80
  }
  var at = 0
  while at < bytes.count {
    let first = bytes[at]
    if first < 0x80 {
      // Code is ASCII, and is looked through by eights.
      let eight = at + 8 <= bytes.count
      at += eight && bytes.loadEight(at) & 0x8080_8080_8080_8080 == 0 ? 8 : 1
      continue
    }
    guard isContinuation(at + 1) else { return false }
    let second = bytes[at + 1]
    switch first {
    case 0xC2...0xDF:
      at += 2
      continue
    case 0xE0 where second < 0xA0, 0xED where second >= 0xA0: return false
    case 0xE0...0xEF:
      guard isContinuation(at + 2) else { return false }
      at += 3
    case 0xF0 where second < 0x90, 0xF4 where second >= 0x90: return false
    case 0xF0...0xF4:
      guard isContinuation(at + 2), isContinuation(at + 3) else { return false }
      at += 4
    default: return false
    }
  }
  return true
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func loadEight(_ offset: Int) -> UInt64 {
    UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }
}

/// The bytes with U+FFFD for what is not UTF-8 and for zero bytes, which CommonMark replaces: so that
/// every place in them is the same place in the parsed text.
package func repairedText(_ bytes: [UInt8]) -> [UInt8] {
  Array(String(decoding: bytes, as: UTF8.self).replacing("\0", with: "\u{FFFD}").utf8)
}

/// Whether a file that is not UTF-8 is UTF-16: that has a mark at its front, or many zero bytes.
private func isUTF16(_ bytes: [UInt8]) -> Bool {
  let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  let beginning = bytes.prefix(1024)
  return isMarked || beginning.count { $0 == 0 } * 4 > beginning.count
}

/// How a file that is not UTF-8 may be converted.
private func encodingNote(_ bytes: [UInt8]) -> [Diagnostic.Note] {
  if isUTF16(bytes) { return [.init("`iconv -f UTF-16 -t UTF-8` converts it")] }
  if bytes.prefix(1024).contains(0) { return [] }
  return [.init("it may be GB 18030: `iconv -f GB18030 -t UTF-8` converts that")]
}

/// The search for documents, without recursion and without following links to folders.
private struct Walk {
  let root: String
  let excluding: Set<String>
  let ignoring: [PathPattern]
  var documents: [String] = []
  var files: Set<String> = []
  var refusedLinks: [String] = []

  /// Documents whose names are not UTF-8, with U+FFFD for what cannot be shown.
  var unreadableNames: [String] = []
  var stamps: [String: FileStamp] = [:]

  /// Searches the root, or only some files and folders below it.
  mutating func run(from paths: [String]) throws(ProjectError) {
    guard kind(of: root, followingLinks: true) == .folder else {
      throw ProjectError("cannot read", root, errno: ENOTDIR)
    }
    var pending = paths.isEmpty ? [""] : []
    for path in paths {
      switch kind(of: root + "/" + path, followingLinks: true) {
      case .folder: pending.append(path)
      case .file(_, let stamp):
        // A file named on the command line is read whatever its ending is.
        files.insert(path)
        documents.append(path)
        stamps[path] = stamp
      case .link, .other, nil: continue
      }
    }
    while let folder = pending.popLast() {
      for name in try names(in: folder.isEmpty ? root : root + "/" + folder) {
        let path = folder.isEmpty ? name : folder + "/" + name
        switch kind(of: root + "/" + path, followingLinks: false) {
        case .folder:
          files.insert(path)
          let isHidden = name.utf8.first == UInt8(ascii: ".")
          if !isHidden, !skippedFolders.contains(name), !excluding.contains(path),
            !isIgnored(path)
          {
            pending.append(path)
          }
        case .file(_, let stamp): add(path, stamp)
        case .link: follow(path)
        case nil where name.unicodeScalars.contains("\u{FFFD}") && isMarkdown(name):
          unreadableNames.append(path)
        case .other, nil: continue
        }
      }
    }
  }

  private func isIgnored(_ path: String) -> Bool { ignoring.contains { $0.matches(path) } }

  private mutating func add(_ path: String, _ stamp: FileStamp) {
    files.insert(path)
    guard isMarkdown(path), !isIgnored(path) else { return }
    documents.append(path)
    stamps[path] = stamp
  }

  /// A link to a file of the same root is that file; every other link is left alone.
  private mutating func follow(_ path: String) {
    let target = realPath(root + "/" + path)
    if let target, target.hasPrefix(root + "/"),
      case .file(_, let stamp) = kind(of: target, followingLinks: false)
    {
      add(path, stamp)
    } else if isMarkdown(path), !isIgnored(path) {
      refusedLinks.append(path)
    }
  }
}
