import Glibc

/// Runs git and returns what it prints.
///
/// - Returns: its standard output; nil when it ends with an error.
/// - Throws: when git cannot be run.
func git(_ arguments: [String]) throws(ProjectError) -> [UInt8]? {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { throw ProjectError("cannot run git: \(reason(errno))") }
  defer { close(ends[0]) }
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
  // A child that held the pipe itself would keep it open for ever.
  posix_spawn_file_actions_addclose(&actions, ends[0])
  posix_spawn_file_actions_addclose(&actions, ends[1])
  // What git says when it fails is said better by the caller, who knows what was asked.
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)

  let words = (["git"] + arguments).map { strdup($0) }
  defer { for word in words { free(word) } }
  var process = pid_t()
  let failure = posix_spawnp(&process, "git", &actions, nil, words + [nil], environ)
  close(ends[1])
  guard failure == 0 else {
    throw ProjectError(
      failure == ENOENT ? "git is not installed" : "cannot run git: \(reason(failure))")
  }
  let output = readAll(ends[0])
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0, errno == EINTR {}
  return status == 0 ? output : nil
}

private func readAll(_ descriptor: Int32) -> [UInt8] {
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = part.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return bytes }
    bytes += part[..<count]
  }
}
