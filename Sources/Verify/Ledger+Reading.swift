import Diagnostics
import Model

/// A ledger as read from a file: its entries, where each stands, and what is damaged.
package struct ReadLedger: Sendable {
  package let ledger: Ledger

  /// The bytes of each entry's first line, in the order of the entries.
  package let places: [Range<Int>]
  package let damage: [Damage]

  package struct Damage: Sendable, Hashable {
    /// The line, in bytes of the file.
    package let place: Range<Int>

    /// One line, lower case, no full stop.
    package let message: String
  }

  /// - Returns: nil where the first line is not a ledger's. Entries that are damaged are left out, so that
  ///   their claims count as new. Linear in the text.
  package init?(_ bytes: [UInt8]) {
    var reader = LedgerReader()
    var start = 0
    var number = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var line = String(decoding: bytes[start..<end], as: UTF8.self)
      if line.hasSuffix("\r") { line.removeLast() }
      if number == 0 {
        guard reader.begin(line) else { return nil }
      } else {
        reader.read(line, at: start..<end)
      }
      number += 1
      start = end + 1
    }
    guard number > 0 else { return nil }
    reader.end(at: max(0, bytes.count - 1)..<bytes.count)
    ledger = Ledger(reader.entries.map(\.entry))
    places = reader.entries.map(\.place)
    damage = reader.damage
  }
}

extension Ledger {
  /// Reads what `text` wrote; nil where the first line is not a ledger's.
  package init?(text: String) {
    guard let read = ReadLedger(Array(text.utf8)) else { return nil }
    self = read.ledger
  }
}

private struct LedgerReader {
  private(set) var entries: [(entry: Ledger.Entry, place: Range<Int>)] = []
  private(set) var damage: [ReadLedger.Damage] = []
  private var claims: Set<String> = []

  /// The entry that is being read: its claim, where it began, and its fields; nil between entries.
  private var open: (claim: String, place: Range<Int>, fields: [Field])?
  private var isOpenWhole = true

  /// Whether fields without a claim were already reported since the last entry.
  private var isOrphanReported = false
  private var counted: Int?
  private var isCounting = false

  private typealias Field = (key: String, value: String)

  private static let single = ["document", "subject", "figure", "verdict"]
  private static let keys = single + ["input", "claim", "end"]

  /// The versions differ in the last line alone, which the first has not.
  mutating func begin(_ line: String) -> Bool {
    isCounting = line == "docgen ledger 2"
    return isCounting || line == "docgen ledger 1"
  }

  mutating func read(_ line: String, at place: Range<Int>) {
    let trimmed = line.drop { $0 == " " }
    guard !trimmed.isEmpty else {
      close()
      isOrphanReported = false
      return
    }
    let parts = trimmed.split(separator: " ", maxSplits: 1)
    let key = String(parts.first ?? "")
    let value = parts.count > 1 ? String(parts[1]) : ""
    if counted != nil {
      report("the ledger ends with the line before", at: place)
      return
    }
    switch key {
    case "claim":
      close()
      isOpenWhole = true
      isOrphanReported = false
      open = (value, place, [])
      if value.isEmpty {
        report("an entry names its claim", at: place)
        isOpenWhole = false
      } else if !claims.insert(value).inserted {
        report("the claim \(value) has an entry already", at: place)
        isOpenWhole = false
      }
    case "end" where isCounting:
      close()
      counted = Int(value)
      let whole = entries.count + damaged
      if counted == nil {
        report("the last line counts the entries, as in `end 83`", at: place)
      } else if let counted, counted != whole {
        report("the ledger had \(counted) entries, and now has \(whole)", at: place)
      }
    case _ where Self.keys.contains(key):
      field(key, value, at: place)
    default:
      let isMark = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].contains { key.hasPrefix($0) }
      report(
        isMark
          ? "a merge of the ledger was left half done: `\(key)`"
          : "a ledger has no line `\(key)`"
            + (nearMiss(to: key, in: Self.keys).map { "; did you mean `\($0)`?" } ?? ""),
        at: place)
      isOpenWhole = false
    }
  }

  /// How many entries are here and not whole.
  private var damaged = 0

  private mutating func field(_ key: String, _ value: String, at place: Range<Int>) {
    guard open != nil else {
      if !isOrphanReported { report("the `claim` line of this entry is missing", at: place) }
      isOrphanReported = true
      return
    }
    if Self.single.contains(key), open?.fields.contains(where: { $0.key == key }) == true {
      report("an entry has one `\(key)`", at: place)
      isOpenWhole = false
    }
    if key == "verdict", Verdict(rawValue: value) == nil {
      let known = Verdict.allCases.map(\.rawValue)
      report(
        "no verdict is called `\(value)`"
          + (nearMiss(to: value, in: known).map { "; did you mean `\($0)`?" } ?? ""), at: place)
      isOpenWhole = false
    }
    open?.fields.append((key, value))
  }

  /// Ends the entry that is being read.
  private mutating func close() {
    guard let (claim, place, fields) = open else { return }
    open = nil
    func field(_ key: String) -> String? { fields.first { $0.key == key }?.value }
    guard isOpenWhole, let document = field("document"), let subject = field("subject"),
      let figure = field("figure"), let verdict = field("verdict").flatMap(Verdict.init(rawValue:))
    else {
      damaged += 1
      let missing = Self.single.filter { key in !fields.contains { $0.key == key } }
      if isOpenWhole {
        report("this entry lacks \(listed(missing))", at: place)
      }
      return
    }
    let inputs = fields.filter { $0.key == "input" }.map { field in
      let parts = field.value.split(separator: " ", maxSplits: 1)
      return Ledger.Input(
        name: parts.first.map { String($0) } ?? "", value: parts.count > 1 ? String(parts[1]) : "")
    }
    entries.append(
      (
        Ledger.Entry(
          claim: claim, document: document, subject: subject, figure: figure, verdict: verdict,
          inputs: inputs), place
      ))
  }

  mutating func end(at place: Range<Int>) {
    close()
    if isCounting, counted == nil,
      !damage.contains(where: { $0.message.hasPrefix("the last line") })
    {
      report(
        "the ledger is cut off: its last line, `end` with the number of entries, is missing",
        at: place)
    }
  }

  private mutating func report(_ message: String, at place: Range<Int>) {
    damage.append(ReadLedger.Damage(place: place, message: message))
  }
}
