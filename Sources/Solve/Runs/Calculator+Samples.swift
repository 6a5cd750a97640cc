import Model
import Quantities
import Simulate

extension Calculator {
  /// What is computed of figures that were seen.
  static let samples: [Calculator] = [lindley, sample]

  private static let lindley = Calculator(
    "lindley", "Lindley 递推（逐个顾客的等待）", "Lindley's recursion, waits one after another",
    "gaps=1s,1s,3s services=2s,1s,2s,1s",
    formula: "W₁ = 0, Wₙ₊₁ = max(0, Wₙ + Sₙ − Aₙ)",
    source: "Lindley 1952, one server in order of arrival",
    [
      .optional(
        "gaps", "相继到达的间隔", "times between arrivals, one fewer than services", .time, isList: true,
        aka: "interarrivals interarrival interarrivaltimes a"),
      .optional(
        "arrivals", "到达时刻（代替 gaps）", "times of arrival, in place of `gaps`", .time, isList: true,
        aka: "arrivaltimes"),
      Parameter(
        "services", "各次服务时间", "service times", .time, isList: true, aka: "service servicetimes s"),
    ]
  ) { arguments throws(SolveError) in
    let services = arguments.list("services")
    var gaps = arguments.list("gaps")
    if try arguments.one(of: ["gaps"], ["arrivals"]) == 1 {
      let times = arguments.list("arrivals")
      gaps = zip(times.dropFirst(), times).map { $0 - $1 }
      guard times.count == services.count, gaps.allSatisfy({ $0 >= 0 }) else {
        throw SolveError("`arrivals` has one for each of `services`, in order")
      }
    }
    // A gap before the first arrival changes nothing.
    if gaps.count == services.count { gaps.removeFirst() }
    guard gaps.count == services.count - 1 else {
      throw SolveError("`gaps` has one between two of `services`")
    }
    var waits = [0.0]
    for (gap, service) in zip(gaps, services) {
      waits.append(max(0, waits[waits.count - 1] + service - gap))
    }
    let total = waits.reduce(0, +)
    let count = Double(waits.count)
    let text = waits.map { Figure.printed($0, .time, .en) }.joined(separator: ", ")
    return [
      Figure("waits", "各顾客的等待", "wait of each", total, .time, text: text, values: waits),
      Figure("wait", "平均等待", "mean wait", total / count, .time),
      Figure("sojourn", "平均逗留", "mean sojourn", (total + services.reduce(0, +)) / count, .time),
    ]
  }

  private static let sample = Calculator(
    "sample", "样本的均值与置信区间", "mean of a sample and its confidence interval",
    "values=1,2,3,4 level=95%",
    formula: "x̄ ± t(n − 1)·s/√n; of batches the same over their means",
    source: "Welford 1962; Student 1908",
    [
      Parameter(
        "values", "各值", "values", .number, isList: true, aka: "x data observations samples"),
      Parameter("level", "置信水平", "level", .ratio, in: .share, default: "95%", aka: "confidence"),
      .optional("batches", "批数", "batches", .number, in: .whole(2...1_000_000)),
    ]
  ) { arguments throws(SolveError) in
    var values = arguments.list("values")
    let all = Tally(values)
    if let batches = arguments.optionalCount("batches") {
      guard values.count.isMultiple(of: batches) else {
        throw SolveError(
          "`batches` are of one length, and \(values.count) values are none of \(batches)")
      }
      let length = values.count / batches
      values = (0..<batches).map { index in
        values[(index * length)..<((index + 1) * length)].reduce(0, +) / Double(length)
      }
    }
    let level = arguments.number("level")
    guard values.count > 1, level > 0, level < 1 else {
      throw SolveError("an interval takes two values at least, and a `level` between 0 and 1")
    }
    let estimate = Tally(values).estimate(confidence: level)
    return [
      Figure("mean", "均值", "mean", all.mean, .number),
      Figure("variance", "方差（n − 1）", "variance, over n − 1", all.variance, .number),
      Figure("deviation", "标准差", "standard deviation", all.variance.squareRoot(), .number),
      Figure("half-width", "区间半宽", "half-width of the interval", estimate.halfWidth, .number),
      Figure("lower", "区间下端", "lower end", estimate.lower, .number),
      Figure("upper", "区间上端", "upper end", estimate.upper, .number),
    ]
  }
}
