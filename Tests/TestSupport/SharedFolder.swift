package import Foundation

/// The package's root folder.
package let packageRoot: URL = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A file or folder of the reference material beside the checkout, nil where it is absent.
///
/// Suites that use it are skipped, saying so, without it.
package func shared(_ path: String) -> URL? {
  let url = packageRoot.deletingLastPathComponent().appendingPathComponent("shared")
    .appendingPathComponent(path)
  return FileManager.default.fileExists(atPath: url.path) ? url : nil
}
