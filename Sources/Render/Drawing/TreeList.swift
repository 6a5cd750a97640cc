import Diagnostics
import Model

/// An architecture as nested lists: the same tree for those who read rather than look.
///
/// Lists are opened and closed by depth, in one loop over the components in pre-order. What lies
/// deeper than `deepest` is listed at that depth: browsers give up on nesting long before authors.
func treeList(_ architecture: Architecture, link: (Component) -> HTML? = { _ in nil }) -> HTML {
  let deepest = 60
  var depths: [Int] = []
  var html: HTML = "<ul class=\"tree-list\">"
  var open = 0
  for component in architecture.components {
    let parent = component.parent.flatMap { $0 < depths.count ? depths[$0] : nil }
    let depth = min(parent.map { $0 + 1 } ?? 0, deepest, depths.isEmpty ? 0 : open + 1)
    if depths.isEmpty {
      html.raw("<li>")
    } else if depth > open {
      html.raw("\n<ul><li>")
    } else {
      for _ in depth..<open { html.raw("</li></ul>") }
      html.raw("</li>\n<li>")
    }
    open = depth
    depths.append(depth)
    if let key = component.key { html += "<span class=\"key\">\(key): </span>" }
    let name = component.name.isEmpty ? component.text : component.name
    html += link(component) ?? "\(name)"
    if let badge = component.badge {
      html += " <span class=\"times\">\(badge)</span>"
    }
    if !component.plainNotes.isEmpty {
      html += " <span class=\"aside\">(\(component.plainNotes.joined(separator: ", ")))</span>"
    }
    if !component.details.isEmpty {
      html.raw("<ul>")
      for detail in component.details { html += "<li class=\"aside\">\(detail.value)</li>" }
      html.raw("</ul>")
    }
  }
  if depths.isEmpty { return HTML() }
  for _ in 0..<open { html.raw("</li></ul>") }
  html.raw("</li></ul>")
  return html
}
