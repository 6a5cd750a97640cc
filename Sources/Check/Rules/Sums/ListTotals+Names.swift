// What calls a figure a total.

/// Whether the words before a figure call it the cost of something in total: `Total Networking Cost:`.
func namesCost(_ key: ArraySlice<UInt8>) -> Bool {
  let words = String(decoding: key, as: UTF8.self).lowercased().split { !$0.isLetter }
  return words.first == "total" && (2...5).contains(words.count)
    && words.last.map { ["cost", "costs", "spend", "bill", "price"].contains($0) } ?? false
}

/// Whether the words before a figure call it a total, and nothing else: `**Total cost:**`, `总计`.
func namesTotal(_ key: ArraySlice<UInt8>) -> Bool {
  let words = String(decoding: key, as: UTF8.self).lowercased().split { !$0.isLetter && $0 != "'" }
  guard let first = words.first else { return false }
  if words.count == 1, LineTopic.totals.contains(String(first)) { return true }
  if words.count <= 5, words.last == "subtotal" { return true }
  return words.contains("total") && words.count <= 5
    && words.allSatisfy { totalWords.contains(String($0)) }
}

/// Whether a line says how much of a resource there is in total, and nothing else: `Total capacity: 1,536 vCPU`.
func namesResource(_ bytes: [UInt8], _ figure: Range<Int>) -> Bool {
  let words = String(decoding: bytes[..<figure.lowerBound], as: UTF8.self).lowercased()
    .split { !$0.isLetter }
  return words.first == "total" && (2...3).contains(words.count)
    && words.dropFirst().allSatisfy {
      resourceWords.contains(String($0)) || totalWords.contains(String($0))
    }
    && bytes[figure.upperBound...].allSatisfy { " *.\r".utf8.contains($0) }
}

extension LineTopic {
  /// What calls a figure a total, alone or, of `total`, with others.
  static let totals = [
    "总计", "合计", "共计", "总成本", "总费用", "总价", "總計", "合計", "共計", "總成本", "total", "subtotal", "小计",
  ]
}

let totalWords: Set<String> = [
  "total", "grand", "overall", "monthly", "estimated", "cost", "costs", "price", "sum", "amount",
  "per",
  "month", "infrastructure", "spend", "approx", "approximately", "about", "the", "in", "for",
  "bill",
  "annual", "yearly", "year",
]

/// What is had in total, where the line says nothing else and the parts are nearly as much: others may be there.
private let resourceWords: Set<String> = [
  "capacity", "storage", "memory", "size", "effort", "vcpu", "vcpus", "cores", "nodes", "servers",
  "instances", "lines", "files",
]
