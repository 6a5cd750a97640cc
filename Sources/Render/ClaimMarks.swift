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
  /// A mark at every figure that a claim is made of.
  ///
  /// What nothing supports leads to its claim. What has evidence does, too, and beside the figure
  /// stands a button that shows the evidence in place: with it, the keyboard needs no other stop.
  /// In a link, which leads elsewhere, the mark is a sign alone.
  ///
  /// - Parameter links: where the document's links stand.
  func marks(of document: SiteDocument, links: [Range<Int>]) -> ClaimMarks {
    var result = ClaimMarks()
    let links = links.sorted { $0.lowerBound < $1.lowerBound }
    var end = 0
    var next = 0
    for claim in document.draft.claims.sorted(by: { $0.figure < $1.figure }) {
      guard let place = claims[claim.id], claim.figure.end > end else { continue }
      // Of figures that overlap, the later has what the earlier leaves.
      let range = max(claim.figure.start, end)..<claim.figure.end
      while next < links.count, links[next].upperBound <= range.lowerBound { next += 1 }
      end = range.upperBound
      if next < links.count, links[next].overlaps(range) {
        result.marks.append(sign(of: place, at: range))
      } else if place.verdict != .unchecked, let evidence = place.judgements.first?.evidence,
        let answer = answer(of: place)
      {
        let href = link(toClaim: place, from: document.path)
        result.marks.append(button(of: place, at: range, answer, href))
        result.boxes += box(place, evidence, answer, href, from: document.path)
      } else {
        result.marks.append(anchor(of: place, at: range, from: document.path))
      }
    }
    // The words of the boxes are the interface's, among text of another language.
    if !result.boxes.isEmpty, contentLanguage(of: document) != nil {
      result.boxes = "<div lang=\"\(language.tag)\">\(result.boxes)</div>\n"
    }
    return result
  }

  /// The figure, leading to its claim, and a button that opens its evidence.
  private func button(
    of place: ClaimPlace, at range: Range<Int>, _ answer: String, _ href: String
  ) -> HTMLHooks.Mark {
    let standing = standing(of: place)
    let style = range.count > 36 ? " long" : ""
    let open: HTML = """
      <span class="claim \(standing.style)\(style)" data-evidence="\(answer)">\
      <a href="\(href)" tabindex="-1">
      """
    let close: HTML = """
      </a><button type="button" popovertarget="Claim-\(place.claim.id)" \
      aria-label="\(place.claim.subject): \(standing.name)">\(standing.sign)</button></span>
      """
    return HTMLHooks.Mark(range, open: open.bytes, close: close.bytes)
  }

  /// The figure with a sign, leading to its claim.
  private func anchor(
    of place: ClaimPlace, at range: Range<Int>, from path: SitePath
  ) -> HTMLHooks.Mark {
    let standing = standing(of: place)
    let open: HTML = """
      <a class="claim \(standing.style)" href="\(link(toClaim: place, from: path))" \
      title="\(place.claim.subject): \(standing.name)">
      """
    let close = signText(standing) + "</a>"
    return HTMLHooks.Mark(range, open: open.bytes, close: close.bytes)
  }

  /// The figure with a sign, leading nowhere.
  private func sign(of place: ClaimPlace, at range: Range<Int>) -> HTMLHooks.Mark {
    let standing = standing(of: place)
    let open: HTML = """
      <span class="claim \(standing.style)" title="\(place.claim.subject): \(standing.name)">
      """
    let close = signText(standing) + "</span>"
    return HTMLHooks.Mark(range, open: open.bytes, close: close.bytes)
  }

  private func signText(_ standing: ClaimStanding) -> HTML {
    """
    <span class="sign" aria-hidden="true">\(standing.sign)</span>\
    <span class="hidden-text"> (\(standing.name))</span>
    """
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
      aria-label="\(claim.subject)"><p><b>\(claim.subject)</b> \(badge(of: place))</p>
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
      html += fact(.formula, code(in: language(evidence.explanation)))
    }
    html += "</dl><p>\(more)</p></div>\n"
    return html
  }
}
