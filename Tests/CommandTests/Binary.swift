import Foundation
import TestSupport

/// The built program, run as a person or a CI job runs it.
struct Binary {
  struct Result {
    let status: Int32
    let output: String
    let error: String
  }

  /// The program beside the test runner: both are products of one build.
  static let path: String = {
    let runner = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let beside = runner.deletingLastPathComponent().appendingPathComponent("docgen").path
    return FileManager.default.isExecutableFile(atPath: beside)
      ? beside : packageRoot.path + "/.build/release/docgen"
  }()

  /// - Parameter shell: what is put after the arguments, as `> /dev/full`.
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
    shell: String = ""
  ) throws -> Result {
    let process = Process()
    let output = Pipe()
    let error = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exec \"$0\" \"$@\" \(shell)", path] + arguments
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = error
    var variables = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "TERM"] { variables[name] = nil }
    process.environment = variables.merging(environment) { $1 }
    try process.run()
    // What the program says on stderr fits into a pipe.
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    let errors = error.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: bytes, as: UTF8.self),
      error: String(decoding: errors, as: UTF8.self))
  }
}
