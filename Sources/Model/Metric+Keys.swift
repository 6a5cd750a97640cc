extension Metric {
  /// Whether a key says nothing but what is counted: 架构图, 文档总数, not 架构图设计规范.
  package func isNamedAlone(by key: String) -> Bool {
    // By bytes, for every key with a figure is asked.
    var rest = Array(key.lowercased().utf8)
    guard
      let name = names.filter({ rest.place(of: $0.utf8) != nil }).max(by: { $0.count < $1.count })
    else { return false }
    for word in [name] + Self.countingWords {
      if let place = rest.place(of: word.utf8) { rest.removeSubrange(place) }
    }
    return rest.allSatisfy { $0 == UInt8(ascii: " ") }
  }

  /// Whether a key names some of the things that are counted, 性能对比表 and 数据流图: of those there are no
  /// more than of all.
  package func isNamedLast(by key: String) -> Bool {
    guard Self.kinds.contains(id), key.count <= 16 else { return false }
    return names.contains { key.lowercased().hasSuffix($0) }
  }

  /// What may stand in a key beside what is counted.
  private static let countingWords = [
    "数量", "总数", "总", "数", "个", "技术", "内容", "模块", "全部", "total number of", "number of", "total",
  ]

  /// What has kinds that a page may count by themselves.
  private static let kinds: Set<String> = ["tables", "diagrams", "architectures", "code-examples"]
}

extension [UInt8] {
  /// The first place where the bytes of a word stand; nil for none.
  fileprivate func place(of word: String.UTF8View) -> Range<Int>? {
    guard let first = word.first, word.count <= count else { return nil }
    for start in 0...(count - word.count)
    where self[start] == first && self[start...].starts(with: word) {
      return start..<(start + word.count)
    }
    return nil
  }
}
