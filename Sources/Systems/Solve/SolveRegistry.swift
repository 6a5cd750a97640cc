extension SolveModel {
  /// Every calculator, in the order in which they are listed.
  package static let all: [SolveModel] =
    queueing + networks + reliability + chains + storage + scaling + platform + scheduling
    + training + generators + disciplines + wholeSystems + counting + lives + limits + transfers
    + limitedQueues

  /// The calculator of a name, or of another name that the field has for it.
  package static func named(_ name: String) -> SolveModel? {
    let known = all.contains { $0.name == name } ? name : SolveVocabulary.model(named: name)
    return all.first { $0.name == known }
  }

  /// Names that one may have meant: the calculators' own and those of the field.
  package static var names: [String] { all.map(\.name) + SolveVocabulary.allNames }
}
