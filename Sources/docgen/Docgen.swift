import ArgumentParser

@main
struct Docgen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "docgen")
}
