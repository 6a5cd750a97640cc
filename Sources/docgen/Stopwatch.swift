import Driver
import Synchronization

/// The time that each phase took, for `--timings` and for progress on a terminal.
///
/// Progress is one line that is written over, from half a second on, and gone at the end.
final class Stopwatch: Sendable {
  private struct State {
    var last: ContinuousClock.Instant
    var laps: [(name: String, duration: Duration)] = []
    var shown: ContinuousClock.Instant?
  }

  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let state: Mutex<State>
  private let showsProgress: Bool

  init(showsProgress: Bool) {
    let now = clock.now
    start = now
    state = Mutex(State(last: now))
    self.showsProgress = showsProgress
  }

  /// Ends a lap that began where the one before ended.
  func lap(_ name: String) {
    state.withLock { state in
      let now = clock.now
      state.laps.append((name, state.last.duration(to: now)))
      state.last = now
    }
    clear()
  }

  /// Says how far a long phase has come, ten times a second at most.
  func show(_ what: String, _ done: Int, of all: Int) {
    guard showsProgress else { return }
    state.withLock { state in
      let now = clock.now
      guard start.duration(to: now) > .milliseconds(500),
        state.shown.map({ $0.duration(to: now) > .milliseconds(100) }) ?? true
      else { return }
      state.shown = now
      let seconds = start.duration(to: now).components.seconds
      printErrorPart("\r\u{1B}[Kdocgen: \(what) \(done)/\(all), \(seconds) s")
    }
  }

  /// Removes the line, before anything else is printed.
  func clear() {
    state.withLock { state in
      if state.shown != nil { printErrorPart("\r\u{1B}[K") }
      state.shown = nil
    }
  }

  /// A line a lap, in milliseconds of wall time.
  func report() -> String {
    state.withLock { state in
      let width = state.laps.map(\.name.count).max() ?? 0
      var text = ""
      for lap in state.laps + [("total", start.duration(to: state.last))] {
        let name = lap.name.padded(to: width)
        let number = milliseconds(lap.duration)
        text += "\(name)  \(String(repeating: " ", count: max(0, 8 - number.count)))\(number) ms\n"
      }
      return text
    }
  }

  private func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let tenths = seconds * 10_000 + attoseconds / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
