import Catalog
import Diagnostics
import Model
import Quantities

/// A release of a change log: the parts of its version, its day and where that stands.
private struct Release {
  let version: [Int]
  let date: CalendarDate
  let span: Span

  /// The version of all releases that no branch could have put aside: 1.2 of 1.2.7, 1 of 1.4 and of 1.4.0.
  var series: [Int] {
    let parts = version.last == 0 && version.count > 2 ? version.dropLast() : version[...]
    return Array(parts.dropLast())
  }
}

extension Reporter {
  /// Holds the days of a change log against the order of its versions: in headings of one section, and in a table with
  /// a column of each.
  mutating func holdReleases(of document: DocumentDraft, _ collection: Collection) {
    let source = collection.source(document)
    let found = document.sections.indices.compactMap { index in
      let heading = document.sections[index].heading
      return release(in: heading.start..<heading.end, source).map { (index, $0) }
    }
    if found.count >= 4 {
      for siblings in Dictionary(grouping: found, by: { document.sections[$0.0].parent ?? -1 })
        .values.sorted(by: { $0[0].0 < $1[0].0 })
      {
        let first = document.sections[siblings[0].0]
        hold(
          siblings.map(\.1),
          of: document.sections.count { $0.parent == first.parent && $0.level == first.level })
      }
    }
    for table in document.tables {
      guard let version = table.column(named: versions), let day = table.column(named: days),
        version != day
      else { continue }
      let releases = table.rows.filter { max(version, day) < $0.count }.map { row -> Release? in
        let range = row[day].span.start..<row[day].span.end
        guard let parts = versionParts(Array(row[version].text.utf8)),
          let written = firstDay(in: range, source.bytes)
        else { return nil }
        return Release(version: parts, date: written.date, span: source.span(written.range))
      }
      hold(releases.compactMap(\.self), of: releases.count)
    }
  }

  private func release(in range: Range<Int>, _ source: SourceFile) -> Release? {
    guard let written = firstDay(in: range, source.bytes),
      let parts = versionParts(Array(source.bytes[range.lowerBound..<written.range.lowerBound]))
    else { return nil }
    return Release(version: parts, date: written.date, span: source.span(written.range))
  }

  /// Reports the one release whose day is on the wrong side of a neighbour's of its own series.
  private mutating func hold(_ releases: [Release], of count: Int) {
    // What is not released has no day yet.
    guard releases.count >= 4, count - releases.count <= 1 else { return }
    func isAscending(_ releases: [Release]) -> Bool {
      zip(releases, releases.dropFirst()).allSatisfy {
        $0.version.lexicographicallyPrecedes($1.version)
      }
    }
    // From the oldest on.
    let ordered = isAscending(releases) ? releases : Array(releases.reversed())
    guard isAscending(ordered) else { return }
    let falls = ordered.indices.dropFirst().filter { ordered[$0].date < ordered[$0 - 1].date }
    guard falls.count == 1, let fall = falls.first, ordered[fall].series == ordered[fall - 1].series
    else { return }
    // One of the two is out of place: without it the others go forward.
    func goesForward(without index: Int) -> Bool {
      index == 0 || index + 1 == ordered.count || ordered[index - 1].date <= ordered[index + 1].date
    }
    guard goesForward(without: fall) || goesForward(without: fall - 1) else { return }
    let (later, earlier) = (ordered[fall], ordered[fall - 1])
    report(
      "a later version is not of an earlier day: \(name(later.version)) is of \(later.date), and "
        + "\(name(earlier.version)) of \(earlier.date)",
      at: later.span, notes: [.init("the version before it", at: earlier.span)])
  }
}

private let versions: Words = ["版本", "version"]
private let days: Words = ["日期", "时间", "date", "released"]

private func name(_ version: [Int]) -> String { version.map(String.init).joined(separator: ".") }

private func firstDay(in range: Range<Int>, _ bytes: [UInt8]) -> WrittenDay? {
  range.lazy.compactMap { place in bytes[place].isDigit ? dayBehind(place, bytes) : nil }
    .first { $0.range.upperBound <= range.upperBound }
}

/// The numbers of `v1.4.0`, `## [1.2]`, the one version of a text; nil where there is none, or an ending like `-rc1`.
private func versionParts(_ bytes: [UInt8]) -> [Int]? {
  let text = String(decoding: bytes, as: UTF8.self)
  let found = text.matches(
    of: /(?:^|[^A-Za-z0-9.])[vV]?(\d{1,4}(?:\.\d{1,4}){1,3})(?![\d.\-+A-Za-z])/)
  guard found.count == 1 else { return nil }
  return found[0].output.1.split(separator: ".").compactMap { Int($0) }
}
