import Catalog
import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds tables that say of the same technology whether it has the same feature against each other.
  static let conflictingSupport = Rule(
    "conflicting-support", .warning, "两张表对同一能力说法相反",
    "Tables that disagree on what a technology has",
    """
    Tables that compare technologies agree on what each of them can do.

        | 特性    | Docker | Podman |
        |---------|--------|--------|
        | Pod支持 | ✅     | ✅     |
        | 无根    | ✅     | ✅     |

        | 运行时 | Pod支持 |
        |--------|---------|
        | Docker | ❌      |        <- ✅ in the other table
        | Podman | ✅      |

    Judged between tables of different documents, where a header or a first cell is the name of a technology that the
    catalog knows and nothing more, the feature is called the same, and both cells are a mark or a plain yes or no.
    What is chosen, recommended, deployed, tested or audited differs from one environment, platform, edition, version or
    year to another: where a heading or a feature speaks of those, nothing is held.
    """
  ) { collection, reporter in
    guard collection.supportCells.contains(where: \.isBare) else { return }
    // In the order of all documents, so that what is said of one does not depend on which are examined.
    let examined = Set(collection.examined)
    let all = collection.model.documents.indices
    let cells =
      examined.count == all.count
      ? collection.supportCells : collection.supportCells(of: Array(all))
    var known: [SupportCell.Key: SupportCell] = [:]
    var reported: Set<SupportCell.Key> = []
    for cell in cells where cell.isBare {
      let key = SupportCell.Key(technology: cell.technology, feature: cell.feature)
      guard let first = known[key] else {
        known[key] = cell
        continue
      }
      guard first.isSupported != cell.isSupported, first.document != cell.document,
        examined.contains(cell.document), !reported.contains(key), !collection.hasScope(first),
        !collection.hasScope(cell)
      else { continue }
      reported.insert(key)
      reporter.report(
        "tables agree on what a technology has: of `\(quoted(cell.name))` this one says "
          + "\(cell.isSupported ? "yes" : "no") to `\(quoted(cell.label))`, and another one the opposite",
        at: cell.span, notes: [.init("the other one", at: first.span)])
    }
  }
}

extension Collection {
  /// What tables of some documents say that technologies have and have not, in order. O(cells).
  func supportCells(of documents: [Int]) -> [SupportCell] {
    documents.flatMap { index in
      model.documents[index].tables.flatMap { $0.supportCells(catalog, in: index) }
    }
  }

  /// Whether a cell may speak of one environment, edition, year or choice alone, by its feature or by the headings above.
  fileprivate func hasScope(_ cell: SupportCell) -> Bool {
    let document = model.documents[cell.document]
    var texts = [cell.label, document.title]
    var section: Int? = document.sections.innermost(at: cell.span.start)
    while let place = section, texts.count < 8 {
      texts.append(document.sections[place].title)
      section = document.sections[place].parent
    }
    return texts.contains { scopes.occurInAnyCase(in: $0) }
  }
}

private let scopes = Words(
  """
  环境 生产 测试 开发 预发 企业版 社区版 专业版 版本 平台支持 年度 现状 规划 计划 选用 选型结果
  演练 审计 巡检 验收 已上线 已部署 已启用 已选 入选 通过 推荐 备份 上线 改造 迁移 windows linux
  macos edition staging production testing development audit drill planned current chosen selected
  deployed enabled passed recommended patched rollout release migration
  """.split(whereSeparator: \.isWhitespace).map(String.init) + ["test env", "test result"])

/// What a table says of one technology and one feature.
struct SupportCell {
  struct Key: Hashable {
    let technology: String
    let feature: String
  }

  /// The identifier in the catalog, and what the table calls it.
  let technology: String
  let name: String

  /// What it is about as printed, and in small letters without blanks.
  let label: String
  let feature: String
  let isSupported: Bool

  /// Whether the name is that of the technology and nothing more, and the feature stands in one row of the table.
  let isBare: Bool
  let span: Span

  /// The index of the document.
  let document: Int
}

extension Table {
  /// The cells that say yes or no, and no more, of a technology and a feature, whichever of them stands in the rows.
  /// O(cells).
  ///
  /// - Parameter document: the index of the document that holds the table.
  func supportCells(_ catalog: Catalog, in document: Int) -> [SupportCell] {
    guard columns.count >= 2, columns.count <= 16, rows.count >= 2 else { return [] }
    var answers: [(row: Int, column: Int, isYes: Bool)] = []
    for (index, row) in rows.enumerated() {
      for column in row.indices.dropFirst() where column < columns.count {
        if let isYes = plainAnswer(row[column].text) { answers.append((index, column, isYes)) }
      }
    }
    guard answers.count >= 2 else { return [] }
    let headers = columns.map { catalog.technology(in: $0.header) }
    let firsts = rows.map { $0.first.flatMap { catalog.technology(in: $0.text) } }
    // Docker兼容 names one beside other words; where both are technologies nobody can say which has the other.
    func named(_ texts: some Sequence<(id: String, isWhole: Bool)?>) -> Int {
      texts.map { $0.map { $0.isWhole ? 2 : 1 } ?? 0 }.max() ?? 0
    }
    let (across, down) = (named(headers.dropFirst()), named(firsts))
    guard across != down else { return [] }
    let isInColumns = across > down
    let labels = isInColumns ? rows.map { $0.first?.text ?? "" } : columns.map(\.header)
    let features = labels.map { $0.lowercased().filter { $0 != " " && $0 != "*" && $0 != "`" } }
    let counts = features.reduce(into: [:]) { counts, feature in counts[feature, default: 0] += 1 }
    return answers.compactMap { answer in
      let (mine, other) = isInColumns ? (answer.column, answer.row) : (answer.row, answer.column)
      guard let technology = isInColumns ? headers[mine] : firsts[mine], features[other].count >= 2
      else { return nil }
      return SupportCell(
        technology: technology.id,
        name: isInColumns ? columns[mine].header : rows[mine][0].text, label: labels[other],
        feature: features[other], isSupported: answer.isYes,
        isBare: technology.isWhole && counts[features[other]] == 1,
        span: rows[answer.row][answer.column].span, document: document)
    }
  }
}

extension Catalog {
  /// The one technology that a header or a first cell names, and whether that is all of it.
  fileprivate func technology(in text: String) -> (id: String, isWhole: Bool)? {
    guard text.utf8.count <= 48 else { return nil }
    let bytes = Array(text.utf8)
    let found = mentions(in: bytes)
    guard found.count == 1 else { return nil }
    let rest = bytes[..<found[0].range.lowerBound] + bytes[found[0].range.upperBound...]
    return (found[0].id, rest.allSatisfy { $0 == 0x20 || $0 == 0x2A || $0 == 0x60 })
  }
}

/// Whether a cell says yes or no and no more than that; nil where it says anything else.
func plainAnswer(_ text: String) -> Bool? {
  guard text.utf8.count <= 24, mayAnswer(text.utf8) else { return nil }
  var words: [UInt8] = []
  words.reserveCapacity(text.utf8.count)
  for byte in text.utf8 where byte != 0x20 && byte != 0x2A { words.append(byte.lowercased) }
  // ✔️ has a selector of its looks behind it.
  if words.suffix(3).elementsEqual([0xEF, 0xB8, 0x8F]) { words.removeLast(3) }
  return yes.contains(words) ? true : no.contains(words) ? false : nil
}

/// Whether the first bytes of a cell may begin an answer: most cells are told by them.
private func mayAnswer(_ text: String.UTF8View) -> Bool {
  var bytes = text.makeIterator()
  guard let first = bytes.next() else { return false }
  switch first {
  case 0xE2, 0xC3: return true
  case 0xE4...0xE6:
    guard let second = bytes.next(), let third = bytes.next() else { return false }
    return beginnings.contains(UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third))
  default: return "yntfsu".utf8.contains(first.lowercased)
  }
}

/// The first characters of the Han answers, by their bytes.
private let beginnings = Set(
  "支是有不否无".map { $0.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } })

private let yes = answers([
  "✅", "✓", "✔", "√", "☑", "yes", "true", "支持", "是", "有", "✅支持", "✓支持", "✅yes", "✅是", "supported",
  "✅supported",
])
private let no = answers([
  "❌", "✗", "✘", "×", "no", "false", "不支持", "否", "无", "❌不支持", "✗不支持", "❌no", "❌否", "unsupported",
  "notsupported", "❌notsupported",
])

/// By their bytes: those of Han characters are dear to hash as text.
private func answers(_ texts: [String]) -> Set<[UInt8]> { Set(texts.map { Array($0.utf8) }) }
