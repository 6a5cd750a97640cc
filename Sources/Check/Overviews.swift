import Catalog
import Diagnostics
import Model

// Drawings without counts: most are overviews, of which parts need not meet. What excludes each other
// is judged in them all the same where the drawing is of one system, and offers no choice.

extension Collection {
  /// The drawings without counts, outside of cases, that name two technologies of one rule.
  func makeOverviews() -> [Design] {
    let rules = catalog.rules.filter { $0.form == .exclusive }
    let sets = rules.map { rule in
      Set((rule.of + rule.with).compactMap { if case .technology(let id) = $0 { id } else { nil } })
    }.filter { $0.count > 1 }
    var found: [Design] = []
    for index in examined {
      let document = model.documents[index]
      for architecture in document.architectures
      where architecture.kind == .architecture
        && !architecture.components.contains(where: { $0.count != nil })
      {
        let named = Set(architecture.components.flatMap(\.technologies))
        guard named.count > 1, sets.contains(where: { $0.intersection(named).count == 2 }),
          !isChoice(architecture, in: document), !isInCase(architecture, index)
        else { continue }
        found.append(
          Design(
            places: places(architecture, offset: 0), surroundings: Surroundings([], catalog),
            claims: [], isCase: false, date: nil, catalog: catalog))
      }
    }
    return found
  }

  private func isInCase(_ architecture: Architecture, _ index: Int) -> Bool {
    model.cases.contains { study in
      study.document == index
        && model.documents[index].sections[study.section].extent.contains(architecture.span)
    }
  }

  /// Whether a drawing shows what there is to choose from, and no system: by its titles and its parts.
  private func isChoice(_ architecture: Architecture, in document: DocumentDraft) -> Bool {
    var texts = [architecture.title, architecture.caption ?? "", document.title]
    var section: Int? = architecture.section
    while let place = section, place > 0, texts.count < 8 {
      texts.append(document.sections[place].title)
      section = document.sections[place].parent
    }
    texts += architecture.components.map(\.text)
    let isSystem =
      architecture.components.prefix(3).contains { systems.occurInAnyCase(in: $0.text) }
      || texts.prefix(2).contains { systems.occurInAnyCase(in: $0) }
    return !isSystem || texts.contains { choices.occurInAnyCase(in: $0) }
  }
}

extension Design {
  /// Whether exactly two of what a rule speaks of are named, which is no list of what there is.
  func isOneSystem(for rule: TechnologyRule) -> Bool {
    let ids = Set(
      (rule.of + rule.with).compactMap { if case .technology(let id) = $0 { id } else { nil } })
    guard ids.count > 1, (rule.of + rule.with).count == ids.count else { return false }
    return Set(places.flatMap(\.technologies)).intersection(ids).count == 2
  }
}

private let systems: Words = [
  "集群", "cluster", "平台架构", "部署架构", "部署图", "拓扑", "cni", "deployment", "topology",
]

private let choices: Words = [
  "对比", "比较", "选型", "选项", "选择", "分类", "类型", "生态", "技术栈", "全景", "体系", "学习", "路线", "演进", "发展", "趋势",
  "或", "/", "概览", "总览", "课程", "知识", "comparison", "compare", "option", "choice", "landscape",
  "ecosystem",
  "alternative", "type", "roadmap", "overview", "versus", " vs", "migration", "迁移", "替换", "理论",
  "标准", "矩阵",
]
