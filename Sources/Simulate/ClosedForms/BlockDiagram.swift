/// A reliability block diagram of independent parts, in postfix order: parts, and after them the blocks that they make up.
///
/// Each part stands in it once: one that two branches share makes these hang on each other, and is none of this diagram.
/// Oracle: the sum over all sets of parts that are up (`BlockDiagramTests`).
package struct BlockDiagram: Sendable, Hashable {
  package let steps: [Step]

  package enum Step: Sendable, Hashable {
    case part(Block)

    /// The last so many blocks as one, of which so many are needed: all in series, one in parallel.
    case atLeast(Int, of: Int)
  }

  /// A part, or several together.
  package struct Block: Sendable, Hashable {
    package let shares: PartShares

    /// Failures per unit of time in the long run; nil where the lives are not known.
    package let failures: Double?

    package init(shares: PartShares, failures: Double? = nil) {
      self.shares = shares
      self.failures = failures
    }

    /// A repairable part, which fails once in the time that it is up and down.
    package init(meanUp: Double, meanDown: Double) {
      self.init(
        shares: PartShares(meanUp: meanUp, meanDown: meanDown), failures: 1 / (meanUp + meanDown))
    }

    /// Blocks as one. It fails with each of them whose others are just as many up as are needed beside it.
    fileprivate init(atLeast needed: Int, of blocks: ArraySlice<Block>) {
      let each = blocks.map(\.shares)
      var failures: Double? = 0
      for (index, block) in blocks.enumerated() {
        let others = each.indices.filter { $0 != index }.map { each[$0] }
        let atTheEdge = PartShares.numberDown(others)[each.count - needed]
        failures = failures.flatMap { sum in block.failures.map { sum + $0 * atTheEdge } }
      }
      self.init(shares: .atLeast(needed, of: each), failures: failures)
    }
  }

  /// Nil unless every step has the blocks that it takes, needs one of them at least and no more than there are, and one
  /// block is left.
  package init?(_ steps: [Step]) {
    var depth = 0
    for step in steps {
      switch step {
      case .part: depth += 1
      case .atLeast(let needed, let count):
        guard count >= 1, count <= depth, (1...count).contains(needed) else { return nil }
        depth -= count - 1
      }
    }
    guard depth == 1 else { return nil }
    self.steps = steps
  }

  /// How many parts it has.
  package var partCount: Int {
    steps.count { step in
      if case .part = step { true } else { false }
    }
  }

  /// The system as one block. O(n³) in the blocks of a step.
  package var system: Block {
    var blocks: [Block] = []
    for step in steps {
      switch step {
      case .part(let block): blocks.append(block)
      case .atLeast(let needed, let count):
        let block = Block(atLeast: needed, of: blocks.suffix(count))
        blocks.removeLast(count)
        blocks.append(block)
      }
    }
    return blocks[0]
  }

  /// Whether the system is up, of parts that are drawn in order.
  package func isUp(_ draw: (PartShares) -> Bool) -> Bool {
    var blocks: [Bool] = []
    for step in steps {
      switch step {
      case .part(let block): blocks.append(draw(block.shares))
      case .atLeast(let needed, let count):
        let isUp = blocks.suffix(count).count { $0 } >= needed
        blocks.removeLast(count)
        blocks.append(isUp)
      }
    }
    return blocks[0]
  }
}
