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

  /// The component that says so.
  let component: String
}

/// Reads the parameters of a system out of an architecture and the tables and practices beside it.
struct ArchitectureReader {
  let architecture: Architecture
  let features: [Located<String>]

  func read(_ parameter: Parameter) -> ArchitectureReading? {
    switch parameter.reading {
    case nil: nil
    case .count, .countOnly, .counted:
      counts(of: parameter).first.flatMap { reading($0.quantity, of: $0.component) }
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

  /// The components that name a parameter's words and do not say its figure.
  func silent(on parameter: Parameter) -> [Component] {
    let words: [String]
    switch parameter.reading {
    case .count(let asked, _), .countOnly(let asked, _), .counted(_, let asked),
      .product(let asked),
      .quantity(let asked):
      words = asked
    case .presence, nil: return []
    }
    return architecture.components.filter { mentions($0.text, words) }
  }

  /// The components that may say a count, which differ in what they say: more than one leaves it open.
  ///
  /// Earlier words are preferred to later ones, as etcd's own members to the controllers around them.
  func counts(of parameter: Parameter) -> [CountedComponent] {
    let (words, under, mustBeUnder): ([String], [String], Bool)
    switch parameter.reading {
    case .count(let asked, let sites): (words, under, mustBeUnder) = (asked, sites, false)
    case .countOnly(let asked, let sites): (words, under, mustBeUnder) = (asked, sites, true)
    case .counted(let things, let words): return counted(things, words)
    case .product, .presence, .quantity, nil: return []
    }
    let isOfNodes = parameter.dimension == .count(of: "节点")
    // A tree that places none of them under such a site has one site, and all are in it.
    let hasSites = architecture.components.contains { mentions($0.text, under) }
    for word in words {
      let counted = architecture.components.indices.filter { index in
        let component = architecture.components[index]
        return component.count.map { $0.value.isFinite && $0.value >= 0 && !$0.isOfGroups } == true
          && mentions(component.text, [word]) && !(isOfNodes && component.countsPerNode)
      }
      let placed = counted.filter { index in
        mentions(architecture.components[index].text, under)
          || ancestors(of: index).contains { mentions(architecture.components[$0].text, under) }
      }
      let candidates = placed.isEmpty && !mustBeUnder && !hasSites ? counted : placed
      var seen: Set<Double> = []
      let found = candidates.compactMap { index in
        let component = architecture.components[index]
        return component.count.map { CountedComponent(component: component, quantity: $0) }
      }.filter { seen.insert($0.quantity.value).inserted }
      if !found.isEmpty { return found }
    }
    return []
  }

  private func counted(_ things: [String], _ words: [String]) -> [CountedComponent] {
    var seen: Set<Double> = []
    return architecture.components.filter { mentions($0.text, words) }.flatMap { component in
      component.quantities.map(\.value)
        .filter { quantity in things.contains { quantity.dimension == .count(of: $0) } }
        .map { CountedComponent(component: component, quantity: $0) }
    }.filter { $0.quantity.value >= 0 && seen.insert($0.quantity.value).inserted }
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
      span: architecture.components[index].span, component: architecture.components[index].text)
  }

  private func presence(_ words: [String]) -> ArchitectureReading? {
    if let component = architecture.components.first(where: { component in
      mentions(component.text, words) || component.details.contains { mentions($0.value, words) }
    }) {
      return ArchitectureReading(
        setting: .flag(true), text: component.name, unit: nil, span: component.span,
        component: component.text)
    }
    return features.first { mentions($0.value, words) }.map {
      ArchitectureReading(
        setting: .flag(true), text: $0.value, unit: nil, span: $0.span, component: $0.value)
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
      unit: quantity.unit, span: component.span, component: component.text)
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

/// A component and the number of something that it states.
struct CountedComponent {
  let component: Component
  let quantity: Quantity
}

extension Quantity {
  /// Whether it counts groups, and not what is in them.
  fileprivate var isOfGroups: Bool { dimension == .count(of: "组") }
}

extension Component {
  /// Whether its count is that of something in each node, as in `12 disks per node` or `8卡/节点`.
  fileprivate var countsPerNode: Bool {
    let plain = text.lowercased()
    return [" per ", "/节点", "/node", "/台", "/主机", "/host", "每节点", "每台"].contains {
      plain.contains($0)
    }
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
    for offset in word.indices where text[start + offset].lowercased != word[offset].lowercased {
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

private func isLatin(_ byte: UInt8) -> Bool {
  let lower = byte.lowercased
  return (lower >= 97 && lower <= 122) || (byte >= 48 && byte <= 57)
}
