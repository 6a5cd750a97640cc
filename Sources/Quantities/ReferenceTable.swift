extension Unit {
  /// Everything that is read as a unit, as a Markdown table for the manual.
  package static func referenceTable(_ language: Language) -> String {
    let zh = language == .zh
    var table =
      zh
      ? "| 单位 | 含义 | 换算 | 可以写作 |\n|---|---|---|---|\n"
      : "| unit | measures | in base units | may be written |\n|---|---|---|---|\n"
    for entry in all {
      let spellings = entry.spellings.map { "`\($0)`" }.joined(separator: " ")
      table += "| `\(entry.unit.symbol)` | \(entry.unit.dimension.title(language)) | "
      table += "\(entry.unit.size) | \(spellings) |\n"
    }
    return table
  }

  private var size: String {
    guard let base = dimension.baseSymbol else { return zhCounted }
    return decimal(scale, significant: 12) + " " + base
  }

  private var zhCounted: String { scale == 1 ? "1" : decimal(scale, significant: 12) }
}

extension Dimension {
  /// What is measured, in words.
  package func title(_ language: Language) -> String {
    let zh = language == .zh
    return switch self {
    case .time: zh ? "时间" : "time"
    case .data: zh ? "数据量" : "data"
    case .dataRate: zh ? "数据速率" : "data rate"
    case .ratio: zh ? "比例" : "ratio"
    case .factor: zh ? "倍数" : "factor"
    case .frequency: zh ? "频率" : "frequency"
    case .rate(let thing):
      zh ? "\(thing)的速率" : "rate in \(name(of: suitableUnit(for: 1, self), .en))"
    case .count(let thing): zh ? "\(thing)的数量" : countTitle(of: thing)
    case .money(let currency): zh ? "金额（\(currency)）" : "money (\(currency))"
    case .moneyRate(let currency): zh ? "费率（\(currency)）" : "money over time (\(currency))"
    case .power: zh ? "功率" : "power"
    case .voltage: zh ? "电压" : "voltage"
    case .temperature: zh ? "温度" : "temperature"
    case .length: zh ? "长度" : "length"
    case .number: zh ? "纯数" : "pure number"
    }
  }

  /// A count in English; counters such as 个 name nothing.
  private func countTitle(of thing: String) -> String {
    let plural = name(of: Unit(thing, self), .en)
    return plural.isEmpty ? "count" : "count of \(plural)"
  }

  /// The symbol of the unit in which values are kept; nil where they are bare numbers.
  package var baseSymbol: String? {
    switch self {
    case .time: "s"
    case .data: "B"
    case .dataRate: "B/s"
    case .frequency: "Hz"
    case .rate: "1/s"
    case .power: "W"
    case .voltage: "V"
    case .temperature: "°C"
    case .length: "m"
    case .ratio, .factor, .count, .money, .moneyRate, .number: nil
    }
  }
}
