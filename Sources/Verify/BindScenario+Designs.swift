import Model
import Quantities
import Systems

/// What a scenario's designs lack, and which questions they can answer: no findings, no state.
extension ScenarioBinder {
  /// Those of `values` that a design lacks: for both designs, or for the one that does not say its own.
  func supplied(
    _ values: [ReadParameter], unless given: [ReadParameter], before: [ReadParameter]?,
    after: [ReadParameter]
  ) -> [ReadParameter] {
    let shared = Set(given.map(\.parameter.name))
    let (first, second) = (before.map { Set($0.map(\.parameter.name)) }, names(of: after))
    return values.compactMap { value in
      let name = value.parameter.name
      guard !shared.contains(name) else { return nil }
      switch (first?.contains(name) ?? second.contains(name), second.contains(name)) {
      case (true, true): return nil
      case (false, false): return value
      case (true, false): return value.on(.after)
      case (false, true): return value.on(.before)
      }
    }
  }

  func names(of settings: [ReadParameter]) -> Set<String> {
    Set(settings.map(\.parameter.name))
  }

  func missing(
    _ system: SystemDefinition, from given: [ReadParameter]
  ) -> [Parameter] {
    let names = Set(given.map(\.parameter.name))
    return system.parameters.filter { !names.contains($0.name) }
  }

  func values(_ settings: [ReadParameter]) -> [String: Inputs.Setting] {
    Dictionary(settings.map { ($0.parameter.name, $0.setting) }, uniquingKeysWith: { $1 })
  }

  func mismatch(_ claim: Claim, _ output: Output, isPair: Bool) -> String? {
    switch claim.statement {
    case .value(let quantity), .transition(_, let quantity):
      output.dimension.accepts(quantity.dimension)
        ? nil
        : "`\(output.name)` is \(output.dimension.described), and the claim of "
          + "`\(claim.subject)` is \(quantity.dimension.described)"
    case .change(let quantity)
    where output.measure.statistic == .reduction && quantity.dimension == .ratio:
      nil
    case .change:
      isPair
        ? nil
        : "the claim of `\(claim.subject)` is a change, which needs the two designs `before` and "
          + "`after`"
    }
  }

  func isAnswer(
    _ setting: BoundSetting, to output: Output, _ answer: Double, in bound: BoundScenario
  ) -> Bool {
    guard setting.kind != "document", setting.kind != "default", !setting.parameter.isSetting,
      let dimension = setting.parameter.dimension, dimension.accepts(output.dimension),
      let law = bound.inputs.law(setting.parameter.name),
      let scaled = output.analytic(bound.inputs.scaling(setting.parameter.name, by: 1.25))
    else { return false }
    let isOneOfItsFigures = [law.mean, law.quantile(0.5), law.quantile(0.95)].contains {
      abs($0 - answer) <= 1e-9 * answer
    }
    return isOneOfItsFigures && abs(scaled - 1.25 * answer) <= 1e-9 * answer
  }
}
