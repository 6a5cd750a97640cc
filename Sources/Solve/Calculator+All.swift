import Model

extension Calculator {
  /// Every calculator, in the order in which they are listed.
  package static let all: [Calculator] =
    queueing + networks + reliability + chains + storage + scaling + platform + scheduling
    + training + generators + disciplines + wholeSystems + counting + lives + limits + transfers
    + limitedQueues + furtherQueues + sequences + sizing + samples + ordering

  /// The calculator of a name, or of another name that the field has for it.
  package static func named(_ name: String) -> Calculator? {
    let known = all.contains { $0.name == name } ? name : Vocabulary.calculator(named: name)
    return all.first { $0.name == known }
  }

  func parameter(named name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// Whether a text is its name, or its title in either language, with what stands in brackets or without.
  func isCalled(_ text: String) -> Bool {
    NameToken.joined(name) == NameToken.joined(text)
      || [label.zh, label.en].contains { $0 == text || Alias.head(of: $0) == text }
  }

  /// Names that one may have meant: the calculators' own and those of the field.
  package static var names: [String] { all.map(\.name) + Vocabulary.allNames }

  /// The calculators whose name or title has a word of a text, those that have the most of its words; or whose title
  /// in Chinese has the text.
  package static func about(_ text: String) -> [String] {
    // Words of Han are not parted: a title has the whole of them, or is part of it.
    let titled = all.filter {
      $0.label.zh.contains(text) || text.contains(Alias.head(of: $0.label.zh))
    }
    if !titled.isEmpty { return titled.prefix(5).map(\.name) }
    func words(_ text: String) -> Set<String> {
      Set(NameToken.all(text).filter { $0.kind == .word && $0.text.count > 2 }.map(\.text))
    }
    let asked = words(text).subtracting(Vocabulary.fillers)
    let shared = all.map { asked.intersection(words("\($0.name) \($0.label.en)")).count }
    guard let most = shared.max(), most > 0 else { return [] }
    return zip(all, shared).filter { $0.1 == most }.prefix(5).map(\.0.name)
  }
}
