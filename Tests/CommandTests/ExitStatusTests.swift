import Foundation
import TestSupport
import Testing

/// 0 when all is well, 1 when the documents have findings at or above `--fail-level`, 2 when docgen could
/// not do its work.
@Suite struct ExitStatusTests {
  private func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("good/a.md", "# A\n\n见[B](b.md)。\n")
    try folder.write("good/b.md", "# B\n")
    try folder.write("bad/a.md", "# A\n\n[x](gone.md)\n")
    try folder.write("warned/a.md", "")
    try folder.write("empty/a.txt", "no document")
    return folder
  }

  @Test(arguments: [
    ("--version", 0), ("--help", 0), ("help check", 0), ("check --help", 0), ("check good", 0),
    ("check good --format sarif", 0), ("check bad", 1), ("check bad --format junit", 1),
    ("check bad --fail-level never", 0), ("check warned", 0),
    ("check warned --fail-level warning", 1), ("check bad good/a.md", 1), ("verify good", 0),
    ("verify bad", 1), ("build good -o site", 0), ("build bad -o site", 0),
    ("build bad -o site --strict", 1), ("fix bad --check", 0), ("stats good", 0),
    ("check --unread good", 0), ("check --unread good --format json", 0), ("explain", 0),
    ("explain unresolved-link", 0), ("systems", 0), ("solve", 0), ("solve birthday", 0),
    ("solve raid", 0), ("solve nines", 0), ("completion bash", 0),
    ("completion zsh", 0), ("completion fish", 0), ("new case 新案例 --folder good", 0),
    ("init good", 0), ("export json - good", 0),
    // What the person at the terminal has to mend.
    ("chek", 2), ("--formt", 2), ("--format json check", 2), ("check --formt json", 2),
    ("check --format jso", 2), ("check nowhere", 2), ("check /dev/null", 2), ("check empty", 2),
    ("check --jobs 0 good", 2), ("check --output x good", 2), ("check --config nowhere.yml", 2),
    ("check good --baseline nowhere", 2), ("check good --baseline good/a.md", 2),
    ("check good --changed-since HEAD", 2), ("check --unread --format sarif good", 2),
    ("check good --write-baseline b --baseline b", 2), ("verify good --shard 1/2", 2),
    ("verify good --seed x", 2), ("fix --only nothing good", 2), ("explain nothing", 2),
    ("systems nothing", 2), ("solve nothing", 2), ("completion tcsh", 2), ("build nowhere", 2),
    ("build good -o good/a.md", 2), ("build good -o empty", 2), ("new case", 2),
    ("new case ...", 2), ("init nowhere", 2), ("export sqlite - good", 2),
    ("check good --output json=good/a.md/x.json", 2), ("check good --output json=good/a.md", 2),
    ("export csv good/a.md good", 2), ("export manual - good", 2),
  ])
  func `each way to end has its status`(arguments: String, status: Int) throws {
    let result = try Binary.run(
      arguments.split(separator: " ").map(String.init), in: try project())
    #expect(result.status == status, "\(result.error)")
    if status == 2 {
      #expect(result.output == "")
      #expect(result.error.split(separator: "\n").count == 1, "one line: \(result.error)")
      #expect(result.error.hasPrefix("docgen: "))
    }
  }

  @Test(arguments: [
    ("chek", "check"), ("verfy good", "verify"), ("check --formt json", "--format"),
    ("explain unresolved-lnk", "unresolved-link"), ("systems ceph-pol", "ceph-pool"),
    ("check --format json good --fail-levl error", "--fail-level"),
  ])
  func `wrong usage names what is near`(arguments: String, near: String) throws {
    let result = try Binary.run(
      arguments.split(separator: " ").map(String.init), in: try project())
    #expect(result.status == 2)
    #expect(result.error.contains("did you mean") && result.error.contains(near))
  }

  @Test func `a full disk and a closed reader are told apart`() throws {
    let folder = try project()
    let full = try Binary.run(["check", "bad"], in: folder, shell: "> /dev/full")
    #expect(full.status == 2)
    #expect(full.error == "docgen: cannot write to stdout: no space left on the device\n")
    let closed = try Binary.run(["check", "bad"], in: folder, shell: ">&-")
    #expect(closed.status == 1)
    #expect(closed.error == "")
    let pipe = try Binary.run(["completion", "zsh"], in: folder, shell: "| head -n 1 >/dev/null")
    #expect(pipe.error == "")
    let file = try Binary.run(["check", "good", "--output", "json=/dev/full"], in: folder)
    #expect(file.status == 2)
    #expect(file.error == "docgen: cannot write /dev/full: no space left on the device\n")
  }

  @Test func `colours follow the flag, then the environment, then the terminal`() throws {
    let folder = try project()
    func isColoured(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Bool {
      try Binary.run(["check", "bad"] + arguments, in: folder, environment: environment)
        .output.contains("\u{1B}[")
    }
    #expect(try !isColoured([]))
    #expect(try isColoured(["--color", "always"], ["NO_COLOR": "1"]))
    #expect(try isColoured([], ["CLICOLOR_FORCE": "1"]))
    #expect(try !isColoured([], ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]))
    #expect(try isColoured([], ["CLICOLOR_FORCE": "1", "NO_COLOR": ""]))
    #expect(try !isColoured([], ["CLICOLOR_FORCE": "0"]))
    #expect(try !isColoured(["--color", "never"], ["CLICOLOR_FORCE": "1"]))
  }
}
