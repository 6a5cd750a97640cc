extension Report {
  /// One line for each open finding, `path:line:col: severity: message [id]`, as editors read it.
  func shortText() -> [UInt8] {
    var places = Places(sources)
    var text = ""
    for diagnostic in open {
      let message = visible(diagnostic.message)
      text +=
        "\(visible(places.label(diagnostic.span))): \(diagnostic.severity.rawValue): \(message)"
        + " [\(diagnostic.id)]\n"
    }
    return Array(text.utf8)
  }
}
