import Diagnostics
import Mustache
import Quantities

/// What is wrong with a template of a project's theme, and where in its bytes.
package struct TemplateDefect: Sendable {
  package let range: Range<Int>
  package let message: String
}

extension SiteTheme {
  /// The defects of a theme file; none for files that are no templates.
  package static func defects(of file: String, _ bytes: [UInt8]) -> [TemplateDefect] {
    guard file.hasPrefix("templates/"), file.hasSuffix(".mustache"),
      let template = Template(rawValue: String(file.dropFirst(10).dropLast(9)))
    else { return [] }
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      _ = try MustacheTemplate(string: text)
    } catch let error as MustacheTemplate.ParserError {
      let place = offset(ofLine: error.context.lineNumber, error.context.columnNumber, in: bytes)
      return [
        TemplateDefect(
          range: place..<place,
          message:
            "this template cannot be read: \(words(for: error.error)); the embedded one is used")
      ]
    } catch {
      return [TemplateDefect(range: 0..<0, message: "this template cannot be read")]
    }
    return unknownNames(in: bytes, of: template)
  }

  private static func words(for error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "a section ends under another name than it began with"
    case .unfinishedName: "a tag is not closed with `}}`"
    case .expectedSectionEnd: "a section is not closed"
    case .invalidSetDelimiter: "the delimiters are not valid"
    default: "the tag here is not valid"
    }
  }

  private static func offset(ofLine line: Int, _ column: Int, in bytes: [UInt8]) -> Int {
    var start = 0
    for _ in 1..<max(1, line) {
      guard let end = bytes[start...].firstIndex(of: 10) else { return bytes.count }
      start = end + 1
    }
    return min(start + max(0, column - 1), bytes.count)
  }

  private static func unknownNames(in bytes: [UInt8], of template: Template) -> [TemplateDefect] {
    let offered = template.slots.map(\.name) + ["site", "lang", "colon"]
    var defects: [TemplateDefect] = []
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "{")) {
      index = open + 1
      guard index < bytes.count, bytes[index] == UInt8(ascii: "{"),
        let close = bytes[index...].firstIndex(of: UInt8(ascii: "}"))
      else { continue }
      let isSign: (UInt8) -> Bool = { "{#^/&> ".utf8.contains($0) }
      let start = bytes[index..<close].firstIndex { !isSign($0) } ?? close
      index = close
      let name = String(decoding: bytes[start..<close], as: UTF8.self)
      if name.hasPrefix("!") || name == "." { continue }
      let known = name.hasPrefix("ui.") ? Phrase.allCases.map { "ui." + $0.rawValue } : offered
      guard !known.contains(name) else { continue }
      let near = nearMiss(to: name, in: known).map { "; did you mean `\($0)`?" } ?? ""
      defects.append(
        TemplateDefect(
          range: start..<close, message: "no page fills in `\(name)` here\(near)"))
    }
    return defects
  }
}
