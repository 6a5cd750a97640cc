import Diagnostics
import Model
import Syntax

/// Reads the links and images, each with the place of its destination.
func readLinks(_ document: Document) -> [Link] {
  var links: [Link] = []
  for index in document.nodes.indices {
    switch document.nodes[index].kind {
    case .link, .image: break
    default: continue
    }
    links.append(
      Link(
        destination: Located(
          document.string(document.destination(of: document.nodes[index])),
          at: destinationSpan(document, index)),
        text: document.plainText(of: index), span: document.span(of: index)))
  }
  return links
}

/// Where a destination is written; the whole link where it is written in another way than it reads.
func destinationSpan(_ document: Document, _ index: NodeIndex) -> Span {
  let node = document.nodes[index]
  let bytes = document.source.bytes
  let wanted = document.literals[document.destination(of: node)]
  guard !wanted.isEmpty else { return document.span(of: index) }
  // From the end: the text of a link often repeats its destination.
  var start = min(Int(node.end), bytes.count) - wanted.count
  places: while start >= Int(node.start) {
    defer { start -= 1 }
    for offset in 0..<wanted.count
    where bytes[start + offset] != wanted[wanted.startIndex + offset] {
      continue places
    }
    return document.source.span(start..<(start + wanted.count))
  }
  return document.span(of: index)
}
