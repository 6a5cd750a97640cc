import ArgumentParser
import Diagnostics
import Driver
import Project

extension Scaffold: ExpressibleByArgument {}

/// `docgen new`: a document to begin with.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begin a document that already passes `check`.")

  @Argument(help: "What to begin: case or document.")
  var kind: Scaffold

  @Argument(help: "Its title; the file is named after it.")
  var name: String

  @Option(help: "The folder that it goes into (default: the configured content, else this one).")
  var folder: String?

  func run() throws {
    let target: String
    if let folder {
      target = folder
    } else {
      target = try Workspace(paths: []).contentRoot
    }
    let path = try kind.create(name, in: target)
    printLine(realPath(".").map { relative(realPath(path) ?? path, to: $0) } ?? path)
  }
}
