import Diagnostics
import Driver
import Model

/// The numbers of a run that were not understood, and how far the others are.
struct RecallReport {
  private let sources: Sources
  private let documents: [Document]
  private var total = Statistics.Numbers()

  private struct Document {
    let source: SourceFile
    let counts: Statistics.Numbers
    let numbers: [NumberUse]

    var unread: [NumberUse] { numbers.filter { $0.understanding == .unread } }
  }

  /// - Parameter run: compiled until it is checked, at least.
  init(_ run: Run) {
    sources = run.displaySources
    let judgements = run.outcome.verified?.judgements ?? run.outcome.checked?.judgements ?? []
    let answered = judgements.answered
    documents = (run.outcome.checked?.model.documents ?? []).map { [sources] draft in
      Document(
        source: sources[draft.source],
        counts: Statistics.Numbers(draft, answered: answered),
        numbers: draft.numbers)
    }
    for document in documents { total.add(document.counts) }
  }

  /// A line for each number, as editors read it, then each document, causes and the total.
  func text() -> [UInt8] {
    var text = ""
    for document in documents {
      let path = visible(document.source.path)
      let lines = LineTable(document.source)
      for number in document.unread {
        let place = lines.scalarPosition(at: number.span.start)
        text += "\(path):\(place.line):\(place.column): "
        text += "`\(visible(document.source.text(number.span)))` "
        text += "\(number.gap.map(describe) ?? "") [\(number.gap?.rawValue ?? "")]\n"
      }
    }
    for document in documents where document.counts.seen > 0 {
      text += "\(visible(document.source.path)): \(chain(document.counts))\n"
    }
    for (gap, count) in sorted(total.unread) { text += "\(gap.rawValue): \(count) unread\n" }
    return Array((text + "\(chain(total)) in \(plural(documents.count, "document"))\n").utf8)
  }

  /// One object: every number of each document with what is read of it, in its unit, and the counts.
  func json() -> [UInt8] {
    var json = JSONWriter()
    var places = Places(sources)
    json.object { json in
      json.member("version", "1.0.0")
      json.key("documents")
      json.array(documents) { json, document in
        json.object { json in
          json.member("source", document.source.path)
          json.write(document.counts)
          json.key("numbers")
          json.array(document.numbers) { json, number in
            json.object { json in json.write(number, of: document.source, &places) }
          }
        }
      }
      json.key("total")
      json.object { json in
        json.write(total)
        json.key("unread")
        json.object { json in
          for (gap, count) in sorted(total.unread) { json.member(gap.rawValue, count) }
        }
      }
    }
    return json.bytes + Array("\n".utf8)
  }

  private func chain(_ numbers: Statistics.Numbers) -> String {
    "\(plural(numbers.seen, "number")) seen → \(numbers.read) understood → \(numbers.typed) typed → "
      + "\(numbers.checkable) checkable → \(numbers.checked) checked"
  }

  private func sorted(_ gaps: [NumberUse.Gap: Int]) -> [(NumberUse.Gap, Int)] {
    NumberUse.Gap.allCases.map { ($0, gaps[$0] ?? 0) }.filter { $0.1 > 0 }
      .sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
  }

  private func describe(_ gap: NumberUse.Gap) -> String {
    switch gap {
    case .formula: "is part of a formula"
    case .word: "is followed by a word that is no unit"
    case .cell: "stands alone, and neither column nor row says what it counts"
    case .heading: "stands alone in a heading"
    case .drawing: "stands alone in a drawing"
    case .prose: "has no unit"
    }
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ numbers: Statistics.Numbers) {
    member("seen", numbers.seen)
    member("understood", numbers.read)
    member("typed", numbers.typed)
    member("checkable", numbers.checkable)
    member("checked", numbers.checked)
  }

  /// A number: its place, the figure as written, and the interval that it stands for or the cause why
  /// it is not understood.
  fileprivate mutating func write(
    _ number: NumberUse, of source: SourceFile, _ places: inout Places
  ) {
    write(number.span, &places)
    member("figure", source.text(number.span))
    member("understanding", number.understanding.rawValue)
    if let gap = number.gap { member("cause", gap.rawValue) }
    guard number.understanding == .typed, let quantity = number.quantity else { return }
    write(quantity)
    if let per = number.per { member("per", per) }
  }
}
