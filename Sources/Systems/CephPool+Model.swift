import Glibc
import Simulate

/// The arithmetic of a pool whose replicas lie in different failure domains, each of equal size.
///
/// Oracles: the birth–death chain of `ReplicaSet` for the loss of a group, and a placement of groups over
/// domains, counted, for what a lost domain leaves to copy and where it may go.
enum CephPool {
  /// Beyond it a disk is called nearly full, and beyond the other it takes no more of what is moved
  /// (mon_osd_nearfull_ratio and mon_osd_backfillfull_ratio).
  static let nearFull = 0.85
  static let backfillFull = 0.9

  /// How many failure domains there are: hosts, or racks over which they are spread evenly.
  static func domains(_ inputs: Inputs) -> Int {
    inputs.choice("domain") == "rack" ? inputs.count("racks") : inputs.count("nodes")
  }

  /// With fewer replicas of a group up than these it stops serving: `size − ⌊size/2⌋` where none is given.
  static func minSize(_ inputs: Inputs) -> Int {
    let replicas = inputs.count("replicas")
    return inputs.has("min.size") ? inputs.count("min.size") : replicas - replicas / 2
  }

  private static func disks(_ inputs: Inputs) -> Double {
    inputs.number("nodes") * inputs.number("disks")
  }

  private static func rate(_ inputs: Inputs) -> Double {
    inputs.number("recovery.rate") * (1 - inputs.number("encryption.cost"))
  }

  /// The time to copy a failed disk's data, from as many peers as it shares groups with, to as many disks as
  /// may hold it: those of its own domain, where each other one has a replica already. Infinite where there
  /// is none.
  static func rebuild(_ inputs: Inputs) -> Double {
    let disks = disks(inputs)
    let replicas = inputs.number("replicas")
    let domains = domains(inputs)
    let groupsPerDisk = inputs.number("groups") * replicas / disks
    let peers = disks - disks / Double(domains)
    let sources = max(1, min(peers, groupsPerDisk * max(1, replicas - 1)))
    let targets = inputs.count("replicas") < domains ? sources : disks / Double(domains) - 1
    guard targets > 0 else { return .infinity }
    let data = inputs.number("disk.size") * inputs.number("fill")
    return data / (min(sources, targets) * rate(inputs))
  }

  /// How many sets of disks the groups lie on: `S·(1 − (1 − 1/S)^groups)` of the `S = C(domains, r)·(disks of a
  /// domain)^r` that there are, each as likely for a group as any other (occupancy; Feller I, ch. II). Groups that share
  /// a set are lost together, as the copysets of Cidon et al.
  static func sets(_ inputs: Inputs) -> Double {
    let domains = Double(domains(inputs))
    let groups = inputs.number("groups")
    var possible = 1.0
    for index in 0..<max(1, inputs.count("replicas")) {
      possible *= (domains - Double(index)) / Double(index + 1) * disks(inputs) / domains
    }
    return possible > 1 ? -possible * expm1(groups * log1p(-1 / possible)) : 1
  }

  /// The losses of any group in a second: sets of disks over the mean passage time of one to no replica. The annual rate
  /// is of failures for each disk and year of 365 days, as Backblaze counts them: failures over drive days ÷ 365.
  static func lossRate(_ inputs: Inputs) -> Double {
    let failure = inputs.number("disk.afr") / Time.year
    let window = inputs.number("down.out") + rebuild(inputs)
    return sets(inputs)
      / meanTimeToLoss(
        replicas: max(1, inputs.count("replicas")), failureRate: failure, repairRate: 1 / window)
  }

  /// The mean time until all of `replicas` copies are lost, each failing and being rebuilt on its
  /// own: the birth–death first passage `E_i = 1/λ_i + (μ_i/λ_i)·E_{i−1}`, summed; all terms are
  /// positive, so that nothing cancels even at 1e20 seconds.
  static func meanTimeToLoss(replicas: Int, failureRate: Double, repairRate: Double) -> Double {
    var total = 0.0
    var step = 0.0
    for failed in 0..<replicas {
      let up = Double(replicas - failed) * failureRate
      step = 1 / up + Double(failed) * repairRate / up * step
      total += step
    }
    return total
  }

  /// The share of the raw capacity that is left of all domains but some.
  private static func share(without lost: Int, of domains: Int) -> Double {
    domains > 0 ? Double(max(0, domains - lost)) / Double(domains) : 0
  }

  /// How many domains may be lost for good, one after the other, with a place for every replica among those
  /// that are left and room for all of it.
  static func domainsHealed(_ inputs: Inputs) -> Int {
    let domains = domains(inputs)
    let spare = max(0, domains - inputs.count("replicas"))
    return (0...spare).last { lost in
      inputs.number("fill") <= backfillFull * share(without: lost, of: domains) * (1 + 1e-12)
    } ?? 0
  }

  /// The highest fill at which the loss of a domain is healed below nearfull; 0 where it is not healed at
  /// any.
  static func fillHealed(_ inputs: Inputs) -> Double {
    let domains = domains(inputs)
    return domains > inputs.count("replicas") ? nearFull * share(without: 1, of: domains) : 0
  }

  /// The time until a lost domain's replicas are elsewhere, copied by and to all disks that are left; nil
  /// where there is no place for them.
  static func domainRecovery(_ inputs: Inputs) -> Double? {
    guard domainsHealed(inputs) > 0 else { return nil }
    let domains = domains(inputs)
    let left = disks(inputs) * share(without: 1, of: domains)
    let lost = disks(inputs) / Double(domains)
    let data = lost * inputs.number("disk.size") * inputs.number("fill")
    return inputs.number("down.out") + data / (left * rate(inputs))
  }
}
