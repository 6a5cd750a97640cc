import Diagnostics
import Glibc
import Model
import Quantities

extension Rule {
  /// Computes again what a line computes.
  static let arithmetic = Rule(
    "arithmetic", .error, "算式算不出这个结果", "Arithmetic that does not come out",
    """
    What a line computes must come out.

        - 应用服务 (120台 × 32核 = 3,480核)              <- 3,840
        - GPU资源池: 4 节点 × 8 卡，共 36 卡             <- 32
        - 13 nodes with 8 GPUs each, 90 GPUs in total    <- 104
        - 网络: 200 Gbps = 200 GB/s                      <- 25 GB/s

    Sums, differences, products and quotients are read where signs write them; products also where
    每台, `each` and a total say them in words; and one quantity in two units. Rounded figures stand
    for all that rounds to them, and a last digit that was cut off is accepted. Between two prefixes of a
    size both 1,000 and 1,024 are. People compute with the printed numbers and convert by hand, as in
    `10 Gbps × 60 s / 8 = 75 GB`: of what may be meant that which is nearest to the result is compared.

        Window: 720 hours (31 days)                   <- 744
        Total requests: 2,636                         <- in 60 s 44 a second
        Duration: 60 s
        Throughput: 4.39 requests/s

        | 裸容量 | 4 × 6 × 7.68TB | 194.32TB |        <- 184.32TB

        人力节省560万元（36人 × 15万元）              <- 540万元

    A calculation in brackets is held against the figure right before it, and a figure alone in brackets against the
    calculation before them; where nothing else may be meant, that is a warning. Formulas between dollar signs are
    read as lines are.
    A cell that computes and the one beside it are read as such a line where the header says 计算 or `formula`, or
    where other rows of the table come out; that is a warning.
    Two times, one alone in brackets, are the same where they nearly are, and where the second can only tell the first again, 90 分钟（1.5 小时） and 500 GB（0.5 TB）; and the requests of a load test are those of
    its length and its throughput, where a document labels one of each. A mean beside a total and a number is their
    quotient, and one behind three figures or more that are listed is theirs. So many times something, 是 80 万元的 2.5 倍, and
    what copies make of a size, 三副本后, are divided as well, and so is what grew so many times, 从 650 MB 增长 10 倍到 6.5 GB; these are
    warnings. Powers are computed, `62^6`, and of a chain `a × b = c × d = e` the first product as well as the last.
    Amounts that a price makes, `100 GB × $0.045/GB` beside `$4.50`, are held whatever the header says.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let shown = document.columnsThatCompute()
      let claims = Dictionary(document.claims.map { ($0.figure, $0) }) { first, _ in first }
      for equation in document.equations {
        let evidence = Evidence(
          kind: .computed, interval: equation.computed, estimate: equation.estimate,
          explanation: equation.explanation(collection.quoted(equation.operands)),
          inputs: [equation.operands])
        guard !equation.holds else {
          if let claim = claims[equation.figure] { reporter.judge(claim, evidence) }
          continue
        }
        if case .beside(let isNamed) = equation.form,
          !isNamed, equation.column(in: document).map(shown.contains) != true
        {
          continue
        }
        // - [ ] 缓存改为 1800 秒（15 分钟）: how long the task takes.
        if equation.form == .conversion, equation.stated.dimension == .time,
          isTask(equation.figure, collection.source(document).bytes)
        {
          continue
        }
        // 99.95 % over 90 days = 64.8 minutes: a window, and what is left in it.
        if equation.form == .conversion, equation.stated.dimension == .time,
          windows.contains(where: collection.text(equation.operands).lowercased().hasPrefix)
        {
          continue
        }
        if case .beside = equation.form, equation.isSizedUp(document, collection) { continue }
        if let claim = claims[equation.figure] { reporter.judge(claim, .fails, evidence) }
        let isByTheThousand = equation.isPricedByTheThousand(collection)
        reporter.report(
          "what is computed must come out: \(evidence.explanation.en), "
            + "not `\(collection.quoted(equation.figure).drop { "= *".contains($0) })`"
            + (isByTheThousand ? "; or the price is for many, and does not say so" : ""),
          at: equation.figure,
          severity: equation.isReadWithDoubt || isByTheThousand ? .warning : nil,
          notes: [.init("computed from this", at: equation.operands)])
      }
    }
    reporter.holdEquivalents(collection)
    reporter.holdLoadTests(collection)
    reporter.holdStatedMeans(collection)
    reporter.holdStatedMultiples(collection)
    reporter.holdPerEach(collection)
  }
}

/// What makes a time one in which something else lasts.
private let windows = ["over ", "in ", "within ", "per ", "every ", "after ", "for "]

/// Whether a place stands on a line that has a box to tick before it.
func isTask(_ span: Span, _ bytes: [UInt8]) -> Bool {
  let line = bytes[bytes.lineStart(span.start)..<span.start].drop { " -*+".utf8.contains($0) }
  return ["[ ]", "[x]", "[X]", "□", "☐", "☑"].contains { line.starts(with: $0.utf8) }
}

/// A column of a document's table.
private struct Column: Hashable {
  let table: Int
  let column: Int
}

extension DocumentDraft {
  /// The columns of tables in which three cells at least compute what stands beside them, and one does not.
  fileprivate func columnsThatCompute() -> Set<Column> {
    var balance: [Column: (right: Int, wrong: Int)] = [:]
    for equation in equations {
      guard case .beside = equation.form, let column = equation.column(in: self) else { continue }
      if equation.holds {
        balance[column, default: (0, 0)].right += 1
      } else {
        balance[column, default: (0, 0)].wrong += 1
      }
    }
    return Set(balance.filter { $0.value.right >= 3 && $0.value.wrong == 1 }.keys)
  }
}

/// What one has more than is computed for.
private let margins: Words = [
  "redundan", "overhead", "headroom", "buffer", "margin", "spare", "replica", "recommended", "冗余",
  "余量", "预留",
  "备用", "缓冲", "开销", "建议",
]

private let soldByTheThousand: Words = [
  "token", "request", "call", "invocation", "impression", "message", "event", "请求", "调用", "消息",
  "词元",
]

extension Equation {
  /// Whether no sign of equality stands between what is computed and the result.
  fileprivate var isReadWithDoubt: Bool {
    switch form {
    case .worded, .beside, .bracketed: true
    case .written, .conversion: false
    }
  }

  /// The column of a table that the operands stand in. O(log cells).
  fileprivate func column(in document: DocumentDraft) -> Column? {
    guard let index = holder(of: operands, in: document.tables, \.span) else { return nil }
    let rows = document.tables[index].rows
    // The last row that begins before them.
    let row = rows.partition { ($0.first?.span.start ?? 0) > operands.start } - 1
    guard rows.indices.contains(row),
      let column = rows[row].firstIndex(where: { $0.span.contains(operands) })
    else { return nil }
    return Column(table: index, column: column)
  }

  /// Whether a cell gives somewhat more than is computed beside it, and another line of the document says of the
  /// same figure why: `50 nodes (with redundancy)`, `76 GB × 1.3 overhead = 100 GB`. O(bytes).
  fileprivate func isSizedUp(_ document: DocumentDraft, _ collection: Collection) -> Bool {
    guard stated.value > estimate, stated.value <= estimate * 2 else { return false }
    let bytes = collection.source(document).bytes
    let printed = collection.text(figure).filter { !"*`~≈= ".contains($0) }
    var start = 0
    while start < bytes.count {
      let end = bytes.lineEnd(start)
      defer { start = end + 1 }
      if start <= figure.start, figure.start <= end || end - start > 2_000 { continue }
      let line = Array(bytes[start..<end])
      let text = String(decoding: line, as: UTF8.self).filter { !"*`~≈ ".contains($0) }
      guard text.contains(printed) else { continue }
      if margins.occurInAnyCase(in: line) { return true }
      // 76 GB × 1.3 ≈ 100 GB: it goes on from what is computed here.
      if readQuantities(in: line).contains(where: isWhatIsComputed) { return true }
    }
    return false
  }

  private func isWhatIsComputed(_ read: ReadQuantity) -> Bool {
    read.quantity.dimension.isComparable(with: stated.dimension)
      && abs(read.quantity.value - estimate) <= abs(estimate) * 0.01
  }

  /// Whether the stated result may be that of the operands.
  fileprivate var holds: Bool {
    let stated =
      switch form {
      case .written, .beside, .bracketed: stated.allowingForEstimates(0.25)
      case .conversion: stated.allowingForEstimates(0)
      case .worded: stated.allowingForTruncation
      }
    if computed.overlaps(stated) { return true }
    // Two that print alike are no mistake, whatever their last digits.
    let unit = self.stated.unit
    if format(estimate, in: unit, .en) == format(self.stated.value, in: unit, .en) { return true }
    // Exact figures in different units: 10⁻⁶ s and 1,000 ns differ in their last binary digit.
    if abs(estimate - self.stated.value) <= abs(estimate) * 1e-9 { return true }
    // Nothing but brackets joins the two: what is measured may be rounded as its author likes.
    if form == .bracketed, estimate > 0, abs(self.stated.value / estimate - 1) < 0.03 {
      switch self.stated.dimension {
      case .count, .number: break
      default: return true
      }
    }
    // Operands may be printed with one digit less than was computed with: 115,740 × 3 = 347,222.
    if abs(estimate - self.stated.value) <= abs(estimate) * 5e-5, estimate >= 10_000 { return true }
    // Of cells a unit, a magnitude or a per cent may go without saying: `10 + 20 + 30` beside 1 小时.
    if case .beside = form, self.stated.value > 0, estimate > 0 {
      let ratio = max(estimate / self.stated.value, self.stated.value / estimate)
      if [24, 60, 100, 1_000, 1_024, 3_600, 10_000, 86_400].contains(where: {
        abs(ratio / $0 - 1) < 0.02
      }) {
        return true
      }
    }
    switch self.stated.dimension {
    // A day is told as 100,000 seconds, and a rate about as it is.
    case .rate where form == .conversion && estimate > 0:
      return (1 / 1.35...1.35).contains(self.stated.value / estimate)
    case .count, .number, .rate:
      // So many whole things as are needed, or as fit; 1.13 is none.
      guard self.stated.decimals == 0 else { return false }
      let scale = self.stated.unit.scale
      return (computed.lower / scale).rounded(.down) * scale <= stated.upper
        && (computed.upper / scale).rounded(.up) * scale >= stated.lower
    default: return false
    }
  }

  /// Whether the result is right for a price of a thousand or a million things, as those of tokens and
  /// requests are: `1M tokens × $0.03 = $30`.
  fileprivate func isPricedByTheThousand(_ collection: Collection) -> Bool {
    guard case .money = stated.dimension,
      soldByTheThousand.occurInAnyCase(in: collection.quoted(operands))
    else { return false }
    let printed = stated.allowingForTruncation
    return [1e3, 1e6].contains {
      computed.lower / $0 <= printed.upper && computed.upper / $0 >= printed.lower
    }
  }

  fileprivate func explanation(_ operands: String) -> Label {
    Label(zh: "\(operands)：\(printed(.zh))", en: "`\(operands)` is \(printed(.en))")
  }

  /// What comes out, with as many decimals as the result has where these tell it from that: 99.9896%, and not 99.99%.
  private func printed(_ language: Language) -> String {
    let unit = stated.unit
    let isShare = unit.symbol == "%" || unit.symbol.isEmpty
    guard isShare, stated.decimals > 2, abs(estimate / unit.scale) < 1_000 else {
      return format(estimate, in: unit, language)
    }
    return decimal(estimate / unit.scale, places: stated.decimals) + unit.symbol
  }
}

extension Quantity {
  /// As below; and what is said to be about a figure of one digit may be half a unit of that digit off,
  /// or a share of it: ≈ 1 PB for 730 TB, ≈ 100,000 for 86,400.
  fileprivate func allowingForEstimates(_ share: Double) -> Interval {
    let printed = value / unit.scale
    guard comparator == .approximately, value > 0 else { return allowingForTruncation }
    // Of a share near the whole what it lacks counts: 99.87 % is not ≈ 99.77 %, nor ≈ 80 %.
    if dimension == .ratio, value > 0.5, value < 1 {
      let step = power(10, -decimals) * unit.scale
      let slack = decimals == 0 && printed.significantDigits == 1 ? 0.05 : step
      return Interval(value - slack, value + slack)
    }
    let digits = printed.significantDigits
    // What is printed with three digits is about as exact as they are: 233 is not ≈ 253.
    if digits >= 3 { return Interval(value * 0.97, value * 1.03) }
    guard digits == 1 else { return allowingForTruncation }
    let half = power(10, Int(log10(printed).rounded(.down))) * unit.scale / 2
    return Interval(
      min(interval.lower, value * (1 - share), value - half),
      max(interval.upper, value * (1 + share), value + half))
  }

  /// The interval of the printed figure, and of those whose further digits were cut off.
  fileprivate var allowingForTruncation: Interval {
    guard comparator == .equal, interval.lower < interval.upper else { return interval }
    let slack = max((interval.upper - interval.lower) / 2, roundingSlack)
    return Interval(interval.lower - slack, interval.upper + slack)
  }

  /// What the zeros at the end of a figure may hide: 231 TPS are told as 230, but at most a twentieth.
  /// Things that are counted are told as they are.
  private var roundingSlack: Double {
    if case .count = dimension { return 0 }
    let printed = (value / unit.scale).rounded()
    guard decimals == 0, printed >= 10, printed < 1e15 else { return 0 }
    var step = 1.0
    while printed.truncatingRemainder(dividingBy: step * 10) == 0 { step *= 10 }
    return step == 1 ? 0 : min(step, printed / 20) * unit.scale
  }
}

extension Double {
  /// How many digits a whole number has before the zeros at its end; 0 for any other.
  fileprivate var significantDigits: Int {
    var rest = abs(self)
    guard rest >= 1, rest < 1e15, rest == rest.rounded() else { return 0 }
    while rest.truncatingRemainder(dividingBy: 10) == 0 { rest /= 10 }
    var digits = 0
    while rest >= 1 {
      digits += 1
      rest = (rest / 10).rounded(.down)
    }
    return digits
  }
}
