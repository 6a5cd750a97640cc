import Diagnostics
import Model
import Quantities

extension Rule {
  /// Holds an availability against the downtime that is stated beside it.
  static let availabilityDowntime = Rule(
    "availability-downtime", .error,
    """
    An availability and the downtime stated beside it are one fact and must agree.

        可用性: 99.9% (年停机时间 < 30分钟)        <- 99.9 % of a year leaves 525.6 minutes
        可用性: 99.995% (年停机时间 < 30分钟)

    A year has 365 days, a month a twelfth of one. 99.995 % stands for everything that rounds to it,
    99.9945 % to 99.9955 %: a downtime outside of what that allows is an error. One that only the
    printed figure contradicts, by more than a twentieth, is a warning.
    """
  ) { collection, reporter in
    for document in collection.examinedDocuments {
      let claims = Dictionary(document.claims.map { ($0.id, $0) }) { first, _ in first }
      for claim in document.claims {
        guard let other = claim.restates.flatMap({ claims[$0] }) else { continue }
        for (availability, downtime) in [(other, claim), (claim, other)] {
          guard case .value(let share) = availability.statement, isAvailability(availability),
            case .value(let time) = downtime.statement, time.dimension == .time,
            let evidence = downtimeEvidence(share, from: availability, for: downtime)
          else { continue }
          let verdict = reporter.judge(downtime, evidence)
          // A downtime that agrees supports nothing: it is the same fact, said more loosely.
          if verdict == .fails { reporter.judge(availability, reversed(time, downtime, evidence)) }
          guard verdict == .fails || (verdict == .undecided && isFar(evidence.estimate, time))
          else { continue }
          reporter.report(
            "an availability and its downtime must agree: \(evidence.explanation.en), "
              + "not `\(collection.quoted(downtime.figure))`",
            at: downtime.figure, severity: verdict == .fails ? nil : .warning,
            notes: [.init("of this availability", at: availability.figure)])
        }
      }
    }
  }
}

/// Whether a printed figure lies further from a claim than rounding explains.
private func isFar(_ estimate: Double?, _ claim: Quantity) -> Bool {
  guard let estimate else { return false }
  return estimate > claim.interval.upper * 1.05 || estimate < claim.interval.lower * 0.95
}

private func isAvailability(_ claim: Claim) -> Bool {
  guard case .value(let share) = claim.statement, share.dimension == .ratio else { return false }
  return claim.metric?.id == "availability"
}

/// The seconds of the period that a downtime is counted over: a year, if nothing else is said.
func downtimePeriod(_ words: String) -> (seconds: Double, name: Label) {
  let day = 86_400.0
  let words = words.lowercased()
  if ["每月", "月停机", "月度", "per month", "monthly", "/月", "/month"].contains(where: words.contains) {
    return (365 * day / 12, Label(zh: "1/12 年", en: "1/12 year"))
  }
  if ["每周", "周停机", "per week", "weekly", "/周"].contains(where: words.contains) {
    return (7 * day, Label(zh: "7 天", en: "7 days"))
  }
  if ["每天", "每日", "日停机", "per day", "daily", "/天"].contains(where: words.contains) {
    return (day, Label(zh: "24 小时", en: "24 hours"))
  }
  return (365 * day, Label(zh: "365 天", en: "365 days"))
}

/// What an availability leaves: `(1 − 99.995 %) × 365 天 = 26.28 分钟`.
private func downtimeEvidence(
  _ share: Quantity, from availability: Claim, for downtime: Claim
)
  -> Evidence?
{
  guard share.value > 0, share.value <= 1 else { return nil }
  let period = downtimePeriod(downtime.subject + " " + (downtime.qualifier ?? ""))
  let bounded = Interval(
    max(0, share.interval.lower), min(1, max(0, share.interval.upper)))
  let interval = bounded.mapped { (1 - $0) * period.seconds }
  let estimate = (1 - share.value) * period.seconds
  let percent = format(share.value, in: share.unit, .en)
  return Evidence(
    kind: .computed, interval: interval, estimate: estimate,
    explanation: Label(
      zh: "(1 − \(percent)) × \(period.name.zh) = \(format(estimate, in: .time, .zh))",
      en: "(1 − \(percent)) × \(period.name.en) = \(format(estimate, in: .time, .en))"),
    inputs: [availability.figure])
}

/// What the downtime says of the availability: `1 − 30 分钟 / 365 天 = 99.9943 %`.
private func reversed(_ time: Quantity, _ downtime: Claim, _ evidence: Evidence) -> Evidence {
  let period = downtimePeriod(downtime.subject + " " + (downtime.qualifier ?? ""))
  let bounded = Interval(
    min(max(0, time.interval.lower), period.seconds),
    min(max(0, time.interval.upper), period.seconds))
  let estimate = 1 - time.value / period.seconds
  return Evidence(
    kind: .computed, interval: bounded.mapped { 1 - $0 / period.seconds }, estimate: estimate,
    explanation: Label(
      zh:
        "1 − \(format(time, .zh)) ÷ \(period.name.zh) = \(format(estimate, in: .ratio, .zh))",
      en:
        "1 − \(format(time, .en)) ÷ \(period.name.en) = \(format(estimate, in: .ratio, .en))"),
    inputs: [downtime.figure])
}
