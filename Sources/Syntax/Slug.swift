import Diagnostics

/// Gives headings their anchors, as GitHub does: the first keeps its slug, others get a number.
package struct SlugCounter: Sendable {
  private var occurrences: [TextBytes: Int] = [:]

  /// - Parameter count: about how many headings there will be.
  package init(expecting count: Int = 0) { occurrences.reserveCapacity(count) }

  /// The anchor of the next heading of a page. Repeats get `-1`, `-2`, … and skip what is taken.
  package mutating func slug(for text: String) -> String { anchor(for: Syntax.slug(text)) }

  /// The same for a text of which the slug is known.
  mutating func anchor(for original: String) -> String {
    let key = TextBytes(original)
    guard var next = occurrences.updateValue(0, forKey: key) else { return original }
    var result = original
    while occurrences[TextBytes(result)] != nil {
      next += 1
      result = original + "-" + String(next)
    }
    occurrences[key] = next
    occurrences[TextBytes(result)] = 0
    return result
  }
}

/// GitHub's anchor for the text of a heading, byte for byte as the package github-slugger has it.
///
/// Lower case; whatever is no letter, mark, decimal or letter number, hyphen, connector, emoji
/// variation selector or space goes; each space becomes a hyphen. Nothing is trimmed or collapsed.
package func slug(_ text: String) -> String {
  var isLowercase = true
  for scalar in text.unicodeScalars where scalar.value >= 0x80 && !isUncasedScript(scalar) {
    isLowercase = false
  }
  // Full lower-casing is context-dependent (final sigma), so it needs the whole string.
  var lowered = isLowercase ? text : lowercased(text)
  return lowered.withUTF8 { bytes in
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { slug in
      var length = 0
      var offset = 0
      while offset < bytes.count {
        let byte = bytes[offset]
        if byte < 0x80 {
          offset += 1
          switch byte {
          case 0x61...0x7A, 0x30...0x39, 0x2D, 0x5F: slug[length] = byte
          case 0x41...0x5A: slug[length] = byte + 32
          case 0x20: slug[length] = 0x2D
          default: continue
          }
          length += 1
          continue
        }
        let (scalar, width) = scalar(bytes, at: offset)
        if isKept(scalar) {
          for place in 0..<width { slug[length + place] = bytes[offset + place] }
          length += width
        }
        offset += width
      }
      return String(decoding: UnsafeBufferPointer(rebasing: slug[..<length]), as: UTF8.self)
    }
  }
}

/// A scalar of two bytes or more in valid UTF-8, and how many it takes.
private func scalar(
  _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int
) -> (Unicode.Scalar, width: Int) {
  let first = UInt32(bytes[offset])
  let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
  var value = first & (0x7F >> UInt32(width))
  for place in 1..<width { value = value << 6 | UInt32(bytes[offset + place] & 0x3F) }
  guard let scalar = Unicode.Scalar(value) else { preconditionFailure("a String is valid UTF-8") }
  return (scalar, width)
}

/// Lower case as JavaScript has it: Swift's, and a sigma at the end of a word in its final form.
private func lowercased(_ text: String) -> String {
  guard text.unicodeScalars.contains("Σ") else { return text.lowercased() }
  let scalars = Array(text.unicodeScalars)
  var result = String.UnicodeScalarView()
  for (index, scalar) in scalars.enumerated() {
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    if scalar == "Σ", before?.properties.isCased == true, after?.properties.isCased != true {
      result.append("ς")
    } else {
      result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }
  return String(result)
}

private func isUncasedScript(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x2000...0x20FF, 0x2190...0x23FF, 0x2500...0x2BFF, 0x3000...0x9FFF, 0xAC00...0xD7A3,
    0xFE00...0xFE0F, 0x1F000...0x1FAFF:
    true
  default: false
  }
}

/// Whether a scalar outside ASCII stays in a slug.
private func isKept(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x3400...0x4DBF, 0x4E00...0x9FFC: return true
  default: break
  }
  let properties = scalar.properties
  // github-slugger's tables are those of Unicode 13; what came later is unassigned to it.
  guard let age = properties.age, age.major <= 13 else { return false }
  if properties.isAlphabetic { return true }
  switch properties.generalCategory {
  case .otherNumber, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
    .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol,
    .otherSymbol, .control, .privateUse, .format, .unassigned, .surrogate, .spaceSeparator,
    .lineSeparator, .paragraphSeparator:
    return false
  case .connectorPunctuation, .uppercaseLetter, .lowercaseLetter, .titlecaseLetter,
    .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber,
    .letterNumber:
    return true
  @unknown default:
    return false
  }
}
