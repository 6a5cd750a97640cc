/// A path as a relative URL: bytes other than ASCII letters, digits and `-._~/` are encoded.
///
/// Those beyond ASCII too: old servers and link checkers agree on nothing else.
package func percentEncoded(_ path: String) -> String {
  guard !path.utf8.allSatisfy(isUnreserved) else { return path }
  return String(unsafeUninitializedCapacity: path.utf8.count * 3) { buffer in
    var count = 0
    for byte in path.utf8 {
      if isUnreserved(byte) {
        buffer[count] = byte
        count += 1
      } else {
        buffer[count] = UInt8(ascii: "%")
        buffer[count + 1] = hexadecimal(byte >> 4)
        buffer[count + 2] = hexadecimal(byte & 15)
        count += 3
      }
    }
    return count
  }
}

private func isUnreserved(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
    true
  default: false
  }
}

private func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? digit + 48 : digit + 55 }
