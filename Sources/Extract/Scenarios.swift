import Diagnostics
import Model
import Syntax

/// Reads a ` ```yaml scenario ` fence; whatever is wrong in it is a finding, and the rest is kept.
func readScenario(
  _ document: Document, _ block: NodeIndex, section: Int
) -> (scenario: Scenario?, diagnostics: [Diagnostic]) {
  let span = document.span(of: block)
  let place = bodyText(document, block)
  let (root, diagnostics) = parseYAML(place.text, in: document.source, at: place.offset)
  var reader = ScenarioReader(span: span, diagnostics: diagnostics)
  guard let root else {
    if diagnostics.isEmpty { reader.report("this scenario is empty", at: span) }
    return (nil, reader.diagnostics)
  }
  let scenario = reader.read(root, section: section)
  return (scenario, reader.diagnostics)
}

/// The text of a fence as it stands in the source, its indentation included, so that places in it
/// are places in the source.
private func bodyText(_ document: Document, _ block: NodeIndex) -> (text: String, offset: Int) {
  let lines = document.codeBody(of: block).lines
  guard let first = lines.first, let last = lines.last else { return ("", 0) }
  let bytes = document.source.bytes
  var start = first.source.lowerBound
  while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
  let range = start..<max(start, last.source.upperBound)
  let isVerbatim =
    (start == 0 || bytes[start - 1] == UInt8(ascii: "\n"))
    && zip(lines, lines.dropFirst()).allSatisfy { line, next in
      let between = line.source.upperBound..<max(line.source.upperBound, next.source.lowerBound)
      return bytes[between].allSatisfy { isSpace(UInt32($0)) }
    }
  if isVerbatim { return (document.source.text(range), start) }
  return (document.string(document.nodes[block].literal), first.source.lowerBound)
}

private struct ScenarioReader {
  let span: Span
  var diagnostics: [Diagnostic]

  private static let fields = [
    "id", "system", "from", "assume", "before", "after", "calibrate", "claims", "quotes",
    "seed",
  ]

  /// The fields of an assumption that say what its value is.
  private static let shapes = [
    "value", "constant", "median", "p95", "mean", "shape", "min", "max",
  ]
  private static let origins = ["kind", "source", "range", "note"]

  /// The fields of an assumption that say what of the text has its value.
  private static let links = Scenario.Assumption.Link.Source.allCases.map(\.rawValue) + ["unit"]

  mutating func report(
    _ message: String, at span: Span, notes: [Diagnostic.Note] = [], fixes: [FixIt] = []
  ) {
    diagnostics.append(Diagnostic(.scenarioField, message, at: span, notes: notes, fixes: fixes))
  }

  mutating func read(_ root: YAMLNode, section: Int) -> Scenario? {
    guard case .mapping(let entries, _) = root else {
      report(
        "a scenario is a mapping of fields, such as `system: vsphere-site-pair`", at: root.span)
      return nil
    }
    checkNames(entries, known: Self.fields, of: "a scenario")
    let id = text("id", in: entries, isRequired: true)
    let system = text("system", in: entries, isRequired: true)
    guard let system else { return nil }
    return Scenario(
      id: id ?? Located(system.value, at: span), system: system,
      from: text("from", in: entries), assume: assumptions("assume", in: entries),
      before: assumptions("before", in: entries), after: assumptions("after", in: entries),
      calibrate: text("calibrate", in: entries), claims: bindings(entries),
      quotes: quotes(entries), seed: seed(entries), span: span, section: section)
  }

  // MARK: Fields

  private func value(_ name: String, in entries: [YAMLNode.Entry]) -> YAMLNode? {
    entries.first { $0.key.value == name }?.value
  }

  private mutating func checkNames(
    _ entries: [YAMLNode.Entry], known: [String], of what: String
  ) {
    var seen: Set<String> = []
    for entry in entries {
      if !seen.insert(entry.key.value).inserted {
        report("`\(entry.key.value)` is given twice", at: entry.key.span)
      } else if !known.contains(entry.key.value) {
        let guess = nearMiss(to: entry.key.value, in: known)
        report(
          "\(what) has no field `\(entry.key.value)`"
            + (guess.map { "; did you mean `\($0)`?" } ?? ""), at: entry.key.span,
          notes: [
            entry.key.value.prefix(3).allSatisfy(\.isNumber) && entry.key.value.count >= 3
              ? .init(
                "between braces a comma begins a field: write a number without it, or in quotes")
              : .init("the fields are \(known.map { "`\($0)`" }.joined(separator: ", "))")
          ],
          fixes: guess.map { [FixIt("write `\($0)`", replacing: entry.key.span, with: $0)] } ?? [])
      }
    }
  }

  private mutating func text(
    _ name: String, in entries: [YAMLNode.Entry], isRequired: Bool = false
  ) -> Located<String>? {
    guard let node = value(name, in: entries) else {
      if isRequired { report("this scenario has no `\(name)`", at: span) }
      return nil
    }
    guard let text = node.string, !text.value.isEmpty else {
      report("`\(name)` is one word or phrase", at: node.span)
      return nil
    }
    return text
  }

  private mutating func seed(_ entries: [YAMLNode.Entry]) -> Located<UInt64>? {
    guard let text = text("seed", in: entries) else { return nil }
    guard let number = UInt64(text.value) else {
      report("`seed` is a whole number, not `\(text.value)`", at: text.span)
      return nil
    }
    return Located(number, at: text.span)
  }

  private mutating func bindings(_ entries: [YAMLNode.Entry]) -> [Scenario.Binding] {
    guard let node = value("claims", in: entries) else {
      report("this scenario judges no claim: it has no `claims`", at: span)
      return []
    }
    guard case .mapping(let claims, _) = node, !claims.isEmpty else {
      report("`claims` maps a claim to an output, as in `可用性: availability`", at: node.span)
      return []
    }
    return claims.compactMap { entry in
      guard let output = entry.value.string, !output.value.isEmpty else {
        report("the claim `\(entry.key.value)` needs the name of an output", at: entry.value.span)
        return nil
      }
      return Scenario.Binding(subject: entry.key, output: output)
    }
  }

  private mutating func quotes(_ entries: [YAMLNode.Entry]) -> [Scenario.Quote] {
    guard let node = value("quotes", in: entries) else { return [] }
    guard case .mapping(let claims, _) = node else {
      report(
        "`quotes` maps a claim to what it repeats, as in `写入: { assumed: write.service }`",
        at: node.span)
      return []
    }
    return claims.compactMap { entry in
      let sources = Scenario.Quote.Source.allCases
      guard case .mapping(let fields, _) = entry.value else {
        report(
          "`\(entry.key.value)` is a mapping: `{ assumed: PARAMETER }`, `{ break-even: PARAMETER }` or "
            + "`{ answer: OUTPUT }`",
          at: entry.value.span)
        return nil
      }
      checkNames(fields, known: sources.map(\.rawValue) + ["of"], of: "a quote")
      let given = sources.filter { value($0.rawValue, in: fields) != nil }
      guard given.count == 1, let source = given.first,
        let parameter = text(source.rawValue, in: fields)
      else {
        report(
          "`\(entry.key.value)` says what it repeats: `assumed`, `break-even` or `answer`, and one of them",
          at: entry.key.span)
        return nil
      }
      return Scenario.Quote(
        subject: entry.key, source: source, parameter: parameter, of: text("of", in: fields))
    }
  }

  // MARK: Assumptions

  private mutating func assumptions(
    _ name: String, in entries: [YAMLNode.Entry]
  ) -> [Scenario.Assumption] {
    guard let node = value(name, in: entries) else { return [] }
    if let text = node.string, text.value.isEmpty || text.value == "~" || text.value == "null" {
      return []
    }
    guard case .mapping(let parameters, _) = node else {
      report("`\(name)` maps parameters to values, as in `host.mtbf: 4 年`", at: node.span)
      return []
    }
    var seen: Set<String> = []
    return parameters.compactMap { entry in
      guard seen.insert(entry.key.value).inserted else {
        report("the parameter `\(entry.key.value)` is given twice", at: entry.key.span)
        return nil
      }
      return assumption(entry)
    }
  }

  private mutating func assumption(_ entry: YAMLNode.Entry) -> Scenario.Assumption? {
    let whole = Span(
      entry.key.span.source,
      entry.key.span.start..<max(entry.key.span.end, entry.value.span.end))
    if let text = entry.value.string {
      guard !text.value.isEmpty else {
        report("the parameter `\(entry.key.value)` has no value", at: entry.key.span)
        return nil
      }
      return Scenario.Assumption(
        parameter: entry.key, fields: [.init(name: "value", text: text)], kind: nil, origin: nil,
        range: nil, span: whole)
    }
    guard case .mapping(let fields, _) = entry.value else {
      report("`\(entry.key.value)` is a value or a mapping with a `value`", at: entry.value.span)
      return nil
    }
    checkNames(fields, known: Self.shapes + Self.origins + Self.links, of: "an assumption")
    for source in Scenario.Assumption.Link.Source.allCases
    where value(source.rawValue, in: fields) != nil {
      return linked(entry.key, source, fields, whole)
    }
    let shapes = fields.filter { Self.shapes.contains($0.key.value) }
    let values: [Scenario.Assumption.Field] = shapes.compactMap { field in
      guard let text = field.value.string, !text.value.isEmpty else {
        report("`\(field.key.value)` needs a value", at: field.value.span)
        return nil
      }
      return .init(name: field.key.value, text: text)
    }
    guard !values.isEmpty else {
      report("the parameter `\(entry.key.value)` has no value", at: entry.key.span)
      return nil
    }
    return Scenario.Assumption(
      parameter: entry.key, fields: values, kind: text("kind", in: fields),
      origin: text("source", in: fields),
      range: range(fields), span: whole)
  }

  /// `manifest: Canary spec.analysis.stepWeight`, or `figure: 采集网关`: the value stands there.
  ///
  /// A configuration is what is deployed, and needs no source; a figure of the text may have come from elsewhere.
  private mutating func linked(
    _ parameter: Located<String>, _ source: Scenario.Assumption.Link.Source,
    _ fields: [YAMLNode.Entry], _ whole: Span
  ) -> Scenario.Assumption? {
    guard let place = text(source.rawValue, in: fields) else { return nil }
    let known = [source.rawValue, "unit", "range", "note"]
    for field in fields
    where !(known + (source == .figure ? ["kind", "source"] : [])).contains(field.key.value) {
      report(
        "`\(parameter.value)` has its value from `\(source.rawValue)`, and no `\(field.key.value)` beside it",
        at: field.key.span)
    }
    return Scenario.Assumption(
      parameter: parameter, fields: [], kind: text("kind", in: fields),
      origin: text("source", in: fields), range: range(fields),
      link: .init(source, place, unit: text("unit", in: fields)), span: whole)
  }

  /// `range: 2 年 - 8 年`, or `range: [2 年, 8 年]`.
  private mutating func range(_ fields: [YAMLNode.Entry]) -> Located<String>? {
    guard let node = value("range", in: fields) else { return nil }
    if case .sequence(let ends, let span) = node {
      let texts = ends.compactMap(\.string)
      guard texts.count == 2, ends.count == 2 else {
        report("`range` has a lower and an upper end", at: span)
        return nil
      }
      return Located(texts.map(\.value).joined(separator: " - "), at: span)
    }
    return text("range", in: fields)
  }
}
