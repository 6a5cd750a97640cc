import Glibc
import Project

/// Opens the standard streams that are closed, lest a file takes their numbers and is written to.
func holdStandardStreams() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
    _ = open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY)
  }
}

/// Reads the standard input stream to its end.
func readInput() throws(ProjectError) -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw ProjectError("cannot read stdin: \(reason(errno))") }
    guard count > 0 else { return bytes }
    bytes += buffer[..<count]
  }
}

/// Writes a line to the standard error stream.
func printError(_ line: String) {
  // Nobody could be told that stderr cannot be written.
  _ = writeAll(Array((line + "\n").utf8), to: STDERR_FILENO)
}

/// Writes a part of a line to the standard error stream.
func printErrorPart(_ text: String) {
  _ = writeAll(Array(text.utf8), to: STDERR_FILENO)
}

/// Writes a line to the standard output stream.
func printLine(_ line: String) {
  printOutput(Array((line + "\n").utf8))
}

/// Writes bytes to the standard output stream, or ends the process where that cannot be done.
func printOutput(_ bytes: [UInt8]) {
  guard let code = writeAll(bytes, to: STDOUT_FILENO) else { return }
  // A closed pipe is the reader's wish to hear no more.
  if code != EPIPE { printError("docgen: cannot write to stdout: \(reason(code))") }
  exit(2)
}

/// Writes all bytes; the number of the error that prevents it.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
  bytes.withUnsafeBytes { buffer in
    var done = 0
    while done < buffer.count {
      let written = write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return errno }
      done += written
    }
    return nil
  }
}
