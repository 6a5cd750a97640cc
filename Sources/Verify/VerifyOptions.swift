/// How much a verification may spend, from which seed, and what is known from before.
package struct VerifyOptions: Sendable {
  package var seed: UInt64 = 1
  package var workers: Int = 1

  /// The most replications of one design.
  package var budget: Int = 4096

  /// The nominal coverage of the intervals.
  package var confidence: Double = 0.95

  /// Blocks of replications computed before, by this machine or by shards.
  package var cache = ResultCache()

  /// The committed ledger; claims that it holds differently are reported as suspect.
  package var ledger: Ledger?

  /// Called between rounds with the numbers of questions decided and asked.
  package var progress: (@Sendable (_ decided: Int, _ asked: Int) -> Void)?

  package init() {}
}
