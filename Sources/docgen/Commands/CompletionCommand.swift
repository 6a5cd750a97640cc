import ArgumentParser

/// `docgen completion`: the script by which a shell completes docgen's commands and flags.
struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion", abstract: "Print the completion script of a shell.",
    discussion: """
      bash: docgen completion bash > ~/.local/share/bash-completion/completions/docgen
      zsh:  docgen completion zsh > "${fpath[1]}/_docgen"
      fish: docgen completion fish > ~/.config/fish/completions/docgen.fish
      """)

  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() {
    let script =
      switch shell {
      case .bash: Docgen.completionScript(for: .bash)
      case .zsh: Docgen.completionScript(for: .zsh)
      case .fish: Docgen.completionScript(for: .fish)
      }
    printOutput(Array(script.utf8))
  }
}
