import Quantities

/// What the heads and the marks of tables mean.
enum Headers {
  /// Columns that name documents.
  static let names: Lexicon = [
    "文档名称", "文档", "文件", "文件名", "文档名", "文件名称", "文档路径", "文件路径", "路径", "文档标题", "文档链接", "document",
    "documents", "file", "file name", "filename", "doc", "path",
  ]

  static let lines: Lexicon = [
    "行数", "代码行数", "总行数", "文档行数", "当前行数", "实际行数", "lines", "line count", "loc",
  ]

  static let summaries: Lexicon = [
    "内容概要", "内容", "概要", "说明", "描述", "简介", "主要内容", "核心内容", "内容说明", "主题", "summary",
    "description", "content", "contents", "topic",
  ]

  static let states: Lexicon = ["状态", "完成状态", "进度", "完成度", "status", "state"]

  private static let keys: Lexicon = [
    "属性", "项目", "项", "字段", "参数", "键", "属性名", "参数名", "配置项", "信息", "property", "item", "field",
    "attribute", "key", "parameter", "setting",
  ]

  private static let values: Lexicon = [
    "值", "详情", "内容", "取值", "参数值", "属性值", "数据", "信息", "设置", "value", "values", "detail", "details",
    "setting",
  ]

  private static let totals: Lexicon = [
    "合计", "总计", "总体", "总和", "共计", "汇总", "总数", "模块总计", "全部", "总分", "total", "totals", "sum",
    "overall",
    "grand total", "合计:", "总计:",
    "total cost", "total costs", "total monthly", "total monthly cost", "monthly total",
    "total estimated",
    "total estimated cost", "estimated total", "total annual cost", "费用合计", "成本合计", "月度合计",
  ]

  static func areKeyValue(_ headers: [String]) -> Bool {
    headers.count == 2 && keys.contains(headers[0]) && values.contains(headers[1])
  }

  static func isTotal(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count <= 40 else { return false }
    let body = bytes.trimmed(PlainText(bytes).withoutSigns)
    return totals.contains(bytes, body)
  }

  /// Whether a row's name calls it a total of some rows, of all or of a group: 合计, 华东小计.
  static func closesGroup(_ text: String) -> Bool {
    isTotal(text) || text.hasSuffix("小计") || text.hasSuffix("合计")
  }

  /// Whether a name of at most three words begins as that of a total does.
  static func leadsTotal(_ text: String) -> Bool {
    let words = text.lowercased().filter { !"*_`".contains($0) }.split(separator: " ")
    guard let first = words.first, let last = words.last, words.count <= 3 else { return false }
    return first == "total" || ["总计", "合计", "总成本"].contains(where: last.hasSuffix)
      || ["合计", "总计", "总成本", "总费用", "总价"].contains(where: first.hasPrefix)
  }

  static func isSubtotal(_ text: String) -> Bool {
    ["小计", "subtotal"].contains(text.lowercased().filter { !"*_` ".contains($0) })
  }

  /// Whether a cell says nothing: `-`, `—`, `N/A`, `/`.
  static func isEmpty(_ text: String) -> Bool { nothings.contains(text) }

  private static let nothings: Lexicon = ["", "-", "—", "–", "--", "/", "n/a", "无"]

  /// Whether a cell is a mark or a word of state.
  static func isStatus(_ text: String) -> Bool {
    guard text.utf8.count <= 60, let first = text.unicodeScalars.first else { return false }
    if first.value >= 0x80, marks.contains(first.value) { return true }
    return words.contains(text)
  }

  private static let marks: [UInt32] = [
    0x2705, 0x274C, 0x26A0, 0x2B50, 0x23F3, 0x2714, 0x2713, 0x2717, 0x2718, 0x1F534, 0x1F7E0,
    0x1F7E1, 0x1F7E2, 0x1F504, 0x1F6A7, 0x25CB, 0x25CF, 0x2B55, 0x2610, 0x2611,
  ]

  private static let words: Lexicon = [
    "是", "否", "有", "无", "支持", "不支持", "部分支持", "已完成", "完成", "进行中", "待完成", "未完成", "待定", "计划中", "通过",
    "不通过", "yes", "no", "done", "pending", "todo", "pass", "fail", "passed", "failed", "supported",
    "in progress", "planned", "partial", "complete", "completed",
  ]

  /// What a header or the name of a row says of the numbers of its cells: those of a CPU are cores, those of a
  /// version are names.
  static func setting(_ text: String) -> NumberSetting {
    var text = text
    return text.withUTF8 { bytes in
      var setting = NumberSetting.cell
      guard (3...60).contains(bytes.count) else { return setting }
      var end = bytes.count
      for at in 0..<(bytes.count - 2) {
        switch bytes[at] | 0x20 {
        case UInt8(ascii: "c")
        where bytes[at + 1] | 0x20 == UInt8(ascii: "p") && bytes[at + 2] | 0x20 == UInt8(ascii: "u"):
          setting.insert(.processors)
        case UInt8(ascii: "(") where at > 0,
          0xEF where bytes[at + 1] == 0xBC && bytes[at + 2] == 0x88:
          end = min(end, at)
        default: break
        }
      }
      while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
      if versions.contains(where: { ends(bytes[..<end], with: $0) }) { setting.insert(.versions) }
      return setting
    }
  }

  /// Whether bytes end with a word in lower case, whatever their own case is.
  private static func ends(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, with word: StaticString
  ) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count >= count else { return false }
    return word.withUTF8Buffer { word in
      zip(bytes.suffix(count), word).allSatisfy { $0.lowercased == $1 }
    }
  }

  private static let versions: [StaticString] = ["版本", "版本号", "version", "versions"]

  /// The headers beside one that names a version, `1.x`, or all those that are one: `| | 1.0 | 2.0 |`.
  static func nameVersions(_ header: [FigureText]) -> Bool {
    var wholes = 0
    for text in header where text.bytes.count <= 24 {
      guard let first = text.bytes.first, first.isDigit, text.bytes.contains(UInt8(ascii: "."))
      else {
        continue
      }
      if text.bytes.find(".x", in: text.bytes.indices) != nil { return true }
      if text.bytes.count == 3, text.bytes[2].isDigit { wholes += 1 }
    }
    return wholes >= 2
  }

  /// The unit that a header gives to the bare numbers below it: `行数`, `延迟 (ms)`, `带宽/Gbps`.
  static func unit(_ header: String) -> String? {
    if lines.contains(header) { return "行" }
    let bytes = Array(header.utf8)
    let range = bytes.trimmed(bytes.indices)
    guard let last = bytes[range].last else { return nil }
    if last == UInt8(ascii: ")") || bytes.has("）", at: range.upperBound - 3) {
      let end = last == UInt8(ascii: ")") ? range.upperBound - 1 : range.upperBound - 3
      var start = end
      while start > range.lowerBound, bytes[start - 1] != UInt8(ascii: "("),
        !bytes.has("（", at: start - 3)
      {
        start -= 1
      }
      guard start > range.lowerBound, end - start <= 16 else { return nil }
      return bytes.string(bytes.trimmed(start..<end))
    }
    if let slash = bytes[range].lastIndex(of: UInt8(ascii: "/")), slash > range.lowerBound,
      isHan(bytes.scalar(before: slash).value), slash + 1 < range.upperBound,
      isLatin(UInt32(bytes[slash + 1]))
    {
      return bytes.string((slash + 1)..<range.upperBound)
    }
    return nil
  }
}
