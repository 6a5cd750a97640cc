import Quantities

/// How the shares of one question are written: as fractions of one, or as percentages without their sign, `99.95`
/// for 99.95%.
///
/// Of what is at most one, a figure above 1 can only be a percentage. Of another ratio, and of a utilisation, it is
/// taken so from 10 on, for less may be so many times as much. The values of a list are written alike, and so are the
/// shares of a question: where one can only be a percentage, the others may not be left open.
struct ShareNotation {
  /// The arguments, with the signs that they lack.
  private(set) var arguments: [TypedArgument]

  /// What is told of the reading, in the order of the arguments.
  private(set) var notices: [Calculator.ShareNotice] = []

  /// - Throws: where a figure may as well be a fraction as a percentage.
  init(_ typed: [TypedArgument], for calculator: Calculator) throws(SolveError) {
    arguments = ((try? GivenArgument.unfolded(typed, in: calculator)) ?? typed).map { argument in
      Self.numberedPercentile(argument, in: calculator)
    }
    let shares = arguments.indices.compactMap { index in
      TypedShare(arguments[index], at: index, among: arguments, in: calculator)
    }
    for share in shares { try share.requireOneNotation() }
    for share in shares where !share.isPercentage {
      if let other = shares.first(where: { share.isLeftOpen(by: $0) }) {
        throw share.isOpen(beside: other)
      }
    }
    for share in shares {
      if share.isPercentage { arguments[share.index].value = share.signed }
      if let notice = share.notice { notices.append(notice) }
    }
  }

  /// `p99`, `p999` and `95th` as the percentiles that they are, 99%, 99.9% and 95%.
  private static func numberedPercentile(
    _ argument: TypedArgument, in calculator: Calculator
  ) -> TypedArgument {
    let plain = BracketedValue.plain(argument.value)
    guard GivenArgument(argument.key, plain, in: calculator)?.parameter.name == "percentile" else {
      return argument
    }
    let parts = plain.split(separator: ",").map { part in
      guard let found = part.wholeMatch(of: /([pP]?)(\d\d?)(\d*)(\.\d+)?(th|st|nd|rd)?/)?.output,
        !found.1.isEmpty || found.5 != nil
      else { return String(part) }
      let decimals = found.3.isEmpty ? found.4.map(String.init) ?? "" : ".\(found.3)"
      return "\(found.2)\(decimals)%"
    }
    let text = parts.joined(separator: ",")
    return text == plain ? argument : (argument.key, parts.count > 1 ? "[\(text)]" : text)
  }
}

extension Calculator {
  /// A word on how a share without a sign is read.
  package struct ShareNotice: Sendable {
    /// The argument as typed, and the parameter that it means.
    package let key: String
    let name: String

    /// Whether it is read as a percentage.
    package let isPercentage: Bool

    /// The reading, and how the other is written.
    package let text: String
  }

  /// Whether ρ is a share of its servers; of what has one for everybody it is how many are in it.
  var hasUtilisation: Bool { name != "mm-inf" }

  /// What is told of shares that are typed without a sign, in the order in which they are typed.
  package func shareNotices(of arguments: [TypedArgument]) -> [ShareNotice] {
    let known = InverseQuestion(arguments, for: self)?.known ?? arguments
    return (try? ShareNotation(known, for: self))?.notices ?? []
  }

  /// The arguments with the signs that their shares lack; as they stand where these are left open.
  func signed(_ arguments: [TypedArgument]) -> [TypedArgument] {
    (try? ShareNotation(arguments, for: self))?.arguments ?? arguments
  }
}

/// An argument that is a ratio, or several, with those of its figures that have no sign.
private struct TypedShare {
  private enum Kind {
    /// At most one.
    case share

    /// Any ratio.
    case ratio

    /// ρ, which is a load where it is more than one.
    case utilisation
  }

  let index: Int
  private let key: String
  private let value: String
  private let kind: Kind

  /// Its values as typed, in rows, and the bare figures among them.
  private let rows: [[String]]
  private let bare: [Double]

  /// Whether it is written as a percentage by custom, whatever else there is: a percentile, a confidence.
  private let isCustomary: Bool
  private let name: String

  /// Nil for an argument that is no ratio, or has a sign already.
  init?(
    _ argument: TypedArgument, at index: Int, among all: [TypedArgument], in calculator: Calculator
  ) {
    (key, value) = argument
    self.index = index
    let plain = BracketedValue.plain(value)
    rows = plain.split(separator: ";").map { $0.split(separator: ",").map(String.init) }
    bare = rows.joined().compactMap { Double($0) }
    guard !bare.isEmpty, bare.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return nil }
    if let given = GivenArgument(key, plain, in: calculator) {
      let isShare = if case .share? = given.parameter.bound { true } else { false }
      guard given.parameter.dimension == .ratio, isShare || !given.parameter.isList,
        !given.value.contains("%") || plain.contains("%")
      else { return nil }
      name = given.parameter.name
      kind = isShare ? .share : .ratio
    } else {
      guard GivenArgument.isUtilisation(key), calculator.hasUtilisation,
        !Self.mayBeLoad(bare, beside: all, in: calculator)
      else { return nil }
      name = "utilisation"
      kind = .utilisation
    }
    isCustomary = ["percentile", "level", "confidence", "band", "target", "half-width", "after"]
      .contains(name)
  }

  /// Whether ρ beside several servers may be the load in Erlangs, which is asked for.
  private static func mayBeLoad(
    _ values: [Double], beside all: [TypedArgument], in calculator: Calculator
  ) -> Bool {
    let servers = all.first {
      GivenArgument($0.key, $0.value, in: calculator)?.parameter.name == "servers"
    }
    guard let count = servers.flatMap({ Double($0.value) }) else { return false }
    return values.contains { $0 > 1 && $0 < count }
  }

  /// From which figure on it can only be a percentage.
  private func isCertain(_ figure: Double) -> Bool {
    (kind == .share ? figure > 1 : figure >= 10) && figure <= 100
  }

  /// Whether its bare figures are percentages.
  var isPercentage: Bool { bare.contains(where: isCertain) && bare.allSatisfy { $0 <= 100 } }

  /// The value with the signs that it lacks.
  var signed: String {
    let signed = rows.map { row in
      row.map { Double($0) == nil || $0 == "0" ? $0 : $0 + "%" }.joined(separator: ",")
    }
    let text = signed.joined(separator: rows.count > 1 ? "],[" : "")
    guard value.hasPrefix("[") || value.hasPrefix("{") else {
      return signed.joined(separator: ";")
    }
    return rows.count > 1 ? "[[\(text)]]" : "[\(text)]"
  }

  /// - Throws: where a list has fractions among percentages.
  func requireOneNotation() throws(SolveError) {
    guard isPercentage, let open = bare.first(where: { $0 > 0 && $0 <= 1 }),
      let certain = bare.first(where: isCertain)
    else { return }
    throw SolveError(
      "`\(key)` has \(Self.text(open)) beside \(Self.text(certain)), which is a percentage: write `\(Self.text(open))%` "
        + "or `\(Self.text(100 * open))%`")
  }

  /// Whether another share of the question leaves open in which notation this one is.
  func isLeftOpen(by other: TypedShare) -> Bool {
    guard kind == .share, other.index != index, other.isPercentage else { return false }
    if bare.contains(1) { return !bare.contains { $0 > 0 && $0 < 1 } }
    return !isCustomary && !other.isCustomary && bare.contains { $0 > 0 }
  }

  func isOpen(beside other: TypedShare) -> SolveError {
    let figure = bare.first { $0 > 0 } ?? 0
    return SolveError(
      "`\(key)` is \(value) beside `\(other.key)`, which is \(other.value) and so a percentage: write "
        + "`\(Self.text(figure))%` or `\(Self.text(100 * figure))%`")
  }

  /// What is told of it; nil of what can be read in one way only.
  var notice: Calculator.ShareNotice? {
    if isPercentage {
      let most = bare.max() ?? 0
      let other = kind == .share ? "" : "; so many times as much is `\(Self.text(100 * most))%`"
      return .init(
        key: key, name: name, isPercentage: true,
        text: "`\(key)` is \(value): read as a percentage" + other)
    }
    guard !bare.contains(where: { $0 > 0 && $0 < 1 }),
      let open = bare.first(where: { $0 >= 1 && $0 < 10 })
    else { return nil }
    return .init(
      key: key, name: name, isPercentage: false,
      text: "`\(key)` is \(value): \(Self.text(open)) is read as \(Self.text(100 * open))%, and "
        + "\(Self.text(open))% has its sign")
  }

  /// A figure in the digits that it needs.
  private static func text(_ figure: Double) -> String {
    let rounded = (figure * 1e12).rounded() / 1e12
    return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
  }
}
