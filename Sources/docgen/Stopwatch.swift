import Driver

/// The time that each phase took, for `--timings` and for progress on a terminal.
final class Stopwatch {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var laps: [(name: String, duration: Duration)] = []
  private let showsProgress: Bool

  init(showsProgress: Bool) {
    start = clock.now
    last = start
    self.showsProgress = showsProgress
  }

  /// Ends a lap that began where the one before ended.
  func lap(_ name: String) {
    let now = clock.now
    laps.append((name, last.duration(to: now)))
    last = now
    if showsProgress, start.duration(to: now) > .milliseconds(500) {
      printError("docgen: \(name) done after \(milliseconds(start.duration(to: now))) ms")
    }
  }

  /// A line a lap, in milliseconds of wall time.
  func report() -> String {
    let width = laps.map(\.name.count).max() ?? 0
    var text = ""
    for lap in laps + [("total", start.duration(to: last))] {
      let name = lap.name + String(repeating: " ", count: max(0, width - lap.name.count))
      let number = milliseconds(lap.duration)
      text += "\(name)  \(String(repeating: " ", count: max(0, 8 - number.count)))\(number) ms\n"
    }
    return text
  }

  private func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let tenths = seconds * 10_000 + attoseconds / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
