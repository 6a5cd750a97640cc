/// The sources after fixes have been applied, and what was changed.
package struct FixApplication: Sendable {
  /// The changed files, in the order of the sources; their identities are the old ones.
  package let files: [SourceFile]

  /// How many fixes begin in each of the files, by its path.
  package let counts: [String: Int]
  package var applied: Int { counts.values.reduce(0, +) }

  /// Fixes left out because they overlap one that was applied: run again to get them.
  package let skipped: Int

  /// Applies the first fix of each finding that may be applied unasked and overlaps no earlier one.
  ///
  /// A fix is applied whole or not at all. Accepted findings are left alone.
  ///
  /// - Parameter including: the least certain kind of fix that may be applied.
  package init(
    of diagnostics: [Diagnostic], to sources: Sources, including: FixIt.Applicability = .safe
  ) {
    var edits: [SourceID: [FixIt.Edit]] = [:]
    var counts: [String: Int] = [:]
    var skipped = 0
    var done: Set<[FixIt.Edit]> = []
    for diagnostic in diagnostics.sorted() where diagnostic.acceptance == nil {
      let fix = diagnostic.fixes.first {
        $0.applicability == .safe || including == .needsReview
      }
      guard let fix, !fix.edits.isEmpty, !done.contains(fix.edits) else { continue }
      let own = fix.edits.sorted { $0.span < $1.span }
      let isSound = zip(own, own.dropFirst()).allSatisfy { !collide($0, $1) }
      let fits = own.allSatisfy { edit in
        edit.span.end <= sources[edit.span.source].bytes.count
          && (edits[edit.span.source] ?? []).place(for: edit) != nil
      }
      guard isSound, fits else {
        skipped += 1
        continue
      }
      for edit in own {
        let place = edits[edit.span.source, default: []].place(for: edit) ?? 0
        edits[edit.span.source, default: []].insert(edit, at: place)
      }
      done.insert(fix.edits)
      counts[sources[own[0].span.source].path, default: 0] += 1
    }
    var files: [SourceFile] = []
    for (source, own) in edits.sorted(by: { $0.key < $1.key }) where !own.isEmpty {
      let old = sources[source]
      var bytes: [UInt8] = []
      var position = 0
      for edit in own {
        bytes += old.bytes[position..<max(position, edit.span.start)]
        bytes += Array(edit.replacement.utf8)
        position = max(position, edit.span.end)
      }
      bytes += old.bytes[position...]
      files.append(SourceFile(id: source, path: old.path, bytes: bytes))
    }
    self.files = files
    self.counts = counts
    self.skipped = skipped
  }
}

extension [FixIt.Edit] {
  /// Where an edit belongs among these, nil if it touches one of them. O(log count).
  fileprivate func place(for edit: FixIt.Edit) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].span < edit.span { low = middle + 1 } else { high = middle }
    }
    if low > 0, collide(self[low - 1], edit) { return nil }
    if low < count, collide(edit, self[low]) { return nil }
    return low
  }
}

/// Whether two edits, in order, overlap, or insert at the same place.
private func collide(_ a: FixIt.Edit, _ b: FixIt.Edit) -> Bool {
  a.span.end > b.span.start || (a.span.end == b.span.start && (a.span.isEmpty || b.span.isEmpty))
}
