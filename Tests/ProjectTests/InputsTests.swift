import Diagnostics
import Foundation
import Project
import TestSupport
import Testing

@Suite struct InputsTests {
  private func paths(_ inputs: Inputs) -> [String] { inputs.sources.files.map(\.path) }

  @Test func `documents come in the order of their paths, whatever the file system says`() throws {
    let folder = try TemporaryFolder()
    for path in ["b.md", "a/z.md", "a.md", "a/a.markdown", "图/例.md"] { try folder.write(path, "#") }
    let inputs = try readInputs(InputRequest(root: folder.path))
    #expect(paths(inputs) == ["a.md", "a/a.markdown", "a/z.md", "b.md", "图/例.md"])
  }

  @Test func `hidden folders, packages of node and the output hold no documents`() throws {
    let folder = try TemporaryFolder()
    for path in [".git/a.md", "node_modules/x/a.md", "public/a.md", "a.md"] {
      try folder.write(path, "#")
    }
    var request = InputRequest(root: folder.path)
    request.excluding = ["public"]
    #expect(paths(try readInputs(request)) == ["a.md"])
  }

  @Test func `invalid UTF-8 is a finding at its place and the rest is kept`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.md", Data(Array("好".utf8) + [0xFF] + Array(" tail".utf8)))
    let inputs = try readInputs(InputRequest(root: folder.path))
    let finding = try #require(inputs.diagnostics.first)
    #expect(finding.id == "invalid-utf8")
    #expect(finding.span.start == 3)
    #expect(inputs.sources.text(Span(SourceID(0), 0..<6)) == "好\u{FFFD}")
    #expect(inputs.sources.files[0].bytes.suffix(5) == Array(" tail".utf8))
  }

  @Test func `a zero byte is a finding at its place and is replaced as CommonMark does`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.md", Data(Array("好".utf8) + [0] + Array(" tail".utf8) + [0, 0xFF]))
    try folder.write("b.md", Data(Array("a".utf8) + [0]))
    let inputs = try readInputs(InputRequest(root: folder.path))
    #expect(inputs.diagnostics.map(\.span.start) == [3, 1])
    #expect(inputs.diagnostics.map(\.id) == ["invalid-utf8", "invalid-utf8"])
    #expect(inputs.sources.text(Span(SourceID(0), 0..<6)) == "好\u{FFFD}")
    #expect(inputs.sources.files.allSatisfy { !$0.bytes.contains(0) })
  }

  @Test func `what counts as UTF-8 is what the standard library takes for it`() {
    let pieces: [[UInt8]] = [
      [0x41], Array("é好😀".utf8), [0xC0, 0x80], [0xC2], [0x80], [0xE0, 0x80, 0x80],
      [0xE0, 0xA0, 0x80],
      [0xED, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
      [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF],
      [0xE5, 0xA5], [0xF0, 0x9F, 0x98],
    ]
    for first in pieces {
      for second in pieces {
        for third in pieces {
          let bytes = first + second + third
          let isValid = String(validating: bytes, as: UTF8.self) != nil
          #expect((firstInvalidUTF8(in: bytes) == nil) == isValid, "\(bytes)")
        }
      }
    }
  }

  @Test func `a link out of the root is refused with a finding, one inside is followed`() throws {
    let folder = try TemporaryFolder()
    try folder.write("secret.md", "key")
    try folder.write("root/real.md", "# Real")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: folder.path + "/root/out.md", withDestinationPath: "../secret.md")
    try manager.createSymbolicLink(
      atPath: folder.path + "/root/in.md", withDestinationPath: "real.md")
    try manager.createSymbolicLink(
      atPath: folder.path + "/root/loop", withDestinationPath: ".")
    let inputs = try readInputs(InputRequest(root: folder.path + "/root"))
    #expect(inputs.diagnostics.map(\.id) == ["link-outside"])
    #expect(!inputs.sources.files.contains { $0.bytes == Array("key".utf8) })
    #expect(paths(inputs).contains("in.md"))
  }

  @Test func `a folder that is not there is one line for the person at the terminal`() throws {
    let error = #expect(throws: ProjectError.self) {
      try readInputs(InputRequest(root: "/nonexistent/folder"))
    }
    #expect(error?.description == "cannot read /nonexistent/folder: no such file or folder")
  }

  @Test func `a document of more than 32 MiB is a finding and is not read`() throws {
    let folder = try TemporaryFolder()
    try folder.write("big.md", Data(repeating: 0x61, count: (32 << 20) + 1))
    try folder.write("small.md", "# Small")
    let inputs = try readInputs(InputRequest(root: folder.path))
    #expect(inputs.diagnostics.map(\.id) == ["file-too-large"])
    #expect(inputs.sources.files.map(\.bytes.count) == [0, 7])
  }
}
