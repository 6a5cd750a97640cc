import Diagnostics

extension Statistics {
  /// How far the numbers of a text are understood: numbers in prose, tables, headings and drawings.
  ///
  /// `checked` are among `checkable`, those among `typed`, those among `read`, those among `seen`.
  package struct Numbers: Sendable, Hashable {
    package var seen = 0

    /// Understood as a quantity or as a label, such as a date or a version.
    package var read = 0

    /// Quantities with a dimension.
    package var typed = 0

    /// Those that a claim is made of.
    package var checkable = 0

    /// Those of claims with a verdict other than `unchecked`.
    package var checked = 0

    /// Those that are not understood, by what is missing.
    package var unread: [NumberUse.Gap: Int] = [:]

    package init() {}

    package mutating func add(_ other: Numbers) {
      seen += other.seen
      read += other.read
      typed += other.typed
      checkable += other.checkable
      checked += other.checked
      unread.merge(other.unread, uniquingKeysWith: +)
    }
  }
}

extension Statistics.Numbers {
  /// Counts the numbers of one document.
  ///
  /// - Parameter answered: the claims with a verdict other than `unchecked`.
  package init(_ draft: DocumentDraft, answered: Set<String>) {
    self.init()
    let claimed = Cover(draft.claims.map(\.figure))
    let judged = Cover(draft.claims.filter { answered.contains($0.id) }.map(\.figure))
    for number in draft.numbers {
      seen += 1
      switch number.understanding {
      case .unread:
        if let gap = number.gap { unread[gap, default: 0] += 1 }
        continue
      case .label:
        read += 1
      case .typed:
        read += 1
        typed += 1
        guard claimed.holds(number.span) else { continue }
        checkable += 1
        if judged.holds(number.span) { checked += 1 }
      }
    }
  }
}

extension [Judgement] {
  /// The claims that something supports or contradicts.
  package var answered: Set<String> {
    Set(filter { $0.verdict != .unchecked }.map(\.claim))
  }
}

/// The parts of one source that some spans cover.
private struct Cover {
  private var parts: [Range<Int>] = []

  init(_ spans: [Span]) {
    for span in spans.sorted() {
      if let last = parts.last, span.start <= last.upperBound {
        parts[parts.count - 1] = last.lowerBound..<Swift.max(last.upperBound, span.end)
      } else {
        parts.append(span.range)
      }
    }
  }

  /// Whether a span lies inside. O(log parts).
  func holds(_ span: Span) -> Bool {
    var low = 0
    var high = parts.count
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].upperBound <= span.start { low = middle + 1 } else { high = middle }
    }
    return low < parts.count && parts[low].lowerBound <= span.start
      && span.end <= parts[low].upperBound
  }
}
