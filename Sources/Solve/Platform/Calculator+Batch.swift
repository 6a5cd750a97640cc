import Model
import Quantities
import Simulate
import Systems

extension Calculator {
  static let batch = Calculator(
    "batch", "FIFO 与回填调度", "FIFO and backfill", "gpus=8 jobs=0:6:10;0:8:5;0:2:10",
    formula: "FIFO; EASY (no delay of the head's reservation); conservative; any that fits",
    source: "Lifka 1995; Mu'alem and Feitelson 2001",
    [
      Parameter(
        "gpus", "GPU 数", "GPUs", .number, in: .whole(1...1_000_000),
        aka: "nodes processors slots cores machines"),
      Parameter(
        "jobs", "到达:GPU:时长[:估计]，以分号分隔；时间带单位，或同一单位",
        "arrival:gpus:duration[:estimate], by semicolons, times with units or in one unit", nil),
    ]
  ) { arguments throws(SolveError) in
    let gpus = arguments.count("gpus")
    let (jobs, isMeasured) = try jobs(arguments, gpus: gpus)
    let schedule = BatchScheduling(machines: gpus, jobs: jobs)
    let dimension: Dimension = isMeasured ? .time : .number
    let names: KeyValuePairs<String, BatchScheduling.Discipline> = [
      "fifo": .firstCome, "easy": .easyBackfill, "conservative": .conservativeBackfill,
      "any": .anyThatFits,
    ]
    return names.flatMap { name, discipline in
      let starts = schedule.starts(discipline)
      let waits = zip(starts, jobs).compactMap { start, job in start.map { $0 - job.arrival } }
      return [
        Figure(
          name, "\(name) 开始时刻", "starts, \(name)", starts.compactMap { $0 }.last ?? 0, dimension,
          text: printed(starts, dimension), values: starts),
        Figure(
          name + "-makespan", "\(name) 总时长", "makespan, \(name)", schedule.makespan(of: starts),
          dimension),
        Figure(
          name + "-wait", "\(name) 平均等待", "mean wait, \(name)",
          waits.reduce(0, +) / Double(max(waits.count, 1)), dimension),
      ]
    }
  }

  /// Times of starts in one unit, which stands once behind them: `0, 8, never h`.
  private static func printed(_ starts: [Double?], _ dimension: Dimension) -> String {
    let unit = suitableUnit(for: starts.compactMap { $0 }.max() ?? 0, dimension)
    let figures = starts.map { start in
      start.map { format($0 / unit.scale, in: .number, .en) } ?? "never"
    }
    let suffix = dimension == .time ? " " + Quantities.name(of: unit, .en) : ""
    return figures.joined(separator: ", ") + suffix
  }

  /// The jobs as typed, in seconds or, where no time has a unit, in an unnamed one.
  ///
  /// - Throws: where a job is none, or it is open which unit a bare time has.
  private static func jobs(
    _ arguments: Arguments, gpus: Int
  ) throws(SolveError) -> (jobs: [BatchScheduling.Job], isMeasured: Bool) {
    let isMatrix = !arguments.text("jobs").contains(":")
    let rows = arguments.cells("jobs", separator: isMatrix ? "," : ":")
    let times = rows.flatMap { row in row.indices.filter { $0 != 1 }.map { row[$0] } }
    let units = Set(times.filter { Double($0) == nil }.map { $0.drop { !$0.isLetter } })
    let isBare = { (time: String) in Double(time).map { $0 != 0 } ?? false }
    guard
      units.count <= 1 && units.allSatisfy({ $0.allSatisfy(\.isLetter) })
        || !times.contains(where: isBare)
    else { throw SolveError("a time of `jobs` is bare beside times of several units") }
    var jobs: [BatchScheduling.Job] = []
    for row in rows {
      guard (3...4).contains(row.count), let width = Int(row[1]), (1...gpus).contains(width) else {
        throw SolveError("`jobs` is like `0:6:10;0:8:5`, each of 1 to \(gpus) GPUs")
      }
      var values: [Double] = []
      for place in row.indices where place != 1 {
        let unit = isBare(row[place]) ? units.first ?? "" : ""
        values.append(try Arguments.time(row[place] + unit, name: "jobs"))
      }
      jobs.append(
        BatchScheduling.Job(
          arrival: values[0], width: width, duration: values[1],
          estimate: values.count == 3 ? values[2] : nil))
    }
    guard !jobs.isEmpty, jobs.count <= 2_000 else { throw SolveError("`jobs` are 1 to 2000") }
    return (jobs, !units.isEmpty)
  }
}
