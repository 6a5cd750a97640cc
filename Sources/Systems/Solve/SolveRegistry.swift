extension SolveModel {
  /// Every calculator, in the order in which they are listed.
  package static let all: [SolveModel] =
    queueing + networks + reliability + storage + scaling + platform + scheduling + training
    + generators
}
