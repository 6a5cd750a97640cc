extension Report {
  /// The report in the Static Analysis Results Interchange Format, SARIF 2.1.0.
  ///
  /// Columns count UTF-16 code units, as the file says. GitHub takes no more than 25,000 results,
  /// so that the least severe beyond them are left out.
  func sarifText() -> [UInt8] {
    var places = Places(sources)
    var writer = JSONWriter()
    var results = (diagnostics + baselined).sorted()
    let known = Set(baselined)
    if results.count > 25_000 {
      results.sort { ($1.severity, $0.span) < ($0.severity, $1.span) }
      results = results.prefix(25_000).sorted()
    }
    let used = Set(results.map(\.id))
    let rules = kinds.filter { used.contains($0.id) }
    var ruleIndex: [String: Int] = [:]
    for (index, rule) in rules.enumerated() { ruleIndex[rule.id] = index }
    let fingerprints = fingerprints(of: results)
    writer.object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.key("runs")
      writer.array { writer in
        writer.object { writer in
          writer.key("tool")
          writer.object { writer in
            writer.key("driver")
            writer.object { writer in
              writer.member("name", "docgen")
              writer.member("version", toolVersion)
              writer.key("rules")
              writer.array(rules) { $0.write($1) }
            }
          }
          writer.member("columnKind", "utf16CodeUnits")
          writer.key("results")
          writer.array(zip(results, fingerprints)) { writer, result in
            writer.write(
              result.0, rule: ruleIndex[result.0.id], result.1,
              isBaselined: known.contains(result.0), &places)
          }
        }
      }
    }
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ rule: DiagnosticKind) {
    let lines = rule.explanation.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.prefix { !$0.isEmpty }.joined(separator: " ")
    object { writer in
      writer.member("id", rule.id)
      writer.key("shortDescription")
      writer.object { $0.member("text", first.isEmpty ? rule.id : first) }
      writer.key("help")
      writer.object { writer in
        writer.member("text", rule.explanation)
        writer.member("markdown", rule.explanation)
      }
      writer.key("defaultConfiguration")
      writer.object { $0.member("level", rule.severity.rawValue) }
    }
  }

  fileprivate mutating func write(
    _ diagnostic: Diagnostic, rule: Int?, _ fingerprint: String, isBaselined: Bool,
    _ places: inout Places
  ) {
    object { writer in
      writer.member("ruleId", diagnostic.id)
      if let rule { writer.member("ruleIndex", rule) }
      writer.member("level", diagnostic.severity.rawValue)
      let remarks = diagnostic.notes.filter { $0.span == nil }.map { "\n\($0.message)" }
      writer.key("message")
      writer.object { $0.member("text", diagnostic.message + remarks.joined()) }
      writer.key("locations")
      writer.array([diagnostic.span]) { $0.location($1, nil, &places) }
      let related = diagnostic.notes.filter { $0.span != nil }
      if !related.isEmpty {
        writer.key("relatedLocations")
        writer.array(related) { writer, note in
          if let span = note.span { writer.location(span, note.message, &places) }
        }
      }
      writer.key("partialFingerprints")
      writer.object { $0.member("docgen/v1", fingerprint) }
      if !diagnostic.fixes.isEmpty {
        writer.key("fixes")
        writer.array(diagnostic.fixes) { $0.write($1, &places) }
      }
      if let reason = diagnostic.acceptance {
        writer.key("suppressions")
        writer.array([reason]) { writer, reason in
          writer.object { writer in
            writer.member("kind", "inSource")
            writer.member("justification", reason)
          }
        }
      } else if isBaselined {
        writer.key("suppressions")
        writer.array(["external"]) { writer, kind in
          writer.object { $0.member("kind", kind) }
        }
      }
    }
  }

  private mutating func location(_ span: Span, _ message: String?, _ places: inout Places) {
    object { writer in
      writer.key("physicalLocation")
      writer.object { writer in
        writer.artifact(places.path(span))
        writer.region("region", span, &places)
      }
      if let message {
        writer.key("message")
        writer.object { $0.member("text", message) }
      }
    }
  }

  private mutating func artifact(_ path: String) {
    key("artifactLocation")
    object { writer in
      writer.member("uri", percentEncoded(path))
      writer.member("uriBaseId", "%SRCROOT%")
    }
  }

  private mutating func region(_ name: String, _ span: Span, _ places: inout Places) {
    let (start, end) = places.utf16(span)
    key(name)
    object { writer in
      writer.member("startLine", start.line)
      writer.member("startColumn", start.column)
      writer.member("endLine", end.line)
      writer.member("endColumn", end.column)
    }
  }

  private mutating func write(_ fix: FixIt, _ places: inout Places) {
    object { writer in
      writer.key("description")
      writer.object { $0.member("text", fix.title) }
      let edits = fix.edits.sorted { $0.span < $1.span }
      let files = edits.map(\.span.source).reduce(into: [SourceID]()) { files, file in
        if files.last != file { files.append(file) }
      }
      writer.key("artifactChanges")
      writer.array(files) { writer, file in
        writer.object { writer in
          let own = edits.filter { $0.span.source == file }
          if let first = own.first { writer.artifact(places.path(first.span)) }
          writer.key("replacements")
          writer.array(own) { writer, edit in
            writer.object { writer in
              writer.region("deletedRegion", edit.span, &places)
              writer.key("insertedContent")
              writer.object { $0.member("text", edit.replacement) }
            }
          }
        }
      }
    }
  }
}
