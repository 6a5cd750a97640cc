import Diagnostics
import Foundation
import Project
import TestSupport
import Testing

@Suite struct WorkspaceTests {
  private let rules = ["unresolved-link", "self-count"]

  @Test func `a setting is read, and the nearest configuration above a path counts`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "docgen.yml",
      """
      title: 手册
      content: docs
      rules:
        unresolved-link: off
        self-count: note
      seed: 7
      """)
    try folder.write("docs/a.md", "# A")
    let workspace = try Workspace(paths: [folder.path + "/docs/a.md"])
    #expect(workspace.configuration.title == "手册")
    #expect(workspace.configuration.seed == 7)
    #expect(workspace.contentRoot.hasSuffix("/docs"))
    #expect(workspace.only == ["a.md"])
    #expect(workspace.configuration.rules == ["unresolved-link": nil, "self-count": .note])
  }

  @Test func `an unknown key and an unknown rule are findings with a near miss`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "docgen.yml",
      """
      titel: 手册
      rules:
        unresolved-lnk: off
      language: fr
      output: ../elsewhere
      """)
    let workspace = try Workspace(paths: [folder.path])
    let inputs = try readInputs(workspace.inputRequest(output: nil))
    let findings = workspace.configurationFindings(in: inputs.sources, ruleIDs: rules)
    #expect(
      findings.map(\.message) == [
        "no key of the configuration is named `titel`", "no rule is named `unresolved-lnk`",
        "`language` is one of `zh`, `en`, not `fr`",
        "`output` is a folder inside the project, not `../elsewhere`",
      ])
    #expect(findings[0].fixes.first?.edits.first?.replacement == "title")
    #expect(inputs.sources.text(findings[0].span) == "titel")
    #expect(inputs.sources.text(findings[1].span) == "unresolved-lnk")
  }

  @Test func `paths are relative to the project's content, whichever part is named`() throws {
    let folder = try TemporaryFolder()
    try folder.write("docgen.yml", "content: content\n")
    try folder.write("README.md", "# not content\n")
    for path in ["content/x/1.md", "content/y/2.md"] { try folder.write(path, "#") }
    for (named, only) in [("", []), ("/content", []), ("/content/x", ["x"])] {
      let workspace = try Workspace(paths: [folder.path + named])
      #expect(workspace.contentRoot.hasSuffix("/content"), "\(named)")
      #expect(workspace.only == only, "\(named)")
    }
    try folder.write("docgen.yml", "title: all of it\n")
    let part = try Workspace(paths: [folder.path + "/content/x"])
    #expect(!part.contentRoot.hasSuffix("content") && part.only == ["content/x"])
    let editor = try Workspace(reading: [], as: folder.path + "/new.md")
    #expect(editor.only == ["new.md"])
  }

  @Test func `without a configuration the root is what the paths share`() throws {
    let folder = try TemporaryFolder()
    for path in ["a/x/1.md", "a/y/2.md"] { try folder.write(path, "#") }
    let workspace = try Workspace(
      paths: [folder.path + "/a/x", folder.path + "/a/y/2.md"])
    #expect(workspace.contentRoot.hasSuffix("/a"))
    #expect(workspace.only == ["x", "y/2.md"])
    let inputs = try readInputs(workspace.inputRequest(output: nil))
    #expect(inputs.sources.files.map(\.path) == ["x/1.md", "y/2.md"])
  }

  @Test func `a rule that is off reports nothing, one at another level reports there`() throws {
    var configuration = Configuration()
    configuration.rules = ["loud": .note, "silent": nil]
    let kinds = ["loud", "silent", "plain"].map { DiagnosticKind($0, .error, "") }
    let sources = Sources([SourceFile(id: SourceID(0), path: "a.md", text: "")])
    let findings = kinds.map { Diagnostic($0, "m", at: Span(SourceID(0), 0..<0)) }
    let applied = configuration.apply(to: findings, in: sources)
    #expect(applied.map(\.id) == ["loud", "plain"])
    #expect(applied.map(\.severity) == [.note, .error])
  }
}
