import ArgumentParser
import Diagnostics
import Driver
import Glibc
import Project

/// The flags that every command that compiles has.
struct RunOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "How many threads to use (default: all processors).")
  var jobs: Int?

  @Option(
    help: "The configuration (default: the nearest docgen.yml, if any).", completion: .file())
  var config: String?

  @Flag(help: "Show on stderr where the time went.")
  var timings = false

  @Flag(name: [.short, .long], help: "Print nothing on stderr but errors.")
  var quiet = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a number from 1 to 1024")
    }
  }

  /// The project of a folder of documents, or of the present folder.
  func workspace(_ source: String?) throws -> Workspace {
    try workspace(source.map { [$0] } ?? [])
  }

  /// The project of some files and folders, or of the present folder.
  func workspace(_ paths: [String]) throws -> Workspace {
    try Workspace(paths: paths, configuration: config)
  }

  var workers: Int { jobs ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Whether progress is worth showing: somebody watches stderr.
  var showsProgress: Bool { !quiet && isatty(STDERR_FILENO) == 1 }
}

/// When to use colours.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  func isOn(for descriptor: Int32) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      if isSet("NO_COLOR") {
        false
      } else if isSet("CLICOLOR_FORCE"), value("CLICOLOR_FORCE") != "0" {
        true
      } else {
        isatty(descriptor) == 1 && value("TERM") != "dumb"
      }
    }
  }

  private func value(_ variable: String) -> String? {
    getenv(variable).map { String(cString: $0) }
  }

  /// By the conventions of no-color.org, an empty variable is as good as none.
  private func isSet(_ variable: String) -> Bool { value(variable).map { !$0.isEmpty } ?? false }
}
