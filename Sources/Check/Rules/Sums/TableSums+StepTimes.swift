import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Adds up how long the steps of a table take, where it has one column of times and a row that totals them.
  ///
  /// Steps may overlap, and then all take less than their sum: only a total beyond it is judged, or one that is
  /// off by less than a fifth, where no word tells of overlapping.
  mutating func holdStepTimes(of table: Table, _ bytes: [UInt8]) {
    guard let totalRow = table.totalRow, totalRow >= 3, totalRow == table.rows.count - 1,
      let label = table.rows[totalRow].first?.text.lowercased(),
      totalLabels.contains(label.filter { !"* `：:".contains($0) })
    else { return }
    let columns = table.columns.indices.filter { column in
      table.rows[totalRow].indices.contains(column)
        && table.rows[totalRow][column].quantity?.dimension == .time
    }
    guard columns.count == 1, let column = columns.first,
      takes.occurInAnyCase(in: table.columns[column].header),
      !ranked.occurInAnyCase(in: table.columns[column].header),
      let total = table.rows[totalRow][column].quantity, total.comparator == .equal,
      !table.columns.contains(where: { repeated.occurInAnyCase(in: $0.header) }),
      !hasFinding(at: table.rows[totalRow][column].span)
    else { return }
    // What overlaps may be told before the table and behind it, and not above its heading.
    var first = table.span.start
    while first > max(0, table.span.start - 300),
      !(bytes[first] == UInt8(ascii: "#") && bytes[first - 1] == 0x0A)
    {
      first -= 1
    }
    let around = [
      bytes[first..<table.span.start],
      bytes[table.span.end..<min(bytes.count, table.span.end + 300)],
    ]
    guard
      !around.contains(where: {
        overlapping.occurInAnyCase(in: Array($0)) || ranked.occurInAnyCase(in: Array($0))
      }),
      !table.rows[totalRow].contains(where: { overlapping.occurInAnyCase(in: $0.text) })
    else { return }
    var parts: [Quantity] = []
    for row in table.rows[..<totalRow] {
      guard column < row.count, let part = row[column].quantity, part.dimension == .time,
        part.comparator == .equal, part.value >= 0,
        // Five days may be a week, and eight hours a day.
        part.unit.scale == total.unit.scale || max(part.unit.scale, total.unit.scale) < 86_400,
        !row[column].text.contains("×"),
        !row.contains(where: { overlapping.occurInAnyCase(in: $0.text) })
      else { return }
      parts.append(part)
    }
    let isLatency = latencies.occurInAnyCase(in: table.columns[column].header)
    let sum = parts.reduce(0) { $0 + $1.value }
    // A last digit of the total, and half of one of each part.
    let slack = parts.reduce(total.interval.upper - total.interval.lower) {
      $0 + ($1.interval.upper - $1.interval.lower) / 2
    }
    let isExact = parts.allSatisfy { $0.decimals == 0 } && total.decimals == 0
    guard abs(total.value - sum) > (isExact ? total.unit.scale * 0.5 : slack * 1.000_001),
      total.value < sum * 1.5, total.value > sum || (total.value > sum * 0.8 && !isLatency),
      // The longest of several may be meant.
      !parts.contains(where: { $0.value >= total.value })
    else { return }
    let cell = table.rows[totalRow][column]
    let terms =
      parts.count <= 8
      ? table.rows[..<totalRow].map { quoted($0[column].text) }.joined(separator: " + ")
      : "Σ of \(parts.count) rows"
    let isPlain = cell.text.allSatisfy { !$0.isLetter }
    report(
      "a total must be the sum of its column: \(terms) = "
        + (isPlain ? plainNumber(sum / total.unit.scale) : format(sum, in: total.unit, .en))
        + ", not `\(quoted(cell.text))`",
      at: cell.span, severity: .warning)
  }
}

private let totalLabels: Set<String> = [
  "合计", "总计", "总耗时", "总时间", "总用时", "全程", "total", "total time", "totaltime", "sum",
]
private let takes: Words = [
  "耗时", "用时", "时长", "时间", "duration", "time", "minutes", "seconds", "(ms)", "（ms）", "延迟", "latency",
]
private let latencies: Words = ["延迟", "latency"]
private let ranked: Words = ["p50", "p9", "平均", "average", "mean", "max", "最大", "截止", "累计"]
private let repeated: Words = ["次数", "单次", "超时", "timeout", "每次", "times", "count"]
private let overlapping = Words(
  Vocabulary.together + [
    "异步", "async", "缓冲", "buffer", "流水线", "pipelin", "其余", "其他", "等待",
  ])
