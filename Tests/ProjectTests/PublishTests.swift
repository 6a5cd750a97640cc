import Foundation
import Project
import TestSupport
import Testing

@Suite struct PublishTests {
  private func files(_ pairs: [String: String]) -> [(path: String, bytes: [UInt8])] {
    pairs.sorted { $0.key < $1.key }.map { (path: $0.key, bytes: Array($0.value.utf8)) }
  }

  @Test func `a second publication replaces the first whole`() throws {
    let folder = try TemporaryFolder()
    let site = folder.path + "/public"
    try publish(files(["index.html": "one", "old/page.html": "gone"]), to: site)
    #expect(folder.read("public/old/page.html") == "gone")
    try publish(files(["index.html": "two"]), to: site)
    #expect(folder.read("public/index.html") == "two")
    #expect(folder.read("public/old/page.html") == nil)
    #expect(folder.names() == ["public"], "nothing is left beside the site")
  }

  @Test func `a folder that holds other files is not replaced`() throws {
    let folder = try TemporaryFolder()
    try folder.write("public/thesis.txt", "ten years of work")
    #expect(throws: ProjectError.self) {
      try publish(files(["index.html": "site"]), to: folder.path + "/public")
    }
    #expect(folder.read("public/thesis.txt") == "ten years of work")
    #expect(folder.names() == ["public"])
  }

  @Test func `an empty folder may become a site`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/public", withIntermediateDirectories: true)
    try publish(files(["index.html": "site"]), to: folder.path + "/public/")
    #expect(folder.read("public/index.html") == "site")
  }

  @Test func `a publication that fails half way leaves the previous site`() throws {
    let folder = try TemporaryFolder()
    let site = folder.path + "/public"
    try publish(files(["index.html": "one"]), to: site)
    // A page below a file cannot be written.
    #expect(throws: ProjectError.self) {
      try publish(files(["a": "a file", "a/b.html": "below it"]), to: site)
    }
    #expect(folder.read("public/index.html") == "one")
    #expect(folder.names() == ["public"])
  }

  @Test func `what a killed build has left is removed, what a living one makes is not`() throws {
    let folder = try TemporaryFolder()
    // No process has the largest identifier that fits; the parent of this one lives.
    try folder.write("public.docgen-2147483647/index.html", "half")
    try folder.write("public.docgen-\(getppid())/index.html", "in the making")
    try folder.write("public.docgen-notes/a.txt", "somebody's")
    try publish(files(["index.html": "site"]), to: folder.path + "/public")
    #expect(folder.names() == ["public", "public.docgen-\(getppid())", "public.docgen-notes"])
  }
}
