import Diagnostics
import Model
import Quantities

/// Whether the words right before a figure make it a target: `（目标70%覆盖率）`.
func isTarget(_ claim: Claim, _ bytes: [UInt8]) -> Bool {
  let lead = bytes[max(lineStart(claim, bytes), claim.figure.start - 18)..<claim.figure.start]
    .filter { $0 != 0x20 && $0 != 0x2A }
  return ["（目标", "(目标", "(target", "(goal", "（目标覆盖率", "（覆盖率目标"].contains {
    lead.suffix($0.utf8.count).map(\.lowercased).elementsEqual($0.utf8)
  }
}

/// Whether an outcome is told of a first try, a pilot or a drill: words before it in its line.
func isProvisional(_ outcome: Claim, _ bytes: [UInt8]) -> Bool {
  // | 第 2 轮 | 错误率 58% |
  let row = bytes[lineStart(outcome, bytes)..<outcome.figure.start]
  // | 原始脚本 | 15 个测试，5% 覆盖率 |
  if row.first(where: { $0 != 0x20 }) == UInt8(ascii: "|"), baselines.occurInAnyCase(in: Array(row))
  {
    return true
  }
  if rounds.occurInAnyCase(in: Array(row)), !finals.occurInAnyCase(in: Array(row)) { return true }
  guard outcome.span.start < outcome.figure.start else { return false }
  let start = max(outcome.span.start, outcome.figure.start - 400)
  let lead = String(decoding: bytes[start..<outcome.figure.start], as: UTF8.self)
  return provisional.occurInAnyCase(in: lead)
}

/// Titles of what is still to come.
let forecasts: Words = ["预测", "预计结果", "预计效果", "forecast", "projected", "projection"]

/// What calls a row of a table one of what was there before the work.
private let baselines: Words = ["原始", "旧版", "改造前", "优化前", "original "]

private let finals: Words = ["最终", "final"]

/// Rounds of a test, of which the last one counts.
private let rounds = Words(
  ["首轮", "初测", "round 1", "round 2"]
    + ["1", "2", "3", "4", "5", "6", "一", "二", "三", "四", "五"].flatMap { ["第\($0)轮", "第 \($0) 轮"] })

private let provisional: Words = [
  "首次", "第一次", "初次",
  "起初", "最初", "试点", "试运行", "演练中", "优化前", "改造前", "first ", "initial", "pilot",
  "drill", "before ", "used to",
]
