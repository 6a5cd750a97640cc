import Diagnostics
import Model
import Quantities
import Syntax

/// What stands in a document's text that its page shows in another way.
private struct Replacements {
  /// By the code block's node: the figure that takes its place.
  var figures: [NodeIndex: [UInt8]] = [:]

  /// By the link's node: what it shows, or where it leads.
  var links: [NodeIndex: LinkTarget] = [:]
  var claims = ClaimMarks()

  enum LinkTarget {
    case page(String)
    /// Nothing of the site: the text stays, the link goes.
    case nowhere
  }
}

/// The text of a fence with the marks of the claims in it.
private struct CodeText {
  let document: Document
  let index: NodeIndex
  let marks: [HTMLHooks.Mark]

  var html: HTML { HTML(bytes: document.codeHTML(of: index, marks: marks)) }
}

/// Finds the architectures and the scenario of one fence after another, in document order.
private struct FigureCursor {
  private let draft: DocumentDraft
  private var nextArchitecture = 0
  private var nextScenario = 0

  /// Indices of the architectures in the current fence.
  private(set) var architectures: Range<Int> = 0..<0
  private(set) var scenario: Scenario?

  init(_ draft: DocumentDraft) { self.draft = draft }

  mutating func move(to extent: Range<Int>) {
    while nextArchitecture < draft.architectures.count,
      draft.architectures[nextArchitecture].span.end <= extent.lowerBound
    {
      nextArchitecture += 1
    }
    var end = nextArchitecture
    while end < draft.architectures.count,
      draft.architectures[end].span.start < extent.upperBound
    {
      end += 1
    }
    architectures = nextArchitecture..<end
    while nextScenario < draft.scenarios.count,
      draft.scenarios[nextScenario].span.end <= extent.lowerBound
    {
      nextScenario += 1
    }
    scenario = nil
    if nextScenario < draft.scenarios.count,
      draft.scenarios[nextScenario].span.range.overlaps(extent)
    {
      scenario = draft.scenarios[nextScenario]
    }
  }
}

extension Site {
  /// A document's text as HTML: figures drawn, claims marked, links leading to pages; after it the
  /// boxes of evidence that the marks open.
  func content(of document: SiteDocument) -> HTML {
    guard let parsed = document.parsed else { return HTML() }
    let replacements = replacements(in: parsed, of: document)
    var hooks = HTMLHooks()
    hooks.marks = replacements.claims.marks
    hooks.tableClass = { FigureColumns.style(of: $0, in: parsed) }
    let options = contentOptions
    if !replacements.figures.isEmpty || !replacements.links.isEmpty {
      hooks.replace = { index in
        switch parsed.nodes[index].kind {
        case .codeBlock: return replacements.figures[index]
        case .link, .image:
          guard case .nowhere = replacements.links[index] else { return nil }
          return self.unlinked(index, of: parsed, options)
        default: return nil
        }
      }
      hooks.destination = { index in
        if case .page(let href) = replacements.links[index] { return href }
        return nil
      }
    }
    var html = HTML()
    if !parsed.headings.contains(where: { $0.level == 1 }) {
      html += "<h1>\(document.title)</h1>\n"
    }
    return html + HTML(bytes: parsed.html(options: options, hooks: hooks))
      + replacements.claims.boxes
  }

  private var contentOptions: HTMLOptions {
    var options = HTMLOptions()
    options.labels = language == .zh ? .chinese : .english
    return options
  }

  /// The text of a link that leads nowhere on this site.
  private func unlinked(_ index: NodeIndex, of parsed: Document, _ options: HTMLOptions) -> [UInt8]
  {
    let node = parsed.nodes[index]
    var html: HTML =
      "<span class=\"unlinked\" title=\"\(parsed.string(parsed.destination(of: node)))\">"
    if node.kind == .image {
      html += "\(parsed.plainText(of: index))"
    } else {
      html += HTML(bytes: parsed.html(parsed.descendants(of: index), options: options))
    }
    html.raw("</span>")
    return html.bytes
  }

  private func replacements(in parsed: Document, of document: SiteDocument) -> Replacements {
    var replacements = Replacements()
    let links = parsed.nodes.filter { $0.kind == .link }.map { Int($0.start)..<Int($0.end) }
    replacements.claims = marks(of: document, links: links)
    var anchors: Set<TextBytes>?
    var cursor = FigureCursor(document.draft)
    for index in parsed.nodes.indices {
      let node = parsed.nodes[index]
      switch node.kind {
      case .codeBlock:
        let text = CodeText(document: parsed, index: index, marks: replacements.claims.marks)
        if let figure = figure(inPlaceOf: text, of: document, &cursor) {
          replacements.figures[index] = figure.bytes
        }
      case .link, .image:
        if anchors == nil { anchors = self.anchors(in: parsed) }
        replacements.links[index] = target(
          of: parsed.string(parsed.destination(of: node)), in: document, anchors: anchors ?? [])
      default: break
      }
    }
    return replacements
  }

  // MARK: Figures

  /// The drawing or the table that stands for a fence, nil for code that is shown as it is.
  private func figure(
    inPlaceOf text: CodeText, of document: SiteDocument, _ cursor: inout FigureCursor
  ) -> HTML? {
    let node = text.document.nodes[text.index]
    cursor.move(to: Int(node.start)..<Int(node.end))
    if let scenario = cursor.scenario {
      return "<div class=\"plate\">\(scenarioTable(scenario))" + folded(text)
        + "</div>\n"
    }
    var html = HTML()
    for number in cursor.architectures {
      let architecture = document.draft.architectures[number]
      if let place = architectureNamed[architecture.id] {
        html += figure(
          architectures[place], id: "Figure-\(number + 1)", from: document.path,
          source: folded(text))
      } else if architecture.notation == .mermaid, !architecture.components.isEmpty {
        html += chart(
          architecture, id: "Figure-\(number + 1)", in: document,
          source: folded(text))
      }
    }
    if html.isEmpty, text.document.fenceInfo(of: text.index).hasPrefix("mermaid") {
      return undrawn(text)
    }
    return html.isEmpty ? nil : html
  }

  /// A mermaid diagram of a kind that is not drawn: its text, under the name of its kind.
  private func undrawn(_ text: CodeText) -> HTML {
    let literal = text.document.literals[text.document.nodes[text.index].literal]
    let kind = literal.drop { $0 <= 32 }.prefix { $0 > 32 }
    return """
      <figure class="undrawn"><pre tabindex="0"><code class="language-mermaid">\(text.html)\
      </code></pre><figcaption>\(language(.asText)) <code>\(String(decoding: kind, as: UTF8.self))\
      </code></figcaption></figure>

      """
  }

  private func folded(_ text: CodeText) -> HTML {
    """
    <details><summary>\(language(.sourceText))</summary><pre class="tree" tabindex="0"><code>\
    \(text.html)</code></pre></details>
    """
  }

  // MARK: Links

  /// The anchors of a page: its headings, and what raw HTML names.
  private func anchors(in parsed: Document) -> Set<TextBytes> {
    var anchors = Set(parsed.headings.map { TextBytes($0.slug) })
    for node in parsed.nodes where node.kind == .htmlBlock || node.kind == .htmlInline {
      let text = parsed.string(node.literal)
      for piece in text.split(separator: "\"").enumerated() where piece.offset % 2 == 1 {
        anchors.insert(TextBytes(String(piece.element)))
      }
    }
    return anchors
  }

  /// Where a link leads: nil to keep it as written.
  private func target(
    of destination: String, in document: SiteDocument, anchors: Set<TextBytes>
  ) -> Replacements.LinkTarget? {
    if destination.hasPrefix("#fn") { return nil }
    guard let link = LinkPath(destination, in: document.draft.path) else { return nil }
    let found =
      link.path == document.draft.path
      ? document.index
      : documentAt[link.path] ?? documentAt[joined(link.path, "README.md")]
        ?? documentAt[joined(link.path, "index.md")]
    if let index = found {
      let path = documents[index].path
      guard let fragment = link.fragment, !fragment.isEmpty else {
        return .page(path.link(from: document.path))
      }
      let isKnown =
        index == document.index
        ? anchors.contains(TextBytes(fragment))
        : documents[index].draft.sections.contains { $0.slug == fragment }
          || (documents[index].parsed.map { self.anchors(in: $0).contains(TextBytes(fragment)) }
            ?? false)
      if index == document.index, !isKnown { return .nowhere }
      return .page(path.link(from: document.path, fragment: isKnown ? fragment : nil))
    }
    // A folder without a README is as good as its first document.
    if let folder = folders[link.path] {
      return .page(documents[folder.page].path.link(from: document.path))
    }
    if model.files.contains(link.path), !link.path.hasPrefix(".."), !isMarkdown(link.path) {
      return .page(document.path.root + percentEncoded(link.path))
    }
    return .nowhere
  }

  private func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder + "/" + name
  }
}
