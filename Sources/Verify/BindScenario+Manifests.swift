import Diagnostics
import Model
import Quantities
import Systems

/// Values that a configuration around the scenario says.
extension ScenarioBinder {
  /// An assumption with the value that the text has for it; nil where there is none, which is reported.
  mutating func resolved(
    _ assumption: Scenario.Assumption, of parameter: Parameter
  ) -> LinkedAssumption? {
    guard let link = assumption.link else {
      return LinkedAssumption(
        assumption: assumption, quantity: nil, origin: nil, place: assumption.span)
    }
    let found =
      switch link.source {
      case .manifest: configured(link)
      case .figure: stated(link, for: parameter)
      }
    guard let found else { return nil }
    return LinkedAssumption(
      assumption: Scenario.Assumption(
        parameter: assumption.parameter,
        fields: [.init(name: "value", text: Located(found.text, at: link.place.span))],
        kind: assumption.kind, origin: assumption.origin, range: assumption.range, link: link,
        span: assumption.span),
      quantity: found.quantity, origin: found.origin, place: found.place)
  }

  /// The value of a field of a configuration.
  private mutating func configured(
    _ link: Scenario.Assumption.Link
  ) -> LinkedValue? {
    guard let (title, field) = field(link.place) else { return nil }
    let text =
      link.unit.map { unit in
        field.value.value + (unit.value.first?.isLetter == true ? " " : "") + unit.value
      } ?? duration(field.value.value) ?? field.value.value
    return LinkedValue(
      text: text, quantity: nil, origin: "\(title) \(field.path)", place: field.value.span)
  }

  /// A time as Kubernetes and Go write it, `1m` or `1m30s`, in units that are read; nil for any other value.
  private func duration(_ value: String) -> String? {
    let units = ["h": 3_600.0, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9]
    var (rest, parts) = (value[...], [(number: Double, unit: String)]())
    while !rest.isEmpty {
      let figure = rest.prefix { $0.isNumber || $0 == "." }
      let unit = rest.dropFirst(figure.count).prefix { !$0.isNumber }
      guard let number = Double(figure), units[String(unit)] != nil else { return nil }
      parts.append((number, String(unit)))
      rest = rest.dropFirst(figure.count + unit.count)
    }
    guard let first = parts.first else { return nil }
    guard parts.count > 1 else {
      let shown = value.dropLast(first.unit.count)
      let names = ["h": "小时", "m": "分钟", "s": "秒"]
      return "\(shown) \(names[first.unit] ?? first.unit)"
    }
    let seconds = parts.reduce(0) { $0 + $1.number * (units[$1.unit] ?? 0) }
    return "\(significant(seconds, digits: 12)) 秒"
  }

  /// The configuration and its field that a link names.
  private mutating func field(
    _ link: Located<String>
  ) -> (title: String, field: Manifest.Field)? {
    let words = link.value.split(separator: " ")
    guard words.count == 2 else {
      report(
        .unknownManifest,
        "`\(link.value)` is not a kind and a path, as in `Canary spec.analysis.interval`, or, of one of several, "
          + "`Deployment/web spec.replicas`", at: link.span)
      return nil
    }
    let (name, path) = (String(words[0]), String(words[1]))
    let known = scope.manifests
    let named = known.filter { $0.title == name || $0.kind == name }
    guard let manifest = named.first else {
      let titles = known.map { $0.title } + known.map { $0.kind }
      let guess = nearMiss(to: name, in: titles)
      findings.append(
        Diagnostic(
          .unknownManifest,
          "no configuration around this scenario is a `\(name)`" + suggestion(guess), at: link.span,
          notes: guess == nil && !known.isEmpty
            ? [.init("there are \(listed(known.prefix(8).map(\.title)))")] : []))
      return nil
    }
    guard named.count == 1 else {
      findings.append(
        Diagnostic(
          .unknownManifest, "`\(name)` may be any of \(listed(named.map(\.title)))", at: link.span,
          notes: named.compactMap { other in
            other.fields.first.map { .init("`\(other.title)` is here", at: $0.value.span) }
          }))
      return nil
    }
    let exact = manifest.fields.filter { $0.path == path }
    var found = exact.isEmpty ? manifest.fields(endingIn: path) : Array(exact.prefix(1))
    if found.isEmpty, let policies = manifest.scalingPolicies(at: path) { found = [policies] }
    guard let field = found.first, found.count == 1 else {
      let guess =
        found.isEmpty
        ? nearMiss(to: path, in: manifest.fields.map(\.path)) ?? lastKeyMatch(path, in: manifest)
        : nil
      findings.append(
        Diagnostic(
          .unknownManifest,
          found.isEmpty
            ? "`\(manifest.title)` has no `\(path)`" + suggestion(guess)
            : "`\(path)` of `\(manifest.title)` may be any of \(listed(found.map(\.path)))",
          at: link.span,
          notes: guess.flatMap { manifest[$0] }.map {
            [.init("`\(guess ?? "")` is here", at: $0.span)]
          }
            ?? []))
      return nil
    }
    return (manifest.title, field)
  }

  /// The path that ends in the same key, or nearly, where the way to it is another.
  private func lastKeyMatch(_ path: String, in manifest: Manifest) -> String? {
    func last(_ path: String) -> String { path.split(separator: ".").last.map(String.init) ?? path }
    let guess = nearMiss(to: last(path), in: manifest.fields.map { last($0.path) })
    return manifest.fields.first { last($0.path) == guess }?.path
  }
}

/// A value that the text has, and what says it there.
struct LinkedValue {
  /// As it is shown, and read where there is no `quantity`.
  let text: String
  let quantity: Quantity?

  /// `Canary/shop spec.analysis.interval`, or `主库切换 / 年次数`.
  let origin: String
  let place: Span
}

/// An assumption with its value, and what of the text says it.
struct LinkedAssumption {
  let assumption: Scenario.Assumption

  /// The value, where it was read with the text around it.
  let quantity: Quantity?

  /// `Canary/shop spec.analysis.interval`, or `主库切换 / 年次数`; nil where the scenario itself gives the value.
  let origin: String?

  /// Where the value stands.
  let place: Span

  /// Whether the text is all that stands for the value: what a table says may itself be assumed, and say so.
  var isOfText: Bool { assumption.link != nil && assumption.kind == nil }
}

extension Manifest {
  /// The policies of an autoscaler that a path leads to, in one line as a scenario writes them: `10%/60s, 4/15s`.
  fileprivate func scalingPolicies(at path: String) -> Field? {
    let first = path + "[0].value"
    guard let start = fields.first(where: { $0.path == first || $0.path.hasSuffix("." + first) })
    else { return nil }
    let list = start.path.dropLast("[0].value".count)
    var policies: [String] = []
    while let amount = self["\(list)[\(policies.count)].value"],
      let period = self["\(list)[\(policies.count)].periodSeconds"],
      let type = self["\(list)[\(policies.count)].type"]
    {
      policies.append("\(amount.value)\(type.value == "Percent" ? "%" : "")/\(period.value)s")
    }
    guard !policies.isEmpty else { return nil }
    return Field(
      path: String(list), value: Located(policies.joined(separator: ", "), at: start.value.span))
  }

  /// `Deployment/web`, or the kind alone where it has no name.
  var title: String { name.isEmpty ? kind : "\(kind)/\(name)" }
}
