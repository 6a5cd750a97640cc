import Quantities

/// The quantities in a short text, in order.
func figures(in bytes: [UInt8]) -> [(range: Range<Int>, quantity: Quantity)] {
  guard mayHoldNumber(bytes) else { return [] }
  return readQuantities(in: bytes).map { ($0.range, $0.quantity) }
}
