import Diagnostics
import Model
import Quantities
import Systems

/// What an architecture says of a parameter, and where.
struct ArchitectureReading {
  let setting: Inputs.Setting
  let text: String
  let unit: Unit?
  let span: Span
}

/// Reads the parameters of a system out of an architecture and the tables and practices beside it.
struct ArchitectureReader {
  let architecture: Architecture
  let features: [Located<String>]

  func read(_ parameter: Parameter) -> ArchitectureReading? {
    switch parameter.reading {
    case nil: nil
    case .count(let words, let under): count(words, under: under, mustBeUnder: false)
    case .countOnly(let words, let under): count(words, under: under, mustBeUnder: true)
    case .product(let words): product(words)
    case .presence(let words): presence(words)
    case .quantity(let words): quantity(words, parameter.dimension)
    }
  }

  /// Whether any component or feature names one of the words.
  func names(_ words: [String]) -> Bool {
    architecture.components.contains { mentions($0.text, words) }
      || mentions(architecture.title, words) || features.contains { mentions($0.value, words) }
  }

  private func count(
    _ words: [String], under: [String], mustBeUnder: Bool
  ) -> ArchitectureReading? {
    let counted = architecture.components.indices.filter {
      architecture.components[$0].count != nil && mentions(architecture.components[$0].text, words)
    }
    let placed = counted.filter { index in
      mentions(architecture.components[index].text, under)
        || ancestors(of: index).contains { mentions(architecture.components[$0].text, under) }
    }
    // A tree that places none of them under such a site has one site, and the first is meant.
    let hasSites = architecture.components.contains { mentions($0.text, under) }
    guard let index = placed.first ?? (mustBeUnder || hasSites ? nil : counted.first),
      let quantity = architecture.components[index].count
    else { return nil }
    return reading(quantity, of: architecture.components[index])
  }

  private func product(_ words: [String]) -> ArchitectureReading? {
    let index = architecture.components.indices.first {
      architecture.components[$0].count != nil && mentions(architecture.components[$0].text, words)
    }
    guard let index, let own = architecture.components[index].count else { return nil }
    let factors = ([index] + ancestors(of: index)).compactMap {
      architecture.components[$0].count?.value
    }
    let value = factors.reduce(1, *)
    let text =
      factors.count == 1
      ? significant(value, digits: 12)
      : factors.reversed().map { significant($0, digits: 12) }.joined(separator: " × ") + " = "
        + significant(value, digits: 12)
    return ArchitectureReading(
      setting: .number(value), text: text,
      unit: own.unit,
      span: architecture.components[index].span)
  }

  private func presence(_ words: [String]) -> ArchitectureReading? {
    if let component = architecture.components.first(where: { component in
      mentions(component.text, words) || component.details.contains { mentions($0.value, words) }
    }) {
      return ArchitectureReading(
        setting: .flag(true), text: component.name, unit: nil, span: component.span)
    }
    return features.first { mentions($0.value, words) }.map {
      ArchitectureReading(setting: .flag(true), text: $0.value, unit: nil, span: $0.span)
    }
  }

  private func quantity(_ words: [String], _ dimension: Dimension?) -> ArchitectureReading? {
    guard let dimension else { return nil }
    for component in architecture.components where mentions(component.text, words) {
      for quantity in component.quantities where dimension.accepts(quantity.value.dimension) {
        return reading(quantity.value, of: component)
      }
    }
    return nil
  }

  private func reading(_ quantity: Quantity, of component: Component) -> ArchitectureReading? {
    guard quantity.value.isFinite, quantity.value >= 0 else { return nil }
    return ArchitectureReading(
      setting: .number(quantity.value), text: printed(quantity.value, in: quantity.unit),
      unit: quantity.unit, span: component.span)
  }

  private func ancestors(of index: Int) -> [Int] {
    var found: [Int] = []
    var parent = architecture.components[index].parent
    while let current = parent, found.count < architecture.components.count {
      found.append(current)
      parent = architecture.components[current].parent
    }
    return found
  }
}

/// Whether a text names one of the words; a Latin word must stand alone, as FT does not in `soft`.
func mentions(_ text: String, _ words: [String]) -> Bool {
  let bytes = Array(text.utf8)
  return words.contains { mentions(bytes, word: Array($0.utf8)) }
}

private func mentions(_ text: [UInt8], word: [UInt8]) -> Bool {
  guard !word.isEmpty, word.count <= text.count else { return false }
  for start in 0...(text.count - word.count) {
    var matches = true
    for offset in word.indices where folded(text[start + offset]) != folded(word[offset]) {
      matches = false
      break
    }
    guard matches else { continue }
    let end = start + word.count
    let before = start > 0 && isLatin(text[start - 1]) && isLatin(word[0])
    // Plurals count: `hosts` names a host.
    let plural =
      end < text.count && text[end] == UInt8(ascii: "s")
      && (end + 1 == text.count || !isLatin(text[end + 1]))
    let after =
      end < text.count && isLatin(text[end]) && isLatin(word[word.count - 1]) && !plural
    if !before, !after { return true }
  }
  return false
}

private func folded(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 32 : byte }

private func isLatin(_ byte: UInt8) -> Bool {
  let lower = folded(byte)
  return (lower >= 97 && lower <= 122) || (byte >= 48 && byte <= 57)
}
