import Quantities

extension Arguments {
  /// A question for each of several values of a parameter that takes one; nil where none has several.
  static func separate(
    _ arguments: [TypedArgument], for calculator: Calculator
  ) throws(SolveError) -> [[TypedArgument]]? {
    if let rho = arguments.first(where: {
      GivenArgument.isUtilisation($0.key)
        && Alias.meant(by: $0.key, value: $0.value, in: calculator) == nil
    }),
      case let loads = BracketedValue.plain(rho.value).split(separator: ","),
      loads.count > 1
    {
      return loads.map { load in
        arguments.map { $0.key == rho.key ? (key: $0.key, value: String(load)) : $0 }
      }
    }
    guard let given = try? GivenArgument.all(arguments, for: calculator) else { return nil }
    if let rows = separateRows(arguments, given) { return rows }
    let bracketed = Set(arguments.filter { $0.value.hasPrefix("[") }.map(\.key))
    for argument in given
    where argument.parameter.dimension != nil && !argument.parameter.isList
      && !bracketed.contains(argument.key) && isAmbiguous(argument.value)
    {
      let value = argument.value
      // What begins with a nought has a comma for its point.
      let plain =
        value.hasPrefix("0,") ? "0." + value.dropFirst(2) : value.filter { $0 != "," }
      throw SolveError(
        "`\(value)` may be one number or several: write `\(plain)`, or `[\(value)]` for a list")
    }
    let several = given.filter {
      ($0.parameter.dimension != nil && !$0.parameter.isList || $0.parameter.isOneText
        || isOfOne($0, beside: given))
        && $0.value.contains(",") && (bracketed.contains($0.key) || !isGrouped($0.value))
    }
    guard several.count(where: \.parameter.isOneText) <= 1 else { return nil }
    try requireAlike(several.filter { !$0.parameter.isList }, beside: given, in: calculator)
    guard let count = several.first?.value.split(separator: ",").count, count > 1, count <= 1_000,
      several.allSatisfy({ $0.value.split(separator: ",").count == count })
    else { return nil }
    let names = Set(several.map(\.key))
    return (0..<count).map { index in
      arguments.map { argument in
        guard names.contains(argument.key) else { return argument }
        let values = BracketedValue.plain(argument.value).split(separator: ",")
        // One that is given twice may have one value alone.
        guard values.count == count else { return argument }
        return (argument.key, String(values[index]))
      }
    }
  }

  /// A question for each row of a parameter that is a list itself: `recs=[[10,9],[9,8]]`, `mixes=[…]`.
  private static func separateRows(
    _ arguments: [TypedArgument], _ given: [GivenArgument]
  ) -> [[TypedArgument]]? {
    guard
      let rows = given.first(where: { $0.value.contains(";") && $0.parameter.hasRows })
    else { return nil }
    return rows.value.split(separator: ";").map { row in
      arguments.map { $0.key == rows.key ? (key: $0.key, value: String(row)) : $0 }
    }
  }

  /// How many things there are of which a list may have one value each; nil where nothing says so.
  private static func things(
    _ argument: GivenArgument, beside given: [GivenArgument]
  ) -> Substring? {
    given.first { $0.parameter.name == argument.parameter.countedBy }.map { $0.value[...] }
  }

  /// Whether values are of one thing each time, by their name in the singular and because there are not as many
  /// as things: `n=5 A=0.9,0.99`.
  private static func isOfOne(_ argument: GivenArgument, beside given: [GivenArgument]) -> Bool {
    guard !argument.key.lowercased().hasSuffix("s"), let things = things(argument, beside: given)
    else { return false }
    let values = argument.value.split(separator: ",").count
    // Beside as many numbers of things, each question has its own.
    guard let count = Int(things) else { return values == things.split(separator: ",").count }
    return count > 1 && values != count
  }

  /// Refuses a value for each of things that the calculator takes to be alike: it is no question to each value.
  private static func requireAlike(
    _ several: [GivenArgument], beside given: [GivenArgument], in calculator: Calculator
  ) throws(SolveError) {
    for argument in several {
      guard let things = things(argument, beside: given), let count = Int(things), count > 1,
        argument.value.split(separator: ",").count == count
      else { continue }
      throw SolveError(
        "`\(calculator.name)` is of things that are alike, and `\(argument.key)` has a value for each of "
          + "\(count): ask for each value by itself")
    }
  }

  /// Whether commas part thousands, as in `150,000/s`.
  private static func isGrouped(_ value: String) -> Bool {
    let parts = value.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = parts.first, (1...3).contains(first.count), first.allSatisfy(\.isNumber)
    else {
      return false
    }
    return parts.dropFirst().allSatisfy { part in
      let digits = part.prefix { $0.isNumber }
      return digits.count == 3 && (part == parts.last || digits.count == part.count)
    }
  }

  /// Refuses what may be a percentage with a decimal comma: `afr=1,57%`.
  static func refuseShareCommas(_ arguments: [TypedArgument]) throws(SolveError) {
    for argument in arguments where isShareWithComma(argument.value) {
      let parts = argument.value.split(separator: ",")
      throw SolveError(
        "`\(argument.value)` may be one percentage or two: write `\(parts[0]).\(parts[1])`, or "
          + "`[\(parts[0])%,\(parts[1])]` for a list")
    }
  }

  /// Whether a value may be a percentage with a decimal comma, `1,57%`: of a list each would have its sign.
  private static func isShareWithComma(_ value: String) -> Bool {
    let parts = value.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].count > 1, parts[1].last == "%" else {
      return false
    }
    return parts[0].allSatisfy(\.isNumber) && parts[1].dropLast().allSatisfy(\.isNumber)
  }

  /// Whether a bare value may be a number with its thousands parted, `5,120`, and a list as well; or a
  /// number with a decimal comma, `0,8`.
  private static func isAmbiguous(_ value: String) -> Bool {
    let parts = value.split(separator: ",", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0] == "0", parts[1].first?.isNumber == true { return true }
    guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) else {
      return false
    }
    return isGrouped(value) && !parts.dropFirst().allSatisfy { $0 == "000" }
  }
}
