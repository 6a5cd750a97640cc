extension Report {
  /// GitHub Actions' workflow commands, which become annotations on the changed lines.
  ///
  /// GitHub shows ten of each severity for a step and drops the rest in silence, so only ten of
  /// each are sent, and a last notice says how many more there are.
  func gitHubText() -> [UInt8] {
    let limit = 10
    var places = Places(sources)
    var text = ""
    var left = 0
    for severity in [Severity.error, .warning, .note] {
      let all = open.filter { $0.severity == severity }
      // One notice is kept for the last line.
      let shown = all.prefix(severity == .note ? limit - 1 : limit)
      left += all.count - shown.count
      for diagnostic in shown {
        let (start, end) = places.scalars(diagnostic.span)
        let command = severity == .note ? "notice" : severity.rawValue
        text += "::\(command) file=\(property(places.path(diagnostic.span)))"
        text += ",line=\(start.line),endLine=\(end.line)"
        // Columns are understood only within one line.
        if start.line == end.line {
          text += ",col=\(start.column),endColumn=\(max(start.column, end.column - 1))"
        }
        text += ",title=\(property(diagnostic.id))::\(data(diagnostic.message))\n"
      }
    }
    if left > 0 {
      text += "::notice title=docgen::\(left) more; \(data("\(summary)"))\n"
    }
    return Array(text.utf8)
  }

  private func data(_ text: String) -> String { escaped(text, [:]) }

  private func property(_ text: String) -> String { escaped(text, [":": "%3A", ",": "%2C"]) }

  private func escaped(_ text: String, _ more: [Unicode.Scalar: String]) -> String {
    var result = ""
    // A newline is escaped below; other control characters mean nothing to a reader.
    for scalar in text.unicodeScalars.map({ $0 == "\n" || $0 == "\r" ? $0 : visible($0) }) {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result += more[scalar] ?? String(scalar)
      }
    }
    return result
  }
}
