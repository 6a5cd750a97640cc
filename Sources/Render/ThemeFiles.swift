import Theme

/// The files that make the look of a site: templates, styles and scripts.
package struct ThemeFiles: Sendable {
  /// By path, relative to the theme's folder.
  package let files: [String: [UInt8]]

  /// The theme that is embedded in the program, with a project's own files in the place of its.
  package init(overrides: [String: [UInt8]] = [:]) {
    files = Self.embedded.merging(overrides) { _, override in override }
  }

  package static var embedded: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for index in 0..<theme_file_count {
      let file = theme_file_at(index)
      guard let path = file.path else { continue }
      files[String(cString: path)] = Array(
        UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
    return files
  }

  /// The texts of a template: the project's own first, then the embedded one to fall back on.
  func templates(_ name: String) -> [String] {
    let path = "templates/\(name).mustache"
    return [files[path], Self.embedded[path]].compactMap { bytes in
      bytes.map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The files that are published as they are, by their path on the site.
  var assets: [(path: String, bytes: [UInt8])] {
    files.filter { !$0.key.hasPrefix("templates/") }
      .map { (path: "assets/" + $0.key, bytes: $0.value) }
      .sorted { $0.path < $1.path }
  }
}
