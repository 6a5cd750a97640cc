import Diagnostics
import Quantities

extension Reporter {
  /// Recomputes `共50项，通过45项，通过率80%`.
  mutating func holdPassRates(_ collection: Collection) {
    for line in collection.figureLines(.passed) where !line.isCounterexample && !line.isRow {
      for sentence in line.sentences {
        holdSuccessRate(line, sentence)
        for (verbs, rates) in passWords {
          guard let name = line.first(rates, in: sentence),
            let rate = readQuantities(in: line.bytes, range: name.upperBound..<sentence.upperBound)
              .first,
            rate.quantity.dimension == .ratio, rate.quantity.comparator == .equal,
            rate.range.lowerBound - name.upperBound <= 12
          else { continue }
          let counts = line.counts(in: sentence.lowerBound..<name.lowerBound)
          guard counts.count == 2, let all = counts[0].whole, let part = counts[1].whole,
            part <= all,
            all > 0, counts[0].thing == counts[1].thing,
            line.first(totals, in: sentence.lowerBound..<counts[0].range.upperBound) != nil,
            line.first(verbs, in: counts[0].range.upperBound..<name.lowerBound) != nil,
            line.first(failures, in: counts[0].range.upperBound..<name.lowerBound) == nil
          else { continue }
          let share = Double(part) / Double(all)
          let half = rate.quantity.interval.upper - rate.quantity.value
          guard abs(share - rate.quantity.value) > 2 * half * 1.000_001 else { continue }
          report(
            "a fraction and its percentage must agree: \(part) / \(all) = "
              + "\(format(share, in: .percent, .en)), not `\(line.text(rate.range))`",
            at: line.span(rate.range))
        }
      }
    }
  }
}

extension Reporter {
  /// Recomputes `2.1 GB，配额 8 GB，使用率 36%`: so much of a limit, and its share.
  mutating func holdUsages(_ collection: Collection) {
    for line in collection.figureLines(.quota)
    where line.isLine && !line.isRow && !line.isCounterexample {
      for sentence in line.sentences {
        guard let name = line.first(LineTopic.usages, in: sentence),
          let rate = readQuantities(in: line.bytes, range: name.upperBound..<sentence.upperBound)
            .first,
          rate.quantity.dimension == .ratio, rate.quantity.comparator == .equal, rate.sign == nil,
          rate.range.lowerBound - name.upperBound <= 8
        else { continue }
        let reads = readQuantities(in: line.bytes, range: sentence.lowerBound..<name.lowerBound)
        guard reads.count == 2, let first = reads.first, let second = reads.last,
          first.quantity.dimension == second.quantity.dimension,
          first.quantity.dimension != .ratio, first.quantity.dimension != .time,
          reads.allSatisfy({
            $0.quantity.comparator == .equal && $0.times == nil && $0.quantity.value > 0
          }),
          line.first(limits, in: first.range.upperBound..<second.range.lowerBound) != nil,
          line.first(usedNow, in: sentence.lowerBound..<first.range.lowerBound) != nil,
          line.first(notUsed, in: sentence.lowerBound..<name.lowerBound) == nil,
          // The rate of another thing: GPU 利用率.
          !line.text(second.range.upperBound..<name.lowerBound).contains(where: {
            $0.isASCII && $0.isLetter
          }),
          first.quantity.value < second.quantity.value
        else { continue }
        let share = first.quantity.value / second.quantity.value
        let low = first.quantity.interval.lower / second.quantity.interval.upper
        let high = first.quantity.interval.upper / second.quantity.interval.lower
        let step = rate.quantity.interval.upper - rate.quantity.interval.lower
        guard rate.quantity.value < low - step || rate.quantity.value > high + step else {
          continue
        }
        report(
          "a fraction and its percentage must agree: \(line.text(first.range)) of "
            + "\(line.text(second.range)) is \(format(share, in: .percent, .en)), not "
            + "`\(line.text(rate.range))`",
          at: line.span(rate.range))
      }
    }
  }
}

private let usedNow = ["当前", "已用", "已使用", "现有", "占用", "used", "currently", "holds"]
private let notUsed = [
  "剩余", "空闲", "可用", "日增", "新增", "每", "写入", "后", "free", "growth", "request", "available", "per ",
]
private let limits = ["配额", "上限", "总容量", "容量", "总量", "共", "quota", "limit", "capacity", "total"]

extension Reporter {
  /// `请求 500 万次，失败 250 次，成功率 99.95%`: what failed of a number of tries, and the rest's share.
  private mutating func holdSuccessRate(_ line: FigureLine, _ sentence: Range<Int>) {
    guard let name = line.first(["成功率", "success rate"], in: sentence),
      line.first(["预期", "expected"], in: sentence) == nil,
      let rate = readQuantities(in: line.bytes, range: name.upperBound..<sentence.upperBound).first,
      rate.quantity.dimension == .ratio, rate.quantity.comparator == .equal,
      rate.range.lowerBound - name.upperBound <= 12
    else { return }
    let counts = line.counts(in: sentence.lowerBound..<name.lowerBound)
    guard counts.count == 2, counts[0].thing == counts[1].thing,
      counts.allSatisfy({ $0.quantity.comparator == .equal }),
      counts[0].quantity.value >= 100, counts[1].quantity.value < counts[0].quantity.value,
      line.first(
        ["失败", "failed"], in: counts[0].range.upperBound..<counts[1].range.lowerBound) != nil,
      line.first(["成功", "passed", "succeeded"], in: counts[0].range.upperBound..<name.lowerBound)
        == nil,
      line.first(tries, in: sentence.lowerBound..<counts[0].range.upperBound) != nil
    else { return }
    let share = 1 - counts[1].quantity.value / counts[0].quantity.value
    let step = rate.quantity.interval.upper - rate.quantity.interval.lower
    // What was cut off is less than a last digit.
    guard abs(share - rate.quantity.value) > step * 0.999_999 else { return }
    report(
      "a fraction and its percentage must agree: with \(line.text(counts[1].range)) of "
        + "\(line.text(counts[0].range)) failed, \(format(share, in: .percent, .en)) succeed, not "
        + "`\(line.text(rate.range))`",
      at: line.span(rate.range))
  }
}

private let tries = ["请求", "调用", "总", "共", "发送", "执行", "部署", "request", "total", "call", "attempt"]
private let totals = ["共", "总", "合计", "total", "all"]
private let failures = ["未", "不合格", "不达标", "没有", "失败", "failed", "not ", "unsuccessful"]

extension LineTopic {
  static let passRates = passWords.flatMap(\.rates)

  /// What calls a share one of a limit.
  static let usages = ["使用率", "占用率", "利用率", "usage", "utilization", "utilisation"]
}

/// What a part of the whole did, and what its share is called.
private let passWords: [(verbs: [String], rates: [String])] = [
  (["通过", "passed"], ["通过率", "pass rate"]),
  (["成功", "succeeded", "successful"], ["成功率", "success rate"]),
  (["合格", "qualified"], ["合格率"]),
  (["达标"], ["达标率"]),
  (["完成", "completed", "done"], ["完成率", "completion rate"]),
]
