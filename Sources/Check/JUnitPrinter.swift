package import Diagnostics
package import Model

/// The claims of a model as a JUnit report: a suite for each document, a test case for each claim.
///
/// A claim that fails is a failure, one that nothing supports or contradicts is skipped, and what
/// is merely open is a passing case that says so. Errors that concern no claim are test cases of
/// their own, so that the report fails whenever the run does.
package func junitText(
  _ model: ResolvedModel, judgements: [Judgement], diagnostics: [Diagnostic]
) -> [UInt8] {
  var verdicts: [String: Judgement] = [:]
  for judgement in judgements {
    let known = verdicts[judgement.claim]
    if known == nil || rank(judgement.verdict) < rank(known?.verdict ?? .unchecked) {
      verdicts[judgement.claim] = judgement
    }
  }
  var body = ""
  var total = (tests: 0, failures: 0, skipped: 0)
  for document in model.documents {
    let own = diagnostics.filter {
      $0.span.source == document.source && $0.severity == .error && $0.acceptance == nil
    }
    guard !document.claims.isEmpty || !own.isEmpty else { continue }
    let lines = LineTable(model.sources[document.source])
    var cases = ""
    var counts = (tests: 0, failures: 0, skipped: 0)
    for claim in document.claims {
      let judgement = verdicts[claim.id]
      let figure = model.sources.text(claim.figure)
      let name = "\(claim.subject) \(figure) (line \(lines.line(at: claim.span.start)))"
      counts.tests += 1
      cases += "    <testcase name=\"\(xml(name))\" classname=\"\(xml(document.path))\""
      let reason = judgement?.evidence?.explanation.en ?? ""
      switch judgement?.verdict ?? .unchecked {
      case .holds: cases += "/>\n"
      case .atFaceValue, .undecided:
        let verdict = judgement?.verdict.rawValue ?? ""
        cases +=
          ">\n      <system-out>\(xml("\(verdict): \(reason)"))</system-out>\n    </testcase>\n"
      case .fails:
        counts.failures += 1
        cases += ">\n      <failure message=\"\(xml(reason))\"/>\n    </testcase>\n"
      case .unchecked:
        counts.skipped += 1
        cases +=
          ">\n      <skipped message=\"nothing supports or contradicts it\"/>\n    </testcase>\n"
      }
    }
    for diagnostic in own {
      counts.tests += 1
      counts.failures += 1
      let name = "\(diagnostic.id) (line \(lines.line(at: diagnostic.span.start)))"
      cases += "    <testcase name=\"\(xml(name))\" classname=\"\(xml(document.path))\">\n"
      cases += "      <failure message=\"\(xml(diagnostic.message))\" type=\"\(diagnostic.id)\"/>\n"
      cases += "    </testcase>\n"
    }
    body += "  <testsuite name=\"\(xml(document.path))\" tests=\"\(counts.tests)\""
    body += " failures=\"\(counts.failures)\" errors=\"0\" skipped=\"\(counts.skipped)\">\n"
    body += cases + "  </testsuite>\n"
    total.tests += counts.tests
    total.failures += counts.failures
    total.skipped += counts.skipped
  }
  let text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="docgen" tests="\(total.tests)" failures="\(total.failures)" errors="0" \
    skipped="\(total.skipped)">
    \(body)</testsuites>

    """
  return Array(text.utf8)
}

/// The order in which one claim's verdicts count: a contradiction is never hidden by support.
private func rank(_ verdict: Verdict) -> Int {
  switch verdict {
  case .fails: 0
  case .holds: 1
  case .atFaceValue: 2
  case .undecided: 3
  case .unchecked: 4
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
