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
  let target = document.nodes[index].target
  guard !target.isEmpty, Int(target.upperBound) <= document.source.bytes.count else {
    return document.span(of: index)
  }
  return document.source.span(Int(target.lowerBound)..<Int(target.upperBound))
}
