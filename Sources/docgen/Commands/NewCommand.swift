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
    let workspace = try Workspace(paths: [])
    // A title in Han characters speaks for itself; else the site's own language, if it has one, does.
    let isChinese =
      name.unicodeScalars.contains { $0.properties.isIdeographic }
      || workspace.configuration.languages.first == "zh"
    let path = try kind.create(name, isChinese: isChinese, in: folder ?? workspace.contentRoot)
    printLine(realPath(".").map { relative(realPath(path) ?? path, to: $0) } ?? path)
  }
}
