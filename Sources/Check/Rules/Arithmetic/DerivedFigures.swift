import Diagnostics
import Model
import Quantities

extension Rule {
  /// Computes what a sentence derives from its other figures.
  static let derivedFigure = Rule(
    "derived-figure", .warning, "推算结果与其他数字不符", "Figure that does not follow",
    """
    What a sentence derives from its other figures must follow from them.

        每天2TB日志，保留30天约需600TB                          <- 60 TB
        At 5,000 messages per second and 2 KB each we write 100 MB/s.   <- 10 MB/s
        收到告警180条，其中有效告警153条，有效率75%             <- 85 %
        峰值80,000 QPS，单实例11,760 QPS，需要6台               <- 7

    Read are how many of something each of several has and how many that are in all; a rate for a time, a size at a
    rate and whatever else the units alone allow in one way; how many are needed of what can do so much; a share that
    is named like the part before it; what remains; a percentage of an amount; how far two figures of one thing lie apart;
    one rate for two periods, one amount in two units, and power with a PUE; when a saving has paid, what part of a limit
    is used, and how much so many threads can carry for a mean time, by Little's law. The figures stand next to each other, none
    of those computed with is a bound, and no copies, compression, reserves or earlier periods are spoken of.

    Rounded figures stand for all that rounds to them. What is needed may be more, and what is roughly so much may be
    a tenth off. Where only the units say what is derived, a result is reported that is wrong by a power of ten or by
    a factor between units, such as 8 or 60.
    """
  ) { collection, reporter in
    for (index, document) in zip(collection.examined, collection.examinedDocuments) {
      let source = collection.source(document)
      var done = -1
      var end = -1
      for number in document.numbers
      where number.understanding != .label && number.span.start > done {
        // Two figures on one line.
        let isNext =
          end >= 0 && (0..<100).contains(number.span.start - end)
          && !source.bytes[end..<number.span.start].contains(0x0A)
        end = max(end, number.span.end)
        guard isNext, !document.isInFence(number.span),
          !isHeld(number.span, by: document.tables, \.span)
        else { continue }
        let place =
          source.bytes.lineStart(number.span.start)..<source.bytes.lineEnd(number.span.end)
        done = place.upperBound
        guard place.count <= 800 else { continue }
        let line = FigureLine(place, of: source, document: index)
        if line.isCounterexample || line.isRow { continue }
        for sentence in line.sentences {
          guard let sentence = DerivingSentence(line, sentence) else { continue }
          for flaw in sentence.flaws { reporter.report(flaw, in: sentence) }
        }
      }
    }
  }
}

extension Reporter {
  fileprivate mutating func report(_ derivation: Derivation, in sentence: DerivingSentence) {
    let stated = derivation.result.read
    let figures = derivation.operands.map { operand in
      "`\(sentence.line.text(operand.read.range).drop { "=≈~ ".contains($0) })`"
    }
    func printed(_ value: Double) -> String {
      let amount = value * derivation.result.period
      let unit = stated.quantity.unit
      let isMeasured = [.data, .dataRate, .time, .power].contains(unit.dimension)
      if isMeasured, !(0.01..<10_000).contains(amount / unit.scale) {
        return format(amount, in: unit.dimension, .en)
      }
      return format(derivation.isCount ? amount.rounded(.up) : amount, in: unit, .en)
    }
    let rest = derivation.nearerRest.map { ", and the rest \(printed($0))" } ?? ""
    report(
      "what a sentence derives must follow: \(figures.joined(separator: derivation.sign)) is "
        + printed(derivation.right)
        + rest
        + ", not `\(sentence.line.text(stated.range))`",
      at: sentence.line.span(stated.range),
      notes: derivation.operands.map {
        .init("derived from this", at: sentence.line.span($0.read.range))
      })
  }
}
