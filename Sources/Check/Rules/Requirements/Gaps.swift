import Catalog
import Diagnostics
import Model
import Quantities

extension Rule {
  /// Notes a technology without a version where the design gives others theirs.
  static let unversionedTechnology = Rule(
    "unversioned-technology", .note, "有生命周期的技术没有写版本", "Technology without its version",
    """
    A design that states versions states those of all that reaches an end.

        ├─ Kubernetes 1.31
        └─ Istio 服务网格        <- which one decides how long it is supported

    Only designs that give some version are asked for the others.
    """
  ) { collection, reporter in
    for design in collection.designs where design.isCase {
      var stated: Set<String> = []
      var first: [String: Design.Place] = [:]
      for place in design.places where place.isComponent {
        for id in place.technologies where collection.catalog[id]?.hasVersions == true {
          if place.versions[id] != nil || hasVersion(place.text) { stated.insert(id) }
          if first[id] == nil { first[id] = place }
        }
      }
      // A suite's version is that of its parts: vSphere 8.0 is ESXi 8.0 and vCenter 8.0.
      for place in design.places where !stated.isEmpty && !place.versions.isEmpty {
        for id in place.versions.keys {
          stated.formUnion(collection.catalog[id]?.contains ?? [])
        }
      }
      let missing = first.filter { !stated.contains($0.key) }
        .sorted { ($0.value.span, $0.key) < ($1.value.span, $1.key) }
      guard !stated.isEmpty, let one = missing.first else { continue }
      let names = missing.prefix(5).compactMap { collection.catalog[$0.key]?.name }
      let rest = missing.count > names.count ? " and \(missing.count - names.count) more" : ""
      reporter.report(
        "a design that gives versions should give those of \(names.joined(separator: ", "))\(rest)",
        at: one.value.span)
    }
  }

  /// Notes a design with versions in a document without a date.
  static let undatedDesign = Rule(
    "undated-design", .note, "写了版本却没有日期", "Versions without a date",
    """
    A document that names versions says when it was written: whether a version was supported depends
    on it.

        > **最后更新**: 2025年10月20日

    The date may also stand in the file's name or in the front matter.
    """
  ) { collection, reporter in
    var seen: Set<SourceID> = []
    for design in collection.designs where design.date == nil && design.isCase {
      let place = design.places.first { place in
        // 2015年7月 | K8s v1.0 发布: history, which is dated itself.
        place.versions.contains { collection.catalog[$0.key]?.hasVersions == true }
          && !releases.occurInAnyCase(in: place.text)
      }
      guard let place, seen.insert(place.span.source).inserted else { continue }
      reporter.report(
        "a document that names versions says when it was written, and this one does not",
        at: place.span)
    }
  }

  /// Notes a requirement of which a case's outcomes say nothing.
  static let unansweredRequirement = Rule(
    "unanswered-requirement", .note, "要求没有对应的效果", "Requirement without an outcome",
    """
    What a case asks for is what its outcomes answer.

        要求: RTO < 4小时
        效果:
        - 可用性: 99.99%        <- and the recovery time?

    Judged in cases that state outcomes at all, by metric.
    """
  ) { collection, reporter in
    for (study, claims) in collection.claimsOfCases() {
      let outcomes = claims.filter { $0.role == .outcome }
      guard !outcomes.isEmpty, !study.requirements.isEmpty else { continue }
      var asked: Set<String> = []
      for requirement in claims where requirement.role == .requirement {
        // 99.99% (4.38 min/month): the same requirement in other words.
        guard let metric = requirement.metric, metric.better != .neither,
          requirement.restates == nil, !isFact(requirement, collection),
          !outcomes.contains(where: {
            $0.metric?.id == metric.id
              // A downtime is what an availability leaves.
              || metric.id == Metric.ID.downtime && $0.metric?.id == Metric.ID.availability
          }),
          asked.insert(metric.id).inserted
        else { continue }
        reporter.report(
          "what a case asks for is answered by its outcomes, and none speaks of "
            + metric.label.en,
          at: requirement.figure)
      }
    }
  }

  /// Notes a case that asks for something and tells of no outcome.
  static let caseWithoutOutcome = Rule(
    "case-without-outcome", .note, "案例没有写效果", "Case without an outcome",
    """
    A case that says what was asked for says what came of it.

        ### 案例1：证券交易系统
        **业务需求**: 可用性 99.99%
        **架构设计**: …            <- and the outcome?

    Judged in cases that state a requirement with a figure.
    """
  ) { collection, reporter in
    for (study, claims) in collection.claimsOfCases() {
      guard !study.requirements.isEmpty, !claims.contains(where: { $0.role == .outcome }) else {
        continue
      }
      let document = collection.model.documents[study.document]
      // What came of it may be told in words alone.
      if namesOutcome(document.sections[study.section].extent, collection.source(document).bytes) {
        continue
      }
      reporter.report(
        "a case that says what was asked for says what came of it",
        at: document.sections[study.section].heading)
    }
  }
}

/// Whether a heading, a bold word or the key of a line in some part of a source says that outcomes follow:
/// `**成果**:`, `#### Results`, `- 上线效果：…`. O(extent).
private func namesOutcome(_ extent: Span, _ bytes: [UInt8]) -> Bool {
  var start = extent.start
  while start < extent.end {
    let end = min(bytes.lineEnd(start), extent.end)
    defer { start = end + 1 }
    let line = bytes[start..<end]
    let isHeading = line.first == UInt8(ascii: "#")
    let words = line.drop { " #*-+|0123456789.\t>_".utf8.contains($0) }
    // A key of a few words, up to its colon, its bar or its second asterisk.
    var key = words.prefix { !"*:|\r".utf8.contains($0) }
    if let colon = key.firstRange(of: Array("：".utf8)) { key = key[..<colon.lowerBound] }
    guard !key.isEmpty, key.count <= 36, isHeading || key.endIndex < line.endIndex else { continue }
    if outcomeKeys.occurInAnyCase(in: Array(key)) { return true }
  }
  return false
}

private let outcomeKeys: Words = [
  "效果", "成果", "成效", "收益", "结果", "结论", "实际", "实测", "上线后", "改造后", "outcome", "result", "achieved",
  "benefit", "impact",
]

/// Whether a figure in a place for requirements tells what is: `往返时延约 6.2ms`, `对应停机约 2.6 小时`.
private func isFact(_ requirement: Claim, _ collection: Collection) -> Bool {
  guard case .value(let quantity) = requirement.statement, !quantity.comparator.isBound else {
    return false
  }
  return quantity.comparator == .approximately
    || facts.occurInAnyCase(in: collection.text(requirement.span))
}

private let facts: Words = ["对应", "相当于", "折合", "即约", "corresponds", "equals", "amounts to"]

private let releases: Words = ["发布", "推出", "问世", "released", "release of", "launched"]

/// Whether a text holds anything like a version, `6.5+` or `v2`.
private func hasVersion(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  return bytes.indices.dropLast().contains { index in
    guard bytes[index + 1].isDigit else { return false }
    if bytes[index] == UInt8(ascii: ".") { return index > 0 && bytes[index - 1].isDigit }
    let isWord =
      index > 0
      && (bytes[index - 1].isDigit || bytes[index - 1].isLetter
        || bytes[index - 1] == UInt8(ascii: "_"))
    return bytes[index] == UInt8(ascii: "v") && !isWord
  }
}

extension Technology {
  /// Whether its versions come and go, so that one must be known.
  fileprivate var hasVersions: Bool { lifecycle.contains { $0.version != "all" } }
}

extension Collection {
  fileprivate func claimsOfCases() -> [(CaseStudy, [Claim])] {
    let examined = Set(examined)
    return model.cases.filter { examined.contains($0.document) }.map { study in
      let document = model.documents[study.document]
      let extent = document.sections[study.section].extent
      return (study, part(of: document.claims, in: extent, \.span))
    }
  }
}
