import Diagnostics
import Model
import Quantities

extension Rule {
  /// Compares how many hosts a table gives a subnet with the length of its prefix.
  static let subnetSize = Rule(
    "subnet-size", .error,
    """
    A subnet of IPv4 has as many addresses as its prefix leaves.

        | 子网         | 可用主机 |
        |--------------|----------|
        | 10.2.0.0/20  | 2,046    |        <- 4,094

    A prefix of n bits leaves 2^(32 − n) addresses, of which the first and the last are no host's. Clouds keep
    some of them for themselves: up to five less are right as well, and so is the number of all. More than all is an
    error, the size of a smaller subnet a warning.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for table in document.tables where table.columns.count >= 2 {
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
    return header.count <= 16 && hosts.occurInAnyCase(in: header)
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
