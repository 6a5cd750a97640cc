import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Holds by how many times a figure is said to have grown against the same figure of earlier stages.
  ///
  ///     阶段1：
  ///     - 订单量：1万单/天
  ///     阶段3：
  ///     - 订单量：1000万单/天（10000倍增长）        <- 1,000 times
  mutating func holdStageGrowth(_ collection: Collection) {
    for line in collection.figureLines(.times)
    where line.isLine && !line.isRow && !line.isCounterexample {
      guard let grown = GrownFigure(line.bytes, 0..<line.bytes.count), let factor = grown.factor,
        case let bytes = collection.source(collection.model.documents[line.document]).bytes,
        case let bases = earlierBases(of: grown, before: line.span.start, in: bytes),
        !bases.isEmpty
      else { continue }
      let ratios = bases.map { grown.figure.quantity.value / $0 }
      let stated = factor.quantity.value
      // So many times may mean once more as many, and be rounded far.
      guard !ratios.contains(where: { stated <= ($0 + 1) * 1.5 && stated >= ($0 - 1) / 1.5 }),
        let nearest = ratios.min(by: { distance($0, stated) < distance($1, stated) }),
        !hasFinding(at: line.span(factor.range))
      else { continue }
      report(
        "a stated change must be that of its figures: `\(line.text(grown.figure.range))` is "
          + "\(plainNumber((nearest * 10).rounded() / 10))× what it was in an earlier stage, not "
          + "`\(line.text(factor.range))`", at: line.span(factor.range), severity: .warning)
    }
  }
}

private func distance(_ ratio: Double, _ stated: Double) -> Double {
  max(ratio / stated, stated / ratio)
}

/// `订单量：1000万单/天（10000倍增长）`: a key, a figure of it, and where one is told by how many times it grew.
private struct GrownFigure {
  let key: String
  let figure: ReadQuantity
  let factor: ReadQuantity?

  init?(_ bytes: [UInt8], _ line: Range<Int>) {
    let reads = readQuantities(in: bytes, range: line)
    guard let first = reads.first, first.quantity.comparator == .equal, first.quantity.value > 0,
      first.times == nil
    else { return nil }
    let lead = String(decoding: bytes[line.lowerBound..<first.range.lowerBound], as: UTF8.self)
    let name = lead.drop { " -+*|".contains($0) }
    guard let sign = name.last(where: { $0 != " " }), sign == "：" || sign == ":" else {
      return nil
    }
    key = String(name.prefix { $0 != "：" && $0 != ":" })
    guard (2...12).contains(key.count), name.count - key.count <= 3 else { return nil }
    figure = first
    factor = reads.dropFirst().first { read in
      read.quantity.dimension == .factor
        && growing.occurInAnyCase(
          in: String(
            decoding: bytes[
              first.range.upperBound..<min(line.upperBound, read.range.upperBound + 8)],
            as: UTF8.self))
    }
  }
}

private let growing: Words = ["增长", "增加", "growth"]

/// What a figure may have grown from: its values in the stages before, and what those say that they grew from.
/// O(bytes up to a few screens before).
private func earlierBases(
  of grown: GrownFigure, before start: Int, in bytes: [UInt8]
) -> [Double] {
  var bases: [Double] = []
  var isEarlier = false
  var end = bytes.lineStart(start) - 1
  var lines = 0
  while end > 0, lines < 200 {
    let begin = bytes.lineStart(end)
    defer { end = begin - 1 }
    lines += 1
    if isStage(bytes[begin..<end]) {
      isEarlier = true
    } else if isEarlier, let other = GrownFigure(bytes, begin..<end), other.key == grown.key,
      other.figure.quantity.dimension == grown.figure.quantity.dimension
    {
      bases.append(other.figure.quantity.value)
      if let factor = other.factor {
        bases.append(other.figure.quantity.value / factor.quantity.value)
      }
    }
  }
  return bases
}

/// Whether a line begins a stage: 阶段 2：…, `Phase 2`.
private func isStage(_ line: ArraySlice<UInt8>) -> Bool {
  let text = String(decoding: line.prefix(48), as: UTF8.self).drop { " #*-".contains($0) }
  return ["阶段", "第", "phase ", "stage "].contains(where: text.lowercased().hasPrefix)
    && (text.contains("阶段") || text.first != "第")
}
