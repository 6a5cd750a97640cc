/// Whether a run of delimiters may open and close emphasis, judged by the characters around it.
///
/// The rule of CommonMark, and its amendment by markdown-cjk-friendly for East Asian text, where no
/// space tells the inside of emphasis from the outside.
struct Flanking: Equatable {
  let canOpen: Bool
  let canClose: Bool

  /// The characters around a run; a line's beginning and end count as newlines.
  struct Surroundings {
    var beforeLast: Unicode.Scalar = "\n"
    var before: Unicode.Scalar = "\n"
    var after: Unicode.Scalar = "\n"
  }

  private init(left: Bool, right: Bool, _ around: Surroundings, delimiter: UInt8) {
    if delimiter == 0x5F {
      canOpen = left && (!right || Flanking.isPunctuation(around.before))
      canClose = right && (!left || Flanking.isPunctuation(around.after))
    } else {
      canOpen = left
      canClose = right
    }
  }

  /// The rule of CommonMark 0.29, which cmark-gfm follows.
  init(commonMark around: Surroundings, delimiter: UInt8) {
    let spaceBefore = Flanking.isSpace(around.before)
    let spaceAfter = Flanking.isSpace(around.after)
    let markBefore = Flanking.isPunctuation(around.before)
    let markAfter = Flanking.isPunctuation(around.after)
    self.init(
      left: !spaceAfter && (!markAfter || spaceBefore || markBefore),
      right: !spaceBefore && (!markBefore || spaceAfter || markAfter), around, delimiter: delimiter)
  }

  /// The amended rule. It changes nothing for `_`, and is not applied to `~`, which also stands for
  /// "about" before figures.
  init(friendly around: Surroundings, delimiter: UInt8) {
    guard delimiter == 0x2A else {
      self.init(commonMark: around, delimiter: delimiter)
      return
    }
    var before = around.before
    if 0xFE00...0xFE0E ~= before.value, !Flanking.isSpace(around.beforeLast) {
      before = around.beforeLast
    }
    let isFullWidthQuote = around.before.value == 0xFE01 && Flanking.isQuote(around.beforeLast)
    let eastAsianBefore =
      isFullWidthQuote || Scripts.isEastAsian(before) || 0xE0100...0xE01EF ~= before.value
    let eastAsianAfter = Scripts.isEastAsian(around.after)
    let spaceBefore = Flanking.isSpace(before)
    let spaceAfter = Flanking.isSpace(around.after)
    let markBefore = Flanking.isPunctuation(before) && !eastAsianBefore
    let markAfter = Flanking.isPunctuation(around.after) && !eastAsianAfter
    self.init(
      left: !spaceAfter && (!markAfter || spaceBefore || markBefore || eastAsianBefore),
      right: !spaceBefore && (!markBefore || spaceAfter || markAfter || eastAsianAfter), around,
      delimiter: delimiter)
  }

  private static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
    [0x2018, 0x2019, 0x201C, 0x201D].contains(scalar.value)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9, 10, 12, 13, 32, 160, 5760, 8192...8202, 8239, 8287, 12288: true
    default: false
    }
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x80: return SourceText.isPunctuation(UInt8(scalar.value))
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
      return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default:
      return false
    }
  }
}

extension Flanking.Surroundings {
  /// The characters around a run of delimiters in a range of the source, looking through `~` as
  /// cmark does.
  init(of run: Range<Int>, in source: UnsafeBufferPointer<UInt8>, within limits: Range<Int>) {
    var at = run.lowerBound
    if let (scalar, start) = Self.scalar(before: at, in: source, from: limits.lowerBound) {
      before = scalar
      at = start
      if let (scalar, _) = Self.scalar(before: at, in: source, from: limits.lowerBound) {
        beforeLast = scalar
      }
    }
    var next = run.upperBound
    while next < limits.upperBound, source[next] == 0x7E { next += 1 }
    if next < limits.upperBound {
      after = Scripts.firstScalar(source[next..<limits.upperBound]) ?? "\n"
    }
  }

  private static func scalar(
    before offset: Int, in source: UnsafeBufferPointer<UInt8>, from limit: Int
  ) -> (Unicode.Scalar, start: Int)? {
    var at = offset
    while at > limit, source[at - 1] & 0xC0 == 0x80 || source[at - 1] == 0x7E { at -= 1 }
    guard at > limit else { return nil }
    at -= 1
    return Scripts.firstScalar(source[at..<offset]).map { ($0, at) }
  }
}
