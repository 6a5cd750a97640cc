import Diagnostics
import Model
import Quantities

extension PageType {
  static let architectures = PageType(.architectures) { site in
    let path = PageKind.architectures.path
    var body: HTML = "<ul class=\"rows\">"
    for place in site.architectures {
      let parts = site.language.count(place.architecture.components.count, .components)
      body += """
        <li><a href="\(place.path.link(from: path))">\(site.name(of: place))</a>\
        <span class="where">\(site.documents[place.document].title) · \(parts)</span></li>

        """
    }
    body.raw("</ul>")
    return site.listing(.architectures, body)
  }

  /// One architecture: drawn, as a nested list, and as its author wrote it.
  static let architecture = PageType("architecture") { site in
    site.architectures.indices.map { index in
      PageJob(paths: [site.architectures[index].path.file]) { [site.architecturePage(index)] }
    }
  }
}

/// An architecture for the eye and in words, the same on every page that shows it.
struct ArchitecturePicture: Sendable {
  /// Nil for a graph that is too large to be drawn.
  let drawing: SVG.Drawing?
  let description: String
  let tree: HTML

  static func drawing(of architecture: Architecture) -> SVG.Drawing? {
    switch architecture.notation {
    case .tree: return BoxDiagram(architecture).drawing
    case .mermaid:
      guard architecture.components.count <= GraphDiagram.largest,
        architecture.edges.count <= 4 * GraphDiagram.largest
      else { return nil }
      return GraphDiagram(architecture).drawing
    }
  }
}

extension Site {
  /// The name of an architecture: its title, or that of the section that holds it.
  func name(of place: ArchitecturePlace) -> String {
    if !place.architecture.title.isEmpty { return place.architecture.title }
    let sections = documents[place.document].draft.sections
    guard sections.indices.contains(place.architecture.section) else {
      return place.architecture.id
    }
    return sections[place.architecture.section].title
  }

  fileprivate func architecturePage(_ index: Int) -> Page {
    let place = architectures[index]
    let architecture = place.architecture
    let document = documents[place.document]
    let sections = document.draft.sections
    let slug =
      sections.indices.contains(architecture.section)
      ? sections[architecture.section].slug : ""
    let text = document.path.link(from: place.path, fragment: slug.isEmpty ? "Main" : slug)
    let name = name(of: place)
    var lead: HTML = "<a href=\"\(text)\">\(document.title)</a>"
    if let study = place.caseStudy {
      lead +=
        " · <a href=\"\(casePaths[study].link(from: place.path))\">\(model.cases[study].title)</a>"
    }
    var code: HTML = "<pre class=\"tree\" tabindex=\"0\"><code>"
    code.text(source(of: place))
    code.raw("</code></pre>")
    var values: [String: HTML] = [
      "heading": "\(name)", "lead": lead, "diagram": drawing(place, id: "diagram"),
      "tree": picture(of: place).tree, "source": code,
    ]
    if !architecture.edges.isEmpty { values["connections"] = connections(architecture) }
    var surroundings = Surroundings(name)
    surroundings.kind = .architectures
    surroundings.crumbs = [(language(.architectures), PageKind.architectures.path)]
    return compose(place.path, theme.render(.architecture, values), surroundings)
  }

  /// An architecture as its author wrote it, without the lines of its fence.
  private func source(of place: ArchitecturePlace) -> ArraySlice<UInt8> {
    let span = place.architecture.span
    var source = model.sources[documents[place.document].draft.source].bytes[span.range]
    guard source.starts(with: "```".utf8) || source.starts(with: "~~~".utf8),
      let first = source.firstIndex(of: 10)
    else { return source }
    let fence = source.prefix(3)
    source = source[(first + 1)...]
    while source.last == 10 { source.removeLast() }
    if let last = source.lastIndex(of: 10), source[(last + 1)...].starts(with: fence) {
      source = source[...last]
    }
    return source
  }

  private func picture(of place: ArchitecturePlace) -> ArchitecturePicture {
    place.picture {
      let architecture = place.architecture
      return ArchitecturePicture(
        drawing: ArchitecturePicture.drawing(of: architecture),
        description: describe(architecture), tree: treeList(architecture))
    }
  }

  /// The drawing alone, in its scrolling region.
  private func drawing(_ place: ArchitecturePlace, id: String) -> HTML {
    let picture = picture(of: place)
    guard let drawing = picture.drawing else { return HTML() }
    let name = name(of: place)
    let svg = drawing.svg(id: id, title: name, description: picture.description)
    return SVG.region(svg, label: language(.diagramOf) + name)
  }

  /// The drawing as a figure in a text: with the nested list and the source folded away under it.
  ///
  /// - Parameter source: the folded source; nil takes the architecture's own span.
  func figure(
    _ place: ArchitecturePlace, id: String, from path: SitePath, source: HTML? = nil
  ) -> HTML {
    let architecture = place.architecture
    var html: HTML = """
      <div class="plate"><figure>\(drawing(place, id: id))<figcaption>\
      <a href="\(place.path.link(from: path))">\(name(of: place))</a> · \
      \(language.count(architecture.components.count, .components))</figcaption></figure>
      <details><summary>\(language(.nestedList))</summary>\(picture(of: place).tree)
      """
    if !architecture.edges.isEmpty { html += connections(architecture) }
    html.raw("</details>\n")
    if let source {
      html += source
    } else {
      html += "<details><summary>\(language(.sourceText))</summary>"
      html.raw("<pre class=\"tree\" tabindex=\"0\"><code>")
      html.text(self.source(of: place))
      html.raw("</code></pre></details>")
    }
    html.raw("</div>\n")
    return html
  }

  /// A flowchart that is no architecture: drawn in its text, without a page of its own.
  func chart(_ chart: Architecture, id: String, in document: SiteDocument, source: HTML) -> HTML {
    guard let drawing = ArchitecturePicture.drawing(of: chart) else { return source }
    let sections = document.draft.sections
    let name =
      chart.title.isEmpty && sections.indices.contains(chart.section)
      ? sections[chart.section].title : chart.title
    let svg = drawing.svg(id: id, title: name, description: describe(chart))
    return """
      <div class="plate"><figure>\(SVG.region(svg, label: language(.diagramOf) + name))\
      <figcaption>\(name)</figcaption></figure>
      <details><summary>\(language(.nestedList))</summary>\(treeList(chart))\
      \(connections(chart))</details>
      \(source)</div>

      """
  }

  /// What a drawing shows, in a sentence: its roots and their direct parts.
  private func describe(_ architecture: Architecture) -> String {
    var byParent: [Int: [String]] = [:]
    var roots: [Int] = []
    for (index, component) in architecture.components.enumerated() {
      if let parent = component.parent {
        if byParent[parent, default: []].count < 8 {
          byParent[parent, default: []].append(component.name)
        }
      } else {
        roots.append(index)
      }
    }
    let count = language.count(architecture.components.count, .components)
    let colon = language == .zh ? "：" : ": "
    let comma = language == .zh ? "、" : ", "
    let parts = roots.prefix(4).map { root in
      let inside = byParent[root] ?? []
      let name = architecture.components[root].name
      return inside.isEmpty ? name : name + colon + inside.joined(separator: comma)
    }
    return ([count] + parts).joined(separator: language == .zh ? "；" : "; ")
  }

  private func connections(_ architecture: Architecture) -> HTML {
    var html: HTML = "<ul class=\"rows\">"
    let components = architecture.components
    for edge in architecture.edges {
      guard components.indices.contains(edge.from), components.indices.contains(edge.to) else {
        continue
      }
      html += "<li>\(components[edge.from].name) → \(components[edge.to].name)"
      if let label = edge.label { html += "<span class=\"where\">\(label)</span>" }
      html.raw("</li>\n")
    }
    html.raw("</ul>")
    return html
  }
}
