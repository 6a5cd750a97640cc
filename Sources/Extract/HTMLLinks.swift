import Diagnostics
import Model
import Syntax

/// The links and images of raw HTML: the values of `href` and `src`. O(bytes of HTML).
func readHTMLLinks(_ document: Document) -> [Link] {
  var links: [Link] = []
  let bytes = document.source.bytes
  var end = 0
  for node in document.nodes {
    switch node.kind {
    case .htmlBlock, .htmlInline: break
    default: continue
    }
    let start = max(Int(node.start), end)
    let limit = min(Int(node.end), bytes.count)
    guard start < limit else { continue }
    var reader = HTMLLinkReader(bytes: bytes, position: start, limit: limit)
    while let value = reader.next() {
      let text = bytes.string(value)
      // What a template or a script fills in leads where it says then.
      if text.isEmpty || text.utf8.contains(UInt8(ascii: "{"))
        || text.utf8.contains(UInt8(ascii: "$"))
      {
        continue
      }
      let span = document.source.span(value)
      links.append(Link(destination: Located(text, at: span), text: "", span: span))
    }
    end = limit
  }
  return links
}

/// Finds the values of `href` and `src` in tags, and passes over comments.
private struct HTMLLinkReader {
  let bytes: [UInt8]
  var position: Int
  let limit: Int
  private var isInTag = false

  init(bytes: [UInt8], position: Int, limit: Int) {
    self.bytes = bytes
    self.position = position
    self.limit = limit
  }

  mutating func next() -> Range<Int>? {
    while position < limit {
      let byte = bytes[position]
      if bytes.has("<!--", at: position) {
        position = bytes.find("-->", in: position..<limit).map { $0 + 3 } ?? limit
        continue
      }
      if byte == UInt8(ascii: "<") { isInTag = true }
      if byte == UInt8(ascii: ">") { isInTag = false }
      if isInTag, let value = attribute() {
        position = value.upperBound
        return value
      }
      position += 1
    }
    return nil
  }

  /// The value of an attribute that begins here and names an address.
  private func attribute() -> Range<Int>? {
    guard position > 0, bytes[position - 1] <= 0x20 else { return nil }
    for name in Self.names {
      let equals = position + name.count
      guard equals + 1 < limit, bytes[equals] == UInt8(ascii: "="),
        zip(bytes[position..<equals], name).allSatisfy({ $0 | 0x20 == $1 })
      else { continue }
      let quote = bytes[equals + 1]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
      let start = equals + 2
      guard let end = bytes[start..<limit].firstIndex(of: quote), end - start <= 2_000 else {
        return nil
      }
      return start..<end
    }
    return nil
  }

  private static let names = [Array("href".utf8), Array("src".utf8)]
}
