import Diagnostics
package import Model
package import Quantities

/// An architecture tree drawn as boxes within boxes.
///
/// Sizes are measured from the leaves up and frames are handed out from the roots down, both in one
/// loop over the components in their pre-order: nothing recurses over the author's nesting.
package struct BoxDiagram {
  /// Where a component's box stands.
  package struct Frame: Sendable, Hashable {
    package fileprivate(set) var x = 0.0
    package fileprivate(set) var y = 0.0
    package fileprivate(set) var width = 0.0
    package fileprivate(set) var height = 0.0
  }

  private struct Lettering {
    var title: [String] = []
    var small: [String] = []
    var badge = ""
    var badgeWidth = 0.0
    var width = 0.0
    var height = 0.0
  }

  private static let padding = 12.0
  private static let gap = 10.0
  private static let lineHeight = 19.0
  private static let smallHeight = 16.0
  private static let titleSize = 13.0
  private static let smallSize = 11.5
  private static let fullWidth = 760.0
  private static let leafWidth = 190.0

  private let components: [Component]
  private let depth: [Int]
  private let children: [[Int]]
  private var lettering: [Lettering] = []

  /// Parallel to the architecture's components.
  package private(set) var frames: [Frame]

  /// The rows of children in each component's frame.
  private var rows: [[[Int]]]
  package private(set) var width = 0.0
  package private(set) var height = 0.0

  /// Lays out an architecture; edges are not drawn.
  package init(_ architecture: Architecture) {
    components = architecture.components
    var depth = [Int](repeating: 0, count: components.count)
    var children = [[Int]](repeating: [], count: components.count)
    for (index, component) in components.enumerated() {
      // A parent stands before its children; anything else would not be a tree.
      guard let parent = component.parent, parent < index else { continue }
      depth[index] = depth[parent] + 1
      children[parent].append(index)
    }
    self.depth = depth
    self.children = children
    frames = [Frame](repeating: Frame(), count: components.count)
    rows = [[[Int]]](repeating: [], count: components.count)
    lettering = components.indices.map { index in
      Self.letter(
        components[index],
        width: children[index].isEmpty ? Self.leafWidth : self.available(depth[index]))
    }
    layOut()
    if widenLeaves() { layOut() }
  }

  private mutating func layOut() {
    for index in components.indices.reversed() { measure(index) }
    place()
  }

  /// Letters the leaves anew to the width that their boxes were stretched to, and says whether that
  /// spares a line. No row changes by it: a box asks for no more than it has.
  private mutating func widenLeaves() -> Bool {
    var spares = false
    for index in components.indices where children[index].isEmpty {
      let room = frames[index].width - 2 * Self.padding
      guard room > Self.leafWidth else { continue }
      let wider = Self.letter(components[index], width: room)
      guard wider.height < lettering[index].height, wider.width <= room else { continue }
      lettering[index] = wider
      spares = true
    }
    return spares
  }

  private func available(_ depth: Int) -> Double {
    max(Self.leafWidth, Self.fullWidth - 2 * Self.padding * Double(depth))
  }

  private static func letter(_ component: Component, width: Double) -> Lettering {
    var lettering = Lettering()
    let name = component.name.isEmpty ? component.text : component.name
    let label = component.key.map { $0 == name ? name : "\($0): \(name)" } ?? name
    lettering.title = TextMetrics.lines(label, width: width, size: titleSize)
    for small in component.plainNotes + component.details.map({ "· " + $0.value }) {
      lettering.small += TextMetrics.lines(small, width: width, size: smallSize)
    }
    if let badge = component.badge {
      lettering.badge = badge
      lettering.badgeWidth = TextMetrics.width(lettering.badge, size: smallSize) + 12
    }
    for (number, line) in lettering.title.enumerated() {
      let badge = number == 0 && !lettering.badge.isEmpty ? lettering.badgeWidth + 8 : 0
      lettering.width = max(lettering.width, TextMetrics.width(line, size: titleSize) + badge)
    }
    for line in lettering.small {
      lettering.width = max(lettering.width, TextMetrics.width(line, size: smallSize))
    }
    lettering.height =
      lineHeight * Double(lettering.title.count) + smallHeight * Double(lettering.small.count)
    return lettering
  }

  /// Sizes a component whose children are already sized.
  private mutating func measure(_ index: Int) {
    let own = lettering[index]
    var width = own.width + 2 * Self.padding
    var height = own.height + 14
    if !children[index].isEmpty {
      let limit = available(depth[index]) - 2 * Self.padding
      rows[index] = pack(children[index], limit: limit)
      for row in rows[index] {
        let rowWidth = row.reduce(-Self.gap) { $0 + frames[$1].width + Self.gap }
        let rowHeight = row.reduce(0) { max($0, frames[$1].height) }
        width = max(width, rowWidth + 2 * Self.padding)
        height += rowHeight + Self.gap
      }
      height += Self.padding - Self.gap + 4
    }
    frames[index].width = width
    frames[index].height = height
  }

  /// Rows of boxes in their order: each run of leaves as a grid, each run of others as it fits.
  private mutating func pack(_ boxes: [Int], limit: Double) -> [[Int]] {
    var rows: [[Int]] = []
    for run in boxes.split(whereBetween: { children[$0].isEmpty != children[$1].isEmpty }) {
      rows += children[run[0]].isEmpty ? grid(run, limit: limit) : shelves(run, limit: limit)
    }
    return rows
  }

  private mutating func grid(_ boxes: [Int], limit: Double) -> [[Int]] {
    let widest = boxes.reduce(0) { max($0, frames[$1].width) }
    let most = max(1, Int((limit + Self.gap) / (widest + Self.gap)))
    let rowCount = (boxes.count + most - 1) / most
    let columns = (boxes.count + rowCount - 1) / rowCount
    for box in boxes { frames[box].width = widest }
    return stride(from: 0, to: boxes.count, by: columns).map {
      Array(boxes[$0..<min($0 + columns, boxes.count)])
    }
  }

  private func shelves(_ boxes: [Int], limit: Double) -> [[Int]] {
    var rows: [[Int]] = []
    var row: [Int] = []
    var used = 0.0
    for box in boxes {
      let advance = frames[box].width + (row.isEmpty ? 0 : Self.gap)
      if !row.isEmpty, used + advance > limit {
        rows.append(row)
        row = []
        used = 0
      }
      used += frames[box].width + (row.isEmpty ? 0 : Self.gap)
      row.append(box)
    }
    if !row.isEmpty { rows.append(row) }
    return rows
  }

  /// Hands out positions, stretching each row to the width of what holds it.
  private mutating func place() {
    let roots = components.indices.filter { depth[$0] == 0 }
    let widest = roots.reduce(0) { max($0, frames[$1].width) }
    var y = 1.0
    for root in roots {
      frames[root].x = 1
      frames[root].y = y
      frames[root].width = widest
      y += frames[root].height + Self.gap
    }
    width = widest + 2
    height = max(2, y - Self.gap + 1)
    for index in components.indices where !rows[index].isEmpty {
      let frame = frames[index]
      var y = frame.y + lettering[index].height + 14
      for row in rows[index] {
        let natural = row.reduce(-Self.gap) { $0 + frames[$1].width + Self.gap }
        let stretch = max(0, frame.width - 2 * Self.padding - natural) / Double(row.count)
        let rowHeight = row.reduce(0) { max($0, frames[$1].height) }
        var x = frame.x + Self.padding
        for child in row {
          frames[child].x = x
          frames[child].y = y
          frames[child].width += stretch
          frames[child].height = rowHeight
          x += frames[child].width + Self.gap
        }
        y += rowHeight + Self.gap
      }
    }
  }

  /// The drawing, with its title and description for those who cannot see it.
  ///
  /// - Parameter id: unique on the page and usable in an `id` attribute.
  package func svg(id: String, title: String, description: String) -> HTML {
    drawing.svg(id: id, title: title, description: description)
  }

  var drawing: SVG.Drawing {
    var html = HTML()
    for index in components.indices {
      let frame = frames[index]
      let isLeaf = children[index].isEmpty
      let style = isLeaf ? "leaf" : "depth\(min(depth[index], 2))"
      html += """
        <rect class="box \(style)" x="\(frame.x)" y="\(frame.y)" width="\(frame.width)" \
        height="\(frame.height)" rx="4"/>

        """
      draw(lettering[index], in: frame, isLeaf: isLeaf, into: &html)
    }
    return SVG.Drawing(width: width, height: height, body: html)
  }

  private func draw(
    _ lettering: Lettering, in frame: Frame, isLeaf: Bool, into html: inout HTML
  ) {
    var y = frame.y + 7 + (isLeaf ? max(0, (frame.height - 14 - lettering.height) / 2) : 0)
    let x = frame.x + Self.padding
    for line in lettering.title {
      y += Self.lineHeight
      html +=
        "<text class=\"\(isLeaf ? "leaf-title" : "title")\" x=\"\(x)\" y=\"\(y - 5)\">\(line)</text>\n"
    }
    for line in lettering.small {
      y += Self.smallHeight
      html += "<text class=\"small\" x=\"\(x)\" y=\"\(y - 4)\">\(line)</text>\n"
    }
    guard !lettering.badge.isEmpty else { return }
    let left = frame.x + frame.width - Self.padding - lettering.badgeWidth + 4
    html += """
      <rect class="badge" x="\(left)" y="\(frame.y + 8)" width="\(lettering.badgeWidth)" \
      height="18" rx="9"/><text class="badge-text" x="\(left + lettering.badgeWidth / 2)" y="\(frame.y + 21)">\
      \(lettering.badge)</text>

      """
  }
}

extension Component {
  /// How many there are.
  var badge: String? { count.map { countText($0, of: self) } }

  /// Its notes without one that only repeats the badge.
  var plainNotes: [String] {
    guard let badge else { return notes }
    let words = badge.filter { $0 != " " }
    return notes.filter { note in
      let same = parseQuantity(note).map { countText($0, of: self) == badge } ?? false
      return !same && note.filter { $0 != " " } != words
    }
  }
}

extension [Int] {
  /// The runs between which a condition holds.
  fileprivate func split(whereBetween isBorder: (Int, Int) -> Bool) -> [[Int]] {
    var runs: [[Int]] = []
    for element in self {
      if let last = runs.last?.last, !isBorder(last, element) {
        runs[runs.count - 1].append(element)
      } else {
        runs.append([element])
      }
    }
    return runs
  }
}

/// How many of a component there are, as its badge says it: in English where its own text is without
/// other letters, so that `2 nodes` is not 2 节点.
package func countText(_ count: Quantity, of component: Component) -> String {
  let number = decimal(count.value / count.unit.scale, places: 2)
  var unit = count.unit.symbol
  if !unit.utf8.allSatisfy({ $0 < 0x80 }), component.text.utf8.allSatisfy({ $0 < 0x80 }) {
    unit = Quantities.name(of: count.unit, .en)
    if number == "1", unit.hasSuffix("s"), case .equal = count.comparator { unit.removeLast() }
  }
  let text: String
  switch count.comparator {
  case .equal: text = number
  case .approximately: text = "≈" + number
  case .less: text = "<" + number
  case .atMost: text = "≤" + number
  case .greater: text = ">" + number
  case .atLeast: text = number + "+"
  case .range:
    text =
      decimal(count.interval.lower / count.unit.scale, places: 2) + "–"
      + decimal(count.interval.upper / count.unit.scale, places: 2)
  }
  return unit.isEmpty ? "×" + text : text + " " + unit
}
