import ArgumentParser
import Driver
import Glibc

/// The flags that every command that compiles has.
struct RunOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "How many threads to use (default: all processors).")
  var jobs: Int?

  @Flag(help: "Show on stderr where the time went.")
  var timings = false

  @Flag(name: [.short, .long], help: "Print nothing on stderr but errors.")
  var quiet = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a number from 1 to 1024")
    }
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
      isatty(descriptor) == 1 && getenv("NO_COLOR") == nil
        && getenv("TERM").map { String(cString: $0) } != "dumb"
    }
  }
}
