import Diagnostics
import Model
import Quantities

extension PageType {
  /// The front page: what is claimed and what supports it, then where to go. A README of the whole
  /// collection takes its place where nothing is simulated.
  static let overview = PageType("overview") { site in
    let path = PageKind.overview.path
    guard site.front == nil else { return [] }
    return [PageJob(paths: [path.file]) { [site.overviewPage] }]
  }
}

extension Site {
  fileprivate var overviewPage: Page {
    let path = PageKind.overview.path
    var values = figures(from: path)
    values["heading"] = "\(title)"
    values["lead"] = "\(promise)"
    values["modules"] = moduleList(from: path)
    if !casePaths.isEmpty { values["cases"] = caseCards(from: path, limit: 12) }
    var surroundings = Surroundings(title)
    surroundings.description = promise
    surroundings.kind = .overview
    return compose(path, theme.render(.overview, values), surroundings)
  }

  /// What stands under the README that the site begins with; nothing where nothing is claimed.
  var figuresOfSite: HTML {
    guard statistics.claims > 0 else { return HTML() }
    let path = PageKind.overview.path
    var values = figures(from: path)
    if !casePaths.isEmpty { values["cases"] = caseCards(from: path, limit: 12) }
    return theme.render(.overview, values)
  }

  /// The same in a sentence, which leads to the rest.
  var linkedPromise: HTML {
    statistics.claims > 0 ? "<a href=\"#Figures\">\(promise)</a>" : HTML()
  }

  private func figures(from path: SitePath) -> [String: HTML] {
    var values = ["verdicts": verdictSummary(from: path)]
    let strongest = strongestEvidence(limit: 3)
    if !strongest.isEmpty {
      let all = PageKind.evidence.path.link(from: path)
      values["simulated"] =
        evidenceStrips(strongest, from: path)
        + "<p><a href=\"\(all)\">\(language(.showAll)) (\(evidence.count))</a></p>"
    }
    let refuted = refuted(from: path, limit: 8)
    if !refuted.isEmpty { values["refuted"] = refuted }
    return values
  }

  /// The site in a sentence: how many claims there are, and what was found of them.
  private var promise: String {
    let counts = statistics.verdicts
    func parts(_ words: [(Verdict, String)]) -> [String] {
      words.compactMap { verdict, words in
        counts[verdict].flatMap { $0 > 0 ? "\(grouped($0)) \(words)" : nil }
      }
    }
    let size = language.count(documents.count, .documents)
    guard statistics.claims > 0 else { return size }
    let claims = language.count(statistics.claims, .claims)
    let holding = fragileCount(.holds)
    let printed = fragileCount(.atFaceValue)
    switch language {
    case .zh:
      let found = parts([
        (.holds, "条有证据支持" + holding), (.atFaceValue, "条只是字面成立" + printed),
        (.fails, "条被证据否定"), (.undecided, "条未决"), (.unchecked, "条没有依据"),
      ])
      return "\(size)，\(claims)：\(found.joined(separator: "，"))——每一条都写明。"
    case .en:
      let found = parts([
        (.holds, "supported by evidence" + holding),
        (.atFaceValue, "true at face value only" + printed),
        (.fails, "contradicted by evidence"), (.undecided, "undecided"),
        (.unchecked, "without evidence"),
      ])
      return "\(size), \(claims): \(found.joined(separator: ", ")). Each says which."
    }
  }

  /// How many claims of a verdict are fragile, in brackets; nothing where none is.
  private func fragileCount(_ verdict: Verdict) -> String {
    let fragile = claims.values.count { $0.verdict == verdict && $0.isFragile }
    guard fragile > 0 else { return "" }
    return language == .zh
      ? "（其中 \(grouped(fragile)) 条经不起假设的变动）" : " (\(grouped(fragile)) of them fragile)"
  }

  func verdictSummary(from path: SitePath) -> HTML {
    guard statistics.claims > 0 else { return "<p>\(language(.noClaims))</p>" }
    let base = PageKind.claims.path.link(from: path)
    return verdictBar(statistics.verdicts, language: language) { base + "#" + $0.rawValue }
  }

  /// Judgements that hold and are farthest from turning, one for each case; those that have an interval
  /// to show before closed forms.
  private func strongestEvidence(limit: Int) -> [EvidencePlace] {
    var best: [Int: (place: EvidencePlace, rank: (Int, Double))] = [:]
    for shown in evidence {
      guard let place = claims[shown.claim] else { continue }
      let judgement = place.judgements[shown.judgement]
      guard judgement.verdict == .holds, let record = judgement.evidence?.simulation,
        let nearest = record.beliefs.first, !nearest.isFragile
      else { continue }
      let distance = record.beliefs.compactMap(\.breakEvenDistance).min() ?? 0
      let rank = (record.isExact ? 0 : 1, distance)
      let group = place.caseStudy ?? -1 - place.document
      if best[group].map({ $0.rank < rank }) ?? true { best[group] = (shown, rank) }
    }
    return best.sorted {
      ($0.value.rank.0, $0.value.rank.1, $1.key) > ($1.value.rank.0, $1.value.rank.1, $0.key)
    }
    .prefix(limit).map(\.value.place)
  }

  /// Claims that evidence contradicts, each beside what it says; of every document before two of one.
  private func refuted(from path: SitePath, limit: Int) -> HTML {
    var rounds: [[ClaimPlace]] = []
    var count = 0
    for document in documents {
      let found = document.draft.claims.compactMap { claims[$0.id] }.filter { $0.verdict == .fails }
      for (round, place) in found.enumerated() {
        if round == rounds.count { rounds.append([]) }
        rounds[round].append(place)
      }
      count += found.count
    }
    guard count > 0 else { return HTML() }
    var html: HTML = "<ul class=\"rows\">"
    for place in rounds.joined().prefix(limit) { html += claimRow(place, from: path) }
    html.raw("</ul>")
    if count > limit {
      let all = PageKind.claims.path.link(from: path, fragment: Verdict.fails.rawValue)
      html += "<p><a href=\"\(all)\">\(language(.showAll)) (\(count))</a></p>"
    }
    return html
  }

  /// The top-level folders with the number of their documents, and the documents of the root.
  func moduleList(from path: SitePath) -> HTML {
    var groups: [(folder: String, count: Int)] = []
    var position: [String: Int] = [:]
    for document in documents {
      let folder = document.draft.path.split(separator: "/").dropLast().first.map(String.init) ?? ""
      if let index = position[folder] {
        groups[index].count += 1
      } else {
        position[folder] = groups.count
        groups.append((folder, 1))
      }
    }
    var html: HTML = "<ul class=\"rows\">"
    if let root = folders[""] {
      for index in root.documents.prefix(Folder.window) {
        html += documentRow(documents[index], from: path)
      }
    }
    for group in groups where !group.folder.isEmpty {
      let count = "<span class=\"where\">\(language.count(group.count, .documents))</span>" as HTML
      if let folder = folders[group.folder] {
        html += """
          <li><a href="\(documents[folder.page].path.link(from: path))">\(folder.title)</a>\
          \(count)</li>

          """
      } else {
        let target = PageKind.documents.path.link(from: path, fragment: fileName(group.folder))
        html += "<li><a href=\"\(target)\">\(group.folder)</a>\(count)</li>\n"
      }
    }
    html.raw("</ul>")
    return html
  }

  func documentRow(_ document: SiteDocument, from path: SitePath) -> HTML {
    let lines = language.count(document.draft.lineCount, .lines)
    let claims = document.draft.claims.count
    var counts: HTML = "\(lines)"
    if claims > 0 { counts += " · \(language.count(claims, .claims))" }
    let failing = document.draft.claims.count { self.claims[$0.id]?.verdict == .fails }
    if failing > 0 {
      counts += " · <b class=\"fails\">\(language(Verdict.fails.label)) \(grouped(failing))</b>"
    }
    let errors = document.diagnostics.count { $0.severity == .error && $0.acceptance == nil }
    if errors > 0 { counts += " · <b class=\"fails\">\(language.count(errors, .errors))</b>" }
    return """
      <li><a href="\(document.path.link(from: path))">\(document.title)</a>\
      <span class="where">\(counts)</span></li>

      """
  }
}
