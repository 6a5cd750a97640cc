import Model
import Quantities

/// Machines that are started after a disaster, in the order that a plan gives.
///
/// Groups of priority follow each other: one begins when all of the last is up. Within a group, in its order, those
/// start whose predecessors are up, so many at once at most (Site Recovery Manager 8.7, recovery order: priorities 1
/// to 5, dependencies between groups ignored, as many in parallel as vCenter Server supports). Oracles: without a
/// limit a group takes its longest chain; n alike, m at once, take `⌈n/m⌉·t`; never less than either bound, nor more
/// than twice the greater (Graham, SIAM J. Appl. Math. 17, 1969).
struct RecoveryPlan {
  /// Machines that are alike.
  struct Step: Hashable {
    let name: String
    let count: Int
    let time: Double

    /// The steps of its group that are up before it starts.
    let after: [String]
  }

  let groups: [[Step]]
  let atOnce: Int

  /// What is wrong with a plan as written, in a line.
  struct Mistake: Error {
    let message: String
  }

  /// Reads a plan such as `域控 2 × 3 分钟 > 数据库 4 × 6 分钟, 应用 20 × 4 分钟 after 数据库 > 门户 30 × 2 分钟`.
  init(_ text: String, atOnce: Int) throws(Mistake) {
    self.atOnce = max(1, atOnce)
    var groups: [[Step]] = []
    for part in text.split(whereSeparator: { ">→＞".contains($0) }) {
      var group: [Step] = []
      for item in part.split(whereSeparator: { ",，、;；\n".contains($0) })
      where !item.allSatisfy(\.isWhitespace) {
        group.append(try RecoveryPlan.step(String(item)))
      }
      let names = group.map(\.name)
      for (index, step) in group.enumerated() {
        if names[..<index].contains(step.name) {
          throw Mistake(message: "`\(step.name)` is started twice in one group of the plan")
        }
        for before in step.after where !names.contains(before) {
          throw Mistake(
            message:
              "`\(step.name)` starts after `\(before)`, which is not in its group of the plan")
        }
      }
      groups.append(group)
    }
    guard groups.contains(where: { !$0.isEmpty }) else {
      throw Mistake(message: "the plan starts nothing")
    }
    self.groups = groups
    for group in groups where duration(of: group) == nil {
      let names = group.filter { !$0.after.isEmpty }.map { "`\($0.name)`" }.joined(separator: ", ")
      throw Mistake(message: "of \(names) each waits for another, so that none starts")
    }
  }

  private static func step(_ text: String) throws(Mistake) -> Step {
    var (body, after) = (text[...], [String]())
    for word in [" after ", "依赖"] {
      guard let range = body.firstRange(of: word) else { continue }
      after = body[range.upperBound...].split(separator: "+").map { trimmed($0) }
      body = body[..<range.lowerBound]
    }
    guard let sign = body.firstIndex(where: { "×*✕".contains($0) }),
      let time = parseQuantity(trimmed(body[body.index(after: sign)...])), time.dimension == .time,
      time.value.isFinite, time.value > 0
    else {
      throw Mistake(
        message: "`\(trimmed(body))` of the plan is not machines and a time, as in `数据库 4 × 6 分钟`")
    }
    let left = trimmed(body[..<sign])
    let unit = left.reversed().prefix { !$0.isNumber }.count
    let figure = String(left.dropLast(unit).reversed().prefix { $0.isNumber }.reversed())
    guard let count = Int(figure), count > 0, count <= 100_000 else {
      throw Mistake(
        message:
          "`\(trimmed(body))` of the plan does not say how many machines, as in `数据库 4 × 6 分钟`")
    }
    let name = trimmed(left.dropLast(unit + figure.count))
    return Step(name: name, count: count, time: time.value, after: after)
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// Until the last machine is up.
  var duration: Double { groups.compactMap { duration(of: $0) }.reduce(0, +) }

  /// How long a group takes; nil where its steps wait for each other.
  private func duration(of group: [Step]) -> Double? {
    var waiting = group.map(\.count)
    var left = waiting
    var starting: [(end: Double, step: Int, count: Int)] = []
    var (now, free) = (0.0, atOnce)
    while true {
      for (index, step) in group.enumerated() where waiting[index] > 0 && free > 0 {
        let isReady = step.after.allSatisfy { name in
          group.indices.contains { group[$0].name == name && left[$0] == 0 }
        }
        guard isReady else { continue }
        let count = min(waiting[index], free)
        starting.append((now + step.time, index, count))
        waiting[index] -= count
        free -= count
      }
      guard let next = starting.map(\.end).min() else {
        return left.allSatisfy { $0 == 0 } ? now : nil
      }
      now = next
      for item in starting where item.end <= now {
        left[item.step] -= item.count
        free += item.count
      }
      starting.removeAll { $0.end <= now }
    }
  }
}

extension RecoveryPlan {
  /// The plan under a name, and how many start at once at most; nil where there is none, or none that can be read.
  init?(_ inputs: Inputs, _ name: String, limit: String) {
    guard let text = inputs.choice(name) else { return nil }
    let atOnce = inputs.has(limit) ? inputs.count(limit) : .max
    guard let plan = try? RecoveryPlan(text, atOnce: atOnce) else { return nil }
    self = plan
  }

  /// What is wrong with a plan that cannot be read.
  static func problems(_ inputs: Inputs, _ name: String, limit: String) -> [InputProblem] {
    guard let text = inputs.choice(name) else {
      return inputs.has(limit)
        ? [InputProblem(.missing, [name, limit], "`\(limit)` is given, so `\(name)` is needed")]
        : []
    }
    do {
      _ = try RecoveryPlan(text, atOnce: .max)
      return []
    } catch { return [InputProblem(.contradiction, [name], error.message)] }
  }
}

extension RecoveryPlan {
  static func parameter(_ name: String, beside: Label) -> Parameter {
    Parameter(
      name, Label(zh: "恢复计划", en: "recovery plan"), .choice([]), range: 0...1, .optional,
      isSetting: true,
      example: "DC 2 × 3 min > DB 4 × 6 min, App 20 × 4 min after DB > Web 30 × 2 min",
      documentation: Label(
        zh: "`>` 隔开先后的优先级组，逗号隔开组内各类虚拟机，各写名称、台数与一台的启动用时；`after`（或 `依赖`）之后是同组里须先就绪的，"
          + "多个用 `+` 连接。启动用时加在 \(beside.zh) 之外。",
        en: """
          `>` between groups of priority, commas between the kinds of machines in one, each with its name, \
          how many and how long one takes to start; behind `after`, joined by `+`, what of the group has to be \
          up first. What the starts take comes on top of \(beside.en).
          """))
  }

  static func limit(_ name: String) -> Parameter {
    .count(
      name, Label(zh: "同时启动的台数上限", en: "machines that start at once"), of: "台", in: 1...10_000,
      .optional, example: "10",
      Label(zh: "不给出时，就绪的全部同时启动。", en: "Without it, all that may start do at once."))
  }

  static let mechanism = MechanismNote(
    Label(zh: "恢复顺序", en: "order of recovery"),
    formula:
      "groups add up; in a group the longest chain, and with m at once no less than Σ n·t ÷ m",
    source:
      "Site Recovery Manager 8.7 administration, recovery order: priority groups, dependencies within a group; "
      + "list scheduling, Graham, SIAM J. Appl. Math. 17, 1969")
}
