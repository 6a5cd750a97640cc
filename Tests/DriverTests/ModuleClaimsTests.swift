import Diagnostics
import Driver
import Foundation
import Model
import Project
import Quantities
import Systems
import TestSupport
import Testing
import Verify

/// The claims of the project's own module, all of them: what an edit must bring about.
@Suite struct ModuleClaimsTests {
  private func compiled(
    _ sources: Sources, _ change: (inout PipelineOptions) -> Void = { _ in }
  )
    async throws -> Verification
  {
    var options = PipelineOptions()
    options.workers = 2
    options.verify.workers = 2
    change(&options)
    let outcome = await compile(
      sources, files: Set(sources.files.map(\.path)), exists: { _ in [] }, until: .verify,
      options: options)
    return try #require(outcome.verification)
  }

  private func module() throws -> Sources {
    try readInputs(InputRequest(root: packageRoot.path + "/content")).sources
  }

  @Test("each claim rests on each assumption of its scenario, and an edit of any makes it suspect")
  func everyAssumption() async throws {
    let verification = try await compiled(module())
    let model = verification.model.model
    let entries = Dictionary(
      verification.ledger.entries.map { ($0.claim, $0) }, uniquingKeysWith: { first, _ in first })
    var edits = 0
    for judgement in verification.model.judgements {
      guard let simulation = judgement.evidence?.simulation,
        let scenario = model.documents.flatMap(\.scenarios)
          .first(where: { $0.id.value == simulation.scenario }),
        let entry = entries[judgement.claim]
      else { continue }
      let assumed = scenario.assume + scenario.before + scenario.after
      // What is solved for follows from the others.
      for assumption in assumed
      where assumption.parameter.value != scenario.calibrate?.value {
        let name = "\(scenario.id.value)/\(assumption.parameter.value)"
        let input = try #require(
          entry.inputs.first { $0.name == name }, "\(entry.subject) does not rest on \(name)")
        let line = "  input \(name) \(input.value)\n"
        let before = try #require(
          Ledger(text: verification.ledger.text.replacing(line, with: "  input \(name) other\n")))
        let suspects = before.suspects(against: verification.ledger, in: model)
        let claim = try #require(model.claims.first { $0.id == judgement.claim })
        #expect(
          suspects.contains { $0.span == claim.figure && $0.message.contains("suspect") },
          "\(entry.subject): \(name)")
        edits += 1
      }
    }
    #expect(edits > 100)
  }

  @Test("each simulated figure is known to 5 %, or to a tenth of its distance to the claim")
  func everyPrecision() async throws {
    let verification = try await compiled(module())
    let claims = Dictionary(
      verification.model.model.claims.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var figures = 0
    for judgement in verification.model.judgements {
      guard let evidence = judgement.evidence, let record = evidence.simulation, !record.isExact,
        let claim = claims[judgement.claim]
      else { continue }
      let output = try #require(SystemDefinition.named(record.system)?.output(record.output))
      let ends = [record.allowed?.lower, record.allowed?.upper].compactMap(\.self).filter(
        \.isFinite)
      var intervals = [(evidence.interval, ends)]
      if let before = record.before, !before.isCalibrated,
        case .transition(let documented, _) = claim.statement
      {
        intervals.append((before.interval, [documented.value]))
      }
      for (interval, ends) in intervals {
        let middle = (interval.lower + interval.upper) / 2
        let halfWidth = (interval.upper - interval.lower) / 2
        let size = output.scale == .complement ? 1 - middle : middle
        let distance = ends.map { abs($0 - middle) }.min() ?? 0
        #expect(
          halfWidth <= max(0.05 * abs(size), 0.1 * distance) * (1 + 1e-9),
          "\(claim.subject): \(middle) ± \(halfWidth)")
        figures += 1
      }
    }
    #expect(figures >= 8)
  }

  @Test("a figure edited beyond what its scenario gives turns its verdict, claim by claim")
  func everyFigure() async throws {
    let sources = try module()
    let before = try await compiled(sources)
    let model = before.model.model
    var edits: [(span: Span, text: String)] = []
    var expected: [String: Verdict] = [:]
    for judgement in before.model.judgements {
      guard let estimate = judgement.evidence?.estimate,
        let record = judgement.evidence?.simulation,
        [.holds, .fails].contains(judgement.verdict), expected[judgement.claim] == nil,
        let claim = model.claims.first(where: { $0.id == judgement.claim }),
        let (text, isReversed) = edited(
          claim, estimate, sources.text(claim.figure), judgement.verdict, record)
      else { continue }
      edits.append((claim.figure, text))
      // A transition that is written to go the other way than it does is false wherever it ends.
      expected[judgement.claim] = judgement.verdict == .holds || isReversed ? .fails : .holds
    }
    #expect(edits.count >= 20)
    let files = sources.files.map { file in
      var bytes = file.bytes
      for edit in edits.filter({ $0.span.source == file.id })
        .sorted(by: { $0.span.start > $1.span.start })
      {
        bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.text.utf8))
      }
      return SourceFile(id: file.id, path: file.path, bytes: bytes)
    }
    let after = try await compiled(Sources(files)) { $0.verify.cache = before.cache }
    for (claim, verdict) in expected {
      let now = after.model.judgements.first {
        $0.claim == claim && $0.evidence?.simulation != nil
      }
      let name = model.claims.first { $0.id == claim }?.subject ?? claim
      #expect(now?.verdict == verdict, "\(name) still \(String(describing: now?.verdict))")
    }
  }

  /// The figure moved well past the estimate, to the side on which the verdict is the other one.
  private func edited(
    _ claim: Claim, _ estimate: Double, _ text: String, _ verdict: Verdict,
    _ record: SimulationRecord
  ) -> (text: String, isReversed: Bool)? {
    let output = SystemDefinition.named(record.system)?.output(record.output)
    let quantity: Quantity
    switch claim.statement {
    case .value(let value), .change(let value), .transition(_, let value): quantity = value
    }
    var wantsMore =
      switch quantity.comparator {
      case .less, .atMost: false
      case .greater, .atLeast: true
      // The answer knows which side is better.
      case .equal, .approximately, .range: output?.measure.direction != .down
      }
    if case .change = claim.statement { wantsMore = quantity.value >= 0 }
    // Up past the estimate breaks a floor; down below it breaks a ceiling.
    let up = wantsMore == (verdict == .holds)
    let moved: Double
    switch quantity.dimension {
    case .ratio where estimate > 0.5 && estimate <= 1 && claim.metric?.better == .up:
      moved = up ? 1 - (1 - estimate) / 20 : estimate / 2
    default: moved = up ? estimate * 3 + (estimate == 0 ? 1 : 0) : estimate / 3
    }
    guard moved.isFinite, moved > 0, let figure = rewritten(text, to: moved, like: quantity) else {
      return nil
    }
    // Of a start that was calibrated nothing is judged, and so no direction.
    guard case .transition(let start, let end) = claim.statement, end.comparator == .equal,
      record.before?.isCalibrated == false
    else {
      return (figure, false)
    }
    return (figure, (moved > start.value) != (end.value > start.value))
  }

  /// The last number of a figure replaced, its unit kept.
  private func rewritten(_ text: String, to value: Double, like quantity: Quantity) -> String? {
    let scale = quantity.value == 0 ? 1 : value / quantity.value
    var last: Range<String.Index>?
    var index = text.startIndex
    while index < text.endIndex {
      if text[index].isASCII, text[index].isNumber {
        let end =
          text[index...].firstIndex { !($0.isASCII && ($0.isNumber || $0 == "." || $0 == ",")) }
          ?? text.endIndex
        last = index..<end
        index = end
      } else {
        index = text.index(after: index)
      }
    }
    guard let last, let number = Double(text[last].replacing(",", with: "")) else { return nil }
    var digits = "\(number * scale)"
    if digits.contains("e") { return nil }
    if digits.hasSuffix(".0") { digits.removeLast(2) }
    return text.replacingCharacters(in: last, with: digits)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
