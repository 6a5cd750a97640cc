/// As `concurrentMap`, for inputs of very different cost: whoever is free takes the next of them.
///
/// Where there are many, a few that lie far apart are taken together, so that what is costly and lies
/// together, as the blocks of one scenario do, falls to all workers. The results stand in the order
/// of the inputs and depend on them alone.
func balancedMap<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], workers: Int, _ transform: @escaping @Sendable (Input) -> Output
) async -> [Output] {
  let hands = min(inputs.count, max(1, workers) * 256)
  guard workers > 1, hands > 1 else { return inputs.map(transform) }
  // Input i falls to hand i mod hands, as its (i div hands)th card.
  let dealt = await withTaskGroup(of: (Int, [Output]).self) { group in
    var next = 0
    func deal() {
      guard next < hands else { return }
      let hand = next
      next += 1
      group.addTask {
        (hand, stride(from: hand, to: inputs.count, by: hands).map { transform(inputs[$0]) })
      }
    }
    // One more than there are workers, so that none waits for the next to be dealt.
    for _ in 0...workers { deal() }
    var dealt = [[Output]](repeating: [], count: hands)
    while let (hand, outputs) = await group.next() {
      dealt[hand] = outputs
      deal()
    }
    return dealt
  }
  return inputs.indices.map { dealt[$0 % hands][$0 / hands] }
}
