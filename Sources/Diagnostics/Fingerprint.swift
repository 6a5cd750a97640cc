extension Report {
  /// An identity for each finding that survives edits elsewhere in its file, in the order given.
  ///
  /// It is made of the rule, the path and the text of the finding's lines, not of their number.
  /// Equal findings on equal lines are told apart by an ordinal.
  package func fingerprints(of diagnostics: [Diagnostic]) -> [String] {
    var places = Places(sources)
    var seen: [UInt64: Int] = [:]
    return diagnostics.map { diagnostic in
      var hash = StableHash()
      hash.combine(diagnostic.id)
      hash.combine(sources[diagnostic.span.source].path)
      let table = places.table(diagnostic.span.source)
      let line = table.text(ofLine: table.line(at: diagnostic.span.start))
      hash.combine(line.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      let ordinal = seen[hash.value, default: 0]
      seen[hash.value] = ordinal + 1
      hash.combine("\(ordinal)")
      return hash.hex
    }
  }
}
