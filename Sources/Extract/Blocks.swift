import Syntax

/// The blocks of a document in order, each knowing what stands before it.
struct Blocks {
  /// Block nodes in pre-order, without the document itself.
  let all: [NodeIndex]

  private let previous: [Int32]

  init(_ document: Document) {
    var all: [NodeIndex] = []
    var previous = [Int32](repeating: -1, count: document.nodes.count)
    var lastChild = [Int32](repeating: -1, count: document.nodes.count)
    for index in document.nodes.indices.dropFirst() {
      let node = document.nodes[index]
      guard !node.kind.isInline else { continue }
      all.append(index)
      previous[index] = lastChild[Int(node.parent)]
      lastChild[Int(node.parent)] = Int32(index)
    }
    self.all = all
    self.previous = previous
  }

  /// The sibling before a block.
  func before(_ index: NodeIndex) -> NodeIndex? {
    previous[index] < 0 ? nil : NodeIndex(previous[index])
  }
}
