import Quantities

/// Where a link as written leads: a path relative to the content root, and an anchor on that page.
package struct LinkPath: Hashable, Sendable {
  /// Normalised, with forward slashes; it begins with `../` when it leaves the content root, and is
  /// empty for the content root itself. A trailing slash is dropped.
  package let path: String

  /// The part after `#`, percent-decoded, nil when there is none.
  package let fragment: String?

  /// Reads a link destination; nil for links with a scheme, such as `https:` or `mailto:`.
  ///
  /// - Parameter document: the path of the document that holds the link.
  package init?(_ destination: String, in document: String) {
    // All by bytes: this runs over every link, several times.
    if destination.utf8.first == UInt8(ascii: "#") {
      path = document
      fragment = LinkPath.percentDecoded(destination.dropFirst())
      return
    }
    var rest = Substring(destination)
    if rest.utf8.starts(with: "//".utf8) || LinkPath.hasScheme(rest) { return nil }
    var fragment: String?
    if let hash = rest.utf8.firstIndex(of: UInt8(ascii: "#")) {
      fragment = LinkPath.percentDecoded(rest[rest.utf8.index(after: hash)...])
      rest = rest[..<hash]
    }
    if let query = rest.utf8.firstIndex(of: UInt8(ascii: "?")) { rest = rest[..<query] }
    self.fragment = fragment

    if rest.isEmpty {
      path = document
      return
    }
    var parts: [Substring] = []
    let decoded = LinkPath.percentDecoded(rest)
    if decoded.utf8.first != slash {
      parts = document.utf8.split(separator: slash).dropLast().map { Substring($0) }
    }
    var ascents = parts.prefix { $0 == ".." }.count
    for part in decoded.utf8.split(separator: slash).lazy.map({ Substring($0) }) {
      switch part {
      case ".": continue
      case ".." where parts.count > ascents: parts.removeLast()
      case "..":
        parts.append(part)
        ascents += 1
      default: parts.append(part)
      }
    }
    path = parts.joined(separator: "/")
  }

  private static func hasScheme(_ text: Substring) -> Bool {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = text.utf8[..<colon]
    guard let first = scheme.first, first.isLetter else { return false }
    return scheme.allSatisfy {
      $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "+")
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
  }

  private static func percentDecoded(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2])
      {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}

private let slash = UInt8(ascii: "/")
