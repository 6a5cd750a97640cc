import Glibc

/// Tables of the ziggurat method (Marsaglia and Tsang, J. Stat. Softw. 5(8), 2000) with 256 layers.
///
/// The tables are computed, not printed. Each layer has the same area; the tail beyond the last is
/// sampled exactly. Index and position come from different bits of one word, which mends the
/// correlation that the first published version had (Doornik, 2005).
@usableFromInline
struct Ziggurat: Sendable {
  /// The right edge of each layer: `edges[0]` that of the base's rectangle of equal area, then falling to 0.
  @usableFromInline
  let edges: [Double]
  /// The density at each edge.
  @usableFromInline
  let heights: [Double]

  @usableFromInline
  static let layers = 256

  /// exp(−x).
  @usableFromInline
  static let exponential = Ziggurat(
    lastEdge: 7.697_117_470_131_049_714_04, tailArea: { exp(-$0) }, density: { exp(-$0) },
    inverse: { -log($0) })

  /// exp(−x²/2), the right half.
  @usableFromInline
  static let normal = Ziggurat(
    lastEdge: 3.654_152_885_361_008_796_35,
    tailArea: { (Double.pi / 2).squareRoot() * erfc($0 / 2.0.squareRoot()) },
    density: { exp(-$0 * $0 / 2) }, inverse: { (-2 * log($0)).squareRoot() })

  private init(
    lastEdge: Double, tailArea: (Double) -> Double, density: (Double) -> Double,
    inverse: (Double) -> Double
  ) {
    let area = lastEdge * density(lastEdge) + tailArea(lastEdge)
    var edges = [area / density(lastEdge), lastEdge]
    var heights = [0, density(lastEdge)]
    for layer in 2..<Self.layers {
      let height = heights[layer - 1] + area / edges[layer - 1]
      edges.append(height < 1 ? inverse(height) : 0)
      heights.append(min(height, 1))
    }
    edges.append(0)
    heights.append(1)
    self.edges = edges
    self.heights = heights
  }
}

extension RandomStream {
  /// Exponential with mean 1.
  @inlinable @inline(__always)
  package mutating func exponential() -> Double {
    let word = next()
    let layer = Int(truncatingIfNeeded: word & 0xff)
    let position = (Double(word >> 12) + 0.5) * 0x1p-52
    let value = position * Ziggurat.exponential.edges[layer]
    if value < Ziggurat.exponential.edges[layer &+ 1] { return value }
    return exponentialBeyond(layer: layer, value: value)
  }

  @usableFromInline @inline(never)
  mutating func exponentialBeyond(layer first: Int, value: Double) -> Double {
    let tables = Ziggurat.exponential
    var layer = first
    var candidate = value
    while true {
      if layer == 0 { return tables.edges[1] - log(open()) }
      let low = tables.heights[layer]
      let height = low + uniform() * (tables.heights[layer + 1] - low)
      if height < exp(-candidate) { return candidate }
      let word = next()
      layer = Int(truncatingIfNeeded: word & 0xff)
      candidate = (Double(word >> 12) + 0.5) * 0x1p-52 * tables.edges[layer]
      if candidate < tables.edges[layer + 1] { return candidate }
    }
  }

  /// Normal with mean 0 and variance 1.
  @usableFromInline
  package mutating func normal() -> Double {
    let tables = Ziggurat.normal
    while true {
      let word = next()
      let layer = Int(truncatingIfNeeded: word & 0xff)
      let sign: Double = word & 0x100 == 0 ? 1 : -1
      let value = (Double(word >> 12) + 0.5) * 0x1p-52 * tables.edges[layer]
      if value < tables.edges[layer + 1] { return sign * value }
      if layer == 0 { return sign * normalTail(from: tables.edges[1]) }
      let low = tables.heights[layer]
      let height = low + uniform() * (tables.heights[layer + 1] - low)
      if height < exp(-value * value / 2) { return sign * value }
    }
  }

  /// Marsaglia's tail of the normal beyond `edge`.
  mutating func normalTail(from edge: Double) -> Double {
    while true {
      let step = -log(open()) / edge
      if -2 * log(open()) > step * step { return edge + step }
    }
  }
}
