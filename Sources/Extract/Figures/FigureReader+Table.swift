import Diagnostics
import Model
import Quantities
import Syntax

/// What a table's header says of the figures under it.
struct FigureColumn {
  enum Stage { case before, after, change }

  var unit: Unit?

  /// The unit of `延迟/ms`, which holds where the row gives none.
  let unitBehindStroke: Unit?
  var role: Claim.Role?
  var stage: Stage?

  /// Whether it holds plain values, as 数值 and 值 do.
  let isValue: Bool

  /// Whether it says what was found: 实测, Measured.
  let isMeasured: Bool

  /// Whether it says of what state its figures are, and the row of what: 当前, 目标.
  let givesState: Bool

  /// The unit in which a bare nought under it is none of something: seconds under RPO.
  let unitOfNought: Unit?

  /// Whether it says how the figures beside it come about: 计算, Formula.
  let isCalculation: Bool

  /// Whether its figures are no results of what stands beside them: a target, what is bought, last month's.
  let isOther: Bool

  init(_ header: String) {
    unit = impliedUnit(by: header)
    unitBehindStroke = Headers.unit(header).flatMap(headerUnit)
    let name = header.utf8.filter { $0 != UInt8(ascii: " ") }
    givesState =
      Self.states.contains(name, name.indices) || name.suffix(6).elementsEqual("配置".utf8)
    role = ClaimWords.role(of: header)
    // All words are looked for in one pass.
    let found = Self.words.all(in: header)
    func holds(_ group: Int) -> Bool { found & 1 << UInt32(group) != 0 }
    stage =
      Self.stages.indices.first(where: holds).map { Self.stages[$0].stage } ?? Self.exact[header]
    isValue = holds(Self.stages.count)
    isMeasured = holds(Self.stages.count + 1)
    isOther = holds(Self.stages.count + 2)
    isCalculation = Self.calculations.contains(name, name.indices)
    let bytes = Array(header.utf8)
    let isOfTime = MetricNames.shared.mentions(in: bytes, bytes.indices)
      .contains { $0.metric.dimensions == [.time] }
    unitOfNought = isOfTime ? headerUnit("s") : nil
  }

  /// 启动前 and 完成后: what ends in 前 or 后, whatever the event is; nil for spans of time and for what fails.
  static func side(_ header: String) -> Stage? {
    guard header.utf8.count <= 24, header.utf8.count >= 6,
      header.hasSuffix("前") || header.hasSuffix("后"), noEvents.first(in: header) == nil
    else { return nil }
    return header.hasSuffix("前") ? .before : .after
  }

  /// `v1.0`, V2.
  static func isVersion(_ header: String) -> Bool {
    let name = header.lowercased().filter { !" *".contains($0) }
    return name.hasPrefix("v") && (2...6).contains(name.count)
      && name.dropFirst().allSatisfy { $0.isNumber || $0 == "." }
  }

  private static func number(_ header: String) -> [Int] {
    header.split { !$0.isNumber }.compactMap { Int($0) }
  }

  /// The number of a version as one figure: 1.2 is 1.002.
  static func version(_ header: String) -> Double {
    number(header).reversed().reduce(0) { Double($1) + $0 / 1_000 }
  }

  private static let noEvents = WordGroups([
    [
      "年后", "月后", "周后", "天后", "时后", "年前", "月前", "周前", "天前", "时前", "故障", "断网", "断电", "注入", "中断",
      "宕机",
      "切换", "失效", "降级", "目前", "当前",
    ]
  ])

  /// Headers that say it only as they stand.
  private static let exact: [String: Stage] = [
    "Old": .before, "New": .after, "old": .before, "new": .after, "V1": .before, "V2": .after,
    "v1": .before, "v2": .after, "原": .before, "新": .after, "旧": .before, "当前": .before,
    "原值": .before,
    "新值": .after, "基线": .before, "基准": .before, "旧版": .before, "旧版本": .before, "原版本": .before,
    "original": .before, "Original": .before, "新版": .after, "新版本": .after, "优化版": .after,
    "改进版": .after,
  ]

  /// The words of the stages, and then the others.
  private static let words = WordGroups(stages.map(\.words) + [values, measured, others])

  private static let stages: [(stage: Stage, words: [String])] = [
    (
      .before,
      [
        "优化前", "改造前", "迁移前", "实施前", "改进前", "容器化前", "虚拟化前", "之前", "before", "baseline", "原始", "原版",
      ]
    ),
    (
      .after,
      [
        "优化后", "改造后", "optimized", "optimised", "迁移后", "实施后", "改进后", "容器化后", "虚拟化后", "之后", "after",
        "增强后", "优化版本", "改进版本",
      ]
    ),
    (
      .change,
      [
        "提升", "改善", "变化", "增长", "降幅", "增幅", "改进", "节省", "improvement", "change", "delta", "savings",
        "reduction",
      ]
    ),
  ]

  private static let measured = ["实测", "measured"]

  private static let calculations: Lexicon = [
    "计算", "公式", "算式", "计算公式", "计算过程", "计算方式", "计算方法", "推导", "calculation", "formula",
    "derivation", "computation",
  ]

  private static let states: Lexicon = [
    "当前", "现状", "目标", "目标值", "实际", "实际值", "当前值", "基线", "阈值", "理想", "理想配置", "实际配置", "现有", "预期", "上限",
    "限制", "要求", "实测", "推荐", "推荐值", "默认", "默认值", "最大",
    "current", "target", "actual", "baseline", "limit", "threshold", "measured",
    "expected", "recommended", "default", "maximum", "max",
  ]

  private static let others = [
    "目标", "要求", "上限", "采购", "配置", "预留", "开销", "上月", "上季", "上年", "去年", "规格", "target", "limit",
    "order", "budget", "overhead", "previous", "last ",
  ]

  private static let values = [
    "数值", "值", "数量", "统计", "数据", "value", "count", "amount",
  ]
}

/// A cell with its numbers, bare ones in the unit of the column where it gives one.
struct FigureCell {
  let text: FigureText
  let numbers: [ReadNumber]

  /// - Parameter nought: the unit of a bare nought where the column gives no other.
  init(_ text: FigureText, unit: Unit?, nought: Unit? = nil) {
    self.text = text
    let read = text.numbers()
    guard unit != nil || nought != nil else {
      numbers = read
      return
    }
    numbers = read.map { number in
      let isNought = number.quantity.map { $0.isBare && $0.quantity.value == 0 } ?? false
      return (unit ?? (isNought ? nought : nil)).map(number.taking) ?? number
    }
  }

  var quantities: [ReadQuantity] { numbers.compactMap(\.quantity) }
  var hasQuantity: Bool { numbers.contains(where: \.isQuantity) }
}

extension FigureReader {
  /// Reads a table: every number, and the claims of tables that are about one thing.
  ///
  /// A table that compares several things side by side states no claim of the design; its figures
  /// are typed and nothing more.
  mutating func readTable(_ table: ReadTable) {
    guard let header = table.texts.first else { return }
    let setting: NumberSetting = Headers.nameVersions(header) ? .versions : .unknown
    for cell in header { note(cell, cell.numbers(setting), at: .cell) }
    let rows = table.texts.dropFirst().filter { !$0.isEmpty }
    guard !rows.isEmpty else { return }
    let columns = readColumns(of: table, header)
    let scaled = header.map(\.bytes.namesMagnitude)
    for row in rows { readRow(row, columns, scaled) }
  }

  /// What the header of a table says of the figures in each column.
  private func readColumns(of table: ReadTable, _ header: [FigureText]) -> [FigureColumn] {
    let headers = header.map { String(decoding: $0.bytes, as: UTF8.self) }
    var columns = headers.map { FigureColumn($0) }
    // Beside a column of changes, one column that ends in 前 and one in 后 are before and after.
    if columns.contains(where: { $0.stage == .change }),
      !columns.contains(where: { $0.stage == .before || $0.stage == .after })
    {
      let sides = headers.map { FigureColumn.side($0) }
      let versions = headers.indices.filter { FigureColumn.isVersion(headers[$0]) }
      if versions.count == 2,
        FigureColumn.version(headers[versions[0]]) < FigureColumn.version(headers[versions[1]])
      {
        columns[versions[0]].stage = .before
        columns[versions[1]].stage = .after
      }
      if sides.count(where: { $0 == .before }) == 1, sides.count(where: { $0 == .after }) == 1 {
        for (column, side) in sides.enumerated() {
          columns[column].stage = side ?? columns[column].stage
        }
      }
    }
    // Beside a target, what is measured was reached. What is current may be where a plan begins.
    if columns.contains(where: { $0.role == .requirement }),
      !columns.contains(where: { $0.stage == .after })
    {
      for column in columns.indices where columns[column].isMeasured {
        columns[column].role = .outcome
        columns[column].stage = nil
      }
    }
    if let cores = columnOfCores(table, headers) { columns[cores].unit = headerUnit("核") }
    return columns
  }

  /// The column CPU beside one of memory that holds small whole numbers alone: so many cores.
  private func columnOfCores(_ table: ReadTable, _ headers: [String]) -> Int? {
    let names = headers.lazy.map { header in
      header.utf8.lazy.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "*") }
        .map(\.lowercased)
    }
    guard
      let column = names.firstIndex(where: {
        $0.elementsEqual("cpu".utf8) || $0.elementsEqual("vcpu".utf8)
      }),
      names.contains(where: { name in
        ["内存", "mem", "ram"].contains { name.starts(with: $0.utf8) }
      })
    else { return nil }
    let cells = table.table.rows.compactMap { column < $0.count ? $0[column] : nil }
    return cells.allSatisfy {
      Headers.isEmpty($0.text) || Int($0.text).map { (1...512).contains($0) } ?? false
    } ? column : nil
  }

  /// - Parameter scaled: for each column whether its header names a magnitude.
  private mutating func readRow(
    _ texts: [FigureText], _ columns: [FigureColumn], _ scaled: [Bool]
  ) {
    guard let first = texts.first, !texts.allSatisfy(\.holdsNoNumber) else { return }
    let label = String(decoding: first.bytes, as: UTF8.self)
    // A blank first cell goes on with the group above; the name of the row stands in the second.
    let goesOn = label.isEmpty && texts.count > 2
    let name = goesOn ? texts[1] : first
    let rowName = goesOn ? String(decoding: name.bytes, as: UTF8.self) : label
    let rowUnit = impliedUnit(by: rowName, isRow: true)
    // Beside a column of what came of it, 当前 is where a change began, and may be of anything.
    let isCompared = columns.contains { $0.stage == .after || $0.stage == .change }
    let thing = rowUnit == nil && !isCompared ? thingOfRow(rowName) : nil
    let cells = texts.enumerated().map { offset, text in
      let column = offset < columns.count ? columns[offset] : nil
      let ofRow =
        offset == 0
        ? nil
        : rowUnit ?? (column?.givesState == true ? thing : nil)
      return FigureCell(
        text, unit: column?.unit ?? ofRow ?? column?.unitBehindStroke, nought: column?.unitOfNought)
    }
    for place in cells.indices where !cells[place].numbers.isEmpty {
      let cell = cells[place]
      if cell.numbers.count > 1 {
        let known = equations.count
        // 月费用（万元）: 16 × 3,200 = 5.12.
        let isScaled = name.bytes.namesMagnitude || place < scaled.count && scaled[place]
        readEquations(
          cell.text, 0..<cell.text.bytes.count, cell.numbers[...], inDoubt: isScaled)
        // 月费用（元）: 16 × 3,200 = 51,200: the unit of the row is that of the result alone.
        if equations.count == known, cell.text.bytes.contains(UInt8(ascii: "=")) {
          let bare = cell.text.numbers()
          readEquations(cell.text, 0..<cell.text.bytes.count, bare[...], inDoubt: true)
        }
      }
      note(cell.text, cell.numbers, at: .cell)
    }
    readCalculations(cells, columns)
    // A row whose label has a figure is about that figure, and not about a metric.
    guard cells.count > 1, !label.isEmpty, !cells[0].hasQuantity else { return }
    let stages = columns.map(\.stage)
    if let before = stages.firstIndex(of: .before), let after = stages.firstIndex(of: .after),
      before < cells.count, after < cells.count
    {
      let change = stages.firstIndex(of: .change).flatMap { $0 < cells.count ? cells[$0] : nil }
      return compare(label, cells[before], cells[after], change)
    }
    let holders = cells.indices.dropFirst().filter { cells[$0].hasQuantity }
    let isOneThing = holders.count == 1 && cells.count <= 4
    for holder in holders where holder < columns.count {
      let column = columns[holder]
      guard
        column.role == .requirement || column.role == .outcome || column.role == .threshold
          || (isOneThing && (column.isValue || cells.count <= 3))
      else { continue }
      let cell = cells[holder]
      let context = LineContext(
        role: column.role ?? outline.role, isTotal: outline.isTotal, isItem: false, key: label)
      let line = 0..<cell.text.bytes.count
      add(ClaimLine(cell.text, line, cell.numbers, context).read(), cell.text)
    }
  }

  /// A row with a figure before and one after.
  private mutating func compare(
    _ label: String, _ before: FigureCell, _ after: FigureCell, _ change: FigureCell?
  ) {
    guard before.quantities.count == 1, after.quantities.count == 1,
      label.unicodeScalars.contains(where: { $0.properties.isAlphabetic })
    else { return }
    let (a, b) = (before.quantities[0].quantity, after.quantities[0].quantity)
    guard a.dimension.isComparable(with: b.dimension), a.dimension != .number else { return }
    let key = Array(label.utf8)
    let metric = MetricNames.shared.mentions(in: key, 0..<key.count).map(\.metric)
      .last { $0.accepts(a.dimension) && !$0.isSelfCount }
    let whole = after.text.bytes.trimmed(0..<after.text.bytes.count)
    let transition = FoundClaim(
      role: .outcome, subject: label, metric: metric,
      statement: .transition(before: a, after: b), line: whole, figure: after.quantities[0].range)
    add([transition], after.text)
    guard let change, let read = change.quantities.first, change.quantities.count == 1,
      read.quantity.dimension == .ratio || read.quantity.dimension == .factor,
      let owner = claims.last
    else { return }
    let found = FoundClaim(
      role: .outcome, subject: label, metric: metric, statement: .change(read.quantity),
      line: change.text.bytes.trimmed(0..<change.text.bytes.count), figure: read.range)
    add([found], change.text, restating: owner.id)
  }
}

extension [UInt8] {
  /// Whether a label gives its figures a magnitude: 万元, 亿条, 千元.
  fileprivate var namesMagnitude: Bool {
    ["万", "亿", "千"].contains { find($0, in: 0..<count) != nil }
  }
}
