import Quantities

/// The quantities in a short text, in order.
func figures(in bytes: [UInt8]) -> [(range: Range<Int>, quantity: Quantity)] { [] }
