package import Quantities

/// What the text of one component says: `键: 名称 A + B (注释, 3节点) # 备注`.
package struct ComponentText: Sendable {
  /// The text without count, note and key; the key where nothing else is left.
  package private(set) var name = ""
  package private(set) var key: String?
  package private(set) var count: Quantity?
  package private(set) var notes: [String] = []

  /// Ranges index the text as given.
  package private(set) var quantities: [(range: Range<Int>, quantity: Quantity)] = []

  /// The parts of `A + B`; one element when nothing is joined.
  package private(set) var parts: [String] = []

  /// The parts of `A / B`; empty when there is no choice.
  package private(set) var alternatives: [String] = []

  package init(_ text: [UInt8]) {
    let plain = PlainText(text)
    let bytes = plain.bytes
    var body = bytes.trimmed(plain.withoutSigns)
    body = takeComment(bytes, body)
    let brackets = takeBrackets(bytes, body)
    let found = figures(in: bytes)
    quantities = found.map { (plain.original($0.range), $0.quantity) }
    let value = takeKey(bytes, body, brackets)
    let counted = takeCount(bytes, value, brackets, found)

    var holes = brackets
    if let counted { holes.append(counted) }
    let label = Self.joined(bytes, value, without: holes)
    if let key, isNamedByKey, count != nil, let counted, counted == value {
      // Distributor: 2 replicas
      name = key
    } else if let key, Self.isMeasure(bytes, value, found) {
      // PVC: 20 GB
      name = key
    } else if label.hasPrefix("+"), let key, count != nil {
      // 存储节点: 3节点 + 1仲裁
      name = key
      notes.append(label)
    } else if !label.isEmpty {
      name = label
    } else if let key {
      name = key
    } else {
      name = bytes.string(bytes.trimmed(body))
    }
    let nameBytes = Array(name.utf8)
    if nameBytes.contains(UInt8(ascii: "+")) { parts = Self.split(nameBytes, joins: true) }
    if nameBytes.contains(UInt8(ascii: "/")) { alternatives = Self.split(nameBytes, joins: false) }
    if parts.count < 2 { parts = [name] }
    if alternatives.count == 1 { alternatives = [] }
  }

  /// Whether a value is figures with their units and nothing else: `500m CPU, 1 GB RAM`.
  private static func isMeasure(
    _ bytes: [UInt8], _ value: Range<Int>, _ found: [(range: Range<Int>, quantity: Quantity)]
  ) -> Bool {
    let own = found.filter { value.contains($0.range.lowerBound) }
    guard let first = own.first, first.range.lowerBound == value.lowerBound,
      own.contains(where: { !$0.quantity.dimension.isScalar })
    else { return false }
    var rest = ""
    var start = value.lowerBound
    for item in own {
      rest += bytes.string(start..<max(start, item.range.lowerBound)) + " "
      start = max(start, item.range.upperBound)
    }
    rest += bytes.string(start..<max(start, value.upperBound))
    return rest.lowercased().split { !$0.isLetter }
      .allSatisfy { ["cpu", "ram", "memory", "disk", "内存", "存储", "磁盘"].contains($0) }
  }

  // MARK: Notes

  /// Cuts off `# …`, `// …` and `← …` after the name.
  private mutating func takeComment(_ bytes: [UInt8], _ body: Range<Int>) -> Range<Int> {
    var offset = body.lowerBound
    while offset < body.upperBound {
      let isFirst = offset == body.lowerBound
      let afterSpace = !isFirst && isSpace(bytes.scalar(before: offset).value)
      let starts =
        afterSpace
        && (bytes.has("#", at: offset) || bytes.has("// ", at: offset)
          || bytes.has("← ", at: offset) || bytes.has("<-- ", at: offset))
      if starts {
        var start = offset
        while start < body.upperBound, !isSpace(bytes.scalar(at: start).value),
          [0x23, 0x2F, 0x3C, 0x2D, 0x2190].contains(bytes.scalar(at: start).value)
        {
          start += bytes.scalar(at: start).length
        }
        let comment = bytes.trimmed(start..<body.upperBound)
        if !comment.isEmpty { notes.append(bytes.string(comment)) }
        return bytes.trimmed(body.lowerBound..<offset)
      }
      offset += bytes.scalar(at: offset).length
    }
    return body
  }

  /// Finds the bracketed stretches, their brackets included; an unclosed one runs to the end.
  private mutating func takeBrackets(_ bytes: [UInt8], _ body: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var closers: [UInt32] = []
    var start = body.lowerBound
    var inner = body.lowerBound
    var own: [String] = []
    var offset = body.lowerBound
    while offset < body.upperBound {
      let (value, length) = bytes.scalar(at: offset)
      if let last = closers.last, value == last {
        closers.removeLast()
        if closers.isEmpty {
          found.append(start..<(offset + length))
          own.append(bytes.string(bytes.trimmed(inner..<offset)))
        }
      } else if let closer = Self.closer(of: value), !closers.isEmpty || offset > body.lowerBound {
        if closers.isEmpty {
          start = offset
          inner = offset + length
        }
        closers.append(closer)
      }
      offset += length
    }
    if !closers.isEmpty {
      found.append(start..<body.upperBound)
      own.append(bytes.string(bytes.trimmed(inner..<body.upperBound)))
    }
    notes = own.filter { !$0.isEmpty } + notes
    return found
  }

  /// The bracketed stretch that holds an offset. O(log brackets).
  private static func bracket(at offset: Int, in brackets: [Range<Int>]) -> Range<Int>? {
    var low = 0
    var high = brackets.count
    while low < high {
      let middle = (low + high) / 2
      if brackets[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < brackets.count && brackets[low].contains(offset) ? brackets[low] : nil
  }

  private static func closer(of scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x28, 0xFF08: 0x29 + (scalar == 0xFF08 ? 0xFF09 - 0x29 : 0)
    case 0x5B: 0x5D
    case 0x3010: 0x3011
    case 0xFF3B: 0xFF3D
    default: nil
    }
  }

  // MARK: Keys and counts

  /// Splits off `键:`, and returns the rest.
  private mutating func takeKey(
    _ bytes: [UInt8], _ body: Range<Int>, _ brackets: [Range<Int>]
  ) -> Range<Int> {
    var offset = body.lowerBound
    var hasHan = false
    while offset < body.upperBound {
      if let bracket = Self.bracket(at: offset, in: brackets) {
        offset = bracket.upperBound
        continue
      }
      let (value, length) = bytes.scalar(at: offset)
      if isHan(value) { hasHan = true }
      if value == 0x3A || value == 0xFF1A {
        let label = bytes.trimmed(body.lowerBound..<offset)
        let rest = bytes.trimmed((offset + length)..<body.upperBound)
        guard !label.isEmpty else { return body }
        if rest.isEmpty { return label }
        let next = bytes.scalar(at: offset + length).value
        guard value == 0xFF1A || isSpace(next) || (hasHan && !isDigit(next)) || isHan(next) else {
          offset += length
          continue
        }
        guard label.count <= 60 else { return body }
        key = Self.joined(bytes, label, without: brackets)
        return rest
      }
      offset += length
    }
    return body
  }

  /// Whether a Latin key may be the name of what is counted behind it, `Distributor: 2 replicas`; of 部署: 3节点 it says what
  /// the count is of.
  private var isNamedByKey: Bool { key?.utf8.allSatisfy { $0 < 0x80 } ?? false }

  /// Finds how many there are: in a bracket (`3个,HA`), before the name (`10节点SSD池`) or behind it
  /// (`Worker ×3`). Returns what of the name it takes up.
  private mutating func takeCount(
    _ bytes: [UInt8], _ value: Range<Int>, _ brackets: [Range<Int>],
    _ found: [(range: Range<Int>, quantity: Quantity)]
  ) -> Range<Int>? {
    var end = value.upperBound
    while let bracket = Self.bracket(at: end - 1, in: brackets), end > value.lowerBound {
      end = bytes.trimmed(value.lowerBound..<max(value.lowerBound, bracket.lowerBound)).upperBound
    }
    // ND H200 × 9（72 GPU）: what stands with the name counts before what a bracket says.
    let isMultiplied =
      Self.multiplier(bytes, value.lowerBound..<max(value.lowerBound, end)) != nil
    if !isMultiplied { count = Self.sum(bytes, found, brackets) }
    for item in found where !isMultiplied {
      let number = item.range
      if let bracket = Self.bracket(at: number.lowerBound, in: brackets) {
        guard count == nil, startsPiece(bytes, number.lowerBound, in: bracket),
          Self.isCount(item.quantity, bytes, number, isWhole: endsPiece(bytes, number, in: bracket))
        else { continue }
        count = item.quantity
      }
    }
    for item in found where item.range.lowerBound >= value.lowerBound {
      let number = item.range
      let isFirst = number.lowerBound == value.lowerBound
      guard isFirst || number.upperBound == end, number.upperBound <= end,
        Self.isCount(item.quantity, bytes, number, isWhole: false)
      else { continue }
      if !isFirst, let whole = Self.product(bytes, before: number, in: value, found) {
        count = count ?? whole.count
        return whole.range
      }
      count = count ?? item.quantity
      // 2 API servers: the name goes with what is counted.
      if isFirst, let digits = Self.digits(bytes, beforeName: number) { return digits }
      let isWhole = number.lowerBound == value.lowerBound && number.upperBound == end
      return isWhole && (!isNamedByKey || number != value) ? nil : number
    }
    if let (range, named) = Self.namedCount(bytes, value.lowerBound..<max(value.lowerBound, end)) {
      count = count ?? named
      return range
    }
    if let (range, factor) = Self.multiplier(bytes, value.lowerBound..<max(value.lowerBound, end)) {
      count = count ?? factor
      return range
    }
    return nil
  }

  /// Several counts of one thing in a bracket, `3控制节点+2计算节点`, together, and 3主3从 as so many nodes.
  private static func sum(
    _ bytes: [UInt8], _ found: [(range: Range<Int>, quantity: Quantity)], _ brackets: [Range<Int>]
  ) -> Quantity? {
    for bracket in brackets {
      let parts = found.filter { bracket.contains($0.range.lowerBound) }
      let things = Set(parts.map(\.quantity.unit.symbol))
      let areJoined = zip(parts, parts.dropFirst()).allSatisfy { one, next in
        ["", "+"].contains(
          bytes.string(bytes.trimmed(one.range.upperBound..<next.range.lowerBound)))
      }
      let areRoles = things.isSubset(of: ["主", "从", "备"])
      guard parts.count >= 2, areJoined, areRoles || things.count == 1,
        parts.allSatisfy({ isCount($0.quantity, bytes, $0.range, isWhole: false) }),
        let unit = areRoles ? parseQuantity("1节点")?.unit : parts[0].quantity.unit
      else { continue }
      let whole = parts.reduce(0) { $0 + $1.quantity.value }
      return Quantity(
        value: whole, interval: .exactly(whole), unit: unit, comparator: .equal, decimals: 0)
    }
    return nil
  }

  /// `50台 × 8卡` at the end of a name: how many there are, and what each of them has.
  private static func product(
    _ bytes: [UInt8], before last: Range<Int>, in value: Range<Int>,
    _ found: [(range: Range<Int>, quantity: Quantity)]
  ) -> (range: Range<Int>, count: Quantity)? {
    let between = found.last { $0.range.upperBound <= last.lowerBound }
    guard let first = between, first.range.lowerBound > value.lowerBound,
      bytes.string(bytes.trimmed(first.range.upperBound..<last.lowerBound)) == "×",
      isCount(first.quantity, bytes, first.range, isWhole: false)
    else { return nil }
    return (first.range.lowerBound..<last.upperBound, first.quantity)
  }

  private func startsPiece(_ bytes: [UInt8], _ offset: Int, in bracket: Range<Int>) -> Bool {
    var place = offset
    while place > bracket.lowerBound {
      let (value, length) = bytes.scalar(before: place)
      if !isSpace(value) {
        return Self.closer(of: value) != nil
          || [0x2C, 0xFF0C, 0x3001, 0x3B, 0xFF1B].contains(value)
      }
      place -= length
    }
    return false
  }

  private func endsPiece(_ bytes: [UInt8], _ range: Range<Int>, in bracket: Range<Int>) -> Bool {
    guard range.upperBound < bracket.upperBound else { return true }
    let value = bytes.scalar(at: range.upperBound).value
    return [0x2C, 0xFF0C, 0x3001, 0x3B, 0xFF1B, 0x29, 0xFF09, 0x5D, 0x20].contains(value)
  }

  /// Whether a quantity says how many components there are, and not how large each is.
  private static func isCount(
    _ quantity: Quantity, _ bytes: [UInt8], _ range: Range<Int>, isWhole: Bool
  ) -> Bool {
    switch quantity.dimension {
    case .count(let thing): !sizes.contains(thing.lowercased())
    case .number:
      // `(100+)` is a count, `(8.0)` a version, `(2025)` a year and `(8761)` a port.
      isWhole && quantity.decimals == 0 && quantity.value >= 1
        && ((quantity.value < 1024 && ![80, 443].contains(quantity.value))
          || quantity.comparator.isBound
          || quantity.comparator == .approximately)
        && isDigit(bytes.scalar(at: range.lowerBound).value)
    default: false
    }
  }

  /// Counters that say how large a thing is.
  private static let sizes: Set<String> = [
    "核", "核心", "线程", "vcpu", "core", "cores", "cpu", "c", "thread", "threads", "路", "行", "篇",
    "字", "章", "节", "人", "用户", "次", "条", "项", "层", "级", "位", "维", "页", "步", "种", "类",
    "代", "倍", "文档", "word", "line", "page", "user",
  ]

  /// The digits of a count with a name behind them, as in `3 Proxmox hosts`; nil for `3 worker nodes`.
  private static func digits(_ bytes: [UInt8], beforeName count: Range<Int>) -> Range<Int>? {
    var end = count.lowerBound
    while end < count.upperBound, isDigit(UInt32(bytes[end])) { end += 1 }
    guard end > count.lowerBound, end + 1 < count.upperBound, bytes[end] == 0x20,
      bytes[end + 1].isUppercase,
      let blank = bytes[(end + 1)..<count.upperBound].firstIndex(of: 0x20),
      // In 10 GPU nodes the first word is a unit itself.
      parseQuantity("1 " + bytes.string((end + 1)..<blank)).map({ $0.dimension == .number }) ?? true
    else { return nil }
    return count.lowerBound..<end
  }

  /// `2 API servers`, `1 MongoDB node`: a number before a name that ends in things.
  private static func namedCount(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> (Range<Int>, Quantity)? {
    var end = range.lowerBound
    while end < range.upperBound, isDigit(UInt32(bytes[end])) { end += 1 }
    guard (1...5).contains(end - range.lowerBound), end + 1 < range.upperBound, bytes[end] == 0x20
    else { return nil }
    let count = factor(bytes, range.lowerBound..<end)
    let name = bytes.string(bytes.trimmed(end..<range.upperBound))
    guard let unit = impliedUnit(by: count.value == 1 ? name + "s" : name),
      case .count = unit.dimension
    else { return nil }
    return (
      range.lowerBound..<end,
      Quantity(
        value: count.value, interval: count.interval, unit: unit, comparator: .equal, decimals: 0)
    )
  }

  /// `×3` behind a name or `3×` before it.
  private static func multiplier(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> (Range<Int>, Quantity)? {
    var end = range.upperBound
    while end > range.lowerBound, isDigit(UInt32(bytes[end - 1])) { end -= 1 }
    if end < range.upperBound, range.upperBound - end <= 6, end > range.lowerBound {
      let sign = bytes[end - 1] == 0x20 && end - 1 > range.lowerBound ? end - 1 : end
      let (value, length) = bytes.scalar(before: sign)
      let start = sign - length
      let isSign =
        value == 0xD7 || value == 0x2A
        || ((value | 0x20) == 0x78 && start > range.lowerBound
          && isSpace(bytes.scalar(before: start).value))
      if isSign, start > range.lowerBound {
        return (start..<range.upperBound, factor(bytes, end..<range.upperBound))
      }
    }
    var start = range.lowerBound
    while start < range.upperBound, isDigit(UInt32(bytes[start])) { start += 1 }
    guard start > range.lowerBound, start - range.lowerBound <= 6, start + 2 < range.upperBound
    else { return nil }
    let (value, length) = bytes.scalar(at: start)
    guard start + length < range.upperBound else { return nil }
    let next = bytes.scalar(at: start + length).value
    guard value == 0xD7 || ((value | 0x20) == 0x78 && isSpace(next)), !isDigit(next) else {
      return nil
    }
    return (range.lowerBound..<(start + length), factor(bytes, range.lowerBound..<start))
  }

  private static func factor(_ bytes: [UInt8], _ digits: Range<Int>) -> Quantity {
    let value = bytes[digits].reduce(0.0) { $0 * 10 + Double($1 - 0x30) }
    return Quantity(
      value: value, interval: .exactly(value), unit: Unit("个", .count(of: "个")),
      comparator: .equal, decimals: 0)
  }
}
