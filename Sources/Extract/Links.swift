import Diagnostics
import Model
import Syntax

/// Reads the links and images, each with the place of its destination.
func readLinks(_ document: Document) -> [Link] {
  var links: [Link] = []
  for (index, node) in document.nodes.enumerated() where node.kind == .link || node.kind == .image {
    links.append(
      Link(
        destination: Located(document.string(node.target), at: destinationSpan(document, index)),
        text: document.plainText(of: index), span: document.span(of: index)))
  }
  return links
}

/// Where a destination is written; the whole link where it is written in another way than it reads.
func destinationSpan(_ document: Document, _ index: NodeIndex) -> Span {
  let node = document.nodes[index]
  let bytes = document.source.bytes
  let wanted = document.literals[Int(node.target.lowerBound)..<Int(node.target.upperBound)]
  guard let first = wanted.first else { return document.span(of: index) }
  // From the end: the text of a link often repeats its destination.
  var start = min(Int(node.end), bytes.count) - wanted.count
  while start >= Int(node.start) {
    if bytes[start] == first, bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
      return document.source.span(start..<(start + wanted.count))
    }
    start -= 1
  }
  return document.span(of: index)
}
