import CCMark
import Glibc
import Synchronization

/// The tree that cmark-gfm makes of one text, with footnotes and all extensions that the text has a sign of; freed
/// with the value.
///
/// Nothing of C leaves the function that holds this: the tree is converted whole and dropped.
package struct CMarkTree: ~Copyable {
  private let root: OpaquePointer
  private let arena: UnsafeMutablePointer<ccmark_arena>

  /// Parses bytes that are valid UTF-8. Safe on several threads at once.
  ///
  /// cmark marks the characters that its extensions look for in global tables while it parses, and
  /// unmarks them after, so that one parser would take another's marks away. `KindTable.init` deals
  /// with all but the `~` of strikethrough: texts without one do without the extension, and those
  /// with one take turns.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    _ = CMarkTree.kinds
    guard let arena = CMarkTree.beginArena() else { return nil }
    // Footnotes and bare links each cost a walk over the whole tree.
    let hasFootnotes = bytes.hold("[^")
    guard let parser = CMarkTree.makeParser(hasFootnotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT)
    else {
      CMarkTree.end(arena)
      return nil
    }
    let hasTilde = bytes.hold("~")
    let hasBareLinks = bytes.hold("://") || bytes.hold("www.") || bytes.hold("@")
    for name in CMarkTree.extensionNames {
      if name == "strikethrough", !hasTilde { continue }
      if name == "autolink", !hasBareLinks { continue }
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    bytes.withMemoryRebound(to: CChar.self) {
      if let start = $0.baseAddress { cmark_parser_feed(parser, start, $0.count) }
    }
    let address = UInt(bitPattern: parser)
    let finished =
      hasTilde
      ? CMarkTree.tildeTurn.withLock { _ in CMarkTree.finish(address) }
      : CMarkTree.finish(address)
    guard let root = OpaquePointer(bitPattern: finished) else {
      CMarkTree.end(arena)
      return nil
    }
    self.root = root
    self.arena = arena
  }

  // The parser and the nodes have nothing but memory of the arena.
  deinit { CMarkTree.end(arena) }

  /// Calls a function with the document's node, which lives for the call, on the same thread.
  package borrowing func withRoot<Result>(_ body: (OpaquePointer) -> Result) -> Result {
    body(root)
  }

  // The allocator is a set of static C functions with a thread's state: they must be those of one
  // object file, so nothing that calls them may be inlined into another.

  @inline(never) private static func beginArena() -> UnsafeMutablePointer<ccmark_arena>? {
    ccmark_arena_begin()
  }

  @inline(never) private static func makeParser(_ options: Int32) -> OpaquePointer? {
    ccmark_parser_new(options)
  }

  @inline(never) private static func end(_ arena: UnsafeMutablePointer<ccmark_arena>) {
    ccmark_arena_end(arena)
  }

  private static let tildeTurn = Mutex<Void>(())

  /// Finishes a parser; both it and its tree go as addresses, which may cross a lock.
  private static func finish(_ parser: UInt) -> UInt {
    UInt(bitPattern: cmark_parser_finish(OpaquePointer(bitPattern: parser)))
  }

  /// In the order of cmark-gfm's own command line tool; the order decides ties between them.
  package static let extensionNames = ["table", "strikethrough", "autolink", "tasklist"]

  /// Node kinds by cmark's type numbers.
  static let kinds = KindTable()

  struct KindTable: Sendable {
    private let kinds: [Node.Kind?]

    /// Registers the extensions, which is what assigns their nodes a type, and marks the characters
    /// of autolinks once for all, so that no parser marks and unmarks them.
    ///
    /// Strikethrough's cannot be taken from it: cmark finds a delimiter's extension by them.
    fileprivate init() {
      cmark_gfm_core_extensions_ensure_registered()
      if let parser = cmark_parser_new(CMARK_OPT_DEFAULT) {
        let autolink = cmark_find_syntax_extension("autolink")
        cmark_parser_attach_syntax_extension(parser, autolink)
        cmark_manage_extensions_special_characters(parser, 1)
        cmark_syntax_extension_set_special_inline_chars(autolink, nil)
        cmark_parser_free(parser)
      }
      var kinds = [Node.Kind?](repeating: nil, count: 64)
      let pairs: [(cmark_node_type, Node.Kind)] = [
        (CMARK_NODE_DOCUMENT, .document), (CMARK_NODE_BLOCK_QUOTE, .blockQuote),
        (CMARK_NODE_LIST, .list), (CMARK_NODE_ITEM, .item), (CMARK_NODE_CODE_BLOCK, .codeBlock),
        (CMARK_NODE_HTML_BLOCK, .htmlBlock), (CMARK_NODE_PARAGRAPH, .paragraph),
        (CMARK_NODE_HEADING, .heading), (CMARK_NODE_THEMATIC_BREAK, .thematicBreak),
        (CMARK_NODE_FOOTNOTE_DEFINITION, .footnoteDefinition), (ccmark_table_type(), .table),
        (ccmark_table_row_type(), .tableRow), (ccmark_table_cell_type(), .tableCell),
        (CMARK_NODE_TEXT, .text), (CMARK_NODE_SOFTBREAK, .softBreak),
        (CMARK_NODE_LINEBREAK, .lineBreak), (CMARK_NODE_CODE, .code),
        (CMARK_NODE_HTML_INLINE, .htmlInline), (CMARK_NODE_EMPH, .emphasis),
        (CMARK_NODE_STRONG, .strong), (ccmark_strikethrough_type(), .strikethrough),
        (CMARK_NODE_LINK, .link), (CMARK_NODE_IMAGE, .image),
        (CMARK_NODE_FOOTNOTE_REFERENCE, .footnoteReference),
      ]
      for (type, kind) in pairs { kinds[KindTable.slot(type)] = kind }
      self.kinds = kinds
    }

    /// The kind of a node; nil for a kind that no attached extension makes.
    subscript(node: OpaquePointer) -> Node.Kind? {
      kinds[KindTable.slot(cmark_node_get_type(node))]
    }

    private static func slot(_ type: cmark_node_type) -> Int {
      Int(type.rawValue & 0x1F | (type.rawValue & 0x4000) >> 9)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a text stands in these bytes. O(count).
  fileprivate func hold(_ text: String) -> Bool {
    baseAddress.map { ccmark_holds($0, count, text) } ?? false
  }
}
