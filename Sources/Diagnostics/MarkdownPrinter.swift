extension Report {
  /// A summary for a pull request or a job page: the numbers, then a table of findings.
  ///
  /// At most 200 findings are listed, errors first, because such pages have limits.
  func markdownText() -> [UInt8] {
    var places = Places(sources)
    let mark = open.contains { $0.severity > .note } ? "❌" : "✅"
    var text = "## docgen\n\n\(mark) \(summary)\n"
    let listed = open.enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }.map(\.element)
    if !listed.isEmpty {
      text += "\n| | place | finding | rule |\n|---|---|---|---|\n"
      for diagnostic in listed.prefix(200) {
        let place = cell(places.label(diagnostic.span))
        text +=
          "| \(diagnostic.severity.rawValue) | \(place) | \(cell(diagnostic.message)) "
          + "| `\(diagnostic.id)` |\n"
      }
      if listed.count > 200 { text += "\nAnd \(listed.count - 200) more.\n" }
    }
    return Array(text.utf8)
  }

  /// Text that a table cell shows as it is: nothing in it ends the cell, the line or begins a tag.
  private func cell(_ text: String) -> String {
    var shown = ""
    for character in visible(text) {
      switch character {
      case "|": shown += "\\|"
      case "<": shown += "&lt;"
      case "&": shown += "&amp;"
      case "\\": shown += "\\\\"
      default: shown.append(character)
      }
    }
    return shown
  }
}
