import Model
import Quantities

/// A claim before it has an identity and a place in the source.
struct FoundClaim {
  var role: Claim.Role
  var subject: String
  var metric: Metric?
  let statement: Claim.Statement
  var percentile: Double?
  var qualifier: String?

  /// The position in the line's claims of the one that this restates.
  var restates: Int?
  let line: Range<Int>
  let figure: Range<Int>

  /// Whether the figure had no unit of its own.
  var wasBare = false

  /// Whether nothing in its clause says what it is about: then it is that of the claim beside it, and
  /// without one it is no claim.
  var isHeir = false
  var needsNeighbour = false

  /// Whether it stands in brackets as what was asked for: what follows goes on from what was reached.
  var isTarget = false
}

/// Reads the claims of one line.
struct ClaimLine {
  let text: FigureText
  let line: Range<Int>
  let numbers: [ReadNumber]
  let context: LineContext
  let keyText: String?
  let role: Claim.Role
  let isTotal: Bool
  let keyIsTotal: Bool
  let isAboutItself: Bool
  let keyMetrics: [Metric]
  private let clauses: [Clause]

  /// The percentile that the key names, where it names one: `P99 latency: 8 ms`.
  private let keyPercentile: Double?

  var bytes: [UInt8] { text.bytes }

  init(
    _ text: FigureText, _ line: Range<Int>, _ numbers: [ReadNumber], _ context: LineContext
  ) {
    self.text = text
    self.line = line
    self.numbers = numbers
    self.context = context
    let parts = LineClauses(
      text.bytes, line, figures: numbers.map(\.range),
      values: numbers.filter { $0.quantity?.isBare == false }.map(\.range))
    clauses = parts.clauses
    let key = parts.key.map { text.bytes.string(text.bytes.trimmed($0)) }
    keyText = context.key ?? key
    let (keyRole, isTotalKey) = key.map { ClaimWords.reading(of: $0) } ?? (nil, false)
    let given = keyRole ?? context.role ?? .statement
    // What is supposed under the heading of an outcome has not come of anything.
    role =
      given == .outcome && ClaimWords.supposes.occurs(in: text.bytes, line) ? .statement : given
    keyIsTotal = isTotalKey
    isTotal = context.isTotal || keyIsTotal
    isAboutItself = ClaimWords.isAboutItself(text.bytes[line])
    let keyBytes = Array((keyText ?? "").utf8)
    keyMetrics = MetricNames.shared.mentions(in: keyBytes, 0..<keyBytes.count).map(\.metric)
    let percentiles = Self.mayNamePercentile(keyBytes) ? Self.percentiles(in: keyBytes) : []
    keyPercentile = percentiles.count == 1 ? percentiles[0] : nil
  }

  /// Whether two digits stand in a key behind a P, or before 分位 or `th`.
  private static func mayNamePercentile(_ key: [UInt8]) -> Bool {
    key.indices.dropFirst().contains { place in
      key[place].isDigit
        && (key[place - 1] | 0x20 == UInt8(ascii: "p")
          || key[place - 1].isDigit && place + 1 < key.count
            && (key[place + 1] >= 0x80 || "t ".utf8.contains(key[place + 1])))
    }
  }

  private static func percentiles(in key: [UInt8]) -> [Double] {
    readNumbers(in: key).compactMap { number in
      if case .percentile(let share) = number.reading { share } else { nil }
    }
  }

  func read() -> [FoundClaim] {
    var found: [FoundClaim] = []
    /// For each clause, the last claim made in it.
    var made = [Int?](repeating: nil, count: clauses.count)
    var next = 0
    for (index, clause) in clauses.enumerated() {
      while next < numbers.count, numbers[next].range.upperBound <= clause.range.lowerBound {
        next += 1
      }
      let first = next
      while next < numbers.count, numbers[next].range.lowerBound < clause.range.upperBound {
        next += 1
      }
      let owner = clause.owner.flatMap { made[$0] }
      let inside = Array(numbers[first..<next])
      if let owner, let reached = attained(clause, inside, of: found[owner]) {
        found[owner].role = .requirement
        found[owner].isTarget = true
        found.append(reached)
        made[index] = found.count - 1
        continue
      }
      if let owner, let target = target(clause, inside, of: found[owner]) {
        if found[owner].role == .requirement || found[owner].role == .statement {
          found[owner].role = .outcome
        }
        found.append(target)
        made[index] = owner
        continue
      }
      if inside.isEmpty {
        if let owner, let remark = remark(clause) { found[owner].add(remark) }
        continue
      }
      // What stands before the bracket is the subject, unless it has a figure of its own.
      let outer = owner == nil ? clause.owner.map { clauses[$0].range } : nil
      let isOfAvailability = owner.map { found[$0].metric?.id == Metric.ID.availability } ?? false
      let percentile = index == 0 ? keyPercentile : nil
      for claim in read(
        clause, inside, outer: outer, percentile: percentile, isOfAvailability: isOfAvailability)
      {
        var claim = claim
        if let owner, restates(claim, found[owner], clause) {
          claim.restates = owner
          claim.role = found[owner].role
        } else if let owner, case .transition = claim.statement, found[owner].restates == nil,
          case .change = found[owner].statement
        {
          // 内存降低 40%（400MB → 150MB）: the change is said first.
          found[owner].restates = found.count
          claim.inherit(from: found[owner])
        } else {
          let isJoined = owner == nil && join(&claim, with: &found, clause)
          if claim.needsNeighbour, !isJoined { continue }
        }
        found.append(claim)
        made[index] = found.count - 1
      }
      if made[index] == nil { made[index] = owner }
    }
    return found
  }

  /// The claims of one clause.
  private func read(
    _ clause: Clause, _ inside: [ReadNumber], outer: Range<Int>?, percentile: Double?,
    isOfAvailability: Bool
  ) -> [FoundClaim] {
    var found: [FoundClaim] = []
    var percentile = percentile
    var previous = clause.range.lowerBound
    let arrows = countArrows(clause.range)
    var index = 0
    while index < inside.count {
      let number = inside[index]
      index += 1
      switch number.reading {
      case .percentile(let share): percentile = share
      case .label: break
      case .quantity(let quantity):
        var claim: FoundClaim?
        if index < inside.count, let other = inside[index].quantity,
          let change = transition(quantity, other, previous, clause, arrows: arrows)
        {
          claim = change
          index += 1
        } else if !touchesArrow(quantity.range, clause.range) {
          let limit =
            index < inside.count ? inside[index].range.lowerBound : clause.range.upperBound
          // A clause may begin inside a figure, as at the comma of a list without spaces.
          let before = min(previous, quantity.range.lowerBound)..<quantity.range.lowerBound
          claim = single(quantity, before, limit: limit, isInBrackets: clause.depth > 0)
          if claim == nil, let outer, previous == clause.range.lowerBound {
            let wider = min(outer.lowerBound, before.lowerBound)..<before.upperBound
            claim = single(quantity, wider, limit: limit, isInBrackets: false)
          }
          if claim == nil, isOfAvailability { claim = downtime(quantity) }
        }
        if var claim {
          claim.percentile = percentile
          found.append(claim)
        }
        previous = inside[index - 1].range.upperBound
        continue
      }
      previous = number.range.upperBound
    }
    return found
  }

  /// `P99: 65 ms (target: 200 ms)`: what was required, in brackets behind what was reached.
  private func target(
    _ clause: Clause, _ inside: [ReadNumber], of owner: FoundClaim
  ) -> FoundClaim? {
    guard
      var target = beside(
        clause, inside, of: owner,
        isMeant: {
          ClaimWords.role(of: $0) == .requirement
        })
    else { return nil }
    target.role = .requirement
    target.isTarget = true
    return target
  }

  /// `RTO < 30 min (achieved 45 min)`: what was reached, in brackets behind what was required.
  private func attained(
    _ clause: Clause, _ inside: [ReadNumber], of owner: FoundClaim
  ) -> FoundClaim? {
    // What is not a bound may be an estimate, or what a vendor says.
    guard let metric = owner.metric, metric.better != .neither,
      case .value(let asked) = owner.statement,
      owner.role == .requirement || [.less, .atMost, .greater, .atLeast].contains(asked.comparator)
        || ["rto", "rpo"].contains(metric.id)
    else { return nil }
    return beside(clause, inside, of: owner) { words in
      Self.attainments.contains(words.lowercased().filter { !" :：约~=".contains($0) })
    }
  }

  private static let attainments = ["实测", "实际", "达成", "achieved", "actual", "measured", "reached"]

  /// The figure in brackets that says of the one before it what was asked for, or what came of it.
  private func beside(
    _ clause: Clause, _ inside: [ReadNumber], of owner: FoundClaim, isMeant: (String) -> Bool
  ) -> FoundClaim? {
    // A target of utilisation is no floor: an autoscaler aims at it.
    guard inside.count == 1, let quantity = inside[0].quantity, !quantity.isBare,
      owner.metric?.id.hasSuffix("utilisation") != true,
      quantity.sign == nil, quantity.times == nil,
      case .value(let reached) = owner.statement,
      reached.dimension == quantity.quantity.dimension,
      bytes.trimmed(quantity.range.upperBound..<clause.range.upperBound).isEmpty
    else { return nil }
    let words = bytes.string(
      bytes.trimmed(clause.range.lowerBound..<quantity.range.lowerBound))
    guard words.count <= 24, isMeant(words) else { return nil }
    var claim = FoundClaim(
      role: .outcome, subject: owner.subject, metric: owner.metric,
      statement: .value(quantity.quantity), line: owner.line, figure: quantity.range)
    claim.percentile = owner.percentile
    return claim
  }

  /// Joins a claim with the one before it in its sentence, where one restates the other.
  private func join(
    _ claim: inout FoundClaim, with found: inout [FoundClaim], _ clause: Clause
  ) -> Bool {
    guard let last = found.lastIndex(where: { !$0.isTarget }), stands(nextTo: clause, found[last])
    else { return false }
    if continues(claim, found[last]) {
      claim.restates = last
      claim.role = found[last].role
    } else if found[last].restates == nil,
      continues(found[last], claim) || shows(claim, found[last], clause)
    {
      // 下降47%，由82ms降至61ms: the change is said first.
      found[last].restates = found.count
    } else {
      return false
    }
    claim.inherit(from: found[last])
    return true
  }

  /// Whether a clause follows a claim's figure closely, in the same sentence.
  private func stands(nextTo clause: Clause, _ claim: FoundClaim) -> Bool {
    guard claim.figure.upperBound <= clause.range.lowerBound else { return false }
    let between = claim.figure.upperBound..<clause.range.lowerBound
    let ends: [StaticString] = ["。", "；", ";", ". "]
    return between.count <= 60 && !ends.contains { bytes.find($0, in: between) != nil }
  }

  /// Whether a claim says again what the one beside it says: the change of two figures, or the
  /// downtime of an availability.
  private func continues(_ claim: FoundClaim, _ other: FoundClaim) -> Bool {
    switch (other.statement, claim.statement) {
    case (.transition, .change):
      return other.subject == claim.subject || claim.isHeir
    case (.value(let a), .value(let b)):
      return other.metric?.id == Metric.ID.availability && claim.metric?.id == Metric.ID.downtime
        && a.dimension == .ratio && b.dimension == .time
    default: return false
    }
  }

  /// Whether a claim gives the two figures of a change before its colon: `reduced by 50%: 2 hours → 1 hour`.
  private func shows(_ claim: FoundClaim, _ change: FoundClaim, _ clause: Clause) -> Bool {
    guard case .transition(let before, _) = claim.statement, case .change = change.statement,
      claim.subject.isEmpty, change.metric?.accepts(before.dimension) ?? true
    else { return false }
    let start = clause.range.lowerBound
    return bytes.has(":", at: start - 1) || bytes.has("：", at: start - 3)
  }

  /// Words in brackets after a figure: its scope or method.
  private func remark(_ clause: Clause) -> String? {
    let range = bytes.trimmed(clause.range)
    return clause.depth > 0 && !range.isEmpty ? bytes.string(range) : nil
  }

  /// Whether a bracketed claim says again, in other terms, what its owner says.
  private func restates(_ claim: FoundClaim, _ owner: FoundClaim, _ clause: Clause) -> Bool {
    let lead = clause.range.lowerBound..<max(clause.range.lowerBound, claim.figure.lowerBound)
    let isAlone = bytes.trimmed(lead).isEmpty
    return switch (owner.statement, claim.statement) {
    case (.transition, .change): true
    case (.value(let a), .value(let b)):
      owner.metric?.id == Metric.ID.availability && claim.metric?.id == Metric.ID.downtime
        || owner.metric?.id == Metric.ID.downtime && claim.metric?.id == Metric.ID.availability
        || (isAlone && a.unit.symbol.hasPrefix("/") && b.unit.dimension == .ratio)
        || (isAlone && owner.metric != nil && owner.metric?.id == claim.metric?.id
          && a.dimension == b.dimension)
    default: false
    }
  }
}

extension FoundClaim {
  /// The unit of its figure, where it has one.
  var units: [Quantities.Unit] {
    switch statement {
    case .value(let quantity), .change(let quantity), .transition(let quantity, _): [quantity.unit]
    }
  }

  /// Takes the subject of the claim beside it, where it has none of its own.
  fileprivate mutating func inherit(from other: FoundClaim) {
    guard isHeir else { return }
    if !other.subject.isEmpty { subject = other.subject }
    metric = metric ?? other.metric
  }

  fileprivate mutating func add(_ remark: String) {
    qualifier = qualifier.map { $0 + "; " + remark } ?? remark
  }
}
