package import Foundation

/// A folder of one test, removed with the value.
package final class TemporaryFolder {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("docgen-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  package var path: String { url.path }

  /// Writes a file and the folders above it.
  package func write(_ path: String, _ text: String) throws {
    try write(path, Data(text.utf8))
  }

  package func write(_ path: String, _ data: Data) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  package func read(_ path: String) -> String? {
    (try? Data(contentsOf: url.appendingPathComponent(path))).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  package func names(_ path: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(
      atPath: url.appendingPathComponent(path).path)) ?? []).sorted()
  }
}
