import Diagnostics
import Model
import Quantities

extension FigureReader {
  /// Reads the cells of a row that compute what the cell beside them says: `| 4 × 6 × 7.68 TB | 184.32 TB |`.
  ///
  /// The result stands behind the calculation, or else before it. Both cells are read as one line with a sign of
  /// equality between them, so that they mean what they would mean there.
  ///
  /// - Parameter headers: the header of each column, which says whether it holds calculations or results.
  mutating func readCalculations(_ cells: [FigureCell], _ headers: [FigureColumn]) {
    for place in cells.indices.dropFirst() where cells[place].mayBeCalculation {
      let beside = [place + 1, place - 1].first {
        $0 > 0 && $0 < cells.count && cells[$0].isOneFigure
          && !($0 < headers.count && headers[$0].isOther)
      }
      guard let beside else { continue }
      let isNamed = place < headers.count && headers[place].isCalculation
      // EC2 m5.large (3) has so many of it.
      let isAlone =
        !cells[0].text.bytes.contains(UInt8(ascii: "("))
        && cells.indices.dropFirst().allSatisfy {
          $0 == place || $0 == beside || cells[$0].numbers.isEmpty
        }
      readCalculation(
        cells[place].text, beside: cells[beside], isNamed: isNamed, isAlone: isAlone)
    }
  }

  private mutating func readCalculation(
    _ text: FigureText, beside result: FigureCell, isNamed: Bool, isAlone: Bool
  ) {
    let left = Array(text.bytes) + Array(" = ".utf8)
    let line = left + result.text.bytes
    var quantities = readQuantities(in: line)
    guard let stated = quantities.popLast(), let own = result.quantities.first,
      // The sign may be read as part of the figure, and its digits are the same.
      stated.digits.lowerBound - left.count == own.digits.lowerBound,
      (1...16).contains(quantities.count),
      quantities.allSatisfy({ $0.range.upperBound <= text.bytes.count })
    else { return }
    // What the header of the column gives a bare figure stands beside it as well.
    quantities.append(stated.taking(own.quantity.unit))
    let found = EquationReader(line, 0..<line.count, quantities).read().first {
      $0.form == .written && $0.operands == 0...(quantities.count - 2)
        && $0.result == quantities.count - 1
    }
    guard let found else { return }
    // 730 hours × $0.045/hr makes an amount, whatever the header says.
    let isPriced =
      isAlone && stated.quantity.dimension.isMoney
      && quantities.dropLast().contains(where: \.isPrice)
    let operands =
      quantities[0].range.lowerBound..<quantities[found.operands.upperBound].range.upperBound
    add(
      Equation(
        form: .beside(isNamed: (isNamed || isPriced) && result.holdsNoWord),
        operands: text.span(text.bytes.balancing(operands, within: 0..<text.bytes.count)),
        figure: result.text.span(own.range), stated: quantities[found.result].quantity,
        computed: Interval(found.value.low, found.value.high), estimate: found.value.estimate))
  }
}

extension ReadQuantity {
  /// Whether it is the price of one of something, or of an hour of it.
  fileprivate var isPrice: Bool {
    quantity.dimension.isMoney && (per != nil || quantity.unit.symbol.hasSuffix("/小时"))
  }
}

extension FigureCell {
  /// Whether a cell joins figures by signs and says no result itself.
  fileprivate var mayBeCalculation: Bool {
    // `12 × 8 cores` is one figure.
    guard numbers.count > 1 || numbers.first?.quantity?.times != nil,
      numbers.allSatisfy(\.isQuantity)
    else { return false }
    return !text.bytes.contains(UInt8(ascii: "="))
      && text.bytes.contains { "+-*/xX".utf8.contains($0) || $0 == 0xC3 || $0 == 0xE2 }
      && !numbers.contains { text.isCode($0.range.lowerBound) }
  }

  /// Whether a cell is one figure, and what may be said of it behind it.
  fileprivate var isOneFigure: Bool {
    numbers.count == 1 && numbers[0].isQuantity && numbers[0].range.lowerBound <= 8
      && !text.isCode(numbers[0].range.lowerBound)
  }

  /// Whether nothing is said of the figure that a cell is.
  fileprivate var holdsNoWord: Bool {
    guard let figure = numbers.first else { return false }
    return text.bytes[figure.range.upperBound...].allSatisfy { $0 < 0x80 && !$0.isLetter }
  }
}
