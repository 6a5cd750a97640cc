package import Diagnostics
package import Model
import Systems

/// The committed record of what each claim was, on what it rested and how it was judged.
///
/// As text, a paragraph for each claim, sorted by path, so that a change reads well in a review:
///
///     claim 4f0c2a91d7
///       document content/01.md
///       subject 可用性
///       figure 99.995%
///       verdict holds
///       input trading-availability/host.mtbf 4 年
///
/// The last line counts the entries, as in `end 83`, so that a file that was cut off is noticed.
package struct Ledger: Sendable, Hashable {
  package private(set) var entries: [Entry]

  package struct Entry: Sendable, Hashable {
    package let claim: String
    package let document: String
    package let subject: String

    /// The figure as printed.
    package let figure: String
    package let verdict: Verdict

    /// Names and values of everything that the verdict rests on, sorted by name.
    package let inputs: [Input]

    /// The hash of figure and inputs.
    package var fingerprint: UInt64 {
      var hash = StableHash()
      hash.combine(figure)
      for input in inputs {
        hash.combine(input.name)
        hash.combine(input.value)
      }
      return hash.value
    }
  }

  package struct Input: Sendable, Hashable {
    package let name: String
    package let value: String
  }

  package init(_ entries: [Entry]) { self.entries = entries }

  /// What the ledger of a verified model holds: every claim with a verdict. The first of a claim's
  /// judgements is the strongest; all of them contribute inputs.
  package init(_ model: ResolvedModel, judgements: [Judgement]) {
    let known = Dictionary(grouping: judgements, by: \.claim)
    entries = model.documents.flatMap { document in
      document.claims.compactMap { claim -> Entry? in
        guard let own = known[claim.id], let first = own.first, first.verdict != .unchecked else {
          return nil
        }
        return Entry(
          claim: claim.id, document: oneLine(document.path), subject: oneLine(claim.subject),
          figure: oneLine(model.sources.text(claim.figure)),
          verdict: own.map(\.verdict).max() ?? .unchecked,
          inputs: Ledger.inputs(own, in: model))
      }
    }
  }

  private static func inputs(_ judgements: [Judgement], in model: ResolvedModel) -> [Input] {
    var inputs: Set<Input> = []
    for judgement in judgements {
      guard let evidence = judgement.evidence else { continue }
      if let simulation = evidence.simulation {
        let prefix = simulation.scenario + "/"
        // What is solved for follows from the others.
        for item in simulation.assumptions where item.kind != "calibrated" {
          inputs.insert(Input(name: prefix + item.parameter, value: oneLine(item.value)))
        }
        // An exact answer rests on no chance.
        if !simulation.isExact {
          inputs.insert(Input(name: prefix + "seed", value: String(simulation.seed)))
        }
        inputs.insert(
          Input(name: prefix + "system", value: "\(simulation.system) \(ResultCache.revision)"))
      } else {
        for span in evidence.inputs {
          inputs.insert(
            Input(name: evidence.kind.rawValue, value: oneLine(model.sources.text(span))))
        }
      }
    }
    return inputs.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
  }

  // MARK: Suspects

  /// The claims that this ledger holds otherwise than the present one does, and what has changed.
  package func suspects(against present: Ledger, in model: ResolvedModel) -> [Diagnostic] {
    let known = Dictionary(entries.map { ($0.claim, $0) }, uniquingKeysWith: { first, _ in first })
    let claims = Dictionary(model.claims.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let judged = Set(present.entries.map(\.claim))
    let unjudged = entries.compactMap { entry -> Diagnostic? in
      guard !judged.contains(entry.claim), let claim = claims[entry.claim] else { return nil }
      return Diagnostic(
        .claimSuspect,
        "`\(claim.subject)` is suspect: its verdict was \(entry.verdict.rawValue), and nothing judges it now",
        at: claim.figure)
    }
    return unjudged
      + present.entries.compactMap { entry in
        guard let before = known[entry.claim], before != entry, let claim = claims[entry.claim]
        else {
          return nil
        }
        let changes = entry.changes(since: before)
        guard !changes.isEmpty else { return nil }
        return Diagnostic(
          .claimSuspect, "`\(claim.subject)` is suspect: \(changes[0])", at: claim.figure,
          notes: changes.dropFirst().map { Diagnostic.Note($0) })
      }
  }

  // MARK: As text

  package var text: String {
    var text = "docgen ledger 2\n"
    for entry in entries.sorted(by: { ($0.document, $0.claim) < ($1.document, $1.claim) }) {
      text += "\nclaim \(entry.claim)\n  document \(entry.document)\n  subject \(entry.subject)\n"
      text += "  figure \(entry.figure)\n  verdict \(entry.verdict.rawValue)\n"
      for input in entry.inputs { text += "  input \(input.name) \(input.value)\n" }
    }
    return text + "\nend \(entries.count)\n"
  }
}

extension Ledger.Entry {
  /// What is different, told as one would in a review; the figure first.
  fileprivate func changes(since before: Ledger.Entry) -> [String] {
    var changes: [String] = []
    if before.figure != figure { changes.append("its figure was \(before.figure), now \(figure)") }
    let old = Dictionary(grouping: before.inputs, by: \.name).mapValues { $0.map(\.value) }
    let new = Dictionary(grouping: inputs, by: \.name).mapValues { $0.map(\.value) }
    // What a scenario is given before what was computed from it.
    let names = Set(old.keys).union(new.keys)
      .sorted { ($0.contains("/") ? 0 : 1, $0) < ($1.contains("/") ? 0 : 1, $1) }
    for name in names where old[name] != new[name] {
      switch (old[name], new[name]) {
      case (let was?, let now?):
        let gone = was.filter { !now.contains($0) }
        let added = now.filter { !was.contains($0) }
        if gone.isEmpty || added.isEmpty {
          changes += gone.map { "\(name) (\(brief($0))) is gone" }
          changes += added.map { "\(name) (\(brief($0))) is new" }
        } else {
          changes.append(
            "\(name) was \(gone.map(brief).joined(separator: ", ")), now "
              + added.map(brief).joined(separator: ", "))
        }
      case (let was?, nil):
        changes.append("\(name) (\(was.map(brief).joined(separator: ", "))) is gone")
      case (nil, let now?):
        changes.append("\(name) (\(now.map(brief).joined(separator: ", "))) is new")
      case (nil, nil): break
      }
    }
    if before.verdict != verdict {
      changes.append("its verdict was \(before.verdict.rawValue), now \(verdict.rawValue)")
    }
    return changes
  }
}

/// The beginning of a text that a message has no room for.
private func brief(_ text: String) -> String {
  text.count <= 60 ? text : text.prefix(59) + "…"
}

/// A text on one line without runs of spaces, as the ledger keeps it.
private func oneLine(_ text: String) -> String {
  text.split { $0 == " " || $0 == "\n" || $0 == "\r" || $0 == "\t" || $0 == "\r\n" }
    .joined(separator: " ")
}
