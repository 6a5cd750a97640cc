/// A controller that compares what is with what is declared, at intervals that a random delay may lengthen, and then
/// mends what differs.
///
/// What drifts at any moment is seen at the next look: after `E[X²]/(2·E[X])` on average for intervals X, which is
/// half of one without a delay (the renewal paradox; Feller II, ch. XI), and after the longest at most. Oracle: looks
/// drawn one by one.
struct ReconcileLoop {
  private let interval: Double
  private let jitter: Double
  private let apply: Double

  /// Nil where no interval is given.
  init?(_ inputs: Inputs) {
    guard let interval = inputs.optional("sync.interval"), interval > 0 else { return nil }
    self.interval = interval
    jitter = inputs.optional("sync.jitter") ?? 0
    apply = inputs.optional("sync.time") ?? 0
  }

  var meanDetection: Double {
    let mean = interval + jitter / 2
    let square = interval * interval + interval * jitter + jitter * jitter / 3
    return square / (2 * mean)
  }

  var worstDetection: Double { interval + jitter }

  /// Until the declared state is there again.
  var meanRepair: Double { meanDetection + apply }
}
