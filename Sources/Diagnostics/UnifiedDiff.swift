/// The changes that edits make to a file, as `diff -u` prints them, with three lines of context.
///
/// The edits are known, so that no search for the difference is needed: each touches a range of
/// lines, and ranges whose contexts meet share a hunk. Linear in the file.
///
/// - Parameter edits: sorted by place, not overlapping.
func unifiedDiff(_ file: SourceFile, _ edits: [FixIt.Edit]) -> String {
  let table = LineTable(file, takesReturns: false)
  let context = 3
  let lineCount = file.lineCount
  var changes: [Change] = []
  for edit in edits {
    let first = table.line(at: edit.span.start)
    // A deleted newline joins the next line to this one; a replaced one does not.
    let keepsEnding =
      edit.replacement.utf8.last == newline
      || table.range(ofLine: first).lowerBound == edit.span.start && edit.replacement.isEmpty
    let endsLine = edit.span.end > edit.span.start && file.bytes[edit.span.end - 1] == newline
    let last = max(first, table.line(at: edit.span.end - (endsLine && keepsEnding ? 1 : 0)))
    if let previous = changes.last, first <= previous.last {
      changes[changes.count - 1].last = max(previous.last, last)
      changes[changes.count - 1].edits.append(edit)
    } else {
      changes.append(Change(first: first, last: last, edits: [edit]))
    }
  }
  var text = "--- a/\(file.path)\n+++ b/\(file.path)\n"
  var shift = 0
  var index = 0
  while index < changes.count {
    var end = index + 1
    while end < changes.count, changes[end].first - changes[end - 1].last <= 2 * context {
      end += 1
    }
    let hunk = changes[index..<end]
    let start = max(1, changes[index].first - context)
    let stop = min(max(lineCount, 1), changes[end - 1].last + context)
    var body = ""
    var added = 0
    var removed = 0
    var line = start
    for change in hunk {
      body += rows(" ", file, table, line..<change.first)
      let old = bounds(file, table, change.first...change.last)
      var new: [UInt8] = []
      var position = old.lowerBound
      for edit in change.edits {
        new += file.bytes[position..<edit.span.start] + Array(edit.replacement.utf8)
        position = edit.span.end
      }
      new += file.bytes[position..<old.upperBound]
      body += rows("-", Array(file.bytes[old]))
      body += rows("+", new)
      removed += countLines(file.bytes[old])
      added += countLines(new)
      line = change.last + 1
    }
    body += rows(" ", file, table, line..<max(line, stop + 1))
    let kept = (stop - start + 1) - hunk.reduce(0) { $0 + $1.last - $1.first + 1 }
    text += "@@ -\(start),\(kept + removed) +\(start + shift),\(kept + added) @@\n" + body
    shift += added - removed
    index = end
  }
  return text
}

/// What has become of a file, as `diff -u` prints it.
package func unifiedDiff(_ file: SourceFile, to bytes: [UInt8]) -> String {
  let edits = lineEdits(from: file, to: bytes)
  return edits.isEmpty ? "" : unifiedDiff(file, edits)
}

/// The edits of whole lines that make other bytes of a file's.
private func lineEdits(from file: SourceFile, to bytes: [UInt8]) -> [FixIt.Edit] {
  let (old, new) = (linesWithEndings(file.bytes), linesWithEndings(bytes))
  let difference = new.difference(from: old)
  var removed: Set<Int> = []
  var inserted: Set<Int> = []
  for change in difference {
    switch change {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): inserted.insert(offset)
    }
  }
  var edits: [FixIt.Edit] = []
  var (from, to, position) = (0, 0, 0)
  while from < old.count || to < new.count {
    let start = position
    var replacement: [UInt8] = []
    while removed.contains(from) {
      position += old[from].count
      from += 1
    }
    while inserted.contains(to) {
      replacement += new[to]
      to += 1
    }
    if position > start || !replacement.isEmpty {
      edits.append(
        FixIt.Edit(
          Span(file.id, start..<position), String(decoding: replacement, as: UTF8.self)))
    }
    guard from < old.count, to < new.count else { continue }
    position += old[from].count
    from += 1
    to += 1
  }
  return edits
}

private func linesWithEndings(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = 0
  while start < bytes.count {
    let end = bytes[start...].firstIndex(of: newline).map { $0 + 1 } ?? bytes.count
    lines.append(bytes[start..<end])
    start = end
  }
  return lines
}

private let newline = UInt8(ascii: "\n")

private struct Change {
  let first: Int
  var last: Int
  var edits: [FixIt.Edit]
}

/// The bytes of lines, with their endings.
private func bounds(_ file: SourceFile, _ table: LineTable, _ lines: ClosedRange<Int>) -> Range<Int>
{
  let start = table.range(ofLine: lines.lowerBound).lowerBound
  let isLast = lines.upperBound >= table.lineCount
  let end =
    isLast ? file.bytes.count : table.range(ofLine: lines.upperBound + 1).lowerBound
  return start..<max(start, end)
}

private func rows(
  _ mark: String, _ file: SourceFile, _ table: LineTable, _ lines: Range<Int>
)
  -> String
{
  guard let last = lines.last else { return "" }
  return rows(mark, Array(file.bytes[bounds(file, table, lines.lowerBound...last)]))
}

private func rows(_ mark: String, _ bytes: [UInt8]) -> String {
  guard !bytes.isEmpty else { return "" }
  var text = ""
  var lines = bytes.split(separator: newline, omittingEmptySubsequences: false)
  let isComplete = bytes.last == newline
  if isComplete { lines.removeLast() }
  for line in lines { text += mark + String(decoding: line, as: UTF8.self) + "\n" }
  return isComplete ? text : text + "\\ No newline at end of file\n"
}

private func countLines(_ bytes: some Collection<UInt8>) -> Int {
  var count = 0
  var last: UInt8?
  for byte in bytes {
    if byte == newline { count += 1 }
    last = byte
  }
  return last == nil || last == newline ? count : count + 1
}
