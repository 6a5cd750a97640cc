import Diagnostics
import Driver
import Foundation
import Project
import Systems
import TestSupport
import Testing

@Suite struct ManualTests {
  private let folder = packageRoot.appendingPathComponent("docs")

  @Test(arguments: Manual.pages.map(\.path))
  func `a page that is made from the program is what the program makes`(_ path: String) throws {
    let written = try String(
      decoding: Data(contentsOf: folder.appendingPathComponent(path)), as: UTF8.self)
    let made = try #require(Manual.pages.first { $0.path == path }?.text)
    #expect(written == made, "`docgen export manual docs` writes the pages anew")
  }

  @Test func `the manual is published without a finding`() async throws {
    let workspace = try Workspace(paths: [folder.path])
    let run = try await Driver.run(workspace, until: .render, options: PipelineOptions())
    #expect(run.diagnostics.map { "\($0.id): \($0.message)" } == [])
  }

  @Test func `every page of the manual can be reached from its first`() throws {
    let index = try String(
      decoding: Data(contentsOf: folder.appendingPathComponent("README.md")), as: UTF8.self)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".md") && $0 != "README.md" }
    for name in names { #expect(index.contains("](\(name))"), "\(name)") }
    let systems = try String(
      decoding: Data(contentsOf: folder.appendingPathComponent("systems.md")), as: UTF8.self)
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: folder.appendingPathComponent("systems").path)
    #expect(Set(pages) == Set(SystemDefinition.all.map { $0.name + ".md" }))
    for page in pages { #expect(systems.contains("](systems/\(page))"), "\(page)") }
  }
}
