import Glibc

/// The kinds of document that `docgen new` can begin.
package enum Scaffold: String, Sendable, CaseIterable {
  case `case`, document

  /// Writes a new document that already passes `check`, and says where.
  ///
  /// - Parameters:
  ///   - name: its title; the file is named after it.
  ///   - isChinese: the language of what it says at first.
  ///   - folder: where it goes.
  /// - Throws: when a file of that name exists, or the name makes no file name.
  package func create(
    _ name: String, isChinese: Bool, in folder: String
  ) throws(ProjectError) -> String {
    let stem = fileName(name)
    guard !stem.isEmpty else {
      throw ProjectError("`\(name)` has no letter or digit that a file could be named after")
    }
    let path = "\(folder)/\(stem).md"
    if kind(of: path, followingLinks: false) != nil {
      throw ProjectError("will not replace \(path): it exists already")
    }
    try makeFolder(folder)
    try writeFile(path, Array(text(title: escaped(name), stem: stem, isChinese: isChinese).utf8))
    return path
  }

  /// A title as Markdown that says just that.
  private func escaped(_ title: String) -> String {
    String(title.flatMap { "\\`*_[]<>&|~".contains($0) ? ["\\", $0] : [$0] })
  }

  /// Letters, digits, `-` and `_` of the name; runs of anything else become one `-`.
  private func fileName(_ name: String) -> String {
    var stem = ""
    for scalar in name.unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" {
        stem.unicodeScalars.append(scalar)
      } else if !stem.isEmpty, !stem.hasSuffix("-") {
        stem += "-"
      }
    }
    while stem.hasSuffix("-") { stem.removeLast() }
    return stem
  }
}
