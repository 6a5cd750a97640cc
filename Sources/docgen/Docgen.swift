import ArgumentParser
import CExchange
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

      Exit status: 0 when all is well, 1 when the documents have findings at or above --fail-level \
      (error unless told otherwise), 2 when docgen could not do its work.
      """,
    version: version,
    subcommands: [
      BuildCommand.self, CheckCommand.self, VerifyCommand.self, ServeCommand.self,
      InitCommand.self, NewCommand.self, FixCommand.self, ExplainCommand.self, StatsCommand.self,
      SystemsCommand.self, SolveCommand.self, AuditCommand.self, ExportCommand.self,
      CompletionCommand.self, DumpCommand.self,
    ])

  static let version = "0.1.0"

  /// The command with its values.
  ///
  /// The parser takes most of its time for the commands that are not asked for. Only what the command
  /// alone does not understand, as `--help`, needs them, and is read again with them.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    for command in configuration.subcommands
    where command.configuration.commandName == arguments.first {
      guard let parsed = try? command.parseAsRoot(Array(arguments.dropFirst())),
        type(of: parsed) == command
      else { break }
      return parsed
    }
    return try parseAsRoot(arguments)
  }

  /// Runs the command and ends with one of the three exit codes.
  static func main() async {
    holdStandardStreams()
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      try refuseUnknownCommand(arguments)
      var command = try parsed(arguments)
      // Simulations run side by side for seconds, and would wait for each other's memory.
      if !(command is VerifyCommand) { heap_prepare() }
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
      if code == .success {
        let message = fullMessage(for: error)
        if !message.isEmpty { printLine(message) }
        Glibc.exit(0)
      }
      if error is ExitCode { Glibc.exit(code == ExitCode(1) ? 1 : 2) }
      // The parser's own code for wrong usage is 64; to a CI job that is "could not run" as well.
      printError(usageError(message(for: error)))
      Glibc.exit(2)
    }
  }
}
