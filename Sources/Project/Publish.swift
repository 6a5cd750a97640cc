import CExchange
import Glibc

/// The file by which a folder is known to be a site that may be replaced.
private let marker = ".docgen-site"

/// Writes a site aside and swaps it in, so that a build that dies leaves the previous one whole.
///
/// - Parameters:
///   - files: paths relative to the site, normalised, and their contents.
///   - target: the folder to replace.
/// - Throws: when the folder holds something that docgen did not put there, or on a failing disk.
package func publish(
  _ files: some Sequence<(path: String, bytes: [UInt8])>, to target: String
) throws(ProjectError) {
  var target = target
  while target.utf8.count > 1, target.hasSuffix("/") { target.removeLast() }
  try refuseForeignFolder(target)

  removeAbandoned(beside: target)
  let staging = "\(target).docgen-\(getpid())"
  removeTree(staging)
  do throws(ProjectError) {
    try stage(files, in: staging)
    try swap(staging, into: target)
  } catch {
    removeTree(staging)
    throw error
  }
}

/// Removes what builds that were killed have left beside the site.
private func removeAbandoned(beside target: String) {
  let slash = target.lastIndex(of: "/")
  let parent = slash.map { String(target[..<$0]) } ?? "."
  let prefix = target[(slash.map { target.index(after: $0) } ?? target.startIndex)...] + ".docgen-"
  for name in (try? names(in: parent.isEmpty ? "/" : parent)) ?? [] where name.hasPrefix(prefix) {
    guard let process = Int32(name.dropFirst(prefix.count)), kill(process, 0) != 0, errno == ESRCH
    else { continue }
    removeTree(parent + "/" + name)
  }
}

private func refuseForeignFolder(_ target: String) throws(ProjectError) {
  switch kind(of: target, followingLinks: true) {
  case nil: return
  case .file, .link, .other: throw ProjectError("cannot publish to", target, errno: ENOTDIR)
  case .folder:
    let isSite = kind(of: target + "/" + marker, followingLinks: false) != nil
    let isEmpty = try names(in: target).isEmpty
    guard isSite || isEmpty else {
      throw ProjectError(
        "will not replace \(target): it holds files that docgen did not put there; "
          + "empty it or choose another --output-dir")
    }
  }
}

private func stage(
  _ files: some Sequence<(path: String, bytes: [UInt8])>, in staging: String
) throws(ProjectError) {
  try makeFolder(staging)
  try writeFile(staging + "/" + marker, Array("made by docgen\n".utf8))
  var made: Set<String> = [""]
  for (path, bytes) in files {
    try makeFolders(of: path, in: staging, &made)
    try writeFile(staging + "/" + path, bytes)
  }
}

/// Makes the folders that hold a file, from the outermost in; `made` holds those that are there.
private func makeFolders(
  of path: String, in staging: String, _ made: inout Set<String>
) throws(ProjectError) {
  let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  precondition(
    !parts.contains { $0.isEmpty || $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) },
    "a page's path is relative and normalised")
  guard let last = parts.last, last.startIndex > path.startIndex else { return }
  let folder = String(path[..<path.utf8.index(before: last.startIndex)])
  guard !made.contains(folder) else { return }
  for part in parts.dropLast() {
    let outer = String(path[..<part.endIndex])
    guard made.insert(outer).inserted else { continue }
    guard mkdir(staging + "/" + outer, 0o755) == 0 else {
      throw ProjectError("cannot make the folder", staging + "/" + outer, errno: errno)
    }
  }
}

private func swap(_ staging: String, into target: String) throws(ProjectError) {
  if exchange_paths(staging, target) == 0 {
    removeTree(staging)
    return
  }
  // There is nothing to exchange with, or the file system cannot: two renames.
  let old = staging + "-old"
  let hadOld = rename(target, old) == 0
  guard rename(staging, target) == 0 else {
    let code = errno
    if hadOld { _ = rename(old, target) }
    throw ProjectError("cannot publish to", target, errno: code)
  }
  if hadOld { removeTree(old) }
}
