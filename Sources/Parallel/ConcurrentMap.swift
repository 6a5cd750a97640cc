/// The results of a function over many inputs, in the order of the inputs, computed at once.
///
/// Inputs are dealt out in contiguous chunks, a few for each worker, so that the result depends on
/// the inputs alone and never on the number of workers.
package func concurrentMap<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], workers: Int, _ transform: @escaping @Sendable (Input) throws -> Output
) async rethrows -> [Output] {
  guard workers > 1, inputs.count > 1 else { return try inputs.map(transform) }
  let size = max(1, inputs.count / (workers * 8))
  let starts = Array(stride(from: 0, to: inputs.count, by: size))
  return try await withThrowingTaskGroup(of: (Int, [Output]).self) { group in
    var pending = starts.makeIterator()
    var chunks: [Int: [Output]] = [:]
    func add(_ start: Int) {
      let chunk = inputs[start..<min(start + size, inputs.count)]
      group.addTask { (start, try chunk.map(transform)) }
    }
    for _ in 0..<workers { if let start = pending.next() { add(start) } }
    while let (start, outputs) = try await group.next() {
      chunks[start] = outputs
      if let start = pending.next() { add(start) }
    }
    return starts.flatMap { chunks[$0] ?? [] }
  }
}
