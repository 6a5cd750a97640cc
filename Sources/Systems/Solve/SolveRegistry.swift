extension SolveModel {
  /// Every calculator, in the order in which they are listed.
  package static let all: [SolveModel] = queueing + reliability + platform + training
}
