import Glibc

/// What the system says of an error number, in lower case.
package func reason(_ code: Int32) -> String {
  switch code {
  case ENOENT: "no such file or folder"
  case EACCES, EPERM: "permission denied"
  case ENOTDIR: "not a folder"
  case EISDIR: "is a folder"
  case ENOSPC: "no space left on the device"
  case EROFS: "the file system is read-only"
  case ELOOP: "too many symbolic links"
  case ENAMETOOLONG: "the name is too long"
  case EEXIST: "it exists already"
  default: String(cString: strerror(code)).lowercased()
  }
}

/// What a path leads to.
enum FileKind: Equatable {
  case file(size: Int, modified: FileStamp)
  case folder
  case link
  case other
}

/// When a file was last changed, to the nanosecond, and which file it is.
package struct FileStamp: Hashable, Sendable {
  let seconds: Int
  let nanoseconds: Int
  let inode: UInt64
  let size: Int
}

extension FileStamp {
  /// Whether a change at the given time or later would give another stamp.
  ///
  /// File systems keep time in steps of some milliseconds: of two changes in one step, the second
  /// cannot be seen.
  func isSettled(at time: (seconds: Int, nanoseconds: Int)) -> Bool {
    let age = (time.seconds - seconds) * 1_000_000_000 + time.nanoseconds - nanoseconds
    return age > 100_000_000
  }
}

/// The time by which files are stamped.
func currentTime() -> (seconds: Int, nanoseconds: Int) {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return (time.tv_sec, time.tv_nsec)
}

/// The kind of what a path names, nil when nothing is there.
func kind(of path: String, followingLinks: Bool) -> FileKind? {
  var status = stat()
  let result = followingLinks ? stat(path, &status) : lstat(path, &status)
  guard result == 0 else { return nil }
  switch status.st_mode & S_IFMT {
  case S_IFREG:
    let stamp = FileStamp(
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
      inode: UInt64(status.st_ino), size: Int(status.st_size))
    return .file(size: Int(status.st_size), modified: stamp)
  case S_IFDIR: return .folder
  case S_IFLNK: return .link
  default: return .other
  }
}

/// The bytes of a file.
package func readFile(_ path: String) throws(ProjectError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw ProjectError("cannot read", path, errno: errno) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else {
    throw ProjectError("cannot read", path, errno: errno)
  }
  guard status.st_mode & S_IFMT != S_IFDIR else {
    throw ProjectError("cannot read", path, errno: EISDIR)
  }
  // Room for one byte more than the file says it has, so that a grown file is noticed.
  var room = Int(status.st_size) + 1
  var bytes: [UInt8] = []
  while true {
    let part = try readUpTo(room, from: descriptor, path)
    bytes = bytes.isEmpty ? part : bytes + part
    if part.count < room { return bytes }
    room = bytes.count
  }
}

/// The next bytes of an open file; fewer than asked for at its end alone.
private func readUpTo(
  _ room: Int, from descriptor: Int32, _ path: String
) throws(ProjectError) -> [UInt8] {
  var failure: Int32 = 0
  let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
    while count < room {
      let got = read(descriptor, buffer.baseAddress.map { $0 + count }, room - count)
      if got > 0 {
        count += got
      } else if got == 0 {
        return
      } else if errno != EINTR {
        failure = errno
        return
      }
    }
  }
  guard failure == 0 else { throw ProjectError("cannot read", path, errno: failure) }
  return bytes
}

/// The bytes of a file, nil where there is none.
package func readFileIfPresent(_ path: String) throws(ProjectError) -> [UInt8]? {
  kind(of: path, followingLinks: true) == nil ? nil : try readFile(path)
}

/// Writes a whole file, replacing what was there.
///
/// - Parameter name: what errors call it, where that is not its path.
package func writeFile(
  _ path: String, _ bytes: [UInt8], as name: String? = nil
) throws(ProjectError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw ProjectError("cannot write", name ?? path, errno: errno) }
  var written = 0
  while written < bytes.count {
    let put = bytes.withUnsafeBytes { buffer in
      write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
    }
    if put < 0 {
      if errno == EINTR { continue }
      let code = errno
      close(descriptor)
      throw ProjectError("cannot write", name ?? path, errno: code)
    }
    written += put
  }
  // Some file systems report a full disk only here.
  guard close(descriptor) == 0 else {
    throw ProjectError("cannot write", name ?? path, errno: errno)
  }
}

/// Writes a file beside its place and renames it there, so that a reader sees the old or the new.
///
/// The permissions of the old file are kept, a link stays a link, and what is no file, such as a
/// pipe, is written to as it is.
package func replaceFile(_ path: String, _ bytes: [UInt8]) throws(ProjectError) {
  let target = realPath(path) ?? path
  var status = stat()
  let exists = stat(target, &status) == 0
  if exists, status.st_mode & S_IFMT != S_IFREG {
    try writeFile(target, bytes)
    return
  }
  let temporary = target + ".docgen-new"
  do {
    try writeFile(temporary, bytes, as: path)
  } catch {
    unlink(temporary)
    throw error
  }
  if exists { chmod(temporary, status.st_mode & 0o7777) }
  guard rename(temporary, target) == 0 else {
    let code = errno
    unlink(temporary)
    throw ProjectError("cannot write", path, errno: code)
  }
}

/// Creates a folder and those above it.
package func makeFolder(_ path: String) throws(ProjectError) {
  var made = path.hasPrefix("/") ? "" : "."
  for part in path.split(separator: "/") {
    made += "/" + part
    guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
      throw ProjectError("cannot make the folder", path, errno: errno)
    }
  }
  guard kind(of: made.isEmpty ? "/" : made, followingLinks: true) == .folder else {
    throw ProjectError("cannot make the folder", path, errno: ENOTDIR)
  }
}

/// The names in a folder, sorted by their bytes, without `.` and `..`.
func names(in folder: String) throws(ProjectError) -> [String] {
  guard let stream = opendir(folder) else {
    throw ProjectError("cannot read the folder", folder, errno: errno)
  }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
      String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// Removes a file or a folder with all that is in it; does not follow links.
func removeTree(_ path: String) {
  var pending = [path]
  var folders: [String] = []
  while let next = pending.popLast() {
    if kind(of: next, followingLinks: false) == .folder {
      folders.append(next)
      pending += ((try? names(in: next)) ?? []).map { next + "/" + $0 }
    } else {
      unlink(next)
    }
  }
  for folder in folders.reversed() { rmdir(folder) }
}

/// The absolute path with links resolved, nil when nothing is there.
package func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
