import Quantities
import Systems

/// Parts that are needed or spare, pieces of data, and times by the period in other forms.
extension Respelling {
  static let nines = Respelling("nines", "n") { spelt throws(SolveError) in
    guard spelt.key == "nines" || !spelt.said.isDisjoint(with: ["nine", "nines"]) else {
      return nil
    }
    guard let count = Int(spelt.value), (1...12).contains(count) else {
      throw SolveError("`nines` is a whole number from 1 to 12")
    }
    return [("availability", "0." + String(repeating: "9", count: count))]
  }

  /// What a downtime may be counted by; a month has 730 hours.
  private static let periods = [
    "day": "24h", "d": "24h", "week": "168h", "w": "168h", "month": "730h", "mo": "730h",
    "quarter": "2190h", "year": "365d", "y": "365d", "yr": "365d",
  ]

  /// `5min/month`: so much of each such period.
  static let perPeriod = Respelling { spelt throws(SolveError) in
    guard let found = spelt.value.wholeMatch(of: /([^\/]+)\/ ?([A-Za-z]+)/)?.output,
      let period = periods[found.2.lowercased()]
    else { return nil }
    return [(spelt.argument.key, String(found.1))] + (period == "365d" ? [] : [("year", period)])
  }

  /// The same where several add up, each to so much of a year.
  static let perYear = Respelling { spelt throws(SolveError) in
    let respelt = try perPeriod.respell(spelt)
    return respelt?.count == 1 ? respelt : nil
  }

  /// Of n parts so many failures are the end.
  static let failing = Respelling("failing") { spelt throws(SolveError) in
    let parts = try spelt.count("n") ?? 0
    return [("k", String(parts - (try spelt.whole()) + 1))]
  }

  /// Of `N + 1` it is the needed that `n` counts.
  static let spare = Respelling("spare", "n") { spelt throws(SolveError) in
    let (needed, counted) = (try spelt.count("k"), try spelt.count("n"))
    if spelt.key == "spare" {
      return [("n", String((needed ?? counted ?? 1) + (try spelt.whole())))]
    }
    return spelt.other("spare") == nil || needed != nil ? nil : [("k", spelt.value)]
  }

  /// Spares beside the parts that are needed, of which there is one where nothing says how many.
  static let spares = Respelling("spares", "spareparts") { spelt throws(SolveError) in
    let spares = try spelt.whole()
    let (needed, counted) = (try spelt.count("k"), try spelt.count("n"))
    guard let counted else { return [("n", String((needed ?? 1) + spares))] }
    guard counted > spares, counted - spares == needed ?? (counted - spares) else {
      throw SolveError(
        "`n` is the parts needed, `k`, and `\(spelt.argument.key)` together, which \(counted) is not"
      )
    }
    return needed == nil ? [("k", String(counted - spares))] : []
  }

  /// FIT, the failures in 10⁹ hours, as a mean time between failures.
  static let failuresInTime = Respelling("fit", "fits") { spelt throws(SolveError) in
    let rate = try spelt.number()
    guard rate > 0 else { throw SolveError("`\(spelt.argument.key)` is above zero") }
    return [("mtbf", "\(1e9 / rate)h")]
  }

  /// A yearly rate of failures, of each part in 365 days, as a mean time between them: the year of the downtime in the
  /// answer, and that of a time in years.
  static let annualRate = Respelling("afr") { spelt throws(SolveError) in
    let rate = try Arguments.read(spelt.value, .ratio, name: spelt.argument.key, isList: false)
    guard rate > 0 else { throw SolveError("`\(spelt.argument.key)` is above zero") }
    return [("mtbf", "\(Time.year / Time.hour / rate)h")]
  }

  /// The mean time between interruptions of the whole, which is none of each of its nodes.
  static let ofTheWhole = Respelling("systemmtbf", "clustermtbf", "jobmtbf") {
    spelt throws(SolveError) in
    guard spelt.other("nodes", "hosts", "n", "gpus") == nil else {
      throw SolveError(
        "`\(spelt.argument.key)` is of all nodes together: leave out their number, or give `mtbf` of one"
      )
    }
    return [("mtbf", spelt.value)]
  }

  /// A mean life of disks as the share of them that fails in a year of 365 days.
  static let yearlyFailures = Respelling("mtbf", "mttf", "mttf_h", "mtbf_h") {
    spelt throws(SolveError) in
    let isInHours = spelt.key.hasSuffix("_h")
    guard let life = TypedTime(spelt.value + (isInHours ? "h" : "")), life.value > 0, !life.isBare
    else { throw SolveError("`\(spelt.argument.key)` is a time like 1e6h") }
    return [("afr", "\(Time.year / life.value)")]
  }

  /// An availability beside one of the mean times, as the other: MTTR = MTBF·(1 − A)/A.
  static let otherOfRenewal = Respelling("a", "availability") { spelt throws(SolveError) in
    let share = try Arguments.read(
      spelt.value, .ratio, name: spelt.argument.key, isList: false, isShare: true)
    let given = spelt.all.lazy.compactMap { key, value in
      GivenArgument(key, value, in: spelt.calculator)
    }.filter { ["mtbf", "mttr"].contains($0.parameter.name) }
    guard share > 0, share < 1, let one = given.first, given.dropFirst().isEmpty,
      let typed = one.isReciprocal ? nil : TypedTime(one.value)
    else {
      throw SolveError(
        "`\(spelt.argument.key)` lies between 0 and 1, and stands beside one of `mtbf` and `mttr`")
    }
    let lacking = Arguments.complement(spelt.value, share)
    let isLife = one.parameter.name == "mtbf"
    let other = typed.value * (isLife ? lacking / share : share / lacking)
    return [(isLife ? "mttr" : "mtbf", "\(other)\(typed.isBare ? "" : "s")")]
  }

  /// Hosts that are needed as those that are left in reserve; `k` is either, in `k` of `n` and in `N + k`.
  static let neededHosts = Respelling("k", "needed") { spelt throws(SolveError) in
    guard spelt.key == "needed" else {
      throw SolveError(
        "`\(spelt.argument.key)` may be hosts needed or in reserve: give `needed` or `reserve`")
    }
    guard let hosts = try spelt.count("n", "hosts", "nodes", "servers", "instances") else {
      throw SolveError("`\(spelt.argument.key)` of `hosts` are needed: give `hosts`")
    }
    let needed = try spelt.whole()
    guard (0...hosts).contains(needed) else {
      throw SolveError("`\(spelt.argument.key)` is between 0 and `hosts`")
    }
    return [("reserve", String(hosts - needed))]
  }

  /// Data and parity, or a level of RAID, as what is copied and needed.
  static let pieces = [raidSet, parityCount, data, parity]

  private static func disks(_ spelt: Spelt) throws(SolveError) -> Int? {
    try spelt.count("n", "copies", "disks", "drives")
  }

  private static let raidSet = Respelling(
    "raid", "n", "copies", "disks", "drives"
  ) { spelt throws(SolveError) in
    guard spelt.other("raid") != nil else { return nil }
    // The level says how they are used.
    guard spelt.key == "raid" else { return [] }
    let (disks, parity, isMirrored) = try level(spelt)
    return isMirrored
      ? [("copies", "2"), ("sets", String(disks / 2)), ("needed", "1")]
      : [("copies", String(disks)), ("needed", String(disks - parity))]
  }

  /// A level of RAID as data and parity.
  static let raid = Respelling("raid") { spelt throws(SolveError) in
    let (disks, parity, isMirrored) = try level(spelt)
    return [("data", String(disks - parity)), ("parity", String(parity))]
      + (isMirrored ? [("mirrored", "yes")] : [])
  }

  /// The disks of a RAID, and how many of them are parity.
  ///
  /// - Throws: where it has too few disks.
  private static func level(
    _ spelt: Spelt
  ) throws(SolveError) -> (disks: Int, parity: Int, isMirrored: Bool) {
    let level = try spelt.whole()
    let (data, parity) = (try spelt.count("data"), try spelt.count("parity"))
    let disks =
      try disks(spelt) ?? data.flatMap { data in parity.map { data + $0 } }
      ?? (level == 1 ? 2 : nil)
    let levels = [0: 0, 1: (disks ?? 2) - 1, 5: 1, 6: 2, 10: (disks ?? 2) / 2]
    guard let spare = levels[level] else { throw SolveError("RAID is 0, 1, 5, 6 or 10 here") }
    guard let disks, disks > spare, level == 0 || disks > 1, level != 10 || disks.isMultiple(of: 2)
    else { throw SolveError("RAID-\(level) needs its number of disks: give `copies`") }
    return (disks, spare, level == 10)
  }

  /// `k` and `m` of a code.
  private static let parityCount = Respelling("m") { spelt throws(SolveError) in
    guard let data = try spelt.count("k") else { return nil }
    return [("copies", String(try spelt.whole() + data))]
  }

  private static let dataKeys = ["data", "datashards", "datablocks", "datachunks", "datadisks"]
  private static let parityKeys = [
    "parity", "parityshards", "parityblocks", "paritychunks", "paritydisks",
  ]

  private static let data = Respelling(dataKeys) { spelt throws(SolveError) in
    let (data, parity) = (try spelt.whole(), try spelt.count(parityKeys))
    guard let disks = try disks(spelt) else {
      guard let parity else { throw SolveError("`data` stands beside `parity` or `disks`") }
      return [("copies", String(data + parity))]
    }
    guard disks > data, parity ?? (disks - data) == disks - data else {
      throw SolveError("`disks` are as many as `data` and `parity`")
    }
    return [("needed", String(data))]
  }

  private static let parity = Respelling(parityKeys) { spelt throws(SolveError) in
    // Of the disks that are counted so many may be lost.
    let (parity, data, disks) = (try spelt.whole(), try spelt.count(dataKeys), try disks(spelt))
    if disks != nil, data != nil { return [] }
    guard let needed = data ?? disks.map({ $0 - parity }), needed > 0 else {
      throw SolveError("`parity` stands beside `data`, or beside more `disks`")
    }
    return [("needed", String(needed))]
  }
}
