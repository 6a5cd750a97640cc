extension Report {
  /// One JSON object: the format's version, the findings, and their number.
  ///
  /// Lines and columns start at one and columns count Unicode scalars; `offset` counts bytes from
  /// zero. The end of a range is the place after its last character.
  ///
  /// - Parameter more: writes further members between the findings and their number.
  package func jsonText(
    _ more: (inout JSONWriter, inout Places) -> Void = { _, _ in }
  ) -> [UInt8] {
    var places = Places(sources)
    var writer = JSONWriter()
    let summary = summary
    writer.object { writer in
      writer.member("version", "1.0.0")
      writer.key("diagnostics")
      writer.array(diagnostics) { $0.write($1, &places) }
      more(&writer, &places)
      writer.key("summary")
      writer.object { writer in
        writer.member("documents", summary.documents)
        writer.member("errors", summary.errors)
        writer.member("warnings", summary.warnings)
        writer.member("notes", summary.notes)
        writer.member("accepted", summary.accepted)
        writer.member("baselined", summary.baselined)
      }
    }
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ diagnostic: Diagnostic, _ places: inout Places) {
    object { writer in
      writer.member("id", diagnostic.id)
      writer.member("severity", diagnostic.severity.rawValue)
      writer.write(diagnostic.span, &places)
      writer.member("summary", diagnostic.message)
      if let acceptance = diagnostic.acceptance { writer.member("acceptance", acceptance) }
      writer.key("notes")
      writer.array(diagnostic.notes) { writer, note in
        writer.object { writer in
          writer.member("message", note.message)
          if let span = note.span { writer.write(span, &places) }
        }
      }
      writer.key("fixes")
      writer.array(diagnostic.fixes) { writer, fix in
        writer.object { writer in
          writer.member("title", fix.title)
          writer.member("applicability", fix.applicability.rawValue)
          writer.key("edits")
          writer.array(fix.edits) { writer, edit in
            writer.object { writer in
              writer.write(edit.span, &places)
              writer.member("replacement", edit.replacement)
            }
          }
        }
      }
    }
  }

  /// The members `source` and `range`.
  package mutating func write(_ span: Span, _ places: inout Places) {
    let (start, end) = places.scalars(span)
    member("source", places.path(span))
    key("range")
    object { writer in
      for (name, place, offset) in [("start", start, span.start), ("end", end, span.end)] {
        writer.key(name)
        writer.object { writer in
          writer.member("line", place.line)
          writer.member("column", place.column)
          writer.member("offset", offset)
        }
      }
    }
  }
}
