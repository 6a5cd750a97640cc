package import Diagnostics
package import Model
import Quantities

/// One rule: what it is called, how much it matters, its manual, and how it looks at a collection.
///
/// To add one: a file that makes it, its name in `Rule.written`, and a page in `Tests/Specs`. One that reads lines by
/// their words has a case of `LineTopic`, with those words beside the rule.
package struct Rule: Sendable {
  package let kind: DiagnosticKind

  /// What a site calls it, in a few words: its messages are English, and the title says to a Chinese reader what they
  /// are about. Nil for those of a project that go by their names.
  package let title: Label?
  let run: @Sendable (Collection, inout Reporter) -> Void

  /// - Parameters:
  ///   - zh: its title in Chinese, and then in English.
  ///   - explanation: Markdown; the manual's text, of which the first paragraph says the rule.
  ///   - run: reports what it finds to the reporter, which stamps it with the rule's name.
  init(
    _ id: String, _ severity: Severity, _ zh: String, _ en: String,
    _ explanation: @autoclosure @escaping @Sendable () -> String,
    _ run: @escaping @Sendable (Collection, inout Reporter) -> Void
  ) {
    self.init(id, severity, Label(zh: zh, en: en), explanation(), run)
  }

  init(
    _ id: String, _ severity: Severity, _ title: Label?,
    _ explanation: @autoclosure @escaping @Sendable () -> String,
    _ run: @escaping @Sendable (Collection, inout Reporter) -> Void
  ) {
    kind = DiagnosticKind(id, severity, explanation())
    self.title = title
    self.run = run
  }
}

/// Collects what one rule finds, under that rule's name and with its severity.
struct Reporter {
  private let kind: DiagnosticKind
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var judgements: [Judgement] = []

  /// The places of the findings, by the blocks that they touch.
  private var places: [Block: [Span]] = [:]

  init(_ rule: Rule) { kind = rule.kind }

  /// The findings without those that say the same of the same place again.
  var distinctDiagnostics: [Diagnostic] {
    guard diagnostics.count > 1 else { return diagnostics }
    var seen: [Span: Set<String>] = [:]
    return diagnostics.filter { seen[$0.span, default: []].insert($0.message).inserted }
  }

  /// Reports a finding.
  ///
  /// - Parameter severity: a lower severity for this one, because its evidence is weaker; a higher
  ///   one than the rule's is cut.
  mutating func report(
    _ message: String, at span: Span, severity: Severity? = nil, notes: [Diagnostic.Note] = [],
    fixes: [FixIt] = []
  ) {
    var diagnostic = Diagnostic(kind, message, at: span, notes: notes, fixes: fixes)
    if let severity { diagnostic.severity = min(severity, kind.severity) }
    diagnostics.append(diagnostic)
    for block in Block.touched(by: span) { places[block, default: []].append(span) }
  }

  /// Whether a finding of the rule has a byte in common with a place: the reading that came first stands.
  /// O(length + findings near it).
  func hasFinding(at span: Span) -> Bool {
    Block.touched(by: span).contains { places[$0]?.contains { $0.overlaps(span) } ?? false }
  }

  /// Records a verdict that the rule has reached itself.
  mutating func judge(_ claim: Claim, _ verdict: Verdict, _ evidence: Evidence) {
    judgements.append(Judgement(claim: claim.id, verdict: verdict, evidence: evidence))
  }

  /// Holds a claim against evidence, and gives the verdict.
  @discardableResult
  mutating func judge(_ claim: Claim, _ evidence: Evidence) -> Verdict {
    let verdict = claim.quantity.interval.verdict(
      on: evidence.interval, estimate: evidence.estimate)
    judgements.append(Judgement(claim: claim.id, verdict: verdict, evidence: evidence))
    return verdict
  }
}

/// So many bytes of a source, one after the other.
private struct Block: Hashable {
  let source: SourceID
  let number: Int

  static func touched(by span: Span) -> some Sequence<Block> {
    (span.start >> 8...max(span.start, span.end - 1) >> 8).lazy.map {
      Block(source: span.source, number: $0)
    }
  }
}
