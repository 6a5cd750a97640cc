import ArgumentParser
import Glibc
import Project

/// The command line of docgen: every command is one file of `Commands`.
@main
struct Docgen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docgen",
    abstract: "Compiles architecture documents: reads, checks, simulates, verifies, publishes.",
    discussion: """
      A published number either shows its evidence, or shows that it has none.

      Exit status: 0 when all is well, 1 when the documents have findings, 2 when docgen could not
      do its work.
      """,
    version: version,
    subcommands: [
      BuildCommand.self, CheckCommand.self, VerifyCommand.self, ServeCommand.self,
      NewCommand.self, FixCommand.self, ExplainCommand.self, StatsCommand.self,
      SystemsCommand.self, SolveCommand.self, AuditCommand.self, ExportCommand.self,
      DumpCommand.self,
    ])

  static let version = "0.1.0"

  /// Runs the command and ends with one of the three exit codes.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let error as ProjectError {
      printError("docgen: \(error)")
      Glibc.exit(2)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code == .success {
        if !message.isEmpty { print(message) }
        Glibc.exit(0)
      }
      if !message.isEmpty { printError(message) }
      // The parser's own code for wrong usage is 64; to a CI job that is "could not run" as well.
      Glibc.exit(code == ExitCode(1) && error is ExitCode ? 1 : 2)
    }
  }
}

/// Writes a line to the standard error stream.
func printError(_ line: String) {
  writeAll(Array((line + "\n").utf8), to: STDERR_FILENO)
}

/// Writes bytes to the standard output stream.
func printOutput(_ bytes: [UInt8]) {
  writeAll(bytes, to: STDOUT_FILENO)
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
  bytes.withUnsafeBytes { buffer in
    var done = 0
    while done < buffer.count {
      let written = write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      if written < 0, errno == EINTR { continue }
      // A closed pipe is the reader's wish to hear no more.
      guard written > 0 else { return }
      done += written
    }
  }
}
