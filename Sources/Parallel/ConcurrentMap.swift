import Synchronization

/// The results of a function over many inputs, in the order of the inputs, computed at once.
///
/// Whoever is free takes the next input, so that inputs may differ much in cost. The results depend on
/// the inputs alone and never on the number of workers.
///
/// - Parameter cost: what an input takes, in any unit. The dearest are taken first, for what is long
///   and taken last is waited for.
package func concurrentMap<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], workers: Int, cost: (Input) -> Int = { _ in 0 },
  _ transform: @escaping @Sendable (Input) -> Output
) async -> [Output] {
  guard workers > 1, inputs.count > 1 else { return inputs.map(transform) }
  let costs = inputs.map(cost)
  let order = inputs.indices.sorted { (costs[$1], $0) < (costs[$0], $1) }
  let turn = Turn()
  return await withTaskGroup(of: [(index: Int, output: Output)].self) { group in
    for _ in 0..<min(workers, inputs.count) {
      group.addTask {
        var made: [(index: Int, output: Output)] = []
        while case let next = turn.take(), next < order.count {
          made.append((order[next], transform(inputs[order[next]])))
        }
        return made
      }
    }
    var outputs = [Output?](repeating: nil, count: inputs.count)
    for await made in group {
      for (index, output) in made { outputs[index] = output }
    }
    return outputs.compactMap(\.self)
  }
}

/// Hands out 0, 1, 2 … to whoever asks.
private final class Turn: Sendable {
  private let next = Atomic(0)

  func take() -> Int { next.add(1, ordering: .relaxed).oldValue }
}
