import Glibc

/// The chance of losing data on one device whose copies are spread over many: the estimate of the
/// ceph-tools reliability model (`RadosRely`), reproduced to compare with it.
///
/// P(the device fails) · P(any of `groups` peers fails while recovering)^(copies − 1). An estimate, not
/// a bound: it counts every second failure among the peers as a loss, and treats further ones as
/// independent of how much has been recovered. `ReplicaSet` is exact for one set.
package struct DeclusteredLoss: Sendable, Hashable {
  /// Failures per 10⁹ hours of one device.
  package let fits: Double

  /// Bytes on a full device, and the share in use.
  package let size: Double
  package let fullness: Double

  /// Placement groups per device, each with peers of its own.
  package let groups: Int
  package let copies: Int

  /// Bytes per second recovered for each group.
  package let speed: Double

  /// Hours until recovery begins.
  package let markOut: Double

  package init(
    fits: Double, size: Double, fullness: Double = 0.75, groups: Int = 200, copies: Int,
    speed: Double = 50e6, markOut: Double = 1 / 6.0
  ) {
    self.fits = fits
    self.size = size
    self.fullness = fullness
    self.groups = groups
    self.copies = copies
    self.speed = speed
    self.markOut = markOut
  }

  /// Hours to recover a device, all groups at once.
  package var rebuild: Double { size * fullness / (speed * Double(groups)) / 3_600 }

  /// Hours without full redundancy after a failure.
  package var window: Double { markOut + rebuild }

  /// The probability of a loss that begins on this device within `hours`; a year is 8,766 of them.
  package func probability(within hours: Double = 8_766) -> Double {
    let first = -expm1(-fits * hours / 1e9)
    let further = -expm1(-fits * window * Double(groups) / 1e9)
    return first * pow(further, Double(max(0, copies - 1)))
  }
}
