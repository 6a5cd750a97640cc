/// How content becomes HTML.
package struct HTMLOptions: Sendable {
  package enum RawHTML: Sendable {
    /// As it stands; only for text that one trusts.
    case verbatim
    /// Replaced by a comment, as cmark does by default; links of dangerous schemes lose them too.
    case omitted
    /// Reduced to harmless tags and attributes, and balanced.
    case sanitised
  }

  package var rawHTML = RawHTML.sanitised

  /// Whether headings get an `id`, and a link to themselves.
  package var anchors = true

  /// Whether a line break between two Han or Kana characters is no space.
  package var joinsLines = true

  /// Whether tables stand in a focusable container that scrolls, with scopes on their headers.
  package var wrapsTables = true

  /// Whether code blocks take the keyboard's focus, so that it can scroll them.
  package var focusesCode = true

  /// Whether the boxes of task lists are labelled signs, and not the form controls of GFM.
  package var labelsTasks = true

  /// The words that the additions need.
  package var labels = Labels.chinese

  package struct Labels: Sendable {
    package var permalink: String
    package var table: String
    package var done: String
    package var open: String
    package var back: String

    package init(permalink: String, table: String, done: String, open: String, back: String) {
      self.permalink = permalink
      self.table = table
      self.done = done
      self.open = open
      self.back = back
    }

    package static let chinese = Labels(
      permalink: "本节链接", table: "表格", done: "已完成", open: "未完成", back: "回到正文")
    package static let english = Labels(
      permalink: "Link to this section", table: "Table", done: "Done", open: "To do",
      back: "Back to content")
  }

  package init() {}

  /// Byte for byte what cmark-gfm makes, with or without `CMARK_OPT_UNSAFE`.
  package static func cmark(unsafe: Bool) -> HTMLOptions {
    var options = HTMLOptions()
    options.rawHTML = unsafe ? .verbatim : .omitted
    options.anchors = false
    options.joinsLines = false
    options.wrapsTables = false
    options.focusesCode = false
    options.labelsTasks = false
    options.labels = .english
    return options
  }
}

/// What a page changes in the content that it shows.
package struct HTMLHooks {
  /// HTML to stand in the place of a node and all below it; empty to leave it out, nil to keep it.
  package var replace: ((NodeIndex) -> [UInt8]?)?

  /// The destination of a link or an image; nil to keep the written one. Not checked for safety
  /// less than a written one.
  package var destination: ((NodeIndex) -> String?)?

  /// The class of a table, such as `n2 n3`; nil for none.
  package var tableClass: ((NodeIndex) -> String?)?

  /// HTML around stretches of text, in the order of the source, not overlapping.
  package var marks: [Mark] = []

  /// A stretch of the source that gets an element around it wherever it is shown as text.
  ///
  /// Where markup divides the stretch, only its first piece gets the element, for identifiers are
  /// unique.
  package struct Mark: Sendable {
    package let range: Range<Int>
    package let open: [UInt8]
    package let close: [UInt8]

    package init(_ range: Range<Int>, open: [UInt8], close: [UInt8]) {
      self.range = range
      self.open = open
      self.close = close
    }
  }

  package init() {}
}
