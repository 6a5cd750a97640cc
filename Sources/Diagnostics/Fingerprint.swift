extension Report {
  /// The open findings that another report, of the same documents at an earlier time, did not have.
  ///
  /// One that has only moved with its line is not new; one that says something else is.
  package func findings(newSince earlier: Report) -> [Diagnostic] {
    let known = Set(zip(earlier.fingerprints(of: earlier.open), earlier.open).map(Identity.init))
    return zip(fingerprints(of: open), open).filter { !known.contains(Identity($0, $1)) }.map(\.1)
  }

  private struct Identity: Hashable {
    let fingerprint: String
    let message: String

    init(_ fingerprint: String, _ diagnostic: Diagnostic) {
      self.fingerprint = fingerprint
      message = diagnostic.message
    }
  }

  /// An identity for each finding that survives edits elsewhere in its file, in the order given.
  ///
  /// It is made of the rule, the path and the text of the finding's line, not of its number.
  /// Equal findings on equal lines are told apart by an ordinal.
  ///
  /// - Parameter path: the name of a source that goes into the identity.
  package func fingerprints(
    of diagnostics: [Diagnostic], path: (SourceFile) -> String = { $0.path }
  ) -> [String] {
    var places = Places(sources)
    var paths: [SourceID: String] = [:]
    var seen: [UInt64: Int] = [:]
    var last: (source: SourceID, line: Int, text: String)?
    return diagnostics.map { diagnostic in
      let source = diagnostic.span.source
      let name = paths[source] ?? path(sources[source])
      paths[source] = name
      var hash = StableHash()
      hash.combine(diagnostic.id)
      hash.combine(name)
      let table = places.table(source)
      // Many findings may lie on one long line.
      let number = table.line(at: diagnostic.span.start)
      if last?.source != source || last?.line != number {
        let words = table.text(ofLine: number).split(whereSeparator: \.isWhitespace)
        var line = StableHash()
        line.combine(words.joined(separator: " "))
        last = (source, number, line.hex)
      }
      hash.combine(last?.text ?? "")
      let ordinal = seen[hash.value, default: 0]
      seen[hash.value] = ordinal + 1
      hash.combine("\(ordinal)")
      return hash.hex
    }
  }
}
