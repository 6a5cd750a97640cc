extension Metric {
  /// Whether a key says nothing but what is counted: 架构图, 文档总数, not 架构图设计规范.
  package func isNamedAlone(by key: String) -> Bool {
    var rest = Substring(key.lowercased())
    // By bytes, for every key with a figure is asked, and most name nothing.
    let bytes = Array(rest.utf8)
    guard
      let name = names.filter({ bytes.holds($0.utf8) }).max(by: { $0.count < $1.count })
    else { return false }
    for word in [name] + Self.countingWords {
      if let place = rest.firstRange(of: word) { rest.removeSubrange(place) }
    }
    return rest.allSatisfy { $0 == " " }
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
  /// Whether the bytes of a word stand anywhere in these.
  fileprivate func holds(_ word: String.UTF8View) -> Bool {
    guard let first = word.first, word.count <= count else { return false }
    return (0...(count - word.count)).contains { start in
      self[start] == first && self[start...].starts(with: word)
    }
  }
}
