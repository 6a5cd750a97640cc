package import Diagnostics
package import Model

/// The claims of a model as a JUnit report: a suite for each file, a test case for each claim.
///
/// A claim is a failure where an open error lies at its figure, or, if the claim fails, where a note
/// of one does, as the other figure of two that disagree; one that nothing supports or
/// contradicts is skipped. JUnit knows no warnings, so that a case with one passes and says so in
/// its output. Findings elsewhere are cases of their own: the report fails when an error is open,
/// and only then.
package func junitText(
  _ model: ResolvedModel?, judgements: [Judgement], report: Report
) -> [UInt8] {
  var verdicts: [String: Judgement] = [:]
  for judgement in judgements {
    if let known = verdicts[judgement.claim], known.verdict >= judgement.verdict { continue }
    verdicts[judgement.claim] = judgement
  }
  var claims: [SourceID: [Claim]] = [:]
  for document in model?.documents ?? [] { claims[document.source] = document.claims }
  let findings = Dictionary(grouping: report.open, by: \.span.source)

  var body = ""
  var total = Tally()
  for file in report.sources.files {
    var left = findings[file.id] ?? []
    let own = claims[file.id] ?? []
    guard !own.isEmpty || !left.isEmpty else { continue }
    let lines = LineTable(file)
    var suite = Suite(path: file.path)
    for claim in own {
      let figure = claim.figure
      let here = left.filter { $0.span.start < figure.end && figure.start < $0.span.end }
      left.removeAll { here.contains($0) }
      let isRefuted = verdicts[claim.id]?.verdict == .fails
      let pointing = (findings[file.id] ?? []).filter { finding in
        isRefuted && finding.severity == .error && !here.contains(finding)
          && finding.notes.contains { $0.span?.range.overlaps(figure.range) ?? false }
      }
      let place = lines.line(at: claim.span.start)
      suite.add(
        "\(claim.subject) \(file.text(figure)) (line \(place))", verdicts[claim.id],
        here + pointing)
    }
    for finding in left {
      suite.add("\(finding.id) (line \(lines.line(at: finding.span.start)))", finding)
    }
    body += suite.text
    total.add(suite.tally)
  }
  let text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="docgen" \(total.attributes)>
    \(body)</testsuites>

    """
  return Array(text.utf8)
}

private struct Tally {
  var tests = 0
  var failures = 0
  var skipped = 0

  mutating func add(_ other: Tally) {
    tests += other.tests
    failures += other.failures
    skipped += other.skipped
  }

  var attributes: String {
    "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""
  }
}

private struct Suite {
  let path: String
  var tally = Tally()
  private var cases = ""

  init(path: String) { self.path = path }

  /// A claim with the findings at its figure.
  mutating func add(_ name: String, _ judgement: Judgement?, _ findings: [Diagnostic]) {
    let verdict = judgement?.verdict ?? .unchecked
    let errors = findings.filter { $0.severity == .error }
    var output = findings.filter { $0.severity != .error }.map(line)
    if verdict != .unchecked {
      let reason = judgement?.evidence?.explanation.en ?? ""
      output.append(reason.isEmpty ? verdict.rawValue : "\(verdict.rawValue): \(reason)")
    }
    add(name, errors, isSkipped: verdict == .unchecked && findings.isEmpty, output)
  }

  /// A finding that lies at no claim.
  mutating func add(_ name: String, _ finding: Diagnostic) {
    let isError = finding.severity == .error
    add(name, isError ? [finding] : [], isSkipped: false, isError ? [] : [line(finding)])
  }

  private mutating func add(
    _ name: String, _ errors: [Diagnostic], isSkipped: Bool, _ output: [String]
  ) {
    tally.tests += 1
    tally.failures += errors.isEmpty ? 0 : 1
    tally.skipped += isSkipped ? 1 : 0
    cases += "    <testcase name=\"\(xml(name))\" classname=\"\(xml(path))\">\n"
    if isSkipped { cases += "      <skipped message=\"nothing supports or contradicts it\"/>\n" }
    if let first = errors.first {
      cases += "      <failure type=\"\(first.id)\" message=\"\(xml(first.message))\">"
      cases += xml(errors.map(line).joined(separator: "\n")) + "</failure>\n"
    }
    if !output.isEmpty {
      cases += "      <system-out>\(xml(output.joined(separator: "\n")))</system-out>\n"
    }
    cases += "    </testcase>\n"
  }

  private func line(_ finding: Diagnostic) -> String {
    let notes = finding.notes.map { "\n  note: \($0.message)" }.joined()
    return "\(finding.severity.rawValue)[\(finding.id)]: \(finding.message)\(notes)"
  }

  var text: String {
    "  <testsuite name=\"\(xml(path))\" \(tally.attributes)>\n\(cases)  </testsuite>\n"
  }
}

/// Text as XML 1.0 can hold it in an attribute or an element.
private func xml(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "\t", "\n", "\r": result += "&#\(scalar.value);"
    case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
