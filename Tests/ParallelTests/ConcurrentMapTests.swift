import Parallel
import Synchronization
import Testing

@Suite("Work shared out among workers")
struct ConcurrentMapTests {
  @Test(
    "every input is computed once, and the results stand in the order of the inputs",
    arguments: 0...9)
  func resultsInOrder(workers: Int) async {
    let inputs = Array(0..<97)
    let calls = Atomic(0)
    let squares = await concurrentMap(inputs, workers: workers, cost: { $0 % 7 }) { input in
      calls.add(1, ordering: .relaxed)
      return input * input
    }
    #expect(squares == inputs.map { $0 * $0 })
    #expect(calls.load(ordering: .relaxed) == inputs.count)
  }

  @Test("results that are nil are results")
  func optionalResults() async {
    let results = await concurrentMap(Array(0..<20), workers: 3) { $0.isMultiple(of: 2) ? $0 : nil }
    #expect(results.count == 20)
    #expect(results[7] == nil && results[8] == 8)
  }

  @Test("nothing in, nothing out")
  func noInputs() async {
    #expect(await concurrentMap([Int](), workers: 4) { $0 } == [])
  }
}
