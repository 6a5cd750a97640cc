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

extension ScenarioBinder {
  /// Whether an assumption is the claim itself, to the digits that are printed, and decides the answer.
  ///
  /// Of an availability it may also be what the claim lacks of the whole, or the downtime of a year that this leaves:
  /// 52.56 minutes beside 99.99 %. The answer, or what it lacks, then grows in proportion to it.
  func isClaim(
    _ setting: BoundSetting, of question: BoundScenario.Question, in bound: BoundScenario
  ) -> Bool {
    let (parameter, output) = (setting.parameter, question.output)
    guard setting.kind != "document", setting.kind != "default", !parameter.isSetting,
      let assumed = bound.inputs.optional(parameter.name), assumed > 0,
      let printed = parseQuantity(setting.text)?.interval,
      case .value(let claimed) = question.claim.statement, claimed.value > 0
    else { return false }
    let lack = 1 - claimed.value
    let isOfWhole = output.scale == .complement && lack > 0
    let same: [(dimension: Dimension, value: Double)] =
      [(output.dimension, claimed.value)]
      + (isOfWhole ? [(.ratio, lack), (.time, lack * Time.year)] : [])
    let isSame = same.contains {
      parameter.dimension == $0.dimension && printed.contains($0.value)
        && abs(assumed - $0.value) <= 0.02 * $0.value
    }
    guard isSame, let answer = output.analytic(bound.inputs) else { return false }
    let first = isOfWhole ? 1 - answer : answer
    let wanted = isOfWhole ? lack : claimed.value
    guard first > 0, abs(first - wanted) <= 0.02 * first else { return false }
    // Where it is the least of several limits, a larger one is another.
    return [0.1, 1.25, 10].allSatisfy { factor in
      let changed = bound.inputs.scaling(parameter.name, by: factor)
      guard parameter.range.contains(assumed * factor),
        bound.system.problems(changed).allSatisfy(\.isRemark), let other = output.analytic(changed)
      else { return true }
      return abs((isOfWhole ? 1 - other : other) / first - factor) <= 0.03 * factor
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
