import Diagnostics
import Model

extension Rule {
  /// Flags what was meant as a link but has a space in its target, so that it is none.
  static let spaceInLink = Rule(
    "space-in-link", .error, "链接里有空格", "Space in a link",
    """
    A link's target has no bare spaces: with one, the whole is shown as text and leads nowhere.

        [vCenter](03_vCenter Server/README.md)        <- shown as it stands
        [vCenter](03_vCenter%20Server/README.md)
        [vCenter](<03_vCenter Server/README.md>)
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let source = collection.source(document)
      let code =
        document.codeBlocks.map(\.span) + document.architectures.map(\.span)
        + document.scenarios.map(\.span)
      for range in brokenTargets(in: source.bytes) {
        let span = source.span(range)
        if code.contains(where: { $0.start <= span.start && span.end <= $0.end })
          || collection.isPreformatted(span)
        {
          continue
        }
        let target = source.text(span)
        guard let path = LinkPath(target, in: document.path),
          collection.exists(path.path) || target.hasSuffix(".md") || target.holds(".md#")
        else { continue }
        let fixed = target.split(separator: " ", omittingEmptySubsequences: false)
          .joined(separator: "%20")
        reporter.report(
          "a link's target has no bare spaces, and `\(target)` has one: this is shown as text",
          at: span,
          fixes: [FixIt("write the space as `%20`", replacing: span, with: fixed, .safe)])
      }
    }
  }
}

/// The targets of `](…)` that contain a space and neither a title nor angle brackets. Linear.
private func brokenTargets(in bytes: [UInt8]) -> [Range<Int>] {
  let text = bytes
  return text.withUnsafeBufferPointer { bytes in
    var found: [Range<Int>] = []
    // The backticks of the line up to where they have been counted.
    var backticks = 0
    var counted = 0
    var index = 0
    while let bracket = text.firstIndex(of: UInt8(ascii: "]"), in: index..<bytes.count) {
      index = bracket
      guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "(") else {
        index += 1
        continue
      }
      let start = index + 2
      var end = start
      var hasSpace = false
      scan: while end < bytes.count {
        switch bytes[end] {
        case UInt8(ascii: ")"), UInt8(ascii: "\n"), UInt8(ascii: "("), UInt8(ascii: "<"),
          UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
          break scan
        case UInt8(ascii: " "): hasSpace = true
        default: break
        }
        end += 1
      }
      let isClosed = end < bytes.count && bytes[end] == UInt8(ascii: ")")
      let isTrimmed =
        end > start && bytes[start] != UInt8(ascii: " ") && bytes[end - 1] != UInt8(ascii: " ")
      if isClosed, hasSpace, isTrimmed {
        for place in counted..<index {
          if bytes[place] == UInt8(ascii: "\n") { backticks = 0 }
          if bytes[place] == UInt8(ascii: "`") { backticks += 1 }
        }
        counted = index
        // An odd number of backticks before it on its line: it stands in a code span.
        if backticks.isMultiple(of: 2) { found.append(start..<end) }
      }
      index = max(index + 1, end)
    }
    return found
  }
}
