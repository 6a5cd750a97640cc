import Diagnostics
import Model
import Quantities

#if canImport(Glibc)
  import Glibc
#endif

extension PageType {
  /// The claims as a table, in the form of RFC 4180 with a byte order mark for spreadsheets.
  static let claimsCSV = PageType("claims-csv", file: "data/claims.csv") { $0.claimsCSV }
}

extension Site {
  /// `interval` is for people; the ends of what is claimed and of the evidence stand in columns of
  /// their own, plain numbers in `unit`, empty where there is no end.
  private static let columns = [
    "id", "document", "line", "section", "case", "subject", "role", "metric", "figure", "unit",
    "claimed_lower", "claimed_upper", "verdict", "evidence", "interval", "lower", "upper",
    "permalink",
  ]

  fileprivate var claimsCSV: [UInt8] {
    var table = Array("\u{FEFF}\(Self.columns.joined(separator: ","))\r\n".utf8)
    for document in documents {
      let lines = lines(of: document)
      for claim in document.draft.claims {
        guard let place = claims[claim.id] else { continue }
        let sections = document.draft.sections
        let section = sections.indices.contains(claim.section) ? sections[claim.section].title : ""
        let evidence = place.verdict == .unchecked ? nil : place.judgements.first?.evidence
        let claimed = claim.quantity.interval
        let page = document.claimsPath.encoded + "#claim-" + claim.id
        table.append(fields: [
          .text(claim.id), .text(document.draft.path),
          .number(Double(lines.line(at: claim.figure.start))), .text(section),
          .text(place.caseStudy.map { model.cases[$0].id } ?? ""), .text(claim.subject),
          .text(claim.role.rawValue), .text(claim.metric?.id ?? ""), .text(figure(of: claim)),
          .text(claim.unit.symbol), .number(claimed.lower / claim.unit.scale),
          .number(claimed.upper / claim.unit.scale), .text(place.verdict.rawValue),
          .text(evidence?.kind.rawValue ?? ""),
          .text(evidence.map { format($0.interval, in: claim.unit, language) } ?? ""),
          .number(evidence.map { $0.interval.lower / claim.unit.scale }),
          .number(evidence.map { $0.interval.upper / claim.unit.scale }),
          .text((options.url ?? "") + page),
        ])
      }
    }
    return table
  }
}

/// A field of a row.
private enum Field {
  case text(String)

  /// Empty where there is none, or where it is infinite.
  case number(Double?)
}

extension [UInt8] {
  fileprivate mutating func append(fields: [Field]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      switch field {
      case .text(let text): append(text: text)
      case .number(let number): append(contentsOf: plain(number).utf8)
      }
    }
    self += [13, 10]
  }

  /// Appends a text, quoted where it must be; a leading sign that a spreadsheet would run as a formula
  /// is kept from it.
  private mutating func append(text: String) {
    let isRisky = text.utf8.first.map { "=+-@".utf8.contains($0) } ?? false
    let isQuoted = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13
    }
    if isQuoted { append(UInt8(ascii: "\"")) }
    if isRisky { append(UInt8(ascii: "'")) }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    if isQuoted { append(UInt8(ascii: "\"")) }
  }
}

/// A number with twelve digits that count, which hides what the conversion of units leaves behind.
private func plain(_ number: Double?) -> String {
  guard let number, number.isFinite else { return "" }
  guard number != 0 else { return "0" }
  let places = 11 - Int(log10(number.magnitude).rounded(.down))
  guard (-300...300).contains(places) else { return "\(number)" }
  let power = pow(10, Double(places.magnitude))
  let rounded =
    places >= 0 ? (number * power).rounded() / power : (number / power).rounded() * power
  let text = "\(rounded)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
