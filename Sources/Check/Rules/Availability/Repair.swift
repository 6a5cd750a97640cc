import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Whether the claims state the three once each, and so were judged.
  @discardableResult
  fileprivate mutating func holdRepair(
    _ claims: [Claim], isOneLine: Bool, _ collection: Collection
  ) -> Bool {
    func only(_ metric: String, _ dimension: Dimension) -> (claim: Claim, value: Quantity)? {
      let found = claims.filter {
        $0.metric?.id == metric && $0.reached?.dimension == dimension
      }
      guard found.count == 1, let value = found[0].reached, value.interval.lower >= 0 else {
        return nil
      }
      return (found[0], value)
    }
    guard let share = only(Metric.ID.availability, .ratio), let up = only(Metric.ID.mtbf, .time),
      let down = only(Metric.ID.mttr, .time), share.claim.role == up.claim.role,
      up.claim.role == down.claim.role, up.value.value > 0, down.value.value > 0
    else { return false }
    func availability(_ up: Double, _ down: Double) -> Double {
      up == .infinity ? 1 : up / (up + down)
    }
    let least = availability(up.value.interval.lower, down.value.interval.upper)
    let most = availability(up.value.interval.upper, down.value.interval.lower)
    let estimate = availability(up.value.value, down.value.value)
    let evidence = Evidence(
      kind: .computed, interval: Interval(min(least, most), max(least, most)),
      estimate: estimate,
      explanation: Label(
        zh: "\(format(up.value, .zh)) ÷ (\(format(up.value, .zh)) + \(format(down.value, .zh)))"
          + " = \(format(estimate, in: .percent, .zh))",
        en: "\(format(up.value, .en)) / (\(format(up.value, .en)) + \(format(down.value, .en)))"
          + " = \(format(estimate, in: .percent, .en))"),
      inputs: [up.claim.figure, down.claim.figure])
    let claimed = share.value.interval.widened(.up, unless: share.value.comparator)
    let verdict = claimed.verdict(on: evidence.interval, estimate: estimate)
    judge(share.claim, verdict, evidence)
    let isLow =
      isOneLine && verdict == .holds && share.value.comparator == .equal
      && !share.value.interval.overlaps(evidence.interval)
    guard verdict == .fails || isLow else { return true }
    report(
      (isLow
        ? "an availability is what its failures and repairs leave: "
        : "an availability cannot be better than its failures and repairs allow: ")
        + "\(evidence.explanation.en), not `\(collection.quoted(share.claim.figure))`",
      at: share.claim.figure, severity: isLow ? .warning : nil,
      notes: [
        .init("the time between failures", at: up.claim.figure),
        .init("the time to repair", at: down.claim.figure),
      ])
    return true
  }
}

extension Rule {
  /// Holds an availability against the failures and repairs that are stated with it.
  static let availabilityRepair = Rule(
    "availability-repair", .error, "可用性高于 MTBF 与 MTTR 所允许的", "Availability beyond MTBF and MTTR",
    """
    An availability is MTBF / (MTBF + MTTR), and cannot be better than those allow.

        - 可用性: 99.99%
        - MTBF: 1000小时
        - MTTR: 2小时        <- 1000 / 1002 = 99.8 %

    Judged where one line states each of the three once, or else one section. An availability that is
    stated as lower than the two others allow may count what they do not: that is a warning where one
    line states all three, and nothing elsewhere.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let stated = document.claims.filter {
        [Metric.ID.availability, Metric.ID.mtbf, Metric.ID.mttr].contains($0.metric?.id)
          && $0.role != .threshold
      }
      guard stated.count > 2 else { continue }
      var judged: Set<Int> = []
      for (_, claims) in Dictionary(grouping: stated, by: \.span).sorted(by: { $0.key < $1.key })
      where reporter.holdRepair(claims, isOneLine: true, collection) {
        judged.insert(claims[0].section)
      }
      for (section, claims) in Dictionary(grouping: stated, by: \.section)
        .sorted(by: { $0.key < $1.key })
      where !judged.contains(section) {
        reporter.holdRepair(claims, isOneLine: false, collection)
      }
    }
  }

  /// Holds a whole's availability against those of the parts that it needs.
  static let availabilitySeries = Rule(
    "availability-series", .warning, "整体可用性高于各部分之积", "Availability beyond its parts in series",
    """
    What needs all its parts is available no more than the product of theirs.

        | 组件     | 可用性  |
        |----------|---------|
        | 网关     | 99.95%  |
        | 应用     | 99.9%   |
        | 数据库   | 99.95%  |
        | 端到端   | 99.95%  |        <- 99.95 % × 99.9 % × 99.95 % = 99.8 %

        网关 (99.9%) → 应用 (99.9%) → 数据库 (99.9%) = 99.95%        <- 99.7 %
        三者串联上限为 99.99% × 99.98% × 99.98% = 99.97%            <- 99.95 %

    Judged in tables with a column of availabilities and a row for the whole, and in lines that join
    parts by arrows or say how many equal ones stand in series; not where redundancy is spoken of, for
    parts of which any will do are another matter. How many in parallel are said to give no more than
    one less the product of their failures is judged as well, and so is a product that is written out.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      for table in document.tables {
        guard let total = table.rows.firstIndex(where: isWhole), table.rows.count >= 3,
          !redundancy.occurInAnyCase(in: collection.text(table.span))
        else { continue }
        for (index, column) in table.columns.enumerated()
        where availabilities.occurInAnyCase(in: column.header) {
          let parts = table.rows.enumerated().filter { $0.offset != total }.compactMap {
            share($0.element, index)
          }
          guard parts.count == table.rows.count - 1, let whole = share(table.rows[total], index)
          else { continue }
          let most = parts.reduce(1) { $0 * $1.interval.upper }
          guard whole.interval.lower > most else { continue }
          let product = parts.reduce(1) { $0 * $1.value }
          let terms = parts.map { format($0, .en) }.joined(separator: " × ")
          reporter.report(
            "what needs all its parts is available no more than the product of theirs: \(terms) = "
              + format(product, in: .percent, .en),
            at: table.rows[total][index].span)
        }
      }
    }
    reporter.holdChains(collection)
    reporter.holdShareProducts(collection)
  }
}

private func share(_ row: [Table.Cell], _ column: Int) -> Quantity? {
  guard column < row.count, let quantity = row[column].quantity, quantity.dimension == .ratio,
    quantity.comparator == .equal, quantity.value > 0.5, quantity.interval.upper <= 1.000_01
  else { return nil }
  return quantity
}

private func isWhole(_ row: [Table.Cell]) -> Bool {
  row.first.map { wholes.occurInAnyCase(in: $0.text) } ?? false
}

private let wholes: Words = [
  "端到端", "整体", "总体", "整个系统", "系统总", "串联", "overall", "end-to-end", "end to end", "whole system",
  "composite",
]
private let availabilities = Words(Vocabulary.availabilities)
private let redundancy = Words(Vocabulary.redundancy)
