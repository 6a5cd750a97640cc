import Catalog
import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds the sizes of majorities: in tables of members and what they bear, and in sentences that give the
  /// quorum of a cluster, the copies that a write needs or the shards of an erasure code.
  mutating func holdQuorumSizes(_ collection: Collection) {
    for document in collection.examinedDocuments {
      for table in document.tables {
        holdQuorumRows(of: table)
        holdCodeRows(of: table)
      }
    }
    for line in collection.figureLines(.tolerance, .quorum) where !line.isCounterexample {
      for sentence in line.sentences {
        holdQuorum(line, sentence)
        holdSpares(line, sentence)
        holdCodes(line, sentence)
      }
    }
  }

  /// `| 成员数 | 法定人数 | 可容忍故障 |`.
  private mutating func holdQuorumRows(of table: Table) {
    guard (2...6).contains(table.columns.count), table.rows.count >= 2,
      !table.columns.contains(where: { copying.occurInAnyCase(in: $0.header) })
    else { return }
    guard let spare = table.column(named: spares, upTo: 30) else { return }
    let majority = table.column(named: majorities, upTo: 30)
    let members = table.column(named: sizes, upTo: 30) ?? (majority == nil ? nil : 0)
    guard let members, members != spare, members != majority else { return }
    func whole(_ row: [Table.Cell], _ column: Int) -> Int? {
      guard column < row.count, let figure = row[column].quantity, figure.comparator == .equal,
        (0...99).contains(figure.value), figure.value == figure.value.rounded()
      else { return nil }
      return Int(figure.value)
    }
    let rows = table.rows.compactMap { row -> (row: [Table.Cell], all: Int, lost: Int)? in
      guard let all = whole(row, members), all > 0, let lost = whole(row, spare) else { return nil }
      return (row, all, lost)
    }
    // At least half of the rows show that a majority is meant.
    let holding = rows.filter { $0.lost == ($0.all - 1) / 2 }.count
    guard rows.count >= 2, holding >= 2, holding * 2 >= rows.count else { return }
    for (row, all, lost) in rows where lost != (all - 1) / 2 {
      report(
        "a cluster survives the failure of as many members as a majority can spare: "
          + "(\(all) − 1) / 2 = \((all - 1) / 2), not `\(quoted(row[spare].text))`",
        at: row[spare].span, notes: [.init("of these", at: row[members].span)])
    }
    guard let majority else { return }
    for (row, all, _) in rows {
      guard let votes = whole(row, majority), votes != all / 2 + 1 else { continue }
      report(
        "a majority of \(all) is \(all / 2 + 1), not `\(quoted(row[majority].text))`",
        at: row[majority].span, notes: [.init("of these", at: row[members].span)])
    }
  }

  /// `| EC 8+2 | 1.25× | 2 |` beside a column of failures borne, where another code's row holds.
  private mutating func holdCodeRows(of table: Table) {
    let found = table.columns.indices.filter {
      codeSpares.occurInAnyCase(in: table.columns[$0].header)
        && table.columns[$0].header.count <= 30
    }
    guard found.count == 1, let spare = found.first else { return }
    let rows = table.rows.compactMap {
      row -> (cell: Table.Cell, data: Int, parity: Int, lost: Int)? in
      guard spare < row.count, let lost = row[spare].quantity, lost.comparator == .equal,
        (0...40).contains(lost.value), lost.value == lost.value.rounded(),
        let code = row.indices.lazy.filter({ $0 != spare }).compactMap({ at in
          shards(
            row[at].text,
            isNamed: at < table.columns.count
              && codeNames.occurInAnyCase(in: table.columns[at].header))
        }).first
      else { return nil }
      return (row[spare], code.data, code.parity, Int(lost.value))
    }
    guard rows.contains(where: { $0.lost == $0.parity }) else { return }
    for row in rows where row.lost > row.parity {
      report(
        "an erasure code of \(row.data) + \(row.parity) survives the loss of \(row.parity), not "
          + "`\(quoted(row.cell.text))`", at: row.cell.span)
    }
  }

  /// `The 5-member etcd has a quorum of 4`, `5 个节点，法定人数为 4`.
  private mutating func holdQuorum(_ line: FigureLine, _ sentence: Range<Int>) {
    guard let word = line.first(LineTopic.quorumSizes, in: sentence),
      line.first(unequal, in: sentence) == nil
    else { return }
    let counts = line.counts(in: sentence)
    let members = counts.filter { $0.countsMembers && $0.range.upperBound <= word.lowerBound }
    let votes = counts.filter { $0.range.lowerBound >= word.upperBound }
    guard members.count == 1, let all = members[0].whole, (2...15).contains(all),
      let stated = votes.first, let needed = stated.whole,
      stated.range.lowerBound - word.upperBound <= 6, needed != all / 2 + 1, needed <= all
    else { return }
    report(
      "a majority of \(all) is \(all / 2 + 1), not `\(line.text(stated.range))`",
      at: line.span(stated.range), notes: [.init("of these", at: line.span(members[0].range))])
  }

  /// `EC 4+2 可容忍 3 块盘`, `3 副本、min.insync=2 可容忍 2 个`.
  private mutating func holdSpares(_ line: FigureLine, _ sentence: Range<Int>) {
    guard let word = line.first(LineTopic.toleratedLosses, in: sentence),
      let failures = line.counts(in: word.upperBound..<sentence.upperBound).first,
      failures.range.lowerBound - word.upperBound <= 12, let lost = failures.whole,
      line.first(denied, in: max(sentence.lowerBound, word.lowerBound - 12)..<word.lowerBound)
        == nil
    else { return }
    let before = sentence.lowerBound..<word.lowerBound
    if let code = erasureCode(line, before), lost > code.parity,
      line.first(codeStages, in: sentence) == nil,
      line.bytes[before].count(where: { $0 == UInt8(ascii: "+") }) == 1
    {
      report(
        "an erasure code of \(code.data) + \(code.parity) survives the loss of \(code.parity), not "
          + "`\(line.text(failures.range))`", at: line.span(failures.range))
      return
    }
    guard let insync = line.first(["min.insync", "min insync", "minisr"], in: before),
      line.first(writes, in: sentence) != nil,
      line.first(["读", "已写", "不丢", "durab"], in: sentence) == nil,
      let least = digit(line, insync.upperBound..<word.lowerBound),
      let copies = line.counts(in: before).first(where: {
        LineTopic.countedCopies.contains($0.thing) && $0.range.upperBound <= insync.lowerBound
      })?.whole, copies <= 7, least <= copies, lost > copies - least
    else { return }
    report(
      "\(copies) copies of which \(least) must be in step bear the loss of \(copies - least) while "
        + "they are written, not `\(line.text(failures.range))`",
      at: line.span(failures.range))
  }
}

/// The shards of data and of parity of a cell, `EC 8+2` and `RS(8+2)`, with its name there or in the header.
private func shards(_ text: String, isNamed: Bool) -> (data: Int, parity: Int)? {
  guard isNamed || codeNames.occurInAnyCase(in: text),
    !codeStages.contains(where: text.lowercased().contains)
  else { return nil }
  let parts = text.split(separator: "+", omittingEmptySubsequences: false)
  guard parts.count == 2 else { return nil }
  let data = String(parts[0].reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
  let parity = parts[1].prefix { $0.isASCII && $0.isNumber }
  guard let data = Int(data), let parity = Int(parity), (2...40).contains(data),
    (1...12).contains(parity)
  else { return nil }
  return (data, parity)
}

private let codeNames: Words = ["ec ", "ec:", "ec-", "ec(", "rs(", "rs ", "纠删", "erasure"]
private let codeSpares: Words = [
  "容忍", "容错", "可失效", "允许故障", "允许失效", "tolerat", "may fail", "failures survived", "failures borne",
]

/// What is kept in copies needs no majority of its nodes.
private let copying: Words = [
  "副本", "replication", "copies", "parity", "spare", "写", "读", "write", "read",
]
/// Codes of several stages, and what stands by beside a code.
let codeStages = ["lrc", "双活", "热备", "mirror", "spare", "site", "站点", "每组"]
private let spares: Words = [
  "容忍", "容错", "可失效", "tolerat", "tolerance", "may fail", "failures survived",
]
private let majorities: Words = ["法定", "多数", "quorum", "majority"]
private let sizes: Words = [
  "成员", "节点", "集群规模", "cluster size", "members", "nodes", "voters", "servers",
]
extension LineTopic {
  /// What stands before the size of a majority.
  static let quorumSizes = [
    "quorum of ", "quorum is ", "quorum: ", "majority of ", "法定人数为", "法定人数是", "法定人数", "多数派为",
    "多数派",
  ]

  /// What stands before the losses that shards and copies bear.
  static let toleratedLosses = ["可容忍", "容忍", "容许", "tolerates", "survives", "survive", "withstand"]
}

private let unequal = [
  "observer", "观察者", "learner", "raised", "两个机房", "每个", "each", "instead", "should", "must", "如果",
  "if ", "sentinel", "哨兵", "phase", "flexible", "fast quorum", "of which", "节点中", "成员中", "阶段",
  "write",
  "read", "写", "读",
]
private let denied = ["不", "not ", "n't ", "无法"]
private let writes = ["写", "write", "ack", "produce"]

/// The shards of data and of parity in `EC 4+2`, `纠删码 8+3`.
func erasureCode(_ line: FigureLine, _ range: Range<Int>) -> (data: Int, parity: Int)? {
  guard let name = line.first(["ec ", "ec:", "纠删", "erasure"], in: range) else { return nil }
  for at in name.upperBound..<max(name.upperBound, min(range.upperBound, name.upperBound + 24)) {
    guard line.bytes[at] == UInt8(ascii: "+") else { continue }
    guard let parity = digit(line, (at + 1)..<(at + 2)) else { return nil }
    var start = at
    while start > name.upperBound, line.bytes[start - 1].isDigit { start -= 1 }
    guard let data = Int(line.text(start..<at)), data > 1 else { return nil }
    return (data, parity)
  }
  return nil
}

/// The first figure of one digit in a range.
private func digit(_ line: FigureLine, _ range: Range<Int>) -> Int? {
  for at in range where at < line.bytes.count && line.bytes[at].isDigit {
    let next = at + 1 < line.bytes.count ? line.bytes[at + 1] : 0
    return next.isDigit ? nil : Int(line.bytes[at] - 0x30)
  }
  return nil
}
