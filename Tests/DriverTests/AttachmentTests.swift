import Diagnostics
import Driver
import Foundation
import Project
import TestSupport
import Testing

@Suite struct AttachmentTests {
  @Test func `files that documents link to are published, those outside or unlinked are not`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("secret.txt", "key")
    try folder.write("docs/picture.png", "png")
    try folder.write("docs/deep/configuration.yaml", "a: 1")
    try folder.write("docs/unlinked.txt", "draft")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/docs/link.txt", withDestinationPath: "../secret.txt")
    try folder.write(
      "docs/deep/a.md",
      """
      # A

      ![p](../picture.png) [c](configuration.yaml) [s](../../secret.txt) [l](../link.txt) [b](b.md)
      """)
    try folder.write("docs/deep/b.md", "# B")
    let workspace = try Workspace(paths: [folder.path + "/docs"])
    let run = try await run(workspace, until: .verify, options: PipelineOptions())
    #expect(run.attachments == ["deep/configuration.yaml", "picture.png"])
  }
}
