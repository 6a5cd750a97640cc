import Diagnostics
import Model
import Quantities

extension Reporter {
  /// Recomputes a share whose whole stands behind it: `1,240 tables migrated (98.4% of 1,280)`.
  mutating func holdSharesOfWholes(_ collection: Collection) {
    eachSentenceOfShares(collection, least: 1) { line, sentence in
      let reads = readQuantities(in: line.bytes, range: sentence)
      guard reads.count >= 3 else { return }
      for at in reads.indices.dropLast(2) {
        let (part, share, whole) = (reads[at], reads[at + 1], reads[at + 2])
        guard share.quantity.dimension == .ratio, share.sign == nil,
          share.quantity.comparator == .equal, [part, whole].allSatisfy(isPlain),
          areAlike(part.quantity.dimension, whole.quantity.dimension),
          part.quantity.value <= whole.quantity.value,
          opensBracket(line.text(line.between(part, share))),
          line.text(line.between(share, whole)).lowercased() == " of ",
          !hasFinding(at: line.span(share.range))
        else { continue }
        let right = part.quantity.value / whole.quantity.value
        guard abs(right - share.quantity.value) > share.quantity.printedDigit else { continue }
        report(
          "a fraction and its percentage must agree: \(line.text(part.range)) of \(line.text(whole.range)) is "
            + "\(format(right, in: .percent, .en)), not `\(line.text(share.range))`",
          at: line.span(share.range), severity: .warning,
          notes: [.init("the part", at: line.span(part.range))])
      }
    }
  }
}

private func isPlain(_ read: ReadQuantity) -> Bool {
  read.quantity.comparator == .equal && read.times == nil && read.per == nil && read.sign == nil
    && read.quantity.value > 0
}

/// Whether nothing but a few words stand before a bracket that opens.
private func opensBracket(_ text: String) -> Bool {
  guard text.count <= 40, let last = text.last, last == "(" || last == "（" else { return false }
  return text.dropLast().allSatisfy { $0.isLetter || $0 == " " || $0 == "-" }
}

/// Whether both figures count things, of which a bare one may be what the other names; shares of sizes are computed
/// elsewhere.
private func areAlike(_ one: Dimension, _ other: Dimension) -> Bool {
  (one == .number || one.isCount) && (other == .number || other.isCount)
}
