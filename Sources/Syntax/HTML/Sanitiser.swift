/// Reduces raw HTML to harmless tags and attributes, and keeps them balanced.
///
/// Tags and attributes are taken apart and written anew, so that no trick of spelling survives.
/// Known elements that can do harm go, with their content where it is not text; names that are no
/// element at all (`<your-name>`) are shown as they are written.
struct Sanitiser {
  /// The elements that are open, innermost last.
  private(set) var openTags: [String] = []

  /// Closes the innermost elements until only some are open.
  mutating func close(downTo count: Int, into out: inout HTMLBuffer) {
    while openTags.count > count, let name = openTags.popLast() {
      out.write("</")
      out.write(name.utf8)
      out.write(">")
    }
  }

  /// Closes what a block of raw HTML leaves open and no Markdown may stand in.
  mutating func closeParagraphs(downTo count: Int, into out: inout HTMLBuffer) {
    let open = openTags[min(count, openTags.count)...]
    guard let first = open.firstIndex(where: { !Sanitiser.containers.contains($0) }) else { return }
    close(downTo: first, into: &out)
  }

  /// Writes a piece of raw HTML; elements opened before `base` are not for it to close.
  mutating func write(
    _ text: UnsafeBufferPointer<UInt8>, isBlock: Bool, base: Int, into out: inout HTMLBuffer
  ) {
    var at = 0
    while at < text.count {
      guard let less = text[at...].firstIndex(of: 0x3C) else {
        out.write(escaping: entitiesKept(text, at..<text.count))
        return
      }
      if less > at { out.write(escaping: entitiesKept(text, at..<less)) }
      at = less
      if let tag = RawTag(text, at: at) {
        at = tag.end
        write(tag, text, &at, isBlock: isBlock, base: base, into: &out)
      } else if let end = RawTag.endOfMarkup(text, at: at) {
        at = end  // A comment, a declaration or a processing instruction.
      } else if RawTag.begins(text, at: at) {
        // The tag never ends; nor would any that is looked for after it.
        out.write(escaping: UnsafeBufferPointer(rebasing: text[at...]))
        return
      } else {
        out.write("&lt;")
        at += 1
      }
    }
  }

  private mutating func write(
    _ tag: RawTag, _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, isBlock: Bool, base: Int,
    into out: inout HTMLBuffer
  ) {
    let isAllowed =
      Sanitiser.phrasing.contains(tag.name) || isBlock && Sanitiser.flow.contains(tag.name)
    guard isAllowed else {
      if Sanitiser.opaque.contains(tag.name), !tag.isClosing {
        at = RawTag.endOfElement(tag.name, in: text, from: at) ?? text.count
      } else if !Sanitiser.dropped.contains(tag.name), !Sanitiser.flow.contains(tag.name) {
        out.write(escaping: UnsafeBufferPointer(rebasing: text[tag.start..<tag.end]))
      }
      return
    }
    let isVoid = Sanitiser.void.contains(tag.name)
    if tag.isClosing {
      let scope = openTags[min(base, openTags.count)...]
      guard !isVoid, let index = scope.lastIndex(of: tag.name) else { return }
      close(downTo: index, into: &out)
      return
    }
    guard isVoid || openTags.count < Sanitiser.depthLimit else { return }
    out.write("<")
    out.write(tag.name.utf8)
    writeAttributes(of: tag, into: &out)
    out.write(isVoid ? " />" : ">")
    if !isVoid { openTags.append(tag.name) }
  }

  private func writeAttributes(of tag: RawTag, into out: inout HTMLBuffer) {
    var seen: Set<String> = []
    for (name, value) in tag.attributes where seen.insert(name).inserted {
      guard Sanitiser.allows(name, on: tag.name) else { continue }
      var value = value
      if name == "href" || name == "src" {
        guard
          value.withUTF8({ URLSafety.isHarmless($0, asImage: name == "src") })
        else { continue }
      }
      out.write(0x20)
      out.write(name.utf8)
      out.write("=\"")
      out.write(escaping: value)
      out.write("\"")
    }
  }

  /// Text between tags with its character references as they are: those are data already.
  private func entitiesKept(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> [UInt8] {
    RawTag.decoded(UnsafeBufferPointer(rebasing: text[range]))
  }

  private static func allows(_ attribute: String, on tag: String) -> Bool {
    if attribute == "title" || attribute == "lang" || attribute == "dir" { return true }
    return switch tag {
    case "a": attribute == "href" || attribute == "id" || attribute == "name"
    case "img": ["src", "alt", "width", "height"].contains(attribute)
    case "details": attribute == "open"
    case "ol": attribute == "start" || attribute == "reversed"
    case "td", "th": ["colspan", "rowspan", "scope"].contains(attribute)
    case "abbr", "time": attribute == "datetime"
    default: false
    }
  }

  /// The most elements that are open at once, which is also what looking for one costs.
  private static let depthLimit = 128

  private static let void: Set<String> = ["br", "hr", "img", "wbr"]

  /// What may stand within a line.
  private static let phrasing: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "i", "img",
    "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
  ]

  /// What may stand only between paragraphs.
  private static let flow: Set<String> = [
    "blockquote", "caption", "center", "col", "colgroup", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
  ]

  /// What may hold blocks of Markdown.
  private static let containers: Set<String> = [
    "blockquote", "center", "dd", "details", "div", "figure", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr",
  ]

  /// What goes with its content, which is not text for readers.
  private static let opaque: Set<String> = [
    "applet", "audio", "canvas", "iframe", "math", "noembed", "noframes", "noscript", "object",
    "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "video",
    "xmp",
  ]

  /// What goes by itself. All other names are no elements.
  private static let dropped: Set<String> = opaque.union([
    "address", "area", "article", "aside", "base", "basefont", "bgsound", "body", "button", "data",
    "datalist", "dialog", "embed", "fieldset", "font", "footer", "form", "frame", "frameset",
    "head",
    "header", "hgroup", "html", "image", "input", "label", "legend", "link", "main", "map",
    "marquee",
    "menu", "meta", "meter", "nav", "nobr", "optgroup", "option", "output", "param", "picture",
    "portal", "progress", "search", "slot", "source", "track",
  ])
}
