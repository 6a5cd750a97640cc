import Quantities

/// A time of the clock as it is written: `14:02`, `9:05`, `14:02:30`.
struct WrittenTime {
  /// Since midnight.
  let seconds: Int

  /// Where it ends.
  let end: Int
  let hasSeconds: Bool

  /// Reads the time at a place where no digit stands before it; nil where there is none.
  init?(_ bytes: [UInt8], at start: Int) {
    func isDigit(_ index: Int) -> Bool {
      index < bytes.count && bytes[index].isDigit
    }
    func isColon(_ index: Int) -> Bool { index < bytes.count && bytes[index] == UInt8(ascii: ":") }
    // Behind most numbers stands no colon.
    guard isDigit(start), isColon(start + 1) || isColon(start + 2),
      start == 0 || !isDigit(start - 1),
      // A colon may end a label: 故障时间:14:03.
      start < 2 || bytes[start - 1] != UInt8(ascii: ":") || !isDigit(start - 2)
    else { return nil }
    var at = start
    var parts: [Int] = []
    while parts.count < 3 {
      let from = at
      var value = 0
      while isDigit(at), at - from < 2 {
        value = value * 10 + Int(bytes[at] - 0x30)
        at += 1
      }
      guard at - from == 2 || (parts.isEmpty && at - from == 1), !isDigit(at) else { return nil }
      parts.append(value)
      guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: ":"), isDigit(at + 1), parts.count < 3
      else { break }
      at += 1
    }
    guard parts.count >= 2, parts[0] < 24, parts[1] < 60, parts.count < 3 || parts[2] < 60 else {
      return nil
    }
    seconds = parts[0] * 3600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0)
    end = at
    hasSeconds = parts.count > 2
  }
}

/// A span of the clock within a line, `08:41–09:54`; it may end on the next day.
struct ClockSpan {
  let range: Range<Int>
  let seconds: Double
  let hasSeconds: Bool
}

/// The spans `08:41–09:54`, `14:02 至 14:59:30` of a line.
func clockSpans(_ bytes: [UInt8]) -> [ClockSpan] {
  var found: [ClockSpan] = []
  var at = 0
  while at < bytes.count {
    guard let first = WrittenTime(bytes, at: at) else {
      at += 1
      continue
    }
    let joint = spanJointEnd(zoneEnd(first.end, bytes), bytes)
    guard let second = joint.flatMap({ WrittenTime(bytes, at: $0) }) else {
      at = first.end
      continue
    }
    var seconds = second.seconds - first.seconds
    if seconds < 0 { seconds += 86_400 }
    found.append(
      ClockSpan(
        range: at..<second.end, seconds: Double(seconds),
        hasSeconds: first.hasSeconds || second.hasSeconds))
    at = second.end
  }
  return found
}

/// The place behind what joins the two ends of a span, 至 or a dash or `to`, with blanks around it; nil for none.
func spanJointEnd(_ place: Int, _ bytes: [UInt8]) -> Int? {
  var next = place
  func skipBlanks() { while next < bytes.count, bytes[next] == 0x20 { next += 1 } }
  skipBlanks()
  guard let joint = joints.first(where: { bytes[next...].starts(with: $0.utf8) }) else {
    return nil
  }
  next += joint.utf8.count
  skipBlanks()
  return next
}

private let joints = [
  "–", "—", "-", "~", "～", "至", "到", "to ", "until ", "→", "持续到", "持续至", "一直到",
]

/// The place behind the name of a time zone, with the blank before it; the same place for none.
func zoneEnd(_ place: Int, _ bytes: [UInt8]) -> Int {
  guard place < bytes.count, bytes[place] == 0x20 else { return place }
  let zone = ["UTC", "GMT", "CST", "CET", "CEST", "EST", "PST"].first {
    bytes[(place + 1)...].starts(with: $0.utf8)
  }
  return zone.map { place + 1 + $0.utf8.count } ?? place
}
