import Foundation
import TestSupport
import Testing

/// Files and folders as nobody would make them: findings or one line, never a crash.
@Suite struct HostileInputTests {
  @Test func `every encoding is read or reported`() throws {
    let folder = try TemporaryFolder()
    try folder.write("bom.md", "\u{FEFF}# A\r\n\r\n[x](no.md)\r\n")
    try folder.write("cr.md", "# A\r\r[x](no.md)\r")
    try folder.write("nul.md", "# A\0\n")
    try folder.write(
      "utf16.md",
      Data([0xFF, 0xFE]) + Data("# 标题".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }))
    try folder.write("gb.md", Data([0x23, 0x20, 0xB1, 0xEA, 0xCC, 0xE2, 0x0A]))
    let result = try Binary.run(["check", ".", "--format", "short"], in: folder)
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(
      lines.filter { $0.contains("[invalid-utf8]") }.map { $0.prefix { $0 != ":" } } == [
        "gb.md", "nul.md", "utf16.md",
      ])
    #expect(lines.contains { $0.hasPrefix("bom.md:3:5:") && $0.contains("[unresolved-link]") })
    #expect(lines.contains { $0.hasPrefix("cr.md:") && $0.contains("[unresolved-link]") })
    let pretty = try Binary.run(["check", "utf16.md"], in: folder)
    #expect(pretty.output.contains("iconv -f UTF-16"))
  }

  @Test func `names of any bytes are printed without harm and published`() throws {
    let folder = try TemporaryFolder()
    let names = [
      "a<b>\"'&.md", "new\nline.md", "\u{202E}evil.md", "-rf.md", "%2e%2e.md", "esc\u{1B}[31m.md",
      "a b|c,d:e=f.md", String(repeating: "中", count: 80) + ".md",
    ]
    for name in names { try folder.write("docs/" + name, "[x](gone.md)\n") }
    for format in ["pretty", "short", "markdown", "github"] {
      let result = try Binary.run(["check", "docs", "--format", format], in: folder)
      #expect(result.status == 1)
      #expect(
        !result.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" }, "\(format)")
      if format == "short" {
        #expect(result.output.split(separator: "\n").count == names.count)
      }
    }
    let build = try Binary.run(["build", "docs", "-o", "site"], in: folder)
    #expect(build.status == 0, "\(build.error)")
  }

  @Test func `loops of links, links to nowhere and what is no file are passed over`() throws {
    let folder = try TemporaryFolder()
    try folder.write("docs/a.md", "# A\n")
    for (link, target) in [
      ("loop", "."), ("self", "self"), ("up", ".."), ("gone.md", "nowhere.md"),
      ("pw.md", "/etc/passwd"), ("null.md", "/dev/null"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/docs/" + link, withDestinationPath: target)
    }
    #expect(mkfifo(folder.path + "/docs/pipe.md", 0o644) == 0)
    let result = try Binary.run(["check", "docs", "--format", "short"], in: folder)
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n").allSatisfy { $0.contains("[link-outside]") })
    #expect(!result.output.contains("root:"))
    let pipe = try Binary.run(["check", "docs/pipe.md"], in: folder)
    #expect(pipe.status == 2)
  }

  @Test func `a finding on a line of a megabyte is printed as any other`() throws {
    let folder = try TemporaryFolder()
    let padding = String(repeating: "长 ", count: 130_000)
    try folder.write("a.md", padding + "[x](gone.md) " + padding + "[y](away.md)\n")
    let result = try Binary.run(["check", "a.md"], in: folder)
    #expect(result.output.utf8.count < 4000)
    for target in ["gone.md", "away.md"] {
      let lines = result.output.split(separator: "\n").map(String.init)
      let excerpt = try #require(lines.firstIndex { $0.hasPrefix("1 |") && $0.contains(target) })
      let marks = lines[excerpt + 1]
      #expect(marks.filter { $0 == "^" }.count == target.count)
    }
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may write everywhere"))
  func `a folder that cannot be written leaves the old site`() throws {
    let folder = try TemporaryFolder()
    try folder.write("docs/a.md", "# A\n")
    _ = try Binary.run(["build", "docs", "-o", "out/site"], in: folder)
    let page = folder.read("out/site/a.html")
    chmod(folder.path + "/out", 0o555)
    defer { chmod(folder.path + "/out", 0o755) }
    try folder.write("docs/a.md", "# B\n")
    let result = try Binary.run(["build", "docs", "-o", "out/site"], in: folder)
    #expect(result.status == 2)
    #expect(folder.read("out/site/a.html") == page)
  }

  @Test func `mending keeps permissions and links, and leaves undecodable files alone`() throws {
    let folder = try TemporaryFolder()
    try folder.write("docs/a b.md", "# A\n")
    try folder.write("docs/b.md", "[x](a b.md)\n")
    try folder.write("docs/c.md", Data(Array("[x](a b.md) ".utf8) + [0xFF, 0x0A]))
    chmod(folder.path + "/docs/b.md", 0o640)
    let first = try Binary.run(["fix", "docs"], in: folder)
    #expect(first.status == 0)
    #expect(folder.read("docs/b.md") == "[x](a%20b.md)\n")
    let bytes = try Data(contentsOf: folder.url.appendingPathComponent("docs/c.md"))
    #expect(bytes.contains(0xFF))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/docs/b.md")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try Binary.run(["fix", "docs", "--check"], in: folder).status == 0)
    #expect(folder.names("docs") == ["a b.md", "b.md", "c.md"])
  }
}
