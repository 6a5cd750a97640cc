/// Something that only the person at the terminal can mend: one line, exit code 2.
package struct ProjectError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }

  /// A failed system call on a path.
  init(_ what: String, _ path: String, errno code: Int32) {
    self.init("\(what) \(path): \(reason(code))")
  }
}
