import Diagnostics
import Model
import Quantities

extension Claim {
  /// The values that satisfy it: for a figure that is printed bare, all that are better too.
  var allowed: Interval {
    let interval = quantity.interval
    if case .change = statement { return interval }
    guard quantity.comparator == .equal, let metric else {
      return interval
    }
    switch metric.better {
    case .up: return Interval(interval.lower, .infinity, includesLower: interval.includesLower)
    case .down: return Interval(-.infinity, interval.upper, includesUpper: interval.includesUpper)
    case .neither: return interval
    }
  }
}

extension Evidence {
  /// The bound that was judged, where the evidence keeps it; else what the claim's words allow.
  func allowed(for claim: Claim) -> Interval { simulation?.allowed ?? claim.allowed }

  /// Whether an assumption turns the verdict within its own plausible range.
  var isFragile: Bool { simulation?.beliefs.contains(where: \.isFragile) ?? false }
}

extension Site {
  /// A claim's figure as its document prints it.
  func figure(of claim: Claim) -> String { model.sources.text(claim.figure) }

  /// The line of a claim with its figure marked.
  func quote(_ claim: Claim) -> HTML {
    let source = model.sources[claim.span.source].bytes
    var start = claim.span.start
    var end = min(claim.span.end, source.count)
    // A claim in running text keeps what stands around it within reason.
    let limit = 240
    if claim.figure.start - start > limit { start = boundary(source, claim.figure.start - limit) }
    if end - claim.figure.end > limit { end = boundary(source, claim.figure.end + limit) }
    guard start <= claim.figure.start, claim.figure.end <= end else { return HTML() }
    var html = HTML()
    html += withoutStars(source[start..<claim.figure.start])
    html.raw("<mark>")
    html.text(source[claim.figure.start..<claim.figure.end])
    html.raw("</mark>")
    html += withoutStars(source[claim.figure.end..<end])
    return html
  }

  /// Text without the marks of strong emphasis, of which a quotation has half.
  private func withoutStars(_ text: ArraySlice<UInt8>) -> HTML {
    guard text.contains(UInt8(ascii: "*")) else {
      var html = HTML()
      html.text(text)
      return html
    }
    return "\(String(decoding: text, as: UTF8.self).replacing("**", with: ""))"
  }

  /// The nearest offset at or before one that does not cut a character.
  private func boundary(_ bytes: [UInt8], _ offset: Int) -> Int {
    var offset = offset
    while offset > 0, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }

  func badge(_ verdict: Verdict, _ evidence: Evidence? = nil) -> HTML {
    badge(verdict, evidence, isFragile: verdict.isSupport && evidence?.isFragile == true)
  }

  /// What is known of a claim: its verdict, or that a finding stands on what nothing supports.
  func badge(of place: ClaimPlace) -> HTML {
    let standing = standing(of: place)
    guard standing.finding == nil else {
      return """
        <span class="verdict \(standing.style)"><span aria-hidden="true">\(standing.sign)</span> \
        \(standing.name)</span>
        """
    }
    return badge(place.verdict, place.judgements.first?.evidence, isFragile: place.isFragile)
  }

  private func badge(_ verdict: Verdict, _ evidence: Evidence?, isFragile: Bool) -> HTML {
    // What is unchecked may come with a remark, which is no evidence.
    var kindText = verdict == .unchecked ? "" : evidence.map { " · " + language($0.label) } ?? ""
    if isFragile { kindText += " · " + language(Phrase.fragileShort.label) }
    return """
      <span class="verdict \(verdict.rawValue)"><span aria-hidden="true">\(verdict.sign)</span> \
      \(language(verdict.label))\(kindText)</span>
      """
  }

  /// The address of a claim: its place on the page of its document's claims.
  func link(toClaim place: ClaimPlace, from path: SitePath) -> String {
    documents[place.document].claimsPath.link(from: path, fragment: "claim-" + place.claim.id)
  }

  /// Whether the author accepts what was found of a claim's figure.
  private func isAccepted(_ place: ClaimPlace) -> Bool {
    documents[place.document].diagnostics.contains {
      $0.acceptance != nil && $0.span.range.overlaps(place.claim.figure.range)
    }
  }

  /// A claim in one line: verdict, subject, figure, what the evidence says, and its case or else its document.
  func claimRow(_ place: ClaimPlace, from path: SitePath, showingDocument: Bool = true) -> HTML {
    let claim = place.claim
    var html: HTML = """
      <li class="pair"><span><a href="\(link(toClaim: place, from: path))">\(claim.subject)</a> \
      <b>\(kept(figure(of: claim)))</b></span> \(badge(of: place))
      """
    if let answer = answer(of: place) {
      let accepted = place.verdict == .fails && isAccepted(place)
      html += """
         <span class="answer">\(language.lead(.judgedBy))\(kept(answer))\
        \(accepted ? " · " + language(.accepted) : "")</span>
        """
    }
    if showingDocument {
      let origin = place.caseStudy.map { model.cases[$0].title } ?? documents[place.document].title
      html += "<span class=\"where\">\(origin)</span>"
    }
    html.raw("</li>\n")
    return html
  }
}
