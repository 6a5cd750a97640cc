import Catalog
import Diagnostics
import Model
import Quantities

// The forms of catalog rules that weigh two places, or a place and a claim, against each other.

extension Design {
  /// The one exact count of some things in a text; nil where there are several or none.
  private func count(_ place: Place, of units: [String]) -> Quantity? {
    let counts = Set(
      place.quantities.filter {
        TechnologyRule.measures(units, $0.dimension) && $0.comparator == .equal
      })
    return counts.count == 1 ? counts.first : nil
  }

  func ratio(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    guard let bound = rule.atMost else { return }
    for place in places where place.isComponent && place.names(rule.of) {
      guard let count = count(place, of: rule.units) else { continue }
      // The nearest that holds it, or else the only one there is.
      var holder = place.parent
      while let next = holder, self.count(places[next], of: rule.perUnits) == nil {
        holder = places[next].parent
      }
      let others = places.filter {
        $0.isComponent && $0.names(rule.with) && self.count($0, of: rule.perUnits) != nil
      }
      guard let other = holder.map({ places[$0] }) ?? (others.count == 1 ? others.first : nil),
        let per = self.count(other, of: rule.perUnits), per.value > 0
      else { continue }
      let quotient = count.value / per.value
      guard quotient > bound else { continue }
      reporter.report(
        "\(rule.message): here \(format(count, .en)) over \(format(per, .en))", at: place.span,
        notes: other.span == place.span ? [] : [.init("counted here", at: other.span)])
    }
  }

  func claim(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    guard let place = places.first(where: { $0.names(rule.of) && $0.isComponent }) else { return }
    for claim in claims where claim.metric?.id == rule.metric {
      guard let reached = claim.reached,
        claim.role == .requirement || claim.role == .outcome
      else { continue }
      let isUnder = rule.atLeast.map { reached.interval.upper < $0 } ?? false
      let isOver = rule.atMost.map { reached.interval.lower > $0 } ?? false
      guard isUnder || isOver else { continue }
      reporter.report(
        "\(rule.message): here \(format(reached, .en))", at: claim.figure,
        notes: [.init("this is what is to reach it", at: place.span)])
      return
    }
  }

  func each(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    // From the parent of some parts to the parts, and what stands under each.
    var groups: [Int: [Int]] = [:]
    for index in places.indices where places[index].isComponent && places[index].names(rule.within)
    {
      groups[places[index].parent ?? -1, default: []].append(index)
    }
    for (_, sites) in groups.sorted(by: { $0.key < $1.key }) where sites.count > 1 {
      let have = sites.filter { site in
        places.indices.contains { isBelow($0, site) && places[$0].names(rule.of) }
      }
      let lack = sites.filter { site in
        !have.contains(site) && places.indices.contains { $0 != site && isBelow($0, site) }
      }
      guard let one = have.first, let other = lack.first else { continue }
      reporter.report(
        rule.message, at: places[other].span,
        notes: [.init("this one has it", at: places[one].span)])
      return
    }
  }

  /// Whether a place is another one, or stands somewhere under it.
  private func isBelow(_ index: Int, _ ancestor: Int) -> Bool {
    var next: Int? = index
    while let place = next, place >= ancestor {
      if place == ancestor { return true }
      next = places[place].parent
    }
    return false
  }

  func skew(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    guard let bound = rule.atMost else { return }
    for case .technology(let id) in rule.of {
      for case .technology(let other) in rule.with {
        guard let mine = version(of: id).flatMap(MinorVersion.init),
          let theirs = version(of: other).flatMap(MinorVersion.init), mine.major == theirs.major,
          let place = places.first(where: { $0.versions[id] != nil })
        else { continue }
        let difference = theirs.minor - mine.minor
        guard difference < 0 || Double(difference) > bound else { continue }
        reporter.report(
          "\(rule.message): here \(mine) beside \(theirs)", at: place.span,
          notes: places.first { $0.versions[other] != nil }
            .map { [.init("the other version", at: $0.span)] } ?? [])
        return
      }
    }
  }

  func step(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    guard let bound = rule.atMost else { return }
    for place in places where place.names(rule.of) {
      let chain = MinorVersion.chain(in: place.text)
      for (before, after) in zip(chain, chain.dropFirst())
      where before.major == after.major && Double(after.minor - before.minor) > bound {
        reporter.report("\(rule.message): here \(before) to \(after)", at: place.span)
        break
      }
    }
  }

  func choice(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    for place in places where place.isComponent && place.alternatives.count > 1 {
      let offered = place.alternatives.count { choice in
        rule.of.contains { if case .technology(let id) = $0 { choice.contains(id) } else { false } }
      }
      if offered > 1 { reporter.report(rule.message, at: place.span) }
    }
  }

  func sibling(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    for place in places
    where place.isComponent && place.names(rule.of) && !place.names(rule.with) {
      guard let parent = place.parent, !places[parent].names(rule.with),
        let other = places.first(where: { $0.parent == parent && $0.names(rule.with) })
      else { continue }
      reporter.report(
        rule.message, at: place.span, notes: [.init("of this", at: other.span)])
    }
  }

  func leaf(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    for index in places.indices where places[index].isComponent && places[index].names(rule.of) {
      let place = places[index]
      // What says more than its name has said what it is.
      guard !places.contains(where: { $0.parent == index }), place.quantities.isEmpty,
        place.technologies.isEmpty, place.text.unicodeScalars.count <= 12
      else { continue }
      reporter.report(rule.message, at: place.span)
    }
  }
}

extension Design.Line {
  /// Whether the line speaks of a metric.
  func names(metric id: String) -> Bool {
    let bytes = Array(text.utf8)
    return MetricNames.shared.mentions(in: bytes, bytes.indices).contains { $0.metric.id == id }
  }
}

/// A version of which only the first two parts matter: `1.28`.
struct MinorVersion: CustomStringConvertible {
  let major: Int
  let minor: Int

  init?(_ text: String) {
    let parts = text.split(separator: ".")
    guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1]) else { return nil }
    self.major = major
    self.minor = minor
  }

  var description: String { "\(major).\(minor)" }

  /// The longest run of versions that arrows or 到 join, `1.24 → 1.26`.
  static func chain(in text: String) -> [MinorVersion] {
    var best: [MinorVersion] = []
    var run: [MinorVersion] = []
    var between = ""
    var rest = Substring(text)
    while let first = rest.first {
      let word = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard !word.isEmpty else {
        between.append(first)
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst(word.count)
      guard let version = MinorVersion(String(word)) else {
        between += word
        continue
      }
      let link = between.filter { !$0.isWhitespace && $0 != "v" && $0 != "V" }
      if !["→", "->", "=>", "到", "至", "升级到", "升级至", "to"].contains(link) { run = [] }
      run.append(version)
      if run.count > best.count { best = run }
      between = ""
    }
    return best
  }
}
