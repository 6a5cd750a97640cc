import Glibc
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

  /// Whether an answer is an assumption and nothing else.
  ///
  /// Not only at the assumed value, where it may be the least of several limits, as what arrives is below what a
  /// pipeline can carry: at every value that the parameter can have and the model has an answer for. It is therefore
  /// the same for each of them, and no value at which a verdict turns is refused when it is written.
  func isAnswer(
    _ setting: BoundSetting, to output: Output, _ answer: Double, in bound: BoundScenario
  ) -> Bool {
    let parameter = setting.parameter
    guard setting.kind != "document", setting.kind != "default", !parameter.isSetting,
      let dimension = parameter.dimension, dimension.accepts(output.dimension),
      let law = bound.inputs.law(parameter.name), law.mean > 0
    else { return false }
    let isOneOfItsFigures = [law.mean, law.quantile(0.5), law.quantile(0.95)].contains {
      abs($0 - answer) <= 1e-9 * answer
    }
    return isOneOfItsFigures
      && ([1.25 * law.mean] + parameter.valuesAcrossRange).allSatisfy { value in
        let factor = value / law.mean
        let changed = bound.inputs.scaling(parameter.name, by: factor)
        guard bound.system.problems(changed).allSatisfy(\.isRemark),
          let found = output.analytic(changed)
        else { return true }
        return abs(found - factor * answer) <= 1e-9 * factor * answer
      }
  }
}

extension Parameter {
  /// Values from one end of what is possible to the other, each so many times the last.
  var valuesAcrossRange: [Double] {
    let steps = 32
    let upper = min(range.upperBound, 1e15)
    let lower = max(range.lowerBound, upper * 1e-15)
    guard lower > 0, lower < upper else { return [] }
    return (0...steps).map { lower * pow(upper / lower, Double($0) / Double(steps)) }
  }
}
