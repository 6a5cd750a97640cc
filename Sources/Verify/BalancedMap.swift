import Parallel

/// As `concurrentMap`, for inputs of very different cost: they are dealt out like cards, so that what
/// is costly and lies together, as the blocks of one scenario do, falls to all workers.
///
/// The results stand in the order of the inputs and depend on them alone.
func balancedMap<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], workers: Int, _ transform: @escaping @Sendable (Input) -> Output
) async -> [Output] {
  let hands = min(inputs.count, max(1, workers) * 16 - 1)
  guard workers > 1, hands > 1 else { return inputs.map(transform) }
  let dealt = (0..<hands).map { Array(stride(from: $0, to: inputs.count, by: hands)) }
  let results = await concurrentMap(dealt, workers: workers) { hand in
    hand.map { transform(inputs[$0]) }
  }
  // Input i went to hand i mod hands, as its (i div hands)th card.
  return inputs.indices.map { results[$0 % hands][$0 / hands] }
}
