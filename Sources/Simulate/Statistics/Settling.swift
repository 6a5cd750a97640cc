/// Whether what was measured of a run is free of how the run began.
///
/// MSER-5 says after how many windows the start no longer tells; what was measured is then held against
/// what remains beyond that cut, whose own uncertainty is that of batch means, for neighbouring windows
/// are alike. The bias of the measured mean is estimated by their difference.
package struct Settling: Sendable, Hashable {
  /// The windows after which the path has settled.
  package let cut: Int

  /// What the start adds to the mean of the measured windows, as a share of the settled mean.
  package let bias: Double

  /// The half-width of the settled mean, as a share of it.
  package let halfWidth: Double

  /// A bias that is not worth a word, as a share: a fifth of the width that a campaign stops at.
  package static let tolerance = 0.01

  /// Whether the measured mean is within chance, or the tolerance, of the settled one.
  package var isSettled: Bool { abs(bias) <= max(halfWidth, Settling.tolerance) }

  /// - Parameters:
  ///   - path: means over windows of equal length, from the very start, best averaged over several runs;
  ///     100 or more.
  ///   - measuredFrom: the first window that counts.
  /// - Returns: nil where the path is too short, or its mean is 0.
  package init?(path: [Double], measuredFrom: Int) {
    let warmUp = WarmUp(path)
    let measured = Tally(path.dropFirst(measuredFrom))
    var settled = BatchMeans(batches: 10)
    // The cut is at most half of the path. Where the measured part begins later there is nothing to find.
    for value in path.dropFirst(max(warmUp.cut, measuredFrom)) { settled.add(value) }
    let rest = Tally(path.dropFirst(max(warmUp.cut, measuredFrom)))
    let estimate = settled.estimate()
    guard path.count >= 100, rest.mean != 0, estimate.halfWidth.isFinite else { return nil }
    cut = warmUp.cut
    bias = (measured.mean - rest.mean) / abs(rest.mean)
    halfWidth = estimate.halfWidth / abs(rest.mean)
  }
}
