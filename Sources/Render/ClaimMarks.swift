import Diagnostics
import Model
import Syntax

/// The marks at the figures of a document, and the boxes of evidence that they open.
struct ClaimMarks {
  var marks: [HTMLHooks.Mark] = []

  /// One for each claim with evidence: popovers, which need no script, to stand after the text.
  var boxes = HTML()
}

extension Site {
  /// A mark at every figure that a claim is made of, but not inside links.
  ///
  /// What nothing supports leads to its claim. What has evidence does, too, and beside the figure
  /// stands a button that shows the evidence in place: with it, the keyboard needs no other stop.
  ///
  /// - Parameter links: where the document's links stand, in order.
  func marks(of document: SiteDocument, avoiding links: [Range<Int>]) -> ClaimMarks {
    var result = ClaimMarks()
    var end = 0
    var next = 0
    for claim in document.draft.claims.sorted(by: { $0.figure < $1.figure }) {
      guard let place = claims[claim.id], claim.figure.start >= end, !claim.figure.isEmpty else {
        continue
      }
      while next < links.count, links[next].upperBound <= claim.figure.start { next += 1 }
      if next < links.count, links[next].overlaps(claim.figure.range) { continue }
      end = claim.figure.end
      let verdict = place.verdict
      let name = language(verdict.label)
      let href = link(toClaim: place, from: document.path)
      let open: HTML
      let close: HTML
      if verdict != .unchecked, let evidence = place.judgements.first?.evidence,
        let answer = answer(of: place)
      {
        let style = claim.figure.range.count > 36 ? " long" : ""
        open = """
          <span class="claim \(verdict.rawValue)\(style)" data-evidence="\(answer)">\
          <a href="\(href)" tabindex="-1">
          """
        close = """
          </a><button type="button" popovertarget="Claim-\(claim.id)" \
          aria-label="\(claim.subject): \(name)">\(verdict.sign)</button></span>
          """
        result.boxes += box(place, evidence, answer, href, from: document.path)
      } else {
        open = """
          <a class="claim \(verdict.rawValue)" href="\(href)" title="\(claim.subject): \(name)">
          """
        close = """
          <span class="sign" aria-hidden="true">\(verdict.sign)</span>\
          <span class="hidden-text"> (\(name))</span></a>
          """
      }
      result.marks.append(HTMLHooks.Mark(claim.figure.range, open: open.bytes, close: close.bytes))
    }
    // The words of the boxes are the interface's, among text of another language.
    if !result.boxes.isEmpty, contentLanguage(of: document) != nil {
      result.boxes = "<div lang=\"\(language.tag)\">\(result.boxes)</div>\n"
    }
    return result
  }

  /// What is claimed and what comes out, and the assumption that is nearest to turning the verdict
  /// or, where nothing is assumed, the arithmetic.
  private func box(
    _ place: ClaimPlace, _ evidence: Evidence, _ answer: String, _ href: String,
    from path: SitePath
  ) -> HTML {
    let claim = place.claim
    var html: HTML = """
      <div popover role="dialog" class="evidence-box" id="Claim-\(claim.id)" \
      aria-label="\(claim.subject)"><p><b>\(claim.subject)</b> \(badge(place.verdict, evidence))</p>
      <dl class="facts">\(fact(.claimed, kept(figure(of: claim))))\(fact(.judgedBy, kept(answer)))
      """
    var more: HTML = "<a href=\"\(href)\">\(language(.wholeEvidence))</a>"
    if let record = evidence.simulation {
      let nearest = record.beliefs.first { $0.breakEven != nil }
      if let nearest { html += fact(.breakEven, flip(nearest)) }
      if let shown = self.evidence(of: place, 0) {
        let assumptions = language.count(record.beliefs.count, .assumptions)
        more += """
           · <a href="\(shown.path.link(from: path))">\(language(.evidence)) (\(assumptions))</a>
          """
      }
    } else if !language(evidence.explanation).isEmpty {
      html += fact(.formula, "\(language(evidence.explanation))")
    }
    html += "</dl><p>\(more)</p></div>\n"
    return html
  }
}
