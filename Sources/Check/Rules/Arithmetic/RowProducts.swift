import Diagnostics
import Model
import Quantities

extension Rule {
  /// Multiplies the rows of tables that give a number, what one has, and the whole.
  static let rowProduct = Rule(
    "row-product", .error, "表中一行乘不出来", "Row whose product does not come out",
    """
    Where the rows of a table give a number, what each has and the whole, each row must do so.

        | 项目 | 数量 | 单价 | 小计 |
        |------|------|------|------|
        | 甲   | 24   | 12   | 288  |
        | 乙   | 9    | 30   | 260  |        <- 9 × 30 = 270

    Judged where a column is headed 小计, 总… or total and other rows are the product of two columns. That
    only one other row is suffices where the header of a factor says so: 单价, 每, per, vCPU/node. Where no
    header says so, two rows at least must show it, and it is a warning. Which of the three figures is wrong is
    for a person to say.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for table in document.tables {
        let named = wrongProducts(in: table)
        // That other rows multiply alike may be chance, where no header says so.
        let shown = wrongLongProducts(in: table, beside: named)
        for (wrong, severity) in named.map({ ($0, nil) }) + shown.map({ ($0, Severity.warning) }) {
          let cell = table.rows[wrong.row][wrong.column]
          let terms =
            wrong.factors.map { table.rows[wrong.row][$0].text }
            + [wrong.constant].compactMap { $0.map(plainNumber) }
          reporter.report(
            "a product must be that of its factors: \(terms.joined(separator: " × ")) is "
              + "\(wrong.text), not `\(quoted(cell.text))`",
            at: cell.span, severity: severity,
            notes: wrong.factors.map { .init("a factor", at: table.rows[wrong.row][$0].span) })
        }
      }
    }
  }
}

/// A row whose whole is not the product of its factors.
struct WrongProduct {
  let row: Int
  let column: Int
  let factors: [Int]

  /// In the base unit of the whole's dimension.
  let stated: Double
  let right: Double

  /// What the header of the whole multiplies by: 730 in `$/month (730 h)`.
  var constant: Double?

  /// The right product as it would be written.
  let text: String
}

/// The rows that are not the product that the others are. O(rows × columns²) for tables with totals.
func wrongProducts(in table: Table) -> [WrongProduct] {
  let end = table.totalRow ?? table.rows.count
  guard table.columns.count >= 3, table.columns.count <= 12, end >= 1 else { return [] }
  var found: [WrongProduct] = []
  for whole in table.columns.indices where wholes.occurInAnyCase(in: table.columns[whole].header) {
    var best: (factors: [Int], holding: Int, failing: [Int]) = ([], 0, [])
    for a in table.columns.indices
    where a != whole && !wholes.occurInAnyCase(in: table.columns[a].header) {
      for b in table.columns.indices where b > a && b != whole {
        if wholes.occurInAnyCase(in: table.columns[b].header) { continue }
        let rows = table.rows[..<end].indices.compactMap { row in
          product(of: table.rows[row], a, b, whole).map { (row, $0) }
        }
        let failing = rows.filter { !$0.1.holds }.map(\.0)
        let holding = rows.filter { $0.1.holds && !$0.1.isTrivial }.count
        let isNamed = [a, b].contains { parts.occurInAnyCase(in: table.columns[$0].header) }
        let isSaid = saysProduct(table.columns, a, b, whole)
        guard holding > best.holding || (isSaid && best.factors.isEmpty),
          failing.count <= holding || (isSaid && failing.count <= 2),
          holding >= (isSaid ? 0 : isNamed ? 1 : 2)
        else { continue }
        best = ([a, b], holding, failing)
      }
    }
    best.failing.removeAll {
      isSum(table.rows[$0], whole, without: best.factors)
        || isExcepted($0, in: table)
    }
    // A third factor, 1 in the rows that seem to show the product, or a discount, makes it right.
    if best.failing.contains(where: { hasThirdFactor(table.rows[$0], best.factors, whole) }) {
      continue
    }
    for row in best.failing {
      guard let product = product(of: table.rows[row], best.factors[0], best.factors[1], whole)
      else {
        continue
      }
      if lacksAnother(table.rows[row], whole, best.factors, of: product.right) { continue }
      let text =
        product.isPlain
        ? plainNumber(product.right / product.stated.unit.scale)
        : format(product.right, in: product.stated.unit, .en)
      found.append(
        WrongProduct(
          row: row, column: whole, factors: best.factors, stated: product.stated.value,
          right: product.right, text: text))
    }
  }
  return found
}

/// Whether a cell is the sum of two others of its row, and so no product.
private func isSum(_ row: [Table.Cell], _ whole: Int, without factors: [Int]) -> Bool {
  guard let total = row[whole].quantity else { return false }
  let parts = row.indices.filter { $0 != whole && !factors.contains($0) }.compactMap {
    row[$0].quantity
  }.filter { $0.dimension == total.dimension && $0.value > 0 }
  return parts.count == 2
    && abs(parts[0].value + parts[1].value - total.value) <= total.value * 1e-9
}

/// Whether a row alone says something about itself in brackets, `丙（预留）` and `c (idle half)`, and so is
/// none like the others.
func isExcepted(_ row: Int, in table: Table) -> Bool {
  func isRemarked(_ row: Int) -> Bool {
    guard let label = table.rows[row].first?.text,
      let open = label.firstIndex(where: { "(（".contains($0) })
    else { return false }
    return !label[open...].contains { $0.isASCII && $0.isNumber }
  }
  return isRemarked(row) && table.rows.indices.count(where: isRemarked) == 1
}

/// Whether what lacks to a product is another cell of its row: 7,650 of 8,000 requests beside 350 errors.
func lacksAnother(_ row: [Table.Cell], _ whole: Int, _ factors: [Int], of right: Double) -> Bool {
  guard let stated = row[whole].quantity else { return false }
  let lack = right - stated.value
  return row.indices.contains { column in
    column != whole && !factors.contains(column)
      && row[column].quantity.map { $0.value > 0 && abs($0.value - lack) <= lack * 1e-9 } ?? false
  }
}

/// Whether the product of two cells comes out once another cell multiplies it, or is taken off.
private func hasThirdFactor(_ row: [Table.Cell], _ factors: [Int], _ whole: Int) -> Bool {
  guard let product = product(of: row, factors[0], factors[1], whole) else { return false }
  return row.indices.contains { column in
    guard !factors.contains(column), column != whole, let other = row[column].quantity else {
      return false
    }
    let share = other.dimension == .ratio ? 1 - other.value : other.value
    return [other.value, share].contains {
      abs(product.right * $0 - product.stated.value) <= abs(product.stated.value) * 0.005
    }
  }
}

/// Whether the headers say the product themselves: 节点数, 每节点GPU, GPU总数.
private func saysProduct(_ columns: [Table.Column], _ a: Int, _ b: Int, _ whole: Int) -> Bool {
  func isPer(_ rate: Int, _ count: Int) -> Bool {
    let header = columns[rate].header.lowercased()
    let counted = columns[count].header.lowercased()
    let sum = columns[whole].header.lowercased()
    if adjusted.occurInAnyCase(in: sum) || rates.occurInAnyCase(in: header) { return false }
    if unitPrices.occur(in: header), quantities.occur(in: counted) { return true }
    // CPU/实例 beside 实例数 and CPU 合计
    if let slash = header.firstIndex(of: "/") {
      let (noun, thing) = (header[..<slash], header[slash...].dropFirst())
      return noun.utf8.count > 2 && thing.utf8.count > 3 && sum.contains(noun)
        && counted.contains(thing)
    }
    guard header.holds("每") || header.holds(" per ") else { return false }
    if let each = header.firstRange(of: "每") {
      let thing = header[each.upperBound...].prefix(2)
      let rest = header[each.upperBound...].dropFirst(2).filter { $0.isLetter }
      return thing.count == 2 && counted.contains(thing) && rest.count > 1 && sum.contains(rest)
    }
    guard let per = header.firstRange(of: " per ") else { return false }
    let noun = header[..<per.lowerBound].split(separator: " ").last ?? ""
    return counted.contains(header[per.upperBound...].prefix(4)) && noun.count > 2
      && sum.contains(noun.prefix(max(3, noun.count - 1)))
  }
  return isPer(a, b) || isPer(b, a)
}

private struct Product {
  let right: Double
  let stated: Quantity
  let holds: Bool

  /// Whether a factor is one: then the product shows nothing of what the columns are.
  let isTrivial: Bool

  /// Whether the whole is written without a unit of its own.
  let isPlain: Bool
}

private func product(of row: [Table.Cell], _ a: Int, _ b: Int, _ whole: Int) -> Product? {
  guard max(a, b, whole) < row.count, let first = row[a].quantity, let second = row[b].quantity,
    let stated = row[whole].quantity, first.value > 1, second.value > 0,
    first.isExact, second.isExact, stated.isExact,
    first.dimension.isCounting || second.dimension.isCounting,
    // A rate is a quotient of two columns, and no factor of how many there are.
    first.dimension != .ratio && second.dimension != .ratio || !stated.dimension.isCounting
  else { return nil }
  let right = first.value * second.value
  // What is printed with few digits may be rounded.
  let slack = max(
    abs(right) * 0.002, stated.interval.upper - stated.interval.lower,
    first.fineRounding * abs(right), second.fineRounding * abs(right))
  let isPlain = row[whole].text.allSatisfy { !$0.isLetter }
  return Product(
    right: right, stated: stated,
    holds: abs(right - stated.value) <= slack
      || stated.isByKibi(right, of: first.dimension == .data ? first.unit : second.unit),
    isTrivial: first.value == 1 || second.value == 1, isPlain: isPlain)
}

extension Quantity {
  /// The share that rounding may hide in a price of fractions of a cent, `$0.0003`; 0 for coarser figures,
  /// which are meant as they are.
  fileprivate var fineRounding: Double {
    decimals >= 3 && value > 0 ? (interval.upper - interval.lower) / 2 / value : 0
  }

  /// Whether it is a size with a step of 1,024 between its unit and a smaller one: 2.25 TB for 2,304 GB.
  fileprivate func isByKibi(_ size: Double, of smaller: Unit) -> Bool {
    guard dimension == .data, smaller.dimension == .data, unit.scale > smaller.scale else {
      return false
    }
    var (decimal, binary) = (1.0, 1.0)
    while decimal * 1.5 < unit.scale / smaller.scale {
      (decimal, binary) = (decimal * 1000, binary * 1024)
    }
    return abs(size * decimal / binary - value) <= value * 0.002
  }

  fileprivate var isExact: Bool { comparator == .equal && value.isFinite && abs(value) < 1e15 }
}

extension Dimension {
  /// Whether it counts things or is a bare number.
  fileprivate var isCounting: Bool {
    switch self {
    case .count, .number: true
    case .time, .data, .dataRate, .ratio, .factor, .frequency, .rate, .money, .moneyRate, .power,
      .voltage, .temperature, .length:
      false
    }
  }
}

/// What makes a sum more or less than the product.
private let adjusted: Words = ["年", "折", "税", "优惠", "annual", "year", "tax", "discount", "net"]

/// What several do together is less than each can do.
private let rates: Words = ["qps", "tps", "rps", "吞吐"]
private let unitPrices: Words = ["单价", "unit price", "price each", "unit cost"]
private let quantities: Words = ["数量", "台数", "个数", "quantity", "qty", "count", "units"]
private let wholes: Words = ["小计", "合计", "总", "金额", "月费", "年费", "total", "subtotal", "amount"]
private let parts: Words = ["单价", "每", "/", "单台", "单机", "单卡", "单节点", "per ", "each", "unit price"]
