import Quantities

/// A share that is typed as its percentage without the sign: `99.95` for 99.95%.
///
/// Of what is at most one, a figure from 2 to 100 can be nothing else; of another ratio it is taken so from 10 on, for
/// less may be so many times as much.
enum Percentage {
  /// The texts of an argument with the sign that they lack, or as they stand.
  static func signed(_ texts: [String], of parameter: Calculator.Parameter) -> [String] {
    guard parameter.dimension == .ratio else { return texts }
    let isShare = if case .share? = parameter.bound { true } else { false }
    guard isShare || !parameter.isList else { return texts }
    return texts.allSatisfy { lacksSign($0, from: isShare ? 2 : 10) }
      ? texts.map { $0 + "%" } : texts
  }

  /// A utilisation with its sign: above ten it is no load of one server.
  static func signed(utilisation text: String) -> String {
    lacksSign(text, from: 10) && text != "10" ? text + "%" : text
  }

  private static func lacksSign(_ text: String, from least: Double) -> Bool {
    Double(text).map { $0 >= least && $0 <= 100 } ?? false
  }
}

extension Calculator {
  /// Whether ρ is a share of its servers; of what has one for everybody it is how many are in it.
  var hasUtilisation: Bool { name != "mm-inf" }

  /// Arguments that are read as percentages though they lack the sign, in the order in which they are typed.
  package func percentages(among arguments: [TypedArgument]) -> [TypedArgument] {
    arguments.filter { argument in
      let texts = BracketedValue.plain(argument.value).split(separator: ",").map(String.init)
      guard let given = GivenArgument(argument.key, argument.value, in: self) else {
        return hasUtilisation && GivenArgument.isUtilisation(argument.key)
          && texts.contains { Percentage.signed(utilisation: $0) != $0 }
      }
      // Of several questions each has one of the values.
      let groups = given.parameter.isList ? [texts] : texts.map { [$0] }
      return given.value == BracketedValue.plain(argument.value)
        && groups.contains { Percentage.signed($0, of: given.parameter) != $0 }
    }
  }
}
