import Diagnostics
import Quantities
package import Syntax

/// The columns of a table that hold figures alone, which stand flush right so that they can be
/// compared.
package struct FigureColumns {
  /// The style sheet has a rule for so many columns.
  package static let most = 12

  /// The class of a table: `n2 n3` for figures in the second and third column, nil for none.
  ///
  /// A column counts where two cells at least hold a figure and all others hold one, a dash or
  /// nothing, and where the author has not aligned it otherwise. O(bytes of the cells).
  package static func style(of table: NodeIndex, in document: Document) -> String? {
    let nodes = document.nodes
    let source = document.source.bytes
    var figures: [Int] = []
    var column = 0
    for index in table..<Int(nodes[table].next) {
      let node = nodes[index]
      if node.kind == .tableRow { column = 0 }
      guard node.kind == .tableCell else { continue }
      defer { column += 1 }
      if node.flags.contains(.header) {
        let isAligned = !node.flags.isDisjoint(with: [.alignLeft, .alignCenter])
        figures.append(isAligned || figures.count >= most ? -1 : 0)
      } else if figures.indices.contains(column), figures[column] >= 0 {
        switch content(of: source[Int(node.start)..<max(Int(node.start), Int(node.end))]) {
        case .figure: figures[column] += 1
        case .nothing: break
        case .text: figures[column] = -1
        }
      }
    }
    let found = figures.indices.filter { figures[$0] > 1 }
    return found.isEmpty ? nil : found.map { "n\($0 + 1)" }.joined(separator: " ")
  }

  private enum Content { case figure, nothing, text }

  /// What a cell holds: a figure is a sign of comparison, digits, and at most so many characters of
  /// a unit, all of it perhaps bold.
  private static func content(of cell: ArraySlice<UInt8>) -> Content {
    var rest = cell.drop { $0 == 0x20 || $0 == UInt8(ascii: "*") }
    while let last = rest.last, last == 0x20 || last == UInt8(ascii: "*") { rest.removeLast() }
    guard let first = rest.first else { return .nothing }
    if rest.count <= 3, blanks.contains(where: { rest.elementsEqual($0) }) { return .nothing }
    if !first.isDigit {
      guard let sign = signs.first(where: { rest.starts(with: $0) }) else { return .text }
      rest = rest.dropFirst(sign.count).drop { $0 == 0x20 }
    }
    guard let digit = rest.first, digit.isDigit else { return .text }
    rest = rest.drop { $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    rest = rest.drop { $0 == 0x20 }
    var characters = 0
    for byte in rest {
      if byte == 0x20 || byte.isDigit { return .text }
      if byte & 0xC0 != 0x80 { characters += 1 }
    }
    return characters <= 6 ? .figure : .text
  }

  /// What stands for no figure.
  private static let blanks = ["-", "–", "—", "−", "/", "N/A"].map { Array($0.utf8) }

  private static let signs = ["<", ">", "≤", "≥", "~", "≈", "+", "−", "-", "$", "¥", "×"].map {
    Array($0.utf8)
  }
}
