import ArgumentParser
import Diagnostics
import Project

/// Says what is near a command that is misspelt, which the parser does for flags only.
func refuseUnknownCommand(_ arguments: [String]) throws(ProjectError) {
  guard let first = arguments.first else { return }
  let names = commandNames() + ["help"]
  guard !first.hasPrefix("-") else {
    let isGlobal = ["-h", "--help", "--version", "--help-hidden"].contains(first)
    guard !isGlobal, let command = arguments.first(where: { names.contains($0) }) else { return }
    throw ProjectError("a command comes first, as in `docgen \(command) \(first)`")
  }
  if first == "help", arguments.count > 1, !arguments[1].hasPrefix("-") {
    return try refuseUnknownCommand(Array(arguments.dropFirst()))
  }
  guard !names.contains(first) else { return }
  let near = nearMiss(to: first, in: names)
  throw ProjectError(
    "no command is named `\(first)`; "
      + (near.map { "did you mean `\($0)`?" } ?? "`docgen --help` lists them"))
}

func commandNames() -> [String] {
  Docgen.configuration.subcommands.compactMap { $0.configuration.commandName }
}

/// The parser's account of wrong usage as one line that says where to read on.
func usageError(_ message: String) -> String {
  let lines = message.split(separator: "\n").map { line in
    line.drop { $0 == " " }
  }
  var text = ""
  for line in lines {
    if line.hasPrefix("- ") {
      text += text.hasSuffix(":") || text.hasSuffix(".") ? " " : ", "
      text += line.dropFirst(2)
    } else {
      text += text.isEmpty ? "" : " "
      text += line
    }
  }
  let command = CommandLine.arguments.dropFirst().first { commandNames().contains($0) }
  let help = (["docgen"] + (command.map { [$0] } ?? []) + ["--help"]).joined(separator: " ")
  text = text.replacing(". Did you mean '", with: "; did you mean '")
  while text.hasSuffix(".") || text.hasSuffix("?") { text.removeLast() }
  return "docgen: \(text.prefix(1).lowercased())\(text.dropFirst()); see `\(help)`"
}
