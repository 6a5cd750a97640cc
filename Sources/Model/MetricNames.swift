import Quantities

/// Finds the metrics that a piece of text names.
package struct MetricNames: Sendable {
  package static let shared = MetricNames(Metric.all)

  package struct Mention: Sendable {
    package let metric: Metric
    package let range: Range<Int>
  }

  private let names: [(bytes: [UInt8], metric: Int)]
  private let metrics: [Metric]

  /// For each first byte, positions in `names`, the longest first.
  private let byFirst: [[Int]]

  /// Whether a name may begin with three bytes, by `slot`: few places of a text pass.
  private let mayBegin: [Bool]

  init(_ metrics: [Metric]) {
    self.metrics = metrics
    var names: [(bytes: [UInt8], metric: Int)] = []
    for (index, metric) in metrics.enumerated() {
      for name in metric.names { names.append((Array(name.lowercased().utf8), index)) }
    }
    names.sort { $0.bytes.count > $1.bytes.count }
    var byFirst = [[Int]](repeating: [], count: 256)
    for (index, name) in names.enumerated() {
      if let first = name.bytes.first { byFirst[Int(first)].append(index) }
    }
    self.names = names
    self.byFirst = byFirst
    var mayBegin = [Bool](repeating: false, count: 2048)
    for name in names {
      precondition(name.bytes.count >= 3, "a name of a metric has three bytes or more")
      mayBegin[Self.slot(name.bytes[0], name.bytes[1], name.bytes[2])] = true
    }
    self.mayBegin = mayBegin
  }

  /// Every metric named in a range, left to right, the longest name at each place.
  package func mentions(in bytes: [UInt8], _ range: Range<Int>) -> [Mention] {
    var found: [Mention] = []
    var position = range.lowerBound
    while position + 3 <= range.upperBound {
      let slot = Self.slot(
        bytes[position].lowercased, bytes[position + 1].lowercased, bytes[position + 2].lowercased)
      if mayBegin[slot], let mention = mention(in: bytes, at: position, range) {
        found.append(mention)
        position = mention.range.upperBound
      } else {
        position += 1
      }
    }
    return found
  }

  private func mention(in bytes: [UInt8], at start: Int, _ range: Range<Int>) -> Mention? {
    let first = bytes[start].lowercased
    for index in byFirst[Int(first)] {
      let name = names[index].bytes
      let end = start + name.count
      guard end <= range.upperBound else { continue }
      var offset = 1
      while offset < name.count, bytes[start + offset].lowercased == name[offset] { offset += 1 }
      guard offset == name.count else { continue }
      if name[0].isLetter, start > range.lowerBound, bytes[start - 1].isLetter { continue }
      if name[name.count - 1].isLetter, end < range.upperBound, bytes[end].isLetter { continue }
      return Mention(metric: metrics[names[index].metric], range: start..<end)
    }
    return nil
  }

  private static func slot(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Int {
    (Int(a) << 6 ^ Int(b) << 3 ^ Int(c)) & 2047
  }
}
