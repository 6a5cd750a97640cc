extension Int {
  /// The integer part of `value`, within ±9 · 10¹⁵; zero for what is not a number.
  package init(saturating value: Double) {
    self = value.isNaN ? 0 : Int(Swift.min(Swift.max(value, -9e15), 9e15))
  }
}
