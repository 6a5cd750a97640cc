/// Whether what was measured of runs is free of how they began.
///
/// MSER-5 says of the mean course after how many windows the start no longer tells; what was measured of each run is
/// then held against what remains of it beyond that cut. The bias of the measured mean is estimated by the mean of
/// these differences, whose uncertainty is that of independent runs, however alike neighbouring windows are. As the
/// cut is where the difference looks largest, chance is allowed more than usual: 99.9 %.
package struct Settling: Sendable, Hashable {
  /// The windows after which the mean course has settled.
  package let cut: Int

  /// What the start adds to the mean of the measured windows, as a share of the settled mean.
  package let bias: Double

  /// The half-width of the bias at 99.9 %.
  package let halfWidth: Double

  /// A bias that is not worth a word, as a share: a fifth of the width that a campaign stops at.
  package static let tolerance = 0.01

  /// Whether the measured mean is within chance, or the tolerance, of the settled one.
  package var isSettled: Bool { abs(bias) <= max(halfWidth, Settling.tolerance) }

  package init(cut: Int, bias: Double, halfWidth: Double) {
    self.cut = cut
    self.bias = bias
    self.halfWidth = halfWidth
  }

  /// - Parameters:
  ///   - paths: of each run the means over windows of equal length, from its very start; 100 windows or more of ten
  ///     runs or more.
  ///   - measuredFrom: the first window that counts.
  /// - Returns: nil where the paths are too short or too few, or their mean is 0.
  package init?(paths: [[Double]], measuredFrom: Int) {
    guard let windows = paths.first?.count, windows >= 100, paths.count >= 10,
      (0..<windows).contains(measuredFrom), paths.allSatisfy({ $0.count == windows })
    else { return nil }
    let course = (0..<windows).map { window in Tally(paths.map { $0[window] }).mean }
    let cut = WarmUp(course).cut
    // The cut is at most half of the path. Where the measured part begins later there is nothing to find.
    let settled = max(cut, measuredFrom)
    let rest = Tally(course.dropFirst(settled)).mean
    guard rest != 0 else { return nil }
    let differences = Tally(
      paths.map { path in
        Tally(path.dropFirst(measuredFrom)).mean - Tally(path.dropFirst(settled)).mean
      }
    ).estimate(confidence: 0.999)
    self.init(
      cut: cut, bias: differences.mean / abs(rest), halfWidth: differences.halfWidth / abs(rest))
  }
}
