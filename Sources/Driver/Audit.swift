package import Catalog
import Check
package import Diagnostics
import Extract
import Model
import Parallel
import Quantities
import Synchronization
import Syntax
package import Verify

/// Mutation testing of documents: which numbers could be wrong without anything noticing.
package struct Audit: Sendable {
  /// What becomes of a number that is changed.
  package enum Fate: String, Sendable, CaseIterable {
    /// A check reports it, or a claim's verdict becomes worse.
    case caught
    /// It is an input of a simulation, so that the ledger makes the claim suspect.
    case simulated
    /// Nothing but the ledger, which makes the claim suspect because its figure is another.
    case ledger
    case unnoticed
  }

  package struct Entry: Sendable, Hashable {
    package let span: Span
    package let fate: Fate

    /// What the number was changed to.
    package let replacement: String

    /// The findings and verdicts that noticed.
    package let noticedBy: [String]
  }

  /// In the order of the sources.
  package let entries: [Entry]

  package func count(_ fate: Fate) -> Int { entries.filter { $0.fate == fate }.count }

  /// The share of numbers whose change a check or a simulation notices; 1 when there are none. That the
  /// ledger holds a figure fast is no evidence for it.
  package var guardRate: Double {
    entries.isEmpty
      ? 1 : Double(count(.caught) + count(.simulated)) / Double(entries.count)
  }
}

/// Changes every typed number of a verified collection in turn, and sees what notices.
///
/// The leading digit is changed (9 to 8, any other to the next), which changes the number by a ninth
/// at least: less could be within what the text's own rounding allows. Dates, versions and ordinals
/// are names and not figures; they are left alone. Only the changed document is read again, and only
/// the documents that it may affect are checked again.
///
/// - Parameters:
///   - outcome: of the pipeline up to `verify`.
///   - ledger: the committed verdicts, if any.
///   - progress: called from any thread with how many numbers have been changed, of how many.
///   - checksAll: whether every document is checked again each time, which changes nothing but the
///     time; the tests hold the one to the other.
package func audit(
  _ outcome: Outcome, catalog: Catalog, ledger: Ledger? = nil, workers: Int,
  checksAll: Bool = false, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
) async -> Audit {
  guard let verified = outcome.verified, let checked = outcome.checked else {
    return Audit(entries: [])
  }
  let baseline = Baseline(checked, verified)
  let affected = affectedDocuments(in: verified.model)
  var positions: [SourceID: Int] = [:]
  for (position, document) in verified.model.documents.enumerated() {
    positions[document.source] = position
  }
  let places = positions
  var mutations: [(document: Int, span: Span)] = []
  for (index, draft) in outcome.drafts.enumerated() {
    for number in draft.numbers where number.understanding == .typed {
      mutations.append((index, number.span))
    }
  }
  let drafts = outcome.drafts
  let total = mutations.count
  let entered = Set(ledger?.entries.map(\.claim) ?? [])
  let held = verified.model.claims.filter { entered.contains($0.id) }.map(\.figure)
  let done = Counter()
  let entries = await concurrentMap(mutations, workers: workers) { mutation -> Audit.Entry? in
    defer { progress(done.next(), total) }
    let source = verified.model.sources[mutation.span.source]
    guard let (changed, replacement) = mutate(source, mutation.span) else { return nil }
    var others = drafts
    others[mutation.document] = extract(parse(changed), catalog: catalog)
    var files = verified.model.sources.files
    files[Int(source.id.index)] = changed
    let model = resolve(
      others, sources: Sources(files), files: verified.model.files,
      knownFoldersAbove: verified.model.knownFoldersAbove)
    // Documents are sorted by path, so that a change of one leaves all in their places.
    let examined = checksAll ? nil : places[source.id].map { affected[$0] }
    let noticedBy = baseline.differences(
      check(model, catalog: catalog, examined: examined),
      among: examined ?? Array(model.documents.indices))
    let feeds = baseline.simulatedInputs.contains {
      $0.source == source.id && $0.start <= mutation.span.start && mutation.span.end <= $0.end
    }
    let fate: Audit.Fate =
      if !noticedBy.isEmpty {
        .caught
      } else if feeds {
        .simulated
      } else {
        held.contains { $0.contains(mutation.span) } ? .ledger : .unnoticed
      }
    return Audit.Entry(
      span: mutation.span, fate: fate, replacement: replacement, noticedBy: noticedBy)
  }
  return Audit(entries: entries.compactMap { $0 })
}

/// Counts what is done on many threads.
private final class Counter: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}

/// The source with the leading digit of a number changed; nil where there is none.
private func mutate(_ source: SourceFile, _ span: Span) -> (SourceFile, String)? {
  let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  // A leading zero, as in 0.5, would only change the size of the figure to something absurd.
  guard
    let place = span.range.first(where: {
      digits.contains(source.bytes[$0]) && source.bytes[$0] != UInt8(ascii: "0")
    }) ?? span.range.first(where: { digits.contains(source.bytes[$0]) })
  else { return nil }
  var bytes = source.bytes
  bytes[place] = bytes[place] == UInt8(ascii: "9") ? UInt8(ascii: "8") : bytes[place] + 1
  let changed = SourceFile(id: source.id, path: source.path, bytes: bytes)
  return (changed, changed.text(span))
}

/// What is known of the unchanged collection.
private struct Baseline: Sendable {
  private var findings: [SourceID: [Finding: Int]]
  private var verdicts: [String: Verdict] = [:]

  /// The results of simulations that a claim withstands as it is.
  private var simulated: [String: [(interval: Interval, record: SimulationRecord)]] = [:]

  /// Where simulations take their inputs from: scenarios, and counts read from architectures.
  let simulatedInputs: [Span]

  init(_ checked: CheckedModel, _ verified: VerifiedModel) {
    findings = Dictionary(grouping: checked.diagnostics, by: \.span.source).mapValues(tally)
    for judgement in checked.judgements {
      verdicts[judgement.claim] = max(verdicts[judgement.claim] ?? .holds, judgement.verdict)
    }
    var inputs = verified.model.documents.flatMap { $0.scenarios.map(\.span) }
    var claims: [String: Claim] = [:]
    for claim in verified.model.claims { claims[claim.id] = claim }
    for judgement in verified.judgements {
      guard let evidence = judgement.evidence, let record = evidence.simulation else { continue }
      if claims[judgement.claim]?.verdict(onSimulated: evidence.interval, by: record) != .fails {
        simulated[judgement.claim, default: []].append((evidence.interval, record))
      }
      inputs += record.assumptions.compactMap(\.span)
    }
    simulatedInputs = inputs
  }

  /// What a changed collection reports of some documents that the unchanged one did not, and which
  /// verdicts are graver.
  func differences(_ changed: CheckedModel, among examined: [Int]) -> [String] {
    var noticed: [String] = []
    var before: [Finding: Int] = [:]
    for index in examined {
      before.merge(findings[changed.model.documents[index].source] ?? [:], uniquingKeysWith: +)
    }
    for (finding, count) in tally(changed.diagnostics) where count > before[finding] ?? 0 {
      noticed.append(finding.id)
    }
    var now: [String: Verdict] = [:]
    for judgement in changed.judgements {
      now[judgement.claim] = max(now[judgement.claim] ?? .holds, judgement.verdict)
    }
    for (claim, verdict) in now where verdict > verdicts[claim] ?? .holds {
      noticed.append("verdict \(verdict.rawValue)")
    }
    if !simulated.isEmpty {
      for claim in examined.lazy.flatMap({ changed.model.documents[$0].claims }) {
        for evidence in simulated[claim.id] ?? []
        where claim.verdict(onSimulated: evidence.interval, by: evidence.record) == .fails {
          noticed.append("verdict fails")
        }
      }
    }
    return Array(Set(noticed)).sorted()
  }
}

/// The open findings that a person would see, by kind and message: one that is there before and after but
/// quotes another figure speaks of that figure.
private func tally(_ diagnostics: [Diagnostic]) -> [Finding: Int] {
  var counts: [Finding: Int] = [:]
  for diagnostic in diagnostics
  where diagnostic.acceptance == nil && diagnostic.severity > .note {
    counts[Finding(id: diagnostic.id, message: diagnostic.message), default: 0] += 1
  }
  return counts
}

private struct Finding: Hashable {
  let id: String
  let message: String
}
