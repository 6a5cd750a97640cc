import Diagnostics
import Model
import Quantities

extension Rule {
  /// Adds up the parts of what a diagram counts.
  static let treeTotal = Rule(
    "tree-total", .warning, "各部分之和与整体不符", "Tree total that does not add up",
    """
    The parts of a whole add up to it.

        计算集群 (512台)
        ├─ 通用节点 (200台)
        ├─ 高配节点 (200台)
        └─ GPU节点 (150台)        <- 550 in all

        总计450台服务器。         <- after a tree of 200台, 200台 and 100台

    Judged where a component and all its children, two or more, count the same thing exactly; the
    children of nodes are not nodes. A tree is no inventory, so parts that add up to less are left alone,
    and so are those of which some make up the whole: others may share its machines.
    Where the line says that it gives the total, 共 150 节点, 总耗时 10 ms, and every branch has one figure of the kind,
    less is a finding as well. What each has, `每台 384 GB，共 6,144 GB`, is multiplied by the 16 台 of the line above.
    A total in the prose after the one drawing of a section is held against what the drawing counts.
    """
  ) { collection, reporter in
    for index in collection.examined {
      let document = collection.model.documents[index]
      for architecture in document.architectures where architecture.kind == .architecture {
        reporter.addChildren(of: architecture)
      }
    }
    reporter.holdTreeSums(collection)
    for line in collection.figureLines(.total)
    where line.isLine && !line.isRow && !line.isCounterexample {
      reporter.compareTotal(line, collection)
    }
  }
}

extension Reporter {
  fileprivate mutating func addChildren(of architecture: Architecture) {
    var children: [Int: [Int]] = [:]
    for (index, component) in architecture.components.enumerated() {
      if let parent = component.parent { children[parent, default: []].append(index) }
    }
    for (parent, parts) in children.sorted(by: { $0.key < $1.key }) where parts.count > 1 {
      let whole = architecture.components[parent]
      guard let total = whole.count, let thing = total.exactThing, !total.isPerParent(whole) else {
        continue
      }
      let counts = parts.compactMap { part -> Quantity? in
        let component = architecture.components[part]
        guard let count = component.count, count.exactThing == thing,
          !count.isPerParent(component)
        else { return nil }
        return count
      }
      guard counts.count == parts.count else { continue }
      let sum = counts.reduce(0) { $0 + $1.value }
      // Less may not be all, and of what shares its machines some make up the whole.
      guard sum > total.value, !makesUp(counts.map(\.value), total.value),
        !counts.allSatisfy({ $0.value == total.value })
      else { continue }
      let terms = counts.map { "\(Int($0.value))" }.joined(separator: " + ")
      report(
        "the parts of a whole add up to it: \(terms) = \(Int(sum)), not \(format(total, .en))",
        at: whole.span)
    }
  }

  /// `总计450台服务器` after a tree.
  fileprivate mutating func compareTotal(_ line: FigureLine, _ collection: Collection) {
    let document = collection.model.documents[line.document]
    guard let word = line.first(LineTopic.drawnTotals, in: 0..<line.bytes.count),
      line.bytes.count <= 120
    else { return }
    let extent = document.sections[document.sections.innermost(at: line.span.start)].extent
    let drawn = part(of: document.architectures, in: extent, \.span)
    guard drawn.count == 1, drawn[0].kind == .architecture, drawn[0].span.end <= line.span.start,
      line.span.start - drawn[0].span.end <= 200
    else { return }
    let counts = line.counts(in: 0..<line.bytes.count)
    guard counts.count == 1, let stated = counts[0].whole else { return }
    let dimension = counts[0].quantity.dimension
    let between = counts[0].range.lowerBound - word.upperBound
    guard (0...6).contains(between) || counts[0].range.upperBound <= word.lowerBound else { return }
    var sum = 0.0
    var found = 0
    var taken = Set<Int>()
    for (index, component) in drawn[0].components.enumerated() {
      if let parent = component.parent, taken.contains(parent) {
        taken.insert(index)
        continue
      }
      guard let count = component.count, count.exactThing != nil,
        count.dimension.isComparable(with: dimension)
      else { continue }
      guard component.parent == nil || drawn[0].total(of: index) == count.value else { return }
      taken.insert(index)
      sum += count.value
      found += 1
    }
    guard found > 1, sum != Double(stated) else { return }
    report(
      "the parts of a whole add up to it: the drawing counts \(Int(sum)), not `\(line.text(counts[0].range))`",
      at: line.span(counts[0].range),
      notes: [.init("counted here", at: drawn[0].components[0].span)])
  }
}

extension LineTopic {
  /// What calls a figure the total of a drawing.
  static let drawnTotals = ["总计", "合计", "共计", "in total"]
}

extension Quantity {
  /// What an exact whole number counts; nil for any other quantity.
  fileprivate var exactThing: String? {
    guard case .count(let thing) = dimension, comparator == .equal, value == value.rounded(),
      (0..<1e9).contains(value), !thing.isEmpty, thing != "个", thing != "副本"
    else { return nil }
    return thing
  }

  /// Whether it is said to be for each of what holds the component.
  fileprivate func isPerParent(_ component: Component) -> Bool {
    // `60 nodes, 16 vCPU each`: what stands behind a comma is said of each of what is counted.
    var text = component.text
    let printed = plainNumber(value)
    if let count = text.firstRange(of: printed),
      let comma = text[count.upperBound...].firstIndex(where: { ",，;；".contains($0) })
    {
      text = String(text[..<comma])
    }
    return text.holds("/") || text.holds("每") || text.holds("各") || text.holds("per ")
      || text.holds("each")
  }
}

/// Whether some of a few numbers add up to another one, or too many are given to tell.
func makesUp(_ parts: [Double], _ whole: Double) -> Bool {
  guard parts.count <= 16 else { return true }
  var sums: Set<Double> = [0]
  for part in parts {
    sums.formUnion(sums.map { $0 + part }.filter { $0 <= whole * (1 + 1e-9) })
    if sums.count > 10_000 { return true }
  }
  return sums.contains { abs($0 - whole) <= whole * 1e-9 }
}
