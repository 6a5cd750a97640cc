import Diagnostics
import Model
import Quantities

extension Rule {
  /// Compares how many hosts a table gives a subnet with the length of its prefix.
  static let subnetSize = Rule(
    "subnet-size", .error, "子网的地址数不对", "Subnet of another size",
    """
    A subnet of IPv4 has as many addresses as its prefix leaves.

        | 子网         | 可用主机 |
        |--------------|----------|
        | 10.2.0.0/20  | 2,046    |        <- 4,094

    A prefix of n bits leaves 2^(32 − n) addresses, of which the first and the last are no host's. Clouds keep
    some of them for themselves: up to five less are right as well, and so is the number of all. More than all is an
    error, the size of a smaller subnet a warning.

        | Zone | CIDR          |
        |------|---------------|
        | a    | 10.20.0.0/21  |
        | b    | 10.20.8.0/21  |
        | c    | 10.20.12.0/21 |        <- lies within 10.20.8.0/21

    In a column of subnets, where the others begin at a multiple of their size, one that does not is a warning.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for table in document.tables where table.columns.count >= 2 {
        reporter.holdBases(of: table)
        guard let column = hostColumn(of: table) else { continue }
        for row in table.rows where column < row.count {
          guard let stated = row[column].quantity, stated.comparator == .equal,
            let (cell, length) = prefix(in: row, except: column)
          else { continue }
          let all = power(2, 32 - length)
          let usable = all - 2
          guard stated.value > all || stated.value < usable - 4 else { continue }
          // How many hosts there are in fact is less than there may be; a size of another subnet is none of those.
          guard
            whole.occurInAnyCase(in: table.columns[column].header),
            stated.value > all || isSize(stated.value)
          else { continue }
          reporter.report(
            "a subnet has as many addresses as its prefix leaves: /\(length) has \(plainNumber(usable)) for hosts, not "
              + "`\(quoted(row[column].text))`",
            at: row[column].span,
            // A pool may be smaller than its prefix.
            severity: stated.value > all ? nil : .warning,
            notes: [.init("the subnet", at: cell.span)])
        }
      }
    }
  }
}

extension Reporter {
  /// Holds the addresses of a column of subnets: each begins at a multiple of its size.
  fileprivate mutating func holdBases(of table: Table) {
    for (column, header) in table.columns.enumerated()
    where subnets.occurInAnyCase(in: header.header) && header.header.count <= 24 {
      var wrong: [(cell: Table.Cell, base: UInt32, length: Int)] = []
      var right: [(cell: Table.Cell, base: UInt32, length: Int)] = []
      for row in table.rows where column < row.count {
        guard let block = block(row[column].text) else { continue }
        let mask: UInt32 = block.length == 0 ? 0 : ~0 << UInt32(32 - block.length)
        let own = (cell: row[column], base: block.address & mask, length: block.length)
        if own.base == block.address { right.append(own) }
        // 172.17.0.1/16 is the address of an interface, with the prefix of its subnet.
        if own.base != block.address, block.address & 7 == 0 { wrong.append(own) }
      }
      guard wrong.count == 1, right.count >= 2, let one = wrong.first else { continue }
      let name = (0..<4).map { "\(one.base >> UInt32(24 - 8 * $0) & 255)" }.joined(separator: ".")
      let same = right.first { $0.base == one.base && $0.length == one.length }
      report(
        "a subnet begins at a multiple of its size: `\(quoted(one.cell.text))` lies within "
          + "\(name)/\(one.length)", at: one.cell.span, severity: .warning,
        notes: same.map { [.init("which stands here", at: $0.cell.span)] } ?? [])
    }
  }
}

private let subnets: Words = [
  "cidr", "subnet", "network", "prefix", "子网", "网段", "地址段", "网络",
]

/// The address and the length of a cell that is a block of IPv4 and nothing else.
private func block(_ text: String) -> (address: UInt32, length: Int)? {
  let parts = text.filter { $0 != "`" && $0 != " " && $0 != "*" }.split(
    separator: "/", omittingEmptySubsequences: false)
  guard parts.count == 2, let length = Int(parts[1]), (8...30).contains(length) else { return nil }
  let octets = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    .compactMap { UInt8($0) }
  guard octets.count == 4 else { return nil }
  return (octets.reduce(0) { $0 << 8 | UInt32($1) }, length)
}

private let hosts: Words = [
  "主机", "地址数", "可用地址", "可用 ip", "可用ip", "ip数", "ip 数", "hosts", "addresses", "usable",
]
private let whole: Words = ["可用", "地址", "总", "usable", "addresses"]
private let isUsed: Words = [
  "每", "后端", "内网", "per ", "backend", "behind", "private",
  "已用", "使用", "当前", "规划", "需要", "需求", "used", "current", "needed", "planned", "allocated", "机型",
  "名",
]

/// Whether a number is one of all addresses of some subnet, or of those for hosts, in a cloud or elsewhere.
private func isSize(_ number: Double) -> Bool {
  (2...24).contains { bits in [0.0, 2, 5].contains(power(2, bits) - number) }
}

/// The one column that says how many hosts there are.
private func hostColumn(of table: Table) -> Int? {
  let found = table.columns.indices.filter { column in
    let header = table.columns[column].header
    return hosts.occurInAnyCase(in: header) && header.count <= 16
      && !isUsed.occurInAnyCase(in: header)
      && table.rows.contains { column < $0.count && $0[column].quantity != nil }
  }
  return found.count == 1 ? found[0] : nil
}

/// The length of the one prefix that a row names, `10.2.0.0/20`.
private func prefix(in row: [Table.Cell], except column: Int) -> (cell: Table.Cell, length: Int)? {
  var found: (Table.Cell, Int)?
  for (index, cell) in row.enumerated() where index != column && cell.text.utf8.contains(0x2F) {
    let text = cell.text.filter { $0 != "`" && $0 != " " && $0 != "*" }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let length = Int(parts[1]), (8...30).contains(length) else { continue }
    let octets = parts[0].split(separator: ".", omittingEmptySubsequences: false).compactMap {
      UInt8($0)
    }
    guard octets.count == 4, found == nil else { return nil }
    found = (cell, length)
  }
  return found
}
