import Catalog
import Model

/// A technology of the catalogue, and the architectures that name it.
struct TechnologyUse: Sendable {
  let id: String
  let name: String

  /// Indices into `Site.architectures`, in order, each once.
  let architectures: [Int]
}

extension TechnologyUse {
  /// The technologies that the architectures name, by name.
  static func all(in architectures: [ArchitecturePlace], catalog: Catalog) -> [TechnologyUse] {
    var uses: [String: [Int]] = [:]
    for (index, place) in architectures.enumerated() {
      for component in place.architecture.components {
        for id in component.technologies where uses[id]?.last != index {
          uses[id, default: []].append(index)
        }
      }
    }
    return uses.map { id, indices in
      TechnologyUse(id: id, name: catalog[id]?.name ?? id, architectures: indices)
    }.sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
  }
}

extension PageType {
  /// Each technology that an architecture names, and where.
  static let technologies = PageType(.technologies) { site in
    let path = PageKind.technologies.path
    var body = HTML()
    for technology in site.technologies {
      body +=
        "<section><h2 id=\"\(fileName(technology.id))\">\(technology.name)</h2>\n<ul class=\"rows\">"
      for index in technology.architectures {
        let place = site.architectures[index]
        body += """
          <li><a href="\(place.path.link(from: path))">\(site.name(of: place))</a>\
          <span class="where">\(site.documents[place.document].title)</span></li>

          """
      }
      body.raw("</ul></section>\n")
    }
    return site.listing(.technologies, body)
  }
}
