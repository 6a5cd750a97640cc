import Diagnostics
import Model

/// Finds the sections that tell of one system each.
func resolveCases(_ documents: [DocumentDraft]) -> [CaseStudy] {
  var names = UniqueNames()
  var cases: [CaseStudy] = []
  for (index, draft) in documents.enumerated() {
    for section in caseSections(draft) {
      cases.append(caseStudy(draft, document: index, section: section, &names))
    }
  }
  return cases
}

/// The sections of a document that are case studies, none inside another.
private func caseSections(_ draft: DocumentDraft) -> [Int] {
  var found: [Int] = []
  var end = 0
  for index in draft.sections.indices where CaseHeading.mentionsCase(draft.sections[index].title) {
    let section = draft.sections[index]
    guard section.level > 0, section.extent.start >= end,
      let heading = CaseHeading(section.title)
    else { continue }
    guard heading.isNumbered || hasParts(draft, of: index) else { continue }
    // A chapter of cases is no case: its own cases are found inside it.
    if !heading.isNumbered, holdsCases(draft, section) { continue }
    guard isAboutSystem(draft, index) else { continue }
    found.append(index)
    end = section.extent.end
  }
  return found.isEmpty ? wholeCase(draft).map { [$0] } ?? [] : found
}

/// The title of a document that tells of one system and names no case: it has a scenario, and all parts of a
/// case.
private func wholeCase(_ draft: DocumentDraft) -> Int? {
  guard !draft.scenarios.isEmpty,
    let title = draft.sections.indices.first(where: { draft.sections[$0].level == 1 }),
    parts(draft, of: title).isSuperset(of: [.background, .architecture, .outcome])
  else { return nil }
  return title
}

/// Whether a section holds others that are headed as cases.
private func holdsCases(_ draft: DocumentDraft, _ section: Section) -> Bool {
  inside(section.extent, draft.sections, \.heading).contains {
    $0.level > section.level && CaseHeading($0.title) != nil
  }
}

/// Whether a section has a background, an architecture or an outcome under it.
private func hasParts(_ draft: DocumentDraft, of index: Int) -> Bool {
  parts(draft, of: index).count >= 2
}

private func parts(_ draft: DocumentDraft, of index: Int) -> Set<CasePart> {
  let extent = draft.sections[index].extent
  var found: Set<CasePart> = []
  for section in inside(extent, draft.sections, \.heading) where section.extent != extent {
    if let part = CasePart(section.title) { found.insert(part) }
  }
  if !inside(extent, draft.architectures, \.span).isEmpty { found.insert(.architecture) }
  for claim in inside(extent, draft.claims, \.span) {
    if claim.role == .requirement { found.insert(.background) }
    if claim.role == .outcome { found.insert(.outcome) }
  }
  return found
}

/// The elements that lie in an extent, of an array in document order. O(log count + found).
private func inside<T>(_ extent: Span, _ items: [T], _ place: (T) -> Span) -> ArraySlice<T> {
  var low = 0
  var high = items.count
  while low < high {
    let middle = (low + high) / 2
    if place(items[middle]).start < extent.start { low = middle + 1 } else { high = middle }
  }
  var end = low
  while end < items.count, place(items[end]).start < extent.end { end += 1 }
  return items[low..<end]
}

/// Whether a case describes a system and not a failure or a proof: it has an architecture, or
/// both what was asked and what was reached.
private func isAboutSystem(_ draft: DocumentDraft, _ index: Int) -> Bool {
  let parts = parts(draft, of: index)
  return parts.contains(.architecture) || parts.isSuperset(of: [.background, .outcome])
}

private func caseStudy(
  _ draft: DocumentDraft, document: Int, section index: Int, _ names: inout UniqueNames
) -> CaseStudy {
  let section = draft.sections[index]
  let heading = CaseHeading(section.title)
  let claims = inside(section.extent, draft.claims, \.span)
  let own = draft.metadata.filter { section.extent.contains($0.key.span) }
  let stated = own.first { ["行业", "industry", "所属行业", "领域"].contains($0.key.value.lowercased()) }
  let title = heading?.name ?? section.title
  return CaseStudy(
    id: names.take(section.slug.isEmpty ? "case" : section.slug), title: title,
    industry: stated.map { Label(zh: $0.value.value, en: $0.value.value) } ?? heading?.industry,
    isConstructed: isConstructed(draft, own),
    document: document, section: index,
    requirements: claims.filter { $0.role == .requirement }.map(\.id),
    outcomes: claims.filter { $0.role == .outcome }.map(\.id),
    architectures: inside(section.extent, draft.architectures, \.span).map(\.id),
    practices: Array(inside(section.extent, draft.practices, \.span).indices),
    scenarios: Array(inside(section.extent, draft.scenarios, \.span).indices))
}

/// Whether the case, or the document for all its cases, says that it is made up.
private func isConstructed(_ draft: DocumentDraft, _ own: [MetadataEntry]) -> Bool {
  let start = draft.sections.first { $0.level >= 2 }?.extent.start ?? Int.max
  let general = draft.metadata.filter { $0.key.span.start < start }
  return (own + general).contains { constructed.occurInAnyCase(in: $0.value.value) }
}

private let constructed: Words = [
  "构造", "虚构", "假想", "constructed", "fictional", "fictitious", "hypothetical",
]

/// What a section of a case is about.
private enum CasePart: Hashable {
  case background, architecture, outcome

  init?(_ title: String) {
    guard let part = CasePart.words.first(where: { $0.words.occurInAnyCase(in: title) }) else {
      return nil
    }
    self = part.part
  }

  /// In the order in which they are tried.
  private static let words: [(part: CasePart, words: Words)] = [
    (
      .background,
      ["背景", "需求", "要求", "挑战", "概况", "现状", "background", "requirement", "challenge", "context"]
    ),
    (
      .architecture,
      ["架构", "方案", "设计", "部署", "拓扑", "architecture", "design", "solution", "topology"]
    ),
    (.outcome, ["效果", "成果", "收益", "结果", "指标", "价值", "outcome", "result", "benefit", "impact"]),
  ]
}

/// A heading that names a case: `案例1：金融行业 - 证券交易系统`, `Case study: a bank`,
/// `大型医院案例`.
struct CaseHeading {
  let name: String
  let industry: Label?

  /// Whether it begins with the word, and so need not be confirmed by its sections.
  let isNumbered: Bool

  init?(_ title: String) {
    guard CaseHeading.mentionsCase(title) else { return nil }
    let text = CaseHeading.withoutNumber(title)
    if let rest = CaseHeading.afterLead(text) {
      isNumbered = true
      (industry, name) = CaseHeading.split(rest.isEmpty ? text : rest)
      return
    }
    let lower = text.lowercased()
    guard
      lower.hasSuffix("案例") || lower.hasSuffix("案例分析") || lower.hasSuffix("案例研究")
        || lower.hasSuffix("case study"), text.count > 4
    else { return nil }
    isNumbered = false
    (industry, name) = (CaseHeading.industry(in: text), text)
  }

  /// Whether 案例 or `case` occurs at all: few headings need a closer look.
  static func mentionsCase(_ title: String) -> Bool {
    signs.occurInAnyCase(in: title)
  }

  private static let signs: Words = ["案例", "case"]

  /// The text behind `案例N：` or `Case study N:`; nil where it begins otherwise.
  private static func afterLead(_ text: String) -> String? {
    let lower = text.lowercased()
    for lead in ["典型案例", "实践案例", "案例研究", "案例", "case study", "case"] where lower.hasPrefix(lead) {
      var rest = text.dropFirst(lead.count)
      rest = rest.drop { $0 == " " }
      let number = rest.prefix { $0.isNumber || "一二三四五六七八九十".contains($0) }
      rest = rest.dropFirst(number.count).drop { $0 == " " }
      let hasSign = rest.first.map { ":：-—–.、".contains($0) } ?? false
      guard !number.isEmpty || hasSign else { return nil }
      if lead == "case", number.isEmpty { return nil }
      return String(rest.drop { " :：-—–.、".contains($0) })
    }
    return nil
  }

  /// Splits `金融行业 - 证券交易系统` into industry and name.
  private static func split(_ text: String) -> (Label?, String) {
    for sign in [" - ", " — ", " – ", "——", "："] {
      guard let range = text.firstRange(of: sign) else { continue }
      let first = String(text[..<range.lowerBound])
      let name = String(text[range.upperBound...])
      guard !first.isEmpty, !name.isEmpty else { continue }
      return (industry(in: first) ?? (first.count <= 12 ? Label(zh: first, en: first) : nil), name)
    }
    return (industry(in: text), text)
  }

  /// The industry that a text names.
  private static func industry(in text: String) -> Label? {
    if let known = industries.first(where: { $0.words.occurInAnyCase(in: text) }) {
      return known.name
    }
    let words = text.lowercased().split { !$0.isASCII || !$0.isLetter }
    return words.contains("ai") ? Label(zh: "AI", en: "AI") : nil
  }

  private static let industries: [(name: Label, words: Words)] = [
    (
      Label(zh: "金融", en: "finance"),
      ["金融", "银行", "证券", "保险", "支付", "基金", "bank", "financ", "insurance", "trading"]
    ),
    (Label(zh: "医疗", en: "health care"), ["医疗", "医院", "制药", "healthcare", "hospital", "medical"]),
    (
      Label(zh: "电信", en: "telecommunications"),
      ["电信", "运营商", "通信", "5g", "nfv", "telecom", "carrier"]
    ),
    (
      Label(zh: "制造", en: "manufacturing"),
      ["制造", "工业", "工厂", "汽车", "manufactur", "industrial", "factory"]
    ),
    (Label(zh: "电商", en: "e-commerce"), ["电商", "零售", "e-commerce", "ecommerce", "retail"]),
    (Label(zh: "AI", en: "AI"), ["人工智能", "机器学习", "深度学习", "大模型", "gpu", "machine learning"]),
    (Label(zh: "政务", en: "government"), ["政务", "政府", "government", "public sector"]),
    (Label(zh: "能源", en: "energy"), ["能源", "电力", "电网", "石油", "energy", "utility"]),
    (Label(zh: "教育", en: "education"), ["教育", "高校", "学校", "university", "education"]),
    (Label(zh: "物流", en: "logistics"), ["物流", "快递", "logistics"]),
    (Label(zh: "媒体", en: "media"), ["媒体", "视频", "直播", "广电", "media", "streaming"]),
    (Label(zh: "游戏", en: "games"), ["游戏", "gaming"]),
    (Label(zh: "互联网", en: "internet"), ["互联网", "internet"]),
  ]

  private static func withoutNumber(_ title: String) -> String {
    let body = title.drop { !$0.isLetter && !$0.isNumber }
    let digits = body.prefix { $0.isNumber || $0 == "." }
    guard !digits.isEmpty, digits.count < 8 else { return String(body) }
    let rest = body.dropFirst(digits.count)
    guard digits.contains("."), let first = rest.first, first == " " else { return String(body) }
    return String(rest.drop { $0 == " " })
  }
}
