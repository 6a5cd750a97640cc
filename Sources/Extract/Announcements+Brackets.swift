import Diagnostics
import Model
import Quantities
import Syntax

/// The number that brackets at the end of a heading or a line begin with, and where they close.
func bracketedNumber(
  _ document: Document, _ block: NodeIndex
) -> (number: (value: Int, end: Int), start: Int, close: Int)? {
  let bytes = document.source.bytes
  var range = bytes.trimmed(Int(document.nodes[block].start)..<Int(document.nodes[block].end))
  while range.count > 3,
    [0x3A, 0xFF1A, 0x2A].contains(bytes.scalar(before: range.upperBound).value)
  {
    range = range.lowerBound..<(range.upperBound - bytes.scalar(before: range.upperBound).length)
  }
  let isWide = bytes.has("）", at: range.upperBound - 3)
  guard range.count > 6, isWide || bytes[range.upperBound - 1] == UInt8(ascii: ")") else {
    return nil
  }
  let close = range.upperBound - (isWide ? 3 : 1)
  var start = close
  while start > range.lowerBound, close - start < 24, bytes[start - 1] != UInt8(ascii: "("),
    !bytes.has("（", at: start - 3)
  {
    start -= 1
  }
  // （缺失 4 项）; of what is done or new, others may stand in the list.
  for word: StaticString in ["缺失", "共"] where bytes.has(word, at: start) {
    start += word.utf8CodeUnitCount
    break
  }
  while start < close, bytes[start] == 0x20 { start += 1 }
  // 02文档 is the name of one.
  guard start < close, bytes[start] != UInt8(ascii: "0"),
    let number = countedNumber(bytes, start, close)
  else { return nil }
  return (number, start, close)
}

/// Whether what is counted are failures, `测试失败（2 个）`: what is listed may say something about them, 不影响核心功能.
func announcesFailures(_ bytes: [UInt8], _ title: Range<Int>) -> Bool {
  let words = bytes.string(title).lowercased().reversed().drop { " (（*".contains($0) }
  return ["失败", "错误", "failure", "failures", "error", "errors"].contains {
    words.starts(with: $0.reversed())
  }
}

/// What is said to have been done to things that are counted: `4 files created`.
let deeds: Set<String> = [
  "created", "added", "modified", "updated", "changed", "deleted", "removed", "refactored",
  "generated",
  "extracted", "affected", "migrated", "kept", "remaining",
]

/// What stands before a bare number in brackets, `Quality Documents (5)`; nil for what is not listed one by one.
func thingBefore(_ bytes: [UInt8], _ start: Int, _ count: Int) -> String? {
  guard (2...60).contains(count), isDigit(UInt32(bytes[start])) else { return nil }
  var end = start
  while end > 0, " (（".utf8.contains(bytes[end - 1]) { end -= 1 }
  var first = end
  while first > 0, isLatin(UInt32(bytes[first - 1])) { first -= 1 }
  let word = bytes.string(first..<end).lowercased()
  return plurals.contains(word) ? word : nil
}

private let plurals: Set<String> = [
  "files", "documents", "modules", "scripts", "services", "components", "tables", "endpoints",
  "issues", "bugs", "problems", "findings", "vulnerabilities", "risks", "recommendations",
  "improvements", "features", "tasks", "packages", "pages", "routes", "templates", "workflows",
]

/// What a count in brackets counts: empty for `9 个`, the noun of `5 个文件` and `9 files, 234 lines`; nil for
/// what is not listed one by one.
func thing(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
  let first = bytes.string(range).prefix { !",，、".contains($0) }
  var text = first.filter { $0 != " " }.lowercased()
  if ["个", "项", "种", "类", "条", "篇"].contains(text) { return "" }
  if let counter = text.first, "个项份篇张".contains(counter) { text.removeFirst() }
  if listedThings.contains(text) { return text }
  // 4个Markdown文档, 4个核心文件, 4 Markdown files: a word before the noun.
  if text.allSatisfy(\.isASCII) {
    if let thing = thingWithDeed(first) { return thing }
    let words = first.lowercased().split(separator: " ").map(String.init)
    guard words.count == 2, words[0].allSatisfy(\.isLetter) else { return nil }
    return listedThings.contains(words[1]) ? words[1] : nil
  }
  guard text.count <= 12 else { return nil }
  return listedThings.first { text.hasSuffix($0) && !$0.allSatisfy(\.isASCII) }
}

/// What is counted where words say what was or is to be done to it: `files` of `4 files to refactor`, `4 files created`.
func thingWithDeed(_ text: some StringProtocol) -> String? {
  let words = text.lowercased().prefix { $0 != "," }.split(separator: " ").map(String.init)
  guard (2...3).contains(words.count), words.allSatisfy({ $0.allSatisfy(\.isLetter) }),
    words.count == 3 ? words[1] == "to" : deeds.contains(words[1])
  else { return nil }
  return listedThings.contains(words[0]) ? words[0] : nil
}

private let listedThings: Set<String> = [
  "文件", "文档", "模块", "脚本", "服务", "步骤", "规则", "组件", "任务", "案例", "表", "接口", "端点", "files", "documents",
  "modules", "scripts", "services", "steps", "rules", "components", "tasks", "items", "tables",
  "endpoints",
]
