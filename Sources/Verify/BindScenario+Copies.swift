import Diagnostics
import Model
import Systems

extension ScenarioBinder {
  /// Reports counts that are assumed, and that an architecture around the scenario gives: where it names none, and two
  /// at least are counted, for one of something is no fact to go stale.
  mutating func reportCopied(_ assumed: [ReadParameter]) {
    guard scenario.from == nil else { return }
    let readers = scope.architectures.map {
      ArchitectureReader(architecture: $0, features: scope.features)
    }
    for given in assumed
    where given.parameter.dimension?.isOfWholeThings ?? false && !given.bound.isConfigured {
      guard case .number(let value) = given.setting, value > 1 else { continue }
      for reader in readers where reader.counts(of: given.parameter).count == 1 {
        guard let reading = reader.read(given.parameter), reading.setting == given.setting else {
          continue
        }
        findings.append(
          Diagnostic(
            .copiedCount,
            "`\(given.parameter.name)` is what `\(reading.component)` says: `from: \(reader.architecture.title)` "
              + "would take it from there",
            at: given.bound.span ?? scenario.span,
            notes: [.init("the architecture says so here", at: reading.span)]))
        break
      }
    }
  }

  /// For a missing parameter that the architecture would give: which words were looked for in it, and what has them
  /// and says no figure.
  func sought(_ parameter: Parameter) -> [Diagnostic.Note] {
    guard let reading = parameter.reading, let from = scenario.from,
      let architecture = scope.architecture(named: from.value)
    else { return [] }
    let reader = ArchitectureReader(architecture: architecture, features: scope.features)
    let silent = reader.silent(on: parameter)
    return [.init("in `\(architecture.title)` nothing says it. " + reading.described.en)]
      + silent.prefix(3).map {
        .init("`\($0.text)` has such a word, and no figure that would fit", at: $0.span)
      }
  }
}
