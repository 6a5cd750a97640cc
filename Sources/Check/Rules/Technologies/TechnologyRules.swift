import Catalog
import Diagnostics
import Model
import Quantities

extension Rule {
  /// The rule that an entry of `rules.yml` states.
  init(_ stated: TechnologyRule, in catalog: Catalog) {
    let title = stated.title
    self.init(
      stated.id, stated.severity, title.isEmpty ? nil : Label(zh: title[0], en: title[1]),
      explanation(of: stated, in: catalog)
    ) { collection, reporter in
      if stated.form == .field { return collection.judgeManifests(by: stated, &reporter) }
      if stated.form == .lacks { return collection.judgeLacking(by: stated, &reporter) }
      // Most rules are of what no design names.
      if collection.mayName(stated.of) {
        for design in collection.designs {
          design.judge(by: stated, &reporter)
        }
        if stated.form == .exclusive {
          for overview in collection.overviews where overview.isOneSystem(for: stated) {
            overview.judge(by: stated, &reporter)
          }
        }
      }
      if stated.form == .quorum { collection.judgeLines(byQuorum: stated, &reporter) }
      if stated.form == .conflict { collection.judgeLines(byConflict: stated, &reporter) }
    }
  }
}

/// The manual's text of a rule that is data.
private func explanation(of stated: TechnologyRule, in catalog: Catalog) -> String {
  let known = catalog.sources
  let capital = sentence(stated.says, in: catalog)
  let sources = stated.sources.map { id in
    let source = known[id]
    return "- \(source?.title ?? id)" + (source?.url.map { ", <\($0)>" } ?? "")
  }
  let example = stated.fires.isEmpty ? "" : "\n\n    " + stated.fires.joined(separator: "\n    ")
  let reach =
    switch stated.form {
    case .needs, .each, .leaf:
      "A tree is not an inventory, so what it does not name may still be there."
    case .conflict where !stated.from.isEmpty:
      "Judged in designs, and in sentences that name both and the version. That both are named does not prove "
        + "that they meet: it is never more than a warning, unless one component names both."
    case .conflict, .exclusive, .claim:
      "That both are named in one design does not prove that they meet: it is never more than a "
        + "warning, unless one component names both."
    case .label, .limit, .quorum, .scale, .inside, .ratio, .skew, .step, .choice, .sibling:
      "It is judged by the component's own words and figures."
    case .lacks:
      "Judged in tables that compare, in a component, and in a clause that names the technology and says that it has this, "
        + "where no other one of its kind is named and nothing denies it."
    case .field:
      "It is judged in the manifests that fences show."
    }
  return """
    \(capital).\(stated.instead.isEmpty ? "" : "\n\nInstead: \(stated.instead).")

    \(reach)\(example)\(sources.isEmpty ? "" : "\n\n" + sources.joined(separator: "\n"))
    """
}

/// A statement as a sentence begins: with a capital, unless a product's name that has none comes first.
private func sentence(_ text: String, in catalog: Catalog) -> String {
  let first = text.prefix { $0 != " " && $0 != "'" }
  let isName =
    first.contains(where: \.isUppercase)
    || catalog.technologies.contains { $0.name == first || $0.names.contains(String(first)) }
  return isName ? text : text.prefix(1).uppercased() + text.dropFirst()
}

extension Design {
  fileprivate func judge(by rule: TechnologyRule, _ reporter: inout Reporter) {
    if let since = rule.since {
      guard let date, date >= since else { return }
    }
    // A drawing among other things is no inventory at all.
    guard names(rule.of), isCase || !rule.form.isAboutAbsence else { return }
    for (technology, first) in rule.from {
      guard let version = version(of: technology) else { continue }
      if compareVersions(version, first) < 0 { return }
    }
    if !rule.from.isEmpty, rule.from.keys.allSatisfy({ version(of: $0) == nil }) { return }
    for (technology, last) in rule.before {
      guard let version = version(of: technology), compareVersions(version, last) < 0 else {
        return
      }
    }
    if !rule.unless.isEmpty, says(rule.unless) { return }
    if !rule.beside.isEmpty, !says(rule.beside) { return }
    if discusses(rule) { return }
    switch rule.form {
    case .conflict: conflict(rule, &reporter)
    case .exclusive: exclusive(rule, &reporter)
    case .needs: needs(rule, &reporter)
    case .label:
      for place in places
      where place.isComponent && place.names(rule.of) && place.says(rule.words) {
        reporter.report(rule.message, at: place.span)
      }
    case .limit: limit(rule, &reporter)
    case .quorum: quorum(rule, &reporter)
    case .scale: scale(rule, &reporter)
    case .inside:
      for place in places where place.names(rule.of) {
        guard let parent = place.parent, places[parent].names(rule.within) else { continue }
        reporter.report(
          rule.message, at: place.span, notes: [.init("inside this", at: places[parent].span)])
      }
    case .ratio: ratio(rule, &reporter)
    case .claim: claim(rule, &reporter)
    case .each: each(rule, &reporter)
    case .skew: skew(rule, &reporter)
    case .step: step(rule, &reporter)
    case .choice: choice(rule, &reporter)
    case .sibling: sibling(rule, &reporter)
    case .leaf: leaf(rule, &reporter)
    case .field, .lacks: break  // Judged over the documents.
    }
  }

  /// Whether the text itself speaks of what the rule speaks of: its author knows.
  private func discusses(_ rule: TechnologyRule) -> Bool {
    switch rule.form {
    case .needs, .limit, .quorum, .ratio, .each, .skew, .step, .choice, .sibling, .leaf, .field,
      .lacks:
      return false
    case .conflict, .exclusive, .label, .scale, .inside, .claim: break
    }
    return surroundings.hold(.rule(rule.id)) { line in
      guard line.isDiscussion, holds(rule.of, line.text, line.technologies) else { return false }
      switch rule.form {
      case .claim: return rule.metric.map { line.names(metric: $0) } ?? false
      case .conflict: return holds(rule.with, line.text, line.technologies)
      case .exclusive:
        return rule.of.count { holds([$0], line.text, line.technologies) } > 1
      case .label, .scale: return rule.words.contains { line.text.holds($0) }
      case .inside: return holds(rule.within, line.text, line.technologies)
      case .needs, .limit, .quorum, .ratio, .each, .skew, .step, .choice, .sibling, .leaf, .field,
        .lacks:
        return false
      }
    }
  }

  private func conflict(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    func counts(_ place: Place) -> Bool {
      !rule.needsFigures || place.text.contains { $0.isNumber }
    }
    let ours = places.filter {
      $0.names(rule.of) && counts($0) && (rule.words.isEmpty || $0.says(rule.words))
    }
    let theirs = places.filter { $0.names(rule.with) && counts($0) }
    if let both = ours.first(where: { place in
      place.names(rule.with) && !place.offersChoice(rule.of, rule.with)
        && theirs.contains { $0.span == place.span }
    }) {
      reporter.report(rule.message, at: both.span, severity: both.isComponent ? nil : .warning)
      return
    }
    for one in ours where !one.names(rule.with) {
      guard let other = theirs.first(where: { !$0.names(rule.of) && $0.mayMeet(one) }) else {
        continue
      }
      reporter.report(
        rule.message, at: other.span, severity: .warning,
        notes: [.init("the other one is named here", at: one.span)])
      return
    }
  }

  private func exclusive(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    for (index, a) in rule.of.enumerated() {
      for b in rule.of[(index + 1)...] {
        // Where any place offers the two as a choice, one of them is meant.
        if places.contains(where: { $0.offersChoice([a], [b]) }) { continue }
        guard let one = places.first(where: { $0.names([a]) && $0.isComponent }),
          let other = places.first(where: {
            $0.names([b]) && $0.isComponent && $0.mayMeet(one)
          })
        else { continue }
        let isOne = one.span == other.span
        reporter.report(
          rule.message, at: other.span, severity: isOne ? nil : .warning,
          notes: isOne ? [] : [.init("the other one is named here", at: one.span)])
        return
      }
    }
  }

  private func needs(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    guard
      let place = places.first(where: {
        $0.names(rule.of) && $0.isComponent && (rule.words.isEmpty || $0.says(rule.words))
      }), !says(rule.any), !provides(rule.any)
    else { return }
    reporter.report(rule.message, at: place.span)
  }

  private func limit(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    for place in places
    where place.isComponent && place.names(rule.of)
      && (rule.words.isEmpty || place.says(rule.words))
    {
      for quantity in place.quantities where rule.measures(quantity.dimension) {
        let isOver = rule.atMost.map { quantity.interval.lower > $0 } ?? false
        let isUnder = rule.atLeast.map { quantity.interval.upper < $0 } ?? false
        guard isOver || isUnder else { continue }
        reporter.report("\(rule.message): here \(format(quantity, .en))", at: place.span)
        break
      }
    }
  }

  private func quorum(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    for place in places
    where place.names(rule.of) && (rule.words.isEmpty || place.says(rule.words)) {
      let counts = Set(place.quantities).filter { quantity in
        guard case .count(let thing) = quantity.dimension, members.contains(thing) else {
          return false
        }
        return quantity.comparator == .equal && quantity.value == quantity.value.rounded()
      }
      let values = Set(counts.map(\.value))
      // Several counts in one text: nobody can say which is that of the members.
      guard place.isComponent, values.count == 1, let count = counts.first, count.value >= 2,
        count.value.truncatingRemainder(dividingBy: 2) == 0
      else { continue }
      reporter.report("\(rule.message): here \(format(count, .en))", at: place.span)
    }
  }

  private func scale(_ rule: TechnologyRule, _ reporter: inout Reporter) {
    guard let place = places.first(where: { $0.names(rule.of) && $0.says(rule.words) }),
      let bound = rule.atLeast
    else { return }
    for large in places where large.isComponent {
      guard
        let count = large.quantities.first(where: {
          rule.measures($0.dimension) && $0.interval.lower >= bound
        })
      else { continue }
      reporter.report(
        "\(rule.message): here \(format(count, .en))", at: place.span,
        notes: [.init("the nodes", at: large.span)])
      return
    }
  }
}

/// What members of a quorum are counted in; cores and gigabytes are none.
private let members: Set<String> = [
  "节点", "个", "台", "套", "实例", "副本", "主机", "服务器", "虚拟机", "Pod", "容器",
]

extension Design.Place {
  /// Whether the text names one of the terms.
  func names(_ terms: [TechnologyRule.Term]) -> Bool {
    holds(terms, text, technologies)
  }

  func says(_ words: [String]) -> Bool { words.contains { text.holds($0) } }

  /// Whether the text offers the two as alternatives of which one is meant.
  fileprivate func offersChoice(_ a: [TechnologyRule.Term], _ b: [TechnologyRule.Term]) -> Bool {
    func offers(_ choice: Set<String>, _ terms: [TechnologyRule.Term]) -> Bool {
      terms.contains { if case .technology(let id) = $0 { choice.contains(id) } else { false } }
    }
    return alternatives.contains { offers($0, a) && !offers($0, b) }
      && alternatives.contains { offers($0, b) && !offers($0, a) }
  }
}

/// Whether a text, or the technologies that it names, holds one of the terms.
func holds(
  _ terms: [TechnologyRule.Term], _ text: String, _ technologies: Set<String>
) -> Bool {
  terms.contains { term in
    switch term {
    case .technology(let id): technologies.contains(id)
    case .words(let words): text.holds(words)
    }
  }
}

extension TechnologyRule {
  var message: String { says }

  func measures(_ dimension: Dimension) -> Bool { Self.measures(units, dimension) }

  static func measures(_ units: [String], _ dimension: Dimension) -> Bool {
    switch dimension {
    case .count(let thing): units.contains { thing == $0 || thing.hasSuffix($0) }
    case .data: units.contains("data")
    case .dataRate: units.contains("rate")
    case .time: units.contains("time")
    case .ratio, .factor, .frequency, .rate, .money, .moneyRate, .power, .voltage, .temperature,
      .length, .number:
      false
    }
  }
}

/// Compares versions part by part; missing parts are zero.
func compareVersions(_ a: String, _ b: String) -> Int {
  let a = a.split(separator: ".").map { Int($0) ?? 0 }
  let b = b.split(separator: ".").map { Int($0) ?? 0 }
  for index in 0..<max(a.count, b.count) {
    let x = index < a.count ? a[index] : 0
    let y = index < b.count ? b[index] : 0
    if x != y { return x < y ? -1 : 1 }
  }
  return 0
}
