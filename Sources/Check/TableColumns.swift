import Model

extension Table {
  /// The one column whose header says something; nil where none does, or several do. O(headers).
  ///
  /// - Parameters:
  ///   - words: what the header holds, in any case.
  ///   - most: the characters that it has at most: longer ones say more than that.
  ///   - suits: what else the header must be.
  func column(
    named words: Words, upTo most: Int = 16, where suits: (String) -> Bool = { _ in true }
  ) -> Int? {
    let found = columns.indices.filter {
      let header = columns[$0].header
      // The words first: few headers have them, and characters are dear to count.
      return words.occurInAnyCase(in: header) && header.count <= most && suits(header)
    }
    return found.count == 1 ? found[0] : nil
  }

  /// The one row whose first cell, of at most twelve characters, says something; nil where none does, or several
  /// do. O(rows).
  func row(named words: Words) -> [Cell]? {
    let found = rows.filter { row in
      row.first.map { words.occurInAnyCase(in: $0.text) && $0.text.count <= 12 } ?? false
    }
    return found.count == 1 ? found[0] : nil
  }
}
