import ArgumentParser

/// The manual's page of commands, as their own `--help` has it.
func commandsPage() -> String {
  var text = """
    # Commands

    `docgen COMMAND --help` prints the same. Without a folder, a command works on the content that
    `docgen.yml` names, or else on the current folder.


    """
  for command in Docgen.configuration.subcommands {
    let name = command.configuration.commandName ?? ""
    text += "## `docgen \(name)`\n\n```text\n"
    text += Docgen.helpMessage(for: command, columns: 96)
    text += "\n```\n\n"
  }
  while text.hasSuffix("\n\n") { text.removeLast() }
  return text
}
