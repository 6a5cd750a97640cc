import Quantities

/// A figure of a line, and what it counts.
struct CountedFigure {
  let range: Range<Int>
  let quantity: Quantity

  /// The thing by its name in the registry, or the word that follows, in lower case; empty for none.
  let thing: String

  /// How many there are exactly; nil for anything but a small whole number.
  var whole: Int? {
    guard quantity.comparator == .equal, quantity.value >= 1, quantity.value <= 100_000,
      quantity.value == quantity.value.rounded()
    else { return nil }
    return Int(quantity.value)
  }

  /// How many there are, or may be: of 最多 3 个 three. Nil for anything else.
  var most: Int? {
    guard quantity.comparator == .atMost else { return whole }
    return (1...1_000).contains(quantity.value) && quantity.value == quantity.value.rounded()
      ? Int(quantity.value) : nil
  }

  /// Whether it counts the members of a cluster.
  var countsMembers: Bool { CountedFigure.isMember(thing) }

  /// Whether a word names what votes, where others may be copies of data.
  static func isVoter(_ thing: String) -> Bool {
    ["节点", "成员", "台", "member", "members", "node", "nodes", "voter", "voters"].contains(thing)
  }

  static func isMember(_ thing: String) -> Bool { members.contains(thing) }

  /// Whether a word names members that do nothing but vote: monitors of a store, sentinels.
  static func votesByNature(_ thing: String) -> Bool {
    ["monitor", "monitors", "mon", "mons", "sentinel", "sentinels", "哨兵"].contains(thing)
  }

  /// Whether it counts what holds copies of data.
  var countsHolders: Bool { CountedFigure.holders.contains(thing) }

  private static let holders: Set<String> = [
    "节点", "台", "主机", "服务器", "node", "nodes", "broker", "brokers", "server", "servers", "machine",
    "machines", "host", "hosts",
  ]
  private static let members = holders.union([
    "成员", "副本", "实例", "套", "虚拟机", "member", "members", "replica", "replicas", "instance",
    "instances",
    "voter", "voters", "peer", "peers", "master", "masters",
  ])
}

extension FigureLine {
  /// The sentences of the line.
  var sentences: [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    for index in bytes.indices {
      let length: Int
      switch bytes[index] {
      case UInt8(ascii: ";"): length = 1
      case UInt8(ascii: "."):
        guard index + 1 >= bytes.count || bytes[index + 1] == 0x20,
          !abbreviations.contains(where: { bytes[..<index].ends(with: $0) })
        else { continue }
        length = 1
      case 0xE3:
        guard bytes[index...].starts(with: "。".utf8) else { continue }
        length = 3
      case 0xEF:
        guard bytes[index...].starts(with: "；".utf8) else { continue }
        length = 3
      default: continue
      }
      if index > start { found.append(start..<index) }
      start = index + length
    }
    if start < bytes.count { found.append(start..<bytes.count) }
    return found
  }

  /// The counts and plain numbers of a part of the line.
  func counts(in range: Range<Int>) -> [CountedFigure] {
    readQuantities(in: bytes, range: range).compactMap { read in
      switch read.quantity.dimension {
      case .count(let thing):
        return CountedFigure(
          range: read.range, quantity: read.quantity,
          thing: thing == "个" ? word(after: read.range.upperBound) : thing)
      case .number:
        return CountedFigure(
          range: read.range, quantity: read.quantity, thing: word(after: read.range.upperBound))
      case .time, .data, .dataRate, .ratio, .factor, .frequency, .rate, .money, .moneyRate, .power,
        .voltage, .temperature, .length:
        return nil
      }
    }
  }

  /// The Latin word, or the two Han characters, at a place; a space or a hyphen may come first.
  private func word(after offset: Int) -> String {
    var start = offset
    while start < bytes.count, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: "-") {
      start += 1
    }
    var end = start
    if start < bytes.count, bytes[start] >= 0xE3 {
      return String(decoding: bytes[start..<min(bytes.count, start + 6)], as: UTF8.self)
    }
    while end < bytes.count, bytes[end].isLetter { end += 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
  }

  /// What stands between two figures; nothing where they overlap.
  func between(_ first: ReadQuantity, _ second: ReadQuantity) -> Range<Int> {
    let start = first.range.upperBound
    return start..<max(start, second.range.lowerBound)
  }

  func text(_ range: Range<Int>) -> String {
    String(
      decoding: bytes[max(0, range.lowerBound)..<min(bytes.count, range.upperBound)], as: UTF8.self)
  }

  /// The first character behind a place that is none of some others; nil at the end of the line.
  func character(behind place: Int, skipping others: String) -> Character? {
    text(place..<bytes.count).first { !others.contains($0) }
  }

  /// Where one of some words, in lower case, first stands in a part of the line.
  func first(_ words: [String], in range: Range<Int>) -> Range<Int>? {
    var best: Range<Int>?
    for var word in words {
      let limit = min(range.upperBound, best?.lowerBound ?? range.upperBound)
      if let found = word.withUTF8({ first($0, in: range.lowerBound..<limit) }) { best = found }
    }
    return best
  }

  private func first(
    _ word: UnsafeBufferPointer<UInt8>, in range: Range<Int>
  ) -> Range<Int>? {
    guard range.count >= word.count else { return nil }
    places: for start in range.lowerBound...(range.upperBound - word.count)
    where bytes[start].lowercased == word[0] {
      for offset in word.indices where bytes[start + offset].lowercased != word[offset] {
        continue places
      }
      return start..<(start + word.count)
    }
    return nil
  }
}

/// Abbreviations whose point does not end the sentence.
private let abbreviations = ["i.e", "e.g", " vs", " ca", " approx"].map { Array($0.utf8) }

extension ArraySlice<UInt8> {
  fileprivate func ends(with word: [UInt8]) -> Bool {
    count >= word.count && suffix(word.count).elementsEqual(word)
  }
}
