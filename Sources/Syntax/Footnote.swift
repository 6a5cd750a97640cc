import CCMark
import Glibc

/// What cmark knows of a footnote and tells only in its HTML: the anchor of its definition, and the
/// number of the reference, or of the references.
struct Footnote {
  /// The label as it stands in `id="fn-…"`, escaped.
  let anchor: [UInt8]
  let number: Int32

  /// Reads it out of cmark's rendering of a reference or a definition.
  init(rendering node: OpaquePointer) {
    let memory = cmark_get_default_mem_allocator()
    guard let html = cmark_render_html_with_mem(node, CMARK_OPT_DEFAULT, nil, memory) else {
      anchor = []
      number = 1
      return
    }
    defer { free(html) }
    let bytes = UnsafeRawBufferPointer(start: html, count: strlen(html))
    if cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE {
      let label = Footnote.attribute(after: ##"href="#fn-"##, in: bytes, from: 0)
      anchor = Array(label)
      let id = Footnote.attribute(after: #"id="fnref-"#, in: bytes, from: label.endIndex)
      number = Footnote.number(id.dropFirst(anchor.count + 1)) ?? 1
    } else {
      anchor = Array(Footnote.attribute(after: #"<li id="fn-"#, in: bytes, from: 0))
      let last = Footnote.lastReference(in: bytes)
      number = Footnote.number(last.dropFirst(anchor.count + 1)) ?? 1
    }
  }

  /// The bytes between a marker and the next quotation mark.
  private static func attribute(
    after marker: String, in html: UnsafeRawBufferPointer, from start: Int
  ) -> Slice<UnsafeRawBufferPointer> {
    let bytes = html.bindMemory(to: UInt8.self)
    var marker = marker
    let found = marker.withUTF8 {
      SourceText.firstOccurrence(of: $0[...], in: bytes, from: start, to: html.count)
    }
    guard let found else { return html[start..<start] }
    let first = found + marker.utf8.count
    let end = html[first...].firstIndex(of: 0x22) ?? html.endIndex
    return html[first..<end]
  }

  /// The target of the last link back, which ends the definition.
  private static func lastReference(
    in html: UnsafeRawBufferPointer
  ) -> Slice<UnsafeRawBufferPointer> {
    let marker = Array(##"<a href="#fnref-"##.utf8)
    var at = html.count - marker.count
    while at >= 0 {
      if html[at] == marker[0], html[at..<(at + marker.count)].elementsEqual(marker) {
        let first = at + marker.count
        return html[first..<(html[first...].firstIndex(of: 0x22) ?? html.endIndex)]
      }
      at -= 1
    }
    return html[0..<0]
  }

  private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int32? {
    Int32(String(decoding: digits, as: UTF8.self))
  }
}
